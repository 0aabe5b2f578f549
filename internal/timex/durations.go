package timex

import "strconv"

// quantities are what stands before a duration and modifies it.
var quantities = phrases(map[string]string{
	"EQUAL_OR_LESS": "no more than|not more than|no longer than|at most|up to|as many as|as long as",
	"EQUAL_OR_MORE": "no less than|at least",
	"MORE_THAN":     "little more than|a little more than|just more than|just over|well over|more than|longer than|over",
	"LESS_THAN":     "just under|less than|fewer than|under",
	"APPROX":        "just about|about|around|nearly|almost|roughly|approximately|some|an estimated|close to",
	"":              "only|just|another",
})

// modifier reads a quantity at i; end is i where there is none.
func (p *parser) modifier(i int) (mod string, end int) {
	if !p.lex(i).quantity {
		return "", i
	}
	for _, q := range quantities {
		if p.holds(i, q.words) {
			return q.says, i + len(q.words)
		}
	}
	return "", i
}

// A count is the number of units of a duration: -1 for some, twice for a half more.
type count struct {
	n        int
	half     bool
	vague    bool
	decimals string // behind the point of 5.8
}

// number reads digits, number words, a few, several, a.
func (p *parser) number(i int) (c count, end int) {
	t, l := p.at(i), p.lex(i)
	switch {
	case t.num >= 0:
		return p.digits(i)
	case l.vague && t.word != "thousands" && t.word != "hundreds" && t.word != "dozens":
		return count{vague: true}, i + 1
	case t.word == "a" || t.word == "an" || t.word == "the":
		if p.lex(i+1).vague && !p.among(i+1, "some", "several") {
			return count{vague: true}, i + 2
		}
		if p.among(i+1, "couple", "dozen", "hundred", "thousand") {
			return p.numberWords(i + 1)
		}
		if t.word == "the" {
			return c, 0
		}
		return count{n: 1}, i + 1
	case t.word == "another":
		return count{n: 1}, i + 1
	case l.num > 0:
		return p.numberWords(i)
	}
	return c, 0
}

// endIf returns end where ok, else 0.
func endIf(ok bool, end int) int {
	if !ok {
		return 0
	}
	return end
}

func (p *parser) digits(i int) (c count, end int) {
	t := p.at(i)
	if t.suffix != "" {
		return c, 0
	}
	if p.word(i+1) == "." && p.at(i+1).glued && p.at(i+2).glued && p.at(i+2).num >= 0 {
		if d := p.at(i + 2); d.word != "5" {
			return count{n: t.num, decimals: d.word}, endIf(d.digits > 0 && d.digits < 4 && d.suffix == "" && p.word(i+3) != ".", i+3)
		}
		return count{n: t.num, half: true}, i + 3
	}
	if p.decimal(i) {
		return c, 0
	}
	oneHalf := []string{"1", "/", "2"}
	if p.holds(i, oneHalf) {
		return count{half: true}, i + 3
	}
	for j := i + 1; j <= i+2; j++ {
		if p.holds(j, oneHalf) && (j == i+1 || p.word(i+1) == "-") {
			return count{n: t.num, half: true}, j + 3
		}
	}
	return count{n: t.num}, i + 1
}

// numberWords reads "twenty-five", "two hundred", "a couple of".
func (p *parser) numberWords(i int) (c count, end int) {
	n, j := p.lex(i).num, i+1
	if p.word(i) == "couple" {
		if p.word(j) == "of" {
			j++
		}
		return count{n: 2}, j
	}
	if n >= 20 && n < 100 {
		k := j
		if p.word(k) == "-" {
			k++
		}
		if d := p.lex(k).num; d > 0 && d < 10 {
			n, j = n+d, k+1
		}
	}
	for p.lex(j).num >= 100 || p.word(j) == "dozen" {
		n *= p.lex(j).num
		j++
		if n > 1_000_000 {
			return c, 0
		}
	}
	if p.word(j) == "and" && p.word(j+1) == "a" && p.word(j+2) == "half" {
		return count{n: n, half: true}, j + 3
	}
	if p.word(j) == "-" && p.word(j+1) == "and" && p.word(j+2) == "-" && p.word(j+3) == "a" && p.word(j+4) == "-" && p.word(j+5) == "half" {
		return count{n: n, half: true}, j + 6
	}
	return count{n: n}, j
}

// between are adjectives between the number and the unit of a duration.
var between = wordSet(`full consecutive straight long more additional calendar working business whole short entire single solid
	successive further extra previous fiscal bloody difficult turbulent tumultuous first`)

