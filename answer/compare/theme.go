package compare

import (
	"slices"
	"strconv"
	"strings"

	"footnote/internal/words"
)

// loosely reports whether two numbers of one story are of one thing by the words around
// them: what is counted or measured is alike, and enough of what is told of it. Two lone
// sentences need far more in common.
func (p *pair) loosely(q, o *quant) bool {
	if (q.effect|o.effect)&^attending != 0 || q.none || o.none || min(q.Value, o.Value) <= 0 || p.a.aside(q) || p.b.aside(o) || p.a.maybe(q) != p.b.maybe(o) || p.a.Article == p.b.Article || !p.placedAlike(q, o) || !p.a.ofTime(q) || !p.b.ofTime(o) || p.a.foreign(q, &p.toB) && p.b.foreign(o, &p.toA) {
		return false
	}
	near, ratio := p.anchor(q, o), max(q.Value, o.Value)/min(q.Value, o.Value)
	switch {
	case p.transposed(q, o):
		return true
	case q.unit == "score":
		return p.a.votes() && p.b.votes() && near >= anchored/2
	case q.unit == "":
		return p.countedLoosely(q, o, near, ratio)
	case p.roughly(q, o, ratio):
		return near >= anchored/2
	case !p.measuresOne(q, o):
		return false
	case isMoney(q.unit):
		return near >= anchored && ratio < 2
	case q.unit == "%" && near >= 2*anchored:
		return ratio < 1.8
	case q.unit == "%":
		return near >= anchored && ratio < 1.6 && p.a.Tokens[q.First].Number && p.b.Tokens[o.First].Number
	}
	return near >= anchored && ratio < 2
}

// anchored is the weight of the words shared around two numbers from which they are of
// one thing.
const anchored = 0.6

// contradicting is the same from which they contradict, where neither is the later.
const contradicting = 0.8

