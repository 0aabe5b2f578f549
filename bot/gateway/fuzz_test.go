package gateway

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// A stream is a connection whose other end answers the request for a websocket,
// says its text in bites, and is gone.
type stream struct {
	net.Conn
	text []byte
	bite int
}

func (s *stream) Read(p []byte) (int, error) {
	if len(s.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), s.bite)], s.text)
	s.text = s.text[n:]
	return n, nil
}

func (s *stream) Write(p []byte) (int, error) {
	if _, after, ok := strings.Cut(string(p), "Sec-WebSocket-Key: "); ok {
		key, _, _ := strings.Cut(after, "\r\n")
		sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		head := "HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\nSec-WebSocket-Accept: " +
			base64.StdEncoding.EncodeToString(sum[:]) + "\r\n\r\n"
		s.text = append([]byte(head), s.text...)
	}
	return len(p), nil
}

func (s *stream) Close() error                     { return nil }
func (s *stream) SetReadDeadline(time.Time) error  { return nil }
func (s *stream) SetWriteDeadline(time.Time) error { return nil }

// throughGuard returns the messages that a client gets of a stream through a guard.
func throughGuard(t *testing.T, text []byte, bite int, resume bool) [][]byte {
	conn := &stream{text: text, bite: bite}
	g := newGuard(conn, conn, guardOptions{lg: slog.New(slog.DiscardHandler), status: &status{}, resume: resume, seq: 5})
	d := websocket.Dialer{NetDial: func(string, string) (net.Conn, error) { return g, nil }}
	ws, _, err := d.Dial("ws://gateway", http.Header{})
	if err != nil {
		t.Fatalf("upgrade: %v", err)
	}
	var all [][]byte
	for {
		kind, text, err := ws.ReadMessage()
		if err == nil && kind == websocket.TextMessage {
			all = append(all, text)
			continue
		}
		if !websocket.IsCloseError(err, websocket.CloseAbnormalClosure) {
			t.Fatalf("the client got kind %d, %v", kind, err)
		}
		if !g.over() {
			t.Error("the guard has not ended")
		}
		return all
	}
}

// harmless says what discordgo would choke on in the nth message that it gets.
func harmless(n int, text []byte) error {
	var e *discordgo.Event
	dec := json.NewDecoder(bytes.NewReader(text))
	if err := dec.Decode(&e); err != nil || e == nil {
		return errors.New("is no event")
	}
	var hello struct {
		Interval time.Duration `json:"heartbeat_interval"`
	}
	switch {
	case (n == 0) != (e.Operation == 10):
		return errors.New("is, or is not, the first and HELLO")
	case n == 0 && (json.Unmarshal(e.RawData, &hello) != nil || hello.Interval < 10 || hello.Interval > 600_000):
		return errors.New("has a bad interval")
	case n == 1 && e.Operation == 11:
		return errors.New("is waited for with the lock held that it needs")
	case e.Operation != 0 && e.Operation != 1 && e.Operation != 10 && e.Operation != 11:
		return errors.New("has an op on which discordgo acts")
	case e.Operation != 0 || strings.HasPrefix(e.Type, prefix) || e.Type == "RESUMED":
		return nil
	}
	var ready discordgo.Ready
	if err := json.Unmarshal(e.RawData, &ready); e.Type != "READY" || err != nil || len(ready.Guilds) > 0 {
		return errors.New("is an event that discordgo decodes")
	}
	return nil
}

// wire is what a server sends for some texts.
func wire(texts ...string) []byte {
	var b []byte
	for _, text := range texts {
		b = appendFrame(b, frameText, []byte(text))
	}
	return b
}

const helloText = `{"op":10,"d":{"heartbeat_interval":41250}}`

// Whatever bytes come, a guard neither panics nor hangs, and what it lets through
// does discordgo no harm.
func FuzzGuard(f *testing.F) {
	f.Add(wire(helloText, readyText, event(2), `{"op":11}`), 7, false)
	f.Add(wire(helloText, event(2), event(3), `{"op":0,"s":4,"t":"RESUMED"}`, `{"op":9,"d":true}`, event(5)), 4096, true)
	f.Add(wire(`{"op":11}`, `{"op":1}`, event(1), `null`, helloText, `{"op":11}`, helloText, `{"op":1}`, `{"op":11}`), 1, false)
	f.Add(wire(helloText, `{"op":0,"s":1,"t":"GUILD_CREATE"}`, `{"op":0,"t":"VOICE_STATE_UPDATE","d":null}`, `{"op":7}`), 3, false)
	f.Add(append(wire(helloText), 0x01, 1, '{', 0x89, 0, 0x00, 3, '"', 'o', 'p', 0x80, 4, '"', ':', '1', '}', 0x88, 2, 0x0f, 0xa4), 2, false)
	f.Add([]byte{0x82, 127, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff}, 5, true)
	f.Add([]byte{0x81, 0xfe, 0, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 5, false)
	f.Fuzz(func(t *testing.T, text []byte, bite int, resume bool) {
		for n, m := range throughGuard(t, text, max(1, bite), resume) {
			if err := harmless(n, m); err != nil {
				t.Errorf("message %d, %s, %v", n, m, err)
			}
		}
	})
}

// Whatever message comes, before READY or after, the bot lives and hears the next
// event, if need be after connecting again.
func FuzzSession(f *testing.F) {
	for _, name := range []string{"GUILD_CREATE", "GUILD_UPDATE", "READY", "RESUMED", "VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE", "INTERACTION_CREATE", "MESSAGE_CREATE"} {
		for _, shape := range shapes[:10] {
			f.Add(eventText(7, name, shape), len(shape)%2 == 0)
		}
	}
	for _, text := range []string{`null`, `[]`, `{}`, `{"op":1}`, `{"op":7}`, `{"op":9,"d":true}`, `{"op":9,"d":false}`, `{"op":9}`, `{"op":10}`, helloText, `{"op":11}`, `{"op":12}`, `{"op":0,"s":9,"t":"X"}`} {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, early bool) {
		synctest.Test(t, func(t *testing.T) {
			s := newServer(t)
			b := s.start()
			p := s.next()
			p.hello(interval)
			p.expect(2)
			if early {
				p.say(text)
			}
			p.say(readyText)
			if !early {
				p.say(text)
			}
			p.say(eventText(10, "SENTINEL", ""))
			for {
				select {
				case e := <-b.events:
					if e.Type == "SENTINEL" {
						return
					}
				case p := <-s.peers:
					t.Cleanup(p.drop)
					p.greet()
					p.say(eventText(10, "SENTINEL", ""))
				case <-time.After(patience):
					t.Fatal("the bot is lost")
				}
			}
		})
	})
}

// greet runs whichever handshake the bot wants.
func (p *peer) greet() {
	p.hello(interval)
	select {
	case m := <-p.got:
		if m["op"] == 2.0 {
			p.say(readyText)
		} else {
			p.say(`{"op":0,"s":9,"t":"RESUMED"}`)
		}
	case <-time.After(patience):
		p.t.Fatal("the bot neither identifies nor resumes")
	}
}
