package summary

import (
	"slices"
	"strings"
	"sync"

	"footnote/answer/clause"
	"footnote/answer/compare"
	"footnote/answer/quantity"
	"footnote/internal/timex"
	"footnote/internal/words"
)

// How much of the words of a claim's main clause another sentence must have to tell the same.
const (
	mostCover = 0.65 // where it is not known how the two stand to each other
	someCover = 0.50 // where they are known to agree, or tell one number that is not little
	kinCover  = 0.9  // what a word counts that only stands for it
	little    = 10
)

// toldBy reports whether o, a sentence of the nth article that stands to d in relation
// r, tells the same event: it has the verb or a word for it, the subject, the first
// number and the names of the main clause of d, and most of its other words.
func (d *deed) toldBy(b *builder, o *deed, nth int, r compare.Relation) bool {
	if d.verb == d.last || !d.plain {
		return false
	}
	if !d.countedBy(o) || !d.namedBy(b, o, nth) || !d.doneBy(o) || !d.subjectIn(o) || !d.objectIn(o) {
		return false
	}
	cover := d.coveredBy(o)
	return cover >= mostCover || cover >= someCover && (r != compare.Unrelated || d.numberIn(o))
}

// atOdds reports whether o tells otherwise what d tells: as to come, as not so or as
// what somebody wants, of others, or with the parts exchanged.
func (d *deed) atOdds(o *deed) bool {
	switch at := d.meets(o); {
	case at < 0 && d.verb < d.last && o.wishes(o.last-1) && !d.wishes(d.last-1):
		return true
	case at >= 0 && (d.coming != o.comingAt(at) || o.wishes(at) && !d.wishes(d.verb)):
		return true
	case d.verb == d.last && o.verb == o.last && d.past() != o.past():
		return true
	}
	return d.denied != o.denied || d.ofOthers(o) || d.exchanged(o)
}

// meets is the token of o that tells what the verb of d does; -1 where none does.
func (d *deed) meets(o *deed) int {
	if d.verb == d.last {
		return -1
	}
	t, at := d.c.Tokens[d.verb], -1
	for i, x := range o.c.Tokens {
		if x.Stem == t.Stem && (o.c.Forms[i].Acts() || !x.Upper) {
			return i
		}
		if at < 0 && standsIn(t, x) {
			at = i
		}
	}
	return at
}

// standsIn reports whether word x may be said in the place of t.
func standsIn(t, x words.Token) bool {
	return t.Stem == x.Stem || slices.Contains(clause.Kindred()[t.Stem], x.Stem) || slices.Contains(deeds()[t.Stem], x.Stem) ||
		words.For("en").Near(t.Word)[x.Stem] >= near || words.Derived(t.Stem, x.Stem)
}

// has reports whether any word of the text may be said in the place of t.
func (d *deed) has(t words.Token) bool {
	return slices.ContainsFunc(d.c.Tokens, func(x words.Token) bool { return standsIn(t, x) })
}

// deeds are verbs by which the news tell the same deed, by stem.
var deeds = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, line := range strings.Split(alikeDeeds, "\n") {
		stems := clause.Stems(line)
		for stem := range stems {
			for other := range stems {
				all[stem] = append(all[stem], other)
			}
		}
	}
	return all
})

const alikeDeeds = `raise lift increase hike
cut lower reduce slash
pass approve adopt back endorse
fall plunge drop tumble
find found discover recover
promise pledge
give gave given grant award
blame accuse
strike struck hit
lose lost
put spend spent invest
order instruct
bury buried block
spare save`

// countedBy reports whether o has the first number of the main clause, where it has one.
func (d *deed) countedBy(o *deed) bool {
	if len(d.numbers) == 0 || d.numbers[0].First >= d.last {
		return true
	}
	q := d.numbers[0]
	return slices.ContainsFunc(o.numbers, func(h quantity.Quantity) bool {
		return h.Value == q.Value && h.Top == q.Top && h.Unit == q.Unit && !(h.Bound == quantity.Under && q.Bound == quantity.Over)
	})
}

// numberIn reports whether both tell a number that is not little.
func (d *deed) numberIn(o *deed) bool {
	return slices.ContainsFunc(d.numbers, func(q quantity.Quantity) bool {
		return q.Value > little && q.Top == 0 && slices.ContainsFunc(o.numbers, func(h quantity.Quantity) bool { return h.Value == q.Value && h.Unit == q.Unit && h.Top == 0 })
	})
}

// doneBy reports whether o tells the event of the main clause. One of an empty verb is
// told by a noun, or in a clause beside.
func (d *deed) doneBy(o *deed) bool {
	if at := d.meets(o); at >= 0 {
		return o.c.Forms[at].Acts() || !o.ahead(at)
	}
	return d.empty() && slices.ContainsFunc(d.c.Tokens, func(t words.Token) bool {
		return newsworthy(t.Stem) && t.Stem != d.c.Tokens[d.verb].Stem && o.has(t)
	})
}

