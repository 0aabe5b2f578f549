// Package summary tells a story in a few sentences of its sources, each with its
// citations and with how many independent outlets carry it.
//
// Sentences that cannot stand in a summary are held back (hold.go), and those that lean
// on the one before are taken with it (lean.go). What the others tell is weighed by how
// many sources tell of it, where and when, and by how much others tell of its matter
// (concept.go, rank.go, paragraph.go); numbers that a later article replaces weigh next
// to nothing (stale.go). Those are chosen that tell together the most in few words, each
// thing once (pick.go), and none that a later article has overtaken (renew.go). Whoever
// says the same elsewhere is cited beside them (carry.go, said.go, deed.go, same.go).
package summary

import (
	"fmt"

	"footnote/answer"
	"footnote/article"
)

// An Order is how the sentences of a summary follow each other.
type Order string

// The orders.
const (
	Importance Order = "importance" // the most important first
	Events     Order = "events"     // as what they tell happened
)

// The bounds of a summary's length, in sentences.
const (
	Usual = 5
	Most  = 50
)

// Options say what is wanted. The zero value wants the story in Usual sentences, by importance.
type Options struct {
	About     string // only what these words are about; empty: all
	Sentences int    // at most so many, up to Most; 0: Usual
	Order     Order  // empty: Importance
	// By phrases the summary, and what it says is verified sentence by sentence; nil:
	// the sources' own sentences are taken.
	By answer.Teller
	// Judge looks at what the rules let pass of By; nil: nobody does.
	Judge answer.Judge
	Today article.Date // of a Teller; may be empty
}

// A Claim is a sentence of a summary.
type Claim struct {
	Text string
	// Outlets are all that carry it, each once, in order of the citations; none of a
	// text that came with a request. An article carries a claim where one of its
	// sentences tells the same event or state - who did what to whom, with the main
	// number and the names - and is at odds with nothing that the claim says. It may
	// tell it less exactly, without a detail that stands beside it, or on the word of
	// others. Of a claim of two sentences two that adjoin must bear out all.
	Outlets     []string
	Independent int               // reports among them: copies of one wire report, and what several give only as the same agency's, count once
	Citations   []answer.Citation // the sentence itself first, then one of each other article that says so; numbered over the whole summary from 1
}

// Carriers says to people how many outlets carry the claim, and how many reports of
// their own: "3 outlets, 2 independent", or "1 outlet". Empty where no outlet is known.
func (c Claim) Carriers() string {
	switch n := len(c.Outlets); n {
	case 0:
		return ""
	case 1:
		return "1 outlet"
	default:
		return fmt.Sprintf("%d outlets, %d independent", n, c.Independent)
	}
}

// A Summary is a story in brief.
type Summary struct {
	Claims []Claim
	// Notes are sentences for the reader: why there are no claims, that one article
	// alone was summed up, that the model could not be asked, and, at most twice, on
	// what number or date of a claim the sources differ.
	Notes []string
}
