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
	at := s.cited
	if len(at) > mostCited {
		at = firstOfEach(at)
	}
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

// firstOfEach are the first lines of each article, at most mostCited.
func firstOfEach(all []cited) []cited {
	var out []cited
	for _, l := range all {
		if len(out) < mostCited && !slices.ContainsFunc(out, func(o cited) bool { return o.line.Article == l.line.Article }) {
			out = append(out, l)
		}
	}
	return out
}
