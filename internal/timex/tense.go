package timex

import "strings"

// tense reads from the verbs around a finding where its clause places what it
// tells: the verb before it in its clause, then the verb behind it, then any
// before it.
func (p *parser) tense(f finding) tense {
	if f.meaning.kind == lasting || f.meaning.kind == repeated {
		return unsaid
	}
	if m := &f.meaning; m.kind == calendar && (m.day > 0 || m.weekday > 0) && p.among(f.first-1, "until", "till") {
		return ahead
	}
	switch {
	case p.word(f.end) == "ended":
		return gone
	case f.meaning.month > 0 && f.meaning.day == 0 && p.among(f.end, "contract", "contracts", "delivery", "futures"):
		return ahead
	case f.meaning.isDay() && (p.among(f.first-1, "is", "are", "be") || p.word(f.first-1) == "on" && p.among(f.first-2, "is", "are", "be")):
		return ahead
	}
	low, high := max(f.first-reach, 0), min(f.end+reach, len(p.toks))
	i := f.first - 1
	for ; i >= low && !p.breaks(i); i-- {
		if t := p.verb(i); t != unsaid {
			return t
		}
	}
	for j := f.end; j < high && !p.subordinates(j); j++ {
		if t := p.verb(j); t != unsaid {
			return t
		}
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
	case futureWords[w] && !p.among(i+1, "have"), strings.HasSuffix(w, "'ll"):
		return ahead
	case w == "to" && leadsAhead[p.word(i-1)] && p.at(i+1).num < 0 && !p.at(i+1).upper && p.word(i+1) != "have":
		return ahead
	case w == "due" && p.word(i+1) == "to" && !p.among(i-1, "is", "are", "was", "were", "be"):
		return unsaid // delayed due to fog
	case w == "due" && p.among(i+1, "out", "in", "on", "by", "back"):
		return ahead
	case scheduling[w] && (p.among(i-1, "is", "are", "be", "now") || p.among(i+1, "to", "for")):
		return ahead
	case w == "go" && p.holds(i+1, []string{"to", "the", "polls"}):
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

// futureWords place their clause ahead. The present of what a programme says
// (opens, ends) does so too.
var futureWords = wordSet(`will won't shall must should would might intends expects upcoming
	begins starts opens ends closes expires resumes kicks retires meets reopens returns arrives leaves plays hosts faces travels
	visits launches votes convenes goes takes`)

// programmes are verbs whose present tense, before a date, looks ahead: talks resume
// on Monday.
var programmes = wordSet(`end begin start open resume reopen meet close return go vote expire`)

// dated reports whether a date may begin at token i.
func (p *parser) dated(i int) bool {
	return p.among(i, "on", "in", "at", "today", "next", "this", "tomorrow") || p.lex(i).weekday > 0 || p.lex(i).month > 0
}

// leadsAhead are the words between which and a verb stands a "to" that looks ahead.
var leadsAhead = wordSet(`expected scheduled set planned slated plans planning plan agreed agrees vowed vows pledged promised likely
	going about wants want hopes hope hoped hoping intends intend ready poised bound preparing threatened threatens is are
	supposed ordered invited tipped unlikely expects expect promises aims aiming needs need have has`)

// scheduling are participles of what is still to come.
var scheduling = wordSet(`expected scheduled due set planned slated supposed bound tipped`)

var pastWords = wordSet(`was were had did said told took made came went got gave found left held led began became brought bought built
	fell felt fought heard kept knew lost met paid ran rose sat saw sent shot sold spent spoke stood struck taught thought won wrote
	withdrew grew drew flew drove broke chose died been wasn't weren't hadn't didn't ate awoke beat bore bet blew bred burst caught
	clung crept dealt dug drank fed fled flung forgot froze hid hung laid leapt lent lay lit meant overcame overtook quit rang read rode
	sang sank sought shook shone shrank slept slid spun split sprang stole stuck stung swam swept swore swung threw understood upheld
	woke wore wound hit cut put hurt shut undertook tore`)

var nonVerbs = wordSet(`united hundred indeed speed breed exceed proceed succeed limited need armed unprecedented`)
