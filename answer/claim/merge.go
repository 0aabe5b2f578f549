package claim

import (
	"fmt"
	"slices"
	"strings"

	"footnote/internal/words"
)

// merged finds a part of the fact that no one sentence tells: its words stand in several,
// as "Twelve people died on Friday" of "Twelve people died." and "They met on Friday."
// Names and things of a sentence before are told by one that leans on it: "He resigned."
func (a *alignment) merged() []finding {
	if len(a.chosen) < 2 {
		return nil
	}
	for _, part := range a.parts() {
		if i := a.apartFrom(part); i >= 0 {
			return []finding{{Problem: a.problem(Relation, i, i, "No one sentence of the sources says this together with the rest.")}}
		}
	}
	return nil
}

// apartFrom is a word of the part that stands apart from the rest of it in every choice
// of a sentence; -1 where one sentence tells the part.
func (a *alignment) apartFrom(part []int) int {
	least, first := len(a.words)+1, -1
	for _, n := range a.chosen {
		lack := a.lacking(part, n)
		if len(lack) == 0 {
			return -1
		}
		if len(lack) < least {
			least, first = len(lack), lack[0]
		}
	}
	return first
}

// lacking are the words of a part that sentence n, with those that it leans on, lacks,
// and another chosen sentence has.
func (a *alignment) lacking(part []int, n int) []int {
	group := a.leaningOn(n)
	var lack []int
	for _, i := range part {
		w := a.words[i]
		if a.weight[i] == 0 || a.held[i] == 0 || light[w.Stem] && !w.verb() || a.tellsBy(i, n) {
			continue
		}
		if a.isThing(i) && slices.ContainsFunc(group, func(m int) bool { return a.tellsBy(i, m) }) {
			continue
		}
		lack = append(lack, i)
	}
	return lack
}

// isThing reports whether word i is of what a pronoun can stand for: of a name or a thing,
// and what is said of it there ("a shopkeeper who watched").
func (a *alignment) isThing(i int) bool {
	switch w := a.words[i]; w.class {
	case name:
		return true
	case content:
		return !w.verb() || i > 0 && relatives[a.words[i-1].Word]
	case number:
		return w.Number && i > 0 && a.words[i-1].class == name // Air Base 201
	}
	return false
}

// tellsBy reports whether sentence n has word i, or bears out the date that it is of.
func (a *alignment) tellsBy(i, n int) bool {
	if s := a.settled[i]; s.fit == borne && s.by == n {
		return true
	}
	t := a.x.text(n)
	return slices.ContainsFunc(indexes(t.words), func(j int) bool { return a.sameHeadWord(i, t, j) }) ||
		a.words[i].class == name && a.aliasIn(i, t)
}

// leaningOn are the chosen sentences of which sentence n says "he" or "it": those one or
// two before it.
func (a *alignment) leaningOn(n int) []int {
	var on []int
	e := a.x.evidence[n]
	for d, t := 1, a.x.text(n); d <= 2 && t.leans(); d++ {
		m, ok := a.x.places[place{e.Article, e.Index - d}]
		if !ok || !slices.Contains(a.chosen, m) {
			continue
		}
		on = append(on, m)
		t = a.x.text(m)
	}
	return on
}

// leans reports whether a pronoun of the sentence points to one before it: one that is
// no owner's, or an owner's before which nobody is named.
func (t *text) leans() bool {
	named := false
	for i, w := range t.words {
		switch {
		case pointing[w.Word], owning[w.Word] && !named:
			return true
		case i == 0 && leading[w.Word]:
			return true
		}
		named = named || w.class == content || w.class == name
	}
	return false
}

var (
	pointing = words.Set(`he she it they him them this these those there`)
	owning   = words.Set(`his her its their`)
	leading  = words.Set(`that such both another then`)
)

// parts are the words of the fact by what is told on its own: statements that "and",
// "but" or a semicolon joins, and what is said of a name beside. A statement without a
// subject has that of the one before.
func (a *alignment) parts() [][]int {
	var all [][]int
	part, beside := []int{}, []int(nil)
	for i := 0; i < len(a.words); i++ {
		if i > 1 && a.words[i].class == when && a.words[i-1].Word == "of" && a.words[i-2].class == content {
			dated := []int{i - 2} // the coup of July 2023
			for ; i < len(a.words) && a.timed[i]; i++ {
				dated = append(dated, i)
			}
			if i--; len(dated) > 1 {
				all = append(all, dated)
				continue
			}
			i++
		}
		if last, ok := a.besideFrom(i); ok && len(part) > 0 {
			beside = a.nounBefore(i)
			for ; i <= last; i++ {
				beside = append(beside, i)
			}
			all = append(all, beside)
			i--
			continue
		}
		if i > 0 && a.joint(i) {
			all = append(all, part)
			part = a.subjectFor(i, part)
		}
		part = append(part, i)
	}
	return append(all, part)
}

