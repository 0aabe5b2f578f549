package compare

import (
	"math"
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
)

// rivals looks for what excludes itself in two lone tellings that are alike in all else:
// two numbers of one measure, or words of which one denies the other, wherever in the
// sentences they stand.
func (p *pair) rivals() {
	p.otherWinner()
	if p.story || p.isApart || p.gravest() >= gravity[Precision] || !p.sameStory() {
		return
	}
	if p.otherTeams() {
		p.isApart = true
		return
	}
	for _, find := range []func(){p.rivalNumbers, p.rivalWords, p.rivalPersons, p.rivalDates, p.putOff} {
		if find(); len(p.found) > 0 {
			return
		}
	}
}

// How much of either telling the other holds, and how many words, where what is left
// can only be told of one thing.
const (
	heldNearly = 0.72
	heldAll    = 0.55
	heldOwn    = 3
	heldSome   = 0.4
)

// sameStory reports whether two lone tellings are surely of one event.
func (p *pair) sameStory() bool {
	low := min(p.covA, p.covB)
	if !p.oneEvent() || p.strange(region{}, region{}) {
		return false
	}
	return p.own() > 0 && low >= heldNearly || p.own() >= heldOwn && (low >= heldAll || low >= heldSome && p.names > 1 && max(p.covA, p.covB) >= heldAll)
}

// rivalNumbers notes two numbers of one measure, each the only one of it that its
// telling has of its own.
func (p *pair) rivalNumbers() {
	if p.a.othersAct(&p.toB) || p.b.othersAct(&p.toA) {
		return
	}
	for i := range p.a.quants {
		q := &p.a.quants[i]
		if !p.a.lone(q, p.b) {
			continue
		}
		for j := range p.b.quants {
			o := &p.b.quants[j]
			if !p.b.lone(o, p.a) || !p.measuresAlike(q, o) {
				continue
			}
			f := finding{slot: Number, a: p.a.numberMark(q), b: p.b.numberMark(o), about: p.aboutNumber(q, o), sure: 0.5}
			order, apart := p.order(q, o)
			switch {
			case q.agrees(o) && !p.a.exceeds(q, o) && !p.b.exceeds(o, q):
				return
			case order != 0 && (apart || p.longBefore(q, o, order) || !p.settled(q, o) && !p.saidAtOnce()):
				if order > 0 {
					f.a, f.b = f.b, f.a
				}
				f.kind = Update
			default:
				f.kind = Contradiction
			}
			p.add(f)
			return
		}
	}
}

// exceeds reports whether a telling denies that something came to more than q, which o is.
func (t *telling) exceeds(q, o *quant) bool {
	if q.Bound != quantity.Over || o.low <= q.Value {
		return false
	}
	for n := range t.terms {
		if x := &t.terms[n]; x.verb && x.neg && x.clause == q.clause {
			return true
		}
	}
	return false
}

// othersAct reports whether somebody whom the other telling does not name does something.
func (t *telling) othersAct(ms *[maxTerms]match) bool {
	h, n := t.unnamed(ms)
	return n > 1 || n == 1 && t.acts(h)
}

// longBefore reports whether the earlier of two numbers is told of a time long before
// the other, which is told of none: nine weeks now, 14 in 2029.
func (p *pair) longBefore(q, o *quant, order int) bool {
	if order < 0 {
		m := p.a.when(q)
		return m != nil && p.b.when(o) == nil && daysBetween(m, p.b) > settledAfter
	}
	m := p.b.when(o)
	return m != nil && p.a.when(q) == nil && daysBetween(m, p.a) > settledAfter
}

// lone reports whether a number is the only one of its measure that other does not have.
func (t *telling) lone(q *quant, other *telling) bool {
	if q.part || q.change || q.none || other.accounts(q) {
		return false
	}
	for i := range t.quants {
		if o := &t.quants[i]; o != q && o.unit == q.unit && (q.unit != "" || o.counted == q.counted) && !other.accounts(o) {
			return false
		}
	}
	return true
}

// measuresAlike reports whether two numbers measure one kind of thing, where it is known
// that they are told of one event.
func (p *pair) measuresAlike(q, o *quant) bool {
	if q.unit != o.unit && !p.a.isAge(q) || q.unit == "rank" || math.Signbit(q.Value) != math.Signbit(o.Value) || q.effect&o.effect == 0 && q.effect|o.effect != 0 {
		return false
	}
	if p.a.isAge(q) || p.b.isAge(o) {
		return p.a.isAge(q) && p.b.isAge(o)
	}
	if q.unit != "" {
		return true
	}
	switch {
	case q.counted == nil || o.counted == nil:
		return q.effect != 0
	case q.counted.is&anyone != 0 || o.counted.is&anyone != 0:
		return q.counted.is&o.counted.is&person != 0
	case q.counted.is&person != 0 && o.counted.is&person != 0:
		return q.effect != 0 || q.counted == o.counted
	}
	return like(q.counted, o.counted) >= 0.7
}

// rivalWords notes words of which one denies the other, in clauses that differ.
func (p *pair) rivalWords() {
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if x.aside || x.name || p.a.undecided(x) {
			continue
		}
		for k := range p.b.terms {
			y := &p.b.terms[k]
			if y.aside || y.name || p.b.undecided(y) || (x.is|y.is)&lightVerb != 0 || x.quoted != y.quoted || p.b.hasVery(x) || p.a.hasVery(y) || !p.denies(x, y) {
				continue
			}
			f := finding{slot: Event, a: p.a.termMark(x), b: p.b.termMark(y), about: p.about(n), sure: 0.5}
			p.add(p.timed(f, p.saidAtOnce()))
			return
		}
	}
}

