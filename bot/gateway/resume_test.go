package gateway

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

// However a connection ends, the session goes on where it was: at the address
// that READY named, with all that was missed, once.
func TestResume(t *testing.T) {
	ends := []struct {
		name string
		end  func(s *server, p *peer)
		most time.Duration // until the next connection
	}{
		{"op 7", func(_ *server, p *peer) { p.say(`{"op":7,"d":null}`) }, 1100 * time.Millisecond},
		{"op 9 true", func(_ *server, p *peer) { p.say(`{"op":9,"d":true}`) }, 3 * time.Second},
		{"connection cut", func(_ *server, p *peer) { p.drop() }, 3 * time.Second},
		{"close 1000", func(_ *server, p *peer) { p.close(1000) }, 3 * time.Second},
		{"close 4000", func(_ *server, p *peer) { p.close(4000) }, 3 * time.Second},
		{"close 4009", func(_ *server, p *peer) { p.close(4009) }, 3 * time.Second},
		{"close without a code", func(_ *server, p *peer) { p.bytes([]byte{0x88, 0}) }, 3 * time.Second},
		{"close in a wrong way", func(_ *server, p *peer) { p.bytes([]byte{0x88, 1, 1}) }, 3 * time.Second},
		{"binary message", func(_ *server, p *peer) { p.send(2, []byte(event(4))) }, 3 * time.Second},
		{"compressed frame", func(_ *server, p *peer) { p.bytes([]byte{0xc1, 1, '{'}) }, 3 * time.Second},
		{"masked frame", func(_ *server, p *peer) { p.bytes([]byte{0x81, 0x80, 0, 0, 0, 0}) }, 3 * time.Second},
		{"unknown frame", func(_ *server, p *peer) { p.bytes([]byte{0x83, 0}) }, 3 * time.Second},
		{"huge frame", func(_ *server, p *peer) { p.bytes([]byte{0x81, 127, 0, 0, 0, 0, 1, 0, 0, 1}) }, 3 * time.Second},
		{"frame of 2^63 bytes", func(_ *server, p *peer) { p.bytes([]byte{0x81, 127, 255, 255, 255, 255, 255, 255, 255, 255}) }, 3 * time.Second},
		{"silence", func(_ *server, p *peer) { p.deaf.Store(true) }, 60 * time.Second},
		{"half a frame", func(_ *server, p *peer) { p.deaf.Store(true); p.bytes([]byte{0x81, 90, '{'}) }, 60 * time.Second},
	}
	for _, end := range ends {
		t.Run(end.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, s *server) {
				b := s.start()
				p := s.next()
				p.welcome()
				p.say(event(2))
				p.say(event(3))
				b.want(2, 3)
				began := time.Now()
				end.end(s, p)
				if code := p.gone(); code != -1 {
					t.Errorf("the bot closes with %d: Discord would forget the session", code)
				}
				q := s.next()
				if took := time.Since(began); took > end.most {
					t.Errorf("back after %v, want at most %v", took, end.most)
				}
				if n := s.count(&s.asked); q.path != "/again/" || n != 1 {
					t.Errorf("connects to %s after asking %d times", q.path, n)
				}
				if b.Ready() {
					t.Error("ready before RESUMED")
				}
				if seq := q.resumed(event(4), event(5)); seq != 3 {
					t.Errorf("resumes after %d, want 3", seq)
				}
				q.say(event(6))
				b.want(4, 5, 6)
				b.wantNone()
				if !b.Ready() || b.Reconnects() != 1 || b.User() != "77" {
					t.Errorf("ready %v, %d reconnects, user %q", b.Ready(), b.Reconnects(), b.User())
				}
			})
		})
	}
}

// Op 7 again and again: each connection goes on from the last one, and not faster
// than Discord likes.
func TestResumeOften(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		began := time.Now()
		for seq := 2; seq < 22; seq++ {
			p.say(event(seq))
			b.want(seq)
			p.say(`{"op":7,"d":null}`)
			p = s.next()
			if got := p.resumed(); got != seq {
				t.Fatalf("resumes after %d, want %d", got, seq)
			}
		}
		if took := time.Since(began); took < 30*time.Second || took > 2*time.Minute {
			t.Errorf("20 connections in %v", took)
		}
		if b.settle(); b.Reconnects() != 20 {
			t.Errorf("%d reconnects", b.Reconnects())
		}
	})
}

