package claim

import (
	"cmp"
	"slices"
)

// An alignment lays a fact beside the sentences that support it best.
type alignment struct {
	fact
	x       *index
	weight  []float64     // of each word of the fact; 0 for those that say little
	total   float64       // of weight
	matched [][]match     // of each word: the terms that may stand for it
	chosen  []int         // sentences of the evidence, the best first
	besides []int         // sentences that hold a number of the fact, and were not chosen
	held    []float64     // of each word: how well the chosen sentences hold it, 0 to 1
	inFirst []float64     // how well the best sentence alone does
	known   []float64     // how well any sentence does
	settled []settlement  // of each word, what dates say of it
	byDate  []bool        // of each word: only a date in other words holds it
	timed   []bool        // of each word: it stands in an expression of time
	placed  map[int][]int // of chosen sentences: see places
}

// The sentences that a fact is aligned with: more than four prove too much.
const (
	maxChosen = 4
	leastGain = 0.07 // of the fact's weight, that a further sentence must bring
	nearBonus = 1.5  // for a sentence that stands near the best
)

func (x *index) align(f fact, all bool) *alignment {
	a := &alignment{fact: f, x: x}
	n := len(f.words)
	a.weight, a.matched, a.held = make([]float64, n), make([][]match, n), make([]float64, n)
	a.inFirst, a.known = make([]float64, n), make([]float64, n)
	a.settled, a.byDate, a.timed = make([]settlement, n), make([]bool, n), make([]bool, n)
	a.placed = map[int][]int{}
	byTerm := map[int32][]pair{}
	for i, w := range f.words {
		if w.class == function {
			continue
		}
		a.weight[i] = x.rarity(w.Stem)
		if !all && light[w.Stem] && w.class == content {
			a.weight[i] *= lightWeight
		}
		a.total += a.weight[i]
		a.matched[i] = x.matches(w.Token)
		for _, m := range a.matched[i] {
			byTerm[m.term] = append(byTerm[m.term], pair{i, m.closeness})
			a.known[i] = max(a.known[i], m.closeness)
		}
	}
	a.choose(byTerm, all)
	return a
}

// A pair is a word of the fact that a term may stand for.
type pair struct {
	word      int
	closeness float64
}

// choose takes the sentence that holds most of the fact, then those that add
// most to it.
func (a *alignment) choose(byTerm map[int32][]pair, all bool) {
	got := make([]float64, len(a.words))
	if all {
		a.chooseAll(byTerm, got)
		return
	}
	for len(a.chosen) < maxChosen {
		best, most := -1, leastGain*a.total
		for s := range a.x.sentences {
			if slices.Contains(a.chosen, s) {
				continue
			}
			if g := a.gain(s, byTerm, got); g > most {
				best, most = s, g
			}
		}
		if best < 0 {
			return
		}
		a.take(best, byTerm)
	}
}

// chooseAll takes all sentences, those that hold most of the fact first.
func (a *alignment) chooseAll(byTerm map[int32][]pair, got []float64) {
	order := make([]int, len(a.x.sentences))
	gains := make([]float64, len(order))
	for s := range order {
		order[s] = s
		gains[s] = a.gain(s, byTerm, got)
	}
	slices.SortStableFunc(order, func(s, t int) int { return cmp.Compare(gains[t], gains[s]) })
	for _, s := range order {
		a.take(s, byTerm)
	}
}

// gain is the weight of what sentence s would add to what is held.
func (a *alignment) gain(s int, byTerm map[int32][]pair, got []float64) float64 {
	copy(got, a.held)
	sum := 0.0
	for _, term := range a.x.sentences[s] {
		for _, p := range byTerm[term] {
			if p.closeness > got[p.word] {
				sum += (p.closeness - got[p.word]) * a.weight[p.word]
				got[p.word] = p.closeness
			}
		}
	}
	if len(a.chosen) > 0 && a.x.neighbours(s, a.chosen[0]) {
		sum *= nearBonus
	}
	return sum
}

func (a *alignment) take(s int, byTerm map[int32][]pair) {
	first := len(a.chosen) == 0
	a.chosen = append(a.chosen, s)
	for _, term := range a.x.sentences[s] {
		for _, p := range byTerm[term] {
			a.held[p.word] = max(a.held[p.word], p.closeness)
			if first {
				a.inFirst[p.word] = max(a.inFirst[p.word], p.closeness)
			}
		}
	}
}

// share is how much of the fact's weight a list of closenesses holds, 0 to 1.
func (a *alignment) share(held []float64) float64 {
	sum := 0.0
	for i, h := range held {
		sum += h * a.weight[i]
	}
	if a.total == 0 {
		return 0
	}
	return sum / a.total
}

// place is the word of the sentence that stands for word i of the fact, the
// closest and then the first; -1 where none does.
func (a *alignment) place(i int, t *text) int {
	best, most := -1, 0.0
	for j, w := range t.words {
		if w.class == function && a.words[i].class != name {
			continue
		}
		id, ok := a.x.terms[w.Stem]
		if !ok {
			continue
		}
		for _, m := range a.matched[i] {
			if m.term == id && m.closeness > most {
				best, most = j, m.closeness
			}
		}
	}
	return best
}

// places are the words of the sentence that stand for each word of the fact.
func (a *alignment) places(t *text) []int {
	ps := make([]int, len(a.words))
	for i := range ps {
		ps[i] = -1
		if a.weight[i] > 0 {
			ps[i] = a.place(i, t)
		}
	}
	return ps
}

// ordered is the share of neighbouring words of content that some chosen sentence
// holds close together too: the same words about other things do not.
func (a *alignment) ordered() float64 {
	var ws []int
	for i := range a.words {
		if a.weight[i] > 0 && !a.byDate[i] {
			ws = append(ws, i)
		}
	}
	if len(ws) < 2 {
		return a.share(a.held)
	}
	var all [][]int
	for _, s := range a.chosen {
		all = append(all, a.places(a.x.text(s)))
	}
	close := 0
	for k := 1; k < len(ws); k++ {
		for _, ps := range all {
			l, r := ps[ws[k-1]], ps[ws[k]]
			if l >= 0 && r >= 0 && l-r <= 5 && r-l <= 5 {
				close++
				break
			}
		}
	}
	return float64(close) / float64(len(ws)-1)
}
