package summary

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/copies"
	"footnote/internal/parallel"
	"footnote/retrieval"
)

// What readers are told beside a summary, or instead of one.
const (
	noSentences = "There are no sentences in the sources that could be summed up."
	oneArticle  = "Only one article was summed up, so nothing is confirmed by another."
	unproved    = "Nothing that the language model wrote could be proved from the sources."
	ownWords    = "These are the sources' own sentences."
)

// Build sums up the story in v. Withdrawn articles do not take part, nor do those in
// another language than most. The error is the context's, or the Teller's other than an
// *answer.Unavailable.
func Build(ctx context.Context, v *retrieval.View, o Options) (Summary, error) {
	s, err := build(ctx, v, v.Standing(), v.Lang, o)
	if err == nil && len(v.Standing()) == 1 && len(s.Claims) > 0 {
		s.Notes = append(s.Notes, oneArticle)
	}
	return s, err
}

// build sums up articles of which v is the view; it may be nil where nobody phrases.
func build(ctx context.Context, v *retrieval.View, articles []*article.Article, lang string, o Options) (Summary, error) {
	o = o.usual()
	b := &builder{articles: slices.DeleteFunc(articles, func(a *article.Article) bool { return foreign(a, lang) }), lang: lang}
	if err := b.read(ctx); err != nil {
		return Summary{}, err
	}
	if err := b.rank(ctx); err != nil {
		return Summary{}, err
	}
	units := b.units(o)
	if len(units) == 0 {
		return Summary{Notes: []string{b.nothing(o.About)}}, nil
	}
	if o.By != nil {
		return b.told(ctx, v, units, o)
	}
	return b.extract(ctx, units, o)
}

// usual is the options with their zero values filled in.
func (o Options) usual() Options {
	if o.Sentences <= 0 {
		o.Sentences = Usual
	}
	o.Sentences = min(o.Sentences, Most)
	o.About = strings.TrimSpace(o.About)
	return o
}

// foreign reports whether an article is surely in another language than the story.
func foreign(a *article.Article, lang string) bool {
	return a.Lang != "" && lang != "" && a.Lang != lang
}

// nothing says why there are no claims.
func (b *builder) nothing(about string) string {
	if about == "" {
		return noSentences
	}
	return fmt.Sprintf("Nothing in the sources is about “%s”.", article.OneLine(about))
}

// A builder makes one summary.
type builder struct {
	articles  []*article.Article // by id, in one language
	lang      string
	sentences []*sentence // of all articles, in order
	of        [][]*sentence
	vocabulary
	sources copies.Sources
	names   []string    // of concepts, by id
	recency []float64   // of each article, up to 1 for the latest
	heads   []*sentence // headlines
	counted []float64   // of each article, what it counts as one of several copies
	notes   []string    // on where the sources differ about what was picked
}

// extract makes a summary of the sources' own sentences.
func (b *builder) extract(ctx context.Context, units []*unit, o Options) (Summary, error) {
	picked, err := b.pick(ctx, units, o.Sentences)
	if err != nil {
		return Summary{}, err
	}
	b.order(picked, o.Order)
	claims := make([]Claim, len(picked))
	parallel.For(len(picked), func(i int) {
		if ctx.Err() == nil {
			claims[i] = b.claim(picked[i])
		}
	})
	numbers := answer.Numbers{}
	for _, c := range claims {
		numbers.Number(c.Citations)
	}
	return Summary{Claims: claims, Notes: b.notes}, ctx.Err()
}

// order puts units in the order that was asked for.
func (b *builder) order(units []*unit, o Order) {
	if o != Events {
		slices.SortStableFunc(units, func(x, y *unit) int { return cmp.Compare(y.first(), x.first()) })
		introduce(units)
		return
	}
	for _, u := range units {
		u.day = u.happened()
	}
	slices.SortStableFunc(units, func(x, y *unit) int { return cmp.Compare(x.day, y.day) })
}

// introduce moves a unit that names what it does not introduce behind the first that does.
func introduce(units []*unit) {
	for i := 0; i < len(units); i++ {
		u := units[i]
		if len(u.wants) == 0 || slices.ContainsFunc(units[:i], u.introducedBy) {
			continue
		}
		for j := i + 1; j < len(units); j++ {
			if o := units[j]; u.introducedBy(o) && !o.introducedBy(u) {
				copy(units[i+1:j+1], units[i:j])
				units[i] = o
				break
			}
		}
	}
}
