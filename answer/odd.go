package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/internal/words"
)

// mostCited is the most sentences of one article that one claim may stand on. With many,
// words of all of them can be put together to anything. Of articles it may cite as many
// as there are: each has to prove it by itself.
const mostCited = 6

// withoutJoiners is text without the invisible joiners between letters that need none:
// in n\u200dot they hide a word from rules, and show it to people.
func withoutJoiners(text string) string {
	if !strings.ContainsAny(text, "\u200b\u200c\u200d\u2060\ufeff\u00ad") {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u2060', '\ufeff', '\u00ad':
			return -1
		case '\u200c', '\u200d':
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Latin) }) {
				return -1
			}
		}
		return r
	}, text)
}

// odd says why a claim is none that words could prove: it asks, or it holds a sign that
// says something (a crossed circle, an emoji, ≠, ½), or an "I", that its sources lack.
func odd(text, quoted string) string {
	if strings.HasSuffix(strings.TrimRight(text, ")]\"”’' "), "?") && !strings.Contains(quoted, "?") {
		return "It is a question."
	}
	for _, i := range myself.FindAllString(text, -1) {
		if lang := words.Detect(text); (lang == "" || lang == "en") && !slices.Contains(myself.FindAllString(quoted, -1), i) {
			return "Its sources do not say “" + i + "”."
		}
	}
	for _, r := range text {
		if (unicode.In(r, unicode.So, unicode.Sm, unicode.Sk, unicode.No) && !strings.ContainsRune("+<>=|~^`", r)) && !strings.ContainsRune(quoted, r) {
			return fmt.Sprintf("Its sources do not hold the sign %c.", r)
		}
	}
	return ""
}

// myself finds the English words in which whoever drafts speaks of itself.
var myself = regexp.MustCompile(`\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b`)