// namedBy reports whether o has the names of the main clause. A place may be told
// elsewhere in its article, the nth, and a country where it names none.
func (d *deed) namedBy(b *builder, o *deed, nth int) bool {
	for _, m := range d.mentions(d.first, d.last) {
		t := d.c.Tokens[m.last]
		switch {
		case o.names(d, m) || m.first == 0 && !m.country: // a capital that begins a sentence may be of any word
		case m.country && !slices.ContainsFunc(o.c.Tokens, func(x words.Token) bool { return words.Country(x.Stem) }):
		case m.place && slices.ContainsFunc(b.of[nth], func(s *sentence) bool { return s.holds(t.Stem) }) && !d.elsewhere(o):
		default:
			return false
		}
	}
	return true
}

// elsewhere reports whether o names a place that d does not.
func (d *deed) elsewhere(o *deed) bool {
	return slices.ContainsFunc(o.mentions(o.first, o.last), func(m mention) bool { return m.place && !d.names(o, m) })
}

// ofOthers reports whether two texts tell of others: a person, a place or a nation that
// only the one names, where the other has one that only it names.
func (d *deed) ofOthers(o *deed) bool {
	theirs := slices.DeleteFunc(o.mentions(0, len(o.c.Tokens)), func(m mention) bool { return d.names(o, m) })
	for _, m := range d.mentions(0, len(d.c.Tokens)) {
		if o.names(d, m) {
			continue
		}
		for _, n := range theirs {
			if m.country == n.country && m.place == n.place && (m.country || m.place || m.last > m.first && n.last > n.first) {
				return true
			}
		}
	}
	return false
}

// subjectIn reports whether o has the head of the subject, or need not have it: it
// tells the same as done to somebody.
func (d *deed) subjectIn(o *deed) bool {
	if d.empty() {
		return true
	}
	x, y := d.c.Action(d.first, d.last), o.c.Action(o.first, o.last)
	head, ok := d.subject()
	if !ok || !x.Passive && y.Passive && !y.By {
		return true
	}
	return o.has(head) || armed[head.Stem] && slices.ContainsFunc(o.c.Tokens, func(x words.Token) bool { return armed[x.Stem] })
}

var armed = clause.Stems("army officers soldiers military troops generals junta")

// objectIn reports whether o has anything that the main clause tells behind its verb,
// where it does tell such; the first number of the clause will do.
func (d *deed) objectIn(o *deed) bool {
	told := false
	for i := d.verb + 1; i < d.last; i++ {
		if d.content(i) {
			told = true
			if o.has(d.c.Tokens[i]) {
				return true
			}
		}
	}
	return !told && newsworthy(d.c.Tokens[d.verb].Stem) || len(d.numbers) > 0 && d.numbers[0].First < d.last
}

// coveredBy is how much of the words of the main clause o has.
func (d *deed) coveredBy(o *deed) float64 {
	all, held := 0.0, 0.0
	s := &sentence{text: d.c.Text, toks: d.c.Tokens}
	for i := d.first; i < d.last; i++ {
		t := d.c.Tokens[i]
		if !d.content(i) || s.bracketed(i) {
			continue
		}
		all++
		switch {
		case slices.ContainsFunc(o.c.Tokens, func(x words.Token) bool { return x.Stem == t.Stem }):
			held++
		case o.has(t):
			held += kinCover
		}
	}
	return held / max(all, 1)
}

// exchanged reports whether a name that acts in one is acted on in the other.
func (d *deed) exchanged(o *deed) bool {
	x, y := d.c.Action(d.first, d.last), o.c.Action(o.first, o.last)
	if x.Verb == d.last || y.Verb == o.last {
		return false
	}
	for i := d.first; i < d.last; i++ {
		t := d.c.Tokens[i]
		if !t.Upper || t.Stop || i == x.Verb || !x.Near(i) {
			continue
		}
		for j := o.first; j < o.last; j++ {
			if u := o.c.Tokens[j]; u.Upper && u.Stem == t.Stem && j != y.Verb && y.Near(j) && x.Acting(i) != y.Acting(j) {
				return true
			}
		}
	}
	return false
}

// otherDay reports whether sentence s, of which o is the deed, tells of another time
// than unit u, of which d is it: both say when, or one was long ago and the other not.
func (d *deed) otherDay(o *deed, u *unit, s *sentence) bool {
	v := &unit{run: []*sentence{s}}
	mine, theirs := u.ranges(), v.ranges()
	if len(mine) > 0 && len(theirs) > 0 {
		return !slices.ContainsFunc(mine, func(x timex.Range) bool { return slices.ContainsFunc(theirs, x.Overlaps) })
	}
	return len(theirs) > 0 && v.before(longAgo) && !d.once() || len(mine) > 0 && u.before(longAgo) && !o.once()
}
