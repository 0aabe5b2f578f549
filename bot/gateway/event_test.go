package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// eventNames are the events that discordgo would decode and act on.
var eventNames = []string{
	"APPLICATION_COMMAND_PERMISSIONS_UPDATE", "AUTO_MODERATION_ACTION_EXECUTION", "AUTO_MODERATION_RULE_CREATE",
	"AUTO_MODERATION_RULE_DELETE", "AUTO_MODERATION_RULE_UPDATE", "CHANNEL_CREATE", "CHANNEL_DELETE", "CHANNEL_PINS_UPDATE",
	"CHANNEL_UPDATE", "__CONNECT__", "__DISCONNECT__", "ENTITLEMENT_CREATE", "ENTITLEMENT_DELETE", "ENTITLEMENT_UPDATE",
	"__EVENT__", "__INTERFACE__", "GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "GUILD_CREATE",
	"GUILD_DELETE", "GUILD_EMOJIS_UPDATE", "GUILD_INTEGRATIONS_UPDATE", "GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE",
	"GUILD_MEMBER_UPDATE", "GUILD_MEMBERS_CHUNK", "GUILD_ROLE_CREATE", "GUILD_ROLE_DELETE", "GUILD_ROLE_UPDATE",
	"GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_DELETE", "GUILD_SCHEDULED_EVENT_UPDATE",
	"GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE", "GUILD_STICKERS_UPDATE", "GUILD_UPDATE",
	"INTEGRATION_CREATE", "INTEGRATION_DELETE", "INTEGRATION_UPDATE", "INTERACTION_CREATE", "INVITE_CREATE", "INVITE_DELETE",
	"MESSAGE_CREATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE",
	"MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_UPDATE", "PRESENCE_UPDATE",
	"PRESENCES_REPLACE", "__RATE_LIMIT__", "STAGE_INSTANCE_EVENT_CREATE", "STAGE_INSTANCE_EVENT_DELETE",
	"STAGE_INSTANCE_EVENT_UPDATE", "SUBSCRIPTION_CREATE", "SUBSCRIPTION_DELETE", "SUBSCRIPTION_UPDATE", "THREAD_CREATE",
	"THREAD_DELETE", "THREAD_LIST_SYNC", "THREAD_MEMBER_UPDATE", "THREAD_MEMBERS_UPDATE", "THREAD_UPDATE", "TYPING_START",
	"USER_UPDATE", "VOICE_SERVER_UPDATE", "VOICE_STATE_UPDATE", "WEBHOOKS_UPDATE",
	"ready", "READY ", "SOMETHING_NEW", `quoted " \ name`, "名前", prefix, prefix + "READY",
}

// shapes are data that an event may not have, but does; empty: left out.
var shapes = []string{
	"", `null`, `{}`, `[]`, `7`, `"text"`, `true`, `[null]`, `{"id":7}`, `{"guild_id":{},"user":[null],"member":"x"}`,
	`{"guilds":[null],"channels":[null],"members":[null],"voice_states":[null],"roles":null,"threads":[null,{}]}`,
	`{"data":null,"type":99,"message":{"components":[{"type":99}]}}`, ` { "spaced" : [ 1 , 2 ] } `, `1e999`,
	strings.Repeat("[", 2000) + strings.Repeat("]", 2000),
}

// Every event of whatever shape reaches the handler as it is, and the connection
// lives on.
func TestEvents(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		seq := 1
		for _, name := range eventNames {
			for _, shape := range shapes {
				seq++
				p.say(eventText(seq, name, shape))
				e := <-b.events
				want := strings.TrimSpace(shape)
				if want == "" {
					want = "null"
				}
				if e.Type != name || string(e.Data) != want {
					t.Fatalf("got %s %s, want %s %s", e.Type, e.Data, name, want)
				}
			}
		}
		p.say(event(seq + 1))
		b.want(seq + 1)
		if b.Reconnects() != 0 || b.Dropped() != 0 {
			t.Errorf("%d reconnects, %d dropped", b.Reconnects(), b.Dropped())
		}
	})
}

func eventText(seq int, name, data string) string {
	quoted, _ := json.Marshal(name)
	if data == "" {
		return fmt.Sprintf(`{"op":0,"s":%d,"t":%s}`, seq, quoted)
	}
	return fmt.Sprintf(`{"op":0,"s":%d,"t":%s,"d":%s}`, seq, quoted, data)
}

// The handler's events are its own.
func TestEventOwned(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		var all []Event
		for seq := range 100 {
			p.say(event(seq + 2))
			all = append(all, <-b.events)
			for i := range all[0].Data {
				all[0].Data[i] = 'x'
			}
		}
		for i, e := range all[1:] {
			if want := fmt.Sprintf(`{"id":"%d"}`, i+3); string(e.Data) != want {
				t.Fatalf("got %s, want %s", e.Data, want)
			}
		}
	})
}

