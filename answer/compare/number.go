package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"footnote/answer/quantity"
	"footnote/internal/words"
)

// A quant is a number of a telling, with what it counts.
type quant struct {
	quantity.Quantity
	first, last int     // its tokens with bound and unit, inclusive
	unit        string  // of what is measured, after low and high were brought to it; empty of things that are counted
	low, high   float64 // what it may be
	second      float64 // of a score, the loser's
	counted     *lexeme // the noun that is counted; nil where none is named
	countedAt   int     // its token; -1
	clause      int
	effectWord  int   // the token that tells so; -1
	effect      trait // what happened to what is counted
	part        bool  // it counts a part of the whole: two of them, in Port Callis alone
	change      bool  // by how much something changed, not what it came to
	earlier     bool  // told as what was before: up from 648
	newer       bool  // told as what came after: rose to 15, now
	later       bool  // what is to come: will rise to 15
	none        bool  // nobody: no arrests
	coarse      bool  // vague, rounded or limited
}

// findQuants finds the numbers of the sentence, and which tokens belong to them.
func (t *telling) findQuants() {
	t.counts = make([]bool, len(t.Tokens))
	for _, q := range quantity.Find(t.Text, t.Tokens, func(i int) bool { return t.Timed[i] }) {
		if q.Code != "" || math.IsInf(q.Value, 0) || q.Unit == "th" && !t.fraction(&q) || q.Unit == "" && t.Labels(q.First) && !boundWords[t.Word(q.First-1)] && !t.scored(q.First) && t.Word(q.First-1) != "number" && t.Word(q.First-1) != "magnitude" {
			continue
		}
		if t.magnitude(&q) {
			t.quants = append(t.quants, quant{Quantity: q, first: q.First, last: q.Last, unit: "magnitude", low: q.Value - 0.05, high: q.Value + 0.05, countedAt: -1, clause: t.groups[q.First]})
			continue
		}
		if q.Unit == "" && q.Value != math.Trunc(q.Value) && measures[t.stemOfToken(q.Last+1)].base == "" {
			continue // a time of the day
		}
		if w := t.Word(q.Last + 2); t.Word(q.Last+1) == "in" && (w == "every" || w == "each") {
			continue // three in every hundred
		}
		if n := len(t.quants); n > 0 && t.score(&t.quants[n-1], q) {
			continue
		}
		t.quants = append(t.quants, t.quantOf(q))
	}
	t.findMultiples()
	t.findRanks()
	t.findSpoken()
	slices.SortStableFunc(t.quants, func(q, o quant) int { return cmp.Compare(q.First, o.First) })
	t.findSpans()
	t.findFractions()
	t.findLengths()
	for n := range t.quants {
		q := &t.quants[n]
		t.toOne(q)
		verb := q.First == q.Last && t.Forms[q.First].Acts() // doubled: it tells what happened, too
		for i := min(q.first, q.First); i <= q.last && !verb; i++ {
			t.counts[i] = true
		}
		t.describe(q)
	}
	t.findNone()
}

// lastDigit is the unit of the last digit of a number that is no nought: 10 of 340.
func lastDigit(v float64) float64 {
	unit := 0.01
	for unit < v && math.Abs(math.Remainder(v, unit*10)) < unit/10 {
		unit *= 10
	}
	return unit
}

// stemOfToken is the stem of token i; empty beyond the end.
func (t *telling) stemOfToken(i int) string {
	if i >= len(t.Tokens) {
		return ""
	}
	return t.Tokens[i].Stem
}

