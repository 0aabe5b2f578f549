package words

import (
	"maps"
	"sync"
	"sync/atomic"
)

// A memo remembers what strings were made into. Reading takes no lock: a map that
// is never written again is read, and what is new gathers in a second one until
// that is worth a new first one.
type memo[V any] struct {
	limit int
	read  atomic.Pointer[map[string]V]

	mu    sync.Mutex
	fresh map[string]V
}

// get returns the value of key, made with f where it is not remembered. A value
// is remembered while there are fewer than limit; keep makes the key that is kept.
func (m *memo[V]) get(key string, f func(string) V, keep func(string) string) V {
	if r := m.read.Load(); r != nil {
		if v, ok := (*r)[key]; ok {
			return v
		}
	}
	m.mu.Lock()
	v, ok := m.fresh[key]
	m.missed()
	m.mu.Unlock()
	if ok {
		return v
	}
	key = keep(key)
	v = f(key) // outside the lock: two that miss the same key at once both make it
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fresh == nil {
		m.fresh = map[string]V{}
	}
	if m.size() < m.limit {
		m.fresh[key] = v
	}
	return v
}

func (m *memo[V]) size() int {
	n := len(m.fresh)
	if r := m.read.Load(); r != nil {
		n += len(*r)
	}
	return n
}

// missed makes a new map to read when the fresh part has grown to half of it.
func (m *memo[V]) missed() {
	old := m.read.Load()
	known := 0
	if old != nil {
		known = len(*old)
	}
	if len(m.fresh) < 256+known/2 {
		return
	}
	next := make(map[string]V, known+len(m.fresh))
	if old != nil {
		maps.Copy(next, *old)
	}
	maps.Copy(next, m.fresh)
	m.read.Store(&next)
	m.fresh = nil
}