// The names in the list above are all that discordgo knows.
func TestEventNames(t *testing.T) {
	known := 0
	for _, name := range eventNames {
		if name == strings.ToUpper(name) && !strings.HasPrefix(name, "__") {
			known++
		}
	}
	if discordgo.VERSION != "0.29.0" || known < 67 {
		t.Errorf("the list has %d names and is of v0.29.0; discordgo is %s: read its eventhandlers.go", known, discordgo.VERSION)
	}
}

// What is no message is passed over and counted.
func TestNoMessages(t *testing.T) {
	texts := []string{
		"", " ", "null", "[]", "{}", "7", `"op"`, "true", "{", `{"op":`, `{"op":0}{"op":0}`, "\x00", "\xff\xfe",
		`{"op":null}`, `{"op":"0"}`, `{"op":0.5}`, `{"op":[]}`, `{"op":-1}`, `{"op":2}`, `{"op":6}`, `{"op":99}`, `{"op":1e400}`,
		`{"op":0}`, `{"op":0,"t":null,"d":{}}`, `{"op":0,"t":"","d":{}}`, `{"op":0,"t":7,"d":{}}`, `{"op":0,"t":["READY"],"d":{}}`,
		`{"op":10,"d":{"heartbeat_interval":10000}}`, // a second HELLO
		strings.Repeat("[", 20000), `{"op":0,"t":"X","d":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`,
	}
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		for i, text := range texts {
			p.say(text)
			p.say(event(i + 2))
			b.want(i + 2)
			if got := b.Dropped(); got != int64(i+1) {
				t.Fatalf("%.40q: %d dropped, want %d", text, got, i+1)
			}
		}
		b.wantNone()
		if b.Reconnects() != 0 {
			t.Errorf("%d reconnects", b.Reconnects())
		}
	})
}

// A message may come in pieces, with control frames between them, and be long.
func TestPieces(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		text := event(2)
		pieces := []byte{0x01, 0}
		pieces = append(pieces, 0x89, 2, 'h', 'i') // a ping
		pieces = append(append(pieces, 0x00, 7), text[:7]...)
		pieces = append(pieces, 0x8a, 0, 0x00, 0)
		pieces = append(append(pieces, 0x80, byte(len(text)-7)), text[7:]...)
		for i := range pieces {
			p.bytes(pieces[i : i+1])
		}
		b.want(2)
		long := strings.Repeat("long ", 1<<17)
		p.say(`{"op":0,"s":3,"t":"MESSAGE_CREATE","d":"` + long + `"}`)
		if e := <-b.events; len(e.Data) != len(long)+2 {
			t.Errorf("got %d bytes", len(e.Data))
		}
		p.say(`{"op":1,"d":null}`) // the gateway asks for a heartbeat
		p.settle()
		if n := len(p.beats); n != 2 {
			t.Errorf("%d heartbeats, want 2", n)
		}
		piece := append([]byte{0x00, 126, 0xff, 0xff}, bytes.Repeat([]byte{' '}, 0xffff)...)
		p.bytes(append([]byte{0x01}, piece[1:]...))
		for range mostMessage/0xffff - 1 {
			p.bytes(piece)
		}
		if !b.Ready() {
			t.Error("ended by a message that was not too long")
		}
		p.bytes(piece)
		p.bytes(piece)
		s.next().resumed()
	})
}

// A handler that panics loses that event and no other.
func TestHandlerPanics(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		b.handle = func(e Event) {
			if bytes.Contains(e.Data, []byte(`"3"`)) {
				panic("three")
			}
			b.events <- e
		}
		p := s.next()
		p.welcome()
		for seq := 2; seq < 6; seq++ {
			p.say(event(seq))
		}
		b.want(2, 4, 5)
		if !strings.Contains(b.logs.String(), "three") {
			t.Error("the panic is not in the log")
		}
	})
}

// Only what makes sense counts as heard.
func TestHeard(t *testing.T) {
	inBubble(t, func(t *testing.T, s *server) {
		b := s.start()
		p := s.next()
		p.welcome()
		p.settle()
		was := b.Heard()
		time.Sleep(time.Second)
		p.say("noise") // is nothing heard of the gateway
		p.settle()
		if b.Heard() != was {
			t.Error("noise counts as heard")
		}
		p.say(`{"op":1}`)
		p.settle()
		if b.Heard() != was.Add(time.Second) {
			t.Errorf("heard at %v, want %v", b.Heard(), was.Add(time.Second))
		}
	})
}

// The token may be given with or without the word that Discord wants before it.
func TestToken(t *testing.T) {
	for _, token := range []string{testToken, "Bot " + testToken, "  Bot  " + testToken + "\n"} {
		if got := (Options{Token: token}).filled().Token; got != "Bot "+testToken {
			t.Errorf("%q becomes %q", token, got)
		}
	}
}
