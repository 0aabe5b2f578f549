// Package chromemstore keeps the passages and vectors of one story under one
// model: searched in memory by chromem-go, filed as segments in a folder.
//
// Chromem's own files are one for each passage and not written in one step, so
// it is used as an index only. Vectors are scaled to length 1 before they are
// kept: scores are cosines, and the length of a vector is lost.
//
// See folder.go for what is in the folder and who may change it when, and
// segment.go for the shape of a segment.
package chromemstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"footnote/retrieval"
)

// A Store is a retrieval.Store in memory and, unless it has no folder, on disk.
type Store struct {
	lg    *slog.Logger
	dir   folder
	model string
	max   limits

	// writer holds one token: whoever has put it there may change the folder,
	// what follows and mem. A channel, since waiting for it ends with a context.
	writer   chan struct{}
	segments map[string]*segment // files that hold what is in memory, by name
	mem      *memory
}

var _ retrieval.Store = (*Store)(nil)

// The limits say when a segment is full and when there are too many.
type limits struct {
	docs  int   // documents in a segment, at most
	bytes int64 // vectors and text in a segment; only a single document may have more
	small int   // segments less than half full that may stay so
}

// With 2,048 dimensions and nine passages an article, 256 documents are 19 MB:
// some twenty files for 5,000 articles, and none takes long to write again.
var defaultLimits = limits{docs: 256, bytes: 32 << 20, small: 64}

// Open returns the store in the folder dir, which is for one story and model,
// and makes it where there is none. With dir empty the store lives in memory only.
//
// The name of the model is in every file. A file of another model, or with
// another number of dimensions than the biggest file, is left alone. The number
// of dimensions is that of the first vector, in the folder or put. A damaged file
// is removed: what was in it is missing from Revisions, so that the caller puts
// it again. All of this is logged.
//
// Where the folder cannot be made or written, the error wraps the reason, such as
// fs.ErrPermission. There is nothing to close.
func Open(ctx context.Context, lg *slog.Logger, dir, model string) (*Store, error) {
	return open(ctx, lg, dir, model, defaultLimits)
}

func open(ctx context.Context, lg *slog.Logger, dir, model string, max limits) (*Store, error) {
	mem, err := newMemory()
	if err != nil {
		return nil, err
	}
	s := &Store{
		lg: lg, dir: folder(dir), model: model, max: max, mem: mem,
		writer:   make(chan struct{}, 1),
		segments: map[string]*segment{},
	}
	if dir == "" {
		return s, nil
	}
	if err := s.dir.create(); err != nil {
		return nil, fmt.Errorf("open store of %s: %w", model, err)
	}
	if err := s.load(ctx); err != nil {
		return nil, fmt.Errorf("open store of %s: %w", model, err)
	}
	s.tidy(ctx)
	return s, nil
}

// lock waits until nobody else changes the store.
func (s *Store) lock(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s.writer <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) unlock() { <-s.writer }

// Put adds documents as retrieval.Store says. Where one cannot be filed, none is
// added; those that were filed before it the next Open finds.
func (s *Store) Put(ctx context.Context, docs []retrieval.Document) error {
	if err := s.lock(ctx); err != nil {
		return fmt.Errorf("put %d documents: %w", len(docs), err)
	}
	defer s.unlock()
	fresh, dims, err := s.check(docs)
	if err != nil {
		return fmt.Errorf("put %w", err)
	}
	if err := s.add(ctx, fresh, dims); err != nil {
		return fmt.Errorf("put %d documents: %w", len(docs), err)
	}
	if len(s.segments) > s.max.small {
		s.tidy(ctx)
	}
	return nil
}

// add files documents that are new, and then adds them to memory.
func (s *Store) add(ctx context.Context, docs []retrieval.Document, dims int) error {
	var parts []part
	err := s.file(ctx, docs, dims, 0, func(p part) error {
		parts = append(parts, p)
		return nil
	})
	if err != nil {
		return err
	}
	for _, d := range docs {
		if err := s.dir.revive(key{d.Article, d.Rev}); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if err := s.mem.add(ctx, p.dims, p.docs); err != nil {
			return err
		}
		s.register(p)
	}
	return nil
}

// Delete removes a revision; one that is not there is a no-op. It is gone from
// memory whatever the error; after an error the next Open may find it again.
func (s *Store) Delete(ctx context.Context, article, rev string) error {
	if err := s.lock(ctx); err != nil {
		return fmt.Errorf("delete %s@%s: %w", article, rev, err)
	}
	defer s.unlock()
	k := key{article, rev}
	d := s.mem.docs[k]
	if d == nil {
		return nil
	}
	wasted := false
	for _, g := range s.segments {
		if _, ok := g.live[k]; ok {
			delete(g.live, k)
			g.bytes -= d.size
			wasted = wasted || g.wasted(g.bytes)
		}
	}
	if err := errors.Join(s.mem.remove(ctx, k), s.dir.kill(k)); err != nil {
		return fmt.Errorf("delete %s@%s: %w", article, rev, err)
	}
	if wasted {
		s.tidy(ctx)
	}
	return nil
}

// Nearest returns at most n passages by falling cosine, ties by ID.
func (s *Store) Nearest(ctx context.Context, vector []float32, n int) ([]retrieval.Near, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("nearest: %w", err)
	}
	near, err := s.mem.nearest(ctx, vector, n)
	if err != nil {
		return nil, fmt.Errorf("nearest: %w", err)
	}
	return near, nil
}

// Revisions returns the revisions of each article, in order.
func (s *Store) Revisions(ctx context.Context) (map[string][]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("revisions: %w", err)
	}
	return s.mem.revisions(), nil
}

// All returns up to n passages whose ID is greater than after, by ID.
func (s *Store) All(ctx context.Context, after string, n int) ([]retrieval.Passage, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("all after %q: %w", after, err)
	}
	return s.mem.page(after, n), nil
}

// Version moves with every change to this store. What other processes do to its
// folder is none.
func (s *Store) Version() uint64 { return s.mem.version.Load() }
