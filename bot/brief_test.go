package bot

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/answer/summary"
	"footnote/bot/message"
	"footnote/internal/discordtest"
	"footnote/retrieval"
)

// use uses a command in general and waits for the reply.
func (s *stage) use(command string, options map[string]any) *discordtest.Message {
	s.Helper()
	return s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: command, Options: options, Unchecked: true}))
}

// fire is a story whose outlets contradict each other.
var fire = map[string]string{
	"courier.txt": "---\noutlet: Korvale Courier\npublished: 2031-03-09\nlang: en\nurl: https://example.org/fire\n---\n" +
		"The fire in the harbour of Korvale killed 12 people on Saturday, the mayor said.\n\nThe market hall is closed until May.\n",
	"ledger.txt": "---\noutlet: The Ledger\npublished: 2031-03-09\nlang: en\n---\n" +
		"The fire in the harbour of Korvale killed 15 people on Saturday, the mayor said.\n\nFiremen from three towns put out the flames on Sunday morning.\n",
}

// A summary is seen by everybody, and each sentence says who carries it; the button
// shows the lines, after a restart, too.
func TestSummary(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.use("summary", nil)
	s.holds(m.Content, "1,000", " [1]", " outlet", "\n-# [1] ")
	if m.Ephemeral || len(m.Pings()) > 0 {
		t.Errorf("private: %v, pings: %v", m.Ephemeral, m.Pings())
	}
	if n := claimsIn(m.Content); n != summary.Usual {
		t.Errorf("%d sentences", n)
	}
	s.check(s.stop())
	s.start(Options{})
	s.holds(s.click(m, "Show sources").Content, "[1] **", "> `")
	for length, want := range map[string][2]int{"short": {1, 3}, "usual": {4, summary.Usual}, "long": {summary.Usual + 1, 10}, "endless": {4, summary.Usual}} {
		i := s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "summary", Options: map[string]any{"length": length, "private": true}, Unchecked: true})
		n := 0
		for _, m := range s.parts(i) {
			if n += claimsIn(m.Content); !m.Ephemeral {
				t.Error("everybody sees it")
			}
		}
		if n < want[0] || n > want[1] {
			t.Errorf("%s: %d sentences", length, n)
		}
	}
}

// parts waits for all messages of a reply, the last of which has the buttons.
func (s *stage) parts(i *discordtest.Interaction) []*discordtest.Message {
	s.Helper()
	var all []*discordtest.Message
	s.check(s.discord.Until(s.soon(), func() bool {
		all = nil
		if m := i.Original(); m != nil && !m.Loading {
			all = append(all, m)
		}
		all = append(all, i.FollowUps()...)
		return len(all) > 0 && len(all[len(all)-1].Buttons()) > 0
	}))
	return all
}

// carried finds what stands behind each sentence of a summary.
var carried = regexp.MustCompile(`(?m) \((\d+) outlets?[^)]*\)$`)

func claimsIn(content string) int { return len(carried.FindAllString(content, -1)) }

// A comparison shows both sides with outlets and days, and what one alone reports.
func TestCompare(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(fire)
	s.start(Options{})
	m := s.use("compare", nil)
	s.holds(m.Content, "**They contradict each other: ", "\n12", " – Korvale Courier, 9 Mar 2031 [1]\n15", " – The Ledger, 9 Mar 2031 [2]\n",
		"-# [1] [Korvale Courier, 9 Mar 2031, line 7](<https://example.org/fire#:~:text=", "-# [2] The Ledger, 9 Mar 2031, line 6",
		"**Only one outlet reports it**\n", "Firemen from three towns")
	if m.Ephemeral || len(m.Pings()) > 0 {
		t.Errorf("private: %v, pings: %v", m.Ephemeral, m.Pings())
	}
	s.check(s.stop())
	s.start(Options{})
	s.holds(s.click(m, "Show sources").Content, "[1] **Korvale Courier, 9 Mar 2031**", "[2] **The Ledger, 9 Mar 2031**", "killed 15 people")
	if m := s.use("compare", map[string]any{"private": true}); !m.Ephemeral {
		t.Error("everybody sees it")
	}
}

