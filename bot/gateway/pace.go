package gateway

import (
	"math/rand/v2"
	"time"
)

// A pace says how long to wait between tries.
type pace struct {
	min, max time.Duration // wait after the first failure, and after many
	invalid  time.Duration // longest wait before identifying after an invalid session
	failures int           // since the connection last stood for a while
}

// steady is how often min a connection must have been ready to count as good.
const steady = 5

// next returns the wait before the next try, after a connection was ready for
// stood (0: never) and ended so. It is none for the first orderly end, and short
// after a connection that was ready, if only for a moment: several mishaps in a
// row are no reason to stay away.
func (p *pace) next(e ending, stood time.Duration) time.Duration {
	switch {
	case stood >= steady*p.min:
		p.failures = 0
	case stood > 0:
		p.failures = min(p.failures, 1)
	}
	p.failures++
	var wait time.Duration
	if !e.orderly || p.failures > 1 {
		wait = jitter(min(p.max, p.min<<min(p.failures-1, 20)), 2)
	}
	if e.invalid {
		wait = max(wait, jitter(p.invalid, 5))
	}
	return max(wait, time.Duration(e.after)*time.Second)
}

// jitter is a random time from d/part to d, so that not all bots that lost their
// connection in one moment come back in one.
func jitter(d time.Duration, part int64) time.Duration {
	least := d / time.Duration(part)
	return least + rand.N(d-least+1)
}

// A budget keeps the bot from identifying more often than Discord allows: 1,000
// times in 24 hours, after which it resets the token. Resuming costs nothing.
type budget struct {
	spent []time.Time // of the last 24 hours
}

const (
	budgetDay  = 24 * time.Hour
	budgetFree = 500             // a day, at any pace
	budgetStep = 3 * time.Minute // between those after, so that a day has at most 980
)

func (b *budget) spend(now time.Time) {
	b.spent = append(b.spent, now)
}

// wait returns how long identifying must be put off.
func (b *budget) wait(now time.Time) time.Duration {
	old := 0
	for old < len(b.spent) && now.Sub(b.spent[old]) >= budgetDay {
		old++
	}
	b.spent = b.spent[old:]
	if len(b.spent) < budgetFree {
		return 0
	}
	return max(0, budgetStep-now.Sub(b.spent[len(b.spent)-1]))
}
