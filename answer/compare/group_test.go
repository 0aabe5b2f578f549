package compare

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/internal/words"
)

// tolls is a story of one sentence an article, each with a number, on days of March
// 2031 by article; and what was found of pairs of them.
type tolls struct {
	files map[string]string
	found []toll
}

// A toll is a finding between the numbers of two articles.
type toll struct {
	a, b string
	kind Kind
}

// splitsOf are the differences of a story, as kind and sides with what they cite.
func (s tolls) splitsOf(t *testing.T) []string {
	t.Helper()
	v := view(t, folder(s.files))
	b := newBuilder(v)
	if err := b.read(context.Background()); err != nil {
		t.Fatal(err)
	}
	at := func(id string) *line {
		return b.lines[slices.IndexFunc(b.lines, func(l *line) bool { return l.Article.ID == id })]
	}
	number := func(l *line) mark {
		i := slices.IndexFunc(l.Tokens, func(k words.Token) bool { return k.Number })
		words := l.Text[l.Tokens[i].Start:l.Tokens[i].End]
		key := words
		if l.Word(i-1) == "about" {
			words, key = "about "+words, "~"+words
		}
		return mark{in: l.telling, first: i, last: i, value: words, key: key}
	}
	var all []related
	for _, f := range s.found {
		x, y := at(f.a), at(f.b)
		r := related{couple: couple{x, y}, relation: Compatible}
		if f.kind == "" {
			r.relation = Same
		} else {
			r.findings = []finding{{slot: Number, kind: f.kind, a: number(x), b: number(y), about: "people killed", sure: 0.9}}
		}
		all = append(all, r)
	}
	c := citer{builder: b, numbers: map[article.Span]int{}}
	var out []string
	for _, d := range c.differences(b.weighed(b.splits(all))) {
		var sides []string
		for _, s := range d.Sides {
			var ids []string
			for _, cite := range s.Citations {
				ids = append(ids, cite.Meta.ID)
			}
			sides = append(sides, fmt.Sprintf("%s [%s]", s.Value, strings.Join(ids, " ")))
		}
		out = append(out, fmt.Sprintf("%s: %s", d.Kind, strings.Join(sides, ", ")))
	}
	return out
}

// on is an article of a day of March 2031.
func on(day int, outlet, text string) string {
	return fmt.Sprintf("---\ntitle: Fire at the mill\noutlet: %s\npublished: 2031-03-%02d\nlang: en\n---\n%s\n", outlet, day, text)
}

func TestGroups(t *testing.T) {
	twelve := map[string]string{
		"a.txt": on(3, "A", "The fire at the mill killed 12 people."),
		"b.txt": on(3, "B", "In the mill 12 people lost their lives to the fire."),
		"c.txt": on(5, "C", "The fire has killed 15 people, police said."),
		"d.txt": on(5, "D", "Police now count 15 dead in the mill."),
		"e.txt": on(5, "E", "The fire brigade speaks of 14 people killed in the mill."),
		"f.txt": on(5, "F", "The mayor said about 15 people were killed."),
	}
	for _, tt := range []struct {
		name  string
		found []toll
		want  []string
	}{
		{"an update has one side for each value, the earliest first", []toll{{"a", "c", Update}, {"a", "d", Update}, {"b", "d", Update}},
			[]string{"update: 12 [a b], 15 [c d]"}},
		{"two values of the last day are a contradiction as well", []toll{{"a", "c", Update}, {"a", "e", Update}, {"c", "e", Contradiction}},
			[]string{"contradiction: 15 [c], 14 [e]", "update: 12 [a], 15 [c], 14 [e]"}},
		{"what is only more exact is one side of an update", []toll{{"a", "c", Update}, {"a", "f", Update}, {"f", "c", Precision}},
			[]string{"update: 12 [a], 15 [c f]", "precision: about 15 [f], 15 [c]"}},
		{"what says the same is cited as well", []toll{{"a", "c", Update}, {"a", "b", ""}, {"c", "d", ""}},
			[]string{"update: 12 [a b], 15 [c d]"}},
		{"what says the same without the number is not", []toll{{"a", "c", Update}, {"c", "e", ""}},
			[]string{"update: 12 [a], 15 [c]"}},
		{"no fact is told twice", []toll{{"a", "c", Update}, {"b", "d", Update}, {"a", "b", ""}, {"c", "d", ""}},
			[]string{"update: 12 [a b], 15 [c d]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := (tolls{twelve, tt.found}).splitsOf(t); !slices.Equal(got, tt.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
		})
	}
}

// TestEcho shows that a sentence that several print is compared once and cited of all.
func TestEcho(t *testing.T) {
	files := map[string]string{
		"a.txt": on(3, "A", "The fire at the mill killed 12 people, police said."),
		"b.txt": on(3, "B", "The fire at the mill killed 12 people, police said."),
		"c.txt": on(5, "C", "The fire has killed 15 people."),
	}
	got := tolls{files, []toll{{"a", "c", Update}}}.splitsOf(t)
	if want := []string{"update: 12 [a b], 15 [c]"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
