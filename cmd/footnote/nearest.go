package main

import (
	"cmp"
	"slices"
	"strings"

	"footnote/internal/words"
)

// nearest returns up to n of names by how few letters have to change to make
// them out of word, ties in alphabetical order.
func nearest(word string, names []string, n int) []string {
	type near struct {
		name     string
		distance int
	}
	all := make([]near, len(names))
	for i, s := range names {
		all[i] = near{s, words.Distance(word, s)}
	}
	slices.SortFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	out := make([]string, 0, n)
	for _, c := range all[:min(n, len(all))] {
		out = append(out, c.name)
	}
	return out
}

// joinNames lists names: a, b and c.
func joinNames(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// closest returns the nearest of names if it may well be what was meant: it
// begins so, or no more than a third of its letters have to change.
func closest(word string, names []string) string {
	for _, n := range names {
		if len(word) > 1 && strings.HasPrefix(n, word) {
			return n
		}
	}
	for _, n := range nearest(word, names, 1) {
		if words.Distance(word, n) <= max(len(n)/3, 1) && len(n) > 1 {
			return n
		}
	}
	return ""
}
