package timex

// length reads a duration, and what "ago", "later" or "earlier" behind it makes of it.
func (p *parser) length(i int) (meaning, int) {
	mod, j := p.modifier(i)
	c, u, end := p.units(j)
	if end == 0 {
		c, u, end = p.bareUnits(i, j)
	}
	if end == 0 {
		return meaning{}, 0
	}
	m := meaning{kind: lasting, value: lengthValue(c, u), mod: mod}
	if p.word(end) == "-" && p.among(end+1, "old", "long") {
		return m, end + 2
	}
	if o, e := p.shifted(c, u, end); e > 0 {
		o.mod = mod
		return o, e
	}
	if p.among(end, "old", "long") && p.word(end+1) != "as" {
		return m, end + 1
	}
	return m, end
}

// bareUnits reads units without a number: "weeks", where the words around make a
// duration of them.
func (p *parser) bareUnits(first, i int) (c count, u unit, end int) {
	l := p.lex(i)
	if first == i && l.unit >= hour && l.unit != season && p.word(i+1) == "-" && p.among(i+2, "long", "old") && p.word(i-1) != "-" {
		return count{n: 1, vague: l.plural}, l.unit, i + 1
	}
	if first != i || !l.plural || l.unit == noUnit || l.unit == weekend || l.unit == season || l.unit == quarter {
		return c, 0, 0
	}
	before, behind := p.word(i-1), p.word(i+1)
	switch {
	case before == "for" || before == "after" || before == "within" || before == "took" || before == "spent" || before == "lasted" ||
		before == "take" || before == "lasting" || before == "in" && l.unit != second && l.unit != minute || before == "over":
	case (before == "the" || before == "those" || before == "these") && behind != "ago":
		return c, 0, 0
	case behind == "ago" || behind == "later" || behind == "earlier" || behind == "after" || behind == "before" || behind == "-" && p.word(i+2) == "long":
	case behind == "of" && l.unit >= day:
	case before == "of" && p.word(i-2) == "matter":
	default:
		return c, 0, 0
	}
	return count{vague: true}, l.unit, i + 1
}

// shifted reads what makes an offset of a duration that ends at end.
func (p *parser) shifted(c count, u unit, end int) (meaning, int) {
	m := meaning{kind: offset, unit: u, n: c.n, vague: c.vague || c.half}
	switch p.word(end) {
	case "ago":
		m.n = -c.n
	case "from":
		if !p.among(end+1, "now", "today") {
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
		m.told, m.n = true, -c.n
	case "before", "after":
		if !p.ends(end + 1) {
			return m, 0
		}
		if m.told = true; p.word(end) == "before" {
			m.n = -c.n
		}
	default:
		return m, 0
	}
	if m.vague && p.among(end, "ago", "earlier", "previously", "before", "beforehand", "prior") {
		m.n = -1
	}
	return m, end + 1
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
	if word == "last" && k > j && p.word(i) == "last" {
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
