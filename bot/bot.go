// Package bot brings answers to Discord.
//
// A command takes a request and returns a reply (command.go has the table); all
// else wraps around it: what Discord delivers is read (event.go), told apart
// (interactions.go, postings.go), acknowledged and worked on within a deadline
// (work.go), shown while it is made (stream.go), and sent (send.go); receipt.go tells
// how a language model's answer came about, budget.go bounds what it costs; brief.go
// shows summaries and comparisons, differ.go where sources differ. Packages below: gateway keeps the connection, rest sends within Discord's limits on requests,
// message makes text fit for Discord, memory keeps what must survive a restart.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"footnote/answer"
	"footnote/article"
	"footnote/bot/gateway"
	"footnote/bot/memory"
	"footnote/bot/rest"
)

// Options are a Bot's settings. Zero values mean the defaults that are named.
type Options struct {
	Token          string // of the bot; has to be there
	API            string // base of Discord's REST API; https://discord.com/api
	Guild          string // the one server to register commands in; all
	MessageContent bool   // whether to ask for the privileged intent
	Stories        []Story
	Answerer       answer.Answerer // answer.Extractive; what a Streamer has proved is shown meanwhile
	Judge          answer.Judge    // looks at what the rules let pass; nobody
	Fallback       answer.Answerer // answers where a budget is used up; answer.Extractive

	// DailyTokens and DailyTokensPerGuild are how many tokens, in and out, the answers
	// of a day in UTC may take: all together, and those in one server. Direct messages
	// count for the first alone. 0: no limit.
	DailyTokens         int
	DailyTokensPerGuild int

	Within         time.Duration                                      // how long an answer may take, at most 13 minutes; 90 s
	PerUser        int                                                // questions a minute of one person; no limit
	PerGuild       int                                                // questions a minute of one server; no limit
	Transport      http.RoundTripper                                  // to Discord's REST API; rest's own
	Observe        func(Event)                                        // told what happened, for metrics; nobody
	ObserveRequest func(route string, status int, took time.Duration) // as rest.Options has it
	Now            func() time.Time                                   // time.Now
	Today          article.Date                                       // what today means in a question; the day of Now in UTC
}

// Times that the bot keeps to.
const (
	defaultWithin = 90 * time.Second
	mostWithin    = 13 * time.Minute       // Discord takes edits for 15
	drainFor      = 7 * time.Second        // after a stop, answers under way may still be finished
	apologiseFor  = 2 * time.Second        // and then be apologised for
	typingAfter   = 700 * time.Millisecond // "is typing" is shown where an answer takes longer
	answersLive   = 30 * 24 * time.Hour    // behind buttons
)

// A Bot is one application on Discord.
type Bot struct {
	lg           *slog.Logger
	opts         Options
	memory       memory.Memory
	key          []byte // signs custom_ids
	rest         *rest.Client
	gate         *gateway.Keeper
	table        map[string]Command
	press        map[string]action
	quotas       *quotas
	seen         seen // events
	scolded      seen // people who were told that their quota is used up
	crew         *crew
	told         sync.Map // what was logged once and is not again
	self         atomic.Pointer[identity]
	threads      threads
	quoteIndexes indexer
}

// An identity is who the bot is to Discord.
type identity struct {
	application string
	user        string
}

// New returns a bot that says nothing yet. It makes, or finds in memory, the key
// that signs its buttons.
func New(ctx context.Context, lg *slog.Logger, mem memory.Memory, opts Options) (*Bot, error) {
	if opts.Answerer == nil {
		opts.Answerer = answer.Extractive{}
	}
	if opts.Fallback == nil {
		opts.Fallback = answer.Extractive{}
	}
	if opts.Within == 0 {
		opts.Within = defaultWithin
	}
	opts.Within = min(opts.Within, mostWithin)
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Observe == nil {
		opts.Observe = func(Event) {}
	}
	key, err := mem.Keep(ctx, "key/buttons", newKey())
	if err != nil {
		return nil, fmt.Errorf("keep the key that signs buttons: %w", err)
	}
	b := &Bot{lg: lg, opts: opts, memory: mem, key: key, quotas: newQuotas(opts.PerUser, opts.PerGuild), crew: newCrew(lg)}
	b.self.Store(&identity{})
	b.rest = rest.New(lg, opts.Token, rest.Options{Base: opts.API, Transport: opts.Transport, Observe: opts.ObserveRequest, Now: opts.Now})
	b.gate = gateway.New(lg, gateway.Options{API: opts.API, Token: opts.Token, Intents: intents(opts.MessageContent)}, b.receive)
	b.table = map[string]Command{}
	for _, c := range b.commands() {
		b.table[c.Name] = c
	}
	b.press = b.actions()
	return b, nil
}

// Intents of the gateway: which events Discord sends.
const (
	intentGuilds         = 1 << 0
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentMessageContent = 1 << 15
)

