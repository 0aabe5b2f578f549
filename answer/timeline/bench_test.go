package timeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/internal/zipftest"
)

// dated is a story of zipftest's articles in which about every second sentence has a date.
func dated(articles, words int) fstest.MapFS {
	rnd := rand.New(rand.NewPCG(3, 5))
	phrases := []string{"on Monday", "on Friday", "last week", "in March", "last year", "in 2018", "in July 2023", "this month", "on 12 April", "two days ago", "next week", "yesterday"}
	fsys := zipftest.Folder(articles, words)
	for i := range articles {
		name := fmt.Sprintf("a%05d.txt", i)
		text := string(fsys[name].Data)
		head, body, _ := strings.Cut(text[4:], "---\n")
		day := time.Date(2024, 1, 1+i/4, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
		var lines []string
		for _, l := range strings.Split(head, "\n") {
			if !strings.HasPrefix(l, "published:") {
				lines = append(lines, l)
			}
		}
		head = strings.Join(lines, "\n") + "published: " + day + "\n"
		var b strings.Builder
		for j, s := range strings.SplitAfter(body, ". ") {
			if j%2 == 0 && strings.HasSuffix(s, ". ") {
				s = strings.TrimSuffix(s, ". ") + " arrived " + phrases[rnd.IntN(len(phrases))] + ". "
			}
			b.WriteString(s)
		}
		fsys[name] = &fstest.MapFile{Data: []byte("---\n" + head + "---\n" + b.String()), Mode: 0o644}
	}
	return fsys
}

// BenchmarkBuild makes the timeline of 600 articles of 700 words after their dates
// have been found.
func BenchmarkBuild(b *testing.B) {
	v := view(b, dated(600, 700))
	n := 0
	for _, a := range v.Articles {
		n += len(a.Times())
	}
	for b.Loop() {
		line, err := Build(context.Background(), v, Options{Max: 50})
		if err != nil || len(line.Entries) != 50 {
			b.Fatal(len(line.Entries), err)
		}
	}
	b.ReportMetric(float64(n)/float64(len(v.Articles)), "expressions/article")
}
