package compare

import (
	"strings"

	"footnote/internal/words"
)

// A holder is somebody by name, with the office or trade that the sentence gives him.
type holder struct {
	name   region // without titles
	office region // the words of the office: the interior minister; empty where none is given
	head   *lexeme
	headAt int
	of     region // what the office is of, where that stands behind it
	former bool
	fresh  bool // new, acting, just appointed
	runs   bool // read from a verb: took charge of
}

// findHolders finds who is named, and as what.
func (t *telling) findHolders() {
	for i := 0; i < len(t.Tokens); {
		end := t.nameEnd(i)
		if end == i {
			i++
			continue
		}
		for i < end-1 && honorific[t.Word(i)] {
			i++
		}
		h := holder{name: region{i, end}, headAt: -1}
		for k := end - 2; k >= i; k-- {
			if lexemeOf(t.Tokens[k].Stem).is&office != 0 {
				h.name.from = k + 1
				t.setOffice(&h, region{i, k + 1}, k)
				break
			}
		}
		if h.head == nil {
			t.officeBeside(&h)
		}
		if h.head == nil {
			t.officeRun(&h)
		}
		if n := h.name.to - h.name.from; h.head != nil || n > 1 && n < 4 && len(t.Persons(h.name.from, h.name.to)) > 0 {
			t.holders = append(t.holders, h)
		}
		i = end
	}
}

var honorific = words.Set(`mr mrs ms miss dr sir lord lady dame prof`)

// nameEnd is where the name that begins at i ends; i where none does.
func (t *telling) nameEnd(i int) int {
	end := i
	for end < len(t.Tokens) && t.Tokens[end].Upper && !t.Timed[end] && (!t.Tokens[end].Stop || end > i) && (end == i || strings.Trim(t.Gap(end), " .-") == "") {
		if n := t.termAt[end]; n < 0 || !t.terms[n].name && !(end == 0 && lexemeOf(t.Tokens[end].Stem).is&office != 0) {
			break
		}
		if end++; t.Possessive(end-1) || end-i > 5 {
			break
		}
	}
	return end
}

func (t *telling) setOffice(h *holder, r region, head int) {
	h.office, h.head, h.headAt = r, lexemeOf(t.Tokens[head].Stem), head
	for i := max(0, r.from-2); i < r.to; i++ {
		switch t.Word(i) {
		case "former", "ex", "late", "outgoing", "then", "previous":
			h.former = true
		case "new", "acting", "interim", "newly", "incoming":
			h.fresh = true
		}
	}
	if w := t.Word(r.to); w == "of" || w == "for" || w == "at" {
		h.of = t.phrase(r.to+1, len(t.Tokens))
	}
}

// A naming is how the names of two persons agree.
type naming uint8

// The namings.
const (
	other    naming = iota // two names
	sameName               // one name, or one a part of the other
	spelling               // one name, spelled in two ways
	given                  // one surname, two given names
)

// namesOf tells how the names of two persons agree.
func (p *pair) namesOf(h, g *holder) naming {
	x, y := p.a.Tokens[h.name.to-1].Word, p.b.Tokens[g.name.to-1].Word
	n, m := h.name.to-h.name.from, g.name.to-g.name.from
	switch {
	case p.contains(h, g):
		return sameName
	case x != y && !misspelt(x, y):
		return other
	case n > 1 && m > 1:
		v, w := p.a.Tokens[h.name.from].Word, p.b.Tokens[g.name.from].Word
		switch {
		case v == w && x == y:
			return sameName
		case v != w && !misspelt(v, w) && v[0] != w[0], v != w && !misspelt(v, w) && min(len(v), len(w)) > 2:
			if x != y {
				return other
			}
			return given
		}
		return spelling
	case x == y:
		return sameName
	}
	return other
}

// oneInitial reports whether two names of one surname are likely of one person whose
// given name is told in two ways: it begins alike, and they share other words.
func (p *pair) oneInitial(h, g *holder) bool {
	p.matchBack()
	return p.a.Word(h.name.from)[0] == p.b.Word(g.name.from)[0] && p.besidePersons() > 1
}

// contains reports whether all words of one of two names are in the other.
func (p *pair) contains(h, g *holder) bool {
	short, long, in, of := h.name, g.name, p.a, p.b
	if short.to-short.from > long.to-long.from {
		short, long, in, of = long, short, of, in
	}
	if in.Word(short.to-1) != of.Word(long.to-1) {
		return false
	}
	for i := short.from; i < short.to; i++ {
		found := false
		for j := long.from; j < long.to; j++ {
			found = found || in.Word(i) == of.Word(j)
		}
		if !found {
			return false
		}
	}
	return true
}

// misspelt reports whether one of two different words is likely the other, spelled otherwise.
func misspelt(a, b string) bool {
	if a == b || min(len(a), len(b)) < 4 || a[0] != b[0] {
		return false
	}
	d := words.Distance(a, b)
	return d == 1 || d == 2 && min(len(a), len(b)) >= 7
}

// onlyPerson reports whether all that two lone tellings share is one person by name and
// office, who does one thing here and another there.
func (p *pair) onlyPerson() bool {
	if p.heads >= 0.5 || p.oneTime() {
		return false
	}
	for n := range p.a.terms {
		if x := &p.a.terms[n]; p.toB[n].much >= 0.5 && !p.a.ofHolder(x.at) {
			return false
		}
	}
	return len(p.a.holders) > 0
}

// ofHolder reports whether the word at i belongs to a person's name or office.
func (t *telling) ofHolder(i int) bool {
	for k := range t.holders {
		if h := &t.holders[k]; h.name.holds(i) || h.office.holds(i) || h.of.holds(i) || !h.office.empty() && i == h.office.from-1 {
			return true
		}
	}
	return false
}
