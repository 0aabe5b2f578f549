package retrieval

import (
	"regexp"
	"slices"
	"strings"

	"footnote/internal/words"
)

// exchanged is the question before with the fragment in the place of a part of its
// kind: a time for a time, "in Mali" for "in Niger", the French for the Americans,
// else what is spoken of. Where nothing fits, the fragment is added.
func (f *follower) exchanged() string {
	part := f.part()
	if part == "" {
		return f.is.text
	}
	p := newPhrase(part, f.lang)
	if p.word(0) == "if" {
		return "What happens " + part + "?"
	}
	if at, ok := f.place(p); ok {
		if at.to < len(f.was.toks) && at.from == at.to-1 && p.word(0) == "the" && f.was.nominal(at.to) {
			part = p.cut(run{1, len(p.toks)}) // French soldiers
		}
		return f.was.replaced(at, part)
	}
	return unended(f.was.text) + " " + part + "?"
}

// part is the fragment without what connects it and without a question word behind it.
func (f *follower) part() string {
	end := len(f.is.toks)
	if f.trailing() {
		end = f.asksAt()
	}
	for end > f.from && (f.is.word(end-1) == "then" || f.is.word(end-1) == "please") {
		end--
	}
	return f.is.cut(run{f.from, end})
}

// place is where in the question before a fragment belongs.
func (f *follower) place(p phrase) (run, bool) {
	first := p.word(0)
	switch {
	case TimeIn(p.toks) || first == "now" || first == "today" || first == "when" || first == "while" || first == "during" ||
		first == "before" || first == "after" || timeUnits[p.word(len(p.toks)-1)] || shifts[p.word(len(p.toks)-1)] || p.word(len(p.toks)-1) == "first":
		return f.was.time()
	case locative[first]:
		if r, ok := f.was.headed(first); ok {
			return r, true
		}
		return f.was.country(false)
	case openers[first]:
		return f.was.headed(first)
	}
	own, ok := p.country(true)
	if !ok {
		return f.was.subject()
	}
	if at, ok := f.was.country(p.people(own)); ok {
		if own.to < len(p.toks) { // the American delegation, for the Russian instructors
			return f.was.around(at), true
		}
		return at, true
	}
	return f.was.subject()
}

// country is the run that names a country or its people. Where people are wanted, a
// name of people goes first; else the last name of a place.
func (p phrase) country(people bool) (run, bool) {
	best, found := run{}, false
	for i, t := range p.toks {
		if !words.Country(t.Stem) {
			continue
		}
		r := run{i, i + 1}
		if people && p.people(r) {
			return r, true
		}
		if !found || !people {
			best, found = r, true
		}
	}
	return best, found
}

// people reports whether a name of a country stands for its people, or before what
// is theirs: the French, US troops; not: in Niger.
func (p phrase) people(r run) bool {
	next, before := r.to < len(p.toks) && p.nominal(r.to), p.word(r.from-1)
	return next || before == "the" && !locative[p.word(r.from-2)] || strings.HasSuffix(p.word(r.from), "ns") || strings.HasSuffix(p.word(r.from), "an")
}

// around is the run of a name and noun that a token is part of.
func (p phrase) around(r run) run {
	for _, n := range p.nouns() {
		if n.from <= r.from && r.to <= n.to {
			return n
		}
	}
	return r
}

// resolved gives the pronouns of a question what they stand for. A person is named;
// for anything else the last question's words are added, as context.
func (f *follower) resolved() (completed, bool) {
	i := f.pronoun()
	w := f.is.word(i)
	if personal(w) {
		if who := f.person(w); who != "" {
			if possessive[w] && i+1 < len(f.is.toks) && !f.is.toks[i+1].Stop {
				who += "'s"
			}
			return f.with(i, who), true
		}
	} else if i >= 0 && w != "there" {
		if at, ok := f.was.only(); ok {
			return f.with(i, f.was.cut(at)), true
		}
	}
	about := f.was.about()
	return completed{f.core(), about}, about != ""
}

