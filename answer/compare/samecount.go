package compare

import (
	"strings"

	"footnote/answer/quantity"
	"footnote/internal/words"
)

// countSame reports whether two numbers are of one thing of one event.
func (p *pair) countSame(q, o *quant) bool {
	switch {
	case q.unit != o.unit || q.none && o.none || q.part || o.part || q.change != o.change || q.Top > 0 && o.Top > 0:
		return false
	case p.a.spans(q) != p.b.spans(o) || q.effect&o.effect == 0 && q.effect|o.effect != 0 || p.a.quoted[q.First] != p.b.quoted[o.First]:
		return false
	case p.a.follows(q, o) || p.b.follows(o, q):
		return true
	case p.otherYears(q, o) || p.story && p.a.longAgo(q) != p.b.longAgo(o), q.unit == "age":
		return false
	}
	if m, n := p.a.when(q), p.b.when(o); q.change && m != nil && n != nil && !m.Overlaps(n.Range) {
		p.isApart = p.isApart || !q.coarse && q.unit == "%" && p.toldAlike(q, o)
		return false // what it grew by in two years
	}
	if p.story && p.loosely(q, o) {
		return p.placedAlike(q, o)
	}
	switch {
	case q.unit == "" && !q.none && !o.none && !p.countedAlike(q, o):
		return false
	case q.unit == "m" && p.a.raced(q) && p.b.raced(o):
		p.isApart = true
		return false
	}
	context := p.context(q, o)
	if p.story && !p.isApart && p.inStory(q, o, context) {
		return p.placedAlike(q, o)
	}
	if p.isApart {
		return false
	}
	return p.alone(q, o, context) && p.placedAlike(q, o)
}

// inStory reports whether two numbers are of one thing, given that both are of one story.
func (p *pair) inStory(q, o *quant, context float32) bool {
	switch {
	case q.effect != 0:
		return p.ofStory(q, o)
	case q.unit == "":
		return p.thing(q, o)
	case !p.toldAlike(q, o):
		return false
	case q.unit == "score":
		return context >= 0.2 && p.a.votes() && p.b.votes()
	}
	return (isMoney(q.unit) || q.unit == "%") && context >= 0.3 && max(q.Value, o.Value) < 1.6*min(q.Value, o.Value) && !p.strange(region{}, region{})
}

// alone reports whether two numbers are of one thing by what the sentences tell.
func (p *pair) alone(q, o *quant, context float32) bool {
	switch {
	case p.story && q.effect != 0:
		return false
	case q.effect != 0:
		context = max(context, min(p.nearA, p.nearB)+0.15)
	case !p.toldAlike(q, o) && (!isMoney(q.unit) || context < 0.75 || p.names == 0):
		p.isApart = p.isApart || q.counted != nil && p.verbs() < 0.5 && p.heads < 0.7
		return false
	}
	if q.agrees(o) || p.story && q.counted != nil && p.anchor(q, o) >= float32(max(q.Value, o.Value)/min(q.Value, o.Value))-0.5 {
		return context >= 0.35
	}
	if ratio := max(q.Value, o.Value) / max(min(q.Value, o.Value), 1); p.story && q.unit == "" && ratio > 1.6 && p.anchor(q, o) < float32(ratio)-0.5 {
		return false
	}
	return context >= leastContext
}

// leastContext is the part of what the rest of its clause says that the other telling
// holds, where two numbers are of one thing.
const leastContext = 0.5

// countedAlike reports whether the nouns that are counted are of one kind.
func (p *pair) countedAlike(q, o *quant) bool {
	switch {
	case q.counted == nil && o.counted == nil:
		return q.effect != 0
	case q.counted == nil || o.counted == nil:
		x := q.counted
		if x == nil {
			x = o.counted
		}
		return q.effect != 0 && x.anybody()
	}
	if q.effect&o.effect&jobless != 0 {
		return true // jobs, and people who lose them
	}
	if q.effect != 0 && (q.counted.anybody() || o.counted.anybody()) && (q.counted.is|o.counted.is)&minor == 0 {
		return q.counted.anybody() && o.counted.anybody() || p.story && q.counted.is&(person|anyone|effects) != 0 && o.counted.is&(person|anyone|effects) != 0
	}
	return like(q.counted, o.counted) >= 0.7 || q.effect != 0 && q.counted.is&anyone != 0 && o.counted.is&anyone != 0
}

