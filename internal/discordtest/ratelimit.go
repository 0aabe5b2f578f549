package discordtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The limit of each route and major parameter that no Limit speaks of. It is
// wide: a test that is about limits sets its own.
const (
	defaultLimit = 50
	defaultPer   = time.Second
)

// Scopes of a 429.
const (
	ScopeUser   = "user"   // this bot's use of a route
	ScopeGlobal = "global" // everything the bot asks but interactions
	ScopeShared = "shared" // a resource that others use too
)

type limiter struct {
	mu      sync.Mutex
	rules   map[string]rule    // by plain pattern
	buckets map[string]*bucket // by route and major parameter
	planned []*planned
	refused int
}

type rule struct {
	n   int
	per time.Duration
}

type bucket struct {
	rule
	used  int
	reset time.Time
	// After a 429: since and until when it says to wait, and what was refused.
	since, until time.Time
	last         [sha256.Size]byte
}

// planned are answers of 429 that a test has asked for.
type planned struct {
	match func(*http.Request) bool
	times int
	after time.Duration
	scope string
}

func newLimiter() *limiter {
	return &limiter{rules: map[string]rule{}, buckets: map[string]*bucket{}}
}

// Limit lets each bucket of a route, written like "POST /channels/{}/messages",
// take n requests in per. Buckets are by channel, guild, and webhook with token.
func (s *Server) Limit(routePattern string, n int, per time.Duration) {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	s.limit.rules[plain(routePattern)] = rule{n, per}
	clear(s.limit.buckets)
}

// Answer429 answers the next times requests that match (nil: all) with 429 and
// the time to wait; scope is ScopeUser, ScopeGlobal or ScopeShared.
func (s *Server) Answer429(match func(*http.Request) bool, times int, retryAfter time.Duration, scope string) {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	s.limit.planned = append(s.limit.planned, &planned{match, times, retryAfter, scope})
}

// Refused is the number of answers that Discord counts towards barring an
// address: 401, 403, and 429 but for those of shared limits.
func (s *Server) Refused() int {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	return s.limit.refused
}

func (l *limiter) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.planned = nil
}

// limited answers with 429 if the call's bucket is empty or a test wants it. A
// call that comes before an earlier 429 has let it is a violation.
func (c *call) limited() (answer, bool) {
	if c.route == nil {
		return answer{}, false
	}
	l := c.s.limit
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(c)
	c.judgePatience(b)
	if p := l.plan(c.r); p != nil {
		return l.refuse(c, b, p.after, p.scope), true
	}
	if b.used >= b.n {
		return l.refuse(c, b, b.reset.Sub(c.at), ScopeUser), true
	}
	b.used++
	return answer{}, false
}

// judgePatience finds requests that come in the time that a 429 asked to wait
// for. Others may have been under way when it was said; so in its first moments
// only the same request again counts.
func (c *call) judgePatience(b *bucket) {
	const underWay, slack = 250 * time.Millisecond, 20 * time.Millisecond
	if !c.at.Before(b.until.Add(-slack)) {
		return
	}
	if c.sum() == b.last || c.at.Sub(b.since) > underWay {
		c.violate("asked again %d ms after a 429 that said to wait %d ms", c.at.Sub(b.since).Milliseconds(), b.until.Sub(b.since).Milliseconds())
	}
}

func (c *call) sum() [sha256.Size]byte {
	return sha256.Sum256([]byte(c.r.Method + c.r.URL.Path + "\n" + string(c.body)))
}

func (l *limiter) plan(r *http.Request) *planned {
	for _, p := range l.planned {
		if p.times > 0 && (p.match == nil || p.match(r)) {
			p.times--
			return p
		}
	}
	return nil
}

// bucket is the call's bucket, filled anew if it is time.
func (l *limiter) bucket(c *call) *bucket {
	key := c.route.pattern() + " " + c.major()
	b := l.buckets[key]
	if b == nil {
		l.sweep(c.at)
		r, known := l.rules[plain(c.route.pattern())]
		if !known {
			r = rule{defaultLimit, defaultPer}
		}
		b = &bucket{rule: r}
		l.buckets[key] = b
	}
	if !c.at.Before(b.reset) {
		b.used, b.reset = 0, c.at.Add(b.per)
	}
	return b
}

// sweep drops buckets that are full again, when there are many.
func (l *limiter) sweep(now time.Time) {
	if len(l.buckets) < 1000 {
		return
	}
	for k, b := range l.buckets {
		if now.After(b.reset) && now.After(b.until) {
			delete(l.buckets, k)
		}
	}
}

// major is what parts the buckets of one route.
func (c *call) major() string {
	v := c.vars
	return strings.Join([]string{v["channel"], v["guild"], v["application"], v["token"]}, "/")
}

func (l *limiter) refuse(c *call, b *bucket, after time.Duration, scope string) answer {
	b.since, b.until, b.last = time.Now(), time.Now().Add(after), c.sum()
	if scope != ScopeShared {
		l.refused++
	}
	message := "You are being rate limited."
	if scope == ScopeShared {
		message = "The resource is being rate limited."
	}
	seconds := math.Ceil(after.Seconds()*1000) / 1000
	a := answer{
		status: http.StatusTooManyRequests,
		body:   object{"message": message, "retry_after": seconds, "global": scope == ScopeGlobal},
		header: b.headers(c, scope),
	}
	a.header.Set("Retry-After", strconv.Itoa(int(math.Ceil(seconds))))
	a.header.Set("X-RateLimit-Scope", scope)
	return a
}

// headers are the limit's. A global one has no bucket.
func (b *bucket) headers(c *call, scope string) http.Header {
	h := http.Header{}
	if scope == ScopeGlobal {
		h.Set("X-RateLimit-Global", "true")
		return h
	}
	reset, remaining := b.reset, max(0, b.n-b.used)
	if scope != "" {
		remaining = 0
		if b.until.After(reset) {
			reset = b.until
		}
	}
	sum := sha256.Sum256([]byte(c.route.pattern()))
	h.Set("X-RateLimit-Limit", strconv.Itoa(b.n))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(remaining))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", max(0, time.Until(reset).Seconds())))
	h.Set("X-RateLimit-Bucket", hex.EncodeToString(sum[:16]))
	return h
}

// mark puts the limit's headers on an answer and counts refusals.
func (l *limiter) mark(c *call, a *answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a.status == http.StatusUnauthorized || a.status == http.StatusForbidden {
		l.refused++
	}
	if c.route != nil {
		a.header = l.bucket(c).headers(c, "")
	}
}
