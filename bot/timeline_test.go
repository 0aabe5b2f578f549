package bot

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"footnote/answer/timeline"
	"footnote/bot/message"
	"footnote/internal/discordtest"
)

// dated is a story whose events have dates.
var dated = map[string]string{
	"courier.txt": "---\noutlet: Korvale Courier\npublished: 2031-03-09\nlang: en\nurl: https://example.org/bridge\n---\n" +
		"Inspectors found cracks in the *arch* of the bridge at Korvale last July. The mayor closed the bridge to lorries in January.\n\n" +
		"The ferry to the island will start on Monday, the harbour office said.\n",
	"ledger.txt": "---\noutlet: The Ledger\npublished: 2031-03-08\nlang: en\n---\n" +
		"The mayor closed the bridge at Korvale to lorries in January, after cracks were found. The bridge was built in 1961.\n",
}

// A timeline comes with its footnotes and its picture, whose description says the
// same; the button shows the lines.
func TestTimeline(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(dated)
	s.start(Options{})
	m := s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "timeline"}))
	s.holds(m.Content, "**1961**\nThe bridge was built in 1961. [1]", "**July 2030**\nInspectors found cracks in the \\*arch\\*",
		"**January 2031**\n", "**10 March 2031, announced**\nThe ferry to the island will start on Monday",
		"-# [1] The Ledger, 8 Mar 2031, line 6", "[Korvale Courier, 9 Mar 2031, line 7](<https://example.org/bridge")
	if m.Ephemeral || len(m.Pings()) > 0 {
		t.Errorf("private: %v, pings %v", m.Ephemeral, m.Pings())
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "timeline.png" || !strings.Contains(m.Attachments[0].Description, "January 2031") {
		t.Fatalf("files %+v", m.Attachments)
	}
	if _, err := png.Decode(bytes.NewReader(m.Attachments[0].Data)); err != nil {
		t.Error(err)
	}
}

// What cannot be meant is said to who asks alone; what is asked for is all that is told.
func TestTimelineAsked(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(dated)
	s.start(Options{})
	use := func(options map[string]any) *discordtest.Message {
		return s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "timeline", Options: options}))
	}
	for _, c := range []struct {
		options map[string]any
		want    string
	}{
		{map[string]any{"from": "2031-02-31"}, "from: "},
		{map[string]any{"to": "yesterday"}, "to: "},
		{map[string]any{"from": "2031", "to": "2030"}, "exchange them"},
	} {
		m := use(c.options)
		s.holds(m.Content, c.want)
		if !m.Ephemeral || len(m.Attachments) > 0 {
			t.Errorf("%v: private %v, %d files", c.options, m.Ephemeral, len(m.Attachments))
		}
	}
	m := use(map[string]any{"from": "2030-07", "to": "2030", "private": true})
	s.holds(m.Content, "**July 2030**")
	if strings.Contains(m.Content, "January") || !m.Ephemeral {
		t.Errorf("private %v: %s", m.Ephemeral, m.Content)
	}
	m = use(map[string]any{"about": "ferry"})
	s.holds(m.Content, "The ferry to the island")
	if strings.Contains(m.Content, "1961") {
		t.Error(m.Content)
	}
	s.holds(use(map[string]any{"to": "1950"}).Content, "The sources date nothing of this.")
}

// A long timeline shows what the story turns on, and comes whole in a file.
func TestLongTimeline(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	var b strings.Builder
	b.WriteString("---\noutlet: Korvale Courier\npublished: 2031-03-09\nlang: en\n---\n")
	things := strings.Fields("bridge ferry harbour school mill museum market library theatre station tower garden hospital prison brewery")
	for i := range 120 {
		fmt.Fprintf(&b, "The council of Korvale opened the %s number %d with a speech and some music in %d.\n\n", things[i%len(things)], i, 1900+i)
	}
	s.tell(map[string]string{"courier.txt": b.String()})
	s.start(Options{})
	s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "timeline"}))
	_, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool {
		return strings.Contains(m.Content, "more events, on which less of the story turns, are in the file timeline.md.")
	})
	s.check(err)
	messages := s.discord.Messages(s.general)
	if len(messages) > message.MaxParts {
		t.Errorf("%d messages", len(messages))
	}
	files := messages[0].Attachments
	if len(files) != 2 || files[1].Name != "timeline.md" || !strings.Contains(string(files[1].Data), "**2019**") || !strings.Contains(string(files[1].Data), "**1900**") {
		t.Errorf("files %d", len(files))
	}
}

// A file that Discord would not take has the weightiest entries alone, and says so.
func TestTimelineFile(t *testing.T) {
	var line timeline.Timeline
	for i := range 200 {
		line.Entries = append(line.Entries, timeline.Entry{Label: fmt.Sprint(1800 + i), Text: "The council met.", Weight: float64(i)})
	}
	whole, err := timelineFile(line, 1<<20)
	if err != nil || strings.Contains(string(whole.Data), "do not fit") || !strings.Contains(string(whole.Data), "1800") {
		t.Errorf("whole: %v, %d bytes", err, len(whole.Data))
	}
	cut, err := timelineFile(line, 3000)
	if err != nil || len(cut.Data) > 3000 || !strings.Contains(string(cut.Data), "do not fit into this file") ||
		!strings.Contains(string(cut.Data), "1999") || strings.Contains(string(cut.Data), "1800") {
		t.Errorf("cut: %v, %d bytes: %s", err, len(cut.Data), cut.Data)
	}
}

// The whole timeline is made once for a view; another view has its own.
func TestTimelinesAreKept(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(dated)
	s.start(Options{})
	use := func() string {
		return s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "timeline"})).Content
	}
	first := use()
	if again := use(); again != first {
		t.Errorf("again: %s", again)
	}
	s.tell(map[string]string{"gazette.txt": "---\npublished: 2031-03-09\nlang: en\n---\nThe mill of Korvale burned down on 4 May 1949.\n"})
	s.holds(use(), "**4 May 1949**")
}
