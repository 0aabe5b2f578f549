package quote

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Quotation is a quotation in a text, such as a message of a chat.
type Quotation struct {
	Text       string // its words, without the marks around it
	Speaker    string // who is said to have said it; empty where the text does not tell
	Start, End int    // bytes of the text, the marks included
}

const fewestWords = 3 // of a quotation; fewer are a name, a title or a word held at arm's length

// Find returns the quotations in text, in order, none within another: those in
// straight, curly and angled marks and the blocks of lines that begin with ">".
// Marks that are never closed quote nothing.
func Find(text string) []Quotation {
	var list []Quotation
	for at, unclosed := 0, 0; at < len(text) && unclosed < mostUnclosed; {
		if q, ok := blockAt(text, at); ok {
			at = q.End
			list = appendQuotation(list, text, q)
			continue
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		if end := closing(text, at, r, n); end > 0 {
			_, k := utf8.DecodeLastRuneInString(text[:end])
			list = appendQuotation(list, text, Quotation{Text: text[at+n : end-k], Start: at, End: end})
			at = end
			continue
		}
		if closers[r] != "" {
			unclosed++
		}
		at += n
	}
	return list
}

// mostUnclosed is how many marks may open what nothing closes: a text with more is no
// prose, and looking on would take minutes.
const mostUnclosed = 2_000

func appendQuotation(list []Quotation, text string, q Quotation) []Quotation {
	q.Text = strings.TrimSpace(q.Text)
	if len(foldText(q.Text).tokens) < fewestWords {
		return list
	}
	q.Speaker = claimed(text, q.Start, q.End)
	return append(list, q)
}

// blockAt is the block quotation whose first line begins at byte at.
func blockAt(text string, at int) (Quotation, bool) {
	if at > 0 && text[at-1] != '\n' {
		return Quotation{}, false
	}
	var lines []string
	end := at
	for end < len(text) {
		line, _, _ := strings.Cut(text[end:], "\n")
		words, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), ">")
		if !ok {
			break
		}
		lines = append(lines, strings.TrimSpace(strings.TrimLeft(words, "> ")))
		end = min(end+len(line)+1, len(text))
	}
	if lines == nil {
		return Quotation{}, false
	}
	words := strings.Trim(strings.TrimSpace(strings.Join(lines, "\n")), "\"“”„«»")
	return Quotation{Text: words, Start: at, End: end}, true
}

// closers are the marks that may close what a mark opens.
var closers = map[rune]string{'"': "\"", '“': "”\"", '„': "“”", '«': "»", '»': "«", '‘': "’", '\'': "'", '‚': "‘’", '「': "」"}

// farthest is how many bytes a quotation may be long.
const farthest = 5_000

