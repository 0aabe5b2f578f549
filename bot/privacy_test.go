package bot

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/internal/discordtest"
	"footnote/retrieval"
)

// What is private is so in all its parts.
func TestPrivateThroughout(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	files := map[string]string{}
	for n := range 25 {
		files[fmt.Sprintf("article%d.txt", n)] = "---\ntitle: " + strings.Repeat("A long title ", 12) + "\n---\nThe ferry costs 4 euros.\n"
	}
	s.tell(files)
	s.start(Options{})
	i := s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "sources"})
	first := s.reply(i)
	s.check(s.discord.Until(s.soon(), func() bool { return len(i.FollowUps()) >= 2 }))
	for _, m := range append(i.FollowUps(), first) {
		if !m.Ephemeral {
			t.Errorf("everybody sees %.60q", m.Content)
		}
	}
}

// longStory takes two messages to tell.
var longStory = "The flood of Korvale began on 3 March 2031, " + strings.Repeat("and then it was said again, ", 30) + "until dawn.\n\n" +
	"The flood of Korvale ended on 5 March 2031, " + strings.Repeat("and then it was told anew, ", 30) + "until dusk.\n\n" +
	"The flood of Korvale was the second of 2031, " + strings.Repeat("and nobody had expected it, ", 30) + "until daylight.\n"

// everything answers with all the evidence there is.
var everything = answererFunc(func(_ context.Context, _ retrieval.Query, ev []answer.Evidence) (answer.Draft, error) {
	var d answer.Draft
	for _, e := range ev {
		d.Claims = append(d.Claims, answer.Assertion{Text: e.Sentence.Text, Cited: []int{e.N}})
	}
	return d, nil
})

// An answer of several parts is whole: each claim beside its footnote, the button
// below the last, and a reply to any part follows it.
func TestSeveralParts(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(map[string]string{"courier.txt": longStory})
	s.start(Options{Answerer: everything})
	m := s.says(s.discord.Mention()+" When did the flood of Korvale begin?", discordtest.SayOptions{})
	last, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool { return len(m.Buttons()) > 0 })
	s.check(err)
	if m.ID == last.ID || len(m.Buttons()) > 0 {
		t.Fatal("the answer has one part only")
	}
	for _, part := range []*discordtest.Message{m, last} {
		if !strings.Contains(part.Content, "until d") || !strings.Contains(part.Content, "-# [") {
			t.Errorf("a part without its footnote: %q", part.Content)
		}
	}
	for month, part := range map[string]*discordtest.Message{"April": m, "May": last} {
		s.says("and in "+month+"?", discordtest.SayOptions{ReplyTo: part})
		_, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool {
			return strings.Contains(m.Content, "Taken as: When did the flood of Korvale begin in "+month+"?")
		})
		s.check(err)
	}
}

// Where a message cannot be sent, something is said in its place: never "thinking"
// for ever, and never half an answer without a word.
func TestUnsent(t *testing.T) {
	original := discordtest.Route("PATCH /webhooks/{id}/{token}/messages/{id}")
	followUp := discordtest.Route("POST /webhooks/{id}/{token}")
	callback := discordtest.Route("POST /interactions/{id}/{token}/callback")
	for _, tt := range []struct {
		name  string
		fault discordtest.Fault
		want  string
	}{
		{"refused", discordtest.Fault{Match: original, Status: 400}, saysUnsent},
		{"broken for a while", discordtest.Fault{Match: original, Status: 500, Times: 4}, "[1]"},
		{"cut for a while", discordtest.Fault{Match: original, CutConnection: true, Times: 4}, "[1]"},
		{"acknowledged, perhaps", discordtest.Fault{Match: callback, Status: 502, StoreFirst: true, Times: 2}, "[1]"},
		{"part of it", discordtest.Fault{Match: followUp, Status: 502}, saysPartLost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{Tolerant: true})
			s.tell(map[string]string{"courier.txt": longStory})
			s.start(Options{Answerer: everything})
			s.discord.Fail(tt.fault)
			i := s.askAs(s.ana, "When did the flood of Korvale begin?")
			said := func() string {
				text := ""
				if m := i.Original(); m != nil && !m.Loading {
					text = m.Content
				}
				for _, m := range i.FollowUps() {
					text += "\n" + m.Content
				}
				return text
			}
			s.check(s.discord.Until(s.soon(), func() bool { return strings.Contains(said(), tt.want) }))
		})
	}
}

