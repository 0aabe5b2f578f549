package retrieval

import (
	"context"
	"slices"
	"strings"
	"time"

	"footnote/internal/words"
)

// A timing is the times that a question names, settled for a story, and the story's dates.
type timing struct {
	*calendar
	asked []askedTime
	heads map[int]int  // of a term, the index in asked of the time that it stands for
	mute  map[int]bool // terms that say the rest of such a time
	alone bool         // nothing else is asked for
	today time.Time    // the question's
	past  bool         // what has happened is asked for, so that what is to come is none of it
}

// timing looks up the dates of the candidates' articles, where the question asks
// when or names a time; else it is nil.
func (v *View) timing(ctx context.Context, q Query, cands []candidate) (*timing, error) {
	if q.Kind != Time && !q.hints {
		return nil, nil
	}
	c, err := v.calendarOf(ctx, cands[:min(len(cands), rerankDepth)], q.hints)
	if err != nil {
		return nil, err
	}
	t := &timing{calendar: c, heads: map[int]int{}, mute: map[int]bool{}}
	if q.hints {
		t.read(q)
	}
	return t, nil
}

// read settles the times that the question names.
func (t *timing) read(q Query) {
	r := newTimeReader(q)
	t.today, t.past = q.Today, q.Past || slices.ContainsFunc(r.toks, func(t words.Token) bool { return happened[t.Word] })
	event, isEvent := r.event()
	for _, a := range r.dates() {
		if a.bare && !r.q.Today.IsZero() {
			a = t.settle(a, r)
		}
		if isEvent && a.side == then && a.terms[0] == event.terms[len(event.terms)-1]+1 { // after the coup in July 2023
			event.terms = append(event.terms, a.terms...)
			event.span, event.edge = event.side.toward(a.span)
			continue
		}
		t.take(a)
	}
	if isEvent && t.dateEvent(&event, q) {
		t.take(event)
	}
}

// event is what the question asks before, after or since, not dated yet; false for none.
func (r timeReader) event() (askedTime, bool) {
	terms, s, ok := r.happening()
	return askedTime{side: s, terms: terms, named: slices.Clone(terms), event: true}, ok
}

// dateEvent dates an event that the question does not date itself by the story's
// sentences on it; false where none does.
func (t *timing) dateEvent(e *askedTime, q Query) bool {
	if e.span != (span{}) {
		return true
	}
	var words []Term
	for _, n := range e.terms {
		if !isYear(q.Terms[n]) && !months[q.Terms[n].Word] {
			words = append(words, q.Terms[n])
		}
	}
	at, ok := t.eventAt(words)
	e.span, e.edge = e.side.toward(at)
	return ok
}

// take adds a time that is asked for. One that leans on today says nothing to
// articles that know no day.
func (t *timing) take(a askedTime) {
	a.nothing = !slices.ContainsFunc(t.all, func(d dated) bool { return t.fit(&a, d) > 0 })
	if a.leaning && a.nothing && !t.anchored || t.takes(a.terms) {
		return
	}
	t.heads[a.terms[0]] = len(t.asked)
	for _, n := range a.terms[1:] {
		t.mute[n] = true
	}
	t.asked = append(t.asked, a)
}

// takes reports whether one of the terms is part of a time already.
func (t *timing) takes(terms []int) bool {
	return slices.ContainsFunc(terms, func(n int) bool {
		_, head := t.heads[n]
		return head || t.mute[n]
	})
}

// Words that say nothing beside a time: happening ones in "what happened before the
// coup?", announcing ones where nothing else is asked: "what is expected next week?"
var (
	happening  = stemSet(`happen occur`)
	announcing = stemSet(`expect plan schedule announce`)
)

