package quote

import (
	"slices"
	"strconv"
	"strings"

	"footnote/internal/words"
)

// A sign is what makes a change of a word a risk: "won't" is a negation and the
// modal "will", "ten" the number 10.
type sign struct {
	risk Risk
	is   string
}

// risks adds those of a change.
func (q *query) risks(d *doc, c change, found map[Risk]bool) {
	lost, gained := q.x.signs(d.text, c.old), q.x.signs(q.text, c.new)
	if c.mark != noMark {
		lost = append(lost, conditions(d.text, c.old)...)
	}
	for _, s := range lost {
		if !slices.Contains(gained, s) {
			found[s.risk] = true
		}
	}
	for _, s := range gained {
		said := c.mark == insertion && (s.risk == Name || s.risk == Number || s.risk == Date)
		if !slices.Contains(lost, s) && !said {
			found[s.risk] = true
		}
	}
}

// conditions are the signs of conditions, which a marked cut must not take away.
func conditions(t *text, list []int) []sign {
	var signs []sign
	for _, i := range list {
		switch t.word(i) {
		case "unless":
			signs = append(signs, sign{Negation, "unless"})
		case "if", "provided":
			signs = append(signs, sign{Modal, "if"})
		}
	}
	return signs
}

func (v *vocabulary) signs(t *text, list []int) []sign {
	var signs []sign
	for _, i := range list {
		signs = append(signs, v.sign(t, i)...)
	}
	return signs
}

var (
	monthSet   = words.Set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")
	weekdaySet = words.Set("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays")
	daySet     = words.Set("today yesterday tomorrow tonight overnight midnight noon")
	unitSet    = words.Set("day days week weeks weekend month months year years decade decades century spring summer autumn winter night morning evening afternoon quarter season")
	aimSet     = words.Set("last next this past previous coming following")
	beforeYear = words.Set("in of since by until till from during early late mid before after to and through spring summer autumn winter year between")
	counted    = words.Set("troops soldiers people men women children civilians workers members forces personnel migrants refugees homes houses votes dollars euros jobs tons tonnes miles kilometers kilometres metres meters")
	modalSet   = words.Set("may might can could will would must should shall ought")
	hedgeSet   = words.Set("reportedly allegedly nearly almost roughly approximately likely possibly perhaps apparently probably maybe presumably supposedly purportedly unconfirmed alleged suspected")
	countHedge = words.Set("about around some over under circa")
	moreSet    = words.Set("more less fewer least most")
	negations  = words.Set("not no never none nor neither without nobody nothing nowhere cannot")
)

// sign returns the signs of word i of t.
func (v *vocabulary) sign(t *text, i int) []sign {
	w, k := t.word(i), t.tokens[i]
	next, prev := neighbour(t, i+1), neighbour(t, i-1)
	switch {
	case v.isDate(k, w, prev, next):
		return []sign{{Date, w}}
	case isNumber(w):
		return []sign{{Number, value(w)}}
	case negations[w] && w != "cannot":
		return []sign{{Negation, w}}
	case modalSet[w]:
		return []sign{{Modal, w}}
	case hedged(w, prev, next):
		return []sign{{Hedge, w}}
	}
	if signs := contracted(w); signs != nil {
		return signs
	}
	if v.isName(k, w) {
		return []sign{{Name, strings.TrimSuffix(w, "s")}}
	}
	return nil
}

func neighbour(t *text, i int) string {
	if i < 0 || i >= len(t.tokens) {
		return ""
	}
	return t.word(i)
}

// isDate reports whether a word names a day, month or year, or tells one from another.
func (v *vocabulary) isDate(k token, w, prev, next string) bool {
	switch {
	case w == "may" || w == "march":
		return k.upper && (!k.first || digits(next)) || digits(prev) && k.upper
	case monthSet[w], weekdaySet[w]:
		return k.upper
	case daySet[w], unitSet[w]:
		return true
	case aimSet[w]:
		return unitSet[next] || weekdaySet[next] || monthSet[next]
	case ordinalDay(w) && (monthSet[prev] || monthSet[next] || next == "of" && w != strings.TrimRight(w, "stndrh")):
		return true
	}
	return isYear(k, w, prev, next)
}

// ordinalDay reports whether w may be a day of a month: 4, 21, 3rd.
func ordinalDay(w string) bool {
	n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	return err == nil && n >= 1 && n <= 31
}

func isYear(k token, w, prev, next string) bool {
	if n, err := strconv.Atoi(strings.TrimSuffix(w, "s")); err != nil || n < 1700 || n > 2100 || k.comma {
		return false
	}
	return beforeYear[prev] || monthSet[prev] || ordinalDay(prev) || !counted[next]
}

func hedged(w, prev, next string) bool {
	switch {
	case hedgeSet[w]:
		return true
	case countHedge[w]:
		return isNumber(next)
	case moreSet[w]:
		return next == "than" || prev == "at"
	case w == "than":
		return moreSet[prev]
	case w == "at":
		return next == "least" || next == "most"
	case w == "up":
		return next == "to"
	}
	return false
}

// contracted takes won't apart: a negation and a modal.
func contracted(w string) []sign {
	if w == "cannot" {
		return []sign{{Negation, "not"}, {Modal, "can"}}
	}
	base, ok := contractions[w]
	if !ok {
		return nil
	}
	if modalSet[base] {
		return []sign{{Negation, "not"}, {Modal, base}}
	}
	return []sign{{Negation, "not"}}
}

var contractions = map[string]string{
	"isnt": "is", "arent": "are", "wasnt": "was", "werent": "were", "dont": "do", "doesnt": "does", "didnt": "did",
	"hasnt": "has", "havent": "have", "hadnt": "had", "cant": "can", "couldnt": "could", "wont": "will",
	"wouldnt": "would", "shouldnt": "should", "mustnt": "must", "shant": "shall", "aint": "is", "neednt": "need",
}

// isName reports whether an upper-case word is a name: one that stands where upper
// case says something, or that stands so elsewhere and never in lower case.
func (v *vocabulary) isName(k token, w string) bool {
	if !k.upper || len(w) < 2 || len(w) == 2 && !k.caps && k.first || words.For("en").Stop(w) && !(k.caps && w == "us") {
		return false
	}
	if k.caps || !k.first {
		return true
	}
	id, ok := v.ids[w]
	return ok && v.traits[id].names > 0 && v.traits[id].lower == 0
}

func digits(w string) bool { return w != "" && isDigit(w[0]) }

var numberWords = map[string]string{}

func init() {
	for i, w := range strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		numberWords[w] = strconv.Itoa(i)
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		numberWords[w] = strconv.Itoa(20 + 10*i)
	}
	for i, w := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth") {
		numberWords[w] = strconv.Itoa(i+1) + "th"
	}
	for _, w := range strings.Fields("hundred thousand million billion trillion dozen half double triple twice hundreds thousands millions billions dozens quarter") {
		numberWords[w] = w
	}
}

// isNumber reports whether a word of a stream is a number, in digits or letters.
func isNumber(w string) bool {
	return numberWords[w] != "" || strings.ContainsAny(w, "0123456789")
}

func value(w string) string {
	if n := numberWords[w]; n != "" {
		return n
	}
	return w
}
