package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"footnote/internal/discordtest"
)

// Fifty questions at once, with an answerer that has time: each is acknowledged
// within a second, and answered once.
func TestFiftyAtOnce(t *testing.T) { // by itself, since it looks at the clock
	s := setUp(t, discordtest.Options{}).start(Options{
		Answerer: after(func(context.Context) error { time.Sleep(20 * time.Millisecond); return nil }),
		PerUser:  100,
	})
	var wg sync.WaitGroup
	asked := make([]*discordtest.Interaction, 50)
	for n := range asked {
		wg.Go(func() { asked[n] = s.askAs(s.ana, fmt.Sprintf("How many US troops will leave Niger in %d?", 2000+n)) })
	}
	wg.Wait()
	latest := time.Duration(0)
	for n, i := range asked {
		ack, err := i.Acked(s.soon())
		s.check(err)
		latest = max(latest, ack.After)
		s.holds(s.reply(i).Content, fmt.Sprintf("in %d?", 2000+n))
		if len(i.FollowUps()) > 0 || i.Edits() != 1 {
			t.Errorf("%d follow-ups, %d edits", len(i.FollowUps()), i.Edits())
		}
	}
	t.Logf("the last was acknowledged after %v", latest)
	if latest > time.Second {
		t.Error("that is more than a second")
	}
}

// An interaction that comes twice is answered once.
func TestDeliveredTwice(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	i := s.askAs(s.ana, "How many US troops will leave Niger?")
	i.Deliver()
	s.reply(i)
	i.Deliver()
	s.ask("Who accepted the call for the soldiers to go?") // whatever came before has been taken
	if n := len(s.discord.RequestsTo("POST /interactions/{id}/{token}/callback")); n != 2 {
		t.Errorf("%d acknowledgements of two interactions", n)
	}
	if i.Edits() != 1 {
		t.Errorf("edited %d times", i.Edits())
	}
}

// A slow answerer: first "thinking", then the answer in its place.
func TestSlowAnswer(t *testing.T) {
	release := make(chan struct{})
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: after(func(context.Context) error { <-release; return nil })})
	i := s.askAs(s.ana, "How many US troops will leave Niger?")
	ack, err := i.Acked(s.soon())
	s.check(err)
	if ack.Type != callbackDeferred || !i.Original().Loading {
		t.Errorf("acknowledged with type %d, %+v", ack.Type, i.Original())
	}
	close(release)
	s.holds(s.reply(i).Content, "More than 1,000 US troops")
}

// An answerer that never returns, one that fails, one that panics: an apology, and
// never "thinking" for ever. The bot goes on.
func TestApologies(t *testing.T) {
	forever := make(chan struct{})
	t.Cleanup(func() { close(forever) })
	for _, tt := range []struct {
		name   string
		within time.Duration
		wait   func(ctx context.Context) error
		want   string
	}{
		{"never returns", 50 * time.Millisecond, func(context.Context) error { <-forever; return nil }, saysTooLate},
		{"heeds the deadline", 50 * time.Millisecond, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, saysTooLate},
		{"fails", 0, func(context.Context) error { return errors.New("disk on fire") }, saysBroken},
		{"panics", 0, func(context.Context) error { panic("out of ink") }, saysBroken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{}).start(Options{Answerer: after(tt.wait), Within: tt.within})
			for range 20 { // more than there are slots
				if m := s.ask("How many US troops will leave Niger?"); m.Content != tt.want {
					t.Fatalf("got %q, want %q", m.Content, tt.want)
				}
			}
			s.holds(s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "help"})).Content, "/ask")
		})
	}
}

// Who asks too much is told when to go on, privately; others are not held up.
func TestQuotas(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{PerUser: 2, PerGuild: 4})
	s.ask("Who left?")
	s.ask("Who came?")
	m := s.ask("Who stayed?")
	s.holds(m.Content, "Please ask again in ")
	if !m.Ephemeral {
		t.Error("everybody is told")
	}
	ben, eve := s.discord.AddUser("ben"), s.discord.AddUser("eve")
	s.holds(s.reply(s.askAs(ben, "Who left?")).Content, "[1]")
	s.holds(s.reply(s.askAs(ben, "Who came?")).Content, "[1]")
	s.holds(s.reply(s.askAs(eve, "Who came?")).Content, "Please ask again in ") // the server's are used up
	s.holds(s.reply(s.discord.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "help"})).Content, "/ask")
}

// Who comes when too much is under way is told so, and nobody waits in vain.
func TestBusy(t *testing.T) {
	release := make(chan struct{})
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: after(func(context.Context) error { <-release; return nil })})
	var open sync.WaitGroup
	for range mostOpen {
		open.Add(1)
		s.bot.crew.take(mostOpen, func(context.Context) { <-release; open.Done() })
	}
	m := s.ask("Who left?")
	if m.Content != saysBusy || !m.Ephemeral {
		t.Errorf("got %q", m.Content)
	}
	close(release)
	open.Wait()
	for m.Content == saysBusy { // the last of them are just leaving
		m = s.ask("Who left?")
	}
	s.holds(m.Content, "[1]")
}

// A bot that is stopped finishes what it can, apologises for the rest, and is gone
// within ten seconds.
func TestStop(t *testing.T) {
	forever := make(chan struct{})
	defer close(forever)
	stuck, quick := make(chan struct{}), make(chan struct{})
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: after(func(context.Context) error {
		select {
		case stuck <- struct{}{}: // the first of them
			<-forever
		case <-quick:
		}
		return nil
	})})
	lost := s.askAs(s.ana, "How many US troops will leave Niger?")
	<-stuck
	kept := s.askAs(s.ana, "How many US troops will leave Niger?")
	_, err := kept.Acked(s.soon())
	s.check(err)

	start := time.Now()
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }()
	time.AfterFunc(200*time.Millisecond, func() { close(quick) })
	s.holds(s.reply(kept).Content, "More than 1,000 US troops")
	if m := s.reply(lost); m.Content != saysLeaving {
		t.Errorf("got %q", m.Content)
	}
	s.check(<-stopped)
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("stopped after %v", took)
	}
}
