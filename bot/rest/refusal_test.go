package rest

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// tooMany refuses the first n requests of a path and takes all else.
func tooMany(n int, path, body string, headers ...string) (server, func() int) {
	var mu sync.Mutex
	sent := 0
	return func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			if r.URL.Path != "/api/v10"+path {
				return reply(200, `{}`)
			}
			if sent++; sent > n {
				return reply(200, `{}`)
			}
			return reply(429, body, headers...)
		}, func() int {
			mu.Lock()
			defer mu.Unlock()
			return sent
		}
}

func TestRefusedChannelStopsNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := tooMany(1, "/channels/1/messages", `{"retry_after": 4.5, "global": false}`, "Retry-After", "5", "X-RateLimit-Scope", "shared")
		c := newClient(t, s, Options{})
		start := time.Now()
		var wg sync.WaitGroup
		wg.Go(func() {
			want(t, c, post("/channels/1/messages"))
			if got, want := since(start), 4500*time.Millisecond; got != want {
				t.Errorf("sent again after %s, want %s", got, want)
			}
		})
		synctest.Wait()
		want(t, c, post("/channels/2/messages"))
		want(t, c, Request{Method: "GET", Path: "/users/@me"})
		if got := since(start); got != 0 {
			t.Errorf("others waited %s", got)
		}
		wg.Wait()
		if got := c.Refused(); got != 0 {
			t.Errorf("a shared limit counts as refused: %d", got)
		}
	})
}

func TestGlobalRefusal(t *testing.T) {
	bodies := map[string][]string{
		`{"retry_after": 2, "global": true}`:  {"Retry-After", "2", "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global"},
		`{"retry_after": 2, "global": false}`: {"X-RateLimit-Scope", "global"},
	}
	for body, headers := range bodies {
		synctest.Test(t, func(t *testing.T) {
			s, _ := tooMany(1, "/channels/1/messages", body, headers...)
			c := newClient(t, s, Options{})
			start := time.Now()
			var wg sync.WaitGroup
			wg.Go(func() { want(t, c, post("/channels/1/messages")) })
			synctest.Wait()
			want(t, c, Request{Method: "POST", Path: "/interactions/1/" + userToken + "/callback", Token: userToken})
			if got := since(start); got != 0 {
				t.Errorf("an interaction waited %s for the bot's limit", got)
			}
			want(t, c, post("/channels/2/messages"))
			if got, least := since(start), 2*time.Second; got < least || got > least+easeGap {
				t.Errorf("another channel waited %s, want %s", got, least)
			}
			wg.Wait()
		})
	}
}

// After a global refusal those who waited do not come all at once.
func TestGlobalLimitIsLeftGently(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := tooMany(1, "/users/@me", `{"retry_after": 1, "global": true}`)
		d := &discord{}
		c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/api/v10/users/@me" {
				return s(r)
			}
			return d.RoundTrip(r)
		}), Options{})
		var wg sync.WaitGroup
		wg.Go(func() { want(t, c, Request{Method: "GET", Path: "/users/@me"}) })
		synctest.Wait()
		for i := range 100 {
			wg.Go(func() { want(t, c, post(fmt.Sprintf("/channels/%d/messages", i))) })
		}
		wg.Wait()
		all := d.records()
		for i, r := range all {
			if later := i + 50; later < len(all) && all[later].at.Sub(r.at) < time.Second {
				t.Fatalf("51 requests within %s", all[later].at.Sub(r.at))
			}
		}
	})
}

// What stands before Discord's API refuses the address, so everything waits.
func TestBarredAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := tooMany(1, "/users/@me", "<html>error 1015</html>", "Retry-After", "30")
		c := newClient(t, s, Options{})
		start := time.Now()
		go c.Do(t.Context(), Request{Method: "GET", Path: "/users/@me"}, nil)
		synctest.Wait()
		err := c.Do(t.Context(), Request{Method: "POST", Path: "/interactions/1/t/callback", Token: "t", Urgent: true}, nil)
		if !errors.Is(err, ErrLimited) || since(start) != 0 {
			t.Errorf("urgent: got %v after %s, want %v at once", err, since(start), ErrLimited)
		}
		want(t, c, post("/channels/1/messages"))
		if got := since(start); got < 30*time.Second {
			t.Errorf("sent after %s", got)
		}
		synctest.Wait()
	})
}

func TestRefusedForEver(t *testing.T) {
	for _, r := range []Request{post("/channels/1/messages"), {Method: "POST", Path: "/channels/1/messages", Once: true, Urgent: true}} {
		synctest.Test(t, func(t *testing.T) {
			s, sent := tooMany(1000, "/channels/1/messages", `{"message": "You are being rate limited.", "retry_after": 0.3}`, "X-RateLimit-Scope", "user")
			c := newClient(t, s, Options{})
			start := time.Now()
			err := c.Do(t.Context(), r, nil)
			if e := asError(t, err); e.Status != 429 || !Temporary(err) || sent() != 6 || since(start) != 1500*time.Millisecond {
				t.Errorf("got %v after %d tries and %s", err, sent(), since(start))
			}
			if got := c.Refused(); got != 6 {
				t.Errorf("got %d refused, want 6", got)
			}
		})
	}
}

// A refusal ends the waits of all for whom it is too long, not only of the next.
func TestRefusalEndsWaits(t *testing.T) {
	for _, body := range []string{`{"retry_after": 60, "global": false}`, `{"retry_after": 60, "global": true}`} {
		synctest.Test(t, func(t *testing.T) {
			var n atomic.Int32
			c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
				if n.Add(1) > 1 {
					return reply(200, "{}")
				}
				time.Sleep(time.Second)
				return reply(429, body)
			}), Options{MaxWait: time.Hour})
			start := time.Now()
			var wg sync.WaitGroup
			for i := range 6 {
				if i < 3 { // one is refused and two are patient
					wg.Go(func() { want(t, c, post("/channels/1/messages")) })
					synctest.Wait()
					continue
				}
				wg.Go(func() {
					err := c.Do(within(t, 10*time.Second), post("/channels/1/messages"), nil)
					if !errors.Is(err, ErrLimited) || since(start) != time.Second {
						t.Errorf("%s: got %v after %s, want %v after 1s", body, err, since(start), ErrLimited)
					}
				})
			}
			wg.Wait()
		})
	}
}
