package picture

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer/timeline"
)

var update = flag.Bool("update", false, "write the pictures in testdata; look at them before they are kept")

// draw returns the picture and its bytes.
func draw(t testing.TB, tl timeline.Timeline, o Options) (*image.Paletted, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := Draw(t.Context(), &b, tl, o); err != nil {
		t.Fatal(err)
	}
	im, err := png.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return im.(*image.Paletted), b.Bytes()
}

// The pictures in testdata were looked at. Others may differ from them as much as
// processors round differently, and no more.
func TestGolden(t *testing.T) {
	for _, tt := range []struct {
		name string
		tl   timeline.Timeline
		o    Options
	}{
		{"desktop", dam(), Options{Title: "The lower dam of Korvale"}},
		{"phone", dam(), Options{Title: "The lower dam of Korvale", Width: 360, Dark: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, raw := draw(t, tt.tl, tt.o)
			file := filepath.Join("testdata", tt.name+".png")
			if *update {
				if err := os.WriteFile(file, raw, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			want, err := png.Decode(f)
			if err != nil {
				t.Fatal(err)
			}
			if got.Bounds() != want.Bounds() {
				t.Fatalf("got %v, want %v", got.Bounds(), want.Bounds())
			}
			if far, all := difference(got, want); far*10_000 > all {
				t.Errorf("%d of %d pixels differ; -update writes the new picture", far, all)
			}
		})
	}
}

// difference is the number of pixels that differ by more than an eighth of the range.
func difference(a, b image.Image) (far, all int) {
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p, q := rgba(a.At(x, y)), rgba(b.At(x, y))
			if max(apart(p.R, q.R), apart(p.G, q.G), apart(p.B, q.B)) > 32 {
				far++
			}
		}
	}
	return far, r.Dx() * r.Dy()
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func rgba(c color.Color) color.RGBA { return color.RGBAModel.Convert(c).(color.RGBA) }

func TestSameBytes(t *testing.T) {
	t.Parallel()
	_, first := draw(t, dam(), Options{Width: 360})
	for range 2 {
		if _, again := draw(t, dam(), Options{Width: 360}); !bytes.Equal(first, again) {
			t.Fatal("the same timeline gave other bytes")
		}
	}
	if _, dark := draw(t, dam(), Options{Width: 360, Dark: true}); bytes.Equal(first, dark) {
		t.Error("dark is the same as light")
	}
}

func TestHeight(t *testing.T) {
	t.Parallel()
	for _, width := range []int{MinWidth, DefaultWidth} {
		last := 0
		for _, n := range []int{0, 1, 3, 7} {
			tl := dam()
			tl.Entries = tl.Entries[:n]
			im, _ := draw(t, tl, Options{Width: width})
			if h := im.Bounds().Dy(); h <= last {
				t.Errorf("%d entries at %d pixels: %d high, fewer are %d", n, width, h, last)
			} else {
				last = h
			}
			if im.Bounds().Dx() != width {
				t.Errorf("got a width of %d, want %d", im.Bounds().Dx(), width)
			}
			if n == 1 && last > 300 {
				t.Errorf("one entry is %d pixels high", last)
			}
		}
	}
}

// What there is no room for is left out by weight, and counted.
func TestMaxHeight(t *testing.T) {
	tl := chronicle(300, 5)
	tl.Entries[0].Outlets, tl.Entries[0].Weight = []string{"Left Out"}, -1
	s := sketchOf(t, tl, Options{Width: 360})
	if s.height > MaxHeight || s.height < MaxHeight-400 {
		t.Errorf("%g pixels high, want a little under %d", s.height, MaxHeight)
	}
	want := fmt.Sprintf("%d entries of less weight are left out.", 300-len(s.blocks))
	if got := strings.Join(s.notes, " "); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	least := math.Inf(1)
	for _, b := range s.blocks {
		least = min(least, b.entry.Weight)
	}
	for _, l := range s.legend {
		if l.name == "Left Out" {
			t.Error("an outlet of which nothing is drawn is in the legend")
		}
	}
	heavier := 0
	for _, e := range tl.Entries {
		if e.Weight > least {
			heavier++
		}
	}
	if heavier > len(s.blocks) {
		t.Errorf("%d entries drawn, down to weight %g, and %d are heavier", len(s.blocks), least, heavier)
	}
}

// One entry cannot be left out, whatever it cites.
func TestManySources(t *testing.T) {
	t.Parallel()
	tl := dam()
	tl.Entries = tl.Entries[:1]
	for i := range 800 {
		tl.Entries[0].Citations = append(tl.Entries[0].Citations, cite(i+2, herald, i+1))
	}
	o := Options{Width: MinWidth}
	s := sketchOf(t, tl, o)
	last := s.sources[len(s.sources)-1]
	if want := fmt.Sprintf("and %d more", 801-len(s.sources)+1); last.lines[0] != want {
		t.Errorf("got %q, want %q", last.lines[0], want)
	}
	margins(t, tl, o)
}

func sketchOf(t *testing.T, tl timeline.Timeline, o Options) *sketch {
	t.Helper()
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	s, err := newSketch(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.plan(t.Context(), tl); err != nil {
		t.Fatal(err)
	}
	return s
}

// margins checks that nothing reaches the border of the picture.
func margins(t testing.TB, tl timeline.Timeline, o Options) {
	t.Helper()
	im, _ := draw(t, tl, o)
	r := im.Bounds()
	if r.Dy() > MaxHeight {
		t.Errorf("%d pixels high", r.Dy())
	}
	inner := r.Inset(12)
	ground := uint8(im.Palette.Index(newTheme(o.Dark).ground))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if x == inner.Min.X && y >= inner.Min.Y && y < inner.Max.Y {
				x = inner.Max.X
			}
			if im.ColorIndexAt(x, y) != ground {
				t.Fatalf("something is drawn at %d, %d of %v", x, y, r.Max)
			}
		}
	}
}

