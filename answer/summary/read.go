package summary

import (
	"context"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/internal/copies"
	"footnote/internal/parallel"
	"footnote/internal/words"
)

// A sentence is a sentence of an article, taken apart.
type sentence struct {
	art   *article.Article
	nth   int // of the builder's articles
	index int // in art.Sentences
	text  string
	skip  int // bytes of a dateline or a clock before it, which are left out
	toks  []words.Token
	terms []term // of its words of content, by id
	norm  float64
	held  bool    // not to stand in a summary
	leans bool    // does not stand by itself
	mark  float64 // LexRank; the mean of all is 1
	core  float64 // cosine to what headlines and first sentences are about
	echo  float64 // cosine to the sentence of another source, or the headline, that is likest
}

// A term is a stem, by its number, and its weight.
type term struct {
	id     int32
	weight float64
}

// A vocabulary numbers the stems of a story and knows how many sentences hold them.
type vocabulary struct {
	ids   map[string]int32
	stems []string
	df    []int32
}

func (v *vocabulary) id(stem string) int32 {
	id, ok := v.ids[stem]
	if !ok {
		id = int32(len(v.df))
		stem = strings.Clone(stem) // so that no article is kept in memory by one of its words
		v.ids[stem], v.stems, v.df = id, append(v.stems, stem), append(v.df, 0)
	}
	return id
}

// idf is how much a stem tells of its sentence (Spärck Jones 1972).
func (b *builder) idf(id int32) float64 {
	return math.Log(1 + float64(len(b.sentences))/(float64(b.df[id])+0.5))
}

