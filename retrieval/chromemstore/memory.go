package chromemstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
)

// A memory holds the documents in memory and finds passages in them with chromem.
//
// Chromem knows of a passage its ID and its vector, and the vector is not its
// own but a part of the doc's. A zero vector would be NaN to it and spoil every
// ranking, so it never sees one.
//
// Changes are made by one goroutine at a time, which may read docs and passages
// without mu: see Store.writer.
type memory struct {
	version atomic.Uint64 // moves with every change

	// mu is held to write for as long as a segment takes to add, because
	// chromem's own lock, taken for each passage, would wait for every question
	// that is asked meanwhile, and because a document is seen whole or not at all.
	mu       sync.RWMutex
	dims     int // of every vector; 0 before the first
	near     *chromem.Collection
	docs     map[key]*doc
	passages map[string]*retrieval.Passage // by ID

	sort sync.Mutex // guards ids among those that only hold mu to read
	ids  []string   // of passages, in order; nil after a change
}

func newMemory() (*memory, error) {
	never := func(context.Context, string) ([]float32, error) {
		return nil, errors.New("chromem was asked to embed")
	}
	near, err := chromem.NewDB().CreateCollection("passages", nil, never)
	if err != nil {
		return nil, fmt.Errorf("create chromem collection: %w", err)
	}
	return &memory{near: near, docs: map[key]*doc{}, passages: map[string]*retrieval.Passage{}}, nil
}

// fits reports whether vectors of dims dimensions, 0 for no vectors, go with
// those that are there.
func (m *memory) fits(dims int) bool { return dims == 0 || m.dims == 0 || dims == m.dims }

// add adds documents of dims dimensions, which fit. One whose key is there, or
// one of whose passages has the ID of another document's, is left out.
func (m *memory) add(ctx context.Context, dims int, docs []*doc) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dims = cmp.Or(m.dims, dims)
	for _, d := range docs {
		if m.docs[d.key] != nil || m.taken(d) {
			continue
		}
		if err := m.set(ctx, d); err != nil {
			return err
		}
		m.ids = nil
		m.version.Add(1)
	}
	return nil
}

// replace puts documents in the place of the very same ones, so that the memory
// of the old ones, parts of bigger arrays, can be freed. Nothing changes.
func (m *memory) replace(ctx context.Context, docs []*doc) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, d := range docs {
		delete(m.docs, d.key) // the key, too, is made of the old strings
		for i := range d.passages {
			delete(m.passages, d.passages[i].ID)
		}
		if err := m.set(ctx, d); err != nil {
			return err
		}
	}
	m.ids = nil
	return nil
}

func (m *memory) taken(d *doc) bool {
	for i := range d.passages {
		if m.passages[d.passages[i].ID] != nil {
			return true
		}
	}
	return false
}

func (m *memory) set(ctx context.Context, d *doc) error {
	m.docs[d.key] = d
	for i := range d.passages {
		p := &d.passages[i]
		m.passages[p.ID] = p
		v := d.vectors[i*m.dims:][:m.dims:m.dims]
		if isZero(v) {
			continue
		}
		if err := m.near.AddDocument(ctx, chromem.Document{ID: p.ID, Embedding: v}); err != nil {
			return fmt.Errorf("add %s to chromem: %w", p.ID, err)
		}
	}
	return nil
}

func isZero(v []float32) bool {
	return !slices.ContainsFunc(v, func(x float32) bool { return x != 0 })
}

// remove removes a document that is there.
func (m *memory) remove(ctx context.Context, k key) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.docs[k]
	delete(m.docs, k)
	m.ids = nil
	m.version.Add(1)
	if len(d.passages) == 0 {
		return nil // without IDs chromem's Delete is an error
	}
	ids := make([]string, len(d.passages))
	for i := range d.passages {
		ids[i] = d.passages[i].ID
		delete(m.passages, ids[i])
	}
	if err := m.near.Delete(ctx, nil, nil, ids...); err != nil {
		return fmt.Errorf("delete from chromem: %w", err)
	}
	return nil
}

// nearest returns at most n passages by falling score, ties by ID.
func (m *memory) nearest(ctx context.Context, v []float32, n int) ([]retrieval.Near, error) {
	sc, err := scale(v)
	if err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.dims != 0 && len(v) != m.dims {
		return nil, fmt.Errorf("%d dimensions, want %d", len(v), m.dims)
	}
	n = min(n, m.near.Count())
	if sc == 0 || n <= 0 {
		return nil, nil
	}
	unit := make([]float32, len(v))
	for i, x := range v {
		unit[i] = float32(float64(x) * sc)
	}
	res, err := m.ask(ctx, unit, n)
	if err != nil {
		return nil, err
	}
	near := make([]retrieval.Near, n)
	for i, r := range res[:n] {
		// Rounding may lead a little beyond 1.
		near[i] = retrieval.Near{Passage: *m.passages[r.ID], Score: min(max(float64(r.Similarity), -1), 1)}
	}
	return near, nil
}

// ask returns at least n results in order, n being from 1 to what there is.
// Which of several ties chromem leaves out is chance. So it is asked for more
// until a result comes that is worse than the n-th: then the n-th and all of its
// ties are among the results.
func (m *memory) ask(ctx context.Context, unit []float32, n int) ([]chromem.Result, error) {
	count := m.near.Count()
	for k := n + 1; ; k *= 8 {
		k = min(k, count)
		res, err := m.near.QueryEmbedding(ctx, unit, k, nil, nil)
		// A query that is cancelled returns what it has got, and no error.
		if err := cmp.Or(ctx.Err(), err); err != nil {
			return nil, err
		}
		if k == count || res[k-1].Similarity < res[n-1].Similarity {
			slices.SortFunc(res, func(a, b chromem.Result) int {
				return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), strings.Compare(a.ID, b.ID))
			})
			return res, nil
		}
	}
}

// page returns up to n passages whose ID is greater than after, by ID.
func (m *memory) page(after string, n int) []retrieval.Passage {
	m.mu.RLock()
	defer m.mu.RUnlock()
	ids := m.sorted()
	i, found := slices.BinarySearch(ids, after)
	if found {
		i++
	}
	ids = ids[i:]
	page := make([]retrieval.Passage, min(max(n, 0), len(ids)))
	for i := range page {
		page[i] = *m.passages[ids[i]]
	}
	return page
}

func (m *memory) sorted() []string {
	m.sort.Lock()
	defer m.sort.Unlock()
	if m.ids == nil {
		m.ids = slices.Sorted(maps.Keys(m.passages))
	}
	return m.ids
}

// revisions returns the revisions of each article, in order.
func (m *memory) revisions() map[string][]string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	revs := map[string][]string{}
	for k := range m.docs {
		revs[k.article] = append(revs[k.article], k.rev)
	}
	for _, r := range revs {
		slices.Sort(r)
	}
	return revs
}
