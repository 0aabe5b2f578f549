package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// otherUnit reports whether one number is told by the day, the head or the like and the
// other is not, or by another.
func (p *pair) otherUnit(_ *finding, x, y mark) bool {
	v, w := x.per(), y.per()
	q, o := x.quantAt(), y.quantAt()
	if v == w || q == nil || o == nil {
		return false
	}
	return v != "" && w != "" || max(q.Value, o.Value) >= totalOf*min(q.Value, o.Value)
}

// totalOf is how much greater the sum of a number told for each is at least.
const totalOf = 1.5

// perWords are what a number may be told for each of.
var perWords = words.Set(`day week month year hour minute night person head family household child ticket share barrel tonne ton litre unit seat passenger worker employee
	kilometre mile metre game match pupil student resident voter customer piece`)

// per is for each of what a number is told: the day of "$100 a day"; empty for none.
func (m mark) per() string {
	t := m.in
	for i := m.last + 1; i+1 < len(t.Tokens) && i <= m.last+5; i++ {
		if strings.ContainsAny(t.Gap(i), ",;:()") {
			break
		}
		switch w := t.Word(i); {
		case (w == "a" || w == "an" || w == "per" || w == "every" || w == "each") && perWords[t.Word(i+1)] && (i == m.last+1 || !clause.Prepositions[t.Word(i-1)]):
			if q := m.quantAt(); q != nil && q.unit == "mph" || w == "an" && t.Word(i+1) == "hour" {
				return ""
			}
			return t.Word(i + 1)
		case w == "each" || w == "apiece":
			return "each"
		case w == "daily" || w == "weekly" || w == "monthly" || w == "annually" || w == "yearly":
			return strings.TrimSuffix(w, "ly")
		}
	}
	if i := m.last + 1; i < len(t.Tokens) && (t.Word(i) == "each" || t.Word(i) == "apiece") {
		return "each"
	}
	return ""
}

// otherSubject reports whether two numbers are what two things came to: exports rose 4
// per cent, imports 6.
func (p *pair) otherSubject(_ *finding, x, y mark) bool {
	if x.in != p.a {
		return false // once is enough
	}
	q, o := x.quantAt(), y.quantAt()
	if q == nil || o == nil || q.effect|o.effect != 0 || q.unit == "score" {
		return false
	}
	v, w := p.a.governing(x), p.b.governing(y)
	if v < 0 || w < 0 || like(lexemeOf(p.a.stemAt(v)), lexemeOf(p.b.stemAt(w))) < 0.8 {
		return false
	}
	r, s := p.a.actingAt(v).agent, p.b.actingAt(w).agent
	if r.empty() || s.empty() {
		return false
	}
	n, k := p.a.lastIn(r), p.b.lastIn(s)
	if n < 0 || k < 0 {
		return false
	}
	p.matchBack()
	a, b := &p.a.terms[n], &p.b.terms[k]
	return !a.name && !b.name && (a.is|b.is)&(person|office|anyone|guess|saying) == 0 && p.toB[n].much < 0.65 && p.toA[k].much < 0.65 && !p.agreeIn(r, s)
}

// agreeIn reports whether two stretches share a word.
func (p *pair) agreeIn(r, s region) bool {
	best, _ := p.bestIn(r, s)
	return best >= 0.7
}

// governing is the token of the verb before a mark in its clause; -1 where none is.
func (t *telling) governing(m mark) int {
	for i := m.first - 1; i >= 0 && t.groups[i] == t.groups[m.first]; i-- {
		if t.Forms[i].Acts() && !t.Timed[i] {
			return i
		}
	}
	return -1
}

var (
	// everyPlace are words of a clause whose number is that of everywhere.
	everyPlace = words.Set(`nationwide countrywide worldwide nationally altogether overall total`)
	// manyPlaces are what a number may be of several of.
	manyPlaces = words.Set(`towns cities countries states regions provinces districts villages places counties`)
)

// otherExtent reports whether x is of one place or hour and y of more: 40,000 in Lenn,
// 150,000 in 14 towns; turnout at noon.
func (p *pair) otherExtent(f *finding, x, y mark) bool {
	if y.everywhere() && !x.everywhere() && (x.local() || f.kind == Contradiction) {
		return true
	}
	q, o := x.quantAt(), y.quantAt()
	if q == nil || o == nil {
		return false
	}
	if q.unit == "%" && f.kind == Contradiction && x.in.hourOf(q) > 0 && y.in.hourOf(o) == 0 {
		return true
	}
	return p.localOnly(f, x, y)
}

// everywhere reports whether a mark's clause is of many places at once.
func (m mark) everywhere() bool {
	t := m.in
	return m.inClause(func(i int) bool {
		w := t.Word(i)
		return everyPlace[w] && w != "total" || w == "total" && t.Word(i-1) == "in" || manyPlaces[w] && i > 0 && t.Word(i-1) != "the" && (t.Tokens[i-1].Number || t.counts[i-1] || t.Word(i-1) == "other" || t.Word(i-1) == "several" || t.Word(i-1) == "many" || t.Word(i-1) == "all") ||
			(w == "across" || w == "throughout") && t.Word(i+1) == "the" && (t.Word(i+2) == "country" || t.Word(i+2) == "region" || t.Word(i+2) == "world" || t.Word(i+2) == "state")
	})
}

