package retrieval

import (
	"fmt"
	"strings"

	"footnote/article"
)

// Recipe is the version of how articles are cut into passages. It moves when
// passages or their contexts change, so that stored ones are made anew.
const Recipe = "p1"

// Sizes of a passage, in words: it is closed once it has passageWords, and what
// is left of an article joins the passage before it when it has less than restWords.
const (
	passageWords = 180
	restWords    = 40
)

// Cut cuts an article into passages of whole sentences. Every sentence is in
// exactly one; none runs across furniture. A withdrawn article has none.
func Cut(a *article.Article) []Passage {
	if a.Status == article.Withdrawn {
		return nil
	}
	var passages []Passage
	context := contextOf(a)
	from, count, last := 0, 0, 0 // last: words of the passage before
	for i, s := range a.Sentences {
		apart := i > 0 && apart(a, a.Sentences[i-1], s)
		if i > from && (apart || count >= passageWords) {
			passages, last = append(passages, passageOf(a, context, from, i)), count
			from, count = i, 0
		}
		if apart {
			last = 0
		}
		count += wordCount(s.Text)
	}
	if from == len(a.Sentences) {
		return passages
	}
	if n := len(passages); n > 0 && last > 0 && count < restWords {
		passages[n-1] = passageOf(a, context, firstSentence(a, passages[n-1]), len(a.Sentences))
		return passages
	}
	return append(passages, passageOf(a, context, from, len(a.Sentences)))
}

// apart reports whether a line of furniture lies between two sentences.
func apart(a *article.Article, s, next article.Sentence) bool {
	for n := a.LineAt(s.Span.End-1) + 1; n < next.Line; n++ {
		if a.Lines[n-1].Kind.Furniture() {
			return true
		}
	}
	return false
}

func firstSentence(a *article.Article, p Passage) int {
	for i, s := range a.Sentences {
		if s.Span.Start == p.Span.Start {
			return i
		}
	}
	return 0
}

// passageOf makes a passage of the sentences from index from up to to.
func passageOf(a *article.Article, context string, from, to int) Passage {
	span := a.Sentences[from].Span
	span.End = a.Sentences[to-1].Span.End
	text := a.Source[span.Start:span.End]
	if markup(a.Sentences[from:to]) {
		text = joined(a.Sentences[from:to])
	}
	return Passage{
		ID:      fmt.Sprintf("%s@%s:%d-%d", a.ID, a.Rev, span.Start, span.End),
		Span:    span,
		Text:    text,
		Context: context,
	}
}

// joined is the text of sentences without the markup between them.
func joined(sentences []article.Sentence) string {
	texts := make([]string, len(sentences))
	for i, s := range sentences {
		texts[i] = s.Text
	}
	return strings.Join(texts, " ")
}

// contextOf is what a passage would be lost without: whose it is, and of when.
func contextOf(a *article.Article) string {
	var parts []string
	for _, s := range []string{a.Title, a.Outlet, a.Anchor().Short()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// wordCount counts runs without spaces; it need not be exact.
func wordCount(s string) int {
	n := 0
	for i := 1; i < len(s); i++ {
		if s[i] == ' ' && s[i-1] != ' ' {
			n++
		}
	}
	return n + 1
}

// markup reports whether a sentence's words differ from its bytes.
func markup(sentences []article.Sentence) bool {
	for _, s := range sentences {
		if len(s.Text) != s.Span.End-s.Span.Start {
			return true
		}
	}
	return false
}
