package answer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/internal/words"
)

// A quantity is a number of a text: its value, and what it is of, where the text
// says so in a sign or word beside it.
type quantity struct {
	value float64
	unit  string // $ € £ ¥ ₹ % th (an ordinal), or a vague word such as hundreds; else empty
}

// quantitiesHeld reports whether every number of text is one of source: the same
// value, of the same unit, except that a currency may be left out.
func quantitiesHeld(lang *words.Language, text, source string) bool {
	held := map[quantity]bool{}
	for _, q := range quantities(lang, source) {
		held[q] = true
		if strings.Contains("$€£¥₹", q.unit) {
			held[quantity{value: q.value}] = true
		}
	}
	for _, q := range quantities(lang, text) {
		if !held[q] {
			return false
		}
	}
	return true
}

// quantities are the numbers of a text, in digits or in words, in order.
func quantities(lang *words.Language, text string) []quantity {
	toks := lang.Tokens(text)
	var qs []quantity
	for i := 0; i < len(toks); {
		q, next := quantityAt(text, toks, i)
		if next == i {
			i++
			continue
		}
		qs = append(qs, q)
		i = next
	}
	return qs
}

// quantityAt reads the number that begins at token i and returns the token after
// it; i itself where none begins there.
func quantityAt(text string, toks []words.Token, i int) (quantity, int) {
	w := toks[i].Word
	switch {
	case toks[i].Number:
		return digitsAt(text, toks, i)
	case vagueNumbers[w]:
		return quantity{unit: w}, i + 1
	case ordinals[w] > 0:
		return quantity{value: float64(ordinals[w]), unit: "th"}, i + 1
	case w == "one" && (i+1 == len(toks) || toks[i+1].Stop): // a pronoun
		return quantity{}, i
	case numberWords[w] > 0 || magnitudes[w] > 0 && i > 0 && (toks[i-1].Word == "a" || toks[i-1].Word == "an"):
		return wordsAt(text, toks, i)
	}
	return quantity{}, i
}

var digits = regexp.MustCompile(`^(\d+(?:\.\d+)?)([a-z]*)$`)

// digitsAt reads a number in digits with the magnitude that follows: 1.5 million, 31.5m, 2nd.
func digitsAt(text string, toks []words.Token, i int) (quantity, int) {
	m := digits.FindStringSubmatch(toks[i].Word)
	if m == nil {
		return quantity{unit: toks[i].Word}, i + 1 // a part number, a score: only itself
	}
	value, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return quantity{unit: toks[i].Word}, i + 1
	}
	q, next := quantity{value: value}, i+1
	switch suffix := m[2]; {
	case suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th":
		q.unit = "th"
		return q, next
	case magnitudes[suffix] > 0:
		q.value *= magnitudes[suffix]
	case suffix != "":
		q.unit = suffix
		return q, next
	}
	for next < len(toks) && magnitudes[toks[next].Word] > 0 {
		q.value *= magnitudes[toks[next].Word]
		next++
	}
	return withUnit(q, text, toks, i, next)
}

// wordsAt reads a number in words: two hundred thousand, twenty-five.
func wordsAt(text string, toks []words.Token, i int) (quantity, int) {
	total, part, next := 0.0, 0.0, i
	for ; next < len(toks); next++ {
		w := toks[next].Word
		switch {
		case numberWords[w] > 0:
			part += float64(numberWords[w])
		case w == "hundred":
			part = max(part, 1) * 100
		case magnitudes[w] > 0:
			total += max(part, 1) * magnitudes[w]
			part = 0
		case w == "and" && next > i && next+1 < len(toks) && numberWords[toks[next+1].Word] > 0 && magnitudes[toks[next-1].Word] > 0:
		default:
			return withUnit(quantity{value: total + part}, text, toks, i, next)
		}
	}
	return withUnit(quantity{value: total + part}, text, toks, i, next)
}

// withUnit adds the currency or per cent that stands beside tokens from to next.
func withUnit(q quantity, text string, toks []words.Token, from, next int) (quantity, int) {
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:toks[from].Start], " \u00a0")); strings.ContainsRune("$€£¥₹", r) {
		q.unit = string(r)
	}
	if r, _ := utf8.DecodeRuneInString(text[toks[next-1].End:]); r == '%' {
		q.unit = "%"
	}
	if next < len(toks) {
		if unit, ok := unitWords[toks[next].Stem]; ok {
			q.unit = unit
			next++
		}
	}
	return q, next
}

var (
	unitWords  = map[string]string{"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupe": "₹", "percent": "%"}
	magnitudes = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "k": 1e3}
	// numberWords without magnitudes.
	numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
		"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
		"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
		"eighty": 80, "ninety": 90}
	ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
		"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12}
	vagueNumbers = map[string]bool{"dozen": true, "dozens": true, "hundreds": true, "thousands": true, "millions": true,
		"billions": true, "half": true, "twice": true, "double": true}
)
