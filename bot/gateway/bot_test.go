package gateway

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// A bot is a Keeper that runs.
type bot struct {
	*server
	*Keeper
	events chan Event
	done   chan error
	stop   context.CancelFunc
	logs   *logs
}

// logs is a log that may be written and read at the same time.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs a Keeper on the server until the test ends, and holds its log to be
// without the token.
func (s *server) start(change ...func(*Options)) *bot {
	opts := Options{API: "http://127.0.0.1:1/api", Token: testToken, Intents: 4609, Dial: s.dial}
	for _, c := range change {
		c(&opts)
	}
	ctx, stop := context.WithCancel(context.Background())
	b := &bot{server: s, events: make(chan Event, 1000), done: make(chan error, 1), stop: stop, logs: &logs{}}
	lg := slog.New(slog.NewTextHandler(b.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	b.Keeper = New(lg, opts, func(e Event) { b.events <- e })
	go func() { b.done <- b.Run(ctx) }()
	s.t.Cleanup(func() {
		if err := b.end(); err != nil && !isFatal(err) {
			s.t.Errorf("Run returned %v", err)
		}
		if strings.Contains(b.logs.String(), "secret") {
			s.t.Error("the token is in the log")
		}
		if s.t.Failed() {
			s.t.Log(b.logs)
		}
	})
	return b
}

func isFatal(err error) bool {
	_, ok := errors.AsType[*Fatal](err)
	return ok
}

// end stops the bot and returns what Run did. It may be called again.
func (b *bot) end() error {
	b.settle()
	b.stop()
	select {
	case err := <-b.done:
		b.done <- err
		return err
	case <-time.After(patience):
		b.t.Fatal("Run does not return")
		return nil
	}
}

// want holds the next events to be those numbered so.
func (b *bot) want(seqs ...int) {
	b.t.Helper()
	for _, seq := range seqs {
		select {
		case e := <-b.events:
			if got, want := string(e.Data), fmt.Sprintf(`{"id":"%d"}`, seq); e.Type != "MESSAGE_CREATE" || got != want {
				b.t.Fatalf("got %s %s, want %s", e.Type, got, want)
			}
		case <-time.After(patience):
			b.t.Fatalf("event %d does not come", seq)
		}
	}
}

// wantNone holds that no event is left.
func (b *bot) wantNone() {
	b.t.Helper()
	b.settle()
	select {
	case e := <-b.events:
		b.t.Errorf("got %s %s, want none", e.Type, e.Data)
	default:
	}
}
