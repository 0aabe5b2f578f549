package quantity

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/internal/words"
)

// Find returns the numbers of a text, in digits or in words, in order; no token is in
// two of them. toks are the tokens of text, those of English with their stems. timed
// tells that token i belongs to a date, so that it is no number; where it is nil, none
// does. A pronoun "one" is no number, and "second", which is a length as well, neither.
func Find(text string, toks []words.Token, timed func(i int) bool) []Quantity {
	if timed == nil {
		timed = func(int) bool { return false }
	}
	r := reader{text, toks, timed}
	var qs []Quantity
	for i := 0; i < len(toks); {
		q, next := r.at(i)
		if next == i {
			i++
			continue
		}
		q.First, q.Last = i, next-1
		q.Bound = r.bound(i, next)
		if q.Unit == "" {
			q.Unit = r.unit(i, next)
		}
		qs = append(qs, q)
		i = next
	}
	return qs
}

// A reader reads the numbers of one text. Its methods that read a number return the
// token behind it: the one they were given where there is none.
type reader struct {
	text  string
	toks  []words.Token
	timed func(i int) bool
}

func (r reader) at(i int) (Quantity, int) {
	t := r.toks[i]
	switch {
	case r.timed(i):
		return Quantity{}, i
	case t.Number:
		return r.digits(i)
	case vague[t.Word] != span{}:
		return r.vague(i)
	case ordinals[t.Word] > 0:
		return Quantity{Value: ordinals[t.Word], Unit: "th"}, i + 1
	case t.Word == "one" && (i+1 == len(r.toks) || r.toks[i+1].Stop): // a pronoun
		return Quantity{}, i
	case cardinals[t.Word] > 0 || magnitudes[t.Word] > 0 && i > 0 && (r.toks[i-1].Word == "a" || r.toks[i-1].Word == "an"):
		return r.spelled(i)
	}
	return Quantity{}, i
}

var inDigits = regexp.MustCompile(`^(\d+(?:\.\d+)?)([a-z]*)$`)

// digits reads a number in digits with the magnitude that follows: 1.5 million, 31.5m, 2nd.
func (r reader) digits(i int) (Quantity, int) {
	word, next := r.toks[i].Word, i+1
	m := inDigits.FindStringSubmatch(word)
	if m == nil {
		return Quantity{Code: word}, next
	}
	value, err := strconv.ParseFloat(m[1], 64)
	if err != nil || math.IsInf(value, 0) {
		return Quantity{Code: word}, next
	}
	q := Quantity{Value: value}
	switch suffix := m[2]; {
	case suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th":
		if !r.day(i) {
			q.Unit = "th"
		}
		return q, next
	case magnitudes[suffix] > 0:
		q.Value *= magnitudes[suffix]
	case suffix != "":
		return Quantity{Code: word}, next
	}
	for next < len(r.toks) && magnitudes[r.toks[next].Word] > 0 {
		q.Value *= magnitudes[r.toks[next].Word]
		next++
	}
	return q, next
}

// day reports whether the ordinal at token i is a day of a month, as in April 14th or
// the 14th of April, which may be written as a plain number.
func (r reader) day(i int) bool {
	month := func(j int) bool { return j >= 0 && j < len(r.toks) && r.timed(j) && !r.toks[j].Number }
	return month(i-1) || month(i+1) || month(i+2) && r.toks[i+1].Word == "of"
}

// spelled reads a number in words: two hundred thousand, twenty-five.
func (r reader) spelled(i int) (Quantity, int) {
	total, part, next := 0.0, 0.0, i
	for ; next < len(r.toks); next++ {
		w := r.toks[next].Word
		switch {
		case cardinals[w] > 0:
			part += cardinals[w]
		case w == "hundred":
			part = max(part, 1) * 100
		case magnitudes[w] > 0:
			total += max(part, 1) * magnitudes[w]
			part = 0
		default:
			return Quantity{Value: total + part}, next
		}
	}
	return Quantity{Value: total + part}, next
}

// vague reads hundreds, tens of thousands.
func (r reader) vague(i int) (Quantity, int) {
	s, next := vague[r.toks[i].Word], i+1
	if next+1 < len(r.toks) && r.toks[next].Word == "of" {
		if of := vague[r.toks[next+1].Word]; of.least >= 2000 {
			return Quantity{Value: s.least * of.least / 2, Top: s.most * of.least / 2}, next + 2
		}
	}
	return Quantity{Value: s.least, Top: s.most}, next
}

// unit is the sign or word of a unit beside tokens from to next.
func (r reader) unit(from, next int) string {
	before := strings.TrimRight(r.text[:r.toks[from].Start], " \u00a0")
	if sign, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune(Currencies, sign) {
		return string(sign)
	}
	if strings.HasPrefix(r.text[r.toks[next-1].End:], "%") {
		return "%"
	}
	for j := next; j < len(r.toks) && j < next+2; j++ {
		if u := Unit(r.toks[j].Stem); u != "" {
			return u
		}
	}
	return ""
}

// bound reads how the words around tokens from to next limit their number.
func (r reader) bound(from, next int) Bound {
	before := ""
	for j := max(0, from-4); j < from; j++ {
		before += " " + r.toks[j].Word
	}
	for _, b := range limits {
		if strings.HasSuffix(before, " "+b.words) || strings.HasSuffix(before, " "+b.words+" a") {
			return b.bound
		}
	}
	if next+1 < len(r.toks) {
		switch r.toks[next].Word + " " + r.toks[next+1].Word {
		case "or more", "or over":
			return Over
		case "or less", "or fewer":
			return Under
		}
	}
	return Plain
}
