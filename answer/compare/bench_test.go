package compare

import (
	"context"
	"testing"

	"footnote/internal/zipftest"
)

// BenchmarkBuild compares 600 articles of 700 words after their dates have been found.
func BenchmarkBuild(b *testing.B) {
	v := view(b, zipftest.Folder(600, 700))
	for _, a := range v.Articles {
		a.Times()
	}
	for b.Loop() {
		if _, err := Build(context.Background(), v, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
