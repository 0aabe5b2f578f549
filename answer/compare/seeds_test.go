package compare

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/seeds"
)

// A wanted difference has sides that read so and cite these lines, among others, in
// this order where ordered.
type wanted struct {
	kind  Kind
	sides [2]string // value, then article:line
}

// in reports whether c has the difference.
func (w wanted) in(c Comparison, short map[string]string) bool {
	return slices.ContainsFunc(c.Differences, func(d Difference) bool {
		at := [2]int{-1, -1}
		for i, want := range w.sides {
			at[i] = slices.IndexFunc(d.Sides, func(s Side) bool { return s.is(want, short) })
		}
		return d.Kind == w.kind && at[0] >= 0 && at[1] >= 0 && (at[0] < at[1] || d.Kind == Contradiction && at[0] != at[1])
	})
}

// is reports whether a side reads and cites as "value article:line" says.
func (s Side) is(want string, short map[string]string) bool {
	i := strings.LastIndex(want, " ")
	for _, at := range s.Citations {
		id := at.Meta.ID
		if name, ok := short[id]; ok {
			id = name
		}
		if strings.EqualFold(s.Value, want[:i]) && fmt.Sprintf("%s:%d", id, at.Line) == want[i+1:] {
			return true
		}
	}
	return false
}

// singlesAt are the lines of what one outlet alone reports.
func singlesAt(c Comparison, short map[string]string) []string {
	var at []string
	for _, s := range c.Only {
		id := s.Article
		if name, ok := short[id]; ok {
			id = name
		}
		at = append(at, fmt.Sprintf("%s:%d", id, s.Citations[0].Line))
	}
	return at
}

func TestSampleStory(t *testing.T) {
	c := of(t, view(t, seeds.FS), Options{})
	for _, want := range []wanted{
		{Precision, [2]string{"Hundreds dispatch:9", "More than 1,000 ledger:14"}},
		{Update, [2]string{"648 courier:16", "More than 1,000 courier:16"}},
		{Update, [2]string{"648 dispatch:19", "More than 1,000 ledger:14"}},
	} {
		if !want.in(c, nil) {
			t.Errorf("no difference %v", want)
		}
	}
	noOldPrecision(t, c)
	got := singlesAt(c, nil)
	for _, want := range []string{"ledger:19", "ledger:25", "ledger:29"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among what one alone reports", want)
		}
	}
	if t.Failed() || testing.Verbose() {
		t.Log("\n" + show(c))
	}
}

// noOldPrecision fails where the number of December is told to be another word for that
// of April.
func noOldPrecision(t *testing.T, c Comparison) {
	t.Helper()
	for _, d := range c.Differences {
		if d.Kind == Precision && slices.ContainsFunc(d.Sides, func(s Side) bool { return strings.Contains(s.Value, "648") }) {
			t.Errorf("648 stands among the precisions: %+v", d.Sides)
		}
	}
}

func TestRealArticles(t *testing.T) {
	const dir = "../../../shared/seeds"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the articles are not here")
	}
	c := of(t, view(t, os.DirFS(dir)), Options{})
	short := map[string]string{"000_58dc38459853b8cd": "tp", "001_a71f8f65b2cc9470": "dw"}
	for _, want := range []wanted{
		{Precision, [2]string{"hundreds tp:1", "more than 1,000 dw:10"}},
		{Precision, [2]string{"hundreds tp:1", "more than 1,000 tp:9"}},
		{Update, [2]string{"648 tp:9", "more than 1,000 tp:9"}},
		{Update, [2]string{"648 tp:9", "more than 1,000 dw:17"}},
	} {
		if !want.in(c, short) {
			t.Errorf("no difference %v", want)
		}
	}
	within := slices.ContainsFunc(c.Differences, func(d Difference) bool { return short[d.Within()] == "tp" && d.Kind == Update })
	if !within {
		t.Error("that the article of Task & Purpose has both 648 and more than 1,000 is not said")
	}
	if !slices.ContainsFunc(c.Differences, func(d Difference) bool {
		return d.Slot == Role && slices.ContainsFunc(d.Sides, func(s Side) bool { return strings.Contains(s.Value, "prime minister") }) &&
			slices.ContainsFunc(d.Sides, func(s Side) bool { return strings.Contains(s.Value, "leader") })
	}) {
		t.Error("no difference in who agreed for Niger")
	}
	noOldPrecision(t, c)
	got := singlesAt(c, short)
	for _, want := range []string{"tp:9", "dw:19", "dw:25", "dw:35"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among what one alone reports", want)
		}
	}
	for _, want := range []string{"648", "letter to Congress", "Campbell", "Zeine", "€93 million", "Mohamed Bazoum", "protested"} {
		if !slices.ContainsFunc(c.Only, func(s Single) bool { return strings.Contains(s.Text, want) }) {
			t.Errorf("that one alone tells of %q is not told", want)
		}
	}
	if t.Failed() || testing.Verbose() {
		t.Log("\n" + show(c))
	}
}
