package message

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscape(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "The bridge, closed since 3.5 hours - until 9 a.m.", "The bridge, closed since 3.5 hours - until 9 a.m."},
		{"bold and the like", "*a* _b_ ~c~ `d` |e|", `\*a\* \_b\_ \~c\~ \` + "`d\\`" + ` \|e\|`},
		{"backslash", `\*`, `\\\*`},
		{"mentions", "@everyone <@1> <@&2> <#3> <:x:4> <t:5>", `\@everyone \<\@1> \<\@&2> \<#3> \<\:x:4> \<t:5>`},
		{"link", "[a](https://b.example)", `\[a\](https:\//b.example)`},
		{"bare link", "see https://b.example", `see https:\//b.example`},
		{"heading", "# a", `\# a`},
		{"small print", "-# a", `\-# a`},
		{"quotation", "> a\n>>> b", "\\> a\n\\>>> b"},
		{"list", "- a\n  + b\n1. c\n12) d", "\\- a\n  \\+ b\n1\\. c\n12\\) d"},
		{"a number is no list", "1.5 million", `1\.5 million`},
		{"control characters", "a\x00b\x1b[31m\u202ec", `a␀b␛\[31mc`},
		{"no UTF-8", "caf\xe9", "caf\ufffd"},
		{"emoji", "12:100:3 :skull: at 10:30", `12\:100:3 \:skull: at 10:30`},
		{"invitation", "see Discord.gg/abc, discord.com/invite/x", `see Discord.gg\/abc, discord.com/invite\/x`},
		{"line separator", "a\u2028# b", "a # b"},
	} {
		if got := Escape(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLink(t *testing.T) {
	for _, tt := range []struct{ url, want string }{
		{"https://example.org/a", "[x](<https://example.org/a>)"},
		{"https://example.org/a_(b)>", "[x](<https://example.org/a_%28b%29%3E>)"},
		{"javascript:alert(1)", "x"}, {"discord://x", "x"}, {"https://user:pass@example.org", "x"}, {"//example.org", "x"}, {"", "x"},
		{"https://example.org/" + strings.Repeat("a", 600), "x"},
		{"https://example.org/a\n> b", "x"},
		{"https://example.org/?q=a\ufeff\u2028b\u202ec", "[x](<https://example.org/?q=abc>)"},
	} {
		if got := Link("x", tt.url); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.url, got, tt.want)
		}
	}
}

