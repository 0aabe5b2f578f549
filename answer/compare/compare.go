// Package compare finds where the articles of a story disagree, what changed over
// time, and what only one of them reports.
//
// Each sentence is taken apart as a telling, pairs that may tell of one fact are related
// (relate, which knows how two sentences of the news stand to each other), and what was
// found of the same words is one difference with a side for each value. It knows rules
// of English only; of articles in other languages it compares what is told in the same
// words, and finds what one of them tells alone.
package compare

import (
	"slices"

	"footnote/answer"
	"footnote/article"
)

// A Kind tells what a difference is.
type Kind string

// The kinds of differences, the gravest first.
const (
	Contradiction Kind = "contradiction" // the same fact at the same time, or where no day tells which is the later; both cannot be true
	Update        Kind = "update"        // the later word replaces the earlier
	Precision     Kind = "precision"     // one is more exact; both may be true
	Wording       Kind = "wording"       // the same fact, told so that readers may take it for another
)

// A Slot is the part of a fact that differs.
type Slot string

// The slots.
const (
	Number      Slot = "number"
	Date        Slot = "date"
	Name        Slot = "name"
	Role        Slot = "role"
	Attribution Slot = "attribution"
	Event       Slot = "event" // what is said to have happened
)

// A Side is what some of the sources say.
type Side struct {
	Value     string       // what differs, in the words of the first citation: "more than 1,000"
	Published article.Date // of the first citation's article; may be empty
	// Citations are the sentences that say so, each once, the earliest published first;
	// numbered over the whole comparison from 1. At least one.
	Citations []answer.Citation
}

// A Difference is a fact that is told in several ways.
type Difference struct {
	About  string // what it is about, in a few words of the sources: "troops in Niger"
	Kind   Kind
	Slot   Slot
	Sides  []Side  // two or more; of an update the earliest first
	Weight float64 // orders the differences of one comparison
}

// Within is the article in which all sides stand, the first that the first side cites;
// empty where no article has them all. Other articles may have some of the sides too.
func (d Difference) Within() string {
	for _, c := range d.Sides[0].Citations {
		holds := func(s Side) bool {
			return slices.ContainsFunc(s.Citations, func(o answer.Citation) bool { return o.Span.Article == c.Span.Article })
		}
		if !slices.ContainsFunc(d.Sides, func(s Side) bool { return !holds(s) }) {
			return c.Span.Article
		}
	}
	return ""
}

// A Single is what one outlet alone reports.
type Single struct {
	Text      string // the sentence, each run of white space one space
	Article   string
	Outlet    string
	Citations []answer.Citation // one, numbered as those of the sides
	Weight    float64
}

// A Comparison is where articles differ.
type Comparison struct {
	Differences []Difference // the gravest and most important first
	Only        []Single     // the most important first
	// Claims are what a Teller makes of it, verified; none without one.
	Claims []answer.Claim
	// Notes are sentences for the reader: that there is one article only, that
	// nothing is about the topic, that no differences were found.
	Notes []string
}

// Options say what is compared. The zero value compares all.
type Options struct {
	About string // only what these words are about; empty: all
	// By phrases the comparison, and what it says is verified sentence by sentence; nil: nobody does.
	By    answer.Teller
	Judge answer.Judge
	Today article.Date // of a Teller; may be empty
}