func intents(messageContent bool) int {
	all := intentGuilds | intentGuildMessages | intentDirectMessages
	if messageContent {
		all |= intentMessageContent
	}
	return all
}

// Run answers until ctx ends; then it finishes or apologises for what is under
// way, within 10 s, and returns nil. An error is one that no waiting mends: a
// token that Discord refuses, an intent that is not granted. It says what to do.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.introduce(ctx); err != nil {
		return stopped(ctx, err)
	}
	drained := make(chan struct{})
	drain := func() {
		defer close(drained)
		b.crew.drain(drainFor, apologiseFor)
	}
	later := context.AfterFunc(ctx, drain) // while the gateway's connection is closed, which takes its second
	err := b.gate.Run(ctx)
	if later() {
		drain()
	}
	<-drained
	b.rest.Close()
	return stopped(ctx, err)
}

// stopped is err, or nil where it is only that ctx has ended.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && (errors.Is(err, ctx.Err()) || errors.Is(err, context.Canceled)) {
		return nil
	}
	return err
}

// Heard is when the gateway was last heard, and whether it is ready: events come.
func (b *Bot) Heard() (last time.Time, ready bool) { return b.gate.Heard(), b.gate.Ready() }

// Figures are counts of a Bot, for metrics.
type Figures struct {
	Reconnects int64 // connections to the gateway after the first
	Dropped    int64 // messages of the gateway that made no sense
	Refused    int   // requests that Discord refused in the last 10 minutes
	Running    int64 // commands at work, those included whose time is over and that do not end
}

// Figures returns the counts as they are now.
func (b *Bot) Figures() Figures {
	return Figures{Reconnects: b.gate.Reconnects(), Dropped: b.gate.Dropped(), Refused: b.rest.Refused(), Running: b.crew.running.Load()}
}

// introduce learns who the bot is and tells Discord its commands. It goes on
// trying while Discord is not reached.
func (b *Bot) introduce(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		err := b.meet(ctx)
		if err == nil {
			err = b.register(ctx)
		}
		if err == nil || ctx.Err() != nil || final(err) {
			return err
		}
		b.lg.Warn("Discord is not reached; trying again", "err", err, "in", wait.String())
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// Flags of an application that may read messages, granted in full or to a small bot.
const mayReadMessages = 1<<18 | 1<<19

// meet asks Discord who this bot is.
func (b *Bot) meet(ctx context.Context) error {
	app, err := applicationOf(ctx, b.rest)
	if err != nil {
		return err
	}
	var me user
	if err := b.rest.Do(ctx, rest.Request{Method: "GET", Path: "/users/@me"}, &me); err != nil {
		return remedy(err)
	}
	if b.opts.MessageContent && app.Flags&mayReadMessages == 0 {
		return &hopeless{"discord.message_content is true, but Discord does not grant it: switch on Message Content Intent in the developer portal, under Bot, or leave the key out"}
	}
	if app.ID == "" || me.ID == "" {
		return errors.New("what answers in Discord's place does not say who the bot is")
	}
	b.self.Store(&identity{application: app.ID, user: me.ID})
	return nil
}

// An application is what Discord keeps of the bot.
type application struct {
	ID    string `json:"id"`
	Flags int    `json:"flags"`
}

func applicationOf(ctx context.Context, c *rest.Client) (app application, err error) {
	err = remedy(c.Do(ctx, rest.Request{Method: "GET", Path: "/applications/@me"}, &app))
	return app, err
}

// Application is the bot's application id, as Discord has it.
func Application(ctx context.Context, lg *slog.Logger, opts Options) (string, error) {
	c := rest.New(lg, opts.Token, rest.Options{Base: opts.API, Transport: opts.Transport})
	app, err := applicationOf(ctx, c)
	if err != nil && !final(err) {
		err = fmt.Errorf("there is no connection to Discord; check the network, and discord.api_base in the configuration: %w", err)
	}
	return app.ID, err
}

// A hopeless error is one that no waiting mends. Its text says what to do.
type hopeless struct{ text string }

func (h *hopeless) Error() string { return h.text }

func final(err error) bool {
	var h *hopeless
	return errors.As(err, &h)
}

// remedy says what to do about an error of Discord's that no waiting mends.
func remedy(err error) error {
	var e *rest.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Status == http.StatusUnauthorized:
		return &hopeless{"Discord refuses the token; copy it anew from the developer portal (your application, Bot, Reset Token) into DISCORD_TOKEN or the file that discord.token_file names"}
	case e.Code == codeMissingAccess:
		return &hopeless{"the bot is not in the server that discord.guild names, or may not have commands there; invite it with the link of footnote serve --invite"}
	case e.Code != 0 && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests:
		return &hopeless{fmt.Sprintf("Discord refuses what the bot is set up with: %v", e)}
	}
	return err
}