// What forgets the session leads to a new one, at the gateway's own address.
func TestIdentifyAnew(t *testing.T) {
	ends := []struct {
		name        string
		end         func(p *peer)
		least, most time.Duration
	}{
		{"op 9 false", func(p *peer) { p.say(`{"op":9,"d":false}`) }, 2 * time.Second, 7 * time.Second},
		{"op 9 without data", func(p *peer) { p.say(`{"op":9}`) }, 2 * time.Second, 7 * time.Second},
		{"close 4007", func(p *peer) { p.close(4007) }, 0, 3 * time.Second},
		{"close 4003", func(p *peer) { p.close(4003) }, 0, 3 * time.Second},
	}
	for _, end := range ends {
		for _, late := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, late %v", end.name, late), func(t *testing.T) {
				inBubble(t, func(t *testing.T, s *server) {
					b := s.start()
					p := s.next()
					p.welcome()
					p.say(event(2))
					b.want(2)
					if late { // in answer to the try to resume
						p.drop()
						p = s.next()
						p.hello(interval)
						p.expect(6)
					}
					began := time.Now()
					end.end(p)
					q := s.next()
					if took := time.Since(began); took < end.least/2 || took > end.most {
						t.Errorf("back after %v, want %v to %v", took, end.least, end.most)
					}
					q.welcome()
					if q.path != "/" {
						t.Errorf("connects to %s", q.path)
					}
					q.say(event(2)) // of the new session: no repetition
					b.want(2)
					b.wantNone()
				})
			})
		}
	}
}

// A gateway that answers but never resumes costs three tries, then the session.
func TestResumeInVain(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		p.drop()
		for range mostResumes {
			p := s.next()
			p.hello(interval)
			p.expect(6)
			p.drop()
		}
		p = s.next()
		p.welcome()
		p.say(event(5))
		b.want(5)
	})
}

// A session outlives a gateway that is not there for a while, at whatever address.
func TestResumeAfterOutage(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		p.say(event(9))
		b.want(9)
		s.set(func(s *server) { s.dead = true })
		p.drop()
		time.Sleep(10 * time.Minute)
		s.set(func(s *server) { s.dead = false })
		if n := s.count(&s.dials); n > 60 {
			t.Errorf("dialled %d times in ten minutes", n)
		}
		began := time.Now()
		p = s.next()
		if p.path != "/" {
			t.Errorf("still connects to %s", p.path)
		}
		if seq := p.resumed(event(10)); seq != 9 {
			t.Errorf("resumes after %d", seq)
		}
		b.want(10)
		if took := time.Since(began); took > 35*time.Second {
			t.Errorf("back after %v", took)
		}
	})
}

// A replay may take longer than a handshake as long as it goes on.
func TestResumeLongReplay(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		p.drop()
		p = s.next()
		p.hello(interval)
		p.expect(6)
		for seq := 2; seq < 12; seq++ {
			time.Sleep(10 * time.Second)
			p.say(event(seq))
			b.want(seq)
		}
		if b.Ready() {
			t.Error("ready before RESUMED")
		}
		p.say(`{"op":0,"t":"RESUMED","s":12,"d":{}}`)
		p.say(event(13))
		b.want(13)
		if !b.Ready() {
			t.Error("not ready")
		}
	})
}

// A welcome without a session cannot be resumed; the connection works all the same.
func TestNoSession(t *testing.T) {
	for _, d := range []string{`null`, `{}`, `[]`, `{"session_id":7}`, `{"session_id":null,"user":{"id":1},"application":[]}`} {
		t.Run(d, func(t *testing.T) {
			inBubble(t, func(t *testing.T, s *server) {
				b := s.start()
				p := s.next()
				p.hello(interval)
				p.expect(2)
				p.say(`{"op":0,"s":1,"t":"READY","d":` + d + `}`)
				p.say(event(2))
				b.want(2)
				if !b.Ready() || b.User() != "" {
					t.Errorf("ready %v, user %q", b.Ready(), b.User())
				}
				p.drop()
				s.next().welcome()
			})
		})
	}
}

