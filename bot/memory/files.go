package memory

// What is in the folder of Files:
//
//	<first>/<xx>/<rest>  a value, see envelope.go: <first> is for the part of its
//	                     key before the first slash, "=" where there is none, and
//	                     <rest> for what follows; <xx> is the first byte of the
//	                     SHA-256 of the key, so that no folder gets too full
//	.lock/<nn>           64 empty files for locks; they stay
//	.tmp/<pid>-<…>       a file being written, or left by a process that was killed
//
// Names stay apart where upper and lower case are one, and are possible on
// Windows: "+a" stands for "A", "=" for ".", "," for "/". A name over 100 bytes is
// its first 60, "@" and the SHA-256 of what it stands for, half of it. An empty
// name, and one that is a device on Windows, ends with "+".
//
// A file appears by renaming, whole and synced, so whoever reads needs no lock.
// Whoever writes or removes holds the lock of the key, whose number comes from the
// second byte of the SHA-256 of the key: nobody writes between another's reading
// and writing. The operating system ends the locks of a process that is killed.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	lockDir = ".lock"
	tempDir = ".tmp"
	private = 0o700 // permissions of folders; files have 0600
)

// Files is a Memory in a folder that several processes may have open. It must be
// on a file system that renames in one step and can lock files.
//
// A file that is broken is as absent, and logged once, until its key is written
// or deleted. Whatever lies elsewhere than where a key leads is left alone.
type Files struct {
	lg    *slog.Logger
	dir   string // absolute
	now   func() time.Time
	locks [stripes]chan struct{} // each holds one token: whoever has put it there may lock the file
	sync  func(*os.File) error   // (*os.File).Sync, but for tests
	mu    sync.Mutex
	told  map[string]time.Time // what was logged of which file, and when that had been written
}

var _ Memory = (*Files)(nil)

// OpenFiles returns the Memory in the folder dir, and makes the folder, for its
// owner only, where there is none. It warns when others may write to a folder that
// is there, and leaves its permissions alone: they are its owner's business. A file
// that others may read is made private when it is read, with a warning.
//
// Where the folder cannot be made, written or locked, the error wraps the reason,
// such as fs.ErrPermission. There is nothing to close; see Run for the sweep.
func OpenFiles(lg *slog.Logger, dir string, opts Options) (*Files, error) {
	return openFiles(lg, dir, opts, (*os.File).Sync)
}

// openFiles opens a Memory with its own way to put a file or a folder on the disk.
func openFiles(lg *slog.Logger, dir string, opts Options, sync func(*os.File) error) (*Files, error) {
	if dir == "" {
		return nil, errors.New("open memory: no folder is named")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open memory: %w", err)
	}
	f := &Files{lg: lg, dir: abs, now: opts.clock(), sync: sync, told: map[string]time.Time{}}
	for n := range f.locks {
		f.locks[n] = make(chan struct{}, 1)
	}
	if err := f.prepare(); err != nil {
		return nil, fmt.Errorf("open memory: %w", err)
	}
	return f, nil
}

// prepare makes the folder and sees whether it can be written and locked.
func (f *Files) prepare() error {
	for _, dir := range []string{f.dir, filepath.Join(f.dir, lockDir), filepath.Join(f.dir, tempDir)} {
		if err := os.MkdirAll(dir, private); err != nil {
			return err
		}
	}
	info, err := os.Stat(f.dir)
	if err != nil {
		return err
	}
	if checksModes && info.Mode().Perm()&0o022 != 0 {
		f.lg.Warn("memory folder open to others", "folder", f.dir, "mode", info.Mode().Perm().String())
	}
	tmp, err := f.temp([]byte(magic))
	if err != nil {
		return err
	}
	if err := os.Remove(tmp); err != nil {
		return err
	}
	file, err := f.tryLock(0)
	if errors.Is(err, errHeld) {
		return nil // by another process, so it can be
	}
	if err != nil {
		return err
	}
	return unlock(file)
}

// Get returns a value as Memory says.
func (f *Files) Get(ctx context.Context, key string) ([]byte, bool, error) {
	if err := start(ctx, CheckKey(key)); err != nil {
		return nil, false, failed("get", key, err)
	}
	e, ok, err := f.get(ctx, key)
	return e.value, ok, failed("get", key, err)
}

// Put keeps a value as Memory says. When it returns, the value is on the disk.
func (f *Files) Put(ctx context.Context, key string, value []byte, age time.Duration) error {
	if err := start(ctx, Check(key, value, age)); err != nil {
		return failed("put", key, err)
	}
	return failed("put", key, f.locked(ctx, placeOf(key).stripe, func() error {
		return f.put(ctx, newEntry(key, value, age, f.now()))
	}))
}

// Delete removes a value as Memory says.
func (f *Files) Delete(ctx context.Context, key string) error {
	if err := start(ctx, CheckKey(key)); err != nil {
		return failed("delete", key, err)
	}
	p := placeOf(key)
	if _, err := os.Lstat(p.path(f.dir)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return failed("delete", key, f.locked(ctx, p.stripe, func() error {
		return f.remove(ctx, p)
	}))
}

// Add counts as Memory says.
func (f *Files) Add(ctx context.Context, key string, n int64, age time.Duration) (int64, error) {
	if err := start(ctx, Check(key, nil, age)); err != nil {
		return 0, failed("add to", key, err)
	}
	var sum int64
	err := f.locked(ctx, placeOf(key).stripe, func() error {
		e, ok, err := f.get(ctx, key)
		if err != nil {
			return err
		}
		if !ok {
			e = newEntry(key, []byte("0"), age, f.now())
		}
		if e, sum, err = e.plus(n); err != nil || ok && n == 0 {
			return err
		}
		return f.put(ctx, e)
	})
	if err != nil {
		return 0, failed("add to", key, err)
	}
	return sum, nil
}

// Keep makes a value once as Memory says. What is there it only reads.
func (f *Files) Keep(ctx context.Context, key string, value []byte) ([]byte, error) {
	if err := start(ctx, Check(key, value, 0)); err != nil {
		return nil, failed("keep", key, err)
	}
	e, ok, err := f.get(ctx, key)
	if err == nil && !ok {
		err = f.locked(ctx, placeOf(key).stripe, func() error {
			if e, ok, err = f.get(ctx, key); ok || err != nil {
				return err
			}
			e = entry{key: key, value: append([]byte(nil), value...)}
			return f.put(ctx, e)
		})
	}
	if err != nil {
		return nil, failed("keep", key, err)
	}
	return e.value, nil
}
