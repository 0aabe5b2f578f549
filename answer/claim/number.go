package claim

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A quantity is a number of a text.
type quantity struct {
	first, last int     // its words, inclusive
	value       float64 // the least, where vague
	top         float64 // of a vague number such as hundreds, the most; else 0
	unit        string  // $ € £ ¥ ₹ % th; else empty
	bound       bound
	code        string // what is no plain number (a part number, a score); else empty
}

// A bound is how a text limits a number.
type bound uint8

const (
	plain bound = iota
	exact
	about
	over  // more than, at least
	under // less than, up to
)

// String says how a number is given.
func (b bound) String() string {
	return [...]string{"with no bound", "as exact", "as rough", "as the least", "as the most"}[b]
}

// quantities are the numbers of a text, in digits or words, in order. Years and
// days are dates, not quantities.
func quantities(t *text) []quantity {
	var qs []quantity
	for i := 0; i < len(t.words); {
		q, next := t.quantityAt(i)
		if next == i {
			i++
			continue
		}
		q.first, q.last = i, next-1
		q.bound = t.boundAt(q)
		if q.unit == "" {
			q.unit = t.unitAt(i, next)
		}
		for j := i; j < next && t.words[i].Word != "one"; j++ {
			t.words[j].class = number
		}
		qs = append(qs, q)
		i = next
	}
	return qs
}

func (t *text) quantityAt(i int) (quantity, int) {
	w := t.words[i]
	switch {
	case w.class == when:
		return quantity{}, i
	case w.Number:
		return t.digitsAt(i)
	case vague[w.Word] != [2]float64{}:
		return t.vagueAt(i)
	case ordinals[w.Word] > 0 && !w.Stop && w.Word != "second":
		return quantity{value: float64(ordinals[w.Word]), unit: "th"}, i + 1
	case w.Word == "one" && (i+1 == len(t.words) || t.words[i+1].Stop): // a pronoun
		return quantity{}, i
	case numberWords[w.Word] > 0 || magnitudes[w.Word] > 0 && i > 0 && (t.words[i-1].Word == "a" || t.words[i-1].Word == "an"):
		return t.spelledAt(i)
	}
	return quantity{}, i
}

var digits = regexp.MustCompile(`^(\d+(?:\.\d+)?)([a-z]*)$`)

// digitsAt reads a number in digits with the magnitude that follows: 1.5 million, 31.5m, 2nd.
func (t *text) digitsAt(i int) (quantity, int) {
	m := digits.FindStringSubmatch(t.words[i].Word)
	if m == nil {
		return quantity{code: t.words[i].Word}, i + 1
	}
	value, err := strconv.ParseFloat(m[1], 64)
	if err != nil || math.IsInf(value, 0) {
		return quantity{code: t.words[i].Word}, i + 1
	}
	q, next := quantity{value: value}, i+1
	switch suffix := m[2]; {
	case suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th":
		if !t.dayAt(i) {
			q.unit = "th"
		}
		return q, next
	case magnitudes[suffix] > 0:
		q.value *= magnitudes[suffix]
	case suffix != "":
		return quantity{code: t.words[i].Word}, next
	}
	for next < len(t.words) && magnitudes[t.words[next].Word] > 0 {
		q.value *= magnitudes[t.words[next].Word]
		next++
	}
	return q, next
}

// dayAt reports whether the ordinal at word i is a day of a month, as in April 14th
// or the 14th of April, which may be written as a plain number.
func (t *text) dayAt(i int) bool {
	month := func(j int) bool { return j >= 0 && j < len(t.words) && t.words[j].class == when && !t.words[j].Number }
	return month(i-1) || month(i+1) || month(i+2) && t.words[i+1].Word == "of"
}

// spelledAt reads a number in words: two hundred thousand, twenty-five.
func (t *text) spelledAt(i int) (quantity, int) {
	total, part, next := 0.0, 0.0, i
	for ; next < len(t.words); next++ {
		w := t.words[next].Word
		switch {
		case numberWords[w] > 0:
			part += float64(numberWords[w])
		case w == "hundred":
			part = max(part, 1) * 100
		case magnitudes[w] > 0:
			total += max(part, 1) * magnitudes[w]
			part = 0
		default:
			return quantity{value: total + part}, next
		}
	}
	return quantity{value: total + part}, next
}

