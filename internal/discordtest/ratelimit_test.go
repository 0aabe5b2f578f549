package discordtest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRateLimits(t *testing.T) {
	s := NewServer(t, Options{Tolerant: true})
	guild := s.AddGuild("g")
	one, two := guild.AddChannel("one"), guild.AddChannel("two")
	s.Limit("POST /channels/{channel}/messages", 2, time.Hour)
	b := rest(t, s)
	first := b.do("POST", messagesOf(one), said("1")).want(t, 200, 0)
	if h := first.Header; h.Get("X-RateLimit-Limit") != "2" || h.Get("X-RateLimit-Remaining") != "1" || h.Get("X-RateLimit-Bucket") == "" || !strings.HasPrefix(h.Get("X-RateLimit-Reset-After"), "3") || h.Get("X-RateLimit-Reset") == "" {
		t.Errorf("headers %v", h)
	}
	second := b.do("POST", messagesOf(one), said("2")).want(t, 200, 0)
	if second.Header.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("headers %v", second.Header)
	}
	third := b.do("POST", messagesOf(one), said("3"))
	var body struct {
		Message string
		After   float64 `json:"retry_after"`
		Global  bool
	}
	if err := json.Unmarshal(third.Raw, &body); err != nil {
		t.Fatal(err)
	}
	if third.Status != 429 || body.After < 3599 || body.Global || body.Message == "" || third.Header.Get("Retry-After") != "3600" || third.Header.Get("X-RateLimit-Scope") != ScopeUser {
		t.Errorf("answer %d %s, headers %v", third.Status, third.Raw, third.Header)
	}
	other := b.do("POST", messagesOf(two), said("1")).want(t, 200, 0)
	if other.Header.Get("X-RateLimit-Bucket") != first.Header.Get("X-RateLimit-Bucket") {
		t.Error("two channels have two bucket names")
	}
	b.do("GET", messagesOf(one)+"/"+first.ID, nil).want(t, 200, 0)
	if len(s.Messages(one)) != 2 || s.Refused() != 1 || len(s.Violations()) != 0 {
		t.Errorf("%d messages, %d refused, violations %q", len(s.Messages(one)), s.Refused(), s.Violations())
	}
	b.do("POST", messagesOf(one), said("3"))
	wantFault(t, s, "after a 429 that said to wait")
}

// TestBucketsFillAgain waits as the headers say.
func TestBucketsFillAgain(t *testing.T) {
	s := NewServer(t, Options{})
	path := messagesOf(s.AddGuild("g").AddChannel("c"))
	s.Limit("POST /channels/{}/messages", 1, 50*time.Millisecond)
	b := rest(t, s)
	for range 3 {
		a := b.do("POST", path, said("x")).want(t, 200, 0)
		after, err := time.ParseDuration(a.Header.Get("X-RateLimit-Reset-After") + "s")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(after + time.Millisecond)
	}
}

func TestAnswer429(t *testing.T) {
	for _, scope := range []string{ScopeUser, ScopeGlobal, ScopeShared} {
		s := NewServer(t, Options{})
		path := messagesOf(s.AddGuild("g").AddChannel("c"))
		s.Answer429(Route("POST /channels/{}/messages"), 1, 30*time.Millisecond, scope)
		b := rest(t, s)
		b.do("GET", "/gateway", nil).want(t, 200, 0)
		a := b.do("POST", path, said("x"))
		global := scope == ScopeGlobal
		if a.Status != 429 || a.Header.Get("Retry-After") != "1" || a.Header.Get("X-RateLimit-Scope") != scope ||
			(a.Header.Get("X-RateLimit-Global") == "true") != global || strings.Contains(string(a.Raw), `"global":true`) != global || !strings.Contains(string(a.Raw), `"retry_after":0.03`) {
			t.Errorf("%s: %d %s, headers %v", scope, a.Status, a.Raw, a.Header)
		}
		if refused := s.Refused(); (refused == 0) != (scope == ScopeShared) {
			t.Errorf("%s: %d refused", scope, refused)
		}
		time.Sleep(31 * time.Millisecond)
		b.do("POST", path, said("x")).want(t, 200, 0)
	}
	s := NewServer(t, Options{})
	s.Answer429(nil, 1, time.Hour, ScopeUser)
	s.ClearFaults()
	rest(t, s).do("GET", "/gateway", nil).want(t, 200, 0)
}