// quantOf is a number with its unit.
func (t *telling) quantOf(q quantity.Quantity) quant {
	x := quant{Quantity: q, first: q.First, last: q.Last, unit: q.Unit, low: q.Low(), high: q.High(), countedAt: -1, clause: t.groups[q.First]}
	for x.first > 0 && t.boundWord(x.first-1) {
		x.first--
	}
	if q.Unit != "" {
		if t.unitAt(q.Last + 1) {
			x.last = q.Last + 1
		}
		x.coarse = q.Bound != quantity.Plain && q.Bound != quantity.Exact || q.Top > 0
		t.narrow(&x)
		return x
	}
	if m, last := t.measure(q.Last + 1); m.base != "" {
		x.unit, x.last = m.base, last
		x.low, x.high = x.low*m.factor, x.high*m.factor
		x.Value *= m.factor
	}
	x.coarse = q.Bound != quantity.Plain && q.Bound != quantity.Exact || q.Top > 0
	t.narrow(&x)
	return x
}

// narrow brings what a number may be to what the words before it say: nearly 50 is
// no 20, and just over 50 no 90.
func (t *telling) narrow(x *quant) {
	v := x.high
	switch x.Bound {
	case quantity.About:
		if x.Top == 0 {
			mid := (x.low + x.high) / 2
			slack := min(0.12, max(0.015, 1.5*lastDigit(mid)/mid))
			x.low, x.high = mid*(1-slack), mid*(1+slack)
		}
	case quantity.Under:
		for i := x.first; i < x.First; i++ {
			if w := t.Word(i); w == "nearly" || w == "almost" || t.Word(i-1) == "just" || t.Word(i-1) == "little" {
				x.low = 0.88 * v
			}
		}
	case quantity.Over:
		if w := t.Word(x.first - 1); w == "just" || w == "little" || w == "slightly" {
			x.high = 1.12 * x.low
		}
	}
}

// unitAt reports whether word i names the unit of the number before it.
func (t *telling) unitAt(i int) bool {
	return i < len(t.Tokens) && quantity.Unit(t.Tokens[i].Stem) != ""
}

// boundWord reports whether word i belongs to what limits the number behind it.
func (t *telling) boundWord(i int) bool {
	before, next := t.Word(i-1), t.Word(i+1)
	switch w := t.Word(i); w {
	case "to":
		return before == "up"
	case "up":
		return next == "to"
	case "no", "at":
		return next == "more" || next == "less" || next == "fewer" || next == "least" || next == "most"
	case "as":
		return next == "many" || next == "much" || before == "many" || before == "much"
	case "many", "much":
		return before == "as"
	default:
		return boundWords[w]
	}
}

var boundWords = words.Set(`more less fewer than least most over about around some nearly almost roughly approximately exactly precisely estimated
	under below above`)

// A measure is a unit of what is measured, and how much of the base unit it is.
type measure struct {
	base   string
	factor float64
}

var measures = func() map[string]measure {
	m := map[string]measure{}
	for _, l := range []struct {
		base   string
		factor float64
		words  string
	}{
		{"m", 0.001, "mm millimetre millimeter"}, {"m", 0.01, "cm centimetre centimeter"}, {"m", 1, "metre meter"},
		{"m", 1000, "km kilometre kilometer"}, {"m", 1609.344, "mile"}, {"m", 0.3048, "foot feet ft"}, {"m", 0.0254, "inch"}, {"m", 0.9144, "yard"},
		{"ha", 1, "hectare ha"}, {"ha", 0.404686, "acre"},
		{"kg", 0.001, "gram"}, {"kg", 1, "kg kilogram kilo kilogramme"}, {"kg", 1000, "tonne ton"},
		{"l", 1, "litre liter"}, {"deg", 1, "degree"}, {"mw", 1, "mw megawatt"}, {"mw", 1000, "gw gigawatt"}, {"mph", 1, "mph"}, {"mph", 0.621371, "kph"},
		{"%", 1, "per"},
	} {
		for w := range words.Set(l.words) {
			m[words.For("en").Stem(w)] = measure{l.base, l.factor}
		}
	}
	for w := range words.Set(`franc crown krona krone kroner kronor peso peseta zloty dinar rial riyal lira shilling mark ruble rouble rand florin
		guilder forint yuan won real ringgit baht naira cedi lek cent penny`) {
		stem := words.For("en").Stem(w)
		m[stem] = measure{"¤" + stem, 1}
	}
	return m
}()

