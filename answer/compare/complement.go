package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A complement is what a preposition leads to behind a verb or noun that takes one such
// alone: convicted of fraud, bound for Lima, taken to Saint Anselm.
type complement struct {
	region
	kind uint8 // index in complements
	at   int   // the token of the verb or noun
}

// complements are words with the prepositions behind them, a line for those that tell
// the same of one thing.
var complements = complementsIn(`
convict sentence jail imprison guilty life | of for
charge accuse indict | with of
verdict conclusion rule die | of by from
bear hail native | in from of
bind head sail | for to
flight plane train ship bus ferry | from
rush fly take airlift | to
bury | in at
start begin break_out originate | in at on
crash collide | into with
`)

type complementKind struct{ words, preps map[string]bool }

func complementsIn(list string) (kinds []complementKind) {
	for line := range strings.Lines(list) {
		if left, right, ok := strings.Cut(line, "|"); ok {
			kinds = append(kinds, complementKind{stemSet(left), words.Set(right)})
		}
	}
	return kinds
}

// The kinds that tell what somebody did or died of, by whose words they are compared.
const lastCharge = 2

// offences are what people are tried for, and what the dead are found to have died of.
var offences = clause.Stems(`murder manslaughter homicide kidnapping kidnap abduction rape robbery burglary theft fraud bribery corruption perjury arson assault
	espionage treason terrorism smuggling trafficking blackmail extortion embezzlement forgery negligence blasphemy sedition vandalism
	accident misadventure suicide drowning poisoning`)

// findComplements finds what stands behind the words of complements.
func (t *telling) findComplements() {
	for n := range t.terms {
		x := &t.terms[n]
		if x.neg || x.stage != done || x.quoted {
			continue
		}
		for kind := range complements {
			c := &complements[kind]
			if !c.words[x.stem] {
				continue
			}
			_, to := t.Bounds(x.at)
			for i := x.at + 1; i < to && i < x.at+5; i++ {
				if c.preps[t.Word(i)] && !t.InTime(i+1) {
					if r := t.phrase(i+1, len(t.Tokens)); t.hasTerm(r.from, r.to) {
						t.complements = append(t.complements, complement{r, uint8(kind), x.at})
					}
					break
				}
			}
		}
	}
}

// otherComplement notes that one thing is told with two complements.
func (p *pair) otherComplement() {
	if p.a.Article == p.b.Article || p.gravest() >= gravity[Update] {
		return
	}
	for _, c := range p.a.complements {
		for _, d := range p.b.complements {
			if c.kind != d.kind || !p.misfitting(c, d) || !p.ofOne(c, d) {
				continue
			}
			p.add(finding{slot: Event, kind: Contradiction, a: p.a.regionMark(c.region), b: p.b.regionMark(d.region), about: p.complementOf(c), sure: 0.5})
			return
		}
	}
}

// complementOf is what the complement c is of, in words for people.
func (p *pair) complementOf(c complement) string {
	if r := p.a.subjectOf(c.at); p.a.hasTerm(r.from, r.to) {
		return p.a.regionWords(r)
	}
	return p.a.words(c.at, c.at)
}

// misfitting reports whether two complements are of two things: two offences, or two
// names neither of which the other telling has.
func (p *pair) misfitting(c, d complement) bool {
	if c.kind <= lastCharge {
		x, y := p.a.offence(c.region), p.b.offence(d.region)
		return x != nil && y != nil && like(x.lexeme, y.lexeme) < 0.6 && !p.a.holdsLike(y.lexeme) && !p.b.holdsLike(x.lexeme)
	}
	p.matchBack()
	return p.a.anyName(c.region) && p.b.anyName(d.region) && !p.a.wide(c.region) && !p.b.wide(d.region) && p.unheld(c.region, d.region) && !p.strange(c.region, d.region)
}

// offence is the first offence in a stretch; nil for none.
func (t *telling) offence(r region) *term {
	for n := range t.terms {
		if x := &t.terms[n]; r.holds(x.at) && offences[x.stem] {
			return x
		}
	}
	return nil
}

func (t *telling) holdsLike(l *lexeme) bool {
	for n := range t.terms {
		if like(t.terms[n].lexeme, l) >= 0.7 {
			return true
		}
	}
	return false
}

// ofOne reports whether two complements are told of one thing or person.
func (p *pair) ofOne(c, d complement) bool {
	if p.names > 0 && c.kind < lastCharge {
		return true
	}
	p.matchBack()
	if c.kind == lastCharge {
		return p.beside(-1, -1) >= leastBeside
	}
	r, s := p.a.subjectOf(c.at), p.b.subjectOf(d.at)
	if p.a.lastName(r) != "" && p.a.lastName(r) == p.b.lastName(s) {
		return true
	}
	return p.fit(r, s) >= 0.7 && (p.a.soleOf(r) && p.b.soleOf(s))
}

// subjectOf is what the word at token i is told of: the subject of a verb, or the noun
// with what stands before it.
func (t *telling) subjectOf(i int) region {
	if t.Forms[i].Acts() {
		a := t.actingAt(i)
		if a.passive {
			return a.patient
		}
		return a.agent
	}
	from := i
	for from > 0 && from > i-4 && strings.TrimSpace(t.Gap(from)) == "" && !t.Forms[from-1].Acts() && !clause.Prepositions[t.Word(from-1)] {
		from--
	}
	return region{from, i + 1}
}

// soleOf reports whether a stretch tells of the one thing of its kind: the last flight.
func (t *telling) soleOf(r region) bool {
	for i := r.from; i < r.to; i++ {
		if w := t.Word(i); w == "last" || w == "first" || w == "only" {
			return true
		}
	}
	return false
}
