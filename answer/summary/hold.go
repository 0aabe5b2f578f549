package summary

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/answer/clause"
	"footnote/article"
	"footnote/internal/words"
)

// The bounds of a sentence that may stand in a summary, in words.
const (
	fewest     = 6
	most       = 60
	mostQuoted = 0.4 // of its words
)

// holdBack reports whether a sentence is not to stand in a summary whatever the story
// is; q tells which of it is quoted.
func (s *sentence) holdBack(q quoted) bool {
	n := len(s.toks)
	content := 0
	for _, t := range s.toks {
		if !t.Stop {
			content++
		}
	}
	switch {
	case n < fewest || n > most || content < fewest/2:
		return true
	case q.open || q.part > mostQuoted:
		return true
	case q.whole(s):
		return true
	case endsIn(s.text, "?…:") || strings.HasSuffix(s.text, "..."):
		return true
	}
	return s.art.English() && s.saysNothing()
}

// whole reports whether a sentence is a quotation with no more behind it than who said so.
func (q quoted) whole(s *sentence) bool {
	if q.part < leastQuoted || !strings.ContainsAny(s.text[:s.toks[0].Start], "\"“«„‘") {
		return false
	}
	return !s.inMarks(s.toks[len(s.toks)-1].Start) && sayings(s)
}

// sayings reports whether a verb of saying, and no other, stands outside the quotation.
func sayings(s *sentence) bool {
	for _, t := range s.toks {
		if clause.Saying[t.Stem] && !s.inMarks(t.Start) {
			return true
		}
	}
	return false
}

// leastQuoted is the part of its letters from which on a sentence that begins with a
// quotation may be no more than that.
const leastQuoted = 0.15

// endsIn reports whether a text ends in one of some marks, closing ones left out.
func endsIn(text, marks string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"”’'»)", r) })
	for _, m := range marks {
		if strings.HasSuffix(text, string(m)) {
			return true
		}
	}
	return strings.HasSuffix(text, "？")
}

// saysNothing reports whether an English sentence tells nothing of the story: it
// speaks of the page, or to the reader, or only says that something is not known.
func (s *sentence) saysNothing() bool {
	return s.addresses() || unclears[s.word(0)] && unclear.MatchString(s.text) ||
		slices.ContainsFunc(s.toks, func(t words.Token) bool { return pageWords[t.Word] }) && ofThePage.MatchString(s.text)
}

// Without any of pageWords no sentence is of the page, and without one of unclears at
// its beginning it does not begin by saying that something is unclear. They save time.
var (
	pageWords = words.Set(`story article report post page blog liveblog browser javascript cookies newsletter subscribe subscriber subscribers
		click sign read watch updates developing breaking stay follow here what contributed respond responded reached comment answer answered`)
	unclears = words.Set(`it it's that whether what there here time only`)
)

var (
	ofThePage = regexp.MustCompile(`(?i)\b(?:this|the|an earlier version of this) (?:story|article|report|post|page|live ?blog)\b.{0,30}\b(?:has been|was|is being|will be|first|originally|appeared)\b|\b(?:browser|javascript|cookies|newsletter|subscribe|subscribers?|click here|sign up|read more|watch (?:the|our|this) video|live updates|developing story|breaking news|stay with us|follow our)\b|\bhere is what we (?:have|know)\b|\bwhat we know so far\b|\bcontributed to this\b|\b(?:did not|didn['’]t|could not|couldn['’]t|was not|were not|has not|have not|has yet to)\b.{0,40}\b(?:respond(?:ed)? to|be reached|available for comment|immediately respond|answer(?:ed)? (?:our |questions|requests))|\b(?:declined|refused) to comment\b|\bhad no (?:immediate )?comment\b`)
	unclear   = regexp.MustCompile(`(?i)^(?:it(?:['’]s| is| was| remains)?(?: still)?(?: not (?:yet |immediately )?(?:clear|known)| unclear| to be seen| immediately clear| wasn['’]t (?:immediately )?clear)|(?:it|that) remains to be seen|whether\b.{0,80}\b(?:remains|is) (?:unclear|to be seen|open)|what (?:happens|comes) next|(?:there|here) (?:is|are|was|were) no (?:word|sign|comment)|time will tell|only time)\b`)
)

// addresses reports whether the sentence speaks to the reader or of the writer.
func (s *sentence) addresses() bool {
	for i, t := range s.toks {
		if readers[t.Word] && !s.inMarks(t.Start) && !(t.Word == "us" && s.text[t.Start:t.End] == "US") && !(t.Word == "i" && i > 0 && s.toks[i-1].Upper) {
			return true
		}
	}
	return false
}

var readers = words.Set(`i we you your yours our ours us me my i'm i've we're we've we'll you're you'll you've let's`)

// inMarks reports whether byte at stands between quotation marks that the sentence opens.
func (s *sentence) inMarks(at int) bool {
	depth := 0
	for i, r := range s.text[:at] {
		switch {
		case r == '"':
			depth ^= 1
		case strings.ContainsRune("“«„", r) || r == '‘':
			depth++
		case strings.ContainsRune("”»", r) || (r == '’' || r == '\'') && depth > 0 && !letterAt(s.text[i+len(string(r)):]):
			depth = max(depth-1, 0)
		case r == '\'' && (i == 0 || s.text[i-1] == ' '):
			depth++
		}
	}
	return depth > 0
}

func letterAt(text string) bool {
	for _, r := range text {
		return unicode.IsLetter(r)
	}
	return false
}

// A quoted tells what of a sentence is quoted.
type quoted struct {
	part float64 // of its letters
	open bool    // a quotation that it holds began before it, or goes on after it
}

// quotations tells of each sentence of an article what is quoted. A quotation that is
// not closed ends with its paragraph.
func quotations(a *article.Article) []quoted {
	out := make([]quoted, len(a.Sentences))
	closing := rune(0)
	for i, s := range a.Sentences {
		if i == 0 || a.Sentences[i-1].Paragraph != s.Paragraph {
			closing = 0
		}
		out[i].open = closing != 0
		letters, in := 0, 0
		before := ' '
		for at, r := range s.Text {
			switch {
			case closing != 0 && r == closing && !(single(r) && letterAt(s.Text[at+len(string(r)):])):
				closing = 0
			case closing == 0 && opens(before, r, s.Text[at:]):
				closing = closers[r]
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				letters++
				if closing != 0 {
					in++
				}
			}
			before = r
		}
		out[i].open = out[i].open || closing != 0
		if letters > 0 {
			out[i].part = float64(in) / float64(letters)
		}
	}
	return out
}

var closers = map[rune]rune{'"': '"', '“': '”', '«': '»', '„': '“', '‘': '’', '\'': '\''}

func single(r rune) bool { return r == '\'' || r == '’' }

// opens reports whether the mark that text begins with opens a quotation; a single one
// only where it is closed later.
func opens(before, r rune, text string) bool {
	closing, ok := closers[r]
	if !ok {
		return false
	}
	rest := text[len(string(r)):]
	if r == '\'' || r == '‘' {
		if unicode.IsLetter(before) || unicode.IsDigit(before) || !letterAt(rest) {
			return false
		}
		for i, c := range rest {
			if c == closing && !letterAt(rest[i+len(string(c)):]) {
				return true
			}
		}
		return false
	}
	return r != '"' || !unicode.IsDigit(before) // 6" are inches
}
