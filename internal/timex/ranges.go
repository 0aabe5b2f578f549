package timex

import (
	"fmt"
	"strings"
	"time"
)

// days returns the first and the last day of the point.
func (a point) days() (first, end time.Time) {
	y, m := a.at.Year(), int(a.at.Month())
	switch a.grain {
	case weekend:
		return a.at.AddDate(0, 0, 5), a.at.AddDate(0, 0, 6)
	case week:
		return a.at, a.at.AddDate(0, 0, 6)
	case month:
		return dayOf(y, m, 1), dayOf(y, m+1, 0)
	case quarter:
		return dayOf(y, 3*a.nth-2, 1), dayOf(y, 3*a.nth+1, 0)
	case half:
		return dayOf(y, 6*a.nth-5, 1), dayOf(y, 6*a.nth+1, 0)
	case season:
		return dayOf(y, 3*a.nth, 1), dayOf(y, 3*a.nth+3, 0)
	case year:
		return dayOf(y, 1, 1), dayOf(y, 12, 31)
	case decade:
		return dayOf(y, 1, 1), dayOf(y+9, 12, 31)
	case century:
		return dayOf(y, 1, 1), dayOf(y+99, 12, 31)
	}
	return a.at, a.at
}

var precisions = map[unit]Precision{day: Day, weekend: Week, week: Week, month: Month, quarter: Quarter, half: Quarter,
	season: Season, year: Year, decade: Decade, century: Decade}

// Range returns the first and the last day of a DATE or a TIME, narrowed by its
// Mod: early, mid and late are the thirds of a month or a year, with precision
// Part. Weeks run from Monday to Sunday, weekends are Saturday and Sunday; spring is
// March to May, and so on, and winter begins in the year of the value. It reports
// false for durations, sets, references and values with an unknown year.
func (e Expression) Range() (Range, bool) {
	if e.Type != Date && e.Type != Time {
		return Range{}, false
	}
	value, clock, _ := strings.Cut(e.Value, "T")
	a, ok := parsePoint(value)
	if !ok {
		return Range{}, false
	}
	first, end := a.days()
	r := Range{first, end, precisions[a.grain]}
	if clock == "" {
		r = r.part(e.Mod, a.grain)
	}
	return r, true
}

// Days is the number of days from First to Last, both counted; at least 1 for a range
// of this package.
func (r Range) Days() int { return int(r.Last.Sub(r.First)/(24*time.Hour)) + 1 }

// Overlaps reports whether r and o have a day in common. It is symmetric.
func (r Range) Overlaps(o Range) bool { return !r.First.After(o.Last) && !o.First.After(r.Last) }

// Holds reports whether every day of o is one of r, as of r itself.
func (r Range) Holds(o Range) bool { return !o.First.Before(r.First) && !o.Last.After(r.Last) }

// part narrows a month or a year to a third.
func (r Range) part(mod string, u unit) Range {
	if u != month && u != year {
		return r
	}
	y, m := r.First.Year(), int(r.First.Month())
	cuts := [4]time.Time{r.First, dayOf(y, m, 11), dayOf(y, m, 21), r.Last.AddDate(0, 0, 1)}
	if u == year {
		cuts[1], cuts[2] = dayOf(y, 5, 1), dayOf(y, 9, 1)
	}
	third := map[string]int{"START": 1, "MID": 2, "END": 3}[mod]
	if third == 0 {
		return r
	}
	return Range{cuts[third-1], cuts[third].AddDate(0, 0, -1), Part}
}

// parsePoint reads the value of a date.
func parsePoint(v string) (a point, ok bool) {
	number := func(s string) (n int) {
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = 10*n + int(s[i]-'0')
		}
		return n
	}
	if len(v) < 4 || v[4:] != "" && v[4] != '-' {
		y := number(v)
		switch {
		case y < 0:
			return a, false
		case len(v) == 3:
			return point{decade, dayOf(y*10, 1, 1), 0}, true
		case len(v) == 2:
			return point{century, dayOf(y*100, 1, 1), 0}, true
		}
		return a, false
	}
	y, rest := number(v[:4]), strings.TrimPrefix(v[4:], "-")
	if y < 0 {
		return a, false
	}
	return pointOfYear(y, rest, number)
}

// pointOfYear reads what stands behind the year of a value.
func pointOfYear(y int, rest string, number func(string) int) (point, bool) {
	switch len(rest) {
	case 0:
		return point{year, dayOf(y, 1, 1), 0}, true
	case 2:
		for i, s := range seasons {
			if rest == s {
				return point{season, dayOf(y, 1, 1), i}, true
			}
		}
		if n := number(rest[1:]); rest[0] == 'Q' && n >= 1 && n <= 4 {
			return point{quarter, dayOf(y, 3*n-2, 1), n}, true
		} else if rest[0] == 'H' && (n == 1 || n == 2) {
			return point{half, dayOf(y, 6*n-5, 1), n}, true
		}
		m := number(rest)
		return point{month, dayOf(y, m, 1), 0}, m >= 1 && m <= 12
	case 3, 6:
		w := number(rest[1:3])
		at, ok := mondayOf(y, w)
		if rest[0] != 'W' || !ok || len(rest) == 6 && rest[3:] != "-WE" {
			break
		}
		if len(rest) == 6 {
			return point{weekend, at, 0}, true
		}
		return point{week, at, 0}, true
	case 5:
		m, d := number(rest[:2]), number(rest[3:])
		at := dayOf(y, m, d)
		return point{day, at, 0}, m >= 1 && d >= 1 && rest[2] == '-' && int(at.Month()) == m && at.Day() == d
	}
	return point{}, false
}

// mondayOf returns the first day of an ISO week, if the year has it.
func mondayOf(y, w int) (time.Time, bool) {
	at := pointAt(dayOf(y, 1, 4), week).at.AddDate(0, 0, 7*(w-1))
	iso, n := at.ISOWeek()
	return at, w >= 1 && iso == y && n == w
}

// ParseRange reads a day, a month or a year as people write it on a command line:
// 2024, 2024-03 or 2024-03-15. The error is a sentence for people.
func ParseRange(s string) (Range, error) {
	a, ok := parsePoint(strings.TrimSpace(s))
	if !ok || a.grain != day && a.grain != month && a.grain != year || len(strings.TrimSpace(s)) < 4 || a.at.Year() < 1 {
		return Range{}, fmt.Errorf("%q is no date; write a year, a month or a day, such as 2024, 2024-03 or 2024-03-15", s)
	}
	first, end := a.days()
	return Range{first, end, precisions[a.grain]}, nil
}
