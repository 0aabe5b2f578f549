package compare

import (
	"context"
	"errors"

	"footnote/answer"
	"footnote/retrieval"
)

// The bounds of what a Teller is given.
const (
	toldDifferences = 12
	toldSingles     = 8
)

// told lets the Teller phrase a comparison. Where it cannot be asked the comparison
// stands without claims, and a note says so. The claims' footnotes have the numbers
// that these places have in the comparison.
func (c citer) told(ctx context.Context, out Comparison, o Options) (Comparison, error) {
	evidence := c.evidence(out)
	if len(evidence) == 0 {
		return out, nil
	}
	task := answer.Task{Kind: answer.ComparisonTask, About: o.About, Lang: c.view.Lang, Today: o.Today}
	a, err := answer.Tell(ctx, c.view, o.By, task, evidence, answer.Options{Today: o.Today, Judge: o.Judge})
	var broken *answer.Unavailable
	if errors.As(err, &broken) && ctx.Err() == nil {
		out.Notes = append(out.Notes, broken.Sentence+" The differences are as they were found.")
		return out, nil
	}
	if err != nil {
		return Comparison{}, err
	}
	out.Claims = a.Claims()
	for _, made := range out.Claims {
		c.numbers.Number(made.Citations)
	}
	out.Notes = append(out.Notes, a.Notes()...)
	return out, nil
}

// evidence is what a Teller may cite: the first sentence of each side of the first
// differences, and what one outlet alone reports.
func (c citer) evidence(out Comparison) []answer.Evidence {
	var evidence []answer.Evidence
	seen := map[int]bool{}
	add := func(at answer.Citation) {
		l := c.lineAt(at)
		if l == nil || seen[at.N] {
			return
		}
		seen[at.N] = true
		found := retrieval.Candidate{Article: l.Article, Index: l.Index}
		evidence = append(evidence, answer.Evidence{N: len(evidence) + 1, Meta: l.Article.Meta, Sentence: found.Sentence(), Candidate: found})
	}
	for _, d := range out.Differences[:min(len(out.Differences), toldDifferences)] {
		for _, s := range d.Sides {
			add(s.Citations[0])
		}
	}
	for _, s := range out.Only[:min(len(out.Only), toldSingles)] {
		add(s.Citations[0])
	}
	return evidence
}

// lineAt is the line that a citation cites.
func (c citer) lineAt(at answer.Citation) *line {
	for _, l := range c.lines {
		if l.Article.ID == at.Span.Article && l.Article.Sentences[l.Index].Span == at.Span {
			return l
		}
	}
	return nil
}