// local reports whether a mark's clause names a place behind in.
func (m mark) local() bool {
	return m.placeOf() >= 0
}

// placeOf is the term of the name behind in or at that follows the mark most closely in its
// clause, or opens the clause; -1 for none.
func (m mark) placeOf() int {
	t, best, least := m.in, -1, 99
	for i := range t.Tokens {
		if w := t.Word(i); w != "in" && w != "at" || t.groups[i] != t.groups[m.first] || i+1 >= len(t.Tokens) || t.InTime(i+1) {
			continue
		}
		j := i + 1
		if t.Word(j) == "the" {
			j++
		}
		if j >= len(t.Tokens) || t.termAt[j] < 0 || !t.terms[t.termAt[j]].name && t.Word(j) != "capital" {
			continue
		}
		gap := i - m.last
		if i < m.first {
			gap = m.first - i + 3
		}
		if gap < least {
			best, least = int(t.termAt[j]), gap
		}
	}
	return best
}

// localOnly reports whether x is of one place, beside which its sentence gives a number of
// another, and y of the other place or of all: 13 in Lenn and 10 in Senn.
func (p *pair) localOnly(f *finding, x, y mark) bool {
	n := x.placeOf()
	if n < 0 {
		return false
	}
	k := y.placeOf()
	if k >= 0 {
		v, w := &x.in.terms[n], &y.in.terms[k]
		return v.lexeme != w.lexeme && like(v.lexeme, w.lexeme) < 0.5 && !x.in.hasStem(w.stem, x) && !y.in.hasStem(v.stem, y)
	}
	if q, o := x.quantAt(), y.quantAt(); q != nil && o != nil && q.effect != 0 && q.Value < o.Value && f.kind == Contradiction && x.befallsThere(q) {
		return true
	}
	if x.in.terms[n].stem == words.For("en").Stem("capital") && !y.in.hasStem(x.in.terms[n].stem, y) {
		return true
	}
	return false
}

// hasStem reports whether the clause of a mark has a word of a stem; one before the mark
// does not count where another number stands between them.
func (t *telling) hasStem(stem string, m mark) bool {
	for i := range t.Tokens {
		if t.Tokens[i].Stem == stem && t.groups[i] == t.groups[m.first] && (i > m.last || !t.numberBetween(i, m.first)) {
			return true
		}
	}
	return false
}

// numberBetween reports whether a number stands before token to and not before token from,
// or opens the clause that from stands in.
func (t *telling) numberBetween(from, to int) bool {
	for n := range t.quants {
		if q := &t.quants[n]; q.first < to && t.groups[q.first] == t.groups[from] {
			return true
		}
	}
	return false
}

// otherOutcome reports whether x is what a side of a contest asked for or may get at most
// and y what it came to.
func (p *pair) otherOutcome(f *finding, x, y mark) bool {
	asks := func(m mark) bool {
		v := m.in.governing(m)
		return v >= 0 && demanding[m.in.Tokens[v].Stem]
	}
	return f.kind != Update && asks(x) && !asks(y)
}

// demanding are verbs of what is asked for or threatens.
var demanding = clause.Stems(`ask seek demand request face propose want`)

// befallsThere reports whether the place of a number is where it befell those whom it
// counts, and not where the event was: two died in Lenn, the fire in Lenn.
func (m mark) befallsThere(q *quant) bool {
	for i := m.last + 1; i+1 < len(m.in.Tokens); i++ {
		if w := m.in.Word(i); w == "in" || w == "at" {
			return (i-1 == q.effectWord || i-1 == q.countedAt) && !m.in.InTime(i+1)
		}
	}
	return false
}

// ofThose reports whether x counts a part of those whom y counts: six of the injured.
func (p *pair) ofThose(_ *finding, x, y mark) bool {
	t, i := x.in, x.last+1
	if t.Word(i) != "of" || !clause.Determiners[t.Word(i+1)] {
		return false
	}
	for j := i + 2; j < len(t.Tokens) && j < i+5; j++ {
		if lexemeOf(t.stemAt(j)).is&effects != 0 || t.Word(j) == "victims" {
			return y.in.Word(y.last+1) != "of"
		}
	}
	return false
}

// joined reports whether the second of two numbers stands behind the first and an and.
func (t *telling) joined(q, o *quant) bool {
	return o.first > q.last && o.first <= q.last+5 && t.Word(o.first-1) == "and"
}

// addsUp reports whether x is one of two numbers of its sentence that come to y: 180
// passengers and six crew, 186 people.
func (p *pair) addsUp(_ *finding, x, y mark) bool {
	q, o := x.quantAt(), y.quantAt()
	if q == nil || o == nil || q.unit != "" || o.unit != "" {
		return false
	}
	for n := range x.in.quants {
		if z := &x.in.quants[n]; z.unit == "" && z.Value > 0 && z.Value+q.Value == o.Value && (x.in.joined(q, z) || x.in.joined(z, q)) {
			return true
		}
	}
	return false
}
