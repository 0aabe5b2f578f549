package summary

import (
	"context"
	"math"
	"slices"
)

// The choice among units.
const (
	perWord  = 0.20 // exponent of a unit's length, by which its gain is divided
	shortest = 8    // words that every unit costs beside its own
	leastNew = 0.05 // of what the first one told, or it is not worth its line
	mostLike = 0.6  // cosine to one that was picked
	central  = 0.2  // of a unit's gain depends on LexRank
	fresh    = 0.3  // and on its date
	cored    = 0.1  // and on its nearness to the core of the story

	nearCore = 0.3 // cosine from which on a unit is wholly of it
	unlike   = 0.8 // of a gain is lost by being just like what was picked
)

// pick chooses up to n units that tell together as much as they can: greedily, each
// with the most that is new for its length (Lin and Bilmes, "A Class of Submodular
// Functions for Document Summarization", 2011), then by exchanging.
func (b *builder) pick(ctx context.Context, units []*unit, n int) ([]*unit, error) {
	p := &picker{b: b, units: units, most: b.share(units, n), out: map[*unit]bool{}, told: make([]float64, len(b.names)), likes: map[[2]*unit]float64{}, says: map[*unit]saying{}, stands: map[*unit]bool{}, odds: map[*unit][]odd{}}
	if err := p.fill(ctx, n); err != nil {
		return nil, err
	}
	if err := p.exchange(ctx); err != nil {
		return nil, err
	}
	for range rounds {
		if changed := p.drop(); !p.renew(ctx) && !changed {
			break
		}
		if err := p.fill(ctx, n); err != nil {
			return nil, err
		}
	}
	b.notes = p.notes()
	return p.picked, ctx.Err()
}

// fill picks the best that are left, up to n in all.
func (p *picker) fill(ctx context.Context, n int) error {
	for len(p.picked) < n {
		if err := ctx.Err(); err != nil {
			return err
		}
		u, ok := p.next()
		if !ok {
			break
		}
		p.take(u)
	}
	return nil
}

// drop leaves out the units that say no more than a fuller one, and reports whether
// there were any.
func (p *picker) drop() bool {
	n := len(p.picked)
	for i := 0; i < len(p.picked); i++ {
		u := p.picked[i]
		if slices.ContainsFunc(p.picked, func(o *unit) bool { return o != u && same(u, o.run) }) {
			p.out[u] = true
			p.picked = slices.Delete(p.picked, i, i+1)
			i--
		}
	}
	p.retell()
	return len(p.picked) < n
}

// A picker chooses among the units of one summary.
type picker struct {
	b      *builder
	units  []*unit
	picked []*unit
	told   []float64            // what the tellings of each concept were worth, by id
	most   int                  // units of one outlet
	out    map[*unit]bool       // not to be picked
	likes  map[[2]*unit]float64 // cosine of two units, where known
	says   map[*unit]saying     // what units say, where known
	first  float64              // gain of the first
	stands map[*unit]bool       // no later article replaces it
	odds   map[*unit][]odd      // what is told otherwise on its day
}

// share is how many of n units one outlet may give, unless the others have nothing left to say.
func (b *builder) share(units []*unit, n int) int {
	outlets := map[string]bool{}
	for _, u := range units {
		outlets[u.run[0].art.Whose()] = true
	}
	if len(outlets) < 2 {
		return n
	}
	return (n+len(outlets)-1)/len(outlets) + 1
}

func (p *picker) take(u *unit) {
	if len(p.picked) == 0 {
		p.first = p.gain(u)
	}
	p.tell(u)
	p.picked = append(p.picked, u)
}

// next is the best unit that is left: of an outlet that has not had its share, else of any.
func (p *picker) next() (*unit, bool) {
	for _, strict := range []bool{true, false} {
		for {
			u := p.best(strict)
			if u == nil {
				break
			}
			if !p.repeats(u) {
				return u, true
			}
			p.out[u] = true
		}
	}
	return nil, false
}

// best is the unit with the most that is new for its length; nil where none tells
// enough. strict leaves out the outlets that have had their share.
func (p *picker) best(strict bool) *unit {
	var best *unit
	top := 0.0
	had := p.had()
	for _, u := range p.units {
		if p.out[u] || slices.Contains(p.picked, u) || strict && had[u.run[0].art.Whose()] >= p.most {
			continue
		}
		gain := p.gain(u)
		if len(p.picked) > 0 && gain < leastNew*p.first {
			continue
		}
		if score := gain / math.Pow(float64(u.words+shortest), perWord); score > top {
			best, top = u, score
		}
	}
	return best
}

