// Package clause takes news sentences apart with rules of English: the form of each
// word, the clauses, who acts and on whom. It knows no grammar beyond what the shape
// of a word, some lists and the neighbours tell, and where these are silent a word is
// plain. A sentence of another language comes out as words without verbs, or nearly.
package clause

import (
	"strings"

	"footnote/article"
	"footnote/internal/words"
)

// A Sentence is a sentence of an article taken apart. Stretches of it are given by
// their first token, from 0, and the token after the last. It is for one goroutine
// until it is parsed, then for any number that only read it.
type Sentence struct {
	Article *article.Article
	Index   int             // in Article.Sentences
	Text    string          // the file's bytes; in a .md file the targets of links are blanked out
	Tokens  []words.Token   // offsets are bytes of Text
	Forms   []Form          // of each token; nil before Parse
	Clauses []int           // of each token, the number of its clause, from 0; nil before Parse
	Times   []article.Time  // its expressions of time
	Timed   []bool          // the token lies in one of them; nil before Parse
	Lang    *words.Language // of the article
}

// New returns sentence index of a, with the expressions of time that stand in it. It
// is not parsed yet: only its tokens are known.
func New(a *article.Article, index int, times []article.Time) *Sentence {
	s := &Sentence{Article: a, Index: index, Text: textOf(a, index), Times: times, Lang: words.For(a.Lang)}
	s.Tokens = s.Lang.Tokens(s.Text)
	return s
}

// TimesBySentence are the expressions of time in the sentences of a, by index of the
// sentence, each in order. Those of furniture lines are left out.
func TimesBySentence(a *article.Article) map[int][]article.Time {
	times := map[int][]article.Time{}
	for _, t := range a.Times() {
		if !t.Furniture && t.Sentence >= 0 {
			times[t.Sentence] = append(times[t.Sentence], t)
		}
	}
	return times
}

// textOf is the bytes of sentence i; in a .md file the targets of links are blanked out.
func textOf(a *article.Article, i int) string {
	span := a.Sentences[i].Span
	text := a.Source[span.Start:span.End]
	if !strings.HasSuffix(strings.ToLower(a.Path), ".md") {
		return text
	}
	for from := 0; ; {
		at := strings.Index(text[from:], "](")
		if at < 0 {
			return text
		}
		at += from + 1
		end := strings.IndexByte(text[at:], ')')
		if end < 0 {
			return text
		}
		text = text[:at] + strings.Repeat(" ", end+1) + text[at+end+1:]
		from = at + end
	}
}

// Parse finds the forms of the words, then the clauses. Doing it twice does nothing.
func (s *Sentence) Parse() {
	if s.Forms != nil {
		return
	}
	s.Timed = make([]bool, len(s.Tokens))
	from := s.Article.Sentences[s.Index].Span.Start
	for _, e := range s.Times {
		for i, t := range s.Tokens {
			if t.Start+from < e.End && t.End+from > e.Start {
				s.Timed[i] = true
			}
		}
	}
	s.Forms = make([]Form, len(s.Tokens))
	for i := range s.Tokens {
		s.Forms[i] = s.formOf(i)
	}
	s.cut()
}

// Gap is the text between the token before i and token i: at 0 what stands before the
// first, beyond the last what follows it.
func (s *Sentence) Gap(i int) string {
	switch {
	case len(s.Tokens) == 0:
		return s.Text
	case i <= 0:
		return s.Text[:s.Tokens[0].Start]
	case i >= len(s.Tokens):
		return s.Text[s.Tokens[len(s.Tokens)-1].End:]
	}
	return s.Text[s.Tokens[i-1].End:s.Tokens[i].Start]
}

// Word is the folded word of token i; empty beyond the ends.
func (s *Sentence) Word(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return s.Tokens[i].Word
}

// Span is the first and the last token of an expression of time in the sentence, both
// inclusive; -1 and -1 where it has none.
func (s *Sentence) Span(e article.Time) (first, last int) {
	from := s.Article.Sentences[s.Index].Span.Start
	first, last = -1, -1
	for i, t := range s.Tokens {
		if t.Start+from < e.End && t.End+from > e.Start {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// InTime reports whether token i lies in an expression of time; in a sentence that is
// not parsed, and beyond the end, none does.
func (s *Sentence) InTime(i int) bool { return i < len(s.Timed) && s.Timed[i] }

// Bounds are where the clause of token i begins and ends.
func (s *Sentence) Bounds(i int) (from, to int) {
	n := s.Clauses[i]
	from, to = i, i+1
	for from > 0 && s.Clauses[from-1] == n {
		from--
	}
	for to < len(s.Tokens) && s.Clauses[to] == n {
		to++
	}
	return from, to
}
