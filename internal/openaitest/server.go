// Package openaitest is an OpenAI-compatible server on loopback whose answers a
// test writes beforehand: whole, streamed, stalled, cut, refused or wrong.
//
// It serves POST /v1/chat/completions (streamed or not), POST /v1/embeddings,
// GET /v1/models and Ollama's POST /api/embed. What a server would refuse, it
// refuses with OpenAI's shape of errors; that, what a careful client does not
// do, and a request that no reply was written for, are Violations.
//
//	srv := openaitest.NewServer(t)
//	srv.Chat(openaitest.Reply{Text: "The mayor resigned [1]."})
//	srv.Chat(openaitest.Reply{Status: 429, Header: http.Header{"Retry-After": {"1"}}})
//	// … ask with the base URL srv.URL() …
//	got := srv.Requests()[0].Prompt()
//
// What a test is handed (a Request) is a snapshot: it does not change while the
// client goes on.
package openaitest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options say how a Server behaves. The zero value takes any key and any model.
type Options struct {
	// Key is the key that requests must carry ("Authorization: Bearer KEY");
	// Ollama's /api/embed may do without. Empty: any, or none.
	Key string
	// Models are the models there are. Empty: every name is taken, and
	// /v1/models lists "test-model".
	Models []string
	// Dimensions is how long the vectors are that the server makes, unless
	// the request says. 0: 64.
	Dimensions int
	// Default answers chat requests that no scripted Reply matches. nil: such a
	// request is a Violation and gets status 400. It may be called from several
	// goroutines at once.
	Default func(Request) Reply
	// Tolerant leaves Violations to the test: NewServer does not fail it.
	Tolerant bool
}

// A Server answers as it was told to. All its methods may be called from several
// goroutines.
type Server struct {
	opt   Options
	addr  string
	http  *http.Server
	wg    sync.WaitGroup // Serve and handlers
	ended chan struct{}  // closed by Close

	// turn is held while a request is kept and takes its reply, so that replies
	// are given in the order of Requests. It is taken before mu.
	turn   sync.Mutex
	queues map[kind][]*Reply

	mu         sync.Mutex
	closing    bool
	changed    chan struct{} // closed and made anew with each change
	violations []string
	requests   []*Request
}

// Start starts a Server on a free port of 127.0.0.1, without a test: a command of
// a testscript may start one and put its URL into the environment. Close ends it.
func Start(o Options) (*Server, error) {
	if o.Dimensions <= 0 {
		o.Dimensions = 64
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("openaitest: %w", err)
	}
	s := &Server{
		opt: o, addr: ln.Addr().String(), ended: make(chan struct{}),
		queues: map[kind][]*Reply{}, changed: make(chan struct{}),
	}
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second}
	s.wg.Go(func() { _ = s.http.Serve(ln) })
	return s, nil
}

// NewServer starts a Server that ends with the test and, unless it is Tolerant,
// fails it with each Violation. It takes one Options at most; none is the zero
// value.
func NewServer(t testing.TB, opts ...Options) *Server {
	t.Helper()
	var o Options
	switch len(opts) {
	case 0:
	case 1:
		o = opts[0]
	default:
		t.Fatalf("openaitest: %d Options, one is allowed", len(opts))
	}
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		if o.Tolerant {
			return
		}
		for _, v := range s.Violations() {
			t.Errorf("violation: %s", v)
		}
	})
	return s
}

// Close cuts all connections, stops answering, and waits for the server's
// goroutines. A second Close does nothing. What was recorded stays readable.
func (s *Server) Close() {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		return
	}
	s.closing = true
	close(s.ended)
	s.touch()
	s.mu.Unlock()
	_ = s.http.Close()
	s.wg.Wait()
}

// URL is the base URL of the OpenAI API: http://127.0.0.1:PORT/v1.
func (s *Server) URL() string { return "http://" + s.addr + "/v1" }

// OllamaURL is where Ollama's own API begins: http://127.0.0.1:PORT, to be
// followed by /api/embed.
func (s *Server) OllamaURL() string { return "http://" + s.addr }

// Host is the server's host and port.
func (s *Server) Host() string { return s.addr }

// Chat adds replies to chat requests.
func (s *Server) Chat(replies ...Reply) { s.script(kindChat, replies) }

// Embed adds replies to embedding requests, OpenAI's and Ollama's. One that no
// reply matches gets a Vector for each text.
func (s *Server) Embed(replies ...Reply) { s.script(kindEmbed, replies) }

// Models adds replies to GET /v1/models. A request that no reply matches gets the
// list of Options.Models.
func (s *Server) Models(replies ...Reply) { s.script(kindModels, replies) }

func (s *Server) script(k kind, replies []Reply) {
	s.turn.Lock()
	defer s.turn.Unlock()
	for _, r := range replies {
		if r.Times == 0 {
			r.Times = 1
		}
		s.queues[k] = append(s.queues[k], &r)
	}
}

// Unused is how many scripted replies have not been given as often as they
// should; those that are given without end do not count.
func (s *Server) Unused() int {
	s.turn.Lock()
	defer s.turn.Unlock()
	n := 0
	for _, q := range s.queues {
		for _, r := range q {
			if r.Times > 0 {
				n++
			}
		}
	}
	return n
}

// Clear drops all scripted replies. Answers under way go on.
func (s *Server) Clear() {
	s.turn.Lock()
	defer s.turn.Unlock()
	clear(s.queues)
}

// Requests are all requests so far, in order, the refused ones too.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Request, len(s.requests))
	for i, r := range s.requests {
		out[i] = *r
	}
	return out
}

// Violations are the faults found so far, in order. They hold no keys.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Forgive drops the violations so far and returns them, for a test that provoked
// them.
func (s *Server) Forgive() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.violations
	s.violations = nil
	return v
}

var errClosed = errors.New("openaitest: the server is closed")

// Until waits until cond holds, looking at each change of the server: a request
// that comes, a piece that was sent, an answer that is over. cond may call any
// method of it. It returns ctx's error, or one that the server has closed.
func (s *Server) Until(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed, closing := s.changed, s.closing
		s.mu.Unlock()
		if cond() {
			return nil
		}
		if closing {
			return errClosed
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// touch wakes those who wait. The lock is held.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// violate notes a violation, without the keys.
func (s *Server) violate(text string, keys ...string) {
	for _, k := range append(keys, s.opt.Key) {
		if k != "" {
			text = strings.ReplaceAll(text, k, "…")
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, text)
	s.touch()
}

// add tells whether a handler may start; it then calls s.wg.Done at its end.
func (s *Server) add() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.wg.Add(1)
	return true
}
