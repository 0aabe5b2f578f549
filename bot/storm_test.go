package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot/gateway"
	"footnote/bot/memory"
	"footnote/internal/discordtest"
)

// Whatever happens to the connection, the bot is back, and what people asked
// meanwhile is answered, once.
func TestConnectionLost(t *testing.T) {
	for name, strike := range map[string]func(g *discordtest.Gateway){
		"op 7":           func(g *discordtest.Gateway) { g.Reconnect() },
		"op 7 first":     func(g *discordtest.Gateway) { g.Op7First(2); g.Drop() },
		"op 9 resumable": func(g *discordtest.Gateway) { g.InvalidSession(true) },
		"drop":           func(g *discordtest.Gateway) { g.Drop() },
		"close 4000":     func(g *discordtest.Gateway) { g.CloseWith(4000) },
		"silence":        func(g *discordtest.Gateway) { g.Silence(true) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{HeartbeatEvery: 500 * time.Millisecond}).start(Options{})
			s.ask("Who left?")
			strike(s.discord.Gateway())
			said := s.discord.Say(s.ana, s.general, s.discord.Mention()+" How many US troops will leave Niger?", discordtest.SayOptions{})
			if name == "silence" {
				time.AfterFunc(2*time.Second, func() { s.discord.Gateway().Silence(false) })
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			isAnswer := func(m *discordtest.Message) bool { return m.Reference != nil && m.Reference.MessageID == said.ID }
			_, err := s.discord.WaitMessage(ctx, s.general, isAnswer)
			s.check(err)
			s.check(s.discord.Gateway().WaitReady(ctx))
			s.holds(s.ask("Who left?").Content, "[1]")
			answers := 0
			for _, m := range s.discord.Messages(s.general) {
				if isAnswer(m) {
					answers++
				}
			}
			if answers != 1 {
				t.Errorf("%d answers", answers)
			}
		})
	}
}

// A session that Discord has forgotten is begun anew.
func TestSessionForgotten(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	s.discord.Gateway().InvalidSession(false)
	s.check(s.discord.Until(s.soon(), func() bool { return s.discord.Gateway().Identifies() == 2 }))
	s.check(s.discord.Gateway().WaitReady(s.soon()))
	s.holds(s.ask("Who left?").Content, "[1]")
}

// What Discord ends for good ends the bot, once, with what to do.
func TestEndedForGood(t *testing.T) {
	for _, tt := range []struct {
		name  string
		opts  Options
		code  int
		token string
		want  string
	}{
		{name: "4004", code: 4004, want: "Discord refuses the token"},
		{name: "4014", code: 4014, want: "an intent"},
		{name: "wrong token", token: "MTA.wrong.token", want: "Discord refuses the token; copy it anew"},
		{name: "intent not granted", opts: Options{MessageContent: true}, want: "switch on Message Content Intent in the developer portal"},
		{name: "not in that server", opts: Options{Guild: "1"}, want: "invite it with the link of footnote serve --invite"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{Tolerant: true})
			if tt.code != 0 {
				s.discord.Gateway().RefuseWith(tt.code)
			}
			opts := tt.opts
			opts.Token, opts.API, opts.Transport = s.discord.Token(), s.discord.APIBase(), s.discord.Transport()
			if tt.token != "" {
				opts.Token = tt.token
			}
			b, err := New(t.Context(), slogTo(s.logs), s.memory, opts)
			s.check(err)
			err = b.Run(s.soon())
			if err == nil || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(tt.want)) || strings.Contains(err.Error(), opts.Token) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if n := s.discord.Gateway().Identifies(); n > 1 {
				t.Errorf("tried %d times", n)
			}
			s.lacks(s.logs.String(), opts.Token)
		})
	}
}

// A message that was stored although the answer was an error is there once.
func TestStoredDespiteError(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"502":            {Status: 502, StoreFirst: true, HTML: true},
		"502, lost":      {Status: 502},
		"cut connection": {CutConnection: true, StoreFirst: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, discordtest.Options{}).start(Options{})
			fault.Match = discordtest.Route("POST /channels/{id}/messages")
			s.discord.Fail(fault)
			m := s.says(s.discord.Mention()+" Who left?", discordtest.SayOptions{})
			s.holds(s.ask("Who left?").Content, "[1]") // whatever was sent twice is there by now
			n := 0
			for _, other := range s.discord.Messages(s.general) {
				if other.Reference != nil && other.Reference.MessageID == m.Reference.MessageID {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d messages", n)
			}
			for _, route := range []string{"PATCH /webhooks/{id}/{token}/messages/{id}", "POST /interactions/{id}/{token}/callback"} {
				fault.Match = discordtest.Route(route)
				s.discord.Fail(fault)
				s.holds(s.ask("Who came?").Content, "[1]")
			}
		})
	}
}

