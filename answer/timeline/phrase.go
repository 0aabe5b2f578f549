package timeline

import (
	"strings"

	"footnote/answer/clause"
)

// nounPhrase reports whether the date belongs to a noun rather than to a clause,
// and sets m to that noun phrase: last year's coup, the March announcement, the
// coup of 2023. One that a clause explains dates that clause: the coup of July,
// in which officers removed the president.
func (s *sentence) nounPhrase(m *mention, first, last int) bool {
	from := first
	switch {
	case s.Possessive(last) || s.premodifier(first, last):
	case s.Word(first-1) == "of" && first >= 2 && clause.EventNouns[s.Word(first-2)]:
		from = first - 2
	default:
		return false
	}
	to := s.NounEnd(last + 1)
	if to > 0 && to+1 < len(s.Tokens) && clause.GenericNouns[s.Word(to-1)] && s.Word(to) == "to" && s.Forms[to+1] == clause.Base {
		to = s.NounEnd(to + 2) // the March decision to dissolve parliament
	}
	if c := s.nextClause(to); c > 0 {
		m.from, m.to = from, c
		return false
	}
	if to < len(s.Tokens) && s.Forms[to] == clause.Verb && outcomes[s.Tokens[to].Stem] && s.EventIn(from, to) {
		return false // the noun tells of itself
	}
	if to < len(s.Tokens) && s.Forms[to] != clause.Plain && (from < first || s.Possessive(last)) && s.Opens(from) && s.EventIn(from, to) {
		m.from, m.to = from, to // the sentence is about it: the coup of 2023 was condemned
		return false
	}
	m.noun, m.from, m.to = true, from, to
	return true
}

// premodifier reports whether a noun follows that the date belongs to: the March announcement.
func (s *sentence) premodifier(first, last int) bool {
	next := last + 1
	if next >= len(s.Tokens) || strings.TrimSpace(s.Gap(next)) != "" || s.Forms[next] != clause.Plain || s.Tokens[next].Stop {
		return false
	}
	if first > 0 && (clause.Determiners[s.Word(first-1)] || s.Possessive(first-1)) {
		return true
	}
	if !clause.EventNouns[s.Word(next)] || clause.Prepositions[s.Word(first-1)] && s.Word(first-1) != "after" && s.Word(first-1) != "before" {
		return false
	}
	return s.Word(first) == "the" || first == last && (next+1 == len(s.Tokens) || s.Tokens[next+1].Stop || s.Forms[next+1] != clause.Plain)
}

// nextClause is the end of the clauses from i on that explain what came before
// them; 0 where none does.
func (s *sentence) nextClause(i int) int {
	if i >= len(s.Tokens) || !s.tellsWhen(i) {
		return 0
	}
	for i++; i < len(s.Tokens) && !strings.ContainsAny(s.Gap(i), ";:—–"); {
		i++
	}
	return i
}

// inPassing reports whether a clause only names an event, to tell when something else
// was: since the deal was announced, after the war broke out.
func (s *sentence) inPassing(from, to int) bool {
	if !clause.Subordinators[s.Word(from)] || clause.Relatives[s.Word(from)] || !clause.Determiners[s.Word(from+1)] {
		return false
	}
	named := false
	for i := from + 2; i < to; i++ {
		switch {
		case s.Timed[i] || s.Tokens[i].Stop || s.Word(i) == "out" || clause.Prepositions[s.Word(i)]:
		case clause.EventNouns[s.Word(i)]:
			named = true
		case s.Forms[i] == clause.Plain:
			return false
		}
	}
	return named
}

// announces reports whether what is said in a clause is the news of an event: the deal
// was announced, announced the merger.
func (s *sentence) announces(from, to int) bool {
	for i := from; i < to; i++ {
		if !announcing[s.Tokens[i].Stem] {
			continue
		}
		if clause.Determiners[s.Word(i+1)] && s.EventIn(i+2, min(to, i+4)) || clause.Being[s.Word(i-1)] && s.EventIn(max(from, i-4), i) {
			return true
		}
	}
	return false
}

// announcing are stems of verbs whose object is what happened.
var announcing = clause.Stems(`announce declare confirm unveil`)
