package rest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"time"
)

const (
	maxTries    = 3                      // of a request that breaks
	maxRefusals = 5                      // after which a request is sent again
	firstPause  = 250 * time.Millisecond // before the second try; four times that before the next
)

var errNoTime = errors.New("there is no time to send it again")

// Do sends a request and decodes the answer's JSON into the value that into
// points to; nil drops the answer. Where the answer has no content into stays as
// it is.
//
// Do waits for Discord's limits, in order with the others of the same bucket, and
// up to five times after a refusal (429). If that would take longer than ctx or
// Options.MaxWait allow, it gives up at once. A request that breaks, by a status
// of 5xx or a cut connection, is sent at most three times in all, and a second
// time only where that does no harm: see Once and Nonced. A DELETE that was sent
// again and finds nothing counts as done.
//
// Several requests of one bucket may be on their way together: who needs an order
// waits for the answer to the first. Every error is an *Error.
func (c *Client) Do(ctx context.Context, r Request, into any) error {
	rt, err := routeOf(r)
	var p parcel
	if err == nil {
		p, err = c.pack(r)
	}
	e := &errand{Client: c, Request: r, route: rt, parcel: p, into: into}
	if err != nil {
		return &Error{Method: rt.method, Route: rt.shown, cause: e.safe(err), final: true}
	}
	return e.run(ctx)
}

// An errand is one call of Do.
type errand struct {
	*Client
	Request
	route  route
	parcel parcel
	into   any

	tries, refusals int  // that broke, and that were refused
	unsure          bool // one that broke may have been done
}

// secrets are the tokens that no error of this errand may hold.
func (e *errand) secrets() secrets { return newSecrets(e.bot, e.Token, e.route.token) }

func (e *errand) safe(err error) error { return e.secrets().safe(err) }

// An answer is what came of one try.
type answer struct {
	status int // 0: none came
	header http.Header
	body   []byte // nil where nobody wants it
	err    error  // the connection was cut, before or in the answer; without tokens
	unsent bool   // nothing reached Discord
}

func (e *errand) run(ctx context.Context) error {
	t := &ticket{route: e.route, urgent: e.Urgent}
	p := &patience{left: e.maxWait}
	if e.Urgent {
		p.left = min(p.left, urgentWait)
	}
	var last answer
	for {
		if err := e.turn(ctx, t, p); err != nil {
			return e.fail(ctx, answer{status: last.status, header: last.header, body: last.body}, err)
		}
		last = e.try(ctx)
		e.settle(t, last)
		switch {
		case last.status == http.StatusTooManyRequests && e.refusals < maxRefusals:
			e.refusals++
		case e.again(ctx, last):
			e.tries++
			e.unsure = e.unsure || !last.unsent
			if err := e.pause(ctx); err != nil {
				return e.fail(ctx, last, cmp.Or(last.err, err))
			}
		default:
			return e.finish(ctx, last)
		}
	}
}

// turn waits until the request may be sent.
func (e *errand) turn(ctx context.Context, t *ticket, p *patience) error {
	if err := e.ready(ctx); err != nil {
		return err
	}
	if err := e.limits.wait(ctx, t, p); err != nil {
		return err
	}
	if err := e.ready(ctx); err != nil {
		e.limits.giveBack(t)
		return err
	}
	return nil
}

// ready returns why nothing may be sent, if so.
func (e *errand) ready(ctx context.Context) error {
	select {
	case <-e.limits.closed:
		return ErrClosed
	default:
	}
	if err := ctx.Err(); err != nil || e.Urgent {
		return err
	}
	barred, news := e.refused.barred(e.now())
	if news {
		e.lg.Error("requests held back: Discord refused too many", "refused", e.Refused(), "minutes", refusedFor.Minutes())
	}
	if barred {
		return ErrBarred
	}
	return nil
}

// try sends the request once.
func (e *errand) try(ctx context.Context) answer {
	start := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, e.timeout, fmt.Errorf("no answer within %s", e.timeout))
	defer cancel()
	a := e.exchange(ctx)
	if a.err != nil && ctx.Err() != nil {
		a.err = context.Cause(ctx)
	}
	if a.err != nil {
		a.err = e.safe(a.err)
	}
	e.observe(e.route.template, a.status, time.Since(start))
	return a
}

