package timex

import "strings"

// futureWords place their clause ahead. The present of what a programme says
// (opens, ends) does so too.
var futureWords = wordSet(`will won't shall must should would might intends expects upcoming
	looms loom looming begins starts opens ends closes expires resumes kicks retires meets reopens returns arrives leaves plays hosts faces travels
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
	woke wore wound hit cut put hurt shut undertook tore burnt learnt spelt spilt dreamt leant`)

var nonVerbs = wordSet(`united hundred indeed speed breed exceed proceed succeed limited need armed unprecedented`)

// plainForms are past forms that are also what stands behind a modal.
var plainForms = wordSet(`cut put hit hurt shut set bet burst let spread cost read`)

var modals = wordSet(`will would shall should can could may might must to won't wouldn't`)

// gatherings are what people call for on a day to come.
var gatherings = wordSet(`march marches strike strikes protest protests rally rallies demonstration demonstrations vote election elections
	referendum meeting boycott session walkout summit`)

// gathers reports whether the words from i name a gathering: a national strike.
func (p *parser) gathers(i int) bool {
	for k := i; k < i+4; k++ {
		if gatherings[p.word(k)] {
			return true
		}
	}
	return false
}

// presented are verbs, as in the dictionary, whose present before a date tells what is
// to come: the company reports results on Thursday. What is shown, said or had on
// a day has been.
var presented = inflected(`report host land speak head fly come turn conclude run mature remain meet visit air face travel arrive depart leave open
	close start begin end resume expire launch vote convene go return play kick retire reopen appear address attend decide rule announce
	release publish unveil present deliver issue tour march rally gather celebrate take debut premiere perform fight race compete defend
	reconvene lapse hear consider debate elect inaugurate commemorate testify deploy`)

// inflected maps the forms of verbs to how each ends: s, ing or nothing.
func inflected(verbs string) map[string]string {
	forms := map[string]string{}
	for v := range strings.FieldsSeq(verbs) {
		stem := strings.TrimSuffix(v, "e")
		forms[v], forms[v+"s"], forms[stem+"ing"] = "plain", "s", "ing"
		switch last := v[len(v)-1]; {
		case last == 'y' && !strings.HasSuffix(v, "ay"):
			forms[v[:len(v)-1]+"ies"] = "s"
		case last == 'h' || last == 'o':
			forms[v+"es"] = "s"
		}
	}
	forms["running"], forms["beginning"] = "ing", "ing"
	return forms
}

// presents reports whether a verb in the present tense stands in the tokens from and
// below end. Nouns look the same; a verb stands behind its subject.
func (p *parser) presents(from, end int) bool {
	for i := from; i < end; i++ {
		subject, who := p.at(i-1), p.word(i-1)
		if strings.HasPrefix(p.word(i), "report") && !p.reportsFigures(i+1, end) {
			continue // reports forty deaths in March
		}
		switch presented[p.word(i)] {
		case "ing":
			if p.among(i-1, "is", "are", "am") {
				return true
			}
		case "s":
			if i > 0 && !p.at(i).upper && p.word(i+1) != "of" && (p.among(i-1, "he", "she", "it", "who", "which") || subject.names()) {
				return true
			}
		case "plain":
			if p.among(i-1, "they", "we", "you") || !p.at(i).upper && subject.names() && strings.HasSuffix(who, "s") ||
				i == 0 && p.at(i).upper && p.at(i+1).upper {
				return true
			}
		}
	}
	return false
}

// reportsFigures reports whether the tokens from and below end are what a company reports
// on a day that it has set, or nothing.
func (p *parser) reportsFigures(from, end int) bool {
	for i := from; i < end; i++ {
		if reports[p.word(i)] {
			return true
		}
	}
	return end <= from+1
}

// names reports whether the token can be a noun or a name.
func (t *token) names() bool {
	return t.word != "" && letterByte(t.word[0]) && !functionWords[t.word] && !pastWords[t.word] && !strings.HasSuffix(t.word, "ly") &&
		!articles[t.word] && !t.lex.vague && t.lex.num == 0
}

