package compare

import (
	"cmp"
	"slices"

	"footnote/article"
)

// A node is a part of a line that differs from another's.
type node struct {
	line *line
	slot Slot
	mark mark
	fact int // another node of its fact, or itself: see facts
}

// An edge is what was found of two nodes.
type edge struct {
	a, b *node
	finding
}

// A fact is what is told in several ways: nodes that edges join, those of one slot.
type fact struct {
	slot  Slot
	nodes []*node
	edges []edge
}

// A spot is where a mark stands.
type spot struct {
	line, first, last int
	slot              Slot
	key               string
}

// A graph is the nodes of a comparison, and how they are joined to facts.
type graph struct {
	nodes  []*node
	at     map[spot]int // index in nodes
	edges  []edge
	ends   [][2]int        // the nodes of each edge
	linked map[[2]int]bool // pairs of nodes that an edge joins, the lower first
	facts  map[int][]int   // the nodes of each fact, by its root
}

// node is that of a mark, made where it is new.
func (g *graph) node(l *line, slot Slot, m mark) int {
	p := spot{l.at, m.first, m.last, slot, m.key}
	n, ok := g.at[p]
	if !ok {
		n = len(g.nodes)
		g.at[p] = n
		g.nodes = append(g.nodes, &node{line: l, slot: slot, mark: m, fact: n})
		g.facts[n] = []int{n}
	}
	return n
}

// root is the node that stands for all of n's fact.
func (g *graph) root(n int) int {
	for g.nodes[n].fact != n {
		n = g.nodes[n].fact
	}
	return n
}

// facts joins what was found of the same marks, the surest findings first. A finding that
// would join what is told apart (an article's two numbers that were not found to be of one
// thing, two places) is none: the surer ones have shown what its marks are of.
func (b *builder) facts(all []related) []*fact {
	g := b.graph(all)
	order, strength := make([]int, len(g.edges)), make([]float64, len(g.edges))
	for i, e := range g.edges {
		order[i], strength[i] = i, e.strength()
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(strength[j], strength[i]) })
	for _, i := range order {
		g.merge(g.ends[i][0], g.ends[i][1])
	}
	return g.found()
}

// graph is that of what was found.
func (b *builder) graph(all []related) *graph {
	g := &graph{at: map[spot]int{}, linked: map[[2]int]bool{}, facts: map[int][]int{}}
	for _, r := range all {
		for _, f := range r.findings {
			x, y := b.by[f.a.in], b.by[f.b.in]
			if x == nil || y == nil || f.a.key == f.b.key {
				continue
			}
			i, j := g.node(x, f.slot, f.a), g.node(y, f.slot, f.b)
			g.edges, g.ends = append(g.edges, edge{g.nodes[i], g.nodes[j], f}), append(g.ends, [2]int{i, j})
			g.linked[[2]int{min(i, j), max(i, j)}] = true
		}
	}
	return g
}

// strength orders findings, the surest first: of numbers those that lie near each other,
// as two of one thing do, and of lines that share more of their words.
func (e edge) strength() float64 {
	s := e.sure + e.a.line.overlap(e.b.line)
	if q, o := e.a.mark.quantAt(), e.b.mark.quantAt(); q != nil && o != nil && min(q.Value, o.Value) > 0 {
		s += 0.5 * min(q.Value, o.Value) / max(q.Value, o.Value)
	}
	return s
}

// overlap is how much of the words of the shorter of two lines the other has, 0 to 1.
func (l *line) overlap(o *line) float64 { return l.shared(o) / min(l.weight, o.weight) }

// shared is the weight of the words that two lines have in common.
func (l *line) shared(o *line) float64 {
	shared, i := 0.0, 0
	for _, t := range l.terms {
		for i < len(o.terms) && o.terms[i].id < t.id {
			i++
		}
		if i < len(o.terms) && o.terms[i].id == t.id {
			shared += t.weight
		}
	}
	return shared
}

// merge makes the facts of two nodes one, where nothing tells them apart.
func (g *graph) merge(i, j int) {
	x, y := g.root(i), g.root(j)
	if x == y || !g.joins(g.facts[x], g.facts[y]) {
		return
	}
	if len(g.facts[x]) < len(g.facts[y]) {
		x, y = y, x
	}
	g.nodes[y].fact = x
	g.facts[x] = append(g.facts[x], g.facts[y]...)
	delete(g.facts, y)
}

// mostNodes is how many nodes a fact has at most; what a reader is shown of it are some.
const mostNodes = 200

