package timex

import (
	"math"
	"time"
)

// A teller knows what a text leans on as it is read: the day of publication and
// what was told last.
type teller struct {
	anchor    time.Time // zero where it is not known
	narrative bool      // a history: bare dates lean on what was told

	told    point // the expression told last; its grain is noUnit where there was none
	toldDay point // the last that is a day
	quarter point // the quarter told last
	line    point // the last that a history goes on from
	section int   // paragraph of told
	leads   bool  // told places what its clause tells
	daySaid int   // paragraph of toldDay
	here    int   // paragraph of what is being resolved
}

// nowhere is no paragraph's number.
const nowhere = math.MinInt

// A tense is where the clause around an expression places what it tells.
type tense int

const (
	unsaid tense = iota
	gone
	ahead
)

// A resolved expression: either a point or a value without one.
type resolved struct {
	at    point // grain noUnit where there is none
	value string
}

// resolve finds what m means where it stands.
func (s *teller) resolve(m *meaning, t tense) resolved {
	switch m.kind {
	case calendar:
		return s.inCalendar(m, t)
	case pointing:
		return s.around(m, t)
	case offset:
		return s.moved(m)
	}
	return resolved{value: m.value}
}

// known reports whether the day of publication is known.
func (s *teller) known() bool { return !s.anchor.IsZero() }

// inCalendar resolves what names a place in the calendar.
func (s *teller) inCalendar(m *meaning, t tense) resolved {
	switch {
	case m.either:
		return s.eitherOrder(m)
	case m.year > 0:
		return resolved{at: m.in(m.year)}
	case m.of != plain:
		return s.ofPointed(m)
	case m.month == 0 && m.day > 0:
		return s.dayAlone(m)
	case m.weekday > 0:
		return s.weekday(m, t)
	}
	if y, ok := s.yearOf(m, t); ok {
		if m.day > 0 && m.month == 2 && dayOf(y, 2, m.day).Day() != m.day {
			return resolved{value: m.yearless()} // 29 February
		}
		return resolved{at: m.in(y)}
	}
	return resolved{value: m.yearless()}
}

// eitherOrder resolves 4/5/2024 where the text does not show the order: by the day
// of publication, if only one of the two lies near it. Else there is no telling.
func (s *teller) eitherOrder(m *meaning) resolved {
	a, b := dayOf(m.year, m.month, m.day), dayOf(m.year, m.day, m.month)
	close := func(t time.Time) bool {
		d := t.Sub(s.anchor)
		return s.known() && d > -nearDays*24*time.Hour && d < nearDays*24*time.Hour
	}
	switch {
	case close(a) && !close(b):
		return resolved{at: point{day, a, 0}}
	case close(b) && !close(a):
		return resolved{at: point{day, b, 0}}
	}
	return resolved{}
}

// in returns the point that the calendar names in a year.
func (m *meaning) in(y int) point {
	switch {
	case m.holiday != nil:
		return point{day, m.holiday.in(y), 0}
	case m.day > 0 && (m.unit == week || m.unit == weekend):
		return pointAt(dayOf(y, m.month, m.day), m.unit)
	case m.day > 0:
		return point{day, dayOf(y, m.month, m.day), 0}
	case m.month > 0:
		return point{month, dayOf(y, m.month, 1), 0}
	case m.season > 0:
		return point{season, dayOf(y, 1, 1), m.season}
	case m.unit == quarter:
		return point{quarter, dayOf(y, 3*m.nth-2, 1), m.nth}
	case m.unit == half:
		return point{half, dayOf(y, 6*m.nth-5, 1), m.nth}
	}
	return pointAt(dayOf(y, 1, 1), m.unit)
}

// yearless writes what is known without a year.
func (m *meaning) yearless() string {
	switch {
	case m.holiday != nil && m.holiday.day > 0:
		return "XXXX-" + two(m.holiday.month) + "-" + two(m.holiday.day)
	case m.holiday != nil:
		return "XXXX-" + two(m.holiday.month)
	case m.month > 0 && m.day > 0:
		return "XXXX-" + two(m.month) + "-" + two(m.day)
	case m.month > 0:
		return "XXXX-" + two(m.month)
	case m.day > 0:
		return "XXXX-XX-" + two(m.day)
	case m.weekday > 0:
		return weekdaySet(m.weekday)
	case m.season > 0:
		return "XXXX-" + seasons[m.season]
	case m.unit == quarter || m.unit == half:
		return "XXXX-" + string("QH"[m.unit/half]) + weekdayNumbers[m.nth]
	}
	return "XXXX"
}

// ofPointed resolves "July of last year", "Monday of last week", "the 5th of that month".
func (s *teller) ofPointed(m *meaning) resolved {
	u := year
	switch {
	case m.weekday > 0:
		u = week
	case m.month == 0 && m.day > 0:
		u = month
	}
	base := s.around(&meaning{kind: pointing, unit: u, deixis: m.of}, unsaid)
	if base.at.grain == noUnit {
		return resolved{value: m.yearless()}
	}
	switch u {
	case week:
		return resolved{at: point{day, base.at.at.AddDate(0, 0, m.weekday-1), 0}}
	case month:
		return s.inMonth(base.at.at, m)
	}
	return resolved{at: m.in(base.at.at.Year())}
}

// inMonth places a day in the month of t, if that has such a day.
func (s *teller) inMonth(t time.Time, m *meaning) resolved {
	if d := dayOf(t.Year(), int(t.Month()), m.day); d.Day() == m.day {
		return resolved{at: point{day, d, 0}}
	}
	return resolved{value: m.yearless()}
}

