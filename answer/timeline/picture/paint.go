package picture

import (
	"context"
	"image"
	"image/color"
	"math"

	"git.sr.ht/~sbinet/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// A canvas is what is drawn on.
type canvas struct {
	*gg.Context
	*sketch
	im *image.RGBA
}

// paint draws the sketch.
func (s *sketch) paint(ctx context.Context) (*image.RGBA, error) {
	im := image.NewRGBA(image.Rect(0, 0, int(s.width), int(s.height)))
	c := canvas{gg.NewContextForRGBA(im), s, im}
	c.SetColor(s.theme.ground)
	c.Clear()
	y := s.margin
	for _, l := range s.titleLines {
		c.write(s.title, s.theme.text, l, s.margin, y)
		y += s.title.line
	}
	if len(s.blocks) > 0 {
		c.paintLegend()
		c.paintAxis()
	}
	for i, b := range s.blocks {
		if err := ctx.Err(); i%8 == 0 && err != nil {
			return nil, err
		}
		c.paintBlock(b)
	}
	y = s.bodyWhite
	for _, l := range s.notes {
		c.write(s.regular, s.theme.muted, l, s.margin, y)
		y += s.regular.line
	}
	c.paintSources()
	return im, ctx.Err()
}

// write draws a line of text whose top left is at x, y. gg would draw each letter
// through a filter of its own, in five times the time.
func (c canvas) write(p *pen, ink color.Color, text string, x, y float64) {
	base := int(math.Round(y + p.ascent)) // whole pixels keep the base of letters sharp
	d := font.Drawer{
		Dst: c.im, Src: image.NewUniform(ink), Face: p.face,
		Dot: fixed.Point26_6{X: fixed.Int26_6(math.Round(x * 64)), Y: fixed.I(base)},
	}
	d.DrawString(text)
}

// disc draws a dot with an edge.
func (c canvas) disc(x, y, diameter float64, fill, edge color.Color, weight float64) {
	c.DrawCircle(x, y, (diameter-weight)/2)
	c.SetColor(fill)
	c.FillPreserve()
	c.SetColor(edge)
	c.SetLineWidth(weight)
	c.Stroke()
}

func (c canvas) paintLegend() {
	top := c.margin
	if n := len(c.titleLines); n > 0 {
		top += float64(n)*c.title.line + 0.5*c.em()
	}
	for _, l := range c.legend {
		x, y := c.margin+l.x, top+l.y
		c.disc(x+c.dot()/2, y+c.small.line/2, c.dot(), l.ink, c.theme.edge, 1)
		c.write(c.small, c.theme.text, l.name, x+1.1*c.em(), y)
	}
}

// laneAt is the middle of a lane of bars.
func (c canvas) laneAt(lane int) float64 { return c.line + float64(lane+1)*c.lane }

// markAt is where the mark of a block is.
func (c canvas) markAt(b block) float64 {
	if b.bar < 0 {
		return c.line
	}
	return c.laneAt(c.bars[b.bar].lane)
}

// paintAxis draws what stands left of the words: the line of time, the bars of
// stretches of days on it, and the breaks through both.
func (c canvas) paintAxis() {
	em := c.em()
	c.SetLineWidth(1)
	c.SetColor(c.theme.leader)
	for _, b := range c.blocks {
		y := math.Round(b.y) + 0.5
		c.DrawLine(c.markAt(b), y, c.label-0.35*em, y)
		c.Stroke()
	}
	knots := c.axis.knots
	last := len(knots) - 1
	c.SetColor(c.theme.axis)
	c.SetLineWidth(max(2, em/9))
	end := knots[last].y + max(knots[last].room-c.bold.line/2, em/2)
	for _, b := range c.bars {
		end = max(end, c.endOf(b))
	}
	c.DrawLine(c.line, knots[0].y, c.line, end)
	c.Stroke()
	for _, b := range c.bars {
		c.paintBar(b)
	}
	for _, k := range knots {
		if k.broken > 0 {
			c.paintBreak(k.broken)
		}
	}
	for _, b := range c.blocks {
		c.paintMark(b)
	}
}

// thick is the width of a bar.
func (c canvas) thick() float64 { return 0.5 * c.em() }

// endOf is the lower end of a bar: where its days end on the axis, yet below all its
// marks, and far enough from its top to be a bar.
func (c canvas) endOf(b bar) float64 {
	end := b.marks[0]
	if !b.short {
		end = c.axis.at(b.end) - c.thick()/2 - 1
	}
	return max(end, b.marks[0]+1.7*c.thick(), b.marks[len(b.marks)-1]+0.6*c.thick())
}

// paintBar draws a bar.
func (c canvas) paintBar(b bar) {
	em, width := c.em(), c.thick()
	x, top, end := c.laneAt(b.lane), b.marks[0]-width/2, c.endOf(b)
	c.SetLineWidth(max(1.5, em/11))
	c.SetColor(c.theme.axis)
	c.DrawRoundedRectangle(x-width/2, top, width, end-top, width/2)
	if b.hollow {
		c.SetColor(c.theme.ground)
		c.FillPreserve()
		c.SetColor(c.theme.text)
		c.Stroke()
		return
	}
	c.Fill()
}

// paintBreak cuts the axis and what runs beside it: time is left out here.
func (c canvas) paintBreak(y float64) {
	em := c.em()
	left, right, half := c.line-0.5*em, c.label-0.6*em, 0.28*em
	c.SetColor(c.theme.ground)
	c.DrawRectangle(left-1, y-half, right-left+2, 2*half)
	c.Fill()
	c.SetColor(c.theme.axis)
	c.SetLineWidth(max(1.5, em/11))
	for _, edge := range []float64{y - half, y + half} {
		step := 0.5 * em
		n := max(int((right-left)/step), 2)
		c.MoveTo(left, edge)
		for i := 1; i <= n; i++ {
			c.LineTo(left+float64(i)*step, edge+0.2*em*float64(i%2*2-1)*0.5)
		}
		c.Stroke()
	}
}

// paintMark draws where on the axis an entry begins: hollow where it has not happened.
func (c canvas) paintMark(b block) {
	em := c.em()
	fill, diameter := c.theme.text, 0.62*em
	if b.entry.Status.Word() != "" {
		fill = c.theme.ground
	}
	if b.bar >= 0 {
		if bar := c.bars[b.bar]; bar.hollow && bar.marks[0] == b.y {
			return // the end of a hollow bar is a mark of itself
		}
		diameter = 0.5 * em
	}
	c.disc(c.markAt(b), b.y, diameter, fill, c.theme.text, max(1.5, em/9))
}

// paintBlock draws the words of an entry.
func (c canvas) paintBlock(b block) {
	y := b.y - c.bold.line/2
	for _, l := range b.label {
		c.write(c.bold, c.theme.text, l, c.label, y)
		y += c.bold.line
	}
	if b.inline {
		c.paintBadges(b.badges[0], b.y)
	} else {
		for _, row := range b.badges {
			c.paintBadges(row, y+c.badgeLine()/2)
			y += c.badgeLine()
		}
	}
	if c.beside {
		y = b.y - c.bold.line/2
	}
	for _, l := range b.text {
		c.write(c.regular, c.theme.text, l, c.words, y)
		y += c.regular.line
	}
	for i, l := range b.marks {
		if i == 0 && b.trails {
			end := c.words + c.regular.width(b.text[len(b.text)-1]+" ")
			c.write(c.small, c.theme.muted, l, end, y-c.regular.line+c.regular.ascent-c.small.ascent)
			continue
		}
		c.write(c.small, c.theme.muted, l, c.words, y)
		y += c.regular.line
	}
	for _, l := range b.other {
		c.write(c.small, c.theme.muted, l, c.words, y)
		y += c.small.line
	}
}

// paintBadges draws a row of badges around the height y.
func (c canvas) paintBadges(row []badge, y float64) {
	for _, b := range row {
		x := c.label + b.x
		switch {
		case b.framed:
			h := c.small.line * 0.98
			c.DrawRoundedRectangle(math.Round(x)+0.5, math.Round(y-h/2)+0.5, math.Round(b.width), math.Round(h), h/3)
			c.SetColor(c.theme.muted)
			c.SetLineWidth(1)
			c.Stroke()
			c.write(c.small, c.theme.text, b.word, x+c.small.size/2, y-c.small.line/2)
		case b.word != "":
			c.write(c.small, c.theme.muted, b.word, x, y-c.small.line/2)
		case b.outlet < 0:
			c.disc(x+b.width/2, y, c.dot(), c.theme.others, c.theme.edge, 1)
		default:
			c.disc(x+b.width/2, y, c.dot(), c.inking.legend[b.outlet].ink, c.theme.edge, 1)
		}
	}
}

// paintSources draws the footnotes.
func (c canvas) paintSources() {
	if len(c.sources) == 0 {
		return
	}
	rule := math.Round(c.sourcesTop+c.em()) + 0.5
	c.SetColor(c.theme.leader)
	c.SetLineWidth(1)
	c.DrawLine(c.margin, rule, c.width-c.margin, rule)
	c.Stroke()
	top := c.sourcesTop + c.sourcesGap()
	for _, r := range c.sources {
		x, y := c.margin+r.x, top+r.y
		c.write(c.small, c.theme.muted, r.mark, x, y)
		for _, l := range r.lines {
			c.write(c.small, c.theme.muted, l, x+c.indent, y)
			y += c.small.line
		}
	}
}
