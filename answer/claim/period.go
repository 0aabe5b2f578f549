package claim

import "footnote/internal/timex"

// in reports whether all of m lies in r.
func (m *moment) in(r timex.Range) bool {
	return !m.First.Before(r.First) && !m.Last.After(r.Last)
}

// meets reports whether a day of m is one of r.
func (m *moment) meets(r timex.Range) bool {
	return !m.First.After(r.Last) && !m.Last.Before(r.First)
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
	case e.relation != since && e.relation != after && e.relation != until && !e.Last.After(m.Last):
		return borne
	case e.relation == within && e.First.After(m.Last):
		return apart
	}
	return turned
}
