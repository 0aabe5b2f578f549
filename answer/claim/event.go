package claim

import (
	"cmp"
	"slices"
	"strings"

	"footnote/internal/words"
)

// own are the moments of sentence n that may date what a settlement dates: where the
// claim's verb, or else its noun, stands in the sentence with a date right beside it,
// what is dated elsewhere in the sentence is something else.
func (a *alignment) own(n int, s *settlement) []moment {
	ms := a.x.moments(n)
	if len(ms) < 2 {
		return ms
	}
	t, at := a.x.text(n), a.datedIn(n, s)
	if at < 0 {
		return ms
	}
	gaps := make([]int, len(ms))
	least := farOff
	for k := range ms {
		if gaps[k] = farOff; ms[k].calendar() {
			gaps[k] = t.gapTo(at, &ms[k])
		}
		if k > 0 && t.listed(&ms[k-1], &ms[k]) {
			gaps[k] = min(gaps[k], gaps[k-1])
			gaps[k-1] = gaps[k]
		}
		least = min(least, gaps[k])
	}
	if least > closeBy {
		return ms
	}
	var own []moment
	for k, m := range ms {
		if gaps[k] < least+farther || !m.calendar() {
			own = append(own, m)
		}
	}
	return own
}

// Gaps between a verb and a date, in words; what stands between may count as some.
const (
	closeBy = 5  // it is surely the verb's own
	farther = 3  // than the nearest, and it is another's
	barrier = 5  // for a verb or the end of a clause between, or a noun that the date describes
	farOff  = 99 // no date

	nounGap = 2 // words at most stand between a date and the noun that it describes
)

// datedIn is the word of sentence n that stands for what a settlement dates: the verb
// of its clause, else the noun that tells most; -1 where neither is there.
func (a *alignment) datedIn(n int, s *settlement) int {
	ps := a.laid(n)
	if v := a.verbOf(s.first, s.last); v >= 0 && ps[v] >= 0 && !befalling[a.words[v].Stem] {
		return ps[v]
	}
	from, to := a.around(s.first, s.last)
	at, most := -1, 0.0
	for i := from; i <= to; i++ {
		if tells := a.tells(i); ps[i] >= 0 && a.words[i].class == content && tells > most {
			at, most = ps[i], tells
		}
	}
	return at
}

// listed reports whether two moments are of one list: December 2019 and January 2020.
func (t *text) listed(m, next *moment) bool {
	switch strings.ToLower(strings.TrimSpace(t.raw[m.End:next.Start])) {
	case "and", "or", ",", ", and", "and on", "and in", "to", "/":
		return true
	}
	return false
}

// gapTo is how far word v is from a date.
func (t *text) gapTo(v int, m *moment) int {
	first, last := t.wordsOf(m)
	from, to, gap := v, first, 0
	if first < v {
		from, to = last, v
	}
	if first < v && from+1 < to && joins[t.words[from+1].Word] && t.breaks(from) {
		gap = barrier // in 2012 and was rebuilt
	}
	for i := from + 1; i < to; i++ {
		if gap++; t.words[i].verb() || t.breaks(i) {
			gap += barrier
		}
	}
	if describes := first < v && gap <= nounGap && !t.words[v].verb(); !describes && t.modifies(m.Expression, first > 0 && t.words[first-1].Word == "the") {
		gap += barrier
	}
	return gap
}

// verbOf is the verb that words first to last of the fact date: the nearest of the
// clause; the noun instead in "the flood of 8 June" and "Sunday's flood"; -1 where no
// word there looks like one.
func (a *alignment) verbOf(first, last int) int {
	if i := first - 2; i >= 0 && a.words[first-1].Word == "of" && a.words[i].class == content {
		return i
	}
	if said, i := a.raw[:a.words[last].End], last+1; strings.HasSuffix(said, "'s") || strings.HasSuffix(said, "’s") {
		if i < len(a.words) && a.words[i].class == content {
			return i
		}
	}
	from, to := a.around(first, last)
	best, least := -1, farOff
	for i := from; i <= to; i++ {
		if gap := max(first-i, i-last); a.words[i].verb() && !a.timed[i] && gap < least {
			best, least = i, gap
		}
	}
	return best
}

// told is a fit, minding whether the fact and evidence e of sentence n tell of it as
// what has happened: a plan bears out no deed, and contradicts none. Nor does a
// sentence contradict that lacks the verb or a name of what is dated: it may tell of
// something else.
func (a *alignment) told(n int, s *settlement, e *moment, f fit) fit {
	switch {
	case f == unsettled:
	case a.happened(s.first, s.last) && a.isAhead(n, e):
		if f == borne {
			return planned
		}
		return loose
	case f == apart && !a.namedIn(n, s):
		return loose
	}
	return f
}

// isAhead reports whether moment e of sentence n lies behind the day of its article, or
// is told so.
func (a *alignment) isAhead(n int, e *moment) bool {
	anchor := a.x.evidence[n].Anchor
	return e.Coming || e.resolved && !anchor.IsZero() && e.First.After(anchor) || a.x.text(n).coming(e)
}

