package clause

import "strings"

// cut numbers the clauses.
func (s *Sentence) cut() {
	starts := []int{0}
	for i := 1; i < len(s.Tokens); i++ {
		if s.begins(i, starts[len(starts)-1]) {
			starts = append(starts, i)
		}
	}
	starts = s.joined(starts)
	s.Clauses = make([]int, len(s.Tokens))
	for n, from := range starts {
		for i := from; i < len(s.Tokens); i++ {
			s.Clauses[i] = n
		}
	}
}

// joined leaves out the beginnings of clauses that have no verb: these belong to
// the clause before, and one at the beginning to the next.
func (s *Sentence) joined(starts []int) []int {
	kept := []int{0}
	acted := false // the clause that is kept last has a verb
	for n, from := range starts {
		to := len(s.Tokens)
		if n+1 < len(starts) {
			to = starts[n+1]
		}
		has := s.HasVerb(from, to)
		if n > 0 && has && acted {
			kept = append(kept, from)
		}
		acted = acted || has
	}
	return kept
}

// begins reports whether a clause begins at i; the one before began at from.
func (s *Sentence) begins(i, from int) bool {
	gap, w := s.Gap(i), s.Word(i)
	comma := strings.Contains(gap, ",")
	switch {
	case strings.ContainsAny(gap, ";:—–()") || comma && strings.ContainsAny(gap, "\"“”"):
		return true
	case s.Timed[i]:
		return false
	case w == "that" && !comma && !s.complement(i):
		return false
	case Subordinators[w]:
		return s.verbAhead(i+1, 12) && !(w == "as" && (s.Word(i-1) == "well" || s.Word(i-1) == "such" || s.Word(i-1) == "known" || s.Forms[min(i+1, len(s.Tokens)-1)] != Plain))
	case coordinates[w] && comma:
		return s.verbAhead(i+1, 12)
	case coordinates[w]:
		return s.secondVerb(i)
	case comma && (w == "according" || s.saysAhead(i)) && s.HasVerb(from, i):
		return true
	case s.Forms[i] == Auxiliary && s.Forms[i-1] == Plain && Relatives[s.Word(from)] && !s.HasVerb(0, from):
		return i > from+1 && s.HasVerb(from, i) && !Pronouns[s.Word(i-1)] // the crane that killed two | had been inspected
	case comma && i > from && !s.HasVerb(from, i) && (s.Forms[i] == Verb || w == "to" && i+1 < len(s.Tokens) && s.Forms[i+1] != Plain):
		return true // the suspect, arrested on Tuesday, …
	case comma && (Relatives[s.Word(from)] || from > 0 && (s.Forms[from] == Verb || s.Word(from) == "to")): // the main clause goes on
		return s.Forms[i] == Verb || s.Forms[i] == Auxiliary
	case comma && Subordinators[s.Word(from)] && s.HasVerb(from, i): // its clause comes first
		return s.verbAhead(i, 12)
	}
	return i > 0 && s.Forms[i-1] == Verb && Saying[s.Tokens[i-1].Stem] && !comma && s.subjectAhead(i)
}

// complement reports whether "that" at i begins a clause rather than points.
func (s *Sentence) complement(i int) bool {
	if i+1 >= len(s.Tokens) {
		return false
	}
	next := s.Tokens[i+1]
	if i > 0 && Saying[s.Tokens[i-1].Stem] || next.Stop || next.Upper || next.Number {
		return true
	}
	return s.Forms[i+1] != Plain || i > 0 && s.Forms[i-1] == Plain && !s.Tokens[i-1].Stop
}

// verbAhead reports whether a verb follows within n words, before a comma or stronger mark.
func (s *Sentence) verbAhead(i, n int) bool {
	for j := i; j < len(s.Tokens) && j < i+n; j++ {
		if j > i && strings.ContainsAny(s.Gap(j), ",;:—–()") {
			return false
		}
		if s.Forms[j] != Plain {
			return true
		}
	}
	return false
}

// secondVerb reports whether the conjunction at i goes on with a verb, or with
// subject and verb.
func (s *Sentence) secondVerb(i int) bool {
	if i+1 >= len(s.Tokens) {
		return false
	}
	if s.Forms[i+1] == Verb || s.Forms[i+1] == Auxiliary {
		return true
	}
	next := s.Tokens[i+1]
	return (Determiners[next.Word] || Pronouns[next.Word]) && s.subjectAhead(i+1)
}

// saysAhead reports whether a subject and its verb of saying begin at i: …, officials said.
func (s *Sentence) saysAhead(i int) bool {
	if !s.subjectAhead(i) {
		return false
	}
	for s.Forms[i] == Plain {
		i++
	}
	stem := s.Tokens[i].Stem
	return s.Forms[i] == Verb && (Saying[stem] || Finding[stem])
}

// subjectAhead reports whether a subject and its finite verb begin at i.
func (s *Sentence) subjectAhead(i int) bool {
	if s.Forms[i] != Plain || s.Timed[i] || Prepositions[s.Word(i)] {
		return false
	}
	for j := i + 1; j < len(s.Tokens) && j < i+8; j++ {
		switch {
		case strings.ContainsAny(s.Gap(j), ",;:—–()"):
			return false
		case s.Forms[j] == Verb || s.Forms[j] == Auxiliary:
			return true
		}
	}
	return false
}
