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
	basis   Basis // of what was resolved last
	here    int   // paragraph of what is being resolved
	segment int   // of what is being resolved
	toldIn  int   // segment of told
	chained bool  // told itself leaned on what was told before
	listed  bool  // what is being resolved goes on with a list
	heading int   // the year that the heading of a list names, else 0
	follows bool  // what is being resolved goes on with a he or she of the sentence before
	pastDay point // the last day told that is not after the anchor
}

// nowhere is no paragraph's number.
const nowhere = math.MinInt

// A tense is where the clause around an expression places what it tells.
type tense int

const (
	unsaid tense = iota
	gone
	ahead
	around // near to the day of the text: a day that was planned, and is no more
)

// A resolved expression: either a point or a value without one.
type resolved struct {
	at    point // grain noUnit where there is none
	value string
}

// resolve finds what m means where it stands.
func (s *teller) resolve(m *meaning, t tense) resolved {
	if s.basis = Anchor; m.kind == calendar && m.year > 0 {
		s.basis = Absolute
	}
	switch m.kind {
	case calendar:
		return s.inCalendar(m, t)
	case pointing:
		return s.around(m, t)
	case offset:
		if m.from != nil {
			return s.movedFrom(m, t)
		}
		return s.moved(m)
	}
	return resolved{value: m.value}
}

// possible takes back what cannot be: that a past tense tells of a day, counted from
// what was told, which lies after the day of the text.
func (s *teller) possible(m *meaning, t tense, got resolved) resolved {
	if t != gone || !s.known() || got.at.grain == noUnit || !m.leansOnTold() || m.bare() {
		return got
	}
	if first, _ := got.at.days(); !first.After(s.anchor) {
		return got
	}
	if m.kind == pointing && m.unit == day && s.toldDay != s.pastDay && s.pastDay.grain == day {
		was := s.toldDay
		s.toldDay, s.told = s.pastDay, s.pastDay
		got = s.resolve(m, t)
		s.toldDay = was
		return got
	}
	return resolved{value: unresolved(m)}
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
		return s.ofPointed(m, t)
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
func (s *teller) ofPointed(m *meaning, t tense) resolved {
	u := year
	switch {
	case m.weekday > 0:
		u = week
	case m.month == 0 && m.day > 0:
		u = month
	}
	base := s.around(&meaning{kind: pointing, unit: u, deixis: m.of}, unsaid)
	if base.at.grain == noUnit && m.nth > 0 && s.known() {
		return resolved{at: m.in(s.leaning(m, s.anchor.Year(), t))}
	}
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
		base, s.basis = s.told.at, Told
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

// tell remembers what was told last.
func (s *teller) tell(at point, leads bool) {
	if at.grain == noUnit || at.grain > year {
		return
	}
	s.chained = s.basis == Told
	s.told, s.section, s.leads, s.toldIn = at, s.here, leads, s.segment
	if at.grain == quarter {
		s.quarter = at
	}
	if at.grain == day {
		s.toldDay, s.daySaid = at, s.here
		if !at.at.After(s.anchor) {
			s.pastDay = at
		}
	}
}
