package prompts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// lines is the evidence with every text on one line.
func lines(evidence []Evidence) []Evidence {
	evidence = slices.Clone(evidence)
	for i, e := range evidence {
		evidence[i] = Evidence{N: e.N, Outlet: line(e.Outlet), Date: line(e.Date), Text: line(e.Text)}
	}
	return evidence
}

// line is a stranger's text as one line that a person would see so: white space
// becomes single spaces, control characters and invisible ones, with which text is
// hidden or turned around, are gone, and marks that servers read as the end of a
// message are taken apart.
func line(s string) string {
	s = strings.Map(visible, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	return angles(brackets.ReplaceAllString(s, "[ $1"))
}

// visible keeps what can be seen, and the two joiners without which Persian and
// Hindi are misspelt.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r == '\u200c', r == '\u200d', unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return r
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// brackets are marks such as [INST], [/INST] and [TOOL_CALLS].
var brackets = regexp.MustCompile(`\[(/?[A-Z_]{2,}\])`)

// angles takes apart marks such as <|im_end|>, </s> and <think>: a space follows
// each < that is not a sign between numbers.
func angles(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	var b strings.Builder
	open := false
	for _, r := range s {
		if open && r != ' ' && !unicode.IsDigit(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		open = r == '<'
	}
	return b.String()
}
