package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A region is a stretch of tokens, the end exclusive; empty where from is not before to.
type region struct{ from, to int }

func (r region) empty() bool { return r.from >= r.to }

func (r region) holds(i int) bool { return i >= r.from && i < r.to }

// An acting is a verb of a telling with who does it and to whom.
type acting struct {
	agent, patient region
	passive        bool
}

// actingAt is who does what the verb at token v tells, and to whom, as far as order
// and passive show.
func (t *telling) actingAt(v int) acting {
	from, to := t.Bounds(v)
	left, right := t.subject(from, v), t.object(v, to)
	if !t.passiveAt(v, from) {
		return t.contested(v, to, acting{agent: left, patient: right})
	}
	a := acting{patient: left, passive: true}
	for i := v + 1; i < to; i++ {
		if t.Word(i) == "by" && !t.InTime(i+1) {
			a.agent = t.phrase(i+1, to)
			break
		}
	}
	return a
}

// contested is what a verb of winning or losing tells of the two sides: the winner as
// who acts, the loser as to whom it is done.
func (t *telling) contested(v, to int, a acting) acting {
	stem := t.Tokens[v].Stem
	if stem != "win" && stem != "lose" {
		return a
	}
	for i := v + 1; i < to; i++ {
		if w := t.Word(i); w == "against" || w == "over" && stem == "win" || w == "to" && stem == "lose" {
			r := t.phrase(i+1, to)
			if r.empty() || !t.anyName(r) {
				return a
			}
			if stem == "lose" {
				return acting{agent: r, patient: a.agent}
			}
			a.patient = r
			return a
		}
	}
	return a
}

// passiveAt reports whether the verb at v is a passive: was killed, to be bought; or a
// participle with by behind it: a bridge built by.
func (t *telling) passiveAt(v, from int) bool {
	if t.Forms[v] == clause.Gerund || t.Forms[v] == clause.Base {
		return false
	}
	for i := v - 1; i >= from && i >= v-4; i-- {
		w := t.Word(i)
		if clause.Being[w] {
			return true
		}
		if w != "not" && !strings.HasSuffix(w, "ly") && w != "also" && w != "since" && !t.Timed[i] {
			break
		}
	}
	return t.Word(v+1) == "by" && !t.InTime(v+2)
}

// subject is the noun phrase before the verb at v, in its clause that begins at from.
func (t *telling) subject(from, v int) region {
	to := t.beforeVerb(from, v)
	if to > from && personal[t.Word(to-1)] {
		return region{to - 1, to}
	}
	if from > 0 && t.Word(from) == "that" && (t.Forms[from-1].Acts() || from == v-1) {
		from++ // said that the bridge
	}
	to = t.beforeChain(from, v, to)
	start := from
	for i := from + 1; i < to; i++ {
		if strings.ContainsAny(t.Gap(i), ",;:") && t.hasTerm(i, to) {
			start = i
		}
	}
	if start > from && t.Word(start) == "due" && strings.Contains(t.Gap(start), ",") {
		return t.cutAt(from, start) // the concert, due to begin
	}
	start = t.explained(from, start)
	for start < to && (t.Timed[start] || clause.Prepositions[t.Word(start)] && t.InTime(start+1)) {
		start++
	}
	if start == v && from == v && v > 0 && strings.TrimSpace(t.Gap(v)) == "," && t.Forms[v] == clause.Verb { // the bridge, built in
		return t.phraseBefore(v)
	}
	if start == from && start < to && clause.Subordinators[t.Word(start)] && !clause.Relatives[t.Word(start)] {
		start++ // when officers
	}
	if start > 0 && start == from && clause.Relatives[t.Word(from)] { // a bridge | that collapsed
		if !t.hasTerm(from+1, to) {
			return t.phraseBefore(from)
		}
		start++ // where a blast
	}
	for i := start + 1; i < to; i++ {
		if t.Word(i) == "who" && strings.Contains(t.Gap(i), ",") {
			to = i // NAME, who heads the office
		}
	}
	return t.cutAt(start, to)
}

