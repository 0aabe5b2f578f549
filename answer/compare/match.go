package compare

import (
	"footnote/internal/words"
)

// A pair is two tellings laid beside each other.
type pair struct {
	a, b       *telling
	toB, toA   [maxTerms]match // of each own term, its like in the other
	covA, covB float32         // part of the weight of a's terms that b holds, and the other way round
	nearA      float32         // the same of those clauses of a that share something with b
	nearB      float32
	shared     float32 // weight of what both hold
	names      float32 // of that, names that are no country's
	heads      float32 // how well what happens in one happens in the other, 0 to 1
	back       bool    // toA is filled
	story      bool    // both are of one story
	isApart    bool    // they tell of two things of one kind
	found      []finding
}

// A match is the term of another telling that is most like one.
type match struct {
	at   int16 // in terms; -1 none, or in what it leans on
	lent bool
	much float32
}

// match lays the terms of both tellings beside each other.
func (p *pair) match() {
	var sumA, totalA float32
	matchAll(p.a, p.b, &p.toB)
	p.namesakes(&p.toB, false)
	for n := range p.a.terms {
		x := &p.a.terms[n]
		totalA += x.weight
		sumA += x.weight * p.toB[n].much
		if p.toB[n].much >= 0.9 && !p.toB[n].lent && x.name && !x.aside && (!p.story || !words.Country(x.stem)) {
			p.names += x.weight
		}
	}
	p.covA, p.shared = sumA/max(totalA, 1e-6), sumA
	if sumA >= leastShared || p.story && p.measured() {
		p.matchBack()
	}
}

// measured reports whether both tellings count those to whom the same happened, or
// name one person.
func (p *pair) measured() bool {
	if len(p.a.clocks) > 0 && len(p.b.clocks) > 0 {
		return true
	}
	for i := range p.a.quants {
		for j := range p.b.quants {
			if p.a.follows(&p.a.quants[i], &p.b.quants[j]) || p.b.follows(&p.b.quants[j], &p.a.quants[i]) {
				return true
			}
			if q := &p.a.quants[i]; q.counted != nil && p.b.quants[j].counted != nil && like(q.counted, p.b.quants[j].counted) >= 0.7 || q.effect&p.b.quants[j].effect != 0 || p.a.paid(q, &p.b.quants[j]) {
				return true
			}
		}
	}
	for i := range p.a.holders {
		for j := range p.b.holders {
			if p.namesOf(&p.a.holders[i], &p.b.holders[j]) != other || p.onePost(&p.a.holders[i], &p.b.holders[j]) {
				return true
			}
		}
	}
	return false
}

// paid reports whether two numbers are shares or sums of one unit.
func (t *telling) paid(q, o *quant) bool {
	if q.unit == "" && o.unit == "" {
		lo, hi := min(q.Value, o.Value), max(q.Value, o.Value)
		return lo >= 100 && hi < nearlyEqual*lo && (q.coarse || o.coarse)
	}
	return q.unit == o.unit && q.unit != "age"
}

// nearlyEqual is how much larger the exact number may be that a rough one of people is for.
const nearlyEqual = 1.06

// matchBack lays the terms of b beside those of a; doing it twice does nothing.
func (p *pair) matchBack() {
	if p.back {
		return
	}
	p.back = true
	matchAll(p.b, p.a, &p.toA)
	p.namesakes(&p.toA, true)
	var sumB, totalB float32
	for n := range p.b.terms {
		x := &p.b.terms[n]
		totalB += x.weight
		sumB += x.weight * p.toA[n].much
	}
	p.covB = sumB / max(totalB, 1e-6)
	p.nearA, p.nearB = max(p.covA, p.a.nearest(&p.toB, len(p.b.holders) == 0)), max(p.covB, p.b.nearest(&p.toA, len(p.a.holders) == 0))
	p.matchHeads()
}

// leastShared is the weight of shared words below which two sentences tell of two things.
const leastShared = 0.7

