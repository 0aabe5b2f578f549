package compare

import (
	"strings"

	"footnote/internal/words"
)

// persons finds where the tellings name another person for one part, or one person in
// two parts.
func (p *pair) persons() {
	for i := range p.a.holders {
		h := &p.a.holders[i]
		for j := range p.b.holders {
			g := &p.b.holders[j]
			switch p.namesOf(h, g) {
			case sameName:
				p.offices(h, g)
			case spelling:
				if p.oneEvent() || p.story {
					p.add(finding{slot: Name, kind: Wording, a: p.a.regionMark(h.name), b: p.b.regionMark(g.name), about: p.a.regionWords(h.name), sure: 0.6})
				}
			case given:
				p.given(h, g)
			case other:
				p.successors(h, g)
			}
		}
	}
	p.otherPerson()
}

func (p *pair) add(f finding) { p.found = append(p.found, f) }

// given notes one surname with two given names: another person, unless all else is the same.
func (p *pair) given(h, g *holder) {
	for i := range p.a.holders {
		if o := &p.a.holders[i]; o != h && p.namesOf(o, g) == sameName {
			return // both brothers are named
		}
	}
	for j := range p.b.holders {
		if o := &p.b.holders[j]; o != g && p.namesOf(h, o) == sameName {
			return
		}
	}
	alike := p.story && (h.head != nil && g.head != nil && like(h.head, g.head) >= 0.7 || p.oneInitial(h, g))
	if !alike && (!p.oneEvent() || !p.sameRest(0.6)) {
		p.isApart = true
		return
	}
	p.add(finding{slot: Name, kind: Contradiction, a: p.a.regionMark(h.name), b: p.b.regionMark(g.name), about: p.a.regionWords(region{h.name.to - 1, h.name.to}), sure: 0.7})
}

// offices notes one person in two offices that nobody holds at once.
func (p *pair) offices(h, g *holder) {
	if h.head == nil || g.head == nil || h.former != g.former || h.fresh != g.fresh && !p.otherDesk(h, g) || !p.oneEvent() && !p.story {
		return
	}
	x, y := p.a.officeRegion(h), p.b.officeRegion(g)
	switch {
	case p.otherLand(h, g):
		x, _ = p.a.withLand(h)
		y, _ = p.b.withLand(g)
		p.add(finding{slot: Role, kind: Contradiction, a: p.a.regionMark(x), b: p.b.regionMark(y), about: p.a.regionWords(h.name), sure: 0.6})
		return
	case p.ranked(h, g), p.opposedIn(x, y), p.otherPost(h, g), p.otherDesk(h, g):
	case !p.exclude(x, y) || p.fit(x, y) >= misfit:
		return
	}
	f := finding{slot: Role, a: p.a.regionMark(h.office), b: p.b.regionMark(g.office), about: p.a.regionWords(h.name), sure: 0.7}
	if f.kind = Contradiction; p.a.day != p.b.day && !p.sameRest(0.5) && !p.story {
		return
	}
	p.add(f)
}

// otherLand reports whether two offices or trades of one person are of two countries:
// the Danish, the Norwegian architect.
func (p *pair) otherLand(h, g *holder) bool {
	x, one := p.a.withLand(h)
	y, two := p.b.withLand(g)
	return one && two && h.head == g.head && like(lexemeOf(p.a.Tokens[x.from].Stem), lexemeOf(p.b.Tokens[y.from].Stem)) < 0.9
}

// withLand is the office of a holder from the country on with which it begins, or that
// stands right before it, and whether there is one.
func (t *telling) withLand(h *holder) (region, bool) {
	r := h.office
	if r.from > 0 && !r.empty() && t.Tokens[r.from-1].Upper && words.Country(t.Tokens[r.from-1].Stem) && strings.TrimSpace(t.Gap(r.from)) == "" {
		r.from--
		return r, true
	}
	return r, r.to-r.from > 1 && words.Country(t.Tokens[r.from].Stem)
}

// ranked reports whether one of two offices is the other with a deputy before it.
func (p *pair) ranked(h, g *holder) bool {
	if h.head != g.head || h.runs || g.runs {
		return false
	}
	x, lesser := p.a.postOf(h)
	y, beneath := p.b.postOf(g)
	return lesser != beneath && x == y && (x != "" || p.story && (h.head.is&state != 0 || p.a.atTop(h) || p.b.atTop(g)))
}

// atTop reports whether a word before an office says that others are beneath it.
func (t *telling) atTop(h *holder) bool {
	for i := h.office.from; i < h.headAt; i++ {
		if w := t.Word(i); w == "senior" || w == "chief" || w == "first" || w == "principal" {
			return true
		}
	}
	return false
}

// otherPost reports whether two posts of one kind are of other things: interior and
// defence minister.
func (p *pair) otherPost(h, g *holder) bool {
	if h.head != g.head || h.runs || g.runs {
		return false
	}
	x, lesser := p.a.postOf(h)
	y, beneath := p.b.postOf(g)
	v, w := strings.Fields(x), strings.Fields(y)
	if lesser != beneath || len(v) != len(w) || len(v) == 0 {
		return false
	}
	apart := 0
	for i := range v {
		if v[i] != w[i] {
			if like(lexemeOf(v[i]), lexemeOf(w[i])) > 0 || misspelt(v[i], w[i]) {
				return false
			}
			apart++
		}
	}
	return apart == 1 && (len(v) > 1 || h.head.is&state != 0)
}

// postOf is the words before the head of an office that tell which it is, and whether
// it is that of a deputy.
func (t *telling) postOf(h *holder) (post string, deputy bool) {
	for i := h.office.from; i < h.headAt; i++ {
		switch w := t.Word(i); {
		case under[w]:
			deputy = true
		case t.Tokens[i].Stop || adjectives[t.Tokens[i].Stem] || words.Country(t.Tokens[i].Stem) || t.Tokens[i].Upper && w != "" && !t.Tokens[h.headAt].Upper:
		default:
			post += w + " "
		}
	}
	return post, deputy
}

// officeRegion is the words of an office, with what it is for: counsel for the defence.
func (t *telling) officeRegion(h *holder) region {
	if w := t.Word(h.office.to); w == "for" || w == "of" {
		return region{h.office.from, h.of.to}
	}
	return h.office
}

// exclude reports whether nobody can be both: two trades, two offices of state, two
// sides of a trial.
func (p *pair) exclude(x, y region) bool {
	if p.opposedIn(x, y) {
		return true
	}
	a, b := p.a.traitIn(x), p.b.traitIn(y)
	return a&trade != 0 && b&trade != 0 || a&state != 0 && b&state != 0
}

func (t *telling) traitIn(r region) (is trait) {
	for i := r.from; i < r.to; i++ {
		is |= lexemeOf(t.Tokens[i].Stem).is
	}
	return is
}

// opposedIn reports whether two stretches hold opposed words.
func (p *pair) opposedIn(x, y region) bool {
	for i := x.from; i < x.to; i++ {
		for j := y.from; j < y.to; j++ {
			if opposed(lexemeOf(p.a.Tokens[i].Stem), lexemeOf(p.b.Tokens[j].Stem)) {
				return true
			}
		}
	}
	return false
}

func (t *telling) regionWords(r region) string { return t.words(r.from, r.to-1) }
