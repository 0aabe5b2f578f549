package article

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// copied is a page as it is copied from a browser, furniture and all.
const copied = `Home
Skip to more Korvale Courier sites
NewsCity

Old bridge at Korvale to close for repairs

By Mira Adeyo and Tom Lund

Published 9 March 2031
Updated March 10, 2031

Cars queue before the bridge on Monday.
The bridge carries 40,000 cars a day. Photo: Ada Ruiz/Wirepix

The bridge at Korvale will close for repairs, the city said on Monday. It has stood since 1962.

"We found cracks," said the city's engineer. "They are small."

Advertisement

Why now?

A report in January had warned of the cracks. Nobody read it, the mayor said.
Buses will use the ferry.

Correction: An earlier version gave the wrong year.

mk/tl (Wirepix)

More from the Korvale Courier

Ferry fares to rise again
Watch: A day on the ferry
02:41
© 2031 Korvale Courier. All rights reserved.`

func TestFurniture(t *testing.T) {
	a, err := Read("courier.txt", copied)
	if err != nil {
		t.Fatal(err)
	}
	want := map[Kind]string{
		Menu: "1 2", Kicker: "3", Title: "5", Credit: "7 28 35", DateLine: "9 10", Caption: "12 13",
		Promotion: "19", Subheading: "21", Update: "26", Related: "30 32", Video: "33 34",
	}
	got := map[Kind]string{}
	for i, l := range a.Lines {
		if l.Kind != Body && l.Kind != Blank {
			got[l.Kind] = strings.TrimSpace(got[l.Kind] + " " + itoa(i+1))
		}
	}
	for k, lines := range want {
		if got[k] != lines {
			t.Errorf("%s lines %q, want %q", k, got[k], lines)
		}
	}
	for k, lines := range got {
		if want[k] == "" {
			t.Errorf("%s lines %q, want none", k, lines)
		}
	}
	meta := []string{a.Title, a.Outlet, a.Author, string(a.Published), string(a.Updated), a.Lang}
	wantMeta := []string{"Old bridge at Korvale to close for repairs", "Korvale Courier", "Mira Adeyo and Tom Lund", "2031-03-09", "2031-03-10", "en"}
	if !slices.Equal(meta, wantMeta) {
		t.Errorf("got %q, want %q", meta, wantMeta)
	}
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + itoa(n%10)
	}
	return string(rune('0' + n))
}

func TestMeta(t *testing.T) {
	tests := []struct{ name, text, title, outlet, published, updated string }{
		{"a first line that is a sentence is body", "The bridge will close on Monday, the city said.\n\nIt is old, and it has cracks.\n", "", "", "", ""},
		{"a first line that is none is the title", "Bridge to close on Monday\n\nThe bridge will close, the city said.\n", "Bridge to close on Monday", "", "", ""},
		{"an outlet named once is not taken", "Skip to more Courier sites\n\nThe bridge will close, the city said.\n", "", "", "", ""},
		{"what the page is about is no outlet", "Bridge over Korvale closes\n\nThe bridge at Korvale will close, the city said.\n\nMore news from Korvale\n\nThe latest on Korvale\n", "Bridge over Korvale closes", "", "", ""},
		{"days before months", "Bridge closes on Monday\n13/04/2031\n\nThe bridge will close, the city said.\n", "Bridge closes on Monday", "", "2031-04-13", ""},
		{"no telling which is the month", "Bridge closes on Monday\n03/04/2031\n\nThe bridge will close, the city said.\n", "Bridge closes on Monday", "", "", ""},
		{"no such day", "Bridge closes on Monday\n31 February 2031\n\nThe bridge will close, the city said.\n", "Bridge closes on Monday", "", "", ""},
		{"an update is no publication", "The bridge will close, the city said.\n\nUpdate: 4/20/2031: The mayor has answered.\n", "", "", "", "2031-04-20"},
		{"a place and a day are no title", "Bridge closes for repairs\n\nKORVALE, March 9, 2031\n\nThe bridge will close, the city said.\n", "Bridge closes for repairs", "", "2031-03-09", ""},
		{"a day that cannot be told is no title", "Bridge closes for repairs\nPublished: 03/04/2031\n\nThe bridge will close, the city said.\n", "Bridge closes for repairs", "", "", ""},
		{"both on one line", "Bridge closes on Monday\nPublished 3 May 2031, updated 4 May 2031\n\nThe bridge will close, the city said.\n", "Bridge closes on Monday", "", "2031-05-03", "2031-05-04"},
		{"a wrapped first line is body", "The bridge at Korvale will close for repairs, the city\nsaid on Monday. It is old, and it has\ncracks that nobody had seen.\n", "", "", "", ""},
		{"front matter first", "---\ntitle: Ours\noutlet: The Courier\npublished: 2031-03-09\nupdated: 10 March 2031\n---\nBridge closes on Monday\n\nThe bridge will close, the city said.\n", "Ours", "The Courier", "2031-03-09", "2031-03-10"},
	}
	for _, tt := range tests {
		a, err := Read("a.txt", tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		got := []string{a.Title, a.Outlet, string(a.Published), string(a.Updated)}
		if want := []string{tt.title, tt.outlet, tt.published, tt.updated}; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, want)
		}
	}
}

