package copies

import (
	"cmp"
	"slices"
)

// A union keeps which of n things belong together: each points to another of its
// group, the last to itself.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) { u[u.find(i)] = u.find(j) }

// groups returns the ids of docs that belong together, where there are two or more.
func (u union) groups(docs []doc) [][]string {
	byRoot := map[int][]string{}
	for i, d := range docs {
		root := u.find(i)
		byRoot[root] = append(byRoot[root], d.id)
	}
	var out [][]string
	for _, ids := range byRoot {
		if len(ids) > 1 {
			slices.Sort(ids)
			out = append(out, ids)
		}
	}
	slices.SortFunc(out, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return out
}
