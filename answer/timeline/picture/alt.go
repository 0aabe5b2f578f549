package picture

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"footnote/answer/timeline"
	"footnote/article"
	"footnote/internal/harmless"
)

// AltText says in at most most characters, counted as UTF-16 units, what the picture
// of t shows: the dates with the first words of their entries, as many of both as
// there is room for; announced ones say so. What is left out, the least weight first,
// is counted at the end.
func AltText(t timeline.Timeline, most int) string {
	if len(t.Entries) == 0 {
		return clip("A timeline without dated events.", most)
	}
	for _, words := range []int{14, 10, 7, 5} {
		if text := altText(t, len(t.Entries), words); units(text) <= most {
			return text
		}
	}
	low, high := 0, min(len(t.Entries), max(most, 0)) // low entries fit, or none do
	for low < high {
		mid := (low + high + 1) / 2
		if units(altText(t, mid, 5)) <= most {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return clip(altText(t, low, 5), most)
}

// altText tells of the n heaviest entries with so many words of each.
func altText(t timeline.Timeline, n, words int) string {
	var b strings.Builder
	b.WriteString("Timeline.")
	for _, e := range t.Heaviest(n).Entries {
		b.WriteByte(' ')
		b.WriteString(clip(plain(e.Label), 60))
		if word := e.Status.Word(); word != "" {
			b.WriteString(" (" + word + ")")
		}
		fmt.Fprintf(&b, ": %s", firstWords(plain(e.Text), words))
	}
	if left := len(t.Entries) - n; left > 0 {
		if n == 0 {
			fmt.Fprintf(&b, " %d events.", left)
		} else {
			fmt.Fprintf(&b, " And %d more.", left)
		}
	}
	return b.String()
}

// plain is s on one line without control characters.
func plain(s string) string {
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return article.OneLine(harmless.Line(s))
}

// firstWords are the first n words of s, of text without spaces some characters; what
// is cut ends in an ellipsis, the rest in a full stop.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	cut := len(words) > n
	if cut {
		words = words[:n]
	}
	s = strings.Join(words, " ")
	if cut {
		s = strings.TrimRight(s, ",;:–—- ") + ellipsis
	}
	s = clip(s, n*12)
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".!?…”’\"", last) {
		return s
	}
	return s + "."
}

// units is the length of s in UTF-16 units.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// clip is s in at most n UTF-16 units, with an ellipsis where it is cut.
func clip(s string, n int) string {
	if units(s) <= n {
		return s
	}
	if n <= 0 {
		return ""
	}
	end := 0
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 1 {
			end = i
			break
		}
	}
	return strings.TrimRight(s[:end], " ") + ellipsis
}
