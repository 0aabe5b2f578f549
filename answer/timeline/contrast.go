package timeline

import (
	"slices"

	"footnote/answer/clause"
)

// The bounds of a contrast.
const (
	leastShared = 2 // words of the clauses that are the same
	mostApart   = 2 // that are not, in a row
)

// contrast reports whether two clauses have the same words but for one place, where
// each names another thing: the northern and the southern pit, the road to Korvale
// and to Ostrey. Another verb, a synonym or another number of dead is no contrast.
func contrast(a, b *mention) bool {
	x, y := a.content, b.content
	n := 0
	for n < len(x) && n < len(y) && x[n].stem == y[n].stem {
		n++
	}
	i, j := len(x), len(y)
	for i > n && j > n && x[i-1].stem == y[j-1].stem {
		i, j = i-1, j-1
	}
	shared := n + len(x) - i
	if i-n < 1 || i-n > mostApart || i-n != j-n || shared < leastShared {
		return false
	}
	for k := range i - n {
		p, q := x[n+k], y[n+k]
		if p.act || q.act || p.name != q.name || p.count || q.count || alikeIn(a, p.stem, q.stem) || alikeIn(b, q.stem, p.stem) {
			return false
		}
	}
	return true
}

// alikeIn reports whether one stem may stand for the other.
func alikeIn(m *mention, a, b int32) bool {
	if a == b {
		return true
	}
	for _, n := range m.kin[a] {
		if n.id == b {
			return true
		}
	}
	return false
}

// A piece is a word of a clause that is no function word.
type piece struct {
	stem  int32
	act   bool // a verb
	name  bool
	count bool // a number of what follows
}

// findContent finds the words of the clause that are compared one by one, and the
// numbers that name a thing: place 238.
func (m *mention) findContent(v *vocabulary) {
	s := m.s
	m.kin = v.nears
	for i := m.from; i < m.to; i++ {
		t := s.Tokens[i]
		id, ok := v.ids[t.Stem]
		if i > m.from && s.Labels(i) { // whether or not it looks like a year
			if of, ok := v.ids[s.Tokens[i-1].Stem]; ok {
				m.labelled = append(m.labelled, counted{t.Word, of})
			}
		}
		if s.Timed[i] || t.Stop || !ok {
			continue
		}
		m.content = append(m.content, piece{stem: id, act: s.Forms[i].Acts() || clause.EventNouns[t.Word], name: t.Upper && i > 0, count: t.Number && !s.Labels(i)})
		v.near(id, s.Lang)
	}
}

// otherLabel reports whether two mentions are of things of one kind with other numbers.
func otherLabel(a, b *mention) bool {
	differ := false
	for _, x := range a.labelled {
		if slices.Contains(b.labelled, x) {
			return false
		}
		for _, y := range b.labelled {
			differ = differ || x.stem == y.stem
		}
	}
	return differ
}