// Where there is nothing to say, one sentence says why, and there is no button.
func TestNothingToTell(t *testing.T) {
	one := map[string]string{"courier.txt": fire["courier.txt"]}
	for _, tt := range []struct {
		name, command, about string
		story                map[string]string
	}{
		{"no article", "summary", "", nil},
		{"no article", "compare", "", nil},
		{"one article", "compare", "", one},
		{"an empty topic", "summary", "penguins", fire},
		{"an empty topic", "compare", "penguins", fire},
		{"a long topic", "summary", strings.Repeat("**penguin** @everyone ", 50)[:1000], fire},
		{"a long topic", "compare", strings.Repeat("**penguin** @everyone ", 50)[:1000], fire},
	} {
		t.Run(tt.command+", "+tt.name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{})
			s.tell(tt.story)
			s.start(Options{})
			options := map[string]any{}
			if tt.about != "" {
				options["about"] = tt.about
			}
			m := s.use(tt.command, options)
			lines := strings.Split(m.Content, "\n")
			if tt.about != "" {
				if !strings.HasPrefix(lines[0], "> ") {
					t.Errorf("what it is about is not shown: %q", m.Content)
				}
				lines = lines[1:]
			}
			for _, said := range lines {
				if !strings.HasSuffix(said, ".") || strings.HasPrefix(said, "-# ") {
					t.Errorf("got %q", m.Content)
				}
			}
			if len(m.Pings()) > 0 || strings.Contains(m.Content, "**") || len(m.Buttons()) > 0 {
				t.Errorf("pings %v, %d buttons, %q", m.Pings(), len(m.Buttons()), m.Content)
			}
		})
	}
}

// Articles are data here, too.
func TestHostileBriefs(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	const hostile = "# The **fire** in the harbour of Korvale killed %d people on Saturday, @everyone and <@&42> said at https://evil.example.\n"
	head := func(outlet string) string {
		return "---\noutlet: \"" + outlet + "\"\npublished: 2031-03-09\nlang: en\n---\n"
	}
	s.tell(map[string]string{"a.txt": head("@here **A**") + fmt.Sprintf(hostile, 12), "b.txt": head("[B](https://evil.example)") + fmt.Sprintf(hostile, 15)})
	s.start(Options{})
	for _, command := range []string{"summary", "compare"} {
		m := s.use(command, map[string]any{"about": "fire @everyone"})
		s.holds(m.Content, "> fire \\@everyone\n", `\@everyone`)
		if command == "summary" {
			s.holds(m.Content, `\*\*fire\*\* in`, `\@everyone and \<\@&42> said at https:\//evil.example`, `\@here \*\*A\*\*`)
		}
		s.lacks(strings.ReplaceAll(m.Content, `\@`, ""), "@")
		s.lacks(strings.ReplaceAll(m.Content, `\]`, ""), "](https", " **fire")
		if len(m.Pings()) > 0 {
			t.Errorf("pings %v", m.Pings())
		}
	}
}

// A writer is an Answerer and a Teller that writes what a test tells it to.
type writer struct {
	script
	lines []string
	err   error
	hang  bool
}

func (w writer) Tell(ctx context.Context, _ answer.Task, ev []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	d := answer.Draft{Work: modelWork}
	for _, l := range w.lines {
		if as := assertion(l, ev); !say(as).Proved {
			d.Claims = append(d.Claims, as)
		}
	}
	if w.hang {
		<-ctx.Done()
		return d, ctx.Err()
	}
	return d, w.err
}

// A language model puts it into words, which are proved, counted, and have a receipt;
// where the day's tokens are used up the sources' own sentences are told, and a note
// says why.
func TestTold(t *testing.T) {
	const said = "The market hall is closed until May.|market hall"
	const lied = "The market hall is closed until June.|market hall"
	for _, command := range []string{"summary", "compare"} {
		t.Run(command, func(t *testing.T) {
			s := newStage(t, discordtest.Options{})
			s.tell(fire)
			s.start(Options{DailyTokens: 2000, Answerer: writer{lines: []string{said, lied}}})
			for range 2 { // 1,234 of 2,000 were spent by the first
				m := s.use(command, map[string]any{"about": "market hall"})
				s.holds(m.Content, "until May. [1]")
				s.lacks(m.Content, "June")
				shown := s.use("receipt", map[string]any{"id": s.idOf(m)})
				s.holds(shown.Content, "> /"+command+" market hall", "1 of 2 passed", "until June", "1200 tokens in", "**Evidence**\n1\\. ")
				s.lacks(shown.Content, "beside another", "score")
			}
			m := s.use(command, nil)
			s.holds(m.Content, "[1]", "-# "+saysSpent)
			s.lacks(m.Content, "Receipt")
		})
	}
}

