package retrieval_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"footnote/article"
	"footnote/internal/zipftest"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

// BenchmarkSync indexes a story from nothing, in memory.
func BenchmarkSync(b *testing.B) {
	for _, size := range []struct{ articles, words int }{{300, 700}, {600, 700}} {
		b.Run(fmt.Sprintf("%dx%d", size.articles, size.words), func(b *testing.B) {
			articles, _, err := article.ReadFolder(context.Background(), zipftest.Folder(size.articles, size.words))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				sync(b, articles)
			}
		})
	}
}

// BenchmarkSyncOneMore adds an article to a big story that is being asked.
func BenchmarkSyncOneMore(b *testing.B) {
	articles, _, err := article.ReadFolder(context.Background(), zipftest.Folder(4700, 1500))
	if err != nil {
		b.Fatal(err)
	}
	last := len(articles) - 1
	x := sync(b, articles[:last])
	n := 0
	for b.Loop() {
		next := articles[:last]
		if n++; n%2 == 1 {
			next = articles
		}
		if err := x.Sync(context.Background(), next); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	fsys := zipftest.Folder(300, 700)
	for b.Loop() {
		if _, _, err := article.ReadFolder(context.Background(), fsys); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCandidates finds and ranks the evidence for a question.
func BenchmarkCandidates(b *testing.B) {
	fsys := zipftest.Folder(600, 700)
	articles, _, err := article.ReadFolder(context.Background(), fsys)
	if err != nil {
		b.Fatal(err)
	}
	v := sync(b, articles).View()
	n := 0
	for b.Loop() {
		q := retrieval.ParseQuery(zipftest.Question(fsys, n%600), "en")
		if _, err := v.Candidates(context.Background(), q, 40); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

func sync(tb testing.TB, articles []*article.Article) *retrieval.Index {
	tb.Helper()
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(context.Background(), articles); err != nil {
		tb.Fatal(err)
	}
	return x
}
