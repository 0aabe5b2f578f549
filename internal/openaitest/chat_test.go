package openaitest

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const said = "The mayor  resigned\non 3 May [1]."

func TestCompletion(t *testing.T) {
	for _, tt := range []struct {
		name                     string
		reply                    Reply
		text, finish             string
		refusal, reasoning       string
		noContent, none, noUsage bool
		usage                    usageOut
	}{
		{name: "text", reply: Reply{Text: said}, text: said, finish: "stop", usage: usageOut{4, 7, 11}},
		{name: "nothing", finish: "stop", usage: usageOut{4, 0, 4}},
		{name: "chunks", reply: Reply{Chunks: []string{"The ma", "yor"}}, text: "The mayor", finish: "stop", usage: usageOut{4, 2, 6}},
		{name: "length", reply: Reply{Text: "The", FinishReason: "length"}, text: "The", finish: "length", usage: usageOut{4, 1, 5}},
		{name: "filter", reply: Reply{FinishReason: "content_filter"}, finish: "content_filter", usage: usageOut{4, 0, 4}},
		{name: "no finish", reply: Reply{Text: "a", FinishReason: "null"}, text: "a", usage: usageOut{4, 1, 5}},
		{name: "refusal", reply: Reply{Refusal: "I cannot."}, refusal: "I cannot.", noContent: true, finish: "stop", usage: usageOut{4, 2, 6}},
		{name: "reasoning", reply: Reply{Reasoning: "Let me see.", Text: "Yes."}, reasoning: "Let me see.", text: "Yes.", finish: "stop", usage: usageOut{4, 4, 8}},
		{name: "no choices", reply: Reply{Empty: true}, none: true, usage: usageOut{4, 0, 4}},
		{name: "usage", reply: Reply{Text: "a", Usage: Usage{100, 5}}, text: "a", finish: "stop", usage: usageOut{100, 5, 105}},
		{name: "no usage", reply: Reply{Text: "a", NoUsage: true}, text: "a", finish: "stop", noUsage: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := NewServer(t)
			s.Chat(tt.reply)
			o := ask(t, 200, s.URL()+"/chat/completions", question)
			got := decode[chatOut](t, o.body)
			if got.Model != "m" || got.Object != "chat.completion" || o.header.Get("Content-Type") != "application/json" {
				t.Errorf("%+v, %v", got, o.header)
			}
			if tt.noUsage != (got.Usage == nil) || !tt.noUsage && *got.Usage != tt.usage {
				t.Errorf("usage %+v, want %+v", got.Usage, tt.usage)
			}
			if tt.none {
				if !strings.Contains(o.body, `"choices":[]`) {
					t.Errorf("choices in %s", o.body)
				}
				return
			}
			m := got.Choices[0].Message
			if m.Role != "assistant" || deref(m.Content) != tt.text || (m.Content == nil) != tt.noContent || deref(m.Refusal) != tt.refusal ||
				m.Reasoning != tt.reasoning || deref(got.Choices[0].Finish) != tt.finish {
				t.Errorf("got %s", o.body)
			}
		})
	}
}

