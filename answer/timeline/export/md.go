package export

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"footnote/answer"
)

// writeMD writes CommonMark with the footnotes that GitHub, Pandoc and most
// newsrooms' editors read ([^1]); where they are not read, they stay legible.
func writeMD(b *bytes.Buffer, p page) error {
	if p.Title != "" {
		fmt.Fprintf(b, "# %s\n\n", mdText(p.Title))
	}
	if len(p.Entries) == 0 {
		b.WriteString("No dated events.\n")
	}
	for _, e := range p.Entries {
		mdEntry(b, e)
	}
	if len(p.Undated) > 0 {
		fmt.Fprintf(b, "\n%s %s.\n", undated, mdText(strings.Join(p.Undated, ", ")))
	}
	for _, n := range p.Notes {
		mdNote(b, n)
	}
	return nil
}

func mdNote(w io.Writer, n *note) {
	source := mdText(n.Source)
	if n.URL != "" {
		source = "[" + source + "](<" + strings.ReplaceAll(n.URL, "&", "&amp;") + ">)"
	}
	fmt.Fprintf(w, "\n[^%d]: %s (%s): “%s”\n", n.N, source, mdText(n.Place), mdText(n.Quote))
}

// MDText is s on one line, harmless, with nothing in it that Markdown reads as markup.
func MDText(s string) string { return mdText(clean(s)) }

// MDMarks are the numbers of footnotes as Markdown has them: [^1][^2].
func MDMarks(citations []answer.Citation) string {
	var b strings.Builder
	for _, c := range citations {
		fmt.Fprintf(&b, "[^%d]", c.N)
	}
	return b.String()
}

// MDNotes writes the footnotes that MDMarks refers to, each number once, in order, a
// paragraph each with a blank line before it. What w cannot write, it keeps as its
// error, as a bytes.Buffer or a bufio.Writer does.
func MDNotes(w io.Writer, citations []answer.Citation) {
	for _, c := range answer.Once(citations) {
		mdNote(w, newNote(c))
	}
}

func mdEntry(b *bytes.Buffer, e entry) {
	fmt.Fprintf(b, "- **%s**", mdText(e.Label))
	if e.Announced {
		b.WriteString(" *(" + mark(e) + ")*")
	}
	fmt.Fprintf(b, " – %s%s\n", mdText(e.Text), mdRefs(e.Refs))
	for _, o := range e.Others {
		fmt.Fprintf(b, "  - Also dated: %s%s\n", mdText(o.Label), mdRefs(o.Refs))
	}
}

func mdRefs(refs []ref) string {
	var b strings.Builder
	for _, r := range refs {
		fmt.Fprintf(&b, "[^%d]", r.Note.N)
	}
	return b.String()
}

// mdSpecial are the characters that some Markdown gives a meaning inside a line.
const mdSpecial = "\\`*_~[]<>&#|$^"

// mdLead begins a list, a quotation or a rule where a block begins.
var mdLead = regexp.MustCompile(`^([0-9]*)([.)])|^([-+=:])`)

// mdText is s, which is one line, with nothing in it that Markdown reads as markup.
// A word joiner (U+2060), which nobody sees, follows each @: GitHub makes links and
// mentions of escaped ones, too.
func mdText(s string) string {
	var b strings.Builder
	text := []rune(s)
	for i, r := range text {
		if strings.ContainsRune(mdSpecial, r) || mdLinks(text, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == '@' {
			b.WriteRune('\u2060')
		}
	}
	s = mdLead.ReplaceAllString(b.String(), `$1\$2$3`)
	if head, ok := strings.CutSuffix(s, "!"); ok { // a footnote after it would be a picture
		return head + `\!`
	}
	return s
}

// mdLinks reports whether text[i] is a slash before an address's host or a dot of
// one, of which some Markdown makes a link unasked.
func mdLinks(text []rune, i int) bool {
	before, after := text[:i], text[i+1:]
	switch {
	case text[i] == '/':
		return i > 0 && before[i-1] == '/' || len(after) > 0 && after[0] == '/'
	case text[i] != '.' || i == 0:
		return false
	case i >= 3 && strings.EqualFold(string(before[i-3:]), "www"):
		return true
	}
	return (unicode.IsLetter(before[i-1]) || unicode.IsDigit(before[i-1])) &&
		len(after) > 1 && unicode.IsLetter(after[0]) && unicode.IsLetter(after[1])
}
