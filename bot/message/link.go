package message

import (
	"net/url"
	"strings"
	"unicode"
)

// maxURL is the most characters of an address in a message: with more, a footnote
// would fill it.
const maxURL = 600

// Link is text, shown as a link to address; text alone where address is none that
// a reader may be sent to. The text is taken as it is: escape it first.
func Link(text, address string) string {
	if address = safeURL(address); address == "" {
		return text
	}
	return "[" + text + "](<" + address + ">)"
}

// safeURL is an http or https address without anything that ends a link in
// Discord's markdown; empty where there is none, or none so short.
func safeURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	s := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Z, r) {
			return -1
		}
		return r
	}, u.String())
	s = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\\", "%5C", "`", "%60", "*", "%2A", "|", "%7C", "\"", "%22").Replace(s)
	if len(s) > maxURL {
		return ""
	}
	return s
}

// Words of a text fragment: a longer quotation is named by its first and last ones.
const (
	wholeWords = 10
	endWords   = 4
)

// TextFragment is an address that leads a browser to the quoted words: the
// address with a text directive (WICG, URL Fragment Text Directives, section 3.2).
// Where that would be too long, it is the address alone.
func TextFragment(address, quote string) string {
	words := strings.Fields(quote)
	if address == "" || len(words) == 0 {
		return address
	}
	text := directive(strings.Join(words, " "))
	if len(words) > wholeWords {
		text = directive(strings.Join(words[:endWords], " ")) + "," + directive(strings.Join(words[len(words)-endWords:], " "))
	}
	base, fragment, _ := strings.Cut(address, "#")
	fragment, _, _ = strings.Cut(fragment, ":~:")
	with := base + "#" + fragment + ":~:text=" + text
	if safeURL(with) == "" {
		return address
	}
	return with
}

// directive percent-encodes all but letters, digits and a few marks: the dash,
// the comma and the ampersand have a meaning in a text directive.
func directive(s string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D", "_", "%5F", "~", "%7E").Replace(url.QueryEscape(s))
}
