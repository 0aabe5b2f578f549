package compare

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/storytest"
	"footnote/seeds"
)

// asked is the extracted answer to a question, and what differs around it.
func asked(tb testing.TB, question string) (answer.Answer, []Difference) {
	tb.Helper()
	v := view(tb, seeds.FS)
	a, err := answer.Ask(context.Background(), v, answer.Extractive{}, question, answer.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	found, err := Around(context.Background(), v, a, "")
	if err != nil {
		tb.Fatal(err)
	}
	return a, found
}

func TestAround(t *testing.T) {
	a, found := asked(t, "How many US troops will leave Niger?")
	i := slices.IndexFunc(found, func(d Difference) bool { return d.Kind == Precision && d.Slot == Number })
	if i < 0 {
		t.Fatalf("to %q nothing differs\n%s", a.Text(), show(Comparison{Differences: found}))
	}
	for _, want := range []string{"hundreds", "more than 1,000"} {
		if !slices.ContainsFunc(found[i].Sides, func(s Side) bool { return strings.EqualFold(s.Value, want) }) {
			t.Errorf("no side says %s\n%s", want, show(Comparison{Differences: found}))
		}
	}
}

// TestAroundNumbers shows that what the answer cites keeps its numbers, and that the
// others go on from there.
func TestAroundNumbers(t *testing.T) {
	a, found := asked(t, "How many US troops will leave Niger?")
	known := map[article.Span]int{}
	for _, c := range a.Footnotes() {
		known[c.Span] = c.N
	}
	next := len(known) + 1
	for _, d := range found {
		cited := false
		for _, s := range d.Sides {
			for _, c := range s.Citations {
				switch n, ok := known[c.Span]; {
				case ok && n != c.N:
					t.Errorf("%s has the number %d, in the answer %d", c.Quote, c.N, n)
				case !ok && c.N != next:
					t.Errorf("%s has the number %d, not %d", c.Quote, c.N, next)
				case !ok:
					known[c.Span] = next
					next++
				}
				cited = cited || c.N <= len(a.Footnotes())
			}
		}
		if !cited {
			t.Errorf("the answer cites no side of %s", d.About)
		}
	}
}

// TestAroundAsked shows that only what was asked for is told to differ.
func TestAroundAsked(t *testing.T) {
	v := view(t, folder(map[string]string{
		"a.txt": on(3, "A", "The Ostrey bridge closed on Monday after engineers found 12 cracks in it."),
		"b.txt": on(3, "B", "The Ostrey bridge closed on Sunday after engineers found 19 cracks in it."),
	}))
	for question, want := range map[string]Slot{"When did the Ostrey bridge close?": Date, "How many cracks did engineers find in the Ostrey bridge?": Number} {
		a, err := answer.Ask(context.Background(), v, answer.Extractive{}, question, answer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := Around(context.Background(), v, a, question)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 1 || found[0].Slot != want {
			t.Errorf("%s\n%s\n%s", question, a.Text(), show(Comparison{Differences: found}))
		}
	}
}

func TestAroundNothing(t *testing.T) {
	for _, question := range []string{"Who won the chess match?", "Where do the drones fly from?"} {
		if a, found := asked(t, question); len(found) > 0 {
			t.Errorf("%q: %s\n%s", question, a.Text(), show(Comparison{Differences: found}))
		}
	}
}

// BenchmarkAround looks around the answer to a question of the sample story.
// Whatever is asked of whatever story, the differences beside the answer can be quoted.
func TestAroundStories(t *testing.T) {
	stories := storytest.All(t)
	bids := storytest.View(t, fstest.MapFS{
		"a.txt": {Data: []byte("Six people died in the Harrow mine on Monday.\n\nGet our news of the Harrow mine every day. Watch the mine people.\n")},
		"b.txt": {Data: []byte("Nine people died in the Harrow mine on Monday.\n")},
	})
	stories = append(stories, storytest.Story{Name: "bids", View: bids})
	for _, s := range stories {
		for _, question := range []string{"What happened?", "How many people died?", "When did it happen?", "Who said so?", "How long was he sentenced to?"} {
			a, err := answer.Ask(t.Context(), s.View, answer.Extractive{}, question, answer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			found, err := Around(t.Context(), s.View, a, question)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range found {
				for _, side := range d.Sides {
					for _, c := range side.Citations {
						if got, ok := s.View.Article(c.Span.Article).Quote(c.Span); !ok || got != c.Quote {
							t.Errorf("%s, %s: %q is not what stands there", s.Name, question, c.Quote)
						}
					}
				}
			}
		}
	}
}

func BenchmarkAround(b *testing.B) {
	v := view(b, seeds.FS)
	a, err := answer.Ask(context.Background(), v, answer.Extractive{}, "How many US troops will leave Niger?", answer.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Around(context.Background(), v, a, ""); err != nil {
			b.Fatal(err)
		}
	}
}
