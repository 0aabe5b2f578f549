package compare

import (
	"math"
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/internal/copies"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A partKind is what a word of a line tells.
type partKind uint8

// The kinds of parts.
const (
	aWord   partKind = iota // no more than another word
	aNumber                 // how many
	aName                   // who or where
	anEvent                 // what happens
)

// A part is a word of a line that somebody may have alone.
type part struct {
	kind    partKind
	id      int32
	idf     float64
	worth   float64 // where nobody else has it
	counted []int32 // of a number, the stems behind it
}

// What the parts of a sentence are worth: hard facts before colour.
const (
	ofNumber  = 1.6
	ofFew     = 0.9
	ofAge     = 0.3
	ofName    = 1.4
	ofNext    = 0.4 // each further word of one name
	ofCountry = 0.6
	ofSpeaker = 0.5 // the name of who only says so
	ofAct     = 1.4 // what authorities, firms and courts do, and what befalls people
	ofEvent   = 0.7 // whatever else happens
	ofOther   = 0.35
)

// acts are stems of words for hard events.
var acts = clause.Stems(`resign resignation suspend suspension sack dismiss fire appoint elect nominate ban forbid forbidden prohibit outlaw
	order sue lawsuit charge fine jail sentence convict acquit arrest detain release free extradite pardon promise pledge offer donate fund lend grant
	cancel scrap postpone delay reopen close shut halt stop sell sold buy bought merge acquire invest hire cut raise lower reject approve
	veto adopt pass sign ratify withdraw deploy admit deny apologise apologize confess accuse blame investigate inspect search
	kill die injure wound rescue evacuate flee fled starve infect contaminate recall recover collapse crash sink sank burn flood destroy damage
	steal stole strike protest walkout appeal compensate compensation reparation refund repay bankrupt insolvent default loan aid
	discover uncover reveal leak launch test breach violate boycott sanction expel deport imprison remand bail`)

// parts are the words of a line, each once.
func (x *index) parts(l *line) []part {
	var parts []part
	numbers, seen := l.numbers(), map[int32]bool{}
	for i, t := range l.Tokens {
		w := x.voc.held[t.Stem]
		if w == nil || t.Stop || l.InTime(i) || seen[w.id] {
			continue
		}
		seen[w.id] = true
		p := part{id: w.id, idf: x.voc.idf(t.Stem)}
		p.kind, p.worth = x.value(l, i)
		if worth, ok := numbers[i]; ok {
			p.kind, p.worth = aNumber, worth
		}
		if p.kind == aNumber {
			p.counted = x.counted(l, i, numbers)
		}
		parts = append(parts, p)
	}
	return parts
}

// numbers are the tokens of the line's numbers, with what each is worth.
func (l *line) numbers() map[int]float64 {
	in := map[int]float64{}
	for _, q := range quantity.Find(l.Text, l.Tokens, l.InTime) {
		for i := q.First; i <= q.Last && q.Unit != "th"; i++ {
			in[i] = l.number(q)
		}
	}
	return in
}

// number is what a number is worth: little for a small one, an age in commas or the
// hour that a line of a live report begins with.
func (l *line) number(q quantity.Quantity) float64 {
	before, after := strings.TrimSpace(l.Gap(q.First)), strings.TrimSpace(l.Gap(q.Last+1))
	switch {
	case q.First == 0 && strings.HasPrefix(after, ":"):
		return 0
	case strings.HasSuffix(before, ",") && strings.HasPrefix(after, ",") && q.Unit == "":
		return ofAge
	case q.Value < 10 && q.Unit == "":
		return ofFew
	}
	return ofNumber
}

// counted are the stems of the next two words of content behind a number.
func (x *index) counted(l *line, i int, numbers map[int]float64) []int32 {
	var ids []int32
	for j := i + 1; j < len(l.Tokens) && j < i+5 && len(ids) < 2; j++ {
		if w := x.voc.held[l.Tokens[j].Stem]; w != nil && !l.Tokens[j].Stop && numbers[j] == 0 {
			ids = append(ids, w.id)
		}
	}
	return ids
}

// value is what token i of a line, no number, tells, and what it is worth where nobody else has it.
func (x *index) value(l *line, i int) (partKind, float64) {
	t := l.Tokens[i]
	switch {
	case x.names(l, i):
		return aName, x.name(l, i)
	case acts[t.Stem]:
		return anEvent, ofAct
	case clause.EventNouns[t.Word] || l.Forms[i].Acts() && !clause.Saying[t.Stem] && !clause.LightVerbs[t.Stem]:
		return anEvent, ofEvent
	}
	return aWord, ofOther
}

// names reports whether token i of a line is of a name.
func (x *index) names(l *line, i int) bool {
	return i >= 0 && l.Tokens[i].Upper && !l.Tokens[i].Stop && (i > 0 || x.voc.named(l.Tokens[i].Stem))
}

// name is what the name at token i of a line is worth.
func (x *index) name(l *line, i int) float64 {
	from, to := l.Bounds(i)
	switch {
	case x.names(l, i-1) && strings.TrimSpace(l.Gap(i)) == "":
		return ofNext
	case words.Country(l.Tokens[i].Stem):
		return ofCountry
	case l.SaysOnly(from, to) || l.Word(from) == "according" || l.Word(from+1) == "according" || copies.AgencyIn(l.Text[l.Tokens[i].Start:l.Tokens[i].End]) != "":
		return ofSpeaker
	}
	return ofName
}

// What is taken off the weight of a single.
const (
	soft    = 0.3 // of what is no name, number or event
	ofLead  = 0.2 // is left of a first sentence in the words of all headlines: all tell it
	ofAkin  = 0.7 // of one that others tell another detail of
	ofQuote = 0.4
	ofLean  = 0.6 // of one that leans on the sentence before
	ofWork  = 0.1 // of what an outlet tells of its own work
	ofDoubt = 0.4 // of what nobody knows
)

// worth weighs a single: what is novel, how much of the story it touches, and less for
// what is colour, opinion or leans on the sentence before.
func (x *index) worth(s *single) float64 {
	l := s.line
	central := l.central / x.most
	w := math.Pow(s.hard+soft*(weightOf(s.novel)-s.hard)*(1-x.nearest()), 0.8) * (2 + central)
	if l.Index == 0 {
		w *= 1 - (1-ofLead)*central
	}
	if x.akin[l] {
		w *= ofAkin
	}
	if l.quoted {
		w *= ofQuote
	}
	if retrieval.Leans(l.Text, l.Tokens) {
		w *= ofLean
	}
	if l.holds(processes) {
		w *= ofWork
	}
	if l.holds(doubts) {
		w *= ofDoubt
	}
	return w
}

// nearest is the most that a line of another source has of the words of the line looked
// at, 0 to 1.
func (x *index) nearest() float64 {
	best := 0.0
	for _, i := range x.touched {
		best = max(best, x.shares[i])
	}
	return min(best, 1)
}

var (
	// processes are words for what an outlet tells of its own work.
	processes = []string{"did not respond", "did not reply", "not answered", "no comment", "declined to comment", "was updated",
		"been updated", "request for comment", "could not be reached", "has not commented", "subscribe", "newsletter", "sign up", "this newspaper"}
	// doubts are words for what is not known.
	doubts = []string{"not clear", "unclear", "remains to be seen", "no one knows", "nobody knows", "not known", "uncertain"}
)

// holds reports whether a line has one of some phrases.
func (l *line) holds(phrases []string) bool {
	text := strings.ToLower(l.Text)
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) })
}
