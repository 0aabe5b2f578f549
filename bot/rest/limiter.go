package rest

import (
	"container/list"
	"context"
	"net/http"
	"sync"
	"time"
)

// A key says which requests share a bucket: those with one limit, by Discord's
// name or, until it is known, by the route's template, and one major parameter.
type key struct{ limit, major string }

// A naming is what the answers of a template's requests have said.
type naming struct {
	limit string // Discord's name for its limit; "": none
	free  bool   // there is no limit
}

// The limiter gives requests their turns. Requests of different buckets never
// wait for each other, except for a gate.
type limiter struct {
	now    func() time.Time
	closed chan struct{}

	mu      sync.Mutex
	seq     uint64
	names   map[string]naming // by template
	odd     map[key]string    // names for a limit that differ from the template's, by template and major
	buckets map[key]*bucket
	gates   [2]gate
	used    [2]*list.List // of *bucket, the one that was not used for longest first
}

// Requests are of two classes. Those with a token have another global limit than
// the bot's, that of the address, and are forgotten earlier.
const (
	ofBot = iota
	ofToken
)

// A bucket that was not used for so long is forgotten: a token is dead by then,
// and windows seldom last an hour.
var idle = [2]time.Duration{ofBot: time.Hour, ofToken: 15 * time.Minute}

// Discord's API has some hundred templates, and a limit's name is the same for all
// major parameters, as far as is documented. Whatever comes beyond these bounds is
// learnt again.
const (
	maxNames = 1000
	maxOdd   = 10_000
)

func (r route) class() int {
	if r.token != "" {
		return ofToken
	}
	return ofBot
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{
		now:     now,
		closed:  make(chan struct{}),
		names:   map[string]naming{},
		odd:     map[key]string{},
		buckets: map[key]*bucket{},
		used:    [2]*list.List{list.New(), list.New()},
	}
}

// wait returns when it is the turn of t, whose request must then be sent and its
// answer given to done, or t to giveBack. An error says that the turn would come
// too late: it wraps ErrLimited, ErrClosed or the context's error.
func (l *limiter) wait(ctx context.Context, t *ticket, p *patience) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.enter(t)
	for {
		now := l.now()
		at, ok := l.take(t, now)
		if ok {
			return nil
		}
		err := p.allows(ctx, at.Sub(now))
		if err == nil {
			err = l.sleep(ctx, t, p, at.Sub(now))
		}
		if err != nil {
			t.in().leave(t)
			return err
		}
	}
}

// enter finds the ticket's bucket and queues it there.
func (l *limiter) enter(t *ticket) {
	now := l.now()
	l.forget(now)
	if t.seq == 0 {
		l.seq++
		t.seq = l.seq
	}
	t.bucket = l.find(key{l.limitOf(t.route), t.route.major}, t.route.class(), now)
	if !t.urgent {
		t.bucket.join(t)
	}
}

// limitOf returns the name of the limit that a route has, as far as is known.
func (l *limiter) limitOf(r route) string {
	if name, ok := l.odd[key{r.template, r.major}]; ok {
		return name
	}
	if name, ok := l.names[r.template]; ok && !name.free {
		return name.limit
	}
	return r.template
}

// find returns the bucket of a key and notes that it was used.
func (l *limiter) find(k key, class int, now time.Time) *bucket {
	b := l.buckets[k]
	if b == nil {
		b = &bucket{key: k, free: l.names[k.limit].free}
		b.place = l.used[class].PushBack(b)
		l.buckets[k] = b
	}
	l.touch(b, class, now)
	return b
}

func (l *limiter) touch(b *bucket, class int, now time.Time) {
	b.used = now
	l.used[class].MoveToBack(b.place)
}

// take gives t its turn, or returns when to look again; a time that is not in the
// future means when it is woken.
func (l *limiter) take(t *ticket, now time.Time) (time.Time, bool) {
	b, gate := t.in(), &l.gates[t.route.class()]
	at := later(t.after, gate.opens)
	first := t.urgent || b.queue[0] == t
	if !t.urgent {
		at = later(at, b.due(b.rank(t), now))
	}
	if at.After(now) || !first || !t.urgent && b.room(now) <= 0 {
		return later(at, now), false
	}
	gate.pass(now)
	b.flying++
	t.sent = now
	b.leave(t)
	return now, true
}

