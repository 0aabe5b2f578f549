// Package quote finds quotations in the sources: whether the words stand there,
// where, said by whom, and what was changed.
//
// Texts are compared as streams of letters and digits (see text), so that
// quotation marks, dashes, line breaks, case and markup are no obstacle. What does
// not stand there letter for letter is aligned word by word with the places that
// share its rarest words (Sellers 1980, "The theory and computation of evolutionary
// distances": approximate matching of a whole pattern anywhere in a text).
package quote

import (
	"cmp"
	"context"
	"math"
	"slices"

	"footnote/article"
)

// Given is a quotation as somebody gives it.
type Given struct {
	Text    string
	Speaker string // who is said to have said it; empty: not claimed
	In      string // id of the article that it must stand in; empty: all
}

// A Verdict says how a quotation stands to the sources.
type Verdict string

// The verdicts.
const (
	Verbatim      Verdict = "verbatim"      // the same letters; white space and invisible characters never count
	Typographic   Verdict = "typographic"   // quotation marks, dashes, case or punctuation differ
	Elided        Verdict = "elided"        // cut and marked so, nothing lost that changes the meaning
	Altered       Verdict = "altered"       // words changed, added or left out
	Stitched      Verdict = "stitched"      // parts from different places joined as one
	Misattributed Verdict = "misattributed" // said by another than was claimed
	Absent        Verdict = "absent"
)

// A Risk is a kind of change that may turn the meaning.
type Risk string

// The risks. A condition that is lost (if, provided) is a modal, a lost "unless" a negation.
const (
	Number   Risk = "number"
	Negation Risk = "negation"
	Name     Risk = "name"
	Date     Risk = "date"
	Modal    Risk = "modal"
	Hedge    Risk = "hedge"
)

// An Op is what an Edit does.
type Op string

// The ops. Replace has both texts, Insert no Old, Delete no New.
const (
	Replace Op = "replace"
	Insert  Op = "insert"
	Delete  Op = "delete"
)

// An Edit turns words of the source (Old) into given ones (New). Each run of
// white space in them is one space. A marked cut has the ellipsis as New, an
// insertion its brackets.
type Edit struct {
	Op       Op
	Old, New string
}

// A Match is a place where a quotation, or a part of a stitched one, stands.
type Match struct {
	Verdict    Verdict // never Stitched or Absent
	Part       int     // of a stitched quotation, from 1; else 0
	Similarity float64 // 0 to 1; 1 only where the letters are the same
	Speaker    string  // whom the source names; empty where it names none
	Quoted     bool    // the words stand inside quotation marks in the source
	Furniture  bool    // the place begins in a line of furniture
	Edits      []Edit
	Risks      []Risk // each once, in the order in which the constants stand
	Span       article.Span
}

// A Result is what Check finds.
type Result struct {
	Verdict Verdict
	Matches []Match        // most similar first, then earliest published, article, place; by Part where stitched
	Nearest []article.Span // where Absent: up to 3 sentences with words of the quotation
}

// maxMatches bounds the places of a quotation that stands everywhere.
const maxMatches = 1000

// Check looks for a quotation. Withdrawn articles are searched too: leaving them
// out, or marking them, is the caller's part. The error is the context's. A text
// without a letter or digit is Absent. One or two words are found only as they stand.
func (x *Index) Check(ctx context.Context, g Given) (Result, error) {
	q := x.query(g)
	if err := ctx.Err(); err != nil || len(q.text.tokens) == 0 {
		return Result{Verdict: Absent}, err
	}
	matches := q.exact()
	if len(matches) == 0 && len(q.words) > 2 {
		var err error
		if matches, err = q.approximate(ctx); err != nil {
			return Result{}, err
		}
	}
	if len(matches) == 0 {
		return Result{Verdict: Absent, Nearest: q.nearest()}, nil
	}
	var verdict Verdict
	if matches[0].Part > 0 {
		verdict = Stitched
	} else {
		x.order(matches)
		matches = matches[:min(len(matches), maxMatches)]
		verdict = matches[0].Verdict
	}
	return Result{Verdict: q.attribute(verdict, matches), Matches: matches}, nil
}

// longestName bounds, in bytes, what of a claimed speaker is read.
const longestName = 300

// attribute names the speakers, marks the matches of others than the claimed one
// and returns the verdict of all, which is verdict where one fits.
func (q *query) attribute(verdict Verdict, matches []Match) Verdict {
	fits := Verdict("")
	claimed := q.given.Speaker[:min(len(q.given.Speaker), longestName)]
	for i := range matches {
		m := &matches[i]
		m.Speaker, m.Quoted = speakerOf(q.x.byID[m.Span.Article].article, m.Span)
		if claimed != "" && m.Speaker != "" && !sameSpeaker(claimed, m.Speaker) {
			m.Verdict = Misattributed
		} else if fits == "" {
			fits = m.Verdict
		}
	}
	switch {
	case fits == "":
		return Misattributed
	case verdict == Stitched:
		return Stitched
	}
	return fits
}

// order sorts matches: most similar, earliest published (unknown last), article, place.
func (x *Index) order(matches []Match) {
	published := func(m Match) string {
		return cmp.Or(string(x.byID[m.Span.Article].article.Published), "~")
	}
	slices.SortStableFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(published(a), published(b)),
			cmp.Compare(a.Span.Article, b.Span.Article), cmp.Compare(a.Span.Start, b.Span.Start))
	})
}

func round(f float64) float64 { return math.Round(f*1000) / 1000 }
