package claim

import (
	"fmt"
	"regexp"
	"strings"

	"footnote/internal/words"
)

// numbers finds the quantities of the fact that the evidence does not bear out.
func (a *alignment) numbers(strict bool) []finding {
	var fs []finding
	for _, q := range a.counts {
		state, other := a.numberHeld(q, strict)
		switch state {
		case differs:
			fs = append(fs, finding{Problem: a.problem(Number, q.first, q.last, "The sources say %s.", other), hard: true})
		case lacks:
			fs = append(fs, finding{Problem: a.problem(Number, q.first, q.last, "This number is not in the sources.")})
		}
	}
	return fs
}

type state uint8

const (
	holds state = iota
	lacks
	differs
)

// numberHeld looks for the quantity in the chosen sentences, of the same things;
// other is the number that stands there instead.
func (a *alignment) numberHeld(q quantity, strict bool) (state, string) {
	s, other := lacks, ""
	for _, n := range a.chosen {
		t := a.x.text(n)
		for _, h := range t.counts {
			same := a.sameThing(q, t, h)
			switch {
			case q.agree(h, strict) && (same || !strict && !a.otherThing(q, t, h)):
				return holds, ""
			case s == lacks && q.code == "" && h.code == "" && q.unit == h.unit && (a.sameHead(q, t, h) || strict && q.value == h.value && same):
				s, other = differs, fmt.Sprintf("%q, %s", t.raw[t.words[h.first].Start:t.words[h.last].End], h.bound)
			}
		}
	}
	return s, other
}

// sameThing reports whether what the fact counts is what the evidence counts: a
// word behind one number stands behind the other.
func (a *alignment) sameThing(q quantity, t *text, h quantity) bool {
	mine, theirs := counted(a.text, q), counted(t, h)
	if len(mine) == 0 || len(theirs) == 0 {
		return q.unit == h.unit
	}
	for _, i := range mine {
		for _, j := range theirs {
			if a.standsFor(i, t, j) {
				return true
			}
		}
	}
	return false
}

// sameHead reports whether the next words of content behind both numbers are the same.
func (a *alignment) sameHead(q quantity, t *text, h quantity) bool {
	mine, theirs := counted(a.text, q), counted(t, h)
	return len(mine) > 0 && len(theirs) > 0 && a.standsFor(mine[0], t, theirs[0])
}

// otherThing reports whether both numbers count something and the evidence never
// speaks of what the fact counts.
func (a *alignment) otherThing(q quantity, t *text, h quantity) bool {
	mine, theirs := counted(a.text, q), counted(t, h)
	if len(mine) == 0 || len(theirs) == 0 {
		return false
	}
	for _, i := range mine {
		if a.held[i] > 0 {
			return false
		}
	}
	return true
}

// counted are the words of content, of 3 at most, behind a number in its clause.
func counted(t *text, q quantity) []int {
	var ws []int
	for i := q.last + 1; i < len(t.words) && i <= q.last+4 && len(ws) < 3; i++ {
		if strings.ContainsAny(t.between(i-1, i), ",;:()\"“”") {
			break
		}
		if clauseWords[t.words[i].Word] {
			break
		}
		if (t.words[i].class == content || t.words[i].class == name) && unitWords[t.words[i].Stem] == "" {
			ws = append(ws, i)
		}
	}
	return ws
}

// standsFor reports whether word j of the sentence may stand for word i of the fact.
func (a *alignment) standsFor(i int, t *text, j int) bool {
	if a.words[i].Stem == t.words[j].Stem {
		return true
	}
	id, ok := a.x.terms[t.words[j].Stem]
	if !ok {
		return false
	}
	for _, m := range a.matched[i] {
		if m.term == id {
			return true
		}
	}
	return false
}

