package compare

import (
	"strings"

	"footnote/answer/clause"
)

// findUncaused finds what the sentence says was not the cause: the wind is no longer
// thought to be the cause; it was not where the disease came from.
func (t *telling) findUncaused() {
	for i := range t.Tokens {
		if w := t.Word(i); !(w == "cause" || w == "reason" || w == "responsible" || w == "source" || w == "origin" || w == "where" || w == "blame" && t.Word(i-1) == "to") {
			continue
		}
		not := t.denierBefore(i)
		if not < 0 {
			continue
		}
		from, _ := t.Bounds(not)
		r := t.subject(from, t.firstBeing(from, not))
		if !t.hasTerm(r.from, r.to) {
			v := t.FirstVerb(0, len(t.Tokens))
			r = t.subject(0, v)
			for j := r.from + 1; j < r.to; j++ {
				if clause.Relatives[t.Word(j)] {
					r.to = j
				}
			}
		}
		if t.hasTerm(r.from, r.to) {
			t.uncaused, t.uncausedAt = r, region{not, i + 1}
			return
		}
	}
}

// denierBefore is the word before token i, in its clause or next to it, that denies a form of
// to be; -1 where there is none.
func (t *telling) denierBefore(i int) int {
	being := false
	for j := i - 1; j >= 0 && j > i-8; j-- {
		w := t.Word(j)
		if w == "not" || w == "never" || strings.HasSuffix(w, "n't") || w == "no" && t.Word(j+1) == "longer" {
			if clause.Being[t.Word(j-1)] || strings.HasSuffix(w, "n't") || being {
				return j
			}
		}
		if clause.Being[w] {
			being = true
		}
		if strings.ContainsAny(t.Gap(j), ",;:") {
			return -1
		}
	}
	return -1
}

// firstBeing is the first form of to be from from to to; to where there is none.
func (t *telling) firstBeing(from, to int) int {
	for i := from; i < to; i++ {
		if clause.Being[t.Word(i)] {
			return i
		}
	}
	return to
}

// working are verbs of those things that are the cause of what happens.
var working = stemSet(`blow_down knock_down topple bring_down tear_down destroy wreck damage contaminate pollute empty leak infect poison ignite
	cause trigger spark set_off burst flood`)

// notCause notes that one telling gives as the cause what the other says was none.
func (p *pair) notCause() {
	if p.a.Article == p.b.Article || p.gravest() >= gravity[Update] {
		return
	}
	if p.a.uncaused.empty() == p.b.uncaused.empty() {
		return
	}
	t, o, ms, back := p.a, p.b, &p.toB, false
	if t.uncaused.empty() {
		p.matchBack()
		t, o, ms, back = p.b, p.a, &p.toA, true
	}
	for n := range t.terms {
		x, m := &t.terms[n], ms[n]
		if !t.uncaused.holds(x.at) || m.at < 0 || m.much < 0.7 || x.name || x.verb {
			continue
		}
		r := o.causeWith(o.terms[m.at].at)
		if r.empty() {
			continue
		}
		f := finding{slot: Event, kind: Contradiction, a: t.regionMark(region{t.uncaused.from, t.uncausedAt.to}), b: o.regionMark(r), about: "cause", sure: 0.5}
		f.a.key = "not " + f.a.key
		if back {
			f.a, f.b = f.b, f.a
		}
		if !back == (p.a.day > p.b.day) && p.a.day != p.b.day || t.Word(t.uncausedAt.from) == "no" && p.a.day != p.b.day {
			f.kind = Update
		}
		p.matchBack()
		p.add(f)
		return
	}
}

// causeWith is the stretch by which a telling gives as a cause what the word at i is of;
// empty where it does not.
func (t *telling) causeWith(i int) region {
	for _, c := range t.causes {
		if c.holds(i) {
			return c.region
		}
	}
	for n := range t.terms {
		v := &t.terms[n]
		if a := t.actingAt(v.at); v.verb && working[v.stem] && !v.neg && v.stage == done && a.agent.holds(i) {
			_, to := t.Bounds(v.at)
			return region{a.agent.from, min(to, v.at+6)}
		}
	}
	return region{}
}
