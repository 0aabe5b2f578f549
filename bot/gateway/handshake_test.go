package gateway

import (
	"context"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// However a handshake goes wrong, the bot is back within a minute and identifies.
func TestHandshake(t *testing.T) {
	tests := []struct {
		name string
		say  func(p *peer)
		most time.Duration
	}{
		{"silence before hello", func(p *peer) {}, 25 * time.Second},
		{"silence after hello", func(p *peer) { p.hello(interval) }, 25 * time.Second},
		{"noise before hello", func(p *peer) {
			for range 100 {
				p.say(`{"op":0,"s":1,"t":"MESSAGE_CREATE","d":{}}`)
				p.say(`null`)
				p.say(`{"op":11}`)
				p.say(`{"op":1}`)
				time.Sleep(300 * time.Millisecond)
			}
		}, 35 * time.Second},
		{"noise after hello", func(p *peer) {
			p.hello(interval)
			for range 100 {
				p.say(`{"op":77}`)
				p.say(`{"op":11}`) // by which discordgo would wait for itself
				time.Sleep(300 * time.Millisecond)
			}
		}, 35 * time.Second},
		{"op 7 first", func(p *peer) { p.say(`{"op":7,"d":null}`) }, time.Second},
		{"op 7 instead of ready", func(p *peer) { p.hello(interval); p.expect(2); p.say(`{"op":7}`) }, time.Second},
		{"op 9 first", func(p *peer) { p.say(`{"op":9,"d":false}`) }, 6 * time.Second},
		{"op 9 instead of ready", func(p *peer) { p.hello(interval); p.expect(2); p.say(`{"op":9,"d":false}`) }, 6 * time.Second},
		{"op 9 true, nothing to resume", func(p *peer) { p.hello(interval); p.expect(2); p.say(`{"op":9,"d":true}`) }, 6 * time.Second},
		{"interval 0", func(p *peer) { p.hello(0) }, 2 * time.Second},
		{"interval negative", func(p *peer) { p.hello(-time.Second) }, 2 * time.Second},
		{"interval of an hour", func(p *peer) { p.hello(time.Hour) }, 2 * time.Second},
		{"interval no number", func(p *peer) { p.say(`{"op":10,"d":{"heartbeat_interval":"41250"}}`) }, 2 * time.Second},
		{"interval huge", func(p *peer) { p.say(`{"op":10,"d":{"heartbeat_interval":1e308}}`) }, 2 * time.Second},
		{"no interval", func(p *peer) { p.say(`{"op":10,"d":null}`) }, 2 * time.Second},
		{"close", func(p *peer) { p.close(4000) }, 2 * time.Second},
		{"cut", func(p *peer) { p.drop() }, 2 * time.Second},
		{"noise", func(p *peer) { p.bytes([]byte("\r\n\r\nHTTP/1.1 200 OK\r\n")) }, 2 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, s *server) {
				b := s.start()
				p := s.next()
				began := time.Now()
				test.say(p)
				q := s.next()
				if took := time.Since(began); took > test.most {
					t.Errorf("back after %v, want at most %v", took, test.most)
				}
				if b.Ready() {
					t.Error("ready without READY")
				}
				q.welcome()
				q.say(event(2))
				b.want(2)
			})
		})
	}
}

// HELLO may name an interval in ways that discordgo does not understand.
func TestInterval(t *testing.T) {
	for _, text := range []string{`41250.0`, `4.125e4`, `41250.9`} {
		inBubbleNamed(t, text, func(t *testing.T, s *server) {
			b := s.start()
			p := s.next()
			p.say(`{"d":{"_trace":["x"],"heartbeat_interval":` + text + `},"op":10,"s":"?","t":7}`)
			p.expect(2)
			p.say(readyText)
			p.say(event(2))
			b.want(2)
			time.Sleep(time.Hour)
			if n := len(p.beats); n < 87 || n > 89 {
				t.Errorf("%d heartbeats in an hour", n)
			}
		})
	}
}

// rawServer answers every connection with one text, not as a websocket does.
func rawServer(t *testing.T, text string) (*server, *atomic.Int64) {
	s := newServer(t)
	var calls atomic.Int64
	s.dialled = func(ctx context.Context) (net.Conn, error) {
		client, srv := net.Pipe()
		t.Cleanup(func() { _ = srv.Close() })
		calls.Add(1)
		go func() {
			buf := make([]byte, 4096)
			if _, err := srv.Read(buf); err != nil {
				return
			}
			if strings.Contains(string(buf), "/gateway HTTP") {
				_, _ = srv.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n" + `{"url":"ws://127.0.0.1:1/"}`))
				return
			}
			for range 1000 {
				if _, err := srv.Write([]byte(text)); err != nil {
					return
				}
				if !strings.HasSuffix(text, "…") {
					break
				}
			}
			_, _ = srv.Read(buf) // until it is closed
		}()
		return client, nil
	}
	return s, &calls
}

