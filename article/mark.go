package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page is the lines of a file below its front matter while they are being marked.
type page struct {
	lines      []string
	shapes     []shape
	kinds      []Kind
	frontTitle string // title of the front matter

	markdown bool // headings are marked as such
}

// markLines gives every line its kind. lines are those below the front matter;
// title is the front matter's, or empty.
func markLines(lines []string, title string, markdown bool) *page {
	p := &page{lines: lines, shapes: make([]shape, len(lines)), kinds: make([]Kind, len(lines)), frontTitle: title, markdown: markdown}
	fenced := false // inside a code block of Markdown
	for i, l := range lines {
		p.shapes[i] = shapeOf(l)
		if markdown {
			p.shapes[i] = shapeOf(unmark(l))
		}
		fence := markdown && strings.HasPrefix(strings.TrimSpace(l), "```")
		switch {
		case p.shapes[i].text == "":
			p.kinds[i] = Blank
		case fence || fenced:
			p.kinds[i] = Code
		case markdown:
			p.kinds[i] = markdownKind(l)
		}
		fenced = fenced != fence
	}
	for i := range lines {
		s := &p.shapes[i]
		s.glued = i > 0 && p.kinds[i-1] != Blank || i+1 < len(lines) && p.kinds[i+1] != Blank
		if p.kinds[i] == Body {
			p.kinds[i] = kindBySaying(*s)
		}
	}
	p.captionPairs()
	p.head()
	p.tail()
	p.relatedBlocks()
	p.subheadings()
	if !p.anyBody() {
		p.giveBack()
	}
	return p
}

// markdownKind is the kind that Markdown's own marks give a line.
func markdownKind(line string) Kind {
	t := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(t, "# "):
		return Title
	case strings.HasPrefix(t, "##") && strings.HasPrefix(strings.TrimLeft(t, "#"), " "):
		return Subheading
	case strings.HasPrefix(t, "!["):
		return Caption
	case htmlLine.MatchString(t):
		return Code
	case len(t) >= 3 && strings.Trim(t, "-*_ ") == "":
		return Menu
	}
	return Body
}

var htmlLine = regexp.MustCompile(`^<(?:/?[a-zA-Z][^>]*>|!--)`)

// captionPairs marks the description of a picture, which stands right above the
// line with its credit.
func (p *page) captionPairs() {
	for i := 1; i < len(p.lines); i++ {
		above := p.shapes[i-1]
		alone := i < 2 || p.kinds[i-2] == Blank || p.kinds[i-2] == Caption
		if p.kinds[i] == Caption && p.kinds[i-1] == Body && alone && above.words <= sentenceWords && !quoted(above.text) {
			p.kinds[i-1] = Caption
		}
	}
}

// head marks headline and kickers above the first running text. A line that is a
// full sentence is text, not a title.
func (p *page) head() {
	first := p.firstRunning()
	best := p.headline(first)
	if best < 0 {
		return
	}
	p.kinds[best] = Title
	for i := 0; i < first; i++ {
		if p.kinds[i] == Body {
			p.kinds[i] = p.beforeText(i, best)
		}
	}
}

// headline is the index of the headline among the lines above first, or -1: the
// front matter's title, Markdown's, the last line of some words above the line
// with date or writer (or the one above that, where the last is a longer
// standfirst), else the last short line.
func (p *page) headline(first int) int {
	var lines, short []int
	stamp := first
	for i := 0; i < first; i++ {
		s := p.shapes[i]
		switch {
		case p.kinds[i] == Title || p.kinds[i] == Body && p.isFrontTitle(s):
			return i
		case (p.kinds[i] == DateLine || p.kinds[i] == Credit) && len(lines) > 0:
			stamp = min(stamp, i)
		case p.kinds[i] != Body || i > stamp:
		case s.words >= 4 && !gluedCase(s.text) && !nameList(s.text):
			lines = append(lines, i)
		case s.words >= 2 && !gluedCase(s.text):
			short = append(short, i)
		}
	}
	if long := slices.DeleteFunc(slices.Clone(lines), func(i int) bool { return p.shapes[i].words < 5 }); len(long) > 0 {
		lines = long
	}
	switch n := len(lines); {
	case n == 0 && len(short) > 0:
		return short[len(short)-1]
	case n == 0:
		return -1
	case n > 1 && 5*p.shapes[lines[n-1]].words > 7*p.shapes[lines[n-2]].words:
		return lines[n-2]
	default:
		return lines[n-1]
	}
}

// nameList reports whether the line lists the sections of a site, every word in
// upper case, or its writers.
func nameList(s string) bool {
	fields := strings.Fields(s)
	writers := false
	for _, w := range fields {
		switch r, ok := firstLetter(w); {
		case w == "with" || w == "and" || w == "in":
			writers = writers || len(fields) <= 7
		case ok && unicode.IsLower(r) && len(w) > 1 && !strings.Contains(w, "-"):
			return false
		}
	}
	return (len(fields) >= 5 || writers) && !strings.ContainsAny(s, ",:;'’\"“–—")
}

// beforeText is the kind of a line of the head beside its headline: what stands
// above is a kicker, a menu or a section; short lines below are names and places
// of writers; a longer one is the standfirst, which is text.
func (p *page) beforeText(i, headline int) Kind {
	switch s := p.shapes[i]; {
	case i < headline && (s.words <= 4 || gluedCase(s.text)):
		return Kicker
	case i < headline:
		return Related
	case s.words <= 7:
		return Credit
	}
	return Body
}

