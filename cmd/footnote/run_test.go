package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"footnote/internal/harmless"
)

// Whoever stops the program gets one short line, and the status of Ctrl-C.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	p, out, err := runProgram(t, nil)
	if got := p.run(ctx, []string{"ask", "How many?"}); got != interrupted {
		t.Errorf("got status %d, want %d", got, interrupted)
	}
	if err.String() != "footnote: stopped\n" || out.String() != "" {
		t.Errorf("got %q and %q", out.String(), err)
	}
}

// So it is in the middle of a batch, while the program waits for its next line.
func TestInterruptedBatch(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	in, ask := io.Pipe()
	defer ask.Close()
	p, _, err := runProgram(t, in)
	out := &stopper{stop: stop}
	p.out = newPaper(out)
	go func() { _, _ = io.WriteString(ask, "{\"id\":\"before\",\"question\":\"?\"}\n") }()
	if got := p.run(ctx, []string{"ask", "--batch", "-", "--data", filepath.Join(t.TempDir(), "data")}); got != interrupted {
		t.Errorf("got status %d, want %d", got, interrupted)
	}
	if err.String() != "footnote: stopped\n" || !strings.HasPrefix(out.String(), `{"id":"before"`) {
		t.Errorf("got %q and %q", out.String(), err)
	}
}

// A stopper stops the program as soon as it has written something.
type stopper struct {
	bytes.Buffer
	stop func()
}

func (s *stopper) Write(b []byte) (int, error) {
	s.stop()
	return s.Buffer.Write(b)
}

// What a person types comes back harmless.
func TestErrorsAreClean(t *testing.T) {
	const evil = "\x1b[31m\u202ered\x9b"
	for _, args := range [][]string{
		{evil}, {"ask", "--" + evil, "x"}, {"ask", "--today", evil, "x"}, {"ask", "--seeds", evil, "x"},
		{"ask", "--batch", evil}, {"ask", "--batch", "-", evil}, {"sources", evil}, {"sources", "courier:" + evil},
		{"eval", evil}, {"help", evil}, {"search", "-k", evil, "x"},
		{"summary", evil}, {"summary", "--sentences", evil}, {"compare", "--format", evil}, {"summary", "--order", evil},
	} {
		p, _, err := runProgram(t, strings.NewReader(""))
		if got := p.run(t.Context(), args); got != failed && got != misused {
			t.Errorf("%q: got status %d", args, got)
		}
		if strings.ContainsFunc(err.String(), func(r rune) bool { return harmless.Harmful(r) && r != '\ufffd' }) || strings.Count(err.String(), "\n") != 1 {
			t.Errorf("%q: got %q", args, err)
		}
	}
}

func runProgram(t *testing.T, in io.Reader) (p *program, out, err *bytes.Buffer) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	return testProgram(in)
}