// query is the question with one term for each time that it names.
func (t *timing) query(q Query) Query {
	if t == nil || len(t.asked) == 0 {
		return q
	}
	q.Terms = slices.Clone(q.Terms)
	others := 0
	for i := range q.Terms {
		term := &q.Terms[i]
		n, head := t.heads[i]
		switch {
		case !head && !t.mute[i]:
			if !term.Light && !announcing[term.Stem] && !happening[term.Stem] {
				others++
			}
			continue
		case head:
			term.Light = false
			term.Name = !t.asked[n].event && !t.asked[n].leaning
		default:
			term.Name, term.Light = false, true
		}
		term.Act, term.Actor = false, false
	}
	t.alone = others == 0
	for i := range q.Terms {
		switch term := &q.Terms[i]; {
		case happening[term.Stem]:
			t.mute[i], term.Near, term.Stem = true, nil, ""
		case others == 0 && announcing[term.Stem]:
			term.Light, term.Act = true, false
		}
	}
	return q
}

// weigh gives all the weight of a time's words to the first of them: that of the
// commonest, since what the story says in other words counts as well.
func (t *timing) weigh(weights []float64) {
	for _, a := range t.asked {
		for _, n := range a.terms {
			weights[a.terms[0]] = min(weights[a.terms[0]], weights[n])
		}
	}
	for n := range t.mute {
		weights[n] = 0
	}
}

// Closeness of dates that are not wholly in the time asked for.
const (
	atTheEdge  = 0.9 // a week that begins in it
	roundAbout = 0.6 // the season of a month that is asked for; the day itself, of what is after it
	inWords    = 0.4 // "at the time of the coup", of what is before it
)

// coarse is how many times as long as a time that is asked for a span may be that holds it.
const coarse = 4

// fit is how well a date of the story holds a time that is asked for, 0 to 1.
func (t *timing) fit(a *askedTime, d dated) float64 {
	if d.vague || t.stillToCome(a, d) {
		return 0
	}
	return a.fit(d.span())
}

// stillToCome reports whether a date is of what is to come where what has happened is
// asked for; "what was planned for next week?" asks for what is to come all the same.
func (t *timing) stillToCome(a *askedTime, d dated) bool {
	return t.past && d.coming && !a.first.After(t.today)
}

// happened are words that ask for the past without an auxiliary.
var happened = words.Set(`happened occurred changed became began started ended`)

// fit is how well what happened in a span holds the time, 0 to 1.
func (a *askedTime) fit(s span) float64 {
	switch {
	case s.within(a.span):
		return 1
	case a.event:
		return 0
	case a.side != then && (s.overlaps(a.span) || s.overlaps(a.edge)):
		return roundAbout
	case !s.overlaps(a.span):
		return 0
	case a.span.within(s):
		if s.days() > coarse*a.days() {
			return 0 // last year, for July: it may have been, which is no answer
		}
		return roundAbout
	}
	return atTheEdge
}

// elsewhere reports whether what happened in a span did not happen in the time: a
// year that holds it, or a side and its edge, may.
func (a *askedTime) elsewhere(s span) bool {
	if a.fit(s) > 0 {
		return false
	}
	return !s.overlaps(a.span) && (!a.event || !a.edge.within(s) || s == a.edge)
}

// hold overlays what a sentence's words say of the times that are asked for with what
// its dates do.
func (t *timing) hold(f *found, q Query, at sentenceAt, toks []words.Token) {
	if t == nil || len(t.asked) == 0 {
		return
	}
	f.off = make([]bool, len(f.near))
	for n := range t.asked {
		a := &t.asked[n]
		near, tok, off := t.held(a, f, q, at, toks)
		for _, term := range a.terms {
			f.near[term], f.at[term], f.off[term] = near, tok, off
		}
	}
}