// beforeVerb is where the words end that stand before the verb at v and what belongs to it.
func (t *telling) beforeVerb(from, v int) int {
	to := v
	for to > from && (t.Tokens[to-1].Stop && !clause.Pronouns[t.Word(to-1)] || t.Forms[to-1] == clause.Auxiliary || strings.HasSuffix(t.Word(to-1), "ly")) {
		to--
	}
	return to
}

// personal are the pronouns that are a subject by themselves.
var personal = words.Set(`he she they we i`)

// beforeChain is where the subject of the verb at v ends that ends at to, where a verb
// before v leads on to it: failed to finish.
func (t *telling) beforeChain(from, v, to int) int {
	for k := from + 1; k < to; k++ {
		if t.Forms[k].Acts() && !t.hasTerm(k+1, v) && !strings.Contains(t.Text[t.Tokens[k].End:t.Tokens[v].Start], ",") {
			for to = k; to > from && (t.Tokens[to-1].Stop && !clause.Pronouns[t.Word(to-1)] || t.Forms[to-1] == clause.Auxiliary); to-- {
			}
			return to
		}
	}
	return to
}

// explained is where the name begins that the phrase at start explains: NAME, the mayor
// of the town; start where it explains none.
func (t *telling) explained(from, start int) int {
	if start <= from || !strings.Contains(t.Gap(start), ",") || !t.Tokens[start-1].Upper || t.Timed[start-1] {
		return start
	}
	for start--; start > from && t.Tokens[start-1].Upper && strings.TrimSpace(t.Gap(start)) == ""; start-- {
	}
	return start
}

// phraseBefore is the noun phrase right before token i.
func (t *telling) phraseBefore(i int) region {
	from := i
	for from > 0 && from > i-5 && !t.Forms[from-1].Acts() && !clause.Prepositions[t.Word(from-1)] && (from == i || strings.TrimSpace(t.Gap(from)) == "") {
		from--
	}
	return region{from, i}
}

// cutAt is the stretch from from to to, up to a preposition other than of.
func (t *telling) cutAt(from, to int) region {
	for i := from + 1; i < to; i++ {
		if w := t.Word(i); clause.Prepositions[w] && w != "of" {
			return region{from, i}
		}
	}
	return region{from, to}
}

// object is the noun phrase behind the verb at v.
func (t *telling) object(v, to int) region {
	from := v + 1
	if p := t.particle(v); p == v+1 {
		from++
	}
	return t.phrase(from, to)
}

// phrase is the noun phrase that begins at from, before to.
func (t *telling) phrase(from, to int) region {
	i := from
	for i < to && clause.Determiners[t.Word(i)] {
		i++
	}
	for ; i < to; i++ {
		w := t.Word(i)
		if clause.Prepositions[w] && w != "of" || t.Timed[i] || (t.Forms[i] == clause.Verb || t.Forms[i] == clause.Auxiliary) && i > from || i > from && strings.ContainsAny(t.Gap(i), ",;:()") {
			break
		}
	}
	return region{from, max(from, i)}
}

func (t *telling) hasTerm(from, to int) bool {
	for i := from; i < to; i++ {
		if t.termAt[i] >= 0 {
			return true
		}
	}
	return false
}

// fit is how well the words of the stretch r of a agree with those of the stretch s of
// b, 0 to 1, by the best of them; -1 where one has none to compare. Where both end in a
// common noun, and neither noun nor any other common word is found in the other telling,
// a name before them does not make them agree: the Lakeside film festival and book fair.
func (p *pair) fit(r, s region) float32 {
	endA, endB := p.a.lastIn(r), p.b.lastIn(s)
	if endA < 0 || endB < 0 {
		return -1
	}
	best, common := p.bestIn(r, s)
	nameA, nameB := p.a.terms[endA].name, p.b.terms[endB].name
	switch {
	case nameA && nameB && p.toB[endA].much < 0.5 && p.toA[endB].much < 0.5 && best < 1.01 && !p.sharesNameIn(r, s):
		return 0 // the airline Vento, the airline Condal
	case !nameA && !nameB && p.otherOffice(r, s):
		return 0 // the defence minister, the prime minister
	case best < misfit && (nameA && p.b.somebody(s) || nameB && p.a.somebody(r)):
		return -1 // an official, and the official by name
	case !nameA && !nameB && common < 0.5 && (p.a.terms[endA].is|p.b.terms[endB].is)&(office|person) == 0:
		return 0
	}
	return best
}

