package claim

import (
	"footnote/answer/quantity"
	"footnote/internal/words"
)

// negations finds words that the fact denies and the evidence affirms, or the
// other way round.
func (a *alignment) negations(strict bool) []finding {
	t := a.x.text(a.chosen[0])
	ps := a.places(t)
	for i, w := range a.words {
		if ps[i] < 0 || w.class == name || w.class == number || a.inQuotes(i) {
			continue
		}
		mine, theirs := w.negated, t.words[ps[i]].negated
		opposite := false
		switch {
		case mine == theirs:
			continue
		case mine:
			opposite = (!t.denies(ps[i]) || strict && a.denials() > t.denials() && a.tellsAgain(i, ps)) && a.firstUnder(a.text, i)
		default:
			opposite = (!a.denies(i) || strict && t.denials() > a.denials() && a.tellsAgain(i, ps)) && a.firstUnder(t, ps[i])
		}
		if !opposite {
			continue
		}
		detail := "The sources deny this."
		if mine {
			detail = "The sources do not deny this."
		}
		return []finding{{Problem: a.problem(Negation, i, i, "%s", detail), hard: true}}
	}
	return nil
}

// denies reports whether the text denies anything, in whatever words but word i.
func (t *text) denies(i int) bool {
	for j, w := range t.words {
		if w.negated || j != i && denial[w.Stem] {
			return true
		}
	}
	return false
}

// tellsAgain reports whether what stands for word i stands between the same neighbours:
// the fact is told again in the words of the evidence.
func (a *alignment) tellsAgain(i int, ps []int) bool {
	l, r := a.beside(i, -1), a.beside(i, 1)
	return l >= 0 && r >= 0 && ps[l] >= 0 && ps[l] < ps[i] && ps[i] < ps[r] && ps[r]-ps[l] <= r-l+2
}

// denials is how often the text denies. Where a fact is told again in the same words,
// strictly, one denial excuses no second.
func (t *text) denials() int {
	n := 0
	for _, w := range t.words {
		if isNegator(w.Word) || denial[w.Stem] {
			n++
		}
	}
	return n
}

// denial are stems of words that deny without a negation.
var denial = words.Set(`deni refus reject fail unabl imposs lack without avoid prevent unlik instead rather absent`)

// firstUnder reports whether word j is the first word of content under its negation.
func (a *alignment) firstUnder(t *text, j int) bool {
	for k := j - 1; k >= 0 && t.words[k].negated; k-- {
		if t.words[k].class != function {
			return false
		}
	}
	return true
}

// swaps finds words of the fact in whose place the evidence has another: its
// neighbours stand there, and between them or beside them a word that the fact lacks.
func (a *alignment) swaps(strict bool) []finding {
	var fs []finding
	for n, s := range a.chosen {
		t := a.x.text(s)
		ps := a.places(t)
		taken := map[int]bool{}
		for _, p := range ps {
			taken[p] = true
		}
		for i, w := range a.words {
			if a.weight[i] == 0 || a.settled[i].fit == borne || ps[i] >= 0 && !(strict && a.displaced(i, t, ps, taken)) || w.class == number || w.class == when || hasFinding(fs, a.start+w.Start) {
				continue
			}
			if f, ok := a.swap(i, n, t, ps, taken, strict); ok {
				fs = append(fs, f)
			}
		}
	}
	return fs
}

// swap finds what the sentence, the nth chosen, has in the place of word i.
func (a *alignment) swap(i, n int, t *text, ps []int, taken map[int]bool, strict bool) (finding, bool) {
	if j, near := a.opposite(i, t, ps, taken); j >= 0 && (near || a.held[i] == 0) && a.words[i].negated == t.words[j].negated {
		return finding{Problem: a.problem(Relation, i, i, "The sources say %q.", t.raw[t.words[j].Start:t.words[j].End]), hard: near}, true
	}
	if j := a.instead(i, t, ps, taken); j >= 0 && n == 0 && !addable(a.words[i].Stem, strict) && !(a.words[i].class == name && a.aliasIn(i, t)) {
		p := a.problem(Relation, i, i, "The sources have %q in its place.", t.raw[t.words[j].Start:t.words[j].End])
		return finding{Problem: p}, true
	}
	return finding{}, false
}

