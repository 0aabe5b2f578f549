package picture

import (
	"context"
	"fmt"
	"math"
	"slices"

	"footnote/answer/timeline"

	"golang.org/x/image/font/sfnt"
)

// maxEntries is more than MaxHeight has room for; beyond, entries are not measured.
const maxEntries = 500

// A sketch is a picture that is measured but not drawn.
type sketch struct {
	theme                       theme
	title, bold, regular, small *pen
	width, height               float64
	margin                      float64
	inking                      inking

	// From left to right: marks of days at line, bars in lanes, labels, words. A
	// narrow picture has the labels above the words instead.
	line, lane         float64
	label, labelWidth  float64
	words, wordsWidth  float64
	beside             bool // labels are beside the words
	titleLines         []string
	legend             []swatch
	legendHeight       float64
	blocks             []block
	bars               []bar
	axis               axis
	bodyTop, bodyWhite float64 // bodyWhite: height below the last block
	notes              []string
	sources            []source
	sourcesTop         float64
	indent             float64 // of a source's words behind its number
}

func newSketch(o Options) (*sketch, error) {
	f, err := fonts()
	if err != nil {
		return nil, err
	}
	s := &sketch{theme: newTheme(o.Dark), width: float64(o.Width)}
	em := min(max(14+(s.width-360)/160, 14), 24)
	for _, p := range []struct {
		to   **pen
		font *sfnt.Font
		size float64
	}{
		{&s.title, f.bold, 1.3 * em}, {&s.bold, f.bold, em},
		{&s.regular, f.regular, em}, {&s.small, f.regular, max(0.8*em, 12)},
	} {
		if *p.to, err = newPen(p.font, p.size); err != nil {
			return nil, err
		}
	}
	s.margin = math.Round(max(16, s.width/40))
	s.titleLines = s.title.wrap(drawable(o.Title), s.inner(), 3)
	return s, nil
}

// inner is the width between the margins.
func (s *sketch) inner() float64 { return s.width - 2*s.margin }

// em is the size of the words.
func (s *sketch) em() float64 { return s.regular.size }

// plan measures everything and gives it its place.
func (s *sketch) plan(ctx context.Context, t timeline.Timeline) error {
	all := len(t.Entries)
	entries := slices.Clone(t.Heaviest(maxEntries).Entries)
	slices.SortStableFunc(entries, func(a, b timeline.Entry) int { return a.When.First.Compare(b.When.First) })
	for {
		if err := s.arrange(ctx, entries, all, t.Undated); err != nil {
			return err
		}
		if len(s.blocks) == len(entries) {
			return nil
		}
		// The legend is of what is drawn: once more with these alone.
		entries = make([]timeline.Entry, len(s.blocks))
		for i, b := range s.blocks {
			entries[i] = b.entry
		}
	}
}

// arrange measures the entries, which are of all so many, and places those that
// there is room for.
func (s *sketch) arrange(ctx context.Context, entries []timeline.Entry, all int, undated []string) error {
	s.inking = s.theme.ink(entries)
	s.columns(entries)
	s.planLegend()
	blocks := make([]block, len(entries))
	for i, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		blocks[i] = s.measure(e)
	}
	s.fit(blocks, all, undated)
	return nil
}

// columns divides the width.
func (s *sketch) columns(entries []timeline.Entry) {
	em := s.em()
	all, _ := bars(spansOf(entries))
	used := 0
	for _, b := range all {
		used = max(used, b.lane+1)
	}
	s.line, s.lane = s.margin+0.5*em, 0.85*em
	s.label = s.line + float64(used)*s.lane + 1.2*em
	s.labelWidth = s.width - s.margin - s.label
	s.words, s.wordsWidth = s.label, s.labelWidth
	if s.beside = s.width >= 40*em; s.beside {
		s.labelWidth = 9.5 * em
		s.words = s.label + s.labelWidth + 1.2*em
		s.wordsWidth = s.width - s.margin - s.words
	}
}

func spansOf(entries []timeline.Entry) []span {
	spans := make([]span, len(entries))
	for i, e := range entries {
		spans[i] = spanOf(e.When, e.Status.Word() != "")
	}
	return spans
}

