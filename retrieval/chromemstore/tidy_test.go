package chromemstore

import (
	"os"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/storetest"
)

// segments returns how many segments and marks a folder holds, and the bytes of
// the segments.
func segments(t *testing.T, s *Store) (count, dead int, bytes int64) {
	t.Helper()
	paths := glob(t, string(s.dir), "*.seg")
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		bytes += info.Size()
	}
	return len(paths), len(glob(t, string(s.dir), "*.dead")), bytes
}

func TestDeleteOnDisk(t *testing.T) {
	s := mustOpen(t, t.TempDir(), defaultLimits)
	mustPut(t, s, docs3(0, 20)...)
	_, _, full := segments(t, s)

	mustDelete(t, s, docs3(0, 5)...)
	count, dead, bytes := segments(t, s)
	if count != 1 || dead != 5 || bytes != full {
		t.Errorf("a quarter deleted: %d segments, %d marks, %d bytes of %d", count, dead, bytes, full)
	}
	wantDocs(t, mustOpen(t, string(s.dir), defaultLimits), docs3(5, 20)...)

	mustDelete(t, s, docs3(5, 15)...)
	if count, _, bytes = segments(t, s); count != 1 || bytes > full/2 {
		t.Errorf("three quarters deleted: %d segments, %d bytes of %d", count, bytes, full)
	}
	wantDocs(t, s, docs3(15, 20)...)
	wantDocs(t, mustOpen(t, string(s.dir), defaultLimits), docs3(15, 20)...)

	mustDelete(t, s, docs3(15, 20)...)
	if count, _, _ = segments(t, s); count != 0 {
		t.Errorf("all deleted: %d segments", count)
	}
	mustPut(t, s, docs3(0, 20)...) // the content of the first file, and its name
	wantDocs(t, mustOpen(t, string(s.dir), defaultLimits), docs3(0, 20)...)
}

func TestMerge(t *testing.T) {
	s := mustOpen(t, t.TempDir(), defaultLimits)
	for i := range 300 {
		mustPut(t, s, doc3(i, "1"))
	}
	count, _, _ := segments(t, s)
	if count > 2*defaultLimits.small {
		t.Errorf("while putting: %d segments", count)
	}
	wantDocs(t, s, docs3(0, 300)...)
	r := mustOpen(t, string(s.dir), tiny)
	for i := range 40 { // what another process puts one by one
		mustPut(t, r, doc3(300+i, "1"))
	}
	r = mustOpen(t, string(s.dir), tiny)
	if count, _, _ := segments(t, r); count > 300/tiny.docs*2 {
		t.Errorf("after opening: %d segments", count)
	}
	wantDocs(t, r, docs3(0, 340)...)
	mustDelete(t, r, docs3(0, 330)...)
	wantDocs(t, mustOpen(t, string(s.dir), tiny), docs3(330, 340)...)
}

// TestCopies puts the same documents through two stores of one folder: once with
// the same content in a file, and once in other files.
func TestCopies(t *testing.T) {
	a := mustOpen(t, t.TempDir(), defaultLimits)
	b := mustOpen(t, string(a.dir), defaultLimits)
	mustPut(t, a, docs3(0, 10)...)
	mustPut(t, b, docs3(0, 10)...)
	if count, _, _ := segments(t, a); count != 1 {
		t.Errorf("the same put twice: %d segments, want 1", count)
	}
	mustPut(t, a, docs3(10, 30)...)
	mustPut(t, b, docs3(12, 20)...)
	mustPut(t, b, docs3(20, 32)...)
	if count, _, _ := segments(t, a); count != 4 {
		t.Errorf("other files: %d segments, want 4", count)
	}
	c := mustOpen(t, string(a.dir), defaultLimits)
	if count, _, _ := segments(t, a); count != 3 { // one is all copies, one is mostly copies
		t.Errorf("opened: %d segments, want 3", count)
	}
	wantDocs(t, c, docs3(0, 32)...)
	mustDelete(t, c, docs3(15, 32)...)
	wantDocs(t, mustOpen(t, string(a.dir), defaultLimits), docs3(0, 15)...)
}

