package timeline

import (
	"slices"

	"footnote/internal/words"
)

// findNames finds the names in the clause: who did it, to whom, and where.
func (m *mention) findNames(v *vocabulary) {
	s := m.s
	action := s.Action(m.from, m.to)
	for i := m.from; i < m.to; i++ {
		t := s.Tokens[i]
		id, ok := v.ids[t.Stem]
		if !ok || !t.Upper || t.Stop || s.Timed[i] || !v.named[id] {
			continue
		}
		switch {
		case action.DoneTo(i):
			m.done = append(m.done, id)
		case action.Doer(i):
			m.doers = append(m.doers, id)
		}
		switch near := action.Near(i) && !words.Country(t.Stem); {
		case near && action.Acting(i):
			m.subject = append(m.subject, id)
		case near:
			m.object = append(m.object, id)
		}
		if s.Placed(i, m.from) && !words.Country(t.Stem) {
			m.places = append(m.places, id)
		}
		m.names = append(m.names, id)
	}
	for i, t := range s.Tokens {
		if id, ok := v.ids[t.Stem]; ok && t.Upper && !t.Stop && !s.Timed[i] && v.named[id] && !slices.Contains(m.around, id) {
			m.around = append(m.around, id)
		}
	}
	for _, i := range s.Persons(m.from, m.to) {
		if id, ok := v.ids[s.Tokens[i].Stem]; ok {
			m.persons = append(m.persons, id)
		}
	}
	for _, ids := range [][]int32{m.names, m.places, m.doers, m.done, m.persons, m.subject, m.object, m.around} {
		slices.Sort(ids)
	}
}

// findNumbers finds what is counted in the clause: the number and the noun behind it.
func (m *mention) findNumbers(v *vocabulary) {
	s := m.s
	for i := m.from; i+1 < m.to; i++ {
		if !s.Tokens[i].Number || s.Timed[i] || s.Timed[i+1] {
			continue
		}
		if id, ok := v.ids[s.Tokens[i+1].Stem]; ok {
			m.numbers = append(m.numbers, counted{s.Word(i), id})
		}
	}
}

// A counted is a number and the stem of what it counts.
type counted struct {
	number string
	stem   int32
}

// numbersAgree tells whether two mentions count the same with one number, and
// whether they do so with different ones.
func numbersAgree(a, b *mention) (agree, differ bool) {
	for _, x := range a.numbers {
		for _, y := range b.numbers {
			agree = agree || x.number == y.number
			differ = differ || x.stem == y.stem && x.number != y.number
		}
	}
	return agree, differ && !agree
}
