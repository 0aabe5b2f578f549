package claim

import (
	"fmt"
	"math"
	"slices"
)

// judge aligns a fact with the evidence and says what comes of it.
func (x *index) judge(f fact, opts Options) judgement {
	a := x.align(f, opts.Strict)
	a.settle(opts.Strict)
	var j judgement
	if len(a.chosen) == 0 {
		j.verdict = Unsupported
		j.problems = []Problem{a.problem(Missing, 0, len(a.words)-1, "Nothing in the sources is about this.")}
		return j
	}
	found := a.findings(opts.Strict)
	feats := a.features(found)
	j.score = probability(feats)
	if a.verbatim() && !a.settledAs(apart) && !a.settledAs(planned) {
		j.score, found = 1, nil
	}
	if opts.Strict {
		found = append(found, a.unclosed()...)
	}
	j.nearest = slices.Clone(a.chosen)
	j.cited = slices.Concat(a.chosen, a.besides)
	for _, p := range found {
		j.problems = append(j.problems, p.Problem)
	}
	if opts.Strict {
		j.verdict = a.strict(found)
	} else {
		j.verdict = a.lenient(j.score, found)
	}
	if j.verdict == Supported {
		j.score = max(j.score, 0.5)
		j.problems = nil
		return j
	}
	j.score = min(j.score, 0.499)
	if len(j.problems) == 0 {
		j.problems = []Problem{a.problem(Missing, 0, len(a.words)-1, "The sources do not say this, or not all of it.")}
	}
	return j
}

// A finding is a problem with how much it tells against the fact.
type finding struct {
	Problem
	hard   bool // it tells much against the fact
	absent bool // the evidence does not tell it, but nothing else in its place either
	doer   bool // somebody else did it
}

// contradicts reports whether the evidence tells the same thing otherwise.
func (f finding) contradicts() bool { return f.hard && !f.absent }

func (a *alignment) problem(k Kind, first, last int, format string, args ...any) Problem {
	start, end := a.words[first].Start, a.words[last].End
	return Problem{k, a.raw[start:end], a.start + start, a.start + end, fmt.Sprintf(format, args...)}
}

// findings are the problems of the fact. Those of strict are looked for only then.
func (a *alignment) findings(strict bool) []finding {
	fs := slices.Concat(a.numbers(strict), a.names(strict), a.dates(strict), a.quotes(strict), a.negations(strict), a.swaps(strict), a.turning(), a.roles(strict), a.gaps(strict),
		a.disowned(strict), a.undone(), a.turnedAbout())
	if strict {
		fs = slices.Concat(fs, a.plans(), a.voices(), a.speakers(), a.limits(), a.exchanged(), a.turned(), a.turnedNumbers(), a.settledFirm(),
			a.unconditional(), a.merged(), a.nameless(), a.urged(), a.costs())
	}
	return fs
}

// verbatim reports whether one sentence of evidence is the fact: the same words in
// order, and the same signs of currency and per cent.
func (a *alignment) verbatim() bool {
	said, signs := a.spoken(0, len(a.raw)), a.signs()
	for _, s := range a.chosen {
		if t := a.x.text(s); t.spoken(0, len(t.raw)) == said && t.signs() == signs {
			return true
		}
	}
	return false
}

// strict is the verdict for a claim that owes every word to its citations.
func (a *alignment) strict(found []finding) Verdict {
	switch {
	case slices.ContainsFunc(found, finding.contradicts):
		return Contradicted
	case len(found) == 0 && (a.verbatim() || a.share(a.held) >= strictShare):
		return Supported
	case a.shareBesideDates() >= strictShare:
		return Partly
	}
	return Unsupported
}

const (
	strictShare = 0.6
	partlyShare = 0.6
)

func (a *alignment) lenient(score float64, found []finding) Verdict {
	misquoted := slices.ContainsFunc(found, func(f finding) bool { return f.hard && f.Kind == Quote })
	switch share := a.shareBesideDates(); {
	case score >= 0.5 && !misquoted && !a.settledAs(coarse) && !a.settledAs(apart) && !a.settledAs(planned) && !a.settledAs(loose):
		return Supported
	case share >= partlyShare && slices.ContainsFunc(found, finding.contradicts):
		return Contradicted
	case share >= partlyShare:
		return Partly
	}
	return Unsupported
}

