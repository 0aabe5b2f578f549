package claim

import (
	"slices"
	"strings"
	"unicode"
)

// names finds names that the chosen sentences lack.
func (a *alignment) names(strict bool) []finding {
	var fs []finding
	for i := range a.words {
		if a.words[i].class != name || a.closestName(i) >= 0.9 && !(strict && a.commonOnly(i)) || a.initials(i) || a.alias(i) {
			continue
		}
		if i > 0 && a.words[i-1].class == name && len(fs) > 0 && fs[len(fs)-1].End == a.start+a.words[i-1].End {
			last := &fs[len(fs)-1]
			*last = finding{Problem: Problem{Name, a.raw[last.Start-a.start : a.words[i].End], last.Start, a.start + a.words[i].End, last.Detail}, hard: last.hard, absent: last.absent && !a.nameBeside(i)}
			continue
		}
		p := a.problem(Name, i, i, "This name is not in the sources that come nearest.")
		fs = append(fs, finding{Problem: p, hard: a.known[i] == 0, absent: !a.nameBeside(i)})
	}
	return fs
}

// nameBeside reports whether a name that the evidence holds stands right beside
// word i: of a person, the evidence then has another given name or surname.
func (a *alignment) nameBeside(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(a.words) && a.words[j].class == name && a.held[j] >= 0.9 && strings.TrimSpace(a.between(min(i, j), max(i, j))) == "" {
			return true
		}
	}
	return false
}

func (a *alignment) closestName(i int) float64 {
	c := a.held[i]
	if c < 0.9 && c > 0 && !properOnly(a, i) {
		return 1 // a word of a title, such as President, may be said otherwise
	}
	return c
}

// commonOnly reports whether only words of lower case stand for word i, none of them
// the same, and no name follows of which it could be the title.
func (a *alignment) commonOnly(i int) bool {
	for _, m := range a.matched[i] {
		if m.closeness == 1 || m.closeness >= 0.9 && a.x.upper[m.term] {
			return false
		}
	}
	return !(i+1 < len(a.words) && a.words[i+1].class == name && a.held[i+1] >= 0.9)
}

// properOnly reports whether the evidence writes word i in upper case wherever it stands.
func properOnly(a *alignment, i int) bool {
	id, ok := a.x.terms[a.words[i].Stem]
	return ok && a.x.upper[id]
}

// called are names that go by several words, a group a line, parted by slashes.
var called = [][]string{
	{"isis", "isil", "islamic state", "daesh"}, {"european union", "e.u."}, {"soviet union", "ussr", "u.s.s.r"},
	{"white house", "u.s. government"}, {"nyc", "new york"}, {"la", "los angeles"}, {"d.c", "washington"},
	{"lgbt", "lgbtq"}, {"ad", "a.d"}, {"bc", "b.c"},
}

// alias reports whether word i belongs to a name that a chosen sentence gives in
// other words or other vowels (al-Qaida, al-Qaeda).
func (a *alignment) alias(i int) bool {
	return slices.ContainsFunc(a.chosen, func(n int) bool { return a.aliasIn(i, a.x.text(n)) })
}

func (a *alignment) aliasIn(i int, t *text) bool {
	w := a.words[i]
	mine, theirs := a.spoken(a.words[max(0, i-1)].Start, a.words[min(len(a.words)-1, i+1)].End), t.spoken(0, len(t.raw))
	for _, g := range called {
		if holdsAny(mine, g, " "+w.Word+" ") && holdsAny(theirs, g, "") {
			return true
		}
	}
	return slices.ContainsFunc(t.words, func(o word) bool {
		return o.Upper && len(w.Word) >= 5 && consonants(o.Word) == consonants(w.Word) && o.Word[0] == w.Word[0]
	})
}

// holdsAny reports whether a padded text holds one of the names of which word is a part.
func holdsAny(text string, names []string, word string) bool {
	for _, n := range names {
		if n := " " + n + " "; strings.Contains(text, n) && strings.Contains(n, word) {
			return true
		}
	}
	return false
}

func consonants(w string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return -1
		}
		return r
	}, w)
}

// initials reports whether word i is short for names in a chosen sentence that
// begin with its letters, or is one of the names that such a word is short for.
func (a *alignment) initials(i int) bool {
	raw := acronym(a.raw[a.words[i].Start:a.words[i].End])
	for _, n := range a.chosen {
		t := a.x.text(n)
		if len(raw) >= 2 && len(raw) <= 6 && strings.ToUpper(raw) == raw && strings.Contains(capitals(t.words), raw) {
			return true
		}
		for _, w := range t.words {
			short := acronym(t.raw[w.Start:w.End])
			if len(short) >= 3 && len(short) <= 6 && strings.ToUpper(short) == short && !w.Number && a.spells(i, short) {
				return true
			}
		}
	}
	return false
}

// acronym is a word without dots and, where most of it is capitals, without the
// others: APhA is short for what APA is.
func acronym(raw string) string {
	upper := strings.Map(func(r rune) rune {
		if r == '.' || unicode.IsLower(r) {
			return -1
		}
		return r
	}, raw)
	if len(upper) >= 3 && 2*len(upper) > len(raw) {
		return upper
	}
	return strings.ReplaceAll(raw, ".", "")
}

// capitals are the first letters of the words that begin with a capital; others part them.
func capitals(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		switch {
		case w.Upper:
			b.WriteString(strings.ToUpper(w.Word[:1]))
		case w.Word != "of" && w.Word != "the" && w.Word != "and" && w.Word != "for":
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// spells reports whether the capitals around word i of the fact spell short.
func (a *alignment) spells(i int, short string) bool {
	from := i
	for from > 0 && i-from < 6 && (a.words[from-1].Upper || a.words[from-1].class == function) {
		from--
	}
	to := min(i+7, len(a.words))
	return strings.Contains(capitals(a.words[from:to]), short)
}
