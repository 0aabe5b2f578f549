package main

import (
	"cmp"
	"slices"
	"strings"
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
		all[i] = near{s, distance(word, s)}
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
		if distance(word, n) <= max(len(n)/3, 1) && len(n) > 1 {
			return n
		}
	}
	return ""
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to make b out of a, whatever their case (optimal string
// alignment). Words of more than 100 letters are compared by their first 100.
func distance(a, b string) int {
	s, t := letters(a), letters(b)
	before, above, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range above {
		above[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			row[j+1] = min(above[j+1]+1, row[j]+1, above[j]+differ(s[i], t[j]))
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(t)]
}

func letters(s string) []rune {
	r := []rune(strings.ToLower(s))
	return r[:min(len(r), 100)]
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}
