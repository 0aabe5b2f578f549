package export

import (
	"fmt"
	"time"

	"footnote/internal/timex"
)

// A unit is the finest part of a date that a precision lets be seen.
type unit int

const (
	byDay unit = iota
	byMonth
	byYear
)

// monthDays is the most days that a part of a month has; a part of a year is longer.
const monthDays = 31

// unitOf is the finest unit that says no more than r. The days of a week, and of the
// early, middle or late part of a month, may be named as the range that they are.
func unitOf(r timex.Range) unit {
	switch r.Precision {
	case timex.Day, timex.Week:
		return byDay
	case timex.Part:
		if r.Last.Sub(r.First) < monthDays*24*time.Hour {
			return byDay
		}
		return byMonth
	case timex.Month, timex.Quarter, timex.Season:
		return byMonth
	}
	return byYear
}

// datetime is r as the datetime of HTML's time element has it: a day, a week, a
// month or a year. The element knows no ranges, so a longer one is the month or the
// year that holds it; empty where there is none.
func datetime(r timex.Range) string {
	if !writable(r) {
		return ""
	}
	first, last := r.First, r.Last
	switch u := unitOf(r); {
	case first.Year() != last.Year() && !isWeek(r):
		return ""
	case u == byDay && first.Equal(last):
		return first.Format(time.DateOnly)
	case isWeek(r):
		year, week := first.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case u != byYear && first.Month() == last.Month():
		return first.Format("2006-01")
	}
	return first.Format("2006")
}

// isWeek reports whether r is a week from Monday to Sunday.
func isWeek(r timex.Range) bool {
	return r.Precision == timex.Week && r.First.Weekday() == time.Monday && r.First.AddDate(0, 0, 6).Equal(r.Last)
}

// writable reports whether r can be written with four digits a year, and so can
// the day after it. A range that was never set cannot.
func writable(r timex.Range) bool {
	return !r.First.IsZero() && r.First.Year() >= 1 && r.Last.Year() < 9999
}
