// Package memstore keeps passages and vectors in plain memory. It is the double
// for tests of whatever takes a retrieval.Store, and the store of last resort
// where nothing can be written.
package memstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval"
)

// A Store is a retrieval.Store that forgets everything when the process ends.
// It compares a question with every vector, one after another.
type Store struct {
	mu      sync.RWMutex
	dims    int // of every vector; 0 before the first
	docs    map[key][]row
	owner   map[string]key // document of each passage, by the passage's ID
	version uint64
}

var _ retrieval.Store = (*Store)(nil)

type key struct{ article, rev string }

// A row is a passage with a copy of its vector.
type row struct {
	passage retrieval.Passage
	vector  []float32
	norm    float64 // length of the vector; 0 is never found
}

// New returns an empty store.
func New() *Store {
	return &Store{docs: map[key][]row{}, owner: map[string]key{}}
}

// Put adds documents as retrieval.Store says, all of them or none.
func (s *Store) Put(ctx context.Context, docs []retrieval.Document) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("put %d documents: %w", len(docs), err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	dims, added, owner := s.dims, map[key][]row{}, map[string]key{}
	for _, d := range docs {
		k := key{d.Article, d.Rev}
		rows, err := rowsOf(d, &dims)
		if err != nil {
			return fmt.Errorf("put %s@%s: %w", d.Article, d.Rev, err)
		}
		if s.has(k) || added[k] != nil {
			continue
		}
		if err := s.claim(owner, k, rows); err != nil {
			return fmt.Errorf("put %s@%s: %w", d.Article, d.Rev, err)
		}
		added[k] = rows
	}
	if len(added) == 0 {
		return nil
	}
	for k, rows := range added {
		s.docs[k] = rows
	}
	for id, k := range owner {
		s.owner[id] = k
	}
	s.dims = dims
	s.version++
	return nil
}

// rowsOf copies a document, never nil, and checks its vectors against dims,
// which the first vector of all sets.
func rowsOf(d retrieval.Document, dims *int) ([]row, error) {
	if len(d.Passages) != len(d.Vectors) {
		return nil, fmt.Errorf("%d passages, %d vectors", len(d.Passages), len(d.Vectors))
	}
	rows := make([]row, len(d.Passages))
	for i, v := range d.Vectors {
		if *dims == 0 {
			*dims = len(v)
		}
		if len(v) == 0 || len(v) != *dims {
			return nil, fmt.Errorf("vector %d: %d dimensions, want %d", i, len(v), *dims)
		}
		norm, err := length(v)
		if err != nil {
			return nil, fmt.Errorf("vector %d: %w", i, err)
		}
		rows[i] = row{d.Passages[i], slices.Clone(v), norm}
	}
	return rows, nil
}

// claim notes in owner that the passages are k's; an empty ID and one that is
// taken are errors.
func (s *Store) claim(owner map[string]key, k key, rows []row) error {
	for _, r := range rows {
		id := r.passage.ID
		_, here := owner[id]
		_, there := s.owner[id]
		if id == "" || here || there {
			return fmt.Errorf("passage ID %q is empty or taken", id)
		}
		owner[id] = k
	}
	return nil
}

// Delete removes a revision; one that is not there is a no-op.
func (s *Store) Delete(ctx context.Context, article, rev string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("delete %s@%s: %w", article, rev, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := key{article, rev}
	if !s.has(k) {
		return nil
	}
	for _, r := range s.docs[k] {
		delete(s.owner, r.passage.ID)
	}
	delete(s.docs, k)
	s.version++
	return nil
}

// Nearest returns at most n passages by falling cosine, ties by ID.
func (s *Store) Nearest(ctx context.Context, vector []float32, n int) ([]retrieval.Near, error) {
	norm, err := length(vector)
	if err := errors.Join(ctx.Err(), err); err != nil {
		return nil, fmt.Errorf("nearest: %w", err)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.dims != 0 && len(vector) != s.dims {
		return nil, fmt.Errorf("nearest: %d dimensions, want %d", len(vector), s.dims)
	}
	if norm == 0 || n <= 0 {
		return nil, nil
	}
	var all []retrieval.Near
	for _, rows := range s.docs {
		for _, r := range rows {
			if r.norm != 0 {
				cos := dot(vector, r.vector) / (norm * r.norm)
				all = append(all, retrieval.Near{Passage: r.passage, Score: min(max(cos, -1), 1)})
			}
		}
	}
	slices.SortFunc(all, func(a, b retrieval.Near) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Passage.ID, b.Passage.ID))
	})
	return all[:min(n, len(all))], nil
}

// Revisions returns the revisions of each article, in order.
func (s *Store) Revisions(ctx context.Context) (map[string][]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("revisions: %w", err)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	revs := map[string][]string{}
	for k := range s.docs {
		revs[k.article] = append(revs[k.article], k.rev)
	}
	for _, r := range revs {
		slices.Sort(r)
	}
	return revs, nil
}

// All returns up to n passages whose ID is greater than after, by ID.
func (s *Store) All(ctx context.Context, after string, n int) ([]retrieval.Passage, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("all after %q: %w", after, err)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var page []retrieval.Passage
	for _, rows := range s.docs {
		for _, r := range rows {
			if r.passage.ID > after {
				page = append(page, r.passage)
			}
		}
	}
	slices.SortFunc(page, func(a, b retrieval.Passage) int { return strings.Compare(a.ID, b.ID) })
	return page[:min(max(n, 0), len(page))], nil
}

// Version counts the changes since New.
func (s *Store) Version() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.version
}

func (s *Store) has(k key) bool {
	_, ok := s.docs[k]
	return ok
}

// length is the length of v, an error if v holds a number that is not finite.
func length(v []float32) (float64, error) {
	n := math.Sqrt(dot(v, v))
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return 0, errors.New("vector is not finite")
	}
	return n, nil
}

// dot is the dot product of two vectors of one length. Sums of float32 products
// cannot overflow a float64, so only what is not finite makes it so.
func dot(a, b []float32) float64 {
	var sum float64
	for i, x := range a {
		sum += float64(x) * float64(b[i])
	}
	return sum
}