// with is the question with other words in the place of token i.
func (f *follower) with(i int, other string) completed {
	text := f.is.replaced(run{i, i + 1}, other)
	return completed{core: strings.TrimSpace(text[f.is.start(f.from):])}
}

// personal reports whether a pronoun stands for a person.
func personal(w string) bool { return men[w] || women[w] }

var possessive = words.Set(`his her hers its their`)

// only is the one thing that a question names; false where there are more.
func (p phrase) only() (run, bool) {
	nouns := p.nouns()
	if len(nouns) != 1 {
		return run{}, false
	}
	return nouns[0], true
}

// named finds names of persons: two or three words that begin in upper case, or one.
var named = regexp.MustCompile(`\p{Lu}[\p{L}’'-]+(?: (?:\p{Lu}[\p{L}’'-]+|de|da|del|van|von|bin|al)){0,3}`)

// person is whom a pronoun stands for: whom the answer names, else whom the question
// before does, else the role there ("the mayor"); empty where there is nobody.
func (f *follower) person(pronoun string) string {
	asked, told := personsIn(f.was.text), personsIn(f.answered)
	if f.was.kind() == Person || opposite(pronoun, f.answered) {
		told = slices.DeleteFunc(told, func(n string) bool { return slices.ContainsFunc(asked, func(a string) bool { return overlap(a, n) }) })
		asked, told = told, asked
	}
	for _, list := range [][]string{asked, told} {
		if len(list) > 0 {
			return list[0]
		}
	}
	for _, r := range f.was.nouns() {
		if last := f.was.toks[r.to-1]; roles[last.Stem] || slices.Contains(personNouns, last.Stem) {
			return f.was.cut(r)
		}
	}
	if r, ok := f.was.only(); ok {
		return f.was.cut(r)
	}
	return ""
}

// personsIn are the names in a text that may be persons': no countries, no times,
// none behind a preposition of place.
func personsIn(text string) []string {
	p := phrase{text: text, toks: questionTokens(text)}
	var names []string
	for _, at := range named.FindAllStringIndex(text, -1) {
		i := slices.IndexFunc(p.toks, func(t words.Token) bool { return t.Start >= at[0] })
		if i < 0 || p.toks[i].Start >= at[1] {
			continue
		}
		t := p.toks[i]
		single := !strings.Contains(text[at[0]:at[1]], " ")
		if words.Country(t.Stem) || TimeWord(t) || placePrepositions[p.word(i-1)] || t.Stop || questionWords[t.Word] || auxiliary[t.Word] || single && (i == 0 || startsSentence(text, at[0])) {
			continue
		}
		if i > 0 && thing(p.toks[i-1]) {
			continue // the tanker Solvang Pioneer
		}
		names = append(names, text[at[0]:at[1]])
	}
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(b, " ") - strings.Count(a, " ") })
	return names
}

// thing reports whether a word before a name says that it is no person's.
func thing(t words.Token) bool {
	return !t.Stop && !t.Upper && !t.Number && !roles[t.Stem] && !saying[t.Stem] && !slices.Contains(personNouns, t.Stem) &&
		!strings.HasSuffix(t.Word, "ed")
}

func startsSentence(text string, at int) bool {
	before := strings.TrimSpace(text[:at])
	return before == "" || strings.ContainsRune(".!?", rune(before[len(before)-1]))
}

// overlap reports whether two names share a word.
func overlap(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if slices.Contains(strings.Fields(b), w) {
			return true
		}
	}
	return false
}

// opposite reports whether a text speaks of somebody of the other sex than a pronoun.
func opposite(pronoun, text string) bool {
	others := men
	if men[pronoun] {
		others = women
	}
	found := false
	words.For("en").Each(text, func(t words.Token) { found = found || others[t.Word] })
	return found
}
