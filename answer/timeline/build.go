package timeline

import (
	"context"
	"slices"
	"strings"

	"footnote/article"
	"footnote/internal/words"
	"footnote/retrieval"
)

// Build makes the timeline of the story in v. Withdrawn articles, and sentences
// that date no event themselves, do not take part. The error is the context's.
func Build(ctx context.Context, v *retrieval.View, o Options) (Timeline, error) {
	b := &builder{view: v, vocabulary: newVocabulary()}
	var line Timeline
	for _, a := range v.Articles {
		if a.Status == article.Withdrawn {
			continue
		}
		b.articles = append(b.articles, a)
		if a.Anchor() == "" && a.English() {
			line.Undated = append(line.Undated, a.ID)
		}
	}
	slices.Sort(line.Undated)
	if err := b.read(ctx); err != nil {
		return Timeline{}, err
	}
	groups, err := merge(ctx, b.mentions)
	if err != nil {
		return Timeline{}, err
	}
	b.trace()
	groups = b.told(settle(groups))
	groups = differing(groups)
	b.weigh(groups)
	groups = b.pick(groups, o)
	line.Entries, err = b.entries(ctx, groups)
	return line, err
}

// A builder makes one timeline.
type builder struct {
	view       *retrieval.View
	articles   []*article.Article // by id, without withdrawn ones
	vocabulary *vocabulary
	mentions   []*mention
	source     map[string]string // what an article is a copy of, or its outlet; by id
}

// leadSentences are the first sentences of an article that tell with its headline
// what it is about.
const leadSentences = 2

// read reads the articles: counts their words and finds the events that they date.
func (b *builder) read(ctx context.Context) error {
	var befores []*sentence
	for _, a := range b.articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		lang := words.For(a.Lang)
		bySentence := map[int][]article.Time{}
		for _, t := range a.Times() {
			if !t.Furniture && t.Sentence >= 0 {
				bySentence[t.Sentence] = append(bySentence[t.Sentence], t)
			}
		}
		var last *sentence
		for i := range a.Sentences {
			s := &sentence{art: a, index: i, text: textOf(a, i), lang: lang, times: bySentence[i]}
			b.vocabulary.read(s)
			for _, m := range s.mentions() {
				m.order = len(b.mentions)
				b.mentions = append(b.mentions, m)
				befores = append(befores, last)
			}
			last = s
		}
		b.vocabulary.readLead(a, lang, len(b.articles))
	}
	for i, m := range b.mentions {
		b.vocabulary.describe(m, befores[i])
	}
	return nil
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

// read takes the words of a sentence and counts them.
func (v *vocabulary) read(s *sentence) {
	v.sentences++
	s.toks = s.lang.Tokens(s.text)
	for i, t := range s.toks {
		if !t.Stop {
			id := v.count(t.Stem)
			v.named[id] = v.named[id] || t.Upper && i > 0
		}
	}
}

// readLead notes what headline and first sentences of one of n articles are about.
func (v *vocabulary) readLead(a *article.Article, lang *words.Language, n int) {
	texts := []string{a.Title}
	for _, s := range a.Sentences[:min(leadSentences, len(a.Sentences))] {
		texts = append(texts, s.Text)
	}
	found := lang.Stems(texts...)
	slices.Sort(found)
	for _, stem := range slices.Compact(found) {
		if id, ok := v.ids[stem]; ok {
			v.lead[id] += 1 / float64(n)
		}
	}
}
