package claim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/internal/timex"
)

// A fit says what dated evidence makes of a date of the claim, the best last.
type fit uint8

const (
	unsettled fit = iota // nothing that is resolved stands beside it: its words decide
	loose                // there is another date beside it, of something else perhaps
	planned              // the sources tell only that it was to come
	apart                // it was at another time
	turned               // the sources place it after, and the claim in; or the like
	coarse               // the sources are less precise
	borne
)

// A settlement is what becomes of one moment of a fact.
type settlement struct {
	first, last int // words of the fact, inclusive
	from        int // first, or its preposition, where that is what differs
	fit         fit
	told        string // what the sources say instead
	by          int    // the sentence that bears it out
}

// settle compares the moments of the fact with those of the chosen sentences. What
// is borne out so counts as held, in whatever words. (After the intervals of Allen,
// "Maintaining Knowledge about Temporal Intervals", 1983, with two questions left:
// does one lie in the other, and do they meet?)
func (a *alignment) settle(strict bool) {
	if a.x.lang.Code() != "en" || len(a.chosen) == 0 {
		return
	}
	said := a.x.said(a.fact, time.Time{})
	for _, m := range said {
		for i, last := a.wordsOf(&m); i <= last; i++ {
			a.timed[i] = true
		}
	}
	for _, m := range said {
		a.settleOne(m.Start, strict)
	}
}

// settleOne settles the moment of the fact that starts at a byte.
func (a *alignment) settleOne(start int, strict bool) {
	m, ok := a.saidBeside(a.chosen[0], start)
	if !ok {
		return
	}
	var s settlement
	s.first, s.last = a.wordsOf(&m)
	s.from = s.first
	if s.last < s.first {
		return
	}
	by := a.bearing(start, &s, strict)
	if !strict && s.fit != borne {
		if n, ok := a.borneElsewhere(start, s); ok {
			s.fit, by = borne, n
			a.besides = append(a.besides, n)
		}
	}
	if !strict && (s.fit == loose && a.knows(s) || s.fit == turned || s.fit == coarse && a.holds(s)) {
		return
	}
	s.by = by
	for i := s.first; i <= s.last; i++ {
		a.settled[i] = s
		if s.fit == borne && a.weight[i] > 0 {
			a.byDate[i] = a.held[i] == 0
			a.held[i], a.known[i] = 1, 1
			if by == a.chosen[0] {
				a.inFirst[i] = 1
			}
		}
	}
}

// holds reports whether the chosen sentences have all the words of a moment.
func (a *alignment) holds(s settlement) bool {
	for i := s.first; i <= s.last; i++ {
		if a.weight[i] > 0 && a.held[i] == 0 {
			return false
		}
	}
	return true
}

// knows reports whether the evidence has all the words of a moment, wherever.
func (a *alignment) knows(s settlement) bool {
	for i := s.first; i <= s.last; i++ {
		if a.weight[i] > 0 && a.known[i] == 0 {
			return false
		}
	}
	return true
}

// saidBeside is the moment of the fact that starts at a byte, told on the day that
// goes with sentence n; false where it is the end of a stretch.
func (a *alignment) saidBeside(n, start int) (moment, bool) {
	return a.saidOn(a.x.day(n), start)
}

func (a *alignment) saidOn(day time.Time, start int) (moment, bool) {
	ms := a.x.said(a.fact, day)
	k, ok := slices.BinarySearchFunc(ms, start, func(m moment, at int) int { return m.Start - at })
	if !ok {
		return moment{}, false
	}
	return ms[k], true
}

