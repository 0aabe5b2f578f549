package summary

import (
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/article"
	"footnote/internal/words"
)

// A saying is what a text says, taken apart as far as another article need say it too.
type saying struct {
	all  string          // without who said so
	main string          // its main clause; all where it is not plain
	deed *deed           // of all; nil where it is not one plain sentence
	rest map[string]bool // stems of the numbers and names of all that stand outside main
}

// sayingOf takes the text of a unit apart. Two sentences are left whole.
func sayingOf(text string) saying {
	c := parsed(text)
	if c == nil {
		return saying{all: text, main: text}
	}
	from, to := withoutSayer(c)
	x := saying{all: cutOut(c, from, to)}
	x.main = x.all
	if c = parsed(x.all); c == nil {
		return x
	}
	first, last := mainClause(c)
	content := 0
	for _, t := range c.Tokens[first:last] {
		if !t.Stop {
			content++
		}
	}
	if content < leastMain {
		return x
	}
	x.main, x.rest = cutOut(c, first, last), map[string]bool{}
	for i, t := range c.Tokens {
		if (i < first || i >= last) && (t.Number || t.Upper && i > 0 && !t.Stop) {
			x.rest[t.Stem] = true
		}
	}
	return x
}

// leastMain is how many words of content a main clause must have to stand for its sentence.
const leastMain = 4

// parsed is a text of one English sentence, parsed; nil for any other.
func parsed(text string) *clause.Sentence { return parse(text, false) }

// timed is that with its expressions of time known.
func timed(text string) *clause.Sentence { return parse(text, true) }

func parse(text string, timed bool) *clause.Sentence {
	a, err := article.Given(text, "")
	if err != nil || len(a.Sentences) != 1 || !a.English() {
		return nil
	}
	var times []article.Time
	if timed {
		times = clause.TimesBySentence(a)[0]
	}
	c := clause.New(a, 0, times)
	c.Parse()
	if len(c.Tokens) == 0 {
		return nil
	}
	return c
}

// cutOut is the words of a sentence from token from to the token before to.
func cutOut(c *clause.Sentence, from, to int) string {
	end := len(c.Text)
	if to < len(c.Tokens) {
		end = c.Tokens[to-1].End
	}
	start := 0
	if from > 0 {
		start = c.Tokens[from].Start
	}
	return article.OneLine(c.Text[start:end])
}

// The most words of who says so and how.
const mostSayer = 12

// withoutSayer is the sentence without "officials said that" before it, or ",
// officials told reporters" and ", according to the police" behind it.
func withoutSayer(c *clause.Sentence) (from, to int) {
	n := len(c.Tokens)
	for i := n - 1; i > 0 && i >= n-mostSayer-1; i-- {
		if strings.Contains(c.Gap(i), ",") && (c.Word(i) == "according" || sayer(c, i, n) > 0) && c.HasVerb(0, i) {
			return 0, i
		}
	}
	said := sayer(c, 0, min(n, mostSayer))
	if said == 0 || said+1 >= n {
		return 0, n
	}
	next := said
	for next < n && next < said+mostSayer && c.Word(next) != "that" {
		next++
	}
	switch {
	case next < n && c.Word(next) == "that" && c.HasVerb(next+1, n):
		next++
	case c.Word(said-1) == "said" || c.Word(said-1) == "says" || c.Word(said-1) == "say":
		next = said
	default:
		return 0, n
	}
	if next >= n || clause.Pronouns[c.Word(next)] || possessive[c.Word(next)] || !c.HasVerb(next, n) {
		return 0, n
	}
	return next, n
}

var possessive = words.Set(`his her its their him them`)

// sayer is the token behind a first verb of saying from token from on, which a subject
// without other verbs stands before; 0 where there is none.
func sayer(c *clause.Sentence, from, to int) int {
	for i := from; i < to; i++ {
		if i > from && strings.ContainsAny(c.Gap(i), ";:\"“”") {
			return 0
		}
		if c.Forms[i] != clause.Plain || c.Word(i) == "say" {
			if i > from && clause.Saying[c.Tokens[i].Stem] {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// mainClause is the first clause that hangs on none, as far as the next mark or clause
// behind its verb.
func mainClause(c *clause.Sentence) (first, last int) {
	n := len(c.Tokens)
	if clause.Subordinators[c.Word(0)] {
		for first < n && c.Clauses[first] == c.Clauses[0] {
			first++
		}
		if first == n {
			return 0, n
		}
	}
	acted := false
	for last = first; last < n; last++ {
		if acted && (c.Clauses[last] != c.Clauses[last-1] || strings.ContainsAny(c.Gap(last), ",;:—–()")) {
			return first, last
		}
		acted = acted || c.Forms[last] != clause.Plain
	}
	return first, last
}

// told is the stretch of a sentence's tokens that tells something, without who said so.
func (s *sentence) told() (from, to int) {
	if s.art.English() {
		if c := parsed(s.text); c != nil && len(c.Tokens) == len(s.toks) {
			return withoutSayer(c)
		}
	}
	return 0, len(s.toks)
}

// eventful is what is left of an English sentence by what its main clause tells: all
// where it tells of what news is about, less where it does not, still less where
// nothing happens in it, as in: the country is home to two air bases, or where it sets
// a scene.
func (s *sentence) eventful() float64 {
	c := parsed(s.text)
	if c == nil {
		return eventless
	}
	from, to := withoutSayer(c)
	first, last := mainClause(c)
	if from >= last {
		first, last = from, to
	}
	w, verb := described*eventless, ""
	for i := first; i < last; i++ {
		t := c.Tokens[i]
		if newsworthy(t.Stem) && (!t.Upper || i == 0) {
			w = 1
		}
		if verb == "" && c.Forms[i].Acts() && !clause.LightVerbs[t.Stem] && !quantity.Spells(t.Word) {
			verb = t.Stem
			w = max(w, eventless)
		}
	}
	if gestures[verb] {
		w *= scenic
	}
	return w
}

// gestures are verbs of what somebody is seen doing.
var gestures = clause.Stems(`stand stood sit sat walk look stare gaze watch wear wore smile laugh cry weep wept nod whisper lean kneel
	knelt wave hug kiss sip pour smoke glance pause sigh shrug drink drank eat ate sleep slept wake woke dream read wait sing sang
	howl bark smell taste shiver tremble blink grin applaud clap breathe whistle dance`)
