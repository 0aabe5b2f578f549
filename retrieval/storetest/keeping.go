package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

func testIdempotence(t *testing.T, s retrieval.Store) {
	d := Doc("a", "1", []float32{1, 0}, []float32{0, 1})
	put(t, s, d, d)
	before := s.Version()
	put(t, s, d)
	other := Doc("a", "1", []float32{-1, 0}) // a revision is its bytes: what is there stays
	other.Passages[0].Text = "Something else."
	put(t, s, other, d)
	if s.Version() != before {
		t.Error("version moved though nothing changed")
	}
	equal(t, "all", all(t, s, 10), d.Passages)
	equal(t, "nearest", ids(t, s, []float32{1, 0}, 10), []string{"a@1:0-90", "a@1:100-190"})
	put(t, s, d, Doc("b", "1", []float32{1, 0})) // what is there does not stop what is new
	equalRevisions(t, s, map[string][]string{"a": {"1"}, "b": {"1"}})
}

func testDelete(t *testing.T, s retrieval.Store) {
	one, two := Doc("a", "1", []float32{1, 0}), Doc("a", "2", []float32{1, 0}, []float32{0, 1})
	put(t, s, one, two, Doc("b", "1", []float32{1, 0}))
	remove(t, s, "a", "3")
	remove(t, s, "c", "1")
	remove(t, s, "a", "1")
	remove(t, s, "a", "1")
	equalRevisions(t, s, map[string][]string{"a": {"2"}, "b": {"1"}})
	equal(t, "nearest", ids(t, s, []float32{1, 0}, 2), []string{"a@2:0-90", "b@1:0-90"})
	if got := all(t, s, 10); len(got) != 3 || got[0] != two.Passages[0] {
		t.Errorf("all after delete: got %v", got)
	}
	put(t, s, one)
	equal(t, "put again", ids(t, s, []float32{1, 0}, 1), []string{"a@1:0-90"})
	remove(t, s, "a", "1")
	remove(t, s, "a", "2")
	remove(t, s, "b", "1")
	equalRevisions(t, s, map[string][]string{})
	equal(t, "nearest in nothing", ids(t, s, []float32{1, 0}, 5), nil)
	equal(t, "all of nothing", all(t, s, 5), nil)
}

func testRevisions(t *testing.T, s retrieval.Store) {
	put(t, s, Doc("day2/courier", "old", []float32{1, 0}), Doc("wire", "1", []float32{0, 1}))
	put(t, s, Doc("day2/courier", "new", []float32{1, 1}))
	equalRevisions(t, s, map[string][]string{"day2/courier": {"new", "old"}, "wire": {"1"}})
	revs := revisions(t, s)
	delete(revs, "wire")
	revs["day2/courier"][0] = "spoilt"
	equalRevisions(t, s, map[string][]string{"day2/courier": {"new", "old"}, "wire": {"1"}})
	remove(t, s, "day2/courier", "old")
	equalRevisions(t, s, map[string][]string{"day2/courier": {"new"}, "wire": {"1"}})
}

func testNoPassages(t *testing.T, s retrieval.Store) {
	put(t, s, Doc("empty", "1"))
	before := s.Version()
	put(t, s, Doc("empty", "1"), Doc("empty", "1"))
	if s.Version() != before {
		t.Error("version moved though nothing changed")
	}
	equalRevisions(t, s, map[string][]string{"empty": {"1"}})
	equal(t, "nearest", ids(t, s, []float32{1, 0, 0}, 5), nil)
	put(t, s, Doc("a", "1", []float32{1, 0}), Doc("void", "1"))
	equalRevisions(t, s, map[string][]string{"a": {"1"}, "empty": {"1"}, "void": {"1"}})
	remove(t, s, "empty", "1")
	equalRevisions(t, s, map[string][]string{"a": {"1"}, "void": {"1"}})
}

func testPaging(t *testing.T, s retrieval.Store) {
	var want []retrieval.Passage
	for i := range 11 {
		d := Doc(fmt.Sprintf("a%d", i*4%11), "1", []float32{1, 0}, []float32{0, 0}, []float32{0, 1})
		put(t, s, d)
		want = append(want, d.Passages...)
	}
	slices.SortFunc(want, func(a, b retrieval.Passage) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	for _, n := range []int{1, 2, 7, 33, 100} {
		equal(t, fmt.Sprintf("pages of %d", n), all(t, s, n), want)
	}
	page, err := s.All(t.Context(), want[4].ID+"!", 2) // from between two IDs
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "from between", page, want[5:7])
	page[0].Text = "spoilt"
	remove(t, s, "a4", "1") // the page after a passage that has gone
	want = slices.DeleteFunc(want, func(p retrieval.Passage) bool { return p.Span.Article == "a4" })
	equal(t, "after delete", all(t, s, 4), want)
	page, err = s.All(t.Context(), "a4@1:0-90", 1)
	if err != nil || len(page) != 1 || page[0].Span.Article != "a5" {
		t.Errorf("after one that has gone: got %v, %v", page, err)
	}
}

