package memory

import (
	"bytes"
	"fmt"
	"log/slog"
	"testing"
	"time"
)

// An answer behind buttons has some kilobytes.
var benchValue = bytes.Repeat([]byte("0123456789abcdef"), 256)

// benchOpen opens a Memory that waits for the disk, as the bot's does.
func benchOpen(b *testing.B) *Files {
	b.Helper()
	f, err := OpenFiles(slog.New(slog.DiscardHandler), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	return f
}

func BenchmarkPut(b *testing.B) {
	f := benchOpen(b)
	for i := 0; b.Loop(); i++ {
		if err := f.Put(b.Context(), fmt.Sprintf("answer/%d", i), benchValue, time.Hour); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	f, _ := mustOpen(b, b.TempDir(), Options{})
	mustPut(b, f, "answer/1", string(benchValue), time.Hour)
	for b.Loop() {
		if _, ok, err := f.Get(b.Context(), "answer/1"); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	f := benchOpen(b)
	for b.Loop() {
		if _, err := f.Add(b.Context(), "quota/1", 1, time.Hour); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSweep sweeps 2,000 values whose age is not over.
func BenchmarkSweep(b *testing.B) {
	f, _ := mustOpen(b, b.TempDir(), Options{})
	for i := range 2000 {
		mustPut(b, f, fmt.Sprintf("answer/%d", i), string(benchValue), time.Hour)
	}
	for b.Loop() {
		if n, err := f.Sweep(b.Context()); n != 0 || err != nil {
			b.Fatal(n, err)
		}
	}
}
