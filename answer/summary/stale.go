package summary

import (
	"slices"

	"footnote/answer/clause"
	"footnote/answer/quantity"
)

// outdate takes those units away that give a number which a later article replaces: a
// toll of twelve on Monday, of fifteen on Wednesday. Two numbers of one day that cannot
// both be are kept apart.
func outdate(units []*unit) {
	byHead := map[string][]*unit{}
	for _, u := range units {
		for _, a := range u.amounts {
			for _, stem := range a.near {
				if list := byHead[stem]; len(list) == 0 || list[len(list)-1] != u {
					byHead[stem] = append(list, u)
				}
			}
		}
	}
	for _, list := range byHead {
		if len(list) > mostSame {
			continue
		}
		for i, u := range list {
			for _, o := range list[i+1:] {
				if u.run[0].nth != o.run[0].nth && replaces(u, o) {
					note(u, o)
				}
				blur(u, o)
				blur(o, u)
			}
		}
	}
}

// mostSame is the most units with numbers of one thing that are compared.
const mostSame = 200

// note notes that two units give other numbers of the same.
func note(u, o *unit) {
	x, _ := dayOf(u.run[0].art)
	y, _ := dayOf(o.run[0].art)
	if x < y {
		u, o = o, u
	}
	if o.after == nil {
		o.after = map[*unit]bool{}
	}
	o.after[u] = true
	if x != y {
		o.worded = min(o.worded, outdated)
	}
}

// blur takes from a unit that gives a number vaguely ("hundreds") where o gives it better.
func blur(u, o *unit) {
	for _, a := range u.amounts {
		for _, b := range o.amounts {
			if a.Top > 0 && b.Top == 0 && a.head() == b.head() && a.follow > 0 && b.follow > 0 && a.Unit == b.Unit &&
				b.Value >= a.Value && likeUnits(u, o) >= sameMatter {
				u.worded = min(u.worded, blurred)
			}
		}
	}
}

const (
	blurred    = 0.55 // of a unit's worth is left where it gives a number vaguely that another gives better
	sameMatter = 0.2  // cosine from which on two units with a number of the same tell of one matter
)

// outdated is what is left of a unit whose number a later article replaces.
const outdated = 0.1

// replaces reports whether a number of one unit and one of the other tell the same
// thing otherwise.
func replaces(u, o *unit) bool {
	if apart(u, o) {
		return false
	}
	for _, a := range u.amounts {
		for _, b := range o.amounts {
			if a.differs(b) && !slices.ContainsFunc(u.amounts, func(x amount) bool { return x.Value == b.Value }) &&
				!slices.ContainsFunc(o.amounts, func(x amount) bool { return x.Value == a.Value }) {
				return true
			}
		}
	}
	return false
}

// differs reports whether two amounts are of the same and cannot both be; of a toll, the
// one in the later article having grown, "at least" is no excuse.
func (a amount) differs(b amount) bool {
	if a.Unit != "" || b.Unit != "" || a.head() != b.head() {
		return false
	}
	if small, great := min(a.Value, b.Value), max(a.Value, b.Value); great > mostTimes*small || small == great {
		return false
	}
	x, y := fated(a.near), fated(b.near)
	if x != y {
		return false
	}
	if x != "" {
		return a.Bound == quantity.Over && a.Value < b.Value || b.Bound == quantity.Over && b.Value < a.Value || !overlap(a.Quantity, b.Quantity)
	}
	common := 0
	for _, s := range a.near {
		if slices.Contains(b.near, s) {
			common++
		}
	}
	return common >= leastCommon && !overlap(a.Quantity, b.Quantity)
}

// head is the stem of what is counted; all words for people, living or dead, are one.
func (a amount) head() string {
	switch {
	case a.follow > 0 && !anyone[a.near[0]]:
		return a.near[0]
	case a.follow > 0 || slices.ContainsFunc(a.near, func(s string) bool { return anyone[s] }):
		return ""
	case len(a.near) > 0:
		return a.near[0]
	}
	return "?"
}

var anyone = clause.Stems(`people person persons dead bodies body deaths fatalities victims casualties injured wounded hurt missing survivors arrests
	killed died injuries cases patients lives unaccounted rescued saved`)

const (
	// mostTimes is how many times its number a toll may grow from one article to a later.
	mostTimes = 4
	// leastCommon is how many words numbers of the same things share, where they are no toll.
	leastCommon = 3
)

func overlap(a, b quantity.Quantity) bool { return a.Low() <= b.High() && b.Low() <= a.High() }

// fated is what became of those who are counted; empty where nothing is said of it.
func fated(near []string) string {
	for _, s := range near {
		if f := fateOf[s]; f != "" {
			return f
		}
	}
	return ""
}

// fateOf are, of stems, what became of those who are counted.
var fateOf = func() map[string]string {
	all := map[string]string{}
	for fate, list := range map[string]string{
		"dead":     `killed dead died deaths death fatalities bodies toll lives casualties`,
		"hurt":     `injured injuries wounded hurt hospital hospitalised hospitalized`,
		"missing":  `missing unaccounted`,
		"saved":    `saved rescued survivors survived evacuated`,
		"held":     `arrested arrests arrest detained custody held`,
		"ill":      `infected cases sickened ill sick patients confirmed`,
		"homeless": `homeless displaced`,
	} {
		for stem := range clause.Stems(list) {
			all[stem] = fate
		}
	}
	return all
}()

// apart reports whether two units tell of times apart, so that both numbers may hold.
func apart(u, o *unit) bool {
	x, okX := u.dated()
	y, okY := o.dated()
	if okX && okY {
		return !x.Overlaps(y) && (u.before(longAgo) || o.before(longAgo))
	}
	return okX && u.before(longAgo) || okY && o.before(longAgo)
}

const (
	overtaken = 0.7  // what is left of a unit that tells as to come what must have come since
	earlier   = 0.86 // what is left of one of what was weeks ago
	history   = 0.7  // and of what was long ago
	ancient   = 365  // in days
)

// pass takes from the worth of units that tell as to come what lay before the last
// article: a later one tells what came of it.
func (b *builder) pass(units []*unit) {
	last := 0.0
	for _, a := range b.articles {
		if d, ok := dayOf(a); ok {
			last = max(last, d)
		}
	}
	for _, u := range units {
		if d, ok := dayOf(u.run[0].art); ok && d < last && u.comesBy(last) {
			u.worded *= overtaken
		}
		switch {
		case u.before(ancient):
			u.worded *= history
		case u.before(longAgo):
			u.worded *= earlier
		}
	}
}

// comesBy reports whether a unit tells of something to come before a day.
func (u *unit) comesBy(day float64) bool {
	for _, s := range u.run {
		for _, e := range s.art.TimesIn(s.index) {
			if r, ok := e.Range(); ok && e.Coming && float64(r.Last.Unix()/86400) < day {
				return true
			}
		}
	}
	return false
}
