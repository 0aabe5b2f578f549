package compare

import (
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A term is a word of a telling that says something: no function word, number or
// expression of time.
type term struct {
	*lexeme
	at     int // its token
	clause int
	weight float32
	name   bool
	verb   bool
	event  bool // a noun that names an event
	aside  bool // tells who said so, and not what
	quoted bool // stands inside a quotation
	neg    bool // is told not to be so
	stage  stage
	lead   bool // the story's articles lead with it
}

// A stage is how far what is told has come.
type stage uint8

// The stages.
const (
	done    stage = iota // it is so, or has happened
	planned              // it is to happen
	open                 // it may happen, or is not decided
)

// head reports whether the term tells what happens.
func (t *term) head() bool { return (t.verb || t.event) && t.is&(saying|lightVerb) == 0 }

// maxTerms is the most terms of a telling that are compared; a sentence of more is a list.
const maxTerms = 64

// newTelling takes a sentence apart. before is the sentence before in its article, or
// nil; voc may be nil.
func newTelling(s *clause.Sentence, before *telling, voc *vocabulary) *telling {
	s.Parse()
	t := &telling{Sentence: s, before: before, day: s.Article.Anchor(), story: voc != nil, english: s.Article.English() && s.Lang.Code() == "en"}
	if !t.english {
		return t
	}
	t.question = strings.HasSuffix(strings.TrimRight(s.Text, " \n\t\"”’'"), "?")
	t.findQuoted()
	t.findGroups()
	t.findQuants()
	t.findDenied()
	t.findAges()
	t.findTerms(voc)
	t.findClocks()
	t.findStages()
	t.scope()
	t.findMoments()
	t.findHolders()
	t.findVoice()
	t.findCauses()
	t.findParties()
	if t.story {
		t.findSaid()
		t.findUncaused()
		t.findComplements()
	}
	if before != nil && t.leans() {
		t.lend(before)
	}
	return t
}

// findQuoted tells which tokens stand inside double quotation marks.
func (t *telling) findQuoted() {
	t.quoted = make([]bool, len(t.Tokens))
	in := false
	for i := range t.Tokens {
		for _, r := range t.Gap(i) {
			switch r {
			case '“', '«', '„':
				in = true
			case '”', '»':
				in = false
			case '"':
				in = !in
			}
		}
		t.quoted[i] = in
	}
}

// findGroups numbers the clauses, one that a relative clause interrupts as one.
func (t *telling) findGroups() {
	t.groups = make([]int, len(t.Tokens))
	for i := range t.Tokens {
		t.groups[i] = t.Clauses[i]
		if i == 0 || t.Clauses[i] == t.Clauses[i-1] {
			if i > 0 {
				t.groups[i] = t.groups[i-1]
			}
			continue
		}
		from, _ := t.Bounds(i - 1)
		switch {
		case t.Forms[i] != clause.Auxiliary && t.Forms[i] != clause.Verb:
		case from > 0 && clause.Relatives[t.Word(from)]:
			t.groups[i] = t.groups[from-1]
		case t.explains(from, i):
			t.groups[i] = t.groups[from]
		}
	}
}

// explains reports whether a word from from to to begins to explain a noun.
func (t *telling) explains(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if clause.Relatives[t.Word(i)] && t.Forms[i-1] == clause.Plain {
			return true
		}
	}
	return false
}

// findTerms finds the words that say something, and how much each does.
func (t *telling) findTerms(voc *vocabulary) {
	aside := t.asides()
	rarest := voc.idf("")
	t.terms = make([]term, 0, len(t.Tokens)/2)
	t.termAt = make([]int16, len(t.Tokens))
	for i, tok := range t.Tokens {
		t.termAt[i] = -1
		if tok.Stop && t.particle(i) == 0 || tok.Number && !t.Labels(i) || t.Timed[i] || t.counts[i] || t.Forms[i] == clause.Auxiliary || len(t.terms) == maxTerms || t.particleOf(i) || denyingWords[tok.Word] {
			continue
		}
		x := term{lexeme: lexemeOf(t.stemAt(i)), at: i, clause: t.groups[i], aside: aside[i], quoted: t.quoted[i]}
		x.verb = t.Forms[i].Acts() || t.dueTo(i)
		x.lead = voc.lead(tok.Stem) > 0
		x.event = !x.verb && (!tok.Upper || i == 0) && clause.EventNouns[tok.Word]
		x.name = tok.Upper && (i > 0 || t.opensName() || voc.named(tok.Stem))
		x.weight = float32(max(0.15, voc.idf(tok.Stem)/rarest)) * x.share(tok)
		t.termAt[i] = int16(len(t.terms))
		t.terms = append(t.terms, x)
		t.weight += x.weight
	}
}

