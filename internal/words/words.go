// Package words folds text, so that every part of the program compares it the
// same way: words without case, accents and possessives, numbers without
// grouping commas, and stems of a given language.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// A Token is one word or number of a text.
type Token struct {
	Start, End int    // bytes of the text, the possessive ending included
	Word       string // folded: see Fold
	Stem       string // Word without inflection where the language is known, else Word
	Stop       bool   // a word that says little by itself, such as "the"
	Upper      bool   // begins with an upper-case letter in the text
	Number     bool   // begins with a digit
}

// A Language folds the words of one language. Get one with For.
type Language struct {
	code string
	stem func(string) string
	stop map[string]bool

	memo memo[*folded] // by raw word
}

// folded is what is remembered of a raw word.
type folded struct {
	word, stem    string
	stop          bool
	upper, number bool
	skip          bool // holds no letter and no digit
}

// memoLimit bounds the memory of words: a language has some hundred thousand
// forms, and a text made to fill memory has no end of them.
const memoLimit = 400_000

var (
	englishLanguage = &Language{code: "en", stem: stemEnglish, stop: stopEnglish, memo: memo[*folded]{limit: memoLimit}}
	plainLanguage   = &Language{stem: func(w string) string { return w }, stop: map[string]bool{}, memo: memo[*folded]{limit: memoLimit}}
)

// For returns the language with this two-letter code. A language that the
// package does not know, and the empty code, go without stems and stop words,
// not wrongly with those of another.
func For(lang string) *Language {
	if lang == "en" {
		return englishLanguage
	}
	return plainLanguage
}

// Code returns the two-letter code, empty for a language that is not known.
func (l *Language) Code() string { return l.code }

// Tokens returns the words and numbers of text in order, as UAX #29 cuts them.
// It never fails: bytes that are no UTF-8 are passed over.
func (l *Language) Tokens(text string) []Token {
	toks := make([]Token, 0, len(text)/6+1)
	l.Each(text, func(t Token) { toks = append(toks, t) })
	return toks
}

// Stems returns the stems of the words of content of texts, in order.
func (l *Language) Stems(texts ...string) []string {
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	stems := make([]string, 0, size/9)
	for _, text := range texts {
		l.Each(text, func(t Token) {
			if !t.Stop {
				stems = append(stems, t.Stem)
			}
		})
	}
	return stems
}

// Each calls f for each token of text, in order. Names of two words that go by
// an abbreviation as well, such as United States, are one token.
func (l *Language) Each(text string, f func(Token)) {
	var held Token // a first word that the next may complete
	holding := false
	l.each(text, func(t Token) {
		if holding {
			holding = false
			if short, ok := abbreviations[held.Word+" "+t.Word]; ok {
				held.Word, held.Stem, held.End = short, short, t.End
				f(held)
				return
			}
			f(held)
		}
		if t.Word == "united" || t.Word == "european" {
			held, holding = t, true
			return
		}
		f(t)
	})
	if holding {
		f(held)
	}
}

// abbreviations of names, by their folded words.
var abbreviations = map[string]string{
	"united states": unitedStates, "united kingdom": "u.k.", "united nations": "u.n.", "european union": "e.u.",
}

func (l *Language) each(text string, f func(Token)) {
	iter := words.FromString(text)
	for iter.Next() {
		raw := iter.Value()
		if len(raw) == 1 && !alphanumeric(raw[0]) {
			continue
		}
		w := l.fold(raw)
		if w.skip {
			continue
		}
		f(Token{Start: iter.Start(), End: iter.End(), Word: w.word, Stem: w.stem, Stop: w.stop, Upper: w.upper, Number: w.number})
	}
}

func alphanumeric(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= utf8.RuneSelf
}

// Stem returns the stem of a folded word.
func (l *Language) Stem(word string) string { return l.stem(word) }

// Stop reports whether a folded word says little by itself.
func (l *Language) Stop(word string) bool { return l.stop[word] }

func (l *Language) fold(raw string) *folded {
	if len(raw) > 64 {
		return l.foldNew(raw)
	}
	return l.memo.get(raw, l.foldNew, strings.Clone) // a clone, so that no article is kept in memory by one of its words
}

func (l *Language) foldNew(raw string) *folded {
	first, _ := utf8.DecodeRuneInString(raw)
	w := &folded{upper: unicode.IsUpper(first), number: unicode.IsDigit(first)}
	if strings.IndexFunc(raw, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		w.skip = true
		return w
	}
	w.word = Fold(raw)
	w.stop = l.stop[w.word]
	w.stem = w.word
	if !w.number && !strings.HasSuffix(w.word, ".") {
		w.stem = l.stem(w.word)
	}
	return w
}

// unitedStates is the word that US, U.S and USA fold to: upper-case US is no pronoun.
const unitedStates = "u.s."

// Fold returns a word in the form in which words are compared: lower-case,
// straight apostrophes, no accents, no possessive ending, no commas between
// digits, no soft hyphens and other invisible characters. Upper-case US, U.S. and
// USA become "u.s.", and likewise UK, UN and EU.
func Fold(word string) string {
	switch strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(word, "’", "'"), "'s"), ".") {
	case "US", "U.S", "USA", "U.S.A":
		return unitedStates
	case "UK", "U.K":
		return "u.k."
	case "UN", "U.N":
		return "u.n."
	case "EU", "E.U":
		return "e.u."
	}
	word = strings.ToLower(foldLetters(word))
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	if word != "" && word[0] >= '0' && word[0] <= '9' {
		word = strings.ReplaceAll(word, ",", "")
	}
	return word
}

// foldLetters takes accents and invisible characters off and straightens apostrophes.
func foldLetters(word string) string {
	ascii := true
	for i := 0; i < len(word) && ascii; i++ {
		ascii = word[i] < utf8.RuneSelf
	}
	if ascii {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		switch {
		case r == '’' || r == 'ʼ' || r == '‘':
			b.WriteByte('\'')
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
