package retrieval

import (
	"math"
	"strings"

	"footnote/internal/words"
)

// A matcher finds a question's terms in sentences.
type matcher struct {
	q        Query
	weights  []float64 // of q.Terms, in all 1
	specific []bool    // of q.Terms: no topic of the story, so that a sentence must say it
	accept   map[string][]accepted
	prefix   map[string][]int // terms by the first letters of their stems
	names    properNames
	given    map[int]bool // first names: the story has them right before the next term, a name too
	timing   *timing      // nil where no time is asked
}

// background is the size of a collection that is imagined beside the story, in
// which every word stands once: in a story of three articles a word in all of
// them is still no small word.
const background = 50

// weight is the inverse document frequency of a stem in the story and the background.
func (v *View) weight(stem string) float64 {
	n := float64(v.words.Len() + background)
	df := float64(v.words.Holding(stem) + 1)
	return math.Log(1 + (n-df+0.5)/(df+0.5))
}

// Parts of a term's weight that count: of one that says little, of a name, of a name
// that most of the story holds, and of a time beside other terms.
const (
	lightTerm = 0.3
	ownName   = 1.25
	timeTerm  = 0.7 // any sentence of that month holds the month
	topicName = 0.6
)

// accepted is a term that a stem stands for, and how closely.
type accepted struct {
	term int
	near float64
}

// matcher prepares a question for the sentences of the story.
func (v *View) matcher(q Query, when *timing) *matcher {
	m := &matcher{
		q: q, timing: when, weights: make([]float64, len(q.Terms)), specific: make([]bool, len(q.Terms)),
		accept: map[string][]accepted{}, prefix: map[string][]int{}, names: properNames{}, given: map[int]bool{},
	}
	for i, t := range q.Terms {
		for s, near := range t.Near {
			m.accept[s] = append(m.accept[s], accepted{i, near})
		}
		if len(t.Stem) >= 4 && !t.Number {
			m.prefix[t.Stem[:4]] = append(m.prefix[t.Stem[:4]], i)
		}
		m.weights[i] = v.weight(t.Stem)
	}
	if when != nil {
		when.weigh(m.weights)
	}
	return m
}

// topicShare is the share of sentences from which on a name is what the story is
// about, and need not be said again in each of them.
const topicShare = 1.0 / 2

// learn weighs the question's terms by the sentences that are to be ranked.
func (m *matcher) learn(texts []sentenceTokens, at func(text int) place) {
	sentences, holding := 0, make([]int, len(m.weights))
	for i, text := range texts {
		m.names.learn(text)
		for j := range text {
			sentences++
			m.learnGiven(text[j])
			for t, near := range m.findAt(at(i), j, text[j]).near {
				if near > 0.9 {
					holding[t]++
				}
			}
		}
	}
	m.q.Terms = m.names.recognise(m.q.Terms)
	total := 0.0
	for i, t := range m.q.Terms {
		m.specific[i] = float64(holding[i]) < topicShare*float64(sentences) || m.timing.head(i)
		switch {
		case t.Light:
			m.weights[i] *= lightTerm
		case m.timing.head(i) && !m.timing.alone:
			m.weights[i] *= timeTerm
		case t.Name && m.specific[i]:
			m.weights[i] *= ownName
		case t.Name:
			m.weights[i] *= topicName
		}
		total += m.weights[i]
	}
	for i := range m.weights {
		m.weights[i] /= total
	}
}

// found are the terms that a text holds: their closeness, and the tokens that hold them.
type found struct {
	near []float64 // of each term, 0 where it is not there
	at   []int     // index of the token that holds it, -1

	unreal bool   // holds the question's verb as what need not have happened
	off    []bool // of each term: is dated, and not in the time that the term stands for; nil where no time is asked
}

// findAt is find for sentence i of a place, whose dates count too.
func (m *matcher) findAt(p place, i int, toks []words.Token) found {
	f := m.find(toks)
	m.timing.hold(&f, m.q, sentenceAt{p.art, p.from + i}, toks)
	return f
}

// find looks for the question's terms, and for words near to them, among tokens.
func (m *matcher) find(toks []words.Token) found {
	f := found{near: make([]float64, len(m.weights)), at: make([]int, len(m.weights))}
	for i := range f.at {
		f.at[i] = -1
	}
	take := func(term, tok int, near float64) {
		if near > f.near[term] {
			f.near[term], f.at[term] = near, tok
		}
	}
	for i, t := range toks {
		for _, a := range m.accept[t.Stem] {
			if act := m.q.Terms[a.term].Act; act && adjectival(toks, i) {
				continue // "the elected president" does not say when he was elected
			} else if act && m.q.Past && m.q.Kind != YesNo && unreal(toks, i) {
				f.unreal = true // nor "told to leave" when they left
				continue
			}
			take(a.term, i, a.near)
		}
		if len(t.Stem) < 4 {
			continue
		}
		for _, term := range m.prefix[t.Stem[:4]] {
			if !m.q.Terms[term].Name && words.Derived(m.q.Terms[term].Stem, t.Stem) {
				take(term, i, words.DerivedCloseness)
			}
		}
	}
	m.bySurname(&f, toks)
	return f
}

// unrealReach is how many words before a verb what makes it unreal may stand.
const unrealReach = 5

// unreal reports whether the verb at token i tells what need not have happened:
// told to leave, denied selling, might have moved, had he won.
func unreal(toks []words.Token, i int) bool {
	if i > 0 && toks[i-1].Word == "to" || i > 1 && toks[i-2].Word == "to" && (toks[i-1].Word == "be" || toks[i-1].Word == "have") {
		return true
	}
	for j := max(i-unrealReach, 0); j < i; j++ {
		if unrealWords[toks[j].Word] || unrealStems[toks[j].Stem] {
			return true
		}
	}
	return false
}

var (
	unrealWords = words.Set(`will would might may could should if unless whether not never nobody didn't don't doesn't won't hasn't
		haven't hadn't wasn't weren't isn't aren't cannot can't without`)
	unrealStems = stemSet(`deny fail refuse consider propose promise threaten plan hope want try fear doubt reject cancel avoid
		prevent unable due expected allege`)
)

// adjectival reports whether token i is a participle between an article,
// possessive or adverb and a noun.
func adjectival(toks []words.Token, i int) bool {
	if i == 0 || i+1 >= len(toks) || toks[i+1].Stop || !strings.HasSuffix(toks[i].Word, "ed") {
		return false
	}
	before := toks[i-1]
	return before.Word == "the" || before.Word == "a" || before.Word == "an" || strings.HasSuffix(before.Word, "ly") ||
		before.Upper && before.End-before.Start > len(before.Word) // a possessive
}
