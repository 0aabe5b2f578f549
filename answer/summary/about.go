package summary

import (
	"slices"

	"footnote/internal/words"
	"footnote/retrieval"
)

// An about is the words that sentences are to be about.
type about struct {
	terms []aboutTerm
	all   float64 // weight of all terms
	score map[*unit]float64
}

type aboutTerm struct {
	weight float64
	name   bool               // without it nothing is about the words
	stems  map[string]float64 // that stand for it
}

// The bounds of what is about some words.
const (
	leastAbout = 0.45 // of their weight
	leastName  = 0.50 // of a name among them
	bestAbout  = 0.60 // of what the best unit has
	standsFor  = 0.7  // what a stem counts that only stands for the word
	ofLight    = 0.3  // what a word counts that says little
)

// aboutOf reads the words; nil where there are none.
func (b *builder) aboutOf(text string) *about {
	if text == "" {
		return nil
	}
	q := retrieval.ParseQuery(text, b.lang)
	a := &about{score: map[*unit]float64{}}
	for _, t := range q.Terms {
		at := aboutTerm{stems: map[string]float64{}, weight: b.idf(b.id(t.Stem)), name: t.Name}
		for stem, c := range t.Near {
			if !words.Country(stem) || !words.Country(t.Stem) {
				c *= standsFor
			}
			at.stems[stem] = max(at.stems[stem], c)
		}
		at.stems[t.Stem] = 1
		if t.Light {
			at.weight *= ofLight
		}
		a.terms = append(a.terms, at)
		a.all += at.weight
	}
	return a
}

// holds reports whether a unit is about the words.
func (a *about) holds(u *unit) bool {
	sum := 0.0
	for _, t := range a.terms {
		held := 0.0
		for _, s := range u.run {
			for _, tok := range s.toks {
				held = max(held, t.stems[tok.Stem])
			}
		}
		if t.name && held < leastName {
			return false
		}
		sum += t.weight * held
	}
	a.score[u] = sum
	return a.all > 0 && sum >= leastAbout*a.all
}

// best leaves out the units that are much less about the words than the best are.
func (a *about) best(units []*unit) []*unit {
	top := 0.0
	for _, u := range units {
		top = max(top, a.score[u])
	}
	return slices.DeleteFunc(units, func(u *unit) bool { return a.score[u] < bestAbout*top })
}
