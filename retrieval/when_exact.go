package retrieval

import (
	"math"
	"slices"
)

// seasonDays are the most days of a time in which single days tell more than months.
const seasonDays = 100

// exact reports whether nothing but a short time is asked for, so that what is found
// by its words is no better than what only its date places there.
func (t *timing) exact() bool {
	return t != nil && t.alone && !slices.ContainsFunc(t.asked, func(a askedTime) bool {
		return a.event || a.side != then || a.days() > seasonDays
	})
}

// exactness is 1 for a sentence with a day in a time that is asked for, less for one
// whose dates there are coarser, and 0 for one without any.
func (t *timing) exactness(at sentenceAt) float64 {
	best := 0.0
	for _, d := range t.at[at] {
		for n := range t.asked {
			switch {
			case t.fit(&t.asked[n], d) == 0:
			case d.days() <= 2:
				return 1
			default:
				best = coarseRank
			}
		}
	}
	return best
}

// coarseRank is what a month or a week counts beside a day.
const coarseRank = 0.75

// Where the best answer to when something happened names a month and one almost as
// good the very day of it, that one goes first. It must come this near.
const (
	finerShare = 0.9  // of the best score
	finerLess  = 0.02 // of what the question's words weigh
)

// finest puts first what says the same as the best sentence with a finer date.
func (t *timing) finest(cands []candidate) {
	var best *Candidate
	for i := range cands {
		for j := range cands[i].sentences {
			if c := &cands[i].sentences[j]; best == nil || c.Score > best.Score {
				best = c
			}
		}
	}
	if best == nil {
		return
	}
	first := *best
	for i := range cands {
		for j := range cands[i].sentences {
			if c := &cands[i].sentences[j]; c.answersAs(first) && t.within(*c, first) {
				first = *c
				c.Score = math.Nextafter(best.Score, math.Inf(1))
				best = c
			}
		}
	}
}

// answersAs reports whether a sentence answers as well as another, about.
func (c Candidate) answersAs(other Candidate) bool {
	f, g := c.Features, other.Features
	return c.Score >= finerShare*other.Score && f.Here >= g.Here-finerLess && f.Type >= g.Type &&
		f.NameMiss <= g.NameMiss && f.ActMiss <= g.ActMiss && f.ActorOff <= g.ActorOff && !f.Unreal
}

// within reports whether a date of one sentence is part of the only date of another.
func (t *timing) within(c, other Candidate) bool {
	coarse := t.at[sentenceAt{other.Article, other.Index}]
	if len(coarse) != 1 || coarse[0].vague {
		return false
	}
	for _, d := range t.at[sentenceAt{c.Article, c.Index}] {
		if !d.vague && d.days() < coarse[0].days() && d.span().within(coarse[0].span()) {
			return true
		}
	}
	return false
}
