package compare

import (
	"cmp"

	"footnote/answer/quantity"
	"footnote/internal/words"
)

// doubted reports whether a likelier edge shows that e, which says that one number is only
// more exact, is no such thing: at least 63 on Tuesday is 63 made less exact, and not 112,
// which that was raised to.
func (f *fact) doubted(e edge) bool {
	for _, o := range f.edges {
		x, y := e.others(o)
		if o.kind != Precision || x == "" {
			continue
		}
		for _, h := range f.edges {
			a, b := h.a.mark.key, h.b.mark.key
			if (h.kind == Update || h.kind == Contradiction) && (a == x && b == y || a == y && b == x) && o.likelier(e, h) {
				return true
			}
		}
	}
	return false
}

// likelier reports whether o, rather than e, is of one time, where h parts the numbers
// that they do not share: by how near their numbers are, by whether they are of one day,
// by which is not the one that was replaced, then by how sure they are.
func (o edge) likelier(e, h edge) bool {
	replaced := func(e edge) int {
		if h.kind == Update && (e.a.mark.key == h.a.mark.key || e.b.mark.key == h.a.mark.key) {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(o.ratio(), e.ratio()), cmp.Compare(e.oneDay(), o.oneDay()), cmp.Compare(replaced(o), replaced(e)), cmp.Compare(e.sure, o.sure)) < 0
}

// oneDay is 1 where both ends are of articles of one day, else 0.
func (e edge) oneDay() int {
	if e.a.line.Article.Anchor() == e.b.line.Article.Anchor() {
		return 1
	}
	return 0
}

// ratio is that of the numbers of an edge, the greater to the less; 1 where it has none.
func (e edge) ratio() float64 {
	x, y := numberIn(e.a.mark.value), numberIn(e.b.mark.value)
	if x <= 0 || y <= 0 {
		return 1
	}
	return max(x/y, y/x)
}

// numberIn is the number of a text that holds one; 0 for any other.
func numberIn(text string) float64 {
	qs := quantity.Find(text, words.For("en").Tokens(text), nil)
	if len(qs) != 1 || qs[0].Top > 0 {
		return 0
	}
	return qs[0].Value
}

// others are, of two edges that share one key, the two that they do not share; empty
// where they share none or both.
func (e edge) others(o edge) (x, y string) {
	a, b := e.a.mark.key, e.b.mark.key
	c, d := o.a.mark.key, o.b.mark.key
	switch {
	case a == c && b != d:
		return b, d
	case a == d && b != c:
		return b, c
	case b == c && a != d:
		return a, d
	case b == d && a != c:
		return a, c
	}
	return "", ""
}
