package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// messages are the limits of a channel's messages: sending and editing share one.
var messages = map[string]string{
	"POST /channels/{id}/messages":       "write",
	"PATCH /channels/{id}/messages/{id}": "write",
	"GET /channels/{id}/messages/{id}":   "read",
	"POST /webhooks/{id}/{token}":        "follow",
}

// Whoever keeps to the headers is never refused, in whatever order answers come,
// and everybody gets a turn.
func TestNeverRefused(t *testing.T) {
	for seed := range uint64(20) {
		for _, per := range []time.Duration{250 * time.Millisecond, time.Second, 5 * time.Second} {
			synctest.Test(t, func(t *testing.T) {
				d := &discord{limits: messages, n: 5, per: per, slow: upTo(seed, 200*time.Millisecond)}
				c := newClient(t, d, Options{MaxWait: time.Hour})
				want(t, c, post("/channels/1/messages"))
				want(t, c, Request{Method: "PATCH", Path: "/channels/1/messages/2"})
				var wg sync.WaitGroup
				pause := upTo(seed, 3*per)
				for i := range 150 {
					r := post(fmt.Sprintf("/channels/%d/messages", i%3))
					switch i % 5 {
					case 1:
						r = Request{Method: "PATCH", Path: fmt.Sprintf("/channels/%d/messages/%d", i%3, i)}
					case 2:
						r = Request{Method: "GET", Path: fmt.Sprintf("/channels/%d/messages/%d", i%3, i)}
					case 3:
						r = post(fmt.Sprintf("/webhooks/9/token%d", i%4))
						r.Token = fmt.Sprintf("token%d", i%4)
					}
					wg.Go(func() {
						time.Sleep(pause())
						want(t, c, r)
					})
				}
				wg.Wait()
				if got := len(d.records()); got != 152 || d.refused != 0 {
					t.Errorf("seed %d, window %s: %d requests arrived, %d were refused", seed, per, got, d.refused)
				}
			})
		}
	}
}

// A bucket is used up in each window: waiting must not cost more than the way to
// Discord and back.
func TestFullSpeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 5, per: time.Second, slow: func() time.Duration { return 40 * time.Millisecond }}
		c := newClient(t, d, Options{})
		start := time.Now()
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() { want(t, c, post("/channels/1/messages")) })
		}
		wg.Wait()
		if got, most := since(start), 12*time.Second; got > most || d.refused > 0 {
			t.Errorf("50 requests took %s, want at most %s; %d refused", got, most, d.refused)
		}
	})
}

func TestBucketIsShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 2, per: 10 * time.Second}
		c := newClient(t, d, Options{})
		edit := Request{Method: "PATCH", Path: "/channels/1/messages/5"}
		want(t, c, post("/channels/7/messages"))
		want(t, c, Request{Method: "PATCH", Path: "/channels/7/messages/5"}) // the names are known now
		start := time.Now()
		want(t, c, post("/channels/1/messages"))
		want(t, c, post("/channels/1/messages"))
		if got := since(start); got != 0 {
			t.Fatalf("two of two waited %s", got)
		}
		want(t, c, edit)
		if got, want := since(start), 10*time.Second; got != want || d.refused != 0 {
			t.Errorf("an edit was sent after %s with %d refused, want %s and 0", got, d.refused, want)
		}
		start = time.Now()
		want(t, c, post("/channels/2/messages"))
		want(t, c, Request{Method: "GET", Path: "/channels/1/messages/5"})
		if got := since(start); got != 0 {
			t.Errorf("another channel and another limit waited %s", got)
		}
	})
}

func TestQueueKeepsOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 1, per: time.Second}
		c := newClient(t, d, Options{})
		var wg sync.WaitGroup
		var order []string
		for i := range 20 {
			r := Request{Method: "PATCH", Path: fmt.Sprintf("/channels/1/messages/%d", i)}
			order = append(order, r.Method+" "+r.Path)
			wg.Go(func() { want(t, c, r) })
			synctest.Wait()
		}
		wg.Wait()
		if got := d.whats(); !slices.Equal(got, order) {
			t.Errorf("got %v\nwant %v", got, order)
		}
	})
}

// Answers that name no limit mean that there is none, for the whole route.
func TestNoLimitNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func() time.Duration { return time.Second }
		c := newClient(t, &discord{slow: slow}, Options{})
		start := time.Now()
		for channel, want := range []time.Duration{4 * time.Second, 6 * time.Second} { // one to learn it, and then all at once
			all(t, c, 100, post(fmt.Sprintf("/channels/%d/typing", channel)))
			if got := since(start); got != want {
				t.Errorf("done after %s, want %s", got, want)
			}
		}
	})
}

// all sends a request n times at once, and fails the test unless each is done.
func all(t *testing.T, c *Client, n int, r Request) {
	t.Helper()
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { want(t, c, r) })
	}
	wg.Wait()
}

// Discord may name a route's limit now so and now so: nobody is stuck for that.
func TestLimitsFlap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		var mu sync.Mutex
		c := newClient(t, server(func(*http.Request) (*http.Response, error) {
			time.Sleep(10 * time.Millisecond)
			mu.Lock()
			defer mu.Unlock()
			if n++; n == 1 {
				return reply(200, "{}", limited("first", 2, 1, "0.1")...)
			}
			return reply(200, "{}", limited(fmt.Sprint("other", n%2), 2, 1, "0.1")...)
		}), Options{})
		all(t, c, 200, Request{Method: "DELETE", Path: "/channels/1/messages/1"})
	})
}

