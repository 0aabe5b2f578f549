package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A speakerQuotation is a quotation of a paragraph: bytes of the source, its marks included.
type speakerQuotation struct {
	start, end int
	open       bool // never closed: the next paragraph goes on with it
}

// speakerQuotations returns the outermost quotations of a paragraph, in order;
// base is the offset of text in the source. A quotation without an end reaches
// to the end of the paragraph where goesOn, that is, where the next paragraph
// opens with a mark too; else it is a lost mark and no quotation.
func speakerQuotations(text string, base int, goesOn bool) []speakerQuotation {
	var out []speakerQuotation
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !speakerOpens(text, i, r, n) {
			i += n
			continue
		}
		end := speakerClose(text, i+n, r)
		switch {
		case end > 0:
			out = append(out, speakerQuotation{start: base + i, end: base + end})
			i = end
		case goesOn && r != '\'' && r != '‘':
			return append(out, speakerQuotation{start: base + i, end: base + len(text), open: true})
		default:
			i += n
		}
	}
	return out
}

// speakerOpens reports whether the mark r at i opens a quotation. A straight mark
// does where a word begins after it and none ends before it.
func speakerOpens(text string, i int, r rune, n int) bool {
	switch r {
	case '“', '„', '«':
		return true
	case '"', '\'', '‘', '”':
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+n:])
		free := i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([—–-", before)
		if r == '"' || r == '”' {
			return free && i+n < len(text) && !unicode.IsSpace(after)
		}
		return free && unicode.IsLetter(after)
	}
	return false
}

// speakerClose returns the offset behind the mark that closes a quotation which
// the mark open opened before i, or 0 where there is none.
func speakerClose(text string, i int, open rune) int {
	closing := map[rune]string{'“': `”"`, '”': `”`, '„': `“”`, '«': `»`, '"': `"”`, '\'': `'’`, '‘': `’'`}[open]
	single := open == '\'' || open == '‘'
	fallback := 0
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(closing, r) {
			if single && fallback > 0 && (r == '‘' || r == '“' || r == '"') {
				return fallback
			}
			i += n
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+n:])
		switch {
		case !single && r == '"' && unicode.IsSpace(before) && unicode.IsLetter(after):
			// A straight mark that opens: the first was lost, or this is one inside.
		case !single:
			return i + n
		case unicode.IsLetter(after) || unicode.IsDigit(after) || unicode.IsSpace(before):
		case before == 's' && unicode.IsSpace(after) && fallback == 0:
			fallback = i + n // the possessive of a plural, unless nothing better comes
		default:
			return i + n
		}
		i += n
	}
	return fallback
}