// A number that makes no sense does not change from where the session is resumed.
func TestSenselessNumber(t *testing.T) {
	for _, n := range []string{`null`, `"7"`, `0`, `-3`, `1.5`, `1e300`, `99999999999999999999`, `{}`, `4`} {
		t.Run(n, func(t *testing.T) {
			inBubble(t, func(t *testing.T, s *server) {
				b := s.start()
				p := s.next()
				p.welcome()
				p.say(event(5))
				p.say(`{"op":0,"s":` + n + `,"t":"MESSAGE_CREATE","d":{"id":"6"}}`)
				b.want(5, 6)
				p.drop()
				if seq := s.next().resumed(); seq != 5 {
					t.Errorf("resumes after %d, want 5", seq)
				}
			})
		})
	}
}

// A slow handler keeps events back, and when the connection breaks meanwhile none
// is lost and none comes twice.
func TestSlowHandler(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		b.handle = func(e Event) { time.Sleep(300 * time.Millisecond); b.events <- e }
		p := s.next()
		p.welcome()
		for seq := 2; seq < 8; seq++ {
			p.say(event(seq))
		}
		p.drop()
		b.want(2)
		q := s.next()
		q.hello(interval)
		seq := int(q.expect(6)["seq"].(float64))
		for n := seq + 1; n < 12; n++ {
			q.say(event(n))
		}
		q.say(`{"op":0,"s":12,"t":"RESUMED"}`)
		b.want(3, 4, 5, 6, 7, 8, 9, 10, 11)
		time.Sleep(time.Second)
		b.wantNone()
	})
}

// After a heartbeat that nobody acknowledges discordgo closes the connection. That
// must not cost the session, though events have kept coming.
func TestNoAcks(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.deaf.Store(true)
		p.welcome()
		said := 1
		for gone := false; !gone; {
			said++
			p.say(event(said))
			time.Sleep(600 * time.Millisecond) // discordgo takes a second to close
			select {
			case _, ok := <-p.got:
				gone = !ok
			default:
			}
		}
		if p.code != -1 {
			t.Errorf("closed with %d", p.code)
		}
		q := s.next()
		q.hello(interval)
		seq, _ := q.expect(6)["seq"].(float64)
		if said-int(seq) < 1 || said-int(seq) > 3 {
			t.Errorf("resumes after %v of %d", seq, said)
		}
		for n := int(seq) + 1; n <= said; n++ {
			q.say(event(n))
		}
		q.say(`{"op":0,"t":"RESUMED"}`)
		for n := 2; n <= said; n++ {
			b.want(n)
		}
		b.wantNone()
	})
}

// What ends the bot for good ends it once, with a sentence.
func TestFatal(t *testing.T) {
	for code := range fatalTexts {
		if code == 401 {
			continue
		}
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			inBubble(t, func(t *testing.T, s *server) {
				b := s.start()
				p := s.next()
				p.hello(interval)
				p.expect(2)
				p.close(code)
				wantFatal(t, b, code)
				time.Sleep(time.Hour)
				if n := s.count(&s.dials); n != 2 {
					t.Errorf("dialled %d times", n)
				}
			})
		})
	}
}

// A token may be refused while the bot runs.
func TestFatalLater(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		time.Sleep(time.Hour)
		p.close(4004)
		wantFatal(t, b, 4004)
	})
}

func TestFatalHTTP(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		s.set(func(s *server) { s.status = 401 })
		b := s.start()
		wantFatal(t, b, 401)
		time.Sleep(time.Hour)
		if n := s.count(&s.asked); n != 1 {
			t.Errorf("asked %d times", n)
		}
	})
}

func wantFatal(t *testing.T, b *bot, code int) {
	t.Helper()
	select {
	case err := <-b.done:
		b.done <- err
		f, ok := errors.AsType[*Fatal](err)
		if !ok || f.Code != code || f.Error() != fatalTexts[code] {
			t.Errorf("Run returned %v", err)
		}
	case <-time.After(patience):
		t.Fatal("Run goes on")
	}
	if b.Ready() {
		t.Error("ready after the end")
	}
}
