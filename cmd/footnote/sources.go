package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"footnote/article"
)

// sourcesCmd lists articles, or the lines of one.
type sourcesCmd struct {
	Words []string `arg:"" optional:"" name:"place" help:"An article's id, one line of it (courier:14) or some (courier:14-16)."`
}

func (c *sourcesCmd) run(ctx context.Context, p *program) error {
	if err := p.noBatch("sources"); err != nil {
		return err
	}
	s, err := p.readStory(ctx)
	if err != nil {
		return err
	}
	if len(c.Words) == 0 {
		return p.listSources(s)
	}
	a, first, last, err := s.find(joined(c.Words))
	if err != nil {
		return err
	}
	if r := linesOf(a, first, last); p.flags.JSON {
		p.out.json(r)
	} else {
		p.out.lines(r)
	}
	return nil
}

func (p *program) listSources(s *story) error {
	r := sourcesReply{Articles: make([]source, len(s.articles))}
	for i, a := range s.articles {
		r.Articles[i] = sourceOf(a)
	}
	if p.flags.JSON {
		p.out.json(r)
	} else {
		p.out.sources(r)
	}
	return nil
}

func sourceOf(a *article.Article) source {
	words := 0
	for _, s := range a.Sentences {
		words += len(strings.Fields(s.Text))
	}
	return source{ID: a.ID, sourceMeta: metaOf(a), Lines: len(a.Lines), Words: words, Warnings: append([]string{}, a.Warnings...)}
}

// find returns the article and the lines that ID, ID:LINE or ID:LINE-LINE names.
// The file's name and its path, as answers print it, do for the id as well.
func (s *story) find(place string) (a *article.Article, first, last int, err error) {
	if a := s.named(place); a != nil {
		return a, 1, len(a.Lines), nil
	}
	id, lines := place, ""
	if i := strings.LastIndexByte(place, ':'); i >= 0 {
		id, lines = place[:i], place[i+1:]
	}
	if id == "" {
		return nil, 0, 0, fmt.Errorf("%s names no article; write one of %s before the colon", place, joinNames(nearest(id, s.ids(), 3)))
	}
	if a = s.named(id); a == nil {
		return nil, 0, 0, fmt.Errorf("there is no article %s; the nearest are %s", id, joinNames(nearest(id, s.ids(), 3)))
	}
	first, last, err = parseLines(lines)
	if err == nil && (first < 1 || last > len(a.Lines)) {
		err = fmt.Errorf("%s has no line %s; its lines are 1 to %d", a.ID, lines, len(a.Lines))
	}
	return a, first, last, err
}

// named returns the article of that id, file name or path, or nil.
func (s *story) named(name string) *article.Article {
	var byFile *article.Article
	file := s.within(name)
	for _, a := range s.articles {
		switch {
		case a.ID == name:
			return a
		case a.ID == file || a.Path == file:
			byFile = a
		}
	}
	return byFile
}

// within is a path as seen from the story's folder; unchanged where it leads elsewhere.
func (s *story) within(path string) string {
	if s.dir == "" {
		return path
	}
	dir, errDir := filepath.Abs(s.dir)
	abs, errAbs := filepath.Abs(path)
	rel, err := filepath.Rel(dir, abs)
	if errDir != nil || errAbs != nil || err != nil || !filepath.IsLocal(rel) {
		return path
	}
	return filepath.ToSlash(rel)
}

func (s *story) ids() []string {
	return idsOf(s.articles)
}

// parseLines reads LINE or LINE-LINE.
func parseLines(text string) (first, last int, err error) {
	from, to, ranged := strings.Cut(text, "-")
	first, err = strconv.Atoi(from)
	last = first
	if ranged && err == nil {
		last, err = strconv.Atoi(to)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("%q is no line; write a number, or two with a dash between them", text)
	}
	if last < first {
		return 0, 0, fmt.Errorf("line %d comes after line %d; write %d-%d", first, last, last, first)
	}
	return first, last, nil
}

func linesOf(a *article.Article, first, last int) linesReply {
	r := linesReply{Article: a.ID, sourceMeta: metaOf(a), Lines: []sourceLine{}}
	for n := first; n <= last; n++ {
		l := a.Lines[n-1]
		r.Lines = append(r.Lines, sourceLine{
			Line: n, Text: a.Text(n), Kind: l.Kind, Furniture: l.Kind.Furniture(), Start: l.Start, End: l.End,
		})
	}
	return r
}

// sources prints the list of articles for people.
func (p *paper) sources(r sourcesReply) {
	for i, s := range r.Articles {
		if i > 0 {
			p.blank()
		}
		c := citation{Article: s.ID, Outlet: cmp.Or(s.Outlet, "outlet not known"), Published: s.Published, Updated: s.Updated}
		p.line("", piece{bold, s.ID}, piece{dim, " " + strings.TrimSuffix(heading(c), ",")})
		if s.Title != "" {
			p.paragraph("    ", "    ", piece{plain, s.Title})
		}
		p.line("    ", piece{dim, fmt.Sprintf("%s, %s%s", counted(s.Lines, "line"), counted(s.Words, "word"), prefixed(", ", s.Lang))})
		if s.Status != article.Standing {
			p.paragraph("    ", "    ", piece{red, string(s.Status)}, piece{plain, s.Note})
		}
	}
}

// lines prints lines of an article for people, each whole on a line of its own
// where the output is no terminal.
func (p *paper) lines(r linesReply) {
	digits := 1
	if n := len(r.Lines); n > 0 {
		digits = len(strconv.Itoa(r.Lines[n-1].Line))
	}
	for _, l := range r.Lines {
		number := fmt.Sprintf("%*d │", digits, l.Line)
		if strings.TrimSpace(l.Text) == "" {
			p.line(number)
			continue
		}
		number += " "
		text, mark := piece{plain, l.Text}, piece{}
		if l.Furniture {
			text.style, mark = dim, piece{cyan, "‹" + string(l.Kind) + "›"}
		}
		switch {
		case p.terminal:
			p.paragraph(number, strings.Repeat(" ", digits)+" │ ", text, mark)
		case l.Furniture:
			p.line(number, text, mark)
		default:
			p.line(number, text)
		}
	}
}

// counted is "1 line" or "2 lines".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// prefixed is prefix and s, or nothing where s is empty.
func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}
