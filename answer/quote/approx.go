package quote

import (
	"context"
	"math"
	"slices"

	"footnote/article"
	"footnote/internal/words"
)

const (
	mostWords   = 1500    // of a quotation that is aligned with every candidate; longer ones are matched by runs
	candidates  = 10      // windows that are aligned, at most
	cells       = 8 << 20 // of all alignments together
	votes       = 300_000 // of the words of a quotation for windows
	cutReach    = 250     // words that a marked cut may pass over
	similarMin  = 0.6     // from which on words are altered, below they are others
	similarNear = 0.12    // how much less like than the best a further match may be
)

// A window is a run of a doc's words that shares rare words with the quotation.
type window struct {
	doc    *doc
	lo, hi int
	score  float64
}

// approximate finds the quotation with words changed, cut or joined.
func (q *query) approximate(ctx context.Context) ([]Match, error) {
	var best []Match
	same := 0 // words of the best that stand there
	if len(q.words) <= mostWords {
		left := cells
		for _, w := range q.windows() {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if left -= len(q.words) * (w.hi - w.lo); left < 0 && len(best) > 0 {
				break
			}
			a := q.align(w.doc, q.words, w.lo, w.hi)
			if !q.enough(a, q.words) {
				continue
			}
			if parts := q.split(a); parts != nil {
				return parts, nil
			}
			m := q.match(a, q.words)
			if m.Similarity >= similarMin {
				same = max(same, matched(a))
				best = append(best, m)
			}
		}
	}
	if parts := q.stitched(ctx, same); parts != nil {
		return parts, nil
	}
	return q.likest(best), ctx.Err()
}

// likest keeps the matches that are as good as the best, or nearly, each place once.
func (q *query) likest(list []Match) []Match {
	q.x.order(list)
	var kept []Match
	for _, m := range list {
		twice := slices.ContainsFunc(kept, func(k Match) bool {
			return k.Span.Article == m.Span.Article && k.Span.Start < m.Span.End && m.Span.Start < k.Span.End
		})
		if !twice && m.Similarity >= list[0].Similarity-similarNear {
			kept = append(kept, m)
		}
	}
	return kept
}

func matched(a alignment) int {
	n := 0
	for _, s := range a.steps {
		if s.op == opMatch {
			n++
		}
	}
	return n
}

// enough reports whether several words of content stand in both: three, or half of
// those that there are. Of words that say little four must.
func (q *query) enough(a alignment, list []word) bool {
	same, all := 0, 0
	for _, w := range list {
		if q.content(w) {
			all++
		}
	}
	for _, s := range a.steps {
		if s.op == opMatch && q.content(list[s.g]) {
			same++
		}
	}
	return same >= 3 || same >= 1 && 2*same >= all || all == 0 && matched(a) >= 4
}

func (q *query) content(w word) bool {
	return w.mark == noMark && w.key != "" && !words.For("en").Stop(w.key)
}

// rarity is how much a word says of where it stands.
func (q *query) rarity(w word) float64 {
	if w.id < 0 {
		return 0
	}
	return math.Log(2 + float64(len(q.x.traits))/float64(len(q.x.places[w.id])))
}

// windows are the places worth aligning, best first.
func (q *query) windows() []window {
	n := len(q.words)
	size := max(8, n/2)
	base := make([]int, len(q.x.docs)+1)
	for i, d := range q.x.docs {
		base[i+1] = base[i] + (len(d.ids)+n)/size + 2
	}
	score := make([]float32, base[len(q.x.docs)]+2)
	touched := q.vote(base, score, size)
	slices.SortFunc(touched, func(a, b int) int {
		if d := score[b] + score[b+1] - score[a] - score[a+1]; d != 0 {
			return int(math.Copysign(1, float64(d)))
		}
		return a - b
	})
	return q.cutWindows(touched, score, base, size)
}

// vote lets each word vote for the diagonals on which it stands, rare words first.
func (q *query) vote(base []int, score []float32, size int) []int {
	order := make([]int, 0, len(q.words))
	for j, w := range q.words {
		if w.id >= 0 {
			order = append(order, j)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(q.x.places[q.words[a].id]) - len(q.x.places[q.words[b].id]) })
	var touched []int
	left := votes
	for _, j := range order {
		w := q.words[j]
		if left -= len(q.x.places[w.id]); left < 0 && len(touched) > 0 {
			break
		}
		weight := float32(q.rarity(w))
		for _, p := range q.x.places[w.id] {
			if !q.searched(q.x.docs[p.doc]) {
				continue
			}
			b := base[p.doc] + (int(p.at)-j+len(q.words))/size
			if score[b] == 0 {
				touched = append(touched, b)
			}
			score[b] += weight
		}
	}
	return touched
}

func (q *query) cutWindows(touched []int, score []float32, base []int, size int) []window {
	var list []window
	taken := map[int]bool{}
	slack := len(q.words)/3 + 8
	far := 0
	if slices.ContainsFunc(q.words, func(w word) bool { return w.mark == cutMark }) {
		far = cutReach
	}
	for _, b := range touched {
		if taken[b] || taken[b+1] || taken[b-1] {
			continue
		}
		taken[b] = true
		i, found := slices.BinarySearch(base, b)
		if !found {
			i--
		}
		d := q.x.docs[i]
		at := (b-base[i])*size - len(q.words)
		w := window{doc: d, lo: max(0, at-slack-far), hi: min(len(d.ids), at+2*size+len(q.words)+slack+far), score: float64(score[b] + score[b+1])}
		if w.lo < w.hi {
			list = append(list, w)
		}
		if len(list) == candidates {
			break
		}
	}
	return list
}

// nearest are up to three sentences with rare words of the quotation.
func (q *query) nearest() []article.Span {
	var list []article.Span
	windows := q.windows()
	if len(q.words) > mostWords {
		windows = windows[:min(len(windows), 1)]
	}
	for _, w := range windows {
		s, ok := q.nearestIn(w)
		if ok && !slices.Contains(list, s) {
			list = append(list, s)
		}
		if len(list) == 3 {
			break
		}
	}
	return list
}

// nearestIn is the sentence of a window that shares most with the quotation.
func (q *query) nearestIn(w window) (article.Span, bool) {
	weights := map[int32]float64{}
	for _, g := range q.words {
		if q.content(g) && g.id >= 0 {
			weights[g.id] = q.rarity(g)
		}
	}
	score := map[int]float64{}
	best := -1
	for i := w.lo; i < w.hi; i++ {
		k := w.doc.sentenceAt(int(w.doc.text.tokens[i].start))
		if k < 0 || int(w.doc.text.tokens[i].start) >= w.doc.article.Sentences[k].Span.End {
			continue
		}
		if score[k] += weights[w.doc.ids[i]]; score[k] > 0 && (best < 0 || score[k] > score[best]) {
			best = k
		}
	}
	if best < 0 {
		return article.Span{}, false
	}
	return w.doc.article.Sentences[best].Span, true
}
