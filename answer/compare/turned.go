package compare

import (
	"slices"
	"sync"
)

// turns are words that contrast where they are told of one thing, and only then: a levee
// that held, or gave way; a contrast a line, as in opposites.
const turns = `
agree accept consent approve welcome back | fight contest resist oppose object challenge reject refuse
open unlocked unguarded | force smash storm break_open break_down lock
close shut axe scrap demolish | save spare reprieve
hold withstand | give_way breach burst break collapse fail gap
survive come_through | die kill dead
confirm admit | deny
approve adopt pass endorse ratify | reject throw_out vote_down turn_down veto
convict | acquit clear
uphold | overturn quash
attend | skip boycott miss
include | exclude leave_out
allow permit | ban forbid bar prohibit
`

var turnsByStem = sync.OnceValue(func() map[string][]side { return sidesOfAll(contrastsIn(turns)) })

func turnsOf(stem string) []side { return turnsByStem()[stem] }

// The lines of turns that ask for more than one thing.
const (
	byOnes    = 0 // both are done by the same
	standing  = 3 // the verb has no object
	ofPersons = 4 // one tells of all of them
)

// turned notes that the tellings of a story tell opposite things of one thing.
func (p *pair) turned() {
	if p.a.Article == p.b.Article || p.gravest() >= gravity[Update] {
		return
	}
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if len(x.turns) == 0 || x.aside || x.name {
			continue
		}
		for k := range p.b.terms {
			y := &p.b.terms[k]
			if len(y.turns) == 0 || y.aside || y.name || x.neg || y.neg || x.quoted != y.quoted {
				continue
			}
			if line, ok := opposedTurn(x, y); ok && p.oneTurn(n, k, line) {
				p.add(p.turn(n, k))
				return
			}
		}
	}
}

// opposedTurn is the line of turns on whose two sides the terms are.
func opposedTurn(x, y *term) (line int, ok bool) {
	for _, s := range x.turns {
		for _, o := range y.turns {
			if s.of == o.of && s.at != o.at {
				return int(s.of), true
			}
		}
	}
	return 0, false
}

// oneTurn reports whether terms n of a and k of b are told of one thing, as the line of
// turns asks for.
func (p *pair) oneTurn(n, k, line int) bool {
	x, y := &p.a.terms[n], &p.b.terms[k]
	p.matchBack()
	if x.stage == open || y.stage == open || p.strange(region{}, region{}) {
		return false
	}
	if m, o := p.a.momentOf(x.clause), p.b.momentOf(y.clause); m != nil && o != nil && !m.Overlaps(o.Range) && x.stage == y.stage {
		return false
	}
	if !p.a.standing(x, line) || !p.b.standing(y, line) {
		return false
	}
	if line != ofPersons && p.own() < 2 {
		return false // any door that was opened, any that was locked
	}
	switch line {
	case byOnes:
		if p.fit(p.a.actingAt(x.at).agent, p.b.actingAt(y.at).agent) < 0.7 {
			return false
		}
	case ofPersons:
		if !p.a.all(p.a.matter(x)) && !p.b.all(p.b.matter(y)) {
			return false
		}
	}
	return p.sharesNoun(p.a.matter(x), p.b.matter(y)) || p.sharesNoun(allOf(p.a), allOf(p.b)) && p.names > 0 && p.beside(n, k) >= 4*leastBeside
}

// standing reports whether a verb of the line that has no object has none.
func (t *telling) standing(x *term, line int) bool {
	if line != standing || !slices.Contains(x.turns, side{standing, 0}) {
		return true
	}
	_, to := t.Bounds(x.at)
	return x.at+1 == to || !t.hasTerm(x.at+1, min(x.at+4, to))
}

func allOf(t *telling) region { return region{0, len(t.Tokens)} }

// matter is what the term x is told of: the theme of a verb, the subject of what is no
// verb.
func (t *telling) matter(x *term) region {
	if x.verb {
		return t.theme(x)
	}
	from, to := t.Bounds(x.at)
	if v := t.FirstVerb(from, to); v < to && v < x.at {
		return t.subject(from, v)
	}
	return region{from, to}
}

// sharesNoun reports whether two stretches share a word that is no name.
func (p *pair) sharesNoun(r, s region) bool {
	for i := range p.a.terms {
		x, m := &p.a.terms[i], p.toB[i]
		if r.holds(x.at) && !x.name && !x.verb && x.is&(vagueNoun|saying) == 0 && m.at >= 0 && m.much >= 0.8 && s.holds(p.b.terms[m.at].at) && x.weight >= leastNoted && len(x.turns) == 0 {
			return true
		}
	}
	return false
}

// all reports whether a stretch is told of each of its kind: every one of the patients.
func (t *telling) all(r region) bool {
	for i := r.from; i < r.to; i++ {
		if w := t.Word(i); w == "all" || w == "every" || w == "everyone" || w == "everybody" || w == "each" {
			return i == 0 || t.Word(i-1) != "not"
		}
	}
	return false
}

// turn is the finding that terms n of a and k of b cannot both be so.
func (p *pair) turn(n, k int) finding {
	x, y := &p.a.terms[n], &p.b.terms[k]
	f := finding{slot: Event, kind: Contradiction, a: p.a.clauseMark(n), b: p.b.clauseMark(k), about: p.about(n), sure: 0.55}
	if p.a.day != p.b.day && p.a.day != "" && (x.stage != done || y.stage != done) {
		f.kind = Update
	}
	return f
}
