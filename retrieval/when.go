package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/internal/timex"
	"footnote/internal/words"
)

// An askedTime is a time that a question names: "in March", "since 2022", "before
// the coup". The sentences that are dated then hold its words, in whatever words
// they say it themselves.
type askedTime struct {
	span
	side  side
	edge  span  // what side leaves out: the day, month or time of the event itself
	terms []int // of the question: its words; never empty
	named []int // of an event, those of terms that name it and not its date

	leaning bool // counted from today
	bare    bool // a month, season or day of the week without its year
	event   bool // before or after something that happened
	nothing bool // in the story is dated then
}

// A span is a run of days, both inclusive, midnight UTC.
type span struct{ first, last time.Time }

// The ends of time, for spans that are open.
var (
	everSince = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	evermore  = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
)

func spanOf(r timex.Range) span { return span{r.First, r.Last} }

func (s span) within(t span) bool   { return !s.first.Before(t.first) && !s.last.After(t.last) }
func (s span) overlaps(t span) bool { return !s.first.After(t.last) && !s.last.Before(t.first) }
func (s span) days() int            { return int(s.last.Sub(s.first).Hours()/24) + 1 }

// years is the span n years on. It ends where its last day does: February on its own last.
func (s span) years(n int) span {
	return span{s.first.AddDate(n, 0, 0), s.last.AddDate(0, 0, 1).AddDate(n, 0, 0).AddDate(0, 0, -1)}
}

// A side is the part of time that a preposition takes of what is behind it.
type side int

// The sides.
const (
	then   side = iota // in, on, during
	before             // what is behind it left out
	after
	until // what is behind it taken in
	since
)

var sides = map[string]side{
	"before": before, "after": after, "following": after, "until": until, "till": until, "by": until, "since": since,
}

// toward is the span open to the side, and what the side leaves out.
func (s side) toward(of span) (open, edge span) {
	switch s {
	case before:
		return span{everSince, of.first.AddDate(0, 0, -1)}, of
	case after:
		return span{of.last.AddDate(0, 0, 1), evermore}, of
	case until:
		return span{everSince, of.last}, span{}
	case since:
		return span{of.first, evermore}, span{}
	}
	return of, span{}
}

var (
	timePrepositions = words.Set(`in on at during since before after until till by between from of for over throughout within
		following through about around to and`)
	// leaners point from the day on which they are said.
	leaners = words.Set(`last next this past coming previous ago yesterday today tomorrow tonight recent current later earlier
		following same that`)
	timeHints = words.Set(`before after since until till between ago yesterday today tomorrow tonight spring summer autumn
		winter quarter century following`)
	presentAuxiliaries = words.Set(`is are am do does has have can isn't aren't`)
	determined         = regexp.MustCompile(`[0-9]{3}|century`)
)

// hintsAtTime reports whether a question may name a time, for which the story's
// dates have to be found.
func hintsAtTime(toks []words.Token) bool {
	return TimeIn(toks) || slices.ContainsFunc(toks, func(t words.Token) bool { return timeHints[t.Word] })
}

// A timeReader reads the times that a question names.
type timeReader struct {
	q    Query
	text string // what is asked, without the context of questions before
	toks []words.Token
}

func newTimeReader(q Query) timeReader {
	text := q.Text
	if q.core > 0 {
		text = text[:min(q.core, len(text))]
	}
	return timeReader{q: q, text: text, toks: questionTokens(text)}
}

// A timesOnce is the expressions of time of one question, found when they are first
// asked for.
type timesOnce struct {
	once sync.Once
	all  []timex.Expression
}

// expressions are the expressions of time in the question, counted from today.
func (r timeReader) expressions() []timex.Expression {
	t := r.q.times
	if t == nil {
		return nil
	}
	t.once.Do(func() {
		t.all = timex.Find(timex.Document{Text: r.text, Segments: []timex.Segment{{End: len(r.text)}}, Anchor: r.q.Today})
	})
	return t.all
}

// dates are the times named as dates; "between March and May" is one, and so is "in
// March or May", with what lies between.
func (r timeReader) dates() []askedTime {
	var all []askedTime
	found := r.expressions()
	for i := 0; i < len(found); i++ {
		a, ok := r.read(found[i])
		if !ok {
			continue
		}
		for i+1 < len(found) && r.joined(found[i], found[i+1]) {
			b, ok := r.read(found[i+1])
			if !ok {
				break
			}
			a = a.reaching(b)
			i++
		}
		all = append(all, a)
	}
	return all
}

// read takes an expression as a time that is asked for; false where it is none:
// not resolved, part of a name ("the 2016 Olympics"), or only "today" for now.
func (r timeReader) read(e timex.Expression) (askedTime, bool) {
	dated, ok := e.Range()
	words := strings.ToLower(r.text[e.Start:e.End])
	if !ok || r.attributive(e) || (words == "today" || words == "tonight") && r.present() {
		return askedTime{}, false
	}
	a := askedTime{side: sides[r.before(e)], terms: r.terms(e.Start, e.End)}
	a.leaning = slices.ContainsFunc(questionTokens(words), isLeaner)
	a.bare = !a.leaning && !determined.MatchString(words)
	a.span = spanOf(dated)
	if a.side != then {
		a.span, a.edge = a.side.toward(a.span)
	}
	return a, len(a.terms) > 0
}

func isLeaner(t words.Token) bool { return leaners[t.Word] }

// terms are the question's terms between two bytes of its text.
func (r timeReader) terms(start, end int) []int {
	var all []int
	for i, t := range r.q.Terms {
		if t.Start >= start && t.End <= end {
			all = append(all, i)
		}
	}
	return all
}

