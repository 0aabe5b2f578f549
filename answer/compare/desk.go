package compare

import "footnote/internal/words"

// onePost reports whether two persons hold a post of several words, the same for both, of
// which a body has one: chief executive.
func (p *pair) onePost(h, g *holder) bool {
	return desk(p.a, h) != "" && desk(p.a, h) == desk(p.b, g) && !h.former && !g.former
}

// otherDesk reports whether one person is told to hold two posts of a body that nobody
// holds at once: its chair and its chief executive.
func (p *pair) otherDesk(h, g *holder) bool {
	x, y := desk(p.a, h), desk(p.b, g)
	return p.story && x != "" && y != "" && x != y
}

// desks are the posts of a body by the last word of their names, and the word that must
// stand before it where others hold posts of that name.
var desks = map[string]struct{ before, is string }{
	"executive": {"chief", "chief executive"}, "chair": {"", "chair"}, "chairman": {"", "chair"}, "chairwoman": {"", "chair"},
	"treasurer": {"", "treasurer"},
}

// under are told with those of whom they are the deputies, so that they hold no desk.
func desk(t *telling, h *holder) string {
	if h.head == nil || h.headAt < 0 || h.runs {
		return ""
	}
	d, ok := desks[t.Word(h.headAt)]
	if !ok || d.before != "" && t.Word(h.headAt-1) != d.before {
		return ""
	}
	for i := h.office.from; i < h.headAt; i++ {
		if under[t.Word(i)] {
			return ""
		}
	}
	return d.is
}

// sameBody reports whether two offices are told to be of one body, and of no other.
func (p *pair) sameBody(h, g *holder) bool {
	if h.of.empty() || g.of.empty() || h.fresh != g.fresh {
		return false
	}
	found := false
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if !h.of.holds(x.at) {
			continue
		}
		if m.at >= 0 && m.much >= 0.8 && g.of.holds(p.b.terms[m.at].at) {
			found = true
		} else if x.name && !words.Country(x.stem) {
			return false
		}
	}
	return found
}
