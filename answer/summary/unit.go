package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/answer/quantity"
	"footnote/article"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A unit is what may become a claim: a sentence, or one with that before it which it
// leans on.
type unit struct {
	run      []*sentence // one, or two that adjoin
	words    int
	worded   float64   // how well it is worded, up to 1
	concepts []concept // that it tells, by id
	wants    []string  // stems of what it names as if it were known
	stems    map[string]bool
	amounts  []amount
	after    map[*unit]bool // units that tell the same later, with other numbers
	day      int            // of what it tells; see happened
}

// A concept is a thing that a unit tells of, by its number, and what that is worth.
type concept struct {
	id    int32
	value float64
}

func (u *unit) last() *sentence { return u.run[len(u.run)-1] }

// text is the file's bytes of the unit, in one line.
func (u *unit) text() string {
	sp := u.span()
	return article.OneLine(u.run[0].art.Source[sp.Start:sp.End])
}

// span is the unit's place in its article.
func (u *unit) span() article.Span {
	sp := u.run[0].art.Sentences[u.run[0].index].Span
	sp.Start += u.run[0].skip
	sp.End = u.last().art.Sentences[u.last().index].Span.End
	return sp
}

// The bounds of units.
const (
	mostPair  = 50  // words of two sentences that are told as one
	mostUnits = 600 // are looked at closely, and twenty more for each sentence wanted
	perWanted = 20
)

// units are what the summary is chosen from, the most promising first.
func (b *builder) units(o Options) []*unit {
	units := b.about(b.standing(), o.About)
	titles := b.titles()
	promise := make(map[*unit]float64, len(units))
	for _, u := range units {
		promise[u] = b.promise(u, titles)
	}
	slices.SortStableFunc(units, func(x, y *unit) int { return cmp.Compare(promise[y], promise[x]) })
	units = units[:min(len(units), mostUnits+perWanted*o.Sentences)]
	b.describe(units)
	return units
}

// standing are the sentences that may be told, those that lean on the one before
// together with it.
func (b *builder) standing() []*unit {
	var all []*unit
	for _, list := range b.of {
		for i, s := range list {
			if s.held {
				continue
			}
			u := &unit{run: []*sentence{s}}
			if s.leans {
				if i == 0 || !pairs(list[i-1], s) {
					continue
				}
				u.run = []*sentence{list[i-1], s}
			}
			for _, r := range u.run {
				u.words += len(r.toks)
			}
			all = append(all, u)
		}
	}
	return all
}

// pairs reports whether two sentences that follow each other may be told as one.
func pairs(first, second *sentence) bool {
	return !first.held && !first.leans && len(first.toks)+len(second.toks) <= mostPair &&
		first.art.Sentences[first.index].Paragraph == second.art.Sentences[second.index].Paragraph
}

// promise is how much a unit promises at first sight: by LexRank, place, date, and
// what headlines say.
func (b *builder) promise(u *unit, titles map[int32]float64) float64 {
	s := u.last()
	head := 0.0
	for _, t := range s.terms {
		head += titles[t.id]
	}
	return (0.5 + s.mark) * (0.5 + place(s)) * b.recency[s.nth] * (1 + head/math.Sqrt(float64(len(s.toks)+5)))
}

// place is how much the place of a sentence in its article tells of its weight: 1 of
// the first, falling to a third, the sooner the less others or the headline tell of it.
func place(s *sentence) float64 {
	return least + (1-least)/(1+slope*float64(s.index))*min(1, s.echo/echoed)
}

// What a place counts.
const (
	least = 0.33
	slope = 0.08 // how soon it falls

	echoed = 0.25 // cosine from which on others tell of it
)

// titles are the stems of headlines, with the part of the sources that have them there.
func (b *builder) titles() map[int32]float64 {
	titles := map[int32]float64{}
	n := 0.0
	for i, a := range b.articles {
		n += b.counted[i]
		stems := b.language(a).Stems(a.Title)
		slices.Sort(stems)
		for _, stem := range slices.Compact(stems) {
			if id, ok := b.ids[stem]; ok {
				titles[id] += b.counted[i]
			}
		}
	}
	for id := range titles {
		titles[id] /= n
	}
	return titles
}

