package compare

import (
	"footnote/internal/words"
)

// farDays is how many days two times must lie apart, or one before its article, to be
// told as another time.
const farDays = 45

// otherTime reports whether the number x holds of a time that y is not told of: last
// year, in 2028, since June, until 2029, the record. A number that a sentence itself sets
// beside another (up from 648, now 900) is an older one of the same.
func (p *pair) otherTime(f *finding, x, y mark) bool {
	q, o := x.quantAt(), y.quantAt()
	if !p.story || q == nil || o == nil || q.newer || o.newer && f.kind == Update {
		return false
	}
	m, n := x.in.when(q), y.in.when(o)
	if m == nil {
		m = x.in.dateBefore(q)
	}
	if x.elsewhen(n != nil) && !y.elsewhen(true) && !(f.kind == Update && (q.earlier || x.lately())) && !y.in.datesOf(x) {
		return true
	}
	if since := x.sinceWhen(q); since != nil && y.sinceWhen(o) == nil && !p.sinceEvent(since) {
		return true
	}
	switch {
	case m == nil || q.coming(x.in) || o.coming(y.in):
		return false
	case q.earlier && f.kind == Update:
		return m.Days() > 300 // of another year
	case n != nil && !m.Overlaps(n.Range) && m.Days() >= 28 && n.Days() >= 28:
		return true // of two months or years
	case n != nil && m.Overlaps(n.Range) && m.Days() <= 31:
		return false
	}
	return x.in.day != "" && daysBetween(m, x.in) > farDays && (n == nil || daysApart(m, n) > farDays || !m.Overlaps(n.Range)) && !y.in.datedNear(m)
}

// datedNear reports whether a moment of t is of the time of m.
func (t *telling) datedNear(m *moment) bool {
	for n := range t.moments {
		if t.moments[n].Overlaps(m.Range) {
			return true
		}
	}
	return t.day != "" && daysBetween(m, t) < farDays
}

// dateBefore is the moment that a clause explains which begins with when: since 1998, when
// 31 miners died; nil for none.
func (t *telling) dateBefore(q *quant) *moment {
	from, _ := t.Bounds(q.First)
	if t.Word(from) != "when" {
		return nil
	}
	for n := range t.moments {
		if m := &t.moments[n]; m.last == from-1 {
			return m
		}
	}
	return nil
}

// lately reports whether the mark's clause tells of some weeks ago at most, when the same
// may have been otherwise.
func (m mark) lately() bool {
	return m.inClause(func(i int) bool {
		w := m.in.Word(i - 1)
		return m.in.Word(i) == "ago" && (w == "month" || w == "months" || w == "week" || w == "weeks" || w == "days" || w == "day")
	})
}

// datesOf reports whether a moment of t is of the time of one of the mark's clause.
func (t *telling) datesOf(x mark) bool {
	for n := range x.in.moments {
		m := &x.in.moments[n]
		for k := range t.moments {
			if m.clause == x.in.groups[x.first] && t.moments[k].Overlaps(m.Range) {
				return true
			}
		}
	}
	return false
}

// coming reports whether a number is of what was still to come.
func (q *quant) coming(t *telling) bool {
	m := t.when(q)
	return m != nil && m.coming
}

// sinceWhen is the moment since, or until, which a number counts; nil for none.
func (m mark) sinceWhen(q *quant) *moment {
	for n := range m.in.moments {
		if x := &m.in.moments[n]; (x.relation == "since" || x.relation == "until" || x.relation == "till") && !x.aside && (x.clause == q.clause || x.first < 3) {
			return x
		}
	}
	return nil
}

// sinceEvent reports whether a moment since which something counts is so near that it may
// be the beginning of the event itself: since Monday.
func (p *pair) sinceEvent(m *moment) bool {
	return m.relation == "since" && m.Days() <= 7 && (p.a.day == "" || p.b.day == "" || min(daysBetween(m, p.a), daysBetween(m, p.b)) <= 10)
}

