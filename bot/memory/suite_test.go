package memory_test

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/memory"
	"footnote/bot/memory/memorytest"
)

func TestFiles(t *testing.T) {
	memorytest.Run(t, func(t testing.TB, now func() time.Time) memory.Memory {
		return open(t, t.TempDir(), now)
	})
}

// TestTwoFiles runs the suite on a folder that is open twice, as by two processes:
// each call is made on the other one.
func TestTwoFiles(t *testing.T) {
	memorytest.Run(t, func(t testing.TB, now func() time.Time) memory.Memory {
		dir := t.TempDir()
		return newTurns(open(t, dir, now), open(t, dir, now))
	})
}

func open(t testing.TB, dir string, now func() time.Time) *memory.Files {
	t.Helper()
	f, err := memory.OpenUnsynced(slog.New(slog.DiscardHandler), dir, memory.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// turns is a Memory that hands each call to the next of several.
type turns struct {
	next atomic.Uint64
	all  []memory.Memory
}

func newTurns(all ...memory.Memory) *turns { return &turns{all: all} }

func (u *turns) turn() memory.Memory { return u.all[u.next.Add(1)%uint64(len(u.all))] }

func (u *turns) Get(ctx context.Context, key string) ([]byte, bool, error) {
	return u.turn().Get(ctx, key)
}

func (u *turns) Put(ctx context.Context, key string, value []byte, age time.Duration) error {
	return u.turn().Put(ctx, key, value, age)
}

func (u *turns) Delete(ctx context.Context, key string) error { return u.turn().Delete(ctx, key) }

func (u *turns) Add(ctx context.Context, key string, n int64, age time.Duration) (int64, error) {
	return u.turn().Add(ctx, key, n, age)
}

func (u *turns) Keep(ctx context.Context, key string, value []byte) ([]byte, error) {
	return u.turn().Keep(ctx, key, value)
}
