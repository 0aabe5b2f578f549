// Package picture draws a timeline: dates down an axis, beside each what happened
// and the numbers of its footnotes, the outlets by colour, and the sources at the
// foot.
//
// The distance between two dates is the time between them where that leaves room
// for the words and does not make the picture long; an axis that leaves time out is
// broken there. A picture is as high as what it says, up to a limit. The same
// timeline and Options give the same bytes on one machine.
package picture

import (
	"context"
	"errors"
	"fmt"
	"io"

	"footnote/answer/timeline"
)

// The widths that can be drawn, in pixels.
const (
	MinWidth     = 320
	MaxWidth     = 2000
	DefaultWidth = 1000
)

// MaxHeight is the height in pixels that no picture exceeds; chats show higher
// ones too small to read. What does not fit is left out, the least weight first,
// and the picture says how much.
const MaxHeight = 8000

// ErrWidth is the error of a width that cannot be drawn.
var ErrWidth = errors.New("width out of range")

// Options say how a timeline is drawn. The zero value draws it light, for a desktop.
type Options struct {
	Width int    // pixels, MinWidth to MaxWidth; 0: DefaultWidth. Letters grow with it, from 14 to 24 pixels
	Dark  bool   // light letters on a dark ground
	Title string // above the timeline, three lines at most; empty: none
}

// Draw writes the timeline as a PNG; of one without entries a small picture that
// says so. Entries are drawn by their first day, those of one day in the order
// given. Characters that the fonts lack (they have Latin, Greek and Cyrillic) are
// drawn without their marks where that helps, else each run of them as "…".
// Errors: ErrWidth, that of ctx, and those of w, which may have got a part by then.
func Draw(ctx context.Context, w io.Writer, t timeline.Timeline, o Options) error {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	if o.Width < MinWidth || o.Width > MaxWidth {
		return fmt.Errorf("draw timeline: %w: %d pixels, want %d to %d", ErrWidth, o.Width, MinWidth, MaxWidth)
	}
	s, err := newSketch(o)
	if err != nil {
		return fmt.Errorf("draw timeline: %w", err)
	}
	if err := s.plan(ctx, t); err != nil {
		return fmt.Errorf("draw timeline: %w", err)
	}
	im, err := s.paint(ctx)
	if err != nil {
		return fmt.Errorf("draw timeline: %w", err)
	}
	if err := encode(w, im, s.theme.inks()); err != nil {
		return fmt.Errorf("draw timeline: %w", err)
	}
	return nil
}
