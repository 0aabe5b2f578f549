package compare

import (
	"strings"

	"footnote/answer/clause"
)

// byOne are verbs and nouns of what one person or firm does, so that another is a
// contradiction.
var byOne = stemSet(`table draft design order build discover score propose write found steer drive pilot lead broker mediate invent compromise
	win buy own fire hit`)

// deeds notes that the tellings of a story give one deed to two people.
func (p *pair) deeds() {
	if p.a.Article == p.b.Article || p.gravest() >= gravity[Update] {
		return
	}
	for n := range p.a.terms {
		x := &p.a.terms[n]
		if !byOne[x.stem] || x.aside || x.quoted || p.toB[n].at < 0 || p.b.terms[p.toB[n].at].lexeme != x.lexeme {
			continue
		}
		k := int(p.toB[n].at)
		y := &p.b.terms[k]
		if y.aside || y.quoted || x.neg || y.neg || x.stage != y.stage || x.weight < rare && y.weight < rare {
			continue
		}
		who, whose := p.a.doer(x), p.b.doer(y)
		if who.empty() || whose.empty() || p.fit(who, whose) >= misfit || p.a.names(p.b, whose) || p.b.names(p.a, who) {
			continue
		}
		if v, w := p.a.theme(x), p.b.theme(y); x.verb && y.verb && p.fit(v, w) < 0.9 {
			continue
		}
		p.matchBack()
		p.add(finding{slot: Name, kind: Contradiction, a: p.a.regionMark(who), b: p.b.regionMark(whose), about: p.a.nameWords(n), sure: 0.5, deed: true})
		return
	}
}

// doer is the name of who does what the term x tells: tabled by her, the work of her,
// the order that she gave; empty where no name is told.
func (t *telling) doer(x *term) region {
	if x.verb {
		return t.nameAtEnd(t.actingAt(x.at).agent)
	}
	from, to := t.Bounds(x.at)
	for i := from; i < to; i++ {
		n := t.termAt[i]
		switch {
		case n < 0:
		case t.Tokens[i].Stem == "work" && t.Word(i+1) == "of" && i > x.at:
			return t.nameAtEnd(t.phrase(i+2, to))
		case t.terms[n].verb && (givers[t.terms[n].stem] || byOne[t.terms[n].stem]) && t.actingAt(i).patient.holds(x.at):
			return t.nameAtEnd(t.actingAt(i).agent)
		}
	}
	return region{}
}

var givers = stemSet(`give make issue bring`)

// nameAtEnd is the name in which a stretch ends, the stretch cut to it; empty where it
// ends in none.
func (t *telling) nameAtEnd(r region) region {
	to := min(r.to, len(t.Tokens))
	for to > r.from && (t.termAt[to-1] < 0 || t.Word(to-1) == "who") {
		to--
	}
	from := to
	for from > r.from && t.termAt[from-1] >= 0 && t.terms[t.termAt[from-1]].name && (from == to || strings.TrimSpace(t.Gap(from)) == "") {
		from--
	}
	if to-from < 2 && !(to > from && t.anyName(region{from, to})) || from > r.from && from < to && clause.Prepositions[t.Word(from-1)] {
		return region{}
	}
	return region{from, to}
}

// names reports whether t has the last word of a name of another telling.
func (t *telling) names(in *telling, r region) bool {
	last := in.Word(r.to - 1)
	for i := range t.Tokens {
		if t.Tokens[i].Upper && t.Word(i) == last {
			return true
		}
	}
	return false
}
