package main

import (
	"errors"
	"fmt"
	"io"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/answer/summary"
	"footnote/answer/timeline/export"
)

// A prose is how a summary or a comparison is printed.
type prose string

const markdown = prose(export.MD)

// UnmarshalText takes text or md.
func (f *prose) UnmarshalText(text []byte) error {
	if *f = prose(text); *f != "text" && *f != markdown {
		return errors.New("there are the formats text and md")
	}
	return nil
}

// check reports a command line that wants two formats.
func (f prose) check(p *program) error {
	switch {
	case f != markdown:
		return nil
	case p.flags.JSON:
		return &misuse{"give either --json or --format md, not both"}
	case p.flags.Batch != "":
		return &misuse{"a batch is answered in JSON; give either --batch or --format md, not both"}
	}
	return nil
}

// checkLine reports a line of a batch that wants another format than it gets.
func (f prose) checkLine() error {
	if f == markdown {
		return errors.New("a line is answered in JSON; leave format out")
	}
	return nil
}

// headline names a text: "niger – in brief: the air base".
func headline(s *story, what, about string) string {
	title := s.title() + " – " + what
	if about != "" {
		title += ": " + about
	}
	return title
}

// summaryMD writes a summary as Markdown. What w cannot write, it keeps as its error.
func summaryMD(w io.Writer, title string, s summary.Summary) {
	fmt.Fprintf(w, "# %s\n", export.MDText(title))
	var all []answer.Citation
	for i, c := range s.Claims {
		if i == 0 {
			fmt.Fprintln(w)
		}
		beside := ""
		if by := c.Carriers(); by != "" {
			beside = " *(" + by + ")*"
		}
		sentenceMD(w, c.Text, c.Citations, beside)
		all = append(all, c.Citations...)
	}
	closeMD(w, s.Notes, all)
}

// comparisonMD writes a comparison as Markdown. What w cannot write, it keeps as its error.
func comparisonMD(w io.Writer, title string, c compare.Comparison) {
	fmt.Fprintf(w, "# %s\n", export.MDText(title))
	var all []answer.Citation
	for i, cl := range c.Claims {
		if i == 0 {
			fmt.Fprintln(w)
		}
		sentenceMD(w, cl.Text, cl.Citations, "")
		all = append(all, cl.Citations...)
	}
	for _, k := range compare.Kinds {
		begun := false
		for _, d := range c.Differences {
			if d.Kind != k {
				continue
			}
			if !begun {
				fmt.Fprintf(w, "\n## %s\n\n", k.Words())
			}
			begun = true
			all = append(all, differenceMD(w, d)...)
		}
	}
	for i, o := range c.Only {
		if i == 0 {
			fmt.Fprintf(w, "\n## %s\n\n", compare.OnlyWords)
		}
		sentenceMD(w, o.Text, o.Citations, " – "+export.MDText(labels(footnotesOf(o.Citations), labelOf)))
		all = append(all, o.Citations...)
	}
	closeMD(w, c.Notes, all)
}

// sentenceMD writes a sentence with its marks, and what is said beside it, which is Markdown.
func sentenceMD(w io.Writer, text string, cited []answer.Citation, beside string) {
	fmt.Fprintf(w, "- %s%s%s\n", export.MDText(text), export.MDMarks(cited), beside)
}

// differenceMD writes a difference, a line a side, and returns what it cites.
func differenceMD(w io.Writer, d compare.Difference) (cited []answer.Citation) {
	shown := differencesOf([]compare.Difference{d})[0]
	fmt.Fprintf(w, "- **%s**", export.MDText(d.Topic()))
	if in := d.Where(); in != "" {
		fmt.Fprintf(w, " (%s)", export.MDText(in))
	}
	fmt.Fprintln(w)
	for i, s := range shown.Sides {
		at := d.Sides[i].Citations
		fmt.Fprintf(w, "  - %s – %s%s\n", export.MDText(s.Value), export.MDText(labels(s.Citations, shown.label)), export.MDMarks(at))
		cited = append(cited, at...)
	}
	return cited
}

// closeMD writes the notes and the footnotes of a text.
func closeMD(w io.Writer, notes []string, cited []answer.Citation) {
	for _, n := range notes {
		fmt.Fprintf(w, "\n%s\n", export.MDText(n))
	}
	export.MDNotes(w, cited)
}
