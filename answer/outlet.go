package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/words"
	"footnote/retrieval"
)

// Outlets are the names by which a text may call the outlets of a story.
type outlets struct {
	of    map[string]string // outlet by name
	names []string          // the longest first
}

// outletsOf are those of all articles of a view and of the evidence. An outlet goes by
// its name, or its article's id where it has none, as prompts show it; and by the last
// word of its name where no other outlet has that word: the Courier.
func outletsOf(v *retrieval.View, evidence []Evidence) outlets {
	var all []string
	for _, a := range v.Articles {
		all = append(all, a.Whose())
	}
	for _, e := range evidence {
		all = append(all, e.Meta.Whose())
	}
	slices.Sort(all)
	all = slices.Compact(all)
	o := outlets{of: map[string]string{}}
	for _, whose := range all {
		name := strings.TrimPrefix(whose, "The ")
		if utf8.RuneCountInString(name) < 3 || !strings.ContainsFunc(name, unicode.IsLetter) {
			continue // a number, perhaps; no text says it of an outlet
		}
		o.add(name, whose)
		o.add(upperFirst(name), whose)
		if last := name[strings.LastIndexByte(name, ' ')+1:]; last != name && len(last) > 2 && startsUpper(last) && holders(all, last) == 1 {
			o.add(last, whose)
		}
	}
	slices.SortFunc(o.names, func(a, b string) int { return len(b) - len(a) })
	return o
}

// add lets a name stand for an outlet; one that stands for two is none.
func (o *outlets) add(name, whose string) {
	was, known := o.of[name]
	if !known {
		o.names = append(o.names, name)
	} else if was != whose {
		whose = ""
	}
	o.of[name] = whose
}

// holders is how many of the outlets have a word in their names.
func holders(all []string, word string) int {
	n := 0
	for _, whose := range all {
		if slices.ContainsFunc(strings.Fields(whose), func(w string) bool { return strings.EqualFold(w, word) }) {
			n++
		}
	}
	return n
}

// A mention is a place of a text that names an outlet, bytes, end exclusive.
type mention struct {
	start, end int
	outlet     string // empty: one of several that have this name
}

// in are the mentions of outlets in a text, in order. What stands in a longer name, as
// "Courier" in "the Courier Foundation", is none.
func (o outlets) in(text string) []mention {
	var found []mention
	for _, name := range o.names {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				break
			}
			m := mention{from + i, from + i + len(name), o.of[name]}
			from = m.end
			if alone(text, m) && !slices.ContainsFunc(found, func(f mention) bool { return m.start < f.end && f.start < m.end }) {
				found = append(found, m)
			}
		}
	}
	slices.SortFunc(found, func(a, b mention) int { return a.start - b.start })
	return found
}

// alone reports whether a mention is whole words, and no part of a longer name.
func alone(text string, m mention) bool {
	before, after := text[:m.start], text[m.end:]
	if l, _ := utf8.DecodeLastRuneInString(before); unicode.IsLetter(l) || unicode.IsDigit(l) || l == '-' || l == '/' {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '/' {
		return false
	}
	if word, ok := strings.CutPrefix(after, " "); ok && startsUpper(word) {
		return false
	}
	word, ok := strings.CutSuffix(before, " ")
	word = word[strings.LastIndexAny(word, " \t(“\"")+1:]
	return !ok || !startsUpper(word) || beginners[word] || strings.HasSuffix(word, ",") || strings.HasSuffix(word, ";")
}

// beginners are the words in upper case behind which another name may begin.
var beginners = words.Set(`The While Whereas Although Though But And As Both In According Later Earlier Only Where When If Unlike Like`)

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// masked is a text with each mention as a sign of its own, so that patterns can tell
// them: mask and the number of the mention, as one character.
func masked(text string, ms []mention) string {
	var b strings.Builder
	from := 0
	for i, m := range ms {
		b.WriteString(text[from:m.start])
		b.WriteRune(firstMask + rune(i))
		from = m.end
	}
	b.WriteString(text[from:])
	return b.String()
}

// The signs for mentions: private characters, which a text that holds them cannot fake
// since it is then not read at all.
const (
	firstMask = '\ue000'
	lastMask  = '\ue0ff'
)

// mostMentions is the most outlets that one sentence may name.
const mostMentions = 12

var maskSign = regexp.MustCompile(`[\x{e000}-\x{e0ff}]`)

const sources = `(?:outlet|article|newspaper|paper|report|account|source|publication|version)s?`

// What a sentence says of the sources as such, which none of them says.
var (
	// counted: how many of them, or which.
	counted = regexp.MustCompile(`(?i)\b(?:both|neither|either|all|most|some|several|none|no|only|other|another|the|these|those|two|three|four|five) (?:of )?(?:the |these |those )?(?:other |two |three |four |five )?` + sources + `\b` +
		`|\b(?:later|earlier|early|initial|first|previous|other|another|different|conflicting) ` + sources + `\b`)
	// tell: that they say something.
	tell = regexp.MustCompile(`(?i)\b(` + sources + `) (?:also |both |all |later )?(?:` + telling + `|puts?|gives?|gave|names?|agrees?|agreed|confirms?)\b`)
	// compared: that they differ, or what comes later in them.
	compared = regexp.MustCompile(`(?i)\b(?:differs?|differed|differing|disagrees?|disagreed|contradict\w*|conflicting|discrepanc\w*|inconsisten\w*|in contrast|by contrast|unlike)\b` +
		`|^(?:both|neither|either|all three|the two|all of them|none of them|the other|later|earlier|at first|initially|originally|previously)[ ,]`)
	both = regexp.MustCompile(`^(?:Both|The two)(?: ` + sources + `)? ` + telling + `(?: that)? (.+)$`)
)
