package discordtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func TestHandshake(t *testing.T) {
	s := NewServer(t, Options{GrantMessageContent: true})
	guild := s.AddGuild("Newsroom")
	general := guild.AddChannel("general")
	b := dial(t, s, s.Gateway().URL())
	var hello struct {
		Every float64 `json:"heartbeat_interval"`
	}
	if err := json.Unmarshal(b.want(opHello, ""), &hello); err != nil || hello.Every != 41250 {
		t.Errorf("HELLO says %v ms, %v", hello.Every, err)
	}
	b.identify(ordinaryIntents | intentMessageContent)
	var ready struct {
		V           int
		User        struct{ ID string }
		Application struct{ ID string }
		Guilds      []struct {
			ID          string
			Unavailable bool
		}
	}
	if err := json.Unmarshal(b.want(opDispatch, "READY"), &ready); err != nil {
		t.Fatal(err)
	}
	if ready.V != 10 || ready.User.ID != s.BotID() || ready.Application.ID != s.AppID() || len(ready.Guilds) != 1 || !ready.Guilds[0].Unavailable {
		t.Errorf("READY %+v", ready)
	}
	var g struct {
		ID       string
		Channels []struct{ ID string }
	}
	if err := json.Unmarshal(b.want(opDispatch, "GUILD_CREATE"), &g); err != nil {
		t.Fatal(err)
	}
	if g.ID != guild.ID || len(g.Channels) != 1 || g.Channels[0].ID != general.ID {
		t.Errorf("GUILD_CREATE %+v", g)
	}
	if err := s.Gateway().WaitReady(within(t)); err != nil {
		t.Error(err)
	}
	if got := s.Gateway().LastIdentify().Intents; got != ordinaryIntents|intentMessageContent {
		t.Errorf("intents %d", got)
	}
	later := guild.AddChannel("later")
	if data := b.want(opDispatch, "CHANNEL_CREATE"); !strings.Contains(string(data), later.ID) {
		t.Errorf("CHANNEL_CREATE %s", data)
	}
}

func TestRefusedIdentifies(t *testing.T) {
	identify := func(token string, intents any) object {
		return object{"token": token, "intents": intents, "properties": object{}}
	}
	tests := map[string]struct {
		op   int
		data func(s *Server) any
		want int
	}{
		"wrong token":        {opIdentify, func(*Server) any { return identify("x", 1) }, closeToken},
		"message content":    {opIdentify, func(s *Server) any { return identify(s.Token(), intentMessageContent) }, closeDisallowedIntent},
		"members":            {opIdentify, func(s *Server) any { return identify(s.Token(), intentMembers) }, closeDisallowedIntent},
		"no such intent":     {opIdentify, func(s *Server) any { return identify(s.Token(), 1<<40) }, closeInvalidIntent},
		"no intents":         {opIdentify, func(s *Server) any { return object{"token": s.Token()} }, closeInvalidIntent},
		"wrong resume token": {opResume, func(*Server) any { return object{"token": "x"} }, closeToken},
		"nothing identified": {opPresence, func(*Server) any { return object{} }, closeNotIdentified},
		"unknown operation":  {99, func(*Server) any { return object{} }, closeUnknownOp},
		"too long":           {opPresence, func(*Server) any { return strings.Repeat("x", maxSend) }, closeDecode},
		"no object":          {opIdentify, func(*Server) any { return 7 }, closeDecode},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := NewServer(t, Options{})
			b := dial(t, s, s.Gateway().URL())
			b.send(tt.op, tt.data(s))
			b.wantClose(tt.want)
			if n := s.Gateway().Connected(); n != 0 {
				t.Errorf("%d connected", n)
			}
		})
	}
}

