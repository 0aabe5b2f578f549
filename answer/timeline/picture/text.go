package picture

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/internal/harmless"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

const ellipsis = "…"

// maxText is the bytes of a text that are looked at: more than any lines hold.
const maxText = 16 << 10

// The fonts are read once; faces of them are made for each picture.
type typefaces struct {
	regular, bold *sfnt.Font
	has           [1 << 16]bool // both have it; neither has any character above
}

var fonts = sync.OnceValues(func() (*typefaces, error) {
	var (
		t   typefaces
		err error
	)
	if t.regular, err = opentype.Parse(goregular.TTF); err != nil {
		return nil, fmt.Errorf("read Go regular: %w", err)
	}
	if t.bold, err = opentype.Parse(gobold.TTF); err != nil {
		return nil, fmt.Errorf("read Go bold: %w", err)
	}
	var b sfnt.Buffer
	for r := range rune(len(t.has)) {
		regular, _ := t.regular.GlyphIndex(&b, r)
		bold, _ := t.bold.GlyphIndex(&b, r)
		// A picture for an unknown character is no character.
		t.has[r] = regular != 0 && bold != 0 && r != utf8.RuneError && unicode.IsGraphic(r)
	}
	return &t, nil
})

func (t *typefaces) draws(r rune) bool { return r >= 0 && int(r) < len(t.has) && t.has[r] }

// drawable is s on one line, in characters that the fonts have: a letter that they
// lack without its marks, any other run of what they lack as one ellipsis. What is
// invisible is left out.
func drawable(s string) string {
	t, err := fonts()
	if err != nil {
		return ""
	}
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "") + ellipsis
	}
	var b strings.Builder
	gap, space := false, false // an ellipsis is the last written; white space waits
	for _, r := range norm.NFC.String(harmless.Line(s)) {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
			continue
		}
		if r = t.nearest(r); r < 0 {
			continue
		}
		if r == '…' && gap {
			continue // of several in a row, spaces between them or not, one
		}
		if space {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		gap, space = r == '…', false
	}
	return b.String()
}

// nearest is the character to draw for r: '…' where there is none, below 0 where
// nothing need be drawn.
func (t *typefaces) nearest(r rune) rune {
	if t.draws(r) {
		return r
	}
	if unicode.Is(unicode.M, r) {
		return -1
	}
	if base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r))); base != r && t.draws(base) {
		return base
	}
	return '…'
}

// A pen is a font at one size. It is not for several goroutines.
type pen struct {
	face   font.Face
	size   float64 // pixels of an em
	line   float64 // from one line to the next
	ascent float64 // from the top of a line to its base
	widths map[rune]float64
}

func newPen(f *sfnt.Font, size float64) (*pen, error) {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("make a face of %g pixels: %w", size, err)
	}
	p := &pen{face: face, size: size, line: size * 1.38, widths: map[rune]float64{}}
	m := face.Metrics()
	up, down := float64(m.Ascent)/64, float64(m.Descent)/64
	p.ascent = (p.line-up-down)/2 + up
	return p, nil
}

// width is that of s in pixels. The fonts have no kerning.
func (p *pen) width(s string) (sum float64) {
	for _, r := range s {
		w, ok := p.widths[r]
		if !ok {
			advance, _ := p.face.GlyphAdvance(r)
			w = float64(advance) / 64
			p.widths[r] = w
		}
		sum += w
	}
	return sum
}

// wrap breaks drawable text into lines no wider than width, most of them at most;
// what is cut ends in an ellipsis. A word wider than a line is broken.
func (p *pen) wrap(s string, width float64, most int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(s) {
		if with := line + " " + word; line != "" && p.width(with) <= width {
			line = with
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		for head := p.head(line, width); len(head) < len(line) && len(lines) <= most; head = p.head(line, width) {
			lines, line = append(lines, head), line[len(head):]
		}
		if len(lines) >= most {
			break
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = p.cut(lines[most-1], width)
	}
	return lines
}

// head is as much of s as fits, at least one character.
func (p *pen) head(s string, width float64) string {
	for i, r := range s {
		w := p.width(s[i : i+utf8.RuneLen(r)])
		if width -= w; width < 0 && i > 0 {
			return s[:i]
		}
	}
	return s
}

// cut is s with an ellipsis behind what fits with it.
func (p *pen) cut(s string, width float64) string {
	for s = p.head(s, width); s != "" && p.width(s+ellipsis) > width; {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return strings.TrimRight(s, " ,;:.-–—…") + ellipsis
}

// short is s on one line, cut where it must be.
func (p *pen) short(s string, width float64) string {
	if len(p.head(s, width)) == len(s) {
		return s
	}
	return p.cut(s, width)
}