// bearing finds the best fit of a moment in those chosen sentences that tell of the
// same, if one of these has a date. by is the one that bears it out.
func (a *alignment) bearing(start int, s *settlement, strict bool) (by int) {
	about := a.chosen
	if same := a.about(s.first, s.last); a.anyDated(same) {
		about = same
	}
	open := false
	for _, n := range about {
		m, ok := a.saidBeside(n, start)
		if !ok {
			continue
		}
		t := a.x.text(n)
		open = open || a.x.unread(n) || a.opened(n)
		for _, e := range a.own(n, s) {
			if f := a.told(n, s, &e, a.fitOf(n, &m, &e)); f > s.fit {
				s.fit, s.told, s.from, by = f, e.quoted(t, f == turned || m.relation != e.relation), s.first, n
				if f == turned || m.relation != e.relation {
					s.from = a.lastBefore(m.told.start) + 1
				}
			}
		}
	}
	if m, ok := a.saidOn(a.x.opts.Day, start); ok && !m.resolved {
		open = open || slices.ContainsFunc(a.chosen, a.opened)
	}
	if open && s.fit != borne {
		s.fit = unsettled
	}
	return by
}

// opened reports whether a moment of sentence n is named and not known.
func (a *alignment) opened(n int) bool {
	return slices.ContainsFunc(a.x.moments(n), func(e moment) bool { return e.open(a.x.text(n)) })
}

func (a *alignment) anyDated(sentences []int) bool {
	for _, n := range sentences {
		if a.x.unread(n) {
			return true
		}
		for _, e := range a.x.moments(n) {
			if e.calendar() && (e.resolved || e.open(a.x.text(n))) {
				return true
			}
		}
	}
	return false
}

// sameEventShare is the share of the best sentence's words around a date that
// another must hold to be taken to tell of the same.
const sameEventShare = 0.5

// about are the chosen sentences that tell of what words first to last date.
func (a *alignment) about(first, last int) []int {
	from, to := a.around(first, last)
	held := make([]float64, len(a.chosen))
	best := 0.0
	for k, n := range a.chosen {
		ps := a.laid(n)
		for i := from; i <= to; i++ {
			if ps[i] >= 0 {
				held[k] += a.tells(i)
			}
		}
		best = max(best, held[k])
	}
	var ns []int
	for k, n := range a.chosen {
		if held[k] >= sameEventShare*best {
			ns = append(ns, n)
		}
	}
	return ns
}

// laid is places of chosen sentence n, kept.
func (a *alignment) laid(n int) []int {
	ps, ok := a.placed[n]
	if !ok {
		ps = a.places(a.x.text(n))
		a.placed[n] = ps
	}
	return ps
}

// around is the clause of words first to last; where it says nothing else, with the
// clause behind it, or, at the end, before it.
func (a *alignment) around(first, last int) (from, to int) {
	back := func(i int) int {
		for i > 0 && !a.breaks(i-1) {
			i--
		}
		return i
	}
	ahead := func(i int) int {
		for i+1 < len(a.words) && !a.breaks(i) {
			i++
		}
		return i
	}
	from, to = back(first), ahead(last)
	weight := func() float64 {
		sum := 0.0
		for i := from; i <= to; i++ {
			if !a.timed[i] {
				sum += a.weight[i]
			}
		}
		return sum
	}
	for weight() == 0 && to+1 < len(a.words) {
		to = ahead(to + 1)
	}
	for weight() == 0 && from > 0 {
		from = back(from - 1)
	}
	return from, to
}

// fitOf compares moment m of the fact with moment e of sentence n.
func (a *alignment) fitOf(n int, m, e *moment) fit {
	t := a.x.text(n)
	switch {
	case m.Type == timex.Duration && e.Type == timex.Duration:
		if length, ok := lengthIn(m.Value); ok && m.Value != e.Value && length == anyLength(e.Value) && m.Mod == e.Mod {
			return borne
		}
		return unsettled
	case !m.resolved && e.resolved:
		return m.yearless(e)
	case !m.resolved || !e.resolved:
		return unsettled
	case a.sameWords(n, m, e, t):
		return m.related(e, true)
	}
	f := m.related(e, false)
	if f == borne && m.Type == timex.Time && clockOf(m) != clockOf(e) {
		return unsettled
	}
	return f
}

