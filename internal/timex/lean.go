package timex

import "time"

// weekday resolves a day of the week.
func (s *teller) weekday(m *meaning, t tense) resolved {
	base, told := s.anchor, false
	if s.narrative && s.toldDay.grain == day && m.deixis == plain {
		base, told = s.toldDay.at, true
		s.basis = Told
	}
	if base.IsZero() {
		return resolved{value: m.yearless()}
	}
	ahead7 := (m.weekday%7 - int(base.Weekday()) + 7) % 7 // days until it comes, 0 today
	n := ahead7 - 7
	switch {
	case told:
		n = ahead7
	case ahead7 == 0 && m.deixis == next:
		n = 7
	case ahead7 == 0 && m.deixis == last:
		n = -7
	case m.deixis == next || m.deixis != last && (t == ahead || ahead7 == 0 || t == around && ahead7 <= 3):
		n = ahead7
	case m.deixis == this && t == unsaid:
		n = m.weekday - (int(base.Weekday())+6)%7 - 1
	}
	return resolved{at: point{day, base.AddDate(0, 0, n), 0}}
}

// yearOf returns the year of a bare date.
func (s *teller) yearOf(m *meaning, t tense) (int, bool) {
	on := s.told
	if s.narrative && m.deixis == plain {
		on = s.line
	}
	if on.grain != noUnit && on.grain <= year && (m.deixis == same || m.deixis == plain && s.led(m, t)) {
		s.basis = Told
		return s.toldYear(m, on), true
	}
	if !s.known() {
		return 0, false
	}
	y := s.anchor.Year()
	switch m.deixis {
	case this:
		if first, _ := m.in(y).days(); m.season == 4 && first.After(s.anchor) && s.anchor.Month() <= 2 {
			return y - 1, true
		}
		return y, true
	case last:
		return s.lastBefore(m, y), true
	case next:
		return s.nextAfter(m, y), true
	case previous, following, same:
		return s.beside(m, y), true
	}
	y = s.inList(m, s.onWeekday(m, s.leaning(m, y, t), t))
	for m.day == 29 && m.month == 2 && dayOf(y, 2, 29).Day() != 29 && y > 1 {
		y--
	}
	return y, true
}

// turned is 1 where a bare month in a history says that a year went by: January
// after December.
func (s *teller) turned(m *meaning) int {
	if m.deixis == plain && s.narrative && m.month > 0 && s.line.grain <= month && int(s.line.at.Month())-m.month >= turnMonths {
		return 1
	}
	return 0
}

// turnMonths is how many months back in the year a story does not go without
// saying so (found on histories of wars).
const turnMonths = 10

// beside returns the year of "the next spring" and "the previous May", which lie next
// to what was told.
func (s *teller) beside(m *meaning, y int) int {
	if s.told.grain == noUnit || s.told.grain > year {
		return y
	}
	s.basis = Told
	told, toldEnd := s.told.days()
	y = told.Year()
	first, end := m.in(y).days()
	switch {
	case m.deixis == following && !first.After(toldEnd):
		return y + 1
	case m.deixis == previous && !end.Before(told):
		return y - 1
	}
	return y
}

// toldYear returns the year of a bare date that leans on what was told.
func (s *teller) toldYear(m *meaning, on point) int {
	y := on.at.Year() + s.turned(m)
	if s.narrative || m.deixis != plain || on.grain > month {
		return y
	}
	next := m.in(y + 1)
	if first, _ := next.days(); !first.After(s.anchor) && s.distance(next, on.at) < s.distance(m.in(y), on.at) {
		return y + 1 // January after December
	}
	return y
}

