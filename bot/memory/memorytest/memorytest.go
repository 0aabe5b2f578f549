// Package memorytest holds what every memory.Memory promises, as one suite.
package memorytest

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/memory"
)

// Run checks the memories that open returns. Each test opens one, which must be
// empty and measure ages by now; what has to be closed open leaves to t.Cleanup.
// The clock moves only when a test moves it, and never by less than a millisecond.
func Run(t *testing.T, open func(t testing.TB, now func() time.Time) memory.Memory) {
	tests := []struct {
		name string
		test func(*testing.T, box)
	}{
		{"absent", testAbsent},
		{"put", testPut},
		{"values", testValues},
		{"big values", testBig},
		{"keys", testKeys},
		{"bad keys", testBadKeys},
		{"ages", testAges},
		{"ages put again", testAgesAgain},
		{"longest age", testLongestAge},
		{"negative ages", testNegativeAges},
		{"counters", testCounters},
		{"ages of counters", testCounterAges},
		{"what is no counter", testNoCounter},
		{"counters at their limits", testCounterLimits},
		{"keep", testKeep},
		{"ages and keep", testKeepAges},
		{"aliasing", testAliasing},
		{"cancelled", testCancelled},
		{"goroutines add", testGoroutinesAdd},
		{"goroutines keep", testGoroutinesKeep},
		{"goroutines put", testGoroutinesPut},
		{"goroutines at expiry", testGoroutinesExpiry},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &clock{}
			tt.test(t, box{t, open(t, c.now), c})
		})
	}
}

// A clock stands still until it is moved.
type clock struct{ moved atomic.Int64 }

func (c *clock) now() time.Time {
	return time.Date(2024, 5, 4, 12, 0, 0, 0, time.UTC).Add(time.Duration(c.moved.Load()))
}

func (c *clock) move(d time.Duration) { c.moved.Add(int64(d)) }

// A box is a memory under test. Its methods, which any goroutine may call, fail the
// test on errors.
type box struct {
	t *testing.T
	memory.Memory
	*clock
}

func (b box) put(key, value string, age time.Duration) {
	b.t.Helper()
	if err := b.Put(b.t.Context(), key, []byte(value), age); err != nil {
		b.t.Error(err)
	}
}

func (b box) remove(key string) {
	b.t.Helper()
	if err := b.Delete(b.t.Context(), key); err != nil {
		b.t.Error(err)
	}
}

func (b box) has(key, want string) {
	b.t.Helper()
	got, ok, err := b.Get(b.t.Context(), key)
	if err != nil || !ok || string(got) != want {
		b.t.Errorf("get %s: got %.60q, %v, %v, want %.60q", key, got, ok, err, want)
	}
}

func (b box) hasNot(key string) {
	b.t.Helper()
	got, ok, err := b.Get(b.t.Context(), key)
	if err != nil || ok || got != nil {
		b.t.Errorf("get %s: got %.60q, %v, %v, want it absent", key, got, ok, err)
	}
}

func (b box) add(key string, n int64, age time.Duration, want int64) {
	b.t.Helper()
	if got, err := b.Add(b.t.Context(), key, n, age); err != nil || got != want {
		b.t.Errorf("add %d to %s: got %d, %v, want %d", n, key, got, err, want)
	}
}

func (b box) keep(key, value, want string) {
	b.t.Helper()
	if got, err := b.Keep(b.t.Context(), key, []byte(value)); err != nil || string(got) != want {
		b.t.Errorf("keep %s: got %.60q, %v, want %.60q", key, got, err, want)
	}
}

// calls makes each call that takes a key, and returns their errors by name.
func (b box) calls(ctx context.Context, key string) map[string]error {
	_, _, get := b.Get(ctx, key)
	_, add := b.Add(ctx, key, 1, 0)
	_, keep := b.Keep(ctx, key, []byte("kept"))
	return map[string]error{
		"get":    get,
		"put":    b.Put(ctx, key, []byte("put"), 0),
		"delete": b.Delete(ctx, key),
		"add":    add,
		"keep":   keep,
	}
}

func wantError(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got error %v, want %v", what, got, want)
	}
}

func testAliasing(t *testing.T, b box) {
	ctx, put, kept := t.Context(), []byte("value"), []byte("first")
	if err := b.Put(ctx, "put", put, 0); err != nil {
		t.Fatal(err)
	}
	got, err := b.Keep(ctx, "keep", kept)
	if err != nil {
		t.Fatal(err)
	}
	clear(put)
	clear(kept)
	b.has("put", "value")
	b.has("keep", "first")
	if !bytes.Equal(got, []byte("first")) {
		t.Errorf("keep returned what it was given: %q", got)
	}
	clear(got)
	again, err := b.Keep(ctx, "keep", []byte("second"))
	if err != nil {
		t.Fatal(err)
	}
	clear(again)
	read, _, err := b.Get(ctx, "put")
	if err != nil {
		t.Fatal(err)
	}
	clear(read)
	b.has("put", "value")
	b.has("keep", "first")
}

func testCancelled(t *testing.T, b box) {
	b.put("there", "value", 0)
	b.add("counter", 1, 0, 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, key := range []string{"there", "counter", "absent"} {
		for call, err := range b.calls(ctx, key) {
			wantError(t, call+" "+key, err, context.Canceled)
		}
	}
	b.has("there", "value")
	b.has("counter", "1")
	b.hasNot("absent")
}
