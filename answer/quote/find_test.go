package quote

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"straight", `"We will not go there," said Mara Olin.`, "We will not go there,|Mara Olin"},
		{"curly, name first", `Mara Olin said: “We will not go there.”`, "We will not go there.|Mara Olin"},
		{"name after", `“We will not go there,” Mara Olin told reporters.`, "We will not go there,|Mara Olin"},
		{"angled", `Selon elle, « nous ne partirons pas demain ».`, "nous ne partirons pas demain|"},
		{"low", `Er sagte: „Wir gehen nicht weg.“`, "Wir gehen nicht weg.|"},
		{"low after a name", "Olin: „Wir gehen nicht weg.“", "Wir gehen nicht weg.|Olin"},
		{"colon", `Mara Olin: "We will not go there"`, "We will not go there|Mara Olin"},
		{"dash", "“We will not go there”\n— Mara Olin", "We will not go there|Mara Olin"},
		{"according", `According to the harbour master, "tickets cost three dollars".`, "tickets cost three dollars|the harbour master"},
		{"block", "Look:\n> We will not\n> go there.\n— Mara Olin\nbye", "We will not\ngo there.|Mara Olin"},
		{"block at the end", "> we will not go", "we will not go|"},
		{"nested", `"She told us 'we will not go there' and left," said Olin.`, "She told us 'we will not go there' and left,|Olin"},
		{"nested curly", "“He said “we will not go there” again,” said Olin.", "He said “we will not go there” again,|Olin"},
		{"single", `He said 'we won't go there at all' yesterday.`, "we won't go there at all|"},
		{"apostrophes", `Don't say that the boys' ships aren't here, it isn't Olin's.`, ""},
		{"two", `"We will not go," said Olin. "The river is too high," said Marrand.`, "We will not go,|Olin\nThe river is too high,|Marrand"},
		{"too short", `the so-called "old quay" there`, ""},
		{"never closed", `He said "we will not go there`, ""},
		{"nothing", "", ""},
		{"no UTF-8", "\xff\"\xfe a b c d\"", "\xfe a b c d|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, q := range Find(tt.text) {
				got = append(got, q.Text+"|"+q.Speaker)
			}
			if g := strings.Join(got, "\n"); g != tt.want {
				t.Errorf("Find(%q) = %q, want %q", tt.text, g, tt.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{`"a b c d" said X`, "“‘«»„“>\n> x\n", "'a 'b 'c' d' e'", strings.Repeat("“", 500)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, q := range Find(text) {
			if q.Start < end || q.End <= q.Start || q.End > len(text) {
				t.Fatalf("Find(%q): %d to %d after %d", text, q.Start, q.End, end)
			}
			end = q.End
		}
	})
}
