// Package article reads news articles from plain files and knows every byte of them.
//
// An Article keeps its file's bytes as they are. Everything that is said about
// it is said with a Span of those bytes, so that what is quoted can always be
// compared with what lies on disk. Reading tells the text of an article from the
// furniture of the page it was copied from: menus, captions, promotions, credits.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"sync"
)

// A Span is a range of bytes of one revision of an article: Start counts from 0, End is exclusive.
type Span struct {
	Article string // id of the article
	Rev     string // revision, see Rev
	Start   int
	End     int
}

// Meta is what is known of an article beside its text. What neither the front
// matter nor the page itself says is left empty; nothing is guessed.
type Meta struct {
	Story     string // name of the story it belongs to; empty for the only one
	ID        string // file name without ending, a sub-folder's name in front: day2/courier
	Rev       string // first 8 hex digits of the SHA-256 of the file's bytes
	Lang      string // two letters, such as en; empty where it cannot be told
	Title     string
	Outlet    string
	Author    string
	URL       string
	Published Date
	Updated   Date // last update as the page tells it; no publication date
	Status    Status
	Note      string // why it was corrected or withdrawn
}

// Anchor is the day that relative dates of the article lean on: the day of
// publication, else of its update, else empty.
func (m Meta) Anchor() Date {
	if m.Published != "" {
		return m.Published
	}
	return m.Updated
}

// Whose names whose an article is: its outlet's, else by its id.
func (m Meta) Whose() string {
	if m.Outlet == "" {
		return m.ID
	}
	return m.Outlet
}

// Label says for people whose an article is and of when: "Korvale Courier, 20 Apr
// 2024". Without an outlet it is the article's id; without a day of publication the
// day is that of the update, and says so; without either there is none.
func (m Meta) Label() string {
	label := m.Whose()
	switch {
	case m.Published != "":
		label += ", " + m.Published.Short()
	case m.Updated != "":
		label += ", updated " + m.Updated.Short()
	}
	return label
}

// A Status says whether an outlet still stands by an article.
type Status string

// The states of an article. A withdrawn one answers nothing and stays readable.
const (
	Standing  Status = ""
	Corrected Status = "corrected"
	Withdrawn Status = "withdrawn"
)

// An Article is one file, read. It is not changed after reading, but for what it
// keeps to itself, and may be shared between goroutines.
type Article struct {
	Meta
	Path      string     // of the file in its folder, slash-separated, with its ending
	Source    string     // the file's bytes, byte-order mark and front matter included
	Lines     []Line     // every line of the file, in order; line n is Lines[n-1]
	Sentences []Sentence // sentences of body lines, in order, never overlapping
	Warnings  []string   // what was odd about the file, one sentence each

	finding sync.Once // guards times
	times   []Time
}

// A Line is one line of the file, without its line end.
type Line struct {
	Start, End int // bytes of Source
	Kind       Kind
}

// A Sentence is one sentence of the body.
type Sentence struct {
	Text      string // its words; equal to Source[Start:End] but for the markup of a .md file, which is no text
	Span      Span
	Line      int // line of its first byte, from 1
	Paragraph int // number of its paragraph (a run of lines without a blank or furniture line), from 0
}

// A Kind tells what a line of a page is.
type Kind string

// The kinds of lines. All but Body and Blank are furniture; front matter (Front) is too.
const (
	Body       Kind = ""
	Blank      Kind = "blank"
	Front      Kind = "front"
	Menu       Kind = "menu"
	Kicker     Kind = "kicker"
	Title      Kind = "title"
	DateLine   Kind = "date"
	Subheading Kind = "subheading"
	Caption    Kind = "caption"
	Promotion  Kind = "promotion"
	Video      Kind = "video"
	Credit     Kind = "credit"
	Update     Kind = "update"
	Related    Kind = "related"
	Code       Kind = "code" // of Markdown: code blocks and HTML
)

// Furniture reports whether lines of this kind are kept out of search, answers,
// summaries and timelines. Blank lines are not.
func (k Kind) Furniture() bool { return k != Body && k != Blank }

// LineAt returns the number, from 1, of the line that holds the byte at offset.
// A line end belongs to the line that it ends.
func (a *Article) LineAt(offset int) int {
	n := sort.Search(len(a.Lines), func(i int) bool { return a.Lines[i].Start > offset })
	return max(n, 1)
}

// Text returns the bytes of line n, from 1, without the line end; empty where
// there is no such line.
func (a *Article) Text(n int) string {
	if n < 1 || n > len(a.Lines) {
		return ""
	}
	l := a.Lines[n-1]
	return a.Source[l.Start:l.End]
}

// Quote returns the bytes of s and whether s lies in this very revision.
func (a *Article) Quote(s Span) (string, bool) {
	if s.Article != a.ID || s.Rev != a.Rev || s.Start < 0 || s.Start >= s.End || s.End > len(a.Source) {
		return "", false
	}
	return a.Source[s.Start:s.End], true
}

// Rev is the revision of a file with these bytes.
func Rev(source string) string {
	sum := sha256.Sum256([]byte(source))
	return hex.EncodeToString(sum[:4])
}

// OneLine is s with each run of white space as one space and none at the ends.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
