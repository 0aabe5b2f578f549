package timeline

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A term is a stem, by its number, and what it counts.
type term struct {
	id     int32
	weight float64
}

// A vocabulary numbers the stems of a story and knows how rare they are.
type vocabulary struct {
	ids       map[string]int32
	df        []int32   // sentences that hold the stem
	lead      []float64 // part of the articles that hold it in their headline or first sentences
	named     []bool    // stands with a capital inside some sentence
	seen      []int32   // the last sentence counted
	sentences int32
	stems     []string
	kin       map[string][]string // stems of one group of alike
	nears     [][]term            // what near found
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]int32{}, kin: clause.Kindred()} }

// count counts the stem in the sentence that is being read.
func (v *vocabulary) count(stem string) int32 {
	id, ok := v.ids[stem]
	if !ok {
		id = int32(len(v.df))
		stem = strings.Clone(stem) // so that no article is kept in memory by one of its words
		v.ids[stem], v.stems = id, append(v.stems, stem)
		v.df, v.lead, v.seen, v.nears, v.named = append(v.df, 0), append(v.lead, 0), append(v.seen, 0), append(v.nears, nil), append(v.named, false)
	}
	if v.seen[id] != v.sentences {
		v.seen[id] = v.sentences
		v.df[id]++
	}
	return id
}

// idf is how much a stem tells: about 0.3 for one in most sentences.
func (v *vocabulary) idf(id int32) float64 {
	return math.Log(1.3 + float64(v.sentences)/(float64(v.df[id])+0.5))
}

// rarest is what idf is of a stem that no sentence holds.
func (v *vocabulary) rarest() float64 { return math.Log(1.3 + 2*float64(v.sentences)) }

// near returns the stems of the story that may stand for one of them, itself
// among them, with their closeness, 0 to 1.
func (v *vocabulary) near(id int32, lang *words.Language) []term {
	if v.nears[id] != nil {
		return v.nears[id]
	}
	stem := v.stems[id]
	all := map[string]float64{stem: 1}
	if lang.Code() == "en" {
		all = lang.Near(stem)
		all[stem] = 1
		for _, s := range v.kin[stem] {
			all[s] = max(all[s], kin)
		}
	}
	out := make([]term, 0, len(all))
	for s, c := range all {
		if other, ok := v.ids[s]; ok {
			out = append(out, term{other, c})
		}
	}
	v.nears[id] = out
	return out
}

// What words weigh beside those of the clause itself.
const (
	ofSentence = 0.3 // the rest of its sentence
	ofNaming   = 0.1 // the rest of the sentence that only names the event
	ofBefore   = 0.5 // the sentence before, where this one leans on it
)

// describe sets what m is compared by. before is the sentence before, or nil.
func (v *vocabulary) describe(m *mention, before *sentence) {
	if m.coming && !m.void && m.moved() {
		m.from = 0 // what is moved stands before
	}
	m.leant = before != nil && !m.noun && m.leans()
	weights := v.shares(m)
	if m.leant {
		for i, t := range before.Tokens {
			if !before.InTime(i) {
				v.share(weights, t, ofBefore)
			}
		}
	}
	m.heads, m.weak = m.findHeads(v)
	m.phase = m.findPhase()
	m.known = slices.ContainsFunc(m.heads, func(h term) bool { return !m.weak && v.kin[v.stems[h.id]] != nil })
	m.generic = m.noun && slices.ContainsFunc(m.s.Tokens[m.from:m.to], func(t words.Token) bool { return clause.GenericNouns[t.Word] })
	m.findNames(v)
	m.findNumbers(v)
	m.findContent(v)
	m.terms, m.wide = v.widen(weights, m.s.Lang)
	heads := map[int32]float64{}
	for _, h := range m.heads {
		heads[h.id] = h.weight
	}
	_, m.wideHead = v.widen(heads, m.s.Lang)
	m.headed(v, before == nil || before.Article != m.s.Article)
}

// moved reports whether the clause tells that something was moved to its date.
func (m *mention) moved() bool {
	for i := m.from; i < m.to; i++ {
		if m.s.cancelling(i) {
			return true
		}
	}
	return false
}

// shares is how much each stem of the sentence belongs to m, 0 to 1.
func (v *vocabulary) shares(m *mention) map[int32]float64 {
	weights := map[int32]float64{}
	rest := ofSentence
	if m.noun {
		rest = ofNaming
	}
	for i, t := range m.s.Tokens {
		switch {
		case m.s.Timed[i]:
		case i >= m.from && i < m.to || i == m.from-1 && clause.Relatives[m.s.Word(m.from)]:
			m.again = m.again || againWords[t.Word]
			v.share(weights, t, 1)
		default:
			v.share(weights, t, rest)
		}
	}
	return weights
}

// share notes how much a word belongs to what is described.
func (v *vocabulary) share(weights map[int32]float64, t words.Token, much float64) {
	if id, ok := v.ids[t.Stem]; ok && !t.Stop && !clause.Auxiliaries[t.Word] {
		weights[id] = max(weights[id], much)
	}
}

// leans reports whether what happened is told with a pronoun or a noun that the
// sentence before explains: It was built, the visit would happen.
func (m *mention) leans() bool {
	s := m.s
	if retrieval.Leans(s.Text, s.Tokens) {
		return true
	}
	for i := m.from; i+1 < m.to; i++ {
		switch w := s.Word(i); {
		case w == "it" || w == "they" || w == "he" || w == "she":
			return true
		case w == "the" && i+2 < m.to && clause.EventNouns[s.Word(i+1)] && s.Forms[i+2] != clause.Plain:
			return true
		}
	}
	return false
}

