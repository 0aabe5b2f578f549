package gateway

import (
	"context"
	"io"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

func TestConnect(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		if b.Ready() || !b.Heard().IsZero() || b.User() != "" {
			t.Error("ready before it has heard anything")
		}
		d := p.welcome()
		if d["token"] != "Bot "+testToken || d["intents"] != 4609.0 || d["compress"] != false {
			t.Errorf("identifies with %v", d)
		}
		p.say(event(2))
		p.say(event(3))
		b.want(2, 3)
		if !b.Ready() || b.User() != "77" || b.Application() != "88" || b.Heard() != time.Now() {
			t.Errorf("got %v, user %q, application %q, heard %v", b.Ready(), b.User(), b.Application(), b.Heard())
		}
		time.Sleep(10 * interval)
		if len(p.beats) < 10 || len(s.peers) != 0 || !b.Ready() {
			t.Errorf("%d heartbeats, %d new connections", len(p.beats), len(s.peers))
		}
		began := time.Now()
		if err := b.end(); err != nil {
			t.Errorf("Run returned %v", err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("took %v to end", took)
		}
		if code := p.gone(); code != 1000 {
			t.Errorf("closed with %d, want 1000", code)
		}
		if b.Ready() || b.Reconnects() != 0 || b.Dropped() != 0 {
			t.Errorf("after the end: ready %v, %d reconnects, %d dropped", b.Ready(), b.Reconnects(), b.Dropped())
		}
	})
}

// An event of a session that was given up is not handed out.
func TestGivenUp(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		p.settle()
		old := b.line.Load()
		p.say(`{"op":9,"d":false}`)
		p = s.next()
		p.welcome()
		p.say(event(2))
		b.want(2)
		old.event(&discordgo.Event{Type: prefix + "MESSAGE_CREATE", Sequence: 9, RawData: null})
		b.wantNone()
	})
}

// A Session that does not close is given up in time.
func TestNotClosed(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		k := New(slog.New(slog.DiscardHandler), Options{Token: testToken}, nil)
		l := k.newLine(api{})
		ctx, cancel := context.WithCancel(t.Context())
		g := newGuard(nil, nil, guardOptions{})
		began := time.Now()
		if l.closed(ctx, g) || time.Since(began) != closeWait {
			t.Errorf("gave up after %v", time.Since(began))
		}
		cancel()
		if l.closed(ctx, g) || time.Since(began) != closeWait+leaveWait {
			t.Errorf("when Run ends, gave up after %v", time.Since(began)-closeWait)
		}
		l.down <- struct{}{}
		if !l.closed(ctx, g) {
			t.Error("a Session that has closed is given up")
		}
	})
}

// A gateway that loses each session at once is not asked for more of them than
// Discord allows.
func TestBudgetKept(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		s.start()
		identified := 0
		for end := time.Now().Add(budgetDay); time.Now().Before(end); identified++ {
			p := s.next()
			p.hello(interval)
			p.expect(2)
			p.close(4007)
		}
		if identified < budgetFree || identified >= 1000 {
			t.Errorf("identified %d times in a day", identified)
		}
	})
}

// A gateway that refuses the bot says why and closes at once: that the answer to
// its HELLO could not be sent must not hide it.
func TestCodeAfterFailedWrite(t *testing.T) {
	near, far := net.Pipe()
	_ = far.Close()
	text := append(wire(helloText), 0x88, 2, 0x0f, 0xae)
	g := newGuard(&stream{Conn: near, text: text, bite: 100}, near, guardOptions{lg: slog.New(slog.DiscardHandler), status: &status{}})
	g.upgraded.Store(true)
	if n, err := g.Read(make([]byte, 100)); n == 0 || err != nil {
		t.Fatalf("HELLO: %d bytes, %v", n, err)
	}
	g.conn = near
	if n, err := g.Write([]byte("identify")); n != 8 || err != nil {
		t.Errorf("wrote %d bytes, %v", n, err)
	}
	if n, err := g.Read(make([]byte, 100)); n != 0 || err != io.EOF {
		t.Errorf("got %d bytes, %v", n, err)
	}
	if g.end.code != 4014 {
		t.Errorf("ended by %v, want 4014", g.end.err)
	}
}
