package timex

import "strings"

// length reads a duration, and what "ago", "later" or "earlier" behind it makes of it.
func (p *parser) length(i int) (meaning, int) {
	mod, j := p.modifier(i)
	c, u, end := p.units(j)
	if end == 0 {
		c, u, end = p.bareUnits(i, j)
	}
	if end == 0 || p.past.end == i-1 && p.word(i-1) == "-" && p.past.meaning.day > 0 {
		return meaning{}, 0 // the 4-8 week of March 4-8
	}
	if p.among(i, "a", "an") && p.rate(i) {
		return meaning{}, 0
	}
	if age := p.age(end); age > 0 {
		return meaning{kind: nothing}, age
	}
	if p.word(j) == "one" && u == day && !p.measured(j, end) {
		return meaning{kind: nothing}, end // one day he will return
	}
	m := meaning{kind: lasting, value: lengthValue(c, u), mod: mod}
	if rest, e := p.andUnits(u, end); e > 0 && !c.vague && !c.half && c.decimals == "" {
		m.value = joinLengths(m.value, rest)
		return m, e
	}
	if p.word(end) == "-" && p.word(end+1) == "long" {
		return m, end + 2
	}
	if o, e := p.shifted(c, u, end); e > 0 {
		o.mod = mod
		return o, e
	}
	if p.word(end) == "long" && p.word(end+1) != "as" {
		return m, end + 1
	}
	return m, end
}

// age returns the end of an age whose unit ends at end, 0 where it is none: a
// 59-year-old, several days old.
func (p *parser) age(end int) int {
	if p.word(end) == "-" && p.among(end+1, "old", "olds") {
		return end + 2
	}
	if p.word(end) == "old" || p.word(end) == "of" && p.word(end+1) == "age" {
		return end + 1
	}
	return 0
}

// measured reports whether "one day" is a length and not some day: in one day, one
// day later.
func (p *parser) measured(i, end int) bool {
	return p.among(i-1, "in", "for", "within", "after", "just", "only", "about", "least", "than", "by", "took", "takes", "lasted", "of", "-") ||
		p.among(end, "ago", "later", "earlier", "before", "after", "nearer", "closer", "-", "'")
}

// andUnits reads what a smaller unit adds to a duration: 10 hours 45 minutes, two
// years and six months.
func (p *parser) andUnits(above unit, i int) (value string, end int) {
	j := i
	if p.word(j) == "and" {
		j++
	}
	c, u, end := p.units(j)
	if end == 0 || u >= above || u == week && above != month || c.vague || c.half || c.n == 0 || p.among(j, "a", "an", "half") && j == i || above > year || u > month || p.age(end) > 0 {
		return "", 0
	}
	if p.among(end, "ago", "later", "earlier", "before", "after") {
		return "", 0
	}
	return lengthValue(c, u), end
}

// joinLengths writes two durations as one: P2Y and P6M as P2Y6M.
func joinLengths(a, b string) string {
	b = strings.TrimPrefix(b, "P")
	if strings.HasPrefix(a, "PT") {
		b = strings.TrimPrefix(b, "T")
	}
	return a + b
}

// bareUnits reads units without a number: "weeks", where the words around make a
// duration of them.
func (p *parser) bareUnits(first, i int) (c count, u unit, end int) {
	if p.word(i) == "the" && first == i && p.lex(i+1).plural && p.lex(i+1).unit >= hour && p.lex(i+1).unit != season && p.lex(i+1).unit != weekend &&
		p.among(i+2, "before", "after", "since", "following", "leading", "between") {
		return count{vague: true}, p.lex(i + 1).unit, i + 2 // the days before the vote
	}
	l := p.lex(i)
	if first == i && l.unit >= hour && l.unit != season && p.word(i+1) == "-" && p.among(i+2, "long", "old") && p.word(i-1) != "-" {
		return count{n: 1, vague: l.plural}, l.unit, i + 1
	}
	if first != i && !(p.among(first, "just", "only") && i == first+1 && p.among(i+1, "ago", "later", "before", "after", "earlier")) || !l.plural || l.unit == noUnit || l.unit == weekend || l.unit == season || l.unit == quarter {
		return c, 0, 0
	}
	before, behind := p.word(i-1), p.word(i+1)
	switch {
	case before == "for" || before == "after" || before == "within" || before == "took" || before == "spent" || before == "lasted" ||
		before == "take" || before == "lasting" || before == "wait" || before == "waited" || before == "waiting" || before == "spend" ||
		before == "last" && l.unit != second || before == "in" && l.unit != second && l.unit != minute || before == "over":
	case (before == "the" || before == "those" || before == "these") && behind != "ago":
		return c, 0, 0
	case behind == "ago" || behind == "later" || behind == "earlier" || behind == "after" || behind == "before" || behind == "-" && p.word(i+2) == "long":
	case behind == "of" && l.unit >= day && !closing[before] && p.lex(i-1).edge == "":
	case before == "of" && p.word(i-2) == "matter":
	default:
		return c, 0, 0
	}
	return count{vague: true}, l.unit, i + 1
}

