package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/answer"
	"footnote/answer/timeline"
	"footnote/answer/timeline/export"
	"footnote/answer/timeline/picture"
	"footnote/internal/timex"
)

// timelineCmd tells a story's dated events in order.
type timelineCmd struct {
	Words     []string  `arg:"" optional:"" hidden:"" name:"words"`
	From      dayRange  `placeholder:"D" help:"Only what happened on or after this day, month or year, as 2024-03-15, 2024-03 or 2024."`
	To        dayRange  `placeholder:"D" help:"Only what happened up to the end of this day, month or year."`
	About     string    `placeholder:"WORDS" help:"Only what these words are about."`
	Max       count     `placeholder:"N" help:"Only the N most important entries (without it: all)."`
	Precision precision `placeholder:"P" help:"Only entries as exact as this: day, week, part, month, quarter, season, year or decade."`
	Format    format    `placeholder:"F" default:"text" help:"How it is printed: text, md, html, timelinejs or ics."`
	PNG       fileName  `name:"png" placeholder:"FILE" help:"Draw it into this file too."`
	Dark      bool      `help:"Draw it on a dark ground."`
	Width     pixels    `placeholder:"PIXELS" help:"How wide it is drawn, 320 to 2000 (without it: 1000)."`
}

func (c *timelineCmd) run(ctx context.Context, p *program) error {
	if err := c.check(p); err != nil {
		return err
	}
	s, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
	t, err := timeline.Build(ctx, view, c.options())
	if err != nil {
		return err
	}
	if c.PNG != "" {
		if err := c.draw(ctx, s, t); err != nil {
			return err
		}
	}
	switch {
	case p.flags.JSON:
		p.out.json(timelineReplyOf(t))
	case c.Format == "text":
		p.out.timeline(s, t)
	default:
		return export.Write(p.out, t, export.Format(c.Format), export.Options{Title: s.title()})
	}
	return nil
}

func (c *timelineCmd) options() timeline.Options {
	return timeline.Options{
		From: timex.Range(c.From), To: timex.Range(c.To), About: c.About, Max: int(c.Max), Precision: timex.Precision(c.Precision),
	}
}

// check reports flags that contradict each other.
func (c *timelineCmd) check(p *program) error {
	if err := cmp.Or(p.noBatch("timeline"), wordless("timeline", c.Words)); err != nil {
		return err
	}
	switch {
	case p.flags.JSON && c.Format != "text":
		return &misuse{fmt.Sprintf("give either --json or --format %s, not both", c.Format)}
	case c.PNG == "-":
		return &misuse{"a picture is not printed; name a file, as in: footnote timeline --png timeline.png"}
	case c.PNG == "" && (c.Dark || c.Width != 0):
		return &misuse{"--dark and --width are for the picture; name its file with --png"}
	case c.PNG != "" && !strings.EqualFold(filepath.Ext(string(c.PNG)), ".png"):
		return &misuse{fmt.Sprintf("%s does not end in .png, so no picture is written over it; name a file like timeline.png", c.PNG)}
	case c.options().Check() != nil:
		return &misuse{fmt.Sprintf("--from %s is after --to %s; exchange them", c.From, c.To)}
	}
	return nil
}

// draw writes the picture, whole or not at all.
func (c *timelineCmd) draw(ctx context.Context, s *story, t timeline.Timeline) error {
	var b bytes.Buffer
	if err := picture.Draw(ctx, &b, t, picture.Options{Width: int(c.Width), Dark: c.Dark, Title: s.title()}); err != nil {
		return fmt.Errorf("cannot draw the timeline: %w", err)
	}
	if err := writeWhole(string(c.PNG), b.Bytes()); err != nil {
		return fmt.Errorf("cannot write the picture: %w", err)
	}
	return nil
}

// writeWhole writes a file, or leaves the one that is there as it is.
func writeWhole(path string, data []byte) error {
	part := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%d-%s", os.Getpid(), filepath.Base(path)))
	err := os.WriteFile(part, data, 0o666)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err == nil {
		return nil
	}
	os.Remove(part)
	if at := new(fs.PathError); errors.As(err, &at) {
		return &fs.PathError{Op: at.Op, Path: path, Err: at.Err}
	}
	if at := new(os.LinkError); errors.As(err, &at) {
		return &fs.PathError{Op: "write", Path: path, Err: at.Err}
	}
	return err
}

// title names the story to people: by its folder.
func (s *story) title() string {
	if s.dir == "" {
		return "The sample story"
	}
	if path, err := filepath.Abs(s.dir); err == nil {
		return filepath.Base(path)
	}
	return filepath.Base(s.dir)
}

func timelineReplyOf(t timeline.Timeline) timelineReply {
	r := timelineReply{Entries: []timelineEntry{}, Undated: append([]string{}, t.Undated...)}
	for _, e := range t.Entries {
		r.Entries = append(r.Entries, timelineEntryOf(e))
	}
	return r
}

