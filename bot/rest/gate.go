package rest

import (
	"context"
	"fmt"
	"time"
)

// A gate stops all requests of a class after a global refusal.
type gate struct {
	opens time.Time
	eased time.Time // until then they pass one by one
}

// Everybody who waited would pass an opening gate at once, to be refused again
// and counted. So for a while they pass at a distance, which stays below the 50 a
// second that Discord documents for everybody.
const (
	easeGap = 25 * time.Millisecond
	easeFor = 10 * time.Second
)

func (g *gate) shut(until time.Time) {
	g.opens = later(g.opens, until)
	g.eased = g.opens.Add(easeFor)
}

func (g *gate) pass(now time.Time) {
	if now.Before(g.eased) {
		g.opens = now.Add(easeGap)
	}
}

// Patience is how long a request still waits for limits, in all.
type patience struct{ left time.Duration }

// allows returns why a wait of d is too long: nil, or an error
// around ErrLimited or of the context.
func (p *patience) allows(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.left <= 0 {
		return fmt.Errorf("%w: it has waited as long as it may", ErrLimited)
	}
	if d > p.left {
		return fmt.Errorf("%w: its turn comes in %s, it may wait %s", ErrLimited, rounded(d), rounded(p.left))
	}
	if by, ok := ctx.Deadline(); ok && d > time.Until(by) {
		return fmt.Errorf("%w: its turn comes in %s, its deadline in %s", ErrLimited, rounded(d), rounded(time.Until(by)))
	}
	return nil
}

// spend takes off the time since start.
func (p *patience) spend(start time.Time) { p.left -= time.Since(start) }

func rounded(d time.Duration) time.Duration { return max(d, 0).Round(time.Millisecond) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
