package article

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"footnote/internal/words"
)

// MaxSize is the size, in bytes, over which a file is no article.
const MaxSize = 5 << 20

const byteOrderMark = "\ufeff"

// A Problem is why a file was left out or is odd: one sentence with the remedy.
type Problem struct {
	Path string // of the file, as the folder names it
	Line int    // from 1; 0 where the whole file is meant
	Text string
}

// Error writes the problem as path:line: text.
func (p *Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Text)
	}
	return fmt.Sprintf("%s: %s", p.Path, p.Text)
}

// ID is the id of the article in the file at name, a slash-separated path within its folder.
func ID(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// Read makes an article of a file's bytes. name is the file's slash-separated
// path in its folder and ends in .txt or .md. The error is a *Problem that names
// file, line and remedy.
func Read(name, source string) (*Article, error) {
	bad := func(line int, format string, args ...any) error {
		return &Problem{Path: name, Line: line, Text: fmt.Sprintf(format, args...)}
	}
	if len(source) > MaxSize {
		return nil, bad(0, "the file is over 5 MB; split it, or remove what is no article")
	}
	if line := invalidLine(source); line > 0 {
		return nil, bad(line, "the text is not UTF-8; save the file anew as UTF-8")
	}
	a := &Article{Meta: Meta{ID: ID(name), Rev: Rev(source)}, Path: name, Source: source}
	a.Lines = cutLines(source)
	front, body, err := a.readFront()
	if err != nil {
		return nil, bad(err.Line, "%s", err.Text)
	}
	markdown := strings.EqualFold(path.Ext(name), ".md")
	if !a.hasText(body) {
		return nil, bad(0, "the file holds no text; write the article into it or remove it")
	}
	page := a.mark(body, front.Title, markdown)
	a.fill(front, page)
	a.cutSentences(body, page, markdown)
	if a.Lang == "" {
		a.Lang = words.Detect(a.sample())
	}
	return a, nil
}

// Given makes an article of a text that came with a request: without an id, taken
// whole, no line of it front matter or furniture. published is the day that it is
// of; it may be empty. A text that is too big or no UTF-8 is an error, as with Read.
func Given(source string, published Date) (*Article, error) {
	switch line := invalidLine(source); {
	case len(source) > MaxSize:
		return nil, &Problem{Text: "the text is over 5 MB; give less of it"}
	case line > 0:
		return nil, &Problem{Line: line, Text: "the text is not UTF-8"}
	}
	a := &Article{Meta: Meta{Rev: Rev(source), Published: published}, Source: source, Lines: cutLines(source)}
	p := &page{lines: a.texts(0), kinds: make([]Kind, len(a.Lines)), shapes: make([]shape, len(a.Lines))}
	for i, l := range p.lines {
		p.shapes[i] = shapeOf(l)
		if p.shapes[i].text == "" {
			p.kinds[i], a.Lines[i].Kind = Blank, Blank
		}
	}
	a.cutSentences(0, p, false)
	a.Lang = words.Detect(a.sample())
	return a, nil
}

// invalidLine is the line of the first byte that is no UTF-8, or 0.
func invalidLine(s string) int {
	if utf8.ValidString(s) {
		return 0
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return 1 + strings.Count(s[:i], "\n")
			}
		}
	}
	return 0
}

// cutLines cuts at \n; a \r before it belongs to the line end, a byte-order mark to no line.
func cutLines(source string) []Line {
	lines := make([]Line, 0, strings.Count(source, "\n")+1)
	start := 0
	if strings.HasPrefix(source, byteOrderMark) {
		start = len(byteOrderMark)
	}
	for start < len(source) || len(lines) == 0 {
		end, next := len(source), len(source)
		if i := strings.IndexByte(source[start:], '\n'); i >= 0 {
			end, next = start+i, start+i+1
		}
		if end > start && source[end-1] == '\r' {
			end--
		}
		lines = append(lines, Line{Start: start, End: end})
		start = next
	}
	return lines
}

// texts are the texts of the lines from index body on.
func (a *Article) texts(body int) []string {
	texts := make([]string, 0, len(a.Lines)-body)
	for _, l := range a.Lines[body:] {
		texts = append(texts, a.Source[l.Start:l.End])
	}
	return texts
}

func (a *Article) hasText(body int) bool {
	for _, l := range a.Lines[body:] {
		if start, end := trimSpan(a.Source, l.Start, l.End); start < end {
			return true
		}
	}
	return false
}

// mark gives the lines from index body on their kinds.
func (a *Article) mark(body int, title string, markdown bool) *page {
	p := markLines(a.texts(body), title, markdown)
	for i := range a.Lines {
		if i < body {
			a.Lines[i].Kind = Front
		} else {
			a.Lines[i].Kind = p.kinds[i-body]
		}
	}
	return p
}

// fill sets what is known of the article: front matter first, else what the page says.
func (a *Article) fill(f front, p *page) {
	a.Title, a.Outlet, a.Author = f.Title, f.Outlet, f.Author
	a.URL, a.Lang, a.Note = f.URL, f.Lang, f.Note
	a.Published, a.Updated, a.Status = f.published, f.updated, f.status
	if a.Title == "" {
		a.Title = p.title()
	}
	if a.Outlet == "" {
		a.Outlet = p.outlet()
	}
	if a.Author == "" {
		a.Author = p.author()
	}
	published, updated := p.dates()
	if a.Published == "" {
		a.Published = published
	}
	if a.Updated == "" {
		a.Updated = updated
	}
}

// cutSentences cuts the body into sentences, paragraph by paragraph.
func (a *Article) cutSentences(body int, p *page, markdown bool) {
	wrapped := p.wrapped() || markdown
	paragraph := 0
	for i := 0; i < len(p.lines); {
		if p.kinds[i] != Body {
			i++
			continue
		}
		j := i + 1
		for j < len(p.lines) && p.kinds[j] == Body && !(markdown && listMark.MatchString(p.lines[j])) {
			j++
		}
		start := a.Lines[body+i].Start
		for _, s := range sentenceSpans(a.Source[start:a.Lines[body+j-1].End], wrapped) {
			a.addSentence(start+s[0], start+s[1], paragraph, markdown)
		}
		paragraph++
		i = j
	}
}

func (a *Article) addSentence(start, end, paragraph int, markdown bool) {
	text := a.Source[start:end]
	if markdown {
		text = unmark(text)
	}
	a.Sentences = append(a.Sentences, Sentence{
		Text: text, Span: Span{Article: a.ID, Rev: a.Rev, Start: start, End: end},
		Line: a.LineAt(start), Paragraph: paragraph,
	})
}

// sample is enough of the body to tell its language.
func (a *Article) sample() string {
	var b strings.Builder
	for _, s := range a.Sentences {
		if b.Len() > 4000 {
			break
		}
		b.WriteString(s.Text)
		b.WriteByte(' ')
	}
	return b.String()
}

var byline = regexp.MustCompile(`^(?i:by|words by|story by|report by|analysis by)\s+(.+)$`)

// author is the name in the page's byline, as far as it is plainly one.
func (p *page) author() string {
	for i, s := range p.shapes {
		if m := byline.FindStringSubmatch(s.text); m != nil && p.kinds[i] == Credit {
			name, _, _ := strings.Cut(m[1], ",")
			name, _, _ = strings.Cut(name, " | ")
			return OneLine(name)
		}
	}
	return ""
}

func (p *page) title() string {
	for i, k := range p.kinds {
		if k == Title {
			title := strings.TrimFunc(p.lines[i], unseen)
			if p.markdown {
				title = unmark(title)
			}
			return OneLine(title)
		}
	}
	return ""
}
