package discordtest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Types of interactions.
const (
	TypeCommand   = 2
	TypeComponent = 3
	TypeComplete  = 4
)

// Types of callbacks.
const (
	CallbackMessage        = 4
	CallbackDeferred       = 5
	CallbackDeferredUpdate = 6
	CallbackUpdate         = 7
	CallbackChoices        = 8
)

// An Interaction is a person's use of the bot: of a command, of a button, or of
// an option that completes itself.
type Interaction struct {
	ID      string
	Token   string
	Kind    int // TypeCommand, TypeComponent, TypeComplete
	User    *User
	Channel *Channel

	s        *Server
	name     string   // for errors: "/ask"
	err      error    // why it was not delivered, or nil
	message  *Message // that a button stood on, or a command was used on
	options  []string // types and names of focused ones
	userOnly bool     // only its user has installed the bot
	payload  object
	created  time.Time

	// Guarded by the server's lock.
	expired   bool
	callback  *Callback
	original  string // id of the first answer
	real      *Message
	followUps []string
	edits     int
}

// A Callback is how the bot has acknowledged an interaction.
type Callback struct {
	Type    int
	After   time.Duration // since the interaction was sent
	Flags   int
	Choices []Choice        // of type 8
	Data    json.RawMessage // as sent; nil: there was none
}

// A Choice is a completion that the bot offers. Value is a string, or for options
// that are numbers a float64.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// newInteraction makes an interaction and its payload. The lock is held.
func (s *Server) newInteraction(kind int, u *User, ch *Channel, name string, userOnly bool) *Interaction {
	i := &Interaction{ID: s.newID(), Kind: kind, User: u, Channel: ch, s: s, name: name, userOnly: userOnly, created: time.Now()}
	secret := strings.Repeat(i.ID+"discordtest", 4)
	i.Token = base64.RawURLEncoding.EncodeToString([]byte("interaction:" + i.ID + ":" + secret))
	i.payload = object{
		"id": i.ID, "application_id": s.app, "type": kind, "token": i.Token, "version": 1, "locale": u.locale(),
		"channel_id": ch.ID, "channel": s.channelJSON(ch), "app_permissions": s.permissions(ch).String(), "entitlements": []any{},
		"authorizing_integration_owners": i.owners(), "context": i.context(), "attachment_size_limit": maxFile,
	}
	if ch.Kind == DMChannel {
		i.payload["user"] = userJSON(u)
		return i
	}
	member := memberJSON(u, true)
	member["permissions"] = u.permissions().String()
	i.payload["member"], i.payload["guild_id"], i.payload["guild_locale"] = member, ch.GuildID, "en-US"
	i.payload["guild"] = object{"id": ch.GuildID, "locale": "en-US", "features": []string{}}
	return i
}

// owners are the installations that the interaction comes from.
func (i *Interaction) owners() object {
	if i.userOnly {
		return object{"1": i.User.ID}
	}
	if i.Channel.Kind == DMChannel {
		return object{"0": "0"}
	}
	return object{"0": i.Channel.GuildID}
}

// context is where the interaction was used: 0 in a guild, 1 in the bot's direct
// messages.
func (i *Interaction) context() int {
	if i.Channel.Kind == DMChannel {
		return 1
	}
	return 0
}

// send books the interaction and delivers it. The lock is held.
func (i *Interaction) send(data object) {
	i.payload["data"] = data
	i.s.interactions[i.Token] = i
	i.deliver()
}

func (i *Interaction) deliver() {
	i.s.gate.dispatch(event{name: "INTERACTION_CREATE", data: i.payload})
}

// Deliver delivers the same interaction once more, as Discord at times does. Its
// clock goes on from the first delivery.
func (i *Interaction) Deliver() {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.err == nil {
		i.deliver()
	}
}

// Expire ends the life of the interaction's token now.
func (i *Interaction) Expire() {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	i.expired = true
}

// dead tells whether the token is of no use at the time. The lock is held.
func (i *Interaction) dead(now time.Time) bool {
	age := now.Sub(i.created)
	return i.expired || age > i.s.opt.TokenLife || i.callback == nil && age > i.s.opt.AckWithin
}

// Err says why the interaction was not delivered; nil: it was.
func (i *Interaction) Err() error { return i.err }

// Acked waits for the callback. It returns an error when the time for it is
// over, when ctx is done, and when the interaction was not delivered.
func (i *Interaction) Acked(ctx context.Context) (Callback, error) {
	if i.err != nil {
		return Callback{}, i.err
	}
	late := i.created.Add(i.s.opt.AckWithin)
	in, cancel := context.WithDeadlineCause(ctx, late, fmt.Errorf("%s was not acknowledged within %v", i.name, i.s.opt.AckWithin))
	defer cancel()
	var cb *Callback
	err := i.s.until(in, func() bool { cb = i.callback; return cb != nil })
	if err != nil {
		if cause := context.Cause(in); cause != nil {
			err = cause
		}
		return Callback{}, fmt.Errorf("%s: %w", i.name, err)
	}
	return *cb, nil
}

// Reply waits for the bot's answer and returns it as it first was: the message
// of a callback of type 4 or 7 at once, after a deferral that of its first edit.
func (i *Interaction) Reply(ctx context.Context) (*Message, error) {
	if _, err := i.Acked(ctx); err != nil {
		return nil, err
	}
	var m *Message
	if err := i.s.until(ctx, func() bool { m = i.real; return m != nil }); err != nil {
		return nil, fmt.Errorf("%s was acknowledged, and nothing followed: %w", i.name, err)
	}
	return m, nil
}

// Original is the bot's answer as it is now, also while it is "thinking", or nil.
// A deferred update of a button's message has that message.
func (i *Interaction) Original() *Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.s.messages[i.original]
}

// Until waits until the bot's answer is such that is holds, and returns it.
func (i *Interaction) Until(ctx context.Context, is func(*Message) bool) (*Message, error) {
	if _, err := i.Reply(ctx); err != nil {
		return nil, err
	}
	var m *Message
	err := i.s.Until(ctx, func() bool { m = i.Original(); return m != nil && is(m) })
	if err != nil {
		return m, fmt.Errorf("the answer to %s: %w", i.name, err)
	}
	return m, nil
}

// FollowUps are the further messages as they are now, oldest first, without
// those that were deleted.
func (i *Interaction) FollowUps() []*Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	var ms []*Message
	for _, id := range i.followUps {
		if m := i.s.messages[id]; m != nil {
			ms = append(ms, m)
		}
	}
	return ms
}

// Edits is how often the bot has edited its first answer, the edit that filled in
// a deferred one included.
func (i *Interaction) Edits() int {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.edits
}

// metadataJSON is what a message tells of the interaction that it answers.
func (s *Server) metadataJSON(i *Interaction) object {
	kind := i.Kind
	o := object{"id": i.ID, "type": kind, "user": userJSON(i.User), "authorizing_integration_owners": i.owners()}
	switch {
	case kind == TypeComponent:
		o["interacted_message_id"] = "0"
		if i.message != nil {
			o["interacted_message_id"] = i.message.ID
		}
	case i.message != nil:
		o["target_message_id"] = i.message.ID
	}
	return o
}
