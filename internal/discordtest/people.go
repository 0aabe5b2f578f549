package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Use is a person's use of a command.
type Use struct {
	User    *User
	Channel *Channel
	// Command is its name, with those of a group and a subcommand after it,
	// parted by spaces: "settings language set".
	Command string
	// Options are the values by name: string, bool, int, float64, *User,
	// *Channel, or an Attachment.
	Options map[string]any
	// Focused is the option that the person is typing in, for Complete.
	Focused string
	// UserInstalled: only the user has installed the bot, not the guild.
	UserInstalled bool
	// Unchecked delivers the use whatever the bot has registered, as a client
	// with an old list does.
	Unchecked bool
}

// Interact lets a person use a slash command. A use that Discord's client would
// not allow (the bot has not registered the command, a required option is
// missing) is a violation, is not delivered, and its Err says why.
func (s *Server) Interact(u Use) *Interaction { return s.use(TypeCommand, u) }

// Complete lets a person type in the option Focused of a command, with the
// options as they are so far.
func (s *Server) Complete(u Use) *Interaction { return s.use(TypeComplete, u) }

func (s *Server) use(kind int, u Use) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.newInteraction(kind, u.User, u.Channel, "/"+u.Command, u.UserInstalled)
	path := strings.Fields(u.Command)
	if len(path) == 0 {
		path = []string{""}
	}
	cmd, known := s.command(u.Channel.GuildID, SlashCommand, path[0])
	b := &useBuilder{s: s, u: u, kind: kind, i: i, resolved: object{}}
	data := object{"id": cmd.ID, "name": path[0], "type": SlashCommand}
	if !known {
		b.fault("the bot has not registered the command %q", path[0])
		data["id"] = i.ID
	}
	if cmd.GuildID != "" {
		data["guild_id"] = cmd.GuildID
	}
	b.allowed(cmd)
	if options := b.nested(cmd.Options, path[1:]); len(options) > 0 {
		data["options"] = options
	}
	if len(b.resolved) > 0 {
		data["resolved"] = b.resolved
	}
	return b.send(data)
}

// send delivers the use unless something is wrong with it.
func (b *useBuilder) send(data object) *Interaction {
	if len(b.faults) > 0 && !b.u.Unchecked {
		b.i.err = fmt.Errorf("discordtest: %s cannot be used: %s", b.i.name, strings.Join(b.faults, "; "))
		b.s.violateLocked(b.i.err.Error())
		return b.i
	}
	b.i.send(data)
	return b.i
}

// A useBuilder makes the data of a command's interaction out of a Use.
type useBuilder struct {
	s        *Server
	u        Use
	kind     int
	i        *Interaction
	resolved object
	faults   []string
}

