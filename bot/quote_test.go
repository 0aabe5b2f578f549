package bot

import (
	"testing"

	"footnote/internal/discordtest"
)

// quoted is a story with somebody's words in it.
var quoted = map[string]string{
	"courier.txt": "---\noutlet: Korvale Courier\npublished: 2031-03-09\n---\nThe bridge at Korvale closes on Monday, Mayor Ada Lund said.\n\n“We found more than 300 *cracks*,” Lund said.\n",
	"ledger.txt":  "Tom Ruiz, who runs the ferry, expects 4,000 more passengers a day.\n",
}

// A quotation gets its verdict, privately unless asked otherwise.
func TestQuote(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(quoted)
	s.start(Options{})
	use := func(options map[string]any) *discordtest.Message {
		return s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "quote", Options: options}))
	}
	m := use(map[string]any{"text": "We found more than 300 *cracks*"})
	s.holds(m.Content, `> We found more than 300 \*cracks\*`, "**Verbatim**", "Korvale Courier, 9 Mar 2031, line 7, said by Ada Lund")
	if !m.Ephemeral {
		t.Error("everybody sees it")
	}
	m = use(map[string]any{"text": "We found more than 900 cracks", "public": true})
	s.holds(m.Content, "**Altered**", "Changed: ~~900~~ **300** (changes a number)")
	if m.Ephemeral || len(m.Pings()) > 0 {
		t.Errorf("private: %v, pings %v", m.Ephemeral, m.Pings())
	}
	s.holds(use(map[string]any{"text": "We found more than 300 cracks", "speaker": "Tom Ruiz"}).Content, "**Misattributed**")
	s.holds(use(map[string]any{"text": "@everyone must pay taxes next year <@1>"}).Content, "**Absent**", `\@everyone`)
	s.holds(use(map[string]any{"text": "?!"}).Content, "There are no words in this")
}

// A right click checks all quotations of a message, or all that it claims.
func TestCheckMessage(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(quoted)
	s.start(Options{})
	said := s.discord.Say(s.ana, s.general, "“We found more than 900 cracks,” Lund said. And I say: \"Nobody will ever pay for this bridge\".", discordtest.SayOptions{})
	m := s.reply(s.discord.UseOn(s.ana, said, "Check quotes"))
	s.holds(m.Content, "**Altered**", "~~900~~ **300**", "**Absent**")
	if !m.Ephemeral {
		t.Error("everybody sees it")
	}
	plain := s.discord.Say(s.ana, s.general, "The bridge at Korvale closes on Monday, Mayor Ada Lund said. Taxes rise in every town.", discordtest.SayOptions{})
	s.holds(s.reply(s.discord.UseOn(s.ana, plain, "Check claims")).Content, "**The sources say so.**", "Korvale Courier, 9 Mar 2031, line 5", "Taxes rise in every town.")
	s.holds(s.reply(s.discord.UseOn(s.ana, plain, "Check quotes")).Content, "I find no quotation in this message")
	empty := s.discord.Say(s.ana, s.general, "ok?", discordtest.SayOptions{})
	s.holds(s.reply(s.discord.UseOn(s.ana, empty, "Check claims")).Content, "I find no claim in this message")
}

// A claim gets its verdict, and the lines.
func TestCheck(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(quoted)
	s.start(Options{})
	m := s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "check", Options: map[string]any{"claim": "Tom Ruiz expects 4,000 more passengers a day."}}))
	s.holds(m.Content, "**The sources say so.**", "• ledger, line 1")
	if !m.Ephemeral {
		t.Error("everybody sees it")
	}
}