// denyingWords say that something is not so, and nothing besides.
var denyingWords = words.Set(`never nor neither nobody nothing none cannot`)

// dueTo reports whether word i is a verb behind "due to": due to begin on Monday.
func (t *telling) dueTo(i int) bool {
	if i >= len(t.Tokens) || t.Word(i-1) != "to" || t.Word(i-2) != "due" {
		return false
	}
	next := t.Word(i + 1)
	return dueVerbs[t.Word(i)] || clause.Being[t.Word(i-3)] && (t.particle(i) > 0 || t.InTime(i+1) || next == "on" || next == "at")
}

var dueVerbs = words.Set(`begin start open close meet arrive leave end finish visit speak vote decide fly travel sign launch take hold resume reopen
	return retire expire appear stand rule report publish play face give make be`)

// share is how much a word tells beside others that are as rare.
func (x *term) share(tok words.Token) float32 {
	switch {
	case x.is&saying != 0 && (x.verb || x.aside):
		return 0.15
	case x.aside:
		return 0.25
	case x.verb && x.is&lightVerb != 0:
		return 0.3
	case x.name && !words.Country(x.stem):
		return 1.4
	case x.is&vagueNoun != 0:
		return 0.4
	case x.is&anyone != 0 || strings.HasSuffix(tok.Word, "ly"):
		return 0.5
	}
	return 1
}

// opensName reports whether the first word of the sentence is likely a name: the next
// is one as well, or a verb follows, or it is of no kind that opens sentences.
func (t *telling) opensName() bool {
	if len(t.Tokens) < 2 {
		return false
	}
	next := t.Tokens[1]
	if x := lexemeOf(t.Tokens[0].Stem); (len(x.near) > 0 || x.is != 0) && !words.Country(x.stem) && !t.Possessive(0) {
		return false // a word of the dictionary: Novelist Irma …
	}
	if next.Upper && strings.TrimSpace(t.Gap(1)) == "" || words.Country(t.Tokens[0].Stem) {
		return true
	}
	return t.Possessive(0) || t.Forms[1] == clause.Verb && !strings.HasSuffix(t.Word(0), "s")
}

// stemAt is the stem of word i, joined with the particle that belongs to it.
func (t *telling) stemAt(i int) string {
	if p := t.particle(i); p > 0 {
		return baseOf(t.Tokens[i].Stem) + "_" + t.Word(p)
	}
	if w := t.Word(i); (w == "stand" || w == "box") && (t.Word(i-1) == "witness" || w == "stand" && t.Word(i-1) == "the" && i > 1 && lexemeOf(baseOf(t.Tokens[i-2].Stem)).is&lightVerb != 0) {
		return "testifi"
	}
	if closing[t.Tokens[i].Stem] && t.closesCase(i) {
		return "close_case"
	}
	if t.Word(i) == "member" || t.Word(i) == "members" {
		if w := t.Word(i - 1); w == "service" {
			return "servicememb"
		}
	}
	return baseOf(t.Tokens[i].Stem)
}

// closing are verbs by which an inquiry ends where a case is their object.
var closing = clause.Stems(`close drop shelve end`)

// closesCase reports whether a case or a file is what the verb at i is done to.
func (t *telling) closesCase(i int) bool {
	for j := i + 1; j < len(t.Tokens) && j < i+4; j++ {
		switch t.Word(j) {
		case "case", "file", "inquiry", "investigation", "probe":
			return true
		}
	}
	return false
}

// baseOf leads forms of verbs that the stemmer does not know back to their verb.
func baseOf(stem string) string {
	switch stem {
	case "gave", "given":
		return "give"
	case "got", "gotten":
		return "get"
	case "freed":
		return "free"
	case "made":
		return "make"
	case "boycot": // the stemmer takes a t off boycotted, and none off boycott
		return "boycott"
	}
	return stem
}

