package message

import (
	"fmt"
	"slices"
	"strings"
)

// MaxParts is the most messages that one answer takes; a longer one becomes a file.
const MaxParts = 3

// A Page is an answer: what is said, and what stands around it. Its texts are as
// their sources have them; the page escapes them.
type Page struct {
	Quoted string  // shown above all as a quotation: the question; may be empty
	Blocks []Block // one paragraph, and their notes below it
	List   bool    // each block is a paragraph of its own, with its notes below it
	Tail   []Note  // at the end of the last part
}

// A Block is what must stand in one message: a claim and its footnotes.
type Block struct {
	Head  string // on a line above the text, in bold; may be empty
	Text  string
	Mark  string // behind the text and never parted from it: " [1]"
	Notes []Note
}

// A Note is a line of small print.
type Note struct {
	Mark string // before the text: "[1] "
	Text string
	URL  string // where the text leads; may be empty
}

// String is the note in Discord's markdown.
func (n Note) String() string { return "-# " + n.Mark + Link(EscapeLine(n.Text), n.URL) }

// within is the note in at most limit units: without its link where it has to be, then cut.
func (n Note) within(limit int) string {
	if s := n.String(); Length(s) <= limit {
		return s
	}
	n.URL = ""
	return fitted(limit, n.Text, func(text string) string { n.Text = text; return n.String() })
}

// fitted is what show makes of as much of text as fits into limit units.
func fitted(limit int, text string, show func(string) string) string {
	text = Truncate(text, limit)
	s := show(text)
	for n := limit; Length(s) > limit && n > 1; n = n * 3 / 4 {
		s = show(Truncate(text, n))
	}
	return s
}

// Share of a part that what stands around the paragraph may take.
const aroundShare = 4

// Parts packs a page into as few messages as it takes, each of at most limit
// UTF-16 units. A note that several blocks of a part have stands there once. A
// block that is too long for one message is cut, at the ends of words; each of its
// pieces has its mark and its notes.
func (p Page) Parts(limit int) []string {
	cur := part{list: p.List}
	if p.Quoted != "" {
		cur.head = fitted(limit/aroundShare, p.Quoted, func(s string) string { return "> " + EscapeLine(s) })
	}
	var parts []string
	for _, b := range p.Blocks {
		for _, text := range b.pieces(limit - limit/aroundShare) {
			next := cur.with(text, b.notes(limit))
			if Length(next.String()) > limit {
				parts = append(parts, cur.String())
				next = part{list: p.List}.with(text, b.notes(limit))
			}
			cur = next
		}
	}
	for _, n := range p.Tail {
		next := cur
		next.tail = append(slices.Clone(cur.tail), n.within(limit/2))
		if Length(next.String()) > limit {
			parts = append(parts, cur.String())
			next = part{tail: next.tail[len(next.tail)-1:]}
		}
		cur = next
	}
	if s := cur.String(); s != "" {
		parts = append(parts, s)
	}
	return parts
}

// notes are a block's notes, which together take at most half of a message.
func (b Block) notes(limit int) []string {
	shown := b.Notes
	if most := limit / 2 / leastNote; len(shown) > most {
		shown = append(slices.Clone(shown[:most-1]), Note{Text: fmt.Sprintf("… and %d more", len(b.Notes)-most+1)})
	}
	lines := make([]string, len(shown))
	for i, n := range shown {
		lines[i] = n.within(limit/2/len(shown) - 1)
	}
	return lines
}

// leastNote is how much room a note is given at least, in UTF-16 units.
const leastNote = 50

// mostBytes is the most bytes of UTF-8 that make one UTF-16 unit.
const mostBytes = 3

