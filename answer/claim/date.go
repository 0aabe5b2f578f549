package claim

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/internal/timex"
	"footnote/internal/words"
)

// A moment is an expression of time of a sentence: one of the calendar, a stretch
// between two of them, or a duration.
type moment struct {
	timex.Expression // its offsets are bytes of the sentence
	timex.Range
	resolved bool // Range tells when; always so for a stretch
	stretch  bool // "between March and May": Value is that of March
	relation relation
	told     span // with the preposition before it
}

// text is the expression as the sentence has it.
func (m *moment) text(t *text) string { return t.raw[m.Start:m.End] }

// calendar reports whether it is a date or a time, not a length or a set.
func (m *moment) calendar() bool { return m.Type == timex.Date || m.Type == timex.Time }

// open reports whether it is a time that is named and not known: "in March" of an
// article without a date. "Now" and "recently" name none.
func (m *moment) open(t *text) bool {
	if m.resolved || !m.calendar() {
		return false
	}
	return strings.Contains(m.Value, "X") || t.namesUnit(m.Expression)
}

// namesUnit reports whether a unit of the calendar stands in the expression.
func (t *text) namesUnit(e timex.Expression) bool {
	for _, w := range t.words {
		if w.Start >= e.Start && w.Start < e.End && (w.class == when || timeUnits[w.Stem]) {
			return true
		}
	}
	return false
}

// moments makes those of a sentence from its expressions, in order.
func moments(t *text, found []timex.Expression) []moment {
	var ms []moment
	for _, e := range found {
		if e.Start < 0 || e.Start >= e.End || e.End > len(t.raw) {
			continue
		}
		m := moment{Expression: e, told: span{e.Start, e.End}}
		m.Range, m.resolved = e.Range()
		m.lengthen(t)
		if m.calendar() {
			m.relation, m.told.start = t.relationOf(e)
			if e.Type == timex.Time && (m.relation == before || m.relation == after) {
				m.relation = within // before dawn on Sunday is on Sunday
			}
		}
		if n := len(ms) - 1; n >= 0 && t.joins(&ms[n], &m) {
			ms[n].End, ms[n].Last, ms[n].told.end, ms[n].stretch = m.End, m.Last, m.End, true
			continue
		}
		ms = append(ms, m)
	}
	return ms
}

// lengthen makes a stretch of two years of "2018–19".
func (m *moment) lengthen(t *text) {
	s := m.text(t)
	if !m.resolved || m.Precision != timex.Year || len(s) < 7 || s[4] == ' ' {
		return
	}
	if y, err := strconv.Atoi(s[len(s)-2:]); err == nil && y == (m.First.Year()+1)%100 && strings.HasPrefix(s, strconv.Itoa(m.First.Year())) {
		m.Last, m.stretch = m.Last.AddDate(1, 0, 0), true
	}
}

// joins reports whether two neighbouring dates are the ends of one stretch. The first
// may leave its year to the second.
func (t *text) joins(from, to *moment) bool {
	if from.stretch || !from.resolved || !to.resolved {
		return false
	}
	opener := t.wordBefore(from.Start)
	switch link := strings.ToLower(strings.TrimSpace(t.raw[from.End:to.Start])); link {
	case "and":
		if opener != "between" {
			return false
		}
	case "to", "until", "till", "through", "-", "–", "—":
	default:
		return false
	}
	if to.Last.Before(from.First) && (from.Precision == timex.Month || from.Precision == timex.Day) {
		from.First = from.First.AddDate(to.First.Year()-from.First.Year(), 0, 0)
	}
	return !to.Last.Before(from.First)
}

// wordBefore is the folded word that ends before a byte; empty where a sign stands between.
func (t *text) wordBefore(at int) string {
	if i := t.lastBefore(at); i >= 0 && strings.TrimSpace(t.raw[t.words[i].End:at]) == "" {
		return t.words[i].Word
	}
	return ""
}

// lastBefore is the last word that ends before a byte, or -1.
func (t *text) lastBefore(at int) int {
	n, _ := slices.BinarySearchFunc(t.words, at+1, func(w word, at int) int { return w.End - at })
	return n - 1
}

// wordsOf are the words of a moment, inclusive; the last may end in 's.
func (t *text) wordsOf(m *moment) (first, last int) {
	first = t.lastBefore(m.Start) + 1
	for last = first - 1; last+1 < len(t.words) && t.words[last+1].Start < m.End; last++ {
	}
	return first, last
}

