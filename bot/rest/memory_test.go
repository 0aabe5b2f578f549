package rest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// size is how much a client remembers.
func (c *Client) size() (buckets, names int) {
	l := c.limits
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := l.used[ofBot].Len() + l.used[ofToken].Len(); n != len(l.buckets) {
		panic(fmt.Sprintf("%d buckets, %d of them in order of use", len(l.buckets), n))
	}
	return len(l.buckets), len(l.names)
}

// 100,000 interactions leave no more behind than those of the last 15 minutes. One
// of a hundred goes the whole way, the others only past the limiter, since nothing
// else remembers anything.
func TestMemoryStaysFlat(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	ok, _ := reply(200, "", limited("b", 5, 4, "1")...)
	c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
		return reply(200, "", limited("b", 5, 4, "1")...)
	}), Options{Now: func() time.Time { return now }})
	want(t, c, post("/channels/1/messages"))
	most := 0
	for i := range 100_000 {
		token := fmt.Sprint("token", i)
		if i%100 == 0 {
			want(t, c, Request{Method: "POST", Path: "/interactions/1/" + token + "/callback", Token: token, Urgent: true})
			want(t, c, Request{Method: "PATCH", Path: "/webhooks/1/" + token + "/messages/@original", Token: token})
		}
		tick := &ticket{route: route{template: "POST /webhooks/{id}/{token}", major: "webhooks/1/" + token, token: token}}
		if err := c.limits.wait(t.Context(), tick, &patience{}); err != nil {
			t.Fatal(err)
		}
		c.limits.done(tick, answer{status: 200, header: ok.Header}, nil)
		now = now.Add(time.Second)
		buckets, _ := c.size()
		most = max(most, buckets)
	}
	if limit := 15*60 + 30; most > limit || most < limit/2 {
		t.Errorf("%d buckets were remembered at once, want about %d", most, limit)
	}
	now = now.Add(2 * time.Hour)
	want(t, c, post("/channels/2/messages"))
	if buckets, names := c.size(); buckets != 1 || names != 4 {
		t.Errorf("%d buckets and %d names are left, want 1 and 4", buckets, names)
	}
}

// Nobody who waits is forgotten, nor how long a bucket is shut, nor are names
// without end.
func TestMemoryKeepsWhatItNeeds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, sent := tooMany(1, "/channels/1/messages", `{"retry_after": 10000, "global": false}`)
		c := newClient(t, s, Options{MaxWait: 24 * time.Hour})
		start := time.Now()
		if err := c.Do(within(t, time.Second), post("/channels/1/messages"), nil); !errors.Is(err, ErrLimited) {
			t.Fatal(err)
		}
		for i := range 9 {
			want(t, c, post("/channels/9/messages"))
			if err := c.Do(within(t, time.Second), post("/channels/1/messages"), nil); !errors.Is(err, ErrLimited) {
				t.Errorf("after %s: got %v, want %v", since(start), err, ErrLimited)
			}
			time.Sleep(time.Duration(1+i%2*600) * time.Second)
		}
		time.Sleep(3700 * time.Second)
		want(t, c, post("/channels/9/messages"))
		want(t, c, post("/channels/1/messages"))
		if got, want := since(start), 10_000*time.Second; got != want || sent() != 2 {
			t.Errorf("sent after %s, want %s", got, want)
		}
		for i := range 3 * maxNames {
			want(t, c, post("/"+strings.Repeat("a", i%32+1)+"/"+strings.Repeat("b", i/32+1)))
		}
		if _, names := c.size(); names > maxNames {
			t.Errorf("%d names", names)
		}
	})
}

