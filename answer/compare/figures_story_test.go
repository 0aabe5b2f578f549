package compare

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// pairFound is what Build finds of numbers and dates between two articles of one sentence
// each, beside a sentence that both share.
func pairFound(t *testing.T, a, b string) string {
	t.Helper()
	const frame = "---\ntitle: %s\noutlet: %s\npublished: %s\nlang: en\n---\n\n%s\n\n%s\n"
	c := of(t, view(t, fstest.MapFS{
		"a.md": {Data: fmt.Appendf(nil, frame, "Fire in the harbour of Torvik", "Argus", "2031-03-04", "A fire broke out in the harbour of Torvik on Monday.", a)},
		"b.md": {Data: fmt.Appendf(nil, frame, "Torvik after the fire", "Courier", "2031-03-05", "Torvik looks at what the fire in its harbour has left.", b)},
	}), Options{})
	var out []string
	for _, d := range c.Differences {
		if d.Slot != Number && d.Slot != Date {
			continue
		}
		var values []string
		for _, s := range d.Sides {
			values = append(values, s.Value)
		}
		out = append(out, fmt.Sprintf("%s %s: %s", d.Kind, d.Slot, strings.Join(values, " / ")))
	}
	return strings.Join(out, "; ")
}

// TestFiguresOfStory compares numbers and dates of one story whose sentences share few
// words.
func TestFiguresOfStory(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"Ines Corvo, 34, saw the flames first.", "The watchman woke Ines Corvo, 37, who rang the brigade.", "contradiction number: 34 / 37"},
		{"Ines Corvo, 34, saw the flames first.", "The watchman woke Bram Corvo, 37, who rang the brigade.", ""},
		{"The alarm was raised at 4.15 a.m. by a watchman.", "Nobody raised the alarm before half past five, a log shows.", "contradiction date: 4.15 a.m / half past five"},
		{"The alarm was raised at 4.15 a.m. by a watchman.", "The alarm was raised shortly after four in the morning.", ""},
		{"Seventeen crab boats from Ulva were lost at the quay.", "At the quay they count fourteen lost boats, all of them from Ulva.", "update number: Seventeen / fourteen"},
		{"Seventeen crab boats from Ulva were lost at the quay.", "Fourteen navy boats searched the bay.", ""},
		{"The harbour fund will pay 9 million euros for a new quay.", "Eleven million euros for the quay come out of the harbour fund.", "update number: 9 million euros / Eleven million euros"},
		{"Some 900 guests of the hotel were brought to a school.", "The school took in 912 people.", "precision number: Some 900 / 912"},
		{"The council voted nine to two to rebuild the quay.", "By eight votes to three the council decided to rebuild the quay.", "contradiction number: nine to two / eight votes to three"},
		{"The quay should open again on Saturday.", "The quay will not open before Monday.", "update date: Saturday / Monday"},
		{"A fire in 2011 destroyed 40 boats of the harbour.", "The fire destroyed 31 boats of the harbour.", ""},
		{"The water might rise by 15 feet at the quay.", "The water rose by 11 feet at the quay.", ""},
	} {
		if got := pairFound(t, tt.a, tt.b); got != tt.want {
			t.Errorf("%s\n%s\ngot %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestSpoken reads numbers and hours as people say them.
func TestSpoken(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Some two dozen pupils stayed at home.", "Some two dozen=24"},
		{"About half a dozen paintings were taken.", "About half a dozen=6"},
		{"Half a million litres of acid leaked.", "Half a million litres=500000l"},
		{"The vote was nine in favour and four against.", "nine in favour and four=9score"},
		{"They approved it by a majority of nine to four.", "nine to four=9score"},
		{"Winds of 80 miles per hour tore the roof off.", "80 miles per hour=80mph"},
		{"The mason Bram Kooiman, aged 27, joins them.", "27=27age"},
		{"Nearly 14,000 were moved out.", "Nearly 14,000=14000"},
		{"The watchman noticed the theft at twenty to six.", "at 340"},
		{"It went off at ten minutes past three.", "at 190"},
		{"It began just before three o'clock.", "at 180"},
		{"Rescuers were called at 2.15pm.", "at 855"},
		{"The council voted five to four for it.", "five to four=5score"},
	} {
		x := tellingOf(tt.text, "2031-03-04")
		var got []string
		for i := range x.quants {
			q := &x.quants[i]
			got = append(got, fmt.Sprintf("%s=%g%s", x.words(q.first, max(q.first, q.last)), q.Value, q.unit))
		}
		for i := range x.clocks {
			got = append(got, fmt.Sprintf("at %g", x.clocks[i].Value))
		}
		if !strings.Contains(strings.Join(got, "; "), tt.want) || strings.HasPrefix(tt.want, "five") && len(x.clocks) > 0 {
			t.Errorf("%s\ngot %q, want %q", tt.text, got, tt.want)
		}
	}
}
