package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/words"
)

// A Turn is a question that was asked before, and the answer that it got.
type Turn struct {
	Question string `json:"question"`
	Text     string `json:"text"` // the answer's sentences; of a refusal, its sentence
}

// MostTurns is how many turns back a question that follows is understood; the last ones count.
const MostTurns = 8

// Follow takes a question apart that may follow others. By itself "and in
// December?" would not be understood; so a part of the last question is exchanged
// ("and the French?"), a question word is put to it ("why?"), or a pronoun is
// given what it stands for ("when did he leave?"). A question that stands by itself
// inherits nothing.
//
// The Query's Text is the whole question then, and Followed is set. Words that are
// there for their context only count little. Only English is understood so; in
// other languages each question stands by itself.
func Follow(question string, history []Turn, lang string) Query {
	q := ParseQuery(question, lang)
	if len(history) == 0 || q.Lang != "en" || len(question) > maxQuestion {
		return q
	}
	history = history[max(0, len(history)-MostTurns):]
	before := completed{core: history[0].Question}
	for i, t := range history[1:] {
		before = complete(t.Question, before, history[i].Text, lang)
	}
	w := complete(question, before, history[len(history)-1].Text, lang)
	if w == (completed{core: question}) {
		return q
	}
	return w.query(lang)
}

// A completed question is one with what it inherits.
type completed struct {
	core    string
	context string // words of an earlier question that only say what it is about; may be empty
}

// text is the whole question.
func (c completed) text() string {
	if c.context == "" {
		return c.core
	}
	return unended(c.core) + " (" + c.context + ")?"
}

// query takes the question apart; context is light, and no name of it is asked for.
func (c completed) query(lang string) Query {
	q := ParseQuery(c.text(), lang)
	q.Followed = true
	if c.context != "" {
		q.core = len(unended(c.core))
	}
	own := newPhrase(c.core, lang)
	for i, t := range q.Terms {
		if !own.has(t.Stem) {
			q.Terms[i].Light, q.Terms[i].Name, q.Terms[i].Actor = !t.Act, false, false
		}
	}
	return q
}

// complete makes a whole question of one that follows another and its answer; it
// comes back as it is where it needs nothing.
func complete(question string, before completed, answered, lang string) completed {
	f := newFollower(question, before.core, answered, lang)
	switch {
	case len(f.was.toks) == 0 || f.chatter():
	case f.fragment():
		return completed{sentence(f.exchanged()), before.context}
	case f.bare():
		return completed{sentence(unended(f.core()) + " " + f.was.body()), before.context}
	case f.selfContained():
	default:
		if c, ok := f.resolved(); ok {
			c.core = sentence(c.core)
			return c
		}
	}
	return completed{core: question}
}

