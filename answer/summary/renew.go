package summary

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"footnote/answer/compare"
	"footnote/internal/parallel"
)

// The bounds of what is compared to find out whether a unit still stands.
const (
	mostCompared = 24   // sentences of other articles, the likest
	leastMatter  = 0.12 // cosine from which on two sentences may tell of one fact
	sureEvent    = 0.5  // how sure it must be that an event was replaced by another
	sureNumber   = 0.4  // or a number, or a date
	sureDiffer   = 0.6  // and that the sources differ
	mostNotes    = 2
	oneDay       = 1 // days between articles that contradict each other
)

// An odd is a sentence that tells otherwise what a unit tells, on the same day.
type odd struct {
	by compare.Differing
	of *sentence
}

// renew puts into the place of those picked that a later article has replaced what
// replaces them, where it stands by itself, leaves out the others, and reports whether
// there were any.
func (p *picker) renew(ctx context.Context) bool {
	var fresh []*unit
	for _, u := range p.picked {
		if !p.stands[u] {
			fresh = append(fresh, u)
		}
	}
	by, odds := make([]*sentence, len(fresh)), make([][]odd, len(fresh))
	parallel.For(len(fresh), func(i int) {
		if ctx.Err() == nil {
			by[i], odds[i] = p.b.overtaken(fresh[i])
		}
	})
	changed := false
	for i, u := range fresh {
		p.stands[u], p.odds[u] = true, odds[i]
		if by[i] == nil {
			by[i] = p.carriedMore(u)
		}
		if by[i] == nil {
			continue
		}
		changed = true
		p.out[u] = true
		at := slices.Index(p.picked, u)
		p.picked = slices.Delete(p.picked, at, at+1)
		if v := p.unitOf(by[i]); v != nil && !p.repeats(v) {
			p.picked = slices.Insert(p.picked, at, v)
		}
		p.retell()
	}
	return changed
}

// unitOf is the unit of a sentence that may still be picked; nil where there is none.
func (p *picker) unitOf(s *sentence) *unit {
	i := slices.IndexFunc(p.units, func(u *unit) bool { return u.last() == s && !p.out[u] && !slices.Contains(p.picked, u) })
	if i < 0 {
		return nil
	}
	return p.units[i]
}

// carriedMore is a sentence that tells otherwise what a unit does, on the same day,
// and that more articles carry; nil where there is none.
func (p *picker) carriedMore(u *unit) *sentence {
	if len(p.odds[u]) == 0 {
		return nil
	}
	carriers := len(p.b.others(u, u.text(), nil))
	for _, o := range p.odds[u] {
		if v := p.unitOf(o.of); v != nil && len(p.b.others(v, v.text(), nil)) > carriers {
			return o.of
		}
	}
	return nil
}

// overtaken is the sentence of a later article that replaces what a unit tells, nil
// where none does, and those that tell it otherwise on its day.
func (b *builder) overtaken(u *unit) (by *sentence, odds []odd) {
	own := u.run[0].art
	if !own.English() {
		return nil, nil
	}
	day, known := dayOf(own)
	for _, s := range b.alike(u) {
		other, ok := dayOf(s.art)
		_, found := compare.Relate(u.last().text, s.text, own.Anchor(), s.art.Anchor())
		for _, f := range found {
			switch {
			case f.Kind == compare.Update && known && ok && other > day && replacing(f) && !apart(u, &unit{run: []*sentence{s}}):
				return s, nil
			case f.Kind == compare.Contradiction && f.Sure >= sureDiffer && (!known || !ok || max(other-day, day-other) <= oneDay):
				odds = append(odds, odd{f, s})
			}
		}
	}
	return nil, odds
}

// replacing reports whether a difference is surely an update.
func replacing(f compare.Differing) bool {
	if f.Slot == compare.Event {
		return f.Sure >= sureEvent
	}
	return f.Sure >= sureNumber
}

// alike are the sentences of other articles that are likest to a unit.
func (b *builder) alike(u *unit) []*sentence {
	type scored struct {
		s     *sentence
		score float64
	}
	var all []scored
	for nth, list := range b.of {
		if nth == u.run[0].nth {
			continue
		}
		for _, s := range list {
			if score := like(u.last(), s); score >= leastMatter {
				all = append(all, scored{s, score})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	var out []*sentence
	for _, x := range all[:min(len(all), mostCompared)] {
		out = append(out, x.s)
	}
	return out
}

// notes say where the sources differ about what was picked.
func (p *picker) notes() []string {
	var out []string
	for _, u := range p.picked {
		for _, o := range p.odds[u] {
			what := counted[o.by.Slot]
			note := fmt.Sprintf("The sources differ on %s (%s): “%s” or “%s”; see compare.", what, o.by.About, o.by.A, o.by.B)
			if what != "" && o.by.About != "" && len(out) < mostNotes && !slices.Contains(out, note) {
				out = append(out, note)
				break
			}
		}
	}
	return out
}

// counted are the slots of differences that are easily told.
var counted = map[compare.Slot]string{compare.Number: "a number", compare.Date: "a date"}
