package claim

import "footnote/internal/words"

// A side is where a small word stands on an axis: for and against, into and out of.
type side struct{ axis, end string }

// sides are the small words that turn a fact round when one takes another's place.
var sides = map[string]side{
	"for": {"stand", "for"}, "against": {"stand", "against"}, "by": {"stand", "by"},
	"before": {"order", "before"}, "after": {"order", "after"}, "until": {"order", "until"}, "when": {"order", "when"},
	"into": {"way", "in"}, "toward": {"way", "in"}, "towards": {"way", "in"}, "out": {"way", "out"}, "away": {"way", "out"},
	"more": {"degree", "more"}, "less": {"degree", "less"}, "fewer": {"degree", "less"},
	"up": {"height", "up"}, "down": {"height", "down"}, "above": {"height", "up"}, "below": {"height", "down"},
	"with": {"company", "with"}, "without": {"company", "without"},
}

// sideReach is how many words before a word of content its small word may stand: "out
// of the country".
const sideReach = 3

// turned finds small words in whose place the evidence has another of the same axis,
// before the same word of content: rallied for, where they rallied against.
func (a *alignment) turned() []finding {
	var fs []finding
	for i, w := range a.words {
		s, ok := sides[w.Word]
		at := a.contentBehind(i)
		if !ok || at < 0 || a.inQuotes(i) {
			continue
		}
		if other := a.otherSide(s, at); other != "" {
			fs = append(fs, finding{Problem: a.problem(Relation, i, i, "The sources say %q.", other)})
		}
	}
	return fs
}

// turnedNumbers finds numbers that stand behind the opposite of the evidence's word:
// fell 12 percent, where that is what rose.
func (a *alignment) turnedNumbers() []finding {
	loadTables()
	var fs []finding
	for _, q := range a.counts {
		v := contentBefore(a.text, q.First)
		if v < 0 {
			continue
		}
		other, same := "", false
		for _, n := range a.chosen {
			t := a.x.text(n)
			for _, h := range t.counts {
				if w := contentBefore(t, h.First); w >= 0 && q.Agree(h, false) {
					same = same || t.words[w].Stem == a.words[v].Stem
					if opposites[a.words[v].Stem][t.words[w].Stem] {
						other = t.words[w].Word
					}
				}
			}
		}
		if other != "" && !same {
			fs = append(fs, finding{Problem: a.problem(Relation, v, q.Last, "The sources say %q of this number.", other)})
		}
	}
	return fs
}

// contentBefore is the word of content right before word i, small words between; -1 where
// there is none.
func contentBefore(t *text, i int) int {
	for k := i - 1; k >= 0 && k >= i-sideReach; k-- {
		if t.words[k].class == content && !t.words[k].Stop {
			return k
		}
	}
	return -1
}

// contentBehind is the first word of content behind word i, near it; -1 where there is none.
func (a *alignment) contentBehind(i int) int {
	for j := i + 1; j < len(a.words) && j <= i+sideReach; j++ {
		if a.weight[j] > 0 {
			return j
		}
	}
	return -1
}

// otherSide is the small word that all chosen sentences with word at have before it in
// place of s; empty where one has the same, or none has another.
func (a *alignment) otherSide(s side, at int) string {
	other := ""
	for _, n := range a.chosen {
		t := a.x.text(n)
		for p := range t.words {
			if !a.standsFor(at, t, p) {
				continue
			}
			for k := p - 1; k >= 0 && k >= p-sideReach; k-- {
				switch o := sides[t.words[k].Word]; {
				case o == s:
					return ""
				case o.axis == s.axis:
					other = t.words[k].Word
				}
			}
		}
	}
	return other
}

// maybe are words that leave open whether what follows is so.
var maybe = words.Set(`may might could would should can possibly perhaps reportedly allegedly`)

// settledFirm finds verbs that the fact tells as done and every chosen sentence that
// has them only as what may be: "could fail" is not "failed".
func (a *alignment) settledFirm() []finding {
	var fs []finding
	for i := range a.words {
		if a.weight[i] == 0 || a.words[i].class != content || opener(a.text, i) != "" || a.inQuotes(i) {
			continue
		}
		word, firm := "", false
		for _, n := range a.chosen {
			t := a.x.text(n)
			for p := range t.words {
				if t.words[p].Stem != a.words[i].Stem {
					continue
				}
				if m := opener(t, p); m != "" {
					word = m
				} else {
					firm = true
				}
			}
		}
		if word != "" && !firm {
			fs = append(fs, finding{Problem: a.problem(Relation, i, i, "The sources say only that it %s.", word)})
		}
	}
	return fs
}

// opener is the word right before word i, small words between, that leaves it open.
func opener(t *text, i int) string {
	for k := i - 1; k >= 0 && k >= i-sideReach; k-- {
		switch {
		case maybe[t.words[k].Word] && t.words[k].class != when:
			return t.words[k].Word
		case t.breaks(k) || !t.words[k].Stop:
			return ""
		}
	}
	return ""
}
