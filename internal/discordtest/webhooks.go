package discordtest

import (
	"net/http"
	"time"
)

// maxFollowUps is how many follow-ups an interaction takes when only its user has
// installed the bot.
const maxFollowUps = 5

var (
	unknownWebhook = refuse(http.StatusNotFound, 10015, "Unknown Webhook")
	badHookToken   = refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
)

// hook is the interaction whose webhook the path names. The lock is held.
func (c *call) hook() (*Interaction, *answer) {
	i := c.s.interactions[c.vars["token"]]
	switch {
	case i == nil || c.vars["application"] != c.s.app:
		return nil, &unknownWebhook
	case i.expired || time.Since(i.created) > c.s.opt.TokenLife:
		return nil, &badHookToken
	case i.callback == nil:
		return nil, &unknownWebhook
	}
	return i, nil
}

// hookMessage is the message of the path, which the interaction's webhook must
// have written. The lock is held.
func (c *call) hookMessage() (*Interaction, *Message, *answer) {
	i, refused := c.hook()
	if refused != nil {
		return nil, nil, refused
	}
	id := c.vars["message"]
	if id == "@original" {
		id = i.original
	}
	m := c.s.messages[id]
	if m == nil || m.by != i && m.ID != i.original {
		return nil, nil, &unknownMessage
	}
	return i, m, nil
}

func (c *call) getHookMessage() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	_, m, refused := c.hookMessage()
	if refused != nil {
		return *refused
	}
	return ok(c.s.messageJSON(m, true))
}

func (c *call) deleteHookMessage() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	_, m, refused := c.hookMessage()
	if refused != nil {
		return *refused
	}
	c.s.drop(m)
	return noContent()
}

func (c *call) patchHookMessage() answer {
	j := c.judge("")
	in := j.readMessage(c.body)
	j.judgeMessage(in, flagsEdit)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	i, m, refused := c.hookMessage()
	if refused != nil {
		return *refused
	}
	return c.editHook(j, i, m, in)
}

// editHook edits a message of the interaction. The lock is held.
func (c *call) editHook(j *judge, i *Interaction, m *Message, in *messageIn) answer {
	a := c.edit(j, m, in)
	if a.status != http.StatusOK || m.ID != i.original {
		return a
	}
	i.edits++
	if i.real == nil {
		i.real = c.s.messages[m.ID]
	}
	c.s.touch()
	return a
}

func (c *call) postFollowUp() answer {
	j := c.judge("")
	in := j.readMessage(c.body)
	j.judgeMessage(in, flagsCallback)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	i, refused := c.hook()
	if refused != nil {
		return *refused
	}
	if m := c.s.messages[i.original]; m != nil && m.Loading {
		// So it does to this day: the first follow-up after a deferral fills it in,
		// and is as private as the deferral was.
		j.note("a follow-up comes before the deferred answer was edited, and becomes that answer")
		return c.editHook(j, i, m, in)
	}
	if i.userOnly && len(i.followUps) >= maxFollowUps {
		return refuse(http.StatusBadRequest, 40094, "This interaction has hit the maximum number of follow up messages.")
	}
	m := c.s.hookMessage(i, in.flags())
	m.Kind = kindReply
	m.Reference = nil
	if to := c.s.messages[i.original]; to != nil {
		m.Reference = &Reference{MessageID: to.ID, ChannelID: to.ChannelID}
	}
	j.apply(m, in, flagsSend)
	j.judgeEmpty(m, in)
	if a := j.answer(); a != nil {
		return *a
	}
	j.count(m)
	c.s.keep(m)
	i.followUps = append(i.followUps, m.ID)
	c.s.tell("MESSAGE_CREATE", m)
	return ok(c.s.messageJSON(m, true))
}
