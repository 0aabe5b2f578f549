package openaitest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for what must come.
const patience = 10 * time.Second

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// newClient is a client that leaves no connections behind.
func newClient(t *testing.T) *http.Client {
	tr := &http.Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr}
}

const (
	question = `{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Who resigned?"}]}`
	streamed = `{"model":"m","stream":true,"messages":[{"role":"user","content":"Who resigned?"}]}`
	counting = `{"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Who resigned?"}]}`
)

// An outcome is what a client got: an error, or what came before one.
type outcome struct {
	status int
	header http.Header
	body   string
	err    error // of reading the body
}

func post(ctx context.Context, t *testing.T, url, body string, header ...string) (outcome, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := newClient(t).Do(req)
	if err != nil {
		return outcome{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	return outcome{resp.StatusCode, resp.Header, string(data), err}, nil
}

// ask posts and wants an answer with the status.
func ask(t *testing.T, status int, url, body string, header ...string) outcome {
	t.Helper()
	o, err := post(within(t), t, url, body, header...)
	if err != nil {
		t.Fatal(err)
	}
	if o.status != status {
		t.Fatalf("status %d, want %d: %s", o.status, status, o.body)
	}
	return o
}

// decode reads the JSON in the body into a T.
func decode[T any](t *testing.T, body string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	return v
}

type usageOut struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
}

type messageOut struct {
	Role      string
	Content   *string
	Refusal   *string
	Reasoning string `json:"reasoning_content"`
}

type chatOut struct {
	Object  string
	Model   string
	Choices []struct {
		Message messageOut
		Delta   messageOut
		Finish  *string `json:"finish_reason"`
	}
	Usage *usageOut
	Error *struct{ Message, Type string }
}

// A reading is a stream as a client reads it.
type reading struct {
	role, text, refusal, reasoning string
	finish                         string // empty: none came
	pieces                         int    // with a content, refusal or reasoning
	chunks                         int
	done                           bool
	usage                          *usageOut
	failed                         string // the message of an error event
}

func readStream(t *testing.T, body string) reading {
	t.Helper()
	var got reading
	lines := bufio.NewScanner(strings.NewReader(body))
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		switch {
		case lines.Text() == "":
		case !ok || got.done:
			t.Errorf("a line %q", lines.Text())
		case data == "[DONE]":
			got.done = true
		default:
			got.add(decode[chatOut](t, data))
		}
	}
	return got
}

func (g *reading) add(c chatOut) {
	g.chunks++
	if c.Error != nil {
		g.failed = c.Error.Message
	}
	if c.Usage != nil {
		g.usage = c.Usage
	}
	for _, ch := range c.Choices {
		text, refusal := deref(ch.Delta.Content), deref(ch.Delta.Refusal)
		if text+refusal+ch.Delta.Reasoning != "" {
			g.pieces++
		}
		g.role += ch.Delta.Role
		g.text += text
		g.refusal += refusal
		g.reasoning += ch.Delta.Reasoning
		g.finish += deref(ch.Finish)
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// wantCut wants that the answer broke off, and not in good order.
func wantCut(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the body ends with %v, want an unexpected end", err)
	}
}

// wantViolation wants exactly one violation, with the words, and forgives it.
func wantViolation(t *testing.T, s *Server, words string) {
	t.Helper()
	if v := s.Forgive(); len(v) != 1 || !strings.Contains(v[0], words) {
		t.Errorf("violations %q, want one with %q", v, words)
	}
}
