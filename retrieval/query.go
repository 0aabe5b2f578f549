package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"footnote/internal/words"
)

// A Query is a question, taken apart.
type Query struct {
	Text   string
	Words  int    // of the text, those that say little included; numbers are none
	Lang   string // two letters; empty where it cannot be told
	Kind   Kind   // of answer asked for; Any where only English rules could tell
	Terms  []Term // its words of content, each once, in order
	Focus  int    // index in Terms of the noun that is counted or chosen ("how many troops", "which president"); -1 for none
	Saying bool   // asks for what somebody said
	Day    bool   // asks for a day, not for any time
	Past   bool   // asks for what has happened

	Followed bool // it followed other questions, and Text is what it was taken to mean

	// Today is the day, midnight UTC, that "last week" and "in March" in the question
	// are counted from; On sets it. Where it is zero, as ParseQuery leaves it, such
	// words are only words.
	Today time.Time

	hints bool       // may name a time
	times *timesOnce // of Text, counted from Today; nil where it may name none
	unit  string     // of time that is asked for: the year of "in what year"; empty for any
	core  int        // bytes of Text that ask, before the context of other questions; 0: all
}

// On is the question asked on a day, midnight UTC, or for the zero time on no known day.
func (q Query) On(day time.Time) Query {
	q.Today = day
	if q.hints {
		q.times = &timesOnce{}
	}
	return q
}

// A Term is one word of content of a question.
type Term struct {
	words.Token
	Near  map[string]float64 // stems that stand for it, with their closeness, 0 to 1
	Name  bool               // written as a name; so are a year, and a number that is part of a name: Base 201
	Light bool               // says little in a question, as "happen" or "called" do
	Act   bool               // the question's verb: what somebody did, or what happened to it
	Actor bool               // a name that the verb is asked of, "did France build"; of a question when, a noun too: "did the talks begin"
}

// A Kind is the kind of answer that a question asks for.
type Kind string

// The kinds of answers.
const (
	Any      Kind = "any"
	Person   Kind = "person"
	Time     Kind = "time"
	Place    Kind = "place"
	Count    Kind = "count"
	Amount   Kind = "amount" // of money
	Duration Kind = "duration"
	Age      Kind = "age"
	Measure  Kind = "measure"
	Reason   Kind = "reason"
	Manner   Kind = "manner"
	YesNo    Kind = "yes/no"
	Choice   Kind = "choice" // which or what, with a noun
)

