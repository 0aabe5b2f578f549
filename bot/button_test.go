package bot

import (
	"strings"
	"testing"

	"footnote/internal/discordtest"
)

// A button works after a restart.
func TestButtonAfterRestart(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.ask("How many US troops will leave Niger?")
	s.check(s.stop())
	s.start(Options{})
	s.holds(s.click(m, "Show sources").Content, "> `14` **More than 1,000 US troops will leave Niger")
}

// A custom_id that we did not sign does nothing, and says so privately.
func TestForgedButton(t *testing.T) {
	s := newStage(t, discordtest.Options{Tolerant: true}).start(Options{})
	m := s.ask("How many US troops will leave Niger?")
	btn, _ := m.Button("Show sources")
	parts := strings.Split(btn.CustomID, ":")
	other := func(n int, with string) string {
		forged := append([]string(nil), parts...)
		forged[n] = with
		return strings.Join(forged, ":")
	}
	for name, id := range map[string]string{
		"other answer": other(2, "aaaaaaaaaaaaaaaa"), "other action": other(1, "thread"), "other number": other(3, "7"), "other mac": other(4, "AAAAAAAAAAAAAAAAAAAAAA"),
		"no mac": other(4, ""), "cut": btn.CustomID[:len(btn.CustomID)-1], "nothing": "x", "longer": btn.CustomID + ":x", "path": other(2, "../../key/buttons"),
	} {
		i := s.discord.Click(s.ana, m, id)
		s.check(i.Err())
		r, err := i.Reply(s.soon())
		s.check(err)
		if r.Content != saysOldButton || !r.Ephemeral {
			t.Errorf("%s: got %q, private: %v", name, r.Content, r.Ephemeral)
		}
	}
	s.holds(s.click(m, "Show sources").Content, "**More than 1,000")
}

// A click on an old answer says what has happened to its article since.
func TestSourcesChanged(t *testing.T) {
	const body = "Engineers found 12 cracks in the bridge of Korvale.\n"
	for name, tt := range map[string]struct {
		file string
		want []string
	}{
		"withdrawn": {"---\nstatus: withdrawn\nnote: It was made up.\n---\n" + body, []string{"This article has been withdrawn. It was made up.", "line 5", "12 cracks"}},
		"corrected": {"---\nstatus: corrected\nnote: There were 13.\n---\nEngineers found 13 cracks in the bridge of Korvale.\n", []string{
			"This article has been corrected since. There were 13.", "no longer says these words. It said:", "> **Engineers found 12 cracks"}},
		"moved":   {"A headline\n\n" + body, []string{"these words now stand in line 3:", "> **Engineers found 12 cracks"}},
		"removed": {"", []string{"This article has been removed since. It said:", "> **Engineers found 12 cracks"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{})
			s.tell(map[string]string{"courier.txt": body, "other.txt": "The ferry costs 4 euros.\n"})
			s.start(Options{})
			m := s.ask("How many cracks did the engineers find?")
			s.holds(m.Content, "12 cracks")
			files := map[string]string{"other.txt": "The ferry costs 4 euros.\n"}
			if tt.file != "" {
				files["courier.txt"] = tt.file
			}
			s.tell(files)
			s.holds(s.click(m, "Show sources").Content, tt.want...)
		})
	}
}

// The lines of a source are shown as they stand, harmless, with what is around them.
func TestShownLines(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(map[string]string{"courier.txt": "---\nurl: https://example.org/x\n---\n# The *mayor* spoke to @everyone in Korvale.\n\n" +
		"It rained. Engineers found 12 cracks in the __bridge__ of Korvale. The mayor left.\n\n> [A ferry](https://evil.example) left.\n"})
	s.start(Options{})
	m := s.click(s.ask("How many cracks did the engineers find?"), "Show sources")
	s.holds(m.Content, "> `4` \\# The \\*mayor\\* spoke to \\@everyone in Korvale.",
		"> `6` It rained. **Engineers found 12 cracks in the \\_\\_bridge\\_\\_ of Korvale.** The mayor left.",
		"> `8` \\> \\[A ferry\\](https:\\//evil.example) left.", "[courier](<https://example.org/x#:~:text=Engineers")
	if len(m.Pings()) > 0 {
		t.Errorf("pings %v", m.Pings())
	}
}

