package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// A fault is what a server does instead of answering.
type fault func(*http.Request) (*http.Response, error)

func page(status int) fault {
	return func(*http.Request) (*http.Response, error) {
		return reply(status, "<html><title>Bad gateway</title></html>", "Content-Type", "text/html")
	}
}

func broken(err error) fault {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

var (
	cut     = broken(io.ErrUnexpectedEOF)
	refused = broken(&net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)})
)

// cutInside breaks in the middle of a good answer, cutRefusal of another.
func cutInside(*http.Request) (*http.Response, error)  { return half(200) }
func cutRefusal(*http.Request) (*http.Response, error) { return half(403) }

func half(status int) (*http.Response, error) {
	resp, err := reply(status, "")
	r, w := io.Pipe()
	go func() {
		_, _ = io.WriteString(w, `{"id": "1`)
		w.CloseWithError(io.ErrUnexpectedEOF)
	}()
	resp.Body = r
	return resp, err
}

// What breaks is sent again only where that does no harm, and not for ever.
func TestRepeats(t *testing.T) {
	get, nonced, once := Request{Method: "GET", Path: "/a"}, post("/a"), Request{Method: "PATCH", Path: "/a", Once: true}
	nonced.Nonced = true
	both := nonced
	both.Once = true
	tests := []struct {
		name   string
		req    Request
		fault  fault
		faults int // before the first good answer
		sent   int
		status int // 0: success; -1: without an answer
	}{
		{"GET, 502 once", get, page(502), 1, 2, 0},
		{"GET, 502 twice", get, page(502), 2, 3, 0},
		{"GET, 502 for ever", get, page(502), 9, 3, 502},
		{"GET, cut", get, cut, 1, 2, 0},
		{"GET, cut for ever", get, cut, 9, 3, -1},
		{"GET, cut inside", get, cutInside, 1, 2, 0},
		{"PUT, 500", Request{Method: "PUT", Path: "/a"}, page(500), 1, 2, 0},
		{"PATCH, 503", Request{Method: "PATCH", Path: "/a"}, page(503), 1, 2, 0},
		{"PATCH once, 503", once, page(503), 1, 1, 503},
		{"DELETE, cut", Request{Method: "DELETE", Path: "/a"}, cut, 1, 2, 0},
		{"POST, 502", post("/a"), page(502), 1, 1, 502},
		{"POST, cut", post("/a"), cut, 1, 1, -1},
		{"POST, cut inside", post("/a"), cutInside, 1, 1, 200},
		{"POST, nothing was sent", post("/a"), refused, 2, 3, 0},
		{"POST with nonce, 502", nonced, page(502), 1, 2, 0},
		{"POST with nonce, cut", nonced, cut, 2, 3, 0},
		{"POST with nonce, once, 502", both, page(502), 1, 1, 502},
		{"POST with nonce, once, cut", both, cut, 1, 1, -1},
		{"POST with nonce, once, nothing was sent", both, refused, 1, 2, 0},
		{"400 is no fault of the way", get, page(400), 1, 1, 400},
		{"403 neither", get, page(403), 1, 1, 403},
		{"a status says enough", get, cutRefusal, 1, 1, 403},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sent := 0
				c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
					if sent++; sent <= test.faults {
						return test.fault(r)
					}
					return reply(200, `{"id": "1"}`)
				}), Options{})
				start := time.Now()
				var got struct{ ID string }
				err := c.Do(t.Context(), test.req, &got)
				if sent != test.sent {
					t.Errorf("sent %d times, want %d", sent, test.sent)
				}
				checkPauses(t, sent, since(start))
				if test.status == 0 {
					if err != nil || got.ID != "1" {
						t.Errorf("got %v, %v", got, err)
					}
					return
				}
				e := asError(t, err)
				if e.Status != max(test.status, 0) || Temporary(err) != (test.status < 400 || test.status >= 500) {
					t.Errorf("got %v, temporary %v; want status %d", err, Temporary(err), test.status)
				}
			})
		})
	}
}

// checkPauses holds the time that tries took together against the pauses between
// them: 250 ms and 1 s, each a quarter more or less.
func checkPauses(t *testing.T, tries int, took time.Duration) {
	t.Helper()
	var sum time.Duration
	for i := range tries - 1 {
		sum += firstPause << (2 * i)
	}
	if took < sum*3/4 || took > sum*5/4 {
		t.Errorf("%d tries took %s, want about %s", tries, took, sum)
	}
}

func TestRepeatedDelete(t *testing.T) {
	gone := func(*http.Request) (*http.Response, error) {
		return reply(404, `{"code": 10008, "message": "Unknown Message"}`)
	}
	tests := []struct {
		name   string
		faults []fault
		done   bool
	}{
		{"was done by the first", []fault{page(502), gone}, true},
		{"was gone before", []fault{gone}, false},
		{"was gone before it could be sent", []fault{refused, gone}, false},
	}
	for _, test := range tests {
		synctest.Test(t, func(t *testing.T) {
			c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
				f := test.faults[0]
				test.faults = test.faults[1:]
				return f(r)
			}), Options{})
			err := c.Do(t.Context(), Request{Method: "DELETE", Path: "/channels/1/messages/2"}, nil)
			if done := err == nil; done != test.done || !done && !IsCode(err, 10062, 10008) {
				t.Errorf("%s: got %v", test.name, err)
			}
		})
	}
}

