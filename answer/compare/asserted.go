package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A say is whether a telling asserts or denies what one of its terms tells.
type say int8

const (
	unsaid   say = 0
	asserted say = 1
	denied   say = -1
)

// findSaid finds what the sentence says is so or has happened, and what it says is not.
func (t *telling) findSaid() {
	t.said = make([]say, len(t.terms))
	for n := range t.terms {
		x := &t.terms[n]
		switch {
		case x.name || x.is&(vagueNoun|anyone) != 0 && !x.verb:
		case x.verb && x.is&lightVerb == 0 && (!x.aside || x.neg || informing[x.stem] && t.hasTerm(x.at+1, t.actingAt(x.at).patient.to)):
			t.said[n] = t.verbSaid(x)
		case !x.verb:
			t.said[n] = t.nounSaid(x)
		}
		t.denies = t.denies || t.said[n] == denied
	}
}

// verbSaid is what the telling says of the verb x.
func (t *telling) verbSaid(x *term) say {
	next := t.Word(x.at + 1)
	empty := next == "nothing" || next == "nobody"
	switch {
	case x.neg != empty:
		return denied
	case x.stage == open || x.neg:
		return unsaid
	}
	return asserted
}

// Verbs by what they say of their object or their subject.
var (
	refusing  = stemSet(`refuse deny reject decline turn_down lack avoid prevent`)
	getting   = stemSet(`have get see hear receive find give grant make need hold reach raise take lodge file`)
	occurring = stemSet(`occur happen hold go_ahead reach come sound go_off begin start`)
	asking    = stemSet(`ask seek demand want call request urge propose await wait fear expect hope promise offer consider discuss investigate
		ignore look_for search end stop halt ban forbid abolish cut drop scrap cancel call_off suspend delay postpone put_off`)
)

// informing are verbs and nouns of letting somebody know.
var informing = stemSet(`warn warning tell inform notify alert caution`)

// nounSaid is what the telling says of what the noun x tells: an inspection that never
// took place, bail that the judge refused.
func (t *telling) nounSaid(x *term) say {
	if x.neg && (t.noBefore(x.at) || x.event && !t.hasVerb(x.clause)) {
		return denied
	}
	for n := range t.terms {
		v := &t.terms[n]
		if v.clause != x.clause || !v.verb || v.aside {
			continue
		}
		a := t.actingAt(v.at)
		took := v.stem == "take" && t.Word(v.at+1) == "place"
		switch {
		case (a.agent.holds(x.at) || a.patient.holds(x.at)) && t.headOf(a, x.at):
		case took && x.at < v.at && t.headOf(acting{agent: region{t.clauseStart(v.at), v.at}}, x.at):
		default:
			continue
		}
		switch object := a.patient.holds(x.at); {
		case asking[v.stem] || v.stage == open:
			return unsaid
		case object && refusing[v.stem] && !v.neg, v.neg && (object && (getting[v.stem] || occurring[v.stem]) || !object && (took || occurring[v.stem])):
			return denied
		case v.neg || !object && !took && !occurring[v.stem]:
			return unsaid
		}
		return asserted
	}
	if v := t.verbOver(x.at); v >= 0 && !x.neg && x.stage == done && t.termAt[v] >= 0 && !asking[t.terms[t.termAt[v]].stem] && !refusing[t.terms[t.termAt[v]].stem] {
		return asserted // passed her yearly inspection
	}
	if t.under(x.at) && !x.neg && x.stage != open {
		return asserted // free on bail
	}
	if x.event && !x.neg && (t.Word(x.at-1) == "be" || t.Word(x.at-2) == "be") {
		return asserted // there would be an appeal
	}
	return unsaid
}

// hasVerb reports whether a clause has a verb besides auxiliaries.
func (t *telling) hasVerb(number int) bool {
	for n := range t.terms {
		if t.terms[n].clause == number && t.terms[n].verb {
			return true
		}
	}
	return false
}

// verbOver is the token of the verb whose object is the noun at i, with only words of
// time and determiners between; -1 where there is none.
func (t *telling) verbOver(i int) int {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		switch {
		case t.Forms[j].Acts():
			return j
		case !t.Timed[j] && !clause.Determiners[t.Word(j)] && !clause.Pronouns[t.Word(j)] && t.Word(j) != "her" && t.Word(j) != "his" && t.Word(j) != "its" && t.Word(j) != "their":
			return -1
		}
	}
	return -1
}