// elsewhenWords are words of a clause that sets what it tells in another time.
var (
	lastWords  = words.Set(`last next previous prior past same`)
	periods    = words.Set(`year month week season quarter decade century summer winter spring autumn years months`)
	recordOf   = words.Set(`record previously formerly originally`)
	againstAgo = words.Set(`ago earlier before`)
)

// elsewhen reports whether words of the mark's clause set it in another time, whatever
// that is: a year earlier, last season, the record; next year only where the other mark is
// dated too.
func (m mark) elsewhen(dated bool) bool {
	t := m.in
	return m.inClause(func(i int) bool {
		switch w := t.Word(i); {
		case recordOf[w]:
			return w != "record" || t.describes(i) || t.Word(i-1) == "the"
		case lastWords[w]:
			return (w != "next" || dated) && periods[t.Word(i+1)] && t.Word(i-1) != "the" && t.Word(i-1) != "over" && t.Word(i-1) != "than"
		case againstAgo[w]:
			return periods[t.Word(i-1)] && i-1 > m.last && (t.Word(i-2) == "a" || t.Word(i-2) == "one" || t.Tokens[max(0, i-2)].Number)
		}
		return false
	})
}

// otherWeekday reports whether two numbers of what happens again and again are told of two
// days: 12 arrests on Monday, five on Tuesday. A toll told later may only have grown, so
// that the greater one may be the same event's.
func (p *pair) otherWeekday(f *finding, x, y mark) bool {
	q, o := x.quantAt(), y.quantAt()
	if q == nil || o == nil || q.earlier || o.earlier || q.newer || o.newer {
		return false
	}
	m, n := x.in.when(q), y.in.when(o)
	if q.unit == "score" && m != nil && n != nil && max(m.Days(), n.Days()) >= 7*min(m.Days(), n.Days()) {
		return true // they play every week
	}
	if x.new(q) && !y.new(o) && o.Value > 3*q.Value {
		return true
	}
	if m == nil || n == nil || m.relation != "" || n.relation != "" || m.Overlaps(n.Range) || m.coming || n.coming || max(m.Days(), n.Days()) > 31 {
		return false
	}
	if x.in.nightAt(m) != "" || y.in.nightAt(n) != "" || !m.First.Before(n.First) {
		return false
	}
	switch q.unit {
	case "score", "rank", "m", "kg", "l", "mph", "magnitude", "deg":
		return true
	}
	if x.new(q) && y.new(o) {
		return true
	}
	switch {
	case x.in.lastingAt(m) || y.in.lastingAt(n):
		return false
	case o.Value < q.Value && !o.coarse && !q.coarse && (q.effect == 0 || q.effect&(missed|aboard) == 0):
		return true // what was counted does not become fewer
	}
	return !p.namedAlike()
}

// lastingAt reports whether a moment is told of a state, which another day may change.
func (t *telling) lastingAt(m *moment) bool {
	return m.head < 0 || m.aside || lasting[t.Tokens[m.head].Stem] || rising[t.Tokens[m.head].Stem] || trendTo[t.Word(m.head)]
}

// namedAlike reports whether both tellings name the same, and neither what the other lacks.
func (p *pair) namedAlike() bool {
	p.matchBack()
	return p.names > 0 && !p.strange(region{}, region{})
}

// new reports whether a number counts only what is new: 120 new cases.
func (m mark) new(q *quant) bool {
	for i := q.last + 1; i < q.countedAt; i++ {
		if w := m.in.Word(i); w == "new" || w == "fresh" {
			return true
		}
	}
	return false
}

// outdated reports whether a number that is told to be rougher or more exact than another
// is of a month long before its article, which the other sentence does not tell of: in
// December 648 were there; hundreds will leave now.
func (p *pair) outdated(f *finding, x, y mark) bool {
	q := x.quantAt()
	if !p.story || f.kind != Precision || q == nil {
		return false
	}
	if q.earlier {
		return true
	}
	for n := range x.in.moments {
		m := &x.in.moments[n]
		if m.Days() <= 31 && x.in.day != "" && daysBetween(m, x.in) > farDays && !y.in.datedNear(m) {
			return true
		}
	}
	return false
}
