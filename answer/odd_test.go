package answer_test

import (
	"testing"

	"footnote/answer"
)

// What no word of the sources can bear out is refused: questions, signs that say
// something, words hidden by invisible joiners, and claims that stand on everything.
func TestOddClaims(t *testing.T) {
	v := view(t, harbour)
	evidence := sentences(v)
	all := make([]int, len(evidence))
	quay := 0
	for i, e := range evidence {
		all[i] = i + 1
		if e.Sentence.Text == "The town built the new quay for $40 million in 2029." {
			quay = i + 1
		}
	}
	tests := []struct {
		text  string
		cited []int
		want  bool
	}{
		{"The town built the quay for $40 million in 2029.", []int{quay}, true},
		{"The town built the quay for $40 million in 2029?", []int{quay}, false},
		{"The town built the quay 🚫 for $40 million in 2029.", []int{quay}, false},
		{"The town ≠ built the quay for $40 million in 2029.", []int{quay}, false},
		{"The town built the quay for $40½ million in 2029.", []int{quay}, false},
		{"The town built n\u200dot the quay for $40 million in 2029.", []int{quay}, false},
		{"The town bu\u200bilt the quay for $40 million in 2029.", []int{quay}, true},
		{"The town built the quay for $40 million in 2029.", all, false},
	}
	for _, c := range tests {
		a := answer.Verify(v, answer.Draft{Claims: []answer.Assertion{{Text: c.text, Cited: c.cited}}}, evidence)
		if got := !a.Refused(); got != c.want {
			t.Errorf("%q: shown %v, want %v: %v", c.text, got, c.want, a.Receipt().Judged)
		}
	}
}

// A source's own sentence is its own proof, invisible letters and all.
func TestOwnSentenceWithJoiners(t *testing.T) {
	v := view(t, map[string]string{"a.txt": "The har\u00adbour of Korvale closed after the storm, and the ferry stayed.\n"})
	evidence := sentences(v)
	text := evidence[0].Sentence.Text
	a := answer.Verify(v, answer.Draft{Claims: []answer.Assertion{{Text: text, Cited: []int{1}}}}, evidence)
	if a.Refused() || a.Text() != text {
		t.Errorf("got %q, want %q", a.Text(), text)
	}
}