func testVersion(t *testing.T, s retrieval.Store) {
	seen := map[uint64]bool{s.Version(): true}
	moved := func(what string) {
		if v := s.Version(); seen[v] {
			t.Errorf("%s: version %d was there before", what, v)
		} else {
			seen[v] = true
		}
	}
	put(t, s, Doc("a", "1", []float32{1}))
	moved("put")
	put(t, s, Doc("b", "1"))
	moved("put without passages")
	remove(t, s, "a", "1")
	moved("delete")
	put(t, s, Doc("a", "1", []float32{1}))
	moved("put again")
	before := s.Version()
	remove(t, s, "none", "1")
	nearest(t, s, []float32{1}, 1)
	all(t, s, 1)
	if s.Version() != before {
		t.Error("version moved though nothing changed")
	}
}

func testAliasing(t *testing.T, s retrieval.Store) {
	d := Doc("a", "1", []float32{3, 4}, []float32{-4, 3})
	want := slices.Clone(d.Passages)
	put(t, s, d)
	if !slices.Equal(d.Vectors[0], []float32{3, 4}) {
		t.Errorf("put changed a vector to %v", d.Vectors[0])
	}
	d.Vectors[0][0], d.Vectors[0][1] = -4, 3
	d.Vectors[1] = []float32{3, 4}
	d.Passages[0] = retrieval.Passage{ID: "spoilt"}
	question := []float32{30, 40}
	got := nearest(t, s, question, 1)
	if len(got) != 1 || got[0].Passage != want[0] || got[0].Score < 0.999999 {
		t.Fatalf("got %+v, want %s with 1", got, want[0].ID)
	}
	if !slices.Equal(question, []float32{30, 40}) {
		t.Errorf("nearest changed the question to %v", question)
	}
	got[0].Passage.Text = "spoilt"
	equal(t, "all", all(t, s, 10), want)
}

func testCancelled(t *testing.T, s retrieval.Store) {
	put(t, s, Doc("a", "1", []float32{1, 0}))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	before := s.Version()
	_, nearest := s.Nearest(ctx, []float32{1, 0}, 1)
	_, revs := s.Revisions(ctx)
	_, page := s.All(ctx, "", 1)
	for what, err := range map[string]error{
		"put":       s.Put(ctx, []retrieval.Document{Doc("b", "1", []float32{1, 0})}),
		"delete":    s.Delete(ctx, "a", "1"),
		"nearest":   nearest,
		"revisions": revs,
		"all":       page,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want %v", what, err, context.Canceled)
		}
	}
	if s.Version() != before {
		t.Error("version moved")
	}
	equalRevisions(t, s, map[string][]string{"a": {"1"}})
}

// testGoroutines asks while others put and delete. Each writer puts its articles
// and takes every third away again; readers see whole documents only.
func testGoroutines(t *testing.T, s retrieval.Store) {
	const writers, articles = 4, 15
	var wg sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
					read(t, s, i)
				}
			}
		})
	}
	var writing sync.WaitGroup
	want := map[string][]string{}
	for w := range writers {
		for i := range articles {
			if i%3 != 0 {
				want[fmt.Sprintf("w%d-%02d", w, i)] = []string{"1"}
			}
		}
		writing.Go(func() { write(t, s, w, articles) })
	}
	writing.Wait()
	close(done)
	wg.Wait()
	equalRevisions(t, s, want)
	if got := len(all(t, s, 7)); got != 2*len(want) {
		t.Errorf("got %d passages, want %d", got, 2*len(want))
	}
	if got := len(ids(t, s, []float32{1, 1}, 1000)); got != 2*len(want) {
		t.Errorf("found %d passages, want %d", got, 2*len(want))
	}
}

func write(t *testing.T, s retrieval.Store, w, articles int) {
	for i := range articles {
		id := fmt.Sprintf("w%d-%02d", w, i)
		doc := Doc(id, "1", []float32{1, float32(i)}, []float32{float32(w), 1})
		if err := s.Put(t.Context(), []retrieval.Document{doc, Doc("shared", "1")}); err != nil {
			t.Error(err)
		}
		if i%3 == 0 {
			if err := s.Delete(t.Context(), id, "1"); err != nil {
				t.Error(err)
			}
		}
	}
	if err := s.Delete(t.Context(), "shared", "1"); err != nil {
		t.Error(err)
	}
}

func read(t *testing.T, s retrieval.Store, i int) {
	near, err := s.Nearest(t.Context(), []float32{1, float32(i % 7)}, 5)
	if err != nil {
		t.Error(err)
	}
	for j := 1; j < len(near); j++ {
		a, b := near[j-1], near[j]
		if a.Score < b.Score || a.Score == b.Score && a.Passage.ID >= b.Passage.ID {
			t.Errorf("%v stands before %v", a, b)
		}
	}
	page, err := s.All(t.Context(), "", 1000)
	if err != nil {
		t.Error(err)
	}
	whole := map[string]int{}
	for _, p := range page {
		whole[p.Span.Article]++
	}
	for id, n := range whole {
		if n != 2 {
			t.Errorf("%s has %d passages of 2", id, n)
		}
	}
	if _, err := s.Revisions(t.Context()); err != nil {
		t.Error(err)
	}
	s.Version()
}
