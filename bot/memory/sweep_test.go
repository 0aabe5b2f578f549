package memory

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSweep(t *testing.T) {
	now := time.Now()
	f, l := mustOpen(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	for i := range 30 {
		mustPut(t, f, fmt.Sprintf("answer/%d", i), "a", time.Duration(i%3)*time.Hour) // every third for ever
	}
	mustPut(t, f, "Quota", "1", time.Hour)
	for _, wanted := range []struct{ removed, left int }{{0, 31}, {11, 20}, {10, 10}, {0, 10}} {
		if n, err := f.Sweep(t.Context()); n != wanted.removed || err != nil {
			t.Errorf("sweep: removed %d, %v, want %d", n, err, wanted.removed)
		}
		if left := len(files(t, f.dir)); left != wanted.left {
			t.Errorf("%d files are left, want %d", left, wanted.left)
		}
		now = now.Add(time.Hour)
	}
	want(t, f, "answer/27", "a")
	if lines := l.lines(); len(lines) > 0 {
		t.Errorf("logged: %q", lines)
	}
}

// TestSweepLeaves checks what is none of a sweep's business.
func TestSweepLeaves(t *testing.T) {
	now := time.Now()
	f, _ := mustOpen(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	mustPut(t, f, "answer/1", "a", time.Hour)
	path := files(t, f.dir)[0]
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	others := map[string]bool{ // and whether they are removed
		path:                                   true,
		path + ".bak":                          false,
		filepath.Join(filepath.Dir(path), "0"): false,
		filepath.Join(f.dir, "copy"):           false,
		filepath.Join(f.dir, "answer/copy"):    false,
		filepath.Join(f.dir, ".git/ab/copy"):   false,
		filepath.Join(f.dir, tempDir, "old"):   true,
		filepath.Join(f.dir, tempDir, "new"):   false,
		filepath.Join(f.dir, "notes/empty/x"):  false,
		filepath.Join(f.dir, "a/b/c/copy"):     false,
	}
	for p := range others {
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * leftoverAge)
	if err := os.Chtimes(filepath.Join(f.dir, tempDir, "old"), old, old); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	if n, err := f.Sweep(t.Context()); n != 1 || err != nil {
		t.Errorf("sweep: removed %d, %v, want 1", n, err)
	}
	for p, removed := range others {
		if _, err := os.Stat(p); os.IsNotExist(err) != removed {
			t.Errorf("%s: %v, want it removed: %v", p, err, removed)
		}
	}
}

// TestSweepMeanwhile puts a value again after the sweep has seen that its age is
// over, and before the sweep gets the lock: the new value must not go.
func TestSweepMeanwhile(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		f, _ := mustOpen(t, dir, Options{})
		mustPut(t, f, "answer/1", "old", time.Hour)
		time.Sleep(time.Hour) // of the bubble's clock
		n := placeOf("answer/1").stripe
		f.locks[n] <- struct{}{}
		removed := make(chan int)
		go func() {
			n, err := f.Sweep(t.Context())
			if err != nil {
				t.Error(err)
			}
			removed <- n
		}()
		synctest.Wait() // until the sweep waits for the lock
		if err := f.put(t.Context(), newEntry("answer/1", []byte("new"), time.Hour, f.now())); err != nil {
			t.Error(err)
		}
		<-f.locks[n]
		if got := <-removed; got != 0 {
			t.Errorf("sweep: removed %d", got)
		}
		want(t, f, "answer/1", "new")
	})
}

func TestSweepFails(t *testing.T) {
	f, _ := mustOpen(t, filepath.Join(t.TempDir(), "memory"), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	mustPut(t, f, "answer/1", "a", time.Hour)
	cancel()
	if _, err := f.Sweep(ctx); err == nil {
		t.Error("sweep with a cancelled context: no error")
	}
	if err := os.RemoveAll(f.dir); err != nil {
		t.Fatal(err)
	}
	if n, err := f.Sweep(t.Context()); n != 0 || err != nil {
		t.Errorf("sweep of what is not there: %d, %v", n, err)
	}
	if err := os.WriteFile(f.dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Sweep(t.Context()); err == nil || !strings.Contains(err.Error(), f.dir) {
		t.Errorf("sweep of a file: %v", err)
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		f, _ := mustOpen(t, dir, Options{})
		ctx, cancel := context.WithCancel(t.Context())
		mustPut(t, f, "answer/over", "a", time.Second)
		mustPut(t, f, "answer/soon", "a", 90*time.Minute)
		mustPut(t, f, "answer/late", "a", 48*time.Hour)
		time.Sleep(time.Minute) // of the bubble's clock
		done := make(chan bool)
		go func() {
			f.Run(ctx)
			close(done)
		}()
		for _, wanted := range []struct {
			after time.Duration
			files int
		}{{time.Second, 2}, {time.Hour, 2}, {time.Hour, 1}, {48 * time.Hour, 0}} {
			time.Sleep(wanted.after)
			synctest.Wait()
			if got := len(files(t, dir)); got != wanted.files {
				t.Errorf("%v later: %d files, want %d", wanted.after, got, wanted.files)
			}
		}
		cancel()
		<-done
	})
}
