package rest

import (
	"net/http"
	"testing"
	"time"
)

func TestRefusalOf(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	tests := []struct {
		name    string
		headers []string
		body    string
		want    refusal
	}{
		{"body before header", []string{"Retry-After", "1", "X-RateLimit-Scope", "user"}, `{"retry_after": 0.25}`, refusal{wait: 250 * time.Millisecond}},
		{"header", []string{"Retry-After", "3", "X-RateLimit-Bucket", "b"}, "<html>", refusal{wait: 3 * time.Second}},
		{"date", []string{"Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT"}, "", refusal{wait: time.Minute, barred: true}},
		{"date in the past", []string{"Retry-After", "Fri, 02 Jan 2026 03:00:05 GMT"}, `{"retry_after": "soon"}`, refusal{wait: leastPause, barred: true}},
		{"nothing", nil, "", refusal{wait: usualPause, barred: true}},
		{"blocked", nil, `{"message": "You are being blocked from accessing our API temporarily", "code": 0}`, refusal{wait: usualPause, barred: true}},
		{"zero", nil, `{"retry_after": 0}`, refusal{wait: leastPause}},
		{"negative", []string{"Retry-After", "-5"}, `{"retry_after": -1}`, refusal{wait: usualPause}},
		{"endless", nil, `{"retry_after": 1e300, "global": true}`, refusal{wait: longest, global: true}},
		{"not a number", []string{"Retry-After", "NaN"}, "", refusal{wait: usualPause, barred: true}},
		{"shared", []string{"X-RateLimit-Scope", "shared"}, `{"retry_after": 2}`, refusal{wait: 2 * time.Second, shared: true}},
		{"global by header", []string{"X-RateLimit-Global", "true"}, `{"retry_after": 2}`, refusal{wait: 2 * time.Second, global: true}},
	}
	for _, test := range tests {
		resp, _ := reply(429, test.body, test.headers...)
		if got := refusalOf(resp.Header, []byte(test.body), now); got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestWindowOf(t *testing.T) {
	tests := []struct {
		limit, left, after string
		ok                 bool
		want               time.Duration
	}{
		{"5", "4", "1.5", true, 1500 * time.Millisecond},
		{"5", "0", "0", true, 0},
		{"5", "4", "1e99", true, longest},
		{"5", "4", "NaN", false, 0},
		{"5", "4", "-1", false, 0},
		{"5", "4", "", false, 0},
		{"0", "0", "1", false, 0},
		{"5", "-1", "1", false, 0},
		{"x", "4", "1", false, 0},
		{"", "", "", false, 0},
		{"99999999999999999999", "4", "1", false, 0},
	}
	for _, test := range tests {
		h := http.Header{}
		h.Set("X-RateLimit-Limit", test.limit)
		h.Set("X-RateLimit-Remaining", test.left)
		h.Set("X-RateLimit-Reset-After", test.after)
		if w, ok := windowOf(h); ok != test.ok || ok && w.rest != test.want {
			t.Errorf("%+v: got %+v, %v", test, w, ok)
		}
	}
}

// Whatever an answer says, it is judged in bounded time, nobody waits for ever,
// and a good answer afterwards gets through.
func FuzzAnswer(f *testing.F) {
	f.Add(429, `{"retry_after": 1}`, "b", "5", "0", "1", "user", "1")
	f.Add(200, `{}`, "b", "5", "4", "1", "", "")
	f.Add(400, `{"errors": {"a": {"_errors": [{}]}}}`, "", "1", "1", "NaN", "global", "-1")
	f.Fuzz(func(t *testing.T, status int, body, bucket, limit, left, after, scope, retry string) {
		if status < 100 || status > 999 {
			return
		}
		resp, _ := reply(status, body, "X-RateLimit-Bucket", bucket, "X-RateLimit-Limit", limit, "X-RateLimit-Remaining", left,
			"X-RateLimit-Reset-After", after, "X-RateLimit-Scope", scope, "Retry-After", retry)
		now := time.Unix(1_800_000_000, 0)
		l := newLimiter(func() time.Time { return now })
		for _, a := range []answer{{status: status, header: resp.Header}, {status: 200}} {
			tick := &ticket{route: route{template: "GET /a"}}
			if err := l.wait(t.Context(), tick, &patience{left: time.Second}); err != nil {
				t.Fatalf("status %d: %v", a.status, err)
			}
			var r *refusal
			if a.status == http.StatusTooManyRequests {
				said := refusalOf(a.header, []byte(body), now)
				r = &said
			}
			l.done(tick, a, r)
			now = now.Add(longest)
		}
		e := &Error{Status: status}
		e.fill([]byte(body), nil)
		if len(e.Error()) > (maxText+100)*(maxFields+2) {
			t.Errorf("an error of %d bytes", len(e.Error()))
		}
	})
}
