package timex

// daypart reads a part of a day and its day: "the night of 26 July 2023", "the
// morning of 3 May"; and "in the morning", "at night".
func (p *parser) daypart(i int) (meaning, int) {
	j := i
	if p.word(j) == "the" {
		j++
	}
	if p.among(j, "early", "late") {
		j++
	}
	part := p.lex(j).part
	if part == "" {
		if j == i && p.word(i) == "overnight" {
			return p.overnight(i)
		}
		return meaning{}, 0
	}
	j++
	if d, end := p.weekdayFirst(j); dim[p.word(j-1)] && end > 0 && d.kind == calendar {
		d.part = part
		return d, end
	}
	alone := dim[p.word(j-1)] && p.among(i-1, "at", "before", "by", "until", "after", "since") && !p.nounAt(j) ||
		p.among(i-1, "in", "during", "by", "into") && p.word(i) == "the" && !p.nounAt(j) || p.word(i-1) == "at" && p.word(i) == "night" && !p.nounAt(j)
	if p.word(j) == "of" || p.word(j) == "on" {
		k := j + 1
		if d, end := p.dayAt(k); end > 0 {
			d.part = part
			return d, end
		}
		if d, end := p.dayNumber(k); end > 0 && p.among(end, "-", "/") {
			return p.listedNight(k, d, part)
		}
	}
	if alone {
		return meaning{kind: pointing, unit: day, deixis: same, part: part, vague: true, alone: true}, j
	}
	return meaning{}, 0
}

// dim are the parts of a day that stand without an article: at dawn, by nightfall.
var dim = wordSet(`dawn daybreak sunrise dusk sunset nightfall`)

// overnight reads "overnight" and "overnight Friday".
func (p *parser) overnight(i int) (meaning, int) {
	if d, end := p.weekdayFirst(i + 1); end > 0 && d.kind == calendar {
		d.part = "NI"
		return d, end
	}
	return meaning{kind: pointing, unit: day, deixis: same, part: "NI", vague: true, overnight: true}, i + 1
}

// listedNight reads "the night of 3-4 May".
func (p *parser) listedNight(i, d int, part string) (meaning, int) {
	if m, _ := p.dayFirst(i + 2); m.month > 0 {
		m.day, m.part = d, part
		return m, i + 1
	}
	return meaning{}, 0
}

// withPart joins a part of the day or a time of the clock behind a day: "Tuesday
// night", "Friday at 9 a.m.".
func (p *parser) withPart(m meaning, end int) (meaning, int) {
	if !m.isDay() || m.part != "" || m.kind == nothing {
		return m, end
	}
	if part := p.lex(end).part; part != "" && !p.at(end).lex.plural {
		if p.at(end).upper && p.at(end+1).upper {
			return meaning{kind: nothing}, end + 1 // Friday Night Lights
		}
		m.part = part
		return m, end + 1
	}
	k := end
	if p.among(k, "at", ",") {
		k++
	}
	if value, e := p.hourOfDay(k); e > 0 && (k > end || p.at(k).num >= 0) {
		m.part = value
		return m, e
	}
	return m, end
}
