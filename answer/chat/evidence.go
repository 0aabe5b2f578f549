package chat

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/answer"
	"footnote/prompts"
)

// bytesPerToken is how many bytes of text are counted as a token: a common estimate
// for English, and on the safe side for a budget where the text is something else.
const bytesPerToken = 4

// tokens is the estimated number of tokens of n bytes, rounded up.
func tokens(n int) int { return (n + bytesPerToken - 1) / bytesPerToken }

// lineTokens is what the number, the brackets and the line end of a sentence take.
const lineTokens = 4

// choose is the evidence that the model is given: in the order in which it came, best
// first, each sentence whole, as many as the budget holds. They keep their numbers.
func (a *Answerer) choose(evidence []answer.Evidence) []prompts.Evidence {
	left := a.opts.EvidenceTokens
	var given []prompts.Evidence
	for _, e := range evidence {
		p := shown(e)
		cost := lineTokens + tokens(len(p.Outlet)+len(p.Date)+len(p.Text))
		if cost > left {
			continue
		}
		left -= cost
		given = append(given, p)
	}
	return given
}

// shown is a sentence of evidence as the model sees it.
func shown(e answer.Evidence) prompts.Evidence {
	outlet := e.Meta.Outlet
	if outlet == "" {
		outlet = e.Meta.ID
	}
	return prompts.Evidence{N: e.N, Outlet: outlet, Date: string(e.Meta.Anchor()), Text: e.Sentence.Text}
}

// plain is an assertion without the name of its outlet in front: "According to the
// Ostrey Ledger, …" says no more than the footnote does. It stays where a sentence of
// another outlet is cited: then it is a claim, and to be proved.
func plain(as answer.Assertion, evidence []answer.Evidence) answer.Assertion {
	outlet := ""
	for _, n := range as.Cited {
		if n < 1 || n > len(evidence) {
			return as
		}
		o := evidence[n-1].Meta.Outlet
		if o == "" || outlet != "" && o != outlet {
			return as
		}
		outlet = o
	}
	if outlet == "" || !strings.Contains(as.Text, outlet) {
		return as
	}
	m := ascribed.FindStringSubmatch(as.Text)
	if m == nil || strings.TrimSpace(m[1]+m[2]) != outlet {
		return as
	}
	as.Text = capital(as.Text[len(m[0]):])
	return as
}

// ascribed is an outlet's name in front, whatever its name is.
var ascribed = regexp.MustCompile(`^(?:(?:According to|As reported by|As) (?:[Tt]he )?([^,]{1,80}?)(?: (?:puts it|reports|says|notes|writes))?, |(?:The )?([^,]{1,80}?) (?:reports|reported|says|said|writes|wrote|notes|noted) that )`)

// capital is s with its first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
