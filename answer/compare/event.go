package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// events finds where the tellings differ in what happened: the opposite of it, who did
// it to whom, or that it is done what was only planned.
func (p *pair) events() {
	if p.isApart {
		return
	}
	for n := range p.a.terms {
		m := p.toB[n]
		if m.at < 0 || m.much < 0.55 {
			continue
		}
		x, y := &p.a.terms[n], &p.b.terms[m.at]
		if x.aside || y.aside || x.quoted != y.quoted || x.name || y.name {
			continue
		}
		switch {
		case p.opposes(x, y) && !p.toldBoth(x, y):
			p.outcome(n, int(m.at))
			if x.verb && y.verb {
				p.exchanged(n, int(m.at))
			}
		case x.verb && y.verb && m.much >= 0.7 && x.is&lightVerb == 0:
			p.exchanged(n, int(m.at))
		}
	}
	p.contraries()
	p.staged()
}

// contraries looks for opposed verbs that the best likes of either have hidden.
func (p *pair) contraries() {
	if p.isApart || p.gravest() >= gravity[Update] {
		return
	}
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if !x.verb || x.aside || len(x.sides) == 0 || p.toB[n].at >= 0 && p.b.terms[p.toB[n].at].verb && p.toB[n].much >= 0.7 {
			continue
		}
		for k := range p.b.terms {
			if y := &p.b.terms[k]; y.verb && !y.aside && x.quoted == y.quoted && opposed(x.lexeme, y.lexeme) && x.neg == y.neg && !p.toldBoth(x, y) {
				p.outcome(n, k)
				return
			}
		}
	}
}

// opposes reports whether one of two terms denies the other.
func (p *pair) opposes(x, y *term) bool {
	if opposed(x.lexeme, y.lexeme) {
		return x.neg == y.neg
	}
	return x.neg != y.neg && x.head() && y.head() && !p.eitherGerund(x, y) && (like(x.lexeme, y.lexeme) >= 0.8 || x.verb && y.verb && like(x.lexeme, y.lexeme) >= 0.7)
}

// eitherGerund reports whether one of two terms is a verb in -ing: without asking.
func (p *pair) eitherGerund(x, y *term) bool {
	return p.a.Forms[x.at] == clause.Gerund || p.b.Forms[y.at] == clause.Gerund
}

// toldBoth reports whether one telling has both of two opposed words, so that they are
// no contrast between the tellings.
func (p *pair) toldBoth(x, y *term) bool {
	for n := range p.a.terms {
		if z := &p.a.terms[n]; z.at != x.at && z.verb == y.verb && like(z.lexeme, y.lexeme) >= 0.7 && z.neg == y.neg {
			return true
		}
	}
	for n := range p.b.terms {
		if z := &p.b.terms[n]; z.at != y.at && z.verb == x.verb && like(z.lexeme, x.lexeme) >= 0.7 && z.neg == x.neg {
			return true
		}
	}
	return false
}

