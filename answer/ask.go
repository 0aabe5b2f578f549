package answer

import (
	"context"
	"slices"
	"time"

	"footnote/article"
	"footnote/retrieval"
)

const (
	// evidenceMax is how many sentences an answerer is given, those around them not counted.
	evidenceMax = 40
	// aroundMax is how many of the best come with the sentences around them.
	aroundMax = 12
	// nearestMax is how many nearest lines a refusal shows.
	nearestMax = 3
)

// Day is the day of a time, in UTC.
func Day(t time.Time) article.Date { return article.Date(t.UTC().Format(time.DateOnly)) }

// Options say how a question is answered. The zero value is a question that follows
// none, on no known day.
type Options struct {
	// Today is the day that "last week" and "in March" in the question are counted
	// from; where it is empty such words are only words.
	Today article.Date
	// History is what was asked and answered before, the last turn last: it lets a
	// question follow, "and in December?" A note then says what it was taken to mean.
	History []retrieval.Turn
	// Said is told each claim of the answer as soon as it is proved, in order, from the
	// goroutine of Ask; nil: nobody. Where Ask then returns an error, what was said
	// stands all the same: it was proved.
	Said func(Claim)
	// Judge looks at what the rules let pass; nil: nobody does.
	Judge Judge
}

// Ask answers a question from one view of a story: it finds the evidence, lets
// the answerer draft, and verifies. A question that cannot be answered gives an
// Answer that says so; an error is the context's or a part's that broke. Where a
// Streamer breaks before anything of its answer was proved, Extractive answers
// instead, and a note says so.
//
// Where the question asks when, or names a time, notes date the relative expressions
// of the answer's sentences (see Claim.Dates).
func Ask(ctx context.Context, v *retrieval.View, by Answerer, question string, o Options) (Answer, error) {
	q := retrieval.Follow(question, o.History, v.Lang).On(o.Today.Time())
	if q.Words == 0 {
		return refuse(NoQuestion, nil, nil, 0), nil
	}
	found, err := v.Candidates(ctx, q, evidenceMax)
	if err != nil {
		return Answer{}, err
	}
	x := newVerifier(v, gather(found), o)
	if err := x.draft(ctx, by, q); err != nil {
		return Answer{}, err
	}
	a := x.answer()
	a.notes = append(slices.Clone(a.notes), a.date(v, q)...)
	if q.Followed {
		a.notes = append([]string{"Taken as: " + q.Text}, a.notes...)
	}
	return a, nil
}

// gather numbers the candidates, best first, and after them the sentences next
// to the best, which an answer may need to be understood.
func gather(found []retrieval.Candidate) []Evidence {
	evidence := make([]Evidence, 0, len(found))
	known := map[place]bool{}
	add := func(c retrieval.Candidate) {
		at := place{c.Article.ID, c.Index}
		if c.Index < 0 || c.Index >= len(c.Article.Sentences) || known[at] {
			return
		}
		known[at] = true
		evidence = append(evidence, Evidence{N: len(evidence) + 1, Meta: c.Article.Meta, Sentence: c.Sentence(), Candidate: c})
	}
	for _, c := range found {
		add(c)
	}
	for _, c := range found[:min(len(found), aroundMax)] {
		for _, step := range []int{-1, -2, 1, 2} {
			add(retrieval.Candidate{Article: c.Article, Index: c.Index + step})
		}
	}
	return evidence
}

// A place is a sentence of a story: the article's id and the sentence's index.
type place struct {
	article string
	index   int
}

func (e Evidence) place() place { return place{e.Meta.ID, e.Candidate.Index} }
