package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// tellsNothing reports whether a line tells no news: a row of a table, or what asks the
// reader to do something.
func (l *line) tellsNothing() bool {
	return strings.Count(l.Text, "|") >= tableBars || l.Lang.Code() == "en" && l.bids()
}

// tableBars is how many bars a line has that is of a table.
const tableBars = 3

// bidding are the verbs by which a page or an advertisement speaks to its reader, where
// they open a sentence.
var bidding = words.Set(`donate subscribe click tap sign follow read download imagine ignore buy get join book visit shop order call enter win save
	scroll share register listen watch don't consider support discover try contact email disregard forget picture suppose let`)

// bids reports whether a line begins with a verb that bids the reader do something.
func (l *line) bids() bool {
	if len(l.Tokens) < 2 || !bidding[l.Word(0)] {
		return false
	}
	if commands[l.Word(0)] {
		return true
	}
	l.Parse()
	_, to := l.Bounds(0)
	for i := 1; i < to; i++ {
		if l.Forms[i] == clause.Auxiliary || l.Forms[i] == clause.Verb {
			return false // Watch sales rose
		}
	}
	return !l.Tokens[1].Upper || l.Tokens[1].Stop
}

// commands are those of bidding whatever follows them.
var commands = words.Set(`imagine suppose ignore disregard picture`)
