package compare

import (
	"strings"

	"footnote/internal/timex"
	"footnote/internal/words"
)

// A moment is an expression of time of a telling that says when, and what it dates.
type moment struct {
	timex.Range
	first, last int    // its tokens, inclusive
	clause      int    // of the telling
	relation    string // the word that places what is dated beside it: since, until, by; empty: then
	clock       string // the part of the day or the hour, as TIMEX3 writes it
	coming      bool   // what is dated was still to come
	head        int    // the token of what it dates; -1 where that is not clear
	noun        bool   // that is a noun right beside it: Tuesday's hailstorm
	aside       bool   // it dates somebody's saying
}

// findMoments finds when the sentence says that things are.
func (t *telling) findMoments() {
	for n, e := range t.Times {
		r, ok := e.Range()
		first, last := t.Span(e)
		if !ok || first < 0 {
			continue
		}
		if k := len(t.moments); n > 0 && k > 0 && t.moments[k-1].relation == "between" && t.moments[k-1].last == first-2 && t.Word(first-1) == "and" {
			if m := &t.moments[k-1]; !r.Last.Before(m.First) {
				m.Last, m.last, m.relation = r.Last, last, ""
			}
			continue
		}
		_, clock, _ := strings.Cut(e.Value, "T")
		m := moment{Range: r, first: first, last: last, clause: t.groups[first], clock: clock, coming: e.Coming, head: -1}
		if w := t.Word(first - 1); placing[w] && !((w == "before" || w == "until" || w == "till") && t.notBefore(first-1)) {
			m.relation = w
		}
		t.refused(&m)
		t.dates(&m)
		m.aside = m.aside || t.Word(first-1) == "than" // more than this year
		if m.head >= 0 && t.moves(&m) && !aims[t.Word(first-1)] {
			m.aside = true // when it was put off, and not to when
		}
		if (m.relation == "to" || m.relation == "until" && !t.story) && m.head >= 0 && t.moves(&m) {
			m.relation = "" // put off to June
		}
		t.moments = append(t.moments, m)
	}
}

// refused brings a weekday that seems to come to the week before, where it tells when
// somebody would not say something: he would not be drawn on Sunday.
func (t *telling) refused(m *moment) {
	from, _ := t.Bounds(m.first)
	if t.story || !m.coming || m.Days() > 1 || t.day == "" || daysBetween(m, t) < -7 {
		return
	}
	for i := from; i+1 < m.first; i++ {
		if t.Word(i) == "would" && t.Word(i+1) == "not" && t.tellsAny(i+2, m.first) {
			m.First, m.Last, m.coming = m.First.AddDate(0, 0, -7), m.Last.AddDate(0, 0, -7), false
			return
		}
	}
}

// tellsAny reports whether a stretch has a verb of telling or of being made to tell.
func (t *telling) tellsAny(from, to int) bool {
	for i := from; i < to; i++ {
		if s := t.stemAt(i); answering[s] || lexemeOf(s).is&saying != 0 {
			return true
		}
	}
	return false
}

var answering = stemSet(`draw discuss answer speculate elaborate disclose`)

var aims = words.Set(`to until till for from`)

var placing = words.Set(`since until till by before after to between through`)

// dates finds what a moment is told of.
func (t *telling) dates(m *moment) {
	switch {
	case t.Possessive(m.last):
		for i := m.last + 1; i < len(t.Tokens) && i < m.last+5 && t.Forms[i] == 0 && !t.Tokens[i].Stop && (i == m.last+1 || strings.TrimSpace(t.Gap(i)) == ""); i++ {
			m.head, m.noun = i, true
		}
		return
	case t.Word(m.first-1) == "of" && m.first >= 2:
		m.head, m.noun = m.first-2, true
		return
	}
	from, to := t.Bounds(m.first)
	least := 99
	for i := from; i < to; i++ {
		if !t.Forms[i].Acts() && !t.dueTo(i) || t.Timed[i] {
			continue
		}
		gap := m.first - i
		if i > m.first {
			gap = i - m.last + 1
		}
		if gap < least {
			m.head, least = i, gap
		}
	}
	m.aside = t.sayingIn(from, to) < to && t.sayingIn(from, to) == m.head && t.contentAfter(m.head, to) <= 1
}

