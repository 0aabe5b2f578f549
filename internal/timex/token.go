package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or a mark of punctuation.
type token struct {
	start, end int     // bytes of the text
	word       string  // lower case; digits and marks as they stand, ’ as ', dashes as -; empty where too long for a word
	suffix     string  // letters right behind the digits, in lower case: th, s, pm
	num        int     // what the digits say, -1 for what is no number
	digits     int     // how many digits, 0 where a grouping comma stood between them
	glued      bool    // no space between it and the token before
	upper      bool    // begins in upper case
	lex        *lexeme // what the word can mean, never nil
}

// longestWord bounds the bytes of a word that is looked at.
const longestWord = 24

// tokens appends the tokens of text[from:to] to toks.
func tokens(toks []token, text string, from, to int) []token {
	end := from
	for i := from; i < to; {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:to])
		}
		if unicode.IsSpace(r) || r == 0 || r == '\ufeff' || r == '\u200b' {
			i += n
			continue
		}
		t := token{start: i, num: -1, glued: i == end && i > from, lex: &unknown}
		switch {
		case r >= '0' && r <= '9':
			t.readNumber(text, to)
		case unicode.IsLetter(r):
			t.readWord(text, to, unicode.IsUpper(r))
		default:
			t.end = i + n
			t.word = mark(r, text[i:i+n])
			if t.word == "'" && strings.HasPrefix(lowerAt(text, t.end, to), "s") && !letterAt(text, t.end+1, to) {
				t.word, t.end = "'s", t.end+1
			}
		}
		i, end = t.end, t.end
		toks = append(toks, t)
	}
	return toks
}

// mark folds the dashes and apostrophes that stand for one another.
func mark(r rune, s string) string {
	switch r {
	case '’', '‘', 'ʼ':
		return "'"
	case '‐', '‑', '–', '—', '−':
		return "-"
	}
	return s
}

func lowerAt(text string, i, to int) string {
	if i >= to {
		return ""
	}
	return strings.ToLower(text[i : i+1])
}

func letterAt(text string, i, to int) bool {
	if i >= to {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:to])
	return unicode.IsLetter(r)
}

// readNumber reads digits, with commas between groups of three, and the letters
// right behind them.
func (t *token) readNumber(text string, to int) {
	i, n, grouped := t.start, 0, false
	for i < to {
		c := text[i]
		if c == ',' && groupAt(text, i, to) && (grouped || i-t.start <= 3) {
			grouped = true
		} else if c < '0' || c > '9' {
			break
		} else if n < 100_000_000 {
			n = 10*n + int(c-'0')
		}
		i++
	}
	t.num, t.word = n, text[t.start:min(i, t.start+longestWord)]
	if t.digits = i - t.start; grouped {
		t.digits = 0
	}
	behind := i
	for i < to && letterByte(text[i]) {
		i++
	}
	if i-behind <= longestWord {
		t.suffix = strings.ToLower(text[behind:i])
	}
	t.end = i
}

// groupAt reports whether text holds a comma at i and exactly three digits behind it.
func groupAt(text string, i, to int) bool {
	digit := func(i int) bool { return i < to && text[i] >= '0' && text[i] <= '9' }
	return digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

func letterByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// readWord reads letters and digits, and apostrophes inside, but for a possessive s.
func (t *token) readWord(text string, to int, upper bool) {
	i := t.start
	for i < to {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:to])
		}
		if r == '\'' || r == '’' {
			if !letterAt(text, i+n, to) || lowerAt(text, i+n, to) == "s" && !letterAt(text, i+n+1, to) {
				break
			}
		} else if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		i += n
	}
	t.end, t.upper = i, upper
	if i-t.start > longestWord {
		return
	}
	t.word = strings.ToLower(strings.ReplaceAll(text[t.start:i], "’", "'"))
	if l := lexicon[t.word]; l != nil {
		t.lex = l
	}
}
