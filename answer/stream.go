package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/internal/words"
	"footnote/retrieval"
)

// A Streamer is an Answerer that drafts one assertion after the other, as a language
// model does. Stream hands each to say as soon as it is whole, and learns whether it
// was proved; what was not may be said anew, once. The Draft that it returns holds
// what stands beside the claims; its Claims are those that say refused in the end,
// and are counted as dropped. An error that is an *Unavailable means that it could
// not draft, or not to the end; what it said before stands.
//
// chat.Answerer is one; the double for tests is a script of assertions.
type Streamer interface {
	Answerer
	Stream(ctx context.Context, q retrieval.Query, evidence []Evidence, say func(Assertion) Judgement) (Draft, error)
}

// A Timed answerer bounds what one answer may take in all, its second looks as a Judge
// among it: Ask calls Begin first, and gives what it returns to whatever follows.
type Timed interface {
	Begin(ctx context.Context) context.Context
}

// A Judgement is what the verifier made of an assertion.
type Judgement struct {
	Text   string
	Cited  []int // numbers of the evidence
	Proved bool
	Why    []string // it is not, one sentence each
}

// A Judge looks at a claim that the rules let pass, and may only reject it. One in
// another language than its evidence, which no rule can read, it decides alone.
type Judge interface {
	// Supports reports whether the sentences, all of them cited, say what text says,
	// and why not. Where it cannot tell, it returns an error.
	Supports(ctx context.Context, text string, cited []Evidence) (ok bool, why string, err error)
}

// Unavailable is the error of an answerer that cannot be reached, is too slow, or says
// what cannot be read. Its Sentence is for people and holds no address and no secret.
type Unavailable struct {
	Sentence string // "The language model gave no answer within 60 s."
	Err      error  // for operators; may be nil
}

func (e *Unavailable) Error() string {
	if e.Err == nil {
		return e.Sentence
	}
	return fmt.Sprintf("%s (%v)", e.Sentence, e.Err)
}

func (e *Unavailable) Unwrap() error { return e.Err }

// Work is what drafting took.
type Work struct {
	Model     string // as its server names it; empty: none
	Prompt    string // hash of the template
	TokensIn  int
	TokensOut int
	Cost      float64 // in the currency of the configured prices; 0: not known
	Took      time.Duration
}

// A Receipt says how an answer came about.
type Receipt struct {
	Evidence []Evidence  // what the answerer was given
	Judged   []Judgement // each assertion that it made, in order
	Work     Work
}

// Receipt says how the answer came about.
func (a Answer) Receipt() Receipt { return a.receipt }

// draft lets the answerer draft, and judges what it says. A Streamer that breaks
// leaves what was proved by then; where that is nothing, Extractive drafts.
func (x *verifier) draft(ctx context.Context, by Answerer, q retrieval.Query) error {
	if t, ok := by.(Timed); ok {
		ctx = t.Begin(ctx)
	}
	s, ok := by.(Streamer)
	if !ok {
		d, err := by.Draft(ctx, q, x.evidence)
		if err == nil {
			x.take(ctx, d)
		}
		return err
	}
	d, err := s.Stream(ctx, q, x.evidence, func(as Assertion) Judgement { return x.judge(ctx, as) })
	var broken *Unavailable
	if err != nil && (!errors.As(err, &broken) || ctx.Err() != nil) {
		return err
	}
	x.made.dropped += len(d.Claims)
	x.close(d)
	switch {
	case broken != nil && len(x.made.claims) > 0:
		x.made.notes = append(x.made.notes, broken.Sentence+" The answer may be cut short.")
	case broken != nil:
		return x.instead(ctx, q, broken.Sentence)
	case len(x.made.claims) == 0 && x.foreign:
		return x.instead(ctx, q, inForeign)
	}
	return nil
}

// inForeign is said where nothing was proved since no rule could read it.
const inForeign = "The language model answered in another language than the sources', which cannot be proved."

// instead drafts from the sources' own sentences, and says why.
func (x *verifier) instead(ctx context.Context, q retrieval.Query, why string) error {
	d, err := Extractive{}.Draft(ctx, q, x.evidence)
	if err != nil {
		return err
	}
	d.Work, x.made.dropped = x.made.receipt.Work, 0
	x.take(ctx, d)
	if len(x.made.claims) > 0 {
		why += " This is made of the sources' own sentences."
	}
	x.made.notes = append([]string{why}, x.made.notes...)
	return nil
}

// readable are the cited sentences that rules can compare with a claim: those that are
// not in another language. Where there are none, or are others, see translated.
func readable(text string, cited []Evidence) []Evidence {
	return slices.DeleteFunc(slices.Clone(cited), func(e Evidence) bool { return foreign(text, []Evidence{e}) })
}

// foreign reports whether a claim is in another language than what it cites.
func foreign(text string, cited []Evidence) bool {
	lang := words.Detect(text)
	for _, e := range cited {
		if lang != "" && e.Meta.Lang != "" && lang != e.Meta.Lang {
			return true
		}
	}
	return false
}

// translated is a claim in another language than its evidence: the judge alone can
// tell whether it is proved.
func (x *verifier) translated(ctx context.Context, c Claim, cited []Evidence) (Claim, []string) {
	if x.opts.Judge == nil {
		x.foreign = true
		return Claim{}, []string{"It is in another language than its sources."}
	}
	if len(cited) > mostCited {
		return Claim{}, []string{fmt.Sprintf("It is in another language than its sources, and cites more than %d sentences of them.", mostCited)}
	}
	return x.confirmed(ctx, c, cited)
}

// unjudged is said where a judge was to look, and could not be asked.
const unjudged = "The second look of the language model could not be taken; the rules alone proved this."

// confirmed is a claim that the judge, where there is one, does not reject. One that
// cannot be asked rejects nothing that the rules let pass, and proves nothing.
func (x *verifier) confirmed(ctx context.Context, c Claim, cited []Evidence) (Claim, []string) {
	if x.opts.Judge == nil {
		return c, nil
	}
	ok, why, err := x.opts.Judge.Supports(ctx, c.Text, cited)
	switch {
	case err != nil && foreign(c.Text, cited):
		x.foreign = true
		return Claim{}, []string{"It is in another language than its sources, and the second look could not be taken."}
	case err != nil && !slices.Contains(x.made.notes, unjudged):
		x.made.notes = append(x.made.notes, unjudged)
	case err == nil && !ok:
		return Claim{}, []string{"A second look rejects it: " + why}
	}
	return c, nil
}