// vagueAt reads hundreds, tens of thousands.
func (t *text) vagueAt(i int) (quantity, int) {
	r := vague[t.words[i].Word]
	q, next := quantity{value: r[0], top: r[1]}, i+1
	if next+1 < len(t.words) && t.words[next].Word == "of" {
		if m := vague[t.words[next+1].Word]; m != [2]float64{} && m[0] >= 2000 {
			q.value, q.top = r[0]*m[0]/2, r[1]*m[0]/2
			next += 2
		}
	}
	return q, next
}

// unitAt is the sign or word of a unit beside words from to next.
func (t *text) unitAt(from, next int) string {
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t.raw[:t.words[from].Start], " \u00a0")); strings.ContainsRune(currencies, r) {
		return string(r)
	}
	if strings.HasPrefix(t.raw[t.words[next-1].End:], "%") {
		return "%"
	}
	for j := next; j < len(t.words) && j < next+2; j++ {
		if u := unitWords[t.words[j].Stem]; u != "" {
			return u
		}
	}
	return ""
}

// boundAt reads how the words before a number limit it.
func (t *text) boundAt(q quantity) bound {
	before := ""
	for j := max(0, q.first-4); j < q.first; j++ {
		before += " " + t.words[j].Word
	}
	after := ""
	if q.last+2 < len(t.words) {
		after = t.words[q.last+1].Word + " " + t.words[q.last+2].Word
	}
	for _, b := range boundWords {
		if strings.HasSuffix(before, " "+b.words) || strings.HasSuffix(before, " "+b.words+" a") {
			return b.bound
		}
	}
	switch after {
	case "or more", "or over":
		return over
	case "or less", "or fewer":
		return under
	}
	return plain
}

// boundWords stand before a number; longer ones first.
var boundWords = []struct {
	words string
	bound bound
}{
	{"no more than", under}, {"not more than", under}, {"no fewer than", over}, {"no less than", over},
	{"more than", over}, {"greater than", over}, {"at least", over}, {"over", over}, {"above", over}, {"upwards of", over},
	{"exceeding", over}, {"exceed", over}, {"exceeded", over}, {"surpassing", over}, {"surpassed", over}, {"minimum of", over},
	{"less than", under}, {"fewer than", under}, {"at most", under}, {"up to", under}, {"under", under}, {"below", under},
	{"as many as", under}, {"as much as", under}, {"maximum of", under}, {"nearly", under}, {"almost", under},
	{"about", about}, {"around", about}, {"roughly", about}, {"approximately", about}, {"some", about}, {"an estimated", about},
	{"estimated", about}, {"close to", about}, {"exactly", exact}, {"precisely", exact},
}

// agree reports whether the evidence's number h bears out the claim's q. strict
// minds how the numbers are limited.
func (q quantity) agree(h quantity, strict bool) bool {
	if q.code != "" || h.code != "" {
		return q.code == h.code
	}
	if q.unit != h.unit && (q.unit != "" || strict && h.unit == "th") {
		return false
	}
	if q.top > 0 {
		return h.value >= q.value && h.value <= q.top && (h.top == 0 || h.top <= q.top) && h.bound != under
	}
	if h.top > 0 {
		return false
	}
	if q.value == h.value {
		return q.bound == h.bound || !strict || q.bound == about && h.bound == plain || q.bound == exact && h.bound == plain
	}
	switch q.bound {
	case over:
		return h.bound != under && h.value > q.value && h.value <= 1.5*q.value
	case under:
		return h.bound != over && h.value < q.value && h.value >= q.value/1.5
	case about:
		return math.Abs(h.value-q.value) <= 0.1*math.Abs(h.value)
	}
	return !strict && q.value == rounded(h.value) && q.value >= 1000
}

// rounded is v to two digits.
func rounded(v float64) float64 {
	if v <= 0 {
		return v
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	return math.Round(v/unit) * unit
}

// currencies are the signs that stand before a sum of money.
const currencies = "$€£¥₹"

var (
	unitWords   = map[string]string{"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupe": "₹", "percent": "%", "percentag": "%"}
	magnitudes  = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "k": 1e3}
	numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
		"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
		"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
		"eighty": 80, "ninety": 90}
	ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
		"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12}
	vague = map[string][2]float64{"dozens": {24, 99}, "hundreds": {200, 1999}, "thousands": {2000, 19_999}, "tens": {20, 99},
		"millions": {1e6, 1e9}, "billions": {1e9, 1e12}}
)
