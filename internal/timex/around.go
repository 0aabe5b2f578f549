package timex

// around resolves a unit before, around or after what it leans on.
func (s *teller) around(m *meaning, t tense) resolved {
	n := map[deixis]int{last: -1, next: 1, previous: -1, following: 1}[m.deixis]
	leansOnTold := m.deixis == same || m.deixis == previous || m.deixis == following
	base := point{day, s.anchor, 0}
	if leansOnTold {
		base = s.leanOn(m)
		if base.grain != day || !base.at.Equal(s.anchor) {
			s.basis = Told
		}
	}
	if base.grain == noUnit || base.at.IsZero() {
		return resolved{value: unresolved(m)}
	}
	if m.overnight && t == gone && s.daySaid != s.here {
		n = -1 // the night that ended on the day of the text
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
	if m.alone && s.daySaid != s.here && s.daySaid+1 != s.here {
		return point{}
	}
	if m.vague && m.unit >= week && s.section == s.here && s.told.grain != noUnit && s.told.grain <= m.unit {
		return s.told
	}
	if m.vague && m.unit == quarter && m.mod == "" && s.known() { // the results of the quarter are out after its end
		return pointAt(s.anchor, quarter).plus(-1, quarter)
	}
	if m.vague && !s.narrative && !m.alone && (m.part == "" || s.daySaid != s.here) {
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

// movedFrom resolves an offset that counts from a day, a week or a month that is said:
// ten years ago today.
func (s *teller) movedFrom(m *meaning, t tense) resolved {
	base := s.resolve(m.from, t).at
	if base.grain == noUnit {
		return s.moved(&meaning{kind: offset, unit: m.unit, n: m.n, vague: true})
	}
	if base.grain == week {
		base.at = base.at.AddDate(0, 0, 3) // the day by which a week is counted to its year
	}
	at := base.at.AddDate(0, 0, m.n)
	switch m.unit {
	case week:
		at = base.at.AddDate(0, 0, 7*m.n)
	case month:
		at = base.at.AddDate(0, m.n, 0)
	case year, decade, century:
		at = base.at.AddDate(m.n*map[unit]int{year: 1, decade: 10, century: 100}[m.unit], 0, 0)
	}
	return resolved{at: pointAt(at, base.grain)}
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
		if base.grain != day || !base.at.Equal(s.anchor) {
			s.basis = Told
		}
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
	case m.inUnit == quarter && s.known() && (base.grain == noUnit || base.grain > quarter):
		return pointAt(s.anchor, quarter).plus(-1, quarter)
	case m.inUnit == month && s.known() && (base.grain == noUnit || base.grain > month || s.section != s.here):
		return pointAt(s.anchor, month)
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
