package memory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// sweepPause is between two sweeps. What is left until then is only room on
	// the disk: nobody sees a value whose age is over.
	sweepPause = time.Hour

	// leftoverAge is far above the seconds that any process takes to write a
	// temporary file.
	leftoverAge = time.Hour
)

// Run sweeps at once and then each hour, until ctx ends. It logs what it cannot
// remove. Several processes that do so at one folder do no harm.
func (f *Files) Run(ctx context.Context) {
	tick := time.NewTicker(sweepPause)
	defer tick.Stop()
	for ctx.Err() == nil {
		removed, err := f.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			f.lg.Warn("memory not swept", "err", err)
		}
		f.lg.Debug("memory swept", "removed", removed)
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}

// Sweep removes the values whose age is over, and what killed processes have left
// behind. It returns the number of values. What cannot be read or removed stays,
// and the error names the first of them. Sweep ends with ctx.
func (f *Files) Sweep(ctx context.Context) (removed int, err error) {
	s := sweep{f: f}
	if err := s.folder(ctx, f.dir, 0); err != nil {
		return s.removed, wrap("sweep memory", err)
	}
	s.leftovers()
	if s.failed > 0 {
		err = fmt.Errorf("sweep memory: %d failures, the first: %w", s.failed, s.first)
	}
	return s.removed, err
}

// A sweep is the state of one Sweep.
type sweep struct {
	f       *Files
	removed int
	failed  int
	first   error // of the failed
}

// note counts what has failed; what another process was faster to remove has not.
func (s *sweep) note(err error) {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return
	}
	if s.failed++; s.failed == 1 {
		s.first = err
	}
}

// folder sweeps dir, which is that deep below the folder of all; files are in the
// folders of depth 2.
func (s *sweep) folder(ctx context.Context, dir string, depth int) error {
	entries, err := os.ReadDir(dir)
	s.note(err)
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case depth == 2 && e.Type().IsRegular():
			s.note(s.file(ctx, path))
		case depth < 2 && e.IsDir():
			if err := s.folder(ctx, path, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// file removes a file whose age is over. Only what its own key would find is a
// value: a copy that somebody made stays.
func (s *sweep) file(ctx context.Context, path string) error {
	head, err := readHead(path)
	if err != nil {
		return err
	}
	_, _, e, err := decodeHead(head)
	if err != nil || !e.expired(s.f.now()) {
		return nil
	}
	p := placeOf(e.key)
	if p.path(s.f.dir) != path {
		return nil
	}
	return s.f.locked(ctx, p.stripe, func() error {
		e, err := s.f.load(ctx, e.key) // it may have been written again
		if errors.Is(err, errBroken) || err == nil && !e.expired(s.f.now()) {
			return nil
		}
		if err == nil {
			err = patient(ctx, func() error { return os.Remove(path) })
		}
		if err == nil {
			s.removed++
		}
		return err
	})
}

// readHead returns the beginning of a file.
func readHead(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	buf := make([]byte, maxHead)
	n, err := io.ReadFull(file, buf)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return buf[:n], err
}

// leftovers removes old temporary files. Their age is by the clock of the disk.
func (s *sweep) leftovers() {
	dir := filepath.Join(s.f.dir, tempDir)
	entries, err := os.ReadDir(dir)
	s.note(err)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > leftoverAge {
			err = os.Remove(filepath.Join(dir, e.Name()))
		}
		s.note(err)
	}
}
