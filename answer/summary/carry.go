package summary

import (
	"cmp"
	"slices"
	"strings"

	"footnote/answer"
	"footnote/answer/claim"
	"footnote/answer/compare"
	"footnote/internal/copies"
	"footnote/internal/timex"
)

// evidenceOf is a sentence as evidence.
func evidenceOf(s *sentence) claim.Sentence {
	return claim.Sentence{Text: s.art.Sentences[s.index].Text, Article: s.art.ID, Index: s.index, Lang: s.art.Lang,
		Anchor: s.art.Anchor().Time(), Times: func() []timex.Expression { return s.art.TimesIn(s.index) }}
}

// claim makes a unit a claim.
func (b *builder) claim(u *unit) Claim {
	own, _ := answer.Cite(u.run[0].art, u.span()) // a sentence lies in its article
	c := Claim{Text: u.text(), Citations: append([]answer.Citation{own}, b.cite(b.others(u, u.text(), nil))...)}
	b.credit(&c)
	return c
}

// credit sets who carries a claim, by its citations.
func (b *builder) credit(c *Claim) {
	var tellings []copies.Telling
	for _, at := range c.Citations {
		if name := at.Meta.Whose(); name != "" && !slices.Contains(c.Outlets, name) {
			c.Outlets = append(c.Outlets, name)
		}
		tellings = append(tellings, copies.Telling{Article: at.Meta.ID, Text: at.Quote})
	}
	c.Independent = b.sources.Independent(tellings)
}

// The bounds of the search for who says the same.
const (
	leastNear = 0.10 // cosine from which on a sentence may
	mostNear  = 4    // sentences of an article that are looked at
	mostCarry = 40   // articles that are, the nearest
)

// A nearby is an article with its sentences that are likest to a unit, the likest first.
type nearby struct {
	near []*sentence
	top  float64
}