// explained is the noun of an event that the clause explains: the fire that destroyed a warehouse.
func (m *mention) explained(v *vocabulary) (int32, bool) {
	before := m.from - 1
	if before < 0 || !clause.Relatives[m.s.Word(m.from)] || !clause.EventNouns[m.s.Word(before)] {
		return 0, false
	}
	id, ok := v.ids[m.s.Tokens[before].Stem]
	return id, ok
}

// fails reports whether an event ends by failing: the talks collapsed.
func (m *mention) fails() bool {
	for i := m.from; i < m.to; i++ {
		if fails[m.s.Tokens[i].Stem] && !m.breaksOut(i) {
			return m.s.EventIn(m.from, m.to)
		}
	}
	return false
}

// breaksOut reports whether word i is the verb of a war that broke out.
func (m *mention) breaksOut(i int) bool {
	w := m.s.Word(i)
	return (w == "broke" || w == "broken" || w == "breaks" || w == "break") && m.s.Word(i+1) == "out"
}

// headed adds to what m is found by the events of its article's headline, where m
// leads the article and the headline tells of it.
func (m *mention) headed(v *vocabulary, lead bool) {
	if !lead || m.noun || m.s.Index > 0 {
		return
	}
	about, events := false, []term{}
	for _, t := range m.s.Lang.Tokens(m.s.Article.Title) {
		id, ok := v.ids[t.Stem]
		switch {
		case !ok || t.Stop:
		case clause.EventNouns[t.Word]:
			events = append(events, term{id, kin})
		default:
			about = about || has(m.terms, id)
		}
	}
	if !about {
		return
	}
	slices.SortFunc(events, byID)
	m.headline = events
}

// titled is how well what happened in one of two mentions is what the headline over
// the other tells, 0 to 1.
func titled(a, b *mention) float64 {
	best := 0.0
	for _, pair := range [][2]*mention{{a, b}, {b, a}} {
		for _, h := range pair[0].heads {
			if has(pair[1].headline, h.id) {
				best = max(best, kin*h.weight)
			}
		}
	}
	return best
}

func has(terms []term, id int32) bool {
	_, ok := slices.BinarySearchFunc(terms, id, func(t term, id int32) int { return cmp.Compare(t.id, id) })
	return ok
}

func byID(a, b term) int { return cmp.Compare(a.id, b.id) }

// findPhase tells whether something begins in the clause, 1, or ends, -1; else 0. The
// last that does counts.
func (m *mention) findPhase() int {
	phase := 0
	for i := m.from; i < m.to; i++ {
		switch stem := m.s.Tokens[i].Stem; {
		case m.s.Timed[i] || m.noun || !m.s.Forms[i].Acts() || clause.EventNouns[m.s.Word(i)] && m.isEvent(i):
		case begins[stem] || m.breaksOut(i):
			phase = 1
		case ends[stem]:
			phase = -1
		}
	}
	if phase == 0 && m.fails() {
		return -1
	}
	return phase
}

// isEvent reports whether the noun of an event at i tells what happened.
func (m *mention) isEvent(i int) bool { return !m.said && (!m.s.Tokens[i].Upper || i == 0) }

// findHeads returns the stems of what happened, by number: verbs and nouns of events,
// without the light ones where there are others; weak says that there are none but
// these. What is said counts only where nothing else happens.
func (m *mention) findHeads(v *vocabulary) (strong []term, weakly bool) {
	var weak []term
	for i := m.from; i < m.to; i++ {
		id, ok := v.ids[m.s.Tokens[i].Stem]
		switch much := m.happens(i); {
		case !ok || much == 0:
		case much < light:
			weak = append(weak, term{id, much})
		case much == meant && len(strong) == 0:
			strong = append(strong, term{id, 1})
		default:
			strong = append(strong, term{id, much})
		}
	}
	if id, ok := m.explained(v); ok {
		strong = append(strong, term{id, 1})
	}
	if len(strong) == 0 {
		strong, weakly = weak, true
	}
	slices.SortFunc(strong, byID)
	return strong, weakly
}

// How much words tell of what happened.
const (
	meant = 0.8 // what follows to or a modal, beside a verb before it
	light = 0.6 // less is light
)

// happens is how much word i tells of what happened, 0 for nothing.
func (m *mention) happens(i int) float64 {
	t := m.s.Tokens[i]
	switch {
	case m.s.Timed[i]:
		return 0
	case clause.EventNouns[t.Word] && m.isEvent(i):
		return 1
	case m.noun && m.s.Forms[i] == clause.Base:
		return 1 // the decision to dissolve parliament
	case m.noun || !m.s.Forms[i].Acts():
		return 0
	case begins[t.Stem] || m.breaksOut(i) || ends[t.Stem]:
		return 0.9
	case clause.LightVerbs[t.Stem] || clause.Saying[t.Stem]:
		return 0.5
	case m.s.Forms[i] == clause.Base:
		return meant
	}
	return 1
}

// widen makes terms of weights (shares of a stem's idf), and of these and the
// stems near to them what another mention's terms are looked up in.
func (v *vocabulary) widen(weights map[int32]float64, lang *words.Language) (terms, wide []term) {
	found := map[int32]float64{}
	for id, share := range weights {
		terms = append(terms, term{id, share * v.idf(id)})
		for _, n := range v.near(id, lang) {
			found[n.id] = max(found[n.id], n.weight*math.Sqrt(share))
		}
	}
	for id, c := range found {
		wide = append(wide, term{id, c})
	}
	slices.SortFunc(terms, byID)
	slices.SortFunc(wide, byID)
	return terms, wide
}