// TestTidiedByAnother lets one store delete and put what another has meanwhile
// copied into segments that the first has never seen.
func TestTidiedByAnother(t *testing.T) {
	a := mustOpen(t, t.TempDir(), defaultLimits)
	for i := range 10 {
		mustPut(t, a, doc3(i, "1"), storetest.Doc("side", string(rune('a'+i))))
	}
	b := mustOpen(t, string(a.dir), tiny) // merges
	mustPut(t, b, docs3(20, 23)...)
	mustDelete(t, a, docs3(0, 6)...)
	for i := range 10 {
		mustDelete(t, a, storetest.Doc("side", string(rune('a'+i))))
	}
	mustPut(t, a, doc3(0, "1"))
	wantDocs(t, a, append(docs3(6, 10), doc3(0, "1"))...)
	want := append(docs3(20, 23), append(docs3(6, 10), doc3(0, "1"))...)
	wantDocs(t, mustOpen(t, string(a.dir), tiny), want...)
}

// TestDeletedMeanwhile deletes through one store what another then copies.
func TestDeletedMeanwhile(t *testing.T) {
	a := mustOpen(t, t.TempDir(), defaultLimits)
	for i := range 6 {
		mustPut(t, a, docs3(2*i, 2*i+2)...)
	}
	b := mustOpen(t, string(a.dir), defaultLimits) // too few segments to tidy
	mustDelete(t, a, docs3(3, 6)...)
	b.max = tiny
	b.tidy(t.Context())
	want := append(docs3(0, 3), docs3(6, 12)...)
	wantDocs(t, mustOpen(t, string(a.dir), defaultLimits), want...)
	mustPut(t, a, doc3(3, "1"))
	wantDocs(t, mustOpen(t, string(a.dir), defaultLimits), append(want, doc3(3, "1"))...)
}

// TestRemovedTwice has two stores each remove a copy because of the other one.
func TestRemovedTwice(t *testing.T) {
	a := mustOpen(t, t.TempDir(), defaultLimits)
	mustPut(t, a, docs3(0, 10)...)
	mustPut(t, a, doc3(10, "1"))
	old := a.segments[nameWith(a, doc3(10, "1"))]
	delete(a.segments, old.name) // as compact removes what is in the first segment, too
	if err := a.dir.remove(old.name); err != nil {
		t.Fatal(err)
	}
	other := nameWith(a, doc3(0, "1"))
	for k := range a.segments[other].live {
		old.live[k] = 0
	}
	if err := a.dir.remove(other); err != nil { // as another process does
		t.Fatal(err)
	}
	if err := a.settle(t.Context(), []*segment{old}); err != nil {
		t.Fatal(err)
	}
	wantDocs(t, mustOpen(t, string(a.dir), defaultLimits), docs3(0, 11)...)
}

// TestChunks cuts by documents and by bytes, and never within a document.
func TestChunks(t *testing.T) {
	s := mustOpen(t, "", limits{docs: 3, bytes: 1000})
	big := storetest.Doc("big", "1", make([]float32, 500))
	docs := append(docs3(0, 7), big, storetest.Doc("last", "1"), storetest.Doc("none", "1"))
	var got []int
	var all []retrieval.Document
	for _, c := range s.chunks(docs, 8) {
		got = append(got, len(c))
		all = append(all, c...)
	}
	if len(all) != len(docs) {
		t.Fatalf("%d documents of %d in %v", len(all), len(docs), got)
	}
	for i := range docs {
		if all[i].Article != docs[i].Article {
			t.Errorf("document %d is %s, want %s", i, all[i].Article, docs[i].Article)
		}
	}
	for _, n := range got {
		if n > 3 {
			t.Errorf("chunks of %v documents, want at most 3", got)
		}
	}
	if len(s.chunks(nil, 8)) != 0 {
		t.Error("chunks of nothing")
	}
}