func (b *useBuilder) fault(format string, args ...any) {
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// allowed checks whether the person may use cmd there.
func (b *useBuilder) allowed(cmd Command) {
	if len(cmd.Contexts) > 0 && !slices.Contains(cmd.Contexts, b.i.context()) {
		b.fault("the command is not for this context (%d)", b.i.context())
	}
	if b.u.UserInstalled && len(cmd.Installs) > 0 && !slices.Contains(cmd.Installs, 1) {
		b.fault("the command is not for bots that only a user has installed")
	}
	if cmd.Permissions == nil || b.i.Channel.Kind == DMChannel || b.u.User.Admin {
		return
	}
	var need uint64
	_, _ = fmt.Sscan(*cmd.Permissions, &need) // it has been read before
	if need == 0 || uint64(b.u.User.permissions())&need != need {
		b.fault("%s lacks the permissions for it", b.u.User.Name)
	}
}

// nested makes the options, inside the subcommands that path names.
func (b *useBuilder) nested(os []Option, path []string) []object {
	if len(path) == 0 {
		if len(os) > 0 && (os[0].Type == optionSub || os[0].Type == optionGroup) {
			b.fault("a subcommand must be named")
		}
		return b.options(os)
	}
	at := slices.IndexFunc(os, func(o Option) bool { return o.Name == path[0] && o.Type <= optionGroup })
	sub := Option{Type: optionSub, Name: path[0]}
	if at < 0 {
		b.fault("there is no subcommand %q", path[0])
	} else {
		sub = os[at]
	}
	return []object{{"type": sub.Type, "name": sub.Name, "options": b.nested(sub.Options, path[1:])}}
}

// options makes the options in the order in which the command has them.
func (b *useBuilder) options(os []Option) []object {
	left := maps.Clone(b.u.Options)
	list := []object{}
	for _, o := range os {
		v, given := left[o.Name]
		delete(left, o.Name)
		switch {
		case given:
			list = append(list, b.option(o, v))
		case o.Required && b.kind == TypeCommand:
			b.fault("the option %q is missing", o.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		b.fault("there is no option %q", name)
		list = append(list, b.option(Option{Name: name, Type: typeOf(left[name])}, left[name]))
	}
	if b.kind == TypeComplete && !slices.ContainsFunc(list, func(o object) bool { return o["focused"] == true }) {
		b.fault("no option %q has the focus", b.u.Focused)
	}
	return list
}

func typeOf(v any) int {
	switch v.(type) {
	case int, int64:
		return optionInteger
	case bool:
		return optionBoolean
	case float64:
		return optionNumber
	case *User:
		return optionUser
	case *Channel:
		return optionChannel
	case Attachment, *Attachment:
		return optionAttachment
	}
	return optionString
}

func (b *useBuilder) option(o Option, v any) object {
	out := object{"name": o.Name, "type": o.Type, "value": b.value(o, v)}
	if b.kind != TypeComplete {
		b.check(o, v)
		return out
	}
	if o.Name == b.u.Focused {
		out["focused"] = true
		if !o.Autocomplete {
			b.fault("the option %q does not complete itself", o.Name)
		}
		if o.Type == optionString {
			b.i.options = append(b.i.options, "text")
		}
	}
	return out
}

// value is what the interaction says of v; users, channels and files are
// resolved beside.
func (b *useBuilder) value(o Option, v any) any {
	resolve := func(kind, id string, what object) string {
		inner, ok := b.resolved[kind].(object)
		if !ok {
			inner = object{}
			b.resolved[kind] = inner
		}
		inner[id] = what
		return id
	}
	switch v := v.(type) {
	case *User:
		return resolve("users", v.ID, userJSON(v))
	case *Channel:
		return resolve("channels", v.ID, b.s.channelJSON(v))
	case *Attachment:
		return b.value(o, *v)
	case Attachment:
		v.ID = b.s.newID()
		b.s.files[filePath(b.i.Channel.ID, v)] = v
		return resolve("attachments", v.ID, b.s.attachmentJSON(b.i.Channel.ID, v))
	}
	return v
}

// check finds values that the client would not send.
func (b *useBuilder) check(o Option, v any) {
	if want := typeOf(v); want != o.Type && o.Type != optionMentionable && o.Type != optionRole && (o.Type != optionNumber || want != optionInteger) {
		b.fault("the option %q has type %d and not %d", o.Name, o.Type, want)
	}
	if len(o.Choices) > 0 {
		same := func(c OptionChoice) bool { return fmt.Sprint(c.Value) == fmt.Sprint(v) }
		if !slices.ContainsFunc(o.Choices, same) {
			b.fault("the option %q cannot be %v", o.Name, v)
		}
	}
	if text, ok := v.(string); ok {
		most := maxText
		if o.MaxLength != nil {
			most = *o.MaxLength
		}
		if n := length(text); n > most || n == 0 || o.MinLength != nil && n < *o.MinLength {
			b.fault("the option %q has %d characters", o.Name, n)
		}
	}
	if n, ok := number(v); ok && (o.MinValue != nil && n < *o.MinValue || o.MaxValue != nil && n > *o.MaxValue) {
		b.fault("the option %q cannot be %v", o.Name, v)
	}
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// UseOn lets a person use a command of the menu of a message. Its data holds the
// message with all that it says.
func (s *Server) UseOn(u *User, m *Message, command string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.channels[m.ChannelID]
	i := s.newInteraction(TypeCommand, u, ch, command, false)
	i.message = m
	cmd, known := s.command(ch.GuildID, MessageCommand, command)
	b := &useBuilder{s: s, u: Use{User: u, Channel: ch}, i: i}
	if !known {
		b.fault("the bot has not registered the message command %q", command)
	}
	b.allowed(cmd)
	return b.send(object{
		"id": cmd.ID, "name": command, "type": MessageCommand, "target_id": m.ID,
		"resolved": object{"messages": object{m.ID: s.messageJSON(m, true)}},
	})
}

// Click lets a person press the button with the custom id on m. The id may be one
// that m does not have, and m one that is gone, as in a forged request; with a nil
// message the interaction comes from u's direct messages and has no message.
func (s *Server) Click(u *User, m *Message, customID string) *Interaction {
	return s.click(u, m, object{"custom_id": customID, "component_type": typeButton})
}

// Select lets a person choose values in the select menu with the custom id on m.
func (s *Server) Select(u *User, m *Message, customID string, values ...string) *Interaction {
	return s.click(u, m, object{"custom_id": customID, "component_type": 3, "values": values})
}

func (s *Server) click(u *User, m *Message, data object) *Interaction {
	ch := s.DM(u)
	s.mu.Lock()
	defer s.mu.Unlock()
	if m != nil {
		ch = s.channels[m.ChannelID]
	}
	i := s.newInteraction(TypeComponent, u, ch, fmt.Sprintf("the button %v", data["custom_id"]), false)
	if m != nil {
		i.message = m
		if now := s.messages[m.ID]; now != nil {
			m = now
		}
		i.payload["message"] = s.messageJSON(m, true)
	}
	i.send(data)
	return i
}

// SayOptions are further parts of what somebody says.
type SayOptions struct {
	ReplyTo *Message
	PingOff bool    // of the reply
	Mention []*User // to be mentioned before the content
	// Attachments are files with it, Embeds a JSON array of embeds.
	Attachments []Attachment
	Embeds      json.RawMessage
	// Kind is Discord's type of message, for those that the system writes. 0: an
	// ordinary one, or a reply.
	Kind int
	// Webhook: it is the message of a webhook, not of a user.
	Webhook bool
}

// Say lets somebody say something in a channel. The bot gets it without its
// content unless it may see that: in direct messages, when the content or the
// ping of a reply mentions the bot, or when the bot has been granted all content
// and asked for it.
func (s *Server) Say(u *User, ch *Channel, content string, o SayOptions) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, other := range slices.Backward(o.Mention) {
		content = other.Mention() + " " + content
	}
	m := s.newMessage(ch, u)
	m.Content, m.Kind, m.webhook, m.Embeds = trim(content), o.Kind, o.Webhook, o.Embeds
	for _, a := range o.Attachments {
		a.ID = s.newID()
		m.Attachments = append(m.Attachments, a)
	}
	if o.ReplyTo != nil {
		m.Reference = &Reference{MessageID: o.ReplyTo.ID, ChannelID: o.ReplyTo.ChannelID}
		if m.Kind == kindDefault {
			m.Kind = kindReply
		}
	}
	s.mention(m, o)
	s.keep(m)
	s.tell("MESSAGE_CREATE", m)
	return m
}

// mention works out whom a person's message mentions.
func (s *Server) mention(m *Message, o SayOptions) {
	m.mentions = usersIn(m.Content)
	m.everyone = m.Author.Admin && mentionEveryone.MatchString(m.Content)
	if o.ReplyTo == nil || o.PingOff {
		return
	}
	if id := o.ReplyTo.Author.ID; !slices.Contains(m.mentions, id) {
		m.mentions = append(m.mentions, id)
	}
}

// EditMessage lets a person change what they said.
func (s *Server) EditMessage(m *Message, content string) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.messages[m.ID]
	if now == nil {
		return m
	}
	next := *now
	next.Content, next.Edited, next.EditedAt, next.Edits = trim(content), true, time.Now(), next.Edits+1
	next.mentions = usersIn(next.Content)
	s.keep(&next)
	s.tell("MESSAGE_UPDATE", &next)
	return &next
}

// DeleteMessage lets somebody delete a message, the bot's too.
func (s *Server) DeleteMessage(m *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.messages[m.ID]; now != nil {
		s.drop(now)
	}
}