// dayAlone resolves "the 13th" by the month told, and "Friday the 13th" by the
// nearest month before in which it is a Friday.
func (s *teller) dayAlone(m *meaning) resolved {
	base := s.anchor
	if (s.narrative || s.section == s.here) && s.told.grain != noUnit && s.told.grain <= month {
		base = s.told.at
	}
	if base.IsZero() {
		return resolved{value: m.yearless()}
	}
	if m.weekday == 0 {
		return s.inMonth(base, m)
	}
	for back := range 14 {
		d := dayOf(base.Year(), int(base.Month())-back, m.day)
		if d.Day() == m.day && int(d.Weekday()) == m.weekday%7 && !d.After(base) {
			return resolved{at: point{day, d, 0}}
		}
	}
	return resolved{value: m.yearless()}
}

// around resolves a unit before, around or after what it leans on.
func (s *teller) around(m *meaning, t tense) resolved {
	n := map[deixis]int{last: -1, next: 1, previous: -1, following: 1}[m.deixis]
	leansOnTold := m.deixis == same || m.deixis == previous || m.deixis == following
	base := point{day, s.anchor, 0}
	if leansOnTold {
		base = s.leanOn(m)
	}
	if base.grain == noUnit || base.at.IsZero() {
		return resolved{value: unresolved(m)}
	}
	if m.unit == weekend && m.vague {
		base, n = s.anyWeekend(t), 0
	}
	if leansOnTold && base.grain <= m.unit && m.unit != season {
		if m.unit == day || n == 0 {
			base = pointAt(base.at, m.unit)
		}
	} else if !leansOnTold {
		base = pointAt(base.at, m.unit)
	}
	at := base.plus(n, m.unit)
	if at.grain != m.unit && m.unit != season {
		at = pointAt(at.at, m.unit)
	}
	return resolved{at: at}
}

// anyWeekend is the day of the weekend that "the weekend" means.
func (s *teller) anyWeekend(t tense) point {
	at := pointAt(s.anchor, weekend)
	if wd := (int(s.anchor.Weekday()) + 6) % 7; wd < 5 && t != ahead {
		return at.plus(-1, weekend)
	}
	return at
}

// leanOn returns what "that day" or "the previous month" leans on.
func (s *teller) leanOn(m *meaning) point {
	if m.alone && s.daySaid != s.here {
		return point{}
	}
	if m.vague && m.unit >= week && s.section == s.here && s.told.grain != noUnit && s.told.grain <= m.unit {
		return s.told
	}
	if m.vague && m.unit == quarter && m.mod == "" && s.known() { // the results of the quarter are out after its end
		return pointAt(s.anchor, quarter).plus(-1, quarter)
	}
	if m.vague && !s.narrative && (m.part == "" || s.daySaid != s.here) {
		return point{day, s.anchor, 0}
	}
	if m.unit == day && s.toldDay.grain == day {
		return s.recentDay()
	}
	if s.told.grain != noUnit && s.told.grain <= m.unit {
		return s.told
	}
	if m.unit == day || m.deixis == same || s.told.grain != noUnit && (s.narrative || s.section == s.here) {
		return point{}
	}
	return point{day, s.anchor, 0}
}

// recentParagraphs is how many paragraphs on a report can still say "that day".
const recentParagraphs = 2

// recentDay returns the day told last. What a report told far above leads nothing on.
func (s *teller) recentDay() point {
	if !s.narrative && s.daySaid != nowhere && s.here-s.daySaid > recentParagraphs {
		return point{}
	}
	return s.toldDay
}

// unresolved is the value of a pointing with nothing to lean on.
func unresolved(m *meaning) string {
	switch m.deixis {
	case last, previous:
		return Past
	case this:
		return Present
	case next:
		return Future
	}
	switch m.unit {
	case day:
		return "XXXX-XX-XX"
	case month:
		return "XXXX-XX"
	case week:
		return "XXXX-WXX"
	}
	return "XXXX"
}

// moved resolves an offset.
func (s *teller) moved(m *meaning) resolved {
	vague := Future
	if m.n < 0 {
		vague = Past
	}
	if m.vague || m.unit < day {
		return resolved{value: vague}
	}
	base := point{day, s.anchor, 0}
	if m.told {
		base = s.startOf(m)
	}
	switch {
	case base.at.IsZero() && !m.told:
		return resolved{value: vague}
	case base.at.IsZero() || base.grain > m.unit && m.unit < year:
		return resolved{value: unresolved(m)}
	case !m.told && m.unit != day:
		base = pointAt(base.at, m.unit)
	}
	return resolved{at: base.plus(m.n, m.unit)}
}

// startOf returns what an offset from what was told starts from: for days and weeks
// a day, for the quarter of a year ago a quarter. Where nothing was told, news
// counts from its own day.
func (s *teller) startOf(m *meaning) point {
	base := s.told
	switch {
	case m.inUnit == quarter && s.quarter.grain == quarter && s.section == s.here:
		base = s.quarter
	case m.inUnit > base.grain && base.grain != noUnit:
		base = pointAt(base.at, m.inUnit)
	case m.unit == day && base.grain != day, m.unit == week && base.grain > week:
		base = s.recentDay()
	}
	if s.told.grain == noUnit && !s.narrative {
		return point{day, s.anchor, 0}
	}
	return base
}

// tell remembers what was told last.
func (s *teller) tell(at point, leads bool) {
	if at.grain == noUnit || at.grain > year {
		return
	}
	s.told, s.section, s.leads = at, s.here, leads
	if at.grain == quarter {
		s.quarter = at
	}
	if at.grain == day {
		s.toldDay, s.daySaid = at, s.here
	}
}