// when is the time at which a number of the sentence holds: what dates its clause and
// names no event, and is not to come; nil where nothing does.
func (t *telling) when(q *quant) *moment {
	var best *moment
	for n := range t.moments {
		m := &t.moments[n]
		if m.noun || m.aside || m.relation != "" && m.relation != "by" {
			continue
		}
		if m.clause == q.clause || m.clause == q.clause+1 && best == nil && relativeAt(t, m.clause) {
			best = m
		}
	}
	return best
}

// momentOf is the first that dates a clause; nil where none does.
func (t *telling) momentOf(number int) *moment {
	for n := range t.moments {
		if m := &t.moments[n]; m.clause == number && !m.aside {
			return m
		}
	}
	return nil
}

// relativeAt reports whether clause n explains a noun of the clause before it.
func relativeAt(t *telling, n int) bool {
	for i, c := range t.groups {
		if c == n {
			w := t.Word(i)
			return w == "that" || w == "which" || w == "who"
		}
	}
	return false
}

// eventDay is the range of days of the event that the sentence tells of: that of a
// moment that dates a noun, or else a past verb.
func (t *telling) eventDay() (timex.Range, bool) {
	for n := range t.moments {
		if m := &t.moments[n]; m.noun && m.relation == "" {
			return m.Range, true
		}
	}
	for n := range t.moments {
		if m := &t.moments[n]; !m.aside && m.relation == "" && m.head >= 0 {
			return m.Range, true
		}
	}
	return timex.Range{}, false
}

// dated finds where the tellings give another date for one thing.
func (p *pair) dated() {
	one := p.oneEvent()
	if p.isApart || !one && p.names < 2 {
		p.datedLoosely()
		return
	}
	for i := range p.a.moments {
		m := &p.a.moments[i]
		for j := range p.b.moments {
			o := &p.b.moments[j]
			if m.aside || o.aside || m.relation != o.relation || !p.datesSame(m, o) || !one && !p.oneSubject(m, o) {
				continue
			}
			if f, ok := p.dates(m, o); ok {
				p.found = append(p.found, f)
				return
			}
		}
	}
	p.datedLoosely()
}

// datesSame reports whether two moments date one thing, and neither telling has the
// other's date as well.
func (p *pair) datesSame(m, o *moment) bool {
	for j := range p.b.moments {
		if n := &p.b.moments[j]; n != o && n.First.Equal(m.First) && n.Last.Equal(m.Last) {
			return false
		}
	}
	for i := range p.a.moments {
		if n := &p.a.moments[i]; n != m && n.First.Equal(o.First) && n.Last.Equal(o.Last) {
			return false
		}
	}
	if p.countsApart(m.clause, o.clause) {
		return false
	}
	if m.head < 0 || o.head < 0 {
		return (p.a.moves(m) || p.b.moves(o)) && p.own() > 1
	}
	if p.headsLike(m, o) {
		return true
	}
	return (p.a.lightAt(m.head) || p.b.lightAt(o.head) || p.b.moves(o) || p.a.moves(m)) && (p.heads >= 0.7 || (p.b.moves(o) || p.a.moves(m)) && p.own() > 1)
}

// countsApart reports whether two clauses give other numbers, so that each goes with
// its own date.
func (p *pair) countsApart(x, y int) bool {
	for i := range p.a.quants {
		q := &p.a.quants[i]
		for j := range p.b.quants {
			if o := &p.b.quants[j]; q.clause == x && o.clause == y && q.unit == o.unit && !q.agrees(o) && (q.unit != "" || p.countedAlike(q, o)) {
				return true
			}
		}
	}
	return false
}

// lightAt reports whether the verb at i carries the event of another word.
func (t *telling) lightAt(i int) bool { return lexemeOf(t.stemAt(i)).is&lightVerb != 0 }

// moves reports whether a moment is told of something that was moved to it.
func (t *telling) moves(m *moment) bool {
	if m.head < 0 {
		return false
	}
	return moving[t.stemAt(m.head)]
}