// An answer that is none to the request for a websocket ends the try in time.
func TestUpgrade(t *testing.T) {
	for _, text := range []string{
		"",
		"nonsense\r\n\r\n",
		"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 100000\r\n\r\n<html>",
		"HTTP/1.1 401 Unauthorized\r\n\r\n",
		"HTTP/1.1 101 Switching Protocols\r\n\r\n",
		"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-Websocket-Accept: x\r\n\r\n",
		"HTTP/1.1 101 Switching Protocols\r\nX: " + strings.Repeat("endless", 1000) + "…",
		"HTTP/1.1 101 Switching Protocols\r\n" + strings.Repeat("X: y\r\n", 20000) + "…",
		"\x81\x02{}",
	} {
		t.Run(text[:min(len(text), 60)], func(t *testing.T) {
			inBubble(t, func(t *testing.T, _ *server) {
				s, calls := rawServer(t, text)
				b := s.start()
				for tries := int64(1); tries <= 3; tries++ {
					time.Sleep(time.Minute)
					if n := calls.Load(); n < 2*tries {
						t.Errorf("after %d minutes %d connections", tries, n)
					}
				}
				if strings.HasSuffix(text, "…") && !strings.Contains(b.logs.String(), "does not end") {
					t.Error("an endless answer is read without end")
				}
			})
		})
	}
}

// A network that swallows everything ends the try in time, and with the context.
func TestBlackHole(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		var calls atomic.Int64
		s.dialled = func(ctx context.Context) (net.Conn, error) {
			calls.Add(1)
			<-ctx.Done()
			return nil, ctx.Err()
		}
		b := s.start()
		time.Sleep(10 * time.Minute)
		if n := calls.Load(); n < 10 {
			t.Errorf("%d tries in ten minutes", n)
		}
		began := time.Now()
		if err := b.end(); err != nil || time.Since(began) > 2*time.Second {
			t.Errorf("Run returned %v after %v", err, time.Since(began))
		}
	})
}

// Run ends within 2 s wherever it stands.
func TestEnd(t *testing.T) {
	stages := []struct {
		name string
		to   func(s *server)
	}{
		{"asking", func(s *server) {}},
		{"before hello", func(s *server) { s.next() }},
		{"after hello", func(s *server) { s.next().hello(interval) }},
		{"ready", func(s *server) { s.next().welcome() }},
		{"closing", func(s *server) { p := s.next(); p.welcome(); p.drop() }},
		{"waiting", func(s *server) { s.next().close(4000); time.Sleep(time.Millisecond) }},
		{"resuming", func(s *server) { p := s.next(); p.welcome(); p.drop(); s.next().hello(interval) }},
	}
	for _, stage := range stages {
		inBubbleNamed(t, stage.name, func(t *testing.T, s *server) {
			b := s.start()
			stage.to(s)
			began := time.Now()
			if err := b.end(); err != nil {
				t.Errorf("Run returned %v", err)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
			n := s.count(&s.dials)
			time.Sleep(time.Hour)
			if s.count(&s.dials) != n {
				t.Error("connects after the end")
			}
		})
	}
}

// A Session that does not come back from connecting is replaced, and if it comes
// back later nothing of it is heard.
func TestWatchdog(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		stuck := make(chan struct{})
		var calls atomic.Int64
		s.dialled = func(ctx context.Context) (net.Conn, error) {
			if calls.Add(1) == 2 {
				<-stuck // a network that heeds no context
				ctx = context.WithoutCancel(ctx)
			}
			return s.connection(ctx)
		}
		b := s.start()
		began := time.Now()
		p := s.next()
		if took := time.Since(began); took < 45*time.Second || took > 50*time.Second {
			t.Errorf("back after %v", took)
		}
		p.welcome()
		close(stuck)
		p.say(event(2))
		b.want(2)
		time.Sleep(time.Minute)
		if !b.Ready() {
			t.Error("the old session's end is taken for the new one's")
		}
	})
}

// What the API answers instead of an address ends the try.
func TestNoAddress(t *testing.T) {
	for _, url := range []string{"", "ws://discord.example/", "http://127.0.0.1:1/", "::", "wss://", "ftp://x"} {
		inBubbleNamed(t, url, func(t *testing.T, s *server) {
			s.set(func(s *server) { s.url = url })
			b := s.start()
			time.Sleep(10 * time.Minute)
			if n := s.count(&s.asked); n < 10 || n > 60 || b.Ready() {
				t.Errorf("asked %d times in ten minutes", n)
			}
			s.set(func(s *server) { s.url = "ws://127.0.0.1:1/?token=x#y" })
			s.next().welcome()
		})
	}
}

// 429 names a time before which asking again is no use.
func TestTooMany(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		s.set(func(s *server) { s.status = 429 })
		s.start()
		time.Sleep(17 * time.Second)
		s.set(func(s *server) { s.status = 0 })
		if n := s.count(&s.asked); n != 1 {
			t.Errorf("asked %d times in 17 s", n)
		}
		s.next().welcome()
	})
}