// terminalEscape finds escape sequences of terminals, which letters would else run into.
var terminalEscape = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-_])`)

// maxTerms bounds the terms of a question; the first ones count.
const maxTerms = 48

// maxQuestion bounds the part of a question that is looked at, in bytes: a
// question of ten thousand words takes no longer than one of a thousand.
const maxQuestion = 8 << 10

// ParseQuery takes a question apart. Bytes that are no text are passed over.
// What only English rules can tell is told of English questions alone; a question
// whose language is not plain counts as being in lang, the story's.
func ParseQuery(text, lang string) Query {
	if len(text) > maxQuestion {
		text = strings.ToValidUTF8(text[:maxQuestion], "")
	}
	text = terminalEscape.ReplaceAllLiteralString(text, " ")
	q := Query{Text: text, Lang: words.Detect(text), Kind: Any, Focus: -1}
	if q.Lang == "" {
		q.Lang = lang
	}
	l := words.For(q.Lang)
	toks := l.Tokens(text)
	if l.Code() == "en" {
		upperUS(toks)
	}
	for _, t := range toks {
		if !t.Number {
			q.Words++
		}
	}
	q.addTerms(l, toks)
	if l.Code() == "en" {
		q.classify(toks)
		q.lighten()
		q.findAct(toks)
		q.hints = hintsAtTime(toks)
	}
	return q.On(time.Time{})
}

// upperUS reads "us" before a noun as the country, as people type it: "how many us troops".
func upperUS(toks []words.Token) {
	for i, t := range toks[:max(len(toks)-1, 0)] {
		next := toks[i+1]
		if t.Word == "us" && !next.Stop && !next.Number && (i == 0 || toks[i-1].Stop && !givers[toks[i-1].Word]) {
			toks[i].Word, toks[i].Stem, toks[i].Stop, toks[i].Upper = "u.s.", "u.s.", false, true
		}
	}
}

func (q *Query) addTerms(l *words.Language, toks []words.Token) {
	allUpper := true
	for _, t := range toks {
		allUpper = allUpper && t.Upper
	}
	seen := map[string]bool{}
	for i, t := range toks {
		if t.Stop && !(i > 0 && TimeWord(t) && !allUpper) || seen[t.Stem] || len(q.Terms) == maxTerms || l.Code() == "en" && takePlace(toks, i) {
			continue
		}
		seen[t.Stem] = true
		term := Term{Token: t, Near: l.Near(t.Word), Light: l.Code() == "en" && light[t.Stem]}
		term.Name = t.Upper && !allUpper && (i > 0 || len(term.Near) == 1) || t.Number && (TimeWord(t) || i > 0 && toks[i-1].Upper && !toks[i-1].Stop)
		term.Number = t.Number && !TimeWord(t)
		term.Light = term.Light && !term.Name
		q.Terms = append(q.Terms, term)
	}
}

// takePlace reports whether token i is part of "take place", which says no more than "happen".
func takePlace(toks []words.Token, i int) bool {
	return toks[i].Stem == "take" && i+1 < len(toks) && toks[i+1].Word == "place" || toks[i].Word == "place" && i > 0 && toks[i-1].Stem == "take"
}

// classify tells the kind of answer from the question's words.
func (q *Query) classify(toks []words.Token) {
	word := func(i int) string {
		if i < 0 || i >= len(toks) {
			return ""
		}
		return toks[i].Word
	}
	for i := range toks {
		switch w := word(i); {
		case w == "how":
			q.classifyHow(toks, i, word(i+1), word(i+2))
		case w == "when":
			q.Kind = Time
		case w == "where":
			q.Kind = Place
		case w == "who" || w == "whom" || w == "whose":
			q.Kind = Person
			if i+1 < len(toks) && being[word(i+1)] {
				q.Focus = q.role(toks[i+2:])
			}
		case w == "why":
			q.Kind = Reason
		case w == "what" || w == "which":
			q.classifyWhat(toks, i)
		default:
			continue
		}
		break
	}
	if q.Kind == Any && len(toks) > 0 && auxiliary[word(0)] {
		q.Kind = YesNo
	}
	q.Saying = q.Kind == Any && asksForSaying(toks)
}

// lighten takes weight from words that only name the kind of answer: a sum in a
// sentence says as much as the word "cost".
func (q *Query) lighten() {
	for i, t := range q.Terms {
		if q.Kind == Amount && sums[t.Stem] || q.Kind == Age && t.Stem == "old" {
			q.Terms[i].Light = true
		}
	}
}

// asksForSaying reports whether the question is what somebody said: "What did
// the defense official confirm?"
func asksForSaying(toks []words.Token) bool {
	if len(toks) < 3 || toks[0].Word != "what" || !auxiliary[toks[1].Word] {
		return false
	}
	for _, t := range toks[2:] {
		switch {
		case saying[t.Stem]:
			return true
		case t.Stop && !partitive[t.Word] && !determiners[t.Word] && !pronouns[t.Word]:
			return false
		}
	}
	return false
}

func (q *Query) classifyHow(toks []words.Token, i int, next, after string) {
	switch next {
	case "many":
		q.Kind = Count
		q.Focus = q.focusAfter(toks, i+2)
	case "much":
		q.Kind = Amount
		if after != "" && !auxiliary[after] && after != "money" && after != "of" {
			q.Kind = Measure
			q.Focus = q.focusAfter(toks, i+2)
		}
	case "long":
		q.Kind = Duration
		if after == "ago" {
			q.Kind = Time
		}
	case "old":
		q.Kind = Age
	case "far", "large", "big", "tall", "high", "deep", "heavy", "fast", "wide", "often", "small", "strong", "hot", "cold", "few":
		q.Kind = Measure
	case "come":
		q.Kind = Reason
	default:
		q.Kind = Manner
	}
}

// role is the noun whose bearer is asked for in "the prime minister of Italy" or
// "Bazoum's lawyer": the last before "of", or the last of all; -1 where that is
// no word for a person.
func (q *Query) role(toks []words.Token) int {
	last := ""
	for _, t := range toks {
		if last != "" && t.Stop {
			break
		}
		if !t.Stop {
			last = t.Stem
		}
	}
	if n := q.term(last); n >= 0 && !q.Terms[n].Name && (roles[last] || slices.Contains(personNouns, last)) {
		return n
	}
	return -1
}

func (q *Query) classifyWhat(toks []words.Token, i int) {
	if i+1 >= len(toks) {
		return
	}
	next := toks[i+1]
	switch {
	case happening[next.Stem]:
	case timeNouns[next.Word]:
		q.Kind = Time
		q.Day = next.Word == "date" || next.Word == "day" || next.Word == "weekday"
		q.unit = next.Word
	case placeNouns[next.Stem]:
		q.Kind = Place
		q.Focus = q.term(next.Stem)
	case next.Word == "percentage" || next.Word == "proportion" || next.Word == "share":
		q.Kind = Measure
	case next.Stem == "caus" || next.Stem == "reason" || next.Word == "led" || next.Word == "prompted" || next.Word == "triggered":
		q.Kind = Reason
	case auxiliary[next.Word] && i+3 < len(toks) && has(toks[i+2:min(i+5, len(toks))], "reason", "caus", "motiv"):
		q.Kind = Reason
	case auxiliary[next.Word] && has(toks, "cost", "price", "spend", "pay", "worth", "salari", "wage", "fee", "budget", "fine"):
		q.Kind = Amount
	case has(toks, "name") && has(toks, personNouns...):
		q.Kind = Person
	case has(toks[i:], "name", "call", "titl") && auxiliary[next.Word]:
		q.Kind = Choice
	case auxiliary[next.Word] && has(toks, "date"):
		q.Kind = Time
	case next.Stem == "price" || next.Stem == "sum":
		q.Kind = Amount
	case !auxiliary[next.Word] && !next.Stop:
		q.Kind = Choice
		q.Focus = q.focusAfter(toks, i+1)
	}
}

func has(toks []words.Token, stems ...string) bool {
	for _, t := range toks {
		for _, s := range stems {
			if t.Stem == s {
				return true
			}
		}
	}
	return false
}

// focusAfter is the index in Terms of the noun that the words from i on begin
// with: the last before an auxiliary or other small word, or the first that is
// no name where a verb may follow at once.
func (q *Query) focusAfter(toks []words.Token, i int) int {
	for i < len(toks) && partitive[toks[i].Word] {
		i++
	}
	var run []words.Token
	for ; i < len(toks) && !toks[i].Stop; i++ {
		run = append(run, toks[i])
	}
	if len(run) == 0 {
		return -1
	}
	if i < len(toks) && auxiliary[toks[i].Word] {
		return q.term(run[len(run)-1].Stem)
	}
	for _, t := range run {
		if strings.HasSuffix(t.Word, "s") && !t.Upper && t.Word != t.Stem || t.Stem == "person" || t.Stem == "child" {
			return q.term(t.Stem)
		}
	}
	for _, t := range run {
		if !t.Upper {
			return q.term(t.Stem)
		}
	}
	return q.term(run[0].Stem)
}

func (q *Query) term(stem string) int {
	for i, t := range q.Terms {
		if t.Stem == stem {
			return i
		}
	}
	return -1
}
