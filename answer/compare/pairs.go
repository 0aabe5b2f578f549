package compare

import (
	"cmp"
	"context"
	"slices"

	"footnote/internal/parallel"
)

// A couple is two lines that may tell of one fact; the earlier in the comparison first.
type couple struct{ a, b *line }

// The bounds of the search for pairs.
const (
	looked     = 12      // rarest words of a line that others are looked up by
	crowd      = 200     // lines with a word that are looked at, the last filed
	leastCrowd = 40      // the same, in a story of any size
	looksAt    = 4e6     // of lines with a word, that a comparison can afford to look at for each word of a line
	mostWithin = 4       // pairs of a line with those of its own article, in a story that is not small
	most       = 30      // pairs of a line with those before it, in a small story
	fewest     = 10      // the same, in a story of any size
	affords    = 300_000 // pairs that a comparison can afford
	eachOther  = 60_000  // pairs of a story so small that each line is compared with each
	leastHeld  = 0.08    // of the weight of the shorter line's words, that a pair shares
	mostCounts = 12      // pairs of a line that counts the dead, or others to whom something happened, with those before it that do
)

// pairs are those of the lines that share most of their rare words, or words that may
// stand for these.
func (b *builder) pairs(ctx context.Context) ([]couple, error) {
	files := make([][]int32, len(b.near))
	tally := make([]float64, len(b.lines))
	counted := map[trait][]int32{}
	if n := len(b.lines); n*(n-1)/2 <= eachOther {
		return b.allPairs(), ctx.Err()
	}
	cap := min(most, max(fewest, affords/max(1, len(b.lines))))
	var out []couple
	for i, l := range b.lines {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if l.held || l.echo != nil {
			continue
		}
		found := b.like(l, files, tally)
		near := b.nearest(l, found, cap)
		for _, j := range append(slices.Clone(near), b.counting(l, counted, near)...) {
			out = append(out, couple{b.lines[j], l})
		}
		for _, j := range found {
			tally[j] = 0
		}
		for _, t := range l.terms {
			files[t.id] = append(files[t.id], int32(i))
		}
	}
	return out, nil
}

// nearest are the first of some lines, most of them of other articles than l: an article
// of a thousand lines would else be compared with nothing but itself.
func (b *builder) nearest(l *line, found []int32, cap int) []int32 {
	var near []int32
	within := 0
	for _, j := range found {
		if len(near) == cap {
			break
		}
		if b.lines[j].Article == l.Article {
			if within++; within > mostWithin {
				continue
			}
		}
		near = append(near, j)
	}
	return near
}

// counting are the last lines filed that count those to whom the same happened as to
// those whom l counts, other than known; it files l. They need not share a word: nineteen
// are missing, thirty-one are unaccounted for.
func (b *builder) counting(l *line, counted map[trait][]int32, known []int32) []int32 {
	var found []int32
	filed, within := trait(0), 0
	for _, q := range l.telling.quants {
		if q.effect == 0 || filed&q.effect != 0 {
			continue
		}
		filed |= q.effect
		in := counted[q.effect]
		for _, j := range in[max(0, len(in)-mostCounts):] {
			if b.lines[j].Article == l.Article {
				if within++; within > mostWithin {
					continue
				}
			}
			if !slices.Contains(known, j) && !slices.Contains(found, j) && !oneReport(l, b.lines[j]) {
				found = append(found, j)
			}
		}
		counted[q.effect] = append(in, int32(l.at))
	}
	return found
}

// allPairs are each line with each before it.
func (b *builder) allPairs() []couple {
	var out []couple
	for i, l := range b.lines {
		if l.held || l.echo != nil {
			continue
		}
		for _, o := range b.lines[:i] {
			if !o.held && o.echo == nil && !oneReport(l, o) {
				out = append(out, couple{o, l})
			}
		}
	}
	return out
}

// like are the lines filed before l that share words with it, most first. It leaves
// their weight in tally.
func (b *builder) like(l *line, files [][]int32, tally []float64) []int32 {
	seen := min(crowd, max(leastCrowd, looksAt/max(1, len(b.lines))))
	var touched []int32
	for _, t := range l.rarest(looked) {
		for _, n := range b.near[t.id] {
			in := files[n.id]
			for _, j := range in[max(0, len(in)-seen):] {
				if tally[j] == 0 {
					touched = append(touched, j)
				}
				tally[j] += t.weight * n.weight
			}
		}
	}
	found := touched[:0]
	for _, j := range touched {
		if o := b.lines[j]; tally[j] < leastHeld*min(l.weight, o.weight) || oneReport(l, o) {
			tally[j] = 0
			continue
		}
		found = append(found, j)
	}
	slices.SortFunc(found, func(i, j int32) int { return cmp.Or(cmp.Compare(tally[j], tally[i]), cmp.Compare(i, j)) })
	return found
}

// oneReport reports whether two lines are of copies of one report, printed on one day,
// between which nothing differs but what was cut.
func oneReport(l, o *line) bool {
	return l.report == o.report && l.outlet != o.outlet && l.Article.Anchor() == o.Article.Anchor() && !altered(l, o)
}

// mostAltered is the part of its weight that a sentence keeps of which an editor altered a
// word or a number.
const mostAltered = 0.75

// altered reports whether two lines are one sentence in which a word or a number differs.
func altered(l, o *line) bool {
	if len(l.terms) == 0 || len(o.terms) == 0 {
		return false
	}
	return l.shared(o) >= mostAltered*max(l.weight, o.weight) && l.key() != o.key()
}

// rarest are the n terms of a line of most weight.
func (l *line) rarest(n int) []weighted {
	if len(l.terms) <= n {
		return l.terms
	}
	rare := slices.Clone(l.terms)
	slices.SortStableFunc(rare, func(x, y weighted) int { return cmp.Compare(y.weight, x.weight) })
	return rare[:n]
}

func weightOf(terms []weighted) float64 {
	sum := 0.0
	for _, t := range terms {
		sum += t.weight
	}
	return sum
}

// A related pair is what relate found of it.
type related struct {
	couple
	relation Relation
	findings []finding
}

// atOnce is how many pairs are related between two looks at the context.
const atOnce = 64

// relate finds how the pairs stand to each other, and keeps those that tell of one fact.
func (b *builder) relate(ctx context.Context, pairs []couple) ([]related, error) {
	all := make([]related, len(pairs))
	parallel.For((len(pairs)+atOnce-1)/atOnce, func(n int) {
		if ctx.Err() != nil {
			return
		}
		for i := n * atOnce; i < min((n+1)*atOnce, len(pairs)); i++ {
			r, found := relate(pairs[i].a.telling, pairs[i].b.telling)
			all[i] = related{pairs[i], r, found}
		}
	})
	return slices.DeleteFunc(all, func(r related) bool { return r.relation == Unrelated || r.relation == "" }), ctx.Err()
}