// farParticle is how many words may stand between a verb and its particle.
const farParticle = 4

// particle is the token of the particle that makes a verb of its own with the word at
// i, as in "turned the offer down"; 0 where none does.
func (t *telling) particle(i int) int {
	if t.Tokens[i].Upper && i > 0 {
		return 0
	}
	ps := phrases()[baseOf(t.Tokens[i].Stem)]
	if len(ps) == 0 {
		return 0
	}
	for j := i + 1; j < len(t.Tokens) && j <= i+farParticle; j++ {
		if strings.ContainsAny(t.Gap(j), ",;:.") || j > i+1 && t.Forms[j].Acts() {
			return 0
		}
		if slices.Contains(ps, t.Word(j)) {
			return j
		}
	}
	return 0
}

// particleOf reports whether word i is the particle of a verb before it.
func (t *telling) particleOf(i int) bool {
	for j := max(0, i-farParticle); j < i; j++ {
		if t.particle(j) == i {
			return true
		}
	}
	return false
}

// asides tells which tokens belong to who said so rather than to what was said.
func (t *telling) asides() []bool {
	aside := make([]bool, len(t.Tokens))
	for from := 0; from < len(t.Tokens); {
		_, to := t.Bounds(from)
		at := t.sayingIn(from, to)
		switch {
		case t.Word(from) == "according":
			for i := from; i < to && (i == from || !strings.Contains(t.Gap(i), ",")); i++ {
				aside[i] = true
			}
		case at < to && (at == from && from > 0 || t.contentAfter(at, to) <= t.spoken(at) && to-from < len(t.Tokens) || t.Word(to) == "that"):
			for i := from; i < to; i++ {
				aside[i] = true
			}
		}
		from = to
	}
	return aside
}

// spoken is how many words may follow the verb at i that only tells that something was
// said: a court decided, but ordered the attack.
func (t *telling) spoken(i int) int {
	if stem := t.Tokens[i].Stem; clause.Finding[stem] && !clause.Saying[stem] {
		return 0
	}
	return 1
}

// sayingIn is the verb by which the clause from from to to only tells that something
// was said; to where it tells more.
func (t *telling) sayingIn(from, to int) int {
	at := to
	for i := from; i < to; i++ {
		switch stem := t.Tokens[i].Stem; {
		case !t.Forms[i].Acts():
		case (clause.Saying[stem] || clause.Finding[stem] && !clause.Being[t.Word(i-1)] && t.Word(i) != "founded") && at == to:
			at = i
		case !clause.LightVerbs[stem]:
			return to
		}
	}
	return at
}

// contentAfter counts the words that say something behind at and before to.
func (t *telling) contentAfter(at, to int) (n int) {
	for i := at + 1; i < to; i++ {
		if !t.Tokens[i].Stop && !t.Timed[i] {
			n++
		}
	}
	return n
}

// leans reports whether the sentence before tells what this one is about.
func (t *telling) leans() bool {
	if retrieval.Leans(t.Text, t.Tokens) {
		return true
	}
	names, heavy := 0, 0
	for i := range t.terms {
		if x := &t.terms[i]; !x.aside {
			heavy++
			if x.name && !words.Country(x.stem) {
				names++
			}
		}
	}
	return names == 0 && (heavy < 7 || t.Word(0) == "the")
}

// lending is how much of a word's weight the sentence that leans on it has.
const lending = 0.6

// lend gives t the words of the sentence before, which t leaves to it.
func (t *telling) lend(before *telling) {
	room := maxTerms
	for _, from := range [][]term{before.terms, before.lent} {
		for _, x := range from {
			if x.aside || x.verb && x.is&(lightVerb|saying) != 0 || len(t.lent) == room {
				continue
			}
			x.weight *= lending
			if x.weight > 0.2 {
				t.lent = append(t.lent, x)
			}
		}
	}
}

// words is the source's words of tokens first to last, each run of white space one space.
func (t *telling) words(first, last int) string {
	return strings.Join(strings.Fields(t.Text[t.Tokens[first].Start:t.Tokens[last].End]), " ")
}
