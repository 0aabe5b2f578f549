package chat

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Inside of clean a citation is one of these characters, which a text cannot hold.
const (
	firstMark = '\ue000'
	lastMark  = '\ue00f'
	mark      = "\ue000"
)

const (
	number = `\d{1,4}`
	source = `(?:evidence|evid\.?|ev\.?|e|sentences?|sources?|src\.?|refs?\.?|references?|citations?|cite|items?|nos?\.?|s|#)`
	listed = `(?:see\s+)?(?:` + source + `\s*:?\s*)?-?` + number + `(?:\s*(?:,|;|/|&|and|or|-|–|—|to|through)\s*(?:` + source + `\s*)?-?` + number + `)*`
	square = `[\[【［〔]{1,2}\s*\^?` + listed + `\s*(?:†[^\]】］〕\n]{0,60})?\s*[\]】］〕]{1,2}(?:\([^()\s]*\))?`
	round  = `\(\s*` + listed + `\s*\)`
	super  = `[⁰¹²³⁴⁵⁶⁷⁸⁹]+`
)

var (
	citation  = regexp.MustCompile(`(?i)` + square + `|` + round + `|` + super)
	cited     = regexp.MustCompile(`^(?i:` + square + `|` + round + `|` + super + `)`)
	bracketed = regexp.MustCompile(`(?i)` + square)
	ranged    = regexp.MustCompile(`(\d+)\s*(?:-|–|—|to|through)\s*(?:` + source + `\s*)?(\d+)`)
	numbers   = regexp.MustCompile(`-?\d+`)
	supers    = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
)

// maxRange is the longest range of numbers that is written out. A longer one is only
// its ends.
const maxRange = 12

