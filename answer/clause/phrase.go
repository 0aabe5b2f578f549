package clause

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// NounEnd is where the noun phrase ends whose noun begins at i, with what in, of, on,
// at and against add to it: i itself where none begins there.
func (s *Sentence) NounEnd(i int) int {
	for n := 0; i < len(s.Tokens) && n < 8; i, n = i+1, n+1 {
		w := s.Word(i)
		joint := w == "in" || w == "of" || w == "on" || w == "at" || w == "against" || Determiners[w] && n > 0
		switch {
		case n > 0 && strings.TrimSpace(s.Gap(i)) != "" || strings.Contains(s.Gap(i), ","):
			return i
		case s.Forms[i] != Plain && s.Forms[i] != Base || s.Tokens[i].Stop && !joint || Prepositions[w] && !joint:
			return i
		}
	}
	return i
}

// Opens reports whether the phrase at i, or with its determiner before i, is the first
// of its clause.
func (s *Sentence) Opens(i int) bool {
	if i > 0 && Determiners[s.Word(i-1)] {
		i--
	}
	return i == 0 || s.Clauses[i] != s.Clauses[i-1]
}

// Possessive reports whether token i bears a possessive ending, or one follows it, and
// the word that it belongs to comes next.
func (s *Sentence) Possessive(i int) bool {
	raw := strings.ReplaceAll(s.Text[s.Tokens[i].Start:s.Tokens[i].End], "’", "'")
	gap := strings.ReplaceAll(s.Gap(i+1), "’", "'")
	return (strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "s'") || strings.HasPrefix(gap, "'")) && i+1 < len(s.Tokens) && strings.TrimLeft(gap, "'s ") == ""
}

// Labels reports whether the number at i names the noun before it: place 238, Flight 9.
func (s *Sentence) Labels(i int) bool {
	if i == 0 || !s.Tokens[i].Number || s.Timed[i-1] || strings.TrimSpace(s.Gap(i)) != "" {
		return false
	}
	before := s.Tokens[i-1]
	if before.Stop || before.Number || s.Forms[i-1] != Plain || Prepositions[before.Word] {
		return false
	}
	return i+1 == len(s.Tokens) || s.Tokens[i+1].Stop || s.Forms[i+1] != Plain || strings.TrimSpace(s.Gap(i+1)) != ""
}

// Placed reports whether the name at i is of a place that the stretch that begins at
// from is set in: in Velmare, the port of Velmare.
func (s *Sentence) Placed(i, from int) bool {
	for i--; i > from && s.Tokens[i].Upper && !s.Timed[i]; i-- {
	}
	switch s.Word(i) {
	case "in", "at", "near", "outside":
		return true
	case "of", "to":
		return sites[s.Word(i-1)]
	}
	return false
}

// Persons are the last tokens of the names of two or three words from from to to,
// unless one of the words tells that it is a body's, a thing's or a place's.
func (s *Sentence) Persons(from, to int) []int {
	var last []int
	for i := from; i < to; {
		n := 0
		body := false
		for i+n < to && s.Tokens[i+n].Upper && !s.Timed[i+n] && (n == 0 || strings.TrimSpace(s.Gap(i+n)) == "") {
			body = body || bodies[s.Word(i+n)] || s.Tokens[i+n].Stop || words.Country(s.Tokens[i+n].Stem)
			n++
		}
		if (n == 2 || n == 3) && !body {
			last = append(last, i+n-1)
		}
		i += max(n, 1)
	}
	return last
}

// EventIn reports whether a word from from to to, outside the expressions of time,
// names an event.
func (s *Sentence) EventIn(from, to int) bool {
	for i := from; i < to; i++ {
		if EventNouns[s.Word(i)] && !s.Timed[i] {
			return true
		}
	}
	return false
}

// Supposed reports whether the clause from from to to only supposes what it tells: if
// he goes on Monday, had the dam broken in January.
func (s *Sentence) Supposed(from, to int) bool {
	for i := max(from-1, 0); i < to && i <= from+1; i++ {
		if w := s.Word(i); w == "if" || w == "unless" || w == "whether" {
			return true
		}
	}
	for i := from; i+1 < to; i++ {
		if s.Word(i) == "would" && s.Word(i+1) == "have" {
			return true
		}
	}
	return s.Word(0) == "had" && slices.ContainsFunc(s.Tokens, func(t words.Token) bool { return t.Word == "would" })
}

// MightHave reports whether the clause from from to to tells what might or should have been.
func (s *Sentence) MightHave(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if mights[s.Word(i)] && (s.Word(i+1) == "have" || s.Word(i+1) == "not" && s.Word(i+2) == "have") {
			return true
		}
	}
	return false
}

var mights = words.Set(`would could should might may ought`)
