package chromemstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/storetest"
)

// Tiny limits make every few calls fill, merge and rewrite segments.
var tiny = limits{docs: 8, bytes: 1 << 20, small: 3}

func TestContract(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) retrieval.Store { return mustOpen(t, "", defaultLimits) })
	})
	t.Run("folder", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) retrieval.Store { return mustOpen(t, t.TempDir(), defaultLimits) })
	})
	t.Run("tiny segments", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) retrieval.Store { return mustOpen(t, t.TempDir(), tiny) })
	})
	t.Run("reopened", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) retrieval.Store { return &reopened{Store: mustOpen(t, t.TempDir(), tiny), t: t} })
	})
}

// A reopened store reads what another process would: it opens the folder for
// each question, while others write to it, and tidies it each time.
type reopened struct {
	*Store
	t *testing.T
	sync.Mutex
}

func (r *reopened) Nearest(ctx context.Context, v []float32, n int) ([]retrieval.Near, error) {
	if near, err := r.Store.Nearest(ctx, v, n); err != nil {
		return near, err // the dimensions of a store that has been emptied are forgotten
	}
	return mustOpen(r.t, string(r.dir), tiny).Nearest(ctx, v, n)
}

func (r *reopened) Revisions(ctx context.Context) (map[string][]string, error) {
	return mustOpen(r.t, string(r.dir), tiny).Revisions(ctx)
}

func (r *reopened) All(ctx context.Context, after string, n int) ([]retrieval.Passage, error) {
	return mustOpen(r.t, string(r.dir), tiny).All(ctx, after, n)
}

// mustOpen opens a store; a damaged or foreign file is a failure of the test.
func mustOpen(t *testing.T, dir string, max limits) *Store {
	t.Helper()
	var log bytes.Buffer
	s, err := open(t.Context(), slog.New(slog.NewTextHandler(&log, nil)), dir, "model-v1", max)
	if err != nil {
		t.Fatal(err)
	}
	if log.Len() > 0 {
		t.Errorf("logged %s", log.String())
	}
	return s
}

// vector is a direction of eight dimensions that belongs to passage p of article i.
func vector(i, p int) []float32 {
	r := rand.New(rand.NewPCG(uint64(i), uint64(p)))
	v := make([]float32, 8)
	for j := range v {
		v[j] = float32(r.NormFloat64())
	}
	return v
}

// doc3 is article i with three passages, one of them without a vector.
func doc3(i int, rev string) retrieval.Document {
	return storetest.Doc(fmt.Sprintf("a%03d", i), rev, vector(i, 0), make([]float32, 8), vector(i, 2))
}

func docs3(from, to int) []retrieval.Document {
	var docs []retrieval.Document
	for i := from; i < to; i++ {
		docs = append(docs, doc3(i, "1"))
	}
	return docs
}

func mustPut(t *testing.T, s *Store, docs ...retrieval.Document) {
	t.Helper()
	if err := s.Put(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
}

func mustDelete(t *testing.T, s *Store, docs ...retrieval.Document) {
	t.Helper()
	for _, d := range docs {
		if err := s.Delete(t.Context(), d.Article, d.Rev); err != nil {
			t.Fatal(err)
		}
	}
}

// wantDocs checks that a store holds just these documents, and finds about fifty
// of them by their vectors.
func wantDocs(t *testing.T, s *Store, docs ...retrieval.Document) {
	t.Helper()
	revs, err := s.Revisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := slices.Sorted(maps.Keys(revs)), articles(docs); !slices.Equal(got, want) {
		t.Fatalf("articles: got %v, want %v", got, want)
	}
	var want []retrieval.Passage
	for n, d := range docs {
		want = append(want, d.Passages...)
		for i, v := range d.Vectors {
			if !isZero(v) && n%(1+len(docs)/50) == 0 {
				wantNear(t, s, v, d.Passages[i].ID)
			}
		}
	}
	slices.SortFunc(want, func(a, b retrieval.Passage) int { return strings.Compare(a.ID, b.ID) })
	got, err := s.All(t.Context(), "", math.MaxInt)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("passages: got %v, %v, want %v", got, err, want)
	}
}

