package bot

import (
	"context"

	"footnote/bot/message"
	"footnote/retrieval"
)

// A Request is what a person wants, in whatever way they said it.
type Request struct {
	Options map[string]string // by name, as text; absent ones are empty
	Target  string            // text of the message that the command was used on
	Typed   string            // name of the option that is being typed, where completions are asked for
	Answer  string            // id of the answer whose button was pressed
	Message string            // id of the message that the button is on
	Channel string            // ids of the channel and the server where it was said; no server in direct messages
	Guild   string
	By      string           // id of who asks
	Manages bool             // they may manage messages where they ask
	Private bool             // only who asks sees the reply
	Threads bool             // a thread can be opened below the reply
	History []retrieval.Turn // what was asked and answered before
	Echo    bool             // show the question above the answer: others do not see what was asked
	Story   Story            // that is spoken of in this place
	View    *retrieval.View  // of that story, one for the whole request
	stream  *stream          // shows what is proved while the reply is being made; nil: nothing is
}

// A Reply is what they get: messages within Discord's limits.
type Reply struct {
	Parts   []string       // at least one
	Files   []message.File // with the first part
	Buttons []Button       // below the last part
	Answer  string         // id of the answer that it shows; empty for none
}

// A Button is one below a message. It leads to an action, for one answer.
type Button struct {
	Label  string
	Action string
	Answer string
	Number int
	id     string // signed custom_id
}

// text is a reply of one plain sentence or more, as we write them.
func text(s string) Reply { return Reply{Parts: []string{s}} }

// A Command is one line of the table: what people see of it, and what it does. All
// else (acknowledging, deadlines, quotas, sending) is done around it.
type Command struct {
	Name         string
	Names        map[string]string // by locale
	Description  string
	Descriptions map[string]string
	Options      []Option
	// OnMessage says that it is used on a message, by a right click; its name is
	// then what the menu says, and it has neither description nor options.
	OnMessage bool
	// Speaks says that its reply may be seen by everybody; it is then for those
	// who may write where they use it.
	Speaks bool
	// Private says, before anything is done, whether only who asks sees the reply.
	Private func(r Request) bool
	// Free says that it costs nothing, and so counts for no quota.
	Free bool
	Run  func(ctx context.Context, r Request) (Reply, error)
	// Suggest completes the option that is being typed; nil where none can be.
	Suggest func(ctx context.Context, r Request) ([]Choice, error)
}

// An Option is one of a command's.
type Option struct {
	Name         string
	Names        map[string]string
	Description  string
	Descriptions map[string]string
	Required     bool
	YesNo        bool     // else text
	Choices      []Choice // the only texts there are; empty: any
	Suggested    bool
	Longest      int // characters of text; 0: what Discord allows
}

// A Choice is one that an option may be completed to, or has.
type Choice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"` // by locale; of one that is completed to: none
	Value string            `json:"value"`
}

// An action is what a button does. Its reply is always private.
type action func(ctx context.Context, r Request) (Reply, error)

// commands is the table.
func (b *Bot) commands() []Command {
	return []Command{
		b.askCommand(), b.summaryCommand(), b.compareCommand(), b.timelineCommand(), b.quoteCommand(), b.checkCommand(),
		b.sourcesCommand(), b.receiptCommand(), b.helpCommand(),
		b.checkQuotesCommand(), b.checkClaimsCommand(),
	}
}

// actions are what buttons do, by name.
func (b *Bot) actions() map[string]action {
	return map[string]action{showSources: b.showSources, openThread: b.askFurther}
}

// spec is the command as Discord keeps it.
func (c Command) spec() spec {
	s := spec{
		Type: slashCommand, Name: c.Name, Names: c.Names, Description: c.Description, Descriptions: c.Descriptions,
		Options: []optionSpec{}, Contexts: []int{inGuild, inBotDM, inPrivate}, Integrations: []int{guildInstalled, userInstalled},
	}
	if c.OnMessage {
		s.Type = messageCommand
	}
	if c.Speaks {
		may := sendMessages.bits()
		s.Permissions = &may
	}
	for _, o := range c.Options {
		os := optionSpec{
			Type: textOption, Name: o.Name, Names: o.Names, Description: o.Description, Descriptions: o.Descriptions,
			Required: o.Required, Choices: o.Choices, Autocomplete: o.Suggested, MaxLength: o.Longest,
		}
		if o.YesNo {
			os.Type = yesNoOption
		}
		s.Options = append(s.Options, os)
	}
	return s
}
