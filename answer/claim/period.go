package claim

import (
	"fmt"
	"strings"

	"footnote/internal/timex"
)

// in reports whether all of m lies in r.
func (m *moment) in(r timex.Range) bool {
	return !m.First.Before(r.First) && !m.Last.After(r.Last)
}

// meets reports whether a day of m is one of r.
func (m *moment) meets(r timex.Range) bool {
	return !m.First.After(r.Last) && !m.Last.Before(r.First)
}

// yearless says what evidence e, resolved, makes of moment m of a claim that leaves its
// year or week open: it is not in the month, or on the day of the week, that m names.
func (m *moment) yearless(e *moment) fit {
	var month, day int
	switch {
	case e.Precision != timex.Day && e.Precision != timex.Month || m.relation != e.relation:
		return unsettled
	case len(m.Value) == len("XXXX-WXX-1") && strings.HasPrefix(m.Value, "XXXX-WXX-"):
		if e.Precision == timex.Day && int(e.First.Weekday()) != int(m.Value[9]-'0')%7 {
			return apart
		}
		return unsettled
	}
	if _, err := fmt.Sscanf(m.Value, "XXXX-%2d-%2d", &month, &day); err != nil && month == 0 {
		return unsettled
	}
	switch {
	case int(e.First.Month()) != month:
		return apart
	case day == 0 || e.Precision == timex.Day && e.First.Day() == day:
		return borne
	case e.Precision == timex.Day:
		return apart
	}
	return coarse
}

// related says what evidence e makes of moment m of a claim, both resolved; same
// tells that their words are the same.
func (m *moment) related(e *moment, same bool) fit {
	switch {
	case m.relation == e.relation && same:
		return borne
	case m.relation == before:
		return m.isBefore(e)
	case m.relation == after:
		return m.isAfter(e)
	case m.relation == by:
		return m.isBy(e)
	case m.relation != e.relation:
	case e.in(m.Range):
		return borne
	case m.meets(e.Range):
		return coarse
	default:
		return apart
	}
	if (m.relation == since && e.relation == until || m.relation == until && e.relation == since) && m.meets(e.Range) {
		return apart
	}
	return turned
}

func (m *moment) isBefore(e *moment) fit {
	switch {
	case e.relation == before && !e.First.After(m.First):
		return borne
	case e.relation != since && e.relation != after && e.Last.Before(m.First):
		return borne
	case (e.relation == within || e.relation == since || e.relation == after) && !e.First.Before(m.First):
		return apart
	}
	return turned
}

func (m *moment) isAfter(e *moment) fit {
	switch {
	case e.relation == after && !e.Last.Before(m.Last):
		return borne
	case (e.relation == within || e.relation == since) && e.First.After(m.Last):
		return borne
	case e.relation != since && e.relation != after && !e.Last.After(m.Last):
		return apart
	}
	return turned
}

func (m *moment) isBy(e *moment) fit {
	switch {
	case e.relation == by && !e.in(m.Range) && !m.in(e.Range):
		return apart
	case e.relation != since && e.relation != after && e.relation != until && !e.Last.After(m.Last):
		return borne
	case e.relation == within && e.First.After(m.Last):
		return apart
	}
	return turned
}
