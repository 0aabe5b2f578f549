package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

var unknownInteraction = refuse(http.StatusNotFound, 10062, "Unknown interaction")

// callbackIn is the body of a callback.
type callbackIn struct {
	Type *int            `json:"type"`
	Data json.RawMessage `json:"data"`
}

// callbacksOf are the types of callbacks that suit a type of interaction.
var callbacksOf = map[int][]int{
	TypeCommand:   {CallbackMessage, CallbackDeferred},
	TypeComponent: {CallbackMessage, CallbackDeferred, CallbackDeferredUpdate, CallbackUpdate},
	TypeComplete:  {CallbackChoices},
}

func (c *call) postCallback() answer {
	j := c.judge("")
	in := callbackIn{}
	if json.Unmarshal(c.body, &in) != nil || in.Type == nil {
		j.refuse("type", "BASE_TYPE_REQUIRED", "This field is required", "the callback has no type")
		return *j.answer()
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	i := c.s.interactions[c.vars["token"]]
	now := time.Now()
	switch {
	case i == nil || i.ID != c.vars["interaction"]:
		return unknownInteraction
	case i.callback != nil:
		return refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	case i.dead(now):
		return unknownInteraction
	case !slices.Contains(callbacksOf[i.Kind], *in.Type):
		j.refuse("type", "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK", "Invalid callback type for this interaction",
			"a callback of type %d does not suit an interaction of type %d", *in.Type, i.Kind)
		return *j.answer()
	}
	cb := &Callback{Type: *in.Type, After: now.Sub(i.created), Data: in.Data}
	if refused := c.acknowledge(i, cb); refused != nil {
		return *refused
	}
	i.callback = cb
	c.s.touch()
	if c.r.URL.Query().Get("with_response") == "true" {
		return ok(c.s.callbackJSON(i))
	}
	return noContent()
}

// acknowledge does what the callback says. The lock is held.
func (c *call) acknowledge(i *Interaction, cb *Callback) *answer {
	j := c.judge("data.")
	switch cb.Type {
	case CallbackChoices:
		c.choices(j, i, cb)
	case CallbackMessage:
		return c.respond(j, i, cb)
	case CallbackDeferred:
		return c.deferral(j, i, cb)
	case CallbackDeferredUpdate:
		if i.message != nil {
			i.original = i.message.ID
		}
	case CallbackUpdate:
		return c.update(j, i, cb)
	}
	return j.answer()
}

// respond answers an interaction with a message.
func (c *call) respond(j *judge, i *Interaction, cb *Callback) *answer {
	in := j.readMessage(cb.Data)
	j.judgeMessage(in, flagsCallback)
	cb.Flags = in.flags()
	m := c.s.hookMessage(i, in.flags())
	j.apply(m, in, flagsSend)
	j.judgeEmpty(m, in)
	if a := j.answer(); a != nil {
		return a
	}
	j.count(m)
	c.s.keep(m)
	i.original, i.real = m.ID, m
	c.s.tell("MESSAGE_CREATE", m)
	return nil
}

// deferral puts "is thinking…" in place of an answer.
func (c *call) deferral(j *judge, i *Interaction, cb *Callback) *answer {
	in := j.readMessage(cb.Data)
	cb.Flags = in.flags()
	if extra := in.flags() &^ FlagEphemeral; extra != 0 {
		j.note("flags has %d, a deferral can only be private (64)", extra)
	}
	for _, key := range []string{"content", "embeds", "components", "attachments"} {
		if in.has(key) {
			j.note("a deferral has %s, which nobody will see", key)
		}
	}
	if a := j.answer(); a != nil {
		return a
	}
	m := c.s.hookMessage(i, in.flags())
	m.Loading, m.Flags = true, m.Flags|FlagLoading
	c.s.keep(m)
	i.original = m.ID
	c.s.tell("MESSAGE_CREATE", m)
	return nil
}

// update edits the message that the button stands on.
func (c *call) update(j *judge, i *Interaction, cb *Callback) *answer {
	in := j.readMessage(cb.Data)
	j.judgeMessage(in, flagsEdit)
	cb.Flags = in.flags()
	if i.message == nil || c.s.messages[i.message.ID] == nil {
		return &unknownMessage
	}
	m := c.s.messages[i.message.ID]
	if a := c.edit(j, m, in); a.status != http.StatusOK {
		return &a
	}
	i.original, i.real = m.ID, c.s.messages[m.ID]
	return nil
}

// hookMessage is a message of the interaction's webhook that is not kept yet.
func (s *Server) hookMessage(i *Interaction, flags int) *Message {
	m := s.newMessage(i.Channel, s.bot)
	m.by, m.Interaction = i, i.ID
	m.Ephemeral = flags&FlagEphemeral != 0
	m.Flags = flags & FlagEphemeral
	switch {
	case i.Kind == TypeCommand && i.message != nil:
		m.Kind = kindContextMenu
	case i.Kind == TypeCommand:
		m.Kind = kindSlash
	case i.message != nil:
		m.Kind, m.Reference = kindReply, &Reference{MessageID: i.message.ID, ChannelID: i.message.ChannelID}
	}
	return m
}

// choices takes what an option is to be completed with.
func (c *call) choices(j *judge, i *Interaction, cb *Callback) {
	var in struct {
		Choices *[]Choice `json:"choices"`
	}
	if !absent(cb.Data) {
		if err := json.Unmarshal(cb.Data, &in); err != nil {
			j.refuse("choices", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "choices: %v", err)
			return
		}
	}
	if in.Choices == nil {
		j.refuse("choices", "BASE_TYPE_REQUIRED", "This field is required", "an autocomplete answer has no choices; none are an empty list")
		return
	}
	cb.Choices = *in.Choices
	j.atMost("choices", "choices", len(cb.Choices), maxChoices)
	for n, ch := range cb.Choices {
		at, what := fmt.Sprintf("choices.%d.", n), fmt.Sprintf("of choice %d", n)
		j.within(at+"name", "the name "+what, ch.Name, 1, maxChoiceName)
		text, isText := ch.Value.(string)
		_, isNumber := ch.Value.(float64)
		switch wantText := slices.Contains(i.options, "text"); {
		case isText != wantText || !isText && !isNumber:
			j.refuse(at+"value", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "the value %s does not suit the option", what)
		case isText:
			j.within(at+"value", "the value "+what, text, 1, maxChoiceValue)
		}
	}
}

// callbackJSON is the answer to a callback that asks for one.
func (s *Server) callbackJSON(i *Interaction) object {
	in := object{"id": i.ID, "type": i.Kind}
	o := object{"interaction": in}
	m := s.messages[i.original]
	if m == nil {
		return o
	}
	in["response_message_id"] = m.ID
	in["response_message_loading"] = m.Loading
	in["response_message_ephemeral"] = m.Ephemeral
	if i.real != nil {
		o["resource"] = object{"type": i.callback.Type, "message": s.messageJSON(m, true)}
	}
	return o
}
