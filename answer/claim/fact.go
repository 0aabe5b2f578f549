package claim

import (
	"strings"
	"unicode"

	"footnote/article"
	"footnote/internal/timex"
)

// A fact is one sentence of a claim.
type fact struct {
	*text
	start, end int // bytes of the claim
	open       int // the byte of a quotation mark that has no other to pair with; -1 where there is none
}

// facts cuts a claim into its sentences; those without a word are passed over.
// whole tells that all of the claim was read: it may be too long.
func (x *index) facts(claim string) (facts []fact, whole bool) {
	n, open := 0, unpaired(claim)
	for _, s := range sentences(claim) {
		if n >= maxWords {
			return facts, false
		}
		t := parse(x.lang, claim[s.start:s.end])
		if len(t.words) == 0 {
			continue
		}
		n += len(t.words)
		f := fact{t, s.start, s.end, -1}
		if open >= s.start && open < s.end {
			f.open = open - s.start
		}
		facts = append(facts, f)
		x.segments = append(x.segments, timex.Segment{Start: s.start, End: s.end})
	}
	return facts, true
}

// sentences are the spans of a text's sentences. What article cannot read, such as
// bytes that are no UTF-8, is one sentence.
func sentences(s string) []span {
	a, err := article.Given(s, "")
	if err != nil {
		return []span{{0, len(s)}}
	}
	var spans []span
	for _, c := range a.Sentences {
		spans = append(spans, span{c.Span.Start, c.Span.End})
	}
	return spans
}

// unpaired is the first quotation mark of a claim that was never opened, or the one
// that is never closed; -1 where they pair. Single ones may be apostrophes.
func unpaired(claim string) int {
	open, closing := -1, rune(0)
	for i, r := range claim {
		switch {
		case open >= 0 && r == closing:
			open = -1
		case open < 0 && strings.ContainsRune(`"“«„`, r):
			open, closing = i, marks[r]
		case strings.ContainsRune("“”«»", r):
			return i
		}
	}
	return open
}

// quotations are the spans between quotation marks. A single straight mark is one
// only where no letter stands outside it, else it is an apostrophe. What is never
// closed runs to the end.
func quotations(s string) []span {
	var qs []span
	open, closing := -1, rune(0)
	before := ' '
	for i, r := range s {
		if (r == '"' || r == '”') && open < 0 && len(qs) == 0 && strings.ContainsRune(",.!?…", before) {
			qs = append(qs, span{0, i}) // it closes what a sentence before opened
			before = r
			continue
		}
		switch {
		case open >= 0 && r == closing && !(r == '\'' || r == '’') || open >= 0 && r == closing && !letterAfter(s, i, r):
			qs = append(qs, span{open, i})
			open = -1
		case open < 0 && marks[r] != 0 && (r != '\'' && r != '‘' || !unicode.IsLetter(before) && !unicode.IsDigit(before) && closes(s[i:], marks[r])):
			open, closing = i+len(string(r)), marks[r]
		}
		before = r
	}
	if open >= 0 {
		qs = append(qs, span{open, len(s)})
	}
	return qs
}

var marks = map[rune]rune{'"': '"', '“': '”', '«': '»', '„': '“', '‘': '’', '\'': '\''}

func letterAfter(s string, i int, r rune) bool {
	for _, next := range s[i+len(string(r)):] {
		return unicode.IsLetter(next)
	}
	return false
}

// closes reports whether a single quotation mark that opens s is closed in it.
func closes(s string, closing rune) bool {
	for i, r := range s {
		if i > 0 && r == closing && !letterAfter(s, i, r) {
			return true
		}
	}
	return false
}

// spoken is a text's words in order with a space around each, to look for a quotation in it.
func (t *text) spoken(from, to int) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range t.words {
		if w.Start >= from && w.End <= to {
			b.WriteString(w.Word)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
