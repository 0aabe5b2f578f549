package claim

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// roles finds who the fact has changed over with another: who did it, to whom, and
// which of two it was.
func (a *alignment) roles(strict bool) []finding {
	var fs []finding
	for n, s := range a.chosen {
		t := a.x.text(s)
		if n > 0 && len(fs) > 0 {
			break
		}
		ps := a.places(t)
		for v := range a.words {
			if ps[v] < 0 || !a.words[v].verb() || !t.words[ps[v]].verb() {
				continue
			}
			if f, ok := a.otherDoer(v, t, ps[v], ps, strict); ok && (n == 0 || strict && a.only(v, s)) {
				fs = append(fs, f)
				break
			}
		}
	}
	if strict {
		fs = append(fs, a.otherOwner()...)
	}
	return fs
}

// only reports whether no chosen sentence but s holds word i.
func (a *alignment) only(i, s int) bool {
	for _, n := range a.chosen {
		if n != s && a.place(i, a.x.text(n)) >= 0 {
			return false
		}
	}
	return true
}

// verb reports whether the word looks like a verb in the past: it ends in -ed, or
// is an irregular form.
func (w word) verb() bool {
	if w.Upper || w.class == number || w.class == when {
		return false
	}
	return strings.HasSuffix(w.Word, "ed") && !strings.HasSuffix(w.Word, "eed") && len(w.Word) > 3 && w.Word != "hundred" || pasts[w.Word]
}

var pasts = words.Set(`said told left gave given took taken made built won lost sent bought sold met led held found kept brought
	caught taught fought broke broken spoke wrote written went came began became chose drove fell flew forgot knew saw shot
	struck threw hit cut put let paid drew rose overthrew overthrown oust withdrew grew beat bought sought called
	rebuilt stole fled shook froze swore rode blew`)

// otherDoer finds that somebody else did what verb v tells, at p in the sentence.
func (a *alignment) otherDoer(v int, t *text, p int, ps []int, strict bool) (finding, bool) {
	mine, theirs := a.text.doer(v), t.doer(p)
	if a.words[v].Stem != t.words[p].Stem && a.held[v] == 1 { // another sentence has the very verb
		return finding{}, false
	}
	if len(mine) == 0 || len(theirs) == 0 {
		return finding{}, false
	}
	held := false
	for _, i := range mine {
		for _, j := range theirs {
			if a.standsFor(i, t, j) || j > p && ps[i] >= j && ps[i] <= j+8 || j < p && t.within(ps[i], theirs[0], p) {
				return finding{}, false
			}
		}
		held = held || ps[i] >= 0 || strict && a.held[i] > 0.9
	}
	if !held && !speech[a.words[v].Stem] || a.toldTogether(mine[len(mine)-1], t, theirs[len(theirs)-1]) {
		return finding{}, false
	}
	return finding{Problem: a.problem(Relation, mine[0], max(v, mine[0]), "In the sources it is %q.", t.raw[t.words[theirs[0]].Start:t.words[theirs[len(theirs)-1]].End]), hard: true, doer: true}, true
}

// otherName reports whether both phrases end in a name and these are two: neither
// is anywhere in the other phrase, whatever title they share.
func (a *alignment) otherName(mine []int, t *text, theirs []int) bool {
	i, j := mine[len(mine)-1], theirs[len(theirs)-1]
	if a.words[i].class != name || t.words[j].class != name || a.aliasIn(i, t) || a.initials(i) {
		return false
	}
	return !slices.ContainsFunc(theirs, func(k int) bool { return a.standsFor(i, t, k) }) &&
		!slices.ContainsFunc(mine, func(k int) bool { return a.standsFor(k, t, j) })
}

