package retrieval

import (
	"context"
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
	start int  // byte of the sentence's Text
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

// calendarOf finds the dates of the articles of some places; of all articles that
// stand where all is set and they are few.
func (v *View) calendarOf(ctx context.Context, cands []candidate, all bool) (*calendar, error) {
	taken := map[*article.Article]bool{}
	for _, cand := range cands {
		taken[v.places[cand.place].art] = true
	}
	arts := v.Standing()
	if !all || len(arts) > rerankDepth {
		arts = slices.DeleteFunc(arts, func(a *article.Article) bool { return !taken[a] })
	}
	own := make([][]dated, len(arts))
	parallel.For(len(arts), func(i int) {
		if ctx.Err() == nil {
			own[i] = datesOf(arts[i])
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := &calendar{at: map[sentenceAt][]dated{}}
	for i, a := range arts {
		c.anchored = c.anchored || a.Anchor() != ""
		for _, d := range own[i] {
			c.at[d.at] = append(c.at[d.at], d)
			if !d.vague {
				c.all = append(c.all, d)
			}
		}
	}
	return c, nil
}

// datesOf are what the sentences of an article say of when.
func datesOf(a *article.Article) []dated {
	var all []dated
	last := -1
	for _, t := range a.Times() {
		if t.Sentence == last || t.Furniture || t.Sentence < 0 {
			continue
		}
		last = t.Sentence
		for _, e := range a.TimesIn(last) {
			r, ok := e.Range()
			vague := !ok && (e.Value == timex.Past || e.Value == timex.Future)
			if e.Type != timex.Date && e.Type != timex.Time || !ok && !vague {
				continue
			}
			all = append(all, dated{Range: r, at: sentenceAt{a, last}, start: e.Start, vague: vague, coming: e.Coming})
		}
	}
	return all
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
	said := c.beside(terms)
	firsts, lasts := make([]time.Time, len(said)), make([]time.Time, len(said))
	for i, e := range said {
		firsts[i], lasts[i] = e.first, e.last
	}
	slices.SortFunc(firsts, time.Time.Compare)
	slices.SortFunc(lasts, time.Time.Compare)
	best := eventDate{}
	for _, e := range said {
		begun, _ := slices.BinarySearchFunc(firsts, e.last.AddDate(0, 0, 1), time.Time.Compare)
		over, _ := slices.BinarySearchFunc(lasts, e.first, time.Time.Compare)
		if e.agreeing = begun - over; e.better(best) {
			best = e
		}
	}
	return best.span, best.agreeing > 0
}

// beside are the dates beside all of the terms, in sentences that name these.
func (c *calendar) beside(terms []Term) []eventDate {
	var said []eventDate
	var sentence sentenceAt
	var toks []words.Token
	var named []int
	for _, d := range c.all {
		if d.at != sentence {
			sentence = d.at
			toks = words.For(d.at.art.Lang).Tokens(d.at.art.Sentences[d.at.index].Text)
			named = firstOf(terms, toks)
		}
		if gap := d.gapTo(named, toks); gap <= nearEvent {
			said = append(said, eventDate{d.span(), gap, 0})
		}
	}
	return said
}

// firstOf are the tokens that first say each of the terms; none where one is not there.
func firstOf(terms []Term, toks []words.Token) []int {
	named := make([]int, len(terms))
	for n, t := range terms {
		named[n] = slices.IndexFunc(toks, func(tok words.Token) bool { return t.Near[tok.Stem] > 0.9 })
		if named[n] < 0 {
			return nil
		}
	}
	return named
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

// gapTo is how many words lie between an expression and the nearest of some tokens of
// its sentence; too many where there are none.
func (d dated) gapTo(named []int, toks []words.Token) int {
	gap := nearEvent + 1
	if len(named) == 0 {
		return gap
	}
	here := tokenFrom(toks, d.start)
	for _, i := range named {
		gap = min(gap, max(i-here, here-i))
	}
	return gap
}

// tokenFrom is the index of the first token that ends behind a byte, the last where none does.
func tokenFrom(toks []words.Token, at int) int {
	i, _ := slices.BinarySearchFunc(toks, at+1, func(t words.Token, at int) int { return t.End - at })
	return min(i, max(len(toks)-1, 0))
}
