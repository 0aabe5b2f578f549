package timeline

import (
	"slices"

	"footnote/internal/words"
	"footnote/retrieval"
)

// An about is the words that entries are to be about.
type about struct {
	terms []aboutTerm
	all   float64 // weight of all terms
}

type aboutTerm struct {
	weight float64
	name   bool               // without it nothing is about the words
	stems  map[string]float64 // that stand for it
}

// The bounds of what is about some words.
const (
	leastAbout  = 0.40 // of their weight
	leastName   = 0.50 // of a name among them
	bestAbout   = 0.60 // of what the best entry has
	standsFor   = 0.7  // what a stem counts that only stands for the word
	restOfStory = 0.75 // what a word counts that stands outside the event's clause
)

// about reads the words; nil where there are none. Words that no article has
// count as much as the rarest.
func (b *builder) about(text string) *about {
	q := retrieval.ParseQuery(text, b.view.Lang)
	if len(q.Terms) == 0 {
		return nil
	}
	v, a := b.vocabulary, &about{}
	for _, t := range q.Terms {
		at := aboutTerm{stems: map[string]float64{t.Stem: 1}, weight: v.rarest(), name: t.Name}
		if id, ok := v.ids[t.Stem]; ok {
			at.weight = v.idf(id)
		}
		for stem, c := range t.Near {
			if !words.Country(stem) || !words.Country(t.Stem) {
				c *= standsFor
			}
			at.stems[stem] = max(at.stems[stem], c)
		}
		at.stems[t.Stem] = 1
		if t.Light {
			at.weight *= 0.3
		}
		a.terms = append(a.terms, at)
		a.all += at.weight
	}
	return a
}

// only keeps the groups that the words are about.
func (a *about) only(groups []*group) []*group {
	best, scores := 0.0, map[*group]float64{}
	for _, g := range groups {
		scores[g] = a.score(g)
		best = max(best, scores[g])
	}
	return slices.DeleteFunc(groups, func(g *group) bool {
		return scores[g] < leastAbout || scores[g] < bestAbout*best
	})
}

// score is the part of the words that the group's sentences hold, 0 to 1.
func (a *about) score(g *group) float64 {
	sum := 0.0
	for _, t := range a.terms {
		held := 0.0
		for _, m := range g.members {
			held = max(held, t.in(m))
		}
		if t.name && held < leastName {
			return 0
		}
		sum += t.weight * held
	}
	return sum / a.all
}

// in is how well a mention's sentence holds the term, 0 to 1.
func (t aboutTerm) in(m *mention) float64 {
	held := 0.0
	for i, tok := range m.s.Tokens {
		c := t.stems[tok.Stem]
		if i < m.from || i >= m.to {
			c *= restOfStory
		}
		held = max(held, c)
	}
	return held
}
