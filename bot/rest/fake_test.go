package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	botToken  = "MTExMTExMTEx.bot-token.abcdefghij"
	userToken = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5.interaction-token"
)

// A server answers requests without a network.
type server func(*http.Request) (*http.Response, error)

func (s server) RoundTrip(r *http.Request) (*http.Response, error) { return s(r) }

// reply is an answer with headers in pairs.
func reply(status int, body string, headers ...string) (*http.Response, error) {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{
		Status: strconv.Itoa(status), StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)),
	}, nil
}

// limited is the end of an answer that names a limit.
func limited(bucket string, limit, left int, after string) []string {
	return []string{
		"X-RateLimit-Bucket", bucket, "X-RateLimit-Limit", strconv.Itoa(limit),
		"X-RateLimit-Remaining", strconv.Itoa(left), "X-RateLimit-Reset-After", after,
	}
}

// newClient returns a client of a server that logs to the test.
func newClient(t testing.TB, s http.RoundTripper, opts Options) *Client {
	t.Helper()
	opts.Transport = s
	c := New(quiet(), botToken, opts)
	t.Cleanup(c.Close)
	return c
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// A diary keeps what was logged.
type diary struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.buf.Write(p)
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.buf.String()
}

func (d *diary) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(d, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// A record is a request as a server saw it, and when.
type record struct {
	what string // method and path after the version
	at   time.Time
}

// A discord keeps limits as Discord does: n requests in a window that begins with
// the first. Each template of routes has one limit, by the names in limits; routes
// that are not there have none.
type discord struct {
	limits map[string]string // template → name of its limit
	n      int
	per    time.Duration
	slow   func() time.Duration // how long a request is on its way, and an answer; nil: no time

	mu      sync.Mutex
	windows map[string]*running
	seen    []record
	refused int
}

type running struct {
	used int
	ends time.Time
}

func (d *discord) RoundTrip(r *http.Request) (*http.Response, error) {
	if d.slow != nil {
		time.Sleep(d.slow())
		defer func() { time.Sleep(d.slow()) }()
	}
	path := r.URL.Path[strings.Index(r.URL.Path, version)+len(version):]
	rt, err := routeOf(Request{Method: r.Method, Path: path})
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	d.seen = append(d.seen, record{r.Method + " " + path, now})
	name, ok := d.limits[rt.template]
	if !ok {
		return reply(200, `{}`)
	}
	return d.count(name, rt.major, now)
}

func (d *discord) count(name, major string, now time.Time) (*http.Response, error) {
	if d.windows == nil {
		d.windows = map[string]*running{}
	}
	w := d.windows[name+" "+major]
	if w == nil || !now.Before(w.ends) {
		w = &running{ends: now.Add(d.per)}
		d.windows[name+" "+major] = w
	}
	rest := strconv.FormatFloat(math.Ceil(w.ends.Sub(now).Seconds()*1000)/1000, 'f', 3, 64)
	if w.used >= d.n {
		d.refused++
		body := fmt.Sprintf(`{"message": "You are being rate limited.", "retry_after": %s, "global": false}`, rest)
		return reply(429, body, append(limited(name, d.n, 0, rest), "X-RateLimit-Scope", "user", "Retry-After", "1")...)
	}
	w.used++
	return reply(200, `{}`, limited(name, d.n, d.n-w.used, rest)...)
}

func (d *discord) records() []record {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]record(nil), d.seen...)
}

func (d *discord) whats() []string {
	var all []string
	for _, r := range d.records() {
		all = append(all, r.what)
	}
	return all
}

// upTo returns random times below a limit, the same ones in each run.
func upTo(seed uint64, d time.Duration) func() time.Duration {
	var mu sync.Mutex
	rnd := rand.New(rand.NewPCG(seed, 0))
	return func() time.Duration {
		mu.Lock()
		defer mu.Unlock()
		return time.Duration(rnd.Int64N(int64(d)))
	}
}

func post(path string) Request { return Request{Method: "POST", Path: path, Body: map[string]any{}} }

// want fails the test unless Do succeeds.
func want(t testing.TB, c *Client, r Request) {
	t.Helper()
	if err := c.Do(t.Context(), r, nil); err != nil {
		t.Error(err)
	}
}

// since is the time from start, without what a test's clock adds to it.
func since(start time.Time) time.Duration { return time.Since(start).Round(time.Millisecond) }

// asError returns err as what Do promises to return.
func asError(t testing.TB, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an *Error", err)
	}
	return e
}

func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