// joins reports whether nothing tells the nodes of two facts apart.
func (g *graph) joins(xs, ys []int) bool {
	if len(xs)+len(ys) > mostNodes {
		return false
	}
	for _, i := range xs {
		for _, j := range ys {
			x, y := g.nodes[i], g.nodes[j]
			if x.mark.key != y.mark.key && !g.linked[[2]int{min(i, j), max(i, j)}] && x.toldApart(y) {
				return false
			}
		}
	}
	return true
}

// toldApart reports whether two nodes between which nothing was found are of two things:
// both stand in one article, which does not say that one replaced the other, or they count
// or measure two things, or one thing in two places.
func (x *node) toldApart(y *node) bool {
	q, o := x.mark.quantAt(), y.mark.quantAt()
	if x.line.Article == y.line.Article {
		return q == nil || o == nil || !q.earlier && !o.earlier
	}
	if q == nil || o == nil {
		return false
	}
	if q.unit != o.unit || q.effect != 0 && o.effect != 0 && q.effect&o.effect == 0 {
		return true
	}
	n, k := x.mark.placeOf(), y.mark.placeOf()
	if n < 0 || k < 0 {
		return false
	}
	v, w := &x.mark.in.terms[n], &y.mark.in.terms[k]
	return like(v.lexeme, w.lexeme) < 0.5 && !x.mark.in.has(w.stem) && !y.mark.in.has(v.stem)
}

// has reports whether a telling has a word of a stem.
func (t *telling) has(stem string) bool {
	for i := range t.Tokens {
		if t.Tokens[i].Stem == stem {
			return true
		}
	}
	return false
}

// found are the facts, in the order of their first nodes, with the edges within each.
func (g *graph) found() []*fact {
	of := map[int]*fact{}
	var out []*fact
	for i, n := range g.nodes {
		root := g.root(i)
		if of[root] == nil {
			of[root] = &fact{slot: n.slot}
			out = append(out, of[root])
		}
		of[root].nodes = append(of[root].nodes, n)
	}
	for i, e := range g.edges {
		if x := g.root(g.ends[i][0]); x == g.root(g.ends[i][1]) {
			of[x].edges = append(of[x].edges, e)
		}
	}
	for _, f := range out {
		f.settleKinds()
	}
	return out
}

// settleKinds makes contradictions updates where a sentence of the fact says that the one
// number followed the other, or corrects it, and where what was to come is told otherwise
// on a later day.
func (f *fact) settleKinds() {
	type step struct{ from, to string }
	told := map[step]bool{}
	for _, e := range f.edges {
		if e.kind == Update && e.b.mark.in.replaces(e.a.mark.key) {
			told[step{e.a.mark.key, e.b.mark.key}] = true
		}
	}
	said := f.days()
	for i := range f.edges {
		e := &f.edges[i]
		switch {
		case e.kind == Update && e.slot == Number && (said[e.a.mark.key].around(said[e.b.mark.key]) || said[e.b.mark.key].around(said[e.a.mark.key])):
			e.kind = Contradiction // 468, then 486, then 468 again
		case e.kind == Contradiction && e.slot == Event && e.a.mark.in.expects(e.a.mark) && e.a.line.Article.Anchor() < e.b.line.Article.Anchor():
			e.kind = Update // what was to come is told otherwise later
		case e.kind != Contradiction || len(told) == 0:
		case told[step{e.a.mark.key, e.b.mark.key}]:
			e.kind = Update
		case told[step{e.b.mark.key, e.a.mark.key}]:
			e.kind = Update
			e.a, e.b = e.b, e.a
			e.finding.a, e.finding.b = e.finding.b, e.finding.a
		}
	}
}

// A stretch is from the first to the last day on which something is said; empty where a
// day is not known.
type stretch struct{ first, last article.Date }

// around reports whether s begins before o and ends after it.
func (s stretch) around(o stretch) bool { return s.first != "" && s.first < o.first && s.last > o.last }

// days are when the values of a fact are said, by their keys; what is told as what was
// before says nothing of its day.
func (f *fact) days() map[string]stretch {
	said := map[string]stretch{}
	for _, n := range f.nodes {
		day := n.line.Article.Anchor()
		if n.mark.in.replaces(n.mark.key) {
			continue
		}
		s, ok := said[n.mark.key]
		if !ok {
			s = stretch{day, day}
		}
		said[n.mark.key] = stretch{min(s.first, day), max(s.last, day)}
	}
	return said
}

// expects reports whether the clause of a mark tells what was still to come.
func (t *telling) expects(m mark) bool {
	return t.stagedAt(m) == planned || slices.ContainsFunc(t.moments, func(x moment) bool { return x.coming && x.clause == t.groups[m.first] })
}

// replaces reports whether a telling gives a number as what was before.
func (t *telling) replaces(key string) bool {
	return slices.ContainsFunc(t.quants, func(q quant) bool { return q.earlier && q.key() == key })
}
