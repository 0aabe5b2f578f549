package answer

import (
	"fmt"
	"slices"
	"strings"

	"footnote/article"
	"footnote/internal/timex"
	"footnote/internal/words"
	"footnote/retrieval"
)

// datingsMax is the most notes that date an answer's expressions.
const datingsMax = 3

// date adds to the claims of an answer to a question about time what the relative
// expressions of their sentences come to, and returns a note on each of the first
// three: “last July” is July 2023, counted from 20 April 2024, the day of courier.
// Of a refusal the notes say what the question's own expressions were taken for.
func (a *Answer) date(v *retrieval.View, q retrieval.Query) []string {
	if !q.AboutTime() {
		return nil
	}
	if a.Refused() {
		return taken(q)
	}
	var notes []string
	said := map[string]bool{}
	for i := range a.claims {
		c := &a.claims[i]
		for _, t := range relative(v, q, *c) {
			d := Dated{Text: article.OneLine(t.text), Value: t.Value, Label: t.Label()}
			c.Dates = append(c.Dates, d)
			note := fmt.Sprintf("“%s” is %s%s.", d.Text, definite(d.Label), t.reckoned())
			if same := strings.ToLower(d.Text) + "\n" + d.Label; !said[same] && len(notes) < datingsMax {
				said[same] = true
				notes = append(notes, note)
			}
		}
	}
	return notes
}

// taken says what expressions of a question that are counted from today came to.
func taken(q retrieval.Query) []string {
	var notes []string
	for _, l := range q.Leanings() {
		notes = append(notes, fmt.Sprintf("“%s” in the question was taken as %s.", l.Text, definite(l.Label)))
	}
	return notes[:min(len(notes), datingsMax)]
}

// definite is a label within a sentence: the week of 7 April 2031.
func definite(label string) string {
	first, _, _ := strings.Cut(label, " ")
	if articled[first] {
		return "the " + label
	}
	return label
}

var articled = words.Set(`week weekend first second third fourth`)

// A relativeTime is an expression whose own words do not say all that it comes to.
type relativeTime struct {
	timex.Expression
	text string
	in   *article.Article
}

// relative are the relative expressions in the sentences that a claim cites, in order:
// where the question asks when, those that date what it asks about.
func relative(v *retrieval.View, q retrieval.Query, c Claim) []relativeTime {
	var all []relativeTime
	for _, cite := range c.Citations {
		a := v.Article(cite.Span.Article)
		if a == nil {
			continue
		}
		for i, s := range a.Sentences {
			if s.Span.Start < cite.Span.Start || s.Span.End > cite.Span.End {
				continue
			}
			for _, e := range asked(q, a, s, a.TimesIn(i)) {
				if r := (relativeTime{e, s.Text[e.Start:e.End], a}); !r.explicit() {
					all = append(all, r)
				}
			}
		}
	}
	return all
}

// asked are those of a sentence's expressions that come to a date; where the question
// asks when, those beside its verb, or else its other words.
func asked(q retrieval.Query, a *article.Article, s article.Sentence, times []timex.Expression) []timex.Expression {
	times = slices.DeleteFunc(times, func(e timex.Expression) bool { return e.Label() == "" })
	if q.Kind != retrieval.Time || len(times) < 2 {
		return times
	}
	toks := words.For(a.Lang).Tokens(s.Text)
	at := said(q, toks, func(t retrieval.Term) bool { return t.Act })
	if len(at) == 0 {
		at = said(q, toks, func(t retrieval.Term) bool { return !t.Light })
	}
	gap := func(e timex.Expression) int {
		here := slices.IndexFunc(toks, func(t words.Token) bool { return t.End > e.Start })
		least := len(toks)
		for _, i := range at {
			least = min(least, max(here-i, i-here))
		}
		return least
	}
	least := len(toks)
	for _, e := range times {
		least = min(least, gap(e))
	}
	return slices.DeleteFunc(times, func(e timex.Expression) bool { return gap(e) > least+besideLeast })
}

// besideLeast is how many words farther than the nearest a date may stand that is
// what is asked for, too.
const besideLeast = 2

// said are the tokens that stand for some of the question's terms.
func said(q retrieval.Query, toks []words.Token, wanted func(retrieval.Term) bool) []int {
	var at []int
	for i, tok := range toks {
		if slices.ContainsFunc(q.Terms, func(t retrieval.Term) bool { return wanted(t) && t.Near[tok.Stem] > 0.9 }) {
			at = append(at, i)
		}
	}
	return at
}

// explicit reports whether the expression's own words name the date: July 2023,
// 4/20/2024, Jul. 26, 2023.
func (t relativeTime) explicit() bool {
	if strings.IndexFunc(t.text, isLetter) < 0 {
		return true
	}
	own := wordsOf(t.text)
	label, _, _ := strings.Cut(t.Label(), ", ") // the clock is in the words
	for _, w := range wordsOf(label) {
		if w == "of" || w == "the" {
			continue
		}
		if !slices.ContainsFunc(own, func(o string) bool { return names(o, w) }) {
			return false
		}
	}
	return true
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// names reports whether a word of an expression is one of its label: July, Jul, 26th for 26.
func names(own, label string) bool {
	return own == label || len(own) >= 3 && own[0] > '9' && strings.HasPrefix(label, own) ||
		label[0] <= '9' && strings.TrimRight(own, "sthndr") == label
}

// wordsOf are the words of a text, folded; a hyphen parts them.
func wordsOf(text string) []string {
	var all []string
	words.For("en").Each(strings.NewReplacer("-", " ", "–", " ", "/", " ").Replace(text), func(t words.Token) { all = append(all, t.Word) })
	return all
}

// reckoned says what the expression was counted from: the day of its article, or what
// was told before it, as "two days later" is; nothing where words beside it say the year.
func (t relativeTime) reckoned() string {
	day := t.in.Anchor().Time()
	switch {
	case t.Basis == timex.Absolute:
		return ""
	case t.Basis == timex.Told || day.IsZero():
		return ", counted from what is told before it"
	}
	of, on := "the day of "+t.in.ID, day.Format("2 January 2006")
	if t.in.Published == "" {
		of = "when " + t.in.ID + " was updated"
	}
	if t.Label() == on {
		return ", " + of
	}
	return ", counted from " + on + ", " + of
}
