// Package storetest holds what every retrieval.Store promises, as one suite.
//
// Beyond the words of the interface it asks for three things without which a
// store could not keep them: a vector that is not finite is refused, as is a
// passage whose ID is empty or taken by another one, and a change that changes
// nothing leaves Version alone.
package storetest

import (
	"fmt"
	"slices"
	"testing"

	"footnote/article"
	"footnote/retrieval"
)

// Run checks the stores that open returns. Each test opens one, which must be
// empty; what has to be closed open leaves to t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) retrieval.Store) {
	tests := []struct {
		name string
		test func(*testing.T, retrieval.Store)
	}{
		{"empty", testEmpty},
		{"order", testOrder},
		{"ties", testTies},
		{"clamp", testClamp},
		{"zero vectors", testZero},
		{"dimensions", testDimensions},
		{"refused", testRefused},
		{"idempotence", testIdempotence},
		{"delete", testDelete},
		{"revisions", testRevisions},
		{"no passages", testNoPassages},
		{"paging", testPaging},
		{"version", testVersion},
		{"aliasing", testAliasing},
		{"cancelled", testCancelled},
		{"goroutines", testGoroutines},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.test(t, open(t)) })
	}
}

// Doc is a document with one passage for each vector. Passage i has the bytes
// from 100*i on and the ID article@rev:start-end.
func Doc(id, rev string, vectors ...[]float32) retrieval.Document {
	d := retrieval.Document{Article: id, Rev: rev, Vectors: vectors}
	for i := range vectors {
		s := article.Span{Article: id, Rev: rev, Start: 100 * i, End: 100*i + 90}
		d.Passages = append(d.Passages, retrieval.Passage{
			ID:      fmt.Sprintf("%s@%s:%d-%d", id, rev, s.Start, s.End),
			Span:    s,
			Text:    fmt.Sprintf("Passage %d of %s “%s”.", i, id, rev),
			Context: "The title of " + id + ", Harbour Courier, 4 May 2024",
		})
	}
	return d
}

func put(t *testing.T, s retrieval.Store, docs ...retrieval.Document) {
	t.Helper()
	if err := s.Put(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, s retrieval.Store, id, rev string) {
	t.Helper()
	if err := s.Delete(t.Context(), id, rev); err != nil {
		t.Fatal(err)
	}
}

func nearest(t *testing.T, s retrieval.Store, v []float32, n int) []retrieval.Near {
	t.Helper()
	near, err := s.Nearest(t.Context(), v, n)
	if err != nil {
		t.Fatal(err)
	}
	return near
}

// ids returns the IDs of what is nearest to v.
func ids(t *testing.T, s retrieval.Store, v []float32, n int) []string {
	t.Helper()
	var got []string
	for _, h := range nearest(t, s, v, n) {
		got = append(got, h.Passage.ID)
	}
	return got
}

// all returns every passage, read in pages of n.
func all(t *testing.T, s retrieval.Store, n int) []retrieval.Passage {
	t.Helper()
	var got []retrieval.Passage
	for after := ""; ; after = got[len(got)-1].ID {
		page, err := s.All(t.Context(), after, n)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			return got
		}
		if len(page) > n {
			t.Fatalf("page of %d passages, want at most %d", len(page), n)
		}
		got = append(got, page...)
	}
}

// revisions returns what is there, the revisions of an article in order.
func revisions(t *testing.T, s retrieval.Store) map[string][]string {
	t.Helper()
	revs, err := s.Revisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range revs {
		slices.Sort(r)
	}
	return revs
}

func equal[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func equalRevisions(t *testing.T, s retrieval.Store, want map[string][]string) {
	t.Helper()
	if got := revisions(t, s); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("revisions: got %v, want %v", got, want)
	}
}
