package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"footnote/article"
	"footnote/internal/words"
)

// A Candidate is a sentence that may answer a question.
type Candidate struct {
	Article  *article.Article
	Index    int // of Article.Sentences
	Score    float64
	Features Features
	Tokens   []words.Token // of the sentence's text
}

// Sentence is the sentence itself.
func (c Candidate) Sentence() article.Sentence { return c.Article.Sentences[c.Index] }

// Features are what a sentence's score is made of; all 0 to 1.
type Features struct {
	Here     float64 // weight of the question's terms that the sentence holds
	Around   float64 // the same, counting at a discount what the sentences around it and the title hold
	Missing  float64 // weight of the heaviest term that the sentence and its surroundings lack
	NameMiss float64 // how wholly the sentence and its surroundings lack one of the question's names or numbers
	ActMiss  float64 // how wholly it lacks the question's verb
	ActorOff float64 // how wholly it lacks the name that the verb is asked of
	Exact    float64 // as Here, counting only words of the same stem
	Heading  float64 // weight of the terms that the subheading right above its paragraph holds
	Close    float64 // how close together the terms stand
	Type     float64 // whether it holds the kind of answer asked for
	Rank     float64 // of its passage in the fused ranking
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
func (v *View) rerank(q Query, cands []candidate) {
	m := v.matcher(q)
	texts := make([]sentenceTokens, min(len(cands), rerankDepth))
	inParallel(len(texts), func(i int) { texts[i] = tokensOf(v.places[cands[i].place]) })
	for _, t := range texts {
		m.names.learn(t)
	}
	inParallel(len(texts), func(i int) {
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

// A matcher finds a question's terms in sentences.
type matcher struct {
	q        Query
	weights  []float64 // of q.Terms, in all 1
	specific []bool    // of q.Terms: stands in less than half of the passages, so that a sentence must say it
	accept   map[string][]accepted
	prefix   map[string][]int // terms by the first letters of their stems
	names    properNames
}

// background is the size of a collection that is imagined beside the story, in
// which every word stands twice: in a story of three articles a word in all of
// them is still no small word.
const background = 50

// holding is the number of passages that hold the term or a name for the same.
func (v *View) holding(t Term) int {
	n := 0
	for s, near := range t.Near {
		if near > 0.9 {
			n = max(n, v.words.Holding(s))
		}
	}
	return n
}

// weight is the inverse document frequency of a stem in the story and the background.
func (v *View) weight(stem string) float64 {
	n := float64(v.words.Len() + background)
	df := float64(v.words.Holding(stem) + 1)
	return math.Log(1 + (n-df+0.5)/(df+0.5))
}

// topicName is what is left of the weight of a name that most of the story holds.
const topicName = 0.6

type accepted struct {
	term int
	near float64
}

func (v *View) matcher(q Query) *matcher {
	m := &matcher{q: q, weights: make([]float64, len(q.Terms)), specific: make([]bool, len(q.Terms)), accept: map[string][]accepted{}, prefix: map[string][]int{}, names: properNames{}}
	total := 0.0
	for i, t := range q.Terms {
		for s, near := range t.Near {
			m.accept[s] = append(m.accept[s], accepted{i, near})
		}
		if len(t.Stem) >= 4 && !t.Number {
			m.prefix[t.Stem[:4]] = append(m.prefix[t.Stem[:4]], i)
		}
		m.weights[i] = v.weight(t.Stem)
		m.specific[i] = 2*v.holding(t) < v.words.Len() || v.words.Len() < 2
		if t.Light {
			m.weights[i] *= 0.3
		}
		switch {
		case t.Name && m.specific[i]:
			m.weights[i] *= 1.25
		case t.Name:
			m.weights[i] *= topicName
		}
		total += m.weights[i]
	}
	for i := range m.weights {
		m.weights[i] /= total
	}
	return m
}

// found are the terms that a text holds: their closeness, and the tokens that hold them.
type found struct {
	near []float64 // of each term, 0 where it is not there
	at   []int     // index of the token that holds it, -1
}

func (m *matcher) find(toks []words.Token) found {
	f := found{near: make([]float64, len(m.weights)), at: make([]int, len(m.weights))}
	for i := range f.at {
		f.at[i] = -1
	}
	take := func(term, tok int, near float64) {
		if near > f.near[term] {
			f.near[term], f.at[term] = near, tok
		}
	}
	for i, t := range toks {
		for _, a := range m.accept[t.Stem] {
			if m.q.Terms[a.term].Act && (adjectival(toks, i) || m.q.Past && infinitive(toks, i)) {
				continue // "the elected president" does not say when he was elected, "told to leave" not when they left
			}
			take(a.term, i, a.near)
		}
		if len(t.Stem) < 4 {
			continue
		}
		for _, term := range m.prefix[t.Stem[:4]] {
			if !m.q.Terms[term].Name && words.Derived(m.q.Terms[term].Stem, t.Stem) {
				take(term, i, words.DerivedCloseness)
			}
		}
	}
	return f
}

// infinitive reports whether token i follows "to": it need not have happened.
func infinitive(toks []words.Token, i int) bool { return i > 0 && toks[i-1].Word == "to" }

// adjectival reports whether token i is a participle between an article,
// possessive or adverb and a noun.
func adjectival(toks []words.Token, i int) bool {
	if i == 0 || i+1 >= len(toks) || toks[i+1].Stop || !strings.HasSuffix(toks[i].Word, "ed") {
		return false
	}
	before := toks[i-1]
	return before.Word == "the" || before.Word == "a" || before.Word == "an" || strings.HasSuffix(before.Word, "ly") ||
		before.Upper && before.End-before.Start > len(before.Word) // a possessive
}

// sentences scores the sentences of a passage.
func (m *matcher) sentences(p place, toks sentenceTokens, rank float64) []Candidate {
	title := m.find(words.For(p.art.Lang).Tokens(p.art.Title))
	finds := make([]found, len(toks))
	for i := range toks {
		finds[i] = m.find(toks[i])
	}
	out := make([]Candidate, 0, len(toks))
	for i := range toks {
		c := Candidate{Article: p.art, Index: p.from + i, Tokens: toks[i]}
		c.Features = m.features(p, finds, i, title, toks[i])
		c.Features.Rank = rank
		c.Score = c.Features.score(m.q.Kind)
		out = append(out, c)
	}
	return out
}

func (m *matcher) features(p place, finds []found, i int, title found, toks []words.Token) Features {
	var f Features
	here := finds[i]
	leans := Leans(p.art.Sentences[p.from+i].Text, toks)
	for t, w := range m.weights {
		near := here.near[t]
		f.Here += w * near
		best := near
		for j := range finds {
			switch {
			case j == i:
			case j == i-1:
				best = max(best, inNeighbour*finds[j].near[t])
			case p.art.Sentences[p.from+j].Paragraph == p.art.Sentences[p.from+i].Paragraph:
				best = max(best, inParagraph*finds[j].near[t])
			default:
				best = max(best, inArticle*finds[j].near[t])
			}
		}
		best = max(best, inTitle*title.near[t])
		f.Around += w * best
		lack := w * (1 - min(1, best/inTitle))
		f.Missing = max(f.Missing, lack)
		if m.q.Terms[t].Name && m.specific[t] {
			said := best
			if m.q.Terms[t].Number || TimeWord(m.q.Terms[t].Token) { // Base 101 is not 201, whatever the next sentence is about
				said = max(near, inTitle*title.near[t])
				if i > 0 && leans {
					said = max(said, inNeighbour*finds[i-1].near[t])
				}
			}
			f.NameMiss = max(f.NameMiss, 1-min(1, said/inTitle))
		}
		if near > 0.9 {
			f.Exact += w
		}
		if m.q.Terms[t].Act {
			f.ActMiss = max(f.ActMiss, 1-max(near, beside(finds, i, t)))
		}
		if m.q.Terms[t].Actor {
			if i > 0 && leans {
				near = max(near, inNeighbour*finds[i-1].near[t])
			}
			if m.apart(here, t) {
				near *= 0.5
			}
			f.ActorOff = max(f.ActorOff, 1-near)
		}
	}
	f.Heading = m.headed(p, i)
	f.Close = m.closeness(here, len(toks))
	k := kindMatch{q: m.q, names: m.names, toks: toks, here: here, text: p.art.Sentences[p.from+i].Text}
	if i > 0 && leans {
		k.before = finds[i-1]
	}
	f.Type = k.value()
	return f
}

// How far from its verb an actor may stand, in words.
const (
	actorBefore = 7
	actorAfter  = 5
)

// apart reports whether the sentence holds the question's verb and the actor,
// but not near each other: then somebody else may have done it.
func (m *matcher) apart(here found, actor int) bool {
	for t, term := range m.q.Terms {
		if !term.Act || here.at[t] < 0 || here.at[actor] < 0 {
			continue
		}
		gap := here.at[t] - here.at[actor]
		return gap > actorBefore || gap < -actorAfter
	}
	return false
}

// headed is the weight of the question's terms in the subheading that opens the
// sentence's passage, for the first paragraph below it: pages ask the question themselves.
func (m *matcher) headed(p place, i int) float64 {
	s := p.art.Sentences
	if p.from+i > p.from && s[p.from+i].Paragraph != s[p.from].Paragraph {
		return 0
	}
	for n := s[p.from].Line - 1; n > 0; n-- {
		switch p.art.Lines[n-1].Kind {
		case article.Blank:
		case article.Subheading:
			sum := 0.0
			for t, near := range m.find(words.For(p.art.Lang).Tokens(p.art.Text(n))).near {
				sum += m.weights[t] * near
			}
			return sum
		default:
			return 0
		}
	}
	return 0
}

// beside is how well the sentences right before and after sentence i hold a term.
func beside(finds []found, i, term int) float64 {
	best := 0.0
	if i > 0 {
		best = inNeighbour * finds[i-1].near[term]
	}
	if i+1 < len(finds) {
		best = max(best, inParagraph*finds[i+1].near[term])
	}
	return best
}

// closeness is how close together the found terms stand: the weight of pairs of
// terms that are neighbours in the question and at most a few words apart in the
// sentence.
func (m *matcher) closeness(here found, length int) float64 {
	sum, all := 0.0, 0.0
	for t := 1; t < len(m.weights); t++ {
		w := m.weights[t] + m.weights[t-1]
		all += w
		a, b := here.at[t-1], here.at[t]
		if a < 0 || b < 0 {
			continue
		}
		gap := b - a
		if gap < 0 {
			gap = 1 - gap
		}
		sum += w / (1 + float64(max(gap-1, 0))/3)
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

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
	s *= (1 - 0.3*f.NameMiss) * (1 - 0.1*f.ActMiss)
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
