package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/answer"
	"footnote/retrieval/embedder"
)

// testProgram reads in and keeps what it writes.
func testProgram(in io.Reader) (p *program, out, err *bytes.Buffer) {
	out, err = new(bytes.Buffer), new(bytes.Buffer)
	return &program{in: in, out: newPaper(out), err: newNotices(err), embed: embedder.NewLocal(0), author: author{by: answer.Extractive{}}}, out, err
}

// echo answers a line with its key n after a while, so that later lines are done first.
func echo(ctx context.Context, l batchLine) (any, error) {
	time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
	var n int
	if err := l.take("n", "a number", &n); err != nil {
		return nil, err
	}
	return map[string]any{"id": l.id, "n": n}, nil
}

func TestBatchKeepsOrder(t *testing.T) {
	const lines = 1000
	var in strings.Builder
	for i := range lines {
		fmt.Fprintf(&in, "{\"n\":%d}\n", i)
	}
	p, out, _ := testProgram(nil)
	if err := p.batch(t.Context(), strings.NewReader(in.String()), echo); err != nil {
		t.Fatal(err)
	}
	if err := p.out.Flush(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range bytes.Lines(out.Bytes()) {
		if want := fmt.Sprintf("{\"id\":%d,\"n\":%d}\n", n+1, n); string(line) != want {
			t.Fatalf("line %d: got %s, want %s", n, line, want)
		}
		n++
	}
	if n != lines {
		t.Errorf("got %d lines, want %d", n, lines)
	}
}

// However much comes in, only a few lines are held at a time: while the first
// one is not done, reading soon waits.
func TestBatchMemoryIsBounded(t *testing.T) {
	const all, few = 100_000, 200
	in := &lineSource{left: all}
	p, _, _ := testProgram(nil)
	first := make(chan bool)
	var done atomic.Int64
	go func() {
		for before := int64(-1); before != done.Load(); { // until nothing moves any more
			before = done.Load()
			time.Sleep(20 * time.Millisecond)
		}
		close(first)
	}()
	err := p.batch(t.Context(), in, func(ctx context.Context, l batchLine) (any, error) {
		if string(l.id) == "1\n" {
			<-first
			if n := done.Load(); n > few {
				t.Errorf("%d lines were answered behind one that was not", n)
			}
		}
		done.Add(1)
		return map[string]any{"id": l.id}, nil
	})
	if err != nil || done.Load() != all {
		t.Errorf("got %d lines, error %v; want %d", done.Load(), err, all)
	}
}

// A lineSource is so many lines {}.
type lineSource struct{ left int }

func (s *lineSource) Read(b []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	s.left--
	return copy(b, "{}\n"), nil
}

// A reply is there as soon as it can be: whoever waits for it before sending
// the next question is not kept waiting.
func TestBatchIsInteractive(t *testing.T) {
	in, ask := io.Pipe()
	replies, out := io.Pipe()
	p, _, _ := testProgram(nil)
	p.out = newPaper(out)
	done := make(chan error)
	go func() { done <- p.batch(t.Context(), in, echo) }()
	r := bufio.NewReader(replies)
	for i := range 3 {
		fmt.Fprintf(ask, "{\"n\":%d}\n", i)
		got, err := r.ReadString('\n')
		if want := fmt.Sprintf("{\"id\":%d,\"n\":%d}\n", i+1, i); got != want || err != nil {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	}
	ask.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A batch that is stopped ends at once, though its input goes on.
func TestBatchStops(t *testing.T) {
	in, ask := io.Pipe()
	defer ask.Close()
	ctx, stop := context.WithCancel(t.Context())
	p, _, _ := testProgram(nil)
	done := make(chan error)
	go func() { done <- p.batch(ctx, in, echo) }()
	fmt.Fprintln(ask, `{"n":1}`)
	stop()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want the context's error", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("still waiting")
	}
}

// An error of reading is told, after the lines that were read.
func TestBatchReadError(t *testing.T) {
	p, out, _ := testProgram(nil)
	in := io.MultiReader(strings.NewReader("{\"n\":1}\n"), failingReader{})
	err := p.batch(t.Context(), in, echo)
	if err == nil || err.Error() != "cannot read the batch beyond 1 line: the cable is out" {
		t.Errorf("got %v", err)
	}
	if _ = p.out.Flush(); out.String() != "{\"id\":1,\"n\":1}\n" {
		t.Errorf("got %q", out)
	}
}

func TestBatchLongLines(t *testing.T) {
	for _, tt := range []struct {
		name    string
		size    int
		tooLong bool
	}{
		{"10,000 words", 70_000, false},
		{"1 MB", 1 << 20, false},
		{"over the limit", longest + 10, true},
	} {
		line := `{"id":"long","text":"` + strings.Repeat("many words ", tt.size/11) + "\"}\n"
		p, out, _ := testProgram(nil)
		err := p.batch(t.Context(), strings.NewReader(line+`{"id":"next"}`), func(ctx context.Context, l batchLine) (any, error) {
			var text string
			err := l.take("text", "a string", &text)
			return map[string]any{"id": l.id, "size": len(text)}, err
		})
		if got := err != nil; got != tt.tooLong {
			t.Errorf("%s: got error %v", tt.name, err)
		}
		_ = p.out.Flush()
		if tt.tooLong != strings.Contains(out.String(), `{"id":null,"error":"the line is over 16 MB"}`) {
			t.Errorf("%s: got %s", tt.name, out)
		}
		if !strings.HasSuffix(out.String(), "{\"id\":\"next\",\"size\":0}\n") {
			t.Errorf("%s: the next line is not answered: %s", tt.name, out)
		}
	}
}

// Whatever a batch holds, there is one line of JSON with an id for each line
// that is not blank.
func FuzzBatch(f *testing.F) {
	for _, s := range []string{"", "{}", "{\"id\":1}\n\n[]\nnull", "{\"id\":{\"a\":[\xff]}}", "\ufeff{\"n\":3}", "{\"n\":1e9}\r\n{", `{"id":1,"id":2}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want := 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			if len(bytes.TrimSpace(line)) > 0 {
				want++
			}
		}
		p, out, _ := testProgram(nil)
		err := p.batch(t.Context(), bytes.NewReader(data), echo)
		if _, ok := err.(failedLines); err != nil && !ok {
			t.Fatal(err)
		}
		_ = p.out.Flush()
		got := 0
		for line := range bytes.Lines(out.Bytes()) {
			var v map[string]json.RawMessage
			if err := json.Unmarshal(line, &v); err != nil || v["id"] == nil {
				t.Errorf("got %q, %v", line, err)
			}
			got++
		}
		if got != want {
			t.Errorf("got %d lines, want %d", got, want)
		}
	})
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("the cable is out") }
