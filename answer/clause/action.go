package clause

import (
	"slices"

	"footnote/internal/words"
)

// An Action is the first verb of a stretch of tokens, and what order and passive tell
// of who did it and to whom it was done.
type Action struct {
	From, To int  // the stretch
	Verb     int  // the token of its first verb; To where it has none
	Passive  bool // the verb is a passive: was killed
	By       bool // and the stretch has a by behind it
}

// Action is that of the tokens from from to to.
func (s *Sentence) Action(from, to int) Action {
	verb := s.FirstVerb(from, to)
	a := Action{From: from, To: to, Verb: verb}
	a.Passive = verb > from && verb < to && s.Forms[verb] != Gerund && Being[s.Word(verb-1)]
	a.By = a.Passive && slices.ContainsFunc(s.Tokens[verb:to], func(t words.Token) bool { return t.Word == "by" })
	return a
}

// Doer reports whether a name at i is of who did it.
func (a Action) Doer(i int) bool { return !a.DoneTo(i) && (i < a.Verb || a.By) }

// DoneTo reports whether a name at i is of whom it was done to.
func (a Action) DoneTo(i int) bool { return i < a.Verb && a.Passive || i > a.Verb && !a.Passive }

// atVerb is how many words a name may stand from the verb to be surely what acts or is
// acted on.
const atVerb = 3

// Near reports whether token i stands so near to the verb that Doer and DoneTo are
// likely to be right.
func (a Action) Near(i int) bool { return i-a.Verb <= atVerb && a.Verb-i <= atVerb }

// Acting reports whether a name at i, where it is near, is the verb's subject in
// meaning; one that is not is its object.
func (a Action) Acting(i int) bool { return (i < a.Verb) != a.Passive }

// HasVerb reports whether a token from from to to, auxiliaries among them, is a verb.
func (s *Sentence) HasVerb(from, to int) bool {
	for i := from; i < to && i < len(s.Tokens); i++ {
		if s.Forms[i] != Plain {
			return true
		}
	}
	return false
}

// FirstVerb is the first token from from to to that acts; to where none does.
func (s *Sentence) FirstVerb(from, to int) int {
	for i := from; i < to; i++ {
		if s.Forms[i].Acts() {
			return i
		}
	}
	return to
}

// LastVerb is the last token behind from and before to that acts; from where none does.
func (s *Sentence) LastVerb(from, to int) int {
	for i := to - 1; i > from; i-- {
		if s.Forms[i].Acts() {
			return i
		}
	}
	return from
}

// PastBe reports whether the word at i is was, were, had or been.
func (s *Sentence) PastBe(i int) bool {
	w := s.Word(i)
	return w == "was" || w == "were" || w == "had" || w == "been"
}

// SaysOnly reports whether the only verbs from from to to, light ones aside, are those
// of saying. Somebody who was warned is told of himself.
func (s *Sentence) SaysOnly(from, to int) bool {
	said := false
	for i := from; i < to; i++ {
		switch {
		case !s.Forms[i].Acts():
		case s.Forms[i] == Base || s.Word(i) == "warned" && s.PastBe(i-1):
			return false
		case Saying[s.Tokens[i].Stem]:
			said = true
		case !LightVerbs[s.Tokens[i].Stem]:
			return false
		}
	}
	return said
}
