package timex

import "strings"

// pointer reads what a deictic expression begins with: "last", "the next", "that
// same". The "the" makes a difference: "next week" leans on the day of the text,
// "the next week" on what was told.
func (p *parser) pointer(i int) (deixis, int) {
	j := i
	the := p.word(j) == "the"
	if the {
		j++
	}
	if the && p.word(j) == "very" {
		j++
	}
	d := p.lex(j).deixis
	if p.word(j) == "last" && !the && modals[p.word(i-1)] && p.word(i-1) != "to" && !p.at(i-1).upper {
		return plain, 0 // the verb: it will last
	}
	switch w := p.word(j); {
	case d == plain || !the && (w == "same" || w == "current" || w == "following" || w == "coming" || w == "subsequent"):
		return plain, 0
	case the && (w == "this" || w == "that"):
		return plain, 0
	case the && w == "next":
		d = following
	case w == "this" || w == "that":
		if inner := p.lex(j + 1).deixis; w == "that" && (inner == last || inner == next) {
			return plain, 0 // said that last week
		} else if inner != plain && !p.among(j+1, "this", "that", "current") {
			j++
			d = inner
		}
	}
	return d, j + 1
}

// pointed reads "last week", "the following day", "this July", "next Tuesday",
// "last night", "that summer".
func (p *parser) pointed(i int) (meaning, int) {
	d, j := p.pointer(i)
	if j == 0 {
		return meaning{}, 0
	}
	if p.among(j, "fiscal", "calendar", "financial", "academic", "school") && (p.lex(j+1).unit == year || p.lex(j+1).unit == quarter) {
		j++
	}
	l := p.lex(j)
	that := p.word(j-1) == "that"
	switch {
	case l.plural:
		return meaning{}, 0
	case l.unit >= day && l.unit != season && !(l.unit == day && d == last):
		return meaning{kind: pointing, deixis: d, unit: l.unit}, j + 1
	case l.part != "" && p.word(j-1) != "past":
		return meaning{kind: pointing, deixis: d, unit: day, part: l.part}, j + 1
	case l.season > 0:
		return meaning{kind: calendar, deixis: d, season: l.season}, j + 1
	case l.month > 0 && !that && p.at(j).upper:
		if m, end := p.monthFirst(j); end > 0 && m.year == 0 && m.kind == calendar {
			m.deixis = d
			return m, end
		}
		return meaning{kind: calendar, deixis: d, month: l.month}, p.stop(j + 1)
	case l.weekday > 0 && p.word(i) == "the" && p.among(j+1, "of", "in"):
		return meaning{}, 0 // the last Friday of the month
	case l.weekday > 0 && !that && p.at(j).upper:
		return meaning{kind: calendar, deixis: d, weekday: l.weekday}, p.stop(j + 1)
	case l.holiday:
		m, end := p.feast(j)
		m.deixis = d
		return m, end
	}
	return meaning{}, 0
}

// named reads yesterday, today, tomorrow, tonight, and the days around them.
func (p *parser) named(i int) (meaning, int) {
	m := meaning{kind: pointing, unit: day}
	switch p.word(i) {
	case "yesterday":
		m.deixis = last
	case "today":
		m.deixis = this
	case "tomorrow":
		m.deixis = next
	case "tonight":
		m.deixis, m.part = this, "NI"
	case "the":
		if p.holds(i, []string{"the", "day", "before", "yesterday"}) {
			return meaning{kind: offset, unit: day, n: -2}, i + 4
		}
		if p.holds(i, []string{"the", "day", "after", "tomorrow"}) {
			return meaning{kind: offset, unit: day, n: 2}, i + 4
		}
		if p.word(i+1) == "weekend" {
			return meaning{kind: pointing, unit: weekend, deixis: this, vague: true}, i + 2
		}
		return m, 0
	default:
		return m, 0
	}
	return m, i + 1
}

// besides reads "the month before", "the night after": what lies next to what was told.
func (p *parser) besides(i int) (meaning, int) {
	l := p.lex(i + 1)
	if p.word(i) != "the" || l.plural || l.unit < day && l.part == "" || !p.ends(i+3) && !p.among(i+2, "earlier", "later") {
		return meaning{}, 0
	}
	m := meaning{kind: pointing, unit: l.unit, deixis: previous, part: l.part}
	if m.part != "" {
		m.unit = day
	}
	switch p.word(i + 2) {
	case "before", "earlier":
	case "after", "later":
		m.deixis = following
	default:
		return m, 0
	}
	return m, i + 3
}

// yearAgo reads "the year-ago quarter" and "the year-earlier period".
func (p *parser) yearAgo(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	if p.lex(j).unit != year || p.word(j+1) != "-" || !p.among(j+2, "ago", "earlier") {
		return meaning{}, 0
	}
	end, in := j+3, noUnit
	if l := p.lex(end); l.unit != noUnit && !l.plural {
		end, in = end+1, l.unit
	} else if p.among(end, "period", "level", "figure", "results") {
		end++
	}
	return meaning{kind: offset, unit: year, n: -1, told: true, inUnit: in}, end
}

// yearEnd reads "year's end", "the month's end" and "year-end".
func (p *parser) yearEnd(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	l := p.lex(j)
	if l.unit < week || l.unit == season || l.unit > year || l.plural || !p.among(j+1, "'s", "-") || p.word(j+2) != "end" {
		return meaning{}, 0
	}
	return meaning{kind: pointing, unit: l.unit, deixis: same, vague: true, mod: "END"}, j + 3
}

// reported reads "the quarter" and "the year" behind "for", which mean those told, and
// the year, the month or the day that something is a part or the most of.
func (p *parser) reported(i int) (meaning, int) {
	l := p.lex(i + 1)
	end := i + 2
	if p.word(i) == "the" && p.among(i+1, "full", "entire", "whole") && p.lex(i+2).unit == year {
		l, end = p.lex(i+2), i+3
	}
	if p.word(i) != "the" || l.plural || l.unit != quarter && l.unit != year && l.unit != month && l.unit != day && l.unit != week {
		return meaning{}, 0
	}
	if p.among(end, "to") && p.word(end+1) == "date" && l.unit > day {
		return meaning{kind: pointing, unit: l.unit, deixis: same, vague: true}, end + 2
	}
	if !p.partOf(i, l.unit) || p.nounAt(end) || p.among(end, "to", "of", "since", "that", "when", "after", "before", "from", "until", "-", "'s") {
		return meaning{}, 0
	}
	return meaning{kind: pointing, unit: l.unit, deixis: same, vague: true}, end
}

// partOf reports whether the words before "the year" at i make it the one that is
// talked about: for the year, the biggest drop of the year, fell 3 points on the day.
func (p *parser) partOf(i int, u unit) bool {
	switch p.word(i - 1) {
	case "for", "during":
		return u != day && u != week
	case "in":
		return u == quarter || u == month
	case "on":
		return u == day && p.near(i, movements)
	case "of":
		for k := i - 2; k > i-7 && k >= 0 && u != day; k-- {
			w := p.word(k)
			if len(w) > 5 && strings.HasSuffix(w, "est") || p.lex(k).unit != noUnit && p.lex(k).unit < u || p.among(k, "best", "worst", "most", "half", "rest", "record") {
				return true
			}
		}
	}
	return false
}
