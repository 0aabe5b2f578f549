package summary

import (
	"cmp"
	"context"
	"slices"

	"footnote/internal/parallel"
)

// LexRank: a sentence is as central as those are that are like it (Erkan and Radev,
// "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22,
// 2004), found by power iteration.
const (
	damping    = 0.85
	leastLike  = 0.10 // cosine from which on two sentences are neighbours
	neighbours = 24   // the most of one sentence that count
	rounds     = 30
	settled    = 1e-4
	// commonest is the most sentences that a stem leads to: one of more tells little,
	// and the index must not grow with the square of the sentences.
	commonest = 160
	// rarest terms of a sentence, so many, lead to its neighbours.
	leading = 12
)

// An edge leads to a sentence, by its place among those that are ranked.
type edge struct {
	to     int32
	weight float64
}

// rank sets the mark of each sentence that is not held back.
func (b *builder) rank(ctx context.Context) error {
	var nodes []*sentence
	for _, s := range b.sentences {
		if !s.held && s.norm > 0 {
			nodes = append(nodes, s)
		}
	}
	if len(nodes) < 2 {
		return ctx.Err()
	}
	edges, err := b.edges(ctx, nodes)
	if err != nil {
		return err
	}
	share, total := make([]float64, len(nodes)), 0.0
	for _, s := range nodes {
		total += b.counted[s.nth]
	}
	for i, s := range nodes {
		share[i] = b.counted[s.nth] / total
	}
	for i, m := range walk(edges, share) {
		nodes[i].mark = m * float64(len(nodes))
	}
	return ctx.Err()
}

// walk is how often a walker from sentence to sentence comes by each. share is how
// often one that starts anew comes there.
func walk(edges [][]edge, share []float64) []float64 {
	at := slices.Clone(share)
	for range rounds {
		next, lost := make([]float64, len(at)), 0.0
		for i, out := range edges {
			if len(out) == 0 {
				lost += at[i]
				continue
			}
			for _, e := range out {
				next[e.to] += at[i] * e.weight
			}
		}
		moved := 0.0
		for i := range next {
			next[i] = (1-damping+damping*lost)*share[i] + damping*next[i]
			moved += max(next[i]-at[i], at[i]-next[i])
		}
		at = next
		if moved < settled {
			break
		}
	}
	return at
}

// edges are the neighbours of each sentence, their weights together 1. Those of other
// copies of its report are none: they would vote for themselves.
func (b *builder) edges(ctx context.Context, nodes []*sentence) ([][]edge, error) {
	index := make([][]posting, len(b.df))
	for i, s := range nodes {
		for _, t := range s.terms {
			if b.df[t.id] <= commonest || len(b.sentences) <= 2*commonest {
				index[t.id] = append(index[t.id], posting{int32(i), t.weight})
			}
		}
	}
	all := make([][]edge, len(nodes))
	parallel.For((len(nodes)+stretch-1)/stretch, func(n int) {
		f := &finder{b: b, nodes: nodes, index: index, dots: make([]float64, len(nodes))}
		for i := n * stretch; i < min((n+1)*stretch, len(nodes)) && ctx.Err() == nil; i++ {
			all[i] = f.find(i)
		}
	})
	return all, ctx.Err()
}

// stretch is how many sentences are looked at one after the other.
const stretch = 1024

// A posting is a sentence that holds a stem, and the weight that the stem has there.
type posting struct {
	at     int32
	weight float64
}

// A finder finds neighbours; each goroutine has its own.
type finder struct {
	b     *builder
	nodes []*sentence
	index [][]posting
	dots  []float64
	seen  []int32
}

func (f *finder) find(i int) []edge {
	s := f.nodes[i]
	terms := s.terms
	if len(terms) > leading {
		terms = slices.Clone(terms)
		slices.SortFunc(terms, func(x, y term) int { return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id)) })
		terms = terms[:leading]
	}
	for _, t := range terms {
		for _, p := range f.index[t.id] {
			if f.dots[p.at] == 0 {
				f.seen = append(f.seen, p.at)
			}
			f.dots[p.at] += t.weight * p.weight
		}
	}
	var out []edge
	for _, j := range f.seen {
		o := f.nodes[j]
		like := f.dots[j] / (s.norm * o.norm)
		f.dots[j] = 0
		if int(j) == i || like < leastLike || f.b.copied(s, o) {
			continue
		}
		if f.b.sources.Of(s.art.ID) != f.b.sources.Of(o.art.ID) {
			s.echo = max(s.echo, like)
		}
		out = append(out, edge{j, like * f.b.counted[o.nth]})
	}
	f.seen = f.seen[:0]
	return nearest(out)
}

// nearest are the heaviest edges, their weights together 1.
func nearest(out []edge) []edge {
	slices.SortFunc(out, func(x, y edge) int { return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.to, y.to)) })
	out = slices.Clone(out[:min(len(out), neighbours)])
	sum := 0.0
	for _, e := range out {
		sum += e.weight
	}
	for i := range out {
		out[i].weight /= sum
	}
	return out
}

// copied reports whether two sentences are of two articles that print one report.
func (b *builder) copied(s, o *sentence) bool {
	return s.nth != o.nth && b.counted[s.nth] < 1 && b.sources.Of(s.art.ID) == b.sources.Of(o.art.ID)
}

// weightOf is the weight of a stem in the sentence, 0 where it does not hold it.
func (s *sentence) weightOf(id int32) float64 {
	i, ok := slices.BinarySearchFunc(s.terms, id, func(t term, id int32) int { return int(t.id - id) })
	if !ok {
		return 0
	}
	return s.terms[i].weight
}

// like is the cosine of two sentences.
func like(s, o *sentence) float64 {
	if s.norm == 0 || o.norm == 0 {
		return 0
	}
	return dot(s.terms, o.terms) / (s.norm * o.norm)
}

// dot is the product of two vectors of terms, both by id.
func dot(xs, ys []term) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(xs) && j < len(ys); {
		switch x, y := xs[i], ys[j]; {
		case x.id < y.id:
			i++
		case x.id > y.id:
			j++
		default:
			sum += x.weight * y.weight
			i, j = i+1, j+1
		}
	}
	return sum
}
