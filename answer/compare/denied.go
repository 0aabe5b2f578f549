package compare

import "footnote/answer/clause"

// denials notes that one telling denies what the other asserts: he never left the
// bridge, no appeal would be lodged. In a story one verb or noun tells of one thing where
// those concerned are the same.
func (p *pair) denials() {
	if !p.a.denies && !p.b.denies || p.a.Article == p.b.Article || p.gravest() >= gravity[Update] {
		return
	}
	for n, v := range p.a.said {
		if v == unsaid {
			continue
		}
		for k, w := range p.b.said {
			if v+w == 0 && p.sameDeed(n, k) && p.concerns(n, k) {
				p.add(p.denial(n, k))
				return
			}
		}
	}
}

// sameDeed reports whether two terms tell one kind of deed or event.
func (p *pair) sameDeed(n, k int) bool {
	x, y := &p.a.terms[n], &p.b.terms[k]
	if x.quoted != y.quoted || x.is&y.is&effects != 0 || opposed(x.lexeme, y.lexeme) {
		return false
	}
	if (x.is|y.is)&saying != 0 || informing[x.stem] {
		return informing[x.stem] && informing[y.stem]
	}
	return x.lexeme == y.lexeme || x.verb == y.verb && (x.verb || len(x.sides)+len(y.sides) == 0) && like(x.lexeme, y.lexeme) >= 0.8
}

// Weights of what two tellings share beside what one denies.
const (
	leastBeside = 0.45
	leastNoted  = 0.22 // of one word
	rare        = 0.65 // of a word that few sentences of the story have
)

// concerns reports whether terms n of a and k of b are told of the same things, by what
// stands beside them, and nothing tells them apart.
func (p *pair) concerns(n, k int) bool {
	x, y := &p.a.terms[n], &p.b.terms[k]
	if m, o := p.a.momentOf(x.clause), p.b.momentOf(y.clause); m != nil && o != nil && !m.Overlaps(o.Range) && !m.coming && !o.coming {
		return false
	}
	p.matchBack()
	if p.strange(region{}, region{}) || !x.verb && !y.verb && p.otherKind(n, k) {
		return false
	}
	who, back := p.a.subjectName(p.a.verbOf(x))
	whose, far := p.b.subjectName(p.b.verbOf(y))
	same := who != "" && who == whose && (x.lexeme == y.lexeme || max(back, far) < 2)
	if who != "" && whose != "" && who != whose && back+far == 0 || p.namesakesIn(p.a.doing(x), p.b.doing(y)) {
		return false
	}
	beside := p.beside(n, k)
	if informing[x.stem] {
		return p.fit(p.a.told(x), p.b.told(y)) >= 0.9
	}
	if !x.verb || !y.verb {
		return same && (beside > 0 || x.lexeme == y.lexeme && min(x.weight, y.weight) > rare) || beside >= leastBeside
	}
	v, w := p.a.actingAt(x.at), p.b.actingAt(y.at)
	themes := p.fit(p.a.theme(x), p.b.theme(y))
	if r, s := p.a.theme(x), p.b.theme(y); themes < 0.9 && !v.passive && !w.passive && (r == v.agent) != (s == w.agent) {
		themes = -1 // the one tells to whom it was done, the other does not
	}
	if agents := p.fit(v.agent, w.agent); agents >= 0 && agents < misfit && !same || themes >= 0 && themes < misfit {
		return false
	}
	if x.stage == open || y.stage == open {
		return themes >= 0.9
	}
	return themes >= 0.9 || same && (themes < 0 || beside >= leastBeside) || x.lexeme == y.lexeme && themes < 0 && beside >= 2*leastBeside
}

// doing is who acts in the clause of the term x, or whom it is done to.
func (t *telling) doing(x *term) region {
	a := t.actingAt(t.verbOf(x))
	if a.passive || a.agent.empty() {
		return a.patient
	}
	return a.agent
}

// namesakesIn reports whether two stretches name two persons of one surname.
func (p *pair) namesakesIn(r, s region) bool {
	for i := range p.a.holders {
		for j := range p.b.holders {
			h, g := &p.a.holders[i], &p.b.holders[j]
			if r.holds(h.name.to-1) && s.holds(g.name.to-1) && p.namesOf(h, g) == given {
				return true
			}
		}
	}
	return false
}