// transposed reports whether two numbers are one with its digits in another order, as of a
// slip of the hand: 468, 486.
func (p *pair) transposed(q, o *quant) bool {
	if q.unit != o.unit || q.unit == "" && (q.counted == nil || o.counted == nil || !p.countedAlike(q, o)) || q.unit == "score" || q.unit == "days" {
		return false
	}
	x, y := digits(q.Value), digits(o.Value)
	if len(x) < 3 || len(x) != len(y) || q.Value == o.Value {
		return false
	}
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// digits are those of a number, without the noughts at its end.
func digits(v float64) []byte {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if strings.Contains(s, ".") {
		return []byte(strings.Replace(s, ".", "", 1))
	}
	return []byte(strings.TrimRight(s, "0"))
}

// roughly reports whether two numbers are one, told more and less exactly.
func (p *pair) roughly(q, o *quant, ratio float64) bool {
	return max(q.Value, o.Value) >= 20 && ratio <= roughly && ratio > 1 && (q.coarse || o.coarse || isRound(q.Value) != isRound(o.Value)) && q.agrees(o)
}

// nearlySame reports whether of two numbers of a story one is the other, made rough or
// round, whatever the days: just over 200, and 212.
func (p *pair) nearlySame(q, o *quant) bool {
	lo, hi := min(q.Value, o.Value), max(q.Value, o.Value)
	if !p.story || q.unit != o.unit || lo < 20 || hi > nearlyEqual*lo || hi == lo || q.earlier || o.earlier || q.newer || o.newer || q.Top > 0 || o.Top > 0 {
		return false
	}
	if q.coarse != o.coarse {
		return q.agrees(o)
	}
	return q.effect == 0 && !q.coarse && isRound(q.Value) != isRound(o.Value) && (isMoney(q.unit) && hi > 1.02*lo || q.unit == "" && lo >= 1000)
}

// countedLoosely is loosely for what is counted one by one: the further apart the
// numbers, the more must be shared.
func (p *pair) countedLoosely(q, o *quant, near float32, ratio float64) bool {
	if p.a.ofWhole(q) != p.b.ofWhole(o) {
		return false
	}
	exact := p.roughly(q, o, ratio)
	if exact && max(q.Value, o.Value) >= 100 && ratio < nearlyEqual && q.people() && o.people() {
		return true
	}
	if exact && (q.counted == nil) != (o.counted == nil) && max(q.Value, o.Value) >= 100 {
		return near >= anchored
	}
	if q.counted == nil || o.counted == nil || (q.counted.is|o.counted.is)&vagueNoun&^anyone != 0 || p.otherCounted(q, o) {
		return false
	}
	least := anchored/2 + float32(ratio-1)
	switch {
	case q.counted.is&o.counted.is&anyone != 0 || !p.countedAlike(q, o):
		return q.people() && o.people() && ratio < 2 && near >= least+anchored && p.measuresOne(q, o)
	case exact:
		return true
	case min(q.Value, o.Value) < 3:
		return near >= 2*anchored && ratio <= 2
	case q.counted == o.counted && ratio <= 1.5:
		if n := p.a.termAt[q.countedAt]; n >= 0 {
			near += 0.8 * p.a.terms[n].weight // the rarer, the more it tells
		}
	}
	return near >= least && ratio < 2.5
}

// people reports whether a number counts people, or does not say what it counts.
func (q *quant) people() bool {
	return q.counted == nil || q.counted.is&(person|anyone|minor|effects) != 0 || peopled(q.counted.stem+"s")
}

// aside reports whether a number is no sum or count of the event: how long before or
// after something else happened, or what a part of the whole is counted from.
func (t *telling) aside(q *quant) bool {
	if q.unit != "days" {
		return false
	}
	switch t.Word(q.first - 1) {
	case "within", "for", "over", "past", "last", "next":
		return true
	}
	for i := q.last + 1; i <= q.last+1; i++ {
		switch t.Word(i) {
		case "later", "earlier", "before", "after", "ago", "from", "since", "early", "late", "old":
			return true
		}
	}
	return false
}

// ofWhole reports whether a number is that of the whole of which another is a part: two
// of the five gates.
func (t *telling) ofWhole(q *quant) bool {
	i := q.first - 1
	if w := t.Word(i); w == "the" || w == "its" || w == "their" || w == "all" {
		i--
	}
	return i > 0 && t.Word(i) == "of" && t.counts[i-1]
}

// otherYears reports whether two numbers are of two years: the budget of this year, and
// of the next.
func (p *pair) otherYears(q, o *quant) bool {
	m, n := p.a.when(q), p.b.when(o)
	if m != nil && n != nil && m.Days() > 300 && n.Days() > 300 && !m.Overlaps(n.Range) {
		return true
	}
	return m != nil && p.b.besideTime(o, m) || n != nil && p.a.besideTime(q, n)
}

// besideTime reports whether the clause of a number sets it beside another of the time m:
// more than this year.
func (t *telling) besideTime(q *quant, m *moment) bool {
	for n := range t.moments {
		if o := &t.moments[n]; o.clause == q.clause && t.Word(o.first-1) == "than" && m.Overlaps(o.Range) {
			return true
		}
	}
	return false
}

// longAgo reports whether the sentence sets a number in a month or a year well before its
// article.
func (t *telling) longAgo(q *quant) bool {
	own, old := false, false
	for n := range t.moments {
		m := &t.moments[n]
		if m.noun || m.aside || m.relation != "" {
			continue
		}
		own = own || m.clause == q.clause && m.Days() < 28
		old = old || m.Days() >= 28 && t.day != "" && daysBetween(m, t) > longAgo
	}
	return old && !own
}

// backdated reports whether a sentence tells of a time some weeks before its article.
func (t *telling) backdated() bool {
	for n := range t.moments {
		if m := &t.moments[n]; !m.noun && m.relation == "" && t.day != "" && daysBetween(m, t) > 30 {
			return true
		}
	}
	return false
}

// maybe reports whether a number is of what might be, or would have been.
func (t *telling) maybe(q *quant) bool {
	for i := range t.Tokens {
		if t.groups[i] != q.clause {
			continue
		}
		switch w := t.Word(i); w {
		case "might", "may", "if":
			return true
		case "would", "could":
			if t.Word(i+1) == "have" || w == "could" {
				return true
			}
		}
	}
	return false
}

// otherCounted reports whether the nouns that are counted are told apart by what stands
// before or behind them: navy ships, fishing boats.
func (p *pair) otherCounted(q, o *quant) bool {
	n, k := p.a.termAt[q.countedAt], p.b.termAt[o.countedAt]
	return n >= 0 && k >= 0 && p.otherKind(int(n), int(k))
}

// anchor is the weight of the words that stand around both numbers, what is counted
// left out: those of their clauses, and less for those beside them.
func (p *pair) anchor(q, o *quant) (sum float32) {
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if m.much < 0.7 || x.aside || x.at == q.countedAt || x.is&(lightVerb|vagueNoun|anyone) != 0 && !x.name {
			continue
		}
		w := x.weight * m.much
		if x.clause != q.clause {
			w *= besideClause
		}
		if m.lent || m.at < 0 {
			w *= besideClause
		} else {
			y := &p.b.terms[m.at]
			if y.aside || y.at == o.countedAt {
				continue
			}
			if y.clause != o.clause {
				w *= besideClause
			}
		}
		sum += w
	}
	return sum
}

// besideClause is what a word is worth that stands beside the clause of a number.
const besideClause = 0.5

// measuresOne reports whether a word close to each of two numbers, no name that the story
// leads with, says that both measure one thing: the reserve fund, the price.
func (p *pair) measuresOne(q, o *quant) bool {
	var left, right [closeWords]int
	for _, n := range left[:p.a.closeTo(q, &left)] {
		m := p.toB[n]
		if m.much < 0.7 || m.at < 0 {
			continue
		}
		for _, k := range right[:p.b.closeTo(o, &right)] {
			if k == int(m.at) && (q.unit != "%" || m.much == 1 || p.a.terms[n].verb == p.b.terms[k].verb) {
				return true
			}
		}
	}
	return false
}

// closeWords is how many words around a number tell what it measures.
const closeWords = 5

// closeTo puts the terms nearest to a number, in its clause, into list.
func (t *telling) closeTo(q *quant, list *[closeWords]int) (count int) {
	for gap := 1; gap <= 8 && count < len(list); gap++ {
		for _, i := range [2]int{q.last + gap, q.first - gap} {
			if i < 0 || i >= len(t.Tokens) || t.groups[i] != q.clause || t.termAt[i] < 0 || count == len(list) {
				continue
			}
			if x := &t.terms[t.termAt[i]]; x.is&(lightVerb|vagueNoun) == 0 && !x.aside && !(x.name && (x.lead || words.Country(x.stem))) {
				list[count] = int(t.termAt[i])
				count++
			}
		}
	}
	return count
}
