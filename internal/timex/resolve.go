package timex

import (
	"fmt"
	"time"
)

// A point is a place in the calendar: a day, a week, a month, a season, a year.
type point struct {
	grain unit
	at    time.Time // its first day; of a season the year's, of a week Monday
	nth   int       // of a quarter, a half or a season, from 1
}

// dayOf returns a day, midnight UTC.
func dayOf(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// pointAt returns the point of that grain around a day.
func pointAt(t time.Time, u unit) point {
	y, m := t.Year(), int(t.Month())
	switch u {
	case weekend, week:
		return point{u, t.AddDate(0, 0, -((int(t.Weekday()) + 6) % 7)), 0}
	case month:
		return point{u, dayOf(y, m, 1), 0}
	case quarter:
		return point{u, dayOf(y, (m-1)/3*3+1, 1), (m-1)/3 + 1}
	case half:
		return point{u, dayOf(y, (m-1)/6*6+1, 1), (m-1)/6 + 1}
	case season:
		if m <= 2 {
			y--
		}
		return point{u, dayOf(y, 1, 1), (m+9)%12/3 + 1}
	case year:
		return point{u, dayOf(y, 1, 1), 0}
	case decade:
		return point{u, dayOf(y/10*10, 1, 1), 0}
	case century:
		return point{u, dayOf(y/100*100, 1, 1), 0}
	}
	return point{day, t, 0}
}

// plus moves the point by n units and gives it the grain of what is known then:
// a year after a day is a year, a week after a day is a day.
func (a point) plus(n int, u unit) point {
	g := a.grain
	switch u {
	case day:
		return pointAt(a.at.AddDate(0, 0, n), day)
	case week, weekend:
		if u == weekend || g != day && g != weekend {
			g = u
		}
		return pointAt(a.at.AddDate(0, 0, 7*n), g)
	case month:
		return pointAt(dayOf(a.at.Year(), int(a.at.Month())+n, 1), month)
	case quarter:
		return pointAt(dayOf(a.at.Year(), int(a.at.Month())+3*n, 1), quarter)
	case decade, century:
		y := a.at.Year() + n*map[unit]int{decade: 10, century: 100}[u]
		if g == day || g < u {
			g = year
		}
		return pointAt(dayOf(y, 1, 1), g)
	}
	if g == day || g == week || g == weekend {
		g = year
	}
	b := pointAt(dayOf(a.at.Year()+n, int(a.at.Month()), 1), g)
	if g == season {
		b.nth, b.at = a.nth, dayOf(a.at.Year()+n, 1, 1)
	}
	return b
}

// value writes the point as TIMEX3 does.
func (a point) value() string {
	y := a.at.Year()
	switch a.grain {
	case week, weekend:
		iso, w := a.at.ISOWeek()
		if a.grain == weekend {
			return fmt.Sprintf("%04d-W%02d-WE", iso, w)
		}
		return fmt.Sprintf("%04d-W%02d", iso, w)
	case month:
		return a.at.Format("2006-01")
	case quarter:
		return fmt.Sprintf("%04d-Q%d", y, a.nth)
	case half:
		return fmt.Sprintf("%04d-H%d", y, a.nth)
	case season:
		return fmt.Sprintf("%04d-%s", y, seasons[a.nth])
	case year:
		return fmt.Sprintf("%04d", y)
	case decade:
		return fmt.Sprintf("%03d", y/10)
	case century:
		return fmt.Sprintf("%02d", y/100)
	}
	return a.at.Format("2006-01-02")
}

// possible reports whether the year can be written with four digits.
func (a point) possible() bool { return a.at.Year() >= 1 && a.at.Year() <= 9999 }
