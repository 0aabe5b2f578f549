package timex

// adjective reports whether the finding begins with a "the" that belongs to a word
// behind it: the 21 January execution.
func (p *parser) adjective(f finding) bool {
	m := &f.meaning
	if p.word(f.first) != "the" || nounEdges[p.word(f.first+1)] || m.kind != calendar || m.deixis != plain || m.unit != decade && m.month == 0 && m.season == 0 && p.lex(f.first+1).edge == "" || m.unit != noUnit && !(m.unit == year && p.lex(f.first+1).edge != "") && m.unit != decade ||
		m.unit == decade && p.word(f.end) != "-" || m.unit != decade && !p.nounAt(f.end) {
		return false
	}
	_, end := p.date(f.first + 1)
	if end == 0 {
		_, end = p.edged(f.first + 1)
	}
	return end == f.end
}

// misread reports whether a finding is no expression after all: a name, a title.
func (p *parser) misread(f finding) bool {
	m := &f.meaning
	before, behind := p.at(f.first-1), p.at(f.end)
	if behind.glued && behind.word == "." && p.at(f.end+1).glued && p.at(f.end+1).num < 0 && p.at(f.end-1).num < 0 && !p.at(f.end+1).upper && letterByte(first(p.word(f.end+1))) {
		return true // Monday.com
	}
	if behind.glued && p.among(f.end, "@", "_", "#", "=") || p.at(f.first).glued && p.among(f.first-1, "@", "_", "#", "=") {
		return true
	}
	if p.word(f.first) == "today" && p.at(f.first).upper && before.upper && before.lex == &unknown {
		return true // USA Today
	}
	if t := p.at(f.first); t.upper && m.kind != calendar && f.end == f.first+1 && f.first > 0 && behind.upper && behind.lex == &unknown && !before.holdsStop() {
		return true // the Tonight Show
	}
	if m.kind == lasting && p.titled(f) {
		return true
	}
	if m.kind == lasting && p.at(f.first).upper && p.at(f.end-1).upper && behind.upper && f.first > 0 {
		return true // the Six-Day War
	}
	if m.kind == calendar && m.weekday > 0 && m.day == 0 && f.end == f.first+1 {
		if behind.upper && sundayNames[behind.word] {
			return true
		}
		return p.word(f.first-1) == "bloody" || p.at(f.first-1).word == "black" && before.upper || p.among(f.first-1, "ash", "cyber", "giving", "palm", "easter", "good") && before.upper || p.word(f.first-1) == "super"
	}
	if m.kind == calendar && m.month > 0 && m.day == 0 && m.year == 0 {
		return p.among(f.first-1, "mr", "mrs", "ms", "black") || before.word == "." && p.among(f.first-2, "mr", "mrs", "ms", "dr")
	}
	return false
}

// titled reports whether a length is a title, its unit in upper case within a sentence:
// a report on 60 Minutes.
func (p *parser) titled(f finding) bool {
	unit := p.at(f.end - 1)
	if unit.upper && p.among(f.first-1, "\"", "“") && p.among(f.end, "\"", "”") {
		return true
	}
	return unit.upper && unit.lex.unit != noUnit && (p.at(f.first).upper || p.at(f.first).num >= 0) && f.first > 0 && !p.at(f.first-1).upper &&
		p.letters(f.first-1) && p.word(len(p.toks)-1) == "."
}

// letters reports whether token i is a word.
func (p *parser) letters(i int) bool { return letterByte(first(p.word(i))) }

// first returns the first byte of s, 0 where there is none.
func first(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

var sundayNames = wordSet(`times mail telegraph express mirror post herald star independent night people sun world`)
