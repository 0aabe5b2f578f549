package chat

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go/failsafehttp"
)

// How often a call that the server did not answer is made again, and how long is
// waited before, unless the server says.
const (
	retries   = 2
	firstWait = 200 * time.Millisecond
	mostWait  = 3 * time.Second
)

// What one answer may have, in bytes: a stream, and the body of an error.
const (
	maxStream = 32 << 20
	maxError  = 64 << 10
)

var (
	errRedirect = errors.New("the server redirects")
	errPage     = errors.New("a page of HTML with status 200")
)

// A wire is the way to the server. It follows no redirect, so that neither key nor
// evidence goes elsewhere, and leaves no body of an error open, which go-openai does.
type wire struct {
	next http.RoundTripper
	own  *http.Transport // next, where it is not a caller's
	now  func() time.Time
}

func newWire(next http.RoundTripper, now func() time.Time) *wire {
	w := &wire{next: next, now: now}
	if next != nil {
		return w
	}
	w.own = &http.Transport{Proxy: http.ProxyFromEnvironment}
	if usual, ok := http.DefaultTransport.(*http.Transport); ok {
		w.own = usual.Clone()
	}
	w.next = w.own
	return w
}

func (w *wire) close() {
	if w.own != nil {
		w.own.CloseIdleConnections()
	}
}

// client is the HTTP client over the wire, with its retries.
func (w *wire) client() *http.Client {
	policy := failsafehttp.NewRetryPolicyBuilder().
		WithMaxRetries(retries).
		WithBackoff(firstWait, mostWait).
		WithJitterFactor(.1).
		AbortOnErrors(context.Canceled, context.DeadlineExceeded, errRedirect, errPage).
		AbortOnErrorTypes(&lateError{}).
		ReturnLastFailure().
		Build()
	return &http.Client{
		Transport:     failsafehttp.NewRoundTripper(w, policy),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// RoundTrip makes one call.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := w.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		res.Body.Close()
		return nil, errRedirect
	case res.StatusCode >= 400:
		return w.failed(req.Context(), res)
	case kind == "text/html":
		res.Body.Close()
		return nil, errPage
	}
	res.Body = &limited{res.Body, maxStream}
	return res, nil
}

// failed is the response with its body read, and with a Retry-After in whole seconds,
// which is the only way in which failsafehttp understands it. One that asks for more
// time than there is, or that no time mends, is an error: it is not tried again.
func (w *wire) failed(ctx context.Context, res *http.Response) (*http.Response, error) {
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxError))
	res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(body))
	wait, told := retryAfter(res.Header, w.now())
	res.Header.Del("Retry-After")
	if told {
		res.Header.Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	}
	quota := res.StatusCode == http.StatusTooManyRequests && bytes.Contains(body, []byte("insufficient_quota"))
	if end, ok := ctx.Value(endKey{}).(time.Time); quota || ok && told && time.Until(end) <= wait {
		return nil, &lateError{res.StatusCode, string(body)}
	}
	return res, nil
}

// A lateError is a response that is not worth another try.
type lateError struct {
	status int
	body   string
}

func (e *lateError) Error() string { return "status " + strconv.Itoa(e.status) + ", not tried again" }

type endKey struct{}

// withEnd keeps the deadline where failsafehttp, which merges contexts, does not lose it.
func withEnd(ctx context.Context) context.Context {
	end, ok := ctx.Deadline()
	if !ok {
		return ctx
	}
	return context.WithValue(ctx, endKey{}, end)
}

// retryAfter is how long a server asks to be left alone, and whether it does.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	after := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseFloat(after, 64); err == nil && s >= 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second)), true
	}
	if t, err := http.ParseTime(after); err == nil {
		return max(t.Sub(now), 0), true
	}
	return 0, false
}

// A limited is a body that ends after so many bytes, whatever is behind them.
type limited struct {
	io.ReadCloser
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, io.EOF
	}
	n, err := l.ReadCloser.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}
