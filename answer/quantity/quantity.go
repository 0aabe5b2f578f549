// Package quantity reads the numbers of English news text: in digits or in words,
// with their units, and with what limits them, such as "more than".
package quantity

import "math"

// A Quantity is a number of a text.
type Quantity struct {
	First, Last int     // its tokens, inclusive; words of its unit and bound are not among them
	Value       float64 // from 0; the least of a vague number such as hundreds; +Inf beyond what a float64 holds
	Top         float64 // of a vague number, the most; else 0
	Unit        string  // $ € £ ¥ ₹ %; "th" of an ordinal; else empty
	Bound       Bound
	Code        string // the folded word of what is no plain number, such as a part number; Value is 0 then; else empty
}

// A Bound is how a text limits a number.
type Bound uint8

// The bounds of a number.
const (
	Plain Bound = iota // nothing is said
	Exact              // exactly, precisely
	About              // about, some, close to
	Over               // more than, at least
	Under              // less than, up to, nearly
)

// String says to people how a number is given, as in "the sources say 14, with no bound".
func (b Bound) String() string {
	return [...]string{"with no bound", "as exact", "as rough", "as the least", "as the most"}[b]
}

// Agree reports whether h, a number of the evidence, bears out q, that of a claim. It
// is not symmetric: "more than 50" is borne out by 60, and 60 not by "more than 50".
// A code is borne out by the same code only. strict minds how the numbers are limited,
// and lets no number pass that is only rounded.
func (q Quantity) Agree(h Quantity, strict bool) bool {
	if q.Code != "" || h.Code != "" {
		return q.Code == h.Code
	}
	if q.Unit != h.Unit && (q.Unit != "" || strict && h.Unit == "th") {
		return false
	}
	if q.Top > 0 {
		return h.Value >= q.Value && h.Value <= q.Top && (h.Top == 0 || h.Top <= q.Top) && h.Bound != Under
	}
	if h.Top > 0 {
		return false
	}
	if q.Value == h.Value {
		return q.Bound == h.Bound || !strict || q.Bound == About && h.Bound == Plain || q.Bound == Exact && h.Bound == Plain
	}
	switch q.Bound {
	case Over:
		return h.Bound != Under && h.Value > q.Value && h.Value <= 1.5*q.Value
	case Under:
		return h.Bound != Over && h.Value < q.Value && h.Value >= q.Value/1.5
	case About:
		return math.Abs(h.Value-q.Value) <= 0.1*math.Abs(h.Value)
	}
	return !strict && q.Value == rounded(h.Value) && q.Value >= 1000
}

// rounded is v to two digits.
func rounded(v float64) float64 {
	if v <= 0 {
		return v
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	return math.Round(v/unit) * unit
}

// Low returns the least that the number may be: a tenth below "about 50", 0 of "up to
// 50" and of a code, which may be any number; else Value. It is at most High.
func (q Quantity) Low() float64 {
	switch {
	case q.Code != "" || q.Bound == Under:
		return 0
	case q.Bound == About && q.Top == 0:
		return 0.9 * q.Value
	}
	return q.Value
}

// High returns the most that the number may be: +Inf of "more than 50" and of a code,
// a tenth above "about 50"; else Top of a vague number, and Value of others.
func (q Quantity) High() float64 {
	switch {
	case q.Code != "" || q.Bound == Over:
		return math.Inf(1)
	case q.Top > 0:
		return q.Top
	case q.Bound == About:
		return q.Value + q.Value/10
	}
	return q.Value
}
