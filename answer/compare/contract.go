package compare

import (
	"footnote/answer/clause"
	"footnote/article"
)

// A Relation is how two statements of the news stand to each other.
type Relation string

// The relations.
const (
	Unrelated    Relation = "unrelated"     // other facts, even if they share words or numbers
	Same         Relation = "same"          // the same fact; only the words differ
	Compatible   Relation = "compatible"    // one fact or event, and both may be true: one is more exact, or tells another detail
	Updated      Relation = "update"        // the later word replaces the earlier
	Contradicted Relation = "contradiction" // both cannot be true
)

// A telling is a sentence, ready to be compared.
type telling struct {
	*clause.Sentence
	before *telling // the sentence before in its article; nil at the beginning
	day    article.Date
	order  int // in the comparison

	story    bool // it is of a story whose articles tell of one main event
	english  bool // the rules of English apply; else only the fields above are set
	question bool
	terms    []term
	lent     []term  // of the sentence before, where this one leans on it
	weight   float32 // of terms
	termAt   []int16 // of each token, its term; -1
	quoted   []bool  // the token stands inside a quotation
	groups   []int   // of each token, the number of its clause; one that another interrupts is one
	counts   []bool  // the token belongs to a number
	quants   []quant
	moments  []moment
	holders  []holder
	voice    voice
	causes   []cause
	parties  []party
	places   []place
	said     []say // of each term, whether it is asserted or denied; of a story only
	denies   bool  // some of said is denied

	complements []complement // of a story only

	uncaused, uncausedAt region // what it says was not the cause, and the words that say so; of a story only
	ages                 []age
	clocks               []clock
}

// A mark is the part of a telling that differs.
type mark struct {
	in          *telling
	first, last int    // its tokens, inclusive
	value       string // for people, in the source's words: "more than 1,000"
	key         string // its normal form: marks with equal keys say the same
}

// A finding is a difference between two tellings of one fact. Of an update a is the
// earlier, by what the sentences say or by the days of the articles; of a precision a
// is the rougher; else a is of the first telling.
type finding struct {
	slot  Slot
	kind  Kind
	a, b  mark    // each in its own telling, see mark.in
	about string  // what it is about, in a few words of the sources
	sure  float64 // 0 to 1
	deed  bool    // of a name: who did something, and not who holds an office
}
