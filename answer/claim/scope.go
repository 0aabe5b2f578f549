package claim

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// A scope is a run of words that a sentence does not tell as a fact: what somebody
// denied, asked or was accused of, or what would have to happen first. Its words are
// inclusive.
type scope struct {
	first, last int
	kind        scopeKind
	by          int // the word that opens it
}

type scopeKind uint8

const (
	takenBack scopeKind = iota
	asked
	accused
	conditional
)

// detail says what the sources tell instead.
func (k scopeKind) detail() string {
	switch k {
	case takenBack:
		return "The sources tell of this as what is denied."
	case asked:
		return "The sources tell of this as what is open."
	case accused:
		return "The sources tell of this as an accusation."
	}
	return "The sources tell of this only as what depends on something."
}

var (
	// takingBack are stems of verbs that take back whatever follows.
	takingBack = words.Set(`deni denial refut retract disprov debunk`)
	disputing  = words.Set(`disputed disputes disputing`)
	// dismissing are stems of verbs that take back a claim, but have other objects, too.
	dismissing = words.Set(`reject dismiss rule withdrew withdraw doubt rebuff`)
	// claims are stems of what is dismissed where that takes back what it says.
	claims = words.Set(`claim alleg accus report suggest idea notion rumor rumour theori possibl specul charg that`)
	// accusing are stems of verbs and the preposition behind which an accusation stands.
	accusing = map[string]string{"accus": "of", "suspect": "of", "suspicion": "of", "charg": "with", "indict": "for"}
	// fearing are stems of verbs behind which stands what nobody knows yet.
	fearing = words.Set(`fear worri hope wish imagin specul rumor rumour`)
	// holding are stems of verbs with which somebody says that something is not so.
	holding = words.Set(`maintain insist`)
	// wondering are stems of words behind which "if" asks.
	wondering = words.Set(`ask wonder clear unclear know knew see determin decid check inquir enquir question say said known`)
)

// scopes are those of a sentence. A quotation has none of its own.
func (t *text) scopes() []scope {
	var all []scope
	for i, w := range t.words {
		if t.inQuotes(i) {
			continue
		}
		switch {
		case takingBack[w.Stem] && !isNegated(t, i), (dismissing[w.Stem] || disputing[w.Word]) && !isNegated(t, i) && t.dismisses(i):
			all = append(all, t.takenBackBy(i)...)
		case w.Word == "whether" || w.Word == "if" && t.wonders(i):
			all = append(all, scope{i + 1, t.stretch(i), asked, i})
		case (w.Word == "if" || w.Word == "unless") && t.provides(i):
			all = append(all, scope{i + 1, t.clauseEnd(i), conditional, i})
		case fearing[w.Stem] && (t.ahead(i, "that", 2) > 0 || i > 0 && beWords[t.words[i-1].Word]):
			all = append(all, scope{i + 1, t.stretch(i), asked, i})
		case accusing[w.Stem] != "":
			if j := t.ahead(i, accusing[w.Stem], accusedReach); j > 0 {
				all = append(all, scope{j + 1, t.stretch(j), accused, i})
			}
		}
	}
	return slices.DeleteFunc(all, func(s scope) bool { return s.first > s.last })
}

// accusedReach is how many words name who is accused.
const accusedReach = 8

// isNegated reports whether a negation stands right before word i: did not deny.
func isNegated(t *text, i int) bool {
	return t.words[i].negated && i > 0 && (isNegator(t.words[i-1].Word) || i > 1 && isNegator(t.words[i-2].Word))
}

// dismisses reports whether the verb at i takes back a claim, and not a plan or a case.
func (t *text) dismisses(i int) bool {
	if t.words[i].Stem == "rule" {
		return i+1 < len(t.words) && t.words[i+1].Word == "out"
	}
	if i > 0 && beWords[t.words[i-1].Word] && t.claimBefore(i) {
		return true
	}
	for j := i + 1; j < len(t.words) && j <= i+3 && !t.parted(j-1); j++ {
		if claims[t.words[j].Stem] {
			return true
		}
	}
	return false
}

// takenBackBy are the scopes of a verb that takes back: what follows, and, where it is
// told passively of a claim, what stands before.
func (t *text) takenBackBy(i int) []scope {
	all := []scope{{i + 1, t.stretch(i), takenBack, i}}
	if i > 0 && beWords[t.words[i-1].Word] && t.claimBefore(i) {
		return append(all, scope{0, i - 1, takenBack, i})
	}
	return all
}

// claimBefore reports whether the sentence speaks of a claim before word i.
func (t *text) claimBefore(i int) bool {
	return slices.ContainsFunc(t.words[:i], func(w word) bool { return claims[w.Stem] })
}

// wonders reports whether "if" at i begins what is asked.
func (t *text) wonders(i int) bool {
	for j := i - 1; j >= max(0, i-3); j-- {
		if wondering[t.words[j].Stem] {
			return true
		}
	}
	return false
}

// provides reports whether "if" at i begins a condition: no "even if", "as if", "if any".
func (t *text) provides(i int) bool {
	if i > 0 && (t.words[i-1].Word == "even" || t.words[i-1].Word == "as" || t.words[i-1].Word == "what") {
		return false
	}
	return t.clauseEnd(i) > i+1
}

// ahead is where a word stands behind i, n words off at most; -1 where it does not.
func (t *text) ahead(i int, word string, n int) int {
	for j := i + 1; j < len(t.words) && j <= i+n; j++ {
		if t.words[j].Word == word {
			return j
		}
	}
	return -1
}

// parted reports whether something stronger than a comma parts words i and i+1.
func (t *text) parted(i int) bool {
	return i+1 >= len(t.words) || strings.ContainsAny(t.between(i, i+1), ";:()–—")
}

