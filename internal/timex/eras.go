package timex

// tens are the decades of the 20th century by their names.
var tens = map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

// era reads "the 1990s", "'90s", "the nineties", "the 1800s" and "the 19th century".
func (p *parser) era(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	t, led := p.at(j), j > i || p.lex(i-1).edge != "" || p.word(i-1) == "-"
	if t.digits == 4 && t.num%10 == 0 && t.num >= 1200 && t.num < 2200 && (t.suffix == "s" || led && t.suffix == "" && p.word(j+1) == "'s" && p.at(j+1).glued) {
		end := j + 1
		if t.suffix == "" {
			end++
		}
		u := decade
		if t.num%100 == 0 && t.num < 2000 {
			u = century // the 1800s
		}
		return meaning{kind: calendar, unit: u, year: t.num}, end
	}
	if p.word(j) == "'" && p.at(j+1).glued && p.at(j+1).suffix == "s" && p.at(j+1).digits == 2 && p.at(j+1).num%10 == 0 {
		return meaning{kind: calendar, unit: decade, year: 1900 + p.at(j+1).num}, j + 2
	}
	if n := tens[p.word(j)]; n > 0 && led {
		return meaning{kind: calendar, unit: decade, year: 1900 + n}, j + 1
	}
	n, end := p.ordinal(j)
	if p.word(j) == "twenty" && p.word(j+1) == "-" && p.lex(j+2).ordinal > 0 {
		n, end = 20+p.lex(j+2).ordinal, j+3
	}
	if end > 0 && p.word(end) == "-" {
		end++
	}
	if end > 0 && n > 2 && p.among(end, "and", "to") {
		if _, e := p.ordinal(end + 1); e > 0 && p.lex(e).unit == century {
			return meaning{kind: calendar, unit: century, year: 100 * (n - 1)}, end
		}
	}
	if end > 0 && n > 2 && p.lex(end).unit == century && !(p.at(end).upper && p.at(end+1).upper) {
		return meaning{kind: calendar, unit: century, year: 100 * (n - 1)}, end + 1
	}
	return meaning{}, 0
}

// inSeason reads "summer 2023", "the spring of 1989", "winter 2022-23", "the summer".
func (p *parser) inSeason(i int) (meaning, int) {
	j := i
	the := p.word(j) == "the"
	if the {
		j++
	}
	l := p.lex(j)
	if l.season == 0 {
		return meaning{}, 0
	}
	m := meaning{kind: calendar, season: l.season}
	end := p.ofYear(&m, j+1)
	if m.year > 0 && p.among(end, "-", "/") && p.at(end).glued && p.at(end+1).glued && p.at(end+1).digits == 2 {
		end += 2
	}
	if m.year > 0 || m.of != plain {
		return m, end
	}
	before := p.word(i - 1)
	in := p.lex(i-1).edge != "" || p.word(i-1) == "-" || before == "in" || before == "by" || before == "during" || before == "since" || before == "until" || before == "through"
	switch p.word(j) {
	case "fall", "spring":
		if !in || p.word(j+1) == "of" || p.at(j).upper && !the {
			return m, 0
		}
	default:
		if p.at(j).upper && i > 0 && p.at(j+1).upper || !in && !the || p.word(j+1) == "of" || p.nounAt(j+1) {
			return m, 0
		}
	}
	return m, j + 1
}

// feast reads a holiday and its year.
func (p *parser) feast(i int) (meaning, int) {
	if !p.lex(i).holiday || !p.at(i).upper {
		return meaning{}, 0
	}
	for k := range holidays {
		if h := &holidays[k]; p.holds(i, h.words) {
			m := meaning{kind: calendar, holiday: h}
			end := p.ofYear(&m, i+len(h.words))
			if m.year == 0 && p.at(end).upper && p.lex(end) == &unknown {
				return m, 0 // Christmas Island
			}
			return m, end
		}
	}
	return meaning{}, 0
}

// weekIn reads "the last week of March" and "the first weeks of 2024" as a part of
// the month or the year: which days a first week has, nobody says.
func (p *parser) weekIn(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	mod := "END"
	n, end := p.ordinal(j)
	switch {
	case p.among(j, "last", "final", "closing"):
		end = j + 1
	case end == 0 || n > 4:
		return meaning{}, 0
	case n == 1:
		mod = "START"
	case n < 4:
		mod = "MID"
	}
	if u := p.lex(end).unit; u != week && !(u == day && p.lex(end).plural) || p.word(end+1) != "of" {
		return meaning{}, 0
	}
	for _, rule := range []func(*parser, int) (meaning, int){(*parser).monthFirst, (*parser).yearAlone, (*parser).pointed} {
		m, e := rule(p, end+2)
		if e > 0 && m.kind != nothing && m.day == 0 && (m.month > 0 || (m.unit == month || m.unit == year) && mod != "MID") {
			m.mod = mod
			return m, e
		}
	}
	return meaning{}, 0
}

// weekdayIn reads "the first Monday in June" and "the last Friday of May 2023".
func (p *parser) weekdayIn(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	n, end := p.ordinal(j)
	if p.word(j) == "last" {
		n, end = -1, j+1
	}
	l := p.lex(end)
	if end == 0 || n > 4 || l.weekday == 0 || l.plural || !p.among(end+1, "of", "in") {
		return meaning{}, 0
	}
	m, e := p.monthFirst(end + 2)
	if e == 0 || m.day > 0 || m.kind != calendar {
		return meaning{}, 0
	}
	m.holiday = &holiday{month: m.month, nth: n, weekday: l.weekday}
	return m, e
}

// weekOf reads "the week of 8 April", "the week ended March 3, 2024" and "the September
// quarter".
func (p *parser) weekOf(i int) (meaning, int) {
	u := p.lex(i + 1).unit
	if l := p.lex(i + 1); p.word(i) == "the" && l.month > 0 && p.word(i+2) == "quarter" {
		return meaning{kind: calendar, unit: quarter, nth: (l.month + 2) / 3}, i + 3
	}
	if p.word(i) != "the" || u != week && u != weekend || p.lex(i+1).plural || !p.among(i+2, "of", "beginning", "starting", "ended", "ending") {
		return meaning{}, 0
	}
	m, end := p.dayOfMonth(i + 3)
	m.unit = u
	return m, end
}
