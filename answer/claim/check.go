package claim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/answer/quantity"
)

// numbers finds the quantities of the fact that the evidence does not bear out.
func (a *alignment) numbers(strict bool) []finding {
	var fs []finding
	for _, q := range a.counts {
		if a.covered(q.First) && a.covered(q.Last) {
			continue // dates tell more of it
		}
		state, other := a.numberHeld(q, strict)
		switch state {
		case differs:
			fs = append(fs, finding{Problem: a.problem(Number, q.First, q.Last, "The sources say %s.", other), hard: true})
		case lacks:
			if a.single(q) || !strict && a.elsewhere(q) {
				continue
			}
			fs = append(fs, finding{Problem: a.problem(Number, q.First, q.Last, "This number is not in the sources.")})
		}
	}
	return fs
}

type state uint8

const (
	holds state = iota
	lacks
	differs
)

// numberHeld looks for the quantity in the chosen sentences, of the same things;
// other is the number that stands there instead.
func (a *alignment) numberHeld(q quantity.Quantity, strict bool) (state, string) {
	s, other := lacks, ""
	for _, n := range a.chosen {
		t := a.x.text(n)
		for _, h := range t.counts {
			same := a.sameThing(q, t, h)
			switch {
			case q.Agree(h, strict) && (same || !strict && !a.otherThing(q, t, h)):
				return holds, ""
			case s == lacks && q.Code == "" && h.Code == "" && q.Unit == h.Unit && (a.sameHead(q, t, h) || strict && q.Value == h.Value && same):
				s, other = differs, fmt.Sprintf("%q, %s", t.raw[t.words[h.First].Start:t.words[h.Last].End], h.Bound)
			}
		}
	}
	return s, other
}

// elsewhere reports whether a sentence that was not chosen gives the quantity, of
// the same thing: a summary takes its numbers from anywhere. That sentence is cited too.
func (a *alignment) elsewhere(q quantity.Quantity) bool {
	things := counted(a.text, q)
	if len(things) == 0 {
		return false
	}
	left := elsewhereMax
	for n, held := range a.x.sentences {
		if left == 0 || slices.Contains(a.chosen, n) || !slices.ContainsFunc(a.matched[things[0]], func(m match) bool { return slices.Contains(held, m.term) }) {
			continue
		}
		left--
		t := a.x.text(n)
		if slices.ContainsFunc(t.counts, func(h quantity.Quantity) bool { return q.Agree(h, false) && a.sameHead(q, t, h) }) {
			a.besides = append(a.besides, n)
			return true
		}
	}
	return false
}

// elsewhereMax is the most sentences that are searched for a quantity.
const elsewhereMax = 50

// single reports whether the quantity is one of something, of which a chosen
// sentence tells with an article: "one rally" of "a new rally". At least one there
// is of whatever it tells of.
func (a *alignment) single(q quantity.Quantity) bool {
	things := counted(a.text, q)
	if a.words[q.First].Word != "one" || q.Last > q.First || len(things) == 0 {
		return false
	}
	if q.Bound == quantity.Over {
		return a.held[things[0]] > 0
	}
	for _, n := range a.chosen {
		t := a.x.text(n)
		for j, w := range t.words {
			for k := max(0, j-3); w.Word == a.words[things[0]].Word && k < j; k++ {
				if b := t.words[k].Word; b == "a" || b == "an" || b == "another" {
					return true
				}
			}
		}
	}
	return false
}

// sameThing reports whether what the fact counts is what the evidence counts: a
// word behind one number stands behind the other.
func (a *alignment) sameThing(q quantity.Quantity, t *text, h quantity.Quantity) bool {
	mine, theirs := counted(a.text, q), counted(t, h)
	if len(mine) == 0 || len(theirs) == 0 {
		return q.Unit == h.Unit
	}
	for _, i := range mine {
		for _, j := range theirs {
			if a.standsFor(i, t, j) {
				return true
			}
		}
	}
	return false
}

// sameHead reports whether the next words of content behind both numbers are the same.
func (a *alignment) sameHead(q quantity.Quantity, t *text, h quantity.Quantity) bool {
	mine, theirs := counted(a.text, q), counted(t, h)
	return len(mine) > 0 && len(theirs) > 0 && a.standsFor(mine[0], t, theirs[0])
}

// otherThing reports whether both numbers count something and the evidence never
// speaks of what the fact counts.
func (a *alignment) otherThing(q quantity.Quantity, t *text, h quantity.Quantity) bool {
	mine, theirs := counted(a.text, q), counted(t, h)
	if len(mine) == 0 || len(theirs) == 0 {
		return false
	}
	for _, i := range mine {
		if a.held[i] > 0 {
			return false
		}
	}
	return true
}

// counted are the words of content, of 3 at most, behind a number in its clause.
func counted(t *text, q quantity.Quantity) []int {
	var ws []int
	for i := q.Last + 1; i < len(t.words) && i <= q.Last+4 && len(ws) < 3; i++ {
		if strings.ContainsAny(t.between(i-1, i), ",;:()\"“”") {
			break
		}
		if clauseWords[t.words[i].Word] {
			break
		}
		if (t.words[i].class == content || t.words[i].class == name) && quantity.Unit(t.words[i].Stem) == "" {
			ws = append(ws, i)
		}
	}
	return ws
}

