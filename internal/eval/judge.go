package eval

import (
	"fmt"
	"strings"
)

// Lines are the lines of an article that a citation or a passage covers.
type Lines struct {
	Article  string
	From, To int // from 1, both inclusive
}

func (l Lines) hold(p Place) bool {
	return l.Article == p.Article && l.From <= p.Line && p.Line <= l.To
}

func (l Lines) holdAny(places []Place) bool {
	for _, p := range places {
		if l.hold(p) {
			return true
		}
	}
	return false
}

// A Quote is what a citation quotes and where.
type Quote struct {
	Lines
	Text string
}

// A Claim is one sentence of an answer by what it cites.
type Claim []Quote

func (c Claim) onGold(gold []Place) bool {
	for _, q := range c {
		if q.holdAny(gold) {
			return true
		}
	}
	return false
}

// A Verdict says whether an answer is right, and if not, why.
type Verdict struct {
	Right       bool
	FirstOnGold bool   // its first claim cites a gold line
	Why         string // in one sentence; empty where Right
}

// Judge judges an answer; no claims are a refusal. To a question that asks for a
// refusal only that is right. Any other answer is right if its first claim cites
// a gold line, each pattern of Must is found in a quote from a gold line, and at
// most one claim cites no gold line. Where no gold is known, any line counts as
// gold in this.
func (q Question) Judge(claims []Claim) Verdict {
	switch {
	case q.Refuse && len(claims) == 0:
		return Verdict{Right: true}
	case q.Refuse:
		return Verdict{Why: "answered from " + places(claims[0]) + ", but the story does not say"}
	case len(claims) == 0:
		return Verdict{Why: "refused, but the story says it at " + q.goldPlaces()}
	case len(q.Gold) == 0:
		return verdict(false, q.lacking(claims))
	case !claims[0].onGold(q.Gold):
		return Verdict{Why: fmt.Sprintf("the first claim cites %s, not %s", places(claims[0]), q.goldPlaces())}
	}
	why := q.lacking(claims)
	if n := q.stray(claims); why == "" && n > 1 {
		why = fmt.Sprintf("%d claims cite no gold line", n)
	}
	return verdict(true, why)
}

func verdict(onGold bool, why string) Verdict {
	return Verdict{Right: why == "", FirstOnGold: onGold, Why: why}
}

// lacking names the first pattern that no quote from a gold line holds.
func (q Question) lacking(claims []Claim) string {
	for _, re := range q.Must {
		found := false
		for _, c := range claims {
			for _, quote := range c {
				onGold := len(q.Gold) == 0 || quote.holdAny(q.Gold)
				found = found || onGold && re.MatchString(quote.Text)
			}
		}
		if !found {
			return fmt.Sprintf("no quote from a gold line holds %q", re)
		}
	}
	return ""
}

// stray is the number of claims that cite no gold line.
func (q Question) stray(claims []Claim) (n int) {
	for _, c := range claims {
		if !c.onGold(q.Gold) {
			n++
		}
	}
	return n
}

// Rank is the place, from 1, of the first of the passages that were found, best
// first, which holds a gold line; 0 where none does.
func (q Question) Rank(found []Lines) int {
	for i, l := range found {
		if l.holdAny(q.Gold) {
			return i + 1
		}
	}
	return 0
}

func (q Question) goldPlaces() string {
	if len(q.Gold) == 0 {
		return "a place that is not known"
	}
	all := make([]string, len(q.Gold))
	for i, p := range q.Gold {
		all[i] = p.String()
	}
	return strings.Join(all, ", ")
}

func places(c Claim) string {
	if len(c) == 0 {
		return "nowhere"
	}
	all := make([]string, len(c))
	for i, q := range c {
		all[i] = Place{q.Article, q.From}.String()
	}
	return strings.Join(all, ", ")
}
