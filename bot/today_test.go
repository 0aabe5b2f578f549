package bot

import (
	"strings"
	"testing"

	"footnote/internal/discordtest"
)

// What today means in a question is told to the bot.
func TestToday(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(map[string]string{"courier.txt": "---\npublished: 2031-04-18\n---\nEngineers closed the old bridge in March.\n"})
	s.start(Options{Today: "2031-04-20"})
	m := s.says(s.discord.Mention()+" What happened last month?", discordtest.SayOptions{})
	for _, want := range []string{"closed the old bridge", "“March” is March 2031"} {
		if !strings.Contains(m.Content, want) {
			t.Errorf("got %q, want %q in it", m.Content, want)
		}
	}
}
