// Package chat is the answerer that asks a language model: any server that speaks as
// OpenAI's chat completions do.
//
// The model chooses and phrases; it is believed nothing. What it writes is read while
// it streams and handed on sentence by sentence, each with the numbers that it cites,
// to whoever verifies. A model that is down, slow or talks nonsense is an
// *answer.Unavailable, never a long wait.
package chat

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/sashabaranov/go-openai"

	"footnote/answer"
	"footnote/prompts"
	"footnote/retrieval"
)

// Options say which model is asked, and what it may take.
type Options struct {
	BaseURL        string        // URL that the server's API begins with: http://127.0.0.1:11434/v1
	Key            string        // sent to BaseURL and nowhere else; empty: none
	Model          string        // as the server calls it
	Timeout        time.Duration // for all calls of one answer together; 0: 60 s
	MaxTokens      int           // of one call's output; 0: 800
	EvidenceTokens int           // of the evidence put before the model, a token counted as 4 bytes; 0: 3,000
	PriceIn        float64       // of a million tokens put in; 0: free, or not known
	PriceOut       float64       // of a million tokens that come out, as PriceIn

	Prompts   *prompts.Set      // the words said; nil: the embedded ones
	Transport http.RoundTripper // below the retries; nil: one of its own
	Now       func() time.Time  // for what is measured and for dates in Retry-After; nil: time.Now
}

// Defaults of Options.
const (
	defaultTimeout  = 60 * time.Second
	defaultTokens   = 800
	defaultEvidence = 3000
)

// An Answerer asks a language model. Several goroutines may use it.
type Answerer struct {
	lg      *slog.Logger
	opts    Options
	client  *openai.Client
	wire    *wire
	breaker circuitbreaker.CircuitBreaker[any]

	mu     sync.Mutex
	quirks quirks // what the server has refused so far
}

var (
	_ answer.Streamer = (*Answerer)(nil)
	_ answer.Teller   = (*Answerer)(nil)
	_ answer.Judge    = (*Answerer)(nil)
)

// New returns an Answerer. It asks nothing before the first question; the error is
// that of the embedded templates, which are only read where Options.Prompts is nil.
func New(lg *slog.Logger, o Options) (*Answerer, error) {
	if o.Prompts == nil {
		set, err := prompts.New(nil)
		if err != nil {
			return nil, err
		}
		o.Prompts = set
	}
	o.Timeout = positive(o.Timeout, defaultTimeout)
	o.MaxTokens = positive(o.MaxTokens, defaultTokens)
	o.EvidenceTokens = positive(o.EvidenceTokens, defaultEvidence)
	if o.Now == nil {
		o.Now = time.Now
	}
	a := &Answerer{lg: lg, opts: o, wire: newWire(o.Transport, o.Now), breaker: newBreaker()}
	cfg := openai.DefaultConfig(o.Key)
	cfg.BaseURL = o.BaseURL
	cfg.EmptyMessagesLimit = emptyLines
	cfg.HTTPClient = a.wire.client()
	a.client = openai.NewClientWithConfig(cfg)
	return a, nil
}

// emptyLines is how many lines without data may come before one with some: servers
// send comments to keep a connection alive while a model thinks.
const emptyLines = 100_000

func positive[T int | time.Duration](n, otherwise T) T {
	if n > 0 {
		return n
	}
	return otherwise
}

// Close closes connections that are not in use. It need not be called, and the
// Answerer may be used after it.
func (a *Answerer) Close() { a.wire.close() }

// Draft is Stream for one who verifies all at the end: its Draft holds all that the
// model asserted, and nothing is said anew.
func (a *Answerer) Draft(ctx context.Context, q retrieval.Query, evidence []answer.Evidence) (answer.Draft, error) {
	var all []answer.Assertion
	d, err := a.Stream(ctx, q, evidence, func(as answer.Assertion) answer.Judgement {
		all = append(all, as)
		return answer.Judgement{Text: as.Text, Cited: as.Cited, Proved: true}
	})
	d.Claims = all
	return d, err
}

// Begin starts the clock of one answer. Stream, Tell and Supports under the returned context
// end together, Timeout after Begin, and the tokens of Supports are in the Work of the
// Draft. Without it each of them has a clock of its own.
func (a *Answerer) Begin(ctx context.Context) context.Context {
	return context.WithValue(ctx, turnKey{}, a.newTurn())
}

type turnKey struct{}

// A turn is one answer under way: when it must end, and what it took by now.
type turn struct {
	start time.Time // by Options.Now
	end   time.Time // by the clock of contexts

	mu   sync.Mutex
	work answer.Work
}

func (a *Answerer) newTurn() *turn {
	return &turn{start: a.opts.Now(), end: time.Now().Add(a.opts.Timeout)}
}

// turn is the one of ctx, or a new one.
func (a *Answerer) turn(ctx context.Context) *turn {
	if t, ok := ctx.Value(turnKey{}).(*turn); ok {
		return t
	}
	return a.newTurn()
}

// spend adds tokens, and the model's name as its server says it.
func (t *turn) spend(model string, in, out int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if model != "" {
		t.work.Model = model
	}
	t.work.TokensIn += min(max(in, 0), mostTokens)
	t.work.TokensOut += min(max(out, 0), mostTokens)
}

// mostTokens is more than any call takes: a server may claim whatever it likes.
const mostTokens = 10_000_000

// redacted is what a server says without the key, which it knows and may repeat.
func (a *Answerer) redacted(text string) string {
	if a.opts.Key == "" {
		return text
	}
	return strings.ReplaceAll(text, a.opts.Key, "…")
}

// worked is what the answer took by now; its prompt is that of the task.
func (a *Answerer) worked(t *turn, task string) answer.Work {
	t.mu.Lock()
	defer t.mu.Unlock()
	w := t.work
	w.Prompt = a.opts.Prompts.Hash(task)
	w.Cost = (a.opts.PriceIn*float64(w.TokensIn) + a.opts.PriceOut*float64(w.TokensOut)) / 1e6
	w.Took = a.opts.Now().Sub(t.start)
	if w.Model == "" {
		w.Model = a.opts.Model
	}
	return w
}