// outcome notes that terms n of a and k of b tell opposite things of one event, where
// the rest of their clauses is the same.
func (p *pair) outcome(n, k int) {
	x, y := &p.a.terms[n], &p.b.terms[k]
	if !p.oneEvent() || x.stage != y.stage && (x.stage == open || y.stage == open) {
		return
	}
	if m, o := p.a.momentOf(x.clause), p.b.momentOf(y.clause); m != nil && o != nil && !m.Overlaps(o.Range) {
		return // of two times
	}
	if p.own() < 2 || p.strange(region{}, region{}) {
		return
	}
	if !x.verb && !y.verb && x.is&y.is&minor != 0 && (p.a.Possessive(x.at) || p.b.Possessive(y.at)) {
		p.isApart = true // the women's cup, the men
		return
	}
	if min(p.a.heldAround(n, &p.toB), p.b.heldAround(k, &p.toA)) < p.leastAround(x, y) {
		return
	}
	if !x.verb && !y.verb && (p.a.describes(x.at) && p.b.describes(y.at) || p.verbs() < 0.7 && !p.stative(x, y)) {
		p.isApart = p.story || min(p.covA, p.covB) < heldAll // the men drew, the women won
		return
	}
	if x.verb && y.verb && (x.stem == "lose" || y.stem == "lose") && (x.is|y.is)&alone == 0 && like(x.lexeme, y.lexeme) == 0 {
		return // A beat B, B lost to A: exchanged tells who changed places
	}
	if x.verb && y.verb && p.crossed(p.a.actingAt(x.at), p.b.actingAt(y.at)) {
		return // who won is not who lost
	}
	if w := p.winners(); w > 0 || w < 0 && x.verb && y.verb {
		return // one result, told of either side
	}
	f := finding{slot: Event, a: p.a.termMark(x), b: p.b.termMark(y), about: p.about(n), sure: 0.8}
	f = p.timed(f, !x.verb && !y.verb)
	if p.story && f.kind == Update && x.neg != y.neg && x.stage == done && y.stage == done && (p.b.hadBefore(y) || p.a.ever(x) || p.b.ever(y)) {
		f.kind = Contradiction // what had been so before it was denied
	}
	p.found = append(p.found, f)
}

// leastAround is how much of the clauses of two opposed terms the tellings must share: of
// one story and day less, for one may add where it was; and of lone ones that tell of one
// thing in one time.
func (p *pair) leastAround(x, y *term) float32 {
	switch {
	case p.story && p.a.day == p.b.day:
		return 0.4
	case !p.story && x.verb && y.verb && p.oneTime() && p.fit(p.a.actingAt(x.at).agent, p.b.actingAt(y.at).agent) >= 0.7:
		return 0.4
	}
	return 0.55
}

// own counts the terms, verbs left out, that both tellings have of their own.
func (p *pair) own() (n int) {
	for i := range p.a.terms {
		if x := &p.a.terms[i]; !x.verb && (!x.aside || x.name && p.toB[i].at >= 0 && !p.b.terms[p.toB[i].at].aside) && p.toB[i].much >= 0.7 && !p.toB[i].lent {
			n++
		}
	}
	return n
}

// describes reports whether the word at i only tells of what kind the noun behind it is:
// the women's team.
func (t *telling) describes(i int) bool {
	return t.Possessive(i) || i+1 < len(t.Tokens) && strings.TrimSpace(t.Gap(i+1)) == "" && t.termAt[i+1] >= 0 && t.Forms[i+1] == clause.Plain && !t.terms[t.termAt[i+1]].name && !strings.HasSuffix(t.Word(i+1), "ly")
}

// verbs is how well the verb of one that is no light one is found in the other, 0 to 1.
func (p *pair) verbs() (best float32) {
	for n := range p.a.terms {
		if x := &p.a.terms[n]; x.verb && x.is&lightVerb == 0 && !x.aside && !p.toB[n].lent {
			best = max(best, p.toB[n].much)
		}
	}
	return best
}

// stative reports whether the clauses of both terms only say what something is.
func (p *pair) stative(x, y *term) bool {
	return p.a.onlyIs(x.clause) || p.b.onlyIs(y.clause)
}

// onlyIs reports whether a clause has no verb but those of being and having.
func (t *telling) onlyIs(number int) bool {
	for n := range t.terms {
		if x := &t.terms[n]; x.clause == number && x.verb && x.is&lightVerb == 0 && x.stem != "belong" {
			return false
		}
	}
	return true
}

// crossed reports whether those who act in one telling are others than in the other.
func (p *pair) crossed(v, w acting) bool {
	agents, patients := p.fit(v.agent, w.agent), p.fit(v.patient, w.patient)
	return agents >= 0 && agents < misfit || patients >= 0 && patients < misfit
}

// timed makes a finding of what cannot both be so a contradiction, where both tell of
// one time or of what does not change, and else an update.
func (p *pair) timed(f finding, lasting bool) finding {
	f.kind = Contradiction
	if lasting || p.a.day == "" || p.b.day == "" || p.a.day == p.b.day || p.oneTime() {
		return f
	}
	f.kind = Update // a is the earlier: relate orders the tellings by day
	return f
}

