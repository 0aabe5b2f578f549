// Package answer turns evidence into answers that are proved.
//
// An Answerer drafts an answer from the evidence it is given; the verifier alone
// makes an Answer of the draft. A Draft is another type than an Answer, so that
// unverified text cannot reach a person by mistake.
package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/article"
	"footnote/retrieval"
)

// Evidence is one sentence that an answerer may cite.
type Evidence struct {
	N         int // its number in the list, from 1
	Meta      article.Meta
	Sentence  article.Sentence
	Candidate retrieval.Candidate // how it was found; for answerers that rank
}

// A Draft is an unverified answer. No claims: the answerer found that the
// evidence does not answer the question.
type Draft struct {
	Claims []Assertion
	Reason Reason   // why there is no claim; empty means NotInSources
	Notes  []string // said to the reader beside the answer, one sentence each
	Work   Work     // what drafting took
}

// An Assertion is an unverified claim and the numbers of the evidence it cites.
type Assertion struct {
	Text  string
	Cited []int
}

// An Answerer drafts an answer to a question from evidence, best first. What it
// cites must be in the evidence; the verifier drops what is not. Extractive is
// the one that needs nothing.
type Answerer interface {
	Draft(ctx context.Context, q retrieval.Query, evidence []Evidence) (Draft, error)
}

// A Reason says why a question was not answered; empty for one that was.
type Reason string

// The reasons of a refusal.
const (
	NotInSources Reason = "not_in_sources"
	NotProved    Reason = "not_proved"  // drafted, but nothing stood
	NoQuestion   Reason = "no_question" // no words in it
)

// Sentence is the reason in one sentence for a person.
func (r Reason) Sentence() string {
	switch r {
	case NotInSources:
		return "The sources do not say."
	case NotProved:
		return "No answer could be proved from the sources."
	case NoQuestion:
		return "There is no question in this; ask one in words."
	}
	return ""
}

// A Citation is a place in an article and its very words.
type Citation struct {
	N       int // number of the footnote, from 1; 0 for a line that is no footnote
	Meta    article.Meta
	Span    article.Span
	Line    int // line of the first byte, from 1
	EndLine int // line of the last byte
	Quote   string
}

// Cite makes the citation of a span. It reports false where the span does not
// lie in this revision of the article: what cannot be quoted is no citation.
func Cite(a *article.Article, s article.Span) (Citation, bool) {
	quote, ok := a.Quote(s)
	if !ok {
		return Citation{}, false
	}
	return Citation{Meta: a.Meta, Span: s, Line: a.LineAt(s.Start), EndLine: a.LineAt(s.End - 1), Quote: quote}, true
}

// Marks are the numbers of footnotes: [1][2].
func Marks(citations []Citation) string {
	var b strings.Builder
	for _, c := range citations {
		fmt.Fprintf(&b, "[%d]", c.N)
	}
	return b.String()
}

// CiteIn is Cite in the article of a view that the span names; false where it has none.
func CiteIn(v *retrieval.View, s article.Span) (Citation, bool) {
	a := v.Article(s.Article)
	if a == nil {
		return Citation{}, false
	}
	return Cite(a, s)
}

// A Claim is a verified sentence of an answer with its citations, at least one.
type Claim struct {
	Text      string
	Citations []Citation
	Dates     []Dated // of the relative expressions of time in its citations; only where the question is about time
}

// A Dated is an expression of time as a source writes it, and what it comes to.
type Dated struct {
	Text  string // last July
	Value string // as TIMEX3 writes it: 2023-07
	Label string // for people, no more precise: July 2023
}

// An Answer is what may reach a person. Only the verifier makes one: its fields
// are read through methods and set nowhere else.
type Answer struct {
	reason  Reason
	claims  []Claim
	nearest []Citation
	dropped int
	notes   []string
	receipt Receipt
}

// Refused reports whether the question is not answered.
func (a Answer) Refused() bool { return a.reason != "" }

// Reason says why it is not; empty where it is.
func (a Answer) Reason() Reason { return a.reason }

// Claims are the verified claims, in order; none where Refused.
func (a Answer) Claims() []Claim { return a.claims }

// Text is what the claims say, in order, without their footnotes; of a refusal, its sentence.
func (a Answer) Text() string {
	if a.Refused() {
		return a.reason.Sentence()
	}
	texts := make([]string, len(a.claims))
	for i, c := range a.claims {
		texts[i] = c.Text
	}
	return strings.Join(texts, " ")
}

// Footnotes are the citations of the claims, each number once, in order of number.
func (a Answer) Footnotes() []Citation {
	var all []Citation
	for _, c := range a.claims {
		all = append(all, c.Citations...)
	}
	return Once(all)
}

// Nearest are up to three lines nearest to a question that is not answered.
func (a Answer) Nearest() []Citation { return a.nearest }

// Dropped is the number of drafted claims that the verifier did not let pass.
func (a Answer) Dropped() int { return a.dropped }

// Notes are sentences for the reader beside the answer.
func (a Answer) Notes() []string { return a.notes }

// Once are citations in order of their numbers, each number once.
func Once(citations []Citation) []Citation {
	out := slices.Clone(citations)
	slices.SortStableFunc(out, func(a, b Citation) int { return a.N - b.N })
	return slices.CompactFunc(out, func(a, b Citation) bool { return a.N == b.N })
}

// Numbers numbers footnotes from 1 in order of first use: one place has one number.
type Numbers map[article.Span]int

// Number sets the numbers of citations.
func (n Numbers) Number(citations []Citation) {
	for i, c := range citations {
		if n[c.Span] == 0 {
			n[c.Span] = len(n) + 1
		}
		citations[i].N = n[c.Span]
	}
}
