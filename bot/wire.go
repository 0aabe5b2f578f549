package bot

import "footnote/bot/message"

// The JSON that the bot sends. Shapes are its own, not a library's: some keys must
// always be there (an empty list of choices), others exist in no library's structs
// (nonce, flags on edits, descriptions of files).

// Flags of messages.
const (
	flagNoPreviews = 1 << 2 // links show no preview
	flagPrivate    = 1 << 6 // only who asked sees it
)

// Kinds of answers to an interaction.
const (
	callbackMessage       = 4
	callbackDeferred      = 5 // "thinking …", edited later
	callbackDeferredPress = 6 // a button was pressed: nothing is shown yet
	callbackSuggestions   = 8
)

// An outgoing is the body of a message, an edit, or a follow-up.
type outgoing struct {
	Content      string       `json:"content"`
	Mentions     mentions     `json:"allowed_mentions"`
	Flags        int          `json:"flags"`
	Components   []row        `json:"components"` // [] takes those of an edited message away
	Attachments  []attachment `json:"attachments,omitempty"`
	Reference    *reference   `json:"message_reference,omitempty"`
	Nonce        string       `json:"nonce,omitempty"`
	EnforceNonce bool         `json:"enforce_nonce,omitempty"`
}

// Mentions says who may be pinged: nobody.
type mentions struct {
	Parse []string `json:"parse"`
}

var nobody = mentions{Parse: []string{}}

type attachment struct {
	ID          int    `json:"id"` // number of the file in the request
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
}

// A reference makes a message a reply. Where the other is gone, it is none.
type reference struct {
	MessageID       string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// A row is a row of buttons.
type row struct {
	Type       int      `json:"type"` // 1
	Components []button `json:"components"`
}

type button struct {
	Type     int    `json:"type"` // 2
	Style    int    `json:"style"`
	Label    string `json:"label"`
	CustomID string `json:"custom_id"`
}

// secondary is the style of a grey button.
const secondary = 2

// outgoingOf is the body of one part of a reply.
func outgoingOf(text string, files []message.File, buttons []Button) outgoing {
	o := outgoing{Content: text, Mentions: nobody, Flags: flagNoPreviews, Components: []row{}}
	for i, f := range files {
		o.Attachments = append(o.Attachments, attachment{ID: i, Filename: f.Name, Description: f.Description})
	}
	if len(buttons) > 0 {
		r := row{Type: 1}
		for _, b := range buttons {
			r.Components = append(r.Components, button{Type: 2, Style: secondary, Label: b.Label, CustomID: b.id})
		}
		o.Components = []row{r}
	}
	return o
}

// A callback is the first answer to an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// suggestions are what an option may be completed to.
type suggestions struct {
	Choices []Choice `json:"choices"`
}

// A spec is a command as Discord keeps it.
type spec struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations"`
	Options      []optionSpec      `json:"options,omitempty"`          // messages' commands have none
	Permissions  *string           `json:"default_member_permissions"` // nil: everybody
	Contexts     []int             `json:"contexts"`
	Integrations []int             `json:"integration_types"`
}

// An optionSpec is an option of a command as Discord keeps it.
type optionSpec struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations"`
	Required     bool              `json:"required"`
	Choices      []Choice          `json:"choices,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	MinLength    int               `json:"min_length,omitempty"`
	MaxLength    int               `json:"max_length,omitempty"`
}

// Types of commands and options, places where a command may be used, and ways to
// install it.
const (
	slashCommand   = 1
	messageCommand = 3
	textOption     = 3
	yesNoOption    = 5
	inGuild        = 0
	inBotDM        = 1
	inPrivate      = 2
	guildInstalled = 0
	userInstalled  = 1
)
