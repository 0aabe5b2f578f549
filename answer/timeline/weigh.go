package timeline

import (
	"cmp"
	"math"
	"slices"

	"footnote/internal/copies"
)

// independent is how many tell the event by themselves.
func (b *builder) independent(g *group) int {
	tellings := make([]copies.Telling, len(g.members))
	for i, m := range g.members {
		tellings[i] = copies.Telling{Article: m.s.Article.ID, Text: m.s.Text}
	}
	return b.sources.Independent(tellings)
}

// told leaves out the groups that nothing but noun phrases of one source names, and
// those of one sentence that another entry tells with the same date.
func (b *builder) told(groups []*group) []*group {
	return slices.DeleteFunc(groups, func(g *group) bool {
		if len(g.members) == 1 && g.members[0].also {
			return true
		}
		for _, m := range g.members {
			if !m.noun {
				return false
			}
		}
		return b.independent(g) < 2
	})
}

// weigh sets how much of the story turns on each event.
func (b *builder) weigh(groups []*group) {
	now, last := b.storyDays()
	for _, g := range groups {
		mentions := len(g.members)
		for _, o := range g.others {
			mentions += len(o.members)
		}
		w := 1 + math.Log(float64(b.independent(g)))
		w *= 1 + 0.3*math.Log(float64(mentions))
		w *= 0.2 + b.centrality(g)
		w *= 1 + math.Log1p(b.leading(g))
		w *= b.nearness(g, now)
		if g.lead.said {
			w *= 0.5
		}
		if g.status == CalledOff || g.status == Announced && day(g.lead.when.Last) < last {
			w *= 0.4 // it did not come, or nobody tells that it did
		}
		g.weight = w
	}
}

// How much of a headline's story a sentence tells by its place.
const (
	firstSentence = 1
	otherLead     = 0.4
	noHeadline    = 0.3 // of what the first sentence tells, where the headline says other things
)

// leading is how many sources, by themselves, lead with the event: in the first
// sentences, under a headline that tells of it.
func (b *builder) leading(g *group) float64 {
	most := map[string]float64{}
	for _, m := range g.members {
		if m.s.Index >= leadSentences {
			continue
		}
		share := float64(firstSentence)
		if m.s.Index > 0 {
			share = otherLead
		}
		key := b.sources.Of(m.s.Article.ID)
		most[key] = max(most[key], share*(noHeadline+(1-noHeadline)*b.titleShare(m)))
	}
	sum := 0.0
	for _, share := range most {
		sum += share
	}
	return sum
}

// titleShare is the part of the words of its article's headline that the clause of m
// has, or has the like of, by weight.
func (b *builder) titleShare(m *mention) float64 {
	found, all := 0.0, 0.0
	for _, t := range m.s.Lang.Tokens(m.s.Article.Title) {
		id, ok := b.vocabulary.ids[t.Stem]
		if !ok || t.Stop {
			continue
		}
		all += b.vocabulary.idf(id)
		if i, ok := slices.BinarySearchFunc(m.wide, id, func(t term, id int32) int { return cmp.Compare(t.id, id) }); ok {
			found += b.vocabulary.idf(id) * m.wide[i].weight
		}
	}
	if all == 0 {
		return 0
	}
	return found / all
}

// storyDays are the day numbers of the middle one and the last of the articles, by day
// of publication; 0 for none.
func (b *builder) storyDays() (middle, last int) {
	var days []int
	for _, a := range b.articles {
		if t := a.Anchor().Time(); !t.IsZero() {
			days = append(days, day(t))
		}
	}
	if len(days) == 0 {
		return 0, 0
	}
	slices.Sort(days)
	return days[len(days)/2], days[len(days)-1]
}

// centrality is how much of what headlines and first sentences are about an
// event's sentences hold, 0 to about 1.
func (b *builder) centrality(g *group) float64 {
	best := 0.0
	for _, m := range g.members {
		sum, all := 0.0, 0.0
		for _, t := range m.terms {
			share := t.weight / b.vocabulary.idf(t.id)
			sum += share * b.vocabulary.lead[t.id]
			all += share
		}
		if all > 0 {
			best = max(best, sum/math.Sqrt(all)/2)
		}
	}
	return best
}

// nearness falls with the days between an event and the story: to a half at
// about a year.
func (b *builder) nearness(g *group, now int) float64 {
	r := g.lead.when
	if now == 0 {
		return 1
	}
	away := max(day(r.First)-now, now-day(r.Last), 0)
	return 1 / (1 + math.Log1p(float64(away)/30)/2.6)
}

// settle sets whether the events have happened and which mention leads each. It
// leaves out what is only told not to have been, and the denials of what happened.
func settle(groups []*group) []*group {
	stands := map[*sentence]bool{}
	for _, g := range groups {
		g.settle()
		if !g.lead.void {
			stands[g.lead.s] = true
		}
	}
	return slices.DeleteFunc(groups, func(g *group) bool {
		alone := !slices.ContainsFunc(g.members, func(m *mention) bool { return !m.void })
		return alone && (stands[g.lead.s] || !slices.ContainsFunc(g.members, func(m *mention) bool { return m.off }))
	})
}

// settle sets status and lead of one group: of those that tell the event as it
// stands, the most precise mention leads, then the earliest published; of what is
// called off, the latest.
func (g *group) settle() {
	g.status = g.state()
	if g.status != CalledOff {
		g.members = slices.DeleteFunc(g.members, func(m *mention) bool { return m.void })
	}
	for _, m := range g.members {
		switch {
		case g.status == CalledOff && !m.void, g.status != CalledOff && m.coming != (g.status == Announced) && !m.noun:
		case g.lead == nil || g.status == CalledOff && (m.off && !g.lead.off || m.off == g.lead.off && m.later(g.lead)) || g.status != CalledOff && before(m, g.lead):
			g.lead = m
		}
	}
}

// state tells whether the event has happened: some article tells it as done on or
// after its first day, or without telling when it was written. It is called off
// where that is told and nothing later tells that it is to come.
func (g *group) state() Status {
	state, named := Announced, false
	void := ""
	for _, m := range g.members {
		switch {
		case m.void:
			state, void = CalledOff, max(void, string(m.s.Article.Anchor()))
		case !m.coming && m.noun:
			named = true
		case !m.coming:
			return Happened
		}
	}
	for _, m := range g.members {
		if !m.void && m.coming && string(m.s.Article.Anchor()) > void && void != "" {
			return Announced
		}
	}
	if named && state == Announced {
		return Happened
	}
	return state
}

// ordered are the members, the leader first, then by day of publication, article and place.
func (g *group) ordered() []*mention {
	lead := g.lead
	out := slices.Clone(g.members)
	slices.SortStableFunc(out, func(a, b *mention) int {
		if (a == lead) != (b == lead) {
			if a == lead {
				return -1
			}
			return 1
		}
		return cmp.Or(a.byPlace(b), cmp.Compare(a.order, b.order))
	})
	return out
}