func TestMargins(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Längstewörter", 800)
	for _, width := range []int{MinWidth, 719} {
		margins(t, chronicle(9, 11), Options{Width: width, Title: strings.Repeat("A title of many words ", 9)})
		tl := dam()
		for i := range tl.Entries {
			e := &tl.Entries[i]
			e.Label, e.Text = long, long
			e.Outlets = append(e.Outlets, long, "ẞ")
			e.Others = append(e.Others, timeline.Other{Label: long})
			e.Citations[0].Meta.Outlet, e.Citations[0].Meta.ID = long, long
		}
		tl.Undated = []string{long}
		margins(t, tl, Options{Width: width, Title: long, Dark: true})
	}
}

func TestWords(t *testing.T) {
	tl := dam()
	tl.Undated = []string{"day2/mill"}
	s := sketchOf(t, tl, Options{Width: 1000})
	last := s.blocks[6]
	if got := last.badges[0][0].word; got != "announced" {
		t.Errorf("an announced entry says %q", got)
	}
	if !s.bars[last.bar].hollow {
		t.Error("the bar of an announced entry is filled")
	}
	if got, want := strings.Join(s.blocks[4].other, " "), "also dated: 11 March 2024 (Ostmark Herald [7])"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := strings.Join(s.blocks[4].marks, " "), "[4] [5] [6]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var marks []string
	for _, r := range s.sources {
		marks = append(marks, r.mark)
	}
	if got, want := strings.Join(marks, ""), "[1][2][3][4][5][6][7][8][9][10][11][12]"; got != want {
		t.Errorf("got sources %s, want %s", got, want)
	}
	if got, want := s.sources[5].lines[0], "Ostmark Herald, updated 22 Apr 2024 — herald:9"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := strings.Join(s.notes, " "), "The day of an article is not known; only what it dates in full takes part: day2/mill"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := sketchOf(t, timeline.Timeline{}, Options{}).notes[0]; got != "No dated events." {
		t.Errorf("an empty timeline says %q", got)
	}
}

func TestErrors(t *testing.T) {
	for _, width := range []int{-1, 1, MinWidth - 1, MaxWidth + 1} {
		if err := Draw(t.Context(), new(bytes.Buffer), dam(), Options{Width: width}); !errors.Is(err, ErrWidth) {
			t.Errorf("width %d: got %v, want %v", width, err, ErrWidth)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var b bytes.Buffer
	if err := Draw(ctx, &b, dam(), Options{}); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes, want %v and none", err, b.Len(), context.Canceled)
	}
	if err := Draw(t.Context(), full{}, dam(), Options{}); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
}

// full is a writer without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func FuzzDraw(f *testing.F) {
	f.Add("12 March 2024", "The gates failed.", "Ledger", int64(19_000), int64(0), 3, uint16(360))
	f.Add("\x1b[31m", "مرحبا بالعالم 北京 🎉\u202e\u200d", "\xff", int64(-800_000), int64(40_000), 1, uint16(0))
	f.Add("", strings.Repeat("ü", 10_000), strings.Repeat("a ", 300), int64(3_000_000), int64(-5), 9, uint16(200))
	f.Fuzz(func(t *testing.T, label, text, outlet string, first, length int64, n int, width uint16) {
		o := Options{Width: MinWidth + int(width)%(1200-MinWidth), Title: label, Dark: n%2 == 0}
		const far = 4_000_000 // days, some ten thousand years
		var tl timeline.Timeline
		for i := range min(max(n, 0), 9) {
			e := dam().Entries[i%7]
			e.Label, e.Text, e.Outlets = label, text, []string{outlet, label}
			e.When.First = e.When.First.AddDate(0, 0, int(first%far)*i)
			e.When.Last = e.When.First.AddDate(0, 0, int(length%far))
			e.Citations[0].Meta.Outlet = outlet
			tl.Entries = append(tl.Entries, e)
		}
		margins(t, tl, o)
	})
}

func BenchmarkDraw(b *testing.B) {
	tl := chronicle(40, 11)
	for _, width := range []int{360, 1000, 2000} {
		b.Run(fmt.Sprint(width), func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				var out bytes.Buffer
				if err := Draw(b.Context(), &out, tl, Options{Width: width}); err != nil {
					b.Fatal(err)
				}
				size = out.Len()
			}
			b.ReportMetric(float64(size), "png-bytes")
		})
	}
}
