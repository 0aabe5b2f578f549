package chromemstore

import (
	"context"
	"fmt"

	"footnote/retrieval"
)

// A segment is what is known of a file of the folder.
type segment struct {
	name  string
	size  int64       // bytes of all documents, dead or alive
	bytes int64       // bytes of live
	live  map[key]int // place of each document that is in memory, too
}

// wasted reports whether a segment is to be removed or written again, when so
// many of its bytes are of use: none at all or less than half.
func (g *segment) wasted(use int64) bool { return use == 0 || use*2 < g.size }

// register notes which documents in memory a segment on disk holds.
func (s *Store) register(p part) {
	if s.dir == "" {
		return
	}
	g := &segment{name: p.name, live: map[key]int{}}
	for n, d := range p.docs {
		g.size += d.size
		if s.mem.docs[d.key] != nil {
			g.live[d.key] = n
			g.bytes += d.size
		}
	}
	s.segments[p.name] = g
}

// check returns the documents that are not there yet, each once, and the
// dimensions of all vectors.
func (s *Store) check(docs []retrieval.Document) ([]retrieval.Document, int, error) {
	dims := s.mem.dims
	var fresh []retrieval.Document
	keys, ids := map[key]bool{}, map[string]bool{}
	for _, d := range docs {
		k := key{d.Article, d.Rev}
		if err := checkVectors(d, &dims); err != nil {
			return nil, 0, fmt.Errorf("%s@%s: %w", d.Article, d.Rev, err)
		}
		if s.mem.docs[k] != nil || keys[k] {
			continue
		}
		keys[k] = true
		for _, p := range d.Passages {
			if p.ID == "" || ids[p.ID] || s.mem.passages[p.ID] != nil {
				return nil, 0, fmt.Errorf("%s@%s: passage ID %q is empty or taken", d.Article, d.Rev, p.ID)
			}
			ids[p.ID] = true
		}
		fresh = append(fresh, d)
	}
	return fresh, dims, nil
}

// checkVectors checks the vectors of a document, and their length against dims,
// which the first vector of all sets.
func checkVectors(d retrieval.Document, dims *int) error {
	if len(d.Passages) != len(d.Vectors) {
		return fmt.Errorf("%d passages, %d vectors", len(d.Passages), len(d.Vectors))
	}
	for i, v := range d.Vectors {
		if *dims == 0 && len(v) <= maxDims {
			*dims = len(v)
		}
		if len(v) == 0 || len(v) != *dims {
			return fmt.Errorf("vector %d: %d dimensions, want %d", i, len(v), *dims)
		}
		if _, err := scale(v); err != nil {
			return fmt.Errorf("vector %d: %w", i, err)
		}
	}
	return nil
}

// file writes documents as segments and hands each to then, as it will be read
// again: with strings and vectors that are the store's own.
func (s *Store) file(ctx context.Context, docs []retrieval.Document, dims int, salt uint64, then func(part) error) error {
	var buf []byte
	for _, c := range s.chunks(docs, dims) {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if buf, err = encode(buf, s.model, dims, salt, c); err != nil {
			return err
		}
		p, err := decode(buf, s.model)
		if err != nil {
			return err
		}
		if err := s.dir.write(p.name, buf); err != nil {
			return err
		}
		if err := then(p); err != nil {
			return err
		}
	}
	return nil
}

// chunks cuts documents into what goes into a segment each.
func (s *Store) chunks(docs []retrieval.Document, dims int) [][]retrieval.Document {
	var chunks [][]retrieval.Document
	start, bytes := 0, int64(0)
	for i, d := range docs {
		size := int64(4*dims*len(d.Passages) + textLen(d))
		if i > start && (i-start == s.max.docs || bytes+size > s.max.bytes) {
			chunks = append(chunks, docs[start:i])
			start, bytes = i, 0
		}
		bytes += size
	}
	if start < len(docs) {
		chunks = append(chunks, docs[start:])
	}
	return chunks
}