// A relation is how what is told stands to its date.
type relation uint8

const (
	within relation = iota // in, on, at, of
	before
	after
	since
	until
	by
)

var prepositions = map[string]relation{
	"before": before, "after": after, "since": since, "until": until, "till": until, "by": by,
}

// relationOf reads the preposition before an expression; start is where it begins.
// In "after last year's coup" and "after the July 2023 coup" it is the coup's.
func (t *text) relationOf(e timex.Expression) (r relation, start int) {
	i := t.lastBefore(e.Start)
	the := i > 0 && (t.words[i].Word == "the" || strings.HasPrefix(strings.ToLower(t.raw[e.Start:]), "the "))
	if i > 0 && t.words[i].Word == "the" {
		i--
	}
	if i < 0 || strings.TrimSpace(strings.TrimSuffix(strings.ToLower(t.raw[t.words[i].End:e.Start]), "the ")) != "" {
		return within, e.Start
	}
	w := t.words[i].Word
	start = t.words[i].Start
	r, ok := prepositions[w]
	switch {
	case w == "to" && i > 0 && t.words[i-1].Word == "prior", w == "of" && i > 0 && t.words[i-1].Word == "ahead":
		r, start = before, t.words[i-1].Start
	case !ok && (w == "in" || w == "on" || w == "during"):
		return within, start
	case !ok || t.modifies(e, the):
		return within, e.Start
	}
	return r, start
}

// modifies reports whether the expression only describes the noun behind it.
func (t *text) modifies(e timex.Expression, the bool) bool {
	behind := t.raw[e.End:]
	if strings.HasPrefix(behind, "'") || strings.HasPrefix(behind, "’") {
		return true
	}
	next := t.lastBefore(e.End) + 1
	return the && next < len(t.words) && t.words[next].Start >= e.End && t.words[next].class != function && strings.TrimSpace(t.raw[e.End:t.words[next].Start]) == ""
}

// unread reports whether a word of time in sentence n is in none of its moments.
func (x *index) unread(n int) bool {
	for _, w := range x.text(n).words {
		if w.class == when && !slices.ContainsFunc(x.moments(n), func(m moment) bool { return w.Start >= m.Start && w.Start < m.End }) {
			return true
		}
	}
	return false
}

// moments are those of sentence n of the evidence.
func (x *index) moments(n int) []moment {
	if ms, ok := x.dated[n]; ok {
		return ms
	}
	s := x.evidence[n]
	var found []timex.Expression
	switch {
	case s.Times != nil:
		found = s.Times()
	case s.Lang == "" || s.Lang == "en":
		found = timesIn(s.Text, []timex.Segment{{End: len(s.Text)}}, s.Anchor)
	}
	ms := moments(x.text(n), found)
	x.dated[n] = ms
	return ms
}

func timesIn(text string, segments []timex.Segment, anchor time.Time) []timex.Expression {
	return timex.Find(timex.Document{Text: text, Segments: segments, Anchor: anchor})
}

// said are the moments of a fact, told on a day.
func (x *index) said(f fact, day time.Time) []moment {
	key := saying{f.start, day}
	if ms, ok := x.sayings[key]; ok {
		return ms
	}
	all, ok := x.claimed[day]
	if !ok {
		all = timesIn(x.claim, x.segments, day)
		x.claimed[day] = all
	}
	var own []timex.Expression
	for _, e := range all {
		if e.Start >= f.start && e.End <= f.end {
			e.Start, e.End = e.Start-f.start, e.End-f.start
			own = append(own, e)
		}
	}
	x.sayings[key] = moments(f.text, own)
	return x.sayings[key]
}

// A saying is a sentence of the claim, by its first byte, told on a day.
type saying struct {
	start int
	day   time.Time
}

// day is the day that the claim is told on, beside sentence n of the evidence.
func (x *index) day(n int) time.Time {
	if x.opts.AsTold {
		return x.evidence[n].Anchor
	}
	return x.opts.Day
}

// deictic words place a unit before, around or after the day of the text.
var (
	deictic   = map[string]int{"last": -1, "past": -1, "previous": -1, "this": 1, "next": 2, "coming": 2, "following": 2}
	timeUnits = words.Set(`day week month year weekend summer winter spring autumn fall night decad centuri hour`)
)