func matchAll(from, to *telling, ms *[maxTerms]match) {
	for n := range from.terms {
		x := &from.terms[n]
		best := match{at: -1}
		for k := range to.terms {
			if much := alike(x, &to.terms[k]); much > best.much {
				best = match{int16(k), false, much}
			}
		}
		if best.much < 0.8 {
			for k := range to.lent {
				if much := alike(x, &to.lent[k]) * 0.9; much > best.much {
					best = match{-1, true, much}
				}
			}
		}
		ms[n] = best
	}
}

// alike is how well one of two terms stands for the other.
func alike(x, y *term) float32 {
	if x.lexeme == y.lexeme {
		return 1
	}
	if x.name && y.name {
		if much := like(x.lexeme, y.lexeme); much > 0.9 || much > 0 && x.is&office != 0 {
			return much
		}
		return ofPlace(x.stem, y.stem)
	}
	much := like(x.lexeme, y.lexeme)
	if much < 0.7 && x.is&y.is&effects != 0 && !x.name && !y.name {
		much = 0.7
	}
	if much < 0.7 && (courseOf(x.lexeme, y.lexeme) || courseOf(y.lexeme, x.lexeme)) {
		much = 0.7
	}
	if much < opposite && len(x.sides) > 0 && len(y.sides) > 0 && opposed(x.lexeme, y.lexeme) {
		much = opposite
	}
	return much
}

// nearest is the part of the weight of those clauses that the other telling holds of
// which it holds something: what a clause adds is another fact.
func (t *telling) nearest(ms *[maxTerms]match, nameless bool) float32 {
	var sums, totals [16]float32
	for n := range t.terms {
		x := &t.terms[n]
		c := x.clause & 15
		w := x.weight
		if nameless && x.name && ms[n].much < 0.5 && t.titled(x.at) {
			w *= 0.25 // an officer, and the officer by name
		}
		totals[c] += w
		sums[c] += w * ms[n].much
	}
	var sum, total float32
	for c := range sums {
		if sums[c] >= 0.34*totals[c] {
			sum, total = sum+sums[c], total+totals[c]
		}
	}
	return sum / max(total, 1e-6)
}

// namesakes takes back that two persons share a given name. back tells that ms is of b.
func (p *pair) namesakes(ms *[maxTerms]match, back bool) {
	for i := range p.a.holders {
		h := &p.a.holders[i]
		for j := range p.b.holders {
			g := &p.b.holders[j]
			if p.a.Tokens[h.name.from].Word != p.b.Tokens[g.name.from].Word || h.name.to-h.name.from < 2 || g.name.to-g.name.from < 2 || p.namesOf(h, g) != other {
				continue
			}
			n := p.a.termAt[h.name.from]
			if back {
				n = p.b.termAt[g.name.from]
			}
			if n >= 0 && ms[n].much == 1 {
				ms[n] = match{at: -1}
			}
		}
	}
}

// matchHeads finds how well what happens in one happens in the other.
func (p *pair) matchHeads() {
	noA, noB := true, true
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if !x.head() || x.aside {
			continue
		}
		noA = false
		if p.toB[n].much > p.heads && (p.toB[n].lent || p.toB[n].at >= 0) {
			p.heads = p.toB[n].much
		}
	}
	for n := range p.b.terms {
		x := &p.b.terms[n]
		if !x.head() || x.aside {
			continue
		}
		noB = false
		p.heads = max(p.heads, p.toA[n].much)
	}
	if p.heads < 0.7 && p.reckons() {
		p.heads = 0.7
	}
	if p.heads < 0.5 && p.soon() {
		p.heads = 0.5
	}
	if noA || noB {
		p.heads = max(p.heads, 0.5)
	}
}

// reckons reports whether both tell what somebody reckons with: expects, lowered its forecast.
func (p *pair) reckons() bool {
	for n := range p.a.terms {
		if m := p.toB[n]; p.a.terms[n].is&guess != 0 && m.at >= 0 && m.much >= 0.7 && p.b.terms[m.at].is&guess != 0 {
			return true
		}
	}
	return false
}

// soon reports whether both tell of what is to come at one time, in whatever words.
func (p *pair) soon() bool {
	for i := range p.a.moments {
		for j := range p.b.moments {
			m, o := &p.a.moments[i], &p.b.moments[j]
			if m.coming && o.coming && m.Overlaps(o.Range) && !m.aside && !o.aside {
				return true
			}
		}
	}
	return false
}
