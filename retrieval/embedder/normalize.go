package embedder

import (
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A normalizer changes a text before it is cut.
type normalizer func(text string) string

// newNormalizer is the normalizer that a step describes.
func newNormalizer(s step) (normalizer, error) {
	switch s.Type {
	case "BertNormalizer":
		return bertNormalizer(s), nil
	case "NFC":
		return norm.NFC.String, nil
	case "NFD":
		return norm.NFD.String, nil
	case "NFKC":
		return norm.NFKC.String, nil
	case "NFKD":
		return norm.NFKD.String, nil
	case "Nmt":
		return nmt, nil
	case "Lowercase":
		return strings.ToLower, nil
	case "StripAccents":
		return stripMarks, nil
	case "Strip":
		return func(text string) string { return strip(text, s.Left, s.Right) }, nil
	case "Prepend":
		return func(text string) string {
			if text == "" {
				return ""
			}
			return s.Prepend + text
		}, nil
	case "Replace":
		return replacer(s)
	case "Precompiled":
		return newCharsmap(s.Charsmap)
	}
	return nil, fmt.Errorf("changes letters in the manner %.40q, which is not known here; choose another model", s.Type)
}

// bertNormalizer does what BERT does to a text before it cuts it.
func bertNormalizer(s step) normalizer {
	is := func(b *bool, absent bool) bool { return b == nil && absent || b != nil && *b }
	clean, chinese, lower := is(s.CleanText, true), is(s.ChineseChars, true), is(s.Lowercase, true)
	accents := is(s.StripAccents, lower)
	return func(text string) string {
		if clean || chinese {
			text = bertClean(text, clean, chinese)
		}
		if accents {
			text = stripMarks(norm.NFD.String(text))
		}
		if lower {
			text = strings.ToLower(text)
		}
		return text
	}
}

// bertClean takes out control characters, makes all white space spaces, and puts
// spaces around the letters of Chinese.
func bertClean(text string, clean, chinese bool) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case clean && unicode.IsSpace(r):
			b.WriteByte(' ')
		case clean && (r == utf8.RuneError || unicode.In(r, unicode.C)):
		case chinese && isChinese(r):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isChinese reports whether r is in the blocks that BERT takes for words of one
// letter: the ideographs, but neither kana nor hangul.
func isChinese(r rune) bool {
	switch {
	case r < 0x3400:
		return false
	case r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff, r >= 0xf900 && r <= 0xfaff:
		return true
	case r >= 0x20000 && r <= 0x2a6df, r >= 0x2a700 && r <= 0x2ceaf, r >= 0x2f800 && r <= 0x2fa1f:
		return true
	}
	return false
}

// stripMarks takes out the marks that go with a letter.
func stripMarks(text string) string {
	ascii := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
	if ascii {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, text)
}

// nmt takes out control characters and makes unusual spaces usual ones.
func nmt(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\ufffd':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}

func strip(text string, left, right bool) string {
	if left {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
	}
	if right {
		text = strings.TrimRightFunc(text, unicode.IsSpace)
	}
	return text
}

// replacer puts other text where a pattern is found.
func replacer(s step) (normalizer, error) {
	if s.Pattern.String != nil {
		old := *s.Pattern.String
		if old == "" {
			return nil, errors.New("replaces nothing by something; choose another model")
		}
		return func(text string) string {
			if strings.Count(text, old)*len(s.Content) > maxNormal {
				return text
			}
			return strings.ReplaceAll(text, old, s.Content)
		}, nil
	}
	re, err := patternOf(s)
	if err != nil {
		return nil, err
	}
	return func(text string) string {
		places := re.FindAllStringIndex(text, -1)
		if len(places)*len(s.Content) > maxNormal {
			return text
		}
		return re.ReplaceAllLiteralString(text, s.Content)
	}, nil
}

// patternOf compiles a step's regular expression.
func patternOf(s step) (*regexp.Regexp, error) {
	if s.Pattern.Regex == nil || len(*s.Pattern.Regex) > 1000 {
		return nil, errors.New("has a rule without a pattern, or with one that is too long; choose another model")
	}
	re, err := regexp.Compile(*s.Pattern.Regex)
	if err != nil {
		return nil, fmt.Errorf("has the pattern %.80q, which cannot be read here; choose another model", *s.Pattern.Regex)
	}
	return re, nil
}

// A charsmap is sentencepiece's table of letters and what they become: a trie in a
// double array (Aoe 1989, "An Efficient Digital Search Algorithm by Using a
// Double-Array Structure", in the layout of darts-clone) whose values are places in text.
// Each text in it ends with a zero byte.
type charsmap struct {
	units []uint32
	text  []byte
}

// newCharsmap reads a table: the length of the trie in bytes, the trie, and the text.
func newCharsmap(data []byte) (normalizer, error) {
	if len(data) == 0 {
		return func(text string) string { return text }, nil
	}
	broken := errors.New("has a table of letters that is damaged; fetch the model again")
	if len(data) < 4 {
		return nil, broken
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	if n%4 != 0 || n > uint64(len(data)-4) {
		return nil, broken
	}
	c := &charsmap{units: make([]uint32, n/4), text: data[4+n:]}
	for i := range c.units {
		c.units[i] = binary.LittleEndian.Uint32(data[4+4*i:])
	}
	return c.normalize, nil
}

func (c *charsmap) normalize(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		n, value := c.longest(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+size])
			i += size
			continue
		}
		b.Write(c.replacement(value))
		if i += n; b.Len() > maxNormal {
			break
		}
	}
	return b.String()
}

// longest is the length of the longest beginning of text that is in the table, in
// bytes, and its value; 0 where none is.
func (c *charsmap) longest(text string) (n int, value uint32) {
	offset := func(u uint32) uint32 { return u >> 10 << (u & (1 << 9) >> 6) }
	if len(c.units) == 0 {
		return 0, 0
	}
	at := offset(c.units[0])
	for i := range len(text) {
		at ^= uint32(text[i])
		if uint64(at) >= uint64(len(c.units)) || c.units[at]&(1<<31|0xff) != uint32(text[i]) {
			break
		}
		u := c.units[at]
		at ^= offset(u)
		if u>>8&1 == 1 && uint64(at) < uint64(len(c.units)) {
			n, value = i+1, c.units[at]&(1<<31-1)
		}
	}
	return n, value
}

// replacement is the text at a place, at most 64 bytes.
func (c *charsmap) replacement(at uint32) []byte {
	if uint64(at) >= uint64(len(c.text)) {
		return nil
	}
	rest := c.text[at:min(uint64(at)+64, uint64(len(c.text)))]
	for i, x := range rest {
		if x == 0 {
			return rest[:i]
		}
	}
	return rest
}
