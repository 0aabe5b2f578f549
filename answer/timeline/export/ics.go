package export

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/internal/timex"
)

// writeICS writes iCalendar (RFC 5545). An entry is an all-day event over the days
// that its date may mean, and takes up nobody's time (TRANSP:TRANSPARENT).
//
// An event of a year or a decade lies over all of its days as well. That is long in
// a calendar, but the first of January would be a day that no source gives, and
// leaving the event out would lose it. Its summary begins with the date as the
// sources have it, as that of every entry less precise than a day, and CATEGORIES
// names the precision, so that a reader can hide what is too long for them.
//
// An entry whose days iCalendar cannot write (none, or before year 1 or after 9998)
// is a journal entry without a day. So is the sentence that there are no events, for
// a calendar without any component is not allowed (section 3.6).
func writeICS(b *bytes.Buffer, p page) error {
	c := calendar{b, p.Day.UTC().Format("20060102T150405Z")}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Footnote//Timeline//EN")
	c.line("CALSCALE", "GREGORIAN")
	if p.Title != "" {
		c.line("NAME", icsText(p.Title)) // RFC 7986, section 5.1
		c.line("X-WR-CALNAME", icsText(p.Title))
	}
	if len(p.Undated) > 0 {
		s := icsText(undated + " " + strings.Join(p.Undated, ", ") + ".")
		c.line("DESCRIPTION", s)
		c.line("X-WR-CALDESC", s)
	}
	for _, e := range p.Entries {
		c.entry(e)
	}
	if len(p.Entries) == 0 {
		c.line("BEGIN", "VJOURNAL")
		c.line("UID", emptyUID)
		c.line("DTSTAMP", c.stamp)
		c.line("SUMMARY", "No dated events")
		c.line("END", "VJOURNAL")
	}
	c.line("END", "VCALENDAR")
	return nil
}

// emptyUID is that of the sentence that there are no events.
const emptyUID = "6f6f746e-6f74-8e00-8000-000000000000"

type calendar struct {
	b     *bytes.Buffer
	stamp string
}

func (c calendar) entry(e entry) {
	kind := "VEVENT"
	if !writable(e.When) {
		kind = "VJOURNAL"
	}
	c.line("BEGIN", kind)
	c.line("UID", e.ID)
	c.line("DTSTAMP", c.stamp)
	if kind == "VEVENT" {
		c.line("DTSTART;VALUE=DATE", icsDay(e.When.First))
		c.line("DTEND;VALUE=DATE", icsDay(e.When.Last.AddDate(0, 0, 1))) // exclusive
		c.line("STATUS", icsStatus(e))
		c.line("TRANSP", "TRANSPARENT")
	}
	c.line("SUMMARY", icsText(summary(e)))
	c.line("DESCRIPTION", icsText(description(e)))
	categories := status(e)
	if e.When.Precision != "" {
		categories += "," + icsText(clean(string(e.When.Precision)))
	}
	c.line("CATEGORIES", categories)
	c.line("END", kind)
}

// icsStatus is the property STATUS of an event (section 3.8.1.11).
func icsStatus(e entry) string {
	switch {
	case e.CalledOff:
		return "CANCELLED"
	case e.Announced:
		return "TENTATIVE"
	}
	return "CONFIRMED"
}

// summary is the entry's text, with its date in front where the days of the
// calendar say more than the sources, and with a word where it is announced.
func summary(e entry) string {
	head := ""
	if e.When.Precision != timex.Day || !writable(e.When) {
		head = e.Label
	}
	if e.Announced {
		head = strings.TrimSpace(head + " (" + mark(e) + ")")
	}
	if head == "" {
		return e.Text
	}
	return head + ": " + e.Text
}

func description(e entry) string {
	lines := []string{"Date: " + e.Label}
	if e.When.Precision != "" {
		lines[0] += " (precision: " + clean(string(e.When.Precision)) + ")"
	}
	switch {
	case e.CalledOff:
		lines = append(lines, "Called off: the sources tell that it was planned for then and will not be.")
	case e.Announced:
		lines = append(lines, "Announced: the sources tell it as to come.")
	}
	for _, r := range e.Refs {
		lines = append(lines, icsNote(r.Note))
	}
	for _, o := range e.Others {
		lines = append(lines, "Also dated: "+o.Label)
		for _, r := range o.Refs {
			lines = append(lines, icsNote(r.Note))
		}
	}
	return strings.Join(lines, "\n")
}

func icsNote(n *note) string {
	s := fmt.Sprintf("[%d] %s (%s): “%s”", n.N, n.Source, n.Place, n.Quote)
	if n.URL != "" {
		s += " " + n.URL
	}
	return s
}

func icsDay(t time.Time) string { return t.Format("20060102") }

// icsEscapes are those of a value of type TEXT (section 3.3.11).
var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

func icsText(s string) string { return icsEscapes.Replace(s) }

// maxLine is the most bytes of a line, its end not counted (section 3.1).
const maxLine = 75

// line writes a property, folded between characters.
func (c calendar) line(name, value string) {
	n := 0
	for _, r := range name + ":" + value {
		if w := utf8.RuneLen(r); n+w > maxLine {
			c.b.WriteString("\r\n ")
			n = 1
		}
		c.b.WriteRune(r)
		n += utf8.RuneLen(r)
	}
	c.b.WriteString("\r\n")
}