// pieces is the block's text, escaped and with its mark, cut such that each piece
// and the block's notes have at most limit units.
func (b Block) pieces(limit int) []string {
	heading := b.heading()
	room := limit - Length(heading) - Length(b.Mark) - 2
	for _, n := range b.notes(limit) {
		room -= Length(n) + 1
	}
	var pieces []string
	for rest := strings.TrimSpace(b.Text); ; heading = "" {
		if len(rest) <= mostBytes*room { // else it is too long in any case, and a file of one sentence takes its time
			if text := EscapeLine(rest); Length(text) <= room {
				return append(pieces, heading+text+b.Mark)
			}
		}
		n := room
		head, tail := cut(rest, n)
		for Length(EscapeLine(head)) > room && n > 1 {
			n = n * 3 / 4
			head, tail = cut(rest, n)
		}
		pieces = append(pieces, heading+EscapeLine(head)+" …"+b.Mark)
		rest = strings.TrimSpace(tail)
	}
}

// longestHead is the most of a block's head that is shown, in UTF-16 units.
const longestHead = 100

func (b Block) heading() string {
	if b.Head == "" {
		return ""
	}
	return "**" + EscapeLine(Truncate(b.Head, longestHead)) + "**\n"
}

// A part is one message in the making.
type part struct {
	list  bool
	head  string
	texts []string
	notes []string
	tail  []string
}

func (p part) with(text string, notes []string) part {
	if p.list {
		text, notes = strings.Join(append([]string{text}, notes...), "\n"), nil
	}
	p.texts = append(slices.Clone(p.texts), text)
	p.notes = slices.Clone(p.notes)
	for _, n := range notes {
		if !slices.Contains(p.notes, n) {
			p.notes = append(p.notes, n)
		}
	}
	return p
}

func (p part) String() string {
	var lines []string
	if p.head != "" {
		lines = append(lines, p.head)
	}
	if len(p.texts) > 0 {
		between := " "
		if p.list {
			between = "\n"
		}
		lines = append(lines, strings.Join(p.texts, between))
	}
	lines = append(lines, p.notes...)
	return strings.Join(append(lines, p.tail...), "\n")
}

// A File goes with a message.
type File struct {
	Name        string
	Description string // for those who cannot see it; at most 1,024 characters
	Type        string // media type
	Data        []byte
}

// Fit is the page as messages of at most limit units: its parts where there are at
// most MaxParts, else as much of it as fits into one, and all of it as a file.
func (p Page) Fit(limit int, whole func() File) ([]string, []File) {
	parts := p.Parts(limit)
	if len(parts) <= MaxParts {
		return parts, nil
	}
	file := whole()
	p.Tail = append(slices.Clone(p.Tail), Note{Text: fmt.Sprintf("The whole answer is in the file %s.", file.Name)})
	return p.shortened(limit).Parts(limit), []File{file}
}

// Head is as much of the page as fits into one message of at most limit units: its
// first blocks, whole, and the tail. It is empty where not even one block fits.
func (p Page) Head(limit int) string {
	short := p.shortened(limit)
	if len(short.Blocks) == 0 {
		return ""
	}
	return short.Parts(limit)[0]
}

// shortened is the page with so many of its first blocks as fit into one message.
func (p Page) shortened(limit int) Page {
	short := p
	short.Blocks = nil
	for i := range p.Blocks {
		next := short
		next.Blocks = p.Blocks[:i+1]
		if len(next.Parts(limit)) > 1 {
			break
		}
		short = next
	}
	return short
}

// wholeLines are as many of the lines of finished text as fit.
func wholeLines(s string, limit int) string {
	const more = "\n…"
	if Length(s) <= limit {
		return s
	}
	for Length(s)+Length(more) > limit {
		i := strings.LastIndexByte(s, '\n')
		if i < 0 {
			return Truncate(s, limit)
		}
		s = s[:i]
	}
	return s + more
}

// Stack packs finished pieces of text into as few messages as it takes, each of at
// most limit units, with between between two of a message. One that is too long by
// itself loses its last lines.
func Stack(limit int, between string, pieces []string) []string {
	var parts []string
	for _, p := range pieces {
		p = wholeLines(p, limit)
		last := len(parts) - 1
		if last >= 0 && Length(parts[last])+Length(between)+Length(p) <= limit {
			parts[last] += between + p
			continue
		}
		parts = append(parts, p)
	}
	return parts
}
