package picture

import (
	"cmp"
	"fmt"
	"slices"

	"footnote/answer"
)

// A swatch is a colour of the legend and its name.
type swatch struct {
	x, y float64 // left and top of its line, from the margin and the legend's top
	outlet
}

// planLegend sets the legend in rows.
func (s *sketch) planLegend() {
	all := s.inking.legend
	if n := s.inking.others; n > 0 {
		all = append(slices.Clip(all), outlet{fmt.Sprintf("%d others", n), s.theme.others})
	}
	s.legend = nil
	em, x, y := s.em(), 0.0, 0.0
	for _, o := range all {
		o.name = s.small.short(o.name, s.inner()-1.1*em)
		width := 1.1*em + s.small.width(o.name)
		if x > 0 && x+width > s.inner() {
			x, y = 0, y+s.small.line*1.1
		}
		s.legend = append(s.legend, swatch{x, y, o})
		x += width + 1.2*em
	}
	s.legendHeight = y + s.small.line
}

// A source is a footnote at the foot of the picture.
type source struct {
	mark  string
	lines []string
	x, y  float64 // left and top, from the margin and from the first
}

// placeSources sets the footnotes of the blocks in columns and returns their height.
func (s *sketch) placeSources() float64 {
	s.sources = nil
	cites := footnotes(s.blocks)
	if len(cites) == 0 {
		return 0
	}
	columns, gap := 1.0, 2*s.em()
	if s.inner() >= 52*s.em() {
		columns = 2
	}
	width := (s.inner() - (columns-1)*gap) / columns
	s.indent = s.small.width(fmt.Sprintf("[%d]", cites[len(cites)-1].N)) + 0.5*s.em()
	rows := 0
	for _, c := range cites {
		r := source{mark: fmt.Sprintf("[%d]", c.N)}
		r.lines = s.small.wrap(drawable(sourceOf(c)), width-s.indent, 3)
		rows += len(r.lines)
		s.sources = append(s.sources, r)
	}
	return s.sourcesGap() + s.fill(rows, int(columns), width+gap)
}

// sourcesGap is the height of the rule above the sources with its white space.
func (s *sketch) sourcesGap() float64 { return 2 * s.em() }

// fill gives the sources their places in columns of like height, in order, and
// returns the height of the highest.
func (s *sketch) fill(rows, columns int, pitch float64) (height float64) {
	each := (rows + columns - 1) / columns
	column, used := 0, 0
	for i := range s.sources {
		r := &s.sources[i]
		if used >= each && column+1 < columns {
			column, used = column+1, 0
		}
		r.x, r.y = float64(column)*pitch, float64(used)*s.small.line
		used += len(r.lines)
		height = max(height, float64(used)*s.small.line)
	}
	return height
}

// shorten leaves out the sources that there is no room for, of a single entry with
// a great many.
func (s *sketch) shorten() {
	room := MaxHeight - s.margin - s.sourcesTop - s.sourcesGap()
	low := func(r source) bool { return r.y+float64(len(r.lines)+1)*s.small.line > room }
	gone := len(s.sources)
	s.sources = slices.DeleteFunc(s.sources, low)
	gone -= len(s.sources)
	s.sources = append(s.sources, source{lines: []string{fmt.Sprintf("and %d more", gone)}, y: room - s.small.line})
	s.height = MaxHeight
}

// footnotes are the citations of the blocks, each number once, in order of number.
func footnotes(blocks []block) (all []answer.Citation) {
	seen := map[int]bool{}
	add := func(cites []answer.Citation) {
		for _, c := range cites {
			if c.N > 0 && !seen[c.N] {
				seen[c.N] = true
				all = append(all, c)
			}
		}
	}
	for _, b := range blocks {
		add(b.entry.Citations)
		for _, o := range b.entry.Others {
			add(o.Citations)
		}
	}
	slices.SortFunc(all, func(a, b answer.Citation) int { return cmp.Compare(a.N, b.N) })
	return all
}

// sourceOf says where a citation stands: whose article it is, of when, and its lines.
func sourceOf(c answer.Citation) string {
	at := fmt.Sprint(c.Line)
	if c.EndLine > c.Line {
		at = fmt.Sprintf("%d-%d", c.Line, c.EndLine)
	}
	return fmt.Sprintf("%s — %s:%s", c.Meta.Label(), c.Meta.ID, at)
}