func TestStream(t *testing.T) {
	for _, tt := range []struct {
		name  string
		body  string
		reply Reply
		want  reading
	}{
		{"words", streamed, Reply{Text: said}, reading{role: "assistant", text: said, finish: "stop", pieces: 7, chunks: 9, done: true}},
		{"pieces", streamed, Reply{Text: "Müller", Piece: 4}, reading{role: "assistant", text: "Müller", finish: "stop", pieces: 2, chunks: 4, done: true}},
		{"chunks", streamed, Reply{Chunks: []string{"The ma", "yor"}}, reading{role: "assistant", text: "The mayor", finish: "stop", pieces: 2, chunks: 4, done: true}},
		{"nothing", streamed, Reply{}, reading{role: "assistant", finish: "stop", chunks: 2, done: true}},
		{"slow", streamed, Reply{Text: "a b", Delay: time.Millisecond, Before: time.Millisecond}, reading{role: "assistant", text: "a b", finish: "stop", pieces: 2, chunks: 4, done: true}},
		{"filter", streamed, Reply{Text: "The", FinishReason: "content_filter"}, reading{role: "assistant", text: "The", finish: "content_filter", pieces: 1, chunks: 3, done: true}},
		{"no finish", streamed, Reply{Text: "The", FinishReason: "null"}, reading{role: "assistant", text: "The", pieces: 1, chunks: 3, done: true}},
		{"refusal", streamed, Reply{Refusal: "I cannot."}, reading{role: "assistant", refusal: "I cannot.", finish: "stop", pieces: 2, chunks: 4, done: true}},
		{"reasoning", streamed, Reply{Reasoning: "Let me", Text: "Yes."}, reading{role: "assistant", reasoning: "Let me", text: "Yes.", finish: "stop", pieces: 3, chunks: 5, done: true}},
		{"no choices", streamed, Reply{Empty: true, Text: "unseen"}, reading{chunks: 1, done: true}},
		{"usage", counting, Reply{Text: "a b c"}, reading{role: "assistant", text: "a b c", finish: "stop", pieces: 3, chunks: 6, done: true, usage: &usageOut{2, 3, 5}}},
		{"no usage", counting, Reply{Text: "a", NoUsage: true}, reading{role: "assistant", text: "a", finish: "stop", pieces: 1, chunks: 3, done: true}},
		{"end", streamed, Reply{Text: said, EndAfter: 3}, reading{role: "assistant", text: "The mayor  resigned", pieces: 3, chunks: 4}},
		{"end at once", streamed, Reply{Text: said, EndAfter: -1}, reading{role: "assistant", chunks: 1}},
		{"end late", streamed, Reply{Text: "a b", EndAfter: 99}, reading{role: "assistant", text: "a b", pieces: 2, chunks: 3}},
		{"fail", streamed, Reply{Text: said, FailAfter: 1, EndAfter: 2}, reading{role: "assistant", text: "The", pieces: 1, chunks: 3, failed: broken}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := NewServer(t)
			s.Chat(tt.reply)
			o := ask(t, 200, s.URL()+"/chat/completions", tt.body)
			got, want := readStream(t, o.body), tt.want
			if (got.usage == nil) != (want.usage == nil) || got.usage != nil && *got.usage != *want.usage {
				t.Errorf("usage %+v, want %+v", got.usage, want.usage)
			}
			got.usage, want.usage = nil, nil
			if o.err != nil || got != want {
				t.Errorf("%v\ngot  %+v\nwant %+v", o.err, got, want)
			}
			if k := o.header.Get("Content-Type"); !strings.HasPrefix(k, "text/event-stream") {
				t.Errorf("Content-Type %q", k)
			}
			if err := s.Until(within(t), func() bool { return s.Requests()[0].Over }); err != nil {
				t.Fatal(err)
			}
			if r := s.Requests()[0]; r.Pieces != want.pieces || r.Status != 200 || r.Gone {
				t.Errorf("recorded %d pieces, status %d, gone %t", r.Pieces, r.Status, r.Gone)
			}
		})
	}
}

// TestUsageIsNullBefore: OpenAI's chunks before the last tell usage as null, and
// the last has no choices.
func TestUsageIsNullBefore(t *testing.T) {
	s := NewServer(t)
	s.Chat(Reply{Text: "a"})
	events := strings.Split(strings.TrimSpace(ask(t, 200, s.URL()+"/chat/completions", counting).body), "\n\n")
	for i, e := range events {
		last := i == len(events)-2
		if i < len(events)-1 && (strings.Contains(e, `"usage":null`) == last || strings.Contains(e, `"choices":[]`) != last) {
			t.Errorf("event %d of %d: %s", i, len(events), e)
		}
	}
}

