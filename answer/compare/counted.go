package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/internal/words"
)

// describe finds what a number counts, and what is told of it.
func (t *telling) describe(q *quant) {
	if q.unit == "" {
		t.findCounted(q)
		if q.counted == nil || q.counted.stem == "job" || q.counted.stem == "post" || q.counted.is&(person|anyone|effects|minor) != 0 || peopled(t.Word(q.countedAt)) {
			q.effect = t.effectOf(q)
		}
		if q.counted != nil && q.counted.is&effects != 0 && q.effect == 0 {
			q.effect = q.counted.is & effects
		}
	}
	q.part = t.partial(q)
	if q.unit != "score" && !q.change {
		t.findTrend(q)
	}
}

// nounReach is how many words behind a number its noun may end.
const nounReach = 5

// findCounted finds the noun behind the number: the last word of the phrase that
// begins there; 1,000 of their troops.
func (t *telling) findCounted(q *quant) {
	from := q.last + 1
	if t.Word(from) == "of" {
		from++
		for from < len(t.Tokens) && clause.Determiners[t.Word(from)] {
			from++
		}
	}
	head := -1
	for i := from; i < len(t.Tokens) && i < from+nounReach; i++ {
		tok := t.Tokens[i]
		if tok.Stop || tok.Number || t.Timed[i] || clause.Prepositions[tok.Word] || i > from && strings.TrimSpace(t.Gap(i)) != "" || strings.ContainsAny(t.Gap(i), ",;:.()") {
			break
		}
		if i == from && (tok.Stem == "come" || tok.Stem == "came" || tok.Stem == "went") || adverbs[tok.Word] {
			break
		}
		if head >= 0 && peopleDo[tok.Stem] && lexemeOf(t.Tokens[head].Stem).is&(person|anyone) != 0 {
			break // 1,100 people live
		}
		acts := t.Forms[i].Acts()
		if acts && (i == from || head >= 0) && !(i == from && i+1 < len(t.Tokens) && !t.Tokens[i+1].Stop && t.Forms[i+1] == clause.Plain) {
			break
		}
		if !acts {
			head = i
		}
	}
	if head >= 0 && t.Tokens[head].Stem != "dead" && !strings.HasSuffix(t.Word(head), "ly") {
		q.counted, q.countedAt = lexemeOf(t.stemAt(head)), head
	}
}

// adverbs are words behind a count that are no noun: 212 votes ahead.
var adverbs = words.Set(`ahead behind apart away ago later earlier absent short clear worth strong`)

// peopleDo are verbs whose form is that of a noun, and which follow those who are counted.
var peopleDo = clause.Stems(`live work stay remain want need use face await own demand attend`)

// effectOf is what happened to those who are counted: what the nearest word of the
// clause tells, or the noun that a relative clause explains.
func (t *telling) effectOf(q *quant) trait {
	before, _ := t.Bounds(q.First)
	from := before
	if from > 0 && clause.Relatives[t.Word(from)] {
		from = max(0, from-3)
	}
	best, least := trait(0), farEffect
	q.effectWord = -1
	for i := range t.Tokens {
		if i >= q.First && i <= q.Last || t.Timed[i] || t.groups[i] != q.clause && (i < from || i >= before) {
			continue
		}
		is := t.effectAt(i, q)
		gap := i - q.Last
		if i < q.First {
			gap = q.First - i
		}
		if is != 0 && gap < least && !t.otherNumber(i, q) {
			best, least, q.effectWord = is, gap, i
		}
	}
	return best
}