func (b *builder) language(a *article.Article) *words.Language {
	if a.English() {
		return words.For("en")
	}
	return words.For(a.Lang)
}

// describe finds out what the units tell and how well they are worded.
func (b *builder) describe(units []*unit) {
	full := map[int][]map[string]bool{}
	for _, u := range units {
		u.stems = map[string]bool{}
		for _, s := range u.run {
			for _, t := range s.toks {
				u.stems[t.Stem] = true
			}
		}
		s := u.run[0]
		if s.art.English() {
			if full[s.nth] == nil {
				full[s.nth] = fullNames(b.of[s.nth])
			}
			u.wants = s.wanted(full[s.nth][s.index])
			for _, r := range u.run {
				u.amounts = append(u.amounts, amounts(r)...)
			}
		}
		u.worded = u.wording()
	}
	outdate(units)
	b.pass(units)
	b.conceive(units)
}

// worth is what a unit tells by itself.
func (u *unit) worth() float64 {
	sum := 0.0
	for _, c := range u.concepts {
		sum += c.value
	}
	return sum
}

// first is how much a unit should stand before others: by what it tells and by its place.
func (u *unit) first() float64 { return u.worth() * (1 + ofLead/float64(1+u.run[0].index)) }

// ofLead is how much more than elsewhere what a first sentence tells counts for the order.
const ofLead = 2

// introducedBy reports whether o names in full what u names as if it were known.
func (u *unit) introducedBy(o *unit) bool {
	if o.last().nth == u.run[0].nth && o.last().index+1 == u.run[0].index {
		return true
	}
	for _, w := range u.wants {
		if !o.stems[w] || slices.Contains(o.wants, w) {
			return false
		}
	}
	return true
}

// An amount is a number that a sentence gives of something.
type amount struct {
	quantity.Quantity
	near   []string // stems of what is counted, and of what the clause says of it
	follow int      // so many of them follow it
}

// amounts are the numbers of an English sentence.
func amounts(s *sentence) []amount {
	var out []amount
	for _, q := range quantity.Find(s.text, s.toks, func(i int) bool { return retrieval.TimeWord(s.toks[i]) || clockWord(s, i) }) {
		if q.Code != "" || q.Unit == "th" {
			continue
		}
		if lengths[s.word(q.Last+1)] || s.clock(q.First) || s.clock(q.Last+1) {
			continue
		}
		near, follow := s.around(q.First, q.Last)
		out = append(out, amount{q, near, follow})
	}
	return out
}

// clock reports whether a colon parts two numbers before word i: 4:52.
func (s *sentence) clock(i int) bool {
	return i > 0 && i < len(s.toks) && s.toks[i].Number && s.toks[i-1].Number && s.text[s.toks[i-1].End:s.toks[i].Start] == ":"
}

// lengths are words behind a number that only says how long, how far or how old.
var lengths = words.Set(`second seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries
	metre metres meter meters kilometre kilometres kilometer kilometers km mile miles feet foot inches degrees`)

func clockWord(s *sentence, i int) bool {
	next := s.word(i + 1)
	return next == "p.m." || next == "a.m." || next == "p.m" || next == "a.m"
}

// reach is how far from a number the words stand that say what it counts.
const reach = 5

// around are the stems of content near words first to last, in their clause, what
// follows first.
func (s *sentence) around(first, last int) (out []string, follow int) {
	for i := last + 1; i < len(s.toks) && i <= last+reach && !s.cutBefore(i); i++ {
		if t := s.toks[i]; !t.Stop && !t.Number && (!t.Upper || i > last+2) {
			out = append(out, t.Stem)
		}
	}
	follow = len(out)
	for i := first - 1; i >= 0 && i >= first-reach && !s.cutBefore(i+1); i-- {
		if t := s.toks[i]; !t.Stop && !t.Number {
			out = append(out, t.Stem)
		}
	}
	return out, follow
}

// cutBefore reports whether a clause ends before word i.
func (s *sentence) cutBefore(i int) bool {
	return strings.ContainsAny(s.text[s.toks[i-1].End:s.toks[i].Start], ",;:()—–") || s.word(i) == "and" || s.word(i) == "but"
}
