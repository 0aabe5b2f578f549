package clause

import "strings"

// A Form is what a word is in its sentence, as far as its shape and its neighbours tell.
type Form uint8

// The forms of words.
const (
	Plain     Form = iota // no verb, as far as can be told
	Auxiliary             // is, has, will, didn't
	Verb                  // past, participle or a present in -s
	Base                  // after to or a modal
	Gerund                // in -ing
)

// Acts reports whether a word of this form tells that something happens: any verb but
// an auxiliary.
func (f Form) Acts() bool { return f >= Verb }

func (s *Sentence) formOf(i int) Form {
	t := s.Tokens[i]
	w := t.Word
	switch {
	case s.Timed[i] || t.Number || t.Upper && i > 0:
		return Plain
	case Auxiliaries[w] || Modals[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "'ll") || strings.HasSuffix(w, "'ve"):
		return Auxiliary
	case irregular[w] && !Determiners[s.Word(i-1)]:
		return Verb
	case len(w) >= 4 && strings.HasSuffix(w, "ed") && !notPast[w] && !s.adjective(i):
		return Verb
	case Presents[w] && !Determiners[s.Word(i-1)]:
		return Verb
	case len(w) >= 5 && strings.HasSuffix(w, "ing") && !Determiners[s.Word(i-1)] && !EventNouns[w]:
		return Gerund
	case !t.Stop && (!strings.HasSuffix(w, "ly") || verbsInLy[w]) && s.afterModal(i):
		return Base
	}
	return Plain
}

// adjective reports whether the participle at i stands before its noun: the
// elected president, ousted the democratically elected president.
func (s *Sentence) adjective(i int) bool {
	if i+1 >= len(s.Tokens) || strings.TrimSpace(s.Gap(i+1)) != "" || s.Timed[i+1] {
		return false
	}
	next := s.Tokens[i+1]
	if next.Stop || Prepositions[next.Word] || next.Number || strings.HasSuffix(next.Word, "ly") {
		return false
	}
	before := i - 1
	for before >= 0 && strings.HasSuffix(s.Word(before), "ly") {
		before--
	}
	if before < 0 {
		return false
	}
	w := s.Word(before)
	skipped := before < i-1
	return Determiners[w] && w != "that" || strings.HasSuffix(s.Text[s.Tokens[before].Start:s.Tokens[before].End], "'s") ||
		skipped && (Prepositions[w] || strings.HasSuffix(w, "ing"))
}

// afterModal reports whether the word at i stands after to or a modal.
func (s *Sentence) afterModal(i int) bool {
	before := i - 1
	for before >= 0 && (strings.HasSuffix(s.Word(before), "ly") || s.Word(before) == "not" || s.Word(before) == "also" || s.Word(before) == "soon") {
		before--
	}
	if before < 0 {
		return false
	}
	w := s.Word(before)
	return Modals[w] || w == "to" && !placed[s.Word(before-1)] && !(strings.HasSuffix(s.Word(i), "s") && !strings.HasSuffix(s.Word(i), "ss"))
}