func TestCut(t *testing.T) {
	s := NewServer(t)
	s.Chat(Reply{Text: said, CutAfter: 2}, Reply{Text: said, CutAfter: -1}, Reply{Text: said, CutAfter: 2}, Reply{Drop: true})
	for _, want := range []reading{
		{role: "assistant", text: "The mayor", pieces: 2, chunks: 3},
		{role: "assistant", chunks: 1},
	} {
		o := ask(t, 200, s.URL()+"/chat/completions", streamed)
		wantCut(t, o.err)
		if got := readStream(t, o.body); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	o := ask(t, 200, s.URL()+"/chat/completions", question)
	wantCut(t, o.err)
	if o.body == "" || strings.HasSuffix(o.body, "}") {
		t.Errorf("half an answer is %q", o.body)
	}
	if _, err := post(within(t), t, s.URL()+"/chat/completions", question); err == nil {
		t.Error("a dropped request was answered")
	}
}

func TestEndOfWhole(t *testing.T) {
	s := NewServer(t)
	s.Chat(Reply{Text: said, EndAfter: 1}, Reply{Text: said, FailAfter: 1})
	if o := ask(t, 200, s.URL()+"/chat/completions", question); o.err != nil || o.body == "" || strings.HasSuffix(o.body, "}") {
		t.Errorf("half an answer is %q, %v", o.body, o.err)
	}
	if got := decode[chatOut](t, ask(t, 500, s.URL()+"/chat/completions", question).body); got.Error.Message != broken {
		t.Errorf("error %+v", got.Error)
	}
}

// TestStallUntilGone: the server notices that a client has had enough.
func TestStallUntilGone(t *testing.T) {
	for _, tt := range []struct {
		name, body     string
		reply          Reply
		status, pieces int
	}{
		{"at once", question, Reply{Stall: true}, 0, 0},
		{"whole", question, Reply{Text: said, StallAfter: 1}, 200, 0},
		{"role only", streamed, Reply{Text: said, StallAfter: -1}, 200, 0},
		{"in the middle", streamed, Reply{Text: said, StallAfter: 3}, 200, 3},
		{"before the end", streamed, Reply{Text: "a b", StallAfter: 99}, 200, 2},
		{"before the status", streamed, Reply{Before: time.Hour}, 0, 0},
		{"between pieces", streamed, Reply{Text: said, Delay: time.Hour}, 200, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := NewServer(t)
			s.Chat(tt.reply)
			ctx, leave := context.WithCancel(within(t))
			left := make(chan error, 1)
			go func() {
				o, err := post(ctx, t, s.URL()+"/chat/completions", tt.body)
				if err == nil {
					err = o.err
				}
				left <- err
			}()
			here := func() bool {
				r := s.Requests()
				return len(r) == 1 && r[0].Status == tt.status && r[0].Pieces == tt.pieces
			}
			if err := s.Until(within(t), here); err != nil {
				t.Fatal(err)
			}
			if s.Requests()[0].Over {
				t.Error("the answer is over")
			}
			leave()
			if err := <-left; err == nil {
				t.Error("the client was answered")
			}
			if err := s.Until(within(t), func() bool { return s.Requests()[0].Over }); err != nil {
				t.Fatal(err)
			}
			if r := s.Requests()[0]; !r.Gone || r.Pieces != tt.pieces {
				t.Errorf("gone %t after %d pieces", r.Gone, r.Pieces)
			}
		})
	}
}

// TestPiecesComeOneByOne: a piece is with the client before the next is sent.
func TestPiecesComeOneByOne(t *testing.T) {
	s := NewServer(t)
	s.Chat(Reply{Text: "one two", StallAfter: 1})
	req, _ := http.NewRequestWithContext(within(t), http.MethodPost, s.URL()+"/chat/completions", strings.NewReader(streamed))
	req.Header.Set("Content-Type", "application/json")
	resp, err := newClient(t).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var got strings.Builder
	buf := make([]byte, 512)
	for !strings.Contains(got.String(), `"one"`) {
		n, err := resp.Body.Read(buf)
		got.Write(buf[:n])
		if err != nil {
			t.Fatalf("%v after %q", err, got.String())
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(said, 0)
	f.Add("", 3)
	f.Add(" \n x", -1)
	f.Add("Müller 中文", 2)
	f.Fuzz(func(t *testing.T, text string, size int) {
		pieces := split(text, size)
		if got := strings.Join(pieces, ""); got != string([]rune(text)) {
			t.Errorf("split(%q, %d) adds up to %q", text, size, got)
		}
		for _, p := range pieces {
			if p == "" || size > 0 && utf8.RuneCountInString(p) > size {
				t.Errorf("split(%q, %d) has a piece %q", text, size, p)
			}
		}
	})
}
