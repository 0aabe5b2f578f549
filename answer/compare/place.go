package compare

import (
	"strings"

	"footnote/internal/words"
)

// A place is where a telling says that something happened.
type place struct {
	region
	way    byte // a at, t to, f from
	clause int
}

// scope finds where things happened: the phrases behind in, at or to that hold a name.
func (t *telling) scope() {
	for i := range t.Tokens {
		way := ways[t.Word(i)]
		if way == 0 || t.InTime(i+1) {
			continue
		}
		r := t.phrase(i+1, len(t.Tokens))
		from, _ := t.Bounds(i)
		if article := t.Word(i+1) == "a" || t.Word(i+1) == "an"; (t.anyName(r) || article && way == 'a' && t.hasTerm(r.from, r.to)) && !t.wide(r) && t.FirstVerb(from, i) < i {
			t.places = append(t.places, place{r, way, t.groups[i]})
		}
	}
}

var ways = map[string]byte{"in": 'a', "at": 'a', "outside": 'a', "to": 't', "into": 't', "from": 'f'}

// wide reports whether a stretch names a wide place, in which others lie.
func (t *telling) wide(r region) bool {
	for i := r.from; i < r.to; i++ {
		switch t.Word(i) {
		case "region", "district", "province", "county", "area", "state", "country", "valley", "island", "north", "south", "east", "west", "coast":
			return true
		}
		if words.Country(t.Tokens[i].Stem) || strings.HasSuffix(t.Word(i), "ern") {
			return true
		}
	}
	return false
}

// otherPlace notes two places of one thing that has one, where all else is the same.
func (p *pair) otherPlace() {
	if len(p.a.places) == 0 || len(p.b.places) == 0 || p.gravest() >= gravity[Update] || !p.oneEvent() || p.a.day != p.b.day && !p.oneTime() && p.verbsAre()&once == 0 {
		return
	}
	x, n := p.a.elsewhere(&p.toB)
	y, m := p.b.elsewhere(&p.toA)
	if n == 0 || m == 0 || x.way != y.way || p.isApart {
		return
	}
	if p.strange(x.region, y.region) {
		return
	}
	if p.names == 0 && !p.story && !p.knownSubject() {
		p.isApart = true // a tram in one town, a tram in another
		return
	}
	rest := min(p.a.beside(x, &p.toB), p.b.beside(y, &p.toA))
	if (rest < 0.8 || !p.sameVerb()) && !(p.names > 2 && rest >= 0.5 && p.verbs() >= 0.7) {
		return
	}
	p.add(finding{slot: Event, kind: Contradiction, a: p.a.regionMark(x.region), b: p.b.regionMark(y.region), about: p.about(0), sure: 0.6})
}

// knownSubject reports whether both tell their verb of something known: the refugees.
func (p *pair) knownSubject() bool {
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if !x.verb || m.at < 0 || m.much < 0.7 || !p.b.terms[m.at].verb {
			continue
		}
		v, w := p.a.actingAt(x.at), p.b.actingAt(p.b.terms[m.at].at)
		if p.a.known(v.patient) && p.b.known(w.patient) || p.a.known(v.agent) && p.b.known(w.agent) {
			return true
		}
	}
	return false
}

// sameVerb reports whether one verb, be it a light one, is in both.
func (p *pair) sameVerb() bool {
	for n := range p.a.terms {
		if x := &p.a.terms[n]; x.verb && p.toB[n].much >= 0.7 && !p.toB[n].lent {
			return true
		}
	}
	return false
}

// verbsAre are the traits of what both tell.
func (p *pair) verbsAre() (is trait) {
	for n := range p.a.terms {
		if x := &p.a.terms[n]; x.verb && p.toB[n].much >= 0.7 {
			is |= x.is
		}
	}
	return is
}

// elsewhere is the place of t whose names the other telling lacks, and how many there are.
func (t *telling) elsewhere(ms *[maxTerms]match) (where *place, n int) {
	for i := range t.places {
		pl := &t.places[i]
		lacks := true
		for k := range t.terms {
			if x := &t.terms[k]; pl.holds(x.at) && (x.name || !t.anyName(pl.region)) && ms[k].much >= 0.5 {
				lacks = false
			}
		}
		if lacks {
			where, n = pl, n+1
		}
	}
	return where, n
}

// beside is how much of the clause of a place, the place left out, the other telling holds.
func (t *telling) beside(pl *place, ms *[maxTerms]match) float32 {
	var sum, total float32
	for n := range t.terms {
		x := &t.terms[n]
		if x.clause != pl.clause || x.aside || x.at >= pl.from-1 && x.at < pl.to {
			continue
		}
		total += x.weight
		sum += x.weight * ms[n].much
	}
	return sum / max(total, 1e-6)
}

// strange reports whether each telling has a name that the other lacks, outside r and
// s, so that they may be of two things: the ferry to Torsk and that to Birka.
func (p *pair) strange(r, s region) bool {
	return p.a.ownName(r, &p.toB) && p.b.ownName(s, &p.toA)
}

func (t *telling) ownName(but region, ms *[maxTerms]match) bool {
	for n := range t.terms {
		x := &t.terms[n]
		if x.name && !x.aside && ms[n].much < 0.5 && !but.holds(x.at) && !t.voice.holds(x.at) && !words.Country(x.stem) && !t.titled(x.at) {
			return true
		}
	}
	return false
}

// otherBirthplace notes that one person was born in two places, as two lone tellings have it.
func (p *pair) otherBirthplace() {
	if p.story || p.names == 0 || p.gravest() >= gravity[Update] {
		return
	}
	r, s := p.a.birthplace(), p.b.birthplace()
	if r.empty() || s.empty() || !p.unheld(r, s) || p.strange(r, s) {
		return
	}
	p.add(finding{slot: Event, kind: Contradiction, a: p.a.regionMark(r), b: p.b.regionMark(s), about: p.about(0), sure: 0.6})
}

// birthplace is where a telling says that somebody was born, by name; empty where it does
// not, or names a country or a wide place.
func (t *telling) birthplace() region {
	for i := range t.Tokens {
		if w := t.Word(i + 1); t.Word(i) != "born" || w != "in" && w != "at" || t.InTime(i+2) {
			continue
		}
		to := i + 2
		for to < len(t.Tokens) && t.groups[to] == t.groups[i] && (to == i+2 || !strings.ContainsAny(t.Gap(to), ",;:")) && !t.Timed[to] {
			to++
		}
		for from := i + 2; from < to; from++ {
			if r := (region{from, to}); t.anyName(region{from, from + 1}) && !t.wide(r) {
				return r
			}
		}
	}
	return region{}
}