// coming reports whether a clause tells what it dates as still to come, or as what
// then was: would be held on 18 May.
func (t *text) coming(m *moment) bool {
	first, _ := t.wordsOf(m)
	for i := first - 1; i >= 0 && !t.breaks(i); i-- {
		switch {
		case t.aheadAt(i):
			return true
		case t.words[i].verb() && !t.aheadAt(i-1) && !t.aheadAt(i-2):
			return false
		}
	}
	return false
}

// aheadAt reports whether word i tells that what follows is to come.
func (t *text) aheadAt(i int) bool {
	if i < 0 {
		return false
	}
	w := t.words[i].Word
	return aheadWords[w] || w == "to" && i > 0 && (toCome[t.words[i-1].Word] || beWords[t.words[i-1].Word])
}

// plans finds deeds of the fact that the chosen sentences tell only as what is to come.
func (a *alignment) plans() []finding {
	for v, w := range a.words {
		if !w.verb() || a.weight[v] == 0 || a.aheadOf(v) || a.inQuotes(v) {
			continue
		}
		ahead := false
		for _, n := range a.chosen {
			p := a.laid(n)[v]
			if p < 0 {
				continue
			}
			if ahead = a.x.text(n).aheadOf(p); !ahead {
				break
			}
		}
		if ahead {
			return []finding{{Problem: a.problem(Relation, v, v, "The sources tell of this only as what was to come."), absent: true}}
		}
	}
	return nil
}

// aheadOf reports whether the verb at v is told as what is to come: will hold, is to
// be held, due to be held.
func (t *text) aheadOf(v int) bool {
	for i := v - 1; i >= max(0, v-3) && !t.breaks(i); i-- {
		if t.aheadAt(i) {
			return true
		}
		if w := t.words[i].Word; !betweenVerbs[w] && !strings.HasSuffix(w, "ly") {
			return false
		}
	}
	return false
}

// happened reports whether the fact tells what words first to last date as past.
func (a *alignment) happened(first, last int) bool {
	from, to := a.around(first, last)
	past := false
	for i := from; i <= to; i++ {
		w := a.words[i]
		if !a.timed[i] && (comingWords[w.Word] || a.hedges(i)) {
			return false
		}
		past = past || w.verb() || pastAuxiliaries[w.Word]
	}
	return past
}

var (
	comingWords     = words.Set(`will would shall should may might could can cannot won't wouldn't to due set planned scheduled expected`)
	aheadWords      = words.Set(`will would shall won't wouldn't planned scheduled`)
	toCome          = words.Set(`due set scheduled planned expected about plans hopes wants`)
	betweenVerbs    = words.Set(`be not also to soon now then still again first`)
	pastAuxiliaries = words.Set(`was were had did wasn't weren't didn't`)
)

// namedIn reports whether sentence n holds the verb and the names of the clause that a
// settlement dates.
func (a *alignment) namedIn(n int, s *settlement) bool {
	from, to := a.around(s.first, s.last)
	ps := a.laid(n)
	if v := a.verbOf(s.first, s.last); v >= 0 && a.weight[v] > 0 && ps[v] < 0 && !befalling[a.words[v].Stem] {
		return false
	}
	for i := from; i <= to; i++ {
		if a.words[i].class == name && !a.timed[i] && ps[i] < 0 {
			return false
		}
	}
	return true
}

// borneElsewhere looks for a sentence that was not chosen, and tells of the same at
// the very time, in other words for it: a claim gives in full what reports call Sunday.
func (a *alignment) borneElsewhere(start int, s settlement) (int, bool) {
	from, to := a.around(s.first, s.last)
	total := 0.0
	for i := from; i <= to; i++ {
		total += a.tells(i)
	}
	var near []heldBy
	for n := range a.x.sentences {
		if held := a.heldOf(n, from, to); held > 0 && held >= sameEventShare*total && !slices.Contains(a.chosen, n) {
			near = append(near, heldBy{n, held})
		}
	}
	slices.SortStableFunc(near, func(a, b heldBy) int { return cmp.Compare(b.held, a.held) })
	for _, h := range near[:min(len(near), datedMax)] {
		m, ok := a.saidBeside(h.n, start)
		if ok && slices.ContainsFunc(a.own(h.n, &s), func(e moment) bool { return a.told(h.n, &s, &e, a.fitOf(h.n, &m, &e)) == borne }) {
			return h.n, true
		}
	}
	return 0, false
}

// A heldBy is a sentence and the weight of a clause that it holds.
type heldBy struct {
	n    int
	held float64
}

// datedMax is the most sentences that were not chosen whose dates are read.
const datedMax = 8

// tells is how much word i says of what is dated; a verb that only tells that it was,
// as "held" of an election, little.
func (a *alignment) tells(i int) float64 {
	switch {
	case a.timed[i]:
		return 0
	case befalling[a.words[i].Stem]:
		return lightWeight * a.weight[i]
	}
	return a.weight[i]
}

var befalling = words.Set(`held hold took take place happen occur began begin begun start`)

// heldOf is the weight of words from to to of the fact, dates left out, that sentence n holds.
func (a *alignment) heldOf(n, from, to int) float64 {
	held := a.x.sentences[n]
	sum := 0.0
	for i := from; i <= to; i++ {
		if slices.ContainsFunc(a.matched[i], func(m match) bool { return slices.Contains(held, m.term) }) {
			sum += a.tells(i)
		}
	}
	return sum
}
