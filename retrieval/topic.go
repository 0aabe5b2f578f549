package retrieval

import "footnote/internal/words"

// A Topic is the words that a part of a story is asked to be about.
type Topic struct {
	terms []topicTerm
	all   float64 // weight of all terms
}

// A topicTerm is one of the words.
type topicTerm struct {
	weight float64
	name   bool // without it nothing is about the words
	stems  Stems
}

// Stems are stems that stand for a word, with how well they do, 0 to 1.
type Stems map[string]float64

// The bounds of what is about some words.
const (
	leastTopic = 0.40 // of their weight
	leastName  = 0.50 // of a name among them
	bestTopic  = 0.60 // of what the best has
	standsFor  = 0.7  // what a stem counts that only stands for the word
	lightTopic = 0.3  // what a word counts that says little
)

// ParseTopic reads the words of a topic; nil where there are none. A word without a
// plain language is one of lang. weight is that of a stem in the story, above 0 for
// one that it does not have as well.
func ParseTopic(text, lang string, weight func(stem string) float64) *Topic {
	q := ParseQuery(text, lang)
	if len(q.Terms) == 0 {
		return nil
	}
	t := &Topic{}
	for _, term := range q.Terms {
		x := topicTerm{stems: Stems{}, weight: weight(term.Stem), name: term.Name}
		for stem, c := range term.Near {
			if !words.Country(stem) || !words.Country(term.Stem) {
				c *= standsFor
			}
			x.stems[stem] = c
		}
		x.stems[term.Stem] = 1
		if term.Light {
			x.weight *= lightTopic
		}
		t.terms = append(t.terms, x)
		t.all += x.weight
	}
	return t
}

// Score is the part of the words, by weight, that something holds, 0 to 1; 0 for what
// lacks a name among them. held tells how well it holds one of some stems, 0 to 1.
func (t *Topic) Score(held func(Stems) float64) float64 {
	sum := 0.0
	for _, x := range t.terms {
		h := held(x.stems)
		if x.name && h < leastName {
			return 0
		}
		sum += x.weight * h
	}
	if t.all == 0 {
		return 0
	}
	return sum / t.all
}

// In is how well some tokens hold one of the stems.
func (s Stems) In(toks []words.Token) float64 {
	best := 0.0
	for _, t := range toks {
		best = max(best, s[t.Stem])
	}
	return best
}

// About tells of what has these scores which is about the topic: what holds enough of
// its words, and not much less of them than the best does.
func About(scores []float64) []bool {
	best := 0.0
	for _, s := range scores {
		best = max(best, s)
	}
	about := make([]bool, len(scores))
	for i, s := range scores {
		about[i] = s >= leastTopic && s >= bestTopic*best
	}
	return about
}
