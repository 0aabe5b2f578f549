package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
)

func quantitySign(r rune) bool { return strings.ContainsRune(quantity.Currencies, r) }

// hasEarlier reports whether a telling gives the very number o as what was before.
func (t *telling) hasEarlier(o *quant) bool {
	for i := range t.quants {
		if q := &t.quants[i]; q.earlier && q.unit == o.unit && q.Value == o.Value {
			return true
		}
	}
	return false
}

// state reports whether a moment of a is when its number held, and no day of an event.
func (p *pair) state(q *quant, m *moment) bool { return p.a.stateAt(q, m) }

func (p *pair) stateOf(o *quant, m *moment) bool { return p.b.stateAt(o, m) }

func (t *telling) stateAt(q *quant, m *moment) bool {
	if q.effect != 0 || m.noun || m.coming {
		return false
	}
	return m.head < 0 || lasting[t.Tokens[m.head].Stem] || t.Forms[m.head] == clause.Gerund
}

// lasting are verbs of what is so for a time, and of telling that it is.
var lasting = clause.Stems(`be have stand remain say report count number live total amount reckon tell put estimate say show employ own`)

// daysBetween is how many days before the day of t a moment ends.
func daysBetween(m *moment, t *telling) int {
	return int(t.day.Time().Sub(m.Last).Hours() / 24)
}

// clockOrder orders parts of a day and hours as TIMEX3 writes them.
func clockOrder(a, b string) int {
	return strings.Compare(clockKey(a), clockKey(b))
}

var partsOfDay = map[string]string{"MO": "08", "MI": "12", "AF": "15", "EV": "19", "NI": "22", "DT": "12"}

func clockKey(c string) string {
	if k, ok := partsOfDay[c]; ok {
		return k
	}
	return c
}

// settled reports whether two numbers are of what no longer changes: fixed once it is
// done, final, or of an event long before both articles.
func (p *pair) settled(q, o *quant) bool {
	if p.a.fixed(q) && p.b.fixed(o) {
		return true
	}
	r, ok := p.a.eventDay()
	s, also := p.b.eventDay()
	return ok && also && p.a.day != "" && p.b.day != "" &&
		p.a.day.Time().Sub(r.Last).Hours() > settledAfter*24 && p.b.day.Time().Sub(s.Last).Hours() > settledAfter*24
}

// settledAfter is how many days after an event its toll no longer changes.
const settledAfter = 60

// mayContradict reports whether two numbers that cannot both be right are told so much
// alike that one of them must be wrong.
func (p *pair) mayContradict(q, o *quant) bool {
	if q.later != o.later || !p.story && (p.a.day == "" || p.b.day == "") {
		return false
	}
	if q.none || o.none {
		return q.effect == held
	}
	if p.story && p.a.backdated() != p.b.backdated() {
		return false
	}
	if p.story && q.effect&o.effect != 0 && p.a.Article != p.b.Article {
		return true // countSame knows that both are of the story's event
	}
	if p.story && p.loosely(q, o) && (p.anchor(q, o) >= contradicting || p.transposed(q, o)) {
		return true
	}
	return p.oneEvent() && (p.context(q, o) >= surely || q.effect != 0 && min(p.nearA, p.nearB) >= surely)
}

// surely is the context of two numbers of one thing from which they contradict.
const surely = 0.6

// hours are words for parts of a day, and the hour by which they are over.
var hours = map[string]int{"dawn": 6, "morning": 10, "noon": 12, "midday": 12, "lunchtime": 13, "afternoon": 16, "evening": 20, "nightfall": 21, "dusk": 20, "night": 23}

// hourOf is the part of the day that the clause of a number names, as its hour; 0 where
// it names none.
func (t *telling) hourOf(q *quant) int {
	for i := range t.Tokens {
		if h := hours[t.Word(i)]; h > 0 && t.groups[i] == q.clause {
			return h
		}
	}
	return 0
}

// saidWhen is the moment at which somebody told a number, as the sentence says; nil where
// it does not.
func (t *telling) saidWhen(q *quant) *moment {
	for n := range t.moments {
		m := &t.moments[n]
		if m.Days() == 1 && m.relation == "" && (m.aside || m.head >= 0 && giving[t.Tokens[m.head].Stem]) {
			return m
		}
	}
	return nil
}

// giving are verbs of giving a number.
var giving = clause.Stems(`say tell speak put report give count estimate announce`)

// beginningWords are verbs of what a thing goes through once, at its beginning.
const beginningWords = `open build found establish inaugurate unveil construct complete launch`

var beginning = stemSet(beginningWords)

// otherBeginning notes two dates of the beginning of one thing, which both lone tellings
// name, long after it.
func (p *pair) otherBeginning() {
	if p.story || p.isApart || p.names == 0 || len(p.found) > 0 || !p.oneEvent() || !p.begins() || p.strange(region{}, region{}) {
		return
	}
	m, n := p.a.loneMoment(p.b), p.b.loneMoment(p.a)
	if m == nil || n == nil || m.relation != n.relation || daysBetween(m, p.a) < longPast || daysBetween(n, p.b) < longPast {
		return
	}
	p.add(finding{slot: Date, kind: Contradiction, a: p.a.momentMark(m), b: p.b.momentMark(n), about: p.about(0), sure: 0.5})
}

// longPast is how many days before an article a beginning was that is no longer news.
const longPast = 400

// begins reports whether both tell by one verb that something began.
func (p *pair) begins() bool {
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if !x.verb || !beginning[x.stem] || x.stage != done || x.neg || m.much < 1 || m.lent {
			continue
		}
		if y := &p.b.terms[m.at]; y.verb && y.stage == done && !y.neg && !p.a.oneOfMany(x) && !p.b.oneOfMany(y) {
			return true
		}
	}
	return false
}

// oneOfMany reports whether what a verb is done to is told of as one of its kind, of which
// another may begin on another day: opened a shop, its second school.
func (t *telling) oneOfMany(x *term) bool {
	r := t.actingAt(x.at).patient
	return !r.empty() && t.Word(r.from) != "the" && !t.anyName(r)
}
