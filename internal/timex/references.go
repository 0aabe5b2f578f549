package timex

import (
	"cmp"
	"slices"
	"strings"
)

// references are the phrases that point to the past, the present or the future.
var references = phrases(map[string]string{
	Present: "at present|at the moment|right now|these days|the present|present day",
	Past: "years ago|decades ago|centuries ago|long ago|not long ago|not so long ago|a long time ago|some time ago|" +
		"the past|the recent past|the distant past|recent times",
	Future: "the future|the near future|the foreseeable future",
})

// A phrase is a run of words, as tokens, and what it says.
type phrase struct {
	words []string
	says  string
}

// phrases makes a list of phrases of what they say and the phrases that say it,
// with bars between; those of more words come first.
func phrases(said map[string]string) []phrase {
	var list []phrase
	for says, all := range said {
		for s := range strings.SplitSeq(all, "|") {
			list = append(list, phrase{strings.Fields(s), says})
		}
	}
	slices.SortFunc(list, func(a, b phrase) int {
		return cmp.Or(len(b.words)-len(a.words), strings.Compare(strings.Join(a.words, " "), strings.Join(b.words, " ")))
	})
	return list
}

// reference reads "now", "recently", "the past", "in future".
func (p *parser) reference(i int) (meaning, int) {
	m := meaning{kind: referring, value: p.lex(i).ref}
	if m.value != "" {
		return m, i + 1
	}
	for _, r := range references {
		if !p.holds(i, r.words) {
			continue
		}
		m.value = r.says
		end := i + len(r.words)
		if r.words[len(r.words)-1] == "past" || r.says == Future || p.word(i+1) == "present" && p.word(i) == "the" {
			if p.nounAt(end) || r.says == Future && p.word(end) == "of" {
				return m, 0
			}
		}
		return m, end
	}
	if p.word(i) == "future" && p.among(i-1, "in", "near") {
		m.value = Future
		return m, i + 1
	}
	return m, 0
}

// nounAt reports whether a word of content follows, so that what stands before it
// is an adjective: the future president.
func (p *parser) nounAt(i int) bool {
	t := p.at(i)
	return t.word != "" && letterByte(t.word[0]) && !functionWords[t.word] && !pastWords[t.word] && !futureWords[t.word] &&
		!strings.HasSuffix(t.word, "ed")
}

var functionWords = wordSet(`of and or but is was are were has had have will would can could may might should if when as that which who
	in on at by for from to with without than the a an it he she they we you i be been not so because while where after before
	during since until into his her its their our my do does did`)