func TestANoteOfOneLineIsText(t *testing.T) {
	a, err := Read("note.txt", "Bridge closed on Monday")
	if err != nil || len(a.Sentences) != 1 {
		t.Errorf("%d sentences, error %v; want 1, none", len(a.Sentences), err)
	}
}

func TestMarkdown(t *testing.T) {
	a, err := Read("a.md", "# Bridge *closes*\n\n## Why\n\nThe **bridge** will [close](https://example.org/x.y) on\nMonday. It is _old_, 2*3*4 \\*not bold\\*.\n\n- Cars wait.\n- Buses do not.\n\n```go\nprice := \"The bridge cost 99 euros.\"\n```\n\n<script>alert(1)</script>\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range a.Sentences {
		got = append(got, OneLine(s.Text))
	}
	want := []string{"The bridge will close on Monday.", "It is old, 2*3*4 *not bold*.", "Cars wait.", "Buses do not."}
	if !slices.Equal(got, want) || a.Title != "Bridge closes" {
		t.Errorf("title %q, sentences %q; want %q", a.Title, got, want)
	}
	if q, _ := a.Quote(a.Sentences[0].Span); !strings.Contains(q, "**bridge**") {
		t.Errorf("quote %q has lost its bytes", q)
	}
}

func TestBadFiles(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		remedy     string
	}{
		{"not UTF-8", "one\ntwo \xff\n", 2, "UTF-8"},
		{"empty", "", 0, "no text"},
		{"only white space", " \n\u00a0\n", 0, "no text"},
		{"only front matter", "---\ntitle: x\n---\n", 0, "no text"},
		{"front matter never closed", "---\ntitle: x\n\nText.\n", 1, "---"},
		{"front matter that does not parse", "---\ntitle: ok\nnote: [open\n---\nText here.\n", 3, "quotes"},
		{"front matter that is no map", "---\njust words\n---\nText here.\n", 2, "does not parse"},
		{"front matter nested without end", "---\ntitle: " + strings.Repeat("[", 50000) + "\n---\nText here.\n", 2, "nested"},
		{"front matter with an alias bomb", "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\nText here.\n", 2, "anchors"},
		{"front matter without end of keys", "---\n" + strings.Repeat("k: v\n", 5000) + "---\nText here.\n", 2, "too long"},
		{"front matter with a list for a title", "---\ntitle: [a, b]\n---\nText here.\n", 2, "plain text"},
		{"an unknown status", "---\ntitle: x\nstatus: pulled\n---\nText here.\n", 3, "withdrawn"},
		{"too big", strings.Repeat("word ", MaxSize/5+1), 0, "5 MB"},
	}
	for _, tt := range tests {
		_, err := Read("bad.txt", tt.text)
		var p *Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: error %v, want a problem", tt.name, err)
			continue
		}
		if p.Path != "bad.txt" || p.Line != tt.line || !strings.Contains(p.Text, tt.remedy) || strings.Contains(p.Text, "\n") {
			t.Errorf("%s: %q at line %d, want line %d and %q", tt.name, p.Error(), p.Line, tt.line, tt.remedy)
		}
	}
}

func TestADateThatIsNoneIsAWarning(t *testing.T) {
	a, err := Read("a.txt", "---\npublished: next week\n---\nThe bridge will close, the city said.\n")
	if err != nil || a.Published != "" || len(a.Warnings) != 1 || !strings.Contains(a.Warnings[0], "line 2") {
		t.Errorf("published %q, warnings %q, error %v", a.Published, a.Warnings, err)
	}
}

func TestLineEndsAndByteOrderMark(t *testing.T) {
	a, err := Read("a.txt", "\ufeff---\r\ntitle: Bridge\r\n---\r\nThe bridge will close.\r\n\r\nIt is old.")
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Bridge" || len(a.Lines) != 6 || a.Text(4) != "The bridge will close." || a.Sentences[1].Line != 6 {
		t.Errorf("title %q, %d lines, line 4 %q, second sentence on line %d", a.Title, len(a.Lines), a.Text(4), a.Sentences[1].Line)
	}
}

// shared is where the real articles lie; tests that need them skip without.
const shared = "../../shared/seeds"