// under reports whether the noun at i stands behind a preposition of what somebody is
// under or has: on bail, on the witness stand.
func (t *telling) under(i int) bool {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		switch w := t.Word(j); {
		case w == "on" || w == "under" || w == "with":
			return true
		case !clause.Determiners[w] && t.Forms[j] != clause.Plain:
			return false
		}
	}
	return false
}

// noBefore reports whether a no stands before the noun at i, with no other noun between.
func (t *telling) noBefore(i int) bool {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		switch w := t.Word(j); {
		case w == "no" || w == "without" || w == "one" && t.Word(j-1) == "not":
			return true
		case t.Forms[j] != clause.Plain || t.Tokens[j].Stop:
			return false
		}
	}
	return false
}

func (t *telling) clauseStart(i int) int {
	from, _ := t.Bounds(i)
	return from
}

// headOf reports whether the noun at i, and no noun behind it, is what a party of a is:
// the end of its phrase, or what of follows.
func (t *telling) headOf(a acting, i int) bool {
	r := a.agent
	if a.patient.holds(i) {
		r = a.patient
	}
	for j := i + 1; j < r.to; j++ {
		switch w := t.Word(j); {
		case w == "of" || clause.Prepositions[w] || strings.ContainsAny(t.Gap(j), ",;:("):
			return true
		case w == "due":
			return true
		case t.termAt[j] >= 0 && !t.Timed[j] && t.Forms[j] == clause.Plain:
			return false
		}
	}
	return true
}

// subjectName is the last word of the name of who acts at token v, a pronoun led back to
// the last name before it; empty where that is not clear. back tells how it was found: 0 as it
// stands there, 1 in the same sentence, 2 in one before.
func (t *telling) subjectName(v int) (name string, back int) {
	a := t.actingAt(v)
	r := a.agent
	if a.passive || r.empty() {
		r = a.patient
	}
	if name := t.lastName(r); name != "" {
		return name, 0
	}
	if r.empty() || !clause.Pronouns[t.Word(r.to-1)] && !clause.Pronouns[t.Word(r.from)] {
		return "", 0
	}
	if name := t.lastName(region{0, r.from}); name != "" && t.onlyPerson() {
		return name, 1
	}
	for b, n := t.before, 0; b != nil && n < farBack && b.english; b, n = b.before, n+1 {
		if v := b.FirstVerb(0, len(b.Tokens)); v < len(b.Tokens) {
			if name := b.lastName(b.actingAt(v).agent); name != "" {
				return name, 2
			}
		}
	}
	return "", 0
}

// farBack is how many sentences back a pronoun may lead.
const farBack = 3

// onlyPerson reports whether one holder is named, or none.
func (t *telling) onlyPerson() bool { return len(t.holders) < 2 }

// lastName is the last word of the name that a stretch ends in; empty where it has none.
func (t *telling) lastName(r region) string {
	for i := min(r.to, len(t.Tokens)) - 1; i >= r.from; i-- {
		if n := t.termAt[i]; n >= 0 && t.terms[n].name && !words.Country(t.terms[n].stem) {
			return t.Word(i)
		}
	}
	return ""
}

// clauseMark is the words around term n that tell it, as the part that differs: no more
// than its clause.
func (t *telling) clauseMark(n int) mark {
	x := &t.terms[n]
	from, to := t.Bounds(x.at)
	first, last := x.at, x.at
	before, behind := wordsBefore, wordsBehind
	if to-from <= wholeClause {
		before, behind = wholeClause, wholeClause
	}
	for first > from && first > x.at-before && !strings.ContainsAny(t.Gap(first), ",;:()\"”“") && !breaks[t.Word(first-1)] {
		first--
	}
	for last+1 < to && last < x.at+behind && !strings.ContainsAny(t.Gap(last+1), ",;:()\"”“") {
		last++
	}
	for last > x.at && (clause.Prepositions[t.Word(last)] || clause.Determiners[t.Word(last)] || t.Word(last) == "and" || t.Word(last) == "or") {
		last--
	}
	for first < x.at && first > from && (clause.Prepositions[t.Word(first)] || strings.HasSuffix(t.Word(first), "ly")) {
		first++
	}
	key := x.stem
	if t.said != nil && t.said[n] == denied {
		key = "not " + key
	}
	return mark{t, first, last, t.words(first, last), key}
}

// breaks are words before which nothing belongs to what a clause tells.
var breaks = words.Set(`that and but or which who because when while after before as whether if than then`)

// How many words of its clause tell a term at most.
const (
	wordsBefore = 5
	wordsBehind = 5
	wholeClause = 12 // a clause of no more words tells it whole
)
