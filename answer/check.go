package answer

import (
	"context"
	"slices"

	"footnote/answer/claim"
	"footnote/article"
	"footnote/internal/timex"
	"footnote/retrieval"
)

// A Checked is what became of a claim.
type Checked struct {
	claim.Result
	Citations []Citation // the lines that support the claim, or contradict it
	Nearest   []Citation // the nearest lines, where nothing does
}

// checkMax is how many sentences of a story a claim is compared with, those around
// the best not counted.
const checkMax = 60

// Check compares a claim with a story: with the sentences that come nearest to it,
// and those around them. The claim's relative dates lean on the day that it was
// published; where that is empty they are compared as they are written.
func Check(ctx context.Context, v *retrieval.View, text string, published article.Date) (Checked, error) {
	found, err := v.Candidates(ctx, retrieval.ParseQuery(text, v.Lang).On(published.Time()), checkMax)
	if err != nil {
		return Checked{}, err
	}
	evidence := gather(found)
	r := judged(text, sentencesOf(evidence), published)
	return checkedOf(r, func(i int) (Citation, bool) {
		return CiteIn(v, evidence[i].Sentence.Span)
	}), nil
}

// CheckAgainst compares a claim with one text alone. See Check for published.
func CheckAgainst(a *article.Article, text string, published article.Date) Checked {
	sentences := make([]claim.Sentence, len(a.Sentences))
	for i := range a.Sentences {
		sentences[i] = sentenceOf(a, i)
	}
	r := judged(text, sentences, published)
	return checkedOf(r, func(i int) (Citation, bool) { return Cite(a, a.Sentences[i].Span) })
}

// judged judges a claim by all the evidence, and, where that supports it, once more
// and strictly by what it cites: a negation, a number or a date that is told
// otherwise there outweighs any likeness. (Roles would, too, but the rules for them
// still err too often: on the development sets they cost more than they bring.)
func judged(text string, evidence []claim.Sentence, published article.Date) claim.Result {
	r := claim.Check(text, evidence, claim.Options{Frames: true, Day: published.Time()})
	if r.Verdict != claim.Supported || r.Frame {
		return r
	}
	cited := make([]claim.Sentence, len(r.Cited))
	for n, i := range r.Cited {
		cited[n] = evidence[i]
	}
	strict := claim.Check(text, cited, claim.Options{Strict: true, Frames: true, Day: published.Time()})
	told := slices.DeleteFunc(strict.Problems, func(p claim.Problem) bool { return !outweighs(p) })
	if strict.Verdict == claim.Contradicted && len(told) > 0 {
		r.Verdict, r.Problems, r.Score = claim.Contradicted, told, min(r.Score, mostContradicted)
	}
	return r
}

// sentenceOf is sentence i of an article, as evidence.
func sentenceOf(a *article.Article, i int) claim.Sentence {
	return claim.Sentence{Text: a.Sentences[i].Text, Article: a.ID, Index: i, Lang: a.Lang,
		Anchor: a.Anchor().Time(), Times: func() []timex.Expression { return a.TimesIn(i) }}
}

// mostContradicted is the highest score of a claim that is contradicted.
const mostContradicted = 0.49

func outweighs(p claim.Problem) bool {
	return p.Kind == claim.Negation || p.Kind == claim.Number || p.Kind == claim.Date
}

func checkedOf(r claim.Result, cite func(i int) (Citation, bool)) Checked {
	all := func(indexes []int) []Citation {
		var out []Citation
		for _, i := range indexes {
			if c, ok := cite(i); ok {
				c.N = len(out) + 1
				out = append(out, c)
			}
		}
		return out
	}
	return Checked{Result: r, Citations: all(r.Cited), Nearest: all(r.Nearest)}
}
