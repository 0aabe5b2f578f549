package timeline

import (
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/internal/timex"
	"footnote/internal/words"
)

// What a sentence tells of a date is not always that something happened then: it
// may deny it, only suppose it, plan it or call it off, or only measure by it.

// unreal reports whether the clause from from to to tells that something did not
// happen, or only that it might have, or what somebody denies; first is where its
// date begins. What did not happen until a date happened then.
func (s *sentence) unreal(from, to, first int) bool {
	return s.Supposed(from, to) || s.MightHave(from, to) || s.denied(from, first) || s.superseded(from, first)
}

// negated reports whether the clause from from to to tells that something did not
// happen; first is where its date begins.
func (s *sentence) negated(from, to, first int) bool {
	if w := s.Word(first - 1); w == "until" || w == "since" || w == "before" && s.Tokens[first].Number {
		return slices.ContainsFunc(s.Tokens[from:first], func(t words.Token) bool { return t.Word == "nothing" })
	}
	for i := from; i < to; i++ {
		w := s.Word(i)
		switch {
		case nobody[w] && s.HasVerb(i+1, to) && !s.HasVerb(from, i):
			return true // no shots were fired
		case strings.HasSuffix(w, "n't") || (w == "not" || w == "never") && s.Forms[max(i-1, 0)] == clause.Auxiliary:
			if next := s.Word(i + 1); next != "only" && next != "just" && next != "yet" && !s.otherVerb(i, first) && !s.untilAfter(i, first) {
				return true
			}
		case w == "never" && i+1 < to && s.Forms[i+1].Acts() && first > i:
			return true
		}
	}
	return false
}

// untilAfter reports whether what the not at i denies came to be before the date at
// first: did not hear of it until after the fall of May.
func (s *sentence) untilAfter(i, first int) bool {
	return i < first && slices.ContainsFunc(s.Tokens[i:first], func(t words.Token) bool { return t.Word == "until" })
}

// nobody are subjects of which nothing is told to have happened.
var nobody = words.Set(`no nobody none nothing neither`)

// otherVerb reports whether between the not at i and a date at first another clause
// begins.
func (s *sentence) otherVerb(i, first int) bool {
	return first > i && s.Clauses[i] != s.Clauses[first]
}

// denied reports whether the clause at from is what somebody denies, or what is said
// to be false: denied that he resigned on Monday, rumours that the king died are false.
func (s *sentence) denied(from, first int) bool {
	for i := 0; i+1 < first; i++ {
		if !denying[s.Tokens[i].Stem] {
			continue
		}
		that := s.Word(i+1) == "that"
		if i >= from && (that && i+1 < first || s.Forms[i].Acts() && s.Forms[i+1] == clause.Gerund) {
			return true // rumours that the king died, denied having been there
		}
		if i < from && (that || s.Forms[i].Acts()) && (i+1 == from || s.Clauses[i]+1 == s.Clauses[from]) {
			return true
		}
	}
	if from == 0 {
		return s.forged(from, first)
	}
	return (s.Word(from) == "that" || s.Word(from-1) == "that") && s.forged(0, len(s.Tokens))
}

// denying are stems of words by which somebody says that something is not so.
var denying = clause.Stems(`deny disprove refute debunk dispute rumour rumor hoax`)

// forged reports whether words from from to to say that something told is not so.
func (s *sentence) forged(from, to int) bool {
	for i := from; i < to; i++ {
		switch w := s.Word(i); {
		case w == "false" || w == "untrue" || w == "baseless" || w == "unfounded" || w == "fabricated" || w == "hoax":
			if to == len(s.Tokens) || s.Forms[i] == clause.Plain && i+1 < to && claims[s.Tokens[i+1].Stem] {
				return true
			}
		case wrongly[w] && i+1 < to && clause.Saying[s.Tokens[i+1].Stem], w == "no" && (s.Word(i+1) == "evidence" || s.Word(i+1) == "truth" || s.Word(i+1) == "sign"):
			return true
		}
	}
	return false
}

var (
	wrongly = words.Set(`falsely wrongly mistakenly erroneously incorrectly`)
	claims  = clause.Stems(`claim rumour rumor report story allegation`)
)

