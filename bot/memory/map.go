package memory

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A Map is a Memory that forgets everything when the process ends.
type Map struct {
	now func() time.Time

	mu      sync.Mutex
	entries map[string]entry
	full    int // number of entries at which those whose age is over are removed
}

var _ Memory = (*Map)(nil)

// roomy is far below what a process minds to keep and far above what tests put.
const roomy = 1024

// NewMap returns an empty Map.
func NewMap(opts Options) *Map {
	return &Map{now: opts.clock(), entries: map[string]entry{}, full: roomy}
}

// get returns what is there, which is the map's own.
func (m *Map) get(key string) (entry, bool) {
	e, ok := m.entries[key]
	if ok && e.expired(m.now()) {
		return entry{}, false
	}
	return e, ok
}

// put keeps e, and makes room when the map has doubled since it last did.
func (m *Map) put(e entry) {
	m.entries[e.key] = e
	if len(m.entries) < m.full {
		return
	}
	now := m.now()
	for key, old := range m.entries {
		if old.expired(now) {
			delete(m.entries, key)
		}
	}
	m.full = roomy + 2*len(m.entries)
}

// Get returns a value as Memory says.
func (m *Map) Get(ctx context.Context, key string) ([]byte, bool, error) {
	if err := start(ctx, CheckKey(key)); err != nil {
		return nil, false, failed("get", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.get(key)
	return slices.Clone(e.value), ok, nil
}

// Put keeps a value as Memory says.
func (m *Map) Put(ctx context.Context, key string, value []byte, age time.Duration) error {
	if err := start(ctx, Check(key, value, age)); err != nil {
		return failed("put", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(newEntry(key, slices.Clone(value), age, m.now()))
	return nil
}

// Delete removes a value as Memory says.
func (m *Map) Delete(ctx context.Context, key string) error {
	if err := start(ctx, CheckKey(key)); err != nil {
		return failed("delete", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.entries, key)
	return nil
}

// Add counts as Memory says.
func (m *Map) Add(ctx context.Context, key string, n int64, age time.Duration) (int64, error) {
	if err := start(ctx, Check(key, nil, age)); err != nil {
		return 0, failed("add to", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.get(key)
	if !ok {
		e = newEntry(key, []byte("0"), age, m.now())
	}
	e, sum, err := e.plus(n)
	if err != nil {
		return 0, failed("add to", key, err)
	}
	m.put(e)
	return sum, nil
}

// Keep makes a value once as Memory says.
func (m *Map) Keep(ctx context.Context, key string, value []byte) ([]byte, error) {
	if err := start(ctx, Check(key, value, 0)); err != nil {
		return nil, failed("keep", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.get(key)
	if !ok {
		e = entry{key: key, value: slices.Clone(value)}
		m.put(e)
	}
	return slices.Clone(e.value), nil
}
