package article

import (
	"time"

	"footnote/internal/timex"
)

// A Date is a calendar day as YYYY-MM-DD, or empty where the day is not known.
// Dates compare as strings.
type Date string

const dayLayout = "2006-01-02"

// ParseDate returns the Date that s writes as YYYY-MM-DD, if it is a day of the calendar.
func ParseDate(s string) (Date, bool) {
	if _, err := time.Parse(dayLayout, s); err != nil {
		return "", false
	}
	return Date(s), true
}

// Short writes the date for people: 20 Apr 2024. The empty date is empty.
func (d Date) Short() string {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return ""
	}
	return t.Format("2 Jan 2006")
}

// Time is midnight UTC of the day; the zero time where the day is not known.
func (d Date) Time() time.Time {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// dateIn returns the first full calendar date in a line of a page, and the bytes that
// it takes; end is 0 where there is none.
func dateIn(line string) (d Date, start, end int) {
	day, start, end := timex.FullDate(line)
	if end == 0 {
		return "", 0, 0
	}
	return Date(day.Format(dayLayout)), start, end
}
