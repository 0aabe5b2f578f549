package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/article"
	"footnote/internal/timex"
	"footnote/internal/words"
	"footnote/retrieval"
)

// whole is what a side says as a statement that can be proved without the other sides;
// where none can be made, it says why. before is that of the side before it, or empty:
// "the Ledger 14" says of what that tells of, and of nothing else, that it is 14.
func (sd side) whole(before string) (statement, why string) {
	s := sd.said
	if at, ok := strings.CutPrefix(s, "at "); ok && sd.bare {
		s = at // as behind "puts"
	}
	switch num, rest := leadingNumber(s); {
	case sd.thing == "it" && rest == "" && num != "":
		return withNumber(before, num, "")
	case sd.thing != "" && (sd.thing == "it" || num == "" || rest != "" || pointsAway(sd.thing, true)):
		return "", "It is no number that “" + s + "” gives."
	case sd.thing != "":
		if m := numberOf.FindStringSubmatch(sd.thing); m != nil {
			return num + " " + m[1], ""
		}
		return upperFirst(sd.thing) + " is " + num, ""
	case num != "" && !finite(s):
		return withNumber(before, num, rest)
	case num != "" && (rest == "" || unnamed(rest)):
		noun := nounOf(before)
		if noun == "" {
			return "", "It is not told of what there are “" + num + "”."
		}
		return num + " " + noun + " " + rest, ""
	case timed(s):
		return withTime(before, s)
	case sd.bare || !sd.that && !finite(s):
		return "", "“" + s + "” is no whole statement."
	case pointsAway(s, before == ""):
		return "", "“" + s + "” cannot be read alone."
	}
	return s, ""
}

var numberOf = regexp.MustCompile(`^(?:the )?(?:total )?(?:number|count) of (.+)$`)

// bounds are the words that limit a number, in front of it.
var bounds = regexp.MustCompile(`(?i)(?:\b(?:(?:more|less|fewer) than|at (?:least|most)|up to|as many as|about|around|some|nearly|almost|over|under|roughly|approximately|exactly|close to) )?[$€£¥₹]?$`)

// A number is a quantity of a text with what limits it and its unit, bytes.
type number struct{ start, end int }

// numbersIn are the quantities of a text. Dates are none.
func numbersIn(text string) []number {
	toks := words.For("en").Tokens(text)
	times := datesIn(text)
	var out []number
	for _, q := range quantity.Find(text, toks, func(i int) bool {
		return retrieval.TimeWord(toks[i]) || slices.ContainsFunc(times, func(e timex.Expression) bool { return toks[i].Start >= e.Start && toks[i].End <= e.End })
	}) {
		n := number{toks[q.First].Start, toks[q.Last].End}
		n.start = bounds.FindStringIndex(text[:n.start])[0]
		if strings.HasPrefix(text[n.end:], "%") {
			n.end++
		} else if next := q.Last + 1; next < len(toks) && quantity.Unit(toks[next].Stem) != "" {
			n.end = toks[next].End
		}
		out = append(out, n)
	}
	return out
}

// datesIn are the days, months and years that a text names.
func datesIn(text string) []timex.Expression {
	all := timex.Find(timex.Document{Text: text, Segments: []timex.Segment{{End: len(text)}}})
	return slices.DeleteFunc(all, func(e timex.Expression) bool { return e.Type != timex.Date && e.Type != timex.Time })
}

// leadingNumber is the number that a text begins with, and what follows; empty where it
// begins otherwise.
func leadingNumber(s string) (num, rest string) {
	ns := numbersIn(s)
	if len(ns) == 0 || strings.TrimSpace(s[:ns[0].start]) != "" {
		return "", s
	}
	return s[ns[0].start:ns[0].end], strings.TrimSpace(s[ns[0].end:])
}

// withNumber is a statement with another number in the place of its only one. rest
// follows that number, and has to follow the one in the statement too.
func withNumber(before, num, rest string) (statement, why string) {
	ns := numbersIn(before)
	if len(ns) != 1 || !follows(before[ns[0].end:], rest) {
		return "", "It is not told of what there are “" + strings.TrimSpace(num+" "+rest) + "”."
	}
	return before[:ns[0].start] + num + before[ns[0].end:], ""
}

