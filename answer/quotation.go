package answer

import (
	"regexp"
	"strings"

	"footnote/internal/words"
)

// The ways in which a text marks a quotation. A single straight mark is one only
// where no letter stands outside it, else it is an apostrophe.
var quotations = []*regexp.Regexp{
	regexp.MustCompile(`[“"«„]([^“”"«»„]*)[”"»“]`),
	regexp.MustCompile(`‘([^‘]*?)’(?:$|[^\p{L}])`),
	regexp.MustCompile(`(?:^|[\s(])'([^']+)'(?:$|[\s.,;:!?)])`),
}

// quotationsHeld reports whether every quotation in text stands in source word
// for word; case at its beginning and punctuation do not count. A quotation that
// is never closed is held nowhere.
func quotationsHeld(lang *words.Language, text, source string) bool {
	if strings.Count(text, `"`)%2 != 0 || strings.Count(text, "“") != strings.Count(text, "”") || strings.Count(text, "«") != strings.Count(text, "»") {
		return false
	}
	said := wordsOf(lang, source)
	for _, re := range quotations {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(said, wordsOf(lang, m[1])) {
				return false
			}
		}
	}
	return true
}

// wordsOf is text as its words with a space around each.
func wordsOf(lang *words.Language, text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	lang.Each(text, func(t words.Token) {
		b.WriteString(strings.ToLower(strings.ReplaceAll(text[t.Start:t.End], "’", "'")))
		b.WriteByte(' ')
	})
	return b.String()
}
