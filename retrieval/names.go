package retrieval

import (
	"slices"

	"footnote/internal/words"
)

// properNames tell names at the beginning of a sentence, where every word is
// written in upper case, by how the word is written elsewhere: greater than 0
// for names.
type properNames map[string]int

func (p properNames) learn(texts sentenceTokens) {
	for _, toks := range texts {
		for i, t := range toks {
			switch {
			case i == 0 || t.Stop:
			case t.Upper:
				p[t.Word]++
			default:
				p[t.Word] -= 100
			}
		}
	}
}

// recognise marks as names those terms that were typed in lower case and that the
// story writes as names: people type "in szczecin".
func (p properNames) recognise(terms []Term) []Term {
	terms = slices.Clone(terms)
	for i, t := range terms {
		if !t.Upper && !t.Act && !t.Number && p[t.Word] >= surelyName {
			terms[i].Name, terms[i].Light = true, false
		}
	}
	return terms
}

// surelyName is how often a word must be written as a name, and never otherwise.
const surelyName = 2

// learnGiven finds first names in a sentence: a name of the question that stands
// right before the next one there.
func (m *matcher) learnGiven(toks []words.Token) {
	for t := range m.q.Terms[:max(len(m.q.Terms)-1, 0)] {
		if m.given[t] || !m.firstName(t) {
			continue
		}
		for i := range toks[:max(len(toks)-1, 0)] {
			if toks[i].Stem == m.q.Terms[t].Stem && toks[i+1].Stem == m.q.Terms[t+1].Stem && toks[i].Upper && toks[i+1].Upper {
				m.given[t] = true
				break
			}
		}
	}
}

// firstName reports whether a term may be a first name: a name, written right before
// another, that tells no part of a country.
func (m *matcher) firstName(t int) bool {
	a, b := m.q.Terms[t], m.q.Terms[t+1]
	return a.Name && b.Name && a.Upper && b.Upper && !a.Number && !b.Number && b.Start == a.End+1 && !placeParts[a.Word]
}

var placeParts = words.Set(`north south east west new northern southern eastern western central upper lower united great`)

// bySurname lets a surname alone stand for the whole name, where no other name stands
// before it.
func (m *matcher) bySurname(f *found, toks []words.Token) {
	for t := range m.given {
		i := f.at[t+1]
		if f.near[t] > 0 || i < 0 || f.near[t+1] < 1 || i > 0 && toks[i-1].Upper && !toks[i-1].Stop {
			continue
		}
		f.near[t], f.at[t] = surname, i
	}
}

// surname is what a surname counts for the whole name.
const surname = 0.9
