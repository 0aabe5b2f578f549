package claim

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// attributing are stems of words with which a text gives what it tells as
// somebody's word; hedging are words that make it less than certain.
var (
	attributing = words.Set(`say said told tell report accord announc claim alleg believ expect suggest estim warn argu think state confirm write wrote print repeat`)
	hedging     = words.Set(`may might could reportedly allegedly apparently possibly perhaps probably likely seemed seems seem
		appeared appears appear expected planned plans hopes hoped rumored rumoured unconfirmed supposedly wants considering`)
)

// attributes reports whether word i gives what stands around it as somebody's word.
func (t *text) attributes(i int) bool {
	w := t.words[i]
	return attributing[w.Stem] && !w.Upper && w.class != number || w.Word == "according" || w.Word == "say" || w.Word == "said" || w.Word == "told"
}

// beforeTo are words that, before "to", put off what follows: "stands to gain".
var beforeTo = words.Set(`about stand stands stood poised set`)

// hedges reports whether word i makes what follows less than certain.
func (t *text) hedges(i int) bool {
	w := t.words[i]
	return hedging[w.Word] && !(w.Word == "may" && w.Upper) ||
		beforeTo[w.Word] && i+1 < len(t.words) && t.words[i+1].Word == "to"
}

// voices finds what the evidence gives only as somebody's word, or as less than
// certain, and the fact as plain.
func (a *alignment) voices() []finding {
	t := a.x.text(a.chosen[0])
	ps := a.places(t)
	attributed, hedged := false, false
	for i := range a.words {
		attributed = attributed || a.attributes(i) && !a.warns(i)
		hedged = hedged || a.hedges(i)
	}
	last := len(a.words) - 1
	var fs []finding
	if !attributed && a.onlySaid(t, ps) {
		fs = append(fs, finding{Problem: a.problem(Attribution, 0, last, "The sources give this only as somebody's word.")})
	}
	if !hedged && !attributed && a.onlyGuessed(t, ps) {
		fs = append(fs, finding{Problem: a.problem(Attribution, 0, last, "The sources are less certain of this.")})
	}
	return fs
}

// speakers finds somebody who, in the best sentence, is not the one who said so.
func (a *alignment) speakers() []finding {
	t := a.x.text(a.chosen[0])
	for v := range a.words {
		mine := a.speaker(v)
		if len(mine) == 0 {
			continue
		}
		other := ""
		for p := range t.words {
			theirs := t.speaker(p)
			if len(theirs) == 0 {
				continue
			}
			if !a.otherName(mine, t, theirs) {
				other = ""
				break
			}
			other = t.raw[t.words[theirs[0]].Start:t.words[theirs[len(theirs)-1]].End]
		}
		if other != "" {
			return []finding{{Problem: a.problem(Relation, mine[0], max(v, mine[len(mine)-1]), "In the sources it is %q.", other), hard: true}}
		}
	}
	return nil
}

// speaker is the words that name who says what word v attributes; none where v
// attributes nothing, or to nobody by name.
func (t *text) speaker(v int) []int {
	if !t.attributes(v) || t.inQuotes(v) {
		return nil
	}
	who := t.doer(v)
	if len(who) == 0 || t.words[who[len(who)-1]].class != name {
		return nil
	}
	return who
}

// onlySaid reports whether the sentence gives what stands for the fact as somebody's
// word; what somebody says that he will do may be told of him as what he will.
func (a *alignment) onlySaid(t *text, ps []int) bool {
	taken := takenOf(ps)
	for i := range t.words {
		if !t.attributes(i) || taken[i] || t.inQuotes(i) || i > 0 && isNegator(t.words[i-1].Word) {
			continue
		}
		if t.commands(i) {
			continue
		}
		who := t.doer(i)
		if len(who) == 0 || !taken[who[len(who)-1]] || !a.promises() {
			return true
		}
	}
	return false
}

// warns reports whether the verb at i tells that somebody was warned, and not of what.
func (t *text) warns(i int) bool {
	if t.words[i].Stem != "warn" || t.inQuotes(i) {
		return false
	}
	for j := i + 1; j < len(t.words); j++ {
		if w := t.words[j].Word; warnedOf[w] || strings.ContainsAny(t.between(j-1, j), ",:“\"") {
			return false
		}
	}
	return i+1 < len(t.words)
}

var warnedOf = words.Set(`that of about against to not over it there`)

// promises reports whether the fact tells anything as what is to come.
func (a *alignment) promises() bool {
	return slices.ContainsFunc(indexes(a.words), a.aheadAt)
}

// commands reports whether the verb at i tells somebody to do something, which is a deed.
func (t *text) commands(i int) bool {
	for j := i + 2; t.words[i].Word == "told" && j < len(t.words) && j <= i+4; j++ {
		if t.words[j].Word == "to" {
			return true
		}
	}
	return false
}

func takenOf(ps []int) map[int]bool {
	taken := map[int]bool{}
	for _, p := range ps {
		if p >= 0 {
			taken[p] = true
		}
	}
	return taken
}

// onlyGuessed reports whether a hedge stands right before what stands for the fact.
func (a *alignment) onlyGuessed(t *text, ps []int) bool {
	taken := takenOf(ps)
	for i := range t.words {
		if !t.hedges(i) || taken[i] || t.inQuotes(i) {
			continue
		}
		for j := i + 1; j < len(t.words) && j <= i+4; j++ {
			if taken[j] {
				return true
			}
		}
	}
	return false
}

// limiting are words with which the fact says more than without them.
var limiting = map[string]string{"only": "only sole just", "all": "all every whole each entire", "every": "all every each", "because": "because since due as reason cause over",
	"exactly": "exactly", "already": "already", "always": "always", "sole": "only sole", "entirely": "entirely wholly completely"}

// limits finds words that make the fact say more than the evidence.
func (a *alignment) limits() []finding {
	var fs []finding
	for i, w := range a.words {
		alike := limiting[w.Word]
		if alike == "" || a.inQuotes(i) || w.Word == "all" && i > 0 && (a.words[i-1].Word == "above" || a.words[i-1].Word == "at") {
			continue
		}
		if !a.limited(strings.Fields(alike), w.negated) {
			fs = append(fs, finding{Problem: a.problem(Relation, i, i, "The sources do not say %q.", w.Word)})
		}
	}
	return fs
}

// limited reports whether a chosen sentence holds one of the words, as much denied.
func (a *alignment) limited(list []string, negated bool) bool {
	for _, n := range a.chosen {
		for _, w := range a.x.text(n).words {
			for _, l := range list {
				if w.Word == l && w.negated == negated {
					return true
				}
			}
		}
	}
	return false
}
