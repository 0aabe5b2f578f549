// Package message makes Discord messages of text from anywhere: nothing in them
// pings, nothing is read as markdown that is not ours, and nothing is longer than
// Discord takes. It knows no network and no Discord library.
package message

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"footnote/internal/harmless"
)

// Limits of Discord, in UTF-16 units where they are of text.
const (
	MaxContent = 2000 // of a message
	MaxChoice  = 100  // of a suggestion's name, and of its value
	MaxChoices = 25
)

// Length is how long Discord takes s to be: its UTF-16 units.
func Length(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// special are the characters that Discord's markdown gives a meaning anywhere in
// a line. @ and < begin mentions, [ a link's text.
const special = "\\*_~`|<@[]"

// Escape makes text show as it is: no markdown in it, no mention, no link, no
// control characters. Line feeds stay; each line is escaped for standing at the
// beginning of one.
func Escape(s string) string {
	lines := strings.Split(separators.Replace(harmless.Text(s)), "\n")
	for i, l := range lines {
		lines[i] = escapeLine(strings.ReplaceAll(l, "\t", " "))
	}
	return strings.Join(lines, "\n")
}

// separators are those of lines and paragraphs that are no line feeds, and yet begin
// a line for some.
var separators = strings.NewReplacer("\u2028", " ", "\u2029", " ")

// markup finds what a message's text holds beside its words: mentions, emoji, times,
// and the marks of bold, italic, struck and hidden text.
var markup = regexp.MustCompile("<(?:@[!&]?|#|a?:\\w+:|t:|/[^:<>]+:|id:)[\\w:]*>|\\*{1,3}|__|~~|\\|\\||`+")

// Plain is what a person's message says, without Discord's markup of words; marks at
// the beginnings of lines stay.
func Plain(s string) string { return markup.ReplaceAllString(s, "") }

// EscapeLine is Escape of text whose runs of white space are each one space.
func EscapeLine(s string) string {
	return Escape(strings.Join(strings.Fields(s), " "))
}

func escapeLine(s string) string {
	var b strings.Builder
	body := strings.TrimLeftFunc(s, unicode.IsSpace)
	b.WriteString(s[:len(s)-len(body)])
	lead := leading(body)
	b.WriteString(lead)
	body = body[len(strings.ReplaceAll(lead, "\\", "")):]
	for i, r := range body {
		if strings.ContainsRune(special, r) || r == ':' && shortcode.MatchString(body[i:]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == ':' && strings.HasPrefix(body[i+1:], "//") {
			b.WriteByte('\\') // no link, and so no preview of one
		}
	}
	return invitation.ReplaceAllString(b.String(), `$1\$2`)
}

var (
	// shortcode is the name of an emoji, which Discord would show in its place.
	shortcode = regexp.MustCompile(`^:[A-Za-z0-9_+-]+:`)
	// invitation is the address of a server, which Discord would show as a card.
	invitation = regexp.MustCompile(`(?i)(discord(?:\.gg|(?:app)?\.com/invite))(/)`)
)

// leading is the beginning of a line, escaped, where it would make a heading, a
// list, a quotation or small print of it; else empty.
func leading(s string) string {
	if s == "" {
		return ""
	}
	if strings.ContainsRune("#>-+", rune(s[0])) {
		return "\\" + s[:1]
	}
	n := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if n > 0 && (s[n] == '.' || s[n] == ')') {
		return s[:n] + "\\" + s[n:n+1]
	}
	return ""
}

// Truncate cuts text to at most n UTF-16 units, at the end of a word where there
// is one near, and marks the cut with an ellipsis.
func Truncate(s string, n int) string {
	if Length(s) <= n {
		return s
	}
	head, _ := cut(s, n-1)
	return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
}

// cut divides s such that head has at most n UTF-16 units, and at least one
// character: at white space in the last third of head, else between characters.
func cut(s string, n int) (head, tail string) {
	end, space, units := 0, 0, 0
	for i, r := range s {
		units += utf16.RuneLen(r)
		if units > n && i > 0 {
			break
		}
		end = i + utf8.RuneLen(r)
		if unicode.IsSpace(r) {
			space = i
		}
	}
	if end < len(s) && space > end*2/3 {
		end = space
	}
	return s[:end], s[end:]
}

// Wrap cuts text into pieces of at most n UTF-16 units, at the ends of words: the
// first most pieces. What is left is rest.
func Wrap(s string, n, most int) (pieces []string, rest string) {
	for s != "" && len(pieces) < most {
		head, tail := cut(s, n)
		pieces = append(pieces, head)
		s = tail
	}
	return pieces, s
}