func TestTextFragment(t *testing.T) {
	for _, tt := range []struct{ url, quote, want string }{
		{"https://e.org/a", "More than 1,000 - or so", "https://e.org/a#:~:text=More%20than%201%2C000%20%2D%20or%20so"},
		{"https://e.org/a#part", "x & y", "https://e.org/a#part:~:text=x%20%26%20y"},
		{"https://e.org/a#:~:text=old", "new", "https://e.org/a#:~:text=new"},
		{"https://e.org/a", "one two three four five six seven eight nine ten eleven", "https://e.org/a#:~:text=one%20two%20three%20four,eight%20nine%20ten%20eleven"},
		{"https://e.org/a", " ", "https://e.org/a"},
		{"", "x", ""},
		{"https://e.org/a", strings.Repeat("x", 700), "https://e.org/a"},
	} {
		if got := TextFragment(tt.url, tt.quote); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// A long answer is parted between its sentences, each beside its footnote; one that
// is too long for a message alone is cut, and each piece has the footnote.
func TestParts(t *testing.T) {
	block := func(n, words int) Block {
		return Block{
			Text: fmt.Sprintf("Sentence %d %s.", n, strings.Repeat("goes on ", words)), Mark: fmt.Sprintf(" [%d]", n),
			Notes: []Note{{Mark: fmt.Sprintf("[%d] ", n), Text: fmt.Sprintf("Outlet %d, line 3", n), URL: "https://example.org/x"}},
		}
	}
	short := Page{Quoted: "What?", Blocks: []Block{block(1, 1), block(2, 1)}, Tail: []Note{{Text: "A note."}}}
	want := "> What?\nSentence 1 goes on . [1] Sentence 2 goes on . [2]\n-# [1] [Outlet 1, line 3](<https://example.org/x>)\n-# [2] [Outlet 2, line 3](<https://example.org/x>)\n-# A note."
	if got := short.Parts(MaxContent); len(got) != 1 || got[0] != want {
		t.Errorf("got %q", got)
	}
	long := Page{Blocks: []Block{block(1, 150), block(2, 150), block(3, 700)}}
	parts := long.Parts(MaxContent)
	if len(parts) < 5 {
		t.Errorf("%d parts", len(parts))
	}
	holdTogether(t, parts, MaxContent)

	if got, files := long.Fit(MaxContent, func() File { return File{Name: "answer.txt"} }); len(got) != 1 || len(files) != 1 || !strings.Contains(got[0], "Sentence 1") || !strings.Contains(got[0], "answer.txt") {
		t.Errorf("got %q, %d files", got, len(files))
	}
}

var (
	markOf = regexp.MustCompile(` \[(\d+)\]`)
	noteOf = regexp.MustCompile(`(?m)^-# \[(\d+)\] `)
)

// holdTogether checks that each part is within the limit, and that the footnotes of
// a part are those of its claims.
func holdTogether(t *testing.T, parts []string, limit int) {
	t.Helper()
	for _, p := range parts {
		if n := Length(p); n > limit || n == 0 {
			t.Errorf("a part has %d units", n)
		}
		if !utf8.ValidString(p) {
			t.Errorf("a part is no UTF-8: %q", p)
		}
		marks, notes := map[string]bool{}, map[string]bool{}
		text, _, _ := strings.Cut(p, "\n-# ")
		for _, m := range markOf.FindAllStringSubmatch(text, -1) {
			marks[m[1]] = true
		}
		for _, m := range noteOf.FindAllStringSubmatch(p, -1) {
			notes[m[1]] = true
		}
		if len(marks) != len(notes) {
			t.Errorf("marks %v, notes %v in %q", marks, notes, p)
		}
	}
}

// meant finds, in escaped text, what Discord would take for more than text.
var meant = regexp.MustCompile("(?m)(?:^|[^\\\\])(?:\\\\\\\\)*([*_~`|<@\\[\\]])|^\\s*(?:#|-|\\+|>|\\d+[.)])|://")

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"*a*", `\*`, `\\*`, "@everyone", "<@1>", "1. x", "  - x", "https://x", "\x1b[31m", "a\tb\n> c", `\`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e := Escape(s)
		if m := meant.FindString(strings.ReplaceAll(e, `\\`, "x")); m != "" {
			t.Errorf("%q became %q, which holds %q", s, e, m)
		}
		if strings.Count(e, "\n") != strings.Count(s, "\n") {
			t.Errorf("%q became %q", s, e)
		}
	})
}

// Whatever an answer holds, its parts are within the limit, and hold together.
func FuzzParts(f *testing.F) {
	f.Add("What?", "A sentence.", "Another one.", "Outlet, 20 Apr 2024", "https://example.org", 2000)
	f.Add(strings.Repeat("*", 3000), strings.Repeat("@everyone ", 400), strings.Repeat("x", 5000), strings.Repeat("[", 300), "https://e.org/"+strings.Repeat("a", 500), 2000)
	f.Add("", "\U0001F600\U0001F600", "a\u0301", "<@1>", "javascript:x", 600)
	f.Fuzz(func(t *testing.T, quoted, a, b, label, url string, limit int) {
		limit = 400 + (limit%1601+1601)%1601
		clean := strings.NewReplacer("[", "(", "]", ")", "\n", " ", "\r", " ") // else what is fuzzed looks like our own marks
		p := Page{Quoted: quoted, Blocks: []Block{
			{Text: clean.Replace(a), Mark: " [1]", Notes: []Note{{Mark: "[1] ", Text: clean.Replace(label), URL: url}}},
			{Text: clean.Replace(b), Mark: " [2][3]", Notes: []Note{{Mark: "[2] ", Text: clean.Replace(label), URL: url}, {Mark: "[3] ", Text: clean.Replace(b), URL: url}}},
		}, Tail: []Note{{Text: clean.Replace(a)}, {Text: clean.Replace(label), URL: url}}}
		parts := p.Parts(limit)
		for _, part := range parts {
			if n := Length(part); n > limit {
				t.Errorf("a part has %d of %d units", n, limit)
			}
			if strings.Contains(regexp.MustCompile(`\\.`).ReplaceAllString(part, ""), "@") {
				t.Errorf("pings: %q", part)
			}
		}
		pieces, rest := Wrap(a, 1+limit/7, 5)
		for _, s := range append(pieces, Truncate(a, limit)) {
			if Length(s) > limit {
				t.Errorf("%d of %d units", Length(s), limit)
			}
		}
		if strings.Join(pieces, "")+rest != a {
			t.Error("wrapping loses text")
		}
	})
}

// A file of one sentence of five million characters is cut without much ado.
func TestEndlessSentence(t *testing.T) {
	p := Page{Blocks: []Block{{Text: strings.Repeat("goes on * ", 500_000), Mark: " [1]", Notes: []Note{{Mark: "[1] ", Text: "x"}}}}}
	parts := p.Parts(MaxContent)
	if len(parts) < 2500 {
		t.Errorf("%d parts", len(parts))
	}
	holdTogether(t, parts[:3], MaxContent)
}

// A claim with more footnotes than a message holds says how many are left out.
func TestManyNotes(t *testing.T) {
	b := Block{Text: "A sentence.", Mark: " [1]"}
	for n := range 500 {
		b.Notes = append(b.Notes, Note{Mark: fmt.Sprintf("[%d] ", n+1), Text: strings.Repeat("Outlet ", 20)})
	}
	parts := Page{Blocks: []Block{b}}.Parts(MaxContent)
	if len(parts) != 1 || Length(parts[0]) > MaxContent || !strings.Contains(parts[0], "… and 481 more") {
		t.Errorf("got %q", parts)
	}
}

func TestPlain(t *testing.T) {
	in := "**Lund** said to <@!12> in <#34> <a:wave:5> <t:123:R>: ||we *found*|| ~~300~~ `cracks`\n> and more"
	if got, want := Plain(in), "Lund said to  in   : we found 300 cracks\n> and more"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The head of a page is one message: its first blocks, whole, and its tail.
func TestHead(t *testing.T) {
	word := strings.Repeat("word ", 60)
	page := Page{Quoted: "Who?", Tail: []Note{{Text: "…"}}}
	if got := page.Head(MaxContent); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	for range 20 {
		page.Blocks = append(page.Blocks, Block{Text: word, Mark: " [1]", Notes: []Note{{Mark: "[1] ", Text: "Ledger, line 3"}}})
		got := page.Head(MaxContent)
		if Length(got) > MaxContent || !strings.HasPrefix(got, "> Who?\nword") || !strings.HasSuffix(got, "word [1]\n-# [1] Ledger, line 3\n-# …") {
			t.Fatalf("%d units: %q", Length(got), got)
		}
		if whole := page.Parts(MaxContent); len(whole) == 1 && got != whole[0] {
			t.Errorf("got %q, want all of it", got)
		}
	}
	page.Blocks = []Block{{Text: strings.Repeat(word, 20)}}
	if got := page.Head(MaxContent); got != "" {
		t.Errorf("of a block that has no room: %q", got)
	}
}
