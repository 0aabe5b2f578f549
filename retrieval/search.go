package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"footnote/retrieval/lexical"
)

// Weights say how much each ranking counts when they are fused, 0 or more.
type Weights struct {
	Words   float64
	Vectors float64
}

// WeightsFor are the weights for an embedder's model. Hashed words repeat what
// the word index knows, so they count little; a model that knows meanings counts
// as much as the words. (The commits that set them have the figures.)
func WeightsFor(model string) Weights {
	if strings.HasPrefix(model, "local") {
		return Weights{Words: 1, Vectors: 0.5}
	}
	return Weights{Words: 1, Vectors: 1}
}

// A Mode says which rankings take part in a search.
type Mode int

// The modes: the whole search, and its parts alone, for comparison.
const (
	Whole Mode = iota
	WordsOnly
	VectorsOnly
)

// A Hit is a passage that was found.
type Hit struct {
	Passage Passage
	Score   float64 // greater is better; comparable within one result only
	Ranks   Ranks
}

// Ranks are a passage's places in the rankings that were fused, from 1; 0 where it is not among the first.
type Ranks struct {
	Words   int
	Vectors int
}

// pool is how many passages are fused and ranked again. It does not depend on
// how many are asked for, so that the first hits do not either.
const pool = 100

// MaxHits is the most hits that Search returns.
const MaxHits = pool

// Search returns the k best passages for a question, k up to MaxHits.
func (v *View) Search(ctx context.Context, q Query, k int, mode Mode) ([]Hit, error) {
	cands, err := v.candidates(ctx, q, mode)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(cands))
	for _, c := range cands {
		hits = append(hits, Hit{Passage: v.places[c.place].passage, Score: c.score, Ranks: c.ranks})
	}
	return hits[:min(max(k, 0), len(hits))], nil
}

// candidate is a place with its score after fusing, and after ranking again where
// the mode is Whole.
type candidate struct {
	place int
	score float64
	fused float64 // of words and vectors, 0 to 1
	ranks Ranks

	sentences []Candidate // of the place; where it was looked at sentence by sentence
}

// candidates are the best places for a question, best first.
func (v *View) candidates(ctx context.Context, q Query, mode Mode) ([]candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(q.Terms) == 0 || len(v.places) == 0 {
		return nil, nil
	}
	cands, err := v.fuse(ctx, q, mode)
	if err != nil {
		return nil, err
	}
	v.order(cands)
	cands = cands[:min(pool, len(cands))]
	if mode == Whole {
		t, err := v.timing(ctx, q, cands)
		if err != nil {
			return nil, err
		}
		cands = v.withDated(t, cands)
		v.rerank(t.query(q), cands, t)
		if q.Kind == Time {
			t.finest(cands)
		}
		v.order(cands)
	}
	return cands, nil
}

// fuse finds places by words and by vectors, as mode has them.
func (v *View) fuse(ctx context.Context, q Query, mode Mode) ([]candidate, error) {
	weights := v.weights(mode)
	fused := map[int]*candidate{}
	at := func(place int) *candidate {
		if fused[place] == nil {
			fused[place] = &candidate{place: place}
		}
		return fused[place]
	}
	if weights.Words > 0 {
		hits := v.words.Search(v.searchTerms(q, mode), pool)
		for i, h := range hits {
			c := at(h.Doc)
			c.ranks.Words = i + 1
			c.fused += share(weights.Words, weights) * h.Score / hits[0].Score
		}
	}
	if weights.Vectors > 0 {
		near, err := v.near(ctx, q)
		if e := (*embedError)(nil); errors.As(err, &e) && mode == Whole && ctx.Err() == nil {
			v.index.lg.Warn("a question is searched by its words alone, since it has no vector", "err", e.error)
		} else if err != nil {
			return nil, err
		}
		for i, n := range near {
			c := at(n.place)
			c.ranks.Vectors = i + 1
			c.fused += share(weights.Vectors, weights) * n.score / near[0].score
		}
	}
	cands := make([]candidate, 0, len(fused))
	for _, c := range fused {
		c.score = c.fused
		cands = append(cands, *c)
	}
	return cands, nil
}

func (v *View) weights(mode Mode) Weights {
	switch mode {
	case WordsOnly:
		return Weights{Words: 1}
	case VectorsOnly:
		return Weights{Vectors: 1}
	}
	return v.index.opts.Weights
}

// share is the part of w in all weights. Scores are fused as a convex
// combination, each divided by its best (Bruch, Gai and Ingber 2023, "An Analysis
// of Fusion Functions for Hybrid Retrieval", section 4): by ranks alone a passage
// that is far better than the next counts no more than one that is hardly better.
func share(w float64, all Weights) float64 { return w / (all.Words + all.Vectors) }

// order sorts by falling score, ties by article and place.
func (v *View) order(cands []candidate) {
	slices.SortFunc(cands, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.place, b.place))
	})
}

// related is how much a word counts in the word search that only stands for one of the question's.
const related = 0.2

// searchTerms are the terms of the word search: the question's, and in the whole
// search words near to them.
func (v *View) searchTerms(q Query, mode Mode) []lexical.Term {
	var terms []lexical.Term
	for _, t := range q.Terms {
		weight := 1.0
		if t.Light {
			weight = 0.5
		}
		terms = append(terms, lexical.Term{Text: t.Stem, Weight: weight})
		if mode != Whole {
			continue
		}
		for _, s := range slices.Sorted(maps.Keys(t.Near)) { // in order: sums of floats depend on it
			if s != t.Stem {
				terms = append(terms, lexical.Term{Text: s, Weight: weight * t.Near[s] * related})
			}
		}
	}
	if mode == Whole {
		for _, s := range q.namesOfTimes() {
			terms = append(terms, lexical.Term{Text: s, Weight: related})
		}
	}
	return terms
}

// nearPlace is a place and its cosine, greater than 0.
type nearPlace struct {
	place int
	score float64
}

// An embedError is that of a question without a vector, as where a server of vectors
// is down: the words are still there to search by.
type embedError struct{ error }

func (e *embedError) Unwrap() error { return e.error }

// near are the places nearest to the question, nearest first.
func (v *View) near(ctx context.Context, q Query) ([]nearPlace, error) {
	vector, err := v.index.embed.EmbedQuery(ctx, q.Text)
	if err != nil {
		return nil, &embedError{err}
	}
	found, err := v.index.store.Nearest(ctx, vector, pool)
	if err != nil {
		return nil, fmt.Errorf("search by vector: %w", err)
	}
	var places []nearPlace
	for _, n := range found {
		if place, ok := v.atID[n.Passage.ID]; ok && n.Score > 0 { // else of another revision
			places = append(places, nearPlace{place, n.Score})
		}
	}
	return places, nil
}