// gain is what a unit tells that has not been told.
func (p *picker) gain(u *unit) float64 {
	sum := 0.0
	for _, c := range u.concepts {
		sum += max(c.value-p.told[c.id], 0)
	}
	if len(u.wants) > 0 && !slices.ContainsFunc(p.picked, u.introducedBy) {
		sum *= unknown
	}
	return sum * (1 - unlike*p.likest(u))
}

// likest is how like a unit is to the one of those picked that is likest (Carbonell and
// Goldstein, "The Use of MMR", 1998).
func (p *picker) likest(u *unit) float64 {
	top := 0.0
	for _, o := range p.picked {
		l, ok := p.likes[[2]*unit{u, o}]
		if !ok {
			l = likeUnits(u, o)
			p.likes[[2]*unit{u, o}] = l
		}
		top = max(top, l)
	}
	return top
}

// exchange puts another unit in the place of one that was picked, where all then tell
// more for their length, until none does.
func (p *picker) exchange(ctx context.Context) error {
	for range rounds {
		better := false
		for i := range p.picked {
			if err := ctx.Err(); err != nil {
				return err
			}
			better = p.exchangeAt(i) || better
		}
		if !better {
			return nil
		}
	}
	return nil
}

// exchangeAt exchanges the unit that was picked at place i, if that is better by more
// than a little.
func (p *picker) exchangeAt(i int) bool {
	old := p.picked[i]
	before := p.score()
	p.picked = slices.Delete(p.picked, i, i+1)
	p.retell()
	best := p.instead(old, before*littleBetter)
	for best != nil && p.repeats(best) {
		p.out[best] = true
		best = p.instead(old, before*littleBetter)
	}
	if best == nil {
		p.picked = slices.Insert(p.picked, i, old)
	} else {
		p.picked = slices.Insert(p.picked, i, best)
	}
	p.retell()
	return best != nil
}

// instead is the unit that tells with those picked the most for the length of all, more
// than top, in the place of old; nil where none does.
func (p *picker) instead(old *unit, top float64) *unit {
	var best *unit
	had, told, words := p.had(), p.sum(), p.words()
	for _, u := range p.units {
		if u == old || p.out[u] || had[u.run[0].art.Whose()] >= p.most || slices.Contains(p.picked, u) {
			continue
		}
		if s := (told + p.gain(u)) / math.Pow(float64(words+u.words+shortest), perWord); s > top {
			best, top = u, s
		}
	}
	return best
}

// littleBetter is how many times as good as before a choice must be to be exchanged for.
const littleBetter = 1.01

// score is what all that were picked tell for their length.
func (p *picker) score() float64 { return p.sum() / math.Pow(float64(p.words()), perWord) }

// words is the length of all that were picked.
func (p *picker) words() int {
	n := 0
	for _, u := range p.picked {
		n += u.words + shortest
	}
	return n
}

func (p *picker) sum() float64 {
	sum := 0.0
	for _, v := range p.told {
		sum += v
	}
	return sum
}

// retell finds out anew what has been told.
func (p *picker) retell() {
	clear(p.told)
	for _, u := range p.picked {
		p.tell(u)
	}
}

func (p *picker) tell(u *unit) {
	for _, c := range u.concepts {
		p.told[c.id] = max(p.told[c.id], c.value)
	}
}

// had is how many units of each outlet were picked.
func (p *picker) had() map[string]int {
	had := map[string]int{}
	for _, u := range p.picked {
		had[u.run[0].art.Whose()]++
	}
	return had
}

// repeats reports whether a unit says what has been said, or says it otherwise.
func (p *picker) repeats(u *unit) bool {
	for _, o := range p.picked {
		if o.after[u] || u.after[o] || likeUnits(u, o) >= mostLike || same(u, o.run) || p.retells(u, o) {
			return true
		}
	}
	return false
}

// retells reports whether the main clause of a unit tells what o does: what else it says
// is not worth the saying of that again.
func (p *picker) retells(u, o *unit) bool {
	if likeUnits(u, o) < leastNear {
		return false
	}
	x, ok := p.says[u]
	if !ok {
		x = sayingOf(u.text())
		p.says[u] = x
	}
	return bornOut(check(x.main, u, o.run))
}

// likeUnits is the cosine of the two sentences of two units that are likest.
func likeUnits(u, o *unit) float64 {
	top := 0.0
	for _, s := range u.run {
		for _, t := range o.run {
			top = max(top, like(s, t))
		}
	}
	return top
}
