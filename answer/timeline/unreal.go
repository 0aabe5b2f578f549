package timeline

import (
	"slices"
	"strings"

	"footnote/internal/timex"
	"footnote/internal/words"
)

// What a sentence tells of a date is not always that something happened then: it
// may deny it, only suppose it, plan it or call it off, or only measure by it.

// unreal reports whether the clause from from to to tells that something did not
// happen, or only that it might have, or what somebody denies; first is where its
// date begins. What did not happen until a date happened then.
func (s *sentence) unreal(from, to, first int) bool {
	return s.supposed(from, to) || s.mightHave(from, to) || s.denied(from, first) || s.superseded(from, first)
}

// mightHave reports whether a clause tells what might or should have been.
func (s *sentence) mightHave(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if mights[s.word(i)] && (s.word(i+1) == "have" || s.word(i+1) == "not" && s.word(i+2) == "have") {
			return true
		}
	}
	return false
}

var mights = words.Set(`would could should might may ought`)

// negated reports whether the clause from from to to tells that something did not
// happen; first is where its date begins.
func (s *sentence) negated(from, to, first int) bool {
	if w := s.word(first - 1); w == "until" || w == "since" || w == "before" && s.toks[first].Number {
		return slices.ContainsFunc(s.toks[from:first], func(t words.Token) bool { return t.Word == "nothing" })
	}
	for i := from; i < to; i++ {
		w := s.word(i)
		switch {
		case nobody[w] && s.hasVerb(i+1, to) && !s.hasVerb(from, i):
			return true // no shots were fired
		case strings.HasSuffix(w, "n't") || (w == "not" || w == "never") && s.forms[max(i-1, 0)] == auxiliary:
			if next := s.word(i + 1); next != "only" && next != "just" && next != "yet" && !s.otherVerb(i, first) && !s.untilAfter(i, first) {
				return true
			}
		case w == "never" && i+1 < to && s.forms[i+1].acts() && first > i:
			return true
		}
	}
	return false
}

// untilAfter reports whether what the not at i denies came to be before the date at
// first: did not hear of it until after the fall of May.
func (s *sentence) untilAfter(i, first int) bool {
	return i < first && slices.ContainsFunc(s.toks[i:first], func(t words.Token) bool { return t.Word == "until" })
}

// nobody are subjects of which nothing is told to have happened.
var nobody = words.Set(`no nobody none nothing neither`)

// otherVerb reports whether between the not at i and a date at first another clause
// begins.
func (s *sentence) otherVerb(i, first int) bool {
	return first > i && s.clause[i] != s.clause[first]
}

// lastVerb is the last verb before to, from if there is none.
func (s *sentence) lastVerb(from, to int) int {
	for i := to - 1; i > from; i-- {
		if s.forms[i].acts() {
			return i
		}
	}
	return from
}

// denied reports whether the clause at from is what somebody denies, or what is said
// to be false: denied that he resigned on Monday, rumours that the king died are false.
func (s *sentence) denied(from, first int) bool {
	for i := 0; i+1 < first; i++ {
		if !denying[s.toks[i].Stem] {
			continue
		}
		that := s.word(i+1) == "that"
		if i >= from && (that && i+1 < first || s.forms[i].acts() && s.forms[i+1] == gerund) {
			return true // rumours that the king died, denied having been there
		}
		if i < from && (that || s.forms[i].acts()) && (i+1 == from || s.clause[i]+1 == s.clause[from]) {
			return true
		}
	}
	if from == 0 {
		return s.forged(from, first)
	}
	return (s.word(from) == "that" || s.word(from-1) == "that") && s.forged(0, len(s.toks))
}

// denying are stems of words by which somebody says that something is not so.
var denying = stems(`deny disprove refute debunk dispute rumour rumor hoax`)

// forged reports whether words from from to to say that something told is not so.
func (s *sentence) forged(from, to int) bool {
	for i := from; i < to; i++ {
		switch w := s.word(i); {
		case w == "false" || w == "untrue" || w == "baseless" || w == "unfounded" || w == "fabricated" || w == "hoax":
			if to == len(s.toks) || s.forms[i] == plain && i+1 < to && claims[s.toks[i+1].Stem] {
				return true
			}
		case wrongly[w] && i+1 < to && saying[s.toks[i+1].Stem], w == "no" && (s.word(i+1) == "evidence" || s.word(i+1) == "truth" || s.word(i+1) == "sign"):
			return true
		}
	}
	return false
}

var (
	wrongly = words.Set(`falsely wrongly mistakenly erroneously incorrectly`)
	claims  = stems(`claim rumour rumor report story allegation`)
)

// superseded reports whether the date at first is one that was first said or set, and
// is no longer so: had first said the vote would be on 3 June, originally set for May.
func (s *sentence) superseded(from, first int) bool {
	for i := 0; i+1 < first; i++ {
		if !atFirst[s.word(i)] || !s.forms[i+1].acts() {
			continue
		}
		stem := s.toks[i+1].Stem
		if plans[s.word(i+1)] && i >= from-1 {
			return true
		}
		if saying[stem] && s.clause[i+1]+1 >= s.clause[first] && slices.ContainsFunc(s.toks, func(t words.Token) bool { return t.Word == "but" || t.Word == "later" }) {
			for _, t := range s.toks[i+1 : first] {
				if t.Word == "would" || t.Word == "will" {
					return true
				}
			}
		}
	}
	return false
}

var atFirst = words.Set(`first originally initially previously earlier`)

