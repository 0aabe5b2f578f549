package export

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/answer"
	"footnote/answer/timeline"
	"footnote/article"
	"footnote/internal/harmless"
	"footnote/internal/timex"
)

// evil is a story in which every text that comes from outside is s.
func evil(s string) (timeline.Timeline, Options) {
	m := article.Meta{ID: s, Outlet: s, Lang: s, URL: s, Published: article.Date(s)}
	at := func(n int) answer.Citation { return cite(n, m, n, s) }
	e := timeline.Entry{When: days("2031-03-04", "2031-03-04", timex.Day), Value: s, Label: s, Text: s, Outlets: []string{s, s}, Independent: 1,
		Citations: []answer.Citation{at(1), at(2)},
		Others:    []timeline.Other{{When: days("2031-03-01", "2031-03-31", timex.Month), Label: s, Citations: []answer.Citation{at(3)}}}}
	f := e
	f.Status, f.When.Precision = timeline.Announced, timex.Month
	return timeline.Timeline{Entries: []timeline.Entry{e, f}, Undated: []string{s}},
		Options{Title: s}
}

var hostile = []string{
	"", " ", "!", "\\", "a\\", "ends here!",
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style></title><base href=//x>", "]]>", "<!--", "&lt;script&gt;", "&#60;b&#62;",
	"# heading", "- item", "+ item", "1. item", "12) item", "> quotation", "---", "===", "    code", "```\ncode\n```", "~~~", "| a | b |", ": term",
	"**bold** _it_ ~~no~~ `code` ==mark== $x$ ^sup^", "[text](javascript:alert(1))", "![p](http://x.example/p.png)", "[^1]: taken", "[a]: http://x.example",
	"http://x.example/a www.x.example WWW.X.example ftp://x.example a@x.example @user", "<http://x.example>", "javascript:alert(1)", "a korvale.com and co.uk. a.b.c.de.com",
	"https://x.example/a)b](c <d> \"e\" 'f' `g`\\h|i*j", "https://user:secret@x.example/", "data:text/html,x", "HTTPS://X.example/ö?q=ü&copy;=1", "//x.example", "000:#//", "0 www",
	"x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL", "x\nATTACH:http://x.example", "a;b,c:d\\n\\", "x\r\n folded", "\u2028SUMMARY:x\u2029y\u0085z",
	"\x00\x07\x1b[31m\x7f\u009b", "\u202ebackwards\u202c \u2066x\u2069", "caf\xe9", "\ufeff", strings.Repeat("😀", 60), strings.Repeat("x", 500),
}

func TestHostile(t *testing.T) {
	for _, s := range hostile {
		checkHostile(t, s)
	}
}

func FuzzHostile(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkHostile(t, s) })
}

// checkHostile writes a story of s alone in every format and finds the same
// elements, events and blocks in it as if s were one plain word.
func checkHostile(t *testing.T, s string) {
	t.Helper()
	tl, o := evil(s)
	plain, po := evil("word")
	for _, f := range formats {
		got := write(t, tl, f, o)
		if !utf8.ValidString(got) || strings.ContainsFunc(strings.ReplaceAll(got, "\r\n", "\n"), func(r rune) bool { return r != '\ufffd' && harmless.Harmful(r) }) {
			t.Errorf("%q in %s: harmful characters", s, f)
		}
		want := write(t, plain, f, po)
		switch f {
		case HTML:
			checkHTML(t, got)
			if a, b := outline(t, got), outline(t, want); a != b && clean(s) != "" {
				t.Errorf("%q: got elements %s, want %s", s, a, b)
			}
		case TimelineJS:
			if n := len(checkTimelineJS(t, got).Events); n != 2 {
				t.Errorf("%q: %d events", s, n)
			}
		case ICS:
			root, inner := parseICS(t, got)
			if len(inner) != 2 || inner[0].kind != "VEVENT" || len(inner[0].props) != 9 || len(root.props) > 7 {
				t.Errorf("%q: got %v %v", s, root, inner)
			}
		case MD:
			checkMD(t, s, got)
		}
	}
}

// outline are the elements of a page, links of the web left out: they depend on
// whether an address is one.
func outline(t *testing.T, s string) string {
	all, _ := parseHTML(t, s)
	var names []string
	for _, e := range all {
		if !strings.HasPrefix(e.attr["href"], "http") {
			names = append(names, e.name)
		}
	}
	return strings.Join(names, " ")
}