// Articles are listed and shown, and suggested while one is typed.
func TestSources(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	use := func(article string) string {
		options := map[string]any{}
		if article != "" {
			options["article"] = article
		}
		m := s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "sources", Options: options}))
		if !m.Ephemeral {
			t.Error("everybody sees it")
		}
		return m.Content
	}
	s.holds(use(""), "`courier` Korvale Courier, 20 Apr 2024", "`dispatch` Tavenmoor Dispatch, updated 20 Apr 2024", "`ledger` ")
	s.holds(use("ledger"), "> `14` More than 1,000 US troops will leave Niger")
	s.holds(use("Tavenmoor"), "`dispatch` ")
	s.holds(use("nobody"), "There is no such article. /sources lists all of them.")

	suggested := func(typed string) []string {
		i := s.discord.Complete(discordtest.Use{User: s.ana, Channel: s.general, Command: "sources", Focused: "article", Options: map[string]any{"article": typed}})
		ack, err := i.Acked(s.soon())
		s.check(err)
		var values []string
		for _, c := range ack.Choices {
			values = append(values, c.Value.(string))
		}
		return values
	}
	if got := strings.Join(suggested(""), " "); got != "courier dispatch ledger" {
		t.Errorf("got %q", got)
	}
	if got := strings.Join(suggested("OSTREY"), " "); got != "ledger" {
		t.Errorf("got %q", got)
	}
	if got := suggested("zzz"); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}

// Many articles, and long ones, still fit.
func TestManySources(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	files := map[string]string{"long.txt": strings.Repeat("The *bridge* of Korvale is closed, and nobody knows for how long.\n\n", 400)}
	for n := range 300 {
		files[strings.Repeat("a", 1+n%120)+string(rune('a'+n/120))+".txt"] = "The ferry costs 4 euros.\n"
	}
	s.tell(files)
	s.start(Options{})
	m := s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "sources"}))
	s.holds(m.Content, "articles.tsv")
	if len(m.Attachments) != 1 {
		t.Errorf("%d files", len(m.Attachments))
	}
	m = s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "sources", Options: map[string]any{"article": "long"}}))
	if len(m.Attachments) != 1 || !strings.Contains(string(m.Attachments[0].Data), "The *bridge*") {
		t.Errorf("%d files", len(m.Attachments))
	}
	i := s.discord.Complete(discordtest.Use{User: s.ana, Channel: s.general, Command: "sources", Focused: "article", Options: map[string]any{"article": "a"}})
	ack, err := i.Acked(s.soon())
	s.check(err)
	if len(ack.Choices) != 25 {
		t.Errorf("%d suggestions", len(ack.Choices))
	}
}

// Each place has its story; one that has none says so.
func TestStories(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(map[string]string{"courier.txt": "The ferry of Korvale costs 4 euros.\n"})
	other := s.guild.AddChannel("other")
	elsewhere := s.discord.AddGuild("Elsewhere").AddChannel("general")
	s.start(Options{Stories: []Story{{Name: "ferry", Guilds: []string{s.guild.ID}, View: s.story.View}, {Name: "none", Channels: []string{other.ID}, View: storyIndex(t, nil).View}}})
	thread := other.AddThread("further")
	for _, tt := range []struct {
		channel *discordtest.Channel
		want    string
	}{
		{s.general, "4 euros. [1]"}, {other, "The sources do not say."}, {thread, "The sources do not say."}, {elsewhere, saysNoStory},
	} {
		i := s.discord.Interact(discordtest.Use{User: s.ana, Channel: tt.channel, Command: "ask", Options: map[string]any{"question": "How much does the ferry cost?"}})
		s.holds(s.reply(i).Content, tt.want)
	}
}

// Commands are registered once, in one request, only where they differ, and in one place.
func TestRegister(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	if n := s.discord.Overwrites(); n != 1 {
		t.Errorf("registered %d times", n)
	}
	for _, c := range s.discord.Commands("") {
		if len(c.Contexts) != 3 || len(c.Installs) != 2 || c.Names["de"] == "" || c.Type == 1 && c.Texts["fr"] == "" {
			t.Errorf("%s: %+v", c.Name, c)
		}
	}
	s.check(s.stop())
	s.start(Options{})
	if n := s.discord.Overwrites(); n != 1 {
		t.Errorf("registered again: %d", n)
	}
	s.check(s.stop())
	s.start(Options{Guild: s.guild.ID})
	if here, all := len(s.discord.Commands(s.guild.ID)), len(s.discord.Commands("")); here != 11 || all != 0 {
		t.Errorf("%d commands in the server, %d in all", here, all)
	}
}