// firstRunning is the index of the first line of running text.
func (p *page) firstRunning() int {
	for i, s := range p.shapes {
		if p.kinds[i] != Body || !p.runs(i) {
			continue
		}
		if s.words < sentenceWords && p.isFrontTitle(s) {
			continue
		}
		if strings.HasSuffix(s.text, "?") && s.words <= 16 && !p.continuedBy(i) { // it may be the headline
			continue
		}
		return i
	}
	return len(p.shapes)
}

// runs reports whether line i is running text: by its shape, or because the next
// line goes on with it.
func (p *page) runs(i int) bool {
	if p.shapes[i].running() || p.continuedBy(i) {
		return true
	}
	return p.markdown && i+1 < len(p.lines) && p.kinds[i+1] == Body
}

func (p *page) isFrontTitle(s shape) bool {
	return p.frontTitle != "" && strings.EqualFold(s.text, strings.TrimSpace(p.frontTitle))
}

// tail marks what follows the last running text: headlines of other stories.
func (p *page) tail() {
	last := -1
	for i := range p.shapes {
		if p.kinds[i] == Body && p.runs(i) {
			last = i
		}
	}
	if last < 0 || p.markdown { // Markdown marks its headings
		return
	}
	for i := last + 1; i < len(p.lines); i++ {
		// The end of a wrapped paragraph is text, and so are a list and a short sentence.
		if p.kinds[i] == Body && !(p.shapes[i].ends && !strings.HasSuffix(p.shapes[i].text, "?")) && (p.kinds[i-1] == Blank || p.kinds[i-1].Furniture()) && !listMark.MatchString(p.lines[i]) {
			p.kinds[i] = Related
		}
	}
}

// relatedBlocks marks the headlines under a line such as "More on this story".
func (p *page) relatedBlocks() {
	in := false
	for i, s := range p.shapes {
		switch {
		case p.kinds[i] == Related:
			in = s.words <= 6
		case p.kinds[i] != Body:
		case in && !s.running() && !quoted(s.text):
			p.kinds[i] = Related
		default:
			in = false
		}
	}
}

// subheadings marks short lines between paragraphs that are no sentences, and
// questions that stand alone.
func (p *page) subheadings() {
	wrapped, below := p.wrapped(), false // below: some text stands above line i
	for i, s := range p.shapes {
		if i > 0 && p.kinds[i-1] == Body {
			below = true
		}
		if p.kinds[i] != Body || quoted(s.text) && !whollyQuoted(s) || listMark.MatchString(p.lines[i]) || s.glued && (wrapped || p.markdown) || !below {
			continue
		}
		question := strings.HasSuffix(s.text, "?") && s.words <= 14 && !speaks.MatchString(s.text)
		short := !s.ends && s.words <= 14 && !strings.HasSuffix(s.text, ":") && !strings.HasSuffix(s.text, ",")
		first, _ := firstLetter(s.text)
		if (question || short) && !unicode.IsLower(first) && !p.continuedBy(i) {
			p.kinds[i] = Subheading
		}
	}
}

// speaks finds the speaker that a line of an interview begins with: "Q: When …"
var speaks = regexp.MustCompile(`^\p{Lu}[\p{L} .]{0,30}: `)

// whollyQuoted reports whether the line is a few quoted words without a full
// stop, which pages set between paragraphs.
func whollyQuoted(s shape) bool {
	r, _ := utf8.DecodeLastRuneInString(s.text)
	before := strings.TrimRight(s.text, "”\"'’»")
	return s.words <= 10 && strings.ContainsRune("”\"'’»", r) && !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ",") &&
		!strings.HasSuffix(before, "!") && !strings.HasSuffix(before, "?")
}

// continuedBy reports whether the next line goes on with line i in lower case.
func (p *page) continuedBy(i int) bool {
	if i+1 >= len(p.lines) || p.kinds[i+1] != Body {
		return false
	}
	r, ok := firstLetter(p.shapes[i+1].text)
	return ok && unicode.IsLower(r)
}

func firstLetter(s string) (rune, bool) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r, true
		}
	}
	return 0, false
}

// wrapped reports whether the lines of a paragraph are only layout: most lines
// that touch the next do not end a sentence, and many go on in lower case.
func (p *page) wrapped() bool {
	touching, open, lower := 0, 0, 0
	for i := 0; i+1 < len(p.lines); i++ {
		if p.kinds[i] != Body || p.kinds[i+1] != Body {
			continue
		}
		touching++
		if !p.shapes[i].ends {
			open++
			if r, ok := firstLetter(p.shapes[i+1].text); ok && unicode.IsLower(r) {
				lower++
			}
		}
	}
	return touching >= 2 && 2*open >= touching && 3*lower >= open
}

func (p *page) anyBody() bool {
	for _, k := range p.kinds {
		if k == Body {
			return true
		}
	}
	return false
}

// giveBack makes text of all lines that only their shape had marked: a note of
// one line is no page with nothing but a headline.
func (p *page) giveBack() {
	for i, k := range p.kinds {
		if k != Blank && kindBySaying(p.shapes[i]) == Body {
			p.kinds[i] = Body
		}
	}
}
