// Package gateway keeps the bot's connection to Discord's gateway.
//
// Discordgo speaks the protocol: it identifies, resumes and sends heartbeats. But
// it panics in goroutines of its own on messages that make no sense, waits for ever
// where a gateway is silent, and comes back after a refused token without end. So
// it gets a guarded connection:
//
//	Keeper  one Run: connects again and again, waits between, gives up where that is hopeless
//	 └ line   one discordgo.Session, and with it one session of Discord's, through all its connections
//	    ├ door   what the Session may ask over HTTP: the gateway's address, nothing else
//	    └ guard  one connection: reads every frame before discordgo does
//
// Events run through discordgo under a changed name, so that it neither decodes nor
// acts on them, yet counts them: what it has not handed out when a connection ends,
// Discord sends again when the session is resumed.
package gateway

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Options say where and how to connect. Only Token must be set.
type Options struct {
	// API is where Discord's API lies, such as http://127.0.0.1:1234/api; empty:
	// https://discord.com/api. The gateway's address is asked there. Plain http
	// is for loopback hosts only.
	API string
	// Token is the bot's, with or without "Bot " before it.
	Token string
	// Intents is the sum of the gateway's bits for the events that are wanted.
	Intents int

	// HandshakeWait is how long a try may take until READY or RESUMED; 0: 20 s.
	HandshakeWait time.Duration
	// Watchdog is how long discordgo may take to connect before its session is
	// abandoned, above HandshakeWait; 0: 45 s.
	Watchdog time.Duration
	// BeatSlack is how late a heartbeat's acknowledgement may be; 0: 5 s. A
	// connection on which nothing was heard for 1.25 heartbeat intervals and this
	// has died: 57 s with Discord's interval of 41.25 s.
	BeatSlack time.Duration
	// MinBackoff and MaxBackoff are the waits after the first failure and after
	// many, up to half of which is left out at random; 0: 1 s and 30 s.
	MinBackoff, MaxBackoff time.Duration
	// InvalidWait is the longest wait before identifying anew after Discord has
	// called a session invalid, the shortest being a fifth of it; 0: 5 s.
	InvalidWait time.Duration

	// Dial makes network connections; nil: as net.Dialer does.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	tls *tls.Config // for tests
}

const discordAPI = "https://discord.com/api"

// filled returns the options with the defaults in place.
func (o Options) filled() Options {
	o.API = cmp.Or(o.API, discordAPI)
	o.Token = "Bot " + strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(o.Token), "Bot "))
	o.HandshakeWait = cmp.Or(o.HandshakeWait, 20*time.Second)
	o.Watchdog = cmp.Or(o.Watchdog, 45*time.Second)
	o.BeatSlack = cmp.Or(o.BeatSlack, 5*time.Second)
	o.MinBackoff = cmp.Or(o.MinBackoff, time.Second)
	o.MaxBackoff = cmp.Or(o.MaxBackoff, 30*time.Second)
	o.InvalidWait = cmp.Or(o.InvalidWait, 5*time.Second)
	if o.Dial == nil {
		o.Dial = (&net.Dialer{}).DialContext
	}
	return o
}

// An Event is something that happened on Discord, as Discord sent it. READY and
// RESUMED are not handed out.
type Event struct {
	Type string          // such as MESSAGE_CREATE; whatever Discord calls it
	Data json.RawMessage // valid JSON of any shape, null where it was left out; the receiver's own
}

// A Keeper keeps one connection to the gateway. All its methods may be called at
// any time from any goroutine, Run only once.
type Keeper struct {
	lg     *slog.Logger
	opts   Options
	handle func(Event)
	status status
	pace   pace
	budget budget

	turn sync.Mutex           // held while an event is handled
	line atomic.Pointer[line] // whose events are handed out
}

// New returns a Keeper that hands events to handle, in the order in which Discord
// sent them, from one goroutine at a time. As long as handle takes, nothing else
// is heard of the gateway: it must not block. A panic of handle is logged, and the
// event is lost.
func New(lg *slog.Logger, opts Options, handle func(Event)) *Keeper {
	opts = opts.filled()
	return &Keeper{
		lg: lg, opts: opts, handle: handle,
		pace: pace{min: opts.MinBackoff, max: opts.MaxBackoff, invalid: opts.InvalidWait},
	}
}

// Run keeps the connection until ctx ends. Then it says goodbye to the gateway and
// returns nil, within 2 s. It returns a *Fatal when Discord will not have the bot,
// and another error at once where Options.API makes no sense. After any other
// failure it tries again, and events that were missed are handed out if Discord
// still knows the session.
func (k *Keeper) Run(ctx context.Context) error {
	api, err := parseAPI(k.opts.API)
	if err != nil {
		return err
	}
	defer k.line.Store(nil)
	for ctx.Err() == nil {
		l := k.line.Load()
		if l == nil {
			l = k.newLine(api)
			k.line.Store(l)
		}
		e, stood := l.connect(ctx)
		if ctx.Err() != nil {
			break
		}
		if f := e.fatal(); f != nil {
			return f
		}
		if !l.resumable(e) {
			k.line.Store(nil)
		}
		k.wait(ctx, e, stood)
	}
	return nil
}

// wait waits before the next try, or until ctx ends.
func (k *Keeper) wait(ctx context.Context, e ending, stood time.Duration) {
	wait := k.pace.next(e, stood)
	resume := k.line.Load() != nil && k.line.Load().id != ""
	if !resume {
		wait = max(wait, k.budget.wait(time.Now()))
	}
	k.lg.Log(ctx, level(e), "gateway connection ended", "err", e.err, "stood", stood.Round(time.Millisecond),
		"wait", wait.Round(time.Millisecond), "resume", resume)
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
}

// level is how loud an ending is: Discord ends each connection in an orderly way
// now and then.
func level(e ending) slog.Level {
	if e.orderly {
		return slog.LevelInfo
	}
	return slog.LevelWarn
}

// deliver hands an event of a line to the handler, unless the line was given up.
func (k *Keeper) deliver(l *line, ev Event) {
	k.turn.Lock()
	defer k.turn.Unlock()
	if k.line.Load() != l {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			k.lg.Error("handling an event panicked", "event", ev.Type, "panic", fmt.Sprint(p))
		}
	}()
	k.handle(ev)
}