// joint reports whether another statement begins at word i.
func (a *alignment) joint(i int) bool {
	if strings.ContainsAny(a.between(i-1, i), ";:") && !a.inQuotes(i) {
		return true
	}
	if !joins[a.words[i].Word] {
		return false
	}
	from := i
	for from > 0 && !strings.Contains(a.between(from-1, from), ";") && !joins[a.words[from-1].Word] {
		from--
	}
	to := i
	for to+1 < len(a.words) && !strings.Contains(a.between(to, to+1), ";") && !joins[a.words[to+1].Word] {
		to++
	}
	return a.anyVerb(from, i-1) && a.anyVerb(i+1, to)
}

// styling are words that, behind a comma, begin what something is called.
var styling = words.Set(`known called named dubbed`)

var joins = words.Set(`and but while whereas yet`)

// anyVerb reports whether a word from from to to looks like a verb.
func (t *text) anyVerb(from, to int) bool {
	for i := from; i <= to; i++ {
		if t.finiteAt(i) {
			return true
		}
	}
	return false
}

func (t *text) finiteAt(i int) bool {
	w := t.words[i]
	return w.verb() || beWords[w.Word] || helping[w.Word] && w.Word != "to" && w.class != when || having[w.Word] || presents[w.Word]
}

var (
	having   = words.Set(`has have had does did`)
	presents = words.Set(`lies stands sits runs owns says leads serves goes lives costs means remains comes takes gives makes
		keeps holds needs wants plans expects works uses flies stays seems belongs begins ends opens closes becomes shows`)
)

// subjectFor is what stands before the verb of the part before, where the statement that
// begins at word i goes on with a verb at once.
func (a *alignment) subjectFor(i int, before []int) []int {
	j := i + 1
	for j < len(a.words) && (strings.HasSuffix(a.words[j].Word, "ly") || betweenVerbs[a.words[j].Word]) {
		j++
	}
	if j >= len(a.words) || !a.finiteAt(j) {
		return nil
	}
	for k, w := range before {
		if a.finiteAt(w) {
			return slices.Clone(before[:k])
		}
	}
	return nil
}

// besideFrom is the last word of what word i begins and what says something of the name
// or thing before it, between commas: ", who owns the ferry,".
func (a *alignment) besideFrom(i int) (last int, ok bool) {
	if i == 0 || !strings.Contains(a.between(i-1, i), ",") || a.inQuotes(i) {
		return 0, false
	}
	relative := relatives[a.words[i].Word]
	if w := a.words[i]; !relative && !articles[w.Word] && w.class != name && !styling[w.Word] {
		return 0, false
	}
	last = a.clauseEnd(i)
	if !relative && (last+1 == len(a.words) || a.anyVerb(i+1, last) || a.anyVerb(0, i-1)) {
		return 0, false
	}
	return last, true
}

// nounBefore is the name, or else the word of content, right before word i.
func (a *alignment) nounBefore(i int) []int {
	var noun []int
	for j := i - 1; j >= 0 && (a.words[j].class == name || a.words[j].class == content && len(noun) == 0); j-- {
		noun = append(noun, j)
	}
	return noun
}

// nameless finds that the fact gives something as the word of people of whom the sources
// do not: "they say", "some said".
func (a *alignment) nameless() []finding {
	for v := range a.words {
		who := v - 1
		for who > 0 && auxiliary[a.words[who].Word] {
			who--
		}
		if who < 0 || who == v || !a.attributes(v) || !manyOf[a.words[who].Word] || a.inQuotes(v) || a.words[v].verb() && passive(a.text, v) {
			continue
		}
		if !slices.ContainsFunc(a.chosen, func(n int) bool { return a.x.text(n).saidBy(a.words[who].Word) }) {
			p := a.problem(Attribution, who, v, "%s", fmt.Sprintf("The sources do not give this as the word of %q.", a.words[who].Word))
			return []finding{{Problem: p, absent: true}}
		}
	}
	return nil
}

// saidBy reports whether the sentence gives something as the word of those whom a
// pronoun names; where that points to somebody, of anybody.
func (t *text) saidBy(who string) bool {
	for v := range t.words {
		if t.attributes(v) && (who == "they" || slices.ContainsFunc(t.words[max(0, v-3):v], func(w word) bool { return w.Word == who })) {
			return true
		}
	}
	return false
}

var manyOf = words.Set(`they both neither none others other some many most several few all everyone everybody somebody someone two three each either`)
