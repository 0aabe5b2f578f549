package retrieval

import (
	"footnote/internal/timex"
	"footnote/internal/words"
)

// time looks for words that say when; for a question after a day, for a day. Words
// that come to a date are worth more than those that only point to a time.
func (k kindMatch) time() float64 {
	worded := boolean(TimeIn(k.toks))
	if k.q.Day {
		worded = boolean(dayIn(k.toks))
	}
	if !k.dating {
		return worded
	}
	best := pointing * worded
	for _, d := range k.dates {
		if !d.vague && k.tooCoarse(d) {
			best = min(best, coarseDate)
		}
	}
	for _, d := range k.dates {
		best = max(best, k.dated(d))
	}
	return best
}

// tooCoarse reports whether a date does not say what is asked: a decade is no year, a year no month.
func (k kindMatch) tooCoarse(d dated) bool {
	switch k.q.unit {
	case "year":
		return d.Precision == timex.Decade
	case "month":
		return d.Precision == timex.Decade || d.Precision == timex.Year || d.Precision == timex.Season || d.Precision == timex.Quarter
	}
	return false
}

// What dates are worth where one is asked for.
const (
	pointing   = 0.85 // words that come to no date: in the coming days
	coarseDate = 0.4  // of a date that is less precise than what is asked for
	yearOnly   = 0.9  // of a date that names the year and no more
	apartDate  = 0.95 // of a date that stands apart from what is asked about
	besideAsk  = 6    // how many words apart it may stand
	otherDate  = 0.45 // of a date of another verb: too little for an answer
)

// dater is the verb in the past that stands right before the date at token i, "ruled
// today", "said on Thursday"; -1 for none.
func dater(toks []words.Token, i int) int {
	for j := i - 1; j >= max(0, i-3); j-- {
		switch {
		case inPast(toks[j]) && !toks[j].Upper && !toks[j].Number || saying[toks[j].Stem]:
			return j
		case !toks[j].Stop:
			return -1
		}
	}
	return -1
}

// ofAnother reports whether the verb at token v, which has a date at token i, is not
// the question's, and that stands apart from both.
func (k kindMatch) ofAnother(v, i int) bool {
	if k.isAsked(v) {
		return false
	}
	for t, at := range k.here.at {
		if k.q.Terms[t].Act && at >= 0 {
			return max(i-at, at-i) > closeBy
		}
	}
	return false
}

// dated is the worth of a date of the sentence: a precise one that stands beside a
// word of the question goes first.
func (k kindMatch) dated(d dated) float64 {
	if d.vague || k.q.Day && d.Precision != timex.Day || k.tooCoarse(d) {
		return 0
	}
	here := tokenFrom(k.toks, d.start)
	if v := dater(k.toks, here); v >= 0 && k.ofAnother(v, here) {
		return otherDate
	}
	worth := 1.0
	if d.Precision == timex.Year || d.Precision == timex.Decade {
		worth = yearOnly
	}
	for t, at := range k.here.at {
		if at >= 0 && !k.q.Terms[t].Light && at-here <= besideAsk && here-at <= besideAsk {
			return worth
		}
	}
	return worth * apartDate
}
