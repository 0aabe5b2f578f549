package timex

// date reads an expression of the calendar without an early or late before it.
func (p *parser) date(i int) (meaning, int) {
	var best meaning
	end := 0
	for _, rule := range []func(*parser, int) (meaning, int){
		(*parser).numeric, (*parser).monthFirst, (*parser).dayFirst, (*parser).weekdayFirst, (*parser).yearAlone,
		(*parser).era, (*parser).named, (*parser).pointed, (*parser).fraction, (*parser).inSeason, (*parser).feast, (*parser).daypart,
		(*parser).weekIn, (*parser).weekdayIn, (*parser).weekOf, (*parser).besides, (*parser).yearAgo, (*parser).yearEnd, (*parser).ownedFraction, (*parser).reported,
	} {
		if m, e := rule(p, i); e > end {
			best, end = m, e
		}
	}
	if end == 0 {
		return best, 0
	}
	return p.withPart(best, end)
}

var monthDays = [...]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// dayNumber reads the number of a day of a month: 5, 5th, not 5 million, 5:30 or 5.2.
func (p *parser) dayNumber(i int) (day, end int) {
	t := p.at(i)
	if t.num < 1 || t.num > 31 || t.digits == 0 || t.digits > 2 || p.decimal(i) {
		return 0, 0
	}
	if t.suffix != "" && !ordinalSuffix(t.suffix) {
		return 0, 0
	}
	return t.num, i + 1
}

func ordinalSuffix(s string) bool { return s == "th" || s == "st" || s == "nd" || s == "rd" }

// decimal reports whether number i is part of a longer one: 4.5, 9:30, $5, 5%.
func (p *parser) decimal(i int) bool {
	behind, before := p.at(i+1), p.at(i-1)
	if behind.glued && (behind.word == "." || behind.word == ",") && p.at(i+2).num >= 0 && p.at(i+2).glued {
		return true
	}
	if behind.glued && (behind.word == "%" || behind.word == ":" && p.at(i+2).glued && p.at(i+2).num >= 0) {
		return true
	}
	if !p.at(i).glued {
		return false
	}
	switch before.word {
	case "$", "€", "£", "¥", "#", "+":
		return true
	case ".", ",", ":":
		return p.at(i-2).num >= 0 && before.glued
	}
	return false
}

// yearNumber reads a year of four digits.
func (p *parser) yearNumber(i int) (year, end int) {
	t := p.at(i)
	if t.digits != 4 || t.suffix != "" || t.num < 1000 || t.num > 2199 || p.decimal(i) {
		return 0, 0
	}
	return t.num, i + 1
}

// ofYear reads the year behind a month or a season: 2023, of 2023, '89, of that
// year, last year.
func (p *parser) ofYear(m *meaning, i int) int {
	j := i
	if p.word(j) == "," {
		j++
	}
	comma := j > i
	if p.word(j) == "of" {
		j++
	}
	if y, end := p.yearNumber(j); end > 0 && (y >= firstSureYear && p.nameable(j) || !p.counts(j)) {
		m.year = y
		return end
	}
	if p.noYear(j) {
		m.kind = nothing
		return j + 1
	}
	if p.word(j) == "'" && p.at(j+1).glued && p.at(j+1).digits == 2 && p.at(j+1).suffix == "" {
		m.year = p.at(j+1).num + 1900
		if m.year < 1940 {
			m.year += 100
		}
		return j + 2
	}
	if comma {
		return i
	}
	if d, end := p.deicticUnit(j, year); end > 0 {
		m.of = d
		return end
	}
	return i
}

// firstSureYear is the year from which on a number of four digits behind a month is
// its year, though what follows could be counted: in May 2022 police raided the bank.
const firstSureYear = 1700

// nameable reports whether the number i can be a year by its look: 2022, and not 2022m
// or 2022-page.
func (p *parser) nameable(i int) bool {
	next := p.at(i + 1)
	return !measures[next.word] && !(next.glued && next.word == "-" && p.at(i+2).glued && p.lex(i+2).unit != noUnit)
}

// noYear reports whether the number i stands for a year that cannot be told, 0000 or
// 9999, so that nothing is known of the year of the date before it.
func (p *parser) noYear(i int) bool {
	t := p.at(i)
	return t.digits == 4 && t.suffix == "" && (t.num < 1000 || t.num > 2199) && !p.decimal(i) && !p.counts(i)
}

// deicticUnit reads "last year", "the same year", "that month" for a unit.
func (p *parser) deicticUnit(i int, u unit) (deixis, int) {
	if d, end := p.pointer(i); end > 0 && p.lex(end).unit == u && !p.lex(end).plural {
		return d, end + 1
	}
	return plain, 0
}

// monthFirst reads "March 2024", "March 5, 2024", "Sept. 5th", "March".
func (p *parser) monthFirst(i int) (meaning, int) {
	m := meaning{kind: calendar, month: p.lex(i).month}
	if m.month == 0 || !p.at(i).upper && !p.plainMonth(i) {
		return m, 0
	}
	j := p.stop(i + 1)
	k := j
	if p.word(k) == "the" {
		k++
	}
	if d, end := p.dayNumber(k); end > 0 && !p.isUnit(end) && (k == j || p.at(k).suffix != "") {
		if d > monthDays[m.month] {
			return meaning{kind: nothing}, end
		}
		m.day = d
		e := p.ofYear(&m, end)
		if m.year == 0 && m.month == 9 && d == 11 && (p.lex(i).short && p.among(i-1, "since", "post") || p.among(e, "attack", "attacks", "terrorist", "terror", "hijackings")) {
			m.year = 2001
		}
		return p.checked(m, e)
	}
	end := p.ofYear(&m, j)
	if m.year == 0 && m.of == plain && !p.surelyMonth(i, j) {
		return m, 0
	}
	return m, end
}

