package retrieval

import (
	"cmp"
	"context"
	"slices"

	"footnote/article"
	"footnote/internal/parallel"
	"footnote/internal/words"
)

// A Candidate is a sentence that may answer a question.
type Candidate struct {
	Article  *article.Article
	Index    int // of Article.Sentences
	Score    float64
	Features Features
}

// Sentence is the sentence itself.
func (c Candidate) Sentence() article.Sentence { return c.Article.Sentences[c.Index] }

// Features are what a sentence's score is made of; 0 to 1.
type Features struct {
	Here     float64 // weight of the question's terms that the sentence holds
	Around   float64 // the same, counting at a discount what the sentences around it and the title hold
	Missing  float64 // weight of the heaviest term that the sentence and its surroundings lack
	NameMiss float64 // how wholly the sentence and its surroundings lack one of the question's names or numbers
	ActMiss  float64 // how wholly it lacks the question's verb
	Unreal   bool    // it holds the verb only as what need not have happened: denied, planned, told to
	ActorOff float64 // how wholly it lacks the name that the verb is asked of
	Heading  float64 // weight of the terms that the subheading right above its paragraph holds
	Close    float64 // how close together the terms stand
	Type     float64 // whether it holds the kind of answer asked for
	Rank     float64 // of its passage in the fused ranking; where a short time alone is asked for, how exactly it is dated then
}

// Discounts of terms that stand not in the sentence but around it.
const (
	inNeighbour = 0.6
	inParagraph = 0.5
	inTitle     = 0.5
	inArticle   = 0.2
)

// Candidates returns the n best sentences for a question, best first.
func (v *View) Candidates(ctx context.Context, q Query, n int) ([]Candidate, error) {
	cands, err := v.candidates(ctx, q, Whole)
	if err != nil {
		return nil, err
	}
	var out []Candidate
	for _, c := range cands {
		out = append(out, c.sentences...)
	}
	slices.SortStableFunc(out, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return out[:min(n, len(out))], nil
}

// rerankDepth is how many passages are looked at sentence by sentence.
const rerankDepth = 50

// rerank adds to each score that of the passage's best sentence.
func (v *View) rerank(q Query, cands []candidate, t *timing) {
	m := v.matcher(q, t)
	texts := make([]sentenceTokens, min(len(cands), rerankDepth))
	parallel.For(len(texts), func(i int) { texts[i] = tokensOf(v.places[cands[i].place]) })
	m.learn(texts, func(i int) place { return v.places[cands[i].place] })
	parallel.For(len(texts), func(i int) {
		cands[i].sentences = m.sentences(v.places[cands[i].place], texts[i], cands[i].fused)
		best := 0.0
		for _, s := range cands[i].sentences {
			best = max(best, s.Score)
		}
		cands[i].score += bestSentence * best
	})
}

// sentenceTokens are the tokens of each sentence of a place.
type sentenceTokens [][]words.Token

func tokensOf(p place) sentenceTokens {
	lang := words.For(p.art.Lang)
	toks := make(sentenceTokens, p.to-p.from)
	for i := range toks {
		toks[i] = lang.Tokens(p.art.Sentences[p.from+i].Text)
	}
	return toks
}

// bestSentence is how much the best sentence counts beside the fused score, both
// 0 to 1. Set on the figures of the commit that added it.
const bestSentence = 2.0

// score is the worth of a sentence as an answer, about 0 to 1. The shares were
// set on the figures of the commit that added them.
func (f Features) score(k Kind) float64 {
	s := 0.45*f.Here + 0.25*f.Around + 0.12*f.Close + 0.08*f.Rank
	switch {
	case Exacting(k):
		s = s*(0.4+0.6*f.Type) + 0.1*f.Type*f.Around
	case typed(k):
		s = s*(0.6+0.4*f.Type) + 0.1*f.Type*f.Around
	default:
		s += 0.1 * f.Around
	}
	s *= (1 - 0.3*f.NameMiss) * (1 - 0.2*f.ActMiss)
	if f.Heading > 0.8 {
		s += headedBy
	}
	return s
}

// headedBy is added where a subheading asks the same question.
const headedBy = 0.35

// Exacting reports whether an answer of this kind must hold a number, a sum or a time.
func Exacting(k Kind) bool {
	return k == Count || k == Amount || k == Age || k == Time || k == Duration || k == Measure
}

func typed(k Kind) bool {
	return k != Any && k != YesNo && k != Manner
}
