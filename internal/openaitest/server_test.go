package openaitest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestStory is what the package is for: a client that is told to wait, asks again,
// and is held to what it sent.
func TestStory(t *testing.T) {
	s := NewServer(t, Options{Key: "sk-secret"})
	s.Chat(
		Reply{Status: 429, Header: http.Header{"Retry-After": {"1"}}},
		Reply{Text: "The mayor resigned [1]."},
	)
	url, body := s.URL()+"/chat/completions", `{"model":"m","temperature":0,"seed":7,"max_tokens":50,"messages":[`+
		`{"role":"system","content":"Be brief."},{"role":"user","name":"ann","content":[{"type":"text","text":"Who"},{"type":"text","text":"?"}]}]}`
	o := ask(t, 429, url, body, "Authorization", "Bearer sk-secret")
	if o.header.Get("Retry-After") != "1" || decode[chatOut](t, o.body).Error.Message == "" {
		t.Errorf("%v %s", o.header, o.body)
	}
	ask(t, 200, url, body, "Authorization", "Bearer sk-secret")
	if s.Unused() != 0 || len(s.Requests()) != 2 {
		t.Fatalf("%d unused, %d requests", s.Unused(), len(s.Requests()))
	}
	r := s.Requests()[1]
	if r.Model != "m" || *r.Temperature != 0 || *r.Seed != 7 || r.MaxTokens != 50 || r.MaxCompletionTokens != 0 || r.Stream ||
		r.Authorization != "Bearer sk-secret" || time.Since(r.Time) > time.Minute || string(r.Body) != body || r.Path != "/v1/chat/completions" {
		t.Errorf("recorded %s", r)
	}
	if want := []Message{{"system", "Be brief.", ""}, {"user", "Who?", "ann"}}; !slices.Equal(r.Messages, want) || r.Prompt() != "Be brief.\n\nWho?" {
		t.Errorf("messages %+v", r.Messages)
	}
}

func TestWhole(t *testing.T) {
	for _, tt := range []struct {
		name   string
		reply  Reply
		status int
		kind   string
		body   string // a part of it
	}{
		{"429", Reply{Status: 429}, 429, "application/json", `"code":"rate_limit_exceeded"`},
		{"500", Reply{Status: 500}, 500, "application/json", `"type":"server_error"`},
		{"HTML", Reply{HTML: true}, 502, "text/html; charset=UTF-8", "<h1>502 Bad Gateway</h1>"},
		{"HTML 503", Reply{HTML: true, Status: 503}, 503, "text/html; charset=UTF-8", "503 Service Unavailable"},
		{"body", Reply{Status: 400, Body: `{"error":"odd"}`}, 400, "application/json", `{"error":"odd"}`},
		{"page as 200", Reply{Body: "<p>Log in.</p>"}, 200, "text/html; charset=UTF-8", "<p>Log in.</p>"},
		{"broken stream", Reply{Body: "data: {\"cho\n\n"}, 200, "text/event-stream", "data: {\"cho\n\n"},
		{"header", Reply{Body: "x", Header: http.Header{"content-type": {"text/plain"}}}, 200, "text/plain", "x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := NewServer(t)
			tt.reply.Times = 2
			s.Chat(tt.reply)
			for _, body := range []string{question, streamed} {
				o := ask(t, tt.status, s.URL()+"/chat/completions", body)
				if o.err != nil || o.header.Get("Content-Type") != tt.kind || !strings.Contains(o.body, tt.body) {
					t.Errorf("%v, %v: %s", o.err, o.header, o.body)
				}
			}
		})
	}
}

func TestScriptOrder(t *testing.T) {
	s := NewServer(t, Options{Default: func(r Request) Reply { return Reply{Text: "default for " + r.Messages[0].Content} }})
	s.Chat(
		Reply{Text: "first of mayor", Match: Saying("mayor")},
		Reply{Text: "twice", Times: 2, Match: func(r Request) bool { return r.Stream == false }},
		Reply{Text: "for ever", Times: -1, Match: Saying("harbour")},
	)
	if s.Unused() != 2 {
		t.Errorf("%d unused", s.Unused())
	}
	for i, tt := range []struct{ say, want string }{
		{"the harbour", "twice"},
		{"the mayor", "first of mayor"},
		{"the mayor", "twice"},
		{"the mayor", "default for the mayor"},
		{"the harbour", "for ever"},
		{"the harbour", "for ever"},
	} {
		o := ask(t, 200, s.URL()+"/chat/completions", fmt.Sprintf(`{"model":"m","messages":[{"role":"user","content":%q}]}`, tt.say))
		if got := deref(decode[chatOut](t, o.body).Choices[0].Message.Content); got != tt.want {
			t.Errorf("%d: %q, want %q", i, got, tt.want)
		}
	}
	if s.Unused() != 0 {
		t.Errorf("%d unused", s.Unused())
	}
	s.Clear()
	o := ask(t, 200, s.URL()+"/chat/completions", question)
	if !strings.Contains(o.body, "default for") {
		t.Errorf("after Clear: %s", o.body)
	}
}

