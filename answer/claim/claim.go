// Package claim decides whether sentences of sources support a claim, without a
// model. A claim is cut into its sentences; each is aligned with the best few
// sentences of the evidence (after Laban et al., SummaC, 2022: for each sentence
// of the claim the best evidence), and the alignment is searched for what is not
// carried over: words, numbers with their units and bounds, dates, names,
// quotations, negation, who did what to whom, and who said so.
package claim

import (
	"cmp"
	"slices"
	"time"

	"footnote/internal/timex"
)

// A Sentence is one sentence of evidence.
type Sentence struct {
	Text    string
	Article string // its article's id; empty for a text that was given with the claim
	Index   int    // its place in its article, so that neighbours are known
	Lang    string // two-letter code; empty where it is not known

	// Anchor is the day that its article's relative dates lean on, midnight UTC; zero
	// where it is not known.
	Anchor time.Time
	// Times are its expressions of time, in order, their offsets bytes of Text, as
	// read within its article. It is called at most once a Check, and only where the
	// claim has a date of its own. Nil: they are found in Text alone.
	Times func() []timex.Expression
}

// Options say how to judge.
type Options struct {
	// Strict is for the verifier of answers: every sentence of the evidence is
	// cited, nothing else is known, and neither an attribution nor a hedge may get
	// lost. Without it the evidence is searched for what is about the claim.
	Strict bool
	// Frames passes over the sentences of the claim that tell nothing, such as "Here
	// is a summary of the article:". A claim of nothing else is a Frame. Without it
	// each sentence must be borne out.
	Frames bool
	// Day is the day that the claim is of, midnight UTC: its relative dates lean on it.
	// Where it is zero they are compared as they are written.
	Day time.Time
	// AsTold says that the claim is told on the day of the article that it is compared
	// with: its relative dates lean on the Anchor of the evidence, and not on Day.
	AsTold bool
}

// A Verdict is what the evidence makes of a claim.
type Verdict string

// The verdicts. A claim is partly supported where some of its facts are, and
// contradicted where the evidence tells the same fact otherwise.
const (
	Supported    Verdict = "supported"
	Partly       Verdict = "partly"
	Contradicted Verdict = "contradicted"
	Unsupported  Verdict = "unsupported"
)

// A Kind tells what is wrong with a claim.
type Kind string

// The kinds of problems.
const (
	Number      Kind = "number"
	Date        Kind = "date"
	Name        Kind = "name"
	Negation    Kind = "negation"
	Attribution Kind = "attribution"
	Quote       Kind = "quote"
	Relation    Kind = "relation"
	Missing     Kind = "unsupported"
)

// A Problem is one thing in a claim that the evidence does not bear out.
type Problem struct {
	Kind       Kind
	Text       string // the claim's bytes from Start to End
	Start, End int    // bytes of the claim, from 0, end exclusive
	Detail     string // one plain sentence
}

// A Result is the judgement of a claim.
type Result struct {
	Verdict  Verdict
	Score    float64   // from 0 (no support) to 1
	Cited    []int     // indexes of the evidence that supports, or that contradicts; ascending; empty for Unsupported
	Nearest  []int     // for Unsupported, up to 3 indexes of the evidence that comes nearest, best first
	Problems []Problem // in order of Start; empty for Supported
	Frame    bool      // the claim tells nothing: it is Supported in that nothing in it is wrong, and cites nothing
}

const (
	maxWords   = 2000 // of a claim; what stands behind them is not read and cannot be supported
	nearestMax = 3
	problemMax = 40
)

// Check judges a claim by the evidence. It never fails: a claim without words, and
// any but a Frame without evidence, is unsupported. The time it takes grows with
// the words of the evidence and with the sentences of the claim.
func Check(claim string, evidence []Sentence, opts Options) Result {
	x := newIndex(claim, evidence)
	x.opts = opts
	facts, whole := x.facts(claim)
	if len(facts) == 0 {
		return Result{Verdict: Unsupported, Problems: []Problem{
			{Missing, claim, 0, len(claim), "There are no words in it that could be checked."}}}
	}
	if opts.Frames && whole {
		if facts = withoutFrames(facts); len(facts) == 0 {
			return Result{Verdict: Supported, Score: frameScore, Frame: true}
		}
	}
	var judged []judgement
	for _, f := range facts {
		judged = append(judged, x.judge(f, opts))
	}
	r := conclude(judged)
	if !whole {
		r.cutShort(claim, facts[len(facts)-1])
	}
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Kind, b.Kind))
	})
	r.Problems = slices.Compact(r.Problems)
	r.Problems = r.Problems[:min(len(r.Problems), problemMax)]
	return r
}

// cutShort says that the claim goes on behind last and that nobody has read it.
func (r *Result) cutShort(claim string, last fact) {
	r.Problems = append(r.Problems, Problem{Missing, claim[last.end:], last.end, len(claim), "The claim is too long; the rest of it was not checked."})
	if r.Verdict == Supported {
		r.Verdict = Partly
	}
}

// A judgement is what the evidence makes of one sentence of a claim.
type judgement struct {
	verdict  Verdict
	score    float64
	cited    []int
	nearest  []int
	problems []Problem
}

// conclude makes one result of the judgements of a claim's sentences: a claim is
// as good as its weakest sentence, and contradicted where one of them is.
func conclude(judged []judgement) Result {
	r := Result{Verdict: Supported, Score: 1}
	count := map[Verdict]int{}
	for _, j := range judged {
		count[j.verdict]++
		r.Score = min(r.Score, j.score)
		r.Problems = append(r.Problems, j.problems...)
	}
	switch n := len(judged); {
	case count[Contradicted] > 0:
		r.Verdict = Contradicted
	case count[Supported] == n:
		r.Problems = nil
	case count[Unsupported] == n:
		r.Verdict = Unsupported
	default:
		r.Verdict = Partly
	}
	for _, j := range judged {
		switch {
		case r.Verdict == Unsupported:
			r.Nearest = append(r.Nearest, j.nearest...)
		case r.Verdict != Contradicted || j.verdict == Contradicted:
			r.Cited = append(r.Cited, j.cited...)
		}
	}
	slices.Sort(r.Cited)
	r.Cited = slices.Compact(r.Cited)
	r.Nearest = distinct(r.Nearest)
	r.Nearest = r.Nearest[:min(len(r.Nearest), nearestMax)]
	return r
}

// distinct is list without what has been before, in order.
func distinct(list []int) []int {
	var out []int
	for _, n := range list {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