// fit keeps as many blocks as there is room for, the heaviest ones, and places them.
func (s *sketch) fit(blocks []block, all int, undated []string) {
	entries := make([]timeline.Entry, len(blocks))
	for i, b := range blocks {
		entries[i] = b.entry
	}
	order := timeline.ByWeight(entries)
	place := func(n int) bool {
		chosen := slices.Clone(order[:n])
		slices.Sort(chosen)
		kept := make([]block, n)
		for i, at := range chosen {
			kept[i] = blocks[at]
		}
		s.place(kept, all-n, undated)
		return s.height <= MaxHeight
	}
	if place(len(blocks)) {
		return
	}
	low, high := 1, len(blocks) // low fits, unless it is 1; high does not
	for low+1 < high {
		if mid := (low + high) / 2; place(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	for n := low; !place(n); n-- {
		if n == 1 {
			s.shorten()
			return
		}
	}
}

// place gives the blocks their places, in order, and all else below them.
func (s *sketch) place(blocks []block, left int, undated []string) {
	em := s.em()
	s.blocks = blocks
	s.bodyTop = s.margin + float64(len(s.titleLines))*s.title.line
	if len(s.titleLines) > 0 {
		s.bodyTop += 0.5 * em
	}
	if len(s.legend) > 0 && len(blocks) > 0 {
		s.bodyTop += s.legendHeight + em
	}
	y := s.bodyTop + s.placeBlocks()
	s.notes = nil
	if len(blocks) == 0 {
		s.notes = s.regular.wrap("No dated events.", s.inner(), 2)
	}
	s.note(left, undated)
	if len(blocks) > 0 && len(s.notes) > 0 {
		y += em
	}
	s.bodyWhite = y
	y += float64(len(s.notes)) * s.regular.line
	s.sourcesTop = y
	y += s.placeSources()
	s.height = math.Ceil(y + s.margin)
}

// placeBlocks sets the axis and the heights of the blocks and returns the height of all.
func (s *sketch) placeBlocks() float64 {
	if len(s.blocks) == 0 {
		s.axis, s.bars = axis{}, nil
		return 0
	}
	em := s.em()
	days, rooms, spans := make([]int64, len(s.blocks)), make([]float64, len(s.blocks)), make([]span, len(s.blocks))
	for i, b := range s.blocks {
		spans[i] = spanOf(b.entry.When, b.entry.Status.Word() != "")
		days[i], rooms[i] = spans[i].first, b.height
	}
	// White space is for a reader of few entries; many must still be seen at once.
	most := min(max(6-0.1*float64(len(s.blocks)), 2.5), 5) * em
	s.axis = newAxis(days, rooms, 1.1*em, most)
	top := s.bodyTop + s.bold.line/2
	for i := range s.axis.knots {
		k := &s.axis.knots[i]
		k.y += top
		if k.broken > 0 {
			k.broken += top
		}
		s.blocks[i].y = k.y
	}
	all, of := bars(spans)
	s.bars = all
	for i := range s.blocks {
		s.blocks[i].bar = of[i]
		if of[i] >= 0 {
			b := &s.bars[of[i]]
			b.marks = append(b.marks, s.blocks[i].y)
		}
	}
	last := len(s.blocks) - 1
	return s.blocks[last].y - s.bold.line/2 + s.blocks[last].height - s.bodyTop
}

// note adds what the picture does not show.
func (s *sketch) note(left int, undated []string) {
	if left > 0 {
		text := fmt.Sprintf("%d entries of less weight are left out.", left)
		if left == 1 {
			text = "1 entry of less weight is left out."
		}
		s.notes = append(s.notes, s.regular.wrap(text, s.inner(), 2)...)
	}
	if len(undated) == 0 {
		return
	}
	text := "The day of an article is not known; only what it dates in full takes part: "
	if len(undated) > 1 {
		text = fmt.Sprintf("The day of %d articles is not known; only what they date in full takes part: ", len(undated))
	}
	for i, id := range undated[:min(len(undated), 20)] {
		if i > 0 {
			text += ", "
		}
		text += drawable(id)
	}
	s.notes = append(s.notes, s.regular.wrap(text, s.inner(), 3)...)
}
