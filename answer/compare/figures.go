package compare

import (
	"cmp"
	"math"
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/internal/words"
)

// numbers finds the numbers of both tellings that count one thing, and differ.
func (p *pair) numbers() {
	if p.isApart && !p.story || !p.oneEvent() && !p.story {
		return
	}
	for i := range p.a.quants {
		q := &p.a.quants[i]
		if p.equalTo(q) {
			continue
		}
		var best *finding
		for j := range p.b.quants {
			o := &p.b.quants[j]
			if q.Value == o.Value && q.second == o.second && q.unit == o.unit && q.Bound == o.Bound || p.a.countsAlso(o) || !p.countSame(q, o) {
				continue
			}
			if f, ok := p.differ(q, o); ok && (best == nil || f.sure > best.sure) && !p.forbidden(f) {
				best = &f
			}
		}
		if best != nil {
			p.found = append(p.found, *best)
		}
	}
}

// equalTo reports whether b has the very number q of a, of one thing.
func (p *pair) equalTo(q *quant) bool {
	for j := range p.b.quants {
		if o := &p.b.quants[j]; o.unit == q.unit && q.equals(o) && !o.earlier && !q.earlier {
			return true
		}
	}
	return false
}

// countsAlso reports whether a telling has the very number of the other, so that it is
// not told otherwise.
func (t *telling) countsAlso(o *quant) bool {
	for i := range t.quants {
		if q := &t.quants[i]; q.unit == o.unit && q.equals(o) && !o.earlier && !q.earlier {
			return true
		}
	}
	return false
}

func (q *quant) equals(o *quant) bool {
	return math.Abs(q.Value-o.Value) <= 0.004*max(q.Value, o.Value) && q.Top == o.Top && math.Abs(q.second-o.second) < 0.001 && q.Bound == o.Bound
}

// differ is what two different numbers of one thing make.
func (p *pair) differ(q, o *quant) (finding, bool) {
	f := finding{slot: Number, a: p.a.numberMark(q), b: p.b.numberMark(o), about: p.aboutNumber(q, o), sure: float64(min(p.context(q, o), 1))}
	if p.story && q.effect != 0 {
		f.sure = max(f.sure, 0.5)
	}
	if p.a.follows(q, o) || p.b.follows(o, q) {
		f.sure = 0.8
	}
	order, apart := p.order(q, o)
	agree := q.agrees(o) && !p.a.exceeds(q, o) && !p.b.exceeds(o, q)
	if p.nearlySame(q, o) {
		if o.coarse && !q.coarse || o.coarse == q.coarse && isRound(o.Value) && !isRound(q.Value) {
			f.a, f.b = f.b, f.a
		}
		f.kind = Precision
		return f, true
	}
	switch {
	case agree && apart && (q.Top > 0 || o.Top > 0), agree && !apart && q.limitsAlike(o):
		return f, false // at least 63, more than 63
	case agree && !apart && p.rounds(q, o, order):
		if o.width() > q.width() {
			f.a, f.b = f.b, f.a
		}
		f.kind = Precision
		return f, q.coarse != o.coarse || q.width() != o.width()
	case !p.story && p.strange(region{}, region{}):
		return f, false
	case order != 0 && (apart || !p.settled(q, o) && !p.ruled(q, o)):
		if order > 0 {
			f.a, f.b = f.b, f.a
		}
		f.kind = Update
		return f, true
	}
	f.kind = Contradiction
	return f, !agree && p.mayContradict(q, o)
}

// limitsAlike reports whether two numbers are one, limited in two ways.
func (q *quant) limitsAlike(o *quant) bool {
	return q.Value == o.Value && q.Top == o.Top && q.Bound != quantity.Plain && o.Bound != quantity.Plain
}

// roughly is how much larger the exact number may be that a rough one is for.
const roughly = 1.12

// rounds reports whether of two numbers that may both be right one is the other, given
// more exactly: both of one time, or so near that nothing has changed.
func (p *pair) rounds(q, o *quant, order int) bool {
	switch {
	case (q.coarse || o.coarse) && max(q.Value, o.Value) <= roughly*min(q.Value, o.Value) && q.width() != o.width(), order == 0:
		return true
	case !p.story && (q.Top > 0) != (o.Top > 0) && !q.earlier && !o.earlier && !p.a.rose(q) && !p.b.rose(o):
		return true // hundreds, 840
	case q.earlier || o.earlier || q.newer || o.newer || q.Bound == quantity.Over || o.Bound == quantity.Over:
		return false
	}
	return q.coarse != o.coarse
}

