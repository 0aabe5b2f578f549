package compare

import (
	"slices"

	"footnote/answer"
)

// A citer cites lines, and numbers the footnotes by first use.
type citer struct {
	*builder
	numbers answer.Numbers
	known   []answer.Citation // of an answer, which stand for the lines that they hold
}

// differences are those that the splits come to, in their order.
func (c citer) differences(cs []*split) []Difference {
	var out []Difference
	for _, x := range cs {
		d := Difference{About: c.phrase(x), Kind: x.kind, Slot: x.slot, Weight: x.weight}
		for _, s := range x.sides {
			if made, ok := c.side(s); ok {
				d.Sides = append(d.Sides, made)
			}
		}
		if len(d.Sides) > 1 {
			out = append(out, d)
		}
	}
	return out
}

// mostCited bounds the citations of a side: where a hundred articles say one thing,
// the first of them do.
const mostCited = 8

func (c citer) side(s *version) (Side, bool) {
	at := c.shown(s.cited)
	out := Side{Value: at[0].value}
	for _, l := range at {
		made, ok := citing(c.known, l.line.span())
		if !ok {
			made, ok = answer.CiteIn(c.view, l.line.span())
		}
		if ok && !slices.ContainsFunc(out.Citations, func(o answer.Citation) bool { return o.Span == made.Span }) {
			out.Citations = append(out.Citations, made)
		}
	}
	if len(out.Citations) == 0 {
		return Side{}, false
	}
	out.Published = out.Citations[0].Meta.Published
	c.numbers.Number(out.Citations)
	return out, true
}

// mostBeside bounds those of a side that is told beside an answer.
const mostBeside = 2

// shown are the lines of a side that are cited: all of a few; beside an answer those that
// it cites, or else the first.
func (c citer) shown(all []cited) []cited {
	if c.known == nil {
		if len(all) > mostCited {
			return firstOfEach(all, mostCited)
		}
		return all
	}
	var own []cited
	for _, l := range all {
		if _, ok := citing(c.known, l.line.span()); ok {
			own = append(own, l)
		}
	}
	if len(own) > 0 {
		return own
	}
	return firstOfEach(all, mostBeside)
}

// firstOfEach are the first lines of each article, at most n.
func firstOfEach(all []cited, n int) []cited {
	var out []cited
	for _, l := range all {
		if len(out) < n && !slices.ContainsFunc(out, func(o cited) bool { return o.line.Article == l.line.Article }) {
			out = append(out, l)
		}
	}
	return out
}