func articles(docs []retrieval.Document) []string {
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.Article)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// wantNear checks that the passage with this ID, and no other, has this vector.
func wantNear(t *testing.T, s *Store, v []float32, id string) {
	t.Helper()
	near, err := s.Nearest(t.Context(), v, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(near) != 1 || near[0].Passage.ID != id || near[0].Score < 1-1e-6 {
		t.Errorf("nearest to the vector of %s: got %+v", id, near)
	}
}

// glob returns the names of what is in a folder and matches.
func glob(t *testing.T, dir, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "story", "model")
	s := mustOpen(t, dir, defaultLimits)
	docs := append(docs3(0, 600), storetest.Doc("empty", "1"))
	mustPut(t, s, docs...)
	if got := len(glob(t, dir, "*")); got != 3 {
		t.Errorf("got %d files, want 3 of up to %d documents", got, defaultLimits.docs)
	}
	for _, path := range append(glob(t, dir, "*.seg"), dir) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if perm := info.Mode().Perm(); perm != 0o600 && perm != 0o700 {
			t.Errorf("%s has permissions %o", path, perm)
		}
	}
	wantDocs(t, s, docs...)
	r := mustOpen(t, dir, defaultLimits)
	wantDocs(t, r, docs...)
	q := vector(1000, 0)
	a, errA := s.Nearest(t.Context(), q, 50)
	b, errB := r.Nearest(t.Context(), q, 50)
	if errA != nil || errB != nil || !slices.Equal(a, b) {
		t.Errorf("nearest before: %v, %v, and after: %v, %v", a, errA, b, errB)
	}
	if err := r.Put(t.Context(), []retrieval.Document{storetest.Doc("b", "1", []float32{1, 2})}); err == nil {
		t.Error("two dimensions were put after eight")
	}
}

// TestSharedStrings checks that the passages of a document share what they have in common.
func TestSharedStrings(t *testing.T) {
	s := mustOpen(t, t.TempDir(), defaultLimits)
	context := strings.Repeat("context ", 1000)
	d := doc3(1, "1")
	for i := range d.Passages {
		d.Passages[i].Context = context
	}
	mustPut(t, s, d)
	info, err := os.Stat(glob(t, string(s.dir), "*.seg")[0])
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > int64(len(context)+1000) {
		t.Errorf("file has %d bytes with one context of %d", info.Size(), len(context))
	}
	wantDocs(t, mustOpen(t, string(s.dir), defaultLimits), d)
}

func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	lg := slog.New(slog.DiscardHandler)
	if _, err := Open(t.Context(), lg, filepath.Join(file, "store"), "m"); err == nil {
		t.Error("open below a file: no error")
	}
	locked := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() != 0 { // who may write everywhere
		for _, dir := range []string{locked, filepath.Join(locked, "store")} {
			if _, err := Open(t.Context(), lg, dir, "m"); !errors.Is(err, fs.ErrPermission) {
				t.Errorf("open %s: got %v, want a permission error", dir, err)
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	s := mustOpen(t, t.TempDir(), defaultLimits)
	mustPut(t, s, docs3(0, 5)...)
	cancel()
	if _, err := Open(ctx, lg, string(s.dir), "model-v1"); err == nil {
		t.Error("open with a cancelled context: no error")
	}
}

// TestWriteFails takes the folder away under the store.
func TestWriteFails(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "store"), tiny)
	mustPut(t, s, docs3(0, 3)...)
	before := s.Version()
	if err := os.Rename(string(s.dir), string(s.dir)+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), docs3(3, 30)); err == nil {
		t.Error("put without a folder: no error")
	}
	wantDocs(t, s, docs3(0, 3)...)
	if s.Version() != before {
		t.Error("version moved")
	}
	if err := os.Rename(string(s.dir)+"-away", string(s.dir)); err != nil {
		t.Fatal(err)
	}
	bad := docs3(3, 30) // in the fourth segment
	bad[25].Vectors[0][3] = float32(math.NaN())
	if err := s.Put(t.Context(), bad); err == nil {
		t.Error("put a vector that is not finite: no error")
	}
	if count := len(glob(t, string(s.dir), "*")); count != 1 {
		t.Errorf("got %d files, want only the first", count)
	}
	mustPut(t, s, docs3(3, 30)...)
	wantDocs(t, mustOpen(t, string(s.dir), tiny), docs3(0, 30)...)
}

func TestLeftovers(t *testing.T) {
	s := mustOpen(t, t.TempDir(), defaultLimits)
	mustPut(t, s, docs3(0, 4)...)
	used := doc3(2, "1")
	mustDelete(t, s, used)
	old := time.Now().Add(-2 * leftoverAge)
	files := []struct {
		name string
		time time.Time
		kept bool
	}{
		{"tmp-1-old", old, false},
		{"tmp-1-new", time.Now(), true},
		{"notes.txt", old, true},
		{markOf(key{"gone", "1"}) + ".dead", old, false},
		{markOf(key{"gone", "2"}) + ".dead", time.Now(), true},
		{markOf(key{used.Article, used.Rev}) + ".dead", old, true},
	}
	for _, f := range files {
		path := filepath.Join(string(s.dir), f.name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, f.time, f.time); err != nil {
			t.Fatal(err)
		}
	}
	wantDocs(t, mustOpen(t, string(s.dir), defaultLimits), append(docs3(0, 2), doc3(3, "1"))...)
	for _, f := range files {
		if kept := len(glob(t, string(s.dir), f.name)) == 1; kept != f.kept {
			t.Errorf("%s: kept %v, want %v", f.name, kept, f.kept)
		}
	}
}
