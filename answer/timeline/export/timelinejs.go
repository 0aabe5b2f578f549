package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/internal/timex"
)

// The JSON of TimelineJS 3, as https://timeline.knightlab.com/docs/json-format.html
// tells it. A year, or a year and month, is a date there.
type (
	tljs struct {
		Title  tljsSlide   `json:"title"`
		Events []tljsSlide `json:"events"`
		Scale  string      `json:"scale"`
	}
	tljsSlide struct {
		Start    *tljsDate `json:"start_date,omitempty"`
		End      *tljsDate `json:"end_date,omitempty"`
		Display  string    `json:"display_date,omitempty"`
		Text     tljsText  `json:"text"`
		Group    string    `json:"group,omitempty"`
		ID       string    `json:"unique_id"`
		Autolink bool      `json:"autolink"` // always false; left out it would be true
	}
	tljsDate struct {
		Year  int `json:"year"`
		Month int `json:"month,omitempty"` // from 1
		Day   int `json:"day,omitempty"`
	}
	tljsText struct {
		Headline string `json:"headline"` // HTML
		Text     string `json:"text"`     // HTML
	}
)

// headline is the most characters of a slide's headline: about two lines of the
// large letters that TimelineJS sets it in.
const headline = 90

// writeTimelineJS writes the JSON of TimelineJS. Events are grouped in rows by
// whether they have happened. A timeline without entries is written with no events,
// which TimelineJS itself will not show.
func writeTimelineJS(b *bytes.Buffer, p page) error {
	t := tljs{Title: tljsTitle(p), Events: []tljsSlide{}, Scale: "human"}
	for _, e := range p.Entries {
		t.Events = append(t.Events, tljsEvent(e))
	}
	enc := json.NewEncoder(b)
	enc.SetIndent("", "  ")
	return enc.Encode(t)
}

func tljsTitle(p page) tljsSlide {
	s := tljsSlide{ID: "title", Text: tljsText{Headline: "Timeline"}}
	if p.Title != "" {
		s.Text.Headline = html.EscapeString(p.Title)
	}
	if len(p.Undated) > 0 {
		s.Text.Text = "<p>" + undated + " " + html.EscapeString(strings.Join(p.Undated, ", ")) + ".</p>"
	}
	return s
}

func tljsEvent(e entry) tljsSlide {
	s := tljsSlide{Display: tljsPlain(e.Label), Group: status(e), ID: "e-" + e.ID}
	s.Start, s.End = tljsDates(e.When)
	if e.Announced {
		s.Display += " (" + mark(e) + ")"
	}
	head := cut(e.Text, headline)
	s.Text.Headline = html.EscapeString(head)
	if head != e.Text {
		s.Text.Text = "<p>" + html.EscapeString(e.Text) + "</p>"
	}
	s.Text.Text += tljsNotes(e)
	return s
}

// tljsDates are the first and last date of r, no finer than its precision; last is
// nil where it is the same as first. A range that was never set is the year 1.
func tljsDates(r timex.Range) (first, last *tljsDate) {
	first, last = tljsDay(r.First, unitOf(r)), tljsDay(r.Last, unitOf(r))
	if *first == *last {
		return first, nil
	}
	return first, last
}

func tljsDay(t time.Time, u unit) *tljsDate {
	switch u {
	case byDay:
		return &tljsDate{t.Year(), int(t.Month()), t.Day()}
	case byMonth:
		return &tljsDate{Year: t.Year(), Month: int(t.Month())}
	}
	return &tljsDate{Year: t.Year()}
}

// tljsNotes are the footnotes of an entry and its other dates, as HTML.
func tljsNotes(e entry) string {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, r := range e.Refs {
		b.WriteString("<li>" + tljsNote(r.Note) + "</li>")
	}
	for _, o := range e.Others {
		fmt.Fprintf(&b, "<li>Also dated: %s", html.EscapeString(o.Label))
		for _, r := range o.Refs {
			b.WriteString(" – " + tljsNote(r.Note))
		}
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
	return strings.TrimSuffix(b.String(), "<ul></ul>")
}

func tljsNote(n *note) string {
	source := html.EscapeString(n.Source)
	if n.URL != "" {
		source = `<a href="` + html.EscapeString(n.URL) + `" target="_blank" rel="noopener noreferrer nofollow">` + source + "</a>"
	}
	return fmt.Sprintf("[%d] %s (%s): “%s”", n.N, source, html.EscapeString(n.Place), html.EscapeString(n.Quote))
}

// tljsPlain is a text that TimelineJS unescapes and then takes as HTML (display_date
// and group are put through stripMarkup, then into innerHTML): escaping does not
// hold there, so the characters that could begin markup become others.
func tljsPlain(s string) string {
	return strings.NewReplacer("<", "‹", ">", "›", "&", "＆").Replace(s)
}

// cut is s, or as many of its whole words as fit into n characters with an ellipsis.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	head := string([]rune(s)[:n-1])
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:–—-") + "…"
}