// superseded reports whether the date at first is one that was first said or set, and
// is no longer so: had first said the vote would be on 3 June, originally set for May.
func (s *sentence) superseded(from, first int) bool {
	for i := 0; i+1 < first; i++ {
		if !atFirst[s.Word(i)] || !s.Forms[i+1].Acts() {
			continue
		}
		stem := s.Tokens[i+1].Stem
		if plans[s.Word(i+1)] && i >= from-1 {
			return true
		}
		if clause.Saying[stem] && s.Clauses[i+1]+1 >= s.Clauses[first] && slices.ContainsFunc(s.Tokens, func(t words.Token) bool { return t.Word == "but" || t.Word == "later" }) {
			for _, t := range s.Tokens[i+1 : first] {
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
		w := s.Word(i)
		switch {
		case plans[w] && (i+1 == first || clause.Prepositions[s.Word(i+1)]):
			return true
		case s.Forms[i] == clause.Verb:
			return false
		}
	}
	return false
}

// wasDue reports whether that plan is told as one of the past: was expected on
// Friday, planned for Sunday; not that it now stands: is now set for May.
func (s *sentence) wasDue(from, first int) bool {
	for i := first - 1; i >= from; i-- {
		if !plans[s.Word(i)] {
			continue
		}
		for j := i - 1; j >= max(from, i-3); j-- {
			switch w := s.Word(j); {
			case s.PastBe(j):
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
	return s.Word(last+1) == "as" && plans[s.Word(last+2)]
}

// measured reports whether the date from first to last is no event's but what
// something is counted or compared by: the highest since 1994, the year to December.
func (s *sentence) measured(first, last int) bool {
	switch s.Word(first - 1) {
	case "since":
		return !s.tellsWhen(last+1) && s.superlative(first-2)
	case "to":
		return lengths[s.Word(first-2)]
	case "not":
		return true
	}
	if s.Word(first-2) == "not" && clause.Prepositions[s.Word(first-1)] && s.Word(first-1) != "until" && s.Word(first-1) != "before" {
		return true // on Monday, not on Sunday
	}
	return s.isSubject(first, last)
}

var lengths = words.Set(`day days week weeks month months quarter quarters year years season weekend`)

// superlative reports whether one of the words up to i is of the highest degree.
func (s *sentence) superlative(i int) bool {
	for from := max(i-6, 1); i >= from; i-- {
		w := s.Word(i)
		most := w == "first" || w == "worst" || w == "best" || w == "most" || w == "least" || len(w) >= 6 && strings.HasSuffix(w, "est") && !clause.EventNouns[w]
		if most && !s.Forms[i].Acts() && (clause.Determiners[s.Word(i-1)] || s.Tokens[i-1].Number || s.Possessive(i-1)) {
			return true
		}
	}
	return false
}

// isSubject reports whether the date from first to last is itself what something is
// told of: Sunday was a long night.
func (s *sentence) isSubject(first, last int) bool {
	return (first == 0 || s.Clauses[first-1] != s.Clauses[first]) && s.PastBe(last+1) && strings.TrimSpace(s.Gap(last+1)) == ""
}

// doneAhead reports whether the clause of m tells as done what has a date after the
// article's: one of the two was misread.
func (m *mention) doneAhead(first int) bool {
	s, e := m.s, m.exprs[0]
	anchor := s.Article.Anchor().Time()
	if e.Coming || anchor.IsZero() || !m.when.First.After(anchor) || aimed[s.Word(first-1)] || m.when.Precision != timex.Day {
		return false
	}
	v := s.FirstVerb(m.from, m.to)
	if v >= m.to || s.Forms[v] != clause.Verb || clause.Presents[s.Word(v)] || plans[s.Word(v)] {
		return false
	}
	return v == m.from || s.Forms[v-1] != clause.Auxiliary || s.PastBe(v-1)
}

// aimed are prepositions before the date that something is meant for.
var aimed = words.Set(`for until till to by before from through`)

// plan sets what is planned for the date of m, from first to last, and whether it
// still is.
func (m *mention) plan(first, last int) {
	s := m.s
	m.planned = s.Word(first-1) == "for" && plans[s.Word(first-2)]
	due := m.planned || s.isDue(m.from, first)
	m.coming = m.coming || m.foretold() || due && s.wasDue(m.from, first) || s.reportedly(m.from, m.to)
	m.off = s.cancelsAt(m.from, first, last, due)
	if m.off || !s.negated(m.from, m.to, first) {
		m.void = m.off
		return
	}
	for i := first - 1; i > s.LastVerb(m.from, first); i-- {
		if clause.EventNouns[s.Word(i)] { // the accord does not mention the strike of last month
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
		would = would || s.Word(i) == "would"
	}
	for i := 0; would && i < len(s.Tokens); i++ {
		if clause.Saying[s.Tokens[i].Stem] && s.Forms[i] == clause.Verb {
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
	for i, t := range s.Tokens {
		if s.cancelling(i) || i > last && (t.Word == "but" || t.Word == "and") && (s.Word(i+1) == "never" || s.Word(i+2) == "not") {
			return true
		}
	}
	return false
}

// cancelling reports whether word i tells that something was called off or moved.
func (s *sentence) cancelling(i int) bool {
	w, before := s.Word(i), s.Word(i-1)
	return cancelling[s.Tokens[i].Stem] && s.Forms[i].Acts() || (w == "off" || w == "back") && (before == "called" || before == "put" || before == "pushed")
}

// cancelling are stems of verbs by which what was planned will not be.
var cancelling = clause.Stems(`cancel postpone scrap abandon suspend delay reschedule move adjourn axe defer`)
