package answer

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/article"
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
		for _, t := range relative(v, *c) {
			d := Dated{Text: article.OneLine(t.Text(t.in)), Value: t.Value, Label: t.Label()}
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
	article.Time
	in *article.Article
}

// relative are the relative expressions in the sentences that a claim cites, in order.
func relative(v *retrieval.View, c Claim) []relativeTime {
	var all []relativeTime
	for _, cite := range c.Citations {
		a := v.Article(cite.Span.Article)
		if a == nil {
			continue
		}
		for _, t := range a.Times() {
			if t.Start < cite.Span.Start || t.End > cite.Span.End || t.Furniture || t.Label() == "" {
				continue
			}
			if r := (relativeTime{t, a}); !r.explicit() {
				all = append(all, r)
			}
		}
	}
	return all
}

// explicit reports whether the expression's own words name the date: July 2023,
// 4/20/2024, Jul. 26, 2023.
func (t relativeTime) explicit() bool {
	text := t.Text(t.in)
	if strings.IndexFunc(text, isLetter) < 0 {
		return true
	}
	own := wordsOf(text)
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

// told are words that count from what was told before, not from the day of the text.
var told = words.Set(`later earlier following previous that same before after then subsequent`)

// reckoned says what the expression was counted from: the day of its article, unless
// it leans on what was told before it, as "two days later" does, and a month of a
// year long past.
func (t relativeTime) reckoned() string {
	day := t.in.Anchor().Time()
	own := wordsOf(t.Text(t.in))
	r, _ := t.Range()
	has := func(list map[string]bool) bool {
		return slices.ContainsFunc(own, func(w string) bool { return list[w] })
	}
	deictic := has(deictics)
	far := day.Sub(r.Last) > 400*24*time.Hour || r.First.Sub(day) > 400*24*time.Hour
	switch {
	case has(told), slices.Contains(own, "next") && has(partsOfDays), day.IsZero(), far && !deictic:
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

// partsOfDays follow "next" in what is told: the next morning.
var partsOfDays = words.Set(`day morning afternoon evening night`)

// deictics are words that count from the day of the text.
var deictics = words.Set(`last this next past coming ago yesterday today tomorrow tonight`)
