package quote

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"footnote/article"
)

func TestEdits(t *testing.T) {
	tests := []struct {
		text string
		want []Edit
	}{
		{"The council has decided who pays", []Edit{{Delete, "not", ""}}},
		{"Ferries may not run instead until the autumn", []Edit{{Insert, "", "not"}}},
		{"It was built in 1932 and carries 2,400 cars a day", []Edit{{Replace, "1931", "1932"}, {Replace, "2,300", "2,400"}}},
		{"The harbour has two ferries … painted last year", []Edit{{Replace, "and both were", "…"}}},
		{"[The bridge] was built in 1931 and carries 2,300 cars a day", []Edit{{Insert, "", "[The bridge]"}}},
		{"boats use the long term moorings", nil},
		{"Nobody came to the talks", []Edit{{Delete, "from Tavenmoor", ""}}},
		{"Ferries may run instead until the spring", []Edit{{Replace, "autumn", "spring"}}},
		{"The council has not decided who pays today", []Edit{{Insert, "", "today"}}},
	}
	x := small(t)
	for _, tt := range tests {
		r := check(t, x, Given{Text: tt.text})
		var got []Edit
		if len(r.Matches) > 0 {
			got = r.Matches[0].Edits
		}
		if len(got) != len(tt.want) {
			t.Errorf("Check(%q): edits %q, want %q", tt.text, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("Check(%q): edit %q, want %q", tt.text, got[i], tt.want[i])
			}
		}
	}
}

// TestPlace compares what is quoted of the source.
func TestPlace(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The council has not decided who pays.", "The council has not decided who pays."},
		{"“the council has not decided who pays”", "The council has not decided who pays"},
		{`"We can't promise`, `"We can't promise`},
		{"The old quay was paved in stone", "old quay** was [paved in stone"},
		{"carries 2,400 cars a day", "carries 2,300 cars a day"},
	}
	x := small(t)
	for _, tt := range tests {
		r := check(t, x, Given{Text: tt.text})
		if len(r.Matches) == 0 {
			t.Errorf("Check(%q): no match", tt.text)
			continue
		}
		s := r.Matches[0].Span
		if got := x.byID[s.Article].article.Source[s.Start:s.End]; got != tt.want && !strings.HasSuffix(got, tt.want) {
			t.Errorf("Check(%q) quotes %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestOrderAndIn(t *testing.T) {
	text := "The quay will be painted green in the spring.\n"
	front := func(day string) string { return "---\npublished: " + day + "\n---\n" + text }
	x := New(story(t, "a.txt", text, "b.txt", front("2031-03-02"), "c.txt", front("2031-03-01"), "d.txt", strings.ReplaceAll(text, "quay", "Quay")))
	r := check(t, x, Given{Text: "the quay will be painted green"})
	var got []string
	for _, m := range r.Matches {
		got = append(got, m.Span.Article)
	}
	if g := strings.Join(got, " "); g != "c b a d" {
		t.Errorf("order %s, want c b a d", g)
	}
	if r := check(t, x, Given{Text: "quay will be painted", In: "a"}); len(r.Matches) != 1 || r.Matches[0].Span.Article != "a" {
		t.Errorf("in a: %+v", r)
	}
	if r := check(t, x, Given{Text: "quay will be painted", In: "nowhere"}); r.Verdict != Absent {
		t.Errorf("in an article that is not there: %+v", r)
	}
}

func TestStitchedParts(t *testing.T) {
	r := check(t, small(t), Given{Text: "The council has not decided who pays while the bridge is shut, the harbour master said"})
	if len(r.Matches) != 2 || r.Matches[0].Part != 1 || r.Matches[0].Verdict != Verbatim || r.Matches[1].Verdict != Verbatim || r.Matches[1].Part != 2 || r.Matches[0].Span.Article != "bridge" || r.Matches[1].Span.Article != "ferry" {
		t.Errorf("parts %+v", r.Matches)
	}
}

func TestNearest(t *testing.T) {
	r := check(t, small(t), Given{Text: "Somebody in Tavenmoor wants other ferries for the harbour people"})
	if r.Verdict != Absent || len(r.Nearest) == 0 || len(r.Nearest) > 3 {
		t.Errorf("%+v", r)
	}
}

func TestFurniture(t *testing.T) {
	x := New(story(t, "a.txt", bridge+"\nSubscribe to our newsletter and get it in your inbox every day\n"))
	r := check(t, x, Given{Text: "get it in your inbox every day"})
	if r.Verdict != Verbatim || !r.Matches[0].Furniture {
		t.Errorf("%+v", r)
	}
}

func TestSpeaker(t *testing.T) {
	x := small(t)
	text := "We can't promise that the work will be done by May"
	r := check(t, x, Given{Text: text})
	if len(r.Matches) != 1 || r.Matches[0].Speaker == "" {
		t.Skip("the speaker of this quotation is not told")
	}
	name := r.Matches[0].Speaker
	if r := check(t, x, Given{Text: text, Speaker: name}); r.Verdict != Verbatim {
		t.Errorf("of %s: %s", name, r.Verdict)
	}
	if r := check(t, x, Given{Text: text, Speaker: "Zora Quillfeather"}); r.Verdict != Misattributed || r.Matches[0].Verdict != Misattributed {
		t.Errorf("of another: %+v", r)
	}
}

// TestHard gives what no quotation should be; all it must do is end.
func TestHard(t *testing.T) {
	x := small(t)
	for _, text := range []string{
		strings.Repeat("the ", 10_000), strings.Repeat("bridge at Korvale will close ", 2_000), strings.Repeat("…", 10_000),
		strings.Repeat("[a] ", 3_000), strings.Repeat("“", 10_000), strings.Repeat("a\u0301", 10_000), strings.Repeat("\xff ", 10_000),
		strings.Repeat("bridge … ", 1_000), "[", "]", "[]", "[…", "… … …", "\u202e\u200f\u200b", "1 2 3 4 5", strings.Repeat("x", 100_000),
	} {
		check(t, x, Given{Text: text, Speaker: text, In: ""})
	}
	empty := New(nil)
	for _, text := range []string{"", "a", "the bridge at Korvale … will close"} {
		if r := check(t, empty, Given{Text: text}); r.Verdict != Absent {
			t.Errorf("without articles: %s", r.Verdict)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := small(t).Check(ctx, Given{Text: "The council has decided who pays"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestMany(t *testing.T) {
	x := small(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, text := range []string{"The council has decided who pays", "carries 2,300 cars a day"} {
				if r, err := x.Check(context.Background(), Given{Text: text}); err != nil || len(r.Matches) != 1 {
					t.Errorf("%v %+v", err, r)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzCheck(f *testing.F) {
	x := New([]*article.Article{story(f, "bridge.txt", bridge)[0], story(f, "notes.md", notes)[0]})
	for _, s := range []string{"The bridge … will close on [the] 4 March", "x [y] z … … [w]", "2,300 cars carries a day", "the city said council has not decided"} {
		f.Add(s, "Olin")
	}
	f.Fuzz(func(t *testing.T, text, speaker string) {
		r := check(t, x, Given{Text: text, Speaker: speaker})
		if (r.Verdict == Absent) != (len(r.Matches) == 0) {
			t.Fatalf("Check(%q): %+v", text, r)
		}
	})
}
