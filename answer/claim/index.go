package claim

import (
	"cmp"
	"math"
	"slices"
	"time"

	"footnote/internal/timex"
	"footnote/internal/words"
)

// An index holds the evidence as numbers of stems, so that many sentences can be
// compared with each sentence of a claim.
type index struct {
	lang      *words.Language
	evidence  []Sentence
	terms     map[string]int32 // by stem
	stems     []string         // by term
	df        []int32          // sentences that hold the term, by term
	upper     []bool           // the term is written in upper case wherever it stands
	byPrefix  map[string][]int32
	sentences [][]int32 // terms of content of each sentence
	parsed    map[int]*text
	places    map[place]int

	opts     Options
	claim    string
	segments []timex.Segment                  // the claim's sentences
	claimed  map[time.Time][]timex.Expression // of the claim, by the day that it leans on
	sayings  map[saying][]moment              // of each of its sentences, too
	dated    map[int][]moment                 // of the sentences that were asked for
}

// A place is that of a sentence in its article.
type place struct {
	article string
	n       int
}

func newIndex(claim string, evidence []Sentence) *index {
	x := &index{lang: words.For(language(claim, evidence)), evidence: evidence, terms: map[string]int32{},
		byPrefix: map[string][]int32{}, parsed: map[int]*text{}, claim: claim,
		claimed: map[time.Time][]timex.Expression{}, sayings: map[saying][]moment{}, dated: map[int][]moment{},
		places: make(map[place]int, len(evidence))}
	last := []int32{} // the sentence that held the term last, plus 1
	for i, s := range evidence {
		x.places[place{s.Article, s.Index}] = i
		var held []int32
		x.lang.Each(s.Text, func(t words.Token) {
			if t.Stop && !t.Upper {
				return
			}
			id, ok := x.terms[t.Stem]
			if !ok {
				id = x.add(t)
				last = append(last, 0)
			}
			x.upper[id] = x.upper[id] && t.Upper
			if last[id] != int32(i+1) {
				last[id] = int32(i + 1)
				x.df[id]++
				held = append(held, id)
			}
		})
		x.sentences = append(x.sentences, held)
	}
	return x
}

// language is that of the evidence; a claim is too short to tell.
func language(claim string, evidence []Sentence) string {
	for _, s := range evidence {
		if s.Lang != "" {
			return s.Lang
		}
	}
	return words.Detect(claim)
}

func (x *index) add(t words.Token) int32 {
	id := int32(len(x.stems))
	x.terms[t.Stem] = id
	x.stems = append(x.stems, t.Stem)
	x.df = append(x.df, 0)
	x.upper = append(x.upper, true)
	if len(t.Stem) >= prefixLen {
		x.byPrefix[t.Stem[:prefixLen]] = append(x.byPrefix[t.Stem[:prefixLen]], id)
	}
	return id
}

// prefixLen is the number of bytes in which stems of one family agree.
const prefixLen = 4

// rarity weighs a word: what few sentences hold tells more. A word that none
// holds weighs as one that stands once.
func (x *index) rarity(stem string) float64 {
	df := 0.0
	if id, ok := x.terms[stem]; ok {
		df = float64(x.df[id])
	}
	return 1 + math.Log((float64(len(x.evidence))+2)/(df+1))/2
}

// A match is a term of the evidence that may stand for a word of the claim.
type match struct {
	term      int32
	closeness float64 // from 0 to 1, the same word
}

// matches are the terms of the evidence that may stand for the word.
func (x *index) matches(t words.Token) []match {
	var ms []match
	add := func(id int32, c float64) {
		for i := range ms {
			if ms[i].term == id {
				ms[i].closeness = max(ms[i].closeness, c)
				return
			}
		}
		ms = append(ms, match{id, c})
	}
	for stem, c := range near(x.lang, t) {
		if id, ok := x.terms[stem]; ok {
			add(id, c)
		}
	}
	if len(t.Stem) >= prefixLen && !t.Number {
		for _, id := range x.byPrefix[t.Stem[:prefixLen]] {
			if words.Derived(t.Stem, x.stems[id]) {
				add(id, words.DerivedCloseness)
			}
		}
	}
	slices.SortFunc(ms, func(a, b match) int { return cmp.Compare(a.term, b.term) })
	return ms
}

// text returns the sentence of evidence i, parsed.
func (x *index) text(i int) *text {
	if t := x.parsed[i]; t != nil {
		return t
	}
	t := parse(x.lang, x.evidence[i].Text)
	x.parsed[i] = t
	return t
}

// neighbours reports whether sentences a and b stand beside each other, or with
// one sentence between them.
func (x *index) neighbours(a, b int) bool {
	d := x.evidence[a].Index - x.evidence[b].Index
	return x.evidence[a].Article == x.evidence[b].Article && d >= -2 && d <= 2 && d != 0
}