// oneTime reports whether both tellings say that they are of one day or hour.
func (p *pair) oneTime() bool {
	for i := range p.a.moments {
		for j := range p.b.moments {
			m, o := &p.a.moments[i], &p.b.moments[j]
			if m.aside || o.aside || m.relation != o.relation {
				continue
			}
			if m.Overlaps(o.Range) && max(m.Days(), o.Days()) <= 2 || m.First.Equal(o.First) && m.Last.Equal(o.Last) {
				return true
			}
		}
	}
	return false
}

// exchanged notes that who did something and whom it was done to have changed places.
func (p *pair) exchanged(n, k int) {
	x, y := &p.a.terms[n], &p.b.terms[k]
	v, w := p.a.actingAt(x.at), p.b.actingAt(y.at)
	if (x.is|y.is)&mutual != 0 || !p.oneEvent() {
		return
	}
	if !causing[x.stem] && !causing[y.stem] {
		p.otherDoer(x, y, v, w)
		p.otherObject(x, y, v, w)
	}
	if p.fit(v.agent, w.patient) >= 0.9 && p.fit(v.patient, w.agent) >= 0.9 && p.fit(v.agent, w.agent) < 0.9 && p.fit(v.patient, w.patient) < 0.9 {
		f := finding{slot: Role, kind: Contradiction, a: p.a.regionMark(v.agent), b: p.b.regionMark(w.agent), about: p.about(n), sure: 0.8}
		p.found = append(p.found, f)
	}
}

// otherDoer notes that another did what both tell to have been done to one: the
// painting was stolen by a guard, or by a visitor. Both must be told by the same, or be
// what one alone does.
func (p *pair) otherDoer(x, y *term, v, w acting) {
	if x.lexeme != y.lexeme || x.stage != done || y.stage != done || x.neg || y.neg || p.gravest() >= gravity[Update] || p.a.day != p.b.day && !p.oneTime() {
		return
	}
	if f := p.fit(v.agent, w.agent); f < 0 || f >= misfit || p.fit(v.patient, w.patient) < 0.9 || !p.a.known(v.patient) || !p.b.known(w.patient) {
		return
	}
	if !p.unheld(v.agent, w.agent) || p.fit(p.a.voice.region, p.b.voice.region) < 0.7 && !((x.is|y.is)&(alone|once) != 0 && p.a.endsInName(v.agent) && p.b.endsInName(w.agent)) {
		return
	}
	p.isApart = false
	p.add(finding{slot: Role, kind: Contradiction, a: p.a.regionMark(v.agent), b: p.b.regionMark(w.agent), about: p.a.regionWords(v.patient), sure: 0.6})
}

// leastAlike is how many other words two tellings must share, and how much of either,
// where one word of them tells that another thing was done.
const (
	leastAlike = 3
	allAlike   = 0.85
)

// otherObject notes that one did the same to another thing, where all else is the same:
// the ship was carrying wheat, or fertiliser.
func (p *pair) otherObject(x, y *term, v, w acting) {
	if x.lexeme != y.lexeme || x.stage != y.stage || x.neg != y.neg || p.gravest() >= gravity[Update] || p.a.day != p.b.day || p.own() < leastAlike {
		return
	}
	if f := p.fit(v.patient, w.patient); f < 0 || f >= misfit || p.fit(v.agent, w.agent) < 0.9 || !p.a.known(v.agent) || !p.b.known(w.agent) || !p.unheld(v.patient, w.patient) {
		return
	}
	if min(p.a.heldBut(v.patient, &p.toB), p.b.heldBut(w.patient, &p.toA)) < allAlike {
		return
	}
	p.add(finding{slot: Event, kind: Contradiction, a: p.a.regionMark(v.patient), b: p.b.regionMark(w.patient), about: p.a.regionWords(v.agent), sure: 0.5})
}

