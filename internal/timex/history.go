package timex

import "time"

// shareYears gives a date without a year that of the date it is joined to:
// "between March and May 2023", "26 June - 4 August 1952".
func (r *reader) shareYears() {
	for i := len(r.found) - 1; i > 0; i-- {
		a, b := &r.found[i-1].meaning, &r.found[i].meaning
		if !r.found[i].joined || !a.bare() || a.month == 0 || a.deixis != plain || a.of != plain || b.kind != calendar || b.month == 0 || b.year == 0 {
			continue
		}
		y := b.year
		if a.month > b.month {
			y--
		}
		if a.day > 0 && dayOf(y, a.month, a.day).Day() != a.day {
			continue
		}
		a.year = y
	}
}

// history reports whether the text is told as a history: most of the years that
// it names lie well before its publication.
//
// A day or two that lean on the publication outweigh some years of background: a
// report has them, a history has hardly any.
func (r *reader) history() bool {
	far, near := 0, 0
	days, recent := 0, 0 // without their year
	for i := range r.found {
		m := &r.found[i].meaning
		switch {
		case r.doc.Segments[r.found[i].segment].Aside && !r.heading(r.doc.Segments[r.found[i].segment]):
		case m.kind == calendar && m.year > 0 && m.unit < decade:
			if !r.doc.Anchor.IsZero() && m.year >= r.doc.Anchor.Year() {
				near += 2
			} else {
				far++
			}
		case m.kind == calendar && m.weekday > 0 && m.deixis == plain && m.day == 0 && m.of == plain:
			near += 8
		case m.bare() && m.day > 0 && m.month > 0:
			if days++; r.recent(m) {
				recent++
			}
		case m.leansOnAnchor(), m.bare() && r.found[i].tense == ahead && r.found[i].will:
			near += 4
		}
	}
	if 2*recent > days { // and not as many as chance brings
		near += 4 * recent
	}
	return far >= 4 && far > near
}

// recent reports whether a day without its year lies right before the day of the text.
func (r *reader) recent(m *meaning) bool {
	if !m.bare() || m.day == 0 || m.month == 0 || r.doc.Anchor.IsZero() {
		return false
	}
	since := r.doc.Anchor.Sub(dayOf(r.doc.Anchor.Year(), m.month, m.day))
	return since >= 0 && since < nearDays*24*time.Hour
}

// leansOnAnchor reports whether the meaning counts from the day of the text.
func (m *meaning) leansOnAnchor() bool {
	switch m.kind {
	case pointing:
		return !m.vague && (m.deixis == last || m.deixis == this || m.deixis == next)
	case offset:
		return !m.told
	case calendar:
		return m.deixis == last || m.deixis == this || m.deixis == next
	}
	return false
}

// leansOnTold reports whether the meaning counts from what was told.
func (m *meaning) leansOnTold() bool {
	return m.bare() || m.kind == offset && m.told ||
		m.kind == pointing && (m.deixis == same || m.deixis == previous || m.deixis == following)
}

// looksBack reports whether the meaning goes back to a year before what is told.
func (m *meaning) looksBack() bool {
	return m.unit == year && (m.kind == pointing && m.deixis == previous || m.kind == offset && m.n < 0)
}

// strayYears is how far from the story a year may lie and still lead it on.
const strayYears = 3

// findStrays marks the years in a history that only look back or ahead: after
// them the story goes on where it stood.
func (r *reader) findStrays() {
	var told []*sighting
	for i := range r.found {
		f := &r.found[i]
		if m := &f.meaning; m.kind == calendar && m.year > 0 && m.unit < decade {
			told = append(told, f)
		}
	}
	at := 0
	for k, f := range told {
		y := f.meaning.year
		f.stray = at > 0 && (flanked(told[k+1:], at, y) || !near(y, at) && comesBack(told[k+1:], at, y)) || at == 0 && k+2 < len(told) && !near(y, told[k+1].meaning.year) && near(told[k+1].meaning.year, told[k+2].meaning.year)
		if !f.stray {
			at = y
		}
	}
}

// lifetime is how far from the story a year may lie, and still lead it on where the
// years after it do not tell.
const lifetime = 20

// flanked reports whether y stands alone between two mentions of at.
func flanked(next []*sighting, at, y int) bool {
	return y != at && len(next) > 0 && next[0].meaning.year == at
}

func near(a, b int) bool { return a-b <= strayYears && b-a <= strayYears }

// comesBack reports whether more of the next years are near at than near y.
func comesBack(next []*sighting, at, y int) bool {
	back := 0
	for _, f := range next[:min(len(next), 6)] {
		switch n := f.meaning.year; {
		case near(n, at):
			back++
		case near(n, y):
			back--
		}
	}
	return back > 0 || back == 0 && (y-at > lifetime || at-y > lifetime)
}