// features are what the score is made of.
func (a *alignment) features(found []finding) [featureCount]float64 {
	ordered := a.ordered()
	f := [featureCount]float64{
		constant:     1,
		inBest:       a.share(a.inFirst),
		inChosen:     a.share(a.held),
		inOrder:      ordered,
		inOrder2:     ordered * ordered,
		weakestKnown: a.weakest(a.known),
		gap:          a.longestGap(a.held),
		lengthOf:     math.Log1p(float64(len(a.words))) - 3,
		sizeOf:       math.Log1p(float64(len(a.x.evidence))) - 3.5,
		namesLost:    a.lackingNames(),
	}
	for _, p := range found {
		if n := featureOf(p); n != constant {
			f[n] = min(f[n]+1, 2)
		}
	}
	return f
}

// The features of an alignment: shares from 0 to 1, and counts of findings, of 2 at most.
const (
	constant = iota
	inBest
	inChosen
	inOrder
	inOrder2
	weakestKnown
	gap
	lengthOf
	sizeOf
	namesLost
	numberLost
	numberOther
	dateLost
	dateUnknown
	nameUnknown
	denied
	quoteLost
	opposite
	featureCount
)

// weights of the features, fitted by logistic regression to claims with known
// support, true and false ones weighing the same; none was left to pull against its sense.
var weights = [featureCount]float64{
	constant:     -1.16,
	inBest:       0.72,
	inChosen:     0.54,
	inOrder:      0.57,
	inOrder2:     0.71,
	weakestKnown: 0.41,
	gap:          -0.11,
	lengthOf:     -0.14,
	sizeOf:       0.39,
	namesLost:    -0.46,
	numberLost:   -0.7,
	numberOther:  -1.37,
	dateLost:     -0.25,
	dateUnknown:  -1.31,
	nameUnknown:  -1.21,
	denied:       -1.41,
	quoteLost:    -0.11,
	opposite:     -1.59,
}

// featureOf is the feature that counts a finding; constant where none does.
func featureOf(p finding) int {
	switch {
	case p.Kind == Number && p.hard:
		return numberOther
	case p.Kind == Number:
		return numberLost
	case p.Kind == Date && p.hard:
		return dateUnknown
	case p.Kind == Date:
		return dateLost
	case p.Kind == Name && p.hard:
		return nameUnknown
	case p.Kind == Negation:
		return denied
	case p.Kind == Quote:
		return quoteLost
	case p.Kind == Relation && p.hard && !p.doer:
		return opposite
	}
	return constant
}

// weakest is the least share of a clause's weight that is held, 0 to 1.
func (a *alignment) weakest(held []float64) float64 {
	least, sum, total := 1.0, 0.0, 0.0
	for i := range a.words {
		sum += held[i] * a.weight[i]
		total += a.weight[i]
		if a.breaks(i) && (total >= clauseWeight || i == len(a.words)-1) {
			if total > 0 {
				least = min(least, sum/total)
			}
			sum, total = 0, 0
		}
	}
	return least
}

// clauseWeight is the least weight of a clause that is judged by itself: some three words.
const clauseWeight = 4

// longestGap is the share of the fact's weight in its longest run of words of
// content that are not held.
func (a *alignment) longestGap(held []float64) float64 {
	longest, run := 0.0, 0.0
	for i, h := range held {
		switch {
		case a.weight[i] == 0:
		case h > 0:
			run = 0
		default:
			run += a.weight[i]
			longest = max(longest, run)
		}
	}
	if a.total == 0 {
		return 0
	}
	return longest / a.total
}

// lackingNames is the share of the fact's names that the chosen sentences lack.
func (a *alignment) lackingNames() float64 {
	n, lack := 0.0, 0.0
	for i, w := range a.words {
		if w.class == name || w.class == number || w.class == when {
			n++
			if a.held[i] < 0.9 {
				lack++
			}
		}
	}
	return lack / max(n, 3)
}

func probability(f [featureCount]float64) float64 {
	z := 0.0
	for i, v := range f {
		z += v * weights[i]
	}
	return 1 / (1 + math.Exp(-z))
}