// A limit on one channel holds up nobody in another.
func TestLimitOnOneChannel(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{})
	other := s.guild.AddChannel("other")
	s.discord.Answer429(func(r *http.Request) bool { return strings.Contains(r.URL.Path, s.general.ID) }, 1, 3*time.Second, "user")
	held := s.discord.Say(s.ana, s.general, s.discord.Mention()+" Who left?", discordtest.SayOptions{})
	s.check(s.discord.Until(s.soon(), func() bool { return s.discord.Refused() == 1 }))
	start := time.Now()
	free := s.discord.Say(s.ana, other, s.discord.Mention()+" Who left?", discordtest.SayOptions{})
	_, err := s.discord.WaitMessage(s.soon(), other, func(m *discordtest.Message) bool { return m.Reference != nil && m.Reference.MessageID == free.ID })
	s.check(err)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("the other channel waited %v", took)
	}
	_, err = s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool { return m.Reference != nil && m.Reference.MessageID == held.ID })
	s.check(err)
}

// Where the bot may not write, the operator is told once what to do.
func TestMayNotWrite(t *testing.T) {
	s := newStage(t, discordtest.Options{Tolerant: true}).start(Options{})
	s.general.Forbid(discordtest.SendMessages)
	for range 3 {
		s.discord.Say(s.ana, s.general, s.discord.Mention()+" Who left?", discordtest.SayOptions{})
	}
	s.check(s.discord.Until(s.soon(), func() bool { return len(s.discord.RequestsTo("POST /channels/{id}/messages")) >= 6 }))
	s.holds(s.reply(s.askAs(s.ana, "Who left?")).Content, "[1]") // a command may still be answered
	s.check(s.stop())
	if n := strings.Count(s.logs.String(), "the bot may not write in the channel "+s.general.ID+"; give it these permissions"); n != 1 {
		t.Errorf("told %d times:\n%s", n, s.logs)
	}
}

// The codes that no repeating mends are logged, and not repeated.
func TestTooLate(t *testing.T) {
	s := newStage(t, discordtest.Options{AckWithin: time.Nanosecond, Tolerant: true}).start(Options{})
	i := s.askAs(s.ana, "Who left?")
	s.check(s.discord.Until(s.soon(), func() bool { return len(s.discord.RequestsTo("POST /interactions/{id}/{token}/callback")) == 1 }))
	if _, err := i.Acked(s.soon()); err == nil {
		t.Error("acknowledged in time")
	}
	s.check(s.stop())
	if n := len(s.discord.RequestsTo("POST /interactions/{id}/{token}/callback")); n != 1 {
		t.Errorf("%d tries", n)
	}
	s.holds(s.logs.String(), "nothing to answer any more")
}

