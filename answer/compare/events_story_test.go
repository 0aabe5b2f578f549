package compare

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestEventsOfStory compares who did what, and whether it was done, in two articles of
// one story whose sentences share few words.
func TestEventsOfStory(t *testing.T) {
	const frame = "---\ntitle: %s\noutlet: %s\npublished: %s\nlang: en\n---\n\n%s\n\n%s\n"
	for _, tt := range []struct{ a, b, want string }{
		{"The yearly test of the pumps took place in May, the port says.", "The test of the pumps due in May was never held, a watchman says.", "contradiction event"},
		{"The yearly test of the pumps took place in May, the port says.", "The test of the cranes was never held.", ""},
		{"Ines Corvo did not leave the tower that night.", "The watchman Ines Corvo had left the tower at ten, two guards told the police.", "contradiction event"},
		{"Ines Corvo did not leave the tower that night.", "Bram Corvo had left the tower at ten, two guards told the police.", ""},
		{"The judge refused bail to the owner of the yard.", "The owner is free on bail, the judge said.", "update event"},
		{"The lawyer of the owner said he would appeal.", "No appeal would be lodged, the owner's lawyer said.", "update event"},
		{"The sea wall at Old Mole held.", "Water came through where the sea wall at Old Mole gave way.", "contradiction event"},
		{"The brigade closed the sea wall road.", "The sea wall at Old Mole gave way.", ""},
		{"The flooding of the dock was ordered by Ines Corvo.", "It was the harbour master, Bram Veit, who gave the order to flood the dock.", "contradiction name"},
		{"The plan for the quay was drafted by Ines Corvo.", "Bram Veit drafted the plan for the quay.", "contradiction name"},
		{"The plan for the quay was drafted by Ines Corvo.", "Bram Veit praised the plan for the quay.", ""},
		{"Ines Corvo, the chair of the port company, came at noon.", "Ines Corvo, the port company's chief executive, came late.", "contradiction role"},
		{"Lukas Brandt, who owns the yard, was convicted of fraud in 2019.", "Lukas Brandt has served four years for arson.", ""},
		{"Lukas Brandt, who owns the yard, was convicted of fraud in 2019.", "Lukas Brandt was convicted of arson.", "contradiction event"},
		{"All boats were insured.", "Not every boat burned.", ""},
	} {
		c := of(t, view(t, fstest.MapFS{
			"a.md": {Data: fmt.Appendf(nil, frame, "Fire in the harbour of Torvik", "Argus", "2031-03-04", "A fire broke out in the harbour of Torvik on Monday.", tt.a)},
			"b.md": {Data: fmt.Appendf(nil, frame, "Torvik after the fire", "Courier", "2031-03-06", "Torvik looks at what the fire in its harbour has left.", tt.b)},
		}), Options{})
		var out []string
		for _, d := range c.Differences {
			if d.Slot != Number && d.Slot != Date {
				out = append(out, fmt.Sprintf("%s %s", d.Kind, d.Slot))
			}
		}
		if got := strings.Join(out, "; "); got != tt.want {
			t.Errorf("%s\n%s\ngot %q, want %q\n%s", tt.a, tt.b, got, tt.want, show(c))
		}
	}
}
