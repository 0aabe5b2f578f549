package storetest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

func testEmpty(t *testing.T, s retrieval.Store) {
	equal(t, "nearest", ids(t, s, []float32{1, 0}, 5), nil)
	equal(t, "all", all(t, s, 5), nil)
	equalRevisions(t, s, map[string][]string{})
	put(t, s)
	remove(t, s, "courier", "aaaa")
}

func testOrder(t *testing.T, s retrieval.Store) {
	// Lengths differ, so that what counts is the cosine and not the dot product.
	put(t, s,
		Doc("far", "1", []float32{-9, 0, 0}),
		Doc("near", "1", []float32{0.5, 0.5, 0}, []float32{1e-6, 0, 0}),
		Doc("across", "1", []float32{0, 0, 1e6}))
	got := nearest(t, s, []float32{3, 0, 0}, 10)
	want := []struct {
		id    string
		score float64
	}{
		{"near@1:100-190", 1},
		{"near@1:0-90", math.Sqrt2 / 2},
		{"across@1:0-90", 0},
		{"far@1:0-90", -1},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d passages, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Passage.ID != w.id || math.Abs(got[i].Score-w.score) > 1e-6 {
			t.Errorf("rank %d: got %s %v, want %s %v", i, got[i].Passage.ID, got[i].Score, w.id, w.score)
		}
		if sc := got[i].Score; sc < -1 || sc > 1 {
			t.Errorf("%s: score %v is not from -1 to 1", w.id, sc)
		}
	}
	if whole := Doc("near", "1", nil, nil).Passages[1]; got[0].Passage != whole {
		t.Errorf("got %+v, want %+v", got[0].Passage, whole)
	}
}

func testTies(t *testing.T, s retrieval.Store) {
	var want []string
	put(t, s, Doc("best", "1", []float32{1, 0.5}), Doc("worst", "1", []float32{-1, 0}))
	for i := range 40 { // 7 and 40 have no common divisor: every article once, out of order
		d := Doc(fmt.Sprintf("a%02d", i*7%40), "1", []float32{2, 1.5}) // twice is the same direction
		if i%2 == 0 {
			d.Vectors[0] = []float32{4, 3}
		}
		put(t, s, d)
		want = append(want, d.Passages[0].ID)
	}
	slices.Sort(want)
	want = slices.Concat([]string{"best@1:0-90"}, want, []string{"worst@1:0-90"})
	for _, n := range []int{1, 2, 5, 40, 41, 42} {
		equal(t, fmt.Sprintf("n = %d", n), ids(t, s, []float32{2, 1}, n), want[:n])
	}
}

func testClamp(t *testing.T, s retrieval.Store) {
	put(t, s, Doc("a", "1", []float32{1, 0}, []float32{0, 1}))
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 3: 2, math.MaxInt: 2} {
		if got := len(ids(t, s, []float32{1, 1}, n)); got != want {
			t.Errorf("n = %d: got %d passages, want %d", n, got, want)
		}
	}
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 1, math.MaxInt: 2} {
		if page, err := s.All(t.Context(), "", n); err != nil || len(page) != want {
			t.Errorf("page of %d: got %d passages, %v, want %d", n, len(page), err, want)
		}
	}
}

func testZero(t *testing.T, s retrieval.Store) {
	put(t, s, Doc("a", "1", []float32{0, 0}))
	equal(t, "only zero vectors", ids(t, s, []float32{1, 0}, 5), nil)
	put(t, s, Doc("b", "1", []float32{0, 0}, []float32{-1, 0}, []float32{0, 0}))
	equal(t, "some zero vectors", ids(t, s, []float32{1, 0}, 5), []string{"b@1:100-190"})
	equal(t, "zero question", ids(t, s, []float32{0, 0}, 5), nil)
	if got := len(all(t, s, 2)); got != 4 {
		t.Errorf("all: got %d passages, want 4, zero vectors or not", got)
	}
	remove(t, s, "b", "1")
	equal(t, "only zero vectors again", ids(t, s, []float32{1, 0}, 5), nil)
}

func testDimensions(t *testing.T, s retrieval.Store) {
	bad := []retrieval.Document{Doc("a", "1", []float32{1, 0}, []float32{1, 0, 0})}
	if err := s.Put(t.Context(), bad); err == nil {
		t.Error("two and three dimensions in one document were put")
	}
	if err := s.Put(t.Context(), []retrieval.Document{Doc("a", "1", []float32{})}); err == nil {
		t.Error("a vector without dimensions was put")
	}
	put(t, s, Doc("b", "1", []float32{1, 0, 0})) // what was refused has set no dimension
	if err := s.Put(t.Context(), []retrieval.Document{Doc("c", "1", []float32{1, 0})}); err == nil {
		t.Error("two dimensions were put among three")
	}
	for _, v := range [][]float32{nil, {1, 0}, {0, 0}, {1, 0, 0, 0}} {
		if _, err := s.Nearest(t.Context(), v, 1); err == nil {
			t.Errorf("nearest to %v among three dimensions: no error", v)
		}
	}
	equalRevisions(t, s, map[string][]string{"b": {"1"}})
	equal(t, "nearest", ids(t, s, []float32{1, 0, 0}, 5), []string{"b@1:0-90"})
}

// testRefused puts good documents around a bad one: none of them may stay.
func testRefused(t *testing.T, s retrieval.Store) {
	put(t, s, Doc("there", "1", []float32{1, 0}))
	for name, bad := range badDocs() {
		before := s.Version()
		err := s.Put(t.Context(), []retrieval.Document{Doc("good", "1", []float32{1, 0}), bad, Doc("other", "1", []float32{1, 1})})
		if err == nil {
			t.Errorf("%s: no error", name)
		} else if !strings.Contains(err.Error(), "bad@1") {
			t.Errorf("%s: error %q does not name bad@1", name, err)
		}
		if s.Version() != before {
			t.Errorf("%s: version moved", name)
		}
	}
	equalRevisions(t, s, map[string][]string{"there": {"1"}})
	equal(t, "nearest", ids(t, s, []float32{1, 0}, 5), []string{"there@1:0-90"})
	for _, v := range [][]float32{{nan, 0}, {1, inf}} {
		if _, err := s.Nearest(t.Context(), v, 1); err == nil {
			t.Errorf("nearest to %v: no error", v)
		}
	}
}

var nan, inf = float32(math.NaN()), float32(math.Inf(1))

// badDocs returns versions of bad@1 that cannot be put after there@1 and good@1.
func badDocs() map[string]retrieval.Document {
	short := Doc("bad", "1", []float32{1, 0}, []float32{0, 1})
	short.Vectors = short.Vectors[:1]
	long := Doc("bad", "1", []float32{1, 0})
	long.Vectors = append(long.Vectors, []float32{0, 1})
	named := func(ids ...string) retrieval.Document {
		d := Doc("bad", "1", []float32{1, 0}, []float32{0, 1})
		for i, id := range ids {
			d.Passages[i].ID = id
		}
		return d
	}
	return map[string]retrieval.Document{
		"missing vector":    short,
		"extra vector":      long,
		"wrong dimension":   Doc("bad", "1", []float32{1, 0}, []float32{1}),
		"not a number":      Doc("bad", "1", []float32{1, nan}),
		"infinite":          Doc("bad", "1", []float32{inf, 0}),
		"empty ID":          named(""),
		"ID twice":          named("x", "x"),
		"ID of another":     named("there@1:0-90"),
		"ID of a neighbour": named("good@1:0-90"),
	}
}