// units reads the number and the unit of a duration: "two weeks", "18-month",
// "a year and a half", "half an hour".
func (p *parser) units(i int) (c count, u unit, end int) {
	if c, u, end = p.part(i); end > 0 {
		return c, u, end
	}
	c, j := p.number(i)
	if j == 0 {
		return c, 0, 0
	}
	if c, j = p.upTo(c, j); p.word(j) == "-" || between[p.word(j)] || p.coloured(j) && (c.n > 1 || c.vague) {
		j++
	}
	l := p.lex(j)
	if l.unit == noUnit || l.unit == season || l.unit == weekend || l.unit == second && !l.plural && c.n == 1 || p.word(j) == "quarter" && c.n == 1 {
		return c, 0, 0
	}
	if c.n > 1 && !l.plural && p.word(j-1) != "-" && p.word(j+1) != "-" {
		if p.at(j-1).num < 0 && (l.unit == second || !p.nounAt(j+1)) {
			return c, 0, 0
		}
	}
	end = j + 1
	if p.among(j, "fortnight", "fortnights") {
		c.n *= 2
	}
	if p.among(i, "a", "an") && (l.plural && p.word(end) != "'" && !c.vague && c.n == 1 || p.word(end) == "-" && p.among(end+1, "long", "old")) ||
		l.unit == quarter && l.plural && (p.word(j-1) == "-" || p.word(end) == "of") {
		return c, 0, 0
	}
	if p.word(end) == "and" && p.word(end+1) == "a" && p.word(end+2) == "half" {
		c.half = true
		end += 3
	}
	return c, l.unit, end
}

// upTo goes on to the second of two numbers: 5-8 minutes, two or three days. It is
// the one that counts.
func (p *parser) upTo(c count, i int) (count, int) {
	if !p.among(i, "-", "to", "or") || c.vague || c.n < 1 || p.among(i-1, "a", "an") {
		return c, i
	}
	second, end := p.number(i + 1)
	u := p.lex(end).unit
	if end == 0 || second.vague || second.n <= c.n || u == noUnit || !p.lex(end).plural && p.word(end-1) != "-" || p.among(i+1, "a", "an") || p.past.end > i {
		return c, i
	}
	return second, end
}

// coloured reports whether an adjective stands between a number and its unit: eight
// agonizing months.
func (p *parser) coloured(i int) bool {
	t, l := p.at(i), p.lex(i+1)
	if l.unit == noUnit || !l.plural || l.unit < hour || t.upper || t.lex != &unknown || len(t.word) < 4 || functionWords[t.word] || pastWords[t.word] || t.several() {
		return false
	}
	return letterByte(t.word[0]) && !measures[t.word] && !counted[t.word] && p.word(i+2) != "-" && p.word(i-1) != "-"
}

// part reads a half or a quarter of a unit: "half an hour", "a half-century", "a
// quarter century".
func (p *parser) part(i int) (c count, u unit, end int) {
	j, article := i, p.among(i, "a", "an") || p.among(i-1, "a", "an")
	if p.among(i, "a", "an") {
		j++
	}
	word := p.word(j)
	if word != "half" && word != "quarter" {
		return c, 0, 0
	}
	j++
	if p.among(j, "a", "an", "-") {
		j, article = j+1, true
	}
	l := p.lex(j)
	switch {
	case !article || l.unit == noUnit || l.plural:
		return c, 0, 0
	case word == "half":
		return count{half: true}, l.unit, j + 1
	case l.unit == century:
		return count{n: 25}, year, j + 1
	}
	return c, 0, 0
}

// lengthValue writes a duration as TIMEX3 does.
func lengthValue(c count, u unit) string {
	if c.half {
		return halfValue(c.n, u)
	}
	n := strconv.Itoa(c.n)
	if c.decimals != "" {
		n += "." + c.decimals
	}
	factor := map[unit]int{decade: 10, century: 100}[u]
	if factor > 0 && !c.vague && c.decimals == "" {
		return "P" + strconv.Itoa(c.n*factor) + "Y"
	}
	if c.vague {
		n = "X"
	}
	switch u {
	case second, minute, hour:
		return "PT" + n + map[unit]string{second: "S", minute: "M", hour: "H"}[u]
	case quarter:
		if !c.vague && c.decimals == "" {
			return "P" + strconv.Itoa(3*c.n) + "M"
		}
	}
	return "P" + n + map[unit]string{day: "D", week: "W", month: "M", quarter: "Q", year: "Y", decade: "DE", century: "CE"}[u]
}

// halfValue writes n units and a half in the unit below, where that is even.
func halfValue(n int, u unit) string {
	switch u {
	case hour:
		return "PT" + strconv.Itoa(60*n+30) + "M"
	case day:
		return "PT" + strconv.Itoa(24*n+12) + "H"
	case year:
		return "P" + strconv.Itoa(12*n+6) + "M"
	case decade:
		return "P" + strconv.Itoa(10*n+5) + "Y"
	case century:
		return "P" + strconv.Itoa(100*n+50) + "Y"
	case minute:
		return "PT" + strconv.Itoa(60*n+30) + "S"
	}
	if u == second {
		return "PT" + strconv.Itoa(n) + ".5S"
	}
	return "P" + strconv.Itoa(n) + ".5" + map[unit]string{week: "W", month: "M", quarter: "Q"}[u]
}
