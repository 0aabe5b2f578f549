// Package embedder turns text into vectors.
package embedder

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"footnote/internal/words"
)

// Local embeds without a model: signed feature hashing (Weinberger et al. 2009,
// "Feature Hashing for Large Scale Multitask Learning", section 2) of stemmed
// words, weighed 1 + log of their frequency, and of the character n-grams inside
// them, which find what the stems miss. It needs no network and no files.
type Local struct {
	dims int

	mu       sync.RWMutex
	features map[string][]feature
}

// A feature is a dimension that a word touches and by how much.
type feature struct {
	dim    uint32
	weight float32
}

// Dims is the number of dimensions by default: 4,096 double memory and query
// time for less than a point.
const Dims = 2048

// n-grams of these lengths, in characters, and their weight in all beside the word's 1.
const (
	shortest    = 3
	longest     = 5
	gramsWeight = 0.5
)

// featuresLimit bounds the memory of words.
const featuresLimit = 200_000

// NewLocal returns an embedder of dims dimensions; 0 means Dims.
func NewLocal(dims int) *Local {
	if dims == 0 {
		dims = Dims
	}
	return &Local{dims: dims, features: map[string][]feature{}}
}

// Model names the recipe and the number of dimensions.
func (l *Local) Model() string { return fmt.Sprintf("local-v1-%d", l.dims) }

// EmbedPassages returns one vector of length 1 for each text, or a zero vector
// for a text without words. The error is the context's.
func (l *Local) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	stems := make([][]string, len(texts))
	for i, text := range texts {
		stems[i] = stemsOf(text)
	}
	return l.EmbedStems(ctx, stems)
}

// EmbedStems is EmbedPassages for texts given as stems of their words of content.
func (l *Local) EmbedStems(ctx context.Context, texts [][]string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	backing := make([]float32, len(texts)*l.dims)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(texts), 1)) {
		wg.Go(func() {
			var b bag
			for i := int(next.Add(1)) - 1; i < len(texts) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				vectors[i] = backing[i*l.dims : (i+1)*l.dims : (i+1)*l.dims]
				l.embed(texts[i], vectors[i], &b)
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
	v := make([]float32, l.dims)
	l.embed(stemsOf(text), v, &bag{})
	return v, nil
}

// stemsOf are the stems of a text's words of content.
func stemsOf(text string) []string {
	var stems []string
	words.For(words.Detect(text)).Each(text, func(t words.Token) {
		if !t.Stop {
			stems = append(stems, t.Stem)
		}
	})
	return stems
}

// A bag is the words of one text; it is used again for the next.
type bag struct {
	freq  map[string]int
	stems []string // each once, in order of appearance: sums of floats depend on their order
}

func (b *bag) fill(stems []string) {
	if b.freq == nil {
		b.freq = map[string]int{}
	}
	clear(b.freq)
	b.stems = b.stems[:0]
	for _, s := range stems {
		n := b.freq[s]
		if b.freq[s] = n + 1; n == 0 {
			b.stems = append(b.stems, s)
		}
	}
}

func (l *Local) embed(stems []string, v []float32, b *bag) {
	b.fill(stems)
	for _, stem := range b.stems {
		weight := float32(1 + math.Log(float64(b.freq[stem])))
		for _, f := range l.featuresOf(stem) {
			v[f.dim] += weight * f.weight
		}
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

func (l *Local) featuresOf(stem string) []feature {
	l.mu.RLock()
	f, ok := l.features[stem]
	l.mu.RUnlock()
	if ok {
		return f
	}
	f = l.hashWord(stem)
	l.mu.Lock()
	if len(l.features) < featuresLimit {
		l.features[stem] = f
	}
	l.mu.Unlock()
	return f
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
	fs := append(make([]feature, 0, 3*len(starts)), l.feature('w', stem, 1))
	for n := shortest; n <= longest; n++ {
		for i := 0; i+n < len(starts) && len(fs) <= maxGrams; i++ {
			fs = append(fs, l.feature('g', word[starts[i]:starts[i+n]], 1))
		}
	}
	weight := float32(gramsWeight / math.Sqrt(float64(max(len(fs)-1, 1))))
	for i := range fs[1:] {
		fs[i+1].weight *= weight
	}
	return fs
}

// feature hashes a kind of feature and its text with FNV-1a, of which the
// remainder picks the dimension and the highest bit the sign.
func (l *Local) feature(kind byte, text string, weight float32) feature {
	h := (uint64(14695981039346656037) ^ uint64(kind)) * 1099511628211
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	h ^= h >> 29
	if h>>63 == 1 {
		weight = -weight
	}
	return feature{dim: uint32(h % uint64(l.dims)), weight: weight}
}
