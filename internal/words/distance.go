package words

import "strings"

// Distance is the number of letters to insert, delete, replace or swap with
// their neighbour to make b out of a, whatever their case (optimal string
// alignment). Words of more than 100 letters are compared by their first 100.
func Distance(a, b string) int {
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
