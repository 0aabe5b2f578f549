package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of what is under way at once.
const (
	mostOpen   = 512           // requests that wait or are worked on
	mostTurned = mostOpen + 64 // and those that are told to come back later
)

// A crew does the work that came in: each piece in a goroutine of its own, so many
// at once, and none after the end of the shift.
type crew struct {
	lg      *slog.Logger
	mu      sync.Mutex
	open    int
	closed  bool
	idle    chan struct{} // closed when the shift has ended and nothing is open
	ctx     context.Context
	end     context.CancelCauseFunc
	slots   chan struct{} // taken while stories and models are asked
	running atomic.Int64  // commands at work, those included whose time is over
}

// errLeaving is why work is ended when the bot stops.
var errLeaving = errors.New("the bot is being stopped")

func newCrew(lg *slog.Logger) *crew {
	ctx, end := context.WithCancelCause(context.Background())
	return &crew{lg: lg, idle: make(chan struct{}), ctx: ctx, end: end, slots: make(chan struct{}, max(8, 2*runtime.GOMAXPROCS(0)))}
}

// take runs work. It reports false, and does not, where as many are open or the shift
// has ended.
func (c *crew) take(most int, work func(ctx context.Context)) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || max(c.open, int(c.running.Load())) >= most {
		return false
	}
	c.open++
	go func() {
		defer c.done()
		defer c.recovered()
		work(c.ctx)
	}()
	return true
}

// recovered ends a panic in work.
func (c *crew) recovered() {
	if p := recover(); p != nil {
		c.lg.Error("panic", "err", fmt.Sprint(p), "stack", string(debug.Stack()))
	}
}

func (c *crew) done() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open--
	if c.closed && c.open == 0 {
		close(c.idle)
	}
}

// drain ends the shift: nothing more is taken; what is open has finish to be done,
// and is then told to stop and has apologise for its last words.
func (c *crew) drain(finish, apologise time.Duration) {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		if c.open == 0 {
			close(c.idle)
		}
	}
	c.mu.Unlock()
	select {
	case <-c.idle:
	case <-time.After(finish):
	}
	c.end(errLeaving)
	select {
	case <-c.idle:
	case <-time.After(apologise):
	}
}

// A panicked error is a panic of a command.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// run calls fn and returns what it returns, or an error when ctx ends first: fn is
// then left to itself, and counted until it returns.
func run[T any](ctx context.Context, c *crew, fn func(ctx context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var none T
	done := make(chan result, 1)
	c.running.Add(1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.err = &panicked{p, debug.Stack()}
			}
			c.running.Add(-1)
			done <- r
		}()
		r.value, r.err = fn(ctx)
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}

// slot waits until one of few may ask stories and models. It is given back by
// release, or when ctx ends: who does not heed that must not hold up the others.
func (c *crew) slot(ctx context.Context) (release func(), err error) {
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	var once sync.Once
	give := func() { once.Do(func() { <-c.slots }) }
	stop := context.AfterFunc(ctx, give)
	return func() { stop(); give() }, nil
}

// errTooLate is why work is ended that takes too long.
var errTooLate = errors.New("the answer took too long")

// sendWithin is how long sending may take, limits on requests included: with the
// time for answering less than the 15 minutes that Discord gives.
const sendWithin = 90 * time.Second

// answer works out a reply and sends it. Whatever happens, something is sent: the
// reply, or an apology.
func (b *Bot) answer(ctx context.Context, name string, to route, work action, r Request) {
	start := b.opts.Now()
	timed, cancel := context.WithTimeoutCause(ctx, b.opts.Within, errTooLate)
	defer cancel()
	r.stream = b.newStream(to)
	reply, err := run(timed, b.crew, func(ctx context.Context) (Reply, error) { return work(ctx, r) })
	e := Event{Name: "answered", Detail: name, Took: b.opts.Now().Sub(start)}
	if err != nil {
		e.Name = "apologised"
		reply = text(b.apology(name, err))
	}
	b.opts.Observe(e)
	r.stream.end(ctx)
	sending, done := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer done()
	switch err := b.sendReply(sending, to, reply); {
	case forbidden(err):
		b.opts.Observe(Event{Name: "unsent", Detail: name})
		b.once(missing(r.Channel))
	case err != nil:
		b.unsent(name, err)
	}
}

// apology is what to say of an error, which is logged unless it is nobody's fault.
func (b *Bot) apology(name string, err error) string {
	var p *panicked
	switch {
	case errors.Is(err, errLeaving):
		return saysLeaving
	case errors.Is(err, errTooLate), errors.Is(err, context.DeadlineExceeded):
		b.lg.Warn("an answer took too long", "command", name, "within", b.opts.Within.String())
		return saysTooLate
	case errors.As(err, &p):
		b.lg.Error("a command panicked", "command", name, "err", err, "stack", string(p.stack))
	default:
		b.lg.Error("a command failed", "command", name, "err", err)
	}
	return saysBroken
}

// An Event is something that happened, for metrics.
type Event struct {
	Name   string        // answered, apologised, refused, unsent
	Detail string        // which command, or why
	Took   time.Duration // of answered and apologised: all but acknowledging and sending
}