// numbersOf are the numbers that a citation names, each once.
func numbersOf(text string) []int {
	text = supers.Replace(text)
	if i := strings.Index(text, "("); i > 0 { // a link's address
		text = text[:i]
	}
	text, _, _ = strings.Cut(text, "†")
	var all []int
	add := func(n int) {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	for _, m := range ranged.FindAllStringSubmatch(text, -1) {
		lo, _ := strconv.Atoi(m[1])
		hi, _ := strconv.Atoi(m[2])
		for n := lo; n < hi && hi-lo <= maxRange; n++ {
			add(n)
		}
		add(lo)
		add(hi)
	}
	for _, m := range numbers.FindAllString(ranged.ReplaceAllString(text, " "), -1) {
		n, _ := strconv.Atoi(m)
		add(n)
	}
	return all
}

// cites reports whether what looks like a citation is one: a number in round brackets
// is only where there is evidence of that number, or a word that says so.
func (r *reader) cites(text string) bool {
	if !strings.HasPrefix(text, "(") || strings.ContainsFunc(text, unicode.IsLetter) {
		return true
	}
	return !slices.ContainsFunc(numbersOf(text[1:]), func(n int) bool { return n < 1 || n > r.evidence })
}

// marked is text with a mark in the place of each citation, and their numbers.
func (r *reader) marked(text string) (string, []int) {
	var b strings.Builder
	var cited []int
	last := 0
	for _, loc := range citation.FindAllStringIndex(text, -1) {
		c := text[loc[0]:loc[1]]
		before, after := text[:loc[0]], text[loc[1]:]
		if !r.cites(c) || strings.HasPrefix(c, "(") && !strings.ContainsFunc(c, unicode.IsLetter) && !atEnd(before, after) || unit.MatchString(before[max(0, len(before)-10):]+c) {
			continue
		}
		b.WriteString(text[last:loc[0]])
		b.WriteString(mark)
		last = loc[1]
		for _, n := range numbersOf(strings.TrimPrefix(c, "(")) {
			if !slices.Contains(cited, n) {
				cited = append(cited, n)
			}
		}
	}
	b.WriteString(text[last:])
	return b.String(), cited
}

// atEnd reports whether a number in brackets stands where a citation does: at the end
// of a sentence or before a comma.
func atEnd(before, after string) bool {
	after = strings.TrimLeft(after, " *_")
	before = strings.TrimRight(before, " *_")
	return after == "" || strings.ContainsAny(after[:1], ".,;:!?)[(") || before == "" || strings.ContainsAny(before[len(before)-1:], ".!?")
}

// unit is a square or cubic measure, whose small figure is no citation.
var unit = regexp.MustCompile(`(?i)\b(?:[kcm]?m|mi|ft|yd|miles|feet|met(?:er|re)s)[²³]$`)

var (
	bullet      = regexp.MustCompile(`^\s*(?:>\s*)*(?:[-*+•◦▪–]\s+|\d{1,2}[.)]\s+)?(?:>\s*)*`)
	standsAlone = regexp.MustCompile("^\\s*(?:#|\\||```|\\[\\^)")
	ruler       = regexp.MustCompile(`^[|\s:=*_-]{3,}$`)
	footnote    = regexp.MustCompile(`^\[\^[^\]]{1,20}\]:`)
	label       = regexp.MustCompile(`^\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?\*\*([^*]{1,80}?)(?:\*\*\s*:|:\s*\*\*)\s+`)
	sourceList  = regexp.MustCompile(`(?i)^(?:sources?|references?|citations?|footnotes?|evidence(?: used| cited)?)(?: used| cited)?\s*:?[*_]*$`)
	sourceItem  = regexp.MustCompile(`^\s*(?:[-*+•]\s*)?(?:[\[【［(]\s*\^?[A-Za-z]*\s*\d+|\d{1,3}[.):]\s|[⁰¹²³⁴⁵⁶⁷⁸⁹])`)
)

// clean is a sentence without its markup and citations, and the numbers that it cites.
// One with an address of the web in it cites nothing: it is in no source.
func (r *reader) clean(raw string) (string, []int) {
	text := escape.ReplaceAllString(raw, "")
	text = strings.Map(visible, text)
	if !r.cut {
		text = bullet.ReplaceAllString(text, "")
	}
	text = image.ReplaceAllString(text, " ")
	text = link.ReplaceAllStringFunc(text, func(l string) string {
		m := link.FindStringSubmatch(l)
		if bracketed.MatchString("[" + m[1] + "]") {
			return "[" + m[1] + "]"
		}
		return m[1]
	})
	text = aside.ReplaceAllString(text, " ")
	linked := address.MatchString(text)
	text = address.ReplaceAllString(text, " ")
	text, numbers := r.marked(ping.ReplaceAllString(text, " "))
	text = tidy(front(emphasis(text)))
	for range maxScrub { // what was taken out may have held apart what makes another
		if !address.MatchString(text) && !ping.MatchString(text) {
			break
		}
		linked = linked || address.MatchString(text)
		text = tidy(address.ReplaceAllString(ping.ReplaceAllString(text, " "), " "))
	}
	if linked {
		numbers = nil
	}
	if address.MatchString(text) || ping.MatchString(text) {
		return "", nil
	}
	return text, numbers
}

// maxScrub is how often addresses and calls are looked for in one sentence.
const maxScrub = 4

var (
	escape  = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])`)
	image   = regexp.MustCompile(`!\[[^\[\]]*\]\([^()\s]*\)`)
	link    = regexp.MustCompile(`\[{1,2}([^\[\]]*)\]{1,2}\([^()\s]*\)`)
	aside   = regexp.MustCompile(`(?i)\([^()]*(?:[a-z][a-z0-9+.-]{1,20}://|www\.)[^()]*\)`)
	address = regexp.MustCompile(`(?i)<?\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:)[^\s<>]+>?|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>]*`)
	ping    = regexp.MustCompile(`(?i)@(?:everyone|here)|<[@#][!&]?\d+>`)
	under   = regexp.MustCompile(`(^|[\s("“])_+([^_]+?)_+($|[\s.,;:!?)"”])`)
)

// emphasis is text without the marks of markdown.
func emphasis(text string) string {
	text = strings.NewReplacer("**", "", "*", "", "~~", "", "`", "", `\`, "").Replace(text)
	return under.ReplaceAllString(text, "$1$2$3")
}

// visible drops control characters and such as are not seen, but for the two joiners
// without which Persian and Hindi are misspelt.
func visible(c rune) rune {
	switch {
	case unicode.IsSpace(c):
		return ' '
	case c == '\u200c', c == '\u200d':
		return c
	case unicode.Is(unicode.Cc, c), unicode.Is(unicode.Cf, c):
		return -1
	}
	return c
}

var (
	spaceBefore = regexp.MustCompile(`\s+([.,;:!?)\]”»]|’(?:\s|$))`)
	emptyPair   = regexp.MustCompile(`[(\[]\s*(?:see|cf\.?)?[\s,;]*[)\]]`)
	doubled     = regexp.MustCompile(`([.!?])\s*\.$`)
)

// tidy mends what is left where something was taken out, and ends the sentence.
func tidy(text string) string {
	text = strings.ReplaceAll(text, mark, "")
	text = emptyPair.ReplaceAllString(text, "")
	text = spaceBefore.ReplaceAllString(strings.Join(strings.Fields(text), " "), "$1")
	text = strings.TrimSpace(strings.Trim(text, ",;"))
	text = doubled.ReplaceAllString(text, "$1")
	if !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return ""
	}
	text = capital(strings.TrimLeft(text, ".:;,!?) "))
	if body, ok := strings.CutSuffix(text, ":"); ok {
		return body + "."
	}
	if !strings.ContainsAny(text[len(text)-1:], ".!?)\"'") && !strings.HasSuffix(text, "”") && !strings.HasSuffix(text, "’") && !strings.HasSuffix(text, "»") && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "…") {
		text += "."
	}
	return text
}