// displaced reports whether word i is a name in whose place the sentence has another,
// though it tells of it elsewhere.
func (a *alignment) displaced(i int, t *text, ps []int, taken map[int]bool) bool {
	if a.words[i].class != name {
		return false
	}
	j := a.instead(i, t, ps, taken)
	return j >= 0 && t.words[j].class == name && (ps[i] < ps[a.beside(i, -1)] || ps[i] > ps[a.beside(i, 1)])
}

func hasFinding(fs []finding, start int) bool {
	for _, f := range fs {
		if f.Start == start {
			return true
		}
	}
	return false
}

// opposite is the word of the sentence, not taken, that means the opposite of
// word i, and whether it stands near what a neighbour of i stands for; -1 where
// there is none.
func (a *alignment) opposite(i int, t *text, ps []int, taken map[int]bool) (int, bool) {
	if a.x.lang.Code() != "en" {
		return -1, false
	}
	found := -1
	l, r := a.beside(i, -1), a.beside(i, 1)
	for j, w := range t.words {
		if taken[j] || !opposed(a.words[i].Stem, w.Stem) {
			continue
		}
		found = j
		for _, b := range []int{l, r} {
			if b >= 0 && ps[b] >= 0 && ps[b]-j <= 4 && j-ps[b] <= 4 {
				return j, true
			}
		}
	}
	return found, false
}

// turning finds words that turn the sense of what follows, such as "considers" or
// "stopped", that the evidence does not have.
func (a *alignment) turning() []finding {
	var fs []finding
	t := a.x.text(a.chosen[0])
	ps := a.places(t)
	for i, w := range a.words {
		if !turns[w.Stem] || w.class == name || ps[i] >= 0 || a.held[i] >= 0.7 {
			continue
		}
		next := a.beside(i, 1)
		if next >= 0 && ps[next] >= 0 {
			fs = append(fs, finding{Problem: a.problem(Relation, i, next, "The sources do not say %q of it.", w.Word), hard: true, absent: true})
		}
	}
	return fs
}

// turns are stems of words that turn the sense of what follows.
var turns = words.Set(`stop refus fail consid reconsid threaten deni cancel avoid delay declin reject abandon former
	almost nearli never plan propos prevent alleg suppos unabl unlik except forget pretend`)

// instead is the word of the sentence that stands where word i of the fact would:
// between what stands for the neighbours of i. -1 where none does.
func (a *alignment) instead(i int, t *text, ps []int, taken map[int]bool) int {
	l, r := a.beside(i, -1), a.beside(i, 1)
	if l < 0 || r < 0 || ps[l] < 0 || ps[r] < 0 || ps[r] <= ps[l] || ps[r]-ps[l] > r-l+2 {
		return -1
	}
	for j := ps[l] + 1; j < ps[r]; j++ {
		if t.words[j].class != function && !taken[j] {
			return j
		}
	}
	return -1
}

// beside is the next word of content before or behind word i, within 3 words; -1 where there is none.
func (a *alignment) beside(i, step int) int {
	for j := i + step; j >= 0 && j < len(a.words) && j != i+4*step; j += step {
		if a.weight[j] > 0 {
			return j
		}
	}
	return -1
}

// gaps finds words of content that nothing in the evidence stands for.
func (a *alignment) gaps(strict bool) []finding {
	var fs []finding
	for i, w := range a.words {
		if w.class == content && a.weight[i] > 0 && a.known[i] == 0 && !addable(w.Stem, strict) && quantity.Unit(w.Stem) == "" {
			fs = append(fs, finding{Problem: a.problem(Missing, i, i, "Nothing in the sources says this.")})
		}
	}
	return fs
}
