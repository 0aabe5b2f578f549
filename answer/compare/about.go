package compare

import (
	"slices"

	"footnote/article"
	"footnote/retrieval"
)

// An about keeps what is about some words.
type about struct{ *retrieval.Topic }

// about reads the words; nil where there are none.
func (b *builder) about(text string) *about {
	t := retrieval.ParseTopic(text, b.view.Lang, b.voc.idf)
	if t == nil {
		return nil
	}
	return &about{t}
}

// score is how much of the words some lines hold, 0 to 1.
func (a *about) score(lines ...*line) float64 {
	return a.Score(func(stems retrieval.Stems) float64 {
		best := 0.0
		for _, l := range lines {
			best = max(best, stems.In(l.Tokens))
		}
		return best
	})
}

// splits keeps the differences that have a line about the words, with what they are
// about.
func (a *about) splits(ss []*split) []*split {
	return aboutIt(ss, func(s *split) float64 {
		best := 0.0
		for _, v := range s.sides {
			for _, c := range v.cited {
				best = max(best, a.score(c.line))
			}
		}
		return best
	})
}

// singles keeps those that are about the words.
func (a *about) singles(all []*single) []*single {
	return aboutIt(all, func(s *single) float64 { return a.score(s.line) })
}

func aboutIt[T any](all []T, score func(T) float64) []T {
	scores := make([]float64, len(all))
	for i, x := range all {
		scores[i] = score(x)
	}
	about, i := retrieval.About(scores), -1
	return slices.DeleteFunc(all, func(T) bool { i++; return !about[i] })
}

// touches reports whether any of the lines is about the words.
func (a *about) touches(lines []*line) bool {
	scores := make([]float64, len(lines))
	for i, l := range lines {
		scores[i] = a.score(l)
	}
	return slices.Contains(retrieval.About(scores), true)
}

// notes say what a reader is to know of a comparison.
func (b *builder) notes(c Comparison, text string, a *about) []string {
	if len(b.articles) == 0 {
		return []string{"There are no articles."}
	}
	if a != nil && !a.touches(b.lines) {
		return []string{"Nothing in the sources is about “" + article.OneLine(text) + "”."}
	}
	var notes []string
	if len(b.articles) == 1 {
		notes = append(notes, "There is only one article, so nothing can be compared with another.")
	}
	foreign := slices.ContainsFunc(b.articles, func(a *article.Article) bool { return !a.English() })
	if foreign {
		notes = append(notes, "Only articles in English can be searched for differences.")
	}
	english := slices.ContainsFunc(b.articles, (*article.Article).English)
	if len(c.Differences) == 0 && english && len(b.articles) > 1 {
		notes = append(notes, "No differences were found.")
	}
	return notes
}