// told is whom the verb or noun x of letting somebody know tells that is known.
func (t *telling) told(x *term) region {
	v := x.at
	if !x.verb {
		v = t.verbOf(x)
	}
	return t.actingAt(v).patient
}

// verbOf is the token of the verb that tells the term x: itself, or that of its clause.
func (t *telling) verbOf(x *term) int {
	if x.verb {
		return x.at
	}
	from, to := t.Bounds(x.at)
	if v := t.FirstVerb(from, to); v < to {
		return v
	}
	return x.at
}

// theme is what the verb x is told of: its object, what a preposition behind it leads to,
// or the subject of a passive.
func (t *telling) theme(x *term) region {
	a := t.actingAt(x.at)
	if !a.patient.empty() && t.hasTerm(a.patient.from, a.patient.to) {
		return a.patient
	}
	_, to := t.Bounds(x.at)
	i := x.at + 1
	if q := t.particle(x.at); q > 0 {
		i = q + 1
	}
	if i < to && (t.Word(i) == "to" || t.Word(i) == "through" || t.Word(i) == "on" || t.Word(i) == "with" || t.Word(i) == "against" || t.Word(i) == "for") && !t.InTime(i+1) {
		if r := t.phrase(i+1, to); t.hasTerm(r.from, r.to) {
			return r
		}
	}
	return a.agent
}

// beside is the weight of what both tellings have of their own, terms n and k left out;
// a day that both name counts as well.
func (p *pair) beside(n, k int) (sum float32) {
	for i := range p.a.terms {
		x, m := &p.a.terms[i], p.toB[i]
		if i == n || m.at < 0 || int(m.at) == k || m.lent || m.much < 0.95 || x.is&saying != 0 || x.verb && x.is&lightVerb != 0 || max(x.weight, p.b.terms[m.at].weight) < leastNoted {
			continue
		}
		sum += max(x.weight, p.b.terms[m.at].weight)
	}
	if p.fit(p.a.voice.region, p.b.voice.region) >= 0.85 {
		sum += leastBeside
	}
	for i := range p.a.moments {
		for j := range p.b.moments {
			m, o := &p.a.moments[i], &p.b.moments[j]
			if !m.aside && !o.aside && max(m.Days(), o.Days()) <= 31 && (m.Overlaps(o.Range) || m.coming != o.coming && m.First.Month() == o.First.Month() && m.Days() == o.Days() && m.First.Day() == o.First.Day()) {
				return sum + leastBeside
			}
		}
	}
	return sum
}

// denial is the finding that terms n of a and k of b cannot both be so: a contradiction,
// or an update where what was not so on one day may be so on a later one.
func (p *pair) denial(n, k int) finding {
	x, y := &p.a.terms[n], &p.b.terms[k]
	f := finding{slot: Event, kind: Contradiction, a: p.a.clauseMark(n), b: p.b.clauseMark(k), about: p.about(n), sure: 0.6}
	first := p.a.said[n]
	past := x.stage == done && y.stage == done
	long := p.a.ever(x) || first == denied && p.b.hadBefore(y)
	if p.a.day != p.b.day && p.a.day != "" && (!past || first == denied && !p.oneTime() && !long) {
		f.kind = Update
	}
	return f
}

// storied finds what can only be told of two sentences of one story.
func (p *pair) storied() {
	if !p.story {
		return
	}
	p.denials()
	p.turned()
	p.deeds()
	p.notCause()
	p.otherComplement()
}

// ever reports whether x is told never to have been.
func (t *telling) ever(x *term) bool { return x.at > 0 && t.Word(x.at-1) == "never" }

// hadBefore reports whether the clause of x tells what had been so before.
func (t *telling) hadBefore(x *term) bool {
	from, to := t.Bounds(x.at)
	for i := from; i < to; i++ {
		if t.Word(i) == "had" && t.Forms[i] == clause.Auxiliary {
			return true
		}
	}
	return false
}
