package picture

import (
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/answer/timeline"
)

func TestAltText(t *testing.T) {
	short := dam()
	short.Entries = short.Entries[5:]
	for _, tt := range []struct {
		name string
		tl   timeline.Timeline
		most int
		want string
	}{
		{"none", timeline.Timeline{}, 1024, "A timeline without dated events."},
		{"all", short, 1024, "Timeline. 20 April 2024: Hundreds of people protested in Korvale. " +
			"Week of 22 April 2024 (announced): A delegation of engineers is expected in Korvale next week to decide when the…"},
		{"fewer words", short, 150, "Timeline. 20 April 2024: Hundreds of people protested in Korvale. " +
			"Week of 22 April 2024 (announced): A delegation of engineers is expected in…"},
		{"the heaviest", short, 110, "Timeline. Week of 22 April 2024 (announced): A delegation of engineers is… And 1 more."},
		{"no room for one", short, 30, "Timeline. 2 events."},
		{"no room for that", short, 9, "Timeline…"},
		{"no room", short, 0, ""},
		{"below none", short, -3, ""},
	} {
		if got := AltText(tt.tl, tt.most); got != tt.want {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.name, got, tt.want)
		}
	}
	if got := AltText(chronicle(500, 3), 1024); units(got) > 1024 || units(got) < 900 || !strings.HasSuffix(got, " more.") {
		t.Errorf("got %d characters: %s", units(got), got)
	}
}

func FuzzAltText(f *testing.F) {
	f.Add("12 March 2024", "The gates failed.", 7, 1024)
	f.Add("\x1b🎉🎉", strings.Repeat("北京", 5000), 40, 100)
	f.Fuzz(func(t *testing.T, label, text string, n, most int) {
		tl := chronicle(min(max(n, 0), 60), 3)
		for i := range tl.Entries {
			tl.Entries[i].Label, tl.Entries[i].Text = label, text
		}
		got := AltText(tl, most)
		if units(got) > max(most, 0) {
			t.Errorf("%d characters, want at most %d", units(got), most)
		}
		if !utf8.ValidString(got) {
			t.Errorf("no UTF-8: %q", got)
		}
	})
}
