package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A manner is how a clause says what it does, where it does not tell it as a fact.
type manner uint8

// The manners.
const (
	denies   manner = 1 << iota // somebody denied it
	wishes                      // it should be so
	unreal                      // it would have been so, was to be so
	supposes                    // if it were so
	foretold                    // a forecast, a poll, a model
	fears                       // it may be so
)

var (
	wishing  = words.Set(`should ought`)
	guessing = words.Set(`forecast forecasts predicted predicts prediction projected projection model simulation poll polls survey surveys pollsters bookmakers
		rumour rumours rumor rumors hoax`)
	fearing   = words.Set(`feared fear fears may might could`)
	supposing = words.Set(`if unless imagine suppose supposing assuming`)
	expecting = words.Set(`expected anticipated hoped planned intended`)
)

// manner is how the clause of a mark says it.
func (m mark) manner() (is manner) {
	t := m.in
	if t.denied(m.first) > 0 {
		is |= denies
	}
	from, _ := t.Bounds(m.first)
	if supposing[t.Word(from)] || supposing[t.Word(0)] && strings.HasPrefix(strings.ToLower(t.Text), t.Word(0)) {
		is |= supposes
	}
	m.inClause(func(i int) bool {
		is |= t.mannerAt(i, i < m.first)
		return false
	})
	if t.modelled(m) {
		is |= foretold
	}
	return is
}

// mannerAt is what word i makes of what its clause says; before tells that it stands before
// what is asked about.
func (t *telling) mannerAt(i int, before bool) manner {
	w, last, next := t.Word(i), t.Word(i-1), t.Word(i+1)
	was := last == "was" || last == "were"
	switch {
	case denying[t.Tokens[i].Stem] && t.Forms[i].Acts() && before:
		return denies
	case wishing[w]:
		return wishes
	case supposing[w] && w != "imagine":
		return supposes
	case (w == "would" || w == "could" || w == "might") && next == "have", w == "had" && expecting[next],
		w == "to" && was && (next == "be" || i+1 < len(t.Tokens) && t.Forms[i+1].Acts()):
		return unreal
	case fearing[w]:
		return fears
	case expecting[w] && clause.Being[last], guessing[w] && last != "the" && (w != "model" || last == "a" || last == "computer"):
		return foretold
	}
	return 0
}

// modelled reports whether a forecast, a poll or a model is the source of the clause of a
// mark: a model showed that 400 would die.
func (t *telling) modelled(m mark) bool {
	from, _ := t.Bounds(m.first)
	if from == 0 || t.Word(from) != "that" {
		return false
	}
	for i := 0; i < from; i++ {
		if guessing[t.Word(i)] {
			return true
		}
	}
	return false
}

// noFact reports whether x is no fact as y is one: denied, wished, forecast. What was
// feared or planned may turn out otherwise, which is an update.
func (p *pair) noFact(f *finding, x, y mark) bool {
	if !p.story || f.slot == Attribution || f.slot == Role || f.slot == Date && f.kind != Contradiction {
		return false
	}
	v, w := x.manner(), y.manner()
	only := v &^ w
	if f.slot == Event {
		only &= wishes | unreal | supposes
		return only != 0 && f.kind == Contradiction
	}
	if f.kind == Update {
		only &^= fears
	}
	if only&unreal != 0 && f.kind == Update && x.in.day < y.in.day {
		only &^= unreal
	}
	if q := x.quantAt(); q != nil && q.unit == "days" && f.kind == Contradiction && x.in.stagedAt(x) == planned && y.in.stagedAt(y) == done {
		return true
	}
	if only == foretold && x.in.stagedAt(x) == planned && y.in.stagedAt(y) == planned {
		return false
	}
	return only != 0
}

// stagedAt is how far what the clause of a mark tells has come.
func (t *telling) stagedAt(m mark) (now stage) {
	for n := range t.terms {
		if x := &t.terms[n]; x.clause == t.groups[m.first] && x.verb {
			now = max(now, x.stage)
		}
	}
	return now
}

// noteWords are words of a note in which an article corrects what it said.
var noteWords = []string{"earlier version", "previous version", "earlier report", "incorrectly", "wrongly", "misstated", "erroneously", "in error", "we reported", "was wrong", "were wrong", "correction:", "clarification:"}

// corrects reports whether a sentence tells what an article said wrongly before.
func (t *telling) corrects() bool {
	text := strings.ToLower(t.Text)
	for _, w := range noteWords {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// correctedNote reports whether x is what a note says that an article had wrong, which
// contradicts nobody.
func (p *pair) correctedNote(f *finding, x, _ mark) bool {
	return f.kind != Update && x.in.corrects()
}

// findDenied finds the numbers that the sentence says not to be so, which it sets another
// number against: 1,500 jobs, not 1,200. They are what was told before.
func (t *telling) findDenied() {
	note := t.corrects()
	for n := range t.quants {
		q := &t.quants[n]
		if q.none {
			continue
		}
		before := t.Word(q.first - 1)
		switch {
		case before == "not" && q.first > 1 && !clause.Being[t.Word(q.first-2)] && !t.Forms[q.first-2].Acts() && t.Forms[q.first-2] != clause.Auxiliary,
			before == "of" && t.Word(q.first-2) == "instead", before == "than" && t.Word(q.first-2) == "rather":
			q.earlier, q.newer = len(t.quants) > 1, false
		case note && !t.nowSaid(q):
			q.earlier, q.newer = true, false
		}
	}
}

// nowSaid reports whether a note of correction gives a number as the right one, or sets
// another against it as wrong.
func (t *telling) nowSaid(q *quant) bool {
	for i := range t.Tokens {
		switch w := t.Word(i); {
		case i < q.first && strings.Contains(t.Gap(i), ";"), i < q.first && (w == "correct" || w == "fact" || w == "actually" || w == "actual"):
			return true
		case i > q.last && w == "not" && i+1 < len(t.Tokens) && t.counts[i+1]:
			return true
		case i > q.last && (w == "instead" || w == "rather") && i+2 < len(t.Tokens) && t.counts[i+2]:
			return true
		}
	}
	return false
}

// otherMouth reports whether both numbers stand in quotations of two speakers.
func (p *pair) otherMouth(f *finding, x, y mark) bool {
	return f.kind == Contradiction && x.in.quoted[x.first] && y.in.quoted[y.first] && p.fit(p.a.voice.region, p.b.voice.region) < misfit
}