// isDue reports whether the date at first is one that something is planned for, told
// in the clause at from: due on Sunday, were to resume on Monday, expected Friday.
func (s *sentence) isDue(from, first int) bool {
	for i := first - 1; i >= from && i >= first-12; i-- {
		w := s.word(i)
		switch {
		case plans[w] && (i+1 == first || prepositions[s.word(i+1)]):
			return true
		case s.forms[i] == verb:
			return false
		}
	}
	return false
}

// wasDue reports whether that plan is told as one of the past: was expected on
// Friday, planned for Sunday; not that it now stands: is now set for May.
func (s *sentence) wasDue(from, first int) bool {
	for i := first - 1; i >= from; i-- {
		if !plans[s.word(i)] {
			continue
		}
		for j := i - 1; j >= max(from, i-3); j-- {
			switch w := s.word(j); {
			case s.pastBe(j):
				return true
			case w == "is" || w == "are" || w == "will" || w == "has" || w == "have":
				return false
			}
		}
		return true
	}
	return false
}

// asPlanned reports whether the words behind the date at last say that it was planned.
func (s *sentence) asPlanned(last int) bool {
	return s.word(last+1) == "as" && plans[s.word(last+2)]
}

// measured reports whether the date from first to last is no event's but what
// something is counted or compared by: the highest since 1994, the year to December.
func (s *sentence) measured(first, last int) bool {
	switch s.word(first - 1) {
	case "since":
		return !s.tellsWhen(last+1) && s.superlative(first-2)
	case "to":
		return lengths[s.word(first-2)]
	case "not":
		return true
	}
	if s.word(first-2) == "not" && prepositions[s.word(first-1)] && s.word(first-1) != "until" && s.word(first-1) != "before" {
		return true // on Monday, not on Sunday
	}
	return s.isSubject(first, last)
}

var lengths = words.Set(`day days week weeks month months quarter quarters year years season weekend`)

// superlative reports whether one of the words up to i is of the highest degree.
func (s *sentence) superlative(i int) bool {
	for from := max(i-6, 1); i >= from; i-- {
		w := s.word(i)
		most := w == "first" || w == "worst" || w == "best" || w == "most" || w == "least" || len(w) >= 6 && strings.HasSuffix(w, "est") && !eventNouns[w]
		if most && !s.forms[i].acts() && (determiners[s.word(i-1)] || s.toks[i-1].Number || s.possessive(i-1)) {
			return true
		}
	}
	return false
}

// isSubject reports whether the date from first to last is itself what something is
// told of: Sunday was a long night.
func (s *sentence) isSubject(first, last int) bool {
	return (first == 0 || s.clause[first-1] != s.clause[first]) && s.pastBe(last+1) && strings.TrimSpace(s.gap(last+1)) == ""
}

// doneAhead reports whether the clause of m tells as done what has a date after the
// article's: one of the two was misread.
func (m *mention) doneAhead(first int) bool {
	s, e := m.s, m.exprs[0]
	anchor := s.art.Anchor().Time()
	if e.Coming || anchor.IsZero() || !m.when.First.After(anchor) || aimed[s.word(first-1)] || m.when.Precision != timex.Day {
		return false
	}
	v := m.mainVerb()
	if v >= m.to || s.forms[v] != verb || presents[s.word(v)] || plans[s.word(v)] {
		return false
	}
	return v == m.from || s.forms[v-1] != auxiliary || s.pastBe(v-1)
}

// aimed are prepositions before the date that something is meant for.
var aimed = words.Set(`for until till to by before from through`)

// plan sets what is planned for the date of m, from first to last, and whether it
// still is.
func (m *mention) plan(first, last int) {
	s := m.s
	m.planned = s.word(first-1) == "for" && plans[s.word(first-2)]
	due := m.planned || s.isDue(m.from, first)
	m.coming = m.coming || m.foretold() || due && s.wasDue(m.from, first) || s.reportedly(m.from, m.to)
	m.off = s.cancelsAt(m.from, first, last, due)
	if m.off || !s.negated(m.from, m.to, first) {
		m.void = m.off
		return
	}
	for i := first - 1; i > s.lastVerb(m.from, first); i-- {
		if eventNouns[s.word(i)] { // the accord does not mention the strike of last month
			m.noun, m.from, m.to = true, i, first
			return
		}
	}
	m.void = true
}

// reportedly reports whether a clause tells what somebody said would be: that shows
// no more than the plan.
func (s *sentence) reportedly(from, to int) bool {
	would := false
	for i := from; i < to; i++ {
		would = would || s.word(i) == "would"
	}
	for i := 0; would && i < len(s.toks); i++ {
		if saying[s.toks[i].Stem] && s.forms[i] == verb {
			return true
		}
	}
	return false
}

// cancelsAt reports whether the sentence tells that what was planned for the date from
// first to last will not be then: planned for Friday, was called off; no longer where
// it is planned anew.
func (s *sentence) cancelsAt(from, first, last int, due bool) bool {
	if !due && !s.asPlanned(last) {
		return false
	}
	if due && !s.wasDue(from, first) {
		return false
	}
	for i, t := range s.toks {
		if s.cancelling(i) || i > last && (t.Word == "but" || t.Word == "and") && (s.word(i+1) == "never" || s.word(i+2) == "not") {
			return true
		}
	}
	return false
}

// cancelling reports whether word i tells that something was called off or moved.
func (s *sentence) cancelling(i int) bool {
	w, before := s.word(i), s.word(i-1)
	return cancelling[s.toks[i].Stem] && s.forms[i].acts() || (w == "off" || w == "back") && (before == "called" || before == "put" || before == "pushed")
}

// cancelling are stems of verbs by which what was planned will not be.
var cancelling = stems(`cancel postpone scrap abandon suspend delay reschedule move adjourn axe defer`)
