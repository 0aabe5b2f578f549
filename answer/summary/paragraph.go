package summary

import (
	"cmp"
	"math"
	"slices"
)

// A paragraph of the news is mostly of one matter. How much others tell of that matter
// tells how much a sentence in it is of the story, though it says what they do not.
type paragraph struct {
	nth     int
	terms   []term // by id
	leading []term // the heaviest
	norm    float64
	echo    float64 // how like those of other sources are that are likest, up to 1; -1 until it is known
}

// What the echo of a paragraph counts.
const (
	topical = 1.5 // of a sentence's worth, as power of e

	enough   = 0.15 // cosine from which on it is wholly of the story
	sounding = 5    // sources that echo it, the most
	again    = 1.2  // what a word counts that stands twice in it
)

type paragraphs struct {
	b      *builder
	all    []*paragraph
	in     map[*sentence]*paragraph
	index  map[int32][]posting // the paragraphs that hold a term
	others int                 // sources but one
}

// paragraphs are those of all articles.
func (b *builder) paragraphs() *paragraphs {
	p := &paragraphs{b: b, in: map[*sentence]*paragraph{}, index: map[int32][]posting{}}
	sources := map[string]bool{}
	for nth, list := range b.of {
		sources[b.sources.Of(b.articles[nth].ID)] = true
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && list[to].art.Sentences[to].Paragraph == list[from].art.Sentences[from].Paragraph {
				to++
			}
			p.add(nth, list[from:to])
			from = to
		}
	}
	p.others = len(sources) - 1
	return p
}

func (p *paragraphs) add(nth int, list []*sentence) {
	x := &paragraph{nth: nth, echo: -1}
	for _, s := range list {
		p.in[s] = x
		x.terms = append(x.terms, s.terms...)
	}
	slices.SortFunc(x.terms, func(x, y term) int { return cmp.Compare(x.id, y.id) })
	out := x.terms[:0]
	for _, t := range x.terms {
		if n := len(out); n > 0 && out[n-1].id == t.id {
			out[n-1].weight = max(out[n-1].weight, t.weight) * again
			continue
		}
		out = append(out, t)
	}
	x.terms = out
	sum := 0.0
	for _, t := range out {
		sum += t.weight * t.weight
	}
	x.norm = math.Sqrt(sum)
	x.leading = slices.Clone(out)
	slices.SortFunc(x.leading, func(x, y term) int { return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.id, y.id)) })
	x.leading = x.leading[:min(len(x.leading), leading)]
	for _, t := range out {
		if list := p.index[t.id]; len(list) < commonest {
			p.index[t.id] = append(list, posting{int32(len(p.all)), t.weight})
		}
	}
	p.all = append(p.all, x)
}

// of is how much other sources tell of the matter of a sentence, up to enough: the mean
// of the cosines of their likest paragraphs.
func (p *paragraphs) of(s *sentence) float64 {
	x := p.in[s]
	if x.echo < 0 {
		x.echo = p.echo(x)
	}
	return min(x.echo, enough)
}

func (p *paragraphs) echo(x *paragraph) float64 {
	own := p.b.sources.Of(p.b.articles[x.nth].ID)
	dots := map[int32]float64{}
	for _, t := range x.leading {
		for _, at := range p.index[t.id] {
			dots[at.at] += t.weight * at.weight
		}
	}
	best := map[string]float64{}
	for at := range dots {
		o := p.all[at]
		if source := p.b.sources.Of(p.b.articles[o.nth].ID); source != own {
			best[source] = max(best[source], dot(x.terms, o.terms)/(x.norm*o.norm))
		}
	}
	tops := make([]float64, 0, len(best))
	for _, v := range best {
		tops = append(tops, v)
	}
	slices.SortFunc(tops, func(x, y float64) int { return cmp.Compare(y, x) })
	tops = tops[:min(len(tops), sounding)]
	sum := 0.0
	for _, v := range tops {
		sum += v
	}
	return sum / float64(max(1, min(sounding, p.others)))
}
