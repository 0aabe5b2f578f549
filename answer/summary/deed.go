package summary

import (
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A deed is what the main clause of a text tells: who did what to whom, or what is.
type deed struct {
	c           *clause.Sentence
	first, last int                 // its main clause, without who said so
	verb        int                 // the token of its first verb that is not light; last where it has none
	plain       bool                // its main clause is surely found: a verb that is no infinitive stands before any aside
	numbers     []quantity.Quantity // of the whole text, but for dates and what stands in brackets
	coming      bool                // it is told as to come, or as what may be
	denied      bool                // it is told as not so
}

// deedOf takes a text of one English sentence apart; nil where it is none.
func deedOf(text string) *deed {
	c := timed(text)
	if c == nil {
		return nil
	}
	if from, to := withoutSayer(c); from > 0 || to < len(c.Tokens) {
		if c = timed(cutOut(c, from, to)); c == nil {
			return nil
		}
	}
	d := &deed{c: c}
	d.first, d.last = mainClause(c)
	d.verb, d.plain = d.findVerb()
	if d.empty() {
		d.first, d.last = 0, len(c.Tokens)
	}
	d.count()
	d.coming = d.toCome(d.first, d.verb)
	for i := d.first; i < d.last; i++ {
		d.denied = d.denied || denying[c.Word(i)] || strings.HasSuffix(c.Word(i), "n't") || strings.HasSuffix(c.Word(i), "n’t")
	}
	return d
}

var denying = words.Set(`not no never nobody none nothing neither nor without refuse refused refuses refusing deny denied denies fail failed
	reject rejected rejects cannot unable`)

// findVerb finds the first verb of the main clause that is not light, and reports
// whether the main clause is surely found.
func (d *deed) findVerb() (verb int, plain bool) {
	for i := d.first; i < d.last; i++ {
		f := d.c.Forms[i]
		if i > d.first && !plain && (clause.Relatives[d.c.Word(i)] || d.c.Clauses[i] != d.c.Clauses[d.first]) {
			return d.last, false
		}
		plain = plain || f == clause.Auxiliary || f == clause.Verb || f == clause.Base && d.c.Word(i-1) != "to"
		if plain && f.Acts() && f != clause.Gerund && !clause.LightVerbs[d.c.Tokens[i].Stem] && !quantity.Spells(d.c.Word(i)) {
			return i, true
		}
	}
	return d.last, plain
}

// empty reports whether the verb of the main clause leaves it to other words to tell
// what happened: The break began with the coup.
func (d *deed) empty() bool { return d.verb < d.last && emptyVerbs[d.c.Tokens[d.verb].Stem] }

var emptyVerbs = clause.Stems(`begin start come go follow end lead bring put give take see mark face hit`)

// count finds the numbers.
func (d *deed) count() {
	c := d.c
	s := &sentence{text: c.Text, toks: c.Tokens}
	for _, q := range quantity.Find(c.Text, c.Tokens, func(i int) bool { return retrieval.TimeWord(c.Tokens[i]) || clockWord(s, i) }) {
		before := c.Word(q.First - 1)
		long := lengths[c.Word(q.Last+1)] && before != "to" && before != "for" // a sentence to three years is what matters
		if q.Code == "" && q.Unit != "th" && !long && !c.InTime(q.First) && !s.bracketed(q.First) && !s.clock(q.First) && !s.clock(q.Last+1) {
			d.numbers = append(d.numbers, q)
		}
	}
}

// toCome reports whether a verb, the first word of whose clause stands at from, is told
// as to come or as what may be.
func (d *deed) toCome(from, verb int) bool {
	for i := from; i <= verb && i < len(d.c.Tokens); i++ {
		w := d.c.Word(i)
		if mays[w] || w == "to" && i < verb && coming[d.c.Word(i-1)] {
			return true
		}
	}
	return false
}

var (
	mays   = words.Set(`must need needs will would shall should may might could can won't wouldn't`)
	coming = words.Set(`is are was were be about due expected set likely ready plan plans planned want wants wanted hope hopes hoped intend intends
		prepare prepares preparing planning going seek seeks sought able trying try tries tried has have had threaten threatens threatened`)
)

// comingAt reports whether the word at i is told as to come or as what may be.
func (d *deed) comingAt(i int) bool {
	from, _ := d.c.Bounds(i)
	return d.toCome(from, i)
}

// wishes reports whether somebody only wants, doubts or looks for what is told from the
// beginning of the main clause to the word at last.
func (d *deed) wishes(last int) bool {
	for i := d.first; i <= last && i < len(d.c.Tokens); i++ {
		if wishing[d.c.Tokens[i].Stem] && d.c.Forms[i] != clause.Plain {
			return true
		}
	}
	return false
}

var wishing = clause.Stems(`deny doubt demand ask urge call warn threaten look search seek want hope fear refuse reject dispute question consider
	debate discuss propose oppose suspect accuse predict expect`)

// past reports whether the main clause tells of the past by an auxiliary.
func (d *deed) past() bool {
	for i := d.first; i < d.last; i++ {
		switch d.c.Word(i) {
		case "was", "were", "had", "did":
			return true
		case "is", "are", "has", "have", "does", "do":
			return false
		}
	}
	return false
}

// once reports whether the main clause tells what happened at some time, and no toll:
// that may have been long ago though it says no date.
func (d *deed) once() bool {
	if d.verb == d.last || d.coming {
		return !d.coming && d.past()
	}
	present := slices.ContainsFunc(d.c.Tokens[d.first:d.verb], func(t words.Token) bool {
		return t.Word == "has" || t.Word == "have" || t.Word == "is" || t.Word == "are"
	})
	return !present && fateOf[d.c.Tokens[d.verb].Stem] == "" && d.c.Forms[d.verb] == clause.Verb
}

// ahead reports whether the noun at i is told as what lies ahead: until the sentencing.
func (d *deed) ahead(i int) bool {
	return slices.ContainsFunc(d.c.Tokens[max(i-3, 0):i], func(t words.Token) bool { return beforehand[t.Word] })
}

var beforehand = words.Set(`until before pending ahead for`)

// content reports whether the word at i tells something by itself: no name of a time,
// no number and no word that says little.
func (d *deed) content(i int) bool {
	t := d.c.Tokens[i]
	return !t.Stop && !t.Number && !d.c.InTime(i) && !quantity.Spells(t.Word) && !retrieval.TimeWord(t) && !light[t.Word] && !clause.LightVerbs[t.Stem]
}

// subject is the head of the subject; ok is false where none is found.
func (d *deed) subject() (head words.Token, ok bool) {
	for i := d.first; i < d.verb; i++ {
		if i > d.first && (clause.Prepositions[d.c.Word(i)] || strings.Contains(d.c.Gap(i), ",") || d.c.Forms[i] != clause.Plain) {
			break
		}
		if t := d.c.Tokens[i]; !t.Stop && !t.Number {
			head, ok = t, true
		}
	}
	return head, ok
}

// A mention is a name in a text.
type mention struct {
	first, last int  // its words, both inclusive
	place       bool // it stands behind a preposition of place
	country     bool // it names a country, a continent or their people
}

// mentions are the names of the tokens from from to to.
func (d *deed) mentions(from, to int) []mention {
	var out []mention
	for i := from; i < to; i++ {
		t := d.c.Tokens[i]
		country := words.Country(t.Stem)
		if !t.Upper && !country || t.Stop || t.Number || retrieval.TimeWord(t) {
			continue
		}
		m := mention{i, i, placing[d.c.Word(i-1)], country}
		for m.last+1 < to && d.c.Tokens[m.last+1].Upper && strings.TrimSpace(d.c.Gap(m.last+1)) == "" {
			m.last++
		}
		out = append(out, m)
		i = m.last
	}
	return out
}

var placing = words.Set(`in at near off from to outside`)

// names reports whether the text has a name, or a word of it.
func (d *deed) names(o *deed, m mention) bool {
	for _, t := range o.c.Tokens[m.first : m.last+1] {
		near := map[string]float64{}
		if words.Country(t.Stem) {
			near = words.For("en").Near(t.Word)
		}
		if slices.ContainsFunc(d.c.Tokens, func(x words.Token) bool {
			return (x.Upper || words.Country(x.Stem)) && (x.Stem == t.Stem || near[x.Stem] >= oneNation)
		}) {
			return true
		}
	}
	return false
}

// oneNation is the closeness from which on two words are of one nation.
const oneNation = 0.9
