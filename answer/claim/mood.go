package claim

import (
	"slices"

	"footnote/internal/words"
)

// undone finds deeds that the fact tells as to come, or as what may be, and every chosen
// sentence that has them as done: "will open" of "opened".
func (a *alignment) undone() []finding {
	for v := range a.words {
		if a.weight[v] == 0 || a.words[v].class != content || a.words[v].negated || a.inQuotes(v) {
			continue
		}
		ahead, open := a.aheadOf(v), openedBy(a.text, v)
		if !ahead && open == "" {
			continue
		}
		done, other := false, false
		for _, n := range a.chosen {
			t := a.x.text(n)
			for p := range t.words {
				switch {
				case !a.standsFor(v, t, p):
				case t.done(p, open != ""):
					done = true
				default:
					other = true
				}
			}
		}
		if done && !other {
			detail := "The sources tell of this as what has happened."
			if open != "" {
				detail = "The sources leave no doubt of this."
			}
			return []finding{{Problem: a.problem(Relation, v, v, "%s", detail), hard: true, absent: true}}
		}
	}
	return nil
}

// openedBy is the word before word i with which the fact leaves open what the sentence
// tells; empty where none does. "Could not" tells what was.
func openedBy(t *text, i int) string {
	m := opener(t, i)
	if !doubting[m] || t.words[i].negated {
		return ""
	}
	return m
}

var doubting = words.Set(`may might could possibly perhaps`)

// done reports whether the verb at p is told as done; with surely, whether it is told as
// sure, be it to come.
func (t *text) done(p int, surely bool) bool {
	w := t.words[p]
	if !surely {
		return w.verb() && !t.aheadNear(p) && !t.hedged(p)
	}
	return (w.verb() || t.aheadOf(p) && opener(t, p) != "could") && !doubting[opener(t, p)] && !t.hedged(p)
}

// hedged reports whether anything in the sentence leaves open what it tells at p.
func (t *text) hedged(p int) bool {
	return slices.ContainsFunc(indexes(t.words), func(i int) bool {
		w := t.words[i]
		return i != p && (t.hedges(i) || hedgingToo[w.Stem] || doubting[w.Word] && w.class != when || asking[w.Word])
	})
}

// hedgingToo are stems of words that leave open what stands with them.
var hedgingToo = words.Set(`abl abil fear risk potenti chanc possibl possib threaten unclear can plan propos intend hope aim seek consid expect forecast predict`)

// urged finds deeds of the fact that the chosen sentences tell only as what somebody
// wanted, tried or was told to do: "urged people to leave" is not "people left".
func (a *alignment) urged() []finding {
	for v, w := range a.words {
		if a.weight[v] == 0 || w.class != content || a.inQuotes(v) || a.aheadOf(v) || a.urgedAt(v) >= 0 {
			continue
		}
		by, free := "", false
		for _, n := range a.chosen {
			t := a.x.text(n)
			for p := range t.words {
				if !a.standsFor(v, t, p) {
					continue
				}
				if u := t.urgedAt(p); u >= 0 && !a.tellsWord(t.words[u]) {
					by = t.words[u].Word
				} else {
					free = true
				}
			}
		}
		if by != "" && !free {
			return []finding{{Problem: a.problem(Relation, v, v, "The sources tell of this only as what they call %q.", by+" to"), hard: true, absent: true}}
		}
	}
	return nil
}

// tellsWord reports whether the fact has the word, or one that stands for it.
func (a *alignment) tellsWord(w word) bool {
	id, ok := a.x.terms[w.Stem]
	for i, m := range a.matched {
		if a.words[i].Stem == w.Stem || ok && slices.ContainsFunc(m, func(m match) bool { return m.term == id }) {
			return true
		}
	}
	return false
}

// urgedAt is the verb that, with "to", puts off the verb at v; -1 where none does.
func (t *text) urgedAt(v int) int {
	to := v - 1
	for to > 0 && (betweenVerbs[t.words[to].Word] && t.words[to].Word != "to") {
		to--
	}
	if to < 1 || t.words[to].Word != "to" {
		return -1
	}
	for i := to - 1; i >= max(0, to-urgedReach) && !t.breaks(i); i-- {
		if urging[t.words[i].Stem] {
			return i
		}
		if t.words[i].verb() {
			return -1
		}
	}
	return -1
}

// urgedReach is how many words before "to" the verb may stand that puts off what follows.
const urgedReach = 6

var urging = words.Set(`urg ask beg demand want wish hope try tri attempt sought seek threaten threat vow promis pledg offer intend aim plan propos advis recommend invit encourag prepar refus fail declin instruct call appeal`)

// sameAsBase are verbs whose past looks like their plain form.
var sameAsBase = words.Set(`cost hit cut put let set shut hurt spread burst quit`)

// costs finds a verb of one form for all times that the fact tells plainly and every
// chosen sentence behind "will" or "would": "repairs cost $12 million".
func (a *alignment) costs() []finding {
	for v, w := range a.words {
		if !sameAsBase[w.Word] || a.aheadNear(v) || v == 0 || v+1 == len(a.words) || a.words[v-1].class == function ||
			!(a.words[v+1].class == number || articles[a.words[v+1].Word] || a.words[v+1].class == name) {
			continue
		}
		only := false
		for _, n := range a.chosen {
			t := a.x.text(n)
			for p := 1; p < len(t.words); p++ {
				if t.words[p].Stem != w.Stem {
					continue
				}
				if only = t.aheadOf(p); !only {
					return nil
				}
			}
		}
		if only {
			return []finding{{Problem: a.problem(Relation, v, v, "The sources tell of this only as what was to come."), hard: true, absent: true}}
		}
	}
	return nil
}
