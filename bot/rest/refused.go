package rest

import (
	"net/http"
	"sync"
	"time"
)

// Discord bars an address that it refused 10,000 requests in 10 minutes. The
// other half is left to other processes behind the same address, and to
// acknowledgements.
const (
	refusedFor   = 10 * time.Minute
	tooRefused   = 5000
	quietRefused = tooRefused / 2
)

// Refusals counts refused requests second by second, so that it stays as small as
// it is however many there are. The zero value is empty.
type refusals struct {
	mu    sync.Mutex
	slots [int(refusedFor/time.Second) + 1]int // by second; of one more, since seconds are cut
	last  int64                                // the second that was counted last
	total int
	told  bool // that requests are held back
}

// counts reports whether Discord counts an answer among the refused ones.
func counts(status int, r *refusal) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return true
	case http.StatusTooManyRequests:
		return r == nil || !r.shared
	}
	return false
}

// add counts one refusal.
func (f *refusals) add(now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.turn(now)
	f.slots[f.last%int64(len(f.slots))]++
	f.total++
}

// count returns the refusals of the last 10 minutes.
func (f *refusals) count(now time.Time) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.turn(now)
	return f.total
}

// barred reports whether there are too many. News is true for the first time
// that it is so, until the number has halved.
func (f *refusals) barred(now time.Time) (barred, news bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.turn(now)
	if f.total < quietRefused {
		f.told = false
	}
	if f.total < tooRefused {
		return false, false
	}
	news = !f.told
	f.told = true
	return true, news
}

// turn empties the slots of the seconds that have gone by. A clock that goes back
// counts on in the last second.
func (f *refusals) turn(now time.Time) {
	n := int64(len(f.slots))
	sec := now.Unix()
	for s := max(f.last+1, sec-n+1); s <= sec; s++ {
		f.total -= f.slots[s%n]
		f.slots[s%n] = 0
	}
	f.last = max(f.last, sec)
}