// before is the word before an expression, a determiner passed over.
func (r timeReader) before(e timex.Expression) string {
	i := r.tokenAt(e.Start) - 1
	if i > 0 && determiners[r.toks[i].Word] {
		i--
	}
	if i < 0 {
		return ""
	}
	return r.toks[i].Word
}

// tokenAt is the index of the first token that ends behind a byte.
func (r timeReader) tokenAt(at int) int {
	i := slices.IndexFunc(r.toks, func(t words.Token) bool { return t.End > at })
	if i < 0 {
		return len(r.toks)
	}
	return i
}

// attributive reports whether an expression belongs to a noun behind it, "the 2016
// Olympics", "last year's coup", and says no time of its own.
func (r timeReader) attributive(e timex.Expression) bool {
	rest := r.text[e.End:]
	if strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’") || len(rest) > 1 && rest[0] == '-' && (rest[1] < '0' || rest[1] > '9') {
		return true
	}
	from, to := r.tokenAt(e.Start), r.tokenAt(e.End)
	if to == len(r.toks) || from == to || r.toks[to].Stop || leaners[r.toks[from].Word] {
		return false
	}
	return from == 0 || !timePrepositions[r.toks[from-1].Word]
}

// present reports whether the question is about what is so now.
func (r timeReader) present() bool {
	return slices.ContainsFunc(r.toks, func(t words.Token) bool { return presentAuxiliaries[t.Word] })
}

// joints stand between the ends of one time: "between March and May", "2018–2020".
var joints = words.Set(`and or to until till through - – ,`)

func (r timeReader) joined(a, b timex.Expression) bool {
	return joints[strings.TrimSpace(r.text[a.End:b.Start])]
}

// reaching is the time from a to b, whichever is first. A year that only one of them
// has is the other's too.
func (a askedTime) reaching(b askedTime) askedTime {
	end := b.span
	if b.side != then {
		end.first = b.last // "from March until May"
	}
	if a.bare && !b.bare {
		a.span = a.years(end.last.Year() - a.first.Year())
		if a.first.After(end.last) {
			a.span = a.years(-1)
		}
	} else if b.bare {
		end = end.years(a.first.Year() - end.first.Year())
		if end.last.Before(a.first) {
			end = end.years(1)
		}
	}
	a.bare, a.leaning = a.bare && b.bare, a.leaning || b.leaning
	a.side, a.edge = then, span{}
	if end.first.Before(a.first) {
		a.first = end.first
	}
	if end.last.After(a.last) {
		a.last = end.last
	}
	a.terms = append(a.terms, b.terms...)
	return a
}

// namesOfTimes are the words that texts name the times by which a question names in
// others: the month of "last month", the year of "last July". Those of its own are not
// among them, nor those of years on end.
func (q Query) namesOfTimes() []string {
	if !q.hints {
		return nil
	}
	var names []string
	add := func(name string) {
		if q.term(name) < 0 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, a := range newTimeReader(q).dates() {
		if a.days() > 366 {
			continue
		}
		for m := a.first; !m.After(a.last) && a.days() <= 100; m = m.AddDate(0, 0, 28) {
			add(words.For("en").Stem(strings.ToLower(m.Month().String())))
		}
		if !a.bare {
			add(a.first.Format("2006"))
		}
	}
	return names
}

// happening is the thing that the question asks before, after or since: its terms, and
// the side. False where there is none, or it is told by a clause.
func (r timeReader) happening() ([]int, side, bool) {
	for i, t := range r.toks {
		if t.Word != "before" && t.Word != "after" && t.Word != "since" {
			continue
		}
		from := i + 1
		for from < len(r.toks) && (r.toks[from].Stop || leaners[r.toks[from].Word] || timeUnits[r.toks[from].Word]) {
			if personal(r.toks[from].Word) || auxiliary[r.toks[from].Word] {
				return nil, then, false
			}
			from++
		}
		to := from
		for to < len(r.toks) && !r.toks[to].Stop {
			to++
		}
		if from == to || to-from > 1 && tellsClause(r.toks[to-1]) {
			return nil, then, false
		}
		terms := r.terms(r.toks[from].Start, r.toks[to-1].End)
		common := slices.ContainsFunc(terms, func(n int) bool { return !r.q.Terms[n].Name && !TimeWord(r.q.Terms[n].Token) })
		return terms, sides[t.Word], common
	}
	return nil, then, false
}

// tellsClause reports whether the last word behind "before" is a verb: before the Russians came.
func tellsClause(t words.Token) bool { return strings.HasSuffix(t.Word, "ed") || clauseVerbs[t.Word] }

var clauseVerbs = words.Set(`came went left fell began took gave got made broke rose told said won lost died met ran came come
	leave arrive begin start end fall`)

// AboutTime reports whether the question asks when, or names a time.
func (q Query) AboutTime() bool {
	if q.Kind == Time || !q.hints {
		return q.Kind == Time
	}
	r := newTimeReader(q)
	_, event := r.event()
	return event || len(r.dates()) > 0
}

// A Leaning is an expression of a question that is counted from today, and what it comes to.
type Leaning struct{ Text, Label string }

// Leanings are the expressions of the question that are counted from its Today, in
// order: "last week", and the week that it is. There are none without a Today.
func (q Query) Leanings() []Leaning {
	if !q.hints || q.Today.IsZero() {
		return nil
	}
	var all []Leaning
	r := newTimeReader(q)
	for _, e := range r.expressions() {
		if a, ok := r.read(e); ok && a.leaning {
			all = append(all, Leaning{r.text[e.Start:e.End], e.Label()})
		}
	}
	return all
}
