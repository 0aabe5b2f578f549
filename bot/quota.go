package bot

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Quotas bound how many questions come from one person, and from one server. What
// has not been used for a while is forgotten: it would be full again anyway.
type quotas struct {
	users, guilds quota
}

func newQuotas(perUser, perGuild int) *quotas {
	return &quotas{users: newQuota(perUser), guilds: newQuota(perGuild)}
}

// A refusal says how long to wait for the next question, and whose are used up.
type refusal struct {
	wait time.Duration // 0: no refusal
	all  bool          // those of the server; else those of the person
}

// sentence is for who asked.
func (r refusal) sentence() string {
	who := "You have asked a lot in a short time."
	if r.all {
		who = "This server has asked a lot in a short time."
	}
	return fmt.Sprintf("%s Please ask again in %d seconds.", who, int(r.wait.Seconds())+1)
}

// take takes a question from the quotas of a user and a guild ("" for none). Where
// the user's is used up, the guild's keeps its own.
func (q *quotas) take(user, guild string, now time.Time) refusal {
	if wait := q.users.take(user, now); wait > 0 || guild == "" {
		return refusal{wait: wait}
	}
	return refusal{wait: q.guilds.take(guild, now), all: true}
}

// A quota is a number of questions a minute for each of many. All of a minute's
// may come at once.
type quota struct {
	mu      sync.Mutex
	each    int // a minute; 0: without limit
	buckets map[string]*rate.Limiter
	swept   time.Time
}

func newQuota(each int) quota { return quota{each: each, buckets: map[string]*rate.Limiter{}} }

func (q *quota) take(who string, now time.Time) time.Duration {
	if q.each <= 0 {
		return 0
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.sweep(now)
	b := q.buckets[who]
	if b == nil {
		b = rate.NewLimiter(rate.Every(time.Minute/time.Duration(q.each)), q.each)
		q.buckets[who] = b
	}
	r := b.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// sweep forgets, once a minute, the buckets that are full.
func (q *quota) sweep(now time.Time) {
	if now.Sub(q.swept) < time.Minute {
		return
	}
	q.swept = now
	for who, b := range q.buckets {
		if b.TokensAt(now) >= float64(q.each) {
			delete(q.buckets, who)
		}
	}
}
