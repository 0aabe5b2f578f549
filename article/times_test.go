package article

import (
	"fmt"
	"slices"
	"testing"
)

// Expressions are found in text and furniture, not in front matter, with their
// places; relative ones lean on the day of publication, else of the update.
func TestTimes(t *testing.T) {
	tests := []struct {
		about, name, source string
		want                []string
	}{
		{"published", "a.txt", "---\npublished: 2031-03-09\nlang: en\n---\nThe bridge closed last July.\n\nIt will open on Monday.\n",
			[]string{`5 "last July" 2030-07 sentence 0`, `7 "Monday" 2031-03-10 sentence 1`}},
		{"updated", "a.txt", "The bridge closed last July, the mayor said.\n\nUpdate: 3/15/2031: A name was corrected.\n",
			[]string{`1 "last July" 2030-07 sentence 0`, `3 "3/15/2031" 2031-03-15 furniture`}},
		{"no day", "a.txt", "The bridge closed last year, and the mill on 4 May 1999.\n",
			[]string{`1 "last year" PAST_REF sentence 0`, `1 "4 May 1999" 1999-05-04 sentence 0`}},
		{"marks", "a.md", "The bridge closed on **4 May** 1999, and [in *June* 2001](https://example.org/2002) it fell down.\n",
			[]string{`1 "4 May** 1999" 1999-05-04 sentence 0`, `1 "June* 2001" 2001-06 sentence 0`}},
		{"another language", "a.txt", "---\nlang: de\n---\nDie Brücke wurde am 4 May 1999 geschlossen, und im Juni 2001 fiel sie ein.\n", nil},
	}
	for _, c := range tests {
		a, err := Read(c.name, c.source)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range a.Times() {
			at := fmt.Sprintf("sentence %d", x.Sentence)
			if x.Furniture {
				at = "furniture"
			}
			got = append(got, fmt.Sprintf("%d %q %s %s", x.Line, x.Text(a), x.Value, at))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.about, got, c.want)
		}
	}
}

// In a sentence the offsets are those of its words, without the marks of Markdown.
func TestTimesIn(t *testing.T) {
	for _, c := range []struct{ name, source string }{
		{"a.txt", "It rained. The [bridge](https://example.org) closed on 4 May 1999, and the mill last July.\n"},
		{"a.md", "It rained. The [bridge](https://example.org) closed on **4 May** 1999, and the *mill* last July.\n"},
	} {
		a, err := Read(c.name, "---\npublished: 2031-03-09\nlang: en\n---\n"+c.source)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, s := range a.Sentences {
			for _, e := range a.TimesIn(i) {
				got = append(got, fmt.Sprintf("%d %s %s", i, s.Text[e.Start:e.End], e.Value))
			}
		}
		if want := []string{"1 4 May 1999 1999-05-04", "1 last July 2030-07"}; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

// What a paper takes back or adds is no text of the article, in Markdown's marks either.
func TestCorrectionsAreFurniture(t *testing.T) {
	for _, line := range []string{
		"Correction: The bridge opened on Monday, not on Tuesday.",
		"Correction, 12 June: the mayor resigned on Saturday, not on Sunday.",
		"Corrections, June 12: the mayor resigned on Saturday.",
		"**Correction:** An earlier version said that the bridge opened on Tuesday.",
		"*Editor's note: The name of the bridge was mended.*",
		"> Clarification: The mayor resigned on Saturday.",
	} {
		a, err := Read("a.md", "The bridge opened with music, and the mayor danced on it with the brewer.\n\n"+line+"\n")
		if err != nil {
			t.Fatal(err)
		}
		if a.Lines[2].Kind != Update {
			t.Errorf("%s: %q", line, a.Lines[2].Kind)
		}
	}
}
