package compare

import (
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// guard takes back the findings that something in either telling forbids: that one is of
// another time, of others, of a part, or tells what is no fact. What the rest of the
// engine aligns by the words that two sentences share, it parts by one that they do not.
func (p *pair) guard() {
	if len(p.found) == 0 {
		return
	}
	p.twoPersons()
	for i := range p.found {
		p.respelt(&p.found[i])
	}
	p.found = slices.DeleteFunc(p.found, p.forbidden)
}

// forbidden reports whether a finding is none.
func (p *pair) forbidden(f finding) bool {
	for _, g := range guards {
		if g.of != "" && g.of != f.slot {
			continue
		}
		if g.forbids(p, &f, f.a, f.b) || g.forbids(p, &f, f.b, f.a) {
			return true
		}
	}
	return false
}

// guards are what forbids a finding, each asked of x beside y and of y beside x; of a
// slot alone where one is given.
var guards = []struct {
	of      Slot
	forbids func(p *pair, f *finding, x, y mark) bool
}{
	{"", (*pair).otherOrdinal},
	{"", (*pair).otherSex},
	{"", (*pair).noFact},
	{"", (*pair).correctedNote},
	{Number, (*pair).otherTime},
	{Number, (*pair).outdated},
	{Number, (*pair).otherWeekday},
	{Number, (*pair).otherUnit},
	{Number, (*pair).otherSubject},
	{Number, (*pair).otherExtent},
	{Number, (*pair).otherOutcome},
	{Number, (*pair).roundedShare},
	{Number, (*pair).ofThose},
	{Number, (*pair).addsUp},
	{Number, (*pair).otherMouth},
	{Name, (*pair).otherRank},
	{Date, (*pair).otherZone},
	{Date, (*pair).otherMatter},
	{Date, (*pair).otherNames},
	{Date, (*pair).otherSums},
	{Event, (*pair).otherOwner},
	{Event, (*pair).otherCount},
}

// quantAt is the number that a mark is of; nil for none.
func (m mark) quantAt() *quant {
	for i := range m.in.quants {
		if q := &m.in.quants[i]; q.first == m.first && q.last == m.last {
			return q
		}
	}
	return nil
}

// inClause reports whether a token of the mark's clause passes; the mark's own are left out.
func (m mark) inClause(passes func(i int) bool) bool {
	group := m.in.groups[m.first]
	for i := range m.in.Tokens {
		if m.in.groups[i] == group && (i < m.first || i > m.last) && passes(i) {
			return true
		}
	}
	return false
}

// ordinals tell which of several things of one kind a noun is of.
var ordinals = words.Set(`first second third fourth fifth sixth seventh eighth ninth tenth final semi-final last previous 1st 2nd 3rd 4th 5th`)

// otherOrdinal reports whether one noun is told of with two ordinals: the first reading,
// the second reading.
func (p *pair) otherOrdinal(_ *finding, x, y mark) bool {
	s, t := x.in, y.in
	for i := 0; i+1 < len(s.Tokens); i++ {
		if !ordinals[s.Word(i)] || s.Tokens[i+1].Stop {
			continue
		}
		for j := 0; j+1 < len(t.Tokens); j++ {
			if ordinals[t.Word(j)] && t.Word(j) != s.Word(i) && t.Tokens[j+1].Stem == s.Tokens[i+1].Stem {
				return !p.toldAlso(s, i, t) && !p.toldAlso(t, j, s)
			}
		}
	}
	return false
}

// toldAlso reports whether t has the two words of s that begin at i.
func (p *pair) toldAlso(s *telling, i int, t *telling) bool {
	for j := 0; j+1 < len(t.Tokens); j++ {
		if t.Word(j) == s.Word(i) && t.Tokens[j+1].Stem == s.Tokens[i+1].Stem {
			return true
		}
	}
	return false
}

// sexes are the words that tell of which of the two kinds of people something is, and
// those of the young; a match of the women is none of the men, who go unnamed.
var sexes = map[string]string{"women's": "w", "women’s": "w", "women": "w", "woman's": "w", "female": "w", "girls'": "w", "girls": "w", "ladies": "w",
	"men's": "m", "men’s": "m", "men": "m", "male": "m", "boys'": "m", "boys": "m",
	"youth": "y", "junior": "y", "juniors": "y", "under-21": "y", "under-19": "y", "under-18": "y"}

// sex is of which kind a mark's sentence is, by a word that describes a noun or is who
// acts; empty for none.
func (m mark) sex() string {
	t := m.in
	for i := range t.Tokens {
		of := sexes[t.Word(i)]
		if of == "" || i >= m.first && i <= m.last {
			continue
		}
		q := m.quantAt()
		if q != nil && q.countedAt == i {
			continue
		}
		if t.Possessive(i) || strings.ContainsAny(t.Word(i), "'’") || of == "y" && t.describes(i) || t.Word(i) == "female" || t.Word(i) == "male" {
			return of
		}
		if of != "y" && (i == 0 || t.FirstVerb(i, len(t.Tokens)) == i+1 && t.Tokens[i-1].Stop) && t.groups[i] == t.groups[m.first] {
			return of
		}
	}
	return ""
}

// otherSex reports whether one mark is of women, men or the young and the other is not.
func (p *pair) otherSex(_ *finding, x, y mark) bool { return x.sex() != y.sex() }

// roundedShare reports whether one share is the other in round words: one in eight, 12
// per cent.
func (p *pair) roundedShare(f *finding, x, y mark) bool {
	q, o := x.quantAt(), y.quantAt()
	if f.kind != Contradiction || q == nil || o == nil || q.unit != "%" || o.unit != "%" || q.Value-o.Value > 1 || o.Value-q.Value > 1 {
		return false
	}
	for i := x.first; i <= x.last; i++ {
		if w := x.in.Word(i); fractions[w] > 0 || w == "in" || w == "out" {
			return true
		}
	}
	return false
}

// otherRank reports whether one of two persons holds the office that the other is
// deputy in.
func (p *pair) otherRank(f *finding, x, y mark) bool {
	if f.kind == Wording || f.deed {
		return false
	}
	return x.deputy() && !y.deputy()
}

// deputy reports whether a word for a lesser office stands right before the mark's.
func (m mark) deputy() bool {
	for i := m.first - 1; i >= 0 && i >= m.first-4; i-- {
		if under[m.in.Word(i)] {
			return true
		}
	}
	return false
}

// zones name the clock that an hour is told by.
var zones = words.Set(`gmt utc est edt cet cest pst pdt bst local`)

// otherZone reports whether two hours are told by two clocks.
func (p *pair) otherZone(_ *finding, x, y mark) bool {
	zone := func(m mark) string {
		for i := m.first; i < len(m.in.Tokens) && i <= m.last+2; i++ {
			if zones[m.in.Word(i)] {
				return m.in.Word(i)
			}
		}
		return ""
	}
	return zone(x) != "" && zone(x) != zone(y)
}

// otherMatter reports whether the date x is of an office and that of y of something else:
// elected mayor, elected to the council.
func (p *pair) otherMatter(_ *finding, x, y mark) bool {
	made := func(n *term) bool { return n.is&office != 0 && n.at > 0 && x.in.Forms[n.at-1] == clause.Verb }
	return p.ownNoun(x, made) && p.ownNoun(y, func(n *term) bool { return n.is&vagueNoun == 0 })
}

// ownNoun reports whether the mark's clause has a common noun that the other telling
// lacks and that passes.
func (p *pair) ownNoun(m mark, passes func(n *term) bool) bool {
	ms := &p.toB
	if m.in == p.b {
		p.matchBack()
		ms = &p.toA
	}
	for n := range m.in.terms {
		x := &m.in.terms[n]
		noun := !x.verb && !describesFreely(x) || x.is&office != 0
		if noun && x.clause == m.in.groups[m.first] && !x.name && !x.aside && ms[n].much < 0.5 && passes(x) {
			return true
		}
	}
	return false
}

// twoPersons takes back that one surname has two given names where the tellings differ in
// more than that: they are two persons.
func (p *pair) twoPersons() {
	two := func(f finding) bool {
		return f.slot == Name && f.kind == Contradiction && sameSurname(f.a.value, f.b.value) && !alikeGiven(f.a.value, f.b.value)
	}
	if len(p.found) > 1 && slices.ContainsFunc(p.found, two) {
		p.found = nil
		p.isApart = true
	}
}

// sameSurname reports whether two names end alike and do not begin alike.
func sameSurname(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[len(x)-1] == y[len(y)-1] && x[0] != y[0]
}

// alikeGiven reports whether the given names of two names may be one, spelled in two ways.
func alikeGiven(a, b string) bool {
	x, y := strings.ToLower(strings.Fields(a)[0]), strings.ToLower(strings.Fields(b)[0])
	return x[0] == y[0] && (words.Distance(x, y) == 1 || strings.HasPrefix(x, y) || strings.HasPrefix(y, x))
}

// respelt makes a name that is only spelled otherwise a matter of wording.
func (p *pair) respelt(f *finding) {
	if f.slot == Name && f.kind == Contradiction && sameSurname(f.a.value, f.b.value) && alikeGiven(f.a.value, f.b.value) {
		f.kind = Wording
	}
}

// otherOwner reports whether what x tells is told of somebody of a place or a body that y
// and the leads of the story do not have: the mayor of another town.
func (p *pair) otherOwner(_ *finding, x, y mark) bool {
	t, ms := x.in, &p.toB
	if t == p.b {
		p.matchBack()
		ms = &p.toA
	}
	v := t.actingAt(x.first)
	if t.Forms[x.first] == clause.Auxiliary || !t.Forms[x.first].Acts() {
		v = t.actingAt(x.last)
	}
	r := v.agent
	if v.passive || r.empty() {
		r = v.patient
	}
	for i := r.from; i < r.to; i++ {
		n := t.termAt[i]
		if n < 0 || !t.terms[n].name || t.terms[n].lead || ms[n].much >= 0.5 || i == r.from {
			continue
		}
		if w := t.Word(i - 1); w == "of" || w == "in" {
			return i >= 2 && t.termAt[i-2] >= 0 && t.terms[t.termAt[i-2]].is&office != 0
		}
	}
	return false
}

// otherCount reports whether two things that happened befell two numbers of people: 12
// are missing, nine have died; or what is denied is a number: that 70 died.
func (p *pair) otherCount(f *finding, x, y mark) bool {
	for i := range x.in.quants {
		q := &x.in.quants[i]
		if q.clause != x.in.groups[x.first] || q.unit != "" || q.effect == 0 {
			continue
		}
		for j := range y.in.quants {
			if o := &y.in.quants[j]; o.clause == y.in.groups[y.first] && o.unit == "" && o.effect != 0 && (q.effect&o.effect == 0) == (f.kind == Update) && !q.agrees(o) {
				return true
			}
		}
	}
	return false
}

// otherNames reports whether the clauses of both marks name what the other telling does not.
func (p *pair) otherNames(f *finding, x, y mark) bool {
	return f.kind == Contradiction && p.ownName(x) && p.ownName(y)
}

// ownName reports whether the mark's clause has a name, of no person who speaks or holds
// an office, that the other telling lacks.
func (p *pair) ownName(m mark) bool {
	t, ms := m.in, &p.toB
	if t == p.b {
		p.matchBack()
		ms = &p.toA
	}
	for n := range t.terms {
		x := &t.terms[n]
		if x.name && !x.aside && x.clause == t.groups[m.first] && ms[n].much < 0.5 && !t.titled(x.at) && !t.voice.holds(x.at) {
			return true
		}
	}
	return false
}

// otherSums reports whether the clauses of two dates give other numbers of one kind, each of
// its own time: 8 million this year, 11 million next year.
func (p *pair) otherSums(_ *finding, x, y mark) bool {
	v, w := x, y
	if v.in != p.a {
		v, w = y, x
	}
	return p.countsApart(p.a.groups[v.first], p.b.groups[w.first])
}