// Whatever the gateway says, the bot lives on: events with fields deleted, of the
// wrong type, and messages with components that nobody knows.
func TestNonsense(t *testing.T) {
	s := newStage(t, discordtest.Options{Tolerant: true}).start(Options{})
	whole := map[string]json.RawMessage{}
	for name, text := range map[string]string{
		"INTERACTION_CREATE": `{"id":"1","token":"t","type":3,"data":{"custom_id":"v1:x:y:0:z","component_type":2},"guild_id":"5","channel_id":"6",
			"channel":{"id":"6","parent_id":"7","type":11},"member":{"user":{"id":"8"}},"message":{"id":"9","components":[{"type":99,"components":[{"type":98}]}]}}`,
		"MESSAGE_CREATE": `{"id":"11","type":19,"channel_id":"` + s.general.ID + `","guild_id":"5","author":{"id":"8","bot":false},"content":"x","mentions":[{"id":"8"}],
			"attachments":[{}],"components":[{"type":17,"components":[{"type":10}]}],"referenced_message":{"id":"12","author":{"id":"` + s.discord.BotID() + `"},"content":"x","components":[]}}`,
		"GUILD_CREATE":  `{"id":"5","threads":[{"id":"6","parent_id":"7","owner_id":"8"}]}`,
		"THREAD_CREATE": `{"id":"6","parent_id":"7","owner_id":"8"}`,
	} {
		whole[name] = json.RawMessage(text)
	}
	g := s.discord.Gateway()
	for name, data := range whole {
		for _, broken := range mutilated(t, data) {
			g.Dispatch(name, broken)
		}
	}
	for _, name := range []string{"READY", "RESUMED", "GUILD_UPDATE", "GUILD_DELETE", "CHANNEL_CREATE", "VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE", "NO_SUCH_EVENT", ""} {
		for _, data := range []string{"null", "[]", "{}", "3", `"x"`, `{"user":null,"guilds":[null],"session_id":7}`} {
			g.Dispatch(name, json.RawMessage(data))
		}
	}
	for _, raw := range []string{"null", "[]", "{}", "x", `{"op":0}`, `{"op":0,"t":"READY"}`, `{"op":"x"}`, `{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":99}`} {
		g.Send([]byte(raw))
	}
	s.check(s.discord.Until(s.soon(), func() bool { return g.Identifies() > 1 })) // a READY without a session is the end of it
	s.check(g.WaitReady(s.soon()))
	s.holds(s.ask("Who left?").Content, "[1]")
}

// FuzzReceive holds the same for any data of the events that the bot takes.
func FuzzReceive(f *testing.F) {
	f.Add("INTERACTION_CREATE", []byte(`{"id":"1","token":"t","type":2,"data":{"name":"ask","options":[{"name":"question","value":"x"}]}}`))
	f.Add("INTERACTION_CREATE", []byte(`{"id":"1","token":"t","type":4,"data":{"name":"sources","options":[{"name":"article","value":7,"focused":true}]}}`))
	f.Add("MESSAGE_CREATE", []byte(`{"id":"1","channel_id":"2","author":{"id":"3"},"content":"why?","referenced_message":{"id":"4","author":{"id":"9"}}}`))
	f.Add("THREAD_CREATE", []byte(`{"id":"1","owner_id":"9","parent_id":null}`))
	f.Add("GUILD_CREATE", []byte(`{"threads":[null,{}]}`))
	nowhere := roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("no network") })
	b, err := New(f.Context(), slogTo(&logs{}), memory.NewMap(memory.Options{}), Options{
		Token: "t", Transport: nowhere, Stories: []Story{{View: storyIndex(f, nil).View}},
	})
	if err != nil {
		f.Fatal(err)
	}
	b.self.Store(&identity{application: "8", user: "9"})
	f.Fuzz(func(_ *testing.T, kind string, data []byte) {
		b.receive(gateway.Event{Type: kind, Data: data})
		b.seen = seen{}
	})
}

// A roundTrip is a network made of a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// mutilated are copies of an object with, at each place in it, the value deleted,
// null, or of another type.
func mutilated(t *testing.T, data json.RawMessage) []any {
	t.Helper()
	var all []any
	wrong := []any{nil, 3.5, "x", true, []any{}, []any{nil}, map[string]any{}, []any{map[string]any{"x": nil}}}
	var walk func(v any, put func(any, bool))
	root := func() any {
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	walk = func(v any, put func(any, bool)) {
		for _, w := range wrong {
			put(w, false)
		}
		put(nil, true)
		switch v := v.(type) {
		case map[string]any:
			for k := range v {
				walk(v[k], func(with any, del bool) {
					before := v[k]
					if v[k] = with; del {
						delete(v, k)
					}
					put(v, false)
					v[k] = before
				})
			}
		case []any:
			for n := range v {
				walk(v[n], func(with any, _ bool) {
					before := v[n]
					v[n] = with
					put(v, false)
					v[n] = before
				})
			}
		}
	}
	top := root()
	walk(top, func(v any, del bool) {
		if !del {
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, json.RawMessage(strings.Replace(string(text), `"id":"1"`, fmt.Sprintf(`"id":"1%d"`, len(all)), 1)))
		}
	})
	if len(all) < 20 {
		t.Fatal(errors.New("too few mutilations"))
	}
	return all
}
