package timeline

import (
	"strings"

	"footnote/article"
	"footnote/internal/words"
)

// A sentence is a sentence of an article taken apart.
type sentence struct {
	art    *article.Article
	index  int             // in art.Sentences
	text   string          // the file's bytes
	toks   []words.Token   // offsets are bytes of text
	forms  []form          // of each token
	clause []int           // of each token, the number of its clause, from 0
	times  []article.Time  // its expressions of time
	timed  []bool          // the token lies in one of them
	lang   *words.Language // of the article
}

// A form is what a word is in its sentence, as far as its shape and its neighbours tell.
type form uint8

const (
	plain form = iota
	auxiliary
	verb // past, participle or a present in -s
	base // after to or a modal
	gerund
)

func (f form) acts() bool { return f >= verb }

// parse takes the sentence apart: forms, then clauses.
func (s *sentence) parse() {
	s.timed = make([]bool, len(s.toks))
	from := s.art.Sentences[s.index].Span.Start
	for _, e := range s.times {
		for i, t := range s.toks {
			if t.Start+from < e.End && t.End+from > e.Start {
				s.timed[i] = true
			}
		}
	}
	s.forms = make([]form, len(s.toks))
	for i := range s.toks {
		s.forms[i] = s.formOf(i)
	}
	s.cut()
}

// gap is the text between the word before i and word i.
func (s *sentence) gap(i int) string {
	switch {
	case i <= 0:
		return s.text[:s.toks[0].Start]
	case i >= len(s.toks):
		return s.text[s.toks[len(s.toks)-1].End:]
	}
	return s.text[s.toks[i-1].End:s.toks[i].Start]
}

// word is the folded word at i; empty beyond the ends.
func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.toks[i].Word
}

func (s *sentence) formOf(i int) form {
	t := s.toks[i]
	w := t.Word
	switch {
	case s.timed[i] || t.Number || t.Upper && i > 0:
		return plain
	case auxiliaries[w] || modals[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "'ll") || strings.HasSuffix(w, "'ve"):
		return auxiliary
	case irregular[w] && !determiners[s.word(i-1)]:
		return verb
	case len(w) >= 4 && strings.HasSuffix(w, "ed") && !notPast[w] && !s.adjective(i):
		return verb
	case presents[w] && !determiners[s.word(i-1)]:
		return verb
	case len(w) >= 5 && strings.HasSuffix(w, "ing") && !determiners[s.word(i-1)] && !eventNouns[w]:
		return gerund
	case !t.Stop && (!strings.HasSuffix(w, "ly") || verbsInLy[w]) && s.afterModal(i):
		return base
	}
	return plain
}

// adjective reports whether the participle at i stands before its noun: the
// elected president, ousted the democratically elected president.
func (s *sentence) adjective(i int) bool {
	if i+1 >= len(s.toks) || strings.TrimSpace(s.gap(i+1)) != "" || s.timed[i+1] {
		return false
	}
	next := s.toks[i+1]
	if next.Stop || prepositions[next.Word] || next.Number || strings.HasSuffix(next.Word, "ly") {
		return false
	}
	before := i - 1
	for before >= 0 && strings.HasSuffix(s.word(before), "ly") {
		before--
	}
	if before < 0 {
		return false
	}
	w := s.word(before)
	skipped := before < i-1
	return determiners[w] && w != "that" || strings.HasSuffix(s.text[s.toks[before].Start:s.toks[before].End], "'s") ||
		skipped && (prepositions[w] || strings.HasSuffix(w, "ing"))
}

// afterModal reports whether the word at i stands after to or a modal.
func (s *sentence) afterModal(i int) bool {
	before := i - 1
	for before >= 0 && (strings.HasSuffix(s.word(before), "ly") || s.word(before) == "not" || s.word(before) == "also" || s.word(before) == "soon") {
		before--
	}
	if before < 0 {
		return false
	}
	w := s.word(before)
	return modals[w] || w == "to" && !placed[s.word(before-1)] && !(strings.HasSuffix(s.word(i), "s") && !strings.HasSuffix(s.word(i), "ss"))
}

// cut numbers the clauses.
func (s *sentence) cut() {
	starts := []int{0}
	for i := 1; i < len(s.toks); i++ {
		if s.begins(i, starts[len(starts)-1]) {
			starts = append(starts, i)
		}
	}
	starts = s.joined(starts)
	s.clause = make([]int, len(s.toks))
	for n, from := range starts {
		for i := from; i < len(s.toks); i++ {
			s.clause[i] = n
		}
	}
}

