package compare

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/words"
)

// A single is a line that tells what only one source does.
type single struct {
	line   *line
	novel  []weighted // what no other source has
	names  []int32    // those of it that are names
	hard   float64    // of its weight, names, numbers and events
	weight float64
}

// The bounds of what is shown as one outlet's alone.
const (
	mostSingles = 20
	leastOf     = 3   // of one outlet, where there are many
	mostOf      = 8   // of one outlet, where there are few
	worthIt     = 2.0 // weight that a single must have
)

// singles are the lines whose weighty parts, names, numbers and events, no other
// outlet's lines hold, the weightiest first.
func (b *builder) singles(ctx context.Context, all []related) ([]*single, error) {
	if !b.several() {
		return nil, nil
	}
	x := b.newIndex(all)
	var out []*single
	for i, l := range b.lines {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if l.held || l.echo != nil {
			continue
		}
		if s := x.single(l); s != nil {
			out = append(out, s)
		}
	}
	byWeight(out)
	return out, nil
}

// several reports whether two lines are of different outlets and reports; where none
// are, nobody is alone.
func (b *builder) several() bool {
	return len(b.lines) > 0 && slices.ContainsFunc(b.lines, func(l *line) bool { return others(b.lines[0], l) })
}

// alone are the singles to be shown: of each outlet a few, each fact once. shown are the
// differences that are.
func (b *builder) alone(all []*single, shown []*split) []*single {
	all = b.settle(slices.Clone(all), shown)
	outlets := map[string]bool{}
	for _, a := range b.articles {
		outlets[a.Whose()] = true
	}
	each := min(mostOf, max(leastOf, mostSingles/max(1, len(outlets))))
	of, listed := map[int]int{}, map[int]map[int32]bool{}
	var out []*single
	for _, s := range all {
		voice := s.line.report
		if listed[voice] == nil {
			listed[voice] = map[int32]bool{}
		}
		if len(out) == mostSingles || of[voice] == each || s.weight < worthIt || s.fresh(listed[voice]) < 0.5 {
			continue
		}
		of[voice]++
		for _, t := range s.novel {
			listed[voice][t.id] = true
		}
		out = append(out, s)
	}
	return out
}

// settle leaves out the singles that a difference cites as one of its sides: they are told
// there, and are not undisputed. What an article says on both sides of one stays, and so
// does what names somebody beside the words that differ, whom nobody else does.
func (b *builder) settle(all []*single, shown []*split) []*single {
	told := map[*line]map[int32]bool{} // the words that differ, by stem
	for _, s := range shown {
		for _, v := range s.sides {
			for _, c := range v.cited {
				if s.kind == Wording || s.within(c.line) {
					continue
				}
				if told[c.line] == nil {
					told[c.line] = map[int32]bool{}
				}
				c.line.Lang.Each(c.value, func(t words.Token) { told[c.line][b.voc.of(t.Stem).id] = true })
			}
		}
	}
	return slices.DeleteFunc(all, func(s *single) bool {
		differs, ok := told[s.line]
		return ok && !slices.ContainsFunc(s.names, func(id int32) bool { return !differs[id] })
	})
}

func byWeight(all []*single) {
	slices.SortStableFunc(all, func(x, y *single) int { return cmp.Or(cmp.Compare(y.weight, x.weight), earlier(x.line, y.line)) })
}

// within reports whether the article of a line has all sides of the difference.
func (s *split) within(l *line) bool {
	return !slices.ContainsFunc(s.sides, func(v *version) bool {
		return !slices.ContainsFunc(v.cited, func(c cited) bool { return c.line.Article == l.Article })
	})
}

// fresh is the part of what is novel in s that is not listed yet.
func (s *single) fresh(listed map[int32]bool) float64 {
	left := 0.0
	for _, t := range s.novel {
		if !listed[t.id] {
			left += t.weight
		}
	}
	return left / max(weightOf(s.novel), 1e-9)
}

// An index knows which lines hold a stem, and how much of a line others share.
type index struct {
	*builder
	holders [][]int32      // of each stem, the lines that hold it, in order
	shares  []float64      // of each line, the part of the words of the line looked at that it holds
	touched []int32        // the lines with a share
	same    map[*line]bool // another outlet's line was found to say the same
	akin    map[*line]bool // another outlet's line tells of the same thing
	most    float64        // centrality of the most central line
}