// read takes the articles apart.
func (b *builder) read(ctx context.Context) error {
	b.of = make([][]*sentence, len(b.articles))
	parallel.For(len(b.articles)+1, func(i int) {
		switch {
		case i == 0:
			b.sources = copies.Trace(b.articles)
		case ctx.Err() == nil:
			b.of[i-1] = sentencesOf(b.articles[i-1], i-1)
		}
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	b.ids = map[string]int32{}
	for _, list := range b.of {
		b.sentences = append(b.sentences, list...)
	}
	for _, s := range b.sentences {
		b.count(s)
	}
	for _, s := range b.sentences {
		sum := 0.0
		for i, t := range s.terms {
			s.terms[i].weight = (1 + math.Log(t.weight)) * b.idf(t.id)
			sum += s.terms[i].weight * s.terms[i].weight
		}
		s.norm = math.Sqrt(sum)
	}
	b.echo()
	b.date()
	b.center()
	return nil
}

// count notes the words of content of a sentence.
func (b *builder) count(s *sentence) {
	for _, t := range s.toks {
		if !t.Stop {
			s.terms = append(s.terms, term{b.id(t.Stem), 1})
		}
	}
	slices.SortFunc(s.terms, func(x, y term) int { return int(x.id - y.id) })
	out := s.terms[:0]
	for _, t := range s.terms {
		if n := len(out); n > 0 && out[n-1].id == t.id {
			out[n-1].weight++
			continue
		}
		b.df[t.id]++
		out = append(out, t)
	}
	s.terms = out
}

// sentencesOf are the sentences of the nth article, with what is told of each alone.
func sentencesOf(a *article.Article, nth int) []*sentence {
	lang := words.For(a.Lang)
	if a.English() {
		lang = words.For("en")
	}
	quoted := quotations(a)
	all := make([]*sentence, len(a.Sentences))
	for i := range a.Sentences {
		s := &sentence{art: a, nth: nth, index: i, text: article.OneLine(a.Sentences[i].Text), mark: 1}
		if a.Source[a.Sentences[i].Span.Start:a.Sentences[i].Span.End] == a.Sentences[i].Text {
			s.skip = dateline(a.Sentences[i].Text)
			s.text = article.OneLine(a.Sentences[i].Text[s.skip:])
		}
		s.toks = lang.Tokens(s.text)
		s.held = s.holdBack(quoted[i])
		all[i] = s
	}
	if a.English() {
		named := namedIn(all)
		for _, s := range all {
			s.leans = s.leansBack(named)
		}
	}
	return all
}

// What an article counts by its date and by its copies.
const leastRecent = 0.8

// date sets how recent each article is, and what it counts among copies of one report.
func (b *builder) date() {
	copied := map[string]int{}
	first, last := math.Inf(1), math.Inf(-1)
	for _, a := range b.articles {
		copied[b.sources.Of(a.ID)]++
		if d, ok := dayOf(a); ok {
			first, last = min(first, d), max(last, d)
		}
	}
	b.recency, b.counted = make([]float64, len(b.articles)), make([]float64, len(b.articles))
	for i, a := range b.articles {
		b.recency[i], b.counted[i] = 1, 1
		if d, ok := dayOf(a); ok && last > first {
			b.recency[i] = leastRecent + (1-leastRecent)*(d-first)/(last-first)
		}
		if key := b.sources.Of(a.ID); strings.HasPrefix(key, "report ") {
			b.counted[i] = 1 / float64(copied[key])
		}
	}
}

// dayOf is the day that an article was last written on, as a number of days.
func dayOf(a *article.Article) (float64, bool) {
	d := max(a.Published, a.Updated)
	return float64(d.Time().Unix() / 86400), d != ""
}

// echo finds out how like each sentence is to the headline of its article; where there
// is one source alone, the place of a sentence counts all the same.
func (b *builder) echo() {
	for i, a := range b.articles {
		h := &sentence{art: a, nth: i}
		for _, stem := range b.language(a).Stems(a.Title) {
			if id, ok := b.ids[stem]; ok && h.weightOf(id) == 0 {
				h.terms = append(h.terms, term{id, b.idf(id)})
				slices.SortFunc(h.terms, func(x, y term) int { return int(x.id - y.id) })
			}
		}
		sum := 0.0
		for _, t := range h.terms {
			sum += t.weight * t.weight
		}
		h.norm = math.Sqrt(sum)
		b.heads = append(b.heads, h)
	}
	alone := !slices.ContainsFunc(b.articles, func(a *article.Article) bool { return b.sources.Of(a.ID) != b.sources.Of(b.articles[0].ID) })
	for nth, list := range b.of {
		for _, s := range list {
			s.echo = like(s, b.heads[nth])
			if alone {
				s.echo = max(s.echo, echoed)
			}
		}
	}
}

// dateline is how many bytes of a sentence stand before what it tells: the place and
// the agency of a report, the hour of an entry.
func dateline(text string) int {
	for _, re := range datelines {
		if at := re.FindStringIndex(text); at != nil && at[1] < len(text) {
			if r, _ := utf8.DecodeRuneInString(text[at[1]:]); unicode.IsUpper(r) {
				return at[1]
			}
		}
	}
	return 0
}

var datelines = []*regexp.Regexp{
	regexp.MustCompile(`^\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?(?: ?[:–—-])? +`),              // 13.40: The navy
	regexp.MustCompile(`^\p{Lu}[\p{L}.'’ ,-]{1,60}\d{0,2} ?\([^()]{1,30}\) ?[-–—]{1,2} *`),                 // MUSCAT, Oct 12 (Orbis) - The
	regexp.MustCompile(`^\p{Lu}{2}[\p{Lu}.'’ -]*(?:, \p{Lu}[\p{L}. ]{1,30})?(?:,? \d{1,2})? [-–—]{1,2} +`), // LISBON, Portugal - The
}

// leads are how many first sentences of an article tell with its headline what the
// story is about.
const leads = 2

// center finds out how near each sentence is to what headlines and first sentences of
// the sources are about.
func (b *builder) center() {
	sum, norm := make([]float64, len(b.df)), 0.0
	for nth, list := range b.of {
		for _, s := range append(slices.Clone(list[:min(leads, len(list))]), b.heads[nth]) {
			for _, t := range s.terms {
				if s.norm > 0 {
					sum[t.id] += t.weight / s.norm * b.counted[nth] * b.recency[nth]
				}
			}
		}
	}
	for _, w := range sum {
		norm += w * w
	}
	for _, s := range b.sentences {
		dot := 0.0
		for _, t := range s.terms {
			dot += t.weight * sum[t.id]
		}
		if s.norm > 0 && norm > 0 {
			s.core = dot / (s.norm * math.Sqrt(norm))
		}
	}
}
