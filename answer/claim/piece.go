package claim

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// A piece is one word of a sentence, or the words of one name, or names that are told
// together: "Mali, Burkina Faso and Niger".
type piece struct {
	first, last int      // words, inclusive
	names       []naming // none where it is no name
}

// A naming is a run of words that name one thing, inclusive.
type naming struct{ first, last int }

var (
	articles = words.Set(`the a an`)
	joining  = words.Set(`and or`)
)

// pieces cuts the sentence; articles are left out.
func (t *text) pieces() []piece {
	var ps []piece
	for i := 0; i < len(t.words); i++ {
		switch {
		case t.named(i):
			p := t.list(i)
			ps = append(ps, p)
			i = p.last
		case !articles[t.words[i].Word]:
			ps = append(ps, piece{first: i, last: i})
		}
	}
	return ps
}

// named reports whether word i is of a name, also where it begins the sentence.
func (t *text) named(i int) bool {
	w := t.words[i]
	if w.class == name {
		return true
	}
	return w.Upper && w.class == content && i == 0 && !light[w.Stem]
}

// proper reports whether piece p is a name indeed: the word that begins a sentence may
// be another, which the evidence writes in lower case elsewhere.
func (x *index) proper(t *text, p piece) bool {
	w := t.words[p.first]
	if w.class == name || p.first < p.names[0].last || words.Country(w.Stem) {
		return true
	}
	id, ok := x.terms[w.Stem]
	return ok && x.upper[id]
}

// naming is the run of name words that begins at word i; an owner ends it.
func (t *text) naming(i int) naming {
	n := naming{i, i}
	for n.last+1 < len(t.words) && t.named(n.last+1) && t.adjoins(n.last) && !t.owns(n.last) {
		n.last++
	}
	return n
}

// adjoins reports whether nothing parts words i and i+1, but the full stop of "U.S.".
func (t *text) adjoins(i int) bool {
	between := strings.TrimSpace(t.between(i, i+1))
	return between == "" || between == "." && strings.Contains(t.words[i].Word, ".")
}

// list is the names that are told together from word i on: one, or several that "and"
// or "or" joins, with commas before it.
func (t *text) list(i int) piece {
	one := t.naming(i)
	p := piece{one.first, one.last, []naming{one}}
	all := p.names
	for end := one.last; len(all) < maxList; {
		next, and := t.joined(end)
		if next == 0 {
			break
		}
		if and && len(all) == 1 && strings.Contains(t.between(end, end+1), ",") {
			break // another clause begins
		}
		n := t.naming(next)
		all, end = append(slices.Clone(all), n), n.last
		if and {
			p.last, p.names = end, all
		}
	}
	return p
}

// maxList is the most names that are read as told together.
const maxList = 12

// joined is the word at which a name begins that a comma, "and" or "or" behind word i
// joins to it; 0 where none does. and tells that it was more than a comma.
func (t *text) joined(i int) (next int, and bool) {
	next = i + 1
	if next < len(t.words) && joining[t.words[next].Word] {
		and = true
		next++
	}
	if next < len(t.words) && and && articles[t.words[next].Word] {
		next++
	}
	if next >= len(t.words) || !t.named(next) || t.owns(i) {
		return 0, false
	}
	if between := strings.TrimSpace(t.between(i, i+1)); between != "," && !(and && between == "") {
		return 0, false
	}
	return next, and
}

// owns reports whether word i ends in 's, or in the apostrophe alone.
func (t *text) owns(i int) bool {
	w, behind := t.raw[t.words[i].Start:t.words[i].End], t.raw[t.words[i].End:]
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || strings.HasPrefix(behind, "'") || strings.HasPrefix(behind, "’")
}

// toldTogether reports whether word i of the fact and word j of t are of names that are
// told together, all those of the fact in t, too.
func (a *alignment) toldTogether(i int, t *text, j int) bool {
	p, ok := a.pieceAt(i)
	q, too := t.pieceAt(j)
	return ok && too && len(q.names) > 1 && a.sameNames(p, t, q)
}

// pieceAt is the names that word i is of; false where it is of none.
func (t *text) pieceAt(i int) (piece, bool) {
	for _, p := range t.pieces() {
		if i >= p.first && i <= p.last {
			return p, len(p.names) > 0
		}
	}
	return piece{}, false
}

// sameNames reports whether each name of piece p of the fact is one of piece q of t.
func (a *alignment) sameNames(p piece, t *text, q piece) bool {
	return !slices.ContainsFunc(p.names, func(n naming) bool {
		return !slices.ContainsFunc(q.names, func(m naming) bool { return a.sameName(n, t, m) })
	})
}

// sameName reports whether two names may be one: the last word of one of them is in
// the other, in whatever words, and no country of one stands against that of the other.
func (a *alignment) sameName(n naming, t *text, m naming) bool {
	mine := slices.ContainsFunc(m.words(), func(j int) bool { return a.standsFor(n.last, t, j) })
	theirs := slices.ContainsFunc(n.words(), func(i int) bool { return a.standsFor(i, t, m.last) })
	if !mine && !theirs {
		return slices.ContainsFunc(n.words(), func(i int) bool { return a.aliasOf(i, t, m) || a.spellsName(n, t, m) }) ||
			a.fullName(n.last, t, m.last)
	}
	var own, other []int
	for _, i := range n.words() {
		if words.Country(a.words[i].Stem) {
			own = append(own, i)
		}
	}
	for _, j := range m.words() {
		if words.Country(t.words[j].Stem) {
			other = append(other, j)
		}
	}
	return len(own) == 0 || len(other) == 0 || slices.ContainsFunc(own, func(i int) bool {
		return slices.ContainsFunc(other, func(j int) bool { return a.standsFor(i, t, j) })
	})
}

func (n naming) words() []int {
	var ws []int
	for i := n.first; i <= n.last; i++ {
		ws = append(ws, i)
	}
	return ws
}

// fullName reports whether a chosen sentence has words i and j in one name, such as a
// given name and a surname; countries are parts of many.
func (a *alignment) fullName(i int, t *text, j int) bool {
	if words.Country(a.words[i].Stem) || words.Country(t.words[j].Stem) {
		return false
	}
	for _, n := range a.chosen {
		o := a.x.text(n)
		for k, w := range o.words {
			one, other := w.Stem == a.words[i].Stem, w.Stem == t.words[j].Stem
			if !one && !other || !o.named(k) {
				continue
			}
			for _, w := range o.words[k : o.naming(k).last+1] {
				if one && w.Stem == t.words[j].Stem || other && w.Stem == a.words[i].Stem {
					return true
				}
			}
		}
	}
	return false
}

// aliasOf reports whether word i belongs to a name that stands at m in other words.
func (a *alignment) aliasOf(i int, t *text, m naming) bool {
	part := &text{raw: t.raw, words: t.words[m.first : m.last+1]}
	return a.aliasIn(i, part)
}

// spellsName reports whether one of two names is the first letters of the other.
func (a *alignment) spellsName(n naming, t *text, m naming) bool {
	mine, theirs := a.raw[a.words[n.first].Start:a.words[n.last].End], t.raw[t.words[m.first].Start:t.words[m.last].End]
	short := func(one, of string) bool { return len(one) >= 2 && one == of }
	return short(acronym(mine), capitals(t.words[m.first:m.last+1])) || short(acronym(theirs), capitals(a.words[n.first:n.last+1]))
}
