package bot

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"footnote/answer"
	"footnote/answer/timeline/export"
	"footnote/bot/message"
)

// A brief is a summary or a comparison on its way to Discord.
type brief struct {
	command string // that it was asked for with: summary
	title   string // of its file, which the command names
	about   string // what it was asked for about; may be empty
	points  []point
	notes   []string       // sentences for the reader; in the place of points where there are none
	instead string         // why a language model did not write it; empty: it did, or there is none
	receipt answer.Receipt // of the language model; empty: none wrote
	// left says what does not fit where only the first n points do.
	left func(n int) string
}

// A point is what a brief says at one place.
type point struct {
	block     message.Block
	md        string // the same in a file
	citations []answer.Citation
}

// briefed is a brief as a reply, which is remembered: as much of it as fits, the rest
// in a file.
func (b *Bot) briefed(ctx context.Context, r Request, x brief) Reply {
	page, tail := x.page()
	if id := b.keepReceipt(ctx, receiptOf(r, strings.TrimSpace("/"+x.command+" "+x.about), x.receipt)); id != "" {
		tail = append(tail, message.Note{Text: "Receipt " + id})
	}
	shown, parts := x.fitted(page, tail)
	reply := Reply{Parts: parts}
	if shown < len(x.points) {
		reply.Files = []message.File{x.file(largestFile)}
	}
	rec := record{Story: r.Story.Name}
	for _, c := range x.cited(shown) {
		rec.Citations = append(rec.Citations, placeOf(c))
	}
	if len(rec.Citations) == 0 {
		return reply
	}
	if reply.Answer = b.keep(ctx, rec); reply.Answer != "" {
		reply.Buttons = []Button{{Label: "Show sources", Action: showSources, Answer: reply.Answer}}
	}
	return reply
}

// saysNothing stands where there is neither a point nor a note.
const saysNothing = "The sources say nothing of this."

// page is what stands around the points, and what stands below them. Without points the
// notes are all that is said.
func (x brief) page() (p message.Page, tail []message.Note) {
	p = message.Page{List: true, Quoted: x.about}
	notes := x.notes
	if len(x.points) == 0 {
		if len(notes) == 0 {
			notes = []string{saysNothing}
		}
		for _, n := range notes {
			p.Blocks = append(p.Blocks, message.Block{Text: n})
		}
		return p, nil
	}
	if x.instead != "" {
		notes = append([]string{x.instead}, notes...)
	}
	for _, n := range notes {
		tail = append(tail, message.Note{Text: n})
	}
	return p, tail
}

// pointOf is a sentence with its footnotes, below a head that may be empty.
func pointOf(head, text string, citations []answer.Citation) point {
	p := point{citations: citations, md: export.MDText(text) + export.MDMarks(citations)}
	if head != "" {
		p.md = "**" + export.MDText(head) + "**\n\n" + p.md
	}
	p.block = message.Block{Head: head, Text: message.Truncate(text, longestPoint)}
	p.block.Mark, p.block.Notes = told(citations, mostTold)
	return p
}

// longestPoint is how much of a sentence is shown, in UTF-16 units before escaping: one
// has to fit into the messages of an answer. A file has all of it.
const longestPoint = 1200

// fitted are so many of the first points as fit into the messages of one answer, and
// these messages.
func (x brief) fitted(page message.Page, tail []message.Note) (shown int, parts []string) {
	all := page.Blocks
	for n := min(len(x.points), mostShown); ; n = n * 4 / 5 {
		page.Blocks, page.Tail = all, tail
		for _, e := range x.points[:n] {
			page.Blocks = append(page.Blocks, e.block)
		}
		if n < len(x.points) {
			page.Tail = append([]message.Note{{Text: x.left(n)}}, tail...)
		}
		if parts = page.Parts(message.MaxContent); len(parts) <= message.MaxParts || n <= 1 {
			return n, parts
		}
	}
}

// fileName is the name of the file that holds all of the brief.
func (x brief) fileName() string { return x.command + ".md" }

// file is all of the brief, or so many of its first points as take at most largest
// bytes; it then says so.
func (x brief) file(largest int) message.File {
	f := message.File{Name: x.fileName(), Description: x.title + ", whole, with its footnotes", Type: "text/markdown; charset=utf-8"}
	for n := len(x.points); ; n = n * 4 / 5 {
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n", export.MDText(strings.TrimSuffix(x.title+": "+x.about, ": ")))
		for _, e := range x.points[:n] {
			fmt.Fprintf(&b, "\n%s\n", e.md)
		}
		for _, note := range x.notes {
			fmt.Fprintf(&b, "\n%s\n", export.MDText(note))
		}
		if left := len(x.points) - n; left > 0 {
			f.Description = x.title + ", cut short, with its footnotes"
			fmt.Fprintf(&b, "\n%d more points do not fit into this file.\n", left)
		}
		export.MDNotes(&b, x.cited(n))
		if f.Data = b.Bytes(); len(f.Data) <= largest || n == 0 {
			return f
		}
	}
}

// cited are the citations of the first n points, each number once, in order.
func (x brief) cited(n int) []answer.Citation {
	var all []answer.Citation
	for _, e := range x.points[:n] {
		all = append(all, e.citations...)
	}
	return answer.Once(all)
}

// counted is a number of things: 1 outlet, 2 outlets.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