// What goes wrong with a language model ends in a sentence.
func TestToldBroken(t *testing.T) {
	for _, tt := range []struct {
		name   string
		by     writer
		within time.Duration
		want   string
	}{
		{"unavailable", writer{err: &answer.Unavailable{Sentence: "The language model is down."}}, 0, "The language model is down."},
		{"fails", writer{err: errors.New("out of ink")}, 0, saysBroken},
		{"hangs", writer{hang: true}, 300 * time.Millisecond, saysTooLate},
	} {
		for _, command := range []string{"summary", "compare"} {
			t.Run(tt.name+", "+command, func(t *testing.T) {
				s := newStage(t, discordtest.Options{})
				s.tell(fire)
				s.start(Options{Answerer: tt.by, Within: tt.within})
				m := s.use(command, nil)
				s.holds(m.Content, tt.want)
				if tt.name == "unavailable" {
					s.holds(m.Content, "market hall", "[1]")
				}
			})
		}
	}
}

// cite is the citation of the sentence that holds some words.
func (s *stage) cite(n int, id, words string) answer.Citation {
	s.Helper()
	a := s.story.View().Article(id)
	for _, sentence := range a.Sentences {
		if strings.Contains(sentence.Text, words) {
			c, _ := answer.Cite(a, sentence.Span)
			c.N = n
			return c
		}
	}
	s.Fatalf("%s does not say %q", id, words)
	return answer.Citation{}
}

// Every sentence of a summary says by how many outlets it is carried, and by how many
// reports of their own.
func TestCarriers(t *testing.T) {
	for _, tt := range []struct {
		outlets     []string
		independent int
		want        string
	}{
		{[]string{"A"}, 1, "1 outlet"}, {[]string{"A", "B"}, 1, "2 outlets, 1 independent"},
		{[]string{"A", "B", "C"}, 3, "3 outlets, 3 independent"}, {nil, 0, ""},
	} {
		if got := (summary.Claim{Outlets: tt.outlets, Independent: tt.independent}).Carriers(); got != tt.want {
			t.Errorf("%v, %d: got %q, want %q", tt.outlets, tt.independent, got, tt.want)
		}
	}
}

// What does not fit into the messages of an answer is in a file, whole.
func TestLongBriefs(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	at := s.cite(1, "ledger", "More than 1,000 US troops")
	var sum summary.Summary
	var cmp compare.Comparison
	for n := range 90 {
		at.N = n + 1
		text := fmt.Sprintf("Sentence %d *says* much of the harbour, ", n) + strings.Repeat("and of the fire ", 10) + "."
		sum.Claims = append(sum.Claims, summary.Claim{Text: text, Outlets: []string{"A"}, Independent: 1, Citations: []answer.Citation{at}})
		cmp.Only = append(cmp.Only, compare.Single{Text: text, Citations: []answer.Citation{at}})
		if n < 40 {
			cmp.Differences = append(cmp.Differences, compare.Difference{About: fmt.Sprintf("fire %d", n), Kind: compare.Update, Sides: []compare.Side{
				{Value: "12", Citations: []answer.Citation{at}}, {Value: strings.Repeat("many ", 30), Citations: []answer.Citation{at}},
			}})
		}
	}
	for want, x := range map[string]brief{
		"more sentences. The whole is in the file summary.md.":                          summaryBrief(sum, "the fire"),
		"and 90 more reports of one outlet alone. The whole is in the file compare.md.": comparisonBrief(cmp, ""),
	} {
		r := s.bot.briefed(t.Context(), Request{}, x)
		if len(r.Parts) > message.MaxParts || len(r.Files) != 1 || len(r.Buttons) != 1 {
			t.Fatalf("%d parts, %d files, %d buttons", len(r.Parts), len(r.Files), len(r.Buttons))
		}
		s.holds(strings.Join(r.Parts, "\n"), want)
		whole := string(r.Files[0].Data)
		s.holds(whole, `Sentence 89 \*says\* much`, "[^90]", "\n[^90]: Ostrey Ledger, 20 Apr 2024")
		cut := x.file(4000)
		if len(cut.Data) > 4000 || !strings.Contains(string(cut.Data), "more points do not fit into this file.") {
			t.Errorf("cut: %d bytes: %s", len(cut.Data), cut.Data)
		}
	}
}

// The whole is made once for a view.
func TestKept(t *testing.T) {
	var x kept[int]
	made, views := 0, []*retrieval.View{{}, {}}
	build := func() (int, error) { made++; return made, nil }
	for _, tt := range []struct{ view, want int }{{0, 1}, {0, 1}, {1, 2}, {1, 2}} {
		if got, err := x.of("story", views[tt.view], build); got != tt.want || err != nil {
			t.Errorf("view %d: got %d, %v", tt.view, got, err)
		}
	}
	if _, err := x.of("other", views[1], func() (int, error) { return 0, errors.New("no ink") }); err == nil {
		t.Error("an error is lost")
	}
	if got, _ := x.of("other", views[1], build); got != 3 {
		t.Errorf("an error is kept: %d", got)
	}
}
