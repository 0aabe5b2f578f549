package article

import (
	"regexp"
	"strings"
)

var (
	mdImage  = regexp.MustCompile(`!\[([^\]]*)\]\([^)]*\)`)
	mdLink   = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	mdLead   = regexp.MustCompile(`(?m)^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)+`)
	mdEscape = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!>-])")
	mdEmph   = strings.NewReplacer("**", "", "__", "", "`", "", "*", "")
	mdUnder  = regexp.MustCompile(`(^|[\s(“"])_([^_\n]+)_($|[\s).,;:!?”"])`)
)

// unmark returns the words of Markdown text without its markup.
func unmark(s string) string {
	if !strings.ContainsAny(s, "*_`[#>\\-+") {
		return s
	}
	s = mdImage.ReplaceAllString(s, "$1")
	s = mdLink.ReplaceAllString(s, "$1")
	s = mdLead.ReplaceAllString(s, "")
	s = mdUnder.ReplaceAllString(s, "$1$2$3")
	s = mdEmph.Replace(s)
	return mdEscape.ReplaceAllString(s, "$1")
}
