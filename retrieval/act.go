package retrieval

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// findAct marks the verb that is asked about and the name that it is asked of:
// after an auxiliary, the last of the words of content that follow at once; where
// the question word is the subject itself ("Who leads …"), the first after it.
func (q *Query) findAct(toks []words.Token) {
	asked := -1
	for i, t := range toks {
		if questionWords[t.Word] {
			asked = i
			break
		}
	}
	if asked >= 0 && q.Kind == Person && asked+1 < len(toks) && !toks[asked+1].Stop {
		verb := toks[asked+1]
		q.Past = inPast(verb)
		q.act(verb.Stem)
		return
	}
	if q.Focus >= 0 && !auxiliaryIn(toks[max(asked, 0):]) {
		q.actAfterFocus(toks)
		return
	}
	for i := max(asked, 0); i < len(toks); i++ {
		if auxiliary[toks[i].Word] {
			q.Past = past[toks[i].Word]
			q.actAfter(toks, i+1, !being[toks[i].Word])
			return
		}
	}
}

func auxiliaryIn(toks []words.Token) bool {
	return slices.ContainsFunc(toks, func(t words.Token) bool { return auxiliary[t.Word] })
}

// actAfter marks the verb in the run of words of content from i on, and, where
// the verb is active, the names before it: in "was Air Base 201 built" they are
// not who built.
func (q *Query) actAfter(toks []words.Token, i int, active bool) {
	for i < len(toks) && determiners[toks[i].Word] {
		i++
	}
	first := i
	for i < len(toks) && !toks[i].Stop {
		i++
	}
	if i == first {
		return
	}
	for i > first+1 && (timeUnits[toks[i-1].Word] || deictic[toks[i-1].Word] || TimeWord(toks[i-1])) {
		i-- // "did they win last year"
	}
	if i+1 < len(toks) && toks[i].Word == "been" && !toks[i+1].Stop {
		first, i, active = i+1, i+2, false // "has the base been used"
	}
	verb := i - 1 // "did US troops leave Niger": the verb stands before the last names
	for verb > first && q.isName(toks[verb]) {
		verb--
	}
	if roles[toks[verb].Stem] {
		return // "is the finance minister for it"
	}
	if active && !plural(toks[verb]) || inPast(toks[verb]) || strings.HasSuffix(toks[verb].Word, "ing") { // no verb: "Why are US soldiers in Niger?"
		q.act(toks[verb].Stem)
	}
	n := q.term(toks[verb].Stem)
	acting := n >= 0 && q.Terms[n].Act
	for i, t := range toks[first:verb] {
		n := q.term(t.Stem)
		switch {
		case n < 0:
		case q.Terms[n].Name:
			q.Terms[n].Actor = active
		case acting && q.Kind == Time && first+i == verb-1 && !q.Terms[n].Light && !q.Terms[n].Number:
			q.Terms[n].Actor = true
		}
	}
}

// plural reports whether a word looks like a noun's plural, which no verb behind
// "did" or "will" does: "When did the instructors get there?"
func plural(t words.Token) bool {
	return strings.HasSuffix(t.Word, "s") && t.Stem != t.Word && !strings.HasSuffix(t.Word, "ss")
}

// actAfterFocus marks the verb in "how many troops left Niger".
func (q *Query) actAfterFocus(toks []words.Token) {
	for i, t := range toks[:len(toks)-1] {
		if t.Stem == q.Terms[q.Focus].Stem && !toks[i+1].Stop {
			q.act(toks[i+1].Stem)
			return
		}
	}
}

// inPast reports whether a token is a past form or participle: led, withdrawn, arrested.
func inPast(t words.Token) bool {
	return t.Stem != t.Word && !strings.HasSuffix(t.Word, "s") && !strings.HasSuffix(t.Word, "ing")
}

func (q *Query) isName(t words.Token) bool {
	n := q.term(t.Stem)
	return n >= 0 && q.Terms[n].Name
}

func (q *Query) act(stem string) {
	if n := q.term(stem); n >= 0 && n != q.Focus && !q.Terms[n].Name && !q.Terms[n].Light && !q.Terms[n].Number {
		q.Terms[n].Act = true
	}
}
