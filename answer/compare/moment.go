package compare

import (
	"strings"

	"footnote/answer/clause"
)

// notBefore reports whether the before or until at i is behind a not of its clause, so
// that it tells when something is: will not meet before April 11.
func (t *telling) notBefore(i int) bool {
	from, _ := t.Bounds(i)
	for j := i - 1; j >= from; j-- {
		if w := t.Word(j); w == "not" || w == "never" || strings.HasSuffix(w, "n't") {
			return true
		}
	}
	return false
}

// datedLoosely finds where two sentences of one story, whose words are few in common, date
// one thing apart: the same is told to happen, to what both name close to the date.
func (p *pair) datedLoosely() {
	if !p.story {
		return
	}
	for i := range p.a.moments {
		m := &p.a.moments[i]
		for j := range p.b.moments {
			o := &p.b.moments[j]
			if m.aside || o.aside || m.relation != o.relation || m.Overlaps(o.Range) || m.head < 0 || o.head < 0 || !p.happensAlike(m, o) {
				continue
			}
			if f, ok := p.moved(m, o); ok {
				p.found = append(p.found, f)
				return
			}
		}
	}
}

// dateAlike reports whether both tellings date what happens in words that are alike.
func (p *pair) dateAlike() bool {
	for i := range p.a.moments {
		for j := range p.b.moments {
			m, o := &p.a.moments[i], &p.b.moments[j]
			if m.aside || o.aside || m.head < 0 || o.head < 0 || m.Overlaps(o.Range) {
				continue
			}
			if x, y := p.a.datedWord(m), p.b.datedWord(o); x != nil && y != nil && like(x.lexeme, y.lexeme) >= 0.7 {
				return true
			}
		}
	}
	return false
}

// happensAlike reports whether two moments date one happening: their verbs or nouns are
// alike, and a word close to both, no name that the story leads with, says of what.
func (p *pair) happensAlike(m, o *moment) bool {
	x, y := p.a.datedWord(m), p.b.datedWord(o)
	if x == nil || y == nil || (x.is|y.is)&(lightVerb|saying) != 0 || like(x.lexeme, y.lexeme) < 0.7 || x.neg != y.neg && !p.a.begun(m) && !p.b.begun(o) {
		return false
	}
	if p.b.datesAlso(m) || p.a.datesAlso(o) {
		return false
	}
	q := quant{first: m.first, last: m.last, clause: m.clause, countedAt: x.at}
	r := quant{first: o.first, last: o.last, clause: o.clause, countedAt: y.at}
	return p.measuresBeside(&q, &r) && p.anchor(&q, &r) >= anchored
}

// begun reports whether a moment is told of by not before or until.
func (t *telling) begun(m *moment) bool {
	w := t.Word(m.first - 1)
	return w == "before" || w == "until" || w == "till"
}

// datedWord is the term of what a moment dates; nil where there is none.
func (t *telling) datedWord(m *moment) *term {
	if n := t.termAt[m.head]; n >= 0 {
		return &t.terms[n]
	}
	return nil
}

// datesAlso reports whether t has the very time m of the other telling.
func (t *telling) datesAlso(m *moment) bool {
	for n := range t.moments {
		if o := &t.moments[n]; o.First.Equal(m.First) && o.Last.Equal(m.Last) {
			return true
		}
	}
	return false
}

// measuresBeside is measuresOne, the words that are dated or counted left out.
func (p *pair) measuresBeside(q, o *quant) bool {
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if x.clause != q.clause || x.at == q.countedAt || m.at < 0 || m.lent || m.much < 0.8 || x.aside || x.is&(lightVerb|vagueNoun|anyone) != 0 && !x.name {
			continue
		}
		if y := &p.b.terms[m.at]; y.clause == o.clause && y.at != o.countedAt && !y.aside && (!x.name || !x.lead || x.clause == q.clause && p.a.subjectHas(q.countedAt, x.at)) {
			return true
		}
	}
	return false
}

// subjectHas reports whether token i is of who or what does what the verb at v tells.
func (t *telling) subjectHas(v, i int) bool {
	if v < 0 || t.Forms[v] == clause.Plain {
		return false
	}
	a := t.actingAt(v)
	return a.agent.holds(i) || a.patient.holds(i)
}

// moved is what two dates of one happening make: an update of what was to come, else a
// contradiction where the days lie near each other or it happens but once.
func (p *pair) moved(m, o *moment) (finding, bool) {
	f := finding{slot: Date, a: p.a.momentMark(m), b: p.b.momentMark(o), about: p.aboutDate(m), sure: 0.5}
	x, y := p.a.datedKind(m), p.b.datedKind(o)
	gap := daysApart(m, o)
	switch {
	case gap <= 1 && (p.a.nightAt(m) != "" || p.b.nightAt(o) != "") && p.a.nightAt(m) != p.b.nightAt(o) && m.Days() == 1 && o.Days() == 1 && !p.a.namesDay(m):
		return f, false
	case m.coming || o.coming || p.a.moves(m) || p.b.moves(o):
		f.kind = Update
		if p.a.day == p.b.day || p.a.day == "" || p.b.day == "" {
			f.kind = Contradiction
		}
		return f, true
	case (x|y)&once != 0, gap <= 14 && (x|y)&recurrent == 0 && max(m.Days(), o.Days()) <= 31:
		f.kind = Contradiction
		return f, true
	}
	return f, false
}
