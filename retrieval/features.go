package retrieval

import (
	"slices"

	"footnote/article"
	"footnote/internal/words"
)

// sentences scores the sentences of a passage.
func (m *matcher) sentences(p place, toks sentenceTokens, rank float64) []Candidate {
	title := m.find(words.For(p.art.Lang).Tokens(p.art.Title))
	finds := make([]found, len(toks))
	for i := range toks {
		finds[i] = m.findAt(p, i, toks[i])
	}
	out := make([]Candidate, 0, len(toks))
	for i := range toks {
		c := Candidate{Article: p.art, Index: p.from + i}
		r := reading{m: m, p: p, finds: finds, title: title, i: i, toks: toks[i]}
		r.leans = i > 0 && Leans(c.Sentence().Text, toks[i])
		c.Features = r.features()
		c.Features.Rank = rank
		if m.timing.exact() {
			c.Features.Rank = m.timing.exactness(sentenceAt{p.art, c.Index})
		}
		c.Score = c.Features.score(m.q.Kind)
		out = append(out, c)
	}
	return out
}

// besideEvent is how far a sentence without a date misses what is asked before or after
// an event that it does not speak of: it may be meant all the same.
const besideEvent = 0.45

// A reading is one sentence of a passage, held against a question.
type reading struct {
	m     *matcher
	p     place
	finds []found // of all sentences of the passage
	title found
	i     int // of the sentence in finds
	toks  []words.Token
	leans bool // on the sentence before, which is in the passage
}

func (r reading) sentence() article.Sentence { return r.p.art.Sentences[r.p.from+r.i] }

func (r reading) features() Features {
	var f Features
	for t, w := range r.m.weights {
		near, around := r.finds[r.i].near[t], r.around(t)
		f.Here += w * near
		f.Around += w * around
		f.Missing = max(f.Missing, w*(1-min(1, around/inTitle)))
		term := r.m.q.Terms[t]
		switch {
		case r.finds[r.i].off != nil && r.finds[r.i].off[t]:
			f.NameMiss = 1
		case term.Name && r.m.specific[t]:
			f.NameMiss = max(f.NameMiss, 1-min(1, r.said(t)/inTitle))
		case r.m.timing.head(t) && r.m.timing.asked[r.m.timing.heads[t]].event:
			f.NameMiss = max(f.NameMiss, besideEvent*(1-min(1, r.said(t)/inTitle)))
		}
		if term.Act {
			f.ActMiss = max(f.ActMiss, 1-max(near, r.beside(t)))
			f.Unreal = near == 0 && r.finds[r.i].unreal
		}
		if term.Actor {
			f.ActorOff = max(f.ActorOff, 1-r.actor(t))
		}
	}
	f.Heading = r.m.headed(r.p, r.i)
	f.Close = r.m.closeness(r.finds[r.i])
	k := kindMatch{q: r.m.q, names: r.m.names, toks: r.toks, here: r.finds[r.i], text: r.sentence().Text}
	if r.leans {
		k.before = r.finds[r.i-1]
	}
	if r.m.timing != nil {
		k.dates, k.dating = r.m.timing.at[sentenceAt{r.p.art, r.p.from + r.i}], english(r.p.art.Lang)
	}
	f.Type = k.value()
	return f
}

// around is how well the sentence or, at a discount, what stands around it holds a term.
func (r reading) around(term int) float64 {
	best := max(r.finds[r.i].near[term], inTitle*r.title.near[term])
	for j := range r.finds {
		near := r.finds[j].near[term]
		switch {
		case j == r.i:
		case j == r.i-1:
			best = max(best, inNeighbour*near)
		case r.p.art.Sentences[r.p.from+j].Paragraph == r.sentence().Paragraph:
			best = max(best, inParagraph*near)
		default:
			best = max(best, inArticle*near)
		}
	}
	return best
}

// said is how well a name of the question is said: in the sentence itself, in the
// one that it leans on, or in the title. That it stands nearby is not enough: Base
// 101 is not 201, whatever the next sentence is about.
func (r reading) said(term int) float64 {
	return max(r.withBefore(term), inTitle*r.title.near[term])
}

// withBefore is how well the sentence, or the one that it leans on, holds a term.
func (r reading) withBefore(term int) float64 {
	near := r.finds[r.i].near[term]
	if r.leans {
		near = max(near, inNeighbour*r.finds[r.i-1].near[term])
	}
	return near
}

// actor is how well the sentence holds who is asked about, half of that where he stands apart from the verb.
func (r reading) actor(term int) float64 {
	here := r.withBefore(term)
	if !r.m.q.Terms[term].Name && r.i > 0 && slices.ContainsFunc(r.toks, func(t words.Token) bool { return subjects[t.Word] }) {
		here = max(here, inNeighbour*r.finds[r.i-1].near[term]) // since 2018 it has been used
	}
	if r.m.apart(r.finds[r.i], term) {
		return here / 2
	}
	return here
}

// subjects are pronouns that stand for what does something.
var subjects = words.Set(`he she it they`)

// beside is how well the sentences right before and after hold a term.
func (r reading) beside(term int) float64 {
	best := 0.0
	if r.i > 0 {
		best = inNeighbour * r.finds[r.i-1].near[term]
	}
	if r.i+1 < len(r.finds) {
		best = max(best, inParagraph*r.finds[r.i+1].near[term])
	}
	return best
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

// closeness is how close together the found terms stand: the weight of pairs of
// terms that are neighbours in the question and at most a few words apart in the
// sentence.
func (m *matcher) closeness(here found) float64 {
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