func TestOtherCloses(t *testing.T) {
	s := NewServer(t, Options{})
	b := connect(t, s, ordinaryIntents)
	b.identify(ordinaryIntents)
	b.wantClose(closeIdentifiedTwice)

	s.Gateway().RefuseWith(4014)
	b = dial(t, s, s.Gateway().URL())
	b.identify(ordinaryIntents)
	b.wantClose(4014)
	s.Gateway().RefuseWith(0)
	b = connect(t, s, ordinaryIntents)
	s.Gateway().CloseWith(4000)
	b.wantClose(4000)
	if n := s.Gateway().Identifies(); n != 4 {
		t.Errorf("%d identifies", n)
	}

	b = connect(t, s, ordinaryIntents)
	for range sendsPer {
		b.send(opPresence, object{})
	}
	b.wantClose(closeTooFast)
}

// TestResume loses the connection in several ways, and gets all that it missed,
// in order and once.
func TestResume(t *testing.T) {
	losses := map[string]func(g *Gateway, b *bot){
		"dropped":    func(g *Gateway, _ *bot) { g.Drop() },
		"closed":     func(g *Gateway, b *bot) { g.CloseWith(4000); b.wantClose(4000) },
		"op 7":       func(g *Gateway, b *bot) { g.Reconnect(); b.want(opReconnect, ""); b.leave(1012) },
		"invalid":    func(g *Gateway, b *bot) { g.InvalidSession(true); b.want(opInvalidSession, ""); b.leave(1012) },
		"taken over": func(*Gateway, *bot) {},
	}
	for name, lose := range losses {
		t.Run(name, func(t *testing.T) {
			s := NewServer(t, Options{})
			news := s.AddGuild("Newsroom").AddChannel("general")
			ann := s.AddUser("ann")
			b := connect(t, s, ordinaryIntents)
			b.want(opDispatch, "GUILD_CREATE")
			lose(s.Gateway(), b)
			for n := range 3 {
				s.Say(ann, news, s.Mention()+" "+strconv.Itoa(n), SayOptions{})
			}
			again := dial(t, s, b.resume)
			again.send(opResume, object{"token": s.Token(), "session_id": b.session, "seq": b.seq})
			for n := range 3 {
				if data := again.want(opDispatch, "MESSAGE_CREATE"); !strings.Contains(string(data), " "+strconv.Itoa(n)+`"`) {
					t.Errorf("message %d is %s", n, data)
				}
			}
			again.want(opDispatch, "RESUMED")
			if again.seq != b.seq+4 {
				t.Errorf("seq %d after %d", again.seq, b.seq)
			}
			g := s.Gateway()
			if g.Resumes() != 1 || g.ResumesWhereTold() != 1 || g.Identifies() != 1 || g.Sessions() != 1 || g.Connected() != 1 {
				t.Errorf("%d resumes, %d where told, %d identifies, %d sessions, %d connected",
					g.Resumes(), g.ResumesWhereTold(), g.Identifies(), g.Sessions(), g.Connected())
			}
		})
	}
}

// leave closes the connection with the code, and waits until that is known.
func (b *bot) leave(code int) {
	b.t.Helper()
	open := b.s.Gateway().Open()
	if err := b.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, "")); err != nil {
		b.t.Fatal(err)
	}
	if err := b.s.Until(within(b.t), func() bool { return b.s.Gateway().Open() < open }); err != nil {
		b.t.Fatal(err)
	}
}

func TestSessionsEnd(t *testing.T) {
	tests := map[string]func(g *Gateway, b *bot){
		"unknown":        func(_ *Gateway, b *bot) { b.session = "other" },
		"left with 1000": func(_ *Gateway, b *bot) { b.leave(1000) },
		"invalid":        func(g *Gateway, b *bot) { g.InvalidSession(false); b.want(opInvalidSession, "") },
		"closed 4009":    func(g *Gateway, b *bot) { g.CloseWith(4009); b.wantClose(4009) },
	}
	for name, end := range tests {
		t.Run(name, func(t *testing.T) {
			s := NewServer(t, Options{})
			b := connect(t, s, ordinaryIntents)
			end(s.Gateway(), b)
			again := dial(t, s, b.resume)
			again.send(opResume, object{"token": s.Token(), "session_id": b.session, "seq": b.seq})
			if data := again.want(opInvalidSession, ""); string(data) != "false" {
				t.Errorf("invalid session, resumable %s", data)
			}
			again.identify(ordinaryIntents) // the same connection serves
			again.ready()
		})
	}
	s := NewServer(t, Options{})
	b := connect(t, s, ordinaryIntents)
	again := dial(t, s, b.resume)
	again.send(opResume, object{"token": s.Token(), "session_id": b.session, "seq": b.seq + 100})
	again.wantClose(closeSeq)
}

