package discordtest

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Flags of messages.
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
	FlagComponentsV2          = 1 << 15
)

// Kinds of messages.
const (
	kindDefault     = 0
	kindReply       = 19
	kindSlash       = 20
	kindContextMenu = 23
)

// A Message is a message as it was at one time.
type Message struct {
	ID        string
	ChannelID string
	GuildID   string // empty in direct messages
	Author    *User
	Kind      int    // Discord's message type: 0, 19 for a reply, 20 and 23 for answers to commands
	Content   string // without white space around it, as Discord keeps it
	Flags     int
	Ephemeral bool // only one person sees it
	Loading   bool // "is thinking…"

	Embeds        json.RawMessage // as sent; nil: none
	RawComponents json.RawMessage // as sent; nil: none
	Components    []Component
	Attachments   []Attachment
	// AllowedMentions is as it was sent with the last writing; nil: it was
	// absent or null.
	AllowedMentions json.RawMessage
	Reference       *Reference // of a reply, else nil
	Nonce           string     // empty: none
	Interaction     string     // id of the interaction that it answers, or empty

	Sent     time.Time
	Edited   bool
	EditedAt time.Time
	Edits    int // writings after the first; filling in a deferred answer is none

	pings    []string
	mentions []string // ids of users
	everyone bool
	nonce    json.RawMessage
	by       *Interaction // whose webhook wrote it
	webhook  bool         // a webhook of somebody else wrote it
}

// A Reference is what a reply replies to.
type Reference struct{ MessageID, ChannelID string }

// An Attachment is a file of a message.
type Attachment struct {
	ID          string // empty until it is sent
	Name        string
	Description string
	ContentType string
	Data        []byte
}

// A Component is a part of a message that can be used, or a row of such.
type Component struct {
	Type        int         `json:"type"`
	Style       int         `json:"style"`
	Label       string      `json:"label"`
	CustomID    string      `json:"custom_id"`
	URL         string      `json:"url"`
	Disabled    bool        `json:"disabled"`
	Placeholder string      `json:"placeholder"`
	Components  []Component `json:"components"`
}

// A Button is a button of a message. It has either a CustomID or a URL.
type Button struct {
	Label, CustomID, URL string
	Disabled             bool
}

// Buttons are the message's buttons, from the left, row after row.
func (m *Message) Buttons() []Button {
	var bs []Button
	var walk func([]Component)
	walk = func(cs []Component) {
		for _, c := range cs {
			if c.Type == 2 {
				bs = append(bs, Button{Label: c.Label, CustomID: c.CustomID, URL: c.URL, Disabled: c.Disabled})
			}
			walk(c.Components)
		}
	}
	walk(m.Components)
	return bs
}

// Button returns the first button with the label.
func (m *Message) Button(label string) (Button, bool) {
	bs := m.Buttons()
	i := slices.IndexFunc(bs, func(b Button) bool { return b.Label == label })
	if i < 0 {
		return Button{}, false
	}
	return bs[i], true
}

// Pings are all whom the message and its earlier versions would have pinged, by
// their content, their allowed_mentions and what they replied to: "@everyone",
// "@here", "<@user>", "<@&role>". Without allowed_mentions everything pings. A
// mention counts wherever it stands, also between backticks: the server does not
// rely on how Discord reads markdown.
func (m *Message) Pings() []string { return slices.Clone(m.pings) }

// allowedMentions are the allowed_mentions of a message.
type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

var (
	mentionEveryone = regexp.MustCompile(`@everyone|@here`)
	mentionUser     = regexp.MustCompile(`<@!?(\d+)>`)
	mentionRole     = regexp.MustCompile(`<@&(\d+)>`)
)

// absent tells whether a JSON value is not there, or null.
func absent(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// pingsOf returns whom content pings under the allowed mentions; replied is the
// id of the user whose message it replies to, or empty.
func pingsOf(content string, allowed json.RawMessage, replied string) []string {
	a := allowedMentions{Parse: []string{"everyone", "roles", "users"}, RepliedUser: true}
	if !absent(allowed) {
		a = allowedMentions{}
		if err := json.Unmarshal(allowed, &a); err != nil {
			return nil
		}
	}
	var ps []string
	if slices.Contains(a.Parse, "everyone") {
		ps = append(ps, mentionEveryone.FindAllString(content, -1)...)
	}
	for _, m := range mentionUser.FindAllStringSubmatch(content, -1) {
		if slices.Contains(a.Parse, "users") || slices.Contains(a.Users, m[1]) {
			ps = append(ps, "<@"+m[1]+">")
		}
	}
	for _, m := range mentionRole.FindAllStringSubmatch(content, -1) {
		if slices.Contains(a.Parse, "roles") || slices.Contains(a.Roles, m[1]) {
			ps = append(ps, m[0])
		}
	}
	if replied != "" && a.RepliedUser {
		ps = append(ps, "<@"+replied+">")
	}
	slices.Sort(ps)
	return slices.Compact(ps)
}

// usersIn returns the ids of the users whom content mentions.
func usersIn(content string) []string {
	var ids []string
	for _, m := range mentionUser.FindAllStringSubmatch(content, -1) {
		if !slices.Contains(ids, m[1]) {
			ids = append(ids, m[1])
		}
	}
	return ids
}

// keep stores m in place of its earlier version, tells those who wait, and
// returns m. The lock is held; m is not to be changed any more.
func (s *Server) keep(m *Message) *Message {
	if _, old := s.messages[m.ID]; !old {
		c := s.channels[m.ChannelID]
		c.order = append(c.order, m.ID)
	}
	s.messages[m.ID] = m
	for _, a := range m.Attachments {
		s.files[filePath(m.ChannelID, a)] = a
	}
	s.touch()
	return m
}

// drop removes m and tells the bot. The lock is held.
func (s *Server) drop(m *Message) {
	delete(s.messages, m.ID)
	c := s.channels[m.ChannelID]
	c.order = slices.DeleteFunc(c.order, func(id string) bool { return id == m.ID })
	if !m.Ephemeral {
		data := object{"id": m.ID, "channel_id": m.ChannelID}
		if m.GuildID != "" {
			data["guild_id"] = m.GuildID
		}
		s.gate.dispatch(event{name: "MESSAGE_DELETE", need: messageIntent(m), data: data})
	}
	s.touch()
}

// Messages are the messages of c, oldest first, private ones too.
func (s *Server) Messages(c *Channel) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	ms := make([]*Message, 0, len(c.order))
	for _, id := range c.order {
		if m := s.messages[id]; m != nil {
			ms = append(ms, m)
		}
	}
	return ms
}

// Message returns the message with the id as it is now, or nil when there is
// none any more.
func (s *Server) Message(id string) *Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.messages[id]
}

// WaitMessage waits for a message of c, old or new, for which is holds, and
// returns the oldest of them; nil takes any.
func (s *Server) WaitMessage(ctx context.Context, c *Channel, is func(*Message) bool) (*Message, error) {
	var found *Message
	err := s.Until(ctx, func() bool {
		for _, m := range s.Messages(c) {
			if is == nil || is(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found, err
}

// fromBot tells whether the bot wrote m.
func (s *Server) fromBot(m *Message) bool { return m.Author == s.bot }

// visible tells whether the bot sees what m says, when it has not been granted
// the content of all messages.
func (s *Server) visible(m *Message) bool {
	return s.fromBot(m) || m.GuildID == "" || slices.Contains(m.mentions, s.bot.ID)
}

// trim takes white space from around the content of a message.
func trim(content string) string { return strings.TrimSpace(content) }