// closing are adjectives with which units of time are a part of something: the final
// years of an empire.
var closing = wordSet(`final first last closing opening dying waning formative glory dark darkest best worst golden teenage`)

// shifted reads what makes an offset of a duration that ends at end.
func (p *parser) shifted(c count, u unit, end int) (meaning, int) {
	m := meaning{kind: offset, unit: u, n: c.n, vague: c.vague || c.half}
	if m.n *= sign(p.word(end)); p.among(end, "ago", "from") && !m.vague && u >= day {
		if from, e := p.startDay(end + 1); e > 0 {
			m.from = &from
			return m, e
		}
	}
	switch p.word(end) {
	case "ago":
	case "from":
		if p.word(end+1) != "now" {
			return m, 0
		}
		return m, end + 2
	case "hence":
	case "later", "afterwards", "afterward":
		m.told = true
	case "earlier", "previously", "beforehand", "prior":
		if p.word(end) == "prior" && p.word(end+1) == "to" {
			return m, 0
		}
		m.told = true
	case "before", "after":
		if !p.ends(end + 1) {
			return m, 0
		}
		m.told = true
	default:
		return m, 0
	}
	if m.vague {
		m.n = sign(p.word(end))
	}
	return m, end + 1
}

// sign is -1 where the word counts back.
func sign(word string) int {
	switch word {
	case "ago", "earlier", "previously", "before", "beforehand", "prior":
		return -1
	}
	return 1
}

// startDay reads the day that an offset counts from: today, Wednesday, this week.
func (p *parser) startDay(i int) (meaning, int) {
	switch {
	case p.among(i, "today", "yesterday", "tomorrow"):
		return p.named(i)
	case p.word(i) == "this" && (p.lex(i+1).unit == week || p.lex(i+1).unit == month) && !p.lex(i+1).plural:
		return p.pointed(i)
	case p.lex(i).weekday > 0 && !p.lex(i).short && !p.lex(i).plural && p.at(i).upper && !(p.at(i+1).upper && p.lex(i+1) == &unknown):
		return meaning{kind: calendar, weekday: p.lex(i).weekday}, i + 1
	}
	return meaning{}, 0
}

// ends reports whether a clause ends at i.
func (p *parser) ends(i int) bool {
	return i >= len(p.toks) || p.among(i, ".", ",", ";", ":", "!", "?", ")", "\"", "”", "and", "but")
}

// window reads a stretch that touches the day of the text or what was told: "the
// past two years", "the next few days", "recent weeks", "the first six months".
func (p *parser) window(i int) (meaning, int) {
	j := i
	if p.among(j, "the", "these", "those", "its", "their", "his", "her") {
		j++
	}
	word := p.word(j)
	switch word {
	case "past", "last", "next", "coming", "previous", "preceding", "following", "recent", "first", "final", "upcoming", "subsequent", "ensuing":
		j++
	default:
		return meaning{}, 0
	}
	mod, k := p.modifier(j)
	if word == "last" && p.word(i) == "last" && (k > j || modals[p.word(i-1)] && !p.at(i-1).upper || p.among(i-1, "did", "does", "not", "didn't")) {
		return meaning{}, 0 // the verb: to last more than a year
	}
	c, u, end := p.units(k)
	l := p.lex(j)
	switch {
	case end > 0 && p.word(k) != "a" && p.word(k) != "an":
	case l.unit != noUnit && l.plural && word != "first" && word != "final" && word != "last" && l.unit != season && l.unit != weekend:
		c, u, end = count{vague: true}, l.unit, j+1
	case word == "past" && p.word(i) == "the" && l.unit >= day && l.unit != season && l.unit != weekend && l.unit != quarter,
		word == "next" && p.word(i) == "the" && l.unit >= week && l.unit != season && l.unit != weekend && p.among(i-1, "over", "within", "for"),
		word == "last" && p.word(i) == "the" && (l.unit == year || l.unit == decade || l.unit == century):
		c, u, end = count{n: 1}, l.unit, j+1
	default:
		return meaning{}, 0
	}
	if (word == "first" || word == "final") && u == quarter {
		return meaning{}, 0
	}
	if c.vague && (word == "next" || word == "coming" || word == "upcoming") {
		return meaning{kind: referring, value: Future}, end
	}
	return meaning{kind: lasting, value: lengthValue(c, u), mod: mod}, end
}
