package compare

import (
	"strings"

	"footnote/answer/clause"
)

// staged notes that what was planned or open in the earlier telling is done, called
// off or decided in the later.
func (p *pair) staged() {
	if p.a.day == "" || p.a.day >= p.b.day || p.own() < 1 || !p.oneEvent() || p.gravest() >= gravity[Update] {
		return
	}
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if x.aside || x.name {
			continue
		}
		for k := range p.b.terms {
			y := &p.b.terms[k]
			if y.aside || y.name || !p.ends(x, y) {
				continue
			}
			f := finding{slot: Event, kind: Update, a: p.a.termMark(x), b: p.b.termMark(y), about: p.about(n), sure: 0.6}
			if f.a.key == f.b.key {
				if strings.EqualFold(f.a.value, f.b.value) {
					f.a, f.b = p.a.clauseMark(n), p.b.clauseMark(k)
				}
				f.a.key = "planned " + f.a.key
			}
			p.found = append(p.found, f)
			return
		}
	}
}

// ends reports whether y, of the later telling, tells what became of x, which was
// planned or open.
func (p *pair) ends(x, y *term) bool {
	if cancelling[y.stem] && y.verb && !p.tells(p.a, y.lexeme) && y.stage == done && x.stage != done && (x.verb || x.event) && p.cancels(x, y) {
		return true
	}
	if courseOf(x.lexeme, y.lexeme) {
		return p.a.isOpen(x) && (y.stage == done || y.neg || y.stage == planned) && !p.tells(p.a, y.lexeme) && !p.onlyTells(p.b, x) && (p.names > 0 || p.own() > 1)
	}
	if p.own() < 2 || p.sameStage(x) || x.stage == done || y.stage != done || !x.verb && !x.event || !y.head() || min(p.nearA, p.nearB) < 0.45 {
		return false
	}
	if x.verb && y.verb && p.others(p.a.actingAt(x.at), p.b.actingAt(y.at)) {
		return false
	}
	if x.verb != y.verb && x.lexeme != y.lexeme && x.stem[:min(4, len(x.stem))] != y.stem[:min(4, len(y.stem))] {
		return false
	}
	return like(x.lexeme, y.lexeme) >= 0.8 || opposed(x.lexeme, y.lexeme)
}

// cancelling are verbs by which what was planned will not be.
var cancelling = stemSet(`cancel call_off scrap suspend drop avert abandon axe shelve halt`)

// cancels reports whether b tells that what x tells was called off by the verb y.
func (p *pair) cancels(x, y *term) bool {
	patient := p.b.actingAt(y.at).patient
	for k := range p.b.terms {
		if z := &p.b.terms[k]; patient.holds(z.at) && like(x.lexeme, z.lexeme) >= 0.7 {
			return true
		}
	}
	return false
}

// sameStage reports whether b tells what x tells, as far as x does.
func (p *pair) sameStage(x *term) bool {
	for k := range p.b.terms {
		if y := &p.b.terms[k]; !y.name && y.stage == x.stage && like(x.lexeme, y.lexeme) >= 0.7 {
			return true
		}
	}
	return false
}

// others reports whether those who act, or to whom it is done, are others in the two
// tellings, and neither has the other's in another part: talks began, they began talks.
func (p *pair) others(v, w acting) bool {
	return p.crossed(v, w) && p.fit(v.agent, w.patient) < misfit && p.fit(v.patient, w.agent) < misfit
}

// isOpen reports whether what x leaves open is so where t was told: nothing in its
// clause is told as done, or it still is.
func (t *telling) isOpen(x *term) bool {
	w := t.Word(x.at)
	switch {
	case x.verb && t.stillSo(x.at), !t.story && t.goesOn(x.clause):
		return true
	case !x.verb && (strings.HasSuffix(w, "or") || strings.HasSuffix(w, "ors") || strings.HasSuffix(w, "er") || strings.HasSuffix(w, "ers")), x.verb && t.Forms[x.at] == clause.Verb && x.stage != open && x.is&missed == 0:
		return false
	case x.stage != done && x.verb:
		return true
	}
	for n := range t.terms {
		y := &t.terms[n]
		if y.clause != x.clause {
			continue
		}
		if y.stem == "still" {
			return true
		}
		if y.verb && y.stage == done && t.Forms[y.at] == clause.Verb && y.is&(lightVerb|saying|effects) == 0 {
			return false
		}
	}
	return true
}

// goesOn reports whether a clause tells that something went into its second day, or a later one.
func (t *telling) goesOn(number int) bool {
	for i := range t.Tokens {
		if w := t.Word(i); t.groups[i] == number && w == "its" && (t.Word(i-1) == "into" || t.Word(i-1) == "in") && (t.Word(i+2) == "day" || t.Word(i+2) == "week" || t.Word(i+2) == "month") {
			return true
		}
	}
	return false
}

// stillSo reports whether the participle at i tells of a state that lasted when it was
// told: has been suspended, is closed.
func (t *telling) stillSo(i int) bool {
	if t.Word(i+1) == "by" {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch w := t.Word(j); {
		case w == "is" || w == "are" || w == "remain" || w == "remains" || w == "been" && (t.Word(j-1) == "has" || t.Word(j-1) == "have"):
			return true
		case !strings.HasSuffix(w, "ly") && w != "still" && w != "being":
			return false
		}
	}
	return false
}

// tells reports whether a telling has the word, or one that may stand for it.
func (p *pair) tells(t *telling, x *lexeme) bool {
	for n := range t.terms {
		if y := &t.terms[n]; (y.verb || y.event) && like(x, y.lexeme) >= 0.7 && y.stage == done {
			return true
		}
	}
	return false
}

// onlyTells reports whether a telling has the very word as what is still so.
func (p *pair) onlyTells(t *telling, x *term) bool {
	for n := range t.terms {
		if y := &t.terms[n]; y.lexeme == x.lexeme && y.stage == open {
			return true
		}
	}
	return false
}
