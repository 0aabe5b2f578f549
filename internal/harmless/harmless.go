// Package harmless makes text that came from outside harmless to whoever shows
// it: a terminal, a chat, a log. It changes no letters.
package harmless

import "strings"

// Text is s with control characters as their pictures (U+2400 and on), without
// what turns the direction of text, and with U+FFFD for what is no UTF-8. Tabs and
// line feeds stay.
func Text(s string) string {
	if strings.IndexFunc(s, Harmful) < 0 {
		return s // an invalid byte reads as U+FFFD, which is harmful here
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !Harmful(r):
			return r
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7f:
			return '\u2421'
		case r < 0xa0 || r == '\ufffd':
			return '\ufffd'
		}
		return -1
	}, s)
}

// Line is Text on one line.
func Line(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, Text(s))
}

// Harmful reports whether r must not be shown as it is.
func Harmful(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\ufffd':
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
