package chat

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/sashabaranov/go-openai"

	"footnote/answer"
	"footnote/internal/harmless"
)

// A fault is why there is no answer, or no whole one.
type fault struct {
	what     string // for logs: one word
	sentence string // for people, see answer.Unavailable
	status   int    // of HTTP; 0: none
	err      error  // for operators, without addresses and keys; may be nil
	down     bool   // the server is not fit to be asked: the breaker counts it
}

// unavailable logs a fault, and is its error.
func (a *Answerer) unavailable(f *fault) error {
	a.lg.Warn("the language model gave no whole answer", "what", f.what, "status", f.status, "model", a.opts.Model, "err", f.err)
	return &answer.Unavailable{Sentence: f.sentence, Err: f.err}
}

// faultOf tells what went wrong. begun: some of the answer is there.
func (a *Answerer) faultOf(ctx context.Context, err error, begun bool) *fault {
	clean := a.bare(err)
	if ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) {
		verb := "gave no answer"
		if begun {
			verb = "did not finish its answer"
		}
		return &fault{what: "timeout", sentence: fmt.Sprintf("The language model %s within %s.", verb, seconds(a.opts.Timeout)), err: clean, down: true}
	}
	if status, text := statusOf(err); status != 0 {
		return a.refusedWith(status, text, clean)
	}
	switch {
	case errors.Is(err, errRedirect):
		return &fault{what: "redirect", sentence: "The language model's server sends requests elsewhere; write the final address into model.base_url.", err: clean}
	case errors.Is(err, errPage):
		return &fault{what: "page", sentence: "What answers in place of the language model's server is a web page; check model.base_url.", err: clean, down: true}
	case begun:
		return &fault{what: "cut", sentence: "The language model's answer broke off.", err: clean, down: true}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), isAPI(err):
		return &fault{what: "cut", sentence: "The language model broke off before it answered.", err: clean, down: true}
	}
	return &fault{what: "unreachable", sentence: "The language model's server cannot be reached; check that it runs, and model.base_url.", err: clean, down: true}
}

// refusedWith is the fault of an answer with a status of HTTP.
func (a *Answerer) refusedWith(status int, text string, err error) *fault {
	f := &fault{what: "refused", status: status, err: err}
	text = strings.ToLower(text)
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		f.what, f.err = "key", nil // such errors repeat the key
		f.sentence = "The language model's server does not accept the key; check OPENAI_API_KEY or model.key_file."
	case status == http.StatusNotFound:
		f.sentence = "The language model's server does not know the model; check model.name and model.base_url."
	case status == http.StatusTooManyRequests && strings.Contains(text, "insufficient_quota"):
		f.sentence, f.down = "The language model's server has no credit left for this key.", true
	case status == http.StatusTooManyRequests:
		f.sentence, f.down = "The language model's server is asked too often; try again later.", true
	case status >= 500:
		f.what, f.sentence, f.down = "server", "The language model's server failed; try again later.", true
	case strings.Contains(text, "context_length") || strings.Contains(text, "context length") || strings.Contains(text, "context window"):
		f.sentence = "The question and its evidence are too long for the language model; lower model.evidence_tokens."
	default:
		f.sentence = "The language model's server does not take the request; its log may say why."
	}
	return f
}

// statusOf is the status of an error, 0 where it has none, and what the server said.
func statusOf(err error) (int, string) {
	var api *openai.APIError
	if errors.As(err, &api) {
		return api.HTTPStatusCode, fmt.Sprint(api.Code, " ", api.Type, " ", api.Message)
	}
	var req *openai.RequestError // a page of HTML, or JSON of another shape
	if errors.As(err, &req) {
		return req.HTTPStatusCode, string(req.Body)
	}
	var late *lateError
	if errors.As(err, &late) {
		return late.status, late.body
	}
	return 0, ""
}

func isAPI(err error) bool {
	var api *openai.APIError
	return errors.As(err, &api)
}

// maxSaidOf bounds what is kept of a server's words, in characters.
const maxSaidOf = 200

// bare is an error for operators: without the address, the body of a page, and the key.
func (a *Answerer) bare(err error) error {
	var addressed *url.Error
	for errors.As(err, &addressed) {
		err = addressed.Err
	}
	text := err.Error()
	var req *openai.RequestError
	if errors.As(err, &req) {
		text = "status " + strconv.Itoa(req.HTTPStatusCode)
	}
	text = a.redacted(text)
	if a.opts.BaseURL != "" {
		text = strings.ReplaceAll(text, a.opts.BaseURL, "…")
	}
	return errors.New(clip(harmless.Line(text), maxSaidOf))
}

// seconds is a span for people: "60 s".
func seconds(d time.Duration) string {
	return strconv.FormatFloat(d.Round(100*time.Millisecond).Seconds(), 'f', -1, 64) + " s"
}

const (
	breakAfter = 5 // failures in a row
	breakFor   = 30 * time.Second
)

// newBreaker opens after failures in a row, and then lets one call try.
func newBreaker() circuitbreaker.CircuitBreaker[any] {
	return circuitbreaker.NewBuilder[any]().WithFailureThreshold(breakAfter).WithDelay(breakFor).WithSuccessThreshold(1).Build()
}

// record tells the breaker how a call ended. One that its asker gave up says nothing
// about the server; where it was the one to try, another may.
func (a *Answerer) record(ctx context.Context, f *fault) {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		if a.breaker.IsHalfOpen() {
			a.breaker.HalfOpen()
		}
	case f != nil && f.down:
		a.breaker.RecordFailure()
	default:
		a.breaker.RecordSuccess()
	}
}