// led reports whether bare dates lean on what was told here.
//
// In a report they do so where the sentence tells of a year longer past; and a day
// or a month goes on from the one told where it lies nearer to that than to the
// day of the text.
func (s *teller) led(m *meaning, t tense) bool {
	if s.narrative {
		return true
	}
	if t == ahead || !s.leads || !s.known() || s.told.grain == noUnit || s.told.grain > year || s.told.at.Year() >= s.anchor.Year() {
		return false
	}
	same := s.section == s.here
	goesOn := s.segment == s.toldIn || s.follows || s.chained && same
	recent := m.in(s.leaning(m, s.anchor.Year(), gone))
	then := m.in(s.toldYear(m, s.told))
	first, _ := then.days()
	back := s.told.grain <= month && first.Before(s.told.at)
	after := s.told.grain <= month && !back && s.distance(then, s.told.at) < s.distance(recent, s.anchor)
	switch {
	case m.day > 0 && after && s.told.grain == day && s.distance(then, s.told.at) < nearDays*24*time.Hour:
		return same || s.here == s.section+1
	case m.day > 0 && s.distance(recent, s.anchor) < nearDays*24*time.Hour, !same && !(goesOn && s.here == s.section+1):
		return false
	case s.told.at.Year() < s.anchor.Year()-1:
		return (same || after) && !back
	}
	return goesOn && after
}

// lastBefore returns the year in which the date last ended before the anchor.
func (s *teller) lastBefore(m *meaning, y int) int {
	for range 3 {
		if _, end := m.in(y).days(); end.Before(s.anchor) {
			return y
		}
		y--
	}
	return y
}

// nextAfter returns the year of "next March": what is not a month away is called
// by its name alone.
func (s *teller) nextAfter(m *meaning, y int) int {
	for range 3 {
		if first, _ := m.in(y).days(); first.After(s.anchor.AddDate(0, 1, 0)) {
			return y
		}
		y++
	}
	return y
}

// nearDays is how near to the day of the text a day without its year lies that is
// taken for that one, whatever the tense around it: of a day farther off news says
// the year, or the tense is its own.
const nearDays = 45

// onWeekday returns the year next to y in which the day falls on the weekday that it is
// said to be; y where there is none, or where the day lies near to that of the
// text: then the weekday is rather a slip.
func (s *teller) onWeekday(m *meaning, y int, t tense) int {
	if m.called == 0 || m.month == 0 || m.day == 0 || s.distance(m.in(y), s.anchor) < nearDays*24*time.Hour {
		return y
	}
	for _, other := range []int{y, y - 1, y + 1} {
		d := dayOf(other, m.month, m.day)
		if int(d.Weekday()) == m.called%7 && d.Day() == m.day && (t != gone || !d.After(s.anchor)) {
			return other
		}
	}
	return y
}

// inList returns the year of a bare day of a list: that of the day before it, or the
// next where the months begin anew.
func (s *teller) inList(m *meaning, y int) int {
	before := s.told
	switch {
	case m.deixis != plain || m.month == 0:
		return y
	case s.listed && s.toldIn == s.segment && (before.grain == day && m.day > 0 || before.grain == month && m.day == 0):
		s.basis = Told
		if y = before.at.Year(); int(before.at.Month())-m.month > 6 {
			y++
		}
	case s.heading > 0 && m.day > 0:
		s.basis = Told
		return s.heading
	}
	return y
}

// nearest returns the year in which the date lies nearest to the anchor.
func (s *teller) nearest(m *meaning, y int) int {
	best := y
	for _, other := range []int{y - 1, y + 1} {
		if s.distance(m.in(other), s.anchor) < s.distance(m.in(best), s.anchor) {
			best = other
		}
	}
	return best
}

// distance is how far the point lies from a day.
func (s *teller) distance(a point, from time.Time) time.Duration {
	first, end := a.days()
	return max(first.Sub(from), from.Sub(end), 0)
}

// leaning returns the year of a bare date by the tense of its clause: the past
// unless it says otherwise.
func (s *teller) leaning(m *meaning, y int, t tense) int {
	if m.day > 0 {
		for _, near := range []int{y, y - 1, y + 1} {
			first, _ := m.in(near).days()
			if d := first.Sub(s.anchor); d > -nearDays*24*time.Hour && d < nearDays*24*time.Hour {
				return near
			}
		}
	}
	if m.over {
		return s.lastBefore(m, y)
	}
	first, end := m.in(y).days()
	if t == around {
		return s.nearest(m, y)
	}
	switch {
	case t == ahead && end.Before(s.anchor):
		return y + 1
	case t == ahead || !first.After(s.anchor):
		return y
	}
	return y - 1
}
