package discordtest

import (
	"encoding/json"
	"strings"
	"testing"
)

// heardMessage is MESSAGE_CREATE as a bot reads it.
type heardMessage struct {
	ID, Content string
	Type        int
	GuildID     string `json:"guild_id"`
	Webhook     string `json:"webhook_id"`
	Author      struct {
		ID  string
		Bot bool
	}
	Member      *struct{}
	Mentions    []struct{ ID string }
	Attachments []struct{ Filename string }
	Embeds      []struct{ Title string }
	Referenced  *heardMessage `json:"referenced_message"`
}

func (b *bot) heardMessage() (m heardMessage) {
	b.t.Helper()
	if err := json.Unmarshal(b.want(opDispatch, "MESSAGE_CREATE"), &m); err != nil {
		b.t.Fatal(err)
	}
	return m
}

// TestMessageContent says the same in many ways, and looks what reaches bots with
// and without the privileged intent.
func TestMessageContent(t *testing.T) {
	type said struct {
		content string
		o       SayOptions
		dm      bool
	}
	var bots, people *Message // what is replied to
	tests := map[string]struct {
		say func(s *Server) said
		// What the bot sees without the intent, and of the message replied to.
		open, referenced bool
	}{
		"plain":           {func(*Server) said { return said{content: "hello"} }, false, false},
		"direct":          {func(*Server) said { return said{content: "hello", dm: true} }, true, false},
		"mention":         {func(s *Server) said { return said{content: "hello " + s.Mention()} }, true, false},
		"old mention":     {func(s *Server) said { return said{content: "<@!" + s.BotID() + "> hello"} }, true, false},
		"mention of role": {func(s *Server) said { return said{content: "hello <@&" + s.guilds[0].BotRole + ">"} }, false, false},
		"mention of bea":  {func(s *Server) said { return said{content: "hello", o: SayOptions{Mention: []*User{s.AddUser("bea")}}} }, false, false},
		"everyone":        {func(*Server) said { return said{content: "hello @everyone"} }, false, false},
		"reply to the bot": {func(*Server) said { return said{content: "hello", o: SayOptions{ReplyTo: bots}} },
			true, true},
		"reply without ping": {func(*Server) said { return said{content: "hello", o: SayOptions{ReplyTo: bots, PingOff: true}} },
			false, true},
		"reply without ping, with mention": {func(s *Server) said {
			return said{content: "hello " + s.Mention(), o: SayOptions{ReplyTo: bots, PingOff: true}}
		}, true, true},
		"reply to people": {func(*Server) said { return said{content: "hello", o: SayOptions{ReplyTo: people}} },
			false, false},
		"reply to people, with mention": {func(s *Server) said {
			return said{content: "hello " + s.Mention(), o: SayOptions{ReplyTo: people}}
		}, true, false},
	}
	for name, tt := range tests {
		for _, granted := range []bool{false, true} {
			s := NewServer(t, Options{GrantMessageContent: granted})
			news := s.AddGuild("Newsroom").AddChannel("general")
			ann := s.AddUser("ann")
			intents := ordinaryIntents
			if granted {
				intents |= intentMessageContent
			}
			b := connect(t, s, intents)
			a := b.do("POST", messagesOf(news), `{"content":"I am the bot","allowed_mentions":{"parse":[]}}`)
			b.heardMessage()
			bots = s.Message(a.ID)
			people = s.Say(s.AddUser("bea"), news, "I am bea", SayOptions{})
			b.heardMessage()

			what := tt.say(s)
			what.o.Attachments = []Attachment{{Name: "a.txt", Data: []byte("x")}}
			what.o.Embeds = json.RawMessage(`[{"title":"x"}]`)
			ch := news
			if what.dm {
				ch = s.DM(ann)
			}
			sent := s.Say(ann, ch, what.content, what.o)
			got := b.heardMessage()
			if open := tt.open || granted; (got.Content == sent.Content) != open || (got.Content != "") != open || (len(got.Attachments) == 1) != open || (len(got.Embeds) == 1) != open {
				t.Errorf("%s, granted %v: %+v", name, granted, got)
			}
			if got.ID != sent.ID || got.Author.ID != ann.ID || (got.GuildID == "") != what.dm || (got.Member == nil) != what.dm {
				t.Errorf("%s: %+v", name, got)
			}
			if to := what.o.ReplyTo; (got.Referenced == nil) != (to == nil) || to != nil && (got.Type != kindReply || (got.Referenced.Content != "") != (tt.referenced || granted)) {
				t.Errorf("%s, granted %v: referenced %+v", name, granted, got.Referenced)
			}
			if rest := b.do("GET", messagesOf(ch)+"/"+sent.ID, nil).want(t, 200, 0); strings.Contains(string(rest.Raw), "hello") != (tt.open || granted) {
				t.Errorf("%s, granted %v: GET gives %s", name, granted, rest.Raw)
			}
		}
	}
}

