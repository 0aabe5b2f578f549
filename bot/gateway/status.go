package gateway

import (
	"sync"
	"sync/atomic"
	"time"
)

// A status is what a Keeper tells about itself.
type status struct {
	ups     atomic.Int64 // times that the gateway said READY or RESUMED
	dropped atomic.Int64

	mu    sync.Mutex
	heard time.Time
	ready bool
	user  string
	app   string
}

func (s *status) hear(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = now
}

// up notes that the connection works. An empty user or app leaves what was known.
func (s *status) up(user, app string) {
	s.ups.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ready = true
	if user != "" {
		s.user = user
	}
	if app != "" {
		s.app = app
	}
}

func (s *status) down() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ready = false
}

// Heard returns when the gateway last sent a whole message or a ping; the zero
// time before the first.
func (k *Keeper) Heard() time.Time {
	k.status.mu.Lock()
	defer k.status.mu.Unlock()
	return k.status.heard
}

// Ready reports whether events come in: from READY or RESUMED until the
// connection ends.
func (k *Keeper) Ready() bool {
	k.status.mu.Lock()
	defer k.status.mu.Unlock()
	return k.status.ready
}

// User returns the bot's own user id, empty until the first READY that had one.
func (k *Keeper) User() string {
	k.status.mu.Lock()
	defer k.status.mu.Unlock()
	return k.status.user
}

// Application returns the id of the bot's application, empty until the first
// READY that had one.
func (k *Keeper) Application() string {
	k.status.mu.Lock()
	defer k.status.mu.Unlock()
	return k.status.app
}

// Reconnects returns how often the connection has come back since Run began:
// each READY or RESUMED after the first.
func (k *Keeper) Reconnects() int64 { return max(0, k.status.ups.Load()-1) }

// Dropped returns how many messages of the gateway were passed over since they
// made no sense.
func (k *Keeper) Dropped() int64 { return k.status.dropped.Load() }
