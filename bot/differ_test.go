package bot

import (
	"regexp"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/article"
	"footnote/bot/message"
	"footnote/internal/discordtest"
)

// troops are the differences of the sample story as far as these tests need them.
func (s *stage) troops() []compare.Difference {
	s.Helper()
	now := s.cite(1, "ledger", "More than 1,000 US troops")
	then := s.cite(2, "dispatch", "648 American troops")
	here, before := s.cite(3, "courier", "American service members are in Niger now"), s.cite(4, "courier", "the 648 that the White House")
	return []compare.Difference{
		{About: "troops in Niger", Kind: compare.Update, Slot: compare.Number, Sides: []compare.Side{
			{Value: "648", Citations: []answer.Citation{then}}, {Value: "more than 1,000", Citations: []answer.Citation{now, here}},
		}},
		{Kind: compare.Update, Slot: compare.Number, Sides: []compare.Side{
			{Value: "648", Citations: []answer.Citation{before}}, {Value: "More than 1,000", Citations: []answer.Citation{here}},
		}},
	}
}

// Each side of a difference has what it says, who says so, when, and its footnotes;
// where all stand in one article, that is said.
func TestDifferences(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	found := s.troops()
	for i, want := range []struct{ lines, sentence, file string }{
		{"**Changed over time: troops in Niger**\n648 – Tavenmoor Dispatch, updated 20 Apr 2024 [2]\nmore than 1,000 – Ostrey Ledger, 20 Apr 2024; Korvale Courier, 20 Apr 2024 [1][3]\n-# [2] ",
			"The sources differ on troops in Niger (changed over time): 648 (Tavenmoor Dispatch, updated 20 Apr 2024) [2]; more than 1,000 (Ostrey Ledger, 20 Apr 2024; Korvale Courier, 20 Apr 2024) [1][3].\n-# [2] ",
			"**Changed over time: troops in Niger**\n\n- 648 – Tavenmoor Dispatch, updated 20 Apr 2024[^2]\n- more than 1,000 – "},
		{"**Changed over time: a number**\n648 – Korvale Courier, 20 Apr 2024 [4]\nMore than 1,000 – Korvale Courier, 20 Apr 2024 [3]\n(both in Korvale Courier, 20 Apr 2024)\n-# [4] ",
			"The sources differ (changed over time; both in Korvale Courier, 20 Apr 2024): 648 (Korvale Courier, 20 Apr 2024) [4]; More than 1,000 (Korvale Courier, 20 Apr 2024) [3].\n",
			"**Changed over time: a number** (both in Korvale Courier, 20 Apr 2024)\n\n- 648 – "},
	} {
		p := differencePoint(found[i])
		s.holds(message.Page{List: true, Blocks: []message.Block{p.block}}.Parts(message.MaxContent)[0], want.lines)
		s.holds(p.md, want.file)
		s.holds(message.Page{Blocks: []message.Block{differ(found[i], inSentence)}}.Parts(message.MaxContent)[0], want.sentence)
	}
	for _, k := range compare.Kinds {
		found[0].Kind = k
		s.holds(differencePoint(found[0]).block.Head, k.Words()+": troops in Niger")
	}
}

// Differences come by kind, the gravest first, whatever their order.
func TestDifferencesByKind(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	var c compare.Comparison
	for i := range compare.Kinds {
		d := s.troops()[0]
		d.Kind = compare.Kinds[len(compare.Kinds)-1-i]
		c.Differences = append(c.Differences, d, compare.Difference{Kind: d.Kind})
	}
	x := comparisonBrief(c, "")
	if len(x.points) != len(compare.Kinds) {
		t.Fatalf("%d points", len(x.points))
	}
	for i, p := range x.points {
		s.holds(p.block.Head, compare.Kinds[i].Words())
	}
}

// An answer says where its sources differ: both sides, each with its footnote, in the
// messages, in the file, and behind the button.
func TestAnswerDiffers(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	a, err := answer.Ask(t.Context(), s.story.View(), answer.Extractive{}, asked, answer.Options{})
	s.check(err)
	if len(a.Footnotes()) != 1 {
		t.Fatalf("%d footnotes", len(a.Footnotes()))
	}
	made := answered{question: asked, Answer: a, differences: s.troops()}
	r := s.bot.show(t.Context(), Request{Echo: true, Story: Story{Name: "niger"}}, made)
	if len(r.Parts) != 1 || len(r.Files) > 0 {
		t.Fatalf("%d parts, %d files", len(r.Parts), len(r.Files))
	}
	s.holds(r.Parts[0], shownTruth, "say. [1] The sources differ on troops in Niger (changed over time): 648 (", "\n-# [1] Ostrey", "\n-# [2] Tavenmoor", "\n-# [3] ", "\n-# [4] ")
	rec, ok := s.bot.recall(t.Context(), r.Answer)
	if !ok || len(rec.Citations) != 4 || strings.Contains(rec.Text, "differ") {
		t.Errorf("remembered: %+v", rec)
	}
	file := string(fileOf(made, nil).Data)
	s.holds(file, "The sources differ on troops in Niger (changed over time): 648 (Tavenmoor Dispatch, updated 20 Apr 2024) [2]; ", "\n[4] Korvale Courier, 20 Apr 2024, line 16\n")
	for range 4 {
		made.differences = append(made.differences, made.differences[0])
	}
	r = s.bot.show(t.Context(), Request{}, made)
	s.holds(strings.Join(r.Parts, "\n"), "-# There are 3 more differences between the sources of this answer; /compare shows where they differ.")
}

