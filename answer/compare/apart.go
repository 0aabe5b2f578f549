package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// near reports whether the two tellings share enough to be looked at.
func (p *pair) near() bool {
	return p.shared >= leastShared && max(p.covA, p.covB) >= 0.25 && min(p.covA, p.covB) >= 0.12
}

// oneEvent reports whether both tell of one fact or event, as far as their words go.
func (p *pair) oneEvent() bool {
	low, high := min(p.nearA, p.nearB), max(p.nearA, p.nearB)
	switch {
	case p.isApart:
		return false
	case p.heads < 0.5:
		return p.besidePersons() > 0 && (low >= 0.6 || low >= 0.4 && p.names > 0 && p.own() > 3) || !p.story && p.sameScene(low)
	case p.names > 0:
		return low >= 0.3 || high >= 0.6 && low >= 0.22
	}
	return low >= 0.45 || high >= 0.7 && low >= 0.35
}

// sameScene reports whether two lone tellings that have no verb in common are of one
// happening all the same: the same names, at one time, and nobody else's.
func (p *pair) sameScene(low float32) bool {
	return low >= 0.35 && p.names > 1 && p.own() > 2 && (p.oneTime() || p.oneMeasure()) && !p.strange(region{}, region{})
}

// oneMeasure reports whether both tellings give a number of one unit.
func (p *pair) oneMeasure() bool {
	for i := range p.a.quants {
		for j := range p.b.quants {
			if q, o := &p.a.quants[i], &p.b.quants[j]; q.unit != "" && q.unit == o.unit {
				return true
			}
		}
	}
	return false
}

// parted reports whether two lone tellings between which no difference was found are of
// two things for all they share: each names what the other does not, all that they date
// lies far apart, or they share no more than one word and its place.
func (p *pair) parted() bool {
	switch {
	case p.strange(region{}, region{}), p.timesApart():
		return true
	case p.own() < 2 && p.names > 0 && min(p.covA, p.covB) < 0.55:
		return true
	}
	return p.otherTeams() && p.heads < 1 || p.onlyPerson() || p.onlyToll() || p.otherWare()
}

// otherTeams reports whether one telling is of women, men or the young and the other of
// others of them.
func (p *pair) otherTeams() bool {
	x, y := p.a.team(), p.b.team()
	return x != y && x != "" && y != ""
}

// team is which of women, men and the young a telling names; empty where it names none
// of them, or more than one.
func (t *telling) team() (of string) {
	for i := range t.Tokens {
		if s := sexes[t.Word(i)]; s != "" && s != of {
			if of != "" {
				return ""
			}
			of = s
		}
	}
	return of
}

// timesApart reports whether both tellings date what they tell, and far apart.
func (p *pair) timesApart() bool {
	dated := false
	for i := range p.a.moments {
		for j := range p.b.moments {
			m, o := &p.a.moments[i], &p.b.moments[j]
			if m.aside || o.aside {
				continue
			}
			if p.verbsAre()&once != 0 {
				return false
			}
			if gap := daysApart(m, o); gap <= 20 || gap <= 2*min(m.Days(), o.Days()) && min(m.Days(), o.Days()) < 300 {
				return false
			}
			dated = true
		}
	}
	return dated
}

// besidePersons counts the terms, verbs and those of persons left out, that both have.
func (p *pair) besidePersons() (n int) {
	for i := range p.a.terms {
		if x := &p.a.terms[i]; !x.verb && !x.aside && p.toB[i].much >= 0.7 && !p.toB[i].lent && !p.a.titled(x.at) {
			n++
		}
	}
	return n
}

// apart finds out whether the tellings are of two things of one kind: two vaccines, the
// mayors of two towns, the floods of two years.
func (p *pair) apart() {
	for n := range p.a.terms {
		m := p.toB[n]
		if m.at < 0 || m.lent || m.much < 0.7 {
			continue
		}
		x, y := &p.a.terms[n], &p.b.terms[m.at]
		if x.verb || y.verb || x.name || y.name || x.aside || y.aside {
			continue
		}
		if max(p.covA, p.covB) < 0.97 && !p.oneVoice() && p.otherKind(n, int(m.at)) {
			p.isApart = true
			return
		}
	}
	p.isApart = p.otherTimes() || p.otherParties() || !p.story && p.otherTeams()
}

// oneVoice reports whether both tell much the same by the word of one, so that they are
// of one thing.
func (p *pair) oneVoice() bool {
	return !p.story && min(p.covA, p.covB) >= 0.75 && p.fit(p.a.voice.region, p.b.voice.region) >= 0.9
}