// TestGrantedNotAsked holds that a grant is nothing without the intent.
func TestGrantedNotAsked(t *testing.T) {
	s := NewServer(t, Options{GrantMessageContent: true})
	news := s.AddGuild("Newsroom").AddChannel("general")
	b := connect(t, s, ordinaryIntents)
	s.Say(s.AddUser("ann"), news, "hello", SayOptions{})
	if m := b.heardMessage(); m.Content != "" {
		t.Errorf("content %q", m.Content)
	}
}

func TestOtherSpeakers(t *testing.T) {
	s := NewServer(t, Options{})
	news := s.AddGuild("Newsroom").AddChannel("general")
	b := connect(t, s, ordinaryIntents)
	s.Say(s.AddBot("other"), news, s.Mention(), SayOptions{})
	if m := b.heardMessage(); !m.Author.Bot || m.Content == "" {
		t.Errorf("another bot: %+v", m)
	}
	s.Say(s.AddUser("feed"), news, s.Mention(), SayOptions{Webhook: true})
	if m := b.heardMessage(); m.Webhook == "" || m.Member != nil {
		t.Errorf("a webhook: %+v", m)
	}
	s.Say(s.AddUser("ann"), news, "", SayOptions{Kind: 7})
	if m := b.heardMessage(); m.Type != 7 {
		t.Errorf("the system: %+v", m)
	}
	said := s.Say(s.AddUser("ann"), news, "x", SayOptions{})
	if m := s.EditMessage(said, s.Mention()+" y"); !m.Edited || said.Edited {
		t.Errorf("edited %+v, was %+v", m, said)
	}
	if data := b.want(opDispatch, "MESSAGE_UPDATE"); !strings.Contains(string(data), " y") {
		t.Errorf("MESSAGE_UPDATE %s", data)
	}
	news.Forbid(ViewChannel)
	s.Say(s.AddUser("ann"), news, s.Mention(), SayOptions{})
	s.Gateway().Dispatch("LAST", object{})
	for {
		r, _ := b.read()
		if r.Type == "MESSAGE_CREATE" {
			t.Errorf("a hidden channel was heard: %s", r.Data)
		}
		if r.Type == "LAST" {
			return
		}
	}
}

// askWidely registers a command of many options and one of subcommands.
const wideCommands = `[{"name":"wide","description":"d","contexts":[0],"integration_types":[0],"options":[
	{"type":3,"name":"text","description":"d","required":true,"max_length":5},
	{"type":4,"name":"count","description":"d","min_value":1,"max_value":9},
	{"type":5,"name":"yes","description":"d"},{"type":6,"name":"who","description":"d"},{"type":7,"name":"where","description":"d"},
	{"type":10,"name":"share","description":"d"},{"type":11,"name":"file","description":"d"},
	{"type":3,"name":"mood","description":"d","choices":[{"name":"Glad","value":"glad"}]}]},
	{"name":"set","description":"d","contexts":[0],"integration_types":[0],"default_member_permissions":"32","options":[
	{"type":2,"name":"language","description":"d","options":[{"type":1,"name":"to","description":"d","options":[
	{"type":3,"name":"code","description":"d","required":true}]}]}]}]`

