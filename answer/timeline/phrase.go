package timeline

import "strings"

// nounPhrase reports whether the date belongs to a noun rather than to a clause,
// and sets m to that noun phrase: last year's coup, the March announcement, the
// coup of 2023. One that a clause explains dates that clause: the coup of July,
// in which officers removed the president.
func (s *sentence) nounPhrase(m *mention, first, last int) bool {
	from := first
	switch {
	case s.possessive(last) || s.premodifier(first, last):
	case s.word(first-1) == "of" && first >= 2 && eventNouns[s.word(first-2)]:
		from = first - 2
	default:
		return false
	}
	to := s.nounEnd(last + 1)
	if to > 0 && to+1 < len(s.toks) && genericNouns[s.word(to-1)] && s.word(to) == "to" && s.forms[to+1] == base {
		to = s.nounEnd(to + 2) // the March decision to dissolve parliament
	}
	if c := s.nextClause(to); c > 0 {
		m.from, m.to = from, c
		return false
	}
	if to < len(s.toks) && s.forms[to] == verb && outcomes[s.toks[to].Stem] && s.eventIn(from, to) {
		return false // the noun tells of itself
	}
	if to < len(s.toks) && s.forms[to] != plain && (from < first || s.possessive(last)) && s.opens(from) && s.eventIn(from, to) {
		m.from, m.to = from, to // the sentence is about it: the coup of 2023 was condemned
		return false
	}
	m.noun, m.from, m.to = true, from, to
	return true
}

// opens reports whether the phrase at i is the first of its clause.
func (s *sentence) opens(i int) bool {
	if i > 0 && determiners[s.word(i-1)] {
		i--
	}
	return i == 0 || s.clause[i] != s.clause[i-1]
}

// possessive reports whether the token bears or is followed by a possessive ending.
func (s *sentence) possessive(last int) bool {
	raw := strings.ReplaceAll(s.text[s.toks[last].Start:s.toks[last].End], "’", "'")
	gap := strings.ReplaceAll(s.gap(last+1), "’", "'")
	return (strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "s'") || strings.HasPrefix(gap, "'")) && last+1 < len(s.toks) && strings.TrimLeft(gap, "'s ") == ""
}

// premodifier reports whether a noun follows that the date belongs to: the March announcement.
func (s *sentence) premodifier(first, last int) bool {
	next := last + 1
	if next >= len(s.toks) || strings.TrimSpace(s.gap(next)) != "" || s.forms[next] != plain || s.toks[next].Stop {
		return false
	}
	if first > 0 && (determiners[s.word(first-1)] || s.possessive(first-1)) {
		return true
	}
	if !eventNouns[s.word(next)] || prepositions[s.word(first-1)] && s.word(first-1) != "after" && s.word(first-1) != "before" {
		return false
	}
	return s.word(first) == "the" || first == last && (next+1 == len(s.toks) || s.toks[next+1].Stop || s.forms[next+1] != plain)
}

// nounEnd is where the noun phrase ends whose noun begins at i, with what in, of,
// on, at and against add to it.
func (s *sentence) nounEnd(i int) int {
	for n := 0; i < len(s.toks) && n < 8; i, n = i+1, n+1 {
		w := s.word(i)
		joint := w == "in" || w == "of" || w == "on" || w == "at" || w == "against" || determiners[w] && n > 0
		switch {
		case n > 0 && strings.TrimSpace(s.gap(i)) != "" || strings.Contains(s.gap(i), ","):
			return i
		case s.forms[i] != plain && s.forms[i] != base || s.toks[i].Stop && !joint || prepositions[w] && !joint:
			return i
		}
	}
	return i
}

// nextClause is the end of the clauses from i on that explain what came before
// them; 0 where none does.
func (s *sentence) nextClause(i int) int {
	if i >= len(s.toks) || !s.tellsWhen(i) {
		return 0
	}
	for i++; i < len(s.toks) && !strings.ContainsAny(s.gap(i), ";:—–"); {
		i++
	}
	return i
}

// eventIn reports whether a word from from to to names an event.
func (s *sentence) eventIn(from, to int) bool {
	for i := from; i < to; i++ {
		if eventNouns[s.word(i)] && !s.timed[i] {
			return true
		}
	}
	return false
}

// inPassing reports whether a clause only names an event, to tell when something else
// was: since the deal was announced, after the war broke out.
func (s *sentence) inPassing(from, to int) bool {
	if !subordinators[s.word(from)] || relatives[s.word(from)] || !determiners[s.word(from+1)] {
		return false
	}
	named := false
	for i := from + 2; i < to; i++ {
		switch {
		case s.timed[i] || s.toks[i].Stop || s.word(i) == "out" || prepositions[s.word(i)]:
		case eventNouns[s.word(i)]:
			named = true
		case s.forms[i] == plain:
			return false
		}
	}
	return named
}

// announces reports whether what is said in a clause is the news of an event: the deal
// was announced, announced the merger.
func (s *sentence) announces(from, to int) bool {
	for i := from; i < to; i++ {
		if !announcing[s.toks[i].Stem] {
			continue
		}
		if determiners[s.word(i+1)] && s.eventIn(i+2, min(to, i+4)) || being[s.word(i-1)] && s.eventIn(max(from, i-4), i) {
			return true
		}
	}
	return false
}

// announcing are stems of verbs whose object is what happened.
var announcing = stems(`announce declare confirm unveil`)
