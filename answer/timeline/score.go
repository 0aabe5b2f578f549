package timeline

import (
	"slices"
	"strconv"

	"footnote/internal/timex"
)

// The thresholds of a merger. A false one is worse than two entries.
const (
	enough   = 0.50
	coarser  = 0.02 // more for each step that one date is less precise than the other
	enoughNP = 0.35 // of a noun phrase, whose head agrees
)

// compatible reports whether two dates may be one event's: one holds the other,
// or weeks and parts of months overlap by half.
func compatible(a, b *mention) bool {
	if a.vague || b.vague {
		return overlap(a.when, b.when) > 0
	}
	short := min(length(a.when), length(b.when))
	o := overlap(a.when, b.when)
	if o == short {
		return true
	}
	loose := func(p timex.Precision) bool { return p == timex.Week || p == timex.Part }
	return (loose(a.when.Precision) || loose(b.when.Precision)) && 2*o >= short
}

func length(r timex.Range) int { return day(r.Last) - day(r.First) + 1 }

// overlap is the number of days that two stretches share; 0 or less for none.
func overlap(a, b timex.Range) int {
	return min(day(a.Last), day(b.Last)) - max(day(a.First), day(b.First)) + 1
}

// score is how likely two mentions with compatible dates tell of one event, 0 to
// 1; negative where they cannot. The weights were set on the stories of the tests.
func score(a, b *mention) float64 {
	head := headLike(a, b)
	if a.noun != b.noun || a.coming != b.coming && a.when == b.when {
		head = max(head, titled(a, b))
	}
	named := a.noun || b.noun
	if twoEvents(a, b) || named && head < kin {
		return -1
	}
	args := agreement(a, b, head)
	s := 0.4*head + 0.6*args
	if (a.weak || b.weak) && !(a.s.Article == b.s.Article && (a.leant || b.leant)) {
		s = max(s, args-0.15+sameNumber(a, b)) // what else they say must do
	}
	if !(a.known && b.known) && a.s.Article != b.s.Article && a.when == b.when {
		s = max(s, args-0.15) // in other words, that no thesaurus knows
	}
	if named {
		return s
	}
	if inPassing(a, b) && head >= kin {
		s += enough - enoughNP + 3*coarser
	}
	return s - odds(a, b) + tenses(a, b, head) + phases(a, b)
}

// inPassing reports whether one of two mentions only names its event in passing.
func inPassing(a, b *mention) bool { return a.passing != b.passing && a.s.Article != b.s.Article }

// twoEvents reports whether two mentions cannot tell of one event: they stand in one
// sentence, lie apart by hours or places, or tell of another one, of beginning and
// end, or of the same with the sides changed.
func twoEvents(a, b *mention) bool {
	return a.s == b.s || hoursApart(a.clock, b.clock) > 4 || a.again != b.again && a.s.Article == b.s.Article ||
		a.phase*b.phase < 0 || turned(a, b) || apart(a.places, b.places) || otherLabel(a, b) ||
		!a.noun && !b.noun && contrast(a, b)
}

// tenses is what two mentions gain or lose by how their dates lie to the days of
// their articles; head is how like what happens in them is.
func tenses(a, b *mention, head float64) float64 {
	s := 0.0
	if !a.coming && b.coming {
		a, b = b, a
	}
	switch {
	case a.coming && b.coming && head >= kin:
		s += 0.05 // of one week few things are announced
	case a.coming && !b.coming && !b.later(a):
		s -= 0.12 // one is to come, the other over, on the same day
	case a.coming && !b.coming && head >= 0.7 && a.bare():
		s += 0.25 // of a story's trial one verdict is to come
	case a.coming && !b.coming && head >= 0.7 && a.when == b.when:
		s += 0.12 // announced, then told
	case a.coming && !b.coming && a.when == b.when && a.meets(b):
		s += 0.6 // in other words
	case head >= 0.7 && a.old() && b.old() && a.when == b.when:
		s += 0.05 // of one month long ago few things are told
	}
	return s
}

// sameNames are the names that two sentences must share to be of the same people in
// the same place.
const sameNames = 3

// meets reports whether two mentions of one day are of the same people in one place.
func (m *mention) meets(o *mention) bool {
	n, placed := 0, false
	for _, id := range m.around {
		if _, ok := slices.BinarySearch(o.around, id); ok {
			n++
			placed = placed || slices.Contains(m.places, id) || slices.Contains(o.places, id)
		}
	}
	return n >= sameNames && placed && m.when.Precision == timex.Day
}