// undecided reports whether a term tells of what may be; an adverb, as in started
// deliberately, tells how it was.
func (t *telling) undecided(x *term) bool {
	return x.stage == open && !strings.HasSuffix(t.Word(x.at), "ly")
}

// denies reports whether one of two words, of any form, denies the other.
func (p *pair) denies(x, y *term) bool {
	if !x.verb && p.a.describes(x.at) || !y.verb && p.b.describes(y.at) {
		return false
	}
	if opposed(x.lexeme, y.lexeme) {
		return x.neg == y.neg && !p.sameWinner()
	}
	return x.neg != y.neg && (p.a.asserts(x) || p.b.asserts(y)) && x.is&lightVerb == 0 && y.is&lightVerb == 0 && like(x.lexeme, y.lexeme) >= 0.8 && !p.a.advises(x) && !p.b.advises(y)
}

// hasVery reports whether a telling has the very word, told as x is.
func (t *telling) hasVery(x *term) bool {
	for n := range t.terms {
		if z := &t.terms[n]; z.neg == x.neg && !z.aside && like(z.lexeme, x.lexeme) >= kin {
			return true
		}
	}
	return false
}

// asserts reports whether a term is a verb that tells what was done.
func (t *telling) asserts(x *term) bool {
	return x.verb && t.Forms[x.at] == clause.Verb && x.stage == done
}

// advises reports whether the clause of a term tells what should be, or on what condition.
func (t *telling) advises(x *term) bool {
	for i := range t.Tokens {
		if w := t.Word(i); t.groups[i] == x.clause && (w == "should" || w == "must" || w == "ought" || w == "without" || w == "unless") {
			return true
		}
	}
	return false
}

// saidAtOnce reports whether both tell of one day or hour, be it that of somebody's saying so.
func (p *pair) saidAtOnce() bool {
	for i := range p.a.moments {
		for j := range p.b.moments {
			if m, o := &p.a.moments[i], &p.b.moments[j]; m.Overlaps(o.Range) && max(m.Days(), o.Days()) <= 2 {
				return true
			}
		}
	}
	return false
}

// rivalPersons notes one person in either telling whom the other does not name, where so
// much else is the same that both did it.
func (p *pair) rivalPersons() {
	h, n := p.a.unnamed(&p.toB)
	g, m := p.b.unnamed(&p.toA)
	if n != 1 || m != 1 || p.namesOf(h, g) != other || p.names < 2 || p.own() < 5 || !p.saidAtOnce() {
		return
	}
	if min(p.a.without(h, &p.toB), p.b.without(g, &p.toA)) < heldAll || p.verbsAre()&(effects|recurrent) != 0 || !p.a.acts(h) || !p.b.acts(g) {
		return
	}
	p.add(finding{slot: Name, kind: Contradiction, a: p.a.regionMark(h.name), b: p.b.regionMark(g.name), about: p.about(0), sure: 0.5})
}

// acts reports whether a person is who does what a verb of the telling tells.
func (t *telling) acts(h *holder) bool {
	for n := range t.terms {
		if x := &t.terms[n]; x.verb && !x.aside && t.actingAt(x.at).agent.holds(h.name.to-1) {
			return true
		}
	}
	return false
}

// rivalDates notes two dates of one thing that happens once, or is to happen, each the
// only one that its telling has of its own.
func (p *pair) rivalDates() {
	m, n := p.a.loneMoment(p.b), p.b.loneMoment(p.a)
	if m == nil || n == nil || m.coming != n.coming || min(p.covA, p.covB) < heldAll || m.relation != n.relation && m.relation != "" && n.relation != "" {
		return
	}
	if p.verbsAre()&recurrent != 0 && p.verbsAre()&once == 0 || max(m.Days(), n.Days()) > 400 || m.Days() > 2*n.Days() || n.Days() > 2*m.Days() || daysApart(m, n) > 20 && max(m.Days(), n.Days()) < 300 {
		return
	}
	f := finding{slot: Date, kind: Contradiction, a: p.a.momentMark(m), b: p.b.momentMark(n), about: p.about(0), sure: 0.5}
	if m.coming && p.a.day != p.b.day {
		f.kind = Update
	}
	p.add(f)
}

// loneMoment is the only moment of t that meets none of other; nil where there is none or
// more than one.
func (t *telling) loneMoment(other *telling) (lone *moment) {
	for i := range t.moments {
		m := &t.moments[i]
		met := m.aside
		for j := range other.moments {
			met = met || m.Overlaps(other.moments[j].Range)
		}
		switch {
		case met:
		case lone != nil:
			return nil
		default:
			lone = m
		}
	}
	return lone
}

// movingLater are verbs by which what was planned gets another day, or none.
var movingLater = stemSet(`postpone delay put_off put_back push_back defer bring_forward reschedule cancel call_off scrap shelve suspend`)

// putOff notes that what one telling tells as still to come was put off or called off by
// the later.
func (p *pair) putOff() {
	if p.a.day == "" || p.a.day >= p.b.day {
		return
	}
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if !x.verb || x.stage != planned || x.aside || movingLater[x.stem] {
			continue
		}
		for k := range p.b.terms {
			if y := &p.b.terms[k]; y.verb && y.stage != open && !y.neg && !y.aside && movingLater[y.stem] && p.toA[k].much < 0.7 {
				p.add(finding{slot: Event, kind: Update, a: p.a.termMark(x), b: p.b.termMark(y), about: p.about(n), sure: 0.5})
				return
			}
		}
	}
}
