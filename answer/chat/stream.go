package chat

import (
	"context"
	"strings"
	"time"

	"footnote/answer"
	"footnote/article"
	"footnote/prompts"
	"footnote/retrieval"
)

// Stream asks the model and hands on what it says. What was refused goes back to the
// model once, with the reasons, where at least a quarter of Options.Timeout is left.
// The number of an Assertion is that of the evidence as it was given here.
func (a *Answerer) Stream(ctx context.Context, q retrieval.Query, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	given := a.choose(evidence)
	return a.write(ctx, writing{
		task: "answer",
		first: func() []prompts.Message {
			return a.opts.Prompts.Answer(prompts.Answer{Question: q.Text, Lang: q.Lang, Today: today(q), Evidence: given})
		},
		again: func(rs []prompts.Rejected) []prompts.Message {
			return a.opts.Prompts.Retry(prompts.Retry{Question: q.Text, Lang: q.Lang, Today: today(q), Evidence: given, Rejected: rs})
		},
		empty: len(given) == 0,
	}, &talk{evidence: evidence, say: say})
}

// A writing is what the model is asked to write, and how.
type writing struct {
	task  string // the name of its prompt
	first func() []prompts.Message
	again func([]prompts.Rejected) []prompts.Message // for the refused sentences anew
	empty bool                                       // there is no evidence
}

// write asks the model for w, lets x hear it, and asks once more for what was refused.
func (a *Answerer) write(ctx context.Context, w writing, x *talk) (answer.Draft, error) {
	t := a.turn(ctx)
	within, stop := context.WithDeadline(ctx, t.end)
	defer stop()
	if w.empty {
		return answer.Draft{Reason: answer.NotInSources}, nil
	}
	say := x.say
	x.proved = map[string]bool{}
	x.say = func(as answer.Assertion) answer.Judgement {
		as.Text = a.redacted(as.Text)
		return say(as)
	}
	f := a.stream(within, t, x, w.first())
	if f == nil {
		f = x.wanting()
	}
	if f == nil && len(x.refused) > 0 && !x.full() && time.Until(t.end) > a.opts.Timeout/4 && ctx.Err() == nil {
		a.again(within, t, x, w)
	}
	d := answer.Draft{Claims: x.left(), Work: a.worked(t, w.task)}
	if ctx.Err() != nil {
		return d, ctx.Err()
	}
	if f != nil {
		return d, a.unavailable(f)
	}
	if len(x.proved) == 0 && len(d.Claims) == 0 {
		d.Reason = answer.NotInSources
	}
	return d, nil
}

// again asks for the refused sentences anew, once. A model that breaks here leaves
// them refused: the rest is there.
func (a *Answerer) again(ctx context.Context, t *turn, x *talk, w writing) {
	first := x.refused
	x.refused, x.anew = nil, true
	if f := a.stream(ctx, t, x, w.again(rejected(first))); f != nil {
		_ = a.unavailable(f) // logged
	}
	x.refused = without(first, x.mended)
}

// today is the day of the question as prompts want it; empty where it is not known.
func today(q retrieval.Query) string {
	if q.Today.IsZero() {
		return ""
	}
	return q.Today.Format(time.DateOnly)
}

// A talk is what the model said for one question or task, and what became of it.
type talk struct {
	evidence []answer.Evidence
	say      func(answer.Assertion) answer.Judgement
	most     int             // sentences that are wanted, at most; 0: as many as come
	named    bool            // the names of outlets are wanted: see plain
	proved   map[string]bool // the texts that were
	refused  []refused       // in order
	anew     bool            // the refused are being said anew
	mended   []string        // what was proved then
	said     bool            // something was asserted
	silent   bool            // it said that the evidence does not say
	declined bool            // it would not answer
}

// A refused is an assertion that was not proved.
type refused struct {
	answer.Assertion
	why []string
}

// hear hands on what the reader has found.
func (x *talk) hear(pieces []piece) {
	for _, p := range pieces {
		switch p.kind {
		case refusal:
			x.silent = true
		case declining:
			x.declined = true
		case restart: // what stood before was thinking aloud
			x.refused, x.said = nil, len(x.proved) > 0
		case assertion:
			as := answer.Assertion{Text: p.text, Cited: p.cited}
			if !x.named {
				as = plain(as, x.evidence)
			}
			x.assert(as)
		}
	}
}

// maxSaid bounds the sentences of one call: none asks for more than fifty.
const maxSaid = 100

// full reports whether nothing more is wanted.
func (x *talk) full() bool { return x.most > 0 && len(x.proved) >= x.most }

func (x *talk) assert(as answer.Assertion) {
	key := article.OneLine(as.Text)
	if x.proved[key] || x.full() || len(x.refused) >= maxSaid || len(x.proved) >= maxSaid {
		return // models repeat themselves
	}
	x.said = true
	j := x.say(as)
	switch {
	case !j.Proved:
		x.refused = append(x.refused, refused{as, j.Why})
		return
	case x.anew:
		x.mended = append(x.mended, as.Text)
	}
	x.proved[key] = true
}

// wanting is the fault of an answer that came whole and says nothing.
func (x *talk) wanting() *fault {
	switch {
	case x.said || x.silent:
		return nil
	case x.declined:
		return &fault{what: "declined", sentence: "The language model declined to answer."}
	}
	return &fault{what: "empty", sentence: "The language model gave no answer."}
}

// left are the assertions that stay refused.
func (x *talk) left() []answer.Assertion {
	var left []answer.Assertion
	for _, r := range x.refused {
		left = append(left, r.Assertion)
	}
	return left
}

// rejected is what the model is told of its refused sentences.
func rejected(rs []refused) []prompts.Rejected {
	out := make([]prompts.Rejected, len(rs))
	for i, r := range rs {
		out[i] = prompts.Rejected{Sentence: r.Text, Reason: strings.Join(r.why, " ")}
	}
	return out
}

// without is rs without those in whose place one of mended stands: each takes the one
// that it has the most words in common with.
func without(rs []refused, mended []string) []refused {
	rs = append([]refused(nil), rs...)
	for _, text := range mended {
		best, most := -1, -1
		for i, r := range rs {
			if n := common(text, r.Text); n > most {
				best, most = i, n
			}
		}
		if best >= 0 {
			rs = append(rs[:best], rs[best+1:]...)
		}
	}
	return rs
}

// common is the number of words of a that are in b.
func common(a, b string) int {
	in := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(b)) {
		in[w] = true
	}
	n := 0
	for _, w := range strings.Fields(strings.ToLower(a)) {
		if in[w] {
			n++
		}
	}
	return n
}