// A button that breaks once works all the same.
func TestPressBroken(t *testing.T) {
	s := newStage(t, discordtest.Options{Tolerant: true}).start(Options{})
	m := s.ask("How many US troops will leave Niger?")
	s.discord.Fail(discordtest.Fault{Match: discordtest.Route("POST /webhooks/{id}/{token}"), Status: 502})
	s.holds(s.click(m, "Show sources").Content, "**More than 1,000 US troops")
}

// Who waits for Discord holds up nobody who only asks.
func TestWaitingHoldsUpNobody(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.ask("How many US troops will leave Niger?")
	btn, _ := m.Button("Ask further")
	s.discord.Answer429(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/threads") }, 1, 8*time.Second, "user")
	for range 20 {
		s.check(s.discord.Click(s.ana, m, btn.CustomID).Err())
	}
	s.check(s.discord.Until(s.soon(), func() bool { return s.discord.Refused() == 1 }))
	start := time.Now()
	s.holds(s.ask("Who left?").Content, "[1]")
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("waited %v", took)
	}
}

// A thread that nobody has told of is looked up, before a story is told in it that is
// not its channel's.
func TestUnknownThread(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	s.tell(map[string]string{"courier.txt": "The ferry of Korvale costs 4 euros.\n"})
	press := s.guild.AddChannel("press")
	thread := press.AddThread("older")
	s.start(Options{Stories: []Story{
		{Name: "embargo", Guilds: []string{s.guild.ID}, View: s.story.View}, {Name: "public", Channels: []string{press.ID}, View: storyIndex(t, nil).View},
	}})
	s.bot.threads.forget(thread.ID)
	s.discord.Say(s.ana, thread, s.discord.Mention()+" How much does the ferry cost?", discordtest.SayOptions{})
	m, err := s.discord.WaitMessage(s.soon(), thread, func(m *discordtest.Message) bool { return m.Author.Bot })
	s.check(err)
	s.holds(m.Content, "The sources do not say.")
	s.lacks(m.Content, "euros")
}

// Inside a thread no other is offered.
func TestNoThreadInThread(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	thread := s.general.AddThread("talk")
	m := s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: thread, Command: "ask", Options: map[string]any{"question": "Who left?"}}))
	if _, ok := m.Button("Ask further"); ok {
		t.Error("a thread is offered in a thread")
	}
}

// Where the bot may write but not reply or attach, it answers all the same.
func TestMayNotReply(t *testing.T) {
	s := newStage(t, discordtest.Options{Tolerant: true}).start(Options{})
	s.general.Forbid(discordtest.ReadMessageHistory)
	s.discord.Say(s.ana, s.general, s.discord.Mention()+" Who left?", discordtest.SayOptions{})
	m, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool { return m.Author.Bot })
	s.check(err)
	s.holds(m.Content, "[1]")
	s.check(s.stop())
	s.holds(s.logs.String(), "give it these permissions")
}

// A bare mention counts for the quota, too.
func TestMentionsHaveQuotas(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{PerUser: 2})
	for range 10 {
		s.discord.Say(s.ana, s.general, s.discord.Mention(), discordtest.SayOptions{})
	}
	_, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool { return strings.Contains(m.Content, "Please ask again in") })
	s.check(err)
	s.check(s.stop())
	n := 0
	for _, m := range s.discord.Messages(s.general) {
		if m.Author.Bot {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d messages", n)
	}
}
