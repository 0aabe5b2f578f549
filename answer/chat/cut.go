package chat

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// nextEnd is where the first sentence of the line ends, behind its citations; 0 where
// it is not known to end yet. ended says that the line goes no further.
func (r *reader) nextEnd(ended bool) int {
	for i := r.from; i < len(r.line); {
		c, n := utf8.DecodeRune(r.line[i:])
		i += n
		if !unicode.Is(unicode.Sentence_Terminal, c) && c != '…' {
			r.from = i
			continue
		}
		end, known := r.endAt(i, ended)
		switch {
		case !known:
			r.from = i - n
			return 0
		case end > 0:
			return end
		}
		r.from = i
	}
	return 0
}

// within bounds how far behind a full stop its closing marks and citations, and the
// next word, are looked for, in bytes.
const within = 200

// endAt is where the sentence ends whose full stop stands before i; 0 where this is
// none. known is false while what follows may still tell.
func (r *reader) endAt(i int, ended bool) (end int, known bool) {
	rest := r.line[i:min(len(r.line), i+within)]
	stop := i + len(closers.Find(rest))
	gap := stop + len(r.gap(r.line[stop:min(len(r.line), stop+within)]))
	next := r.line[gap:]
	full := ended || len(next) >= within || len(rest) >= within
	switch {
	case len(bytes.TrimSpace(next)) == 0:
		return 0, full // the end of the line is found elsewhere
	case !full && opened(next):
		return 0, false
	case !full && !hasWord(next):
		return 0, false
	case open(r.line[:stop]) || !r.separate(gap, stop, next):
		return 0, true
	case !boundary(r.line[:stop], next):
		return 0, true
	case gap > stop && r.leads():
		return stop, true
	}
	return gap, true
}

// separate reports whether something stands between the sentences: a space, a
// citation, or a full stop that needs none.
func (r *reader) separate(gap, stop int, next []byte) bool {
	c, _ := utf8.DecodeLastRune(r.line[:gap])
	if unicode.IsSpace(c) || gap > stop {
		return true
	}
	last, _ := utf8.DecodeLastRune(r.line[:stop])
	return last > 0x2000 && unicode.Is(unicode.Sentence_Terminal, last) // 。
}

// closers stand behind a full stop and belong to it; a straight quotation mark too.
var closers = regexp.MustCompile(`^["”’'»)\]*_~.!?…]*`)

// gap is what stands between two sentences and belongs to the first: white space,
// markup and citations.
func (r *reader) gap(rest []byte) []byte {
	n := 0
	for n < len(rest) {
		m := len(between.Find(rest[n:]))
		if c := cited.Find(rest[n:]); c != nil && r.cites(string(c)) {
			m = len(c)
		}
		if m == 0 {
			break
		}
		n += m
	}
	// The markup of the next sentence is the next sentence's.
	for n > 0 && n < len(rest) && strings.IndexByte("*_~`", rest[n-1]) >= 0 && !unicode.IsSpace(rune(rest[n])) {
		n--
	}
	return rest[:n]
}

var between = regexp.MustCompile(`^[\s*_~]+`)

// opened reports whether next begins with a mark that a citation may begin with, and
// that is not closed yet.
func opened(next []byte) bool {
	next = bytes.TrimLeft(next, "*_ ")
	if len(next) == 0 {
		return true
	}
	c, _ := utf8.DecodeRune(next)
	return strings.ContainsRune("[【［〔(<!", c) && len(next) < within/2 && !bytes.ContainsAny(next, "]】］〕)>")
}

// hasWord reports whether a word with a letter stands whole in next.
func hasWord(next []byte) bool {
	for _, f := range bytes.Fields(next) {
		if bytes.IndexFunc(f, unicode.IsLetter) >= 0 {
			return true
		}
	}
	return len(next) > within/4
}

// open reports whether text ends inside of a quotation or of brackets, as far as the
// marks tell: a sentence is not cut there.
func open(text []byte) bool {
	quotes, straight, round := 0, 0, 0
	for _, c := range string(text) {
		switch c {
		case '“', '«', '„':
			quotes++
		case '”', '»':
			quotes--
		case '"':
			straight++
		case '(':
			round++
		case ')':
			round--
		}
	}
	return len(text) < maxLine/4 && (quotes > 0 || straight%2 == 1 || round > 0)
}

// around is how much of a sentence tells whether its full stop ends it, in bytes.
const around = 120

// boundary reports whether a sentence ends at the end of left, where right follows, by
// the rules that articles are cut by: U.S., p.m., No. 5 and Mr. end none.
func boundary(left, right []byte) bool {
	l := strings.TrimSpace(unmarked(string(left[max(0, len(left)-around):])))
	n := strings.TrimSpace(unmarked(string(right[:min(len(right), around)])))
	l = strings.ToValidUTF8(l, "")
	if l == "" {
		return false
	}
	a, err := article.Given(l+" "+strings.ToValidUTF8(n, ""), "")
	if err != nil {
		return false
	}
	for _, s := range a.Sentences {
		if s.Span.End == len(l) {
			return true
		}
	}
	return false
}

// unmarked is text without emphasis and citations in square brackets.
func unmarked(text string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("*`~", c) {
			return -1
		}
		return c
	}, bracketed.ReplaceAllString(text, ""))
}

// leads reports whether the sentence has its citation in front: then the next one has
// too, and what stands between them is that one's.
func (r *reader) leads() bool {
	line := r.beginning()
	c := cited.Find(line[len(bullet.Find(line)):])
	return c != nil && r.cites(string(c))
}

// beginning is as much of the line as tells what kind of line it is: to search all of
// it at each word would take a time that grows with its square.
func (r *reader) beginning() []byte { return r.line[:min(len(r.line), within)] }

// whole is the length of the part of the line that is whole though the line is not: up
// to the last full stop with a citation behind it.
func (r *reader) whole() int {
	end := 0
	for i, c := range string(r.line) {
		if c == utf8.RuneError || !unicode.Is(unicode.Sentence_Terminal, c) {
			continue
		}
		stop := i + utf8.RuneLen(c)
		stop += len(closers.Find(r.line[stop:min(len(r.line), stop+within)]))
		gap := r.gap(r.line[stop:min(len(r.line), stop+within)])
		if len(citation.Find(gap)) > 0 {
			end = stop + len(gap)
		}
	}
	return end
}