// TestStoredAnd502 is a message that is there although the answer says otherwise.
func TestStoredAnd502(t *testing.T) {
	s := NewServer(t, Options{})
	ch := s.AddGuild("g").AddChannel("c")
	b := rest(t, s)
	s.Fail(Fault{Match: Route("POST /channels/{}/messages"), StoreFirst: true, HTML: true})
	body := `{"content":"x","nonce":"a","enforce_nonce":true,"allowed_mentions":{"parse":[]}}`
	a := b.do("POST", messagesOf(ch), body)
	if a.Status != 502 || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") || !strings.Contains(string(a.Raw), "502: Bad Gateway") {
		t.Errorf("answer %d %s", a.Status, a.Raw)
	}
	ms := s.Messages(ch)
	if len(ms) != 1 {
		t.Fatalf("%d messages", len(ms))
	}
	a = b.do("POST", messagesOf(ch), body).want(t, 200, 0)
	if a.ID != ms[0].ID || len(s.Messages(ch)) != 1 {
		t.Errorf("the second asking made %s beside %s", a.ID, ms[0].ID)
	}
	if rs := s.Requests(); len(rs) != 2 || rs[0].Status != 502 || rs[1].Status != 200 {
		t.Errorf("requests %+v", rs)
	}
}

func TestFaults(t *testing.T) {
	s := NewServer(t, Options{})
	ch := s.AddGuild("g").AddChannel("c")
	b := rest(t, s)
	s.Fail(Fault{Match: func(r *http.Request) bool { return r.Method == "POST" }, Times: 2, Status: 500})
	b.do("GET", "/gateway", nil).want(t, 200, 0)
	b.do("POST", messagesOf(ch), said("x")).want(t, 500, 0)
	b.do("POST", messagesOf(ch), said("x")).want(t, 500, 0)
	b.do("POST", messagesOf(ch), said("x")).want(t, 200, 0)

	s.Fail(Fault{CutConnection: true})
	if _, err := b.try("POST", messagesOf(ch), said("x")); err == nil {
		t.Error("an answer came over a connection that was cut")
	}
	s.Fail(Fault{CutConnection: true, StoreFirst: true})
	if _, err := b.try("POST", messagesOf(ch), said("y")); err == nil {
		t.Error("an answer came over a connection that was cut")
	}
	if ms := s.Messages(ch); len(ms) != 2 || ms[1].Content != "y" {
		t.Errorf("messages %+v", ms)
	}

	s.Fail(Fault{Times: -1})
	b.do("GET", "/gateway", nil).want(t, 502, 0)
	b.do("GET", "/gateway", nil).want(t, 502, 0)
	s.ClearFaults()
	const delay = 30 * time.Millisecond
	for _, stored := range []bool{false, true} {
		s.Fail(Fault{Delay: delay, StoreFirst: stored})
		began := time.Now()
		b.do("POST", messagesOf(ch), said("z")).want(t, 200, 0)
		if took := time.Since(began); took < delay {
			t.Errorf("a late answer took %v", took)
		}
	}
}

// TestLateAck is a callback that the network holds up until it is too late.
func TestLateAck(t *testing.T) {
	d := newDesk(t, Options{AckWithin: 100 * time.Millisecond})
	_, ack, _ := d.ask(Use{})
	d.Fail(Fault{Delay: 150 * time.Millisecond})
	d.bot.do("POST", ack, callback(5, "")).want(t, 404, 10062)
}

func TestForget(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, _ := d.ask(Use{})
	d.bot.do("POST", ack, callback(4, said("x"))).want(t, 204, 0)
	kept, ack, _ := d.ask(Use{})
	i.Expire()
	d.Forget()
	if len(d.Requests()) != 0 {
		t.Errorf("requests %+v", d.Requests())
	}
	d.bot.do("POST", ack, callback(4, said("x"))).want(t, 204, 0)
	if m := kept.Original(); m == nil {
		t.Error("an interaction that is alive was forgotten")
	}
	d.bot.do("POST", "/webhooks/"+d.AppID()+"/"+i.Token, said("x")).want(t, 404, 10015)

	// A session resumes with what it has missed since, and not with less.
	d.Gateway().Dispatch("LAST", object{})
	d.bot.want(opDispatch, "LAST")
	for seq, op := range map[int]int{1: opInvalidSession, d.bot.seq: opDispatch} {
		again := dial(t, d.Server, d.bot.resume)
		again.send(opResume, object{"token": d.Token(), "session_id": d.bot.session, "seq": seq})
		again.want(op, "RESUMED")
	}
}