func TestRealArticles(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no real articles here")
	}
	tests := []struct {
		file, outlet, published, updated string
		titleLine                        int
		furniture                        []int
	}{
		{"000_58dc38459853b8cd.txt", "Task & Purpose", "", "2024-04-20", 0, []int{15, 21, 23}},
		{"001_a71f8f65b2cc9470.txt", "DW", "2024-04-20", "", 6, []int{1, 2, 3, 4, 6, 8, 12, 13, 23, 41, 44, 46, 48, 50, 52, 54}},
	}
	for _, tt := range tests {
		data, err := os.ReadFile(filepath.Join(shared, tt.file))
		if err != nil {
			t.Fatal(err)
		}
		a, err := Read(tt.file, string(data))
		if err != nil {
			t.Fatal(err)
		}
		var marked []int
		for i, l := range a.Lines {
			if l.Kind.Furniture() {
				marked = append(marked, i+1)
			}
		}
		if !slices.Equal(marked, tt.furniture) {
			t.Errorf("%s: marked lines %v, want %v", a.ID, marked, tt.furniture)
		}
		if a.Outlet != tt.outlet || string(a.Published) != tt.published || string(a.Updated) != tt.updated || a.Title != strings.TrimSpace(a.Text(tt.titleLine)) {
			t.Errorf("%s: outlet %q, published %q, updated %q, title of line %d: %v", a.ID, a.Outlet, a.Published, a.Updated, tt.titleLine, a.Title != "")
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(copied, true)
	f.Add("---\ntitle: x\n---\n“Quoted. Twice,” he said.\r\n\u00a0\n- list *item*\n", false)
	f.Add("Published "+strings.Repeat("Ⱥ", 40)+" 3 May 2031 updated\n\nThe bridge will close, the city said.\n", false)
	f.Add("a.\n\nB! c? “D.”", true)
	f.Fuzz(func(t *testing.T, text string, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		a, err := Read(name, text)
		if err != nil {
			return
		}
		checkSpans(t, a)
	})
}

// checkSpans checks what every reader of an article relies on.
func checkSpans(t *testing.T, a *Article) {
	end := 0
	for i, s := range a.Sentences {
		q, ok := a.Quote(s.Span)
		switch {
		case !ok || s.Span.Start < end:
			t.Fatalf("sentence %d: span %+v after byte %d", i, s.Span, end)
		case strings.TrimFunc(q, unseen) != q:
			t.Fatalf("sentence %d: white space at an end of %q", i, q)
		case s.Line != 1+strings.Count(a.Source[:s.Span.Start], "\n"):
			t.Fatalf("sentence %d: line %d", i, s.Line)
		case a.Lines[s.Line-1].Kind.Furniture():
			t.Fatalf("sentence %d lies in furniture", i)
		}
		end = s.Span.End
	}
	for i, l := range a.Lines {
		if l.Kind != Body {
			continue
		}
		for _, r := range spansOutside(a, l) {
			if strings.TrimFunc(r, unseen) != "" {
				t.Fatalf("line %d: %q is in no sentence", i+1, r)
			}
		}
	}
}

// spansOutside are the parts of a line that no sentence covers.
func spansOutside(a *Article, l Line) []string {
	var out []string
	at := l.Start
	for _, s := range a.Sentences {
		if s.Span.End <= at || s.Span.Start >= l.End {
			continue
		}
		if s.Span.Start > at {
			out = append(out, a.Source[at:s.Span.Start])
		}
		at = min(s.Span.End, l.End)
	}
	return append(out, a.Source[at:l.End])
}

// BenchmarkReadFurniture reads files made of lines that many rules look at: the
// time per byte must not grow with the file.
func BenchmarkReadFurniture(b *testing.B) {
	for _, line := range []string{"Follow " + strings.Repeat("Ann Bea Cid ", 16) + "on X\n", "Follow Korvale Courier on X\n", "a\n", "Why now?\n", "\u201c", "1/2/2031 ", "a.b"} {
		for _, size := range []int{50_000, 500_000} {
			text := strings.Repeat(line, size/len(line)) + strings.Repeat("Text on Ann Bea Cid here. ", size/30)
			b.Run(fmt.Sprintf("%.6q/%d", line, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := Read("a.txt", text); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// A text that came with a request is taken whole.
func TestGiven(t *testing.T) {
	const text = "---\nShare this\n\nEngineers found 12 cracks. The bridge closes.\n\nADVERTISEMENT\n"
	a, err := Given(text, "2031-03-09")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range a.Sentences {
		if q, ok := a.Quote(s.Span); !ok || q != s.Text {
			t.Errorf("%+v is not quoted", s)
		}
		got = append(got, s.Text)
	}
	want := []string{"---", "Share this", "Engineers found 12 cracks.", "The bridge closes.", "ADVERTISEMENT"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, bad := range []string{"caf\xe9", strings.Repeat("x", MaxSize+1)} {
		if _, err := Given(bad, ""); err == nil {
			t.Errorf("%.20q is taken", bad)
		}
	}
	if a, err := Given("", ""); err != nil || len(a.Sentences) != 0 {
		t.Errorf("got %+v, %v", a, err)
	}
}
