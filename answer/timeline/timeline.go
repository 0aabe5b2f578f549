// Package timeline puts the events of a story in order of when they happened.
//
// An entry stands on sentences of the sources that date an event themselves; the
// day an article was published on dates nothing. All dates are resolved by code
// (internal/timex), with the precision that the words have and no more.
package timeline

import (
	"errors"

	"footnote/answer"
	"footnote/internal/timex"
)

// A Status says whether an event has happened.
type Status string

// The states of an event.
const (
	Happened  Status = "happened"
	Announced Status = "announced"  // the sources tell it as to come
	CalledOff Status = "called off" // it was announced for then, and will not be then
)

// Word is what people are told beside the date of an event that has not happened;
// empty for one that has.
func (s Status) Word() string {
	if s == Happened {
		return ""
	}
	return string(s)
}

// An Entry is one dated event.
type Entry struct {
	When        timex.Range
	Value       string // TIMEX3 of the most precise of its expressions; of a stretch, that of its beginning
	Mod         string // of that expression
	Label       string // the date for people, at the head of the entry: March 2024, Week of 8 April 2024
	Status      Status
	Text        string            // the words of the first cited sentence, each run of white space one space
	Outlets     []string          // all that carry it, each once, in order of the citations
	Independent int               // outlets and articles that tell it by themselves: copies of one wire report count once
	Citations   []answer.Citation // one for each sentence, numbered over the whole timeline from 1 in order of first use
	Expressions []Expression      // that date it
	Others      []Other           // dates that other sentences give for the same event
	Weight      float64           // how much of the story turns on it; orders the entries of one timeline
}

// An Expression is an expression of time in an article.
type Expression struct {
	Text       string // the file's bytes
	Value      string
	Article    string
	Line       int // from 1
	Start, End int // bytes of the file
}

// An Other is another date for an entry's event.
type Other struct {
	When      timex.Range
	Value     string
	Mod       string
	Label     string
	Citations []answer.Citation
}

// A Timeline is the dated events of a story, by date.
type Timeline struct {
	Entries []Entry
	// Undated are the ids of the articles whose day is not known, of those in a language
	// whose dates are read: only what they date in full takes part.
	Undated []string
}

// Options say what of a story is wanted. The zero value wants all of it.
type Options struct {
	From, To  timex.Range     // entries that overlap From.First to To.Last; zero: no limit
	About     string          // only events that these words are about; empty: all
	Max       int             // the most important entries, so many at most; 0: all
	Precision timex.Precision // only entries of this precision; empty: all
}

// ErrOrder is the error of options whose From lies wholly after their To.
var ErrOrder = errors.New("from is after to")

// Check reports options that no event can meet: ErrOrder.
func (o Options) Check() error {
	if !o.From.First.IsZero() && !o.To.Last.IsZero() && o.From.First.After(o.To.Last) {
		return ErrOrder
	}
	return nil
}