// others are the sentences of other articles that say what a text does, which u or a
// Teller from u has; one place of each article, none of those in except.
func (b *builder) others(u *unit, text string, except []answer.Citation) [][]*sentence {
	var all []nearby
	for nth, list := range b.of {
		id := b.articles[nth].ID
		if nth == u.run[0].nth || slices.ContainsFunc(except, func(c answer.Citation) bool { return c.Meta.ID == id }) {
			continue
		}
		if n := nearestIn(u, list); len(n.near) > 0 {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(x, y nearby) int { return cmp.Compare(y.top, x.top) })
	says := sayingOf(text)
	if len(u.run) == 1 {
		says.deed = deedOf(text)
	}
	var out [][]*sentence
	for _, n := range all[:min(len(all), mostCarry)] {
		if run := b.carrying(u, says, n.near); run != nil {
			out = append(out, run)
		}
	}
	return out
}

// cite cites sentences that stand side by side as one place, the earliest published first.
func (b *builder) cite(runs [][]*sentence) []answer.Citation {
	var out []answer.Citation
	for _, run := range runs {
		u := unit{run: run}
		if at, ok := answer.Cite(run[0].art, u.span()); ok {
			out = append(out, at)
		}
	}
	slices.SortStableFunc(out, func(x, y answer.Citation) int {
		return cmp.Or(cmp.Compare(x.Meta.Anchor(), y.Meta.Anchor()), cmp.Compare(x.Meta.ID, y.Meta.ID))
	})
	return out
}

// carrying is the sentence among those of one article that carries a unit, or the two
// that do where the unit is of two; nil where none does.
func (b *builder) carrying(u *unit, says saying, near []*sentence) []*sentence {
	for _, s := range near {
		if run := []*sentence{s}; says.carriedBy(b, u, run) {
			return run
		}
		if len(u.run) < 2 {
			continue
		}
		for _, two := range b.twos(s) {
			if says.carriedBy(b, u, two) {
				return two
			}
		}
	}
	return nil
}

// twos are the pairs of sentences that s and its neighbours make.
func (b *builder) twos(s *sentence) [][]*sentence {
	var out [][]*sentence
	list := b.of[s.nth]
	for i := s.index - 1; i <= s.index; i++ {
		if i >= 0 && i+1 < len(list) && s.art.Sentences[i].Paragraph == s.art.Sentences[i+1].Paragraph {
			out = append(out, list[i:i+2])
		}
	}
	return out
}

// carriedBy reports whether sentences of another article carry what is said by a unit
// of b: nothing in them is at odds with it, and they tell the same deed or state, bear
// it all out but for who says so, or bear its main clause out and hold every number and
// name that stands beside it.
func (x saying) carriedBy(b *builder, u *unit, run []*sentence) bool {
	if len(run) > 1 || x.deed == nil {
		return x.bornOutBy(u, run)
	}
	o := deedOf(run[0].text)
	if o != nil && (x.deed.atOdds(o) || x.deed.otherDay(o, u, run[0])) {
		return false
	}
	r, ok := relation(x.all, u, run[0])
	if !ok {
		return false
	}
	return o != nil && x.deed.toldBy(b, o, run[0].nth, r) || check(x.all, u, run).Verdict == claim.Supported ||
		o != nil && x.deed.plain && x.deed.doneBy(o) && x.bornOutBy(u, run)
}

// relation is how a text of a unit and a sentence of another article stand to each
// other, and whether neither contradicts or replaces the other.
func relation(text string, u *unit, s *sentence) (compare.Relation, bool) {
	r, found := compare.Relate(text, s.text, u.run[0].art.Anchor(), s.art.Anchor())
	return r, !slices.ContainsFunc(found, func(d compare.Differing) bool { return d.Kind == compare.Contradiction || d.Kind == compare.Update })
}

func (x saying) bornOutBy(u *unit, run []*sentence) bool {
	r := check(x.all, u, run)
	if bornOut(r) {
		return true
	}
	if r.Verdict == claim.Contradicted || x.main == x.all {
		return false
	}
	for stem := range x.rest {
		if !slices.ContainsFunc(run, func(s *sentence) bool { return s.holds(stem) }) {
			return false
		}
	}
	return bornOut(check(x.main, u, run))
}

// bornOut reports whether a text is supported, or all but: nothing in particular of
// it is missing, though in other words.
func bornOut(r claim.Result) bool {
	if r.Verdict == claim.Supported {
		return true
	}
	return r.Verdict == claim.Partly && r.Score >= almost && len(r.Problems) == 1 && r.Problems[0].Kind == claim.Missing &&
		strings.Count(r.Problems[0].Text, " ") >= leastMain
}

// almost is the score from which on a text that nothing in particular is missing of is born out.
const almost = 0.4

func (s *sentence) holds(stem string) bool {
	for _, t := range s.toks {
		if t.Stem == stem {
			return true
		}
	}
	return false
}

// check judges a text told by the article of u by sentences of another.
func check(text string, u *unit, by []*sentence) claim.Result {
	evidence := make([]claim.Sentence, len(by))
	for i, s := range by {
		evidence[i] = evidenceOf(s)
	}
	day := u.run[0].art.Anchor().Time()
	return claim.Check(text, evidence, claim.Options{Day: day, AsTold: day.IsZero()})
}

// same reports whether sentences bear out all that a unit says.
func same(u *unit, by []*sentence) bool { return check(u.text(), u, by).Verdict == claim.Supported }

// nearestIn are the sentences of an article that are likest to a unit.
func nearestIn(u *unit, list []*sentence) nearby {
	type scored struct {
		s     *sentence
		score float64
	}
	var all []scored
	for _, s := range list {
		for _, r := range u.run {
			if score := like(r, s); score >= leastNear {
				all = append(all, scored{s, score})
				break
			}
		}
	}
	slices.SortStableFunc(all, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	var n nearby
	for _, x := range all[:min(len(all), mostNear)] {
		n.near = append(n.near, x.s)
		n.top = max(n.top, x.score)
	}
	return n
}
