package compare

import (
	"regexp"
	"strconv"
	"strings"

	"footnote/answer/clause"
)

// A clock is an hour of the day of a telling.
type clock struct {
	quant      // its tokens and clause; Value is the minutes since midnight
	half  bool // it may be of the morning or of the evening
	near  bool // told as about then
}

var inClock = regexp.MustCompile(`(?i)\b(\d{1,2})(?:[.:](\d{2}))?( ?[ap]\.?m\b\.?)?`)

var hourWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

// findClocks finds the hours that the sentence names, in digits or in words. An hour at
// its very beginning is that of a line of a live report.
func (t *telling) findClocks() {
	for i := range t.Tokens {
		if w := t.Word(i); w == "past" || w == "to" || w == "o'clock" || w == "o’clock" {
			t.spokenClock(i)
		}
	}
	if !mayHoldHour(t.Text) {
		return
	}
	for _, m := range inClock.FindAllStringSubmatchIndex(t.Text, -1) {
		part := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return t.Text[m[2*n]:m[2*n+1]]
		}
		first, last := t.tokensIn(m[0], m[1])
		if first <= 0 || last < 0 {
			continue
		}
		c := clock{quant: quant{first: first, last: last}}
		if minutes, ok := t.minutes(&c, part, m[1]); ok {
			t.addClock(c, minutes)
		}
	}
}

// addClock notes an hour that is minutes after midnight.
func (t *telling) addClock(c clock, minutes int) {
	c.Value, c.countedAt, c.clause = float64(minutes), -1, t.groups[c.first]
	c.First, c.Last = c.first, c.last
	t.nearly(&c)
	t.clocks = append(t.clocks, c)
}

// mayHoldHour reports whether a text has a digit before a full stop or colon and another,
// or before a.m. or p.m.
func mayHoldHour(text string) bool {
	digit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := 0; i+2 < len(text); i++ {
		if !digit(i) || digit(i+1) {
			continue
		}
		next := text[i+1]
		if next == ' ' {
			next = text[i+2]
		}
		if (text[i+1] == '.' || text[i+1] == ':') && digit(i+2) || next|0x20 == 'a' || next|0x20 == 'p' {
			return true
		}
	}
	return false
}

// spokenClock notes the hour in words around the past, to or o'clock at token i: half past
// four, ten minutes to six, three o'clock.
func (t *telling) spokenClock(i int) {
	if t.Word(i) != "past" && t.Word(i) != "to" {
		if n := t.hourAt(i - 1); n > 0 {
			t.addClock(clock{quant: quant{first: i - 1, last: i}, half: true}, n%12*60)
		}
		return
	}
	first := i - 1
	if t.Word(first) == "minutes" {
		first--
	}
	gap, ok := minuteWords[t.Word(first)]
	hour := t.hourAt(i + 1)
	if gap == 15 && t.Word(first-1) == "a" {
		first--
	}
	if before := t.Word(first - 1); !ok || hour == 0 || t.Word(i) == "to" && (before == "by" || !hourly[before] && before != "just" && before != "nearly") || first <= 0 {
		return // five votes to four
	}
	if t.Word(i) == "to" {
		gap = 720 - gap
	}
	t.addClock(clock{quant: quant{first: first, last: i + 1}, half: true}, (hour%12*60+gap)%720)
}

