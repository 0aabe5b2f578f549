package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// officeBeside finds the office of a name in what stands right before it or behind it.
func (t *telling) officeBeside(h *holder) {
	before := h.name.from - 1
	switch gap := strings.TrimSpace(t.Gap(h.name.from)); {
	case before < 0:
	case gap == "" && lexemeOf(t.Tokens[before].Stem).is&(office|trade) != 0 && !t.Timed[before]:
		from := before
		for from > 0 && from > before-3 && t.Forms[from-1] == clause.Plain && !t.Tokens[from-1].Stop && !t.Timed[from-1] && strings.TrimSpace(t.Gap(from)) == "" {
			from--
		}
		t.setOffice(h, region{from, before + 1}, before)
		return
	case gap == "," && t.officeBehind(h, before):
		return
	}
	t.officeAfter(h)
}

// runningWords are verbs of those who hold an office.
const runningWords = `take_charge take_over lead head run chair manage coach captain govern direct`

var running = stemSet(runningWords)

// officeRun finds that somebody holds an office by the verb that tells so: took charge
// of the library.
func (t *telling) officeRun(h *holder) {
	if clause.Prepositions[t.Word(h.name.from-1)] {
		return
	}
	for i := h.name.to; i < len(t.Tokens) && i < h.name.to+4; i++ {
		if !t.Forms[i].Acts() {
			continue
		}
		if stem := t.stemAt(i); running[stem] {
			last := i
			if q := t.particle(i); q > 0 {
				last = q
			}
			h.office, h.head, h.headAt, h.runs = region{i, last + 1}, lexemeOf("head"), i, true
			h.fresh = strings.HasPrefix(stem, "take_") || t.Word(i-1) == "now"
			from := last + 1
			if t.Word(from) == "of" || t.Word(from) == "as" {
				from++
			}
			h.of = t.phrase(from, len(t.Tokens))
		}
		return
	}
}

// officeBehind finds an office that ends at token last, with what it is of: the leader
// of the northern province, NAME.
func (t *telling) officeBehind(h *holder, last int) bool {
	for i := last; i >= 0 && i > last-8; i-- {
		switch {
		case i < last && strings.TrimSpace(t.Gap(i+1)) != "" && !t.Possessive(i) || t.Timed[i] || t.Forms[i] == clause.Auxiliary:
			return false
		case lexemeOf(t.Tokens[i].Stem).is&(office|trade) != 0:
			from := i
			for from > 0 && from > i-3 && t.Forms[from-1] == clause.Plain && !t.Tokens[from-1].Stop && strings.TrimSpace(t.Gap(from)) == "" {
				from--
			}
			t.setOffice(h, region{from, i + 1}, i)
			return true
		}
	}
	return false
}

// officeAfter finds an office behind a name: NAME, the mayor of; NAME, who is a plumber;
// NAME is the mayor of; NAME as head coach.
func (t *telling) officeAfter(h *holder) {
	if i, ok := t.behindName(h); ok {
		t.officeFrom(h, i)
	}
	if i := h.name.to; h.head == nil && i < len(t.Tokens) && strings.TrimSpace(t.Gap(i)) == "," {
		if i, ok := t.behindAside(i); ok {
			t.officeFrom(h, i)
		}
	}
}

// officeFrom finds an office in the phrase that begins at i.
func (t *telling) officeFrom(h *holder, i int) {
	from := i
	if clause.Determiners[t.Word(i)] {
		i++
	}
	for n := 0; i < len(t.Tokens) && n < 6; i, n = i+1, n+1 {
		is := lexemeOf(t.Tokens[i].Stem).is
		switch {
		case n > 0 && strings.ContainsAny(t.Gap(i), ",;:()") || t.Forms[i].Acts() || t.Forms[i] == clause.Auxiliary || t.Timed[i]:
			return
		case is&(office|trade) != 0 && under[t.Word(i)] && t.officeWithin(i+1, 3):
		case is&(office|trade) != 0 && !t.Possessive(i) && !(i+1 < len(t.Tokens) && lexemeOf(t.Tokens[i+1].Stem).is&(office|trade) != 0 && strings.TrimSpace(t.Gap(i+1)) == ""):
			t.setOffice(h, region{from, i + 1}, i)
			return
		case clause.Prepositions[t.Word(i)] && (t.Word(i) != "of" || n > 0):
			return
		}
	}
}

// behindName is where the phrase behind a name begins that may give its office; false
// where none does, or where it was found otherwise.
func (t *telling) behindName(h *holder) (int, bool) {
	i := h.name.to
	if i >= len(t.Tokens) {
		return 0, false
	}
	w, next := t.Word(i), t.Word(i+1)
	switch gap := strings.TrimSpace(t.Gap(i)); {
	case w == "who" && clause.Being[next]:
		return i + 2, gap == ","
	case w == "who":
		return t.behindAside(i)
	case w == "as" && (gap == "," || gap == ""):
		return i + 1, true
	case gap == ",":
		return i, true
	case gap != "":
		return 0, false
	case w == "will" && next == "be":
		return i + 2, true
	case clause.Being[w] || w == "becomes" || w == "became":
		return i + 1, true
	}
	t.asOffice(i, h)
	return 0, false
}

// behindAside is where the phrase begins that gives the office of somebody whose name a
// clause or a phrase between commas follows, which begins at i: NAME, who has run the
// firm for six years, will be its chair.
func (t *telling) behindAside(i int) (int, bool) {
	for j := i + 1; j < len(t.Tokens) && j < i+farAside; j++ {
		if strings.TrimSpace(t.Gap(j)) != "," {
			continue
		}
		switch w := t.Word(j); {
		case w == "will" && t.Word(j+1) == "be":
			return j + 2, true
		case clause.Being[w] || w == "becomes" || w == "became":
			return j + 1, true
		}
		return 0, false
	}
	return 0, false
}

// farAside is how long what stands between a name and its verb may be.
const farAside = 12

// under are words before an office that make it a lesser one.
var under = words.Set(`deputy vice assistant junior`)

// officeWithin reports whether the noun of an office ends the phrase that begins at i,
// within n words.
func (t *telling) officeWithin(i, n int) bool {
	for j := i; j < len(t.Tokens) && j < i+n && !t.Tokens[j].Stop && strings.TrimSpace(t.Gap(j)) == ""; j++ {
		if lexemeOf(t.Tokens[j].Stem).is&office != 0 {
			return true
		}
	}
	return false
}

// asOffice finds an office behind as in the clause of the verb at i, of which h is the
// subject: will run the company as chief executive.
func (t *telling) asOffice(i int, h *holder) bool {
	if t.Forms[i] == clause.Plain {
		return false
	}
	from, to := t.Bounds(i)
	if t.subject(from, t.FirstVerb(i, to)).to < h.name.to {
		return false
	}
	for j := i; j+1 < to; j++ {
		if t.Word(j) != "as" {
			continue
		}
		for k := j + 1; k < to && k < j+5 && !clause.Prepositions[t.Word(k)]; k++ {
			if lexemeOf(t.Tokens[k].Stem).is&office != 0 && (k+1 == to || lexemeOf(t.Tokens[k+1].Stem).is&office == 0) {
				t.setOffice(h, region{j + 1, k + 1}, k)
				if h.of.empty() {
					h.of = region{i, j}
				}
				return true
			}
		}
	}
	return false
}