// names finds names that the chosen sentences lack.
func (a *alignment) names() []finding {
	var fs []finding
	for i := range a.words {
		if a.words[i].class != name || a.closestName(i) >= 0.9 || a.initials(i) || a.alias(i) {
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

// properOnly reports whether the evidence writes word i in upper case wherever it stands.
func properOnly(a *alignment, i int) bool {
	id, ok := a.x.terms[a.words[i].Stem]
	return ok && a.x.upper[id]
}

// called are names that go by several words, a group a line, parted by slashes.
var called = [][]string{
	{"isis", "isil", "islamic state", "daesh"}, {"european union", "e.u."}, {"soviet union", "ussr", "u.s.s.r"},
	{"white house", "u.s. government"}, {"nyc", "new york"}, {"la", "los angeles"}, {"d.c", "washington"},
}

// alias reports whether word i belongs to a name that a chosen sentence gives in
// other words or other vowels (al-Qaida, al-Qaeda).
func (a *alignment) alias(i int) bool {
	w := a.words[i]
	mine := a.spoken(a.words[max(0, i-1)].Start, a.words[min(len(a.words)-1, i+1)].End)
	for _, n := range a.chosen {
		t := a.x.text(n)
		theirs := t.spoken(0, len(t.raw))
		for _, g := range called {
			if holdsAny(mine, g, " "+w.Word+" ") && holdsAny(theirs, g, "") {
				return true
			}
		}
		for _, o := range t.words {
			if o.Upper && len(w.Word) >= 5 && consonants(o.Word) == consonants(w.Word) && o.Word[0] == w.Word[0] {
				return true
			}
		}
	}
	return false
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
	raw := strings.ReplaceAll(a.raw[a.words[i].Start:a.words[i].End], ".", "")
	for _, n := range a.chosen {
		t := a.x.text(n)
		if len(raw) >= 2 && len(raw) <= 6 && strings.ToUpper(raw) == raw && strings.Contains(capitals(t.words), raw) {
			return true
		}
		for _, w := range t.words {
			short := strings.ReplaceAll(t.raw[w.Start:w.End], ".", "")
			if len(short) >= 3 && len(short) <= 6 && strings.ToUpper(short) == short && !w.Number && a.spells(i, short) {
				return true
			}
		}
	}
	return false
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

// dates finds words of time that the chosen sentences lack.
func (a *alignment) dates(strict bool) []finding {
	var fs []finding
	for i, w := range a.words {
		if w.class == time && a.held[i] == 0 {
			p := a.problem(Date, i, i, "The sources do not give this date here.")
			fs = append(fs, finding{Problem: p, hard: a.known[i] == 0 || strict && a.otherTime(w), absent: !a.otherTime(w)})
		}
		if u := i + 1; deictic[w.Word] != 0 && u < len(a.words) && timeUnits[a.words[u].Stem] {
			if other := a.otherDeictic(w.Word, a.words[u].Stem); other != "" {
				fs = append(fs, finding{Problem: a.problem(Date, i, u, "The sources say %q.", other), hard: true})
			}
		}
	}
	return fs
}

var (
	deictic   = map[string]int{"last": -1, "past": -1, "previous": -1, "this": 1, "next": 2, "coming": 2, "following": 2}
	timeUnits = words.Set(`day week month year weekend summer winter spring autumn fall night decad centuri hour`)
)

// otherTime reports whether the best sentence gives another time of the same form.
func (a *alignment) otherTime(w word) bool {
	for _, h := range a.x.text(a.chosen[0]).words {
		if h.class == time && h.Number == w.Number && h.Stem != w.Stem {
			return true
		}
	}
	return false
}

// otherDeictic is how the chosen sentences place the same unit otherwise; empty
// where one places it so, or none places it.
func (a *alignment) otherDeictic(word, unit string) string {
	other := ""
	for _, n := range a.chosen {
		t := a.x.text(n)
		for j := 0; j+1 < len(t.words); j++ {
			d := deictic[t.words[j].Word]
			if d == 0 || t.words[j+1].Stem != unit {
				continue
			}
			if d == deictic[word] {
				return ""
			}
			other = t.raw[t.words[j].Start:t.words[j+1].End]
		}
	}
	return other
}

// quotes finds quotations that no sentence of the evidence holds word for word.
func (a *alignment) quotes(strict bool) []finding {
	var fs []finding
	for _, q := range a.quoted {
		if a.quoteHeld(q) || !strict && a.title(q) {
			continue
		}
		said := a.spoken(q.start, q.end)
		p := Problem{Quote, a.raw[q.start:q.end], a.start + q.start, a.start + q.end, "The sources do not hold these words in this order."}
		fs = append(fs, finding{Problem: p, hard: strings.Count(said, " ") > 3, absent: true})
	}
	return fs
}

// cuts are what a quotation leaves out or puts in: an ellipsis, words in brackets.
var cuts = regexp.MustCompile(`\[[^\[\]]*\]|…|\.\.\.`)

// quoteHeld reports whether each uncut part of a quotation stands in the evidence.
func (a *alignment) quoteHeld(q span) bool {
	from := q.start
	for _, c := range append(cuts.FindAllStringIndex(a.raw[q.start:q.end], -1), []int{q.end - q.start, q.end - q.start}) {
		to := q.start + c[0]
		if said := a.spoken(from, to); said != " " && !a.saidSomewhere(said) {
			return false
		}
		from = q.start + c[1]
	}
	return true
}

// title reports whether what stands in quotation marks is a name or a title: all
// its words of content begin with a capital.
func (a *alignment) title(q span) bool {
	for _, w := range a.words {
		if w.Start >= q.start && w.End <= q.end && !w.Upper && !w.Number && w.End-w.Start > 2 && (!w.Stop || w.Start == q.start) {
			return false
		}
	}
	return true
}

// saidSomewhere looks for words in the chosen sentences, each with its neighbour.
func (a *alignment) saidSomewhere(said string) bool {
	for _, n := range a.chosen {
		here := a.x.text(n)
		all := here.spoken(0, len(here.raw))
		e := a.x.evidence[n]
		for d := 1; d <= 2; d++ {
			if m, ok := a.x.places[place{e.Article, e.Index + d}]; ok && m != n {
				t := a.x.text(m)
				all = strings.TrimSuffix(all, " ") + t.spoken(0, len(t.raw))
			}
		}
		if strings.Contains(all, said) {
			return true
		}
	}
	return false
}
