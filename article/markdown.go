package article

import (
	"regexp"
	"strings"
)

var (
	mdImage = regexp.MustCompile(`!\[([^\]]*)\]\([^)]*\)`)
	mdLink  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	mdLead  = regexp.MustCompile(`(?m)^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)+`)
	mdBold  = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	mdStar  = regexp.MustCompile(`(^|[\s(“"])\*([^*]+)\*($|[\s).,;:!?”"])`)
	mdCode  = regexp.MustCompile("`+([^`]+)`+")
	mdUnder = regexp.MustCompile(`(^|[\s(“"])(?:__|_)([^_\n]+)(?:__|_)($|[\s).,;:!?”"])`)
)

// Characters that Markdown escapes, and stand-ins for them while marks are taken out.
var (
	escapes   = []string{`\\`, "\\`", `\*`, `\_`, `\{`, `\}`, `\[`, `\]`, `\(`, `\)`, `\#`, `\+`, `\.`, `\!`, `\>`, `\-`}
	standIn   = '\ue000'
	escaped   = strings.NewReplacer(pairs(func(i int) (string, string) { return escapes[i], string(standIn + rune(i)) })...)
	unescaped = strings.NewReplacer(pairs(func(i int) (string, string) { return string(standIn + rune(i)), escapes[i][1:] })...)
)

func pairs(pair func(i int) (string, string)) []string {
	var list []string
	for i := range escapes {
		from, to := pair(i)
		list = append(list, from, to)
	}
	return list
}

// unmark returns the words of Markdown text without its markup.
func unmark(s string) string {
	if !strings.ContainsAny(s, "*_`[#>\\-+") {
		return s
	}
	s = escaped.Replace(s)
	s = mdImage.ReplaceAllString(s, "$1")
	s = mdLink.ReplaceAllString(s, "$1")
	s = mdLead.ReplaceAllString(s, "")
	s = mdBold.ReplaceAllString(s, "$1")
	s = mdStar.ReplaceAllString(s, "$1$2$3")
	s = mdCode.ReplaceAllString(s, "$1")
	s = mdUnder.ReplaceAllString(s, "$1$2$3")
	return unescaped.Replace(s)
}
