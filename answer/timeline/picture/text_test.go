package picture

import (
	"math"
	"strings"
	"testing"

	"golang.org/x/image/font"
)

func TestDrawable(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "“Closed” – €5 … now", "“Closed” – €5 … now"},
		{"other alphabets", "Київ, Ελλάδα, Łódź", "Київ, Ελλάδα, Łódź"},
		{"marks that the fonts lack", "Ṣāliḥ", "Sālih"},
		{"decomposed", "Cafe\u0301", "Café"},
		{"a script that they lack", "in 北京 and 上海 today", "in … and … today"},
		{"only such", "北京 上海", "…"},
		{"from right to left", "مرحبا بالعالم", "…"},
		{"emoji", "yes 👍🏽\ufe0f 👩\u200d👧 no", "yes … no"},
		{"controls", "a\x1b[31mb\x00\x07c", "a…[31mb…c"},
		{"no UTF-8", "caf\xe9\xff\xfe", "caf…"},
		{"what turns text and what is not seen", "a\u202eb\u200bc\u00add\ufeff", "abcd"},
		{"white space", " a\u00a0 b\n\tc\u2028d ", "a b c d"},
		{"private use", "a\uf800b", "a…b"},
		{"nothing", "\u200b \n", ""},
	} {
		if got := drawable(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func testPen(t testing.TB) *pen {
	t.Helper()
	f, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPen(f.regular, 16)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Widths are summed by letter, and drawn by the font.
func TestWidth(t *testing.T) {
	p := testPen(t)
	const text = "AVATAR To Wy, “Ты” Ty. 11:17 fi ffl"
	if got, want := p.width(text), float64(font.MeasureString(p.face, text))/64; math.Abs(got-want) > 0.5 {
		t.Errorf("got %g, drawn %g", got, want)
	}
}

func TestWrap(t *testing.T) {
	p := testPen(t)
	em := p.width("mmmm")
	for _, tt := range []struct {
		name, in string
		width    float64
		most     int
		want     string
	}{
		{"fits", "mm m", em * 1.2, 3, "mm m"},
		{"words", "mm mm mm", em, 3, "mm|mm|mm"},
		{"a long word", "m mmmmmmmmm m", em * 1.01, 9, "m|mmmm|mmmm|m m"},
		{"cut", "mm mm mm mm", em, 2, "mm|mm…"},
		{"cut in a long word", "mmmmmmmmmmmmm", em * 1.01, 2, "mmmm|mm…"},
		{"nothing", " ", em, 2, ""},
		{"no room", "mm", 1, 9, "m|m"},
	} {
		if got := strings.Join(p.wrap(tt.in, tt.width, tt.most), "|"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// No line is too wide, none too many, and all words are there or an ellipsis.
func FuzzWrap(f *testing.F) {
	f.Add("The gates of the lower dam failed shortly after 4 a.m.", uint16(100), uint8(3))
	f.Add("Donaudampfschifffahrtsgesellschaft 北京 \u202e x", uint16(40), uint8(9))
	f.Fuzz(func(t *testing.T, s string, width uint16, most uint8) {
		p := testPen(t)
		s = drawable(s)
		wide, n := 20+float64(width), 1+int(most)
		lines := p.wrap(s, wide, n)
		if len(lines) > n {
			t.Fatalf("%d lines, want at most %d", len(lines), n)
		}
		for _, l := range lines {
			if p.width(l) > wide+0.01 {
				t.Errorf("%q is wider than %g", l, wide)
			}
		}
		got, want := strings.Join(lines, ""), strings.ReplaceAll(s, " ", "")
		if got = strings.ReplaceAll(got, " ", ""); got != want && (len(lines) < n || !strings.HasSuffix(got, ellipsis)) {
			t.Errorf("got %q of %q", got, want)
		}
	})
}