// rose reports whether a number is what something came to by a change: rose to 840, and
// not cut off the power to 840.
func (t *telling) rose(q *quant) bool {
	for n := range t.terms {
		if x := &t.terms[n]; q.newer && x.clause == q.clause && rising[x.stem] {
			return true
		}
	}
	return false
}

// width is how much a number leaves open, beside its size.
func (q *quant) width() float64 {
	if q.Top > 0 {
		return 2
	}
	if math.IsInf(q.high, 1) {
		return 1
	}
	return (q.high - q.low) / max(q.high, 1)
}

// agrees reports whether both numbers may be right.
func (q *quant) agrees(o *quant) bool {
	if q.unit == "score" {
		return q.Value == o.Value && q.second == o.second
	}
	if q.low <= o.high && o.low <= q.high {
		return true
	}
	low, high := min(q.high, o.high), max(q.low, o.low)
	rounded := isRound(q.Value) != isRound(o.Value)
	return rounded && high-low <= 0.05*high
}

// isRound reports whether a number is one of few digits, that another may be rounded to.
func isRound(v float64) bool {
	if v < 100 {
		return false
	}
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	return math.Mod(v, unit) == 0 || math.Mod(v, unit/2) == 0
}

// order tells which of two numbers is the earlier: -1 that of a, 1 that of b, 0 that
// they are of one time; apart that the sentences themselves say so.
func (p *pair) order(q, o *quant) (order int, apart bool) {
	switch {
	case q.earlier && !o.earlier || p.b.hasEarlier(q) && !o.earlier:
		return -1, true
	case o.earlier && !q.earlier || p.a.hasEarlier(o) && !q.earlier:
		return 1, true
	}
	m, n := p.a.when(q), p.b.when(o)
	switch {
	case m != nil && n != nil && q.effect == 0 && !p.a.guesses(q.clause) && !p.b.guesses(o.clause) && m.First.Equal(n.First) && m.Last.Equal(n.Last) && m.Days() > 1:
		return 0, false
	case m != nil && n != nil:
		if m.First == n.First && m.clock != n.clock && m.clock != "" && n.clock != "" {
			return clockOrder(m.clock, n.clock), true
		}
		if !m.Overlaps(n.Range) {
			return m.First.Compare(n.First), true
		}
	case m != nil && n == nil && p.state(q, m) && m.Last.Before(p.b.day.Time()) && daysBetween(m, p.b) > m.Days():
		return -1, true
	case n != nil && m == nil && p.stateOf(o, n) && n.Last.Before(p.a.day.Time()) && daysBetween(n, p.a) > n.Days():
		return 1, true
	}
	if m, n := p.a.saidWhen(q), p.b.saidWhen(o); m != nil && n != nil && !m.Overlaps(n.Range) {
		return m.First.Compare(n.First), true
	}
	if x, y := p.a.hourOf(q), p.b.hourOf(o); p.a.day == p.b.day && x != y && x > 0 && y > 0 {
		return cmp.Compare(x, y), true
	}
	switch {
	case p.a.day == "" || p.b.day == "" || p.a.day == p.b.day:
		return 0, false
	case p.a.day < p.b.day:
		return -1, false
	}
	return 1, false
}

// aboutNumber is what the numbers count or measure, in the sources' words.
func (p *pair) aboutNumber(q, o *quant) string {
	if q.unit == "score" && p.a.votes() && p.b.votes() {
		return "result of the vote"
	}
	for _, x := range []struct {
		t *telling
		q *quant
	}{{p.a, q}, {p.b, o}} {
		if x.q.countedAt >= 0 && x.q.counted.is&(effects|anyone) != anyone {
			return x.t.withEffect(x.q)
		}
	}
	switch {
	case p.a.ofNoun(q) >= 0:
		return p.a.words(p.a.ofNoun(q), p.a.ofNoun(q))
	case p.b.ofNoun(o) >= 0:
		return p.b.words(p.b.ofNoun(o), p.b.ofNoun(o))
	case q.countedAt >= 0:
		return p.a.withEffect(q)
	case o.countedAt >= 0:
		return p.b.withEffect(o)
	case p.a.lentCounted(q) != "":
		return p.a.lentCounted(q)
	case p.b.lentCounted(o) != "":
		return p.b.lentCounted(o)
	case q.effect != 0 && q.effectWord >= 0:
		return p.a.words(q.effectWord, q.effectWord)
	}
	return p.measuredTerm(q)
}