// follows reports whether text begins with the words.
func follows(text, with string) bool {
	text, with = strings.ToLower(strings.TrimSpace(text)), strings.ToLower(with)
	if !strings.HasPrefix(text, with) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[len(with):])
	return with == "" || len(text) == len(with) || !unicode.IsLetter(next)
}

// unnamed reports whether the words behind a number name nothing that it counts.
func unnamed(rest string) bool {
	x := parsed(rest)
	return len(x.Tokens) == 0 || x.Tokens[0].Stop && x.Tokens[0].Word != "of" || x.Forms[0] != clause.Plain
}

// nounOf is the word behind the only number of a statement, if that is what it counts.
func nounOf(s string) string {
	ns := numbersIn(s)
	if len(ns) != 1 {
		return ""
	}
	x := parsed(s)
	for i, t := range x.Tokens {
		if t.Start >= ns[0].end {
			if t.Stop || x.Forms[i] != clause.Plain || i+1 < len(x.Tokens) && x.Forms[i+1] == clause.Plain && !x.Tokens[i+1].Stop {
				return "" // a longer name: American troops
			}
			return s[t.Start:t.End]
		}
	}
	return ""
}

// preposition is what stands before a date.
var preposition = regexp.MustCompile(`(?i)(?:\b(?:on|in|at|by|until|since|from|after|before|for) )?$`)

// timed reports whether a text is a date and no more.
func timed(s string) bool {
	ds := datesIn(s)
	return len(ds) == 1 && ds[0].End == len(s) && preposition.FindStringIndex(s[:ds[0].Start])[0] == 0
}

// withTime is a statement with another date in the place of its only one, behind the
// same preposition.
func withTime(before, date string) (statement, why string) {
	if ds := datesIn(before); len(ds) == 1 {
		from := preposition.FindStringIndex(before[:ds[0].Start])[0]
		mine, theirs := date[:datesIn(date)[0].Start], before[from:ds[0].Start]
		if mine == "" {
			from = ds[0].Start
		}
		if mine == "" || plainly[strings.TrimSpace(mine)] && plainly[strings.TrimSpace(theirs)] || mine == theirs {
			return before[:from] + date + before[ds[0].End:], ""
		}
	}
	return "", "It is not told of what “" + date + "” is the date."
}

// plainly are the prepositions that say when, and only that.
var plainly = map[string]bool{"on": true, "in": true, "at": true}

// finite reports whether a text has a verb that makes a statement of it.
func finite(s string) bool {
	x := parsed(s)
	for _, f := range x.Forms {
		if f == clause.Auxiliary || f == clause.Verb {
			return true
		}
	}
	return false
}

func parsed(s string) *clause.Sentence {
	a, err := article.Given(s, "")
	if err != nil || len(a.Sentences) == 0 {
		return &clause.Sentence{}
	}
	a.Lang = "en"
	x := clause.New(a, 0, nil)
	x.Parse()
	return x
}

// pointsAway reports whether a text begins with a word that points to something that
// another text names, or says of that what it is not; unless it is the first, it may
// hold no pronoun outside quotations at all.
func pointsAway(s string, first bool) bool {
	if num, _ := leadingNumber(s); num == "" && away.MatchString(s) || likewise.MatchString(s) {
		return true
	}
	s = inQuotes.ReplaceAllString(s, "")
	return !first && slices.ContainsFunc(words.For("en").Tokens(s), func(t words.Token) bool { return pronouns[t.Word] })
}

var (
	away = regexp.MustCompile(`(?i)^(?:it|its|it['’]s|he|she|his|her|they|their|this|that|these|those|there|so|nothing|no one|nobody|none|neither|both|little|less|more|otherwise|differently|` +
		`not|one|another|also|too|the (?:same|other|others|opposite|reverse|contrary|latter)|off|down|of|on|to|against|out|back)\b(?:[^-]|$)`)
	likewise = regexp.MustCompile(`(?i)\bthe (?:latter|same|opposite|reverse|contrary)\b|\b(?:likewise|as well|respectively|too)\b|\bthe former$`)
	inQuotes = regexp.MustCompile(`“[^”]*”|"[^"]*"`)
	pronouns = words.Set(`it he she they him them her`)
)
