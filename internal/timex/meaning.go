package timex

// A kind is the kind of a meaning.
type kind int

const (
	nothing   kind = iota // looks like an expression and is none: 31 February
	calendar              // names a place in the calendar, with or without the year
	pointing              // a unit around, before or after something: last week, that day
	offset                // so many units before or after something: two days later
	lasting               // a duration
	repeated              // a set
	referring             // a reference: now, recently
)

// A meaning is what the words of an expression say, before anything is known of
// the text that they stand in. Zero fields are not said.
type meaning struct {
	kind             kind
	year, month, day int
	weekday, season  int      // from 1
	called           int      // the weekday that a day of a month is said to be, from 1
	nth              int      // of a quarter or a half of a year
	unit             unit     // of a pointing or an offset; year, decade, century, quarter, half, week of a calendar
	deixis           deixis   // of a pointing; of a calendar: last July
	of               deixis   // what the year or month of a calendar is: July of last year
	inUnit           unit     // of an offset: what was told is taken as its quarter, month or week
	told             bool     // an offset that starts from what was told, not from the day of the text
	n                int      // units of an offset, negative before
	from             *meaning // of an offset: the day that it counts from: a year ago today
	vague            bool     // of an offset: some days later, n only tells before from after; of a pointing: the weekend, the month
	over             bool     // of a quarter or a half: what is told of it is told after its end
	overnight        bool     // of a part of a day: that word
	alone            bool     // of a part of a day: in the morning
	value            string   // of a duration, a set or a reference
	part             string   // of the day (NI), or the clock (09:00)
	mod              string   // see Expression
	edge             string   // the noun that mod was read from
	holiday          *holiday
	either           bool // month and day may have changed places: 4/5/2024
}

// bare reports whether the calendar leaves out the year.
func (m *meaning) bare() bool { return m.kind == calendar && m.year == 0 }

// A finding is an expression recognised in the tokens of a segment.
type finding struct {
	first, end int // tokens, end exclusive
	meaning    meaning
}

// A parser recognises the expressions of one segment.
type parser struct {
	toks  []token
	past  finding // the finding before, of this segment
	order order   // of the slashed dates of the text
}

// at returns token i, an empty one outside of the segment.
func (p *parser) at(i int) *token {
	if i < 0 || i >= len(p.toks) {
		return &outside
	}
	return &p.toks[i]
}

var outside = token{num: -1, lex: &unknown}

func (p *parser) word(i int) string { return p.at(i).word }

func (p *parser) lex(i int) *lexeme { return p.at(i).lex }

// among reports whether the word of token i is one of words.
func (p *parser) among(i int, words ...string) bool {
	w := p.at(i).word
	for _, s := range words {
		if w == s {
			return w != ""
		}
	}
	return false
}

// holds reports whether the tokens from i are words.
func (p *parser) holds(i int, words []string) bool {
	for k, w := range words {
		if p.word(i+k) != w {
			return false
		}
	}
	return true
}

// rules are tried at each token that may open an expression. The one that takes
// the most tokens decides, the earlier of two.
var rules = []func(p *parser, i int) (meaning, int){
	(*parser).edged,
	(*parser).window,
	(*parser).date,
	(*parser).clock,
	(*parser).length,
	(*parser).sameAgo,
	(*parser).every,
	(*parser).reference,
	(*parser).listed,
}

// recognise appends the expressions of the segment to found.
func (p *parser) recognise(found []finding) []finding {
	p.past = finding{first: -1, end: -1}
	for i := 0; i < len(p.toks); {
		t := &p.toks[i]
		if t.num < 0 && !t.lex.opens && t.word != "'" {
			i++
			continue
		}
		best := finding{first: i}
		for _, rule := range rules {
			if m, end := rule(p, i); end > best.end {
				best.meaning, best.end = m, end
			}
		}
		if best.end <= i {
			i++
			continue
		}
		if p.adjective(best) {
			i++
			continue
		}
		if best.meaning.kind != nothing && !p.misread(best) {
			found = append(found, best)
			p.past = best
		}
		i = best.end
	}
	return found
}
