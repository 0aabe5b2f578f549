package chromemstore

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/storetest"
)

// The size of a big story: 42,000 passages of 2,048 dimensions, 340 MB.
const (
	benchDocs = 4667
	benchPer  = 9
	benchDims = 2048
)

// benchStory makes its vectors once for all benchmarks.
var benchStory = sync.OnceValue(func() []retrieval.Document {
	r := rand.New(rand.NewPCG(1, 2))
	docs := make([]retrieval.Document, benchDocs)
	for i := range docs {
		vs := make([][]float32, benchPer)
		for j := range vs {
			vs[j] = make([]float32, benchDims)
			for k := range vs[j] {
				vs[j][k] = r.Float32() - 0.5
			}
		}
		docs[i] = storetest.Doc(fmt.Sprintf("article-%05d", i), "0123abcd", vs...)
		for j := range docs[i].Passages {
			docs[i].Passages[j].Text = fmt.Sprintf("%0400d", i*benchPer+j)
		}
	}
	return docs
})

// benchStore is a store in dir with the big story.
func benchStore(b *testing.B, dir string) *Store {
	b.Helper()
	s, err := Open(b.Context(), slog.New(slog.DiscardHandler), dir, "bench")
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Put(b.Context(), benchStory()); err != nil {
		b.Fatal(err)
	}
	return s
}

func skipShort(b *testing.B) {
	b.Helper()
	if testing.Short() {
		b.Skip("takes 1 GB of memory")
	}
}

func BenchmarkPut(b *testing.B) {
	skipShort(b)
	benchStory()
	for b.Loop() {
		benchStore(b, b.TempDir())
	}
}

func BenchmarkOpen(b *testing.B) {
	skipShort(b)
	dir := b.TempDir()
	benchStore(b, dir)
	for b.Loop() {
		if _, err := Open(b.Context(), slog.New(slog.DiscardHandler), dir, "bench"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	skipShort(b)
	s := benchStore(b, "")
	question := benchStory()[7].Vectors[3]
	for b.Loop() {
		near, err := s.Nearest(b.Context(), question, 50)
		if err != nil || len(near) != 50 {
			b.Fatalf("got %d passages, %v", len(near), err)
		}
	}
}