func (b *builder) newIndex(all []related) *index {
	x := &index{builder: b, holders: make([][]int32, len(b.near)), shares: make([]float64, len(b.lines)), same: map[*line]bool{}, akin: map[*line]bool{}, most: 1e-9}
	for i, l := range b.lines {
		x.most = max(x.most, l.central)
		for _, t := range l.terms {
			x.holders[t.id] = append(x.holders[t.id], int32(i))
		}
	}
	for _, r := range all {
		switch {
		case !others(r.a, r.b):
		case r.relation == Same:
			x.same[r.a], x.same[r.b] = true, true
		default:
			x.akin[r.a], x.akin[r.b] = true, true
		}
	}
	return x
}

// others reports whether two lines are of different outlets and of different reports.
func others(l, o *line) bool { return l.outlet != o.outlet && l.report != o.report }

// mostHolders is how many lines that hold a stem are looked at, so that an article of one
// sentence over and over takes no hours.
const mostHolders = 10 * crowd

// ofOthers are the lines of other sources than that of l that hold a stem, the first crowd
// of them.
func (x *index) ofOthers(l *line, stem int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		n, in := 0, x.holders[stem]
		for _, i := range in[:min(mostHolders, len(in))] {
			if others(l, x.lines[i]) {
				if n++; n > crowd || !yield(i) {
					return
				}
			}
		}
	}
}

// look finds what part of the words of l each line of another source holds.
func (x *index) look(l *line) {
	for _, i := range x.touched {
		x.shares[i] = 0
	}
	x.touched = x.touched[:0]
	for _, t := range l.terms {
		for _, n := range x.near[t.id] {
			for i := range x.ofOthers(l, n.id) {
				if x.shares[i] == 0 {
					x.touched = append(x.touched, i)
				}
				x.shares[i] += t.weight * n.weight / l.weight
			}
		}
	}
}

// asCopied is the part of a line's words that another outlet's copy of its report has of
// it, which was edited.
const asCopied = 0.75

// copied reports whether another outlet prints the line, edited, in a copy of its report.
func (x *index) copied(l *line) bool {
	tally := map[int32]float64{}
	for _, t := range l.terms {
		in := x.holders[t.id]
		for _, i := range in[:min(crowd, len(in))] {
			if o := x.lines[i]; o.report == l.report && o.outlet != l.outlet {
				if tally[i] += t.weight; tally[i] >= asCopied*l.weight {
					return true
				}
			}
		}
	}
	return false
}

// inContext is the part of a line's words that another must share for the two to be
// told of one thing.
const inContext = 0.2

// held is how well other sources hold a part of l, 0 to 1: a name
// anywhere; another word by half only where little else of the line is found with it,
// and a number hardly where what it counts is not.
func (x *index) held(l *line, p part) float64 {
	best, own := 0.0, p.idf/l.weight
	for _, n := range x.near[p.id] {
		for at := range x.ofOthers(l, n.id) {
			o, h := x.lines[at], n.weight
			switch {
			case p.kind == aNumber && !x.counts(o, p.counted):
				h *= 0.2
			case p.kind != aName && x.shares[at]-own*n.weight < inContext:
				h *= 0.6
			}
			best = max(best, h)
		}
	}
	return best
}

// counts reports whether a line holds one of the stems that a number counts, or the
// like of one.
func (x *index) counts(l *line, counted []int32) bool {
	return len(counted) == 0 || slices.ContainsFunc(counted, func(id int32) bool {
		return slices.ContainsFunc(x.near[id], func(n weighted) bool {
			_, ok := slices.BinarySearchFunc(l.terms, n.id, func(t weighted, id int32) int { return cmp.Compare(t.id, id) })
			return ok
		})
	})
}

// single is what l alone tells; nil where that is nothing.
func (x *index) single(l *line) *single {
	if x.same[l] || slices.ContainsFunc(l.echoes, func(o *line) bool { return l.outlet != o.outlet }) {
		return nil
	}
	x.look(l)
	if x.copied(l) {
		return nil
	}
	s := &single{line: l}
	for _, p := range x.parts(l) {
		if fresh := 1 - x.held(l, p); fresh > 0.2 {
			s.novel = append(s.novel, weighted{p.id, fresh * p.worth})
			if p.kind != aWord {
				s.hard += fresh * p.worth
			}
			if p.kind == aName {
				s.names = append(s.names, p.id)
			}
		}
	}
	if len(s.novel) == 0 {
		return nil
	}
	s.weight = x.worth(s)
	return s
}

// singles are those to be shown, cited.
func (c citer) singles(all []*single) []Single {
	var out []Single
	for _, s := range all {
		l := s.line
		made, ok := answer.CiteIn(c.view, l.span())
		if !ok {
			continue
		}
		cited := []answer.Citation{made}
		c.numbers.Number(cited)
		out = append(out, Single{
			Text: article.OneLine(made.Quote), Article: l.Article.ID, Outlet: l.Article.Outlet,
			Citations: cited, Weight: s.weight,
		})
	}
	return out
}
