package compare

import (
	"cmp"
	"math"
	"slices"
)

// centrality is how much of what headlines and first sentences are about a line holds,
// 0 to about 1.
func (b *builder) centrality(l *line) float64 {
	sum, seen := 0.0, map[string]bool{}
	for _, t := range l.Tokens {
		if !t.Stop && !seen[t.Stem] {
			seen[t.Stem] = true
			sum += b.voc.lead(t.Stem)
		}
	}
	if len(seen) == 0 {
		return 0
	}
	return sum / math.Sqrt(float64(len(seen))) / 2
}

// mostDifferences bounds what a reader is shown.
const mostDifferences = 40

// mostWeighed bounds the weightiest differences that are compared with each other, since
// the same may be told twice.
const mostWeighed = 400

// How grave a difference is, by kind and by what differs.
var (
	grave = map[Kind]float64{Contradiction: 1.6, Update: 1.3, Precision: 0.7, Wording: 0.4}
	slots = map[Slot]float64{Number: 1, Event: 1, Name: 0.9, Role: 0.9, Date: 0.8, Attribution: 0.7}
)

// weighed sets how much of the story turns on each difference, and keeps the
// weightiest, by kind.
func (b *builder) weighed(cs []*split) []*split {
	for _, c := range cs {
		c.weight = b.weight(c)
	}
	slices.SortStableFunc(cs, func(x, y *split) int {
		return cmp.Or(cmp.Compare(y.weight*grave[y.kind], x.weight*grave[x.kind]), inOrder(x, y))
	})
	cs = distinct(cs[:min(len(cs), mostWeighed)])
	cs = cs[:min(len(cs), mostDifferences)]
	slices.SortStableFunc(cs, func(x, y *split) int {
		return cmp.Or(cmp.Compare(slices.Index(Kinds, x.kind), slices.Index(Kinds, y.kind)), cmp.Compare(y.weight, x.weight), inOrder(x, y))
	})
	return cs
}

// distinct leaves out the differences that another of their slot, as grave or graver,
// tells as well; of two that tell the same the first stays.
func distinct(cs []*split) []*split {
	var out []*split
	for i, c := range cs {
		covered := false
		for j, o := range cs {
			covered = covered || i != j && o.covers(c) && (j < i || !c.covers(o))
		}
		if !covered {
			out = append(out, c)
		}
	}
	return out
}

// covers reports whether each side of c says what a side of its own in s does, in a
// line that both cite.
func (s *split) covers(c *split) bool {
	if s.slot != c.slot || grave[s.kind] < grave[c.kind] || len(s.sides) < len(c.sides) {
		return false
	}
	used := map[*version]bool{}
	for _, v := range c.sides {
		i := slices.IndexFunc(s.sides, func(o *version) bool {
			return slices.ContainsFunc(v.cited, func(x cited) bool { return slices.Contains(o.cited, x) })
		})
		if i < 0 || used[s.sides[i]] {
			return false
		}
		used[s.sides[i]] = true
	}
	return true
}

// inOrder compares differences by the first line of their first sides.
func inOrder(x, y *split) int {
	a, b := x.sides[0].cited[0].line, y.sides[0].cited[0].line
	return cmp.Or(earlier(a, b), cmp.Compare(x.slot, y.slot), cmp.Compare(x.about, y.about), cmp.Compare(x.sides[0].value(), y.sides[0].value()))
}

// weight is how much of the story turns on a difference, how many tell of it and how
// sure it is.
func (b *builder) weight(c *split) float64 {
	central, voices, first := 0.0, map[string]bool{}, false
	for _, s := range c.sides {
		for _, l := range s.cited {
			central = max(central, l.line.central)
			voices[b.sources.Of(l.line.Article.ID)] = true
			first = first || l.line.Index < leadSentences
		}
	}
	w := (0.2 + central) * (0.3 + c.sure) * slots[c.slot] * (1 + 0.4*math.Log(float64(len(voices))))
	if first {
		w *= 1.2
	}
	if c.trivial() {
		w *= 0.4
	}
	return w
}

// rounded is how far apart two numbers are of which one is the other rounded, so that
// no reader minds.
const rounded = 0.03

// trivial reports whether a difference hardly matters: a rounded number, or a day named
// more exactly.
func (c *split) trivial() bool {
	switch {
	case c.kind != Precision || c.slot != Number && c.slot != Date:
		return false
	case c.slot == Date:
		return true
	}
	var values []float64
	for _, s := range c.sides {
		n := numberIn(s.value())
		if n == 0 {
			return false
		}
		values = append(values, n)
	}
	return slices.Max(values)/slices.Min(values) < 1+rounded
}
