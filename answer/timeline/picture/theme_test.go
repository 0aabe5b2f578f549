package picture

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"footnote/answer/timeline"
)

// linear is a colour in linear light, 0 to 1.
func linear(c color.RGBA) (v [3]float64) {
	for i, n := range [3]uint8{c.R, c.G, c.B} {
		if v[i] = float64(n) / 255; v[i] <= 0.04045 {
			v[i] /= 12.92
		} else {
			v[i] = math.Pow((v[i]+0.055)/1.055, 2.4)
		}
	}
	return v
}

// contrast is that of WCAG 2.2, 1 to 21.
func contrast(a, b color.RGBA) float64 {
	light := func(c color.RGBA) float64 {
		v := linear(c)
		return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2]
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	if got := contrast(rgb(0x000000), rgb(0xffffff)); got != 21 {
		t.Fatalf("black on white: got %g", got)
	}
	for _, dark := range []bool{false, true} {
		th := newTheme(dark)
		for _, tt := range []struct {
			name string
			ink  color.RGBA
			want float64
		}{
			{"text", th.text, 7}, {"muted", th.muted, 4.5}, {"axis", th.axis, 3}, {"edge", th.edge, 3},
		} {
			if got := contrast(tt.ink, th.ground); got < tt.want {
				t.Errorf("dark %t, %s: %.2f to 1, want %g", dark, tt.name, got, tt.want)
			}
		}
	}
}

// sights are how people see colours: in linear light, after Viénot, Brettel and
// Mollon, "Digital video colourmaps for checking the legibility of displays by
// dichromats", 1999, and for tritanopes after Machado, Oliveira and Fernandes, 2009.
var sights = map[string][3][3]float64{
	"all colours": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanope":   {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
	"deuteranope": {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
	"tritanope":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is a colour of linear light in CIELAB under D65.
func lab(v [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*v[0] + 0.3576*v[1] + 0.1805*v[2]) / 0.95047)
	y := f(0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2])
	z := f((0.0193*v[0] + 0.1192*v[1] + 0.9505*v[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// seen is how a colour looks.
func seen(c color.RGBA, m [3][3]float64) [3]float64 {
	v, w := linear(c), [3]float64{}
	for i, row := range m {
		w[i] = min(max(row[0]*v[0]+row[1]*v[1]+row[2]*v[2], 0), 1)
	}
	return lab(w)
}

// Outlets that stand in one picture look different to everyone: 2.3 is a difference
// just seen side by side, dots lie apart.
func TestColourBlind(t *testing.T) {
	for _, dark := range []bool{false, true} {
		th := newTheme(dark)
		for name, sight := range sights {
			for _, inks := range [][]color.RGBA{th.outlets[:], append(th.outlets[:named:named], th.others)} {
				for i, a := range inks {
					for _, b := range inks[:i] {
						p, q := seen(a, sight), seen(b, sight)
						d := math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
						if d < 12 {
							t.Errorf("dark %t, %s: %x and %x are %.1f apart", dark, name, a, b, d)
						}
					}
				}
			}
		}
	}
}

func TestInk(t *testing.T) {
	outlets := func(n int) (tl timeline.Timeline) {
		for i := range n {
			for range n - i {
				tl.Entries = append(tl.Entries, timeline.Entry{Outlets: []string{fmt.Sprintf("o%d", i), ""}})
			}
		}
		return tl
	}
	for _, tt := range []struct{ outlets, legend, others int }{{0, 0, 0}, {1, 1, 0}, {8, 8, 0}, {9, 7, 2}, {20, 7, 13}} {
		in := newTheme(false).ink(outlets(tt.outlets).Entries)
		if len(in.legend) != tt.legend || in.others != tt.others {
			t.Errorf("%d outlets: %d in the legend and %d others, want %d and %d",
				tt.outlets, len(in.legend), in.others, tt.legend, tt.others)
		}
		for i, o := range in.legend {
			if want := fmt.Sprintf("o%d", i); o.name != want {
				t.Errorf("%d outlets: number %d is %s, want %s", tt.outlets, i, o.name, want)
			}
		}
	}
}
