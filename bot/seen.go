package bot

import (
	"sync"
	"time"
)

// Seen remembers ids for a while: Discord delivers some events twice.
type seen struct {
	mu     sync.Mutex
	recent map[string]bool // seen since turned
	older  map[string]bool // seen before
	turned time.Time
}

// seenFor is how long an id is remembered at least: as long as the token of an
// interaction lives.
const seenFor = 15 * time.Minute

// first reports whether an id comes for the first time.
func (s *seen) first(id string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.turned) >= seenFor {
		s.older, s.recent, s.turned = s.recent, map[string]bool{}, now
	}
	if s.recent[id] || s.older[id] {
		return false
	}
	s.recent[id] = true
	return true
}