func TestInvalidSessionThenIdentify(t *testing.T) {
	s := NewServer(t, Options{})
	b := connect(t, s, ordinaryIntents)
	s.Gateway().InvalidSession(false)
	b.want(opInvalidSession, "")
	b.identify(ordinaryIntents)
	b.ready()
	if n := s.Gateway().Connected(); n != 1 {
		t.Errorf("%d connected", n)
	}
}

// TestHeartbeats keeps a connection up for longer than one without heartbeats
// lives, and then lets it go.
func TestHeartbeats(t *testing.T) {
	t.Parallel()
	const every = 600 * time.Millisecond
	s := NewServer(t, Options{HeartbeatEvery: every})
	b := connect(t, s, ordinaryIntents)
	beats := 0
	for began := time.Now(); time.Since(began) < every*3/2+every/6; beats++ {
		b.send(opHeartbeat, b.seq)
		b.want(opHeartbeatAck, "")
		time.Sleep(every / 12)
	}
	if n := s.Gateway().HeartbeatsSeen(); n != beats {
		t.Errorf("%d heartbeats, %d were sent", n, beats)
	}
	s.Gateway().Beat()
	b.want(opHeartbeat, "")
	b.wantClose(closeTimedOut)
	if n := s.Gateway().Sessions(); n != 0 {
		t.Errorf("%d sessions", n)
	}
}

func TestOp7First(t *testing.T) {
	s := NewServer(t, Options{})
	s.Gateway().Op7First(1)
	b := dial(t, s, s.Gateway().URL())
	if r, _ := b.read(); r.Op != opReconnect {
		t.Errorf("first came op %d", r.Op)
	}
	connect(t, s, ordinaryIntents)
}

func TestSilence(t *testing.T) {
	s := NewServer(t, Options{})
	g := s.Gateway()
	old := connect(t, s, ordinaryIntents)
	g.Silence(true)
	fresh := dial(t, s, g.URL())
	old.send(opHeartbeat, nil)
	if err := s.Until(within(t), func() bool { return g.HeartbeatsSeen() == 1 && g.Open() == 2 }); err != nil {
		t.Fatal(err)
	}
	g.Dispatch("WELCOME_BACK", object{})
	for _, b := range []*bot{old, fresh} {
		_ = b.ws.NetConn().SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		if n, err := b.ws.NetConn().Read(make([]byte, 1)); err == nil {
			t.Errorf("%d bytes in the silence", n)
		}
		_ = b.ws.NetConn().SetReadDeadline(time.Time{})
	}
	g.Silence(false)
	if r, _ := fresh.read(); r.Op != opHello {
		t.Errorf("first came op %d", r.Op)
	}
	old.want(opDispatch, "WELCOME_BACK")
}

func TestSendAndDispatch(t *testing.T) {
	s := NewServer(t, Options{})
	b := connect(t, s, 0)
	s.Gateway().Send(`{"op":42,"d":1}`)
	s.Gateway().Send([]byte(`{"op":43,"d":2}`))
	s.Gateway().Send(object{"op": 44, "d": 3})
	s.Gateway().Dispatch("ODD_EVENT", []byte(`{"a":1}`))
	for op := 42; op < 45; op++ {
		b.want(op, "")
	}
	if data := b.want(opDispatch, "ODD_EVENT"); string(data) != `{"a":1}` {
		t.Errorf("event %s", data)
	}
}

