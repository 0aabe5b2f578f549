package compare

import (
	"cmp"
	"math"
	"slices"

	"footnote/answer/clause"
	"footnote/article"
	"footnote/internal/words"
)

// A vocabulary knows how rare the words of a story are, and which of them its
// articles lead with. A nil one knows nothing, and may be asked all the same. It is
// filled by one goroutine, then read by any number.
type vocabulary struct {
	held      map[string]*word // by stem
	sentences int
	articles  int
}

// A word is what is known of a stem.
type word struct {
	id        int32   // counted from 0, in the order of reading
	folded    string  // the first English word of it that was read; empty for none
	sentences int     // that hold it
	last      int     // the last of them, counted from 1
	names     int     // times that it was written as a name within a sentence
	seen      int     // times that it was written
	lead      float64 // articles that lead with it
}

func newVocabulary() *vocabulary { return &vocabulary{held: map[string]*word{}} }

// usualIDF is the weight of a word where nothing is known of the story.
const usualIDF = 3

// idf is the weight of a stem: the logarithm of the part of the sentences that have
// it, turned over; that of the rarest for one that none has.
func (v *vocabulary) idf(stem string) float64 {
	if v == nil || v.sentences == 0 {
		return usualIDF
	}
	n := 1
	if w := v.held[stem]; w != nil {
		n = w.sentences
	}
	return math.Log(1 + float64(v.sentences)/float64(n))
}

// lead is the part of the articles that have a stem in their headline or their first
// sentences, 0 to 1.
func (v *vocabulary) lead(stem string) float64 {
	if v == nil || v.held[stem] == nil || v.articles == 0 {
		return 0
	}
	return v.held[stem].lead / float64(v.articles)
}

// named reports whether the story writes a stem as a name.
func (v *vocabulary) named(stem string) bool {
	return v != nil && v.held[stem] != nil && v.held[stem].names > 0 && 2*v.held[stem].names >= v.held[stem].seen
}

// of is what is known of a stem, which is made where it is new.
func (v *vocabulary) of(stem string) *word {
	w := v.held[stem]
	if w == nil {
		w = &word{id: int32(len(v.held))}
		v.held[stem] = w
	}
	return w
}

// read counts the words of a sentence.
func (v *vocabulary) read(s *clause.Sentence) {
	v.sentences++
	for i, t := range s.Tokens {
		if t.Stop {
			continue
		}
		w := v.of(t.Stem)
		if w.folded == "" && s.Lang.Code() == "en" {
			w.folded = t.Word
		}
		if w.last != v.sentences {
			w.sentences, w.last = w.sentences+1, v.sentences
		}
		if i > 0 {
			w.seen++
			if t.Upper {
				w.names++
			}
		}
	}
}

// leadSentences are the first sentences of an article that tell with its headline
// what it is about.
const leadSentences = 2

// readLead notes what headline and first sentences of an article are about.
func (v *vocabulary) readLead(a *article.Article) {
	v.articles++
	texts := []string{a.Title}
	for _, s := range a.Sentences[:min(leadSentences, len(a.Sentences))] {
		texts = append(texts, s.Text)
	}
	seen := map[string]bool{}
	for _, stem := range words.For(a.Lang).Stems(texts...) {
		if !seen[stem] {
			seen[stem] = true
			v.of(stem).lead++
		}
	}
}

// near are, of each stem, the stems of the story that may stand for it with their
// closeness, itself first.
func (v *vocabulary) near() [][]weighted {
	near := make([][]weighted, len(v.held))
	for stem, w := range v.held {
		near[w.id] = []weighted{{w.id, 1}}
		if w.folded == "" {
			continue
		}
		for s, closeness := range words.For("en").Near(w.folded) {
			if o := v.held[s]; o != nil && s != stem {
				near[w.id] = append(near[w.id], weighted{o.id, closeness})
			}
		}
		slices.SortFunc(near[w.id][1:], func(x, y weighted) int { return cmp.Compare(x.id, y.id) })
	}
	return near
}
