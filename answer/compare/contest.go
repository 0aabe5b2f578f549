package compare

// beatingWords are verbs whose subject wins what another loses; winningWords those of
// winning something, with or without a word for what.
const (
	beatingWords = `beat defeat edge thrash outplay overcome knock_out see_off overpower crush hammer rout`
	winningWords = `win triumph prevail lift clinch claim take retain`
)

var beating, winning = stemSet(beatingWords), stemSet(winningWords)

// prizes are what is won.
var prizes = stemSet(`cup title trophy championship match game final election race crown medal seat gold derby series vote contest league tournament`)

// A contest is who won and who lost, as one verb tells it; either may be empty.
type contest struct{ winner, loser region }

// contestOf is what a telling says of who won.
func (t *telling) contestOf() (c contest, ok bool) {
	for n := range t.terms {
		x := &t.terms[n]
		toWin := x.stem == "win" && t.Word(x.at-1) == "to" // came back to win
		if !x.verb && !toWin || x.aside || x.neg || x.stage != done {
			continue
		}
		v := t.actingAt(x.at)
		switch {
		case beating[x.stem]:
			return contest{v.agent, v.patient}, true
		case x.stem == "lose" && t.overOther(x.at):
			return contest{v.agent, v.patient}, true
		case x.stem == "lose" && (t.hasPrize() || t.scores()):
			return contest{loser: v.agent}, true
		case x.stem == "win" && (t.hasPrize() || t.scores() || t.overOther(x.at)), winning[x.stem] && t.prizeIn(v.patient):
			c := contest{winner: v.agent}
			if t.overOther(x.at) {
				c.loser = v.patient
			}
			return c, true
		}
	}
	return contest{}, false
}

// overOther reports whether the one that the verb at v of winning or losing is told
// against stands behind it: lost to NAME.
func (t *telling) overOther(v int) bool {
	_, to := t.Bounds(v)
	plain := acting{}
	c := t.contested(v, to, plain)
	return !c.agent.empty() || !c.patient.empty()
}

// hasPrize reports whether a telling names what is won.
func (t *telling) hasPrize() bool { return t.prizeIn(region{0, len(t.Tokens)}) }

func (t *telling) prizeIn(r region) bool {
	for n := range t.terms {
		if x := &t.terms[n]; r.holds(x.at) && prizes[x.stem] {
			return true
		}
	}
	return false
}

// scores reports whether a telling gives a score.
func (t *telling) scores() bool {
	for i := range t.quants {
		if t.quants[i].unit == "score" {
			return true
		}
	}
	return false
}

// winners compares who won in both: 1 the same, -1 another, 0 unknown.
func (p *pair) winners() int {
	c, ok := p.a.contestOf()
	d, also := p.b.contestOf()
	if !ok || !also {
		return 0
	}
	wins, losses := p.agreeNames(c.winner, d.winner), p.agreeNames(c.loser, d.loser)
	switch {
	case p.agreeNames(c.winner, d.loser) > 0 && wins <= 0 || p.agreeNames(c.loser, d.winner) > 0 && losses <= 0:
		return -1
	case wins > 0 || losses > 0:
		return 1
	case wins < 0 && p.namedIn(c.winner, d.winner):
		return -1
	}
	return 0
}

// agreeNames is 1 where two stretches hold one name, -1 where they hold two, else 0.
func (p *pair) agreeNames(r, s region) int {
	switch {
	case r.empty() || s.empty() || !p.a.anyName(r) || !p.b.anyName(s):
		return 0
	case p.sharesNameIn(r, s):
		return 1
	}
	return -1
}

// namedIn reports whether the names of two stretches are all found in the other telling.
func (p *pair) namedIn(r, s region) bool {
	for n := range p.a.terms {
		if x := &p.a.terms[n]; r.holds(x.at) && x.name && p.toB[n].much < 0.9 {
			return false
		}
	}
	for n := range p.b.terms {
		if y := &p.b.terms[n]; s.holds(y.at) && y.name && p.toA[n].much < 0.9 {
			return false
		}
	}
	return true
}

// sameWinner reports whether both tell of one who won, or lost, in whatever words.
func (p *pair) sameWinner() bool { return p.winners() > 0 }

// otherWinner notes that one contest is won by another in the other telling.
func (p *pair) otherWinner() {
	if p.story || p.isApart || p.gravest() >= gravity[Update] || !p.oneEvent() || p.winners() >= 0 || !p.saidAtOnce() && p.a.day != p.b.day {
		return
	}
	c, _ := p.a.contestOf()
	d, _ := p.b.contestOf()
	r, s := c.winner, d.winner
	if r.empty() || s.empty() {
		r, s = c.loser, d.loser
	}
	if r.empty() || s.empty() {
		r, s = c.either(), d.either()
	}
	p.add(finding{slot: Role, kind: Contradiction, a: p.a.regionMark(r), b: p.b.regionMark(s), about: p.about(0), sure: 0.6})
}

// either is who is known of a contest.
func (c contest) either() region {
	if c.winner.empty() {
		return c.loser
	}
	return c.winner
}
