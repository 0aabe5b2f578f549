package memory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// get returns the entry of key, unless it is absent, broken or its age is over.
func (f *Files) get(ctx context.Context, key string) (entry, bool, error) {
	e, err := f.load(ctx, key)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errBroken):
		return entry{}, false, nil
	case err != nil:
		return entry{}, false, err
	case e.expired(f.now()):
		return entry{}, false, nil
	}
	return e, true, nil
}

// load returns the entry in the file of key, whatever its age. A broken file is
// logged and an error that wraps errBroken.
func (f *Files) load(ctx context.Context, key string) (entry, error) {
	path := placeOf(key).path(f.dir)
	var buf []byte
	var info fs.FileInfo
	err := patient(ctx, func() (err error) {
		buf, info, err = readFile(path)
		return err
	})
	var e entry
	if err == nil {
		e, err = decode(buf)
	}
	if err == nil && e.key != key {
		err = fmt.Errorf("%w: it is of key %s", errBroken, e.key)
	}
	if errors.Is(err, errBroken) {
		f.tell("memory file broken", path, info, err)
	}
	if err != nil {
		return entry{}, err
	}
	f.guard(path, info)
	return e, nil
}

// readFile returns the content of a file, and what is known of it unless it is
// not there.
func readFile(path string) ([]byte, fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() { // opening a pipe would wait for its other end
		return nil, info, fmt.Errorf("%w: it is no file", errBroken)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, info, err
	}
	defer file.Close()
	if info, err = file.Stat(); err != nil { // it may be another one by now
		return nil, nil, err
	}
	if info.Size() > maxFile {
		return nil, info, fmt.Errorf("%w: it has %d bytes", errBroken, info.Size())
	}
	buf := make([]byte, info.Size())
	_, err = io.ReadFull(file, buf)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: it became shorter", errBroken)
	}
	return buf, info, err
}

// guard takes a file away from others who may read it, as after a copy from
// elsewhere. What they have read by then they know, hence the warning.
func (f *Files) guard(path string, info fs.FileInfo) {
	if !checksModes || info.Mode().Perm()&0o077 == 0 {
		return
	}
	if err := os.Chmod(path, 0o600); err != nil {
		f.tell("memory file is open to others", path, info, err)
		return
	}
	f.tell("memory file was open to others", path, info, nil)
}

// maxTold bounds what is remembered of the log.
const maxTold = 1000

// tell warns of a file once for each time that it is written.
func (f *Files) tell(msg, path string, info fs.FileInfo, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.told[path].Equal(info.ModTime()) {
		return
	}
	if len(f.told) >= maxTold {
		clear(f.told)
	}
	f.told[path] = info.ModTime()
	lg := f.lg.With("file", path, "mode", info.Mode().String())
	if err != nil {
		lg = lg.With("err", err)
	}
	lg.Warn(msg)
}

// put writes the file of e in one step. Whoever calls holds the lock of its key.
func (f *Files) put(ctx context.Context, e entry) error {
	tmp, err := f.temp(encode(e))
	if err != nil {
		return err
	}
	path := placeOf(e.key).path(f.dir)
	rename := func() error { return os.Rename(tmp, path) }
	err = patient(ctx, rename)
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.makeFolders(filepath.Dir(path)); err == nil {
			err = patient(ctx, rename)
		}
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return f.syncDir(filepath.Dir(path))
}

// makeFolders makes the folder of a file, and the one above it.
func (f *Files) makeFolders(dir string) error {
	if err := os.MkdirAll(dir, private); err != nil {
		return err
	}
	return errors.Join(f.syncDir(filepath.Dir(dir)), f.syncDir(f.dir))
}

// temp returns the path of a new file with content, which is on the disk.
func (f *Files) temp(content []byte) (string, error) {
	dir := filepath.Join(f.dir, tempDir)
	pattern := strconv.Itoa(os.Getpid()) + "-*"
	file, err := os.CreateTemp(dir, pattern)
	if errors.Is(err, fs.ErrNotExist) { // somebody has emptied the folder
		if err = os.MkdirAll(dir, private); err == nil {
			file, err = os.CreateTemp(dir, pattern)
		}
	}
	if err != nil {
		return "", err
	}
	_, err = file.Write(content)
	if err == nil {
		err = f.sync(file)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

// remove removes the file of a place. Whoever calls holds the lock of its key.
func (f *Files) remove(ctx context.Context, p place) error {
	path := p.path(f.dir)
	err := patient(ctx, func() error { return os.Remove(path) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.syncDir(filepath.Dir(path))
}

// syncDir puts the names in a folder on the disk, where the system can.
func (f *Files) syncDir(dir string) error {
	if !syncsFolders {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.sync(d)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}

// patience is how long something that another process may have open for a moment
// is tried again, which only Windows asks for.
const patience = 2 * time.Second

// patient calls do until it is not refused for what another process has open.
func patient(ctx context.Context, do func() error) error {
	err := do()
	for end := time.Now().Add(patience); isBusy(err) && time.Now().Before(end); err = do() {
		if err := pause(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return err
}

// pause waits for d to 2d, so that several who wait do not do so in step.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d + rand.N(d))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
