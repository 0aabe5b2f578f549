package main

import (
	"os"
	"runtime/debug"

	"footnote/article"
)

// Most runs end after one question, and collecting garbage is half of their
// work: 300 articles are indexed with 290 ms of processor time instead of 500.
// So the heap may grow more freely, unless GOGC says how much, until a big story
// is read.
const (
	freely = 400      // GOGC
	big    = 16 << 20 // bytes of articles
)

// collectLess lets the heap grow freely.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(freely)
	}
}

// collectMore goes back to Go's own measure where the articles are many.
func collectMore(articles []*article.Article) {
	size := 0
	for _, a := range articles {
		size += len(a.Source)
	}
	if size > big && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(100)
	}
}
