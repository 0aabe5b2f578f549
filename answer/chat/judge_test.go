package chat_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/answer"
	"footnote/answer/chat"
	"footnote/internal/openaitest"
)

// Lines is a log.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// check holds that there is one line, and in what is shown no address and no key.
func (l *lines) check(t *testing.T, want bool, notes, url string) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	log := l.b.String()
	if n := strings.Count(log, "\n"); n != map[bool]int{true: 1}[want] {
		t.Errorf("%d lines in the log: %s", n, log)
	}
	for _, secret := range []string{"sk-secret", url, "<html", "127.0.0.1"} {
		if strings.Contains(notes, secret) || secret != "127.0.0.1" && strings.Contains(log, secret) {
			t.Errorf("%q is told: %s %s", secret, notes, log)
		}
	}
}

func logging(t *testing.T, l *lines, o chat.Options) *chat.Answerer {
	t.Helper()
	a, err := chat.New(slog.New(slog.NewJSONHandler(l, nil)), o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The judge says yes; all else that it says is no, and nothing is an error.
func TestSupports(t *testing.T) {
	srv := openaitest.NewServer(t)
	a := newAnswerer(t, srv, chat.Options{})
	cited := evidenceOf(t, sampleView(t), []string{"courier:14:1", "courier:22:2"})
	for _, tt := range []struct {
		says string
		ok   bool
		why  string
		err  bool
	}{
		{"YES: it is said in [1].", true, "it is said in [1].", false},
		{"NO: the number differs.\nSorry.", false, "the number differs. Sorry.", false},
		{"**No**, it is more.", false, "it is more.", false},
		{"<think>YES: or not?</think>\nNO", false, "It gives no reason.", false},
		{"yes.", true, "It gives no reason.", false},
		{"YESTERDAY it was.", false, "It did not say yes.", false},
		{"Perhaps.", false, "It did not say yes.", false},
		{"No idea", false, "It did not say yes.", false},
		{"", false, "", true},
	} {
		srv.Chat(openaitest.Reply{Text: tt.says})
		ok, why, err := a.Supports(t.Context(), truth, cited)
		if ok != tt.ok || why != tt.why || (err != nil) != tt.err {
			t.Errorf("%q: %v, %q, %v", tt.says, ok, why, err)
		}
	}
	if p := srv.Requests()[0].Prompt(); !strings.Contains(p, truth) || !strings.Contains(p, "[2] (Korvale Courier, 2024-04-20) Air Base 101 is in Niamey.") {
		t.Errorf("asked %q", p)
	}
}

// With a judge all calls of one answer end together, and its tokens count.
func TestBegin(t *testing.T) {
	said := citingNumber(t)
	srv := openaitest.NewServer(t)
	a := newAnswerer(t, srv, chat.Options{Timeout: time.Second})
	isJudge := func(r openaitest.Request) bool { return strings.Contains(r.Prompt(), "BEGIN SENTENCE ") }
	srv.Chat(openaitest.Reply{Match: isJudge, Text: "YES: so it is.", Usage: openaitest.Usage{Prompt: 7, Completion: 3}},
		openaitest.Reply{Match: isJudge, Stall: true, Times: -1},
		openaitest.Reply{Text: said, Times: 2, Usage: openaitest.Usage{Prompt: 100, Completion: 10}})
	v := sampleView(t)
	got, err := answer.Ask(a.Begin(t.Context()), v, a, question, answer.Options{Judge: a})
	if w := got.Receipt().Work; err != nil || got.Text() != truth || w.TokensIn != 107 || w.TokensOut != 13 {
		t.Errorf("%q, %+v, %v", got.Text(), w, err)
	}
	start := time.Now()
	got, err = answer.Ask(a.Begin(t.Context()), v, a, question, answer.Options{Judge: a})
	if took := time.Since(start); err != nil || got.Text() != truth || took > 2*time.Second {
		t.Errorf("%q after %v, %v", got.Text(), took, err)
	}
}

// The seed of a question is its evidence: asked twice, the very same is sent.
func TestSameRequest(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Chat(openaitest.Reply{Text: "NOT_IN_EVIDENCE", Times: 2})
	a, v := newAnswerer(t, srv, chat.Options{}), sampleView(t)
	for range 2 {
		if _, err := answer.Ask(t.Context(), v, a, question, answer.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	r := srv.Requests()
	if !bytes.Equal(r[0].Body, r[1].Body) || !json.Valid(r[0].Body) {
		t.Errorf("sent %s\nthen %s", r[0].Body, r[1].Body)
	}
}

// BenchmarkAsk is a question with everything but the model, which answers at once.
func BenchmarkAsk(b *testing.B) {
	srv := openaitest.NewServer(b, saying(func(r openaitest.Request) string {
		return citing(r, truth, "will pull more than 1,000") + " " + citing(r, second, "Air Base 101 is in Niamey.")
	}))
	a, v := newAnswerer(b, srv, chat.Options{}), sampleView(b)
	for b.Loop() {
		if _, err := answer.Ask(b.Context(), v, a, question, answer.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// A server knows the key and may repeat it: it stands in no receipt. What it claims to
// have counted is bounded.
func TestServerRepeatsTheKey(t *testing.T) {
	const key = "sk-very-secret"
	srv := openaitest.NewServer(t, openaitest.Options{Key: key, Tolerant: true})
	a := newAnswerer(t, srv, chat.Options{Key: key})
	lie := "The key is " + key + ". [1]"
	srv.Chat(openaitest.Reply{Text: lie, Usage: openaitest.Usage{Prompt: 1 << 62, Completion: -5}})
	srv.Chat(openaitest.Reply{Text: lie})
	got, err := answer.Ask(t.Context(), sampleView(t), a, "How many US troops will leave Niger?", answer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := got.Receipt()
	if said := fmt.Sprint(r.Judged, r.Work, got.Notes()); len(r.Judged) == 0 || strings.Contains(said, key) {
		t.Errorf("receipt %s", said)
	}
	if r.Work.TokensIn < 0 || r.Work.TokensIn > 1<<30 || r.Work.TokensOut < 0 {
		t.Errorf("tokens %d in, %d out", r.Work.TokensIn, r.Work.TokensOut)
	}
}