func timelineEntryOf(e timeline.Entry) timelineEntry {
	out := timelineEntry{
		dated: datedOf(e.When), Value: e.Value, Mod: e.Mod, Label: e.Label, Status: e.Status, Text: e.Text,
		Outlets: append([]string{}, e.Outlets...), Independent: e.Independent, Citations: footnotesOf(e.Citations),
		Expressions: []timelineExpression{}, OtherDates: []otherDate{},
	}
	if e.Status == timeline.CalledOff {
		out.Status, out.CalledOff = timeline.Announced, true
	}
	for _, x := range e.Expressions {
		out.Expressions = append(out.Expressions, timelineExpression(x))
	}
	for _, o := range e.Others {
		out.OtherDates = append(out.OtherDates, otherDate{datedOf(o.When), o.Value, o.Label, footnotesOf(o.Citations)})
	}
	return out
}

func datedOf(r timex.Range) dated {
	return dated{r.First.Format(time.DateOnly), r.Last.Format(time.DateOnly), r.Precision}
}

func footnotesOf(cs []answer.Citation) []footnote {
	out := make([]footnote, len(cs))
	for i, c := range cs {
		out[i] = footnote{N: c.N, citation: citationOf(c)}
	}
	return out
}

// timeline prints a timeline for people: its entries by date, then what they stand on.
func (p *paper) timeline(s *story, t timeline.Timeline) {
	if len(t.Entries) == 0 {
		p.line("", piece{bold, "The sources date nothing of this."})
	}
	for i, e := range t.Entries {
		if i > 0 {
			p.blank()
		}
		p.entry(e)
	}
	p.footnotes(s, footnotesOf(t.Citations()))
	if len(t.Undated) > 0 {
		p.blank()
		p.paragraph("", "", piece{dim, "The day of these articles is not known, so only their full dates are here: " + joinNames(t.Undated) + "."})
	}
}

func (p *paper) entry(e timeline.Entry) {
	when := []piece{{bold, e.Label}}
	if word := e.Status.Word(); word != "" {
		when = append(when, piece{cyan, word})
	}
	if len(e.Outlets) > 1 {
		when = append(when, piece{dim, "told by " + joinNames(e.Outlets) + reports(e)})
	}
	p.line("", when...)
	p.paragraph("    ", "    ", piece{plain, e.Text}, piece{cyan, answer.Marks(e.Citations)})
	for _, o := range e.Others {
		p.paragraph("    ", "    ", piece{dim, "also dated " + o.Label}, piece{cyan, answer.Marks(o.Citations)})
	}
}

// reports says where several outlets have fewer reports of their own.
func reports(e timeline.Entry) string {
	switch {
	case e.Independent == 1:
		return ", from one report"
	case e.Independent < len(e.Outlets):
		return fmt.Sprintf(", from %d reports", e.Independent)
	}
	return ""
}

// A dayRange is a day, a month or a year; zero where the flag is not given.
type dayRange timex.Range

// UnmarshalText takes YYYY, YYYY-MM and YYYY-MM-DD.
func (d *dayRange) UnmarshalText(text []byte) error {
	r, err := timex.ParseRange(string(text))
	*d = dayRange(r)
	return err
}

// String writes it as it is given.
func (d dayRange) String() string {
	switch d.Precision {
	case timex.Year:
		return d.First.Format("2006")
	case timex.Month:
		return d.First.Format("2006-01")
	}
	return d.First.Format(time.DateOnly)
}

// A count is a whole number over 0; 0 where the flag is not given.
type count int

// UnmarshalText refuses what is no such number.
func (c *count) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no number of entries; write 1 or more", text)
	}
	*c = count(n)
	return nil
}

// Pixels are the width of a picture; 0 where the flag is not given.
type pixels int

// UnmarshalText takes widths that can be read and drawn.
func (w *pixels) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < picture.MinWidth || n > picture.MaxWidth {
		return fmt.Errorf("%q is no width; write pixels from %d to %d", text, picture.MinWidth, picture.MaxWidth)
	}
	*w = pixels(n)
	return nil
}

// A precision is one of timex's; empty where the flag is not given.
type precision timex.Precision

var precisions = []timex.Precision{timex.Day, timex.Week, timex.Part, timex.Month, timex.Quarter, timex.Season, timex.Year, timex.Decade}

// UnmarshalText takes the name of a precision.
func (x *precision) UnmarshalText(text []byte) error {
	if !slices.Contains(precisions, timex.Precision(text)) {
		return fmt.Errorf("%q is no precision; write day, week, part, month, quarter, season, year or decade", text)
	}
	*x = precision(text)
	return nil
}

// A format is how a timeline is printed.
type format string

var formats = []format{"text", format(export.MD), format(export.HTML), format(export.TimelineJS), format(export.ICS)}

// UnmarshalText takes the name of a format.
func (f *format) UnmarshalText(text []byte) error {
	if *f = format(text); !slices.Contains(formats, *f) {
		return errors.New("there are the formats text, md, html, timelinejs and ics")
	}
	return nil
}
