// Package export writes a timeline in the formats that others read: Markdown and
// HTML for people, TimelineJS for a newsroom's page, iCalendar for a calendar.
//
// A file never says more than its entry: no day where the sources give a month,
// and an announced event is marked as one. Whatever came from an article is
// escaped for the format it lands in.
package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"footnote/answer/timeline"
)

// A Format is a kind of file.
type Format string

// The formats.
const (
	MD         Format = "md"         // CommonMark with footnotes
	HTML       Format = "html"       // one page that needs nothing else
	TimelineJS Format = "timelinejs" // the JSON of Knight Lab's TimelineJS 3
	ICS        Format = "ics"        // iCalendar, RFC 5545
)

// ErrFormat is the error of a format that is none of these.
var ErrFormat = errors.New("no such format of a timeline: md, html, timelinejs and ics are known")

// Options say how a timeline is written. The zero value is usable.
type Options struct {
	// Title is the heading. Empty: Markdown and iCalendar have none, the others
	// say "Timeline".
	Title string
}

// Write writes t to w in the format f, in UTF-8. The same input gives the same
// bytes. Footnotes keep the numbers of their citations, as Build or Heaviest gave them.
// The time stamps of iCalendar are the day of the newest article that is cited, so that
// they do not change with the clock. Nothing is written where there is an error; that of an unknown format is ErrFormat.
func Write(w io.Writer, t timeline.Timeline, f Format, o Options) error {
	write, ok := writers[f]
	if !ok {
		return fmt.Errorf("write timeline as %q: %w", f, ErrFormat)
	}
	var b bytes.Buffer
	if err := write(&b, newPage(t, o)); err != nil {
		return fmt.Errorf("write timeline as %s: %w", f, err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write timeline as %s: %w", f, err)
	}
	return nil
}

var writers = map[Format]func(*bytes.Buffer, page) error{
	MD: writeMD, HTML: writeHTML, TimelineJS: writeTimelineJS, ICS: writeICS,
}
