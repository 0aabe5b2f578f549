package timex

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// MonthNames is a pattern of Go's regexp for the names of the months and their
// abbreviations, in lower case.
const MonthNames = `jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?`

var (
	isoDate      = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)`)
	dayMonthYear = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(` + MonthNames + `),?\s+(\d{4})`)
	monthDayYear = regexp.MustCompile(`(?i)(?:\b|\d)(` + MonthNames + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`)
	dottedDate   = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`)
	slashedDate  = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
)

// FullDate returns the first full calendar date in s, midnight UTC, and the bytes
// that it takes; end is 0 where there is none. It is for lines of a page, where a
// month may be glued to digits before it. Months before days, as in 4/20/2024, are
// told from days before months by a number over 12; where neither number is, there
// is no telling and no date.
func FullDate(s string) (day time.Time, start, end int) {
	if !strings.ContainsAny(s, "0123456789") {
		return time.Time{}, 0, 0
	}
	s = strings.ReplaceAll(s, "\u00a0", "  ") // as many bytes
	best := -1
	try := func(re *regexp.Regexp, year, month, dayOfMonth int) {
		m := re.FindStringSubmatchIndex(s)
		if m == nil || best >= 0 && m[0] >= best {
			return
		}
		part := func(i int) string { return s[m[2*i]:m[2*i+1]] }
		if t, ok := calendarDay(part(year), part(month), part(dayOfMonth)); ok {
			day, start, end, best = t, m[0], m[1], m[0]
		}
	}
	try(isoDate, 1, 2, 3)
	try(dayMonthYear, 3, 2, 1)
	try(monthDayYear, 3, 1, 2)
	try(dottedDate, 3, 2, 1)
	if m := slashedDate.FindStringSubmatch(s); m != nil {
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		switch {
		case first > 12 || first == second:
			try(slashedDate, 3, 2, 1)
		case second > 12:
			try(slashedDate, 3, 1, 2)
		}
	}
	return day, start, end
}

// calendarDay returns the day that year, month (a number or a name) and day write.
func calendarDay(year, month, day string) (time.Time, bool) {
	m, err := strconv.Atoi(month)
	if err != nil {
		m = monthNumber(month)
	}
	y, _ := strconv.Atoi(year)
	d, err := strconv.Atoi(day)
	if err != nil || m < 1 || m > 12 || d < 1 {
		return time.Time{}, false
	}
	t := dayOf(y, m, d)
	return t, t.Day() == d
}

// monthNumber is 1 to 12, or 0 for what is no month.
func monthNumber(name string) int {
	name = strings.ToLower(name)
	if len(name) < 3 {
		return 0
	}
	return (strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", name[:3]) + 3) / 3
}

// An order is that of day and month in dates such as 4/20/2024.
type order int

const (
	noOrder order = iota // the text does not tell
	dayFirstOrder
	monthFirstOrder
)

// slashOrder returns the order that the slashed dates of the text show.
func slashOrder(text string) order {
	if !strings.Contains(text, "/") {
		return noOrder
	}
	n := 0
	for _, m := range slashedDate.FindAllStringSubmatch(text, 50) {
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		switch {
		case first > 12 && second <= 12:
			n++
		case second > 12 && first <= 12:
			n--
		}
	}
	switch {
	case n > 0:
		return dayFirstOrder
	case n < 0:
		return monthFirstOrder
	}
	return noOrder
}

// midnight returns the day of t, midnight UTC; the zero time stays so.
func midnight(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return dayOf(t.Year(), int(t.Month()), t.Day())
}