// peopled reports whether a noun in the plural is of people by its ending: demonstrators.
func peopled(word string) bool {
	for _, end := range []string{"ers", "ors", "ists", "ees", "ians", "men", "women", "ants"} {
		if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// farEffect is how many words from a number what happened to whom it counts is looked for.
const farEffect = 16

// effectAt is what word i tells to have happened to those who are counted.
func (t *telling) effectAt(i int, q *quant) trait {
	stem := t.stemAt(i)
	switch {
	case t.Word(i) == "board" && t.Word(i-1) == "on", stem == "carri" && t.Forms[i] != clause.Base && i < q.First && q.counted != nil && q.counted.is&person != 0:
		return aboard
	case (stem == "found" || stem == "find") && t.deniedBefore(i):
		return missed
	case (stem == "prison" || stem == "captiv" || stem == "hostag") && (t.Word(i-1) == "taken" || t.Word(i-1) == "took"):
		return held
	case (t.Word(i) == "home" || t.Word(i) == "ashore" || t.Word(i) == "alive") && (t.Word(i-1) == "came" || t.Word(i-1) == "come" || t.Word(i-1) == "brought" || t.Word(i-1) == "home"):
		return rescued
	case t.Word(i) == "before" && i == q.first-1 && q.counted != nil && q.counted.is&person != 0, (t.Word(i) == "site" || t.Word(i) == "square" || t.Word(i) == "streets") && t.Word(i-1) == "the" && i > q.last && i < q.last+5:
		return attending
	case t.jobsGone(i, q):
		return jobless
	case t.Word(i) == "lives":
		for j := max(0, i-3); j < i; j++ {
			if w := t.Tokens[j].Stem; w == "claim" || w == "lose" || w == "cost" || w == "take" {
				return dead
			}
		}
	case stem == "leav" && t.Forms[i].Acts():
		for j := i + 1; j < len(t.Tokens) && j <= i+3; j++ {
			if w := t.Word(j); w == "home" || w == "homes" || w == "houses" {
				return displaced
			}
		}
	}
	return lexemeOf(stem).is & effects
}

// deniedBefore reports whether a not stands before the verb at i.
func (t *telling) deniedBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if w := t.Word(j); w == "not" || w == "never" || strings.HasSuffix(w, "n't") {
			return true
		}
	}
	return false
}

// findNone finds what is told to have befallen nobody: no arrests, nobody was hurt.
func (t *telling) findNone() {
	for i := range t.Tokens {
		w := t.Word(i)
		if w != "no" && w != "nobody" && w != "none" {
			continue
		}
		q := quant{Quantity: quantity.Quantity{First: i, Last: i}, first: i, last: i, countedAt: -1, clause: t.groups[i]}
		reach := 3
		if w != "no" || t.Word(i+1) == "one" {
			reach = 6
		}
		for j := i + 1; j < len(t.Tokens) && j <= i+reach && t.groups[j] == q.clause; j++ {
			if q.effect = lexemeOf(t.Tokens[j].Stem).is & effects; q.effect != 0 {
				if w == "no" && reach == 3 {
					q.last = j
				}
				q.none = true
				t.quants = append(t.quants, q)
				break
			}
		}
	}
}

// otherNumber reports whether another number stands between word i and a number.
func (t *telling) otherNumber(i int, q *quant) bool {
	for n := range t.quants {
		o := &t.quants[n]
		if o.First != q.First && t.Word(o.first-1) != "from" && (o.First > min(i, q.Last) && o.First < max(i, q.First)) {
			return true
		}
	}
	return false
}

// partial reports whether a number counts only a part: two of them, including three
// children, another four, 12 more people.
func (t *telling) partial(q *quant) bool {
	for i := q.first - 1; i >= 0 && i >= q.first-3 && !strings.Contains(t.Gap(i+1), ","); i-- {
		switch t.Word(i) {
		case "first", "last", "next", "further", "additional", "extra", "other":
			if i == q.first-1 && (i == 0 || t.Word(i) != "last" || clause.Determiners[t.Word(i-1)] || clause.Prepositions[t.Word(i-1)]) {
				return true
			}
		case "including", "among", "another", "each", "whom", "them", "alone", "average", "every":
			return true
		}
	}
	for i := q.last + 1; i < len(t.Tokens) && i <= q.last+3; i++ {
		switch w := t.Word(i); w {
		case "each", "further", "apiece", "others", "additional", "alone", "extra":
			return true
		case "more", "other":
			if i == q.last+1 && q.unit == "" {
				return true
			}
		case "of":
			if n := t.Word(i + 1); i == q.last+1 && q.unit != "%" && (n == "them" || n == "whom" || n == "these" || n == "those") {
				return true
			}
		case "per":
			if t.Word(i+1) != "cent" {
				return true
			}
		}
	}
	return false
}

