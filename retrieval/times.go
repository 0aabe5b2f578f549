package retrieval

import (
	"strings"

	"footnote/internal/words"
)

// TimeIn reports whether the words say when: a year, a month, a day, "last week", "two days ago".
func TimeIn(toks []words.Token) bool {
	for i, t := range toks {
		switch {
		case TimeWord(t) || t.Word == "soon" || t.Word == "shortly":
			return true
		case timeUnits[t.Word] && i > 0 && (deictic[toks[i-1].Word] || i+1 < len(toks) && toks[i+1].Word == "ago"):
			return true
		case timeUnits[t.Word] && i > 0 && i+1 < len(toks) && (toks[i-1].Number || numerals[toks[i-1].Word]) && shifts[toks[i+1].Word]:
			return true
		case (t.Word == "coming" || t.Word == "recent") && i+1 < len(toks) && timeUnits[toks[i+1].Word]:
			return true
		}
	}
	return false
}

// TimeWord reports whether a word alone says when: a year, a month, a day of the week.
func TimeWord(t words.Token) bool {
	if t.Number {
		w := strings.TrimSuffix(t.Word, "s")
		return len(w) == 4 && (w[0] == '1' || w[0] == '2') && strings.IndexFunc(w, notDigit) < 0 && (t.End-t.Start == len(t.Word))
	}
	if t.Word == "may" || t.Word == "march" || t.Word == "second" {
		return t.Upper && t.Word != "second"
	}
	return months[t.Word] || dayNames[t.Word]
}