// ofNoun is the token of the noun whose measure a number is, behind of: winds of 130
// miles an hour; -1 where there is none.
func (t *telling) ofNoun(q *quant) int {
	i := q.first - 1
	if (t.Word(i) != "of" && t.Word(i) != "at") || i < 1 || t.termAt[i-1] < 0 {
		return -1
	}
	if x := &t.terms[t.termAt[i-1]]; x.verb || x.name || t.Word(i) == "at" && q.unit == "" {
		return -1
	}
	return i - 1
}

// measuredTerm is the word of a that tells best what its number measures: the weightiest
// noun of its clause that b has, or else of its own.
func (p *pair) measuredTerm(q *quant) string {
	best, most := -1, float32(0)
	for n := range p.a.terms {
		x := &p.a.terms[n]
		w := x.weight * p.toB[n].much
		if x.clause != q.clause || x.name {
			w *= 0.5
		}
		if adjectives[x.stem] || unitWords[p.a.Word(x.at)] {
			continue
		}
		if !x.verb && !x.aside && w > most {
			best, most = n, w
		}
	}
	if best < 0 {
		for n := range p.a.terms {
			if x := &p.a.terms[n]; x.clause == q.clause && !x.aside && (best < 0 || p.a.terms[best].verb && !x.verb || x.verb == p.a.terms[best].verb && x.weight > p.a.terms[best].weight) {
				best = n
			}
		}
	}
	if best < 0 {
		return p.a.words(q.first, q.last)
	}
	return p.a.nameWords(best)
}

// lentCounted is what the sentence before counts, where a number leans on it; else empty.
func (t *telling) lentCounted(q *quant) string {
	if t.before == nil || len(t.lent) == 0 {
		return ""
	}
	for i := range t.before.quants {
		if r := &t.before.quants[i]; r.unit == q.unit && r.countedAt >= 0 {
			return t.before.countedWords(r)
		}
	}
	return ""
}

// withEffect is what a number counts, with what happened to it: people killed.
func (t *telling) withEffect(q *quant) string {
	about := t.countedWords(q)
	if w := q.effectWord; q.effect != 0 && q.counted.is&effects == 0 && w >= 0 && w != q.countedAt && !strings.HasSuffix(t.Word(w), "ing") && (t.Forms[w] == clause.Verb || t.Tokens[w].Word == "missing" || t.Tokens[w].Word == "dead") {
		return about + " " + t.words(w, max(w, t.particle(w)))
	}
	return about
}

// countedWords is the noun that a number counts, with the words before it that tell
// of what kind and the place or owner behind it.
func (t *telling) countedWords(q *quant) string {
	from, to := q.countedAt, q.countedAt+1
	for from > 0 && from > q.countedAt-3 && from-1 > q.last && !t.Tokens[from-1].Stop && strings.TrimSpace(t.Gap(from)) == "" && t.Forms[from-1] == clause.Plain {
		from--
	}
	if w := t.Word(to); (w == "in" || w == "of" || w == "from" || w == "on") && !t.InTime(to+1) && to+1 < len(t.Tokens) {
		if r := t.phrase(to+1, len(t.Tokens)); !r.empty() && r.to-r.from <= 4 && t.hasTerm(r.from, r.to) {
			to = r.to
		}
	}
	return t.words(from, to-1)
}

// numberMark is a number as the part that differs.
func (t *telling) numberMark(q *quant) mark {
	first, last := q.first, q.last
	if len(t.Text) > t.Tokens[last].End && t.Text[t.Tokens[last].End] == '%' {
		return mark{t, first, last, t.words(first, last) + "%", q.key()}
	}
	value := t.words(first, last)
	if before := t.Gap(first); q.Unit != "" && first == q.First && before != "" && !words.For("en").Stop(before) {
		if r := []rune(before); quantitySign(r[len(r)-1]) {
			value = string(r[len(r)-1]) + value
		}
	}
	return mark{t, first, last, value, q.key()}
}