// An answer that names no limit, where others have, frees nobody.
func TestLimitIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		said := limited("b", 1, 0, "10")
		c := newClient(t, server(func(*http.Request) (*http.Response, error) {
			defer func() { said = nil }()
			return reply(200, "{}", said...)
		}), Options{})
		start := time.Now()
		for i := range 3 {
			want(t, c, post("/channels/1/messages"))
			if got, want := since(start), time.Duration(i)*10*time.Second; got != want {
				t.Errorf("the %d. was sent after %s, want %s", i+1, got, want)
			}
		}
	})
}

// Nor where each channel has another name for it.
func TestLimitsOfManyNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 1, per: 10 * time.Second}
		c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
			resp, err := d.RoundTrip(r)
			resp.Header.Set("X-RateLimit-Bucket", r.URL.Path)
			return resp, err
		}), Options{})
		start := time.Now()
		for i := range 9 {
			want(t, c, post(fmt.Sprintf("/channels/%d/messages", i%3)))
		}
		if got, want := since(start), 20*time.Second; got != want || d.refused > 0 {
			t.Errorf("took %s with %d refused, want %s", got, d.refused, want)
		}
	})
}

// Until a limit is known one request of a channel goes ahead to learn it.
func TestOneLearnsTheLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 5, per: time.Second, slow: func() time.Duration { return 10 * time.Millisecond }}
		c := newClient(t, d, Options{})
		start := time.Now()
		all(t, c, 5, post("/channels/1/messages"))
		var sent []time.Duration
		for _, r := range d.records() {
			sent = append(sent, r.at.Sub(start).Round(time.Millisecond))
		}
		const first, rest = 10 * time.Millisecond, 30 * time.Millisecond
		if want := []time.Duration{first, rest, rest, rest, rest}; !slices.Equal(sent, want) {
			t.Errorf("arrived after %v, want %v", sent, want)
		}
	})
}

func TestWaitEnds(t *testing.T) {
	hour := `{"retry_after": 3600, "global": false}`
	tests := []struct {
		name  string
		opts  Options
		ctx   func(*testing.T) context.Context
		want  error
		after time.Duration
	}{
		{"deadline before the turn", Options{MaxWait: 2 * time.Hour}, func(t *testing.T) context.Context { return within(t, time.Minute) }, ErrLimited, 0},
		{"patience before the turn", Options{}, func(t *testing.T) context.Context { return t.Context() }, ErrLimited, 0},
		{"no patience", Options{MaxWait: -1}, func(t *testing.T) context.Context { return t.Context() }, ErrLimited, 0},
		{"given up", Options{MaxWait: 2 * time.Hour}, func(t *testing.T) context.Context {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(3*time.Second, cancel)
			return ctx
		}, context.Canceled, 3 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, sent := tooMany(1, "/channels/1/messages", hour, "X-RateLimit-Scope", "user")
				c := newClient(t, s, test.opts)
				start := time.Now()
				for i, status := range []int{429, 0} { // the one that was refused, and one that finds it so
					err := c.Do(test.ctx(t), post("/channels/1/messages"), nil)
					if e := asError(t, err); !errors.Is(err, test.want) || e.Status != status || e.Route != "/channels/1/messages" {
						t.Errorf("got %v with status %d, want %v with %d", err, e.Status, test.want, status)
					}
					if got, want := since(start), time.Duration(i+1)*test.after; got != want {
						t.Errorf("returned after %s, want %s", got, want)
					}
				}
				if sent() != 1 {
					t.Errorf("sent %d times, want 1", sent())
				}
			})
		})
	}
}

// Those who wait give up at once when it turns out that their turn is too late,
// and one that gives up lets the next one go.
func TestQueueLooksAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 1, per: 10 * time.Second}
		c := newClient(t, d, Options{})
		start := time.Now()
		want(t, c, post("/channels/1/messages"))
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := c.Do(ctx, post("/channels/1/messages"), nil); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want %v", err, context.Canceled)
			}
		})
		synctest.Wait()
		wg.Go(func() { // is second, so its turn would come in 20 s
			if err := c.Do(within(t, 15*time.Second), post("/channels/1/messages"), nil); !errors.Is(err, ErrLimited) || since(start) != 0 {
				t.Errorf("got %v after %s, want %v at once", err, since(start), ErrLimited)
			}
		})
		synctest.Wait()
		wg.Go(func() { want(t, c, post("/channels/1/messages")) })
		synctest.Wait()
		cancel()
		wg.Wait()
		if got, want := since(start), 10*time.Second; got != want || len(d.records()) != 2 {
			t.Errorf("the third was sent after %s, want %s; %d arrived", got, want, len(d.records()))
		}
	})
}

func TestClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &discord{limits: messages, n: 1, per: time.Minute}
		c := newClient(t, d, Options{})
		want(t, c, post("/channels/1/messages"))
		time.AfterFunc(time.Second, c.Close)
		start := time.Now()
		if err := c.Do(t.Context(), post("/channels/1/messages"), nil); !errors.Is(err, ErrClosed) || since(start) != time.Second {
			t.Errorf("got %v after %s, want %v after 1s", err, since(start), ErrClosed)
		}
		c.Close()
		if err := c.Do(t.Context(), post("/channels/2/messages"), nil); !errors.Is(err, ErrClosed) || Temporary(err) {
			t.Errorf("got %v, want %v for good", err, ErrClosed)
		}
	})
}
