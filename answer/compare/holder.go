package compare

// successors notes two persons in one office that one alone holds.
func (p *pair) successors(h, g *holder) {
	if h.head == nil || g.head == nil || h.former || g.former || (h.head.is|g.head.is)&sole == 0 || p.a.holds(p.b, g) || p.b.holds(p.a, h) {
		return
	}
	if like(h.head, g.head) < 0.7 && !(h.runs != g.runs && (h.head.is&g.head.is)&sole != 0) || !p.oneOffice(h, g) {
		return
	}
	f := finding{slot: Name, a: p.a.regionMark(h.name), b: p.b.regionMark(g.name), about: p.a.regionWords(h.office), sure: 0.6}
	switch {
	case g.fresh || h.fresh:
		if h.fresh && !g.fresh && p.a.day >= p.b.day {
			f.a, f.b = f.b, f.a
		}
		f.kind = Update
	case p.a.day == p.b.day && (p.story || p.oneEvent() && p.sameRest(0.5)), p.story && p.sameBody(h, g):
		f.kind = Contradiction
	default:
		return
	}
	p.add(f)
}

// holds reports whether t names the holder g of the telling in.
func (t *telling) holds(in *telling, g *holder) bool {
	last := in.Tokens[g.name.to-1].Word
	for i := range t.Tokens {
		if t.Tokens[i].Upper && t.Word(i) == last {
			return true
		}
	}
	return false
}

// oneOffice reports whether two offices of one kind are of the same.
func (p *pair) oneOffice(h, g *holder) bool {
	x, y := p.a.officeOf(h), p.b.officeOf(g)
	found, lacking := false, false
	for _, n := range x {
		if p.toB[n].much >= 0.7 {
			found = true
		} else if p.a.terms[n].name {
			lacking = true
		}
	}
	for _, n := range y {
		if p.toA[n].much < 0.5 && p.b.terms[n].name {
			lacking = true
		}
	}
	return (found || p.onePost(h, g)) && !lacking
}

// officeOf are the terms of what an office is of: those beside its head, or of its clause.
func (t *telling) officeOf(h *holder) (of []int) {
	for n := range t.terms {
		x := &t.terms[n]
		if x.at != h.headAt && !h.name.holds(x.at) && (h.office.holds(x.at) || h.of.holds(x.at) || x.clause == t.groups[h.name.from] && x.name) && !describesFreely(x) {
			of = append(of, n)
		}
	}
	if len(of) == 0 {
		for n := range t.terms {
			if x := &t.terms[n]; x.clause == t.groups[h.name.from] && !x.verb && x.at != h.headAt && !h.name.holds(x.at) && !h.office.holds(x.at) && !describesFreely(x) {
				of = append(of, n)
			}
		}
	}
	return of
}

// otherPerson notes that each telling names one person whom the other does not, where
// all else is the same and one alone can have done it.
func (p *pair) otherPerson() {
	if p.isApart || p.gravest() >= gravity[Update] {
		return
	}
	h, n := p.a.unnamed(&p.toB)
	g, m := p.b.unnamed(&p.toA)
	if n != 1 || m != 1 || p.namesOf(h, g) != other {
		return
	}
	if !p.aloneDone() && !(p.story && min(p.a.without(h, &p.toB), p.b.without(g, &p.toA)) >= allAlike && p.own() >= leastAlike) {
		p.isApart = len(p.found) == 0 && p.befell(h, g)
		return
	}
	if min(p.a.without(h, &p.toB), p.b.without(g, &p.toA)) < 0.72 {
		p.isApart = len(p.found) == 0 && p.befell(h, g)
		return
	}
	if p.a.day != p.b.day && !p.oneTime() && p.a.day != "" && !(p.story && min(p.a.without(h, &p.toB), p.b.without(g, &p.toA)) >= allAlike) {
		return
	}
	p.isApart = false
	p.add(finding{slot: Name, kind: Contradiction, a: p.a.regionMark(h.name), b: p.b.regionMark(g.name), about: p.about(0), sure: 0.6})
}

// befell reports whether one verb is told of both persons, so that it was done twice.
func (p *pair) befell(h, g *holder) bool {
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if !x.verb || m.at < 0 || m.much < 0.7 || x.is&(lightVerb|saying) != 0 || !p.b.terms[m.at].verb {
			continue
		}
		v, w := p.a.actingAt(x.at), p.b.actingAt(p.b.terms[m.at].at)
		in := func(r region, h *holder) bool {
			return r.from < h.name.to+2 && r.to > h.name.from-6 && !r.empty() && r.to >= h.name.from
		}
		if in(v.patient, h) && in(w.patient, g) || v.agent.holds(h.name.from) && w.agent.holds(g.name.from) {
			return true
		}
	}
	return false
}

// aloneDone reports whether what both tell is done by one, or to one, alone.
func (p *pair) aloneDone() bool {
	for n := range p.a.terms {
		if x, m := &p.a.terms[n], p.toB[n]; m.at >= 0 && m.much >= 0.7 && (x.is|p.b.terms[m.at].is)&(alone|once) != 0 {
			return true
		}
	}
	return false
}

// unnamed is the person of t whom the other telling does not name, and how many there are.
func (t *telling) unnamed(ms *[maxTerms]match) (who *holder, n int) {
	for i := range t.holders {
		h := &t.holders[i]
		if k := t.termAt[h.name.to-1]; k >= 0 && !t.terms[k].aside && ms[k].much < 0.5 {
			who, n = h, n+1
		}
	}
	return who, n
}

// without is how much of t, the person left out, the other telling holds, 0 to 1.
func (t *telling) without(h *holder, ms *[maxTerms]match) float32 {
	var sum, total float32
	for n := range t.terms {
		if x := &t.terms[n]; !h.name.holds(x.at) && !h.office.holds(x.at) && !x.aside {
			total += x.weight
			sum += x.weight * ms[n].much
		}
	}
	return sum / max(total, 1e-6)
}

// titled reports whether the name at i is a part of one that the holder of an office
// or a longer name has.
func (t *telling) titled(i int) bool {
	for n := range t.holders {
		if h := &t.holders[n]; h.name.holds(i) || h.office.holds(i) {
			return true
		}
	}
	return false
}
