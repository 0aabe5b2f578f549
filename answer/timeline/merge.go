package timeline

import (
	"cmp"
	"context"

	"footnote/retrieval"
)

// A link is a pair of mentions that may tell of one event.
type link struct {
	a, b  *mention
	score float64
}

// naming is how many of the pair only name their event.
func (l link) naming() int {
	n := 0
	if l.a.noun {
		n++
	}
	if l.b.noun {
		n++
	}
	return n
}

// A group is the mentions of one event.
type group struct {
	members   []*mention
	finest    *mention
	sentences map[*sentence]bool
	others    []*group // the same event with other dates
	weight    float64
	status    Status
	lead      *mention // that tells the event as it stands; set with status by settle
}

func newGroup(m *mention) *group {
	return &group{members: []*mention{m}, finest: m, sentences: map[*sentence]bool{m.s: true}}
}

// merge puts the mentions of one event together: the likeliest pairs first.
// Mentions in noun phrases join only what others tell of.
func merge(ctx context.Context, ms []*mention) ([]*group, error) {
	links, err := findLinks(ctx, ms)
	if err != nil {
		return nil, err
	}
	groups := make([]*group, len(ms))
	for i, m := range ms {
		groups[i] = newGroup(m)
	}
	for _, naming := range []int{0, 1, 2} {
		for _, l := range links {
			if l.naming() == naming {
				join(groups, l)
			}
		}
	}
	attach(groups, ms)
	var out []*group
	for i, m := range ms {
		if g := groups[i]; g.members[0] == m {
			out = append(out, g)
		}
	}
	return out, nil
}

// join makes one group of those of a link where their dates and what else they
// hold allow it.
func join(groups []*group, l link) {
	a, b := groups[l.a.order], groups[l.b.order]
	if a == b || !compatible(a.finest, b.finest) {
		return
	}
	if l.a.noun && len(a.members) > 1 || l.b.noun && len(b.members) > 1 {
		return // a noun phrase joins one event and brings no two together
	}
	for s := range b.sentences {
		if a.sentences[s] {
			return
		}
	}
	if !hold(a, b) {
		return
	}
	absorb(groups, a, b)
}

// absorb moves the members of one group to the other.
func absorb(groups []*group, a, b *group) {
	if b.members[0].order < a.members[0].order {
		a, b = b, a
	}
	for _, m := range b.members {
		groups[m.order] = a
		a.sentences[m.s] = true
	}
	a.members = append(a.members, b.members...)
	if before(b.finest, a.finest) {
		a.finest = b.finest
	}
}

// few is how many members of a group are compared with another's.
const few = 4

// hold reports whether two groups of several agree as a whole, not by one pair alone.
func hold(a, b *group) bool {
	if keptApart(a, b) {
		return false
	}
	if len(a.members) == 1 || len(b.members) == 1 {
		return true
	}
	sum, n := 0.0, 0
	for _, x := range a.members[:min(few, len(a.members))] {
		for _, y := range b.members[:min(few, len(b.members))] {
			if x.noun || y.noun {
				continue
			}
			sum += max(score(x, y), 0) / need(x, y)
			n++
		}
	}
	return n == 0 || sum/float64(n) >= 0.75
}

// keptApart reports whether a mention of one group and one of the other are of
// different things, whatever a third says: places 3 and 5.
func keptApart(a, b *group) bool {
	for _, x := range a.members[:min(few, len(a.members))] {
		for _, y := range b.members[:min(few, len(b.members))] {
			if otherLabel(x, y) || !x.noun && !y.noun && contrast(x, y) {
				return true
			}
		}
	}
	return false
}

// before orders mentions by what leads: a date, the most precise, the earliest published.
func before(a, b *mention) bool {
	if a.noun != b.noun {
		return b.noun
	}
	if a.vague != b.vague {
		return b.vague
	}
	return cmp.Or(cmp.Compare(rank(a.when.Precision), rank(b.when.Precision)), cmp.Compare(length(a.when), length(b.when)),
		a.published(b), whole(a, b), a.byPlace(b)) < 0
}

// whole puts sentences that stand by themselves before those that lean on the one before.
func whole(a, b *mention) int {
	x, y := retrieval.Leans(a.s.Text, a.s.Tokens), retrieval.Leans(b.s.Text, b.s.Tokens)
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// published compares by day of publication, those without one last.
func (m *mention) published(o *mention) int {
	a, b := m.s.Article.Anchor(), o.s.Article.Anchor()
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// byPlace compares by day of publication, article and place.
func (m *mention) byPlace(o *mention) int {
	return cmp.Or(m.published(o), cmp.Compare(m.s.Article.ID, o.s.Article.ID), cmp.Compare(m.exprs[0].Start, o.exprs[0].Start))
}

// attach lets a noun that may stand for anything join the event of its date that
// its article told last before it: the March announcement.
func attach(groups []*group, ms []*mention) {
	for i, m := range ms {
		if !m.generic || len(groups[i].members) > 1 {
			continue
		}
		var best *mention
		for j := i - 1; j >= 0 && ms[j].s.Article == m.s.Article; j-- {
			o := ms[j]
			if !o.noun && o.s != m.s && !o.coming && compatible(o, m) && length(groups[j].finest.when) <= length(m.when) {
				best = o
				break
			}
		}
		if best != nil && !groups[best.order].sentences[m.s] {
			absorb(groups, groups[best.order], groups[i])
		}
	}
}
