package chromemstore

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"footnote/retrieval"
)

// tidy copies what is of use in wasteful and small segments into new ones, and
// then removes the old. A process that ends on the way leaves copies, which the
// next Open finds and removes. The store is the same before and after, so that
// what goes wrong is only logged, and no matter when the caller has given up.
func (s *Store) tidy(ctx context.Context) {
	if err := s.compact(ctx); err != nil && ctx.Err() == nil {
		s.lg.Warn("vector files not tidied", "folder", string(s.dir), "err", err)
	}
}

func (s *Store) compact(ctx context.Context) error {
	s.forget()
	old, docs := s.wasteful()
	if len(old) == 0 {
		return nil
	}
	if err := s.rewrite(ctx, docs); err != nil {
		return err
	}
	var failed error
	for _, g := range old {
		if err := s.dir.remove(g.name); err != nil {
			failed = err // whether it is there or not, settle sees
			continue
		}
		delete(s.segments, g.name)
	}
	return errors.Join(failed, s.settle(context.WithoutCancel(ctx), old))
}

// forget drops the segments that are gone: another process has removed them, and
// knows where their documents are.
func (s *Store) forget() {
	for name := range s.segments {
		if !s.dir.has(name) {
			delete(s.segments, name)
		}
	}
}

// wasteful returns the segments that are to be replaced, and the documents that
// they own. A document is owned by the first segment that has it in the order of
// bySize; copies in others are waste.
func (s *Store) wasteful() ([]*segment, []retrieval.Document) {
	var segs, small, old []*segment
	for _, g := range s.segments {
		segs = append(segs, g)
	}
	slices.SortFunc(segs, func(a, b *segment) int { return bySize(a.size, b.size, a.name, b.name) })
	owned := map[key]bool{}
	own := map[*segment][]*doc{}
	for _, g := range segs {
		var use int64
		for k := range g.live {
			if !owned[k] {
				owned[k] = true
				own[g] = append(own[g], s.mem.docs[k])
				use += s.mem.docs[k].size
			}
		}
		slices.SortFunc(own[g], func(a, b *doc) int { return g.live[a.key] - g.live[b.key] })
		switch {
		case g.wasted(use):
			old = append(old, g)
		case len(own[g])*2 < s.max.docs && use*2 < s.max.bytes:
			small = append(small, g)
		}
	}
	if len(small) > s.max.small {
		old = append(old, small...)
	}
	var docs []retrieval.Document
	for _, g := range old {
		for _, d := range own[g] {
			docs = append(docs, d.document(s.mem.dims))
		}
	}
	return old, docs
}

// document is d as it is given to encode.
func (d *doc) document(dims int) retrieval.Document {
	doc := retrieval.Document{Article: d.article, Rev: d.rev, Passages: d.passages}
	for i := range d.passages {
		doc.Vectors = append(doc.Vectors, d.vectors[i*dims:(i+1)*dims])
	}
	return doc
}

// rewrite files documents that are in memory as new segments, and lets the memory
// hold them as they are there. The names are salted: two processes that do the
// same at once must not write the same file, which one of them removes again.
func (s *Store) rewrite(ctx context.Context, docs []retrieval.Document) error {
	return s.file(ctx, docs, s.mem.dims, rand.Uint64(), func(p part) error {
		if err := s.mem.replace(ctx, p.docs); err != nil {
			return err
		}
		s.register(p)
		return nil
	})
}

// settle makes sure, after segments were removed, that what was in them is in
// others. Two processes that tidy at once may each remove a segment because its
// documents are in another one, which the other process removes. Both look after
// they have removed, so that one of them sees it, and files the documents again.
func (s *Store) settle(ctx context.Context, old []*segment) error {
	for range manyTries {
		s.forget()
		lost := s.lost(old)
		if len(lost) == 0 {
			return nil
		}
		if err := s.rewrite(ctx, lost); err != nil {
			return err
		}
	}
	return nil
}

// lost returns the documents of removed segments that are in none which is there.
func (s *Store) lost(old []*segment) []retrieval.Document {
	found := map[key]bool{}
	for _, g := range s.segments {
		for k := range g.live {
			found[k] = true
		}
	}
	var docs []retrieval.Document
	for _, g := range old {
		for k := range g.live {
			if !found[k] {
				found[k] = true
				docs = append(docs, s.mem.docs[k].document(s.mem.dims))
			}
		}
	}
	return docs
}
