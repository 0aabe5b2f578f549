package quote

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A query is a quotation while it is looked for.
type query struct {
	x     *Index
	given Given
	text  *text  // of all of it
	words []word // with the marks of cuts and insertions
}

// A word is a word of a quotation, or the mark of a cut or an insertion.
type word struct {
	token
	id   int32 // in the vocabulary; -1: not in it
	key  string
	look look
	mark markKind
}

type markKind byte

const (
	noMark    markKind = iota
	cutMark            // an ellipsis
	insertion          // words in brackets
)

var (
	markPattern = regexp.MustCompile(`[\[(]\s*(?:…|\.{3,}|\. \. \.)\s*[\])]|…|\.{3,}|\. \. \.|\[[^\[\]]{1,200}\]`)
)

func (x *Index) query(g Given) *query {
	q := &query{x: x, given: g, text: foldText(g.Text)}
	at := 0
	for _, m := range markPattern.FindAllStringIndex(g.Text, -1) {
		kind := cutMark
		if g.Text[m[0]] == '[' && strings.ContainsFunc(g.Text[m[0]:m[1]], unicode.IsLetter) {
			kind = insertion
			if letterAt(g.Text, m[1]) || m[0] > 0 && letterBefore(g.Text, m[0]) {
				continue // [T]he
			}
		}
		at = q.addWords(at, m[0])
		q.words = append(q.words, word{token: token{start: int32(m[0]), end: int32(m[1])}, id: -1, mark: kind})
		for at < len(q.text.tokens) && int(q.text.tokens[at].start) < m[1] {
			at++
		}
	}
	q.addWords(at, len(g.Text))
	for len(q.words) > 0 && q.words[0].mark == cutMark {
		q.words = q.words[1:]
	}
	for n := len(q.words); n > 0 && q.words[n-1].mark == cutMark; n-- {
		q.words = q.words[:n-1]
	}
	return q
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r)
}

// addWords adds the words from number at on that begin before byte end and returns the next number.
func (q *query) addWords(at, end int) int {
	for ; at < len(q.text.tokens) && int(q.text.tokens[at].start) < end; at++ {
		key := q.text.word(at)
		w := word{token: q.text.tokens[at], key: key, id: -1, look: lookOf(key)}
		if id, ok := q.x.ids[key]; ok {
			w.id = id
		}
		q.words = append(q.words, w)
	}
	return at
}

// docs are those in which the quotation may stand.
func (q *query) docs() []*doc {
	if q.given.In == "" {
		return q.x.docs
	}
	if d := q.x.byID[q.given.In]; d != nil {
		return []*doc{d}
	}
	return nil
}

func (q *query) searched(d *doc) bool { return q.given.In == "" || q.given.In == d.article.ID }

// exact returns all places where the quotation stands letter for letter.
func (q *query) exact() []Match {
	var matches []Match
	for _, d := range q.docs() {
		seen := map[int]bool{}
		for _, t := range []*text{d.text, d.raw} {
			if t == nil {
				continue
			}
			for _, at := range occurrences(t, q.text.stream) {
				m := q.exactMatch(d, t, at)
				if !seen[m.Span.Start] {
					seen[m.Span.Start] = true
					matches = append(matches, m)
				}
			}
		}
	}
	return matches
}

// occurrences are the places in the stream of t where want stands as whole words.
func occurrences(t *text, want string) []int {
	var list []int
	for at := 0; len(list) < maxMatches; {
		i := strings.Index(t.stream[at:], want)
		if i < 0 {
			break
		}
		at += i
		if !t.edge(at) {
			at = int(t.tokenAt(at).hi)
			continue
		}
		if t.edge(at + len(want)) {
			list = append(list, at)
		}
		at++
	}
	return list
}

func (q *query) exactMatch(d *doc, t *text, at int) Match {
	last := at + len(q.text.stream) - 1
	start := int(t.from[at])
	end := int(t.from[last])
	_, n := utf8.DecodeRuneInString(d.article.Source[end:])
	end += n
	first, final := q.text.tokens[0], q.text.tokens[len(q.text.tokens)-1]
	m := Match{Verdict: Verbatim, Similarity: 1}
	if strict(d.article.Source[start:end], d.markdown) != strict(q.given.Text[first.start:final.end], d.markdown) {
		m.Verdict, m.Similarity = Typographic, 0.999
	}
	start, end = q.widen(d, start, end, int(first.start), int(final.end))
	if m.Verdict == Verbatim && asks(q.given.Text[final.end:]) && !asks(d.article.Source[end-min(3, end):min(end+4, len(d.article.Source))]) {
		m.Verdict, m.Similarity = Typographic, 0.999
	}
	m.Span, m.Furniture = d.span(start, end), d.furniture(start)
	return m
}

// asks reports whether s has a question or exclamation mark: that alone, of what
// ends a quotation, is more than the usage of a house.
func asks(s string) bool { return strings.ContainsAny(s, "?!") }

func (d *doc) furniture(offset int) bool {
	return d.article.Lines[d.article.LineAt(offset)-1].Kind.Furniture()
}

// widen takes in what the given text has around its words, from first to final, as
// far as the source has the same, so that what was copied is found at its place.
func (q *query) widen(d *doc, start, end, first, final int) (int, int) {
	source, given := d.article.Source, q.given.Text
	for first > 0 && start > 0 {
		r, n := utf8.DecodeLastRuneInString(given[:first])
		s, k := utf8.DecodeLastRuneInString(source[:start])
		if r != s || r == '\n' {
			break
		}
		first, start = first-n, start-k
	}
	for final < len(given) && end < len(source) {
		r, n := utf8.DecodeRuneInString(given[final:])
		s, k := utf8.DecodeRuneInString(source[end:])
		if r != s || r == '\n' {
			break
		}
		final, end = final+n, end+k
	}
	return trim(source, start, end)
}

// trim moves start and end inwards over white space.
func trim(s string, start, end int) (int, int) {
	end = start + len(strings.TrimRightFunc(s[start:end], unicode.IsSpace))
	start = end - len(strings.TrimLeftFunc(s[start:end], unicode.IsSpace))
	return start, end
}
