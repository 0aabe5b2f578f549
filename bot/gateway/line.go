package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// A line is one discordgo.Session. It stands for one session of Discord's, which
// may run over several connections, one after the other.
type line struct {
	k    *Keeper
	api  api
	s    *discordgo.Session
	down chan struct{}       // the Session has closed a connection
	seq  atomic.Int64        // of the last event that was dealt with
	try  atomic.Pointer[try] // what the Session is to do when it connects

	// Of Run's goroutine.
	id     string // the session's, empty until there is one
	resume string // address at which to resume it; empty: ask
	failed int    // vain tries to resume it
	dead   bool   // the Session is stuck, or in doubt
	used   bool
}

// mostResumes is how often a gateway that answers may fail to resume a session
// before a new one is begun.
const mostResumes = 3

// newLine returns a line with a Session that says nothing, does nothing of its own
// accord and connects to nothing but what a try allows.
func (k *Keeper) newLine(a api) *line {
	l := &line{k: k, api: a, down: make(chan struct{}, 1)}
	l.s, _ = discordgo.New(k.opts.Token) // its error is always nil
	l.s.LogLevel = discordgo.LogError - 1
	l.s.ShouldReconnectOnError = false
	l.s.StateEnabled = false
	l.s.SyncEvents = true
	l.s.Compress = false
	l.s.Identify.Compress = false
	l.s.Identify.Intents = discordgo.Intent(k.opts.Intents)
	l.s.Client = &http.Client{Transport: door{l}}
	l.s.Dialer = &websocket.Dialer{NetDialContext: l.dial, NetDialTLSContext: l.dialTLS}
	l.s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { l.event(e) })
	l.s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case l.down <- struct{}{}:
		default:
		}
	})
	return l
}

// event is called by discordgo for each event, one after the other.
func (l *line) event(e *discordgo.Event) {
	l.seq.Store(e.Sequence)
	if name, ok := strings.CutPrefix(e.Type, prefix); ok {
		l.k.deliver(l, Event{Type: name, Data: e.RawData})
	}
}

// How long the Session may take to close a connection. It always sleeps a second.
const (
	closeWait  = 5 * time.Second
	leaveWait  = 1600 * time.Millisecond // once Run's context has ended
	readerWait = 200 * time.Millisecond
	// A heartbeat that came while the Session closed is sent right after, in
	// vain, and then closes whatever connection the Session has: none, if the
	// next waits a moment. Were it the next one, that would be resumed too.
	beatWait = 50 * time.Millisecond
)

// connect makes a connection and returns when it has ended, and how long it was
// ready. Nothing of it is under way any more then, unless the line is dead.
func (l *line) connect(ctx context.Context) (ending, time.Duration) {
	life, cancel := context.WithCancel(ctx)
	defer cancel()
	t := &try{life: life, by: time.Now().Add(l.k.opts.HandshakeWait), resume: l.resume}
	hand, cancelHand := context.WithDeadline(life, t.by)
	defer cancelHand()
	t.hand = hand
	if err := l.await(ctx, t); err != nil {
		cancel()
		return l.sum(t, err)
	}
	g, _ := t.result()
	<-g.ended
	l.dead = !l.closed(ctx, g)
	return l.sum(t, nil)
}

// closed waits until the Session has closed its connection and its reader is
// done with what it was given. It reports false if that takes too long.
func (l *line) closed(ctx context.Context, g *guard) bool {
	late := time.NewTimer(closeWait)
	defer late.Stop()
	defer context.AfterFunc(ctx, func() { late.Reset(leaveWait) })()
	select {
	case <-l.down:
	case <-late.C:
		return false
	}
	// Where it was the heartbeat that closed, the reader may have gone without
	// reading again. A second has passed since it was told to.
	select {
	case <-g.read:
	case <-time.After(readerWait):
	case <-late.C:
	}
	select {
	case <-time.After(beatWait):
	case <-ctx.Done():
	}
	return true
}

// await opens the Session and returns when that is done, or has taken too long.
func (l *line) await(ctx context.Context, t *try) error {
	opened := make(chan error, 1)
	go func() { opened <- l.open(t) }()
	late := time.NewTimer(l.k.opts.Watchdog)
	defer late.Stop()
	defer context.AfterFunc(ctx, func() { late.Reset(leaveWait) })()
	select {
	case err := <-opened:
		l.dead = errors.Is(err, discordgo.ErrWSAlreadyOpen)
		return err
	case <-late.C:
		l.dead = true
		return errors.New("discordgo does not come back from connecting")
	}
}

// open opens the Session, from the second time on after making it forget where it
// was connected to.
func (l *line) open(t *try) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("discordgo panicked: %v", p)
		}
	}()
	if l.used {
		l.try.Store(&try{forget: true})
		if err := l.s.Open(); !errors.Is(err, errForget) {
			return err
		}
	}
	l.used = true
	select { // a Disconnect of an earlier connection is old news
	case <-l.down:
	default:
	}
	l.try.Store(t)
	return l.s.Open()
}

// sum draws the conclusions from a try that ended, after the error of discordgo's
// Open, if there was one.
func (l *line) sum(t *try, err error) (ending, time.Duration) {
	g, e := t.result()
	if g == nil {
		l.resume = "" // perhaps it was that address
		if e.err == nil {
			e.err = err
		}
		return e, 0
	}
	g.finish(ending{err: err})
	g.mu.Lock()
	defer g.mu.Unlock()
	e = g.end
	if err != nil && errors.Is(e.err, errGivenUp) {
		e.err = err
	}
	if g.greeted {
		l.id, l.resume = g.welcome.session, g.welcome.resume
	}
	if g.hello && !g.guardOptions.resume {
		l.k.budget.spend(time.Now())
	}
	switch {
	case !g.ready.IsZero():
		l.failed = 0
	case !g.hello:
		l.resume = ""
	default:
		l.failed++
	}
	return e, g.stood
}

// resumable reports whether the line can go on after such an ending.
func (l *line) resumable(e ending) bool {
	return l.id != "" && !l.dead && !e.forget && l.failed < mostResumes
}
