package timeline

import (
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/article"
	"footnote/internal/timex"
	"footnote/internal/words"
)

// A sentence is a sentence of an article, in which the events are found that it dates.
type sentence struct{ *clause.Sentence }

// A mention is one event that a sentence dates.
type mention struct {
	s       *sentence
	exprs   []article.Time // one, or the first and the last of a stretch
	when    timex.Range
	value   string
	mod     string
	label   string
	clock   string // part of the day or hour of the value: TNI, T09:00
	coming  bool
	vague   bool // "in the coming days": when is a guess at them
	passing bool // so does a clause: since the deal was announced
	noun    bool // names the event in passing: last year's coup
	generic bool // its noun may stand for whatever was told: the announcement
	said    bool // somebody's saying is what is dated
	planned bool // the date is one that something is planned for, next to these words
	void    bool // what is told of the date is told not to be
	off     bool // it was planned, and is called off or moved
	weak    bool // only light verbs and those of saying tell what happened
	leant   bool // the sentence before explains it
	phase   int  // 1: something begins, -1: it ends; else 0
	also    bool // told with another of its sentence and date
	known   bool // the thesaurus knows what happens
	again   bool // tells of another one of its kind

	from, to int // tokens of its clause or noun phrase
	order    int // among all mentions
	terms    []term
	wide     []term // terms with the stems near to them
	heads    []term // stems of what happened
	wideHead []term
	headline []term  // events of the headline, where this leads its article
	places   []int32 // names of places that it happened in
	names    []int32
	around   []int32 // names of the whole sentence
	doers    []int32 // names of who did it, as far as order and passive tell
	done     []int32 // and of whom it was done to
	subject  []int32 // those of doers that stand at the verb
	object   []int32 // those of done that do
	persons  []int32
	numbers  []counted
	labelled []counted // things with the numbers that name them
	content  []piece
	kin      [][]term // of each stem of the story, what may stand for it
}

// mentions are the events that the sentence dates.
func (s *sentence) mentions() []*mention {
	if len(s.Times) == 0 || len(s.Tokens) == 0 || strings.HasSuffix(strings.TrimRight(s.Text, "\"”’'"), "?") {
		return nil
	}
	s.Parse()
	var named, dated []*mention
	for i := 0; i < len(s.Times); i++ {
		m, used := s.mention(i)
		i += used - 1
		switch {
		case m == nil:
		case m.noun:
			named = append(named, m)
		default:
			dated = append(dated, m)
			if also := m.meanwhile(); also != nil {
				dated = append(dated, also)
			}
		}
	}
	return append(named, s.chosen(dated)...)
}

// meanwhile is what a clause after m tells to have happened at its date as well: they
// walked out on 4 March, when a crane killed two of them. nil where none does.
func (m *mention) meanwhile() *mention {
	s := m.s
	if m.to >= len(s.Tokens) || !s.tellsWhen(m.to) || !s.Timed[m.to-1] {
		return nil
	}
	also := *m
	also.also = true
	also.from, also.to = m.to, s.nextClause(m.to)
	return &also
}

// chosen keeps one mention of each clause, or those that it tells side by side, and
// of a saying and what was said the latter.
func (s *sentence) chosen(ms []*mention) []*mention {
	var out []*mention
	for _, m := range ms {
		n := len(out)
		switch {
		case n == 0 || out[n-1].from != m.from || s.sideBySide(out[n-1], m):
			out = append(out, m)
		case out[n-1].planned && !m.planned || out[n-1].planned == m.planned && finer(m, out[n-1]):
			out[n-1] = m
		}
	}
	if len(out) > 1 && slices.ContainsFunc(out, func(m *mention) bool { return !m.said && !m.void }) {
		out = slices.DeleteFunc(out, func(m *mention) bool { return m.said })
	}
	return out
}

// sideBySide reports whether two dates of one clause are of two events: it joined
// the EU in 2013 and NATO in 2009, the elections that he set on Friday for 28 May.
func (s *sentence) sideBySide(a, b *mention) bool {
	if overlap(a.when, b.when) > 0 {
		return false
	}
	_, from := s.Span(a.exprs[len(a.exprs)-1])
	to, _ := s.Span(b.exprs[0])
	if a.planned != b.planned {
		return true
	}
	return slices.ContainsFunc(s.Tokens[from:to], func(t words.Token) bool { return t.Word == "and" })
}

// finer reports whether m is dated more precisely than o, of one clause.
func finer(m, o *mention) bool {
	if m.vague != o.vague {
		return o.vague
	}
	return rank(m.when.Precision) < rank(o.when.Precision)
}

