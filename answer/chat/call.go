package chat

import (
	"context"
	"errors"
	"io"
	"math"
	"time"

	"github.com/sashabaranov/go-openai"

	"footnote/internal/harmless"
	"footnote/prompts"
)

// stream asks the model and lets x hear what it says while it says it.
func (a *Answerer) stream(ctx context.Context, t *turn, x *talk, messages []prompts.Message) *fault {
	r := newReader(len(x.evidence))
	f := a.complete(ctx, t, messages, func(delta string) { x.hear(r.read(delta)) })
	if ctx.Err() == nil || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		x.hear(r.end(f != nil))
	}
	if f != nil && f.what == "empty" && x.said {
		return nil
	}
	return f
}

// complete makes one call: its deltas go to say. Where the server refuses a parameter
// it is asked again without.
func (a *Answerer) complete(ctx context.Context, t *turn, messages []prompts.Message, say func(string)) *fault {
	if messages == nil {
		return &fault{what: "prompt", sentence: "The prompt cannot be made of this; look at the templates in model.prompts."}
	}
	if !a.breaker.TryAcquirePermit() {
		return &fault{what: "breaker", sentence: "The language model failed several times in a row and is left alone for " + seconds(max(a.breaker.RemainingDelay(), time.Second)) + "."}
	}
	f := a.attempt(ctx, t, messages, say)
	a.record(ctx, f)
	return f
}

func (a *Answerer) attempt(ctx context.Context, t *turn, messages []prompts.Message, say func(string)) *fault {
	ctx, stop := context.WithCancel(withEnd(ctx))
	defer stop()
	for {
		had := a.known()
		st, err := a.client.CreateChatCompletionStream(ctx, a.request(messages, had))
		if err == nil {
			h := &heard{say: say, most: a.opts.MaxTokens*maxBytes + 64<<10, stop: stop}
			f := h.listen(ctx, a, st)
			t.spend(a.redacted(h.model), h.in(messages), h.out())
			return f
		}
		if !a.learn(err, had) {
			return a.faultOf(ctx, err, false)
		}
	}
}

// maxBytes is how many bytes a token may have before the model is believed to go on
// beyond its limit.
const maxBytes = 16

// request is what the server is asked. go-openai leaves a temperature of 0 out, and the
// server then takes 1; the smallest number that there is comes to the same as 0.
func (a *Answerer) request(messages []prompts.Message, q quirks) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{Model: a.opts.Model}
	for _, m := range messages {
		req.Messages = append(req.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Text})
	}
	if !q.noTemperature {
		req.Temperature = math.SmallestNonzeroFloat32
	}
	if !q.noSeed {
		seed := 1
		req.Seed = &seed
	}
	if !q.noUsage {
		req.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	switch {
	case q.noMax:
	case q.maxCompletion:
		req.MaxCompletionTokens = a.opts.MaxTokens
	default:
		//lint:ignore SA1019 most servers but OpenAI's know no other name
		req.MaxTokens = a.opts.MaxTokens
	}
	return req
}

// A heard is what came of one call.
type heard struct {
	say     func(string)
	stop    func() // ends the call
	most    int    // bytes that may come
	bytes   int    // of the answer, and of the reasoning
	words   int    // bytes of the answer
	model   string
	usage   *openai.Usage
	finish  openai.FinishReason
	refused bool // a refusal came in place of an answer
}

// lastWait is how long is waited for the count of tokens after the last word.
const lastWait = 2 * time.Second

// listen reads the stream to its end and closes it.
func (h *heard) listen(ctx context.Context, a *Answerer, st *openai.ChatCompletionStream) *fault {
	defer st.Close()
	var last *time.Timer
	defer func() {
		if last != nil {
			last.Stop()
		}
	}()
	for {
		got, err := st.Recv()
		if err != nil {
			return h.ended(ctx, a, err)
		}
		h.take(got)
		if h.bytes > h.most {
			return longer
		}
		if h.finish != "" && last == nil {
			last = time.AfterFunc(lastWait, h.stop)
		}
	}
}

// take takes one piece of the stream.
func (h *heard) take(got openai.ChatCompletionStreamResponse) {
	if h.model == "" {
		h.model = clip(harmless.Line(got.Model), 100)
	}
	if got.Usage != nil {
		h.usage = got.Usage
	}
	for _, c := range got.Choices {
		if c.Index != 0 {
			continue
		}
		h.refused = h.refused || c.Delta.Refusal != ""
		h.bytes += len(c.Delta.Content) + len(c.Delta.ReasoningContent) + len(c.Delta.Refusal)
		h.words += len(c.Delta.Content)
		if c.Delta.Content != "" && h.finish == "" {
			h.say(c.Delta.Content)
		}
		if c.FinishReason != "" && c.FinishReason != openai.FinishReasonNull {
			h.finish = c.FinishReason
		}
	}
}

var longer = &fault{what: "length", sentence: "The language model's answer was longer than model.max_tokens allows."}

// ended tells what is wrong with an answer that is over.
func (h *heard) ended(ctx context.Context, a *Answerer, err error) *fault {
	switch {
	case h.finish == openai.FinishReasonLength:
		return longer
	case h.finish == openai.FinishReasonContentFilter:
		return &fault{what: "filter", sentence: "The language model's server withheld the answer."}
	case h.refused && h.words == 0:
		return &fault{what: "declined", sentence: "The language model declined to answer."}
	case h.finish != "" && h.words > 0:
		return nil
	case h.finish != "" || errors.Is(err, io.EOF) && h.bytes == 0:
		return &fault{what: "empty", sentence: "The language model gave no answer.", down: h.finish == ""}
	}
	return a.faultOf(ctx, err, h.words > 0)
}

// in and out are the tokens of the call: as the server counts them, or estimated, so
// that a budget holds for servers that do not count.
func (h *heard) in(messages []prompts.Message) int {
	if h.usage != nil && h.usage.PromptTokens > 0 {
		return h.usage.PromptTokens
	}
	n := 0
	for _, m := range messages {
		n += len(m.Text)
	}
	return tokens(n)
}

func (h *heard) out() int {
	if h.usage != nil && h.usage.CompletionTokens > 0 {
		return h.usage.CompletionTokens
	}
	return tokens(h.bytes)
}