// closing is the end of the quotation that r opens at byte at, its closing mark
// included, or 0. A mark of the same kind that opens inside is closed first.
func closing(text string, at int, r rune, n int) int {
	marks := closers[r]
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if marks == "" || at > 0 && inWord(before) && r != '「' {
		return 0
	}
	if r == '»' && strings.ContainsRune(".,!? ", before) && !strings.Contains(text[at:], "«") {
		return 0
	}
	depth := 1
	limit := min(len(text), at+farthest)
	for i := at + n; i < limit; {
		c, k := utf8.DecodeRuneInString(text[i:])
		switch {
		case strings.ContainsRune(marks, c) && closes(text, i, c, k):
			if depth--; depth == 0 {
				return i + k
			}
		case c == r && c != '"' && c != '\'':
			depth++
		case c == '\n' && (r == '\'' || r == '‘' || strings.HasPrefix(text[i:], "\n\n")):
			return 0
		}
		i += k
	}
	return 0
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// closes reports whether the mark at byte i may close a quotation: no word goes on after it.
func closes(text string, i int, c rune, n int) bool {
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	single := c == '\'' || c == '’' || c == '‘'
	if single && (i+n < len(text) && inWord(after) || unicode.IsSpace(before)) {
		return false
	}
	return !(c == '"' && unicode.IsSpace(before) && inWord(after))
}

const (
	namePattern = `((?:(?i:the|an?|his|her|their) )?(?:[\p{L}.’'-]+ ){0,5}?[\p{L}.’'-]*\p{L})`
	sayings     = `(?:said|says|told|tells|added|adds|asked|asks|warned|warns|wrote|writes|claimed|claims|stated|states|explained|explains|insisted|insists|argued|argues|called|calls|announced|announces|declared|declares|noted|notes|replied|replies|tweeted|posted|confirmed|confirms|admitted|admits|quoted)`
)

var (
	saidAfter   = regexp.MustCompile(`^[\s,.;–—-]*` + sayings + ` ` + namePattern + `(?:[,.;:!?\n]| (?:on|in|at|to|who|that|after|before|during|while|when|as|of this|last|yesterday|today)\b|$)`)
	namedAfter  = regexp.MustCompile(`^[\s,.;–—-]*` + namePattern + ` ` + sayings + `\b`)
	dashedAfter = regexp.MustCompile(`^[\s.]*(?:[—–-]{1,2}|~)\s*` + namePattern + `\s*(?:[,.;:!?(\n]|$)`)
	accordAfter = regexp.MustCompile(`^[\s,.;–—-]*(?i:according to|as per) ` + namePattern + `(?:[,.;:!?\n]|$)`)
	saidBefore  = regexp.MustCompile(namePattern + `(?:,[^,\n]{1,80},)? ` + sayings + `(?: [^.!?\n"“”]{0,60})?[\s,:–—-]*$`)
	saidInverse = regexp.MustCompile(sayings + ` ` + namePattern + `[\s,:–—-]*$`)
	accordTo    = regexp.MustCompile(`(?i:according to|as per) ` + namePattern + `[\s,:–—-]*$`)
	colonBefore = regexp.MustCompile(`(?:^|[\n.!?]\s*)(?:[-*•]\s+)?` + namePattern + `\s*:\s*$`)
)

// reach is how many bytes around a quotation tell who said it.
const reach = 160

// claimed is whom text names for the quotation from start to end.
func claimed(text string, start, end int) string {
	before, after := text[max(0, start-reach):start], text[end:min(len(text), end+reach)]
	before = strings.ToValidUTF8(before, "")
	after = strings.ToValidUTF8(after, "")
	if i := strings.LastIndex(before, "\n\n"); i >= 0 {
		before = before[i+2:]
	}
	if i := strings.LastIndexAny(strings.TrimRight(before, " "), "”\"»"); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	for _, re := range []*regexp.Regexp{saidAfter, dashedAfter, accordAfter, namedAfter} {
		if m := re.FindStringSubmatch(after); m != nil && person(m[1]) != "" {
			return person(m[1])
		}
	}
	for _, re := range []*regexp.Regexp{accordTo, saidBefore, colonBefore, saidInverse} {
		m := re.FindStringSubmatch(before)
		if m == nil || person(m[1]) == "" || re == colonBefore && !titled(m[1]) {
			continue
		}
		return person(m[1])
	}
	return ""
}

// titled reports whether s may name somebody before a colon: it ends upper-case or
// begins with an article.
func titled(s string) bool {
	fields := strings.Fields(s)
	r, _ := utf8.DecodeRuneInString(fields[len(fields)-1])
	first := strings.ToLower(fields[0])
	return unicode.IsUpper(r) || first == "the" || first == "a" || first == "an"
}

var nobody = []string{"he", "she", "they", "it", "who", "i", "we", "you", "and", "but", "this", "that", "which", "people"}

// person is the name in s, without the words of the sentence before it; empty where there is none.
func person(s string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsUpper(r) || i == len(fields)-1 || slices.Contains([]string{"the", "a", "an", "his", "her"}, f) {
			fields = fields[i:]
			break
		}
	}
	name := strings.Join(fields, " ")
	if slices.Contains(nobody, strings.ToLower(name)) {
		return ""
	}
	return name
}
