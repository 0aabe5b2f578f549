// Package zipftest makes stories for benchmarks: articles whose words are as
// frequent as those of a language (Zipf 1949), in sentences, paragraphs and
// front matter, the same for the same sizes. 210,000 words of it have some
// 23,000 different ones; of English news they have 18,000 (Heaps' law with the
// constants that Manning, Raghavan and Schütze 2008 give for Reuters, section 5.1).
package zipftest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
	"time"
)

// Sizes of the language.
const (
	vocabulary = 60_000
	shift      = 2.7 // of Zipf and Mandelbrot: the most frequent words are less far apart
)

// Folder returns a folder of articles of about words words each.
func Folder(articles, words int) fstest.MapFS {
	g := newGenerator()
	fsys := fstest.MapFS{}
	for i := range articles {
		fsys[fmt.Sprintf("a%05d.txt", i)] = &fstest.MapFile{Data: []byte(g.article(i, words)), Mode: 0o644}
	}
	return fsys
}

// Question returns a question with words of article i of Folder(articles, words).
func Question(fsys fstest.MapFS, i int) string {
	text := string(fsys[fmt.Sprintf("a%05d.txt", i)].Data)
	lines := strings.Split(text, "\n")
	sentence, _, _ := strings.Cut(lines[len(lines)/2|1], ".")
	fields := strings.Fields(sentence)
	return "When did " + strings.Join(fields[:min(len(fields), 8)], " ") + "?"
}

type generator struct {
	rnd     *rand.Rand
	zipf    *rand.Zipf
	numbers *rand.Zipf // small ones are frequent, as in news
	words   []string
}

func newGenerator() *generator {
	rnd := rand.New(rand.NewPCG(7, 11))
	g := &generator{rnd: rnd, zipf: rand.NewZipf(rnd, 1.07, shift, vocabulary-1), numbers: rand.NewZipf(rnd, 1.2, 4, 99_999)}
	g.words = strings.Fields("the of and to in a is that for it on was with as by at from are this be")
	seen := map[string]bool{}
	for len(g.words) < vocabulary {
		if w := g.newWord(); !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	return g
}

var syllables = strings.Fields("ba co den fer gi lor man ne pos qui ra sel tor un ver wis xa yo zel ing tion al er st pro con re de mis")

func (g *generator) newWord() string {
	var b strings.Builder
	for range 1 + g.rnd.IntN(4) {
		b.WriteString(syllables[g.rnd.IntN(len(syllables))])
	}
	return b.String()
}

func (g *generator) article(i, words int) string {
	var b strings.Builder
	day := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%300)
	fmt.Fprintf(&b, "---\ntitle: %s\noutlet: Outlet %d\npublished: %s\n---\n", g.run(8), i%17, day.Format(time.DateOnly))
	for n, sentence := 0, 0; n < words; sentence++ {
		length := 8 + g.rnd.IntN(25)
		n += length
		b.WriteString(g.sentence(length))
		if sentence%4 == 3 {
			b.WriteString("\n\n")
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String()) + "\n"
}

func (g *generator) run(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = g.words[g.zipf.Uint64()]
	}
	return strings.Join(words, " ")
}

func (g *generator) sentence(n int) string {
	words := strings.Fields(g.run(n))
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	if g.rnd.IntN(5) < 2 { // a name
		w := g.rnd.IntN(n)
		words[w] = strings.ToUpper(words[w][:1]) + words[w][1:]
	}
	if g.rnd.IntN(5) == 0 {
		words[g.rnd.IntN(n)] = fmt.Sprint(2 + g.numbers.Uint64())
	}
	return strings.Join(words, " ") + "."
}