// Two outlets contradict each other: whoever asks is told so, by command and by mention.
func TestAskDiffers(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(fire)
	s.start(Options{})
	const question = "How many people did the fire in the harbour of Korvale kill?"
	want := []string{"The sources differ", "(they contradict each other): ", "(Korvale Courier, 9 Mar 2031) [", "(The Ledger, 9 Mar 2031) [", "\n-# [1] ", "\n-# [2] "}
	m := s.ask(question)
	s.holds(m.Content, want...)
	s.holds(s.click(m, "Show sources").Content, "killed 12 people", "killed 15 people")
	m = s.says(s.discord.Mention()+" "+question, discordtest.SayOptions{})
	s.holds(m.Content, want...)
	if len(m.Pings()) > 0 {
		t.Errorf("pings %v", m.Pings())
	}
}

// Of many who say the same, those are named that the answer cites, and then one of each
// article.
func TestSideCitations(t *testing.T) {
	all := []answer.Citation{
		{N: 4, Meta: article.Meta{ID: "a"}}, {N: 5, Meta: article.Meta{ID: "a"}}, {N: 3, Meta: article.Meta{ID: "b"}}, {N: 1, Meta: article.Meta{ID: "c"}},
	}
	if got := answer.Marks(spread(all)); got != "[4][3][1][5]" {
		t.Errorf("got %s", got)
	}
	if got := answer.Marks(ownFirst(all, 1)); got != "[1][3][4][5]" {
		t.Errorf("got %s", got)
	}
	if got := answer.Marks(ownFirst(all, 3)); got != "[3][1][4][5]" {
		t.Errorf("got %s", got)
	}
}

// What is shown while an answer is made knows no differences; the whole has them.
func TestStreamDiffers(t *testing.T) {
	lines := make(chan string)
	s := newStage(t, discordtest.Options{})
	s.tell(fire)
	s.start(Options{Answerer: script{lines: lines, work: modelWork}})
	i := s.askAs(s.ana, "How many people did the fire kill?")
	lines <- "The fire in the harbour of Korvale killed 15 people on Saturday, the mayor said.|killed 15"
	m, err := i.Until(s.soon(), goesOnWith("killed 15"))
	s.check(err)
	s.lacks(m.Content, "differ")
	close(lines)
	s.holds(s.whole(i).Content, "killed 15", "The sources differ", "12 (Korvale Courier, 9 Mar 2031) [2]")
}

// Whatever a difference says, it is one block of a message, which pings nobody and has
// its footnotes.
func FuzzDifference(f *testing.F) {
	f.Add("troops", "648", "more than 1,000", "Ostrey Ledger", "https://example.org", 2, 1)
	f.Add(strings.Repeat("*", 3000), strings.Repeat("@everyone ", 400), strings.Repeat("[", 4000), strings.Repeat("|| Outlet", 300), "https://e.org/"+strings.Repeat("a", 500), 9, 7)
	f.Add("", "", "\U0001F600\u0301", "<@1>\n# x", "javascript:x", 300, 2)
	mark := regexp.MustCompile(`\[\d+\]`)
	f.Fuzz(func(t *testing.T, about, one, other, outlet, url string, sides, cites int) {
		sides, cites = 2+(sides%9+9)%9, 1+(cites%9+9)%9
		clean := strings.NewReplacer("[", "(", "]", ")") // else what is fuzzed looks like our own marks
		d := compare.Difference{About: clean.Replace(about), Kind: compare.Kind(other)}
		for i := range sides {
			side := compare.Side{Value: clean.Replace([]string{one, other}[i%2])}
			for n := range cites {
				side.Citations = append(side.Citations, answer.Citation{N: 1000 + 10*i + n, Line: 1, EndLine: 2, Quote: other,
					Meta: article.Meta{ID: outlet, Outlet: clean.Replace(outlet), URL: url, Published: "2031-03-09"}})
			}
			d.Sides = append(d.Sides, side)
		}
		for list, b := range map[bool]message.Block{true: differencePoint(d).block, false: differ(d, inSentence)} {
			parts := message.Page{List: list, Blocks: []message.Block{b}}.Parts(message.MaxContent)
			if len(parts) != 1 || message.Length(parts[0]) > message.MaxContent {
				t.Fatalf("%d parts of %d units at first: %q", len(parts), message.Length(parts[0]), parts)
			}
			if strings.Contains(regexp.MustCompile(`\\.`).ReplaceAllString(parts[0], ""), "@") {
				t.Errorf("pings: %q", parts[0])
			}
			said, below, _ := strings.Cut(parts[0], "\n-# ")
			for _, n := range mark.FindAllString(said, -1) {
				if !strings.Contains("-# "+below, "-# "+n+" ") {
					t.Errorf("%s has no footnote: %q", n, parts[0])
				}
			}
		}
	})
}
