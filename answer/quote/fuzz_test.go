package quote

import (
	"io/fs"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/seeds"
)

func sample(t testing.TB, fsys fs.FS) []*article.Article {
	t.Helper()
	list, _, err := article.ReadFolder(t.Context(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Any piece of five whole words or more of any line is verbatim, and its own place
// is among the matches.
func FuzzPieces(f *testing.F) {
	own := story(f, "bridge.txt", bridge, "ferry.txt", ferry, "notes.md", notes)
	x := New(append(sample(f, seeds.FS), own...))
	for i := range 40 {
		f.Add(uint16(i), uint16(i*7), uint16(i*3), uint16(i))
	}
	f.Fuzz(func(t *testing.T, file, line, from, count uint16) {
		a := x.docs[int(file)%len(x.docs)].article
		l := a.Lines[int(line)%len(a.Lines)]
		if l.Kind != article.Front {
			piece(t, x, a, l.Start, a.Source[l.Start:l.End], int(from), int(count))
		}
	})
}

// Likewise of any text that is an article.
func FuzzAnyText(f *testing.F) {
	for _, s := range []string{bridge, ferry, notes, "a b c d e … f [g] h\n", "１２３ ｗｏｒｄｓ ofﬁce cafe\u0301 caf\u00e9 10-12 1,000.5 U.S. o'clock",
		"10 20 30 40 50 60", "我 们 不 会 走 开 的", "a_b *c* [d](e f) g h i j", "🙂 🙂 🙂 🙂 🙂 🙂", "a aa aaa a aa a a a aa", "½ ² ß İ ŉ ǰ ﬀ e"} {
		f.Add(s, uint16(0), uint16(0), false)
		f.Add(s, uint16(1), uint16(3), true)
	}
	f.Fuzz(func(t *testing.T, source string, line, from uint16, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		a, err := article.Read(name, source)
		if err != nil {
			return
		}
		x := New([]*article.Article{a})
		l := a.Lines[int(line)%len(a.Lines)]
		if l.Kind != article.Front {
			piece(t, x, a, l.Start, a.Source[l.Start:l.End], int(from), int(from)/3)
		}
	})
}

func piece(t *testing.T, x *Index, a *article.Article, base int, line string, from, count int) {
	words := wholeWords(line)
	if len(words) < 5 {
		return
	}
	i := from % (len(words) - 4)
	j := i + 5 + count%(len(words)-i-4)
	start, end := words[i][0], words[j-1][1]
	r := check(t, x, Given{Text: line[start:end]})
	if r.Verdict != Verbatim {
		t.Fatalf("Check(%q) = %s", line[start:end], r.Verdict)
	}
	for _, m := range r.Matches {
		if m.Span.Article == a.ID && m.Span.Start <= base+start && m.Span.End >= base+end {
			return
		}
	}
	if len(r.Matches) < maxMatches {
		t.Fatalf("Check(%q): its own place, %d to %d, is not among %+v", line[start:end], base+start, base+end, r.Matches)
	}
}

// wholeWords are the runs of s between white space that hold a letter or digit.
func wholeWords(s string) [][2]int {
	var list [][2]int
	at := 0
	for _, f := range strings.Fields(s) {
		i := strings.Index(s[at:], f) + at
		at = i + len(f)
		if utf8.ValidString(f) && strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			list = append(list, [2]int{i, at})
		}
	}
	return list
}
