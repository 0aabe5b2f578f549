package timeline

import (
	"cmp"
	"slices"

	"footnote/answer/clause"
)

// The bounds for differing dates of one event.
const (
	surelySame = 0.64 // score of the two leaders
	surelyOnce = 0.50 // the same, of what happens to somebody once
	surelyArgs = 0.52 // and their agreement beside what happened
	surelyDone = 0.70 // and the likeness of all that happens
	mostOthers = 2    // more are a row of events
)

// differing puts beside each event the groups that give another date for it. It
// is careful: a protest of every week is no differing date.
func differing(groups []*group) []*group {
	byTerm := map[int32][]*group{}
	for _, g := range groups {
		for _, k := range g.lead.keys() {
			byTerm[k] = append(byTerm[k], g)
		}
	}
	same := map[*group][]*group{}
	for _, g := range groups {
		for _, o := range candidates(g, byTerm) {
			if oneEvent(g, o) {
				same[g] = append(same[g], o)
			}
		}
	}
	gone := map[*group]bool{}
	for _, g := range groups {
		others := same[g]
		if gone[g] || len(others) == 0 || len(others) > mostOthers || !closed(g, others, same) {
			continue
		}
		lead := g
		for _, o := range others {
			if moreTold(o, lead) {
				lead = o
			}
		}
		for _, o := range append(slices.Clone(others), g) {
			if o != lead {
				lead.others = append(lead.others, o)
			}
			gone[o] = true
		}
		slices.SortStableFunc(lead.others, func(a, b *group) int { return byDate(a.lead, b.lead) })
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return gone[g] && len(g.others) == 0 })
}

// mostAlike is how many groups that share most keys are looked at.
const mostAlike = 12

// candidates are the groups that share most of the stems of g's leader.
func candidates(g *group, byTerm map[int32][]*group) []*group {
	tally := map[*group]int{}
	var found []*group
	for _, k := range g.lead.keys() {
		in := byTerm[k]
		if len(in) > crowd {
			continue // told of everything
		}
		for _, o := range in {
			if o == g {
				continue
			}
			if tally[o] == 0 {
				found = append(found, o)
			}
			tally[o]++
		}
	}
	slices.SortStableFunc(found, func(a, b *group) int { return cmp.Compare(tally[b], tally[a]) })
	return found[:min(mostAlike, len(found))]
}

// closed reports whether the others are like one another too.
func closed(g *group, others []*group, same map[*group][]*group) bool {
	for _, o := range others {
		for _, p := range same[o] {
			if p != g && !slices.Contains(others, p) {
				return false
			}
		}
	}
	return true
}

// moreTold reports whether more mentions, or one that stands by itself, or a more
// precise one, give a's date.
func moreTold(a, b *group) bool {
	if len(a.members) != len(b.members) {
		return len(a.members) > len(b.members)
	}
	if w := whole(a.lead, b.lead); w != 0 {
		return w < 0
	}
	return before(a.lead, b.lead)
}

// oneEvent reports whether two groups tell of one event with dates that cannot
// both be right.
func oneEvent(a, b *group) bool {
	x, y := a.lead, b.lead
	switch {
	case overlap(x.when, y.when) > 0 || x.noun || y.noun || x.vague || y.vague || x.said || y.said || x.again || y.again:
		return false
	case x.coming != y.coming || rank(x.when.Precision) != rank(y.when.Precision) || len(x.exprs)+len(y.exprs) > 2:
		return false
	case a.sharesArticle(b) || a.recurs(b):
		return false
	}
	if mortal(x, y) {
		return score(x, y) >= surelyOnce && nearDates(x, y)
	}
	if !singular(x, y) {
		return false
	}
	head := headLike(x, y)
	return allLike(x, y) >= surelyDone && score(x, y) >= surelySame && agreement(x, y, head) >= surelyArgs && nearDates(x, y)
}

// mortal reports whether two mentions tell what happens to nobody twice, of one name.
func mortal(x, y *mention) bool {
	return x.isOf(onceEach) && y.isOf(onceEach) && x.sameName(y) && !apart(x.persons, y.persons)
}

// singular reports whether what two mentions tell is not likely to happen twice:
// by its kind, and by whom or what number they share.
func singular(x, y *mention) bool {
	if x.isOf(recurrent) || y.isOf(recurrent) {
		return false
	}
	agree, _ := numbersAgree(x, y)
	return agree || common(x.persons, y.persons) || x.isOf(once) && y.isOf(once)
}

// sameName reports whether two mentions, with what explains them, share a name that is
// no country's.
func (m *mention) sameName(o *mention) bool {
	for _, id := range m.around {
		if has(o.terms, id) && has(m.terms, id) {
			return true
		}
	}
	return false
}

// isOf reports whether something that happens is of these kinds.
func (m *mention) isOf(kinds map[string]bool) bool {
	for i := m.from; i < m.to; i++ {
		if !m.s.Timed[i] && kinds[m.s.Tokens[i].Stem] && (m.s.Forms[i].Acts() || clause.EventNouns[m.s.Word(i)]) {
			return true
		}
	}
	return false
}

// sharesArticle reports whether one article tells both: it knows two events.
func (g *group) sharesArticle(o *group) bool {
	for _, m := range g.members {
		for _, n := range o.members {
			if m.s.Article == n.s.Article {
				return true
			}
		}
	}
	return false
}

// recurs reports whether one of two events could not be known yet where the other
// was told: some article was written before the later date. Where days of
// publication are not known, that cannot be told.
func (g *group) recurs(o *group) bool {
	later := max(day(g.lead.when.First), day(o.lead.when.First))
	for _, m := range append(slices.Clone(g.members), o.members...) {
		anchor := m.s.Article.Anchor().Time()
		if anchor.IsZero() || !m.coming && day(anchor) < later {
			return true
		}
	}
	return false
}

// nearDates reports whether two dates lie so near, for their precision, that one
// may be a slip or another reckoning of the other.
func nearDates(x, y *mention) bool {
	apart := max(day(x.when.First)-day(y.when.First), day(y.when.First)-day(x.when.First))
	return apart <= 4*length(x.when)+3
}

// byDate compares by first day, then last (the more precise first).
func byDate(a, b *mention) int {
	return cmp.Or(a.when.First.Compare(b.when.First), a.when.Last.Compare(b.when.Last))
}
