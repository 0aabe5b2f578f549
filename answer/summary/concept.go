package summary

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// Concepts are what a summary is to hold as much as it can of (Gillick and Favre, "A
// Scalable Global Model for Summarization", 2009): stems, names, numbers with what they
// count, and words that stand side by side.

// What concepts weigh by their kind.
const (
	aName   = 1.0
	aNumber = 1.5
	anAct   = 4.0 // what news is about

	aFew  = 0.4 // a number up to ten: most are of little things
	aPair = 0.3 // two words side by side

	aLight = 0.2 // a word that tells little
	alone  = 0.5 // is left of a word where one source alone tells of it, unless it is an act or a number

	ofKin = 0.8 // what a word tells of another for the same kind of event
	near  = 0.7 // closeness from which on a word stands for another
)

// conceive gives the units their concepts, and the concepts their weights: the more
// independent sources tell of one, the nearer to their beginnings and the later, the
// more it weighs.
func (b *builder) conceive(units []*unit) {
	c := &conceiver{b: b, ids: map[string]int32{}}
	for _, u := range units {
		u.concepts = c.of(u)
	}
	c.spread(units)
	c.value(units)
	b.names = c.names
}

type conceiver struct {
	b     *builder
	ids   map[string]int32
	names []string
	kinds []float64
}

func (c *conceiver) id(name string, kind float64) int32 {
	id, ok := c.ids[name]
	if !ok {
		id = int32(len(c.names))
		c.ids[name] = id
		c.names, c.kinds = append(c.names, name), append(c.kinds, kind)
	}
	c.kinds[id] = max(c.kinds[id], kind)
	return id
}

// of are the concepts of a unit by their ids, each once and wholly.
func (c *conceiver) of(u *unit) []concept {
	found := map[int32]bool{}
	for _, s := range u.run {
		before, last := "", -1
		counts := c.counts(s)
		from, to := s.told()
		for i := from; i < to; i++ {
			name, kind, end := s.conceptAt(i, to, counts)
			i = end
			if name == "" {
				continue
			}
			found[c.id(name, kind)] = true
			if before != "" && i-last <= 2 {
				found[c.id(before+" "+name, aPair)] = true
			}
			before, last = name, i
		}
	}
	out := make([]concept, 0, len(found))
	for id := range found {
		out = append(out, concept{id, 1})
	}
	slices.SortFunc(out, func(x, y concept) int { return int(x.id - y.id) })
	return out
}

// conceptAt is the concept that begins at word i, what it weighs by its kind, and its
// last word, before to. The name is empty where none begins.
func (s *sentence) conceptAt(i, to int, counts map[int]string) (name string, kind float64, end int) {
	switch t := s.toks[i]; {
	case counts[i] != "":
		name, kind = counts[i], aNumber
		if small[name] {
			kind = aFew
		}
		for i+1 < to && counts[i+1] == name {
			i++
		}
	case t.Stop:
	case t.Number:
		name, kind = t.Stem, aLight
	case t.Upper && i > 0:
		for i+1 < to && s.upper(i+1) && strings.TrimSpace(s.text[s.toks[i].End:s.toks[i+1].Start]) == "" {
			i++ // a name counts once, by its last word
		}
		name, kind = s.toks[i].Stem, aName
	default:
		name, kind = t.Stem, kindOf(t)
	}
	return name, kind, i
}

// counts are the numbers of an English sentence that count something, by their tokens.
func (c *conceiver) counts(s *sentence) map[int]string {
	out := map[int]string{}
	if !s.art.English() {
		return out
	}
	for _, a := range amounts(s) {
		if a.Unit == "" && s.aside(a.First, a.Last) || a.Top > 0 || s.bracketed(a.First) {
			continue
		}
		for i := a.First; i <= a.Last; i++ {
			out[i] = "#" + strconv.FormatFloat(a.Value, 'g', 6, 64) + a.Unit
		}
	}
	return out
}

// bracketed reports whether word i stands in brackets, as the same sum in other money does.
func (s *sentence) bracketed(i int) bool {
	before := s.text[:s.toks[i].Start]
	return strings.LastIndex(before, "(") > strings.LastIndex(before, ")")
}

// small are the names of numbers up to ten.
var small = words.Set(`#1 #2 #3 #4 #5 #6 #7 #8 #9 #10`)

// aside reports whether a number counts nothing: an age between commas, the number of
// a thing.
func (s *sentence) aside(first, last int) bool {
	gap := func(i int) string {
		if i <= 0 || i >= len(s.toks) {
			return ""
		}
		return s.text[s.toks[i-1].End:s.toks[i].Start]
	}
	if strings.Contains(gap(first), ",") && (last+1 >= len(s.toks) || strings.Contains(gap(last+1), ",")) {
		return true
	}
	return strings.HasPrefix(gap(last+1), "-") || s.upper(first-1) && strings.TrimSpace(gap(first)) == "" && first > 1
}

func kindOf(t words.Token) float64 {
	switch {
	case light[t.Word] || light[t.Stem] || clause.Saying[t.Stem]:
		return aLight
	case newsworthy(t.Stem):
		return anAct
	}
	return 1
}

