package timex

// edged reads a date with its early or late part: "mid-April", "the end of March",
// "late in 1985", "later this month".
func (p *parser) edged(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	for p.among(j, "very", "only") {
		j++
	}
	word := p.word(j)
	if p.lex(j).edge == "" {
		return meaning{}, 0
	}
	j++
	linked := false
	switch {
	case p.word(j) == "-":
		j++
	case p.among(j, "of", "in", "on"):
		linked = nounEdges[word] && p.word(j) == "of"
		j++
	}
	if nounEdges[word] && !linked {
		return meaning{}, 0
	}
	m, end := p.date(j)
	if end == 0 && linked || end == 0 && p.word(j-1) == "in" {
		m, end = p.theUnit(j)
	}
	if end == 0 || m.kind == nothing {
		return m, end
	}
	if (word == "earlier" || word == "later") && m.kind == calendar && m.weekday > 0 && p.nounAt(i-1) && !p.among(i-2, ",", ".") {
		return m, 0 // two days earlier Friday
	}
	return p.withEdge(m, i, end, word, linked)
}

// withEdge gives a date its early or late part, named by word, a noun where linked by
// an "of".
func (p *parser) withEdge(m meaning, i, end int, word string, linked bool) (meaning, int) {
	if m.unit == day && m.deixis == same && m.vague && m.part == "" && p.word(i-1) == "at" {
		return meaning{kind: nothing}, end // at the end of the day
	}
	if linked {
		m.edge = word
	}
	if m.mod = lexicon[word].edge; m.mod == "REST" {
		m.mod = "" // from an unknown day on
	}
	return m, end
}

// nounEdges are the edges that need an "of" before the date.
var nounEdges = wordSet(`start end beginning middle close rest remainder`)

// theUnit reads "the month" behind "the end of".
func (p *parser) theUnit(i int) (meaning, int) {
	if l := p.lex(i + 1); p.word(i) == "the" && l.unit >= day && l.unit != season && !l.plural {
		return meaning{kind: pointing, unit: l.unit, deixis: same, vague: true}, i + 2
	}
	return meaning{}, 0
}

// listed reads a day without its month in a list or a range: the 22 of "22-25
// April", the 28 of "July 26-28".
func (p *parser) listed(i int) (meaning, int) {
	if p.word(i) == "the" && p.among(i-1, "on", "by", "until", "since", "from", "of") && p.at(i+1).suffix != "" {
		if d, end := p.dayNumber(i + 1); end > 0 && !p.nounAt(end) && p.word(end) != "-" {
			return meaning{kind: calendar, day: d}, end
		}
	}
	if m := p.past.meaning; p.past.end == i-1 && p.word(i-1) == "-" && p.at(i).glued && m.kind == calendar && m.unit == year && m.mod == "" &&
		p.at(i).digits == 2 && p.at(i).suffix == "" && p.at(i).num > m.year%100 {
		m.year += p.at(i).num - m.year%100
		return m, i + 1
	}
	d, end := p.dayNumber(i)
	if end == 0 {
		return meaning{}, 0
	}
	if p.past.end == i-1 && p.past.meaning.kind == calendar && p.past.meaning.day > 0 && p.among(i-1, "-", "and", "to", "or", "&") &&
		p.lex(p.past.end-1).unit == noUnit && !p.isUnit(end) && p.lex(end).month == 0 && !p.nounAt(end) {
		m := p.past.meaning
		m.day, m.weekday, m.part, m.mod = d, 0, "", ""
		if m.year == 0 && p.word(end) == "," {
			end = p.ofYear(&m, end)
		}
		if d > p.past.meaning.day && d <= monthDays[max(m.month, 1)] {
			return m, end
		}
	}
	if p.among(end, "-", "and", "to", "or", "&", ",", "/") {
		m, e := p.dayFirst(end + 1)
		if e > 0 && m.month > 0 && m.kind == calendar && m.day > d {
			m.day = d
			return m, end
		}
	}
	return meaning{}, 0
}
