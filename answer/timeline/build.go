package timeline

import (
	"context"
	"slices"

	"footnote/answer/clause"
	"footnote/article"
	"footnote/internal/copies"
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
	b.sources = copies.Trace(b.articles)
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
	sources    copies.Sources
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
		times := clause.TimesBySentence(a)
		var last *sentence
		for i := range a.Sentences {
			s := &sentence{clause.New(a, i, times[i])}
			b.vocabulary.read(s)
			for _, m := range s.mentions() {
				m.order = len(b.mentions)
				b.mentions = append(b.mentions, m)
				befores = append(befores, last)
			}
			last = s
		}
		b.vocabulary.readLead(a, words.For(a.Lang), len(b.articles))
	}
	for i, m := range b.mentions {
		b.vocabulary.describe(m, befores[i])
	}
	return nil
}

// read counts the words of a sentence.
func (v *vocabulary) read(s *sentence) {
	v.sentences++
	for i, t := range s.Tokens {
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