// mention is the event that expression i dates, or nil, and how many expressions were read.
func (s *sentence) mention(i int) (*mention, int) {
	m := &mention{s: s, exprs: s.Times[i : i+1]}
	used := 1
	if !m.resolve() {
		return nil, 1
	}
	first, last := s.Span(m.exprs[0])
	if first < 0 || s.passedOver(first, last) || s.measured(first, last) {
		return nil, 1
	}
	if i+1 < len(s.Times) && m.extend(s.Times[i+1], first) {
		m.exprs = s.Times[i : i+2]
		_, last = s.Span(m.exprs[1])
		used = 2
	}
	if s.nounPhrase(m, first, last) {
		if !s.EventIn(m.from, m.to) {
			return nil, used
		}
		return m, used
	}
	if s.onlyNear(m, first) {
		return nil, used
	}
	if m.to == 0 {
		m.from, m.to = s.clauseOf(first, last)
	}
	if s.unreal(m.from, m.to, first) || m.doneAhead(first) {
		return nil, used
	}
	m.plan(first, last)
	m.passing = s.inPassing(m.from, m.to)
	m.said = s.SaysOnly(m.from, m.to) && !m.passing && !s.announces(m.from, m.to)
	return m, used
}

// onlyBeside are prepositions that place an event before or after a date, not at it.
var onlyBeside = words.Set(`after before following than versus like unlike`)

// onlyNear reports whether an event lies before or after the date of m, or is moved
// or counted from it: after 2020, prior to May, postponed from Monday. Shortly after
// nine is at nine.
func (s *sentence) onlyNear(m *mention, first int) bool {
	before := s.Word(first - 1)
	two := s.Word(first-2) + " " + before
	switch {
	case two == "prior to" || two == "ahead of":
		return true
	case two == "later than" && s.Word(first-3) == "no":
		return false
	case before == "from":
		return len(m.exprs) == 1 && slices.ContainsFunc(s.Tokens[:first], func(t words.Token) bool { return moves[t.Stem] })
	}
	return onlyBeside[before] && m.exprs[0].Type != timex.Time
}

// moves are stems of words with which something is moved or counted from a date.
var moves = clause.Stems(`postpone adjourn bring brought carry move delay reschedule push shift rise fall climb drop percent up down increase decrease grow decline`)

// passedOver reports whether the date is a dateline's, or stands alone in
// brackets, or is only compared with.
func (s *sentence) passedOver(first, last int) bool {
	before, after := s.Gap(first), s.Gap(last+1)
	if strings.Contains(before, "(") && strings.Contains(after, ")") {
		return true
	}
	if two := s.Word(first-2) + " " + s.Word(first-1); two == "compared with" || two == "compared to" || two == "than in" || two == "as in" || two == "than on" || two == "unlike in" || two == "like in" {
		return true
	}
	if first == 0 || !strings.ContainsAny(after, "(—–-") {
		return false
	}
	for _, t := range s.Tokens[:first] { // NIAMEY, April 20 (Reuters) -
		if raw := s.Text[t.Start:t.End]; raw != strings.ToUpper(raw) {
			return false
		}
	}
	return true
}

// clauseOf is the clause around the tokens, and with it the one that tells what
// happened then: in March, when the council told the Americans to go.
func (s *sentence) clauseOf(first, last int) (from, to int) {
	from, to = s.Bounds(first)
	to = max(to, last+1)
	if !s.tellsItself(from, to) || !strings.Contains(s.Gap(last+1), ",") {
		to = max(to, s.nextClause(last+1))
	}
	return from, s.goesOn(to)
}

// goesOn is the end of the clauses from to on that go on with the subject before
// them and have no date of their own: fell onto the quay on Tuesday and killed two.
func (s *sentence) goesOn(to int) int {
	for to+1 < len(s.Tokens) && s.Word(to) == "and" && s.Forms[to+1] == clause.Verb {
		end := to
		for end < len(s.Tokens) && s.Clauses[end] == s.Clauses[to] {
			if s.Timed[end] {
				return to
			}
			end++
		}
		to = end
	}
	return to
}

// tellsItself reports whether a verb of the clause tells what happened, not one
// that only leads to it: the quarrel goes back to July, when …
func (s *sentence) tellsItself(from, to int) bool {
	for i := from; i < to; i++ {
		stem := s.Tokens[i].Stem
		if s.Forms[i].Acts() && !clause.Presents[s.Word(i)] && !clause.LightVerbs[stem] && !clause.Saying[stem] {
			return true
		}
	}
	return false
}

// tellsWhen reports whether the clause at i tells what happened at the date before it.
func (s *sentence) tellsWhen(i int) bool {
	w := s.Word(i)
	return w == "when" || (w == "in" || w == "during") && s.Word(i+1) == "which"
}