// heldBut is how much of t, a stretch left out, the other telling holds, 0 to 1.
func (t *telling) heldBut(r region, ms *[maxTerms]match) float32 {
	var sum, total float32
	for n := range t.terms {
		if x := &t.terms[n]; !r.holds(x.at) && !x.aside {
			total += x.weight
			sum += x.weight * ms[n].much
		}
	}
	return sum / max(total, 1e-6)
}

// known reports whether a stretch tells of something as known: the painting, Lima.
func (t *telling) known(r region) bool {
	return !r.empty() && (t.Word(r.from) == "the" || t.Tokens[r.from].Upper && r.from > 0) || r.to > r.from && r.from == 0 && (t.Word(0) == "the" || t.anyName(r))
}

// unheld reports whether neither telling has a word of what the other tells there.
func (p *pair) unheld(r, s region) bool {
	for n := range p.a.terms {
		if r.holds(p.a.terms[n].at) && p.toB[n].much >= 0.5 && p.a.terms[n].is&office == 0 {
			return false
		}
	}
	for n := range p.b.terms {
		if s.holds(p.b.terms[n].at) && p.toA[n].much >= 0.5 && p.b.terms[n].is&office == 0 {
			return false
		}
	}
	return true
}

// gravest is the gravity of the gravest finding; 0 where there is none.
func (p *pair) gravest() (most int) {
	for _, f := range p.found {
		most = max(most, gravity[f.kind])
	}
	return most
}

// anyName reports whether a stretch holds a name.
func (t *telling) anyName(r region) bool {
	for i := r.from; i < r.to; i++ {
		if n := t.termAt[i]; n >= 0 && t.terms[n].name && !words.Country(t.terms[n].stem) {
			return true
		}
	}
	return false
}

// termMark is a term as the part that differs.
func (t *telling) termMark(x *term) mark {
	last := x.at
	if q := t.particle(x.at); q > 0 {
		last = q
	}
	key := x.stem
	if x.neg {
		key = "not " + key
	}
	first := x.at
	if x.neg {
		for i := x.at - 1; i >= 0 && i > x.at-6 && t.Clauses[i] == t.Clauses[x.at]; i-- {
			if w := t.Word(i); w == "no" || w == "nobody" || w == "not" || w == "never" || w == "none" || strings.HasSuffix(w, "n't") {
				first = i
				break
			}
		}
	}
	for first > 0 && first > x.at-3 && (t.Forms[first-1] != 0 || t.Word(first-1) == "not" || t.Word(first-1) == "to") && t.Clauses[first-1] == t.Clauses[x.at] {
		first--
	}
	return mark{t, first, last, t.words(first, last), key}
}

// regionMark is a stretch as the part that differs, its determiner left out of the key.
func (t *telling) regionMark(r region) mark {
	key := ""
	for i := r.from; i < r.to; i++ {
		if n := t.termAt[i]; n >= 0 {
			key += " " + t.terms[n].stem
		}
	}
	return mark{t, r.from, r.to - 1, t.words(r.from, r.to-1), key}
}

// about is what a finding at term n of a is about: the weightiest term beside it, a
// name first, that both hold.
func (p *pair) about(n int) string {
	best, most := n, float32(0)
	for k := range p.a.terms {
		x := &p.a.terms[k]
		if k != n && !x.aside && !x.verb && p.toB[k].much > 0.7 && x.weight > most {
			best, most = k, x.weight
		}
	}
	return p.a.nameWords(best)
}

// nameWords is the word of term n, a name with the words that belong to it.
func (t *telling) nameWords(n int) string {
	x := &t.terms[n]
	first, last := x.at, x.at
	for first > 0 && t.Tokens[first-1].Upper && x.name && t.Gap(first) == " " {
		first--
	}
	for last+1 < len(t.Tokens) && t.Tokens[last+1].Upper && x.name && t.Gap(last+1) == " " {
		last++
	}
	return t.words(first, last)
}
