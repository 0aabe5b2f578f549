package bot

import (
	"encoding/json"
	"slices"
	"strings"
)

// The JSON that the bot is sent: so much of it as it uses. Whatever is missing or
// of another type than it should be is left zero; the rest is used all the same,
// since what Discord adds tomorrow must not silence the bot today.

// decode reads as much of data as fits into v. It reports false where data is no
// JSON object.
func decode(data json.RawMessage, v any) bool {
	err := json.Unmarshal(data, v)
	if err == nil {
		return len(data) > 0 && data[0] == '{'
	}
	_, wrongType := err.(*json.UnmarshalTypeError)
	return wrongType && len(data) > 0 && data[0] == '{'
}

// Types of interactions.
const (
	useCommand  = 2
	pressButton = 3
	completeOne = 4
)

type interaction struct {
	ID        string                     `json:"id"`
	Token     string                     `json:"token"`
	Type      int                        `json:"type"`
	Data      choice                     `json:"data"`
	GuildID   string                     `json:"guild_id"`
	ChannelID string                     `json:"channel_id"`
	Channel   channel                    `json:"channel"`
	Owners    map[string]json.RawMessage `json:"authorizing_integration_owners"` // by the way of installing
	Member    struct {
		User        user   `json:"user"`
		Permissions string `json:"permissions"` // in the channel, as digits
	} `json:"member"`
	User    user    `json:"user"`
	Message posting `json:"message"` // that the button is on
}

// A choice is what was chosen: a command with its options, or a button.
type choice struct {
	Name     string `json:"name"`
	Type     int    `json:"type"`
	TargetID string `json:"target_id"` // of a message that a command was used on
	Resolved struct {
		Messages map[string]posting `json:"messages"`
	} `json:"resolved"`
	Options  []option `json:"options"`
	CustomID string   `json:"custom_id"`
}

type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// text is the option's value as text: true and 12 are "true" and "12".
func (o option) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value)
}

// by is who did it: in a guild a member, elsewhere a user.
func (i interaction) by() string {
	if i.Member.User.ID != "" {
		return i.Member.User.ID
	}
	return i.User.ID
}

// mayThread reports whether the bot may be able to open a thread below its answer.
func (i interaction) mayThread() bool {
	_, installed := i.Owners["0"] // in this server, not only by the user
	return i.GuildID != "" && (installed || i.Owners == nil) && (i.Channel.Type == textChannel || i.Channel.Type == newsChannel)
}

// Types of channels.
const (
	textChannel   = 0
	newsChannel   = 5
	newsThread    = 10
	publicThread  = 11
	privateThread = 12
)

// A channel is where something is said; a thread is one, too.
type channel struct {
	ID       string `json:"id"`
	ParentID string `json:"parent_id"`
	OwnerID  string `json:"owner_id"`
	Type     int    `json:"type"`
}

func (c channel) thread() bool {
	return c.Type == newsThread || c.Type == publicThread || c.Type == privateThread
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// Types of messages that people write.
const (
	ordinary = 0
	aReply   = 19
)

// A posting is a message as Discord shows it.
type posting struct {
	ID         string            `json:"id"`
	Type       int               `json:"type"`
	ChannelID  string            `json:"channel_id"`
	GuildID    string            `json:"guild_id"`
	Author     user              `json:"author"`
	WebhookID  string            `json:"webhook_id"`
	Content    string            `json:"content"`
	Mentions   []user            `json:"mentions"`
	Files      []json.RawMessage `json:"attachments"`
	Stickers   []json.RawMessage `json:"sticker_items"`
	Poll       json.RawMessage   `json:"poll"`
	Rows       []postedRow       `json:"components"`
	Referenced *posting          `json:"referenced_message"`
}

type postedRow struct {
	Components []struct {
		CustomID string `json:"custom_id"`
	} `json:"components"`
}

// customIDs are those of all buttons of a message.
func (p *posting) customIDs() []string {
	var ids []string
	for _, r := range p.Rows {
		for _, c := range r.Components {
			if c.CustomID != "" {
				ids = append(ids, c.CustomID)
			}
		}
	}
	return ids
}

// mentioning reports whether a message mentions a user in its text, and returns the
// text without that.
func (p *posting) mentioning(id string) (text string, mentioned bool) {
	if id == "" {
		return p.Content, false
	}
	text = strings.NewReplacer("<@"+id+">", " ", "<@!"+id+">", " ").Replace(p.Content)
	listed := slices.ContainsFunc(p.Mentions, func(u user) bool { return u.ID == id })
	return strings.TrimSpace(text), listed && text != p.Content
}

// wordless reports whether a message has something else to show than words.
func (p *posting) wordless() bool {
	return len(p.Files) > 0 || len(p.Stickers) > 0 || len(p.Poll) > 0 && string(p.Poll) != "null"
}
