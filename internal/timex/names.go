package timex

// adjective reports whether the finding begins with a "the" that belongs to a word
// behind it: the 21 January execution.
func (p *parser) adjective(f finding) bool {
	m := &f.meaning
	if p.word(f.first) != "the" || m.kind != calendar || m.deixis != plain || m.month == 0 && m.season == 0 || m.unit != noUnit || !p.nounAt(f.end) {
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
	if m.kind == lasting && p.at(f.first).upper && p.at(f.end-1).upper && behind.upper && f.first > 0 {
		return true // the Six-Day War
	}
	if m.kind == calendar && m.weekday > 0 && m.day == 0 && f.end == f.first+1 {
		if behind.upper && sundayNames[behind.word] {
			return true
		}
		return p.word(f.first-1) == "bloody" || p.at(f.first-1).word == "black" && before.upper || p.word(f.first-1) == "ash" || p.word(f.first-1) == "super"
	}
	if m.kind == calendar && m.month > 0 && m.day == 0 && m.year == 0 {
		return p.among(f.first-1, "mr", "mrs", "ms", "black") || before.word == "." && p.among(f.first-2, "mr", "mrs", "ms", "dr")
	}
	return false
}

// first returns the first byte of s, 0 where there is none.
func first(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

var sundayNames = wordSet(`times mail telegraph express mirror post herald star independent night people sun world`)
