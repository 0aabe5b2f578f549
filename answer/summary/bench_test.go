package summary

import (
	"context"
	"fmt"
	"testing"

	"footnote/internal/storytest"
	"footnote/internal/zipftest"
)

// BenchmarkSummary sums up 600 articles of 700 words, read anew each time, so that
// their times have not been found. The words are random, so that nothing is like
// anything: what is found in common is what the most frequent words make.
func BenchmarkSummary(b *testing.B) {
	fsys := zipftest.Folder(600, 700)
	for _, n := range []int{Usual, Most} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				v := storytest.View(b, fsys)
				b.StartTimer()
				s, err := Build(context.Background(), v, Options{Sentences: n})
				if err != nil || len(s.Claims) != n {
					b.Fatal(len(s.Claims), err)
				}
			}
		})
	}
}