// No try begins that the context leaves no time for.
func TestRepeatsEndWithContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
			sent++
			return page(502)(r)
		}), Options{})
		start := time.Now()
		err := c.Do(within(t, 500*time.Millisecond), Request{Method: "GET", Path: "/a"}, nil)
		if e := asError(t, err); e.Status != 502 || sent != 2 || since(start) > 400*time.Millisecond {
			t.Errorf("got %v after %d tries and %s", err, sent, since(start))
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)
		if err := c.Do(ctx, Request{Method: "GET", Path: "/a"}, nil); !errors.Is(err, context.Canceled) || Temporary(err) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		if err := c.Do(ctx, Request{Method: "GET", Path: "/a"}, nil); !errors.Is(err, context.Canceled) || sent != 3 {
			t.Errorf("got %v and %d tries, want %v and none more", err, sent, context.Canceled)
		}
	})
}

func TestSilentServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
			sent++
			<-r.Context().Done()
			return nil, r.Context().Err()
		}), Options{Timeout: 5 * time.Second})
		start := time.Now()
		err := c.Do(t.Context(), post("/a"), nil)
		if !Temporary(err) || errors.Is(err, context.DeadlineExceeded) || since(start) != 5*time.Second || sent != 1 {
			t.Errorf("got %v after %s and %d tries", err, since(start), sent)
		}
		start = time.Now()
		err = c.Do(within(t, 2*time.Second), post("/a"), nil)
		if !errors.Is(err, context.DeadlineExceeded) || Temporary(err) || since(start) != 2*time.Second {
			t.Errorf("got %v after %s", err, since(start))
		}
	})
}

// A channel of a server that stores messages by their nonce, and then loses some
// of its answers.
type channel struct {
	mu     sync.Mutex
	nonces map[string]int
	lose   func(w http.ResponseWriter)
}

func (c *channel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var m struct{ Nonce string }
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.nonces[m.Nonce]++; c.nonces[m.Nonce] == 1 && c.lose != nil {
		c.lose(w)
		return
	}
	fmt.Fprintf(w, `{"id": %q}`, m.Nonce)
}

// sent returns how often a nonce arrived.
func (c *channel) sent(nonce string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.nonces[nonce]
}

// A message that was stored although its answer is lost is there once.
func TestLostAnswers(t *testing.T) {
	losses := map[string]func(http.ResponseWriter){
		"502": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, "<html>")
		},
		"cut": func(w http.ResponseWriter) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				conn.Close()
			}
		},
		"cut inside": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"id"`)
			panic(http.ErrAbortHandler)
		},
	}
	for name, lose := range losses {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ch := &channel{nonces: map[string]int{}, lose: lose}
			srv := httptest.NewServer(ch)
			defer srv.Close()
			c := New(quiet(), botToken, Options{Base: srv.URL + "/api"})
			defer c.Close()
			send := func(nonce string, nonced, once bool) error {
				var m struct{ ID string }
				err := c.Do(t.Context(), Request{Method: "POST", Path: "/channels/1/messages", Nonced: nonced, Once: once,
					Body: map[string]any{"nonce": nonce, "enforce_nonce": true}}, &m)
				if err == nil && m.ID != nonce {
					t.Errorf("got the id %q, want %q", m.ID, nonce)
				}
				return err
			}
			if err := send("a", true, false); err != nil || ch.sent("a") != 2 {
				t.Errorf("with a nonce: %v, sent %d times, want 2", err, ch.sent("a"))
			}
			if err := send("b", false, false); !Temporary(err) || ch.sent("b") != 1 {
				t.Errorf("without: %v, sent %d times, want 1", err, ch.sent("b"))
			}
			if err := send("c", true, true); !Temporary(err) || ch.sent("c") != 1 {
				t.Errorf("once: %v, sent %d times, want 1", err, ch.sent("c"))
			}
		})
	}
}

// Acknowledgements wait for nobody: all of them are on their way together.
func TestUrgent(t *testing.T) {
	const n = 50
	for _, urgent := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var flying atomic.Int32
			go2 := make(chan struct{})
			c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
				flying.Add(1)
				<-go2
				return reply(204, "", limited("ack", 1, 0, "60")...)
			}), Options{})
			var wg sync.WaitGroup
			for i := range n {
				token := fmt.Sprintf("%s-%d", userToken, i)
				wg.Go(func() {
					want(t, c, Request{Method: "POST", Path: "/interactions/1/" + token + "/callback", Token: token, Urgent: urgent})
				})
			}
			synctest.Wait()
			if got := flying.Load(); got != n {
				t.Errorf("urgent %v: %d of %d are on their way", urgent, got, n)
			}
			close(go2)
			wg.Wait()
		})
	}
}

func TestUrgentPassesTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 5, per: time.Minute}
		c := newClient(t, d, Options{})
		start := time.Now()
		for range 5 {
			want(t, c, post("/channels/1/messages"))
		}
		d.n = 6 // more than the client knows of
		var wg sync.WaitGroup
		wg.Go(func() { want(t, c, post("/channels/1/messages")) })
		synctest.Wait()
		urgent := post("/channels/1/messages")
		urgent.Urgent = true
		want(t, c, urgent)
		if got := since(start); got != 0 {
			t.Errorf("waited %s", got)
		}
		if err := c.Do(t.Context(), urgent, nil); !errors.Is(err, ErrLimited) || since(start) != 0 || d.refused != 1 {
			t.Errorf("refused for a minute: got %v after %s, want %v at once", err, since(start), ErrLimited)
		}
		time.Sleep(58 * time.Second)
		want(t, c, urgent)
		if got, want := since(start), time.Minute; got != want || d.refused != 2 {
			t.Errorf("refused for two seconds: sent again after %s, want %s", got, want)
		}
		wg.Wait()
	})
}
