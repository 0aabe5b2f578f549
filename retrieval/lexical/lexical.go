// Package lexical finds texts by their words: an inverted index in memory, ranked
// by BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework:
// BM25 and Beyond", section 3.3).
//
// Texts are counted once, against a Dictionary that only grows; an Index is
// built from the counts in one linear pass, so that one text more costs no new
// reading of the others.
package lexical

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// The usual values; on the project's question sets others differ by less than a point.
const (
	k1 = 1.2
	b  = 0.75
)

// A Dictionary numbers terms. It may be used from any number of goroutines.
type Dictionary struct {
	mu    sync.RWMutex
	ids   map[string]uint32
	terms []string // by number
}

// NewDictionary returns an empty dictionary.
func NewDictionary() *Dictionary { return &Dictionary{ids: map[string]uint32{}} }

// A Count is how often a term stands in a text, at least once.
type Count struct {
	Term uint32
	N    uint32
}

// Count counts terms, in order of their numbers. New terms are added to the dictionary.
func (d *Dictionary) Count(terms []string) []Count {
	ids := make([]uint32, len(terms))
	var fresh []int
	d.mu.RLock()
	for i, t := range terms {
		id, ok := d.ids[t]
		if !ok {
			fresh = append(fresh, i)
		}
		ids[i] = id
	}
	d.mu.RUnlock()
	if len(fresh) > 0 {
		d.mu.Lock()
		for _, i := range fresh {
			id, ok := d.ids[terms[i]]
			if !ok {
				id = uint32(len(d.ids))
				d.ids[terms[i]] = id
				d.terms = append(d.terms, terms[i])
			}
			ids[i] = id
		}
		d.mu.Unlock()
	}
	slices.Sort(ids)
	return runs(ids)
}

// Terms are all terms by number. The slice is not to be changed; terms that come
// later are not in it.
func (d *Dictionary) Terms() []string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.terms[:len(d.terms):len(d.terms)]
}

func runs(ids []uint32) []Count {
	distinct := 0
	for i, id := range ids {
		if i == 0 || id != ids[i-1] {
			distinct++
		}
	}
	counts := make([]Count, 0, distinct)
	for i, id := range ids {
		if i > 0 && id == ids[i-1] {
			counts[len(counts)-1].N++
			continue
		}
		counts = append(counts, Count{Term: id, N: 1})
	}
	return counts
}

func (d *Dictionary) lookup(term string) (uint32, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	id, ok := d.ids[term]
	return id, ok
}

func (d *Dictionary) size() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.ids)
}

// An Index is immutable and may be searched from any number of goroutines.
type Index struct {
	dict     *Dictionary
	start    []uint32 // postings of term t are postings[start[t]:start[t+1]]
	postings []posting
	norm     []float32 // of a text: k1 × (1 - b + b × its length / the mean length)
}

type posting struct {
	doc uint32
	n   uint32
}

// Build makes an index of texts; a text is known by its place in docs. All counts
// must be of dict.
func Build(dict *Dictionary, docs [][]Count) *Index {
	terms := dict.size()
	x := &Index{dict: dict, start: make([]uint32, terms+1), norm: make([]float32, len(docs))}
	total := 0
	for _, counts := range docs {
		for _, c := range counts {
			x.start[c.Term+1]++
			total += int(c.N)
		}
	}
	for t := range terms {
		x.start[t+1] += x.start[t]
	}
	x.postings = make([]posting, x.start[terms])
	next := slices.Clone(x.start[:terms])
	mean := float64(total) / float64(max(len(docs), 1))
	for doc, counts := range docs {
		length := 0
		for _, c := range counts {
			x.postings[next[c.Term]] = posting{doc: uint32(doc), n: c.N}
			next[c.Term]++
			length += int(c.N)
		}
		x.norm[doc] = float32(k1 * (1 - b + b*float64(length)/max(mean, 1)))
	}
	return x
}

// Len is the number of texts.
func (x *Index) Len() int { return len(x.norm) }

// Holding is the number of texts that hold term.
func (x *Index) Holding(term string) int { return len(x.of(term)) }

// IDF is the weight of a term by how few texts hold it, greater than 0. A term
// that no text holds weighs most.
func (x *Index) IDF(term string) float64 {
	n, df := float64(len(x.norm)), float64(x.Holding(term))
	return math.Log(1 + (n-df+0.5)/(df+0.5))
}

func (x *Index) of(term string) []posting {
	id, ok := x.dict.lookup(term)
	if !ok || int(id)+1 >= len(x.start) {
		return nil
	}
	return x.postings[x.start[id]:x.start[id+1]]
}

// A Hit is a text, by its place, and its BM25 score, greater than 0.
type Hit struct {
	Doc   int
	Score float64
}

// A Term is a term of a query and how much it counts beside the others.
type Term struct {
	Text   string
	Weight float64
}

// Search returns at most n texts by falling score, ties by place.
func (x *Index) Search(terms []Term, n int) []Hit {
	scores := make([]float32, len(x.norm))
	for _, t := range terms {
		idf := float32(x.IDF(t.Text) * t.Weight)
		for _, p := range x.of(t.Text) {
			tf := float32(p.n)
			scores[p.doc] += idf * tf * (k1 + 1) / (tf + x.norm[p.doc])
		}
	}
	return best(scores, n)
}

// best are the n highest of the scores over 0.
func best(scores []float32, n int) []Hit {
	var hits []Hit
	least := float32(0)
	for doc, s := range scores {
		if s <= least {
			continue
		}
		hits = append(hits, Hit{Doc: doc, Score: float64(s)})
		if len(hits) >= 4*n { // keep few at hand instead of sorting all
			hits = cut(hits, n)
			least = float32(hits[len(hits)-1].Score)
		}
	}
	return cut(hits, n)
}

func cut(hits []Hit, n int) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc, b.Doc))
	})
	return hits[:min(n, len(hits))]
}