// held is how well a sentence holds a time, where, and whether it tells of another time.
func (t *timing) held(a *askedTime, f *found, q Query, at sentenceAt, toks []words.Token) (near float64, tok int, off bool) {
	said, first := f.said(a.words(), q, toks)
	tok = -1
	dates, other := t.at[at], false
	plan := slices.ContainsFunc(dates, func(d dated) bool { return !d.vague && t.stillToCome(a, d) })
	for _, d := range dates {
		switch fit := t.fit(a, d); {
		case d.vague:
		case plan && saidOn(toks, d):
			other = true // a plan: that it was told then is nothing that happened
		case fit > near:
			near, tok = fit, tokenFrom(toks, d.start)
		case t.stillToCome(a, d), a.elsewhere(d.span()):
			other = true
		}
	}
	spoken := then
	if said > 0 {
		spoken = sideOf(toks, first)
	}
	switch {
	case near > 0 && t.othersDate(a, f, q, dates, toks):
		near, tok, off = 0, -1, true
	case near > 0:
	case said > 0 && a.side != then && spoken == a.side, said > 0 && a.yearAlone(q):
		near, tok = said, first
	case other || a.leaning && a.nothing || a.event && opposed(a.side, spoken):
		off = true
	case said > 0 && a.event:
		near, tok = inWords*said, first
	case said > 0 && !a.leaning:
		near, tok = said, first
	}
	return near, tok, off
}

// closeBy is how many words from a verb a date may stand that is surely its own.
const closeBy = 3

// othersDate reports whether a sentence dates the question's verb elsewhere, and only
// something else in the time asked for: "founded in 1973, it opened in 1975".
func (t *timing) othersDate(a *askedTime, f *found, q Query, dates []dated, toks []words.Token) bool {
	act := slices.IndexFunc(q.Terms, func(t Term) bool { return t.Act })
	if act < 0 || f.at[act] < 0 {
		return false
	}
	own, other := len(toks), len(toks)
	for _, d := range dates {
		i := tokenFrom(toks, d.start)
		gap := max(i-f.at[act], f.at[act]-i)
		switch {
		case t.fit(a, d) > 0:
			own = min(own, gap)
		case a.elsewhere(d.span()) && !d.vague:
			other = min(other, gap)
		}
	}
	return other <= closeBy && own > other+closeBy
}

// saidOn reports whether a date is only that of somebody's words: said on Thursday.
func saidOn(toks []words.Token, d dated) bool {
	v := dater(toks, tokenFrom(toks, d.start))
	return v >= 0 && saying[toks[v].Stem]
}

// words are the terms by which a sentence says the time.
func (a *askedTime) words() []int {
	if a.event {
		return a.named
	}
	return a.terms
}

// yearAlone reports whether a time is the number of a year, which says the same wherever it stands.
func (a *askedTime) yearAlone(q Query) bool {
	return a.side == then && len(a.terms) == 1 && isYear(q.Terms[a.terms[0]])
}

func isYear(t Term) bool { return len(t.Word) == 4 && strings.Trim(t.Word, "0123456789") == "" }

// opposed reports whether two sides are before and after.
func opposed(a, b side) bool { return a == before && b == after || a == after && b == before }

// said is how well a text holds all of some terms by its words, and the first token of them.
func (f *found) said(terms []int, q Query, toks []words.Token) (near float64, first int) {
	near, first = 1, -1
	for _, n := range terms {
		near = min(near, f.near[n])
		if at := f.at[n]; at >= 0 && months[q.Terms[n].Word] && !TimeWord(toks[at]) {
			near = 0 // "may", for May
		}
		if at := f.at[n]; at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return near, first
}

// sideReach is how many words before an event its preposition may stand: after last year's coup.
const sideReach = 4

// sideOf is the side that the words before token i take of it.
func sideOf(toks []words.Token, i int) side {
	for j := i - 1; j >= max(i-sideReach, 0); j-- {
		if s, ok := sides[toks[j].Word]; ok && s != until {
			return s
		}
	}
	return then
}

// head reports whether a term stands for a time that is asked.
func (t *timing) head(term int) bool {
	if t == nil {
		return false
	}
	_, ok := t.heads[term]
	return ok
}

// english reports whether the dates of an article in this language are found.
func english(lang string) bool { return lang == "" || lang == "en" }
