package summary

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/parallel"
	"footnote/internal/words"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

// Of sums up one text that came with a request, as Build does a story of it alone,
// without saying so.
func Of(ctx context.Context, a *article.Article, o Options) (Summary, error) {
	var v *retrieval.View
	if o.By != nil { // what a Teller says is verified against a view
		x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
		if err := x.Sync(ctx, []*article.Article{a}); err != nil {
			return Summary{}, err
		}
		v = x.View()
	}
	return build(ctx, v, []*article.Article{a}, a.Lang, o)
}

// A Teller is given the best so many sentences to choose from, and with each those that
// say the same elsewhere.
const (
	mostEvidence = 30
	mostSaid     = 3 // places that say the same as one
)

// told lets o.By phrase the summary, and makes claims of what was proved. Where there
// is nothing of that, the sources' own sentences are taken, and notes say why.
func (b *builder) told(ctx context.Context, v *retrieval.View, units []*unit, o Options) (Summary, error) {
	picked, err := b.pick(ctx, units, max(mostEvidence, o.Sentences))
	if err != nil {
		return Summary{}, err
	}
	task := answer.Task{Kind: answer.SummaryTask, About: o.About, Sentences: o.Sentences, Today: o.Today}
	a, err := answer.Tell(ctx, v, o.By, task, b.evidence(picked), answer.Options{Today: o.Today, Judge: o.Judge})
	var broken *answer.Unavailable
	switch {
	case ctx.Err() != nil:
		return Summary{}, ctx.Err()
	case err != nil && !errors.As(err, &broken):
		return Summary{}, err
	case err == nil && len(a.Claims()) > 0:
		return b.proved(ctx, a, o)
	}
	s, err := b.extract(ctx, units, o)
	why := unproved
	if broken != nil {
		why = broken.Sentence
	}
	s.Notes = append(s.Notes, why, ownWords)
	return s, err
}

// proved makes claims of a verified text: those that it cites carry each, and whoever
// else says so.
func (b *builder) proved(ctx context.Context, a answer.Answer, o Options) (Summary, error) {
	all := a.Claims()[:min(len(a.Claims()), o.Sentences)]
	if o.Order == Events && !slices.ContainsFunc(all, leansBack) {
		all = slices.Clone(all)
		slices.SortStableFunc(all, func(x, y answer.Claim) int { return cmp.Compare(b.cited(x).happened(), b.cited(y).happened()) })
	}
	s := Summary{Claims: make([]Claim, len(all)), Notes: a.Notes()}
	parallel.For(len(all), func(i int) {
		c := all[i]
		s.Claims[i] = Claim{Text: c.Text, Citations: slices.Clone(c.Citations)}
		if u := b.cited(c); len(u.run) > 0 && ctx.Err() == nil {
			s.Claims[i].Citations = append(s.Claims[i].Citations, b.cite(b.others(u, c.Text, c.Citations))...)
		}
		b.credit(&s.Claims[i])
	})
	numbers := answer.Numbers{}
	for _, c := range s.Claims {
		numbers.Number(c.Citations)
	}
	return s, ctx.Err()
}

// leansBack reports whether a claim does not stand without the one before it.
func leansBack(c answer.Claim) bool {
	s := sentence{text: c.Text, toks: words.For("en").Tokens(c.Text)}
	return s.leansBack(nil)
}

// cited is the first place that a claim cites, as a unit; one of no sentences where it
// is none of the builder's.
func (b *builder) cited(c answer.Claim) *unit {
	u := &unit{}
	for _, s := range b.sentences {
		at := s.art.Sentences[s.index].Span
		if span := c.Citations[0].Span; s.art.ID == span.Article && at.Start < span.End && at.End > span.Start {
			u.run = append(u.run, s)
		}
	}
	return u
}

// evidence is the sentences of units, each followed by those of other articles that
// say the same, so that a Teller may cite all.
func (b *builder) evidence(units []*unit) []answer.Evidence {
	said := make([][][]*sentence, len(units))
	parallel.For(len(units), func(i int) { said[i] = b.others(units[i], units[i].text(), nil) })
	given := map[*sentence]bool{}
	var out []answer.Evidence
	add := func(run []*sentence) {
		for _, s := range run {
			if !given[s] {
				given[s] = true
				out = append(out, answer.Evidence{N: len(out) + 1, Meta: s.art.Meta, Sentence: s.art.Sentences[s.index],
					Candidate: retrieval.Candidate{Article: s.art, Index: s.index}})
			}
		}
	}
	for i, u := range units {
		add(u.run)
		for _, run := range said[i][:min(len(said[i]), mostSaid)] {
			add(run)
		}
	}
	return out
}
