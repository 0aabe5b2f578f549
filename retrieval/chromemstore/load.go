package chromemstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Each try fails only because another process has changed the folder meanwhile.
// So many in a row are no chance but a file system that lists what is not there.
const manyTries = 100

// A loader fills a store from its folder.
type loader struct {
	*Store
	known   map[string]bool // segments that were dealt with
	marks   map[string]bool // documents that are deleted
	used    map[string]bool // those of them which a segment holds
	foreign bool            // a segment was left alone: there is no knowing what it holds
}

// load adds what the folder holds, and looks again until there is nothing new: a
// segment may go while the folder is listed or read, when another process has
// copied its documents into one that was not listed yet.
func (s *Store) load(ctx context.Context) error {
	l := &loader{Store: s, known: map[string]bool{}, used: map[string]bool{}}
	for range manyTries {
		files, err := l.unknown()
		if err != nil {
			return err
		}
		if len(files) == 0 {
			break
		}
		if err := l.dir.readAll(ctx, files, l.model, l.deal); err != nil {
			return err
		}
	}
	s.dir.sweep(time.Now(), func(mark string) bool { return l.foreign || l.used[mark] })
	return nil
}

// unknown returns the segments that were not dealt with, in the order of bySize:
// of a document that several hold, the first counts.
func (l *loader) unknown() ([]file, error) {
	files, marks, err := l.dir.list()
	if err != nil {
		return nil, err
	}
	l.marks = marks
	files = slices.DeleteFunc(files, func(f file) bool { return l.known[f.name] })
	slices.SortFunc(files, func(a, b file) int { return bySize(a.size, b.size, a.name, b.name) })
	return files, nil
}

// deal deals with a segment that was read, or with why it cannot be.
func (l *loader) deal(ctx context.Context, f file, p part, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil // and not known, should it come back
	}
	l.known[f.name] = true
	if err == nil && !l.mem.fits(p.dims) {
		err = fmt.Errorf("%w: %d dimensions, want %d", errForeign, p.dims, l.mem.dims)
	}
	if err != nil {
		l.reject(f, err)
		return nil
	}
	return l.take(ctx, p)
}

// bySize orders segments, the biggest first.
func bySize(a, b int64, nameA, nameB string) int {
	return cmp.Or(cmp.Compare(b, a), strings.Compare(nameA, nameB))
}

// take adds the content of a segment to memory and registers it.
func (l *loader) take(ctx context.Context, p part) error {
	var live []*doc
	for _, d := range p.docs {
		if mark := markOf(d.key); l.marks[mark] {
			l.used[mark] = true
		} else {
			live = append(live, d)
		}
	}
	if err := l.mem.add(ctx, p.dims, live); err != nil {
		return err
	}
	l.register(p)
	return nil
}

// reject removes a damaged segment, and leaves any other that cannot be used.
func (l *loader) reject(f file, err error) {
	path := l.dir.segment(f.name)
	if errors.Is(err, errDamaged) {
		l.lg.Warn("vector file is damaged, removed", "file", path, "err", errors.Join(err, l.dir.remove(f.name)))
		return
	}
	l.foreign = true
	l.lg.Warn("vector file left alone", "file", path, "err", err)
}

// read reads a segment into *buf, which grows as needed, and returns its content.
func (f folder) read(buf *[]byte, name, model string) (part, error) {
	r, err := os.Open(f.segment(name))
	if err != nil {
		return part{}, err
	}
	defer r.Close()
	info, err := r.Stat() // not as it was listed: it may be another file since
	if err != nil {
		return part{}, err
	}
	if int64(cap(*buf)) < info.Size() {
		*buf = make([]byte, info.Size())
	}
	b := (*buf)[:info.Size()]
	if _, err := io.ReadFull(r, b); err != nil {
		return part{}, err
	}
	if err := verify(b); err != nil {
		return part{}, err
	}
	p, err := decode(b, model)
	p.name = name
	return p, err
}

// readAll reads segments, several at a time, and hands them, or why one cannot
// be read, to take in the order of files. Only a few are held as bytes, so that
// the peak of memory is little above what take keeps.
func (f folder) readAll(ctx context.Context, files []file, model string, take func(context.Context, file, part, error) error) error {
	type result struct {
		part part
		err  error
	}
	results := make([]chan result, len(files))
	for i := range results {
		results[i] = make(chan result, 1) // nobody waits for take
	}
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			var buf []byte
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				p, err := f.read(&buf, files[i].name, model)
				results[i] <- result{p, err}
			}
		})
	}
	for i, fi := range files {
		select {
		case r := <-results[i]:
			if err := take(ctx, fi, r.part, r.err); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