var articles = wordSet(`the a an this that these those his her its their our my no some any all more other such new recent many few`)

// planning are verbs that fix a day to come.
var planning = wordSet(`set sets called calls call scheduled schedule slated planned plan plans booked fixed arranged forecast predicted rescheduled
	moved postponed listed pencilled penciled earmarked organised organized convened summoned invited due billed tipped expected tentatively`)

// shifting are verbs that move what was planned to another day.
var shifting = wordSet(`moved postponed delayed pushed rescheduled brought put adjourned changed shifted extended deferred moves postpones delays pushes
	moving postponing delaying pushing move postpone delay push postponement`)

// untilAhead are the words of what lasts or is put off until a day that is still to come.
var untilAhead = wordSet(`moved postponed delayed pushed adjourned put extended suspended closed shut remanded barred banned detained deferred expected
	remain remains stay stays lasts last runs run valid will grounded cancelled canceled halted`)

// beside reads from the words right around a finding where it lies, where they say so
// surely.
func (p *parser) beside(f finding) (t tense, sure bool) {
	m, i := &f.meaning, f.first-1
	day := m.isDay()
	switch {
	case p.word(f.end) == "ended":
		return gone, true
	case m.month > 0 && m.day == 0 && p.among(f.end, "contract", "contracts", "delivery", "futures"),
		day && (p.among(i, "is", "are", "be") || p.word(i) == "on" && p.among(i-1, "is", "are", "be")):
		return ahead, true
	case m.kind != calendar || m.deixis != plain:
		return unsaid, false
	case p.among(i, "until", "till") && (m.month > 0 || m.weekday > 0),
		p.word(i) == "through" && m.weekday > 0 && p.past.end != i:
		return p.until(i), true
	case p.word(i) == "of" && p.word(i-1) == "ahead" && m.weekday > 0, p.among(i, "await", "awaits", "awaiting"),
		p.word(i) == "of" && p.word(i-1) == "deadline" && p.word(i-2) == "a":
		return ahead, true
	case p.among(i, "for", "to", "from"):
		return p.planned(f)
	case scheduling[p.word(i)] && (p.word(i) != "set" || p.among(i-1, "is", "are", "was", "were")), p.among(i, "on", "in", "by") && scheduling[p.word(i-1)] && !p.among(i-2, "been", "had"):
		return ahead, true
	case m.month > 0 && m.day == 0 && articles[p.word(i)] && p.nounAt(f.end) && p.among(i-1, "of", "after", "since", "from", "following", "than"):
		return gone, true // of an October conference
	}
	return unsaid, false
}

// until reads where the end of what lasts until then lies, from the words before the
// "until" at i.
func (p *parser) until(i int) tense {
	if p.among(i-1, "have", "has", "had") {
		return ahead
	}
	for k := i - 1; k >= 0 && k > i-reach && !p.breaks(k); k-- {
		if untilAhead[p.word(k)] {
			return ahead
		}
		if t := p.verb(k); t != unsaid {
			return t
		}
	}
	return ahead
}

// planned reads "called a vote for 14 September", "moved to October" and "originally
// set for May".
func (p *parser) planned(f finding) (t tense, sure bool) {
	i := f.first - 1
	verbs, far := planning, 9
	if p.word(i) != "for" {
		verbs = shifting
	} else if !f.meaning.isDay() {
		far = 2
	}
	for k := i - 1; k >= 0 && k > i-far && !p.breaks(k); k-- {
		switch {
		case !verbs[p.word(k)]:
			continue
		case p.word(i) == "from" || p.among(k-1, "originally", "initially", "first", "previously", "been") || p.among(k-2, "originally", "initially", "first", "had"):
			return around, true
		}
		return ahead, true
	}
	return unsaid, false
}
