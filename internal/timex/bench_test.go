package timex

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// BenchmarkFind reads 600 articles of 700 words, made of the samples.
func BenchmarkFind(b *testing.B) {
	source, err := os.ReadFile("testdata/dev.yaml")
	if err != nil {
		b.Skip(err)
	}
	var samples []sample
	if err := yaml.Unmarshal(source, &samples); err != nil {
		b.Fatal(err)
	}
	var docs []Document
	var text strings.Builder
	for i, words := 0, 0; len(docs) < 600; i++ {
		s := samples[i%len(samples)].Text
		text.WriteString(s + "\n\n")
		if words += len(strings.Fields(s)); words >= 700 {
			docs = append(docs, Document{Text: text.String(), Segments: cut(text.String()), Anchor: time.Date(2024, 4, 20, 0, 0, 0, 0, time.UTC)})
			text.Reset()
			words = 0
		}
	}
	b.ResetTimer()
	for b.Loop() {
		n := 0
		for _, d := range docs {
			n += len(Find(d))
		}
		b.ReportMetric(float64(n), "expressions")
	}
}