// sleep waits until t is woken or d is over, at most as long as patience lasts.
// The limiter is unlocked meanwhile.
func (l *limiter) sleep(ctx context.Context, t *ticket, p *patience, d time.Duration) error {
	if t.wake == nil {
		t.wake = make(chan struct{}, 1)
	}
	if d <= 0 || d > p.left {
		d = p.left
	}
	l.mu.Unlock()
	defer l.mu.Lock()
	defer p.spend(time.Now())
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-t.wake:
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	case <-l.closed:
		return ErrClosed
	}
	return nil
}

// done takes the answer to a request whose turn wait had given. A refusal, which
// is nil for all answers but a 429, keeps it and others from being sent too early.
func (l *limiter) done(t *ticket, a answer, r *refusal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	was := t.in()
	was.flying--
	b := l.learn(t, was, a, now)
	if r != nil {
		l.refuse(t, b, r, now.Add(r.wait))
	}
	was.next()
	b.next()
}

// learn takes over what an answer says of the limit of t's bucket, which may be
// that the bucket is another: that one is returned. A route is free of limits
// only if no answer ever named one.
func (l *limiter) learn(t *ticket, b *bucket, a answer, now time.Time) *bucket {
	w, ok := windowOf(a.header)
	switch {
	case ok:
		b = l.rename(t, w.bucket, now)
		b.heed(w, t.sent, now)
	case good(a.status) && b.limit == 0 && b.key.limit == t.route.template:
		l.name(t, naming{free: true})
		b.free = true
	case a.status != http.StatusTooManyRequests:
		b.spend(now)
	}
	return b
}

// giveBack returns a turn whose request was not sent.
func (l *limiter) giveBack(t *ticket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := t.in()
	b.flying--
	b.next()
}

// rename notes Discord's name for the limit of t's route and returns the bucket
// that has it.
func (l *limiter) rename(t *ticket, limit string, now time.Time) *bucket {
	template, class := t.route.template, t.route.class()
	if limit == "" {
		limit = template
	}
	k := key{template, t.route.major}
	switch was, known := l.names[template]; {
	case known && was.limit == limit:
		delete(l.odd, k)
	case known && !was.free && was.limit != template:
		if len(l.odd) >= maxOdd {
			clear(l.odd)
		}
		l.odd[k] = limit
	default:
		l.name(t, naming{limit: limit})
		l.move(template, limit, class, now)
	}
	return l.find(key{limit, t.route.major}, class, now)
}

// move pours all buckets that were kept by a route's template into those of the
// name that has become known: nothing may be counted in two places.
func (l *limiter) move(template, limit string, class int, now time.Time) {
	if limit == template {
		return
	}
	for k, b := range l.buckets {
		if k.limit != template {
			continue
		}
		to := l.find(key{limit, k.major}, class, now)
		delete(l.buckets, k)
		l.used[class].Remove(b.place)
		b.pour(to)
	}
}

func (l *limiter) name(t *ticket, n naming) {
	if _, known := l.names[t.route.template]; !known && len(l.names) >= maxNames {
		clear(l.names) // they are learnt again
	}
	l.names[t.route.template] = n
}

// refuse stops whatever a refusal is about, and lets all who wait look again:
// some may have to give up now.
func (l *limiter) refuse(t *ticket, b *bucket, r *refusal, until time.Time) {
	t.after = until
	switch {
	case r.barred:
		l.gates[ofBot].shut(until)
		l.gates[ofToken].shut(until)
	case r.global:
		l.gates[t.route.class()].shut(until)
	default:
		b.pause(until)
		b.all()
		return
	}
	for _, b := range l.buckets {
		b.all()
	}
}

// forget drops the buckets that were not used for long. Each is looked at once
// for each time that it was used, so this costs nothing.
func (l *limiter) forget(now time.Time) {
	for class, used := range l.used {
		for e := used.Front(); e != nil; e = used.Front() {
			b := e.Value.(*bucket)
			if now.Sub(b.used) < idle[class] {
				break
			}
			if b.flying > 0 || len(b.queue) > 0 || class == ofBot && later(b.reset, b.shut).After(now) {
				l.touch(b, class, now)
				continue
			}
			used.Remove(e)
			delete(l.buckets, b.key)
		}
	}
}
