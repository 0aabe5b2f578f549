package rest

import (
	"testing"
	"time"
)

// Each step happens at a second; a negative room is none.
func TestBucket(t *testing.T) {
	start := time.Unix(1_800_000_000, 0)
	at := func(s float64) time.Time { return start.Add(time.Duration(s * float64(time.Second))) }
	says := func(left int, rest time.Duration) window { return window{limit: 5, left: left, rest: rest} }
	type step struct {
		at   float64
		do   func(b *bucket, now time.Time)
		room int
	}
	look := func(*bucket, time.Time) {}
	send := func(b *bucket, _ time.Time) { b.flying++ }
	answer := func(sent float64, left int, rest time.Duration) func(*bucket, time.Time) {
		return func(b *bucket, now time.Time) {
			b.flying--
			b.heed(says(left, rest), at(sent), now)
		}
	}
	lost := func(b *bucket, now time.Time) {
		b.flying--
		b.spend(now)
	}
	pause := func(s float64) func(*bucket, time.Time) {
		return func(b *bucket, _ time.Time) { b.pause(at(s)) }
	}
	free := func(b *bucket, _ time.Time) { b.free = true }
	tests := []struct {
		name  string
		steps []step
	}{
		{"one learns it", []step{{0, look, 1}, {0, send, 0}, {0, answer(0, 4, 5*time.Second), 4}}},
		{"the window ends", []step{{0, send, 0}, {0, answer(0, 0, 5*time.Second), 0}, {4.9, look, 0}, {5, look, 5}}},
		{"answers overtake each other", []step{
			{0, send, 0}, {0, answer(0, 4, 5*time.Second), 4},
			{1, send, 3}, {1, send, 2}, {1, send, 1},
			{1.1, answer(1, 1, 3900*time.Millisecond), -1}, // 1 by the answer, 2 on their way
			{1.2, answer(1, 3, 3900*time.Millisecond), 0},
			{1.3, answer(1, 2, 3900*time.Millisecond), 1},
		}},
		{"an answer of the next window", []step{
			{0, send, 0}, {0.1, answer(0, 0, 4900*time.Millisecond), 0},
			{4.8, send, -1}, // an urgent one, that arrives at 5.1
			{5.2, answer(4.8, 4, 5*time.Second), 4},
		}},
		{"an answer of the window before", []step{
			{0, send, 0}, {0.1, answer(0, 1, 5*time.Second), 1},
			{1, send, 0}, {5.1, look, 4}, {5.1, send, 3},
			{5.2, answer(5.1, 3, 5*time.Second), 2},
			{5.3, answer(1, 0, 2*time.Second), 3},
		}},
		{"an answer that may be of either", []step{
			{0, send, 0}, {0.5, answer(0, 1, 5*time.Second), 1},
			{0.6, send, 0}, {4, answer(0.6, 0, 4*time.Second), 0}, {5.6, look, 0}, {8, look, 5},
		}},
		{"an answer of the window before, among those of one", []step{
			{0, send, 0}, {3, answer(0, 4, 5*time.Second), 4}, // ends at 5 to 8
			{3, send, 3}, {3.1, answer(3, 3, 4*time.Second), 3}, // at 7 to 7.1
			{3.1, send, 2}, {6, answer(3.1, 0, 500*time.Millisecond), 3},
		}},
		{"a lost one counts", []step{
			{0, send, 0}, {0, answer(0, 4, 5*time.Second), 4},
			{1, send, 3}, {1, lost, 3},
			{6, look, 5}, {6, send, 4}, {7, lost, 4}, {11, look, 4}, {12, look, 5},
		}},
		{"a lost one teaches nothing", []step{{0, send, 0}, {1, lost, 1}}},
		{"one is refused", []step{
			{0, send, 0}, {0, answer(0, 4, time.Second), 4}, {0, send, 3},
			{0.5, pause(40), 0}, {2, answer(1.9, 4, time.Second), 0}, {39, look, 0}, {40, look, 5},
		}},
		{"a refusal outlasts the next window", []step{
			{0, send, 0}, {0, answer(0, 4, 100*time.Millisecond), 4}, {1, send, 4},
			{1, pause(3), 0}, {2, answer(1.9, 4, 60*time.Second), 0}, {3, look, 4},
		}},
		{"no limit, and then one", []step{{0, free, 1}, {0, send, 1}, {0, send, 1}, {1, pause(2), 0}, {2, look, -1}}},
	}
	for _, test := range tests {
		b := &bucket{}
		for i, s := range test.steps {
			s.do(b, at(s.at))
			if got := b.room(at(s.at)); got != s.room {
				t.Errorf("%s, step %d: room for %d, want %d", test.name, i, got, s.room)
			}
		}
	}
}

func TestPour(t *testing.T) {
	a, b := &bucket{flying: 2}, &bucket{flying: 1}
	for i, in := range []*bucket{a, b, a, b} {
		in.join(&ticket{seq: uint64(4 - i), bucket: in})
	}
	a.pour(b)
	if b.flying != 3 || len(b.queue) != 4 || len(a.queue) != 0 {
		t.Errorf("got %d on their way, %d in the queue, %d left behind", b.flying, len(b.queue), len(a.queue))
	}
	for i, tick := range b.queue {
		if tick.seq != uint64(i+1) || tick.in() != b {
			t.Errorf("place %d: got number %d, moved %v", i, tick.seq, tick.in() == b)
		}
	}
}
