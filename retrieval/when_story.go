package retrieval

import (
	"slices"
	"time"

	"footnote/article"
	"footnote/internal/parallel"
	"footnote/internal/timex"
	"footnote/internal/words"
)

// A dated is an expression of a sentence that says when.
type dated struct {
	timex.Range
	at    sentenceAt
	start int  // byte of the article's source
	vague bool // it points and has no Range: in the coming days

	coming bool // it is told as what is still to come
}

func (d dated) span() span { return spanOf(d.Range) }

// A sentenceAt is a sentence: its article, and its index there.
type sentenceAt struct {
	art   *article.Article
	index int
}

// A calendar is when the sentences of some articles say that things are.
type calendar struct {
	all      []dated // with a Range, in order of the articles
	at       map[sentenceAt][]dated
	anchored bool // an article has a day that its expressions lean on
}

// calendarOf finds the dates of the articles of some places; of all articles where
// all is set and they are few.
func (v *View) calendarOf(cands []candidate, all bool) *calendar {
	c := &calendar{at: map[sentenceAt][]dated{}}
	taken := map[*article.Article]bool{}
	all = all && len(v.Articles) <= rerankDepth
	for _, cand := range cands {
		taken[v.places[cand.place].art] = true
	}
	arts := slices.DeleteFunc(slices.Clone(v.Articles), func(a *article.Article) bool { return !all && !taken[a] })
	parallel.For(len(arts), func(i int) { arts[i].Times() })
	for _, a := range arts {
		c.anchored = c.anchored || a.Anchor() != ""
		for _, t := range a.Times() {
			c.add(a, t)
		}
	}
	return c
}

func (c *calendar) add(a *article.Article, t article.Time) {
	if t.Furniture || t.Sentence < 0 || t.Type != timex.Date && t.Type != timex.Time {
		return
	}
	d := dated{at: sentenceAt{a, t.Sentence}, start: t.Start, coming: t.Coming}
	r, ok := t.Range()
	switch {
	case ok:
		d.Range = r
		c.all = append(c.all, d)
	case t.Value == timex.Past || t.Value == timex.Future:
		d.vague = true
	default:
		return
	}
	c.at[d.at] = append(c.at[d.at], d)
}

// year finds which year a time without one means: the last before the end of today
// in which the story has anything dated then, else the next that it has; false where
// it has none. Of a day of the week it is the day.
func (c *calendar) year(a span, today time.Time) (span, bool) {
	var past, coming span
	for _, d := range c.all {
		if d.days() > max(a.days(), 31) {
			continue // a year says nothing of its months
		}
		for _, at := range []span{a.years(d.First.Year() - a.first.Year()), a.years(d.Last.Year() - 1 - a.first.Year())} {
			switch {
			case !at.overlaps(d.span()):
			case !at.first.After(today) && at.first.After(past.first):
				past = at
			case at.first.After(today) && (coming.first.IsZero() || at.first.Before(coming.first)):
				coming = at
			}
		}
	}
	if past.first.IsZero() {
		past = coming
	}
	return past, !past.first.IsZero()
}

// weekday is year for a day of the week.
func (c *calendar) weekday(a span, today time.Time) (span, bool) {
	best := span{}
	for _, d := range c.all {
		s := d.span()
		if s.days() == 1 && s.first.Weekday() == a.first.Weekday() && !s.first.After(today) && s.first.After(best.first) {
			best = s
		}
	}
	return best, !best.first.IsZero()
}

func (d dated) days() int { return d.span().days() }

// settle gives a bare time the year that it means in this story.
func (c *calendar) settle(a askedTime, r timeReader) askedTime {
	of := a.span
	if a.side != then {
		of = a.behind()
	}
	find := c.year
	if of.days() == 1 && slices.ContainsFunc(a.terms, func(n int) bool { return dayNames[r.q.Terms[n].Word] }) &&
		!slices.ContainsFunc(a.terms, func(n int) bool { return months[r.q.Terms[n].Word] }) {
		find = c.weekday
	}
	if s, ok := find(of, r.q.Today); ok {
		a.span, a.edge = a.side.toward(s)
	}
	return a
}

// behind is what stands behind the preposition of a time that is open.
func (a askedTime) behind() span {
	switch a.side {
	case until:
		return span{a.last, a.last}
	case since:
		return span{a.first, a.first}
	}
	return a.edge
}

// nearEvent is how many words from an event its date may stand.
const nearEvent = 5

// eventAt is when something happened, by the sentences that name it and a date beside
// it: the date that agrees with most of the others, the most precise of those. It
// reports false where no sentence dates it.
func (c *calendar) eventAt(terms []Term) (span, bool) {
	var said []eventDate
	for _, d := range c.all {
		if gap, ok := d.gapTo(terms); ok {
			said = append(said, eventDate{d.span(), gap, 0})
		}
	}
	best := eventDate{}
	for _, e := range said {
		for _, other := range said {
			if e.overlaps(other.span) {
				e.agreeing++
			}
		}
		if e.better(best) {
			best = e
		}
	}
	return best.span, best.agreeing > 0
}

// An eventDate is a date beside the words for an event.
type eventDate struct {
	span
	gap      int // words between
	agreeing int // dates that overlap it, itself among them
}

func (e eventDate) better(than eventDate) bool {
	switch {
	case e.agreeing != than.agreeing:
		return e.agreeing > than.agreeing
	case e.days() != than.days():
		return e.days() < than.days()
	}
	return e.gap < than.gap
}

// gapTo is how many words lie between an expression and the nearest of the terms in
// its sentence; false where they are too many, or a term is not there.
func (d dated) gapTo(terms []Term) (int, bool) {
	s := d.at.art.Sentences[d.at.index]
	toks := words.For(d.at.art.Lang).Tokens(s.Text)
	here := tokenFrom(toks, d.start-s.Span.Start)
	gap := len(toks)
	for _, t := range terms {
		i := slices.IndexFunc(toks, func(tok words.Token) bool { return t.Near[tok.Stem] > 0.9 })
		if i < 0 {
			return 0, false
		}
		gap = min(gap, max(i-here, here-i))
	}
	return gap, gap <= nearEvent
}

// tokenFrom is the index of the first token that ends behind a byte, the last where none does.
func tokenFrom(toks []words.Token, at int) int {
	for i, t := range toks {
		if t.End > at {
			return i
		}
	}
	return max(len(toks)-1, 0)
}