var (
	rising  = clause.Stems(`rise increase grow climb jump surge soar gain go_up fall drop decline decrease shrink slump plunge dip slip ease cut reduce lower raise double hike up down widen narrow lift`)
	trendTo = words.Set(`to at reached hit reaching hitting stands stood passed`)
)

// findTrend tells whether a number is what a change came to, came from, or came by.
func (t *telling) findTrend(q *quant) {
	before := t.Word(q.first - 1)
	if before == "the" || before == "a" || before == "an" {
		before = t.Word(q.first - 2)
	}
	from, to := t.Bounds(q.First)
	moved, said := -1, false
	for i := from; i < to; i++ {
		if rising[t.Tokens[i].Stem] && !(i >= q.first && i <= q.last) {
			moved = i
		}
		said = said || t.Word(i) == "now"
	}
	switch {
	case before == "from" && moved >= 0, before == "from" && t.Word(q.first-2) == "up", before == "from" && t.Word(q.first-2) == "down":
		q.earlier = true
	case before == "initially" || before == "originally" || before == "previously" || t.Word(q.first-2) == "compared":
		q.earlier = true
	case trendTo[before] && moved >= 0 && moved < q.First, said:
		q.newer = true
	case moved >= 0 && q.unit == "%" && t.nextTo(moved, q), before == "by" && moved >= 0 && moved < q.First:
		q.change = true
	case q.last+1 < len(t.Tokens) && (t.Word(q.last+1) == "increase" || t.Word(q.last+1) == "rise" || t.Word(q.last+1) == "fall"):
		q.change = true
	case q.unit == "%" && t.Word(q.last+1) == "more", q.unit == "%" && t.Word(q.last+1) == "less":
		q.change = true
	}
	q.coarse = q.coarse || q.Bound == quantity.About
}

// nextTo reports whether the word of change at i stands so that the number says by how much.
func (t *telling) nextTo(i int, q *quant) bool {
	if i > q.last {
		return i <= q.last+2
	}
	for j := i + 1; j < q.first; j++ {
		if w := t.Word(j); w == "to" || w == "at" {
			return false
		}
	}
	return q.first-i <= 4
}

// jobsGone reports whether word i tells that those who are counted lose their work: jobs
// are cut, people are laid off or will have to go.
func (t *telling) jobsGone(i int, q *quant) bool {
	stem := t.Tokens[i].Stem
	switch t.Word(i) {
	case "redundant", "redundancy", "redundancies", "jobless", "layoffs":
		return true
	case "work", "job", "jobs":
		if w := t.Word(i - 1); w == "of" && t.Word(i-2) == "out" || (w == "their" || w == "a") && (t.stemOfToken(i-2) == "lose" || t.Word(i-2) == "lost") {
			return true
		}
	case "off":
		return t.Word(i-1) == "laid" || t.Word(i-1) == "lay" || t.Word(i-1) == "laying"
	case "go":
		return t.Word(i-1) == "to" && (t.Word(i-2) == "have" || t.Word(i-2) == "has" || t.Word(i-2) == "had") && q.counted != nil && q.counted.is&person != 0
	}
	return q.counted != nil && (q.counted.stem == "job" || q.counted.stem == "post") && (stem == "loss" || stem == "lose" || stem == "lost" || stem == "cut" || stem == "axe" || stem == "shed" || stem == "go")
}
