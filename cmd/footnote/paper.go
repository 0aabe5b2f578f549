package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
	"golang.org/x/text/width"

	"footnote/internal/harmless"
)

// Widths of lines, in columns.
const (
	plainWidth = 80  // where the output is no terminal
	mostWidth  = 100 // longer lines are hard to read
)

// A paper is standard output: JSON as it is, and text for people, wrapped,
// in colour where that is wanted, and harmless to a terminal.
type paper struct {
	*bufio.Writer
	width    int // of wrapped text, in columns
	terminal bool
	colour   bool
}

func newPaper(w io.Writer) *paper {
	p := &paper{Writer: bufio.NewWriterSize(w, 64<<10), width: plainWidth, terminal: isTerminal(w)}
	if !p.terminal {
		return p
	}
	p.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if columns, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && columns > 0 {
		p.width = min(columns, mostWidth)
	}
	return p
}

// Flush writes what is left. Its error says that it was the output.
func (p *paper) Flush() error {
	if err := p.Writer.Flush(); err != nil {
		return fmt.Errorf("cannot write the output: %w", err)
	}
	return nil
}

// json prints v as one line.
func (p *paper) json(v any) { _, _ = p.Write(encode(v)) } // an error stays in the Writer until Flush

// encode is v as a line of JSON, with the characters of HTML as they are, and those
// that a terminal would obey as escapes: what reads it gets the very bytes.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		b.Reset()
		_ = e.Encode(problem{Error: "this cannot be written as JSON: " + err.Error()})
	}
	return escapeHarmful(b.Bytes())
}

// escapeHarmful writes as \u00XX what JSON allows and a terminal obeys.
func escapeHarmful(line []byte) []byte {
	body := bytes.TrimSuffix(line, []byte("\n"))
	if !bytes.ContainsFunc(body, obeyed) {
		return line
	}
	var b bytes.Buffer
	for _, r := range string(body) {
		if obeyed(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// obeyed reports whether a terminal obeys r; U+FFFD only looks odd.
func obeyed(r rune) bool { return harmless.Harmful(r) && r != '\ufffd' }

// A style is how a piece of text looks in colour: the parameter of an SGR sequence.
type style string

const (
	plain style = ""
	bold  style = "1"
	dim   style = "2"
	red   style = "31"
	cyan  style = "36"
)

// A piece is text in one style. Its text may come from anywhere: it is made
// harmless when it is printed, and nothing is printed otherwise.
type piece struct {
	style style
	text  string
}

// line prints pieces on one line, a space between them.
func (p *paper) line(indent string, pieces ...piece) {
	line := make([]piece, len(pieces))
	for i, pc := range pieces {
		line[i] = piece{pc.style, harmless.Line(pc.text)}
	}
	p.put(indent, line)
}

// paragraph prints the words of pieces, wrapped; first begins the first line, rest the others.
func (p *paper) paragraph(first, rest string, pieces ...piece) {
	f := p.flow(first, rest)
	f.add(pieces...)
	f.end()
}

// A flow is a paragraph that is printed as it comes.
type flow struct {
	p      *paper
	rest   string // begins all lines but the first
	column int
	inked  bool // the line has words
}

// flow begins a paragraph; first begins its first line, rest the others.
func (p *paper) flow(first, rest string) *flow {
	_, _ = p.WriteString(first)
	return &flow{p: p, rest: rest, column: columns(first)}
}

// add prints the words of pieces behind what is there, wrapped.
func (f *flow) add(pieces ...piece) {
	for _, pc := range pieces {
		run := ""
		for _, word := range strings.Fields(harmless.Text(pc.text)) {
			n := columns(word)
			if (f.inked || run != "") && f.column+1+n > f.p.width {
				f.paint(pc.style, run)
				run = ""
				f.wrap()
			}
			if run != "" {
				run += " "
			}
			if run != "" || f.inked {
				f.column++
			}
			run += word
			f.column += n
		}
		f.paint(pc.style, run)
	}
}

// paint prints words of one style on the line.
func (f *flow) paint(s style, run string) {
	if run == "" {
		return
	}
	if f.inked {
		_ = f.p.WriteByte(' ')
	}
	f.p.paint(s, run)
	f.inked = true
}

// wrap begins the next line.
func (f *flow) wrap() {
	_ = f.p.WriteByte('\n')
	_, _ = f.p.WriteString(f.rest)
	f.column, f.inked = columns(f.rest), false
}

// end ends the paragraph.
func (f *flow) end() { _ = f.p.WriteByte('\n') }

// put prints harmless pieces as one line.
func (p *paper) put(begin string, pieces []piece) {
	_, _ = p.WriteString(begin)
	for i, pc := range pieces {
		if i > 0 {
			_ = p.WriteByte(' ')
		}
		p.paint(pc.style, pc.text)
	}
	_ = p.WriteByte('\n')
}

func (p *paper) blank() { _ = p.WriteByte('\n') }

// apart is what to call before each of several pieces that have a blank line between them.
func (p *paper) apart() func() {
	begun := false
	return func() {
		if begun {
			p.blank()
		}
		begun = true
	}
}

// paint writes harmless text in a style.
func (p *paper) paint(s style, text string) {
	if s == plain || !p.colour || text == "" {
		_, _ = p.WriteString(text)
		return
	}
	_, _ = p.WriteString("\x1b[" + string(s) + "m" + text + "\x1b[0m")
}

// columns is how many columns s takes in a terminal, near enough for wrapping.
func columns(s string) (n int) {
	for _, r := range s {
		switch {
		case r < 0x300:
			n++
		case r == '\u200b' || r == '\u200d' || r == '\ufeff':
		default:
			switch width.LookupRune(r).Kind() {
			case width.EastAsianWide, width.EastAsianFullwidth:
				n++
			}
			n++
		}
	}
	return n
}

// prompt shows that a question may be typed.
func (p *paper) prompt() { p.paint(cyan, "? ") }

const about = "Footnote answers questions about a news story and footnotes every sentence."

// hello is what footnote alone says.
func (p *paper) hello() {
	p.paragraph("", "", piece{plain, about})
	p.blank()
	p.line("", piece{plain, "Ask the story that comes with it:"})
	p.line("    ", piece{bold, `footnote ask "How many US troops will leave Niger?"`})
	p.blank()
	p.line("", piece{plain, "Ask your own articles, .txt or .md files in a folder:"})
	p.line("    ", piece{bold, `footnote ask --seeds FOLDER "What happened?"`})
	p.blank()
	p.line("", piece{plain, "All commands and flags:"})
	p.line("    ", piece{bold, "footnote help"})
}