// raced reports whether a distance is what somebody ran or won, and so names a race.
func (t *telling) raced(q *quant) bool {
	for i := q.first - 1; i >= 0 && i >= q.first-4; i-- {
		switch t.Tokens[i].Stem {
		case "win", "run", "swim", "race", "final", "record":
			return true
		}
	}
	return false
}

// guesses reports whether a clause tells what somebody reckons with.
func (t *telling) guesses(number int) bool {
	for n := range t.terms {
		if t.terms[n].clause == number && t.terms[n].is&guess != 0 {
			return true
		}
	}
	return false
}

// votes reports whether a telling is of a vote.
func (t *telling) votes() bool {
	for i := range t.Tokens {
		if t.Tokens[i].Stem == "vote" {
			return true
		}
	}
	return false
}

// verbBefore is the stem of the verb before a number; of the first of the sentence where
// none is.
func (t *telling) verbBefore(q *quant) string {
	for i := q.first - 1; i >= 0; i-- {
		if t.Forms[i].Acts() && !t.Timed[i] {
			return t.stemAt(i)
		}
	}
	if v := t.FirstVerb(0, len(t.Tokens)); v < len(t.Tokens) {
		return t.stemAt(v)
	}
	return ""
}

// anybody reports whether a noun counts people of no kind: people, deaths, arrests.
func (x *lexeme) anybody() bool { return x.is&(anyone|effects) != 0 }

// toldAlike reports whether the same is told of what two numbers measure: their
// clauses share a verb, or a noun that is neither counted nor a name.
func (p *pair) toldAlike(q, o *quant) bool {
	verbs, nouns := false, false
	if p.a.guesses(q.clause) && p.b.guesses(o.clause) && p.names > 0 {
		return true
	}
	for n := range p.a.terms {
		x := &p.a.terms[n]
		m := p.toB[n]
		if x.clause != q.clause || x.aside || m.much < 0.7 || m.lent || m.at < 0 || x.at == q.countedAt {
			continue
		}
		y := &p.b.terms[m.at]
		if y.at == o.countedAt {
			continue
		}
		switch {
		case x.verb && x.is&lightVerb == 0, x.event:
			verbs = true
		case !x.name && !x.verb && x.is&vagueNoun == 0:
			nouns = true
		}
	}
	if q.unit == "days" {
		return verbs && like(lexemeOf(p.a.verbBefore(q)), lexemeOf(p.b.verbBefore(o))) >= 0.7
	}
	return nouns || verbs && (q.unit != "%" || !p.story && p.names > 0 && min(p.nearA, p.nearB) >= 0.5)
}

// placedAlike reports whether neither number is of a place, or of some that are named
// alone, that the other telling lacks.
func (p *pair) placedAlike(q, o *quant) bool {
	return p.a.placesOnly(q, &p.toB) == p.b.placesOnly(o, &p.toA)
}

// placesOnly reports whether the clause of q is set in a named place that the other
// telling lacks.
func (t *telling) placesOnly(q *quant, ms *[maxTerms]match) bool {
	for n := range t.terms {
		if t.terms[n].clause == q.clause && ms[n].much < 0.5 && !t.terms[n].lead && t.placeName(n) && t.Word(t.terms[n].at-1) == "in" {
			return true
		}
	}
	return false
}

// context is how much of what the clauses of both numbers tell the other telling
// holds, 0 to 1; by the worse of the two.
func (p *pair) context(q, o *quant) float32 {
	return min(p.a.held(q, &p.toB), p.b.held(o, &p.toA))
}

func (t *telling) held(q *quant, ms *[maxTerms]match) float32 {
	var sum, total float32
	for n := range t.terms {
		x := &t.terms[n]
		if x.clause != q.clause || x.aside {
			continue
		}
		w := x.weight
		if x.at == q.countedAt || x.is&effects != 0 && q.effect != 0 {
			w *= 0.5
		}
		total += w
		sum += w * ms[n].much
	}
	if total < 1 && len(t.lent) > 0 { // it leaves to the sentence before what it tells of
		return 1
	}
	return sum / max(total, 1e-6)
}

