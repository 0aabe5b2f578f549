package answer

import (
	"fmt"
	"strings"
	"unicode"
)

// mostCited is the most sentences that one claim may stand on. With many, words of all
// of them can be put together to anything.
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
// says something (a crossed circle, an emoji, ≠, ½) and that its sources lack.
func odd(text, quoted string) string {
	if strings.HasSuffix(strings.TrimRight(text, ")]\"”’' "), "?") && !strings.Contains(quoted, "?") {
		return "It is a question."
	}
	for _, r := range text {
		if (unicode.In(r, unicode.So, unicode.Sm, unicode.Sk, unicode.No) && !strings.ContainsRune("+<>=|~^`", r)) && !strings.ContainsRune(quoted, r) {
			return fmt.Sprintf("Its sources do not hold the sign %c.", r)
		}
	}
	return ""
}