// From 5,000 refusals in 10 minutes on only acknowledgements are sent.
func TestBarred(t *testing.T) {
	statuses := []int{401, 403, 429}
	synctest.Test(t, func(t *testing.T) {
		var d diary
		status, sent := 0, 0
		c := New(d.logger(), botToken, Options{MaxWait: -1, Transport: server(func(*http.Request) (*http.Response, error) {
			sent++
			return reply(status, `{"retry_after": 0.001}`, "X-RateLimit-Scope", "user")
		})})
		r := Request{Method: "GET", Path: "/users/@me"}
		for i := range tooRefused {
			status = statuses[i%len(statuses)]
			if err := c.Do(t.Context(), r, nil); err == nil || errors.Is(err, ErrBarred) {
				t.Fatalf("request %d: got %v", i, err)
			}
			time.Sleep(50 * time.Millisecond)
		}
		if got := c.Refused(); got != tooRefused {
			t.Fatalf("got %d refused, want %d", got, tooRefused)
		}
		status, sent = 200, 0
		for range 100 {
			if err := c.Do(t.Context(), r, nil); !errors.Is(err, ErrBarred) || !Temporary(err) {
				t.Fatalf("got %v, want %v", err, ErrBarred)
			}
		}
		urgent := Request{Method: "POST", Path: "/interactions/1/tok/callback", Token: "tok", Urgent: true}
		if want(t, c, urgent); sent != 1 {
			t.Errorf("%d sent, want the urgent one", sent)
		}
		if got := strings.Count(d.String(), "held back"); got != 1 {
			t.Errorf("%d lines in the log, want 1", got)
		}
		time.Sleep(refusedFor)
		if want(t, c, r); c.Refused() > 0 {
			t.Errorf("%d refused after 10 minutes", c.Refused())
		}
	})
}

// Whoever is barred when his turn comes gives it back.
func TestBarredInTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, server(func(*http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			return reply(404, "") // says nothing of limits, so one is sent at a time
		}), Options{})
		get := func() error { return c.Do(t.Context(), Request{Method: "GET", Path: "/channels/1"}, nil) }
		go get()
		synctest.Wait()
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := get(); !errors.Is(err, ErrBarred) {
				t.Errorf("got %v, want %v", err, ErrBarred)
			}
		})
		synctest.Wait()
		for range tooRefused {
			c.refused.add(time.Now())
		}
		wg.Wait()
		time.Sleep(refusedFor + time.Second)
		start := time.Now()
		if err := get(); asError(t, err).Status != 404 || since(start) != time.Second {
			t.Errorf("got %v after %s", err, since(start))
		}
	})
}

// An interaction that somebody still waits for is not forgotten.
func TestMemoryKeepsWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := "/webhooks/1/" + userToken
		s, _ := tooMany(1, path, `{"retry_after": 3000, "global": false}`)
		c := newClient(t, s, Options{MaxWait: time.Hour})
		start := time.Now()
		var wg sync.WaitGroup
		wg.Go(func() { want(t, c, post(path)) })
		time.Sleep(idle[ofToken] + time.Second)
		want(t, c, post("/webhooks/1/another"))
		want(t, c, post(path))
		if got, want := since(start), 3000*time.Second; got != want {
			t.Errorf("sent after %s, want %s", got, want)
		}
		wg.Wait()
	})
}

func TestRefusals(t *testing.T) {
	var f refusals
	start := time.Unix(1_800_000_000, 0)
	for i := range 1000 {
		f.add(start.Add(time.Duration(i) * time.Second))
	}
	for _, test := range []struct {
		at   time.Duration
		want int
	}{
		{999 * time.Second, 601}, {998 * time.Second, 601}, {1099 * time.Second, 501}, {1599 * time.Second, 1}, {1600 * time.Second, 0}, {1e6 * time.Second, 0},
	} {
		if got := f.count(start.Add(test.at)); got != test.want {
			t.Errorf("after %s: got %d, want %d", test.at, got, test.want)
		}
	}
}

func BenchmarkDo(b *testing.B) {
	headers := limited("b", 1_000_000_000, 1_000_000_000, "1")
	c := newClient(b, server(func(*http.Request) (*http.Response, error) {
		return reply(200, `{"id": "123456789012345678"}`, headers...)
	}), Options{})
	body := map[string]string{"content": strings.Repeat("text ", 100)}
	var into struct{ ID string }
	b.ReportAllocs()
	for b.Loop() {
		err := c.Do(b.Context(), Request{Method: "POST", Path: "/channels/1/messages", Body: body}, &into)
		if err != nil {
			b.Fatal(err)
		}
	}
}