func TestInteractData(t *testing.T) {
	s := NewServer(t, Options{OpenAPI: openapi})
	news := s.AddGuild("Newsroom").AddChannel("general")
	ann, boss := s.AddUser("ann"), s.AddAdmin("boss")
	b := connect(t, s, ordinaryIntents)
	b.do("PUT", "/applications/"+s.AppID()+"/commands", wideCommands).want(t, 200, 0)
	s.Interact(Use{User: ann, Channel: news, Command: "wide", Options: map[string]any{
		"text": "abc", "count": 3, "yes": true, "who": boss, "where": news, "share": 0.5, "mood": "glad",
		"file": Attachment{Name: "a.txt", Data: []byte("x")},
	}})
	var data struct {
		ID, Name string
		Options  []struct {
			Name    string
			Type    int
			Value   any
			Options json.RawMessage
		}
		Resolved struct {
			Users, Channels map[string]any
			Attachments     map[string]struct{ URL string }
		}
	}
	if err := json.Unmarshal(b.heard().Data, &data); err != nil {
		t.Fatal(err)
	}
	var types []int
	for _, o := range data.Options {
		types = append(types, o.Type)
	}
	if len(types) != 8 || data.ID != s.Commands("")[0].ID || data.Resolved.Users[boss.ID] == nil || data.Resolved.Channels[news.ID] == nil || len(data.Resolved.Attachments) != 1 {
		t.Errorf("data %+v", data)
	}
	for _, a := range data.Resolved.Attachments {
		resp, err := b.http.Get(a.URL)
		if err != nil || resp.StatusCode != 200 {
			t.Errorf("file %s: %v", a.URL, err)
		}
		_ = resp.Body.Close()
	}
	s.Interact(Use{User: boss, Channel: news, Command: "set language to", Options: map[string]any{"code": "de"}})
	if data := string(b.heard().Data); !strings.Contains(data, `{"name":"language","options":[{"name":"to","options":[{"name":"code","type":3,"value":"de"}],"type":1}],"type":2}`) {
		t.Errorf("data %s", data)
	}
}

// TestRefusedUses are uses that Discord's client would not have sent.
func TestRefusedUses(t *testing.T) {
	s := NewServer(t, Options{})
	news := s.AddGuild("Newsroom").AddChannel("general")
	ann := s.AddUser("ann")
	b := connect(t, s, ordinaryIntents)
	b.do("PUT", "/applications/"+s.AppID()+"/commands", wideCommands).want(t, 200, 0)
	tests := map[string]struct {
		u    Use
		want string
	}{
		"unknown":          {Use{Command: "other"}, "not registered"},
		"missing":          {Use{Command: "wide"}, `"text" is missing`},
		"unknown option":   {Use{Command: "wide", Options: map[string]any{"text": "x", "odd": 1}}, `no option "odd"`},
		"wrong type":       {Use{Command: "wide", Options: map[string]any{"text": 7}}, "type 3 and not 4"},
		"too long":         {Use{Command: "wide", Options: map[string]any{"text": "abcdef"}}, "6 characters"},
		"empty":            {Use{Command: "wide", Options: map[string]any{"text": ""}}, "0 characters"},
		"too big":          {Use{Command: "wide", Options: map[string]any{"text": "x", "count": 10}}, "cannot be 10"},
		"no choice":        {Use{Command: "wide", Options: map[string]any{"text": "x", "mood": "sad"}}, "cannot be sad"},
		"permissions":      {Use{Command: "set language to", Options: map[string]any{"code": "de"}}, "lacks the permissions"},
		"subcommand":       {Use{Command: "set"}, "must be named"},
		"other subcommand": {Use{Command: "set tone"}, `no subcommand "tone"`},
		"context":          {Use{Command: "wide", Channel: s.DM(ann), Options: map[string]any{"text": "x"}}, "context"},
		"installed":        {Use{Command: "wide", UserInstalled: true, Options: map[string]any{"text": "x"}}, "only a user"},
	}
	for name, tt := range tests {
		tt.u.User = ann
		if tt.u.Channel == nil {
			tt.u.Channel = news
		}
		i := s.Interact(tt.u)
		if i.Err() == nil || !strings.Contains(i.Err().Error(), tt.want) {
			t.Errorf("%s: error %v", name, i.Err())
		}
		if _, err := i.Reply(t.Context()); err == nil {
			t.Errorf("%s: there is a reply", name)
		}
		if len(s.Forgive()) != 1 {
			t.Errorf("%s: no violation", name)
		}
	}
	i := s.Interact(Use{User: ann, Channel: news, Command: "other", Unchecked: true})
	if in := b.heard(); in.ID != i.ID || i.Err() != nil {
		t.Errorf("the unchecked use came as %+v, %v", in, i.Err())
	}
	if i = s.Complete(Use{User: ann, Channel: news, Command: "wide", Focused: "text", Options: map[string]any{"text": "x"}}); i.Err() == nil {
		t.Error("an option that does not complete itself did")
	}
	s.Forgive()
}
