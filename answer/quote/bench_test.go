package quote

import (
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/internal/zipftest"
)

// tenThousand returns articles with some 10,000 sentences.
func tenThousand(b *testing.B) []*article.Article {
	b.Helper()
	list := sample(b, zipftest.Folder(400, 525))
	n := 0
	for _, a := range list {
		n += len(a.Sentences)
	}
	if n < 10_000 {
		b.Fatalf("%d sentences", n)
	}
	return list
}

func BenchmarkNew(b *testing.B) {
	list := tenThousand(b)
	for b.Loop() {
		New(list)
	}
}

func BenchmarkCheck(b *testing.B) {
	list := tenThousand(b)
	x := New(list)
	sentence := list[200].Sentences[11].Text
	f := strings.Fields(sentence)
	other := strings.Fields(list[99].Sentences[3].Text)
	long := strings.Fields(list[7].Source + list[8].Source + list[9].Source)
	huge := strings.Fields(strings.Repeat(list[7].Source+list[70].Source, 12))
	reversed := make([]string, len(huge))
	for i, w := range huge {
		reversed[len(huge)-1-i] = w
	}
	tests := []struct{ name, text string }{
		{"verbatim", sentence},
		{"changed", strings.Join(f[:len(f)/2], " ") + " changed " + strings.Join(f[len(f)/2+1:], " ")},
		{"cut", strings.Join(f[:len(f)/2-1], " ") + " … " + strings.Join(f[len(f)/2+1:], " ")},
		{"joined", strings.Join(f[:len(f)/2], " ") + " " + strings.Join(other[len(other)/2:], " ")},
		{"absent", "nothing of what is said here was ever written by any of them in the whole of the story"},
		{"frequent words", strings.Repeat("the of and to in a is that ", 5)},
		{"1,400 words", strings.Join(append(long[:700:700], long[800:1500]...), " ")},
		{"10,000 words", strings.Join(huge[:min(len(huge), 10_000)], " ")},
		{"10,000 words reversed", strings.Join(reversed[:min(len(reversed), 10_000)], " ")},
		{"10,000 frequent words", strings.Repeat("the of and to in ", 2000)},
	}
	for _, tt := range tests {
		b.Run(tt.name, func(b *testing.B) {
			var r Result
			for b.Loop() {
				r = check(b, x, Given{Text: tt.text})
			}
			b.Log(fmt.Sprint(r.Verdict, " ", len(r.Matches)))
		})
	}
}
