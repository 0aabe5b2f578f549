package timex

// ordinal reads first, second or 3rd, from 1.
func (p *parser) ordinal(i int) (n, end int) {
	if n := p.lex(i).ordinal; n > 0 {
		return n, i + 1
	}
	if t := p.at(i); t.num > 0 && t.num < 100 && ordinalSuffix(t.suffix) {
		return t.num, i + 1
	}
	return 0, 0
}

// fraction reads a quarter or a half of a year: "the first quarter", "Q3 2023",
// "second-half results", "the first half of 2023".
func (p *parser) fraction(i int) (meaning, int) {
	m := meaning{kind: calendar}
	j := i
	if w := p.word(i); len(w) == 2 && p.at(i).upper && (w[0] == 'q' && w[1] >= '1' && w[1] <= '4' || w[0] == 'h' && (w[1] == '1' || w[1] == '2')) {
		m.unit, m.nth = quarter, int(w[1]-'0')
		if w[0] == 'h' {
			m.unit = half
		}
		end := p.ofYear(&m, i+1)
		if m.unit == half && m.year == 0 {
			return m, 0
		}
		return m, end
	}
	if p.among(j, "the", "its", "their", "a") {
		j++
	}
	first := j
	if p.word(j) == "fiscal" {
		j++
	}
	n, end := p.ordinal(j)
	if p.among(j, "latter", "final", "last") {
		n, end = 0, j+1
	}
	if end == 0 {
		return m, 0
	}
	if p.among(end, "-", "fiscal") {
		end++
	}
	m.nth, m.unit = n, p.lex(end).unit
	if p.word(end) == "half" {
		m.unit = half
	}
	return p.fractionOf(m, first, i, end)
}

var businessWords = wordSet(`profit profits sales revenue revenues earnings company companies shares economy inflation growth exports imports
	quarter output gdp production orders spending deficit surplus prices`)

var sportWords = wordSet(`goal goals match scored game kick team teams substitute penalty striker coach touchdown points rebounds
	halftime league cup header minute minutes`)

var moneyWords = wordSet(`profit profits sales revenue revenues earnings shares economy growth gdp billion percent`)

// business reports whether the words around token at speak of business and not of a match.
func (p *parser) business(at int) bool { return p.near(at, businessWords) && !p.near(at, sportWords) }

// near reports whether one of words stands around token at.
func (p *parser) near(at int, words map[string]bool) bool {
	for i := max(at-reach, 0); i < min(at+reach, len(p.toks)); i++ {
		if words[p.word(i)] {
			return true
		}
	}
	return false
}

// fractionOf completes a fraction whose unit stands at end. A half without its
// year is as often one of a match.
func (p *parser) fractionOf(m meaning, first, i, end int) (meaning, int) {
	hyphen := p.word(end-1) == "-"
	switch {
	case m.unit == quarter && (m.nth == 0 || m.nth > 4) || m.unit == half && m.nth > 2 || p.lex(end).plural:
		return m, 0
	case m.unit == quarter || m.unit == half:
	default:
		return m, 0
	}
	if m.nth == 0 {
		m.nth = 2
	}
	e := p.ofYear(&m, end+1)
	if m.year == 0 && m.of == plain && p.word(e) == "of" && p.word(e+1) == "the" && p.lex(e+2).unit == year {
		m.of = same
		e += 3
	}
	if m.unit == half && m.year == 0 && m.of == plain && !p.business(first) && !(hyphen && p.among(end+1, "profit", "results", "earnings", "sales", "loss", "net", "revenue", "revenues", "profits")) {
		return m, 0
	}
	if first > i && p.word(i) != "the" {
		return m, 0
	}
	if m.year == 0 && m.of == plain && p.near(first, sportWords) && !p.near(first, moneyWords) {
		return m, 0 // of a match
	}
	m.over = (reports[p.word(e)] || reports[p.word(e+1)] && p.letters(e) && !functionWords[p.word(e)]) && !p.near(first, estimates)
	return m, e
}

// estimates are words of what is still going on.
var estimates = wordSet(`expect expects expected expecting forecast forecasts estimate estimates estimated predict predicts guidance outlook`)

// reports are what a company tells of a quarter once it is over.
var reports = wordSet(`profit profits results earnings sales loss losses income revenue revenues report figures`)

// ownedFraction reads "1997's first quarter", "last year's second half" and "the 1997
// first quarter".
func (p *parser) ownedFraction(i int) (meaning, int) {
	m := meaning{kind: calendar}
	y, end := p.yearNumber(i)
	if end == 0 {
		m.of, end = p.deicticUnit(i, year)
	}
	if m.year = y; p.word(i) == "the" && y == 0 && end == 0 {
		if m.year, end = p.yearNumber(i + 1); end > 0 {
			end--
		}
	} else if end > 0 && p.word(end) != "'s" {
		return m, 0
	}
	if end == 0 {
		return m, 0
	}
	n, e := p.ordinal(end + 1)
	if e > 0 && p.word(e) == "-" {
		e++
	}
	m.nth, m.unit = n, p.lex(e).unit
	if p.word(e) == "half" {
		m.unit = half
	}
	if e == 0 || m.unit == quarter && n > 4 || m.unit == half && n > 2 || m.unit != quarter && m.unit != half {
		return m, 0
	}
	return m, e + 1
}