func (e *errand) exchange(ctx context.Context) answer {
	req, err := e.request(ctx)
	if err != nil {
		return answer{err: err}
	}
	resp, err := e.http.Do(req)
	if err != nil {
		return answer{err: err, unsent: unsent(err)}
	}
	defer resp.Body.Close()
	a := answer{status: resp.StatusCode, header: resp.Header}
	if e.into == nil && good(a.status) {
		drop(resp.Body)
		return a
	}
	a.body, a.err = read(resp.Body)
	if !good(a.status) {
		a.err = nil // the status says it all
	}
	return a
}

func (e *errand) request(ctx context.Context) (*http.Request, error) {
	var body io.Reader // nil and not an empty reader: a GET without a body says nothing of a length
	if e.parcel.kind != "" {
		body = bytes.NewReader(e.parcel.body)
	}
	req, err := http.NewRequestWithContext(ctx, e.Method, e.parcel.url, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", e.agent)
	if e.parcel.kind != "" {
		req.Header.Set("Content-Type", e.parcel.kind)
	}
	if e.route.token == "" {
		req.Header.Set("Authorization", "Bot "+e.bot)
	}
	return req, nil
}

// unsent reports whether a request did not even get a connection.
func unsent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

// settle tells everybody who counts of the answer.
func (e *errand) settle(t *ticket, a answer) {
	now := e.now()
	var r *refusal
	if a.status == http.StatusTooManyRequests {
		said := refusalOf(a.header, a.body, now)
		r = &said
		e.lg.Warn("rate limited by Discord", "method", e.Method, "route", e.route.shown,
			"wait", r.wait, "global", r.global, "shared", r.shared, "barred", r.barred)
	}
	if counts(a.status, r) {
		e.refused.add(now)
	}
	e.limits.done(t, a, r)
}

// again reports whether a request that broke is sent once more.
func (e *errand) again(ctx context.Context, a answer) bool {
	broken := a.err != nil && !errors.Is(a.err, errLong) || a.status >= 500
	harmless := a.unsent || !e.Once && (e.Method != http.MethodPost || e.Nonced)
	return broken && harmless && e.tries+1 < maxTries && ctx.Err() == nil
}

// pause waits before the next try: longer each time, and never quite the same, so
// that those whom one fault has struck do not come back together.
func (e *errand) pause(ctx context.Context) error {
	d := firstPause << (2 * (e.tries - 1))
	d += time.Duration((rand.Float64() - 0.5) * float64(d) / 2)
	if by, ok := ctx.Deadline(); ok && d > time.Until(by) {
		return errNoTime
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-e.limits.closed:
		return ErrClosed
	}
}

// finish turns the last answer into the result of Do.
func (e *errand) finish(ctx context.Context, a answer) error {
	switch {
	case a.err != nil:
		return e.fail(ctx, a, a.err)
	case e.Method == http.MethodDelete && e.unsure && a.status == http.StatusNotFound:
		return nil
	case !good(a.status):
		return e.fail(ctx, a, nil)
	case e.into == nil || a.status == http.StatusNoContent:
		return nil
	}
	if err := json.Unmarshal(a.body, e.into); err != nil {
		return e.fail(ctx, a, fmt.Errorf("answer is not the JSON that was expected: %w", err))
	}
	return nil
}

// fail makes the error of Do from the last answer and from what went wrong apart
// from it, which may be nil.
func (e *errand) fail(ctx context.Context, a answer, cause error) error {
	err := &Error{Status: a.status, Method: e.Method, Route: e.route.shown, cause: cause}
	if a.status != 0 && !good(a.status) {
		err.fill(a.body, e.secrets())
	}
	switch {
	case cause == nil || errors.Is(cause, ErrLimited) || errors.Is(cause, ErrBarred) || errors.Is(cause, ErrClosed):
	case ctx.Err() != nil:
		err.cause = ctx.Err()
	default:
		err.cause = e.safe(cause)
		err.final = good(a.status) && (a.err == nil || errors.Is(a.err, errLong))
	}
	return err
}
