package discordtest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestStory is what the package is for: a bot that comes up, answers a question
// late, and is held to what it wrote.
func TestStory(t *testing.T) {
	s := NewServer(t, Options{OpenAPI: openapi})
	news := s.AddGuild("Newsroom").AddChannel("general")
	ann := s.AddUser("ann")
	b := connect(t, s, ordinaryIntents)
	b.register()

	i := s.Interact(Use{User: ann, Channel: news, Command: "ask", Options: map[string]any{"question": "Who?"}})
	in := b.heard()
	b.do("POST", "/interactions/"+in.ID+"/"+in.Token+"/callback", `{"type":5}`).want(t, 204, 0)
	if cb, err := i.Acked(within(t)); err != nil || cb.Type != CallbackDeferred || cb.After > 3*time.Second {
		t.Errorf("acknowledged with %+v, %v", cb, err)
	}
	if m := i.Original(); m == nil || !m.Loading {
		t.Errorf("before the edit the answer is %+v", m)
	}
	b.do("PATCH", "/webhooks/"+s.AppID()+"/"+in.Token+"/messages/@original", said("The mayor, says @everyone.")).want(t, 200, 0)
	m, err := i.Reply(within(t))
	if err != nil {
		t.Fatal(err)
	}
	if m.Content != "The mayor, says @everyone." || m.Loading || m.Edited || len(m.Pings()) > 0 || m.Author.ID != s.BotID() {
		t.Errorf("answer %+v, pings %v", m, m.Pings())
	}
	if i.Edits() != 1 || len(i.FollowUps()) != 0 || len(s.Messages(news)) != 1 {
		t.Errorf("%d edits, %d follow-ups, %d messages", i.Edits(), len(i.FollowUps()), len(s.Messages(news)))
	}
}

func TestCloseEndsEverything(t *testing.T) {
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := connect(t, s, ordinaryIntents)
	s.Gateway().Silence(true)
	silent := dial(t, s, s.Gateway().URL())
	s.Fail(Fault{Delay: time.Hour})
	hangs := make(chan error)
	go func() {
		_, err := b.try("GET", "/users/@me", nil)
		hangs <- err
	}()
	if err := s.Until(within(t), func() bool { return len(s.Requests()) == 1 }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s.Close()
	if err := <-hangs; err == nil {
		t.Error("a request under way was answered")
	}
	wantNoneLeft(t)
	if _, _, err := silent.ws.ReadMessage(); err == nil {
		t.Error("the gateway still speaks")
	}
	if _, err := b.try("GET", "/users/@me", nil); err == nil {
		t.Error("the API still answers")
	}
	if err := s.Gateway().WaitReady(within(t)); err == nil {
		t.Error("no error of a wait on a closed server")
	}
}

// wantNoneLeft looks for goroutines of a server. The last of them may still be on
// their way out of a function whose end they have told.
func wantNoneLeft(t *testing.T) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		text := string(stacks[:runtime.Stack(stacks, true)])
		if !strings.Contains(text, "discordtest.(*Server).serve") && !strings.Contains(text, "discordtest.(*conn)") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("goroutines are left:\n%s", text)
		}
	}
}

func TestIDsRise(t *testing.T) {
	s := NewServer(t, Options{})
	news := s.AddGuild("Newsroom").AddChannel("general")
	last := ""
	for n := range 100 {
		id := s.Say(s.AddUser(fmt.Sprint(n)), news, "x", SayOptions{}).ID
		if len(id) != len(last) && last != "" || id <= last {
			t.Fatalf("id %s after %s", id, last)
		}
		last = id
	}
}

func TestTokensStayOut(t *testing.T) {
	s := NewServer(t, Options{Tolerant: true})
	news := s.AddGuild("Newsroom").AddChannel("general")
	b := connect(t, s, ordinaryIntents)
	b.register()
	s.Interact(Use{User: s.AddUser("ann"), Channel: news, Command: "ask", Options: map[string]any{"question": "Who?"}})
	in := b.heard()
	b.do("POST", "/interactions/"+in.ID+"/"+in.Token+"/callback", fmt.Sprintf(`{"type":4,"data":{"flags":%q,"nonce":%q}}`, s.Token(), in.Token))
	b.do("PATCH", "/webhooks/"+s.AppID()+"/"+in.Token+"/messages/@original", `{"content":"x"}`)
	if len(s.Violations()) == 0 {
		t.Error("no violations")
	}
	for _, v := range s.Violations() {
		if strings.Contains(v, in.Token) || strings.Contains(v, s.Token()) {
			t.Errorf("a token stands in %q", v)
		}
	}
	for _, r := range s.Requests() {
		if strings.Contains(r.Path, in.Token) {
			t.Errorf("a token stands in the path %s", r.Path)
		}
	}
}

func TestTransports(t *testing.T) {
	s := NewServer(t, Options{})
	b := rest(t, s)
	b.do("GET", "/gateway", nil).want(t, 200, 0)
	_, err := b.http.Get("http://127.0.0.2:1/")
	if err == nil || !strings.Contains(err.Error(), "127.0.0.2:1") {
		t.Errorf("another host: %v", err)
	}
	b.http.Transport = OnlyLoopback()
	b.do("GET", "/gateway", nil).want(t, 200, 0)
	_, err = b.http.Get("https://discord.com/api")
	if err == nil || !strings.Contains(err.Error(), "discord.com") {
		t.Errorf("a host far away: %v", err)
	}
}