var light = words.Set(`say said says tell told make made take took get got go went come came give gave put see saw know think call
	called use used become became begin began keep kept let seem want show year month week day time people thing way part
	place man woman number several many new also last next first now still later earlier according add added mr mrs ms
	monday tuesday wednesday thursday friday saturday sunday morning evening night afternoon today yesterday tomorrow`)

// spread lets units tell of concepts by words that stand for them.
func (c *conceiver) spread(units []*unit) {
	if c.b.lang != "en" && c.b.lang != "" {
		return
	}
	en := words.For("en")
	like := map[int32][]concept{}
	for name, id := range c.ids {
		if strings.ContainsAny(name, " #") || c.kinds[id] == aNumber || c.kinds[id] == aName {
			continue
		}
		for stem, closeness := range en.Near(name) {
			if other, ok := c.ids[stem]; ok && other != id && closeness >= near {
				like[id] = append(like[id], concept{other, closeness * closeness})
			}
		}
		for _, stem := range clause.Kindred()[name] {
			if other, ok := c.ids[stem]; ok && other != id {
				like[id] = append(like[id], concept{other, ofKin})
			}
		}
	}
	for _, u := range units {
		values := map[int32]float64{}
		for _, x := range u.concepts {
			values[x.id] = 1
			for _, o := range like[x.id] {
				values[o.id] = max(values[o.id], o.value)
			}
		}
		u.concepts = u.concepts[:0]
		for id, d := range values {
			u.concepts = append(u.concepts, concept{id, d})
		}
		slices.SortFunc(u.concepts, func(x, y concept) int { return int(x.id - y.id) })
	}
}

// What tellings of a concept count for each other.
const (
	steep   = 0.9 // power of the sum of what the sources count
	ofTitle = 1.2 // a headline, beside the first sentence's 1
	oftener = 0.3 // more articles of one source than one
	alien   = 0.3 // a telling in a sentence that is otherwise not like this one
	akin    = 0.3 // cosine from which on a sentence is
	holders = 60  // the most tellings of a concept that are looked at
)

// A telling is a sentence, or a headline, that holds a concept.
type telling struct {
	s      *sentence
	source string
	weight float64
}

// value sets what each unit's telling of a concept is worth.
func (c *conceiver) value(units []*unit) {
	tellings := make([][]telling, len(c.names))
	for _, u := range units {
		s := u.last()
		for _, x := range u.concepts {
			if x.value == 1 && len(tellings[x.id]) < holders {
				tellings[x.id] = append(tellings[x.id], telling{s, c.b.sources.Of(s.art.ID), place(s) * c.b.recency[s.nth]})
			}
		}
	}
	for _, h := range c.b.heads {
		for _, t := range h.terms {
			if id, ok := c.ids[c.b.stems[t.id]]; ok {
				tellings[id] = append(tellings[id], telling{h, c.b.sources.Of(h.art.ID), ofTitle * c.b.recency[h.nth]})
			}
		}
	}
	echoes := c.b.paragraphs()
	// where there is one source, and where acts are not known, all is told alone
	telling := (c.b.lang == "en" || c.b.lang == "") && echoes.others > 0
	for _, u := range units {
		likes := map[*sentence]float64{}
		worth := u.worded * math.Exp(topical*echoes.of(u.last())) * (1 - central + central*min(u.last().mark, 2)/2) * (1 - fresh + fresh*c.b.recency[u.last().nth]) * (1 - cored + cored*min(1, u.last().core/nearCore))
		for i, x := range u.concepts {
			sum, sources := c.support(u.last(), tellings[x.id], likes)
			kind := c.kinds[x.id]
			if sources == 1 && kind <= aName && telling {
				kind *= alone
			}
			u.concepts[i].value = worth * x.value * kind * math.Pow(sum, steep)
		}
	}
}

// support is what the sources count together for a concept in a sentence, and how many there are. Each counts
// by its telling that counts most, and a little by those of its other articles.
func (c *conceiver) support(s *sentence, all []telling, likes map[*sentence]float64) (sum float64, sources int) {
	type source struct {
		name      string
		top, rest float64
	}
	of := []source{{name: c.b.sources.Of(s.art.ID), top: place(s) * c.b.recency[s.nth]}}
	for _, t := range all {
		if t.s == s {
			continue
		}
		i := slices.IndexFunc(of, func(x source) bool { return x.name == t.source })
		if i < 0 {
			i = len(of)
			of = append(of, source{name: t.source})
		}
		w := t.weight * likeness(s, t.s, likes)
		if t.s.nth != s.nth {
			of[i].rest += min(w, of[i].top) * c.b.counted[t.s.nth]
		}
		of[i].top = max(of[i].top, w)
	}
	for _, x := range of {
		sum += x.top + oftener*math.Log1p(x.rest)
	}
	return sum, len(of)
}

// likeness is how much a telling in o counts for one in s; known keeps what was found for s.
func likeness(s, o *sentence, known map[*sentence]float64) float64 {
	l, ok := known[o]
	if !ok {
		l = alien + (1-alien)*min(1, like(s, o)/akin)
		known[o] = l
	}
	return l
}