// isMoney reports whether a unit is that of a sum.
func isMoney(unit string) bool {
	return unit != "" && (strings.Contains(quantity.Currencies, unit) || strings.HasPrefix(unit, "¤"))
}

// follows reports whether q is what o was before, as the sentence before tells that gives
// the number o: more than 1,000; that is up from 648.
func (t *telling) follows(q, o *quant) bool {
	if !q.earlier || t.before == nil || len(t.lent) == 0 {
		return false
	}
	for i := range t.before.quants {
		r := &t.before.quants[i]
		if r.unit == o.unit && r.Value == o.Value && (r.counted == nil || o.counted == nil || like(r.counted, o.counted) >= 0.7) {
			return true
		}
	}
	return false
}

// thing reports whether two numbers of a story are of one thing that it counts: both may
// be right and the same is told of it, or the sentences say of what time each is.
func (p *pair) thing(q, o *quant) bool {
	if q.counted == nil || o.counted == nil || (q.counted.is|o.counted.is)&anyone != 0 || like(q.counted, o.counted) < 0.7 {
		return false
	}
	if q.agrees(o) {
		return q.coarse != o.coarse && p.heads >= 0.7 && p.toldAlike(q, o) || q.Top > 0 != (o.Top > 0) && p.heads >= 0.7
	}
	m, n := p.a.when(q), p.b.when(o)
	if m != nil && !p.a.stateAt(q, m) || n != nil && !p.b.stateAt(o, n) || m == nil && n == nil {
		return false
	}
	_, apart := p.order(q, o)
	return apart && p.sharesName(q, o)
}

// sharesName reports whether the clauses of two numbers share a name, be it a country's.
func (p *pair) sharesName(q, o *quant) bool {
	for i := range p.a.terms {
		x, m := &p.a.terms[i], p.toB[i]
		if x.name && x.clause == q.clause && m.at >= 0 && !m.lent && m.much >= 0.9 && p.b.terms[m.at].clause == o.clause {
			return true
		}
	}
	return false
}

// ofStory reports whether two numbers of a story, of those to whom the same happened,
// are of its main event: nothing sets either in another time or at another place, and
// neither names what the story does not lead with and the other telling lacks.
func (p *pair) ofStory(q, o *quant) bool {
	return p.placedAlike(q, o) && p.a.ofMain(q, &p.toB) && p.b.ofMain(o, &p.toA)
}

func (t *telling) ofMain(q *quant, ms *[maxTerms]match) bool {
	return t.ofTime(q) && !t.foreign(q, ms)
}

// ofTime reports whether nothing sets a number in another time than that of the story's
// main event.
func (t *telling) ofTime(q *quant) bool {
	for i := range t.Tokens {
		if t.Word(i) == "time" && t.Word(i-1) == "the" && t.Word(i-2) == "at" && t.Word(i+1) != "of" {
			return false // another time, told of before
		}
	}
	for n := range t.moments {
		m := &t.moments[n]
		if !m.aside && m.relation != "since" && !(m.noun && m.clause == q.clause && m.first > q.last+4) && t.day != "" && daysBetween(m, t) > longAgo {
			return false
		}
	}
	for n := range t.terms {
		x := &t.terms[n]
		if x.stem == "ago" || x.clause == q.clause && !x.aside && (x.stem == "record" || x.stem == "previous") {
			return false
		}
	}
	return true
}

// foreign reports whether the clause of a number has a name, no person's by his office,
// that the story does not lead with and the other telling lacks.
func (t *telling) foreign(q *quant, ms *[maxTerms]match) bool {
	for n := range t.terms {
		x := &t.terms[n]
		if x.clause == q.clause && !x.aside && x.name && !x.lead && !t.titled(x.at) && ms[n].much < 0.7 && !words.Country(x.stem) {
			return true
		}
	}
	return false
}

// longAgo is how many days before its article an event is surely another than the
// article's own.
const longAgo = 120

// spans reports whether a number is that of a long time: in four years of war.
func (t *telling) spans(q *quant) bool {
	for n := range t.quants {
		if d := &t.quants[n]; d.unit == "days" && d.clause == q.clause && d.Value >= 60 && d.First > 0 && q.unit == "" {
			switch t.Word(d.first - 1) {
			case "in", "over", "during", "within":
				return true
			}
		}
	}
	return false
}