// standsFor reports whether word j of the sentence may stand for word i of the fact.
func (a *alignment) standsFor(i int, t *text, j int) bool {
	if a.words[i].Stem == t.words[j].Stem {
		return true
	}
	id, ok := a.x.terms[t.words[j].Stem]
	if !ok {
		return false
	}
	for _, m := range a.matched[i] {
		if m.term == id {
			return true
		}
	}
	return false
}

// dates finds what the chosen sentences date otherwise; where that cannot be resolved
// on both sides, the words of time that they lack.
func (a *alignment) dates(strict bool) []finding {
	fs := a.dated(strict)
	for i, w := range a.words {
		if w.class == when && a.held[i] == 0 && !a.covered(i) {
			p := a.problem(Date, i, i, "The sources do not give this date here.")
			fs = append(fs, finding{Problem: p, hard: a.known[i] == 0 || strict && a.otherTime(w), absent: !a.otherTime(w)})
		}
		if u := i + 1; deictic[w.Word] != 0 && u < len(a.words) && timeUnits[a.words[u].Stem] && !a.covered(u) {
			if other := a.otherDeictic(w.Word, a.words[u].Stem); other != "" {
				fs = append(fs, finding{Problem: a.problem(Date, i, u, "The sources say %q.", other), hard: true})
			}
		}
	}
	return fs
}

// otherTime reports whether the best sentence gives another time of the same form.
func (a *alignment) otherTime(w word) bool {
	for _, h := range a.x.text(a.chosen[0]).words {
		if h.class == when && h.Number == w.Number && h.Stem != w.Stem {
			return true
		}
	}
	return false
}

// otherDeictic is how the chosen sentences place the same unit otherwise; empty
// where one places it so, or none places it.
func (a *alignment) otherDeictic(word, unit string) string {
	other := ""
	for _, n := range a.chosen {
		t := a.x.text(n)
		for j := 0; j+1 < len(t.words); j++ {
			d := deictic[t.words[j].Word]
			if d == 0 || t.words[j+1].Stem != unit {
				continue
			}
			if d == deictic[word] {
				return ""
			}
			other = t.raw[t.words[j].Start:t.words[j+1].End]
		}
	}
	return other
}

// quotes finds quotations that no sentence of the evidence holds word for word.
func (a *alignment) quotes(strict bool) []finding {
	var fs []finding
	for _, q := range a.quoted {
		if a.quoteHeld(q) || !strict && a.title(q) {
			continue
		}
		said := a.spoken(q.start, q.end)
		p := Problem{Quote, a.raw[q.start:q.end], a.start + q.start, a.start + q.end, "The sources do not hold these words in this order."}
		fs = append(fs, finding{Problem: p, hard: strings.Count(said, " ") > 3, absent: true})
	}
	return fs
}

// unclosed finds a quotation of which nobody can tell where it ends. A sentence that
// the evidence holds just so is cut out of a longer quotation.
func (a *alignment) unclosed() []finding {
	if a.open < 0 || slices.ContainsFunc(a.chosen, func(n int) bool { return a.x.evidence[n].Text == a.raw }) {
		return nil
	}
	p := Problem{Quote, a.raw[a.open:], a.start + a.open, a.start + len(a.raw), "This quotation mark has none to pair with."}
	return []finding{{Problem: p, absent: true}}
}

// cuts are what a quotation leaves out or puts in: an ellipsis, words in brackets.
var cuts = regexp.MustCompile(`\[[^\[\]]*\]|…|\.\.\.`)

// quoteHeld reports whether each uncut part of a quotation stands in the evidence.
func (a *alignment) quoteHeld(q span) bool {
	from := q.start
	for _, c := range append(cuts.FindAllStringIndex(a.raw[q.start:q.end], -1), []int{q.end - q.start, q.end - q.start}) {
		to := q.start + c[0]
		if said := a.spoken(from, to); said != " " && !a.saidSomewhere(said) {
			return false
		}
		from = q.start + c[1]
	}
	return true
}

// title reports whether what stands in quotation marks is a name or a title: all
// its words of content begin with a capital.
func (a *alignment) title(q span) bool {
	for _, w := range a.words {
		if w.Start >= q.start && w.End <= q.end && !w.Upper && !w.Number && w.End-w.Start > 2 && (!w.Stop || w.Start == q.start) {
			return false
		}
	}
	return true
}

// saidSomewhere looks for words in the chosen sentences, each with its neighbour.
func (a *alignment) saidSomewhere(said string) bool {
	for _, n := range a.chosen {
		here := a.x.text(n)
		all := here.spoken(0, len(here.raw))
		e := a.x.evidence[n]
		for d := 1; d <= 2; d++ {
			if m, ok := a.x.places[place{e.Article, e.Index + d}]; ok && m != n {
				t := a.x.text(m)
				all = strings.TrimSuffix(all, " ") + t.spoken(0, len(t.raw))
			}
		}
		if strings.Contains(all, said) {
			return true
		}
	}
	return false
}
