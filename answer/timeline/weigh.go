package timeline

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"footnote/internal/copies"
)

// trace finds out whose report each article is: its outlet's, or one that several print.
func (b *builder) trace() {
	b.source = map[string]string{}
	for _, a := range b.articles {
		b.source[a.ID] = "article " + a.ID
		if a.Outlet != "" {
			b.source[a.ID] = "outlet " + strings.ToLower(a.Outlet)
		}
	}
	for _, ids := range copies.Groups(b.articles) {
		for _, id := range ids {
			b.source[id] = "report " + ids[0]
		}
	}
}

// agencyNames finds the news agency that a sentence gives as its source.
var agencyNames = regexp.MustCompile(`\b(?:AFP|Agence France-Presse|AP|Associated Press|Reuters|DPA|dpa|ANSA|EFE|UPI|TASS|Interfax|Xinhua|Bloomberg)\b`)

// agencies are the short forms of names of agencies.
var agencies = map[string]string{"Agence France-Presse": "AFP", "Associated Press": "AP", "dpa": "DPA"}

func agencyIn(s string) string {
	name := agencyNames.FindString(s)
	if short, ok := agencies[name]; ok {
		return short
	}
	return name
}

// independent is how many tell the event by themselves: copies of one report are
// one, and so are those that give it only as the same agency's.
func (b *builder) independent(g *group) int {
	if len(g.members) == 1 {
		return 1
	}
	own := map[string]string{} // an agency, or empty: the source tells it itself
	for _, m := range g.members {
		key := b.source[m.s.art.ID]
		agency := agencyIn(m.s.text)
		if before, ok := own[key]; !ok || before != "" {
			own[key] = agency
		}
	}
	tellers := map[string]bool{}
	for key, agency := range own {
		if agency != "" {
			key = "agency " + agency
		}
		tellers[key] = true
	}
	return len(tellers)
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
	now := b.storyDay()
	for _, g := range groups {
		g.status = g.state()
		mentions := len(g.members)
		for _, o := range g.others {
			mentions += len(o.members)
		}
		w := 1 + math.Log(float64(b.independent(g)))
		w *= 1 + 0.3*math.Log(float64(mentions))
		w *= 0.2 + b.centrality(g)
		w *= b.nearness(g, now)
		if g.leader().said {
			w *= 0.5
		}
		g.weight = w
	}
}

// storyDay is the day number of the middle of the articles, by day of publication; 0 for none.
func (b *builder) storyDay() int {
	var days []int
	for _, a := range b.articles {
		if t := a.Anchor().Time(); !t.IsZero() {
			days = append(days, day(t))
		}
	}
	if len(days) == 0 {
		return 0
	}
	slices.Sort(days)
	return days[len(days)/2]
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
	r := g.leader().when
	if now == 0 {
		return 1
	}
	away := max(day(r.First)-now, now-day(r.Last), 0)
	return 1 / (1 + math.Log1p(float64(away)/30)/2.6)
}

// state tells whether the event has happened: some article tells it as done on or
// after its first day, or without telling when it was written.
func (g *group) state() Status {
	for _, m := range g.members {
		if !m.coming && !m.noun {
			return Happened
		}
	}
	for _, m := range g.members {
		if !m.coming {
			return Happened
		}
	}
	return Announced
}

// leader is the mention that leads: of those that tell the event as it stands,
// the most precise, then the earliest published.
func (g *group) leader() *mention {
	state := g.state()
	var best *mention
	for _, m := range g.members {
		if m.coming != (state == Announced) && !m.noun || best != nil && !before(m, best) {
			continue
		}
		best = m
	}
	return best
}

// ordered are the members, the leader first, then by day of publication, article and place.
func (g *group) ordered() []*mention {
	lead := g.leader()
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
