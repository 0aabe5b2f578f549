package compare

import (
	"cmp"
	"slices"

	"footnote/answer/clause"
	"footnote/article"
)

// relate says how two tellings stand to each other, and where they differ. It is
// symmetric: with a and b exchanged the relation is the same, and so are the findings
// but for those whose sides have no order. Where it is not sure it finds nothing.
func relate(a, b *telling) (Relation, []finding) {
	if cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.Text, b.Text)) > 0 {
		a, b = b, a
	}
	if !a.english || !b.english {
		return relateWords(a, b), nil
	}
	p := pair{a: a, b: b, story: a.story && b.story}
	p.match()
	if a.question || b.question {
		return Unrelated, nil
	}
	p.otherAge()
	if p.shared > 0 && p.otherVoice() {
		return Contradicted, p.found
	}
	p.otherParty()
	if !p.near() {
		return p.far()
	}
	p.apart()
	p.numbers()
	p.dated()
	p.otherHour()
	p.events()
	p.otherCause()
	p.otherPlace()
	p.otherBirthplace()
	p.otherBeginning()
	p.persons()
	p.storied()
	p.guard()
	p.rivals()
	return p.settle(), p.found
}

// far is how two tellings stand to each other that have few words in common.
func (p *pair) far() (Relation, []finding) {
	p.storied()
	if len(p.found) == 0 && (!p.story || !p.measured() && !p.dateAlike()) {
		return Unrelated, nil
	}
	p.matchBack()
	p.numbers()
	p.datedLoosely()
	p.otherHour()
	p.persons()
	p.guard()
	return p.settle(), p.found
}

// A Differing is a difference between two texts.
type Differing struct {
	Slot  Slot
	Kind  Kind
	A, B  string  // the words of either that differ
	About string  // what they are about, in a few words
	Sure  float64 // 0 to 1
}

// Relate says how two sentences of the news, published on the days given (empty where
// these are not known), stand to each other, and where they differ. Of a text of more
// sentences the first is compared; a text without one is unrelated to all. It is
// symmetric but for A and B. Only English is compared; of other texts it says no more
// than that they are the same.
func Relate(a, b string, aDay, bDay article.Date) (Relation, []Differing) {
	x, y := tellingOf(a, aDay), tellingOf(b, bDay)
	if x == nil || y == nil {
		return Unrelated, nil
	}
	r, fs := relate(x, y)
	var ds []Differing
	for _, f := range fs {
		d := Differing{Slot: f.slot, Kind: f.kind, A: f.a.value, B: f.b.value, About: f.about, Sure: f.sure}
		if f.a.in != x {
			d.A, d.B = d.B, d.A
		}
		ds = append(ds, d)
	}
	return r, ds
}

// tellingOf is the telling of the first sentence of a text; nil where it has none.
func tellingOf(text string, day article.Date) *telling {
	a, err := article.Given(text, day)
	if err != nil || len(a.Sentences) == 0 {
		return nil
	}
	if a.Lang == "" {
		a.Lang = "en" // too short to be told: a name and a verb
	}
	return newTelling(clause.New(a, 0, clause.TimesBySentence(a)[0]), nil, nil)
}

// relateWords compares two tellings of which one is in a language without rules.
func relateWords(a, b *telling) Relation {
	if len(a.Tokens) == 0 || len(a.Tokens) != len(b.Tokens) {
		return Unrelated
	}
	for i := range a.Tokens {
		if a.Tokens[i].Word != b.Tokens[i].Word {
			return Unrelated
		}
	}
	return Same
}

// gravity orders kinds, the gravest last.
var gravity = map[Kind]int{Wording: 1, Precision: 2, Update: 3, Contradiction: 4}

// settle says how the tellings stand to each other by what was found.
func (p *pair) settle() Relation {
	slices.SortStableFunc(p.found, func(f, g finding) int { return gravity[g.kind] - gravity[f.kind] })
	if len(p.found) > 0 {
		switch p.found[0].kind {
		case Contradiction:
			return Contradicted
		case Update:
			return Updated
		case Precision:
			return Compatible
		}
	}
	switch {
	case len(p.found) == 0 && (!p.near() || !p.oneEvent() || !p.story && p.parted()):
		return Unrelated
	case min(p.covA, p.covB) >= p.leastSaid() && p.sameDetails():
		return Same
	}
	return Compatible
}

// saidAll is the part of either that the other holds where both say the same.
const saidAll = 0.6

// leastSaid is saidAll, or less for two lone tellings that name the same, give the same
// number and tell the same of them: each has another word to describe who they are.
func (p *pair) leastSaid() float32 {
	if !p.story && p.names > 2 && p.heads >= kin && p.oneNumber() {
		return 0.55
	}
	return saidAll
}

// sameDetails reports whether neither telling has a number or a date that the other
// lacks, nor another speaker.
func (p *pair) sameDetails() bool {
	for i := range p.a.quants {
		if q := &p.a.quants[i]; !p.equalTo(q) && !p.a.besides(q) && !p.b.accounts(q) {
			return false
		}
	}
	for j := range p.b.quants {
		if o := &p.b.quants[j]; !p.a.countsAlso(o) && !p.b.besides(o) && !p.a.accounts(o) {
			return false
		}
	}
	for n := range p.a.terms {
		if m := p.toB[n]; m.at >= 0 && !m.lent && m.much >= 0.9 && !p.a.terms[n].name && !p.a.terms[n].verb && p.a.terms[n].neg != p.b.terms[m.at].neg {
			return false
		}
	}
	if f := p.fit(p.a.voice.region, p.b.voice.region); f >= 0 && f < misfit {
		return false
	}
	return p.a.datedIn(p.b) && p.b.datedIn(p.a)
}

// datedIn reports whether every date of t, those of somebody's saying aside, meets one of o.
func (t *telling) datedIn(o *telling) bool {
	for i := range t.moments {
		m := &t.moments[i]
		met := m.aside
		for j := range o.moments {
			n := &o.moments[j]
			met = met || m.Overlaps(n.Range) && m.Days() <= 2*n.Days() && n.Days() <= 2*m.Days()
		}
		if !met {
			return false
		}
	}
	return true
}