// measure is the unit named at i, and the last token of its name.
func (t *telling) measure(i int) (measure, int) {
	if i >= len(t.Tokens) {
		return measure{}, i
	}
	m := measures[t.Tokens[i].Stem]
	if m.base == "%" {
		if t.Word(i+1) != "cent" {
			return measure{}, i
		}
		return m, i + 1
	}
	if w := t.Word(i + 1); m.base == "m" && (w == "per" || w == "an" || w == "a") && t.Word(i+2) == "hour" {
		return measure{"mph", m.factor / 1609.344}, i + 2
	}
	return m, i
}

// key is the normal form of a number.
func (q *quant) key() string {
	if q.unit == "score" {
		return fmt.Sprintf("%g-%g", q.Value, q.second)
	}
	bound := [...]string{"", "", "~", ">", "<"}[q.Bound]
	if q.Top > 0 {
		return fmt.Sprintf("%g..%g%s", q.Value, q.Top, q.unit)
	}
	return fmt.Sprintf("%s%.6g%s", bound, q.Value, q.unit)
}

// fixed reports whether a number, once it is known, does not change: a score, the
// length of a sentence, a year of age.
func (t *telling) fixed(q *quant) bool {
	if q.unit == "score" || q.unit == "rank" || q.unit == "magnitude" || q.unit == "days" || q.unit == "m" || q.unit == "kg" || q.unit == "mph" {
		return true
	}
	for n := range t.terms {
		if x := &t.terms[n]; x.clause == q.clause && (x.stem == "final" || x.verb && x.is&settledFor != 0 && x.stage == done) {
			return true
		}
	}
	return false
}

// onlyToll reports whether all that two lone tellings share is how many came to harm in
// one place, and each tells of something else that happened there: the one of a bus that
// overturned, the other of a balcony that gave way.
func (p *pair) onlyToll() bool {
	if min(p.covA, p.covB) >= 0.35 || !p.a.actsAlone(&p.toB) || !p.b.actsAlone(&p.toA) {
		return false
	}
	for n := range p.a.terms {
		if x := &p.a.terms[n]; p.toB[n].much >= 0.5 && !x.name && x.is&(effects|person) == 0 {
			return false
		}
	}
	return true
}

// actsAlone reports whether a telling has a verb of its own that tells what happened.
func (t *telling) actsAlone(ms *[maxTerms]match) bool {
	for n := range t.terms {
		if x := &t.terms[n]; x.verb && !x.aside && x.is&(lightVerb|effects) == 0 && ms[n].much < 0.5 {
			return true
		}
	}
	return false
}

// otherWare reports whether both lone tellings give a share, and of two things of which
// only the word that describes them is the same: electric cars, electric bicycles.
func (p *pair) otherWare() bool {
	if !p.oneMeasure() || p.oneNumber() {
		return false
	}
	for n := range p.a.terms {
		k := int(p.toB[n].at)
		if k < 0 || p.toB[n].much < 0.9 || p.a.terms[n].verb || p.a.terms[n].name {
			continue
		}
		if p.a.describesOwn(n, &p.toB) && p.b.describesOwn(k, &p.toA) {
			return true
		}
	}
	return false
}

// oneNumber reports whether the tellings have a number between them.
func (p *pair) oneNumber() bool {
	for i := range p.a.quants {
		if p.equalTo(&p.a.quants[i]) {
			return true
		}
	}
	return false
}

// describesOwn reports whether the term after n is the noun that n describes, and one that
// the other telling lacks.
func (t *telling) describesOwn(n int, ms *[maxTerms]match) bool {
	if n+1 >= len(t.terms) || !t.describes(t.terms[n].at) {
		return false
	}
	y := &t.terms[n+1]
	return y.at == t.terms[n].at+1 && !y.verb && !y.name && ms[n+1].much < 0.5
}