// sameWords reports whether both sides write the same and mean the same by it:
// what is told on the same day, or leans on none.
func (a *alignment) sameWords(n int, m, e *moment, t *text) bool {
	if !strings.EqualFold(m.text(a.text), e.text(t)) {
		return false
	}
	if a.x.day(n).Equal(a.x.evidence[n].Anchor) {
		return true
	}
	alone, ok := a.saidOn(time.Time{}, m.Start)
	return ok && alone.Value == m.Value
}

func clockOf(m *moment) string {
	_, clock, _ := strings.Cut(m.Value, "T")
	return clock
}

// quoted is the moment as its sentence has it, and the date that it resolves to
// where the words do not name it.
func (m *moment) quoted(t *text, related bool) string {
	from := m.Start
	if related {
		from = m.told.start
	}
	said := "“" + t.raw[from:m.End] + "”"
	if label := m.Label(); m.resolved && !m.stretch && label != "" && !strings.Contains(said, strconv.Itoa(m.First.Year())) {
		said += ", " + label
	}
	return said
}

// dated are the findings of the moments that dates settle.
func (a *alignment) dated(strict bool) []finding {
	var fs []finding
	for i := 0; i < len(a.words); i++ {
		s := a.settled[i]
		if s.fit != unsettled && i == s.first {
			if f, ok := a.misdated(s, strict); ok {
				fs = append(fs, f)
			}
			i = s.last
		}
	}
	return fs
}

// misdated is what is wrong with a settled moment. It tells much against the fact
// where the evidence knows the date nowhere, or says the same words of another time.
func (a *alignment) misdated(s settlement, strict bool) (finding, bool) {
	if s.fit == borne {
		return finding{}, false
	}
	format := map[fit]string{loose: "The sources say %s, perhaps of something else.", planned: "The sources tell of this only as what was to come.", apart: "The sources say %s.", turned: "The sources say %s.", coarse: "The sources say only %s."}[s.fit]
	unknown := false
	for i := s.first; i <= s.last; i++ {
		unknown = unknown || a.weight[i] > 0 && a.known[i] == 0
	}
	return finding{
		Problem: a.problem(Date, s.from, s.last, "%s", strings.Replace(format, "%s", s.told, 1)),
		hard:    unknown || s.fit == apart && (strict || a.holds(s)),
		absent:  s.fit != apart,
	}, true
}

// covered reports whether dates have settled what word i says.
func (a *alignment) covered(i int) bool { return a.settled[i].fit != unsettled }

// shareBesideDates is how much of the fact's weight is held, 0 to 1, a date that is
// told otherwise left out: what the rest tells is the same.
func (a *alignment) shareBesideDates() float64 {
	sum, total := 0.0, 0.0
	for i, h := range a.held {
		if f := a.settled[i].fit; f == unsettled || f == borne {
			sum += h * a.weight[i]
			total += a.weight[i]
		}
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// settledAs reports whether a moment of the fact is of that fit.
func (a *alignment) settledAs(f fit) bool {
	for _, s := range a.settled {
		if s.fit == f {
			return true
		}
	}
	return false
}

// lengthIn is how long a duration is, in days, months or hours; false for one that
// is vague or mixed.
func lengthIn(value string) (string, bool) {
	var n int
	var unit string
	if _, err := fmt.Sscanf(value, "P%d%1s", &n, &unit); err == nil && value == fmt.Sprintf("P%d%s", n, unit) {
		switch unit {
		case "D":
			return fmt.Sprintf("%d days", n), true
		case "W":
			return fmt.Sprintf("%d days", 7*n), true
		case "M":
			return fmt.Sprintf("%d months", n), true
		case "Y":
			return fmt.Sprintf("%d months", 12*n), true
		}
	}
	return value, strings.HasPrefix(value, "PT")
}

func anyLength(value string) string {
	length, _ := lengthIn(value)
	return length
}
