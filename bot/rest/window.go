package rest

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
)

// A window is what an answer says of its bucket's limit.
type window struct {
	bucket string        // Discord's name for the limit; "": none given
	limit  int           // requests in a window, at least 1
	left   int           // of them, at least 0
	rest   time.Duration // until the window ends
}

// longest bounds each time that an answer names: a bucket or a client that stood
// still for longer would be as good as broken.
const longest = 24 * time.Hour

// windowOf reads the headers of an answer. It returns false where they name no
// limit or are not to be understood.
func windowOf(h http.Header) (window, bool) {
	w := window{bucket: h.Get("X-Ratelimit-Bucket")}
	var errLimit, errLeft error
	w.limit, errLimit = strconv.Atoi(h.Get("X-Ratelimit-Limit"))
	w.left, errLeft = strconv.Atoi(h.Get("X-Ratelimit-Remaining"))
	rest, ok := seconds(h.Get("X-Ratelimit-Reset-After"))
	w.rest = rest
	return w, errLimit == nil && errLeft == nil && ok && w.limit > 0 && w.left >= 0
}

// seconds reads a number of seconds with a fraction.
func seconds(s string) (time.Duration, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, false
	}
	return duration(f)
}

func duration(seconds float64) (time.Duration, bool) {
	if math.IsNaN(seconds) || seconds < 0 {
		return 0, false
	}
	return time.Duration(min(seconds, longest.Seconds()) * float64(time.Second)), true
}

// A refusal is what a 429 says.
type refusal struct {
	wait   time.Duration // until the request may be sent again, at least leastPause
	global bool          // everything of this class has to wait, not one bucket
	shared bool          // others used up the limit: Discord does not hold it against the bot
	barred bool          // from what stands before Discord's API, about the address: everything has to wait
}

// Where a refusal names no time this is waited, and never less than the second.
const (
	usualPause = time.Second
	leastPause = 10 * time.Millisecond
)

// refusalOf reads an answer of status 429. The body's time is exact where the
// header's is in whole seconds.
func refusalOf(h http.Header, body []byte, now time.Time) refusal {
	var said struct {
		After  *float64 `json:"retry_after"`
		Global bool     `json:"global"`
	}
	if json.Unmarshal(body, &said) != nil {
		said.After = nil // it may hold half a value
	}
	scope := h.Get("X-Ratelimit-Scope")
	r := refusal{
		wait:   usualPause,
		global: said.Global || scope == "global" || h.Get("X-Ratelimit-Global") == "true",
		shared: scope == "shared",
		barred: said.After == nil && scope == "" && h.Get("X-Ratelimit-Bucket") == "",
	}
	if d, ok := retryAfter(h.Get("Retry-After"), now); ok {
		r.wait = d
	}
	if said.After != nil {
		if d, ok := duration(*said.After); ok {
			r.wait = d
		}
	}
	r.wait = max(r.wait, leastPause)
	return r
}

// retryAfter reads the header, which holds seconds or, from proxies, a date.
func retryAfter(s string, now time.Time) (time.Duration, bool) {
	if d, ok := seconds(s); ok {
		return d, true
	}
	at, err := http.ParseTime(s)
	if err != nil {
		return 0, false
	}
	return min(max(at.Sub(now), 0), longest), true
}
