package timex

import (
	"cmp"
	"slices"
	"strings"
)

// references are the phrases that point to the past, the present or the future.
var references = phrases(map[string]string{
	Present: "at present|at the moment|right now|these days|the present|present day",
	Past: "the time|that time|that moment|years ago|decades ago|centuries ago|long ago|not long ago|not so long ago|a long time ago|some time ago|" +
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

// sameAgo reads "the same quarter last year", "the same month a year earlier" and "the
// year-ago period": what was told, a year before.
func (p *parser) sameAgo(i int) (meaning, int) {
	if p.word(i) != "the" || !p.among(i+1, "same", "corresponding", "comparable", "equivalent") {
		return meaning{}, 0
	}
	l, end := p.lex(i+2), i+3
	if !p.among(i+2, "period", "time") && (l.unit < day || l.unit >= year) || l.plural {
		return meaning{}, 0
	}
	if p.among(end, "of", "in") {
		end++
	}
	m := meaning{kind: offset, unit: year, n: -1, told: true, inUnit: l.unit}
	if p.word(i+2) != "period" && p.word(i+2) != "time" && (l.unit == day || l.unit == week) {
		return meaning{}, 0
	}
	if p.among(end, "last") && p.lex(end+1).unit == year {
		return m, end + 2
	}
	if p.among(end, "the") && p.among(end+1, "previous", "prior", "preceding") && p.lex(end+2).unit == year {
		return m, end + 3
	}
	if p.among(end, "a", "one") && p.lex(end+1).unit == year && p.among(end+2, "ago", "earlier", "before") {
		return m, end + 3
	}
	return meaning{}, 0
}

// reference reads "now", "recently", "the past", "in future".
func (p *parser) reference(i int) (meaning, int) {
	m := meaning{kind: referring, value: p.lex(i).ref}
	if m.value != "" {
		return m, i + 1
	}
	for _, r := range references {
		if !p.holds(i, r.words) || r.says == Past && p.among(i+1, "time", "moment") && !p.atTheTime(i) {
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
	if p.attribute(&m, i) {
		return m, i + 1
	}
	if m.value = ""; p.word(i) == "then" && p.among(i-1, "since", "until", "by") {
		m.value = Past
		return m, i + 1
	}
	if p.word(i) == "future" && p.among(i-1, "in", "near") {
		m.value = Future
		return m, i + 1
	}
	return m, 0
}

// atTheTime reports whether "the time" at i is one that was told, with nothing behind
// it that says which: at the time, by that time.
func (p *parser) atTheTime(i int) bool {
	if p.word(i) == "that" {
		return p.among(i-1, "at", "by", "since", "until", "around", "before", "after", "from", "during")
	}
	return p.word(i-1) == "at" && !p.nounAt(i+2) && !p.among(i+2, "of", "to", "when", "for", "that", "being", "between", "it")
}

// attribute reads current, recent and former before what they say it of, and soon.
func (p *parser) attribute(m *meaning, i int) bool {
	behind := p.at(i + 1)
	if p.at(i).upper && i > 0 && letterByte(first(p.word(i-1))) || behind.glued && behind.word == "-" {
		return false // a name
	}
	content := behind.word != "" && letterByte(behind.word[0]) && !functionWords[behind.word]
	switch p.word(i) {
	case "current":
		m.value = Present
	case "recent", "former":
		m.value = Past
	case "soon":
		m.value = Future
		return !p.among(i-1, "as", "too", "so", "how", "very", "pretty") && !p.among(i+1, "after", "afterwards", "afterward", "before", "as", "enough", "thereafter")
	default:
		return false
	}
	return content && behind.lex.unit == noUnit
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