// bare reports whether a clause names its event and nothing else: sentencing is set.
func (m *mention) bare() bool {
	return len(m.heads) > 0 && !m.weak && !slices.ContainsFunc(m.content, func(p piece) bool { return !p.act })
}

// phases is what two mentions gain or lose by beginnings and ends, and by one's
// being only a saying.
func phases(a, b *mention) float64 {
	s := 0.0
	if a.phase != b.phase {
		s -= 0.05
	} else if a.phase != 0 {
		s += 0.05
	}
	if a.said != b.said && !(a.weak && b.weak) {
		s -= 0.1
	}
	return s
}

// sameNumber is what two mentions gain whose sentences share a number of some size.
func sameNumber(a, b *mention) float64 {
	for _, x := range a.s.Tokens {
		for _, y := range b.s.Tokens {
			if x.Number && len(x.Word) > 2 && x.Word == y.Word {
				return 0.1
			}
		}
	}
	return 0
}

// turned reports whether who did it in one is whom it was done to in the other.
func turned(a, b *mention) bool {
	return common(a.doers, b.done) && common(a.done, b.doers) && !common(a.doers, b.doers)
}

// partsOfDay are about their hours.
var partsOfDay = map[string]int{"MO": 8, "MI": 12, "DT": 12, "AF": 15, "EV": 19, "NI": 22}

// hoursApart is the number of hours between two times of a day; 0 where one is not known.
func hoursApart(a, b string) int {
	x, okA := hour(a)
	y, okB := hour(b)
	if !okA || !okB {
		return 0
	}
	return max(x-y, y-x)
}

// hour is the hour of a time of day as TIMEX3 writes it after the T.
func hour(clock string) (int, bool) {
	if len(clock) < 2 {
		return 0, false
	}
	if h, ok := partsOfDay[clock[:2]]; ok {
		return h, true
	}
	h, err := strconv.Atoi(clock[:2])
	return h, err == nil
}

// longAgo is after how many days an event is background.
const longAgo = 60

// old reports whether m is background: dated to a month or better, long before its article.
func (m *mention) old() bool {
	anchor := m.s.Article.Anchor().Time()
	return !anchor.IsZero() && !m.coarse() && day(anchor)-day(m.when.Last) > longAgo
}

// odds is what two mentions lose by naming or counting otherwise, 1 where that
// makes them two events.
func odds(a, b *mention) float64 {
	lost := 0.0
	_, differ := numbersAgree(a, b)
	others := apart(a.persons, b.persons)
	if others && differ {
		return 1
	}
	for _, l := range []struct {
		so   bool
		much float64
	}{
		{apart(a.names, b.names), 0.10}, {others, 0.20}, {differ, 0.12},
		{apart(a.subject, b.subject) && apart(a.subject, b.names) && apart(b.subject, a.names), 0.20},
		{apart(a.object, b.object) && apart(a.object, b.names) && apart(b.object, a.names), 0.20},
	} {
		if l.so {
			lost += l.much
		}
	}
	return lost
}

// apart reports whether both lists hold something and nothing in common.
func apart(a, b []int32) bool { return len(a) > 0 && len(b) > 0 && !common(a, b) }

// later reports whether m was published after o.
func (m *mention) later(o *mention) bool { return m.s.Article.Anchor() > o.s.Article.Anchor() }

// What a mention is taken to say beside its words, so that one of few words is
// not judged by these alone: its weight, and how far any two agree in it.
const (
	unsaid     = 1.5
	unsaidLike = 0.3
)

// agreement is how far two mentions share what they say beside what happened, 0 to 1.
func agreement(a, b *mention, head float64) float64 {
	var exceptA, exceptB []term
	if head > 0 {
		exceptA, exceptB = a.heads, b.heads
	}
	fa, wa := shared(a.terms, b.wide, exceptA)
	fb, wb := shared(b.terms, a.wide, exceptB)
	x, y := (fa+unsaid*unsaidLike)/(wa+unsaid), (fb+unsaid*unsaidLike)/(wb+unsaid)
	return 0.6*max(x, y) + 0.4*min(x, y)
}

// need is the score that two mentions need to be one event.
func need(a, b *mention) float64 {
	if a.noun || b.noun {
		return enoughNP
	}
	steps := rank(a.when.Precision) - rank(b.when.Precision)
	return enough + coarser*float64(max(steps, -steps))
}
