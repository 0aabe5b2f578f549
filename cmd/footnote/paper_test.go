package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/internal/harmless"
)

// Whatever is printed, a terminal sees nothing but text and our own colours.
func FuzzClean(f *testing.F) {
	f.Add("\x1b[31m\u202e\x9b", "\r\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		var out bytes.Buffer
		p := newPaper(&out)
		p.line("", piece{plain, a}, piece{bold, b})
		p.paragraph("", "  ", piece{cyan, a}, piece{plain, b})
		newNotices(&out).complain("%s %s", a, b)
		_ = p.Flush()
		if !utf8.Valid(out.Bytes()) {
			t.Errorf("%q is no UTF-8", out.Bytes())
		}
		for _, r := range out.String() {
			if harmless.Harmful(r) && r != '\ufffd' || r == '\t' {
				t.Errorf("%q holds %U", out.String(), r)
			}
		}
	})
}

func TestParagraph(t *testing.T) {
	for _, tt := range []struct {
		name   string
		pieces []piece
		want   string
	}{
		{"wraps at the width", []piece{{plain, "The bridge at Korvale will close on Monday."}},
			"> The bridge at\n  Korvale will\n  close on Monday.\n"},
		{"white space is one space", []piece{{plain, " a\n b\t\tc "}, {plain, "d"}}, "> a b c d\n"},
		{"a long word stands alone", []piece{{plain, "see https://example.org/a/long/one now"}},
			"> see\n  https://example.org/a/long/one\n  now\n"},
		{"wide letters take two columns", []piece{{plain, "東京の橋 閉まる ab"}}, "> 東京の橋 閉まる\n  ab\n"},
		{"nothing", nil, "> \n"},
	} {
		var out bytes.Buffer
		p := newPaper(&out)
		p.width = 18
		p.paragraph("> ", "  ", tt.pieces...)
		_ = p.Flush()
		if got := out.String(); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "é": 1, "東京": 4, "“a”": 3, "a\u200bb": 2, "…": 1} {
		if got := columns(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}

func TestColour(t *testing.T) {
	var out bytes.Buffer
	p := newPaper(&out)
	p.colour = true
	p.line("", piece{cyan, "[1]"}, piece{plain, "Korvale Courier,"}, piece{dim, "courier:4\x1b"})
	_ = p.Flush()
	if want := "\x1b[36m[1]\x1b[0m Korvale Courier, \x1b[2mcourier:4␛\x1b[0m\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestEncode(t *testing.T) {
	for _, tt := range []struct {
		v    any
		want string
	}{
		{"Brann & Sons <b>", `"Brann & Sons <b>"`},
		{"\xff", `"\ufffd"`},
		{"\x1b", `"\u001b"`},
		{func() {}, `{"error":"this cannot be written as JSON: json: unsupported type: func()"}`},
	} {
		if got := strings.TrimSuffix(string(encode(tt.v)), "\n"); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
