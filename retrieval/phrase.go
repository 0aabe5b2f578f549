package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/words"
)

// A phrase is a question as text and tokens, for taking parts out of it.
type phrase struct {
	text  string
	toks  []words.Token
	query Query
}

func newPhrase(text, lang string) phrase {
	return phrase{text: text, toks: questionTokens(text), query: ParseQuery(text, lang)}
}

// questionTokens are the words of English text as people type it.
func questionTokens(text string) []words.Token {
	toks := words.For("en").Tokens(text)
	upperUS(toks)
	return toks
}

// word is token i; empty where there is none.
func (p phrase) word(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.toks[i].Word
}

// start is the byte where token i begins; the end of the text behind the last.
func (p phrase) start(i int) int {
	if i >= len(p.toks) {
		return len(p.text)
	}
	return p.toks[i].Start
}

func (p phrase) kind() Kind { return p.query.Kind }

// has reports whether a stem is among the question's words.
func (p phrase) has(stem string) bool {
	return slices.ContainsFunc(p.toks, func(t words.Token) bool { return t.Stem == stem })
}

// verbLike reports whether token i is the question's verb, not a noun.
func (p phrase) verbLike(i int) bool {
	n := p.query.term(p.toks[i].Stem)
	return n >= 0 && p.query.Terms[n].Act
}

// A run is some tokens of a phrase, the end exclusive.
type run struct{ from, to int }

func (p phrase) cut(r run) string {
	if r.from >= r.to {
		return ""
	}
	return p.text[p.toks[r.from].Start:p.toks[r.to-1].End]
}

// replaced is the text with other words in the place of a run.
func (p phrase) replaced(r run, with string) string {
	return strings.TrimSpace(p.text[:p.toks[r.from].Start]) + " " + with + p.text[p.toks[r.to-1].End:]
}

// asked is the run of the words that make a question of it: "how many", "what", "is it true that".
func (p phrase) asked() run {
	i := slices.IndexFunc(p.toks, func(t words.Token) bool {
		return questionWords[t.Word] || auxiliary[t.Word] || !t.Stop && !connectors[t.Word]
	})
	if i >= 0 && !questionWords[p.word(i)] {
		i = -1
	}
	switch {
	case i < 0 && p.word(0) == "is" && p.word(1) == "it" && p.word(3) == "that":
		return run{0, 4}
	case i < 0:
		return run{0, 0}
	case p.word(i) == "how" && !auxiliary[p.word(i+1)] && i+1 < len(p.toks):
		return run{0, i + 2}
	}
	return run{0, i + 1}
}

// body is the question without the words that ask, its auxiliary first: what is
// left of "How many troops are in Niger?" is "are troops in Niger".
func (p phrase) body() string {
	from := p.asked().to
	body := strings.TrimSpace(unended(p.text[p.start(from):]))
	aux := slices.IndexFunc(p.toks[from:], func(t words.Token) bool { return auxiliary[t.Word] }) + from
	if aux > from {
		front, rest := p.cut(run{from, aux}), strings.TrimSpace(unended(p.text[p.toks[aux].End:]))
		if !being[p.toks[aux].Word] && slices.ContainsFunc(p.nouns(), func(r run) bool { return r.from == aux+1 }) {
			front, rest = rest, front // "cracks did the engineers find"
		}
		return p.toks[aux].Word + " " + front + " " + rest
	}
	if aux == from && len(body) > 0 {
		r, n := utf8.DecodeRuneInString(body)
		body = string(unicode.ToLower(r)) + body[n:]
	}
	return body
}

// about is the question without the words that ask, as it stands.
func (p phrase) about() string {
	from := p.asked().to
	for from < len(p.toks) && auxiliary[p.word(from)] {
		from++
	}
	return strings.TrimSpace(unended(p.text[p.start(from):]))
}

// nouns are the runs of a question that name something: words of content with their
// determiners, parted by verbs, auxiliaries, prepositions and times.
func (p phrase) nouns() []run {
	var all []run
	i := p.asked().to
	for i < len(p.toks) {
		from := i
		for i < len(p.toks) && determiners[p.word(i)] {
			i++
		}
		first := i
		for i < len(p.toks) && p.nominal(i) {
			i++
		}
		if i > first {
			all = append(all, run{from, i})
			continue
		}
		i = from + 1
	}
	return all
}

// nominal reports whether token i may be part of a name or noun.
func (p phrase) nominal(i int) bool {
	t := p.toks[i]
	if t.Stop || TimeWord(t) || p.verbLike(i) {
		return false
	}
	n := p.query.term(t.Stem)
	return n < 0 || !p.query.Terms[n].Light || !timeUnits[t.Word] && roles[t.Stem]
}

// subject is the first run that names something behind the first auxiliary, else
// the first of all.
func (p phrase) subject() (run, bool) {
	nouns := p.nouns()
	aux := slices.IndexFunc(p.toks, func(t words.Token) bool { return auxiliary[t.Word] })
	for _, r := range nouns {
		if r.from > aux {
			return r, true
		}
	}
	if len(nouns) > 0 {
		return nouns[0], true
	}
	return run{}, false
}

// time is the run that says when: with its preposition, and with a clause behind it.
func (p phrase) time() (run, bool) {
	for i, t := range p.toks {
		switch {
		case i > 0 && (t.Word == "when" || t.Word == "while" || t.Word == "during") && p.asked().to <= i,
			i > 0 && (t.Word == "before" || t.Word == "after") && i+1 < len(p.toks):
			return run{i, len(p.toks)}, true
		case t.Word == "right" && p.word(i+1) == "now":
			return run{i, i + 2}, true
		case (t.Word == "now" || t.Word == "today") && i > 0:
			return run{i, i + 1}, true
		case TimeWord(t) || timeUnits[t.Word] && i > 0 && (deictic[p.word(i-1)] || numerals[p.word(i-1)]):
			return p.timeAround(i), true
		}
	}
	return run{}, false
}

func (p phrase) timeAround(i int) run {
	r := run{i, i + 1}
	for r.to < len(p.toks) && (TimeWord(p.toks[r.to]) || p.toks[r.to].Number || p.word(r.to) == "ago") {
		r.to++
	}
	for r.from > p.asked().to && (deictic[p.word(r.from-1)] || p.toks[r.from-1].Number || yearPrepositions[p.word(r.from-1)] ||
		p.word(r.from-1) == "on" || p.word(r.from-1) == "the") {
		r.from--
	}
	return r
}

// headed is the run that begins with a preposition and names something: "in Niger".
func (p phrase) headed(preposition string) (run, bool) {
	for _, r := range p.nouns() {
		if r.from > 0 && p.word(r.from-1) == preposition {
			return run{r.from - 1, r.to}, true
		}
	}
	return run{}, false
}
