package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A side is the part of a sentence that gives something as the word of outlets: "while
// the Courier says that 12 people died".
type side struct {
	by    []string // the outlets
	said  string   // what they say, without their names
	thing string   // of "puts the toll at 14", the toll; else empty, or "it" where it is what the side before tells of
	bare  bool     // nothing says that they say it: "the Ledger 14"
	that  bool     // "says that", behind which a whole clause stands
	turn  turn
}

// A turn says when an outlet is told to have said something.
type turn int8

const (
	anyTime turn = iota
	earlier      // than the other side
	later
)

// Patterns of a side, in a sentence whose outlets are masked.
const (
	anOutlet  = `(?:[Tt]he )?[\x{e000}-\x{e0ff}]`
	ofOutlets = `(?P<who>(?:[Bb]oth )?` + anOutlet + `(?:(?:,|,? and) ` + anOutlet + `)*)`
	ofIts     = `(?:['’]s? (?:report|article|account|story|version))?`
	telling   = `(?:says?|said|reports?|reported|writes?|wrote|notes?|noted|states?|stated|(?:has|have) (?:said|reported|written|noted|stated))`
	apposed   = `(?:, (?:however|meanwhile|by contrast|in contrast|for its part),)?`
	leading   = `^(?:(?i:however|meanwhile|by contrast|in contrast|on the other hand), )?`
	whenSaid  = `(?:(?P<turn>(?i:later|earlier|first|at first|initially)),? )?`
)

// forms are those of a side, in the order in which they are tried.
var forms = []*regexp.Regexp{
	regexp.MustCompile(leading + `(?P<said>.+?), (?:as )?` + ofOutlets + ofIts + ` ` + telling + `$`),
	regexp.MustCompile(leading + `(?P<said>.+?),? (?:according to|as reported by) ` + ofOutlets + ofIts + `$`),
	regexp.MustCompile(leading + whenSaid + ofOutlets + ofIts + apposed + ` (?:(?P<turned>later|earlier|first|initially|both) )?(?:puts?|gives?|gave|has put) (?P<thing>.+?) (?:at|as) (?P<said>.+)$`),
	regexp.MustCompile(leading + whenSaid + ofOutlets + ofIts + apposed + ` (?:(?P<turned>later|earlier|first|initially|both) )?` + telling + `(?P<that> that)? (?P<said>.+)$`),
	regexp.MustCompile(leading + `(?i:as) ` + ofOutlets + ofIts + ` (?:` + telling + `|puts it), (?P<said>.+)$`),
	regexp.MustCompile(leading + whenSaid + `(?i:according to|as reported by|in|per) ` + ofOutlets + ofIts + `, (?P<said>.+)$`),
	regexp.MustCompile(leading + whenSaid + ofOutlets + ` (?P<bare>(?P<said>.+))$`),
}

// sideOf reads a side; false where it is in no form that is known, or of an outlet that
// is not. outletOf is the outlet that a sign stands for.
func sideOf(s string, outletOf func(sign string) string) (side, bool) {
	s = strings.TrimRight(strings.TrimSpace(s), ".;, ")
	is := map[string]string{}
	for _, f := range forms {
		if m := f.FindStringSubmatch(s); m != nil {
			for i, name := range f.SubexpNames() {
				is[name] = m[i]
			}
			break
		}
	}
	sd := side{said: is["said"], thing: is["thing"], bare: is["bare"] != "", that: is["that"] != "", turn: turnOf(is["turn"], is["turned"])}
	if sd.said == "" || maskSign.MatchString(sd.said+sd.thing) {
		return side{}, false
	}
	if pointing[strings.ToLower(sd.thing)] {
		sd.thing = "it"
	}
	for _, sign := range maskSign.FindAllString(is["who"], -1) {
		if o := outletOf(sign); !slices.Contains(sd.by, o) {
			sd.by = append(sd.by, o)
		}
	}
	both := strings.HasPrefix(strings.ToLower(is["who"]), "both ") || is["turned"] == "both"
	return sd, !slices.Contains(sd.by, "") && (!both || len(sd.by) == 2)
}

// pointing are the things whose name only another side tells.
var pointing = map[string]bool{"it": true, "this": true, "that": true, "the number": true, "the figure": true, "the total": true, "the count": true}

func turnOf(said ...string) turn {
	for _, w := range said {
		switch strings.ToLower(w) {
		case "later":
			return later
		case "earlier", "first", "at first", "initially":
			return earlier
		}
	}
	return anyTime
}

var (
	parting    = regexp.MustCompile(`; (?:(?:while|whereas|but|and|yet) )?|,? (?:while|whereas|but|and|yet) |, `)
	opening    = regexp.MustCompile(`^(?:(?:however|by contrast|in contrast|meanwhile), )?(?:(?:later|earlier|at first|initially),? )?` + anOutlet)
	tagging    = regexp.MustCompile(`^(?:as )?` + anOutlet + ofIts + ` ` + telling + `(?:[,.;]|$| (?:while|whereas|but|and) )`)
	connecting = regexp.MustCompile(`(?i)(?:^|[ ;])(?:later|earlier|at first|initially|however|meanwhile|by contrast|in contrast|on the other hand)$`)
	conceding  = regexp.MustCompile(`^(?:While|Whereas|Although|Though) `)
)

// sides cuts a sentence, its outlets masked, into the parts that name one outlet each,
// or several together. What names none belongs to the part before it; at the beginning
// to the one behind.
func sides(s string) []string {
	s = conceding.ReplaceAllString(s, "")
	cuts := [][]int{{0, 0}}
	for _, at := range parting.FindAllStringIndex(s, -1) {
		if parts(s, at[0], at[1]) {
			cuts = append(cuts, at)
		}
	}
	cuts = append(cuts, []int{len(s), len(s)})
	var from int // where the part under way begins
	var out []string
	for i := 1; i < len(cuts); i++ {
		next := ""
		if i+1 < len(cuts) {
			next = s[cuts[i][1]:cuts[i+1][0]]
		}
		if part := s[from:cuts[i][0]]; i+1 == len(cuts) || maskSign.MatchString(part) && maskSign.MatchString(next) {
			out = append(out, part)
			from = cuts[i][1]
		}
	}
	return out
}

// parts reports whether a sentence may be cut at what stands from byte i to j.
func parts(s string, i, j int) bool {
	word, behind := strings.Trim(s[i:j], " ,;"), s[j:]
	opens := opening.MatchString(behind)
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	switch listed := last >= firstMask && last <= lastMask && opens; {
	case s[i] == ';' || word == "while" || word == "whereas":
		return true
	case listed && (word == "and" || word == ""):
		return false
	case word == "":
		return opens && !tagging.MatchString(behind) && !connecting.MatchString(s[:i])
	}
	return opens || s[i] == ','
}
