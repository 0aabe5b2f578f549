package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// findStages tells of each term how far it has come, and whether it is told not to be so.
func (t *telling) findStages() {
	now, neg := done, 0
	number, aside, carried := -1, false, true
	for n := range t.terms {
		x := &t.terms[n]
		if x.clause != number {
			number, now, aside, carried = x.clause, done, false, true
			neg = t.denied(x.at)
		}
		from := 0
		if n > 0 && t.terms[n-1].clause == x.clause {
			from = t.terms[n-1].at + 1
		} else {
			from, _ = t.Bounds(x.at)
		}
		for i := from; i < x.at; i++ {
			now, neg = t.step(i, now, neg)
			aside = aside || clause.Prepositions[t.Word(i)] && t.Word(i) != "of"
		}
		aside = aside && !x.verb
		x.stage, x.neg = now, neg > 0 && !aside && (x.verb || neg == 1 || carried) // nobody was hurt in the fire
		if x.verb {
			carried = x.is&lightVerb != 0 || carriers[x.stem] || denying[x.stem]
		}
		if x.is&openState != 0 && (x.verb || !x.event) && !x.aside {
			x.stage = max(open, x.stage)
		}
		if x.verb {
			now, neg = t.after(x, now, neg)
		} else if neg == 1 {
			neg = 0 // no deal was reached by …: only this noun is denied
			if t.opensWithNo(x.at) {
				neg = 2
			}
		}
	}
}

// carriers are verbs that are told not to be done where their object is not: failed to
// reach a deal.
var carriers = clause.Stems(`reach strike conclude find cause suffer report manage`)

// step is what the function word at i makes of what follows it in its clause. Of neg, 1
// is for the next noun alone, 2 for the clause.
func (t *telling) step(i int, now stage, neg int) (stage, int) {
	w := t.Word(i)
	switch {
	case t.Timed[i]:
	case w == "will" || w == "shall" || w == "would" || strings.HasSuffix(w, "'ll"):
		now = max(now, planned)
	case w == "won't" || w == "wouldn't":
		return max(now, planned), 2
	case w == "may" || w == "might" || w == "could" || w == "can" || w == "whether" || w == "if" || w == "unless" || w == "still" && t.openAfter(i):
		now = open
	case w == "no" && t.Word(i+1) == "one", w == "not" && t.Word(i+1) != "only" || w == "never" || w == "nor" || strings.HasSuffix(w, "n't") || w == "cannot":
		neg = 2
	case (w == "no" || w == "without" || w == "neither") && !bounding[t.Word(i+1)]:
		neg = 1
	case w == "nobody" || w == "none":
		neg = 2
	case w == "to" && i > 0 && (clause.Being[t.Word(i-1)] || plansWith[t.Tokens[i-1].Stem] || ahead[t.Word(i-1)] || clause.Being[t.Word(i-2)] && (t.Word(i-1) == "now" || t.Word(i-1) == "still")):
		now = max(now, planned)
	}
	return now, neg
}

// openAfter reports whether the still at i is of something that goes on.
func (t *telling) openAfter(i int) bool {
	return t.Word(i+1) == "out" || i+1 < len(t.Tokens) && t.Forms[i+1] == clause.Gerund
}

var (
	bounding = words.Set(`more less fewer longer later earlier sooner one`)
	ahead    = words.Set(`due set scheduled planned expected about plans plan planning hopes hoping wants want intends agreed likely ready promised
		vowed pledged decided aims poised`)
	failing = clause.Stems(`fail refuse decline`)
	denying = stemSet(`deny rule_out`)
)

// after is what the verb x makes of what follows it in its clause.
func (t *telling) after(x *term, now stage, neg int) (stage, int) {
	switch {
	case failing[x.stem] && t.Word(x.at+1) == "to":
		return now, 2
	case plansWith[x.stem] && !behindPlan[t.Word(x.at+1)]:
		return max(now, planned), neg
	case denying[x.stem]:
		return now, 2
	case x.is&saying != 0:
		return now, 0
	case neg == 1:
		return now, 0
	}
	return now, neg
}

// behindPlan are words behind a verb of planning that show it to be no verb of its clause,
// or one whose object is none of what follows: the strike planned for Friday.
var behindPlan = words.Set(`by that for in on at`)

// plansWith are verbs whose object is to come.
var plansWith = clause.Stems(`plan schedule propose announce expect intend want demand urge threaten seek call`)

// denied is 2 where the clause of token i is what a verb before it denies, else 0.
func (t *telling) denied(i int) int {
	from, _ := t.Bounds(i)
	for j := from - 1; j >= 0 && j >= from-3; j-- {
		if denying[t.Tokens[j].Stem] {
			return 2
		}
	}
	return 0
}

// opensWithNo reports whether the noun at i opens its clause behind a no, so that its
// verb is denied with it: no deal was reached.
func (t *telling) opensWithNo(i int) bool {
	from, _ := t.Bounds(i)
	for j := from; j < i && j < from+3; j++ {
		if t.Word(j) == "no" {
			return true
		}
	}
	return false
}
