package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Full calendar dates as pages write them. Expressions that need an anchor are
// no matter of this file.

const monthNames = `jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?`

var (
	isoDate      = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)`)
	dayMonthYear = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(` + monthNames + `),?\s+(\d{4})`)
	monthDayYear = regexp.MustCompile(`(?i)(?:\b|\d)(` + monthNames + `)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`)
	dottedDate   = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`)
	slashedDate  = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
)

// dateIn returns the first full date in s and the bytes that it takes. Months
// before days, as in 4/20/2024, are told from days before months by a number
// over 12; where neither number is, there is no telling and no date.
func dateIn(s string) (d Date, start, end int) {
	if !strings.ContainsAny(s, "0123456789") {
		return "", 0, 0
	}
	s = strings.ReplaceAll(s, "\u00a0", "  ") // as many bytes
	best := -1
	try := func(re *regexp.Regexp, year, month, day int) {
		m := re.FindStringSubmatchIndex(s)
		if m == nil || best >= 0 && m[0] >= best {
			return
		}
		part := func(i int) string { return s[m[2*i]:m[2*i+1]] }
		if got, ok := calendarDay(part(year), part(month), part(day)); ok {
			d, start, end, best = got, m[0], m[1], m[0]
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
	return d, start, end
}

func calendarDay(year, month, day string) (Date, bool) {
	m, err := strconv.Atoi(month)
	if err != nil {
		m = monthNumber(month)
	}
	n, err := strconv.Atoi(day)
	if err != nil {
		return "", false
	}
	return ParseDate(fmt.Sprintf("%s-%02d-%02d", year, m, n))
}

// monthNumber is 1 to 12, or 0 for what is no month.
func monthNumber(name string) int {
	name = strings.ToLower(name)
	if len(name) < 3 {
		return 0
	}
	return (strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", name[:3]) + 3) / 3
}
