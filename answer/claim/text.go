package claim

import (
	"strings"

	"footnote/answer/quantity"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A class says what part a word plays.
type class uint8

const (
	function class = iota // says little by itself
	content
	name   // a capital letter that is no sentence's beginning
	number // in digits or words
	when   // a year, a month, a day
)

// A word is a word of a parsed sentence.
type word struct {
	words.Token
	class   class
	negated bool // under a negation
}

// A text is a sentence with what was found in it.
type text struct {
	raw    string
	words  []word
	counts []quantity.Quantity
	quoted []span // inside quotation marks
}

// A span is a run of bytes of a text, end exclusive.
type span struct{ start, end int }

func parse(lang *words.Language, raw string) *text {
	t := &text{raw: raw, quoted: quotations(raw)}
	toks := lang.Tokens(raw)
	for _, tok := range toks {
		t.words = append(t.words, word{Token: tok, class: classOf(tok)})
	}
	for i := range t.words {
		if w := &t.words[i]; w.class == content && w.Upper && (i > 0 || len(t.words) > 1 && t.words[1].Upper && !light[w.Stem] && !t.breaks(0)) {
			w.class = name
		}
		if b := t.between(i-1, i); t.words[i].Word == "s" && (b == "'" || b == "’") {
			t.words[i].class = function // of "2023's"
		}
	}
	t.count(toks)
	t.negate()
	return t
}

func classOf(t words.Token) class {
	switch {
	case retrieval.TimeWord(t) || t.Word == "yesterday" || t.Word == "today" || t.Word == "tomorrow":
		return when
	case t.Number || quantity.Spells(t.Word):
		return number
	case t.Upper && t.Stop && strings.HasSuffix(t.Word, "."):
		return name
	case t.Stop:
		return function
	}
	return content
}

// count finds the numbers; years and days are dates, not quantities. Their words are
// numbers, but for "one".
func (t *text) count(toks []words.Token) {
	t.counts = quantity.Find(t.raw, toks, func(i int) bool { return t.words[i].class == when })
	for _, q := range t.counts {
		for j := q.First; j <= q.Last && t.words[q.First].Word != "one"; j++ {
			t.words[j].class = number
		}
	}
}

// between is the raw text between words i and j.
func (t *text) between(i, j int) string {
	if i < 0 || j >= len(t.words) || t.words[i].End > t.words[j].Start {
		return ""
	}
	return t.raw[t.words[i].End:t.words[j].Start]
}

// breaks reports whether a clause ends between words i and i+1.
func (t *text) breaks(i int) bool {
	if i+1 >= len(t.words) {
		return true
	}
	return strings.ContainsAny(t.between(i, i+1), ",;:()–—“”\"") || clauseWords[t.words[i+1].Word]
}

var clauseWords = words.Set(`but while which who whose although though because that when where and`)

// signs are the signs of currency and per cent in the text, in order.
func (t *text) signs() string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(quantity.Currencies+"%", r) {
			return r
		}
		return -1
	}, t.raw)
}

// inQuotes reports whether word i lies inside a quotation.
func (t *text) inQuotes(i int) bool {
	for _, q := range t.quoted {
		if t.words[i].Start >= q.start && t.words[i].End <= q.end {
			return true
		}
	}
	return false
}

// isNegator reports whether a folded word denies what follows it.
func isNegator(w string) bool {
	return negators[w] || strings.HasSuffix(w, "n't") && w != "n't" || w == "cannot"
}

var negators = words.Set(`no not never none nobody nothing neither nor without nowhere hardly barely scarcely`)

// deniers are verbs that deny what follows "to", by their stem.
var deniers = words.Set(`fail refus declin`)

// asking are words that begin what is open, and not denied: "not clear if it will".
var asking = words.Set(`if whether`)

// negationReach is how many words of content a negation covers.
const negationReach = 3

// negate marks the words that a negation covers: those of content behind it, up
// to the end of its clause.
func (t *text) negate() {
	for i, w := range t.words {
		if !isNegator(w.Word) && !(deniers[w.Stem] && i+1 < len(t.words) && t.words[i+1].Word == "to") {
			continue
		}
		if w.Word == "not" && i+1 < len(t.words) && t.words[i+1].Word == "only" {
			continue
		}
		t.negateBehind(i)
		left := negationReach
		for j := i + 1; j < len(t.words) && left > 0 && !(j > i+1 && (t.breaks(j-1) || asking[t.words[j].Word])); j++ {
			t.words[j].negated = true
			if t.words[j].class != function {
				left--
			}
		}
	}
}

// negateBehind marks the word of content before a negation that is its object, as
// in "announced nothing".
func (t *text) negateBehind(i int) {
	if w := t.words[i].Word; w != "nothing" && w != "no" && w != "none" && w != "nobody" {
		return
	}
	for j := i - 1; j >= max(0, i-3) && !t.breaks(j); j-- {
		if t.words[j].class == content {
			t.words[j].negated = true
			return
		}
	}
}