// sentence is text as a question: it begins in upper case and ends with its mark.
func sentence(s string) string {
	s = unended(strings.TrimSpace(s)) + "?"
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// unended is a sentence without the mark at its end.
func unended(s string) string { return strings.TrimRight(s, "?!. ") }

// A follower is a question beside the one before it.
type follower struct {
	is, was  phrase
	from     int // index of the first token of is behind "and", "ok", "what about"
	about    bool
	answered string
	lang     string
}

func newFollower(question, before, answered, lang string) *follower {
	f := &follower{is: newPhrase(question, lang), was: newPhrase(before, lang), answered: answered, lang: lang}
	for f.from < len(f.is.toks) && connectors[f.is.word(f.from)] {
		f.from++
	}
	if w := f.is.word(f.from); (w == "what" || w == "how") && f.is.word(f.from+1) == "about" {
		f.from, f.about = f.from+2, true
	}
	return f
}

var (
	connectors = words.Set(`and but or so then also ok okay well hm hmm now oh sorry please yes no right`)
	chatter    = words.Set(`ok okay thanks thank thx ty cool great nice good got haha lol hi hello hey bye wow sure fine yes no
		you it perfect understood i see very much cheers`)
	// pronouns that stand for something said before.
	men     = words.Set(`he him his`)
	women   = words.Set(`she her hers`)
	things  = words.Set(`it its this that these those they them their theirs one ones`)
	openers = words.Set(`in on at by for from to with per during before after since until when while if only among of under over about without within between through against just
		last next this early late`)
	relatives = words.Set(`that who which`)
)

// chatter reports whether the words ask for nothing: "ok got it, thx".
func (f *follower) chatter() bool {
	for _, t := range f.is.toks {
		if !chatter[t.Word] && !connectors[t.Word] {
			return false
		}
	}
	return true
}

// core is the question without what connects it.
func (f *follower) core() string { return f.is.text[f.is.start(f.from):] }

// asks reports whether the question has a question word or begins with an auxiliary.
func (f *follower) asks() bool {
	if auxiliary[f.is.word(f.from)] {
		return true
	}
	return slices.ContainsFunc(f.is.toks[f.from:], func(t words.Token) bool { return questionWords[t.Word] })
}

// fragment reports whether the question is a part only: a time, a place, a name.
func (f *follower) fragment() bool {
	first := f.is.word(f.from)
	if f.from >= len(f.is.toks) {
		return false
	}
	if f.about {
		return true
	}
	if first == "when" || first == "while" {
		return f.clauseOfTime()
	}
	if f.asks() && !f.trailing() {
		return first == "if" && len(f.is.toks)-f.from < 8
	}
	return f.from > 0 && connectors[f.is.word(0)] || openers[first] || strings.HasSuffix(strings.TrimSpace(f.is.text), "?") && len(f.is.toks) <= 5
}

// clauseOfTime reports whether the question is "and when the coup happened?", which
// asks for no time but names one.
func (f *follower) clauseOfTime() bool {
	next := f.is.word(f.from + 1)
	return f.from > 0 && next != "" && !auxiliary[next] && len(f.is.toks)-f.from > 2 && f.was.kind() != Time
}

// trailing reports whether the only question words end a fragment: "and the French, how many?"
func (f *follower) trailing() bool {
	i := f.asksAt()
	named := i > f.from && slices.ContainsFunc(f.is.toks[f.from:i], func(t words.Token) bool { return !t.Stop })
	return named && i >= len(f.is.toks)-2 && !auxiliary[f.is.word(f.from)]
}

// asksAt is the index of the first question word behind what connects; -1 for none.
func (f *follower) asksAt() int {
	i := slices.IndexFunc(f.is.toks[f.from:], func(t words.Token) bool { return questionWords[t.Word] })
	if i < 0 {
		return i
	}
	return i + f.from
}

// bare reports whether the question has no content of its own: "why?", "in which
// month?", "who says so?"
func (f *follower) bare() bool {
	if !f.asks() || f.pronoun() >= 0 {
		return false
	}
	for _, t := range f.is.toks[f.from:] {
		if !t.Stop && !light[t.Stem] && !timeNouns[t.Word] && !connectors[t.Word] {
			return false
		}
	}
	return true
}

// pronoun is the index of the first pronoun that stands for something said before;
// -1 for none. "It is true that …", "the man that …", "this winter" and "is there"
// have none.
func (f *follower) pronoun() int {
	toks := f.is.toks
	for i := f.from; i < len(toks); i++ {
		w, next := toks[i].Word, f.is.word(i+1)
		switch {
		case personal(w), w == "there" && !auxiliary[f.is.word(i-1)] && !auxiliary[next]:
			return i
		case !things[w]:
			continue
		case relatives[w] && i > f.from && (!toks[i-1].Stop && !f.is.verbLike(i-1) || auxiliary[next] && !questionWords[f.is.word(i-1)] && !auxiliary[f.is.word(i-1)]):
			continue // the report that …
		case demonstrative[w] && next != "" && !f.is.toks[i+1].Stop && !f.is.verbLike(i+1):
			if timeUnits[next] || !f.was.has(f.is.toks[i+1].Stem) {
				continue // this winter; that man: named by its noun
			}
			return i
		case w == "one" && i > 0 && !determiners[f.is.word(i-1)]:
			continue
		case w == "it" && f.expletive(i), possessive[w] && f.ownedBefore(i):
			continue
		}
		return i
	}
	return -1
}

// ownedBefore reports whether the question itself names, before token i, whose
// something is: "how many states look at their own bridges".
func (f *follower) ownedBefore(i int) bool {
	return slices.ContainsFunc(f.is.toks[f.from:i], func(t words.Token) bool { return !t.Stop && !light[t.Stem] && !chatter[t.Word] })
}

var demonstrative = words.Set(`this that these those`)

// expletive reports whether the "it" at token i stands for nothing: "is it true that", "is it known where".
func (f *follower) expletive(i int) bool {
	for _, t := range f.is.toks[i+1 : min(i+4, len(f.is.toks))] {
		if t.Word == "that" || t.Word == "whether" || questionWords[t.Word] || t.Word == "to" || TimeWord(t) {
			return true
		}
	}
	return false
}

// enough words of its own make a question whole in spite of a "this" in it.
const enough = 3

// requests reports whether the words ask for something at all.
func (f *follower) requests() bool {
	return f.asks() || strings.HasSuffix(strings.TrimSpace(f.is.text), "?") || requestVerbs[f.is.word(f.from)]
}

var requestVerbs = words.Set(`tell explain show say give name list describe more`)

// selfContained reports whether the question can be answered as it stands: it has no
// pronoun to resolve, or names before it what it stands for ("and the baker, what
// did she hear?"), and it has more content than a verb.
func (f *follower) selfContained() bool {
	p := f.pronoun()
	q := f.is.query
	own := 0
	for _, t := range q.Terms {
		if !t.Light && !connectors[t.Word] && !chatter[t.Word] && !t.Act {
			own++
		}
	}
	switch {
	case p < 0:
		return own > 0
	case things[f.is.word(p)] && own >= enough, !f.requests():
		return true
	}
	asked := slices.IndexFunc(f.is.toks, func(t words.Token) bool { return questionWords[t.Word] })
	for i := f.from; i < asked && i < p; i++ {
		if t := f.is.toks[i]; !t.Stop && !connectors[t.Word] && !light[t.Stem] {
			return true
		}
	}
	return false
}
