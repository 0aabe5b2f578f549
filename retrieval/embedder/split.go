package embedder

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A splitter cuts a piece into smaller ones, which it appends. White space may be lost.
type splitter func(piece string, to []string) []string

// newSplitter is the splitter that a step describes.
func newSplitter(s step) (splitter, error) {
	switch s.Type {
	case "BertPreTokenizer":
		return func(piece string, to []string) []string {
			for word := range strings.FieldsSeq(piece) {
				to = isolate(word, isPunctuation, to)
			}
			return to
		}, nil
	case "WhitespaceSplit":
		return func(piece string, to []string) []string { return append(to, strings.Fields(piece)...) }, nil
	case "Whitespace":
		return func(piece string, to []string) []string {
			return append(to, wordsAndSigns.FindAllString(piece, -1)...)
		}, nil
	case "Punctuation":
		if s.Behavior == "" || s.Behavior == "Isolated" {
			return func(piece string, to []string) []string { return isolate(piece, isPunctuation, to) }, nil
		}
	case "Digits":
		return digitSplitter(s.Individual), nil
	case "Metaspace":
		if len(s.Replacement) <= utf8.UTFMax {
			return metaspace(s), nil
		}
	}
	return nil, fmt.Errorf("cuts texts in the manner %.40q, which is not known here; choose another model", s.Type)
}

// wordsAndSigns are runs of letters and digits, and runs of other signs.
var wordsAndSigns = regexp.MustCompile(`[\pL\pM\p{Nd}\p{Pc}]+|[^\pL\pM\p{Nd}\p{Pc}\s\p{Z}]+`)

// isolate makes each character for which is reports true a piece of its own.
func isolate(s string, is func(rune) bool, to []string) []string {
	from := 0
	for i, r := range s {
		if !is(r) {
			continue
		}
		if i > from {
			to = append(to, s[from:i])
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		from = i + size
		to = append(to, s[i:from])
	}
	if from < len(s) {
		to = append(to, s[from:])
	}
	return to
}

// isPunctuation reports whether BERT takes r for punctuation: all of ASCII that is
// neither letter, digit nor control character, and what Unicode calls punctuation.
func isPunctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return unicode.IsPunct(r)
}

// digitSplitter cuts digits from what stands beside them, and from each other where
// they are to stand alone.
func digitSplitter(alone bool) splitter {
	return func(piece string, to []string) []string {
		if alone {
			return isolate(piece, unicode.IsNumber, to)
		}
		from, before := 0, false
		for i, r := range piece {
			digit := unicode.IsNumber(r)
			if i > from && digit != before {
				to = append(to, piece[from:i])
				from = i
			}
			before = digit
		}
		if from < len(piece) {
			to = append(to, piece[from:])
		}
		return to
	}
}

// metaspace puts a sign in the place of each space, and one in front of the text, and
// cuts before each sign unless it is told not to.
func metaspace(s step) splitter {
	sign := s.Replacement
	if sign == "" {
		sign = "▁"
	}
	prepend := s.Scheme == "always" || s.Scheme == "first" || s.Scheme == "" && (s.PrefixSpace == nil || *s.PrefixSpace)
	cut := s.Split == nil || *s.Split
	return func(piece string, to []string) []string {
		if piece == "" {
			return to
		}
		text := strings.ReplaceAll(piece, " ", sign)
		if prepend && !strings.HasPrefix(text, sign) {
			text = sign + text
		}
		if !cut {
			return append(to, text)
		}
		for text != "" {
			next := strings.Index(text[1:], sign) + 1
			if next == 0 {
				return append(to, text)
			}
			to = append(to, text[:next])
			text = text[next:]
		}
		return to
	}
}
