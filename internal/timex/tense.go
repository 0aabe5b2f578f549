package timex

import "strings"

// tense reads from the verbs around a finding where its clause places what it
// tells: the verb before it in its clause, then the verb behind it, then any
// before it.
func (p *parser) tense(f finding) tense {
	if f.meaning.kind == lasting || f.meaning.kind == repeated {
		return unsaid
	}
	t, sure := p.beside(f)
	if !sure {
		t = p.around(f)
	}
	if t == ahead && p.fellThrough(f.end) {
		return gone
	}
	return t
}

// fellThrough reports whether what was planned for the finding that ends at i has
// already failed to happen: was due on Monday but did not come.
func (p *parser) fellThrough(i int) bool {
	if p.word(i) == "," {
		i++
	}
	if p.word(i) != "but" {
		return false
	}
	if p.lex(i+1) == &unknown && pronouns[p.word(i+1)] {
		i++
	}
	return p.word(i+1) == "never" || p.verb(i+1) == gone && !p.among(i+1, "was", "were", "has", "have", "had", "said")
}

// around reads the tense from the verbs of the clause around a finding.
func (p *parser) around(f finding) tense {
	low, high := max(f.first-reach, 0), min(f.end+reach, len(p.toks))
	i := f.first - 1
	for ; i >= low && !p.breaks(i); i-- {
		if t := p.verb(i); t != unsaid {
			return t
		}
	}
	if p.verb(f.end) == gone || p.lex(f.end).part != "" && p.verb(f.end+1) == gone {
		return gone // street marches on Sunday drew thousands
	}
	if p.presents(i+1, f.first) {
		return ahead
	}
	j := f.end
	for ; j < high && !p.subordinates(j); j++ {
		if t := p.verb(j); t != unsaid {
			return t
		}
	}
	if p.presents(f.end, j) {
		return ahead
	}
	for ; i >= low && p.word(i) != ";"; i-- {
		if t := p.verb(i); t != unsaid {
			return t
		}
	}
	if p.word(f.first-1) == "by" || p.infinitive(f) {
		return ahead // as in a headline: Ministers to meet on Monday
	}
	return unsaid
}

// reach bounds the tokens on each side of a finding in which its verb is looked for.
const reach = 60

// infinitive reports whether "to" and a verb stand before the finding.
func (p *parser) infinitive(f finding) bool {
	for i := f.first - 1; i > max(f.first-reach, 0); i-- {
		if p.word(i) == "to" && !p.at(i+1).upper && p.at(i+1).num < 0 && !functionWords[p.word(i+1)] {
			return true
		}
	}
	return false
}

// subordinates reports whether a clause of its own begins at token i.
func (p *parser) subordinates(i int) bool {
	return p.among(i, ";", "that", "which", "who", "whether", "if", "because", "when", "after", "before", "although", "while")
}

// breaks reports whether a clause ends at token i.
func (p *parser) breaks(i int) bool {
	switch p.word(i) {
	case ";", ":", ",", "\"", "“", "”", "(", "which", "who", "that", "but", "while", "although":
		return true
	}
	return false
}

// verb reads the tense of the verb at token i.
func (p *parser) verb(i int) tense {
	w := p.word(i)
	switch {
	case futureWords[w] && !p.among(i+1, "have"), strings.HasSuffix(w, "'ll"),
		w == "go" && p.holds(i+1, []string{"to", "the", "polls"}),
		w == "likely" && p.among(i-1, "is", "are", "was", "were", "looks", "more", "most"):
		return ahead
	case w == "to" && leadsAhead[p.word(i-1)] && p.at(i+1).num < 0 && !p.at(i+1).upper && p.word(i+1) != "have":
		return ahead
	case w == "due" && p.word(i+1) == "to" && !p.among(i-1, "is", "are", "was", "were", "be", "been"):
		return unsaid // delayed due to fog
	case plainForms[w] && (modals[p.word(i-1)] || modals[p.word(i-2)]):
		return unsaid // would cut: the modal says it
	case w == "to" && p.among(i-1, "was", "were") && !p.among(i+1, "blame", "have") && p.at(i+1).num < 0 && !p.at(i+1).upper:
		return ahead // were to resume
	case w == "for" && p.among(i-1, "called", "calls", "calling", "call") && p.gathers(i+1):
		return ahead
	case (w == "ruled" || w == "rules") && p.word(i+1) == "out":
		return ahead
	case w == "due" && p.among(i+1, "out", "in", "on", "by", "back"):
		return ahead
	case scheduling[w] && (p.among(i-1, "is", "are", "be", "now", "not", "was", "were", "widely", "still", "also") && !p.among(i-2, "has", "have", "had") || p.among(i+1, "to", "for")):
		return ahead
	case programmes[w] && p.dated(i+1) && (strings.HasSuffix(p.word(i-1), "s") || p.word(i-1) == "and") && p.word(i-1) != "'s":
		return ahead
	case w == "could" && !p.among(i+1, "not", "have"):
		return ahead
	case w == "may" && !p.at(i).upper && p.at(i+1).num < 0 && p.word(i+1) != "have":
		return ahead
	case (w == "has" || w == "have") && !p.among(i+1, "to", "a", "the", "no"):
		return gone
	case p.among(i-1, "be", "is", "are", "being") || p.among(i-2, "be", "is", "are"):
		return unsaid // a participle: the verb stands before it
	case p.word(i-1) == "to":
		return unsaid // hit, cut and put are also what is still to be done
	case pastWords[w], len(w) > 4 && strings.HasSuffix(w, "ed") && !nonVerbs[w] && !p.at(i).upper:
		return gone
	}
	return unsaid
}
