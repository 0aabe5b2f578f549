package retrieval

import (
	"slices"

	"footnote/article"
)

// withDated adds to the candidates places of their articles that hold a sentence of
// the time asked for, so that what says it in other words is looked at too.
func (v *View) withDated(t *timing, cands []candidate) []candidate {
	if t == nil || len(t.asked) == 0 {
		return cands
	}
	have := map[int]bool{}
	for _, c := range cands {
		have[c.place] = true
	}
	firsts := v.firstPlaces()
	var more []candidate
	for _, d := range t.all {
		if len(more) == rerankDepth/2 {
			break
		}
		if !slices.ContainsFunc(t.asked, func(a askedTime) bool { return t.fit(&a, d) > 0 }) {
			continue
		}
		if p := v.placeOf(d.at, firsts); p >= 0 && !have[p] {
			have[p] = true
			more = append(more, candidate{place: p})
		}
	}
	return slices.Insert(cands, min(len(cands), rerankDepth-len(more)), more...)
}

// firstPlaces are the indexes of the articles' first places; those of one article
// follow each other, in order.
func (v *View) firstPlaces() map[*article.Article]int {
	firsts := map[*article.Article]int{}
	for i, p := range v.places {
		if i == 0 || v.places[i-1].art != p.art {
			firsts[p.art] = i
		}
	}
	return firsts
}

// placeOf is the index of the place that holds a sentence; -1 for none.
func (v *View) placeOf(at sentenceAt, firsts map[*article.Article]int) int {
	first, ok := firsts[at.art]
	if !ok {
		return -1
	}
	n, _ := slices.BinarySearchFunc(v.places[first:], at, func(p place, at sentenceAt) int {
		if p.art == at.art && p.to <= at.index {
			return -1
		}
		return 1
	})
	if p := first + n; p < len(v.places) && v.places[p].art == at.art && v.places[p].from <= at.index {
		return p
	}
	return -1
}
