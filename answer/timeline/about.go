package timeline

import (
	"slices"

	"footnote/retrieval"
)

// An about keeps what is about some words.
type about struct{ *retrieval.Topic }

// restOfStory is what a word counts that stands outside the event's clause.
const restOfStory = 0.75

// about reads the words; nil where there are none. Words that no article has
// count as much as the rarest.
func (b *builder) about(text string) *about {
	v := b.vocabulary
	t := retrieval.ParseTopic(text, b.view.Lang, func(stem string) float64 {
		if id, ok := v.ids[stem]; ok {
			return v.idf(id)
		}
		return v.rarest()
	})
	if t == nil {
		return nil
	}
	return &about{t}
}

// only keeps the groups that the words are about.
func (a *about) only(groups []*group) []*group {
	scores := make([]float64, len(groups))
	for i, g := range groups {
		scores[i] = a.Score(func(stems retrieval.Stems) float64 {
			best := 0.0
			for _, m := range g.members {
				best = max(best, m.holds(stems))
			}
			return best
		})
	}
	about, i := retrieval.About(scores), -1
	return slices.DeleteFunc(groups, func(*group) bool { i++; return !about[i] })
}

// holds is how well the mention's sentence holds one of the stems, 0 to 1.
func (m *mention) holds(stems retrieval.Stems) float64 {
	best := 0.0
	for i, tok := range m.s.Tokens {
		c := stems[tok.Stem]
		if i < m.from || i >= m.to {
			c *= restOfStory
		}
		best = max(best, c)
	}
	return best
}
