package picture

import (
	"fmt"
	"strings"

	"footnote/answer"
	"footnote/answer/timeline"
)

// The most lines of the parts of an entry.
const (
	labelLines  = 3
	wideLines   = 5 // of its words, in a wide picture
	narrowLines = 8
	markLines   = 6
	otherLines  = 4
)

// A block is what is written of an entry.
type block struct {
	entry  timeline.Entry
	label  []string
	badges [][]badge // rows
	inline bool      // the badges stand behind the label
	text   []string
	marks  []string // lines of footnote numbers
	trails bool     // the first line of marks stands behind the last of text
	other  []string
	height float64
	y      float64 // middle of the mark, and of the label's first line
	bar    int     // in the sketch's bars; -1: none
}

// A badge is the word "announced", the dot of an outlet or the number of outlets
// without a colour.
type badge struct {
	x, width float64 // from the label's left
	word     string
	framed   bool
	outlet   int // in the legend where word is empty; below 0: one of the others
}

// measure breaks an entry into lines.
func (s *sketch) measure(e timeline.Entry) block {
	b := block{entry: e}
	b.label = s.bold.wrap(drawable(e.Label), s.labelWidth, labelLines)
	s.badge(&b)
	lines := narrowLines
	if s.beside {
		lines = wideLines
	}
	b.text = s.regular.wrap(drawable(e.Text), s.wordsWidth, lines)
	s.mark(&b)
	b.other = s.small.wrap(others(e.Others), s.wordsWidth, otherLines)
	label := float64(len(b.label)) * s.bold.line
	if !b.inline {
		label += float64(len(b.badges)) * s.badgeLine()
	}
	rows := len(b.text) + len(b.marks)
	if b.trails {
		rows--
	}
	words := float64(rows)*s.regular.line + float64(len(b.other))*s.small.line
	if b.height = label + words; s.beside {
		b.height = max(label, words)
	}
	b.height = max(b.height, s.bold.line)
	return b
}

// badgeLine is the height of a row of badges.
func (s *sketch) badgeLine() float64 { return s.small.line * 1.15 }

// dot is the diameter of an outlet's dot.
func (s *sketch) dot() float64 { return 0.7 * s.em() }

// badge lays out the badges of a block.
func (s *sketch) badge(b *block) {
	row := s.flow(s.badgesOf(b.entry), s.labelWidth)
	if len(row) == 0 {
		return
	}
	b.badges = row
	if s.beside || len(b.label) != 1 || len(row) != 1 {
		return
	}
	indent := s.bold.width(b.label[0]) + 0.7*s.em()
	last := row[0][len(row[0])-1]
	if b.inline = indent+last.x+last.width <= s.labelWidth; b.inline {
		for i := range row[0] {
			row[0][i].x += indent
		}
	}
}

// badgesOf are the badges of an entry, without their places.
func (s *sketch) badgesOf(e timeline.Entry) (all []badge) {
	if word := e.Status.Word(); word != "" {
		all = append(all, badge{word: word, width: s.small.width(word) + s.small.size, framed: true})
	}
	grey := 0
	seen := make([]bool, len(s.inking.legend))
	for _, name := range e.Outlets {
		if at, ok := s.inking.place[name]; ok {
			seen[at] = true
		} else if name != "" {
			grey++
		}
	}
	for at, is := range seen {
		if is {
			all = append(all, badge{outlet: at, width: s.dot()})
		}
	}
	if grey > 0 {
		all = append(all, badge{outlet: -1, width: s.dot()})
	}
	if grey > 1 {
		word := fmt.Sprintf("× %d", grey)
		all = append(all, badge{word: word, width: s.small.width(word)})
	}
	return all
}

// flow sets badges in rows no wider than width.
func (s *sketch) flow(all []badge, width float64) (rows [][]badge) {
	x := 0.0
	for _, b := range all {
		if len(rows) == 0 || x+b.width > width {
			rows, x = append(rows, nil), 0
		}
		b.x = x
		if x += b.width + 0.25*s.em(); b.framed {
			x += 0.25 * s.em()
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], b)
	}
	return rows
}

// mark lays out the footnote numbers, behind the words where there is room.
func (s *sketch) mark(b *block) {
	var all []string
	for _, c := range b.entry.Citations {
		if c.N > 0 {
			all = append(all, fmt.Sprintf("[%d]", c.N))
		}
	}
	if len(all) == 0 {
		return
	}
	b.marks = s.small.wrap(strings.Join(all, " "), s.wordsWidth, markLines)
	if n := len(b.text); n > 0 && len(b.marks) == 1 {
		b.trails = s.regular.width(b.text[n-1]+" ")+s.small.width(b.marks[0]) <= s.wordsWidth
	}
}

// others says which other dates there are, and who has them.
func others(all []timeline.Other) string {
	if len(all) == 0 {
		return ""
	}
	parts := make([]string, len(all))
	for i, o := range all {
		parts[i] = drawable(o.Label)
		if who := outlets(o.Citations); who != "" {
			parts[i] += " (" + who + ")"
		}
	}
	return "also dated: " + strings.Join(parts, "; ")
}

// outlets are those of the citations, each once, with their footnotes.
func outlets(cites []answer.Citation) string {
	var names []string
	marks := map[string]string{}
	for _, c := range cites {
		name := drawable(c.Meta.Whose())
		if _, ok := marks[name]; !ok {
			names = append(names, name)
			marks[name] = ""
		}
		if c.N > 0 {
			marks[name] += fmt.Sprintf(" [%d]", c.N)
		}
	}
	for i, name := range names {
		names[i] += marks[name]
	}
	return strings.Join(names, ", ")
}