var (
	mdLine   = regexp.MustCompile(`^(# .*|- \*\*.*|  - Also dated: .*|\[\^\d\]: .*|` + undated + `.*|No dated events\.)?$`)
	mdEscape = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
	mdOurs   = regexp.MustCompile(`^\[\^\d+\]: \[?|^# |^- |^  - |\*\*|\*\(announced\)\*|\[\^\d+\]|\]\(<https?://[^<>\\]*>\)`)
	mdLoose  = regexp.MustCompile("[*_`<>~|#^$\\[\\]]|//|(?i:\\bwww\\.)\\S|@[^\u2060]")
)

// checkMD finds lines that are not ours, and markup that is not.
func checkMD(t *testing.T, s, md string) {
	t.Helper()
	for _, l := range strings.Split(md, "\n") {
		if !mdLine.MatchString(l) {
			t.Errorf("%q: got line %q", s, l)
		}
		rest := mdOurs.ReplaceAllString(mdEscape.ReplaceAllString(l, "·"), "")
		if m := mdLoose.FindString(rest); m != "" {
			t.Errorf("%q: %q is not escaped in %q", s, m, l)
		}
	}
}

func TestMDText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"The bridge (closed) costs 4.5 million – “enough”.", "The bridge (closed) costs 4.5 million – “enough”."},
		{"# no heading", `\# no heading`},
		{"2031. A year", `2031\. A year`},
		{"2031-32 was dry", "2031-32 was dry"},
		{"-5 degrees", `\-5 degrees`},
		{"a_b*c", `a\_b\*c`},
		{"see https://x.example or Www.x.example", `see https:\/\/x\.example or Www\.x\.example`},
		{"://", `\:\/\/`},
		{"on korvale.example, in the U.S. at 4.5%", `on korvale\.example, in the U.S. at 4.5%`},
		{"desk@x.example", "desk@\u2060x\\.example"},
		{"a.b.cd.ef", `a.b\.cd\.ef`},
		{"&amp; <b>", `\&amp; \<b\>`},
		{`\!`, `\\\!`},
		{"Stop! he said", "Stop! he said"},
		{"$5 to $9", `\$5 to \$9`},
	} {
		if got := mdText(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Escaping takes no letter away and adds none that is seen.
func FuzzMDText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ReplaceAll(clean(s), "@\u2060", "@")
		got := strings.ReplaceAll(mdEscape.ReplaceAllString(mdText(s), "$1"), "@\u2060", "@")
		if got != s {
			t.Errorf("got %q, want %q", got, s)
		}
	})
}

func TestAddress(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"},
		{" http://example.org/ü (1)'\"", "http://example.org/%C3%BC%20%281%29%27%22"},
		{"javascript:alert(1)", ""}, {"//example.org", ""}, {"https:", ""}, {"ftp://example.org", ""},
		{"https://user:secret@example.org/", ""}, {"https://example.org/\r\nX: y", ""}, {"", ""},
	} {
		if got := address(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Bad days never stop a file, and never lose an entry.
func TestBadDays(t *testing.T) {
	bad := []timex.Range{{}, days("2031-03-09", "2031-03-01", timex.Day), days("9999-12-31", "9999-12-31", timex.Day),
		{First: day("2031-03-01").AddDate(-2400, 0, 0), Last: day("2031-03-01"), Precision: "eon\r\nX:y"}}
	var tl timeline.Timeline
	for _, r := range bad {
		tl.Entries = append(tl.Entries, timeline.Entry{When: r, Text: "Something happened."})
	}
	for _, f := range formats {
		got := write(t, tl, f, Options{})
		if n := strings.Count(got, "Something happened."); n != len(bad) {
			t.Errorf("%s has %d of %d entries:\n%s", f, n, len(bad), got)
		}
	}
	_, inner := parseICS(t, write(t, tl, ICS, Options{}))
	var kinds []string
	for _, c := range inner {
		kinds = append(kinds, c.kind+" "+c.props["DTSTART;VALUE=DATE"])
	}
	if got, want := strings.Join(kinds, ","), "VJOURNAL ,VEVENT 20310309,VJOURNAL ,VJOURNAL "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	checkHTML(t, write(t, tl, HTML, Options{}))
	checkTimelineJS(t, write(t, tl, TimelineJS, Options{}))
}