func TestNoScript(t *testing.T) {
	s := NewServer(t)
	o := ask(t, 400, s.URL()+"/chat/completions", question)
	if msg := decode[chatOut](t, o.body).Error.Message; !strings.Contains(msg, "no reply was written") {
		t.Errorf("told %q", msg)
	}
	wantViolation(t, s, `no reply was written for this request (POST /v1/chat/completions, model "m", 2 messages, the last (user) "Who resigned?")`)
}

// A failing stands in for the test that a server fails. Its Cleanup runs when told.
type failing struct {
	testing.TB
	cleanup []func()
	errors  []string
}

func (f *failing) Helper()                   {}
func (f *failing) Cleanup(fn func())         { f.cleanup = append(f.cleanup, fn) }
func (f *failing) Fatalf(s string, a ...any) { panic(fmt.Sprintf(s, a...)) }
func (f *failing) Errorf(s string, a ...any) {
	f.errors = append(f.errors, fmt.Sprintf(s, a...))
}

func TestViolationsFailTheTest(t *testing.T) {
	for _, tolerant := range []bool{false, true} {
		f := &failing{TB: t}
		s := NewServer(f, Options{Tolerant: tolerant})
		ask(t, 400, s.URL()+"/chat/completions", question)
		for _, fn := range f.cleanup {
			fn()
		}
		if (len(f.errors) == 1) == tolerant {
			t.Errorf("tolerant %t: errors %q", tolerant, f.errors)
		}
	}
}

func TestModels(t *testing.T) {
	s := NewServer(t, Options{Models: []string{"m", "n"}})
	s.Models(Reply{Status: 503})
	for _, want := range []string{"", "m n"} {
		resp, err := newClient(t).Get(s.URL() + "/models")
		if err != nil {
			t.Fatal(err)
		}
		var list struct{ Data []struct{ ID, Object string } }
		_ = json.NewDecoder(resp.Body).Decode(&list)
		_ = resp.Body.Close()
		var names []string
		for _, m := range list.Data {
			names = append(names, m.ID)
		}
		if got := strings.Join(names, " "); got != want || (resp.StatusCode == 200) != (want != "") {
			t.Errorf("status %d, models %q, want %q", resp.StatusCode, got, want)
		}
	}
	s.Chat(Reply{})
	ask(t, 404, s.URL()+"/chat/completions", strings.Replace(question, `"m"`, `"other"`, 1))
	wantViolation(t, s, `there is no model "other"`)
	if s.Unused() != 1 {
		t.Error("a refused request took a reply")
	}
}

func TestSecretsStayOut(t *testing.T) {
	s := NewServer(t, Options{Key: "sk-other", Tolerant: true})
	ask(t, 401, s.URL()+"/chat/completions", question, "Authorization", "Bearer sk-mine")
	ask(t, 404, s.URL()+"/sk-mine/sk-other", question, "Authorization", "Bearer sk-mine")
	ask(t, 400, s.URL()+"/chat/completions?key=sk-other", strings.ReplaceAll(question, "Who", "sk-other"), "Authorization", "Bearer sk-other")
	r := s.Requests()[0]
	data, _ := json.Marshal(r.Authorization)
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("asked", "key", r.Authorization)
	for _, text := range append(s.Violations(), string(data), log.String(), fmt.Sprintf("%v %+v %s", r, r, r),
		fmt.Sprintf("%#v %q %x %d", r.Authorization, r.Authorization, r.Authorization, r.Authorization)) {
		if strings.Contains(text, "sk-") || strings.Contains(text, "736b2d") {
			t.Errorf("a key stands in %q", text)
		}
	}
	for _, want := range []string{"key stands in the address", "key stands in the body", "not the one"} {
		if !slices.ContainsFunc(s.Violations(), func(v string) bool { return strings.Contains(v, want) }) {
			t.Errorf("no violation %q in %q", want, s.Violations())
		}
	}
}

func TestCloseEndsEverything(t *testing.T) {
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Chat(Reply{Stall: true}, Reply{Text: said, StallAfter: 2}, Reply{Text: said, Delay: time.Hour}, Reply{Before: time.Hour})
	hangs := make(chan error)
	for range 4 {
		go func() {
			o, err := post(within(t), t, s.URL()+"/chat/completions", streamed)
			if err == nil {
				err = o.err
			}
			hangs <- err
		}()
	}
	if err := s.Until(within(t), func() bool { return len(s.Requests()) == 4 }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s.Close()
	for range 4 {
		if err := <-hangs; err == nil {
			t.Error("a request under way was answered")
		}
	}
	for _, r := range s.Requests() {
		if !r.Over || r.Gone {
			t.Errorf("over %t, gone %t", r.Over, r.Gone)
		}
	}
	wantNoneLeft(t)
	if _, err := post(within(t), t, s.URL()+"/chat/completions", question); err == nil {
		t.Error("the server still answers")
	}
	if err := s.Until(context.Background(), func() bool { return false }); err != errClosed {
		t.Errorf("Until on a closed server: %v", err)
	}
}

// wantNoneLeft looks for goroutines of a server. The last of them may still be on
// their way out of a function whose end they have told.
func wantNoneLeft(t *testing.T) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		text := string(stacks[:runtime.Stack(stacks, true)])
		if !strings.Contains(text, "openaitest.(*Server)") && !strings.Contains(text, "openaitest.(*call)") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("goroutines are left:\n%s", text)
		}
	}
}
