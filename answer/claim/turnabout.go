package claim

import "slices"

// A deed is what a verb tells: who did what to whom, told from either side.
type deed struct {
	verb     int
	doer, to []int // words of content and names; none where they are not told, or told by a pronoun
}

// deeds are those of the sentence's verbs outside of quotations.
func (t *text) deeds() []deed {
	var ds []deed
	for v, w := range t.words {
		if !w.verb() || t.inQuotes(v) || v > 0 && articles[t.words[v-1].Word] || w.class != content && !pasts[w.Word] {
			continue
		}
		d := deed{verb: v, doer: t.doer(v)}
		switch {
		case passive(t, v):
			d.to = t.subjectOf(v)
		default:
			d.to = t.objectOf(v)
			if len(d.to) == 0 {
				continue // "a demand made in March"
			}
		}
		ds = append(ds, d)
	}
	return ds
}

// objectOf is the words that name to whom the verb at v was done, right behind it.
func (t *text) objectOf(v int) []int {
	if t.breaks(v) {
		return nil
	}
	i := v + 1
	for i < len(t.words) && transparent[t.words[i].Word] && t.words[i].Word != "of" {
		i++
	}
	return t.nounFrom(i)
}

// nounFrom is the run of names and words of content that begins at word i.
func (t *text) nounFrom(i int) (ws []int) {
	for ; i < len(t.words); i++ {
		switch w := t.words[i]; {
		case w.class == function && w.Upper && i+1 < len(t.words) && t.words[i+1].class == name:
			continue // Per, of Per Lunde
		case w.class != content && w.class != name || w.verb():
			return ws
		}
		ws = append(ws, i)
		if t.breaks(i) {
			break
		}
	}
	return ws
}

// subjectOf is the words that name to whom the verb at v was done, where it is told
// passively.
func (t *text) subjectOf(v int) []int {
	for i := v - 1; i >= max(0, v-3); i-- {
		if beWords[t.words[i].Word] {
			return t.phrase(i-1, -1)
		}
	}
	return nil
}

// turnedAbout finds that the fact has done to somebody what, in the sources, he did, or
// the other way: "Ellison bought Tarnhill" of "Tarnhill bought Ellison". The verb is the
// very same.
func (a *alignment) turnedAbout() []finding {
	for _, mine := range a.deeds() {
		if len(mine.doer) == 0 && len(mine.to) == 0 {
			continue
		}
		turned := false
		var where deed
		var in *text
		for _, n := range a.chosen {
			t := a.x.text(n)
			for _, theirs := range t.deeds() {
				if t.words[theirs.verb].Stem != a.words[mine.verb].Stem {
					continue
				}
				if a.shareHead(mine.doer, t, theirs.doer) || a.shareHead(mine.to, t, theirs.to) {
					turned = false
					in = nil
					break
				}
				if a.shareHead(mine.doer, t, theirs.to) || a.shareHead(mine.to, t, theirs.doer) {
					turned, where, in = true, theirs, t
				}
			}
			if !turned && in == nil && a.place(mine.verb, t) >= 0 {
				break
			}
		}
		if turned && in != nil {
			from, to := mine.verb, mine.verb
			if len(mine.doer) > 0 {
				from = min(from, mine.doer[0])
			}
			return []finding{{Problem: a.problem(Relation, from, to, "In the sources it is the other way: %q.", in.toldAs(where)), hard: true}}
		}
	}
	return nil
}

// toldAs is the words of a deed.
func (t *text) toldAs(d deed) string {
	all := slices.Concat(d.doer, d.to, []int{d.verb})
	return t.raw[t.words[slices.Min(all)].Start:t.words[slices.Max(all)].End]
}

// shareHead reports whether the last words of two phrases are one, to the letter for names.
func (a *alignment) shareHead(mine []int, t *text, theirs []int) bool {
	if len(mine) == 0 || len(theirs) == 0 {
		return false
	}
	i := mine[len(mine)-1]
	return slices.ContainsFunc(theirs, func(j int) bool { return a.sameHeadWord(i, t, j) }) ||
		slices.ContainsFunc(mine, func(i int) bool { return a.sameHeadWord(i, t, theirs[len(theirs)-1]) })
}

func (a *alignment) sameHeadWord(i int, t *text, j int) bool {
	if a.words[i].Upper && t.words[j].Upper {
		return a.words[i].Word == t.words[j].Word || a.words[i].Stem != t.words[j].Stem && a.standsFor(i, t, j)
	}
	return a.standsFor(i, t, j)
}