// dates is what two dates of one thing make.
func (p *pair) dates(m, o *moment) (finding, bool) {
	f := finding{slot: Date, a: p.a.momentMark(m), b: p.b.momentMark(o), about: p.aboutDate(m), sure: float64(min(p.covA, p.covB))}
	if m.Overlaps(o.Range) {
		return p.finer(f, m, o)
	}
	x, y := p.a.datedKind(m), p.b.datedKind(o)
	gap := daysApart(m, o)
	switch {
	case gap <= 1 && (p.a.nightAt(m) != p.b.nightAt(o) || p.a.nightAt(m) != "" && m.clock != o.clock):
		return f, false
	case m.coming || o.coming || p.a.moves(m) || p.b.moves(o):
		if p.a.day == p.b.day {
			f.kind = Contradiction
			return f, p.sameRest(0.75)
		}
		f.kind = Update
		return f, p.sameRest(0.45)
	case x&y&once != 0 && p.oneSubject(m, o):
		f.kind = Contradiction
		return f, true
	case (x|y)&recurrent != 0 && max(m.Days(), o.Days()) > 7*min(m.Days(), o.Days()):
		return f, false
	case (x|y)&once != 0, gap <= 4*max(m.Days(), o.Days())+3 && (x|y)&recurrent == 0:
		f.kind = Contradiction
		return f, p.sameRest(0.55) && p.heads >= 0.7
	case gap <= 4*max(m.Days(), o.Days()):
		f.kind = Contradiction
		return f, p.sameRest(0.85)
	}
	if !p.story && p.a.goesOn(m.clause) {
		return f, false // the strike went into its fifth day, and ended in its eleventh
	}
	p.isApart = p.isApart || gap > 20 || (x|y)&recurrent != 0
	return f, false
}

// finer makes f of two dates of which one lies in the other.
func (p *pair) finer(f finding, m, o *moment) (finding, bool) {
	if m.Days() == o.Days() || !m.Holds(o.Range) && !o.Holds(m.Range) {
		return f, false
	}
	if m.Days() < o.Days() {
		f.a, f.b = f.b, f.a
	}
	if f.kind = Precision; max(m.Days(), o.Days()) > 300 {
		f.sure /= 2 // that it was last year, too
	}
	return f, p.sameRest(0.4)
}

// oneSubject reports whether what two moments date is told of one name.
func (p *pair) oneSubject(m, o *moment) bool {
	if !p.a.Forms[m.head].Acts() || !p.b.Forms[o.head].Acts() {
		return false
	}
	v, w := p.a.actingAt(m.head), p.b.actingAt(o.head)
	for _, r := range [][2]region{{v.patient, w.patient}, {v.agent, w.agent}} {
		if p.a.anyName(r[0]) && p.b.anyName(r[1]) && p.fit(r[0], r[1]) >= 0.9 {
			return true
		}
	}
	return false
}

// sameRest reports whether each telling holds so much of the other.
func (p *pair) sameRest(least float32) bool { return min(p.covA, p.covB) >= least }

// nightAt is the word by which a moment is a night or an early morning, which may be told
// of two days; empty where it is none.
func (t *telling) nightAt(m *moment) string {
	for i := max(0, m.first-2); i <= m.last+2; i++ {
		switch w := t.Word(i); w {
		case "night", "overnight", "midnight", "early", "late", "dawn", "evening":
			return w
		}
	}
	return ""
}

// datedKind is the traits of what a moment dates: of its verb, and where that is a light
// one of the events that its clause names.
func (t *telling) datedKind(m *moment) trait {
	if m.head < 0 {
		return 0
	}
	is := lexemeOf(t.stemAt(m.head)).is
	if is&lightVerb == 0 {
		return is
	}
	for n := range t.terms {
		if x := &t.terms[n]; x.event && x.clause == m.clause {
			is |= x.is
		}
	}
	return is
}

// movingWords are verbs by which what was planned is moved to another time.
const movingWords = `postpone delay defer reschedule move push adjourn shift extend prolong put_off bring_forward push_back put_back`

var moving = stemSet(movingWords)

// momentMark is a date as the part that differs.
func (t *telling) momentMark(m *moment) mark {
	const layout = "2006-01-02"
	return mark{t, m.first, m.last, t.words(m.first, m.last), m.First.Format(layout) + "/" + m.Last.Format(layout)}
}

// aboutDate is what is dated: the noun, or else the event that its clause names, or its
// verb with what it is done to.
func (p *pair) aboutDate(m *moment) string {
	t := p.a
	if m.head < 0 {
		return p.about(0)
	}
	if m.noun {
		return t.words(m.head, m.head)
	}
	for n := range t.terms {
		if x := &t.terms[n]; x.event && x.clause == m.clause && !x.aside {
			return t.nameWords(n)
		}
	}
	v := t.actingAt(m.head)
	if r := v.patient; !v.passive && !r.empty() && r.from > m.head && r.to-r.from <= 6 {
		return t.words(m.head, r.to-1)
	}
	if r := v.patient; v.passive && !r.empty() && r.to-r.from <= 6 && r.to <= m.head {
		return t.words(r.from, m.head)
	}
	return t.words(m.head, m.head)
}
