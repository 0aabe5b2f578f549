package timeline

import (
	"cmp"
	"slices"

	"footnote/answer"
)

// Citations are those of all entries and of their other dates, each number once, in
// order of number.
func (t Timeline) Citations() []answer.Citation {
	var all []answer.Citation
	for _, e := range t.Entries {
		all = append(all, e.Citations...)
		for _, o := range e.Others {
			all = append(all, o.Citations...)
		}
	}
	return answer.Once(all)
}

// Heaviest is the timeline with the n entries of most weight alone, of equal ones
// the earlier, in the order that they had. Footnotes keep their numbers.
func (t Timeline) Heaviest(n int) Timeline {
	if len(t.Entries) <= n {
		return t
	}
	order := ByWeight(t.Entries)[:max(n, 0)]
	slices.Sort(order)
	kept := make([]Entry, len(order))
	for i, at := range order {
		kept[i] = t.Entries[at]
	}
	t.Entries = kept
	return t
}

// ByWeight are the places of the entries, the heaviest first, equal ones in order.
func ByWeight(entries []Entry) []int {
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(entries[b].Weight, entries[a].Weight) })
	return order
}
