package timex

import (
	"fmt"
	"strconv"
)

// two writes a number with two digits.
func two(n int) string { return fmt.Sprintf("%02d", n) }

// clock reads "9 a.m.", "19:15", "noon", "10 o'clock", and the day behind it.
func (p *parser) clock(i int) (meaning, int) {
	value, end := p.hourOfDay(i)
	if end == 0 {
		return meaning{}, 0
	}
	m := meaning{kind: pointing, unit: day, deixis: same, part: value, vague: true}
	if p.among(end, "on", ",", "of") {
		end++
		if d, e := p.dayAt(end); e > 0 {
			return p.onDay(d, value, e)
		}
		return m, end - 1
	}
	if d, e := p.dayAt(end); e > 0 {
		return p.onDay(d, value, e)
	}
	return p.inPart(m, end)
}

// onDay joins a time of the clock to the day that ends at end, and the part of the day
// behind that.
func (p *parser) onDay(d meaning, clock string, end int) (meaning, int) {
	d.part = clock
	if l := p.lex(end); l.part != "" && !l.plural {
		d.part = afterNoon(clock, l.part)
		end++
	}
	return d, p.zone(end)
}

// afterNoon returns the clock of 24 hours for one that a part of the day places.
func afterNoon(clock, part string) string {
	if h, err := strconv.Atoi(clock[:2]); err == nil && h < 12 && part != "MO" {
		return two(h+12) + clock[2:]
	}
	return clock
}

// inPart reads the part of the day behind a time of the clock: "3:15 this morning",
// "7:30 tonight", "5:00 in the afternoon".
func (p *parser) inPart(m meaning, end int) (meaning, int) {
	d, e := m, 0
	if p.word(end) == "in" && p.word(end+1) == "the" && p.lex(end+2).part != "" {
		d.part, e = p.lex(end+2).part, end+3
	} else if d, e = p.named(end); e == 0 {
		d, e = p.pointed(end)
	}
	if e == 0 || !d.isDay() || d.part == "" {
		return m, end
	}
	d.part = afterNoon(m.part, d.part)
	return d, e
}

// dayAt reads a date that is a day.
func (p *parser) dayAt(i int) (meaning, int) {
	for _, rule := range []func(*parser, int) (meaning, int){(*parser).numeric, (*parser).monthFirst, (*parser).dayFirst, (*parser).weekdayFirst, (*parser).pointed, (*parser).named} {
		m, end := rule(p, i)
		if end > 0 && m.isDay() && m.part == "" {
			return m, end
		}
	}
	return meaning{}, 0
}

// isDay reports whether the meaning is a single day.
func (m *meaning) isDay() bool {
	switch m.kind {
	case calendar:
		return m.day > 0 && m.unit == noUnit || m.weekday > 0 || m.holiday != nil
	case pointing:
		return m.unit == day
	}
	return m.kind == offset && m.unit == day
}

// hourOfDay reads a time of the clock as TIMEX3 writes it: 09:00, 24:00.
func (p *parser) hourOfDay(i int) (value string, end int) {
	switch p.word(i) {
	case "noon", "midday":
		return "12:00", i + 1
	case "midnight":
		return "24:00", i + 1
	}
	t := p.at(i)
	if t.digits == 4 && t.num <= 2400 && t.num%100 < 60 && p.among(i+1, "gmt", "utc", "hours", "hrs") && (!t.glued || p.among(i-1, "(", "[")) {
		return two(t.num/100) + ":" + two(t.num%100), i + 2
	}
	h := max(t.num, p.lex(i).num)
	if h > 24 || t.num < 0 && h == 0 || p.decimalBefore(i) {
		return "", 0
	}
	m, end, sure := p.minutes(i)
	half, e := p.halfOfDay(end)
	switch {
	case end == 0:
		return "", 0
	case e > 0:
		h, end, sure = h%12, e, h <= 12
		if half == 'p' {
			h += 12
		}
	case p.word(end) == "o'clock":
		end, sure = end+1, true
	case p.among(end, "hrs", "hours", "gmt", "utc", "hr") && sure:
		end++
	}
	if suffix := p.at(end - 1).suffix; suffix != "" && e == 0 && suffix != "hrs" && suffix != "h" || !sure {
		return "", 0
	}
	return two(h) + ":" + two(m), p.zone(end)
}

// minutes reads what stands behind the hour at i, and whether that makes a time of
// it: 19:15 does, 19 and 7.15 do not, a length of 2:10:33 and Mark 3:16 are none, and
// end is 0.
func (p *parser) minutes(i int) (m, end int, sure bool) {
	sep, t := p.at(i+1), p.at(i+2)
	if sep.word != ":" && sep.word != "." || !sep.glued || !t.glued || t.digits != 2 || t.num > 59 {
		return 0, i + 1, false
	}
	end = i + 3
	if p.word(end) == ":" && p.at(end).glued && p.at(end+1).digits == 2 && p.at(i).digits == 2 {
		end += 2
	}
	if p.among(end, "left", "remaining", "into", "to") || p.among(i-1, "in", "of") && !p.lexPart(end) {
		return 0, 0, false // of a match, of a race
	}
	named := i > 1 && p.at(i-1).upper && p.lex(i-1) == &unknown
	if named || p.word(end) == ":" || p.at(end).glued && p.word(end) == "/" || i == 0 && end == len(p.toks) {
		return 0, 0, false
	}
	dotted := sep.word == "." && p.word(end) == "on" && p.lex(end+1).weekday > 0 && p.lex(end+2).part != ""
	return t.num, end, (sep.word == ":" || dotted) && p.at(i).digits > 0 && p.at(i).suffix == ""
}

// lexPart reports whether a half or a zone of the day stands at i, as in 6:39 p.m.
func (p *parser) lexPart(i int) bool {
	return zones[p.word(i)] || p.among(i, "a", "p", "am", "pm", "o'clock", "in", "on") || p.lex(i).weekday > 0
}

func (p *parser) decimalBefore(i int) bool {
	t := p.at(i)
	return t.glued && (p.among(i-1, "$", ":", "/") || p.word(i-1) == "." && p.at(i-2).num >= 0)
}

// halfOfDay reads a.m. or p.m. at end, or behind the digits of the token before.
func (p *parser) halfOfDay(end int) (half byte, e int) {
	switch s := p.at(end - 1).suffix; s {
	case "am", "pm":
		return s[0], end
	case "a", "p":
		if p.word(end) == "." && p.word(end+1) == "m" {
			return s[0], p.fullStop(end + 2)
		}
		return 0, 0
	}
	switch w := p.word(end); w {
	case "am", "pm":
		return w[0], end + 1
	case "a", "p":
		if p.word(end+1) == "." && p.word(end+2) == "m" && p.at(end+2).glued {
			return w[0], p.fullStop(end + 3)
		}
	}
	return 0, 0
}

func (p *parser) fullStop(i int) int {
	if p.word(i) == "." && p.at(i).glued {
		return i + 1
	}
	return i
}

var zones = wordSet(`est edt cst cdt mst mdt pst pdt et ct pt gmt utc bst cet cest ist wat eat sast jst aest aedt hkt`)

// zone passes over the zone of a time.
func (p *parser) zone(i int) int {
	if zones[p.word(i)] && p.at(i).upper {
		return i + 1
	}
	if p.word(i) == "local" && p.word(i+1) == "time" {
		return i + 2
	}
	return i
}
