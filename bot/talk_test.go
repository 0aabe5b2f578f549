package bot

import (
	"context"
	"strings"
	"testing"

	"footnote/bot/memory"
	"footnote/internal/discordtest"
)

// A mention, a reply to the answer, and a direct message are questions too.
func TestTalk(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.says(s.discord.Mention()+" How many American troops are in Niger?", discordtest.SayOptions{})
	s.holds(m.Content, "[1] ")
	s.lacks(m.Content, "> How many") // the question stands right above it

	next := s.says("and in December?", discordtest.SayOptions{ReplyTo: m})
	s.holds(next.Content, "648", "-# Taken as: How many American troops are in Niger in December?")
	s.holds(s.says("and the French?", discordtest.SayOptions{ReplyTo: next}).Content, "Taken as: How many French troops are in Niger in December?")

	dm := s.discord.DM(s.ana)
	s.discord.Say(s.ana, dm, "Who accepted the call for the soldiers to go?", discordtest.SayOptions{})
	private, err := s.discord.WaitMessage(s.soon(), dm, func(m *discordtest.Message) bool { return m.Author.Bot })
	s.check(err)
	s.holds(private.Content, "Campbell", "[1]")
	for _, m := range []*discordtest.Message{m, next, private} {
		if len(m.Pings()) > 0 {
			t.Errorf("%q pings %v", m.Content, m.Pings())
		}
	}
}

// What is not meant for the bot gets no answer: other bots, other people, its own
// messages, system messages.
func TestSilent(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	other, robot := s.discord.AddUser("ben"), s.discord.AddBot("echo")
	theirs := s.discord.Say(other, s.general, "How many US troops will leave Niger?", discordtest.SayOptions{})
	s.discord.Say(s.ana, s.general, "and in December?", discordtest.SayOptions{ReplyTo: theirs})
	s.discord.Say(robot, s.general, s.discord.Mention()+" who left?", discordtest.SayOptions{})
	s.discord.Say(s.ana, s.general, s.discord.Mention()+" who left?", discordtest.SayOptions{Webhook: true})
	s.discord.Say(s.ana, s.general, s.discord.Mention(), discordtest.SayOptions{Kind: 6}) // pinned a message
	m := s.says(s.discord.Mention()+" who left?", discordtest.SayOptions{})
	for _, other := range s.discord.Messages(s.general) {
		if other.Author.ID == s.discord.BotID() && other.ID != m.ID {
			t.Errorf("the bot said %q", other.Content)
		}
	}
}

// A mention without words gets help; a reply whose ping was turned off arrives
// empty, and is told so, once a channel.
func TestEmpty(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	s.holds(s.says(s.discord.Mention(), discordtest.SayOptions{}).Content, "/ask")
	m := s.says(s.discord.Mention()+" who left?", discordtest.SayOptions{})
	s.holds(s.says("and in December?", discordtest.SayOptions{ReplyTo: m, PingOff: true}).Content, "I cannot read this message")
	s.discord.Say(s.ana, s.general, "and in March?", discordtest.SayOptions{ReplyTo: m, PingOff: true})
	s.says(s.discord.Mention()+" who came?", discordtest.SayOptions{})
	reminders := 0
	for _, m := range s.discord.Messages(s.general) {
		if strings.Contains(m.Content, "I cannot read") {
			reminders++
		}
	}
	if reminders != 1 {
		t.Errorf("reminded %d times", reminders)
	}
}

// A conversation goes on after a restart: from what is remembered, and, where that
// is lost, from the messages themselves.
func TestFollowUpAfterRestart(t *testing.T) {
	for name, forget := range map[string]bool{"remembered": false, "forgotten": true} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{}).start(Options{})
			asked := s.ask("How many American troops are in Niger?") // shows the question itself
			said := s.says(s.discord.Mention()+" How many American troops are in Niger?", discordtest.SayOptions{})
			s.check(s.stop())
			if forget {
				s.memory = memory.NewMap(memory.Options{})
			}
			s.start(Options{})
			for _, m := range []*discordtest.Message{asked, said} {
				next := s.says("and in December?", discordtest.SayOptions{ReplyTo: m})
				s.holds(next.Content, "648", "Taken as: How many American troops are in Niger in December?")
			}
		})
	}
}

// A thread that the bot opened below an answer follows that answer. Where it may not
// read messages it reminds once, and answers mentions.
func TestThread(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	m := s.ask("How many American troops are in Niger?")
	told := s.click(m, "Ask further")
	s.holds(told.Content, "Go on in <#", "mention me")
	thread := s.discord.Threads(s.general)[0]
	for range 2 {
		s.discord.Say(s.ana, thread, "and in December?", discordtest.SayOptions{})
	}
	s.discord.Say(s.ana, thread, s.discord.Mention()+" and in December?", discordtest.SayOptions{})
	_, err := s.discord.WaitMessage(s.soon(), thread, func(m *discordtest.Message) bool { return strings.Contains(m.Content, "648") })
	s.check(err)
	reminders := 0
	for _, m := range s.discord.Messages(thread) {
		if strings.Contains(m.Content, "I cannot read") {
			reminders++
		}
	}
	if reminders != 1 {
		t.Errorf("reminded %d times", reminders)
	}
	s.holds(s.click(m, "Ask further").Content, "There is a thread already")
}

// Where it may read messages, everything in its own thread is a question.
func TestThreadWithContent(t *testing.T) {
	s := newStage(t, discordtest.Options{GrantMessageContent: true}).start(Options{MessageContent: true})
	s.click(s.ask("How many American troops are in Niger?"), "Ask further")
	thread := s.discord.Threads(s.general)[0]
	for _, tt := range [][2]string{{"and in December?", "648"}, {"and the French?", "Taken as: How many French troops"}} {
		s.discord.Say(s.ana, thread, tt[0], discordtest.SayOptions{})
		_, err := s.discord.WaitMessage(s.soon(), thread, func(m *discordtest.Message) bool { return strings.Contains(m.Content, tt[1]) })
		s.check(err)
	}
	s.discord.Say(s.ana, s.general, "what do you all think?", discordtest.SayOptions{}) // not for the bot
	s.says(s.discord.Mention()+" who left?", discordtest.SayOptions{})
}

// While an answer takes its time, the channel shows that the bot types.
func TestTyping(t *testing.T) {
	release := make(chan struct{})
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: after(func(context.Context) error { <-release; return nil })})
	s.discord.Say(s.ana, s.general, s.discord.Mention()+" who left?", discordtest.SayOptions{})
	s.check(s.discord.Until(s.soon(), func() bool { return len(s.discord.RequestsTo("POST /channels/{id}/typing")) > 0 }))
	close(release)
	_, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool { return m.Reference != nil })
	s.check(err)
}
