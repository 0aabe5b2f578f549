package bot

import (
	"strings"
	"testing"

	"footnote/internal/discordtest"
)

// A question gets an answer with footnotes, and the button shows the lines behind them.
func TestAsk(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.ask("How many US troops will leave Niger?")
	s.holds(m.Content, "> How many US troops will leave Niger?", "More than 1,000 US troops will leave Niger, American officials say. [1]",
		"[1] Ostrey Ledger, 20 Apr 2024, line 14")
	if m.Ephemeral {
		t.Error("the answer is private")
	}
	shown := s.click(m, "Show sources")
	s.holds(shown.Content, "[1] **Ostrey Ledger, 20 Apr 2024**", "> `14` **More than 1,000 US troops will leave Niger, American officials say.**")
	if !shown.Ephemeral {
		t.Error("the sources are shown to everybody")
	}
}

// Asked privately, the answer is for one person, and "thinking" was so already.
func TestAskPrivately(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	i := s.askAs(s.ana, "How many US troops will leave Niger?", "private", true)
	ack, err := i.Acked(s.soon())
	s.check(err)
	if ack.Type != 5 || ack.Flags&64 == 0 {
		t.Errorf("acknowledged with type %d, flags %d", ack.Type, ack.Flags)
	}
	m := s.reply(i)
	if !m.Ephemeral {
		t.Error("the answer is not private")
	}
	if _, ok := m.Button("Ask further"); ok {
		t.Error("a thread is offered below a private message")
	}
}

// What the sources do not say is refused, with the nearest lines and no footnote.
func TestAskRefused(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.ask("How many French troops left Niger?")
	s.holds(m.Content, "The sources do not say.", "Nearest lines:", "line ")
	s.lacks(m.Content, "[1]")
	s.holds(s.click(m, "Show nearest lines").Content, "**", "> `")
}

// A footnote says of the source what is known: no outlet, no date, an update only;
// and leads to the quoted words where there is an address.
func TestFootnotes(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(map[string]string{
		"bare.txt":    "The bridge at Korvale closes on Monday for repairs.\n",
		"updated.txt": "---\noutlet: Ostrey Ledger\nupdated: 2031-03-10\n---\nThe ferry at Korvale costs 4 euros a person.\n",
		"linked.txt":  "---\noutlet: Tide (Online)\npublished: 2031-03-09\nurl: https://example.org/a_(b)?x=1#top\n---\nThe harbour master is called Ilse Brandt, and \"nothing\" surprises her.\n",
	})
	s.start(Options{})
	s.holds(s.ask("When does the bridge close?").Content, "-# [1] bare, line 1")
	s.holds(s.ask("How much does the ferry cost?").Content, "-# [1] Ostrey Ledger, updated 10 Mar 2031, line 5")
	s.holds(s.ask("Who is the harbour master?").Content,
		"-# [1] [Tide (Online), 9 Mar 2031, line 6](<https://example.org/a_%28b%29?x=1#top:~:text=The%20harbour%20master%20is,and%20%22nothing%22%20surprises%20her.>)")
}

// Articles are data: nothing in them pings, nothing is read as markdown, and an
// answer of any length keeps each claim beside its footnote.
func TestHostileArticle(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	long := strings.Repeat("and then it was said again in the harbour of Korvale, ", 95)
	s.tell(map[string]string{
		"evil.txt": "---\noutlet: \"@everyone <@&1> **Ledger** [x](https://evil.example)\"\n---\n" +
			"The mayor of Korvale said @everyone and <@" + s.ana.ID + "> and <@&42> should `rm -rf` *now*, ||see|| https://evil.example/x and <#1>.\n\n" +
			"# The bridge of Korvale collapsed in March 2031 after a storm, _experts_ say.\n\n" +
			"The flood of Korvale began on 3 March 2031, " + long + "until dawn.\n",
	})
	s.start(Options{})
	for question, want := range map[string]string{
		"What did the mayor of Korvale say?":   `said \@everyone and \<\@`,
		"When did the bridge collapse?":        `\# The bridge`,
		"When did the flood of Korvale begin?": "The flood of Korvale began on 3 March 2031",
	} {
		i := s.askAs(s.ana, question)
		first := s.reply(i)
		s.holds(first.Content, want, `\@everyone \<\@&1> \*\*Ledger`)
		for _, m := range append(i.FollowUps(), first) {
			if pings := m.Pings(); len(pings) > 0 {
				t.Errorf("%q pings %v", m.Content, pings)
			}
			if !strings.Contains(m.Content, "[1]") || !strings.Contains(m.Content, "-# [1] ") {
				t.Errorf("a part without its footnote: %q", m.Content)
			}
		}
	}
}
