package answer

import (
	"context"
	"errors"

	"footnote/article"
	"footnote/retrieval"
)

// A TaskKind is what is to be written.
type TaskKind string

// The kinds of tasks, by the names of their prompts.
const (
	SummaryTask    TaskKind = "summary"
	ComparisonTask TaskKind = "comparison"
)

// A Task is a piece of writing that answers no question.
type Task struct {
	Kind      TaskKind
	About     string       // only what these words are about; empty: all
	Sentences int          // of a summary, at most; 0: as many as the Teller thinks right
	Lang      string       // to be written in, two letters; empty: as the evidence is
	Today     article.Date // may be empty
}

// A Teller writes summaries and comparisons from evidence, one assertion after the
// other, as a Streamer does answers: say judges each, and the Claims of the Draft are
// those that say refused in the end. Where there is nothing to tell, it has none. An
// error that is an *Unavailable means that it could not write, or not to the end; that
// of a Task of unknown Kind is none. chat.Answerer is one; the double for tests is a
// script of assertions.
type Teller interface {
	Tell(ctx context.Context, t Task, evidence []Evidence, say func(Assertion) Judgement) (Draft, error)
}

// Tell lets by write from the evidence, and verifies sentence by sentence as Ask does.
// A sentence that cites several articles keeps the citations of those that prove it,
// each by itself. In a comparison it may also give each outlet its part, "The Courier
// says that 12 people died, while the Ledger says that 14 people died", of which each is
// proved by what is cited of that outlet; such a sentence is no proof that several
// outlets tell the same.
//
// Where by breaks, or writes in another language than the evidence's, which nobody could
// judge, and nothing was proved, the error is an *Unavailable; where something was, it
// stands, and a note says that it may be cut short. Beside an *Unavailable the Answer
// refuses, and its Receipt says what was asked and spent. Where by writes and nothing is
// proved, or finds nothing to tell, the Answer refuses without an error.
func Tell(ctx context.Context, v *retrieval.View, by Teller, t Task, evidence []Evidence, o Options) (Answer, error) {
	x := newVerifier(v, evidence, o)
	x.task = t.Kind
	if timed, ok := by.(Timed); ok {
		ctx = timed.Begin(ctx)
	}
	d, err := by.Tell(ctx, t, evidence, func(as Assertion) Judgement {
		if t.Kind == SummaryTask && t.Sentences > 0 && len(x.made.claims) >= t.Sentences {
			return Judgement{Text: article.OneLine(as.Text), Cited: as.Cited, Why: []string{"The summary is long enough without it."}}
		}
		return x.judge(ctx, as)
	})
	var broken *Unavailable
	if err != nil && (!errors.As(err, &broken) || ctx.Err() != nil) {
		return Answer{}, err
	}
	x.made.dropped += len(d.Claims)
	x.close(d)
	if broken == nil && len(x.made.claims) == 0 && x.foreign {
		broken = &Unavailable{Sentence: inForeign}
	}
	if broken == nil {
		return x.answer(), nil
	}
	if len(x.made.claims) == 0 {
		return x.answer(), broken
	}
	x.made.notes = append(x.made.notes, broken.Sentence+" The text may be cut short.")
	return x.answer(), nil
}