// stretch is the last word of what word i opens: it ends where the sentence does or
// where another statement begins behind a comma.
func (t *text) stretch(i int) int {
	for ; i+1 < len(t.words); i++ {
		if t.parted(i) || t.words[i+1].Word == "but" || strings.Contains(t.between(i, i+1), ",") && resuming[t.words[i+1].Word] {
			break
		}
	}
	return i
}

// clauseEnd is the last word before the comma or stronger sign behind word i.
func (t *text) clauseEnd(i int) int {
	for ; i+1 < len(t.words); i++ {
		if t.parted(i) || strings.Contains(t.between(i, i+1), ",") {
			break
		}
	}
	return i
}

var resuming = words.Set(`but and while whereas saying adding maintaining insisting arguing noting though although who which yet after before`)

// disowned finds words of the fact that the chosen sentences hold only where they are
// denied, asked, an accusation or a condition, and the fact does not say that. If not
// strict, conditions do not count, and as much as half of the fact has to stand so.
func (a *alignment) disowned(strict bool) []finding {
	all := make([][]scope, len(a.chosen))
	any := false
	for k, n := range a.chosen {
		all[k] = a.x.text(n).scopes()
		any = any || len(all[k]) > 0
	}
	if !any {
		return nil
	}
	var first []finding
	sum, total := 0.0, 0.0
	for i, w := range a.words {
		if a.weight[i] == 0 || w.class != content || a.inQuotes(i) {
			continue
		}
		total += a.weight[i]
		s, ok := a.onlyWithin(i, all)
		if !ok || !strict && s.kind == conditional || a.admits(s.kind, all) {
			continue
		}
		if sum += a.weight[i]; first == nil {
			first = []finding{{Problem: a.problem(Negation, i, i, "%s", s.kind.detail()), hard: s.kind == takenBack}}
		}
	}
	if !strict && sum < total*disownedShare {
		return nil
	}
	return first
}

// disownedShare is the least weight of a fact's words of content that tells that the fact
// is what a sentence does not tell as one.
const disownedShare = 0.5

// onlyWithin is a scope in which the chosen sentences hold word i; false where one
// holds it outside of any.
func (a *alignment) onlyWithin(i int, all [][]scope) (found scope, ok bool) {
	for k, n := range a.chosen {
		t := a.x.text(n)
		for p := range t.words {
			if !a.standsFor(i, t, p) {
				continue
			}
			at := slices.IndexFunc(all[k], func(s scope) bool { return p >= s.first && p <= s.last || p == s.by })
			if at < 0 {
				return scope{}, false
			}
			if p != all[k][at].by {
				found, ok = all[k][at], true
			}
		}
	}
	return found, ok
}

// admits reports whether the fact itself says what a scope of that kind does, in words
// other than those that the sentences hold only in scopes.
func (a *alignment) admits(k scopeKind, all [][]scope) bool {
	attributed := slices.ContainsFunc(indexes(a.words), func(j int) bool { return a.attributes(j) || holding[a.words[j].Stem] })
	return slices.ContainsFunc(indexes(a.words), func(j int) bool {
		w := a.words[j]
		if all != nil {
			if _, within := a.onlyWithin(j, all); within {
				return false
			}
		}
		switch k {
		case takenBack:
			return takingBack[w.Stem] || w.Stem == "disput" || dismissing[w.Stem] || denial[w.Stem] || attributed && isNegator(w.Word)
		case asked:
			return asking[w.Word] || fearing[w.Stem] || wondering[w.Stem] && !a.attributes(j) || w.Word == "unclear" || isNegator(w.Word) || a.hedges(j)
		case accused:
			return accusing[w.Stem] != "" || w.Stem == "alleg" || w.Stem == "blame" || w.Word == "allegedly" || w.Stem == "claim" || w.Word == "charges"
		}
		return conditions[w.Word] || a.hedges(j)
	})
}

// conditions are words that leave open whether what they stand with comes about.
var conditions = words.Set(`if unless provided might may when whether case condition conditions depends depending`)

func indexes(ws []word) []int {
	ns := make([]int, len(ws))
	for i := range ns {
		ns[i] = i
	}
	return ns
}

// unconditional finds that a sentence of which the fact tells the outcome makes it
// depend on a condition, which the fact leaves out: will close if the river rises.
func (a *alignment) unconditional() []finding {
	t := a.x.text(a.chosen[0])
	ps := a.laid(a.chosen[0])
	for _, s := range t.scopes() {
		if s.kind != conditional || a.admits(conditional, nil) {
			continue
		}
		from, to := t.outcome(s)
		for i, p := range ps {
			if p >= from && p <= to && (p < s.by || p > s.last) && a.words[i].class == content && t.aheadNear(p) {
				return []finding{{Problem: a.problem(Relation, i, i, "%s", conditional.detail()), hard: true, absent: true}}
			}
		}
	}
	return nil
}

// outcome is the statement that a condition belongs to, its words inclusive.
func (t *text) outcome(s scope) (from, to int) {
	from, to = s.by, s.last
	for from > 0 && !t.parted(from-1) && !(strings.Contains(t.between(from-1, from), ",") && resuming[t.words[from].Word]) {
		from--
	}
	if to+1 < len(t.words) && !t.parted(to) && from == s.by {
		to = t.clauseEnd(to + 1)
	}
	return from, to
}

// aheadNear reports whether the verb at or near word p is told as what is to come.
func (t *text) aheadNear(p int) bool {
	for i := p; i >= max(0, p-4); i-- {
		if t.aheadAt(i) || maybe[t.words[i].Word] {
			return true
		}
	}
	return false
}
