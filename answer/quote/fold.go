package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text is a text folded for comparing. The stream holds its letters, digits and
// the symbols that carry meaning ($, %, &), lower-case, without accents, ligatures
// taken apart, and nothing else: a quotation stands in a source where its stream
// stands in the source's. Where digits would run together that the text keeps
// apart, apart stands between them: 10-12 is not 1012.
type text struct {
	stream string
	from   []int32 // for each byte of stream the byte of the source where its character begins
	tokens []token // the words, in order

	// While folding.
	b      []byte
	broken bool // the next character begins a word
	first  bool // the next word begins a sentence, a line or a quotation
}

// A token is one word of a text.
type token struct {
	lo, hi     int32 // bytes of the stream
	start, end int32 // bytes of the source
	first      bool  // stands where an upper-case letter says nothing
	upper      bool  // begins with an upper-case letter
	caps       bool  // has two upper-case letters or more and no lower-case one
	comma      bool  // a number with grouping commas
}

const apart = 0x1f

// foldText folds a text that is given.
func foldText(s string) *text {
	t := newText(len(s))
	t.add(s, 0)
	t.done()
	return t
}

func newText(size int) *text {
	return &text{b: make([]byte, 0, size), from: make([]int32, 0, size), tokens: make([]token, 0, size/6+1), broken: true, first: true}
}

func (t *text) done() {
	t.stream = string(t.b)
	t.b = nil
}

// gap ends a word; first says that the next one begins a sentence.
func (t *text) gap(first bool) {
	t.broken = true
	t.first = t.first || first
}

// add folds s, which begins at byte base of the source.
func (t *text) add(s string, base int) {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			t.ascii(s, i, base)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		t.other(s, i, n, r, base)
		i += n
	}
}

func (t *text) ascii(s string, i, base int) {
	c := s[i]
	switch {
	case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
		t.emit(c, base+i, base+i+1, false)
	case c >= 'A' && c <= 'Z':
		t.emit(c+'a'-'A', base+i, base+i+1, true)
	case c == '$' || c == '%' || c == '&' || c == '+':
		t.emit(c, base+i, base+i+1, false)
	case c == ' ':
		t.broken = true
	case c == '\'':
		t.apostrophe(s, i, 1)
	case c == '.' || c == ',' || c == ':':
		t.stop(s, i, base)
	case c == '\n' || c == '!' || c == '?' || c == '"':
		t.gap(true)
	case c < ' ' && c != '\t' && c != '\r' && c != '\v' && c != '\f' || c == 0x7f:
	default:
		t.broken = true
	}
}

// apostrophe ends no word where letters stand on both sides: hasn't, Niger's.
func (t *text) apostrophe(s string, i, n int) {
	if !t.broken && letterAt(s, i+n) {
		return
	}
	t.gap(true)
}

// stop folds a full stop, comma or colon: inside numbers and abbreviations it ends no word.
func (t *text) stop(s string, i, base int) {
	c := s[i]
	inside := i > 0 && i+1 < len(s)
	switch {
	case inside && isDigit(s[i-1]) && isDigit(s[i+1]) && c == ',' && grouping(s[i+1:]):
		if n := len(t.tokens); n > 0 {
			t.tokens[n-1].comma = true
		}
	case inside && isDigit(s[i-1]) && isDigit(s[i+1]) && c != ',':
		t.emit('.', base+i, base+i+1, false)
	case inside && isDigit(s[i-1]) && isDigit(s[i+1]):
		t.emit(',', base+i, base+i+1, false)
	case c == '.' && !t.broken && letterAt(s, i+1):
	default:
		t.gap(c != ',')
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// grouping reports whether s begins with three digits and no more.
func grouping(s string) bool {
	return len(s) >= 3 && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// other folds a character that is not ASCII.
func (t *text) other(s string, i, n int, r rune, base int) {
	switch {
	case r == '’' || r == 'ʼ' || r == '‘':
		t.apostrophe(s, i, n)
	case invisible(r):
	case unicode.IsSpace(r):
		t.gap(r == '\u2028' || r == '\u2029' || r == '\u0085')
	case unicode.IsPunct(r):
		t.gap(strings.ContainsRune("“”«»„…。！？", r))
	case unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Sc, unicode.So):
		t.letter(s[i:], n, r, base+i)
	default:
		t.broken = true
	}
}

// letter folds a letter, digit, mark or symbol into what it is made of.
func (t *text) letter(s string, n int, r rune, at int) {
	if spaceless(r) {
		t.broken = true
		defer func() { t.broken = true }()
	}
	upper := unicode.IsUpper(r)
	parts := norm.NFKD.PropertiesString(s).Decomposition()
	if parts == nil {
		parts = []byte(s[:n])
	}
	for len(parts) > 0 {
		p, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		if p == '⁄' {
			p = '/'
		} else if accent(p) || !unicode.In(p, unicode.L, unicode.N, unicode.M, unicode.S) {
			continue
		}
		for _, c := range []byte(string(unicode.ToLower(p))) {
			t.emit(c, at, at+n, upper)
		}
	}
}

func accent(r rune) bool { return r >= 0x300 && r <= 0x36f }

// invisible reports whether r is never seen: soft hyphens, zero-width and control
// characters, variation selectors. White space is not meant.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f || unicode.IsControl(r) && !unicode.IsSpace(r) || accent(r)
}

// spaceless reports whether r belongs to a script that sets no spaces between words.
func spaceless(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// emit adds one byte of a character of the source to the stream.
func (t *text) emit(c byte, start, end int, upper bool) {
	if t.broken {
		if n := len(t.b); n > 0 && isDigit(c) && isDigit(t.b[n-1]) {
			t.b = append(t.b, apart)
			t.from = append(t.from, int32(start))
		}
		t.tokens = append(t.tokens, token{lo: int32(len(t.b)), start: int32(start), first: t.first, upper: upper, caps: upper})
		t.broken, t.first = false, false
	}
	k := &t.tokens[len(t.tokens)-1]
	if c >= 'a' && c <= 'z' {
		k.caps = k.caps && upper
	}
	t.b = append(t.b, c)
	t.from = append(t.from, int32(start))
	k.hi, k.end = int32(len(t.b)), int32(end)
}

func (t *text) word(i int) string { return t.stream[t.tokens[i].lo:t.tokens[i].hi] }

// edge reports whether a word may begin or end before byte i of the stream.
func (t *text) edge(i int) bool {
	if i <= 0 || i >= len(t.stream) {
		return true
	}
	a, b := t.stream[i-1], t.stream[i]
	return !wordByte(a) || !wordByte(b) || t.tokenAt(i).lo == int32(i)
}

func wordByte(c byte) bool { return c >= 'a' && c <= 'z' || isDigit(c) || c >= utf8.RuneSelf }

// tokenAt is the token that holds byte i of the stream, or the next one.
func (t *text) tokenAt(i int) token { return t.tokens[t.tokenIndex(i)] }

func (t *text) tokenIndex(i int) int {
	lo, hi := 0, len(t.tokens)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if t.tokens[mid].hi > int32(i) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// strict is s as far as it counts for the same letters: without white space and
// invisible characters, ligatures taken apart.
func strict(s string, markdown bool) string {
	if markdown {
		s = mdTarget.ReplaceAllString(s, "")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case accent(r):
			return r
		case unicode.IsSpace(r) || invisible(r):
			return -1
		case markdown && strings.ContainsRune("*_`#[]\\>!", r):
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}
