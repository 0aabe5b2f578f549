package article

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"footnote/internal/timex"
)

// A Time is an expression of time in an article. Its offsets are bytes of Source.
type Time struct {
	timex.Expression
	Line      int  // of its first byte, from 1
	Sentence  int  // index in Sentences of the one that holds it; -1 in furniture
	Furniture bool // the line is furniture
}

// Text is the expression in the file's bytes.
func (t Time) Text(a *Article) string { return a.Source[t.Start:t.End] }

// Times are the expressions of time in the article, in order of Start, those of
// furniture lines among them; front matter is not searched. Relative ones lean on
// Anchor. In a language other than English there are none. They are found when
// they are first asked for, and kept; the slice is not to be changed.
func (a *Article) Times() []Time {
	a.finding.Do(func() { a.times = a.findTimes() })
	return a.times
}

// English reports whether the rules of English apply to the article: its language is
// that, or not known.
func (a *Article) English() bool { return a.Lang == "" || a.Lang == "en" }

// TimesIn are the expressions of time in sentence i, their offsets bytes of its Text.
// Where Markdown was taken out of that, they are found in it once more, to know where
// they stand; what they come to is what Times says.
func (a *Article) TimesIn(i int) []timex.Expression {
	s := a.Sentences[i]
	times := a.Times()
	from, _ := slices.BinarySearchFunc(times, s.Span.Start, func(t Time, at int) int { return t.Start - at })
	var own []timex.Expression
	for _, t := range times[from:] {
		if t.Start >= s.Span.End {
			break
		}
		e := t.Expression
		e.Start, e.End = e.Start-s.Span.Start, e.End-s.Span.Start
		own = append(own, e)
	}
	if s.Text == a.Source[s.Span.Start:s.Span.End] || len(own) == 0 {
		return own
	}
	bare := timex.Find(timex.Document{Text: s.Text, Segments: []timex.Segment{{End: len(s.Text)}}, Anchor: a.Anchor().Time()})
	if len(bare) != len(own) {
		return bare
	}
	for n := range own {
		own[n].Start, own[n].End = bare[n].Start, bare[n].End
	}
	return own
}

func (a *Article) findTimes() []Time {
	if !a.English() {
		return nil
	}
	var times []Time
	sentence := 0
	for _, e := range timex.Find(timex.Document{Text: a.unmarked(), Segments: a.segments(), Anchor: a.Anchor().Time()}) {
		for sentence < len(a.Sentences) && a.Sentences[sentence].Span.End <= e.Start {
			sentence++
		}
		t := Time{Expression: e, Line: a.LineAt(e.Start), Sentence: -1}
		t.Furniture = a.Lines[t.Line-1].Kind.Furniture()
		if sentence < len(a.Sentences) && a.Sentences[sentence].Span.Start <= e.Start {
			t.Sentence = sentence
		}
		times = append(times, t)
	}
	return times
}

// segments are the sentences and the lines of furniture, in order. Titles and
// headings lead the sentences below them on; other furniture leads nothing.
func (a *Article) segments() []timex.Segment {
	all := make([]timex.Segment, 0, len(a.Sentences))
	for _, s := range a.Sentences {
		all = append(all, timex.Segment{Start: s.Span.Start, End: s.Span.End, Paragraph: s.Paragraph})
	}
	for _, l := range a.Lines {
		if l.Kind.Furniture() && l.Kind != Front && l.Start < l.End {
			aside := l.Kind != Title && l.Kind != Subheading
			all = append(all, timex.Segment{Start: l.Start, End: l.End, Paragraph: -1, Aside: aside})
		}
	}
	slices.SortStableFunc(all, func(s, t timex.Segment) int { return cmp.Compare(s.Start, t.Start) })
	return all
}

// mdMarks are the marks of Markdown between words and the targets of links.
var mdMarks = regexp.MustCompile("[*`]+|\\b_+|_+\\b|!?\\[|\\]\\([^)\n]*\\)|\\]")

// unmarked is the file's text, in a .md file with a space for each byte of its marks.
func (a *Article) unmarked() string {
	if !strings.HasSuffix(strings.ToLower(a.Path), ".md") {
		return a.Source
	}
	return mdMarks.ReplaceAllStringFunc(a.Source, func(mark string) string { return strings.Repeat(" ", len(mark)) })
}
