package memory

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// stripes is the number of locks. It is the same for all processes: who had
// another one would write between another's reading and writing.
const stripes = 64

// Waiting for another process begins and ends with these pauses. Writing a value
// takes some milliseconds.
const (
	shortPause = 200 * time.Microsecond
	longPause  = 5 * time.Millisecond
)

// errHeld is what a lock is that another process has, or another Files in this one.
var errHeld = errors.New("lock is held")

// locked calls do while it holds lock n, for which it waits.
func (f *Files) locked(ctx context.Context, n int, do func() error) error {
	select {
	case f.locks[n] <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-f.locks[n] }()
	for wait := shortPause; ; wait = min(2*wait, longPause) {
		file, err := f.tryLock(n)
		if err == nil {
			return errors.Join(do(), unlock(file))
		}
		if !errors.Is(err, errHeld) {
			return err
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
}

// tryLock returns the file of lock n, locked, or an error that wraps errHeld.
func (f *Files) tryLock(n int) (*os.File, error) {
	path := filepath.Join(f.dir, lockDir, fmt.Sprintf("%02x", n))
	file, err := openLock(path)
	if err != nil {
		return nil, err
	}
	if err := lock(file); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	return file, nil
}

func openLock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	if err := os.MkdirAll(filepath.Dir(path), private); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}
