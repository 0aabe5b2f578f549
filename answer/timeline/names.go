package timeline

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// being are the forms of to be that make a passive.
var being = words.Set(`is are was were be been being`)

// atVerb is how many words a name may stand from the verb to be surely what acts
// or is acted on.
const atVerb = 3

// findNames finds the names in the clause: who did it, to whom, and where.
func (m *mention) findNames(v *vocabulary) {
	s, verb := m.s, m.mainVerb()
	passive := verb > m.from && verb < m.to && s.forms[verb] != gerund && being[s.word(verb-1)]
	by := passive && slices.ContainsFunc(s.toks[verb:m.to], func(t words.Token) bool { return t.Word == "by" })
	for i := m.from; i < m.to; i++ {
		t := s.toks[i]
		id, ok := v.ids[t.Stem]
		if !ok || !t.Upper || t.Stop || s.timed[i] || !v.named[id] {
			continue
		}
		switch {
		case i < verb && passive || i > verb && !passive:
			m.done = append(m.done, id)
		case i < verb || by:
			m.doers = append(m.doers, id)
		}
		switch near := i-verb <= atVerb && verb-i <= atVerb && !words.Country(t.Stem); {
		case near && (i < verb) != passive:
			m.subject = append(m.subject, id)
		case near:
			m.object = append(m.object, id)
		}
		if s.placed(i, m.from) && !words.Country(t.Stem) {
			m.places = append(m.places, id)
		}
		m.names = append(m.names, id)
	}
	for i, t := range s.toks {
		if id, ok := v.ids[t.Stem]; ok && t.Upper && !t.Stop && !s.timed[i] && v.named[id] && !slices.Contains(m.around, id) {
			m.around = append(m.around, id)
		}
	}
	m.findPersons(v)
	for _, ids := range [][]int32{m.names, m.places, m.doers, m.done, m.persons, m.subject, m.object, m.around} {
		slices.Sort(ids)
	}
}

// findPersons finds the last words of names of two or three, unless they are a body's.
func (m *mention) findPersons(v *vocabulary) {
	s := m.s
	for i := m.from; i < m.to; {
		n := 0
		body := false
		for i+n < m.to && s.toks[i+n].Upper && !s.timed[i+n] && (n == 0 || strings.TrimSpace(s.gap(i+n)) == "") {
			body = body || bodies[s.word(i+n)] || s.toks[i+n].Stop || words.Country(s.toks[i+n].Stem)
			n++
		}
		if id, ok := v.ids[s.toks[max(i+n-1, i)].Stem]; ok && (n == 2 || n == 3) && !body {
			m.persons = append(m.persons, id)
		}
		i += max(n, 1)
	}
}

// findNumbers finds what is counted in the clause: the number and the noun behind it.
func (m *mention) findNumbers(v *vocabulary) {
	s := m.s
	for i := m.from; i+1 < m.to; i++ {
		if !s.toks[i].Number || s.timed[i] || s.timed[i+1] {
			continue
		}
		if id, ok := v.ids[s.toks[i+1].Stem]; ok {
			m.numbers = append(m.numbers, counted{s.word(i), id})
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

// mainVerb is the token of the first verb of the clause; its end where it has none.
func (m *mention) mainVerb() int {
	for i := m.from; i < m.to; i++ {
		if m.s.forms[i].acts() {
			return i
		}
	}
	return m.to
}

// placed reports whether the name at i is of a place that the clause is set in.
func (s *sentence) placed(i, from int) bool {
	for i--; i > from && s.toks[i].Upper && !s.timed[i]; i-- {
	}
	switch s.word(i) {
	case "in", "at", "near", "outside":
		return true
	case "of", "to":
		return sites[s.word(i-1)]
	}
	return false
}
