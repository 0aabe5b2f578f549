package gateway

import (
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	const s = time.Second
	steps := []struct {
		e           ending
		stood       time.Duration
		least, most time.Duration
	}{
		{ending{}, 0, s / 2, s},
		{ending{}, 0, s, 2 * s},
		{ending{}, 0, 2 * s, 4 * s},
		{ending{}, 4 * s, s, 2 * s},
		{ending{}, 1, s, 2 * s},
		{ending{}, 0, 2 * s, 4 * s},
		{ending{}, 0, 4 * s, 8 * s},
		{ending{}, 0, 8 * s, 16 * s},
		{ending{}, 0, 15 * s, 30 * s},
		{ending{}, 0, 15 * s, 30 * s},
		{ending{orderly: true}, 0, 15 * s, 30 * s},
		{ending{orderly: true}, 5 * s, 0, 0},
		{ending{orderly: true}, 1, s, 2 * s},
		{ending{invalid: true}, time.Hour, s, 5 * s},
		{ending{after: 100}, time.Hour, 100 * s, 100 * s},
	}
	for range 100 {
		p := pace{min: s, max: 30 * s, invalid: 5 * s}
		for i, step := range steps {
			if got := p.next(step.e, step.stood); got < step.least || got > step.most {
				t.Fatalf("step %d: got %v, want %v to %v", i, got, step.least, step.most)
			}
		}
		for range 1000 {
			if got := p.next(ending{}, 0); got > 30*s {
				t.Fatalf("got %v", got)
			}
		}
	}
}

// However often a session is lost, a day has fewer than the 1,000 that Discord
// allows, and a usual one never waits.
func TestBudget(t *testing.T) {
	var b budget
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var all []time.Time
	for range 3000 {
		wait := b.wait(now)
		if len(all) < budgetFree && wait != 0 {
			t.Fatalf("waits %v after %d", wait, len(all))
		}
		now = now.Add(wait)
		b.spend(now)
		all = append(all, now)
		now = now.Add(time.Second)
	}
	first := 0
	for i, at := range all {
		for at.Sub(all[first]) >= budgetDay {
			first++
		}
		if i-first+1 >= 1000 {
			t.Fatalf("%d in a day", i-first+1)
		}
	}
	if got := b.wait(now.Add(budgetDay)); got != 0 || len(b.spent) > 1 {
		t.Errorf("a day later: waits %v, remembers %d", got, len(b.spent))
	}
}
