package answer

import (
	"context"

	"footnote/answer/claim"
	"footnote/article"
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
// and those around them.
func Check(ctx context.Context, v *retrieval.View, text string) (Checked, error) {
	found, err := v.Candidates(ctx, retrieval.ParseQuery(text, v.Lang), checkMax)
	if err != nil {
		return Checked{}, err
	}
	evidence := gather(found)
	r := claim.Check(text, sentencesOf(evidence), claim.Options{})
	return checkedOf(r, func(i int) (Citation, bool) {
		return Cite(v.Article(evidence[i].Meta.ID), evidence[i].Sentence.Span)
	}), nil
}

// CheckAgainst compares a claim with one text alone.
func CheckAgainst(a *article.Article, text string) Checked {
	sentences := make([]claim.Sentence, len(a.Sentences))
	for i, s := range a.Sentences {
		sentences[i] = claim.Sentence{Text: s.Text, Article: a.ID, Index: i, Lang: a.Lang}
	}
	r := claim.Check(text, sentences, claim.Options{})
	return checkedOf(r, func(i int) (Citation, bool) { return Cite(a, a.Sentences[i].Span) })
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