var minuteWords = map[string]int{"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "half": 30, "5": 5, "10": 10, "20": 20}

// hourAt is the hour that token i names; 0 where it names none.
func (t *telling) hourAt(i int) int {
	if i < 0 || i >= len(t.Tokens) {
		return 0
	}
	if n := hourWords[t.Word(i)]; n > 0 {
		return n
	}
	if v, err := strconv.Atoi(t.Word(i)); err == nil && v >= 1 && v <= 12 {
		return v
	}
	return 0
}

// minutes are those since midnight of an hour as it is written; end is where it ends.
func (t *telling) minutes(c *clock, part func(int) string, end int) (int, bool) {
	hour, minute := 0, 0
	noon := strings.ToLower(strings.TrimSpace(part(3)))
	hour, _ = strconv.Atoi(part(1))
	minute, _ = strconv.Atoi(part(2))
	if hour > 24 || minute > 59 || part(2) == "" && noon == "" || noon == "" && !hourly[t.Word(c.first-1)] || noon != "" && hour > 12 {
		return 0, false
	}
	if rest := t.Text[end:]; noon == "" && (strings.HasPrefix(rest, "%") || t.measured(c.last+1)) || end < len(t.Text) && part(2) != "" && (t.Text[end] >= '0' && t.Text[end] <= '9') {
		return 0, false
	}
	switch {
	case strings.HasPrefix(noon, "p"):
		hour = hour%12 + 12
	case noon != "":
		hour %= 12
	default:
		c.half = hour < 13
	}
	return hour*60 + minute, true
}

// hourly are words before an hour that has neither a.m. nor p.m. behind it.
var hourly = map[string]bool{"at": true, "was": true, "by": true, "until": true, "till": true, "before": true, "after": true, "around": true, "about": true, "since": true, "and": true}

// measured reports whether word i is a unit or a thing that a number before it counts.
func (t *telling) measured(i int) bool {
	if i >= len(t.Tokens) {
		return false
	}
	m, _ := t.measure(i)
	w := t.Word(i)
	return m.base != "" || w == "million" || w == "billion" || w == "percent" || w == "points" || w == "times" || t.unitAt(i)
}

// nearly tells whether an hour is told as about then.
func (t *telling) nearly(c *clock) {
	for i := c.first - 1; i >= 0 && i >= c.first-3; i-- {
		switch t.Word(i) {
		case "about", "around", "shortly", "roughly", "some", "almost", "nearly", "after", "before", "just":
			c.near = true
		}
	}
}

// tokensIn are the first and last token of bytes from from to to; -1 for none.
func (t *telling) tokensIn(from, to int) (first, last int) {
	first, last = -1, -1
	for i, tok := range t.Tokens {
		if tok.End > from && tok.Start < to {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// How far apart two hours are of one thing that differ, in minutes.
const (
	apartExact = 5
	apartRough = 40
)

// otherHour finds where one thing happened at another hour.
func (p *pair) otherHour() {
	if !p.story {
		return
	}
	for i := range p.a.clocks {
		c := &p.a.clocks[i]
		for j := range p.b.clocks {
			d := &p.b.clocks[j]
			if !p.hoursDiffer(c, d) || p.otherDay(c.clause, d.clause) || !p.happensOnce(c, d) {
				continue
			}
			f := finding{slot: Date, kind: Contradiction, a: p.a.clockMark(c), b: p.b.clockMark(d), sure: 0.6}
			f.about = p.aboutClock(c)
			p.found = append(p.found, f)
			return
		}
	}
}

// hoursDiffer reports whether two hours cannot be one.
func (p *pair) hoursDiffer(c, d *clock) bool {
	gap := int(c.Value - d.Value)
	if c.half || d.half {
		gap %= 720
	}
	if gap < 0 {
		gap = -gap
	}
	if c.half || d.half {
		gap = min(gap, 720-gap)
	}
	gap = min(gap, 1440-gap)
	if c.near || d.near {
		return gap >= apartRough && gap <= 360
	}
	return gap >= apartExact && gap <= 360
}

// happensOnce reports whether two hours are of one happening: a word close to each says so
// that is no name, and neither clause has the hour of the other.
func (p *pair) happensOnce(c, d *clock) bool {
	if !p.measuresOne(&c.quant, &d.quant) || p.anchor(&c.quant, &d.quant) < anchored/2 {
		return false
	}
	for i := range p.a.clocks {
		if o := &p.a.clocks[i]; o != c && !p.hoursDiffer(o, d) {
			return false
		}
	}
	for j := range p.b.clocks {
		if o := &p.b.clocks[j]; o != d && !p.hoursDiffer(c, o) {
			return false
		}
	}
	return true
}

// otherDay reports whether two clauses name two days.
func (p *pair) otherDay(x, y int) bool {
	for i := range p.a.moments {
		for j := range p.b.moments {
			m, o := &p.a.moments[i], &p.b.moments[j]
			if m.clause == x && o.clause == y && p.a.namesDay(m) && p.b.namesDay(o) && !m.Overlaps(o.Range) {
				return true
			}
		}
	}
	return false
}

// namesDay reports whether a moment names a day, be it with an hour.
func (t *telling) namesDay(m *moment) bool {
	for i := m.first; i <= m.last; i++ {
		if w := t.Word(i); len(w) > 4 && w[0] >= 'a' && w != "local" && w != "midnight" {
			return !m.aside
		}
	}
	return false
}

func (t *telling) clockMark(c *clock) mark {
	return mark{t, c.first, c.last, t.words(c.first, c.last), "T" + strconv.Itoa(int(c.Value))}
}

// aboutClock is what happened at an hour: an event, or the verb close to it.
func (p *pair) aboutClock(c *clock) string {
	var list [closeWords]int
	noun, verb := -1, -1
	for _, n := range list[:p.a.closeTo(&c.quant, &list)] {
		switch x := &p.a.terms[n]; {
		case x.verb && verb < 0 && p.a.Forms[x.at].Acts():
			verb = n
		case !x.verb && !x.name && noun < 0 && p.toB[n].much >= 0.7 && clause.Determiners[p.a.Word(x.at-1)]:
			noun = n
		}
	}
	switch {
	case noun >= 0:
		return "hour of the " + p.a.words(p.a.terms[noun].at, p.a.terms[noun].at)
	case verb < 0:
		return p.about(0)
	}
	v := p.a.terms[verb].at
	to := max(v, p.a.particle(v))
	if r := p.a.object(v, len(p.a.Tokens)); to == v && !r.empty() && r.to-r.from <= 3 && p.a.hasTerm(r.from, r.to) {
		to = r.to - 1
	}
	if r := p.a.actingAt(v).patient; p.a.actingAt(v).passive && !r.empty() && r.to-r.from <= 4 {
		return "hour when " + p.a.words(r.from, to)
	}
	return "hour when it " + p.a.words(v, to)
}