// doer is the words that name who does what verb v tells; none where that is not
// told, or a pronoun.
func (t *text) doer(v int) []int {
	if passive(t, v) {
		for j := v + 1; j < len(t.words) && j <= v+6; j++ {
			if t.words[j].Word == "by" {
				return t.phrase(j+1, 1)
			}
		}
		return nil
	}
	switch {
	case v == 0:
		return nil
	case speech[t.words[v].Stem] && strings.ContainsAny(t.between(v-1, v), "\"”,"):
		return t.phrase(v+1, 1)
	case strings.ContainsAny(t.between(v-1, v), "\"“”;:"):
		return nil
	}
	return t.phrase(v-1, -1)
}

// phrase is the words of content of the noun phrase that begins, or with step -1
// ends, at word i, in order.
func (t *text) phrase(i, step int) (ws []int) {
	defer func() { slices.Sort(ws) }()
	for n := 0; i >= 0 && i < len(t.words) && n < 9; i, n = i+step, n+1 {
		w := t.words[i]
		switch {
		case transparent[w.Word] || len(ws) == 0 && w.class != name && auxiliary[w.Word]:
		case w.class == content && w.verb() && len(ws) == 0 && step < 0:
			return nil
		case w.class == content && w.verb():
			return ws
		case w.class == content || w.class == name:
			ws = append(ws, i)
		default:
			return ws
		}
		if k := min(i, i+step); k >= 0 && k+1 < len(t.words) && len(ws) > 0 && strings.ContainsAny(t.between(k, k+1), ";:“”\"()") {
			return ws
		}
		if k := i; step > 0 && k+1 < len(t.words) && strings.ContainsAny(t.between(k, k+1), ",.") && len(ws) > 0 {
			return ws
		}
	}
	return ws
}

var (
	transparent = words.Set(`the a an of`)
	auxiliary   = words.Set(`has have had so far also not never didn't hasn't haven't did who then`)
	speech      = words.Set(`say tell report announc call claim add warn expect`)
	beWords     = words.Set(`was were been being be is are`)
)

// passive reports whether the verb at v is told from the side of whom it was done to.
func passive(t *text, v int) bool {
	for j := max(0, v-2); j < v; j++ {
		if beWords[t.words[j].Word] {
			return true
		}
	}
	return v+1 < len(t.words) && t.words[v+1].Word == "by"
}

// otherOwner finds a name before a thing, as in "American instructors", where every
// chosen sentence that holds the thing has another name before it.
func (a *alignment) otherOwner() []finding {
	var fs []finding
	for i := 0; i+1 < len(a.words); i++ {
		if a.words[i].class != name && !(i == 0 && a.words[0].Upper && words.Country(a.words[0].Stem)) || a.words[i+1].class != content || a.breaks(i) {
			continue
		}
		other := ""
		for _, n := range a.chosen {
			t := a.x.text(n)
			p := a.place(i+1, t)
			if p < 1 || t.words[p].class != content {
				continue
			}
			if !words.Country(t.words[p-1].Stem) || !words.Country(a.words[i].Stem) || a.standsFor(i, t, p-1) || a.toldTogether(i, t, p-1) {
				other = ""
				break
			}
			other = t.raw[t.words[p-1].Start:t.words[p].End]
		}
		if other != "" {
			fs = append(fs, finding{Problem: a.problem(Relation, i, i+1, "The sources have %q.", other), hard: true})
		}
	}
	return fs
}

// within reports whether the word at first only says where or whose the word at head is,
// which does what the verb at p tells: "the bridge at Korvale closed".
func (t *text) within(head, first, p int) bool {
	if head < 0 || head >= first || p-head > headReach {
		return false
	}
	for k := head; k < p; k++ {
		if t.breaks(k) {
			return false
		}
	}
	k := first - 1
	for k > head && (t.words[k].Word == "the" || t.words[k].Word == "a" || t.words[k].Word == "an") {
		k--
	}
	return k > head && placing[t.words[k].Word]
}

// headReach is how many words before its verb a head may stand.
const headReach = 8

var placing = words.Set(`at in of from near on off outside inside beside behind around`)