// plainMonth reports whether a month in lower case is meant: its name is no other word.
func (p *parser) plainMonth(i int) bool {
	return !p.lex(i).short && !p.among(i, "may", "march", "august")
}

// stop passes over the full stop of an abbreviation.
func (p *parser) stop(i int) int {
	if p.lex(i-1).short && p.word(i) == "." && p.at(i).glued {
		return i + 1
	}
	return i
}

// checked refuses a day that the year does not have.
func (p *parser) checked(m meaning, end int) (meaning, int) {
	if m.kind == nothing {
		return m, end
	}
	if m.day > monthDays[m.month] || m.year > 0 && dayOf(m.year, m.month, m.day).Day() != m.day {
		return meaning{kind: nothing}, end
	}
	return m, end
}

// isUnit reports whether token i is a unit of time, as in "5 days".
func (p *parser) isUnit(i int) bool {
	return p.lex(i).unit != noUnit || p.word(i) == "-" && p.lex(i+1).unit != noUnit
}

// dayFirst reads "5 March 2024", "the 5th of March", "5 March".
func (p *parser) dayFirst(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	d, end := p.dayNumber(j)
	if end == 0 {
		return meaning{}, 0
	}
	if p.word(end) == "of" {
		end++
	}
	m := meaning{kind: calendar, day: d, month: p.lex(end).month}
	if m.month == 0 {
		if dx, e := p.deicticUnit(end, month); e > 0 && p.word(end-1) == "of" {
			m.of = dx
			return m, e
		}
		return m, 0
	}
	if !p.at(end).upper && !p.plainMonth(end) {
		return m, 0
	}
	end = p.ofYear(&m, p.stop(end+1))
	return p.checked(m, end)
}

// weekdayFirst reads "Tuesday", "Tuesday, March 5", "Friday the 13th", "Monday last week".
func (p *parser) weekdayFirst(i int) (meaning, int) {
	l := p.lex(i)
	if l.weekday == 0 || !p.at(i).upper && l.short {
		return meaning{}, 0
	}
	m := meaning{kind: calendar, weekday: l.weekday}
	j := p.stop(i + 1)
	k := j
	if p.among(k, ",", "dawn") {
		k++
	}
	if p.word(k) == "of" {
		k++
	}
	if full, end := p.dayOfMonth(k); end > 0 {
		full.called = l.weekday
		return full, end
	}
	if d, end := p.dayNumber(k + 1); end > 0 && p.word(k) == "the" && p.at(k+1).suffix != "" {
		m.day = d
		return m, end
	}
	if l.plural {
		return meaning{kind: repeated, value: weekdaySet(l.weekday)}, j
	}
	if part := p.lex(j); part.part != "" && part.plural {
		return meaning{kind: repeated, value: weekdaySet(l.weekday) + "T" + part.part}, j + 1
	}
	if l.short && p.word(j-1) != "." {
		return m, 0
	}
	if p.word(k) == "before" && p.word(k+1) == "last" {
		return meaning{kind: offset, unit: week, n: -1, from: &meaning{kind: calendar, weekday: l.weekday}}, k + 2
	}
	if d, end := p.deicticUnit(k, week); end > 0 && p.word(k-1) != "," {
		m.of = d
		return m, end
	}
	return m, j
}

func (p *parser) dayOfMonth(i int) (meaning, int) {
	m, end := p.monthFirst(i)
	if end == 0 {
		m, end = p.dayFirst(i)
	}
	if m.day == 0 {
		return m, 0
	}
	return m, end
}

// numeric reads 2024-03-15, 15.3.2024, 3/15/2024 and 15/3/2024.
func (p *parser) numeric(i int) (meaning, int) {
	a, b, c := p.at(i), p.at(i+2), p.at(i+4)
	mark := p.word(i + 1)
	if a.num < 0 || b.num < 0 || c.num < 0 || a.suffix+b.suffix != "" || mark != p.word(i+3) {
		return meaning{}, 0
	}
	for k := i + 1; k <= i+4; k++ {
		if !p.at(k).glued {
			return meaning{}, 0
		}
	}
	m := meaning{kind: calendar}
	switch {
	case c.num < 0:
	case mark == "-" && a.digits == 4 && b.digits == 2 && c.digits == 2 && (c.suffix == "" || c.suffix == "t"):
		m.year, m.month, m.day = a.num, b.num, c.num
	case mark == "." && c.digits == 4 && a.digits <= 2 && b.digits <= 2 && c.suffix == "":
		m.year, m.month, m.day = c.num, b.num, a.num
	case mark == "/" && (c.digits == 4 || c.digits == 2) && a.digits <= 2 && b.digits <= 2 && c.suffix == "":
		m.month, m.day = a.num, b.num
		if a.num > 12 || p.order == dayFirstOrder && b.num <= 12 {
			m.month, m.day = b.num, a.num
		}
		m.either = p.order == noOrder && m.month != m.day && m.month <= 12 && m.day <= 12
		m.year = c.num
		if c.digits == 2 {
			m.year = century2(c.num)
		}
	}
	if m.month < 1 || m.month > 12 || m.day < 1 || m.day > 31 || m.year < 1 {
		return meaning{kind: nothing}, i + 5
	}
	return p.checked(m, i+5)
}

// century2 makes a year of two digits.
func century2(n int) int {
	if n < 50 {
		return 2000 + n
	}
	return 1900 + n
}