// otherParties reports whether all that happens in both is done by others or to others.
func (p *pair) otherParties() bool {
	close := min(p.nearA, p.nearB) >= 0.8 // another word for what it is done to, no more
	misfits, fitting := 0, 0
	for n := range p.a.terms {
		x, m := &p.a.terms[n], p.toB[n]
		if m.at < 0 || m.lent || m.much < 0.7 || x.aside || x.name {
			continue
		}
		y := &p.b.terms[m.at]
		if y.aside || y.name {
			continue
		}
		if causing[x.stem] || causing[y.stem] {
			fitting++
			continue
		}
		if !x.verb || !y.verb {
			if (x.head() || y.head()) && !p.verbIn(x.clause) {
				fitting++
			}
			continue
		}
		v, w := p.a.actingAt(x.at), p.b.actingAt(y.at)
		agents, patients := p.fit(v.agent, w.agent), p.fit(v.patient, w.patient)
		crossed := p.fit(v.agent, w.patient) >= misfit || p.fit(v.patient, w.agent) >= misfit
		named := p.a.endsInName(v.agent) && p.b.endsInName(w.agent) && p.a.titled(v.agent.to-1) && p.b.titled(w.agent.to-1)
		switch {
		case crossed || named && agents < misfit:
			fitting++
		case m.much < 0.86 && (agents < misfit || patients < misfit): // another verb has other parties
		case agents >= 0 && agents < misfit && !(x.verb && p.doerTold(x, y, v, w)) || patients >= 0 && patients < misfit && !close:
			misfits++
		case agents >= misfit || patients >= misfit:
			fitting++
		}
	}
	return misfits > 0 && fitting == 0
}

// endsInName reports whether the last word of a stretch is a name that is no country's.
func (t *telling) endsInName(r region) bool {
	return !r.empty() && t.anyName(region{r.to - 1, r.to})
}

// otherKind reports whether two nouns for one kind of thing are told apart by what
// stands before them or whose they are, which the other telling nowhere has.
func (p *pair) otherKind(n, k int) bool {
	if p.a.beforeName(n, &p.toB) && p.b.beforeName(k, &p.toA) {
		return false // the Danish architect NAME
	}
	var left, right [4]int
	ln, rn := p.a.describing(n, &left), p.b.describing(k, &right)
	if ln == 0 || rn == 0 {
		return false
	}
	return p.contrast(left[:ln], right[:rn], true) || p.contrast(left[:ln], right[:rn], false)
}

// beforeName reports whether a name that the other telling has stands right behind term n.
func (t *telling) beforeName(n int, ms *[maxTerms]match) bool {
	return n+1 < len(t.terms) && t.terms[n+1].at == t.terms[n].at+1 && t.terms[n+1].name && ms[n+1].much >= 0.9 && strings.TrimSpace(t.Gap(t.terms[n+1].at)) == ""
}

// contrast reports whether what describes two nouns, names or other words, is on
// neither side found on the other.
func (p *pair) contrast(left, right []int, name bool) bool {
	found, others := false, false
	for _, n := range left {
		if x := &p.a.terms[n]; x.name == name && (name || !describesFreely(x)) {
			if p.toB[n].much >= 0.5 {
				return false
			}
			found = true
		}
	}
	for _, k := range right {
		if y := &p.b.terms[k]; y.name == name && (name || !describesFreely(y)) {
			if p.toA[k].much >= 0.5 {
				return false
			}
			others = true
		}
	}
	return found && others
}

// describing puts the terms that tell which of its kind the noun of term n is into
// list: those right before it, its owner, and a name behind of, in or at.
func (t *telling) describing(n int, list *[4]int) (count int) {
	at := t.terms[n].at
	add := func(i int) {
		if count < len(list) && i >= 0 && i < len(t.termAt) && t.termAt[i] >= 0 {
			list[count] = int(t.termAt[i])
			count++
		}
	}
	for i := at - 1; i >= 0 && i >= at-3; i-- {
		if strings.TrimSpace(t.Gap(i+1)) != "" || t.Tokens[i].Stop || t.Timed[i] || t.Forms[i].Acts() {
			break
		}
		add(i)
	}
	if w := t.Word(at + 1); w == "of" || (w == "in" || w == "at") && t.definite(at) {
		i := at + 2
		for i < len(t.Tokens) && clause.Determiners[t.Word(i)] {
			i++
		}
		for ; i < len(t.Tokens) && i < at+6 && !t.Tokens[i].Stop && (t.Tokens[i].Upper || w == "of") && !t.Timed[i] && !t.Forms[i].Acts() && strings.TrimSpace(t.Gap(i)) == ""; i++ {
			add(i)
		}
	}
	return count
}

// definite reports whether the noun at i is told of as known: the hospital.
func (t *telling) definite(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if t.Word(j) == "the" {
			return true
		}
	}
	return false
}

