package lexical

import (
	"strings"
	"testing"
)

func build(texts ...string) *Index {
	d := NewDictionary()
	var docs [][]Count
	for _, t := range texts {
		docs = append(docs, d.Count(strings.Fields(t)))
	}
	return Build(d, docs)
}

func terms(text string) []Term {
	var ts []Term
	for _, f := range strings.Fields(text) {
		ts = append(ts, Term{Text: f, Weight: 1})
	}
	return ts
}

func TestSearch(t *testing.T) {
	x := build(
		"bridge close repair bridge",
		"bridge ferry",
		"ferry ferry ferry harbour strike union wage town mayor quay",
		"",
		"ferry bridge",
	)
	tests := []struct {
		query string
		want  []int
	}{
		{"bridge", []int{0, 1, 4}},          // twice first; equal ones by place
		{"ferry bridge", []int{1, 4, 0, 2}}, // both words before many of one
		{"harbour", []int{2}},
		{"tunnel", nil},
		{"", nil},
	}
	for _, tt := range tests {
		var got []int
		for _, h := range x.Search(terms(tt.query), 10) {
			got = append(got, h.Doc)
			if h.Score <= 0 {
				t.Errorf("%q: score %v", tt.query, h.Score)
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%q: %v, want %v", tt.query, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%q: %v, want %v", tt.query, got, tt.want)
				break
			}
		}
	}
}

func TestSearchKeepsTheBestOfMany(t *testing.T) {
	var texts []string
	for i := range 1000 {
		texts = append(texts, "bridge"+strings.Repeat(" pad", i%50)+strings.Repeat(" bridge", i%7))
	}
	x := build(texts...)
	all := x.Search(terms("bridge"), 1000)
	few := x.Search(terms("bridge"), 5)
	for i := range few {
		if few[i] != all[i] {
			t.Errorf("hit %d: %v, want %v", i, few[i], all[i])
		}
	}
}

func TestIDF(t *testing.T) {
	x := build("bridge ferry", "bridge", "bridge")
	if !(x.IDF("tunnel") > x.IDF("ferry") && x.IDF("ferry") > x.IDF("bridge") && x.IDF("bridge") > 0) {
		t.Errorf("none %v, one %v, all %v", x.IDF("tunnel"), x.IDF("ferry"), x.IDF("bridge"))
	}
}

// A dictionary goes on growing while an older index is searched.
func TestATermNewerThanTheIndex(t *testing.T) {
	d := NewDictionary()
	x := Build(d, [][]Count{d.Count([]string{"bridge"})})
	d.Count([]string{"tunnel"})
	if hits := x.Search(terms("tunnel"), 5); len(hits) != 0 {
		t.Errorf("%v, want none", hits)
	}
}

func BenchmarkSearch(b *testing.B) {
	var texts []string
	for i := range 50_000 {
		texts = append(texts, strings.Repeat("common ", 5)+"word"+strings.Repeat("x", i%97))
	}
	x := build(texts...)
	for b.Loop() {
		x.Search(terms("common wordxxx word"), 100)
	}
}