// TestIntents asks for different events and looks what comes before the last one.
func TestIntents(t *testing.T) {
	tests := map[string]struct {
		intents int
		want    []string
	}{
		"none":     {0, []string{"READY"}},
		"guilds":   {intentGuilds, []string{"READY", "GUILD_CREATE"}},
		"messages": {intentGuildMessages, []string{"READY", "MESSAGE_CREATE"}},
		"direct":   {intentDirectMessages, []string{"READY", "MESSAGE_CREATE"}},
		"all":      {ordinaryIntents, []string{"READY", "GUILD_CREATE", "MESSAGE_CREATE", "MESSAGE_CREATE"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := NewServer(t, Options{})
			news := s.AddGuild("Newsroom").AddChannel("general")
			ann := s.AddUser("ann")
			b := dial(t, s, s.Gateway().URL())
			b.want(opHello, "")
			b.identify(tt.intents)
			if err := s.Gateway().WaitReady(within(t)); err != nil {
				t.Fatal(err)
			}
			s.Say(ann, news, "in the guild", SayOptions{})
			s.Say(ann, s.DM(ann), "in private", SayOptions{})
			s.Gateway().Dispatch("LAST", object{})
			var got []string
			for {
				r, code := b.read()
				if code != 0 {
					t.Fatalf("closed with %d", code)
				}
				if r.Type == "LAST" {
					break
				}
				got = append(got, r.Type)
			}
			if strings.Join(got, " ") != strings.Join(tt.want, " ") {
				t.Errorf("events %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCompression(t *testing.T) {
	s := NewServer(t, Options{})
	for range 5 {
		s.AddGuild("Newsroom").AddChannel("general")
	}
	b := dial(t, s, s.Gateway().URL())
	b.want(opHello, "")
	b.send(opIdentify, object{"token": "Bot " + s.Token(), "intents": ordinaryIntents, "compress": true})
	for range 5 {
		b.want(opDispatch, "GUILD_CREATE")
	}
	if b.binary == 0 {
		t.Error("nothing came compressed")
	}
	b.send(opHeartbeat, nil)
	binary := b.binary
	b.want(opHeartbeatAck, "")
	if b.binary != binary {
		t.Error("an acknowledgement came compressed")
	}
}

func TestGatewayFault(t *testing.T) {
	s := NewServer(t, Options{})
	s.Fail(Fault{Match: func(r *http.Request) bool { return r.URL.Path == "/ws/" }, Status: http.StatusServiceUnavailable})
	_, resp, err := websocket.DefaultDialer.Dial(s.Gateway().URL(), nil)
	if err == nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the handshake went well: %v", err)
	}
	connect(t, s, ordinaryIntents)
}

// TestBotsOwnMessages holds that a bot hears of its own messages, and of private
// ones as Discord tells of them: without the guild.
func TestBotsOwnMessages(t *testing.T) {
	s := NewServer(t, Options{OpenAPI: openapi})
	news := s.AddGuild("Newsroom").AddChannel("general")
	b := connect(t, s, ordinaryIntents)
	b.register()
	m := b.do("POST", "/channels/"+news.ID+"/messages", said("hello")).want(t, 200, 0)
	if data := b.want(opDispatch, "MESSAGE_CREATE"); !strings.Contains(string(data), `"guild_id":"`+news.GuildID) || !strings.Contains(string(data), "hello") {
		t.Errorf("MESSAGE_CREATE %s", data)
	}
	b.do("PATCH", "/channels/"+news.ID+"/messages/"+m.ID, said("hello again")).want(t, 200, 0)
	b.want(opDispatch, "MESSAGE_UPDATE")
	b.do("DELETE", "/channels/"+news.ID+"/messages/"+m.ID, nil).want(t, 204, 0)
	b.want(opDispatch, "MESSAGE_DELETE")

	s.Interact(Use{User: s.AddUser("ann"), Channel: news, Command: "ask", Options: map[string]any{"question": "Who?"}})
	in := b.heard()
	b.do("POST", "/interactions/"+in.ID+"/"+in.Token+"/callback", `{"type":4,"data":{"content":"psst","flags":64,"allowed_mentions":{"parse":[]}}}`).want(t, 204, 0)
	if data := b.want(opDispatch, "MESSAGE_CREATE"); strings.Contains(string(data), "guild_id") || !strings.Contains(string(data), "psst") {
		t.Errorf("a private message came as %s", data)
	}
}