// describesFreely reports whether a word is one that a report may add or leave out:
// deadly, huge, local.
func describesFreely(x *term) bool {
	if adjectives[x.stem] || x.is&office != 0 || x.is&person != 0 {
		return true
	}
	for _, end := range []string{"ous", "ful", "iv", "ic", "abl", "ibl", "less", "ish", "al", "ed", "ing", "ant", "ent"} {
		if len(x.stem) > len(end)+2 && strings.HasSuffix(x.stem, end) {
			return true
		}
	}
	return false
}

var adjectives = clause.Stems(`big huge large great massive major minor small tiny little deadly heavy strong weak powerful new old recent latest last first
	next long short high low top senior junior chief main key young elder good bad worse worst best better full whole entire early late rare common
	local nearby former current present whole severe serious bitter fierce bloody brutal rich poor close dead alive own total final
	second third double single joint common public private front rear left right hot cold warm wet dry dark light bright quick slow fast
	veteran leader long-time outgoing incoming acting interim deputy assistant angry fresh bitter stormy rough tall wide deep
	beautiful famous popular modern ancient red white green blue black grey brown planned proposed alleged suspected ailing crowded packed sole only`)

// otherTimes reports whether both tell of one kind of event, of times far apart.
func (p *pair) otherTimes() bool {
	for i := range p.a.moments {
		m := &p.a.moments[i]
		for j := range p.b.moments {
			o := &p.b.moments[j]
			if m.relation != o.relation || m.aside || o.aside || !p.headsLike(m, o) && !p.clausesMeet(m, o) || !m.noun && !o.noun && !p.recurs(m, o) {
				continue
			}
			if gap := daysApart(m, o); gap > 20 && gap > 2*max(m.Days(), o.Days()) {
				return true
			}
			if !m.Overlaps(o.Range) && min(m.Days(), o.Days()) > 20 {
				return true
			}
		}
	}
	return false
}

// clausesMeet reports whether the clauses of two moments tell of one kind of event, one
// of which its moment dates as a noun.
func (p *pair) clausesMeet(m, o *moment) bool {
	if m.noun == o.noun || m.head < 0 || o.head < 0 {
		return false
	}
	for n := range p.a.terms {
		x, k := &p.a.terms[n], p.toB[n]
		if x.clause == m.clause && k.at >= 0 && !k.lent && k.much >= 0.8 && (x.event || p.b.terms[k.at].event) && p.b.terms[k.at].clause == o.clause && x.is&recurrent != 0 {
			return true
		}
	}
	return false
}

// recurs reports whether what two moments date is of a kind of which there are many, and
// neither was still to come.
func (p *pair) recurs(m, o *moment) bool {
	is := lexemeOf(p.a.stemAt(m.head)).is | lexemeOf(p.b.stemAt(o.head)).is
	return is&(recurrent|dead|hurt) != 0 && !m.coming && !o.coming
}

// headsLike reports whether two moments date the same kind of thing.
func (p *pair) headsLike(m, o *moment) bool {
	if m.head < 0 || o.head < 0 {
		return false
	}
	x, y := lexemeOf(p.a.stemAt(m.head)), lexemeOf(p.b.stemAt(o.head))
	if x.is&lightVerb != 0 || y.is&lightVerb != 0 {
		return false
	}
	return like(x, y) >= 0.6
}

// daysApart is how many days lie between two moments; 0 where they meet.
func daysApart(m, o *moment) int {
	switch {
	case m.First.After(o.Last):
		return int(m.First.Sub(o.Last).Hours() / 24)
	case o.First.After(m.Last):
		return int(o.First.Sub(m.Last).Hours() / 24)
	}
	return 0
}

// placeName reports whether a term is a name of a place that something is set in.
func (t *telling) placeName(n int) bool {
	x := &t.terms[n]
	return x.name && !words.Country(x.stem) && t.Placed(x.at, 0)
}

// verbIn reports whether b has a verb of a clause of a, which then tells who does what.
func (p *pair) verbIn(number int) bool {
	for n := range p.a.terms {
		if x := &p.a.terms[n]; x.clause == number && x.verb && x.is&lightVerb == 0 && p.toB[n].much >= 0.7 {
			return true
		}
	}
	return false
}

// doerTold reports whether the tellings may be of one deed with two doers, and not of two.
func (p *pair) doerTold(x, y *term, v, w acting) bool {
	return p.fit(v.patient, w.patient) >= 0.9 && p.a.known(v.patient) && p.b.known(w.patient) &&
		(p.fit(p.a.voice.region, p.b.voice.region) >= 0.7 || (x.is|y.is)&(alone|once) != 0 && p.a.endsInName(v.agent) && p.b.endsInName(w.agent))
}