// sharesNameIn reports whether a name of r is in s.
func (p *pair) sharesNameIn(r, s region) bool {
	for n := range p.a.terms {
		if m := p.toB[n]; r.holds(p.a.terms[n].at) && p.a.terms[n].name && m.at >= 0 && m.much >= 0.9 && s.holds(p.b.terms[m.at].at) {
			return true
		}
	}
	return false
}

// otherOffice reports whether two stretches are of holders of one kind of office who are
// told apart by a word that the other telling lacks.
func (p *pair) otherOffice(r, s region) bool {
	kind := false
	ownA, ownB := false, false
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if r.holds(x.at) {
			kind = kind || x.is&state != 0 && p.toB[n].much == 1
			ownA = ownA || p.toB[n].much < 0.5 && !describesFreely(x)
		}
	}
	for k := range p.b.terms {
		if y := &p.b.terms[k]; s.holds(y.at) {
			ownB = ownB || p.toA[k].much < 0.5 && !describesFreely(y)
		}
	}
	return kind && ownA && ownB
}

// bestIn is how well the best words of two stretches agree, and the best of those that
// are no names, which may also stand elsewhere in the other telling.
func (p *pair) bestIn(r, s region) (best, common float32) {
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if !r.holds(x.at) || x.is&vagueNoun != 0 && !x.name {
			continue
		}
		if !x.name {
			common = max(common, p.toB[n].much)
		}
		for k := range p.b.terms {
			y := &p.b.terms[k]
			if !s.holds(y.at) {
				continue
			}
			much := alike(x, y)
			if initialsOf(x, y) {
				much = 1
			}
			best = max(best, much)
			if !y.name {
				common = max(common, much, p.toA[k].much)
			}
		}
	}
	return best, common
}

// lastIn is the last term of a stretch that says something; -1 where it has none.
func (t *telling) lastIn(r region) int {
	last := -1
	for n := range t.terms {
		if x := &t.terms[n]; r.holds(x.at) && (x.is&vagueNoun == 0 || x.name) {
			last = n
		}
	}
	return last
}

// somebody reports whether a stretch without a name is of somebody who may be named elsewhere.
func (t *telling) somebody(r region) bool {
	found := false
	for n := range t.terms {
		x := &t.terms[n]
		if r.holds(x.at) {
			if x.name && !words.Country(x.stem) {
				return false
			}
			found = found || x.is&(office|person|trade|minor) != 0
		}
	}
	return found
}

// misfit is the fit below which two stretches tell of two things.
const misfit = 0.55

// initialsOf reports whether one of two names is short for words that begin as it is spelled.
func initialsOf(x, y *term) bool {
	return x.name && y.name && len(x.stem) >= 4 && len(y.stem) >= 4 && (strings.HasPrefix(x.stem, y.stem) || strings.HasPrefix(y.stem, x.stem))
}

// heldAround is how much of the clause of term n the other telling holds, the term
// itself and those of an aside left out, 0 to 1; 1 where it has no other.
func (t *telling) heldAround(n int, ms *[maxTerms]match) float32 {
	var sum, total float32
	for k := range t.terms {
		x := &t.terms[k]
		if k == n || x.clause != t.terms[n].clause || x.aside {
			continue
		}
		total += x.weight
		sum += x.weight * ms[k].much
	}
	if total == 0 {
		return 1
	}
	return sum / total
}
