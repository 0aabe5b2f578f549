// Package timex finds the expressions of time in English text and resolves them
// to TIMEX3 values as TempEval-3 annotates news (ISO-TimeML; Pustejovsky et al.,
// "TimeML: Robust Specification of Event and Temporal Expressions in Text", 2003;
// UzZaman et al., "SemEval-2013 Task 1: TempEval-3").
//
// A value is never more precise than the words: "in March" is 2024-03 and no day.
//
// Recognition and resolution are apart. The rules of a parser say what words mean by
// themselves (a month, the day after what was told, three weeks); a teller, reading
// on, says what that is where it stands: by the day of publication, the tense of the
// clause, and what was told before, which in a history leads and in a report rarely.
package timex

import "time"

// A Type is the type of a TIMEX3.
type Type string

// The types. Past, present and future references are of type DATE.
const (
	Date     Type = "DATE"     // a day, week, month, year or other part of the calendar
	Time     Type = "TIME"     // a time of a day
	Duration Type = "DURATION" // how long
	Set      Type = "SET"      // how often
)

// The values of what points to a time without naming one.
const (
	Past    = "PAST_REF"
	Present = "PRESENT_REF"
	Future  = "FUTURE_REF"
)

// A Basis is what a date is counted from.
type Basis string

// The bases. What a history tells in a bare March has the basis Told; in a report it
// mostly has the basis Anchor.
const (
	Absolute Basis = "absolute" // nothing: its words, or those that it is joined to, say the year
	Anchor   Basis = "anchor"   // the day of the text: last week, on Tuesday, earlier this month, in March
	Told     Basis = "told"     // a date that the text tells before it: two days later, that month, on the 5th
)

// An Expression is an expression of time in a text.
type Expression struct {
	Start, End int // bytes of the text, from 0, end exclusive
	Type       Type
	Value      string // as TIMEX3 writes it, such as 2024-03, 2023-W16, P6Y, 2024-04-20TEV
	Mod        string // START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS; else empty
	// Coming says that its own words ("next week") or the tense of its clause
	// ("will fly on Monday", "is expected to") place what happens then after the
	// day of the text, whatever becomes of it: also what is set for Friday, was moved
	// to October or would close by March. A day told in a plain past tense is not
	// coming, but for one that lies after the day of the text.
	Coming bool
	// Basis says what the value was counted from. It is empty where the value is
	// no place in the calendar: of durations, sets and references, and of dates with
	// an unknown part (XXXX-03).
	Basis Basis

	edge string // the noun that Mod was read from: the end of 2026; empty for late 2026
}

// A Segment is a sentence of a text, or a line of a page's furniture.
type Segment struct {
	Start, End int  // bytes of the text
	Paragraph  int  // sentences of one paragraph have the same number
	Aside      bool // furniture: what it dates leads no other sentence on
}

// A Document is a text with what its expressions lean on.
type Document struct {
	Text     string    // in Markdown, its marks blanked out
	Segments []Segment // what is searched, in order, not overlapping
	Anchor   time.Time // day of publication, midnight UTC; zero where it is not known
}

// A Precision is how exact a date is.
type Precision string

// The precisions, from the finest. Decade is also that of a century, Week that of a
// weekend, Quarter that of a half year.
const (
	Day     Precision = "day"
	Week    Precision = "week"
	Part    Precision = "part" // early, mid or late in a month or a year
	Month   Precision = "month"
	Quarter Precision = "quarter"
	Season  Precision = "season"
	Year    Precision = "year"
	Decade  Precision = "decade"
)

// A Range is a stretch of days of the calendar.
type Range struct {
	First, Last time.Time // midnight UTC, both inclusive
	Precision   Precision
}
