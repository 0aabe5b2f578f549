package rest

import (
	"container/list"
	"slices"
	"time"
)

// A bucket counts how many requests Discord still takes before it has to be
// waited for. Requests that have one limit and one major parameter share it.
//
// Discord says with each answer how many it still takes in the running window and
// when the window ends. Answers overtake each other, so within a window only the
// lowest number holds, and those on their way are always taken off: what was sent
// and not yet answered may or may not be counted in that number.
//
// When the window ends on Discord's side is known within the time that the answer
// and its request took. All is counted by the latest time that it can be.
type bucket struct {
	key    key
	limit  int           // requests in a window; 0: Discord has not said yet
	left   int           // of them, by Discord's last word and without those on their way
	early  time.Time     // the window ends at this time at the earliest
	reset  time.Time     // and at this one at the latest; in the past: none is running
	window time.Duration // length of a window as far as it was seen
	shut   time.Time     // nothing is sent before: Discord refused something
	free   bool          // answers name no limit

	flying int       // sent and not answered
	queue  []*ticket // who waits, by the time of asking

	moved *bucket // where everything went when the bucket's name became known
	used  time.Time
	place *list.Element // among those of its class, by last use
}

// A ticket is one request's place in the order of requests.
type ticket struct {
	route  route
	urgent bool

	seq    uint64        // lower ones asked earlier; 0: has not asked
	sent   time.Time     // when it had its turn last
	after  time.Time     // not to be sent before: Discord refused it
	bucket *bucket       // nil: none yet
	wake   chan struct{} // holds one token when there is reason to look again; nil: never waited
}

// in returns the bucket of a ticket, wherever it has gone.
func (t *ticket) in() *bucket {
	for t.bucket.moved != nil {
		t.bucket = t.bucket.moved
	}
	return t.bucket
}

func (t *ticket) signal() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// room returns how many requests may be sent now. Of a bucket that Discord has
// said nothing about yet, one is sent to learn its limit.
func (b *bucket) room(now time.Time) int {
	if !b.reset.After(now) {
		b.left = max(b.limit, 1)
	}
	switch {
	case b.shut.After(now):
		return 0
	case b.free:
		return len(b.queue) + 1
	}
	return b.left - b.flying
}

// due returns the earliest time for the n-th of the queue, from 0. A time that is
// not in the future means now, or when an answer comes.
func (b *bucket) due(n int, now time.Time) time.Time {
	n -= max(b.room(now), 0)
	if n < 0 || !b.reset.After(now) {
		return later(now, b.shut)
	}
	return later(b.reset.Add(time.Duration(n/max(b.limit, 1))*b.window), b.shut)
}

// heed takes over what an answer says of its window, which may be the one that is
// counted, the next or the one before. Where that is not certain it is taken for
// the same one: too few are sent then, for a while, and never too many.
func (b *bucket) heed(w window, sent, now time.Time) {
	b.free = false
	b.limit = w.limit
	b.room(now) // begins a new window if the old one has ended
	early, late := sent.Add(w.rest), now.Add(w.rest)
	switch {
	case early.After(b.reset):
		b.left, b.early, b.reset = w.left, early, late
	case late.Before(b.early):
		return
	default:
		b.left = min(b.left, w.left)
		b.early, b.reset = later(b.early, early), later(b.reset, late)
	}
	if w.left >= w.limit-1 || w.rest > b.window {
		b.window = w.rest
	}
}

// spend counts a request of which nobody knows what Discord made of it.
func (b *bucket) spend(now time.Time) {
	if b.free {
		return
	}
	if b.room(now); !b.reset.After(now) {
		b.reset = now.Add(b.window)
	}
	b.left--
}

// pause stops the bucket for a time, because Discord refused a request. One that
// seemed to have no limit has one after all, which is learnt anew.
func (b *bucket) pause(until time.Time) {
	b.free, b.left = false, 0
	b.reset = later(b.reset, until)
	b.shut = later(b.shut, until)
}

// rank returns how many stand before a ticket in the queue.
func (b *bucket) rank(t *ticket) int { return slices.Index(b.queue, t) }

// join puts a ticket into the queue, where those that asked earlier stand before it.
func (b *bucket) join(t *ticket) {
	i, _ := slices.BinarySearchFunc(b.queue, t.seq, func(o *ticket, seq uint64) int {
		if o.seq < seq {
			return -1
		}
		return 1
	})
	b.queue = slices.Insert(b.queue, i, t)
}

// leave takes a ticket out of the queue and tells the one that is first then.
func (b *bucket) leave(t *ticket) {
	if i := b.rank(t); i >= 0 {
		b.queue = slices.Delete(b.queue, i, i+1)
	}
	b.next()
}

// next tells the first of the queue to look again.
func (b *bucket) next() {
	if len(b.queue) > 0 {
		b.queue[0].signal()
	}
}

// all tells everybody in the queue to look again.
func (b *bucket) all() {
	for _, t := range b.queue {
		t.signal()
	}
}

// pour moves everything into another bucket.
func (b *bucket) pour(to *bucket) {
	to.flying += b.flying
	for _, t := range b.queue {
		to.join(t)
	}
	b.flying, b.queue, b.moved = 0, nil, to
}
