package compare

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestHostile compares texts made to take long, which ends well within the minute that
// a context allows.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"numbers":    strings.Repeat("12 people killed, 15 people hurt, ", 3000) + "and no more.",
		"one line":   strings.Repeat("The fire killed 12 people in Corvin on Monday. ", 20_000),
		"same":       strings.Repeat("The fire at the mill killed 12 people on Sunday. ", 500),
		"names":      strings.Repeat("Agnes Thorsby of Corvin ", 1000) + "spoke.",
		"quotes":     strings.Repeat("\"", 20000) + " he said.",
		"one word":   strings.Repeat("a", 200_000) + ".",
		"commas":     strings.Repeat("of, and, to, ", 10_000) + "end.",
		"paragraphs": strings.Repeat("12.\n\n", 5000),
		"dates":      strings.Repeat("On Monday 3 March 2031 it fell and on Tuesday 4 March 2031 it rose. ", 500),
	} {
		t.Run(name, func(t *testing.T) {
			v := view(t, folder(map[string]string{"a.txt": text, "b.txt": strings.ReplaceAll(text, "12", "13"), "c.txt": fire["courier.txt"]}))
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			c, err := Build(ctx, v, Options{})
			if err != nil {
				t.Fatal(err)
			}
			check(t, v, c)
		})
	}
}
