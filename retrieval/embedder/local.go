// Package embedder turns text into vectors.
package embedder

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"footnote/internal/parallel"
	"footnote/internal/words"
	"footnote/retrieval/lexical"
)

// Local embeds without a model: signed feature hashing (Weinberger et al. 2009,
// "Feature Hashing for Large Scale Multitask Learning", section 2) of stemmed
// words, weighed 1 + log of their frequency, and of the character n-grams inside
// them, which find what the stems miss. It needs no network and no files.
type Local struct {
	dims int

	mu       sync.Mutex
	dict     *lexical.Dictionary
	features [][]feature // of the terms of dict, by number; nil where not made yet
}

// A feature is a dimension that a word touches and by how much.
type feature struct {
	dim    uint32
	weight int32 // in fixedPoint: sums of integers do not depend on their order
}

// fixedPoint is what a weight of 1 is as an integer.
const fixedPoint = 1 << 16

// Dims is the number of dimensions by default: 4,096 double memory and query
// time for less than a point.
const Dims = 2048

// n-grams of these lengths, in characters, and their weight in all beside the word's 1.
const (
	shortest    = 3
	longest     = 5
	gramsWeight = 0.5
)

// NewLocal returns an embedder of dims dimensions; 0 means Dims.
func NewLocal(dims int) *Local {
	if dims == 0 {
		dims = Dims
	}
	return &Local{dims: dims}
}

// Model names the recipe and the number of dimensions.
func (l *Local) Model() string { return fmt.Sprintf("local-v2-%d", l.dims) }

// EmbedPassages returns one vector of length 1 for each text, or a zero vector
// for a text without words. The error is the context's.
func (l *Local) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	dict := lexical.NewDictionary()
	counts := make([][]lexical.Count, len(texts))
	for i, text := range texts {
		counts[i] = dict.Count(stemsOf(text))
	}
	return l.EmbedCounts(ctx, dict, counts)
}

// EmbedCounts is EmbedPassages for texts given as the counts of their stems.
func (l *Local) EmbedCounts(ctx context.Context, dict *lexical.Dictionary, texts [][]lexical.Count) ([][]float32, error) {
	features := l.featuresOf(dict)
	vectors := make([][]float32, len(texts))
	backing := make([]float32, len(texts)*l.dims)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(texts), 1)) {
		wg.Go(func() {
			sums := make([]int64, l.dims)
			for i := int(next.Add(1)) - 1; i < len(texts) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				vectors[i] = backing[i*l.dims : (i+1)*l.dims : (i+1)*l.dims]
				addUp(texts[i], features, sums, vectors[i])
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embed %d texts with %s: %w", len(texts), l.Model(), err)
	}
	return vectors, nil
}

// EmbedQuery embeds a question as a passage is embedded.
func (l *Local) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embed a question with %s: %w", l.Model(), err)
	}
	dict := lexical.NewDictionary()
	counts := dict.Count(stemsOf(text))
	features := make([][]feature, 0, len(counts))
	for _, term := range dict.Terms() {
		features = append(features, l.hashWord(term))
	}
	v := make([]float32, l.dims)
	addUp(counts, features, make([]int64, l.dims), v)
	return v, nil
}

// stemsOf are the stems of a text's words of content.
func stemsOf(text string) []string { return words.For(words.Detect(text)).Stems(text) }

// featuresOf are the features of all terms of a dictionary, by number. Those of
// the dictionary that was asked for last are remembered.
func (l *Local) featuresOf(dict *lexical.Dictionary) [][]feature {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dict != dict {
		l.dict, l.features = dict, nil
	}
	terms := dict.Terms()
	known := len(l.features)
	if known < len(terms) {
		l.features = append(l.features, make([][]feature, len(terms)-known)...)
		parallel.For(len(terms)-known, func(i int) {
			l.features[known+i] = l.hashWord(terms[known+i])
		})
	}
	return l.features[:len(terms):len(terms)]
}

// addUp adds the features of a text into sums and writes the vector to v.
func addUp(counts []lexical.Count, features [][]feature, sums []int64, v []float32) {
	clear(sums)
	for _, c := range counts {
		weight := int64((1 + math.Log(float64(c.N))) * fixedPoint)
		for _, f := range features[c.Term] {
			sums[f.dim] += weight * int64(f.weight)
		}
	}
	for i, s := range sums {
		v[i] = float32(s)
	}
	normalise(v)
}

func normalise(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= scale
	}
}

// maxGrams bounds the n-grams of one word: a word of a megabyte is no word.
const maxGrams = 96

// hashWord are the features of a stem: the word itself, and its n-grams, with <
// and > for its ends.
func (l *Local) hashWord(stem string) []feature {
	word := "<" + stem[:min(len(stem), 256)] + ">"
	var starts []int // of the characters, and the end
	for i := range word {
		starts = append(starts, i)
	}
	starts = append(starts, len(word))
	fs := append(make([]feature, 0, 3*len(starts)), l.feature('w', stem))
	for n := shortest; n <= longest; n++ {
		for i := 0; i+n < len(starts) && len(fs) <= maxGrams; i++ {
			fs = append(fs, l.feature('g', word[starts[i]:starts[i+n]]))
		}
	}
	share := gramsWeight / math.Sqrt(float64(max(len(fs)-1, 1)))
	for i := range fs[1:] {
		fs[i+1].weight = int32(share * float64(fs[i+1].weight))
	}
	return fs
}

// feature hashes a kind of feature and its text with FNV-1a, of which the
// remainder picks the dimension and the highest bit the sign.
func (l *Local) feature(kind byte, text string) feature {
	h := (uint64(14695981039346656037) ^ uint64(kind)) * 1099511628211
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	h ^= h >> 29
	f := feature{dim: uint32(h % uint64(l.dims)), weight: fixedPoint}
	if h>>63 == 1 {
		f.weight = -fixedPoint
	}
	return f
}
