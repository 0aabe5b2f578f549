//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"footnote/internal/zipftest"
)

// BenchmarkProcess runs the program as its users do, from start to end:
//
//	go test -run '^$' -bench Process -benchtime 5x ./cmd/footnote
//
// The articles are made up, with the word frequencies of a language. MB is the
// most memory that a run held; ms/question is the time that a question adds to a batch.
func BenchmarkProcess(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "footnote")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	data := filepath.Join(b.TempDir(), "data")
	b.Run("sample", func(b *testing.B) {
		for b.Loop() {
			runBinary(b, bin, "", "ask", "--data", data, "How many US troops will leave Niger?")
		}
	})
	for _, c := range []struct{ articles, words int }{{300, 700}, {600, 700}, {4700, 1500}} {
		if testing.Short() && c.articles > 600 {
			continue
		}
		seeds, ask := madeUp(b, c.articles, c.words)
		b.Run(fmt.Sprintf("%dx%d/first", c.articles, c.words), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				if err := os.RemoveAll(data); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				runBinary(b, bin, "", "ask", "--data", data, "--seeds", seeds, ask(0))
			}
		})
		b.Run(fmt.Sprintf("%dx%d/later", c.articles, c.words), func(b *testing.B) {
			for b.Loop() {
				runBinary(b, bin, "", "ask", "--data", data, "--seeds", seeds, ask(0))
			}
		})
		b.Run(fmt.Sprintf("%dx%d/batch", c.articles, c.words), func(b *testing.B) {
			benchmarkBatch(b, bin, ask, "--data", data, "--seeds", seeds)
		})
	}
}

// benchmarkBatch times a batch of many questions against one of a single question.
func benchmarkBatch(b *testing.B, bin string, ask func(n int) string, flags ...string) {
	const many = 200
	var in strings.Builder
	for n := range many {
		fmt.Fprintf(&in, "{\"question\":%s}\n", bytes.TrimSpace(encode(ask(n))))
	}
	one, _, _ := strings.Cut(in.String(), "\n")
	args := append([]string{"ask", "--batch", "-"}, flags...)
	var sum time.Duration
	for b.Loop() {
		start := time.Now()
		runBinary(b, bin, one, args...)
		between := time.Now()
		runBinary(b, bin, in.String(), args...)
		sum += time.Since(between) - between.Sub(start)
	}
	b.ReportMetric(float64(sum.Milliseconds())/float64(b.N)/(many-1), "ms/question")
}

func runBinary(b *testing.B, bin, in string, args ...string) {
	cmd := exec.Command(bin, args...)
	cmd.Stdin = strings.NewReader(in)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		b.Fatalf("%v\n%s", err, &said)
	}
	most := float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1e6
	if runtime.GOOS == "linux" {
		most *= 1e3 // kilobytes there
	}
	b.ReportMetric(most, "MB")
}

// madeUp writes a folder of articles, and returns questions of words that stand
// close together in one of them.
func madeUp(b *testing.B, articles, words int) (dir string, ask func(n int) string) {
	b.Helper()
	dir = b.TempDir()
	fsys := zipftest.Folder(articles, words)
	if err := os.CopyFS(dir, fsys); err != nil {
		b.Fatal(err)
	}
	return dir, func(n int) string { return zipftest.Question(fsys, n%articles) }
}
