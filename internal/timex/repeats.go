package timex

// every reads what comes again: "every week", "each Friday", "daily", "twice a month".
func (p *parser) every(i int) (meaning, int) {
	m := meaning{kind: repeated, value: p.lex(i).set}
	switch {
	case m.value != "":
		if p.at(i).upper && (p.at(i+1).upper || p.at(i-1).upper && i > 1) {
			return m, 0 // Daily Mail, the Weekly Standard
		}
		return m, i + 1
	case p.word(i) == "everyday" && p.nounAt(i+1):
		return m, 0 // everyday life
	case p.word(i) == "everyday":
		m.value = "P1D"
		return m, i + 1
	case p.among(i, "once", "twice") && p.among(i+1, "a", "an", "every", "each", "per"):
		return p.everyUnit(i + 2)
	case p.at(i).num > 0 && p.word(i+1) == "times" && p.among(i+2, "a", "per", "each"):
		return p.everyUnit(i + 3)
	case p.lex(i).num > 0 && p.word(i+1) == "times" && p.among(i+2, "a", "per", "each"):
		return p.everyUnit(i + 3)
	case p.among(i, "a", "an") && p.rate(i):
		return p.everyUnit(i + 1)
	case p.word(i) == "per" && p.lex(i+1).unit < hour:
		return m, 0
	case p.among(i, "every", "each", "per"):
		return p.everyUnit(i + 1)
	}
	return m, 0
}

// rate reports whether the "a" at i says how much comes in a unit: $40 a month, two
// million barrels a day, three meals a day.
func (p *parser) rate(i int) bool {
	l, before := p.lex(i+1), p.at(i-1)
	if l.unit < hour || l.plural || l.unit == season || l.unit == weekend || p.among(i+2, "ago", "later", "earlier", "before", "after", "-", "old", "'s") || p.word(i+2) == "and" && p.among(i+3, "a", "half") {
		return false
	}
	if before.num >= 0 || p.among(i-1, "million", "billion", "trillion", "thousand", "percent", "%", "times") {
		return before.num < 0 || before.digits != 4 || p.word(i-2) == "$"
	}
	number := func(k int) bool {
		return p.at(k).num >= 0 || p.lex(k).num > 0 || p.lex(k).vague || p.among(k, "million", "billion")
	}
	return (before.several() || before.lex.plural) && (number(i-2) || number(i-3) && letterByte(first(p.word(i-2))))
}

// everyUnit reads what stands behind "every".
func (p *parser) everyUnit(i int) (meaning, int) {
	m := meaning{kind: repeated}
	l, end := p.lex(i), i+1
	switch {
	case l.unit == weekend && !l.plural:
		m.value = "XXXX-WXX-WE"
	case l.unit > second && !l.plural:
		m.value = lengthValue(count{n: 1}, l.unit)
	case l.weekday > 0 && p.at(i).upper:
		m.value = weekdaySet(l.weekday)
		if part := p.lex(end).part; part != "" {
			m.value += "T" + part
			end++
		}
	case l.part != "":
		m.value = "XXXX-XX-XXT" + l.part
	case l.month > 0 && p.at(i).upper:
		m.value = "XXXX-" + two(l.month)
	case l.season > 0:
		m.value = "XXXX-" + seasons[l.season]
	case p.among(i, "other", "second"):
		if l := p.lex(end); l.unit == noUnit || l.plural {
			return m, 0
		}
		m.value = lengthValue(count{n: 2}, p.lex(end).unit)
		end++
	case p.among(i, "a", "an"):
		return m, 0
	default:
		c, u, e := p.units(i)
		m.value, end = lengthValue(c, u), e
	}
	return m, end
}
