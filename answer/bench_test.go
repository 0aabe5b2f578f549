package answer_test

import (
	"testing"

	"footnote/answer"
	"footnote/answer/quote"
	"footnote/article"
	"footnote/internal/zipftest"
)

// BenchmarkCheck checks a claim, and a quotation with its lineage, over a story of
// some 10,000 sentences: 250 articles of 800 words.
func BenchmarkCheck(b *testing.B) {
	articles, _, err := article.ReadFolder(b.Context(), zipftest.Folder(250, 800))
	if err != nil {
		b.Fatal(err)
	}
	v := index(b, articles)
	sentences := 0
	for _, a := range articles {
		sentences += len(a.Sentences)
	}
	said := articles[100].Sentences[7].Text
	b.Logf("%d sentences", sentences)
	b.Run("claim", func(b *testing.B) {
		for b.Loop() {
			if _, err := answer.Check(b.Context(), v, said, ""); err != nil {
				b.Fatal(err)
			}
		}
	})
	x := quote.New(articles)
	b.Run("quotation", func(b *testing.B) {
		for b.Loop() {
			r, err := x.Check(b.Context(), quote.Given{Text: said})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := answer.Lineage(b.Context(), v, x, said, r); err != nil {
				b.Fatal(err)
			}
		}
	})
}