// joined leaves out the beginnings of clauses that have no verb: these belong to
// the clause before, and one at the beginning to the next.
func (s *sentence) joined(starts []int) []int {
	kept := []int{0}
	acted := false // the clause that is kept last has a verb
	for n, from := range starts {
		to := len(s.toks)
		if n+1 < len(starts) {
			to = starts[n+1]
		}
		has := s.hasVerb(from, to)
		if n > 0 && has && acted {
			kept = append(kept, from)
		}
		acted = acted || has
	}
	return kept
}

func (s *sentence) hasVerb(from, to int) bool {
	for i := from; i < to && i < len(s.toks); i++ {
		if s.forms[i] != plain {
			return true
		}
	}
	return false
}

// begins reports whether a clause begins at i; the one before began at from.
func (s *sentence) begins(i, from int) bool {
	gap, w := s.gap(i), s.word(i)
	comma := strings.Contains(gap, ",")
	switch {
	case strings.ContainsAny(gap, ";:—–()") || comma && strings.ContainsAny(gap, "\"“”"):
		return true
	case s.timed[i]:
		return false
	case w == "that" && !comma && !s.complement(i):
		return false
	case subordinators[w]:
		return s.verbAhead(i+1, 12) && !(w == "as" && (s.word(i-1) == "well" || s.word(i-1) == "such" || s.word(i-1) == "known" || s.forms[min(i+1, len(s.toks)-1)] != plain))
	case coordinates[w] && comma:
		return s.verbAhead(i+1, 12)
	case coordinates[w]:
		return s.secondVerb(i)
	case comma && (w == "according" || s.saysAhead(i)) && s.hasVerb(from, i):
		return true
	case s.forms[i] == auxiliary && s.forms[i-1] == plain && relatives[s.word(from)] && !s.hasVerb(0, from):
		return i > from+1 && s.hasVerb(from, i) && !pronouns[s.word(i-1)] // the crane that killed two | had been inspected
	case comma && i > from && !s.hasVerb(from, i) && (s.forms[i] == verb || w == "to" && i+1 < len(s.toks) && s.forms[i+1] != plain):
		return true // the suspect, arrested on Tuesday, …
	case comma && (relatives[s.word(from)] || from > 0 && (s.forms[from] == verb || s.word(from) == "to")): // the main clause goes on
		return s.forms[i] == verb || s.forms[i] == auxiliary
	case comma && subordinators[s.word(from)] && s.hasVerb(from, i): // its clause comes first
		return s.verbAhead(i, 12)
	}
	return i > 0 && s.forms[i-1] == verb && saying[s.toks[i-1].Stem] && !comma && s.subjectAhead(i)
}

// complement reports whether "that" at i begins a clause rather than points.
func (s *sentence) complement(i int) bool {
	if i+1 >= len(s.toks) {
		return false
	}
	next := s.toks[i+1]
	if i > 0 && saying[s.toks[i-1].Stem] || next.Stop || next.Upper || next.Number {
		return true
	}
	return s.forms[i+1] != plain || i > 0 && s.forms[i-1] == plain && !s.toks[i-1].Stop
}

// verbAhead reports whether a verb follows within n words, before a comma or stronger mark.
func (s *sentence) verbAhead(i, n int) bool {
	for j := i; j < len(s.toks) && j < i+n; j++ {
		if j > i && strings.ContainsAny(s.gap(j), ",;:—–()") {
			return false
		}
		if s.forms[j] != plain {
			return true
		}
	}
	return false
}

// secondVerb reports whether the conjunction at i goes on with a verb, or with
// subject and verb.
func (s *sentence) secondVerb(i int) bool {
	if i+1 >= len(s.toks) {
		return false
	}
	if s.forms[i+1] == verb || s.forms[i+1] == auxiliary {
		return true
	}
	next := s.toks[i+1]
	return (determiners[next.Word] || pronouns[next.Word]) && s.subjectAhead(i+1)
}

// saysAhead reports whether a subject and its verb of saying begin at i: …, officials said.
func (s *sentence) saysAhead(i int) bool {
	if !s.subjectAhead(i) {
		return false
	}
	for s.forms[i] == plain {
		i++
	}
	stem := s.toks[i].Stem
	return s.forms[i] == verb && (saying[stem] || finding[stem])
}

// subjectAhead reports whether a subject and its finite verb begin at i.
func (s *sentence) subjectAhead(i int) bool {
	if s.forms[i] != plain || s.timed[i] || prepositions[s.word(i)] {
		return false
	}
	for j := i + 1; j < len(s.toks) && j < i+8; j++ {
		switch {
		case strings.ContainsAny(s.gap(j), ",;:—–()"):
			return false
		case s.forms[j] == verb || s.forms[j] == auxiliary:
			return true
		}
	}
	return false
}
