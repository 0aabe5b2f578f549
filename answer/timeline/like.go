package timeline

import (
	"cmp"
	"slices"
)

// shared is the weight of terms that wide holds or holds the like of, leaving out
// those of except, and the whole weight without them. All are sorted by id.
func shared(terms, wide, except []term) (found, all float64) {
	j, k := 0, 0
	for _, t := range terms {
		for k < len(except) && except[k].id < t.id {
			k++
		}
		if k < len(except) && except[k].id == t.id {
			continue
		}
		all += t.weight
		for j < len(wide) && wide[j].id < t.id {
			j++
		}
		if j < len(wide) && wide[j].id == t.id {
			found += t.weight * wide[j].weight
		}
	}
	return found, all
}

// headLike is how well what happened in a is what happened in b, 0 to 1.
func headLike(a, b *mention) float64 {
	best := 0.0
	for _, h := range a.heads {
		i, ok := slices.BinarySearchFunc(b.wideHead, h.id, func(t term, id int32) int { return cmp.Compare(t.id, id) })
		if ok {
			best = max(best, h.weight*b.wideHead[i].weight)
		}
	}
	return best
}

// allLike is how well each thing that happens in a is found in b and the other
// way round: the worst of them, 0 to 1.
func allLike(a, b *mention) float64 {
	worst := 1.0
	for _, pair := range [][2]*mention{{a, b}, {b, a}} {
		for _, h := range pair[0].heads {
			one := mention{heads: []term{{h.id, 1}}}
			worst = min(worst, headLike(&one, pair[1]))
		}
	}
	return worst
}

// common reports whether two sorted lists share a member.
func common(a, b []int32) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			return true
		}
	}
	return false
}
