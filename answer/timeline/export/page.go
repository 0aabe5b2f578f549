package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/answer"
	"footnote/answer/timeline"
	"footnote/article"
	"footnote/internal/harmless"
	"footnote/internal/timex"
)

// A page is a timeline as every format shows it. Its texts are on one line and
// without control characters, and are not escaped for any format.
type page struct {
	Title   string
	Entries []entry
	Notes   []*note // by number
	Undated []string
	Day     time.Time // of the newest article that is cited; 1 January 1970 where no day is known
}

type entry struct {
	ID          string // a UUID; the same for the same event of a story, whatever else the timeline holds
	When        timex.Range
	Label       string
	Text        string
	Lang        string // of Text; empty where it is not known
	Announced   bool   // it has not happened
	CalledOff   bool   // and will not
	Outlets     []string
	Independent int
	Refs        []ref
	Others      []other
}

type other struct {
	When  timex.Range
	Label string
	Refs  []ref
}

// A ref is one use of a footnote.
type ref struct {
	Note *note
	Use  int // of that footnote, from 1
}

type note struct {
	N      int
	Source string // outlet and day of publication; "corrected" where it was
	Place  string
	Quote  string
	Lang   string
	URL    string // http or https, in ASCII; else empty
	Uses   int
}

func newPage(t timeline.Timeline, o Options) page {
	p := page{Title: clean(o.Title), Undated: cleanAll(t.Undated), Day: time.Unix(0, 0)}
	notes, seen := map[int]*note{}, map[string]int{}
	for _, c := range t.Citations() {
		n := newNote(c)
		notes[c.N], p.Notes = n, append(p.Notes, n)
		if day := c.Meta.Anchor().Time(); day.After(p.Day) {
			p.Day = day
		}
	}
	for _, e := range t.Entries {
		p.Entries = append(p.Entries, newEntry(e, notes, seen))
	}
	return p
}

func newEntry(e timeline.Entry, notes map[int]*note, seen map[string]int) entry {
	v := entry{
		ID:          id(e, seen),
		When:        ordered(e.When),
		Label:       label(e.Label, e.Value),
		Text:        clean(e.Text),
		Announced:   e.Status.Word() != "",
		CalledOff:   e.Status == timeline.CalledOff,
		Outlets:     cleanAll(e.Outlets),
		Independent: e.Independent,
		Refs:        refs(e.Citations, notes),
	}
	if len(e.Citations) > 0 {
		v.Lang = lang(e.Citations[0].Meta.Lang)
	}
	for _, o := range e.Others {
		v.Others = append(v.Others, other{ordered(o.When), label(o.Label, o.Value), refs(o.Citations, notes)})
	}
	return v
}

// id is a UUID of version 8 (RFC 9562, section 5.8) of what makes the entry: its
// story, date and words. Numbers, places and outlets are left out, for they change
// when an article joins. Entries alike in all of these are told apart by their order.
func id(e timeline.Entry, seen map[string]int) string {
	story := ""
	if len(e.Citations) > 0 {
		story = e.Citations[0].Meta.Story
	}
	key := strings.Join([]string{"timeline entry", story, e.Value, e.Mod, clean(e.Text)}, "\x00")
	seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	s := hex.EncodeToString(sum[:16])
	return strings.Join([]string{s[:8], s[8:12], s[12:16], s[16:20], s[20:]}, "-")
}

func newNote(c answer.Citation) *note {
	return &note{
		N:      c.N,
		Source: source(c.Meta),
		Place:  clean(c.Meta.ID + ":" + strconv.Itoa(c.Line)),
		Quote:  clean(c.Quote),
		Lang:   lang(c.Meta.Lang),
		URL:    address(c.Meta.URL),
	}
}

// source is whose an article is and of when, and whether the outlet has taken
// anything of it back.
func source(m article.Meta) string {
	if m.Status == article.Standing {
		return clean(m.Label())
	}
	return clean(m.Label() + ", " + string(m.Status))
}

// refs are the uses of the footnotes of cs, each footnote once.
func refs(cs []answer.Citation, notes map[int]*note) (used []ref) {
	for _, c := range cs {
		n := notes[c.N]
		if slices.ContainsFunc(used, func(r ref) bool { return r.Note == n }) {
			continue
		}
		n.Uses++
		used = append(used, ref{n, n.Uses})
	}
	return used
}

// label is what people see of a date, which is never empty.
func label(s, value string) string {
	return cmp.Or(clean(s), clean(value), "Date not known")
}

// ordered is r, or its first day where it ends before that.
func ordered(r timex.Range) timex.Range {
	if r.Last.Before(r.First) {
		r.Last = r.First
	}
	return r
}

// separators end a line for some, and are no line feeds; a byte-order mark is no text.
var separators = strings.NewReplacer("\u2028", " ", "\u2029", " ", "\r\n", " ", "\ufeff", "")

// clean is s on one line, harmless, each run of white space one space.
func clean(s string) string {
	return strings.Join(strings.Fields(harmless.Line(separators.Replace(s))), " ")
}

// cleanAll is list cleaned, without what is empty then.
func cleanAll(list []string) (cleaned []string) {
	for _, s := range list {
		if s = clean(s); s != "" {
			cleaned = append(cleaned, s)
		}
	}
	return cleaned
}

// lang is s where it has the form of a language's two letters; else empty.
func lang(s string) string {
	if len(s) != 2 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return s
}

// addressMarks are the characters beside letters and digits that stay in an
// address; brackets that end a link in Markdown, and quotation marks, do not.
const addressMarks = "-._~:/?#@!$&,;=+%"

// address is s where it is one of the web that a reader may be sent to; else empty.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(addressMarks, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// undated introduces the articles whose day is not known.
const undated = "Articles without a known day, of which only full dates take part:"

// status is the word for whether an entry has happened.
func status(e entry) string {
	switch {
	case e.CalledOff:
		return "Called off"
	case e.Announced:
		return "Announced"
	}
	return "Happened"
}

// mark is what stands beside the date of an entry that has not happened; else empty.
func mark(e entry) string {
	if !e.Announced {
		return ""
	}
	return strings.ToLower(status(e))
}
