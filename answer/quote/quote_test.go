package quote

import (
	"context"
	"strings"
	"testing"

	"footnote/article"
)

const bridge = `The bridge at Korvale will close on 4 March, the city said. It was built in 1931 and carries 2,300 cars a day.

"We can't promise that the work will be done by May," said Mara Olin, the city engineer. “If the river rises, we stop.”

Reportedly more than 40 boats use the long-term moorings. The council has not decided who pays. Nobody from Tavenmoor came to the talks. Ferries may run instead until the autumn.
`

const ferry = `Ferries will run from the old quay while the bridge is shut, the harbour master said on Tuesday. Tickets cost three dollars.

The harbour has two ferries, and both were painted last year. A third lies in dry dock.
`

const notes = `# Notes on the quay

The **old quay** was [paved in stone](https://example.org/a_b) by the *city council* long ago, and nobody has swept it since.
`

func story(t testing.TB, files ...string) []*article.Article {
	t.Helper()
	var list []*article.Article
	for i := 0; i < len(files); i += 2 {
		a, err := article.Read(files[i], files[i+1])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

func small(t testing.TB) *Index {
	return New(story(t, "bridge.txt", bridge, "ferry.txt", ferry, "notes.md", notes))
}

func check(t testing.TB, x *Index, g Given) Result {
	t.Helper()
	r, err := x.Check(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range r.Matches {
		if s := m.Span; x.byID[s.Article] == nil || s.Start < 0 || s.Start >= s.End || s.End > len(x.byID[s.Article].article.Source) {
			t.Fatalf("Check(%q): no place in the source: %+v", g.Text, s)
		}
	}
	return r
}

func risksOf(r Result) string {
	var list []string
	for _, m := range r.Matches[:min(1, len(r.Matches))] {
		for _, k := range m.Risks {
			list = append(list, string(k))
		}
	}
	return strings.Join(list, " ")
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		name, text string
		want       Verdict
		risks      string
	}{
		{"as it stands", "The council has not decided who pays.", Verbatim, ""},
		{"a piece", "carries 2,300 cars a day", Verbatim, ""},
		{"white space and soft hyphens", "The  council\nhas not de\u00adcided who pays", Verbatim, ""},
		{"over two sentences", "the city said. It was built in 1931", Verbatim, ""},
		{"over two paragraphs", `2,300 cars a day. "We can't promise`, Verbatim, ""},
		{"a ligature", "and both were pa\u200binted last year. A third lies in dry dock", Verbatim, ""},
		{"other end", "The council has not decided who pays,", Verbatim, ""},
		{"made a question", "The council has not decided who pays?", Typographic, ""},
		{"other marks", "“We can’t promise that the work will be done by May,” said Mara Olin", Typographic, ""},
		{"case", "the council HAS not decided", Typographic, ""},
		{"hyphen", "boats use the long term moorings", Typographic, ""},
		{"no hyphen", "boats use the longterm moorings", Typographic, ""},
		{"grouping", "carries 2300 cars a day", Typographic, ""},
		{"markup", "The old quay was paved in stone by the city council long ago", Verbatim, ""},
		{"markup as it stands", "The **old quay** was [paved in stone](https://example.org/a_b) by", Verbatim, ""},
		{"cut", "It was built … and carries 2,300 cars a day", Altered, "date"},
		{"cut harmless", "The harbour has two ferries … painted last year", Elided, ""},
		{"cut in brackets", "The harbour has two ferries [...] painted last year", Elided, ""},
		{"cut and nothing lost", "The council ... has not decided who pays", Typographic, ""},
		{"inserted", "[The bridge] was built in 1931 and carries 2,300 cars a day", Elided, ""},
		{"inserted for a word", "Nobody from Tavenmoor came to [those] talks", Elided, ""},
		{"inserted negation", "Ferries may [not] run instead until the autumn", Altered, "negation"},
		{"cut negation", "The council has … decided who pays", Altered, "negation"},
		{"cut condition", "done by May,\" said Mara Olin, the city engineer. “… the river rises, we stop", Altered, "modal"},
		{"number", "carries 2,400 cars a day", Altered, "number"},
		{"number in words", "The harbour has three ferries, and both were painted", Altered, "number"},
		{"number written otherwise", "The harbour has 2 ferries, and both were painted", Altered, ""},
		{"year", "It was built in 1932 and carries 2,300 cars a day", Altered, "date"},
		{"day", "The bridge at Korvale will close on 5 March, the city said", Altered, "date"},
		{"weekday", "the harbour master said on Thursday", Altered, "date"},
		{"relative date", "both were painted this year", Altered, "date"},
		{"negation out", "The council has decided who pays", Altered, "negation"},
		{"negation in", "Ferries may not run instead until the autumn", Altered, "negation"},
		{"contraction", "We can promise that the work will be done by May", Altered, "negation"},
		{"modal", "Ferries will run instead until the autumn", Altered, "modal"},
		{"hedge", "Reportedly 40 boats use the long-term moorings", Altered, "hedge"},
		{"name", "Nobody from Korvale came to the talks", Altered, "name"},
		{"plain word", "The council has not decided who builds", Altered, ""},
		{"stitched", "The council has not decided who pays while the bridge is shut, the harbour master said", Stitched, ""},
		{"stitched in one article", "It was built in 1931 and carries Nobody from Tavenmoor came to the talks", Stitched, ""},
		{"one word", "Reportedly", Verbatim, ""},
		{"one word that is not there", "Unreported", Absent, ""},
		{"two words", "dry dock", Verbatim, ""},
		{"part of a word", "port", Absent, ""},
		{"other words", "The mayor of the town is very happy with the new stadium", Absent, ""},
		{"nothing", "", Absent, ""},
		{"only punctuation", " …, “”--!? ", Absent, ""},
		{"control characters", "\x00\x01\x02", Absent, ""},
		{"another script", "Мост закроют четвёртого марта", Absent, ""},
		{"no UTF-8", "the \xff\xfe bridge is shut", Altered, ""},
	}
	x := small(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := check(t, x, Given{Text: tt.text})
			if got := risksOf(r); r.Verdict != tt.want || got != tt.risks {
				t.Errorf("Check(%q) = %s, risks %q; want %s, %q\n%+v", tt.text, r.Verdict, got, tt.want, tt.risks, r)
			}
		})
	}
}
