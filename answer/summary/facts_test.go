package summary

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/internal/storytest"
	"footnote/seeds"
)

// textOf is the text of a summary.
func textOf(s Summary) string {
	texts := make([]string, len(s.Claims))
	for i, c := range s.Claims {
		texts[i] = c.Text
	}
	return strings.Join(texts, "\n")
}

// firsts takes the first sentences of each article in turn until there are so many words.
func firsts(st storytest.Story, words int) string {
	var out []string
	n := 0
	for i := 0; n < words; i++ {
		took := false
		for _, a := range st.View.Standing() {
			if i < len(a.Sentences) && n < words {
				out = append(out, a.Sentences[i].Text)
				n += len(strings.Fields(a.Sentences[i].Text))
				took = true
			}
		}
		if !took {
			break
		}
	}
	return strings.Join(out, "\n")
}

func held(st storytest.Story, text string) (n int, missed []string) {
	for _, f := range st.Facts {
		if f.In(text) {
			n++
		} else {
			missed = append(missed, f.Fact)
		}
	}
	return n, missed
}

// A summary holds more of what a story must tell than the first sentences of its
// articles do at equal length.
func TestFacts(t *testing.T) {
	mine, theirs, all := factsOf(t, storytest.All(t), true)
	t.Logf("%d of %d facts, first sentences %d", mine, all, theirs)
	if 10*mine < 15*theirs || 2*mine < all {
		t.Errorf("%d of %d facts, first sentences %d: want half of all, and half as many more than these", mine, all, theirs)
	}
}

// So it does of stories that nobody looked at who made the rules.
func TestFactsHeld(t *testing.T) {
	mine, theirs, all := factsOf(t, storytest.Held(t), false)
	t.Logf("%d of %d facts, first sentences %d", mine, all, theirs)
	if mine <= theirs {
		t.Error("no more than of the first sentences")
	}
}

// factsOf counts the facts that summaries of stories hold, those of their first sentences,
// and all.
func factsOf(t *testing.T, stories []storytest.Story, tell bool) (mine, theirs, all int) {
	t.Helper()
	for _, st := range stories {
		s, err := Build(context.Background(), st.View, Options{Sentences: st.Sentences})
		if err != nil {
			t.Fatal(err)
		}
		text := textOf(s)
		n, missed := held(st, text)
		base, _ := held(st, firsts(st, len(strings.Fields(text))))
		if tell {
			t.Logf("%s: %d of %d facts in %d words, first sentences %d\n%s\nmissed: %s", st.Name, n, len(st.Facts), len(strings.Fields(text)), base, show(s), strings.Join(slices.Compact(missed), "\n        "))
		}
		all, mine, theirs = all+len(st.Facts), mine+n, theirs+base
	}
	return mine, theirs, all
}

// show writes a summary for people who mend it.
func show(s Summary) string {
	var b strings.Builder
	for _, c := range s.Claims {
		fmt.Fprintf(&b, "- (%d of %s) %s\n", c.Independent, strings.Join(c.Outlets, ", "), c.Text)
		for _, at := range c.Citations[1:] {
			fmt.Fprintf(&b, "\t[%d] %s:%d %s\n", at.N, at.Meta.ID, at.Line, at.Quote)
		}
	}
	fmt.Fprintf(&b, "%v\n", s.Notes)
	return b.String()
}

// The five sentences of a summary hold what the story turns on.
func TestSampleStory(t *testing.T) {
	s := sum(t, storytest.View(t, seeds.FS), Options{})
	hasAll(t, s, map[string]string{
		"the withdrawal and the number": `(?i)more than 1,000 (US )?troops`,
		"who agreed":                    `(?i)the deal was reached with`,
		"who asked":                     `(?i)demand made in March|told the Americans to go|call for the soldiers to go`,
		"the coup":                      `coup`,
		"Russia":                        `Russia`,
	})
}

func TestRealArticles(t *testing.T) {
	const dir = "../../../shared/seeds"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the articles are not here")
	}
	s := sum(t, storytest.View(t, os.DirFS(dir)), Options{})
	hasAll(t, s, map[string]string{
		"the withdrawal": `(?i)withdraw`,
		"the number":     `more than 1,000`,
		"who asked":      `junta .*called for|call to remove troops`,
		"who agreed":     `prime minister and the U.S. reached an agreement|was accepted by`,
		"the coup":       `coup`,
		"Russia":         `Russia`,
	})
	if regexp.MustCompile(`(?i)browser|subscribe|updated|skip|not clear`).MatchString(textOf(s)) {
		t.Errorf("furniture:\n%s", show(s))
	}
}

func hasAll(t *testing.T, s Summary, want map[string]string) {
	t.Helper()
	for what, re := range want {
		if !regexp.MustCompile(re).MatchString(textOf(s)) {
			t.Errorf("%s is missing", what)
		}
	}
	if len(s.Claims) != Usual {
		t.Errorf("%d claims", len(s.Claims))
	}
	if t.Failed() {
		t.Log("\n" + show(s))
	}
}
