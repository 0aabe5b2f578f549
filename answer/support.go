package answer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"footnote/internal/words"
	"footnote/retrieval"
)

// supportShare is the share of a claim's words of content that its cited
// sentences must hold.
const supportShare = 0.5

// supported reports whether the cited sentences support the text: they say it
// word for word, or they hold every number, date, name and quotation of it and
// most of its other words. all is the whole evidence, which tells names from
// words at the beginning of a sentence.
func supported(text string, cited, all []Evidence) bool {
	var said []string
	for _, e := range cited {
		said = append(said, e.text())
	}
	source := strings.Join(said, " ")
	if text == source {
		return true
	}
	lang := words.For(cited[0].Meta.Lang)
	claim := lang.Tokens(text)
	held := map[string]bool{}
	for _, t := range lang.Tokens(source) {
		held[t.Stem], held[t.Word] = true, true
	}
	return len(claim) > 0 &&
		quotationsHeld(text, source) &&
		quantitiesHeld(text, source) &&
		namesHeld(lang, claim, held, all) &&
		wordsHeld(lang, claim, held)
}

var quotation = regexp.MustCompile(`[“"«„]([^“”"«»„]+)[”"»“]`)

// quotationsHeld reports whether every quotation in text stands in source to the
// letter; only white space and the form of quotation marks and dashes may differ.
func quotationsHeld(text, source string) bool {
	source = plainMarks(source)
	for _, m := range quotation.FindAllStringSubmatch(text, -1) {
		if !strings.Contains(source, strings.TrimRight(plainMarks(m[1]), ".,")) {
			return false
		}
	}
	return strings.Count(text, `"`)%2 == 0
}

var marks = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "\u00ad", "")

func plainMarks(s string) string { return strings.Join(strings.Fields(marks.Replace(s)), " ") }

// number finds a number with what changes its value or meaning: a currency
// before it, a magnitude or a percent sign after it.
var number = regexp.MustCompile(`(?i)([$€£¥₹])?[ \x{00a0}]?\b(\d[\d,]*(?:\.\d+)?)[ \x{00a0}-]?(trillion|billion|million|thousand|hundred|bn|m\b|%|per ?cent|dollars?|euros?|pounds?)?`)

// quantitiesHeld reports whether every number of text is one of source: the same
// value, of the same currency where text names one.
func quantitiesHeld(text, source string) bool {
	held := map[string]bool{}
	for _, q := range quantities(source) {
		held[q] = true
	}
	for _, q := range quantities(text) {
		if !held[q] {
			return false
		}
	}
	return true
}

// quantities are the numbers of a text in one form: value and unit.
func quantities(text string) []string {
	var qs []string
	for _, m := range number.FindAllStringSubmatch(text, -1) {
		value, err := strconv.ParseFloat(strings.ReplaceAll(m[2], ",", ""), 64)
		if err != nil {
			qs = append(qs, m[2])
			continue
		}
		unit := currencyOf(m[1])
		switch after := strings.ToLower(m[3]); after {
		case "%", "percent", "per cent":
			unit = "%"
		case "dollar", "dollars", "euro", "euros", "pound", "pounds":
			unit = currencyOf(after)
		default:
			value *= magnitude(after)
		}
		qs = append(qs, strconv.FormatFloat(value, 'g', -1, 64)+unit)
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if v, ok := numberWords[w]; ok {
			qs = append(qs, strconv.Itoa(v))
		}
		if vagueNumbers[w] {
			qs = append(qs, w)
		}
	}
	return qs
}

func currencyOf(s string) string {
	switch strings.TrimSuffix(s, "s") {
	case "$", "dollar":
		return "$"
	case "€", "euro":
		return "€"
	case "£", "pound":
		return "£"
	}
	return s
}

func magnitude(s string) float64 {
	switch s {
	case "trillion":
		return 1e12
	case "billion", "bn":
		return 1e9
	case "million", "m":
		return 1e6
	case "thousand":
		return 1e3
	case "hundred":
		return 100
	}
	return 1
}

// one is no number here: it is a pronoun more often.
var numberWords = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

var vagueNumbers = map[string]bool{"dozens": true, "hundreds": true, "thousands": true, "millions": true, "billions": true, "half": true}

// namesHeld reports whether the cited sentences hold every name and every word
// of time in the claim, or another word for the same (Niger's, American).
func namesHeld(lang *words.Language, claim []words.Token, held map[string]bool, all []Evidence) bool {
	for i, t := range claim {
		named := t.Upper && !t.Stop && (i > 0 || isName(lang, t, all))
		if !named && !retrieval.TimeWord(t) || held[t.Stem] || held[t.Word] {
			continue
		}
		if !heldNear(lang, t, held, 0.9) && !(i == 0 && derivedHeld(t, held)) {
			return false
		}
	}
	return true
}

// isName reports whether the evidence never writes the word in lower case.
func isName(lang *words.Language, t words.Token, all []Evidence) bool {
	for _, e := range all {
		for _, s := range lang.Tokens(e.Sentence.Text) {
			if s.Word == t.Word && !s.Upper {
				return false
			}
		}
	}
	return true
}

func heldNear(lang *words.Language, t words.Token, held map[string]bool, least float64) bool {
	for stem, near := range lang.Near(t.Word) {
		if near >= least && held[stem] {
			return true
		}
	}
	return false
}

// wordsHeld reports whether the cited sentences hold enough of the claim's words
// of content, or words near to them.
func wordsHeld(lang *words.Language, claim []words.Token, held map[string]bool) bool {
	content, found := 0, 0
	for _, t := range claim {
		if t.Stop {
			continue
		}
		content++
		if held[t.Stem] || heldNear(lang, t, held, 0) || derivedHeld(t, held) {
			found++
		}
	}
	return float64(found) >= supportShare*float64(content)
}

func derivedHeld(t words.Token, held map[string]bool) bool {
	for stem := range held {
		if words.Derived(t.Stem, stem) {
			return true
		}
	}
	return false
}
