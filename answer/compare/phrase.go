package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/article"
	"footnote/internal/words"
)

// phrase makes what a difference is about a few words that a reader understands: where
// the finding names one word, with the place or name that the sides share; where it
// names none, the rarest words that they share.
func (b *builder) phrase(s *split) string {
	about, first := s.about, s.sides[0].cited[0]
	x, y := first.line, s.sides[1].cited[0].line
	if about == "" || (s.slot == Date || s.slot == Event || s.slot == Number) && named(about) ||
		(s.slot == Date || measured(first.value)) && !strings.Contains(about, " ") {
		about = cmp.Or(b.sharedWords(first, y), about, b.rarestWord(x))
	}
	if what := s.effect(); what != "" && !strings.Contains(about, " ") && lexemeOf(words.For("en").Stem(strings.ToLower(about))).is&effects == 0 {
		about += " " + what
	}
	if len(strings.Fields(about)) > 1 {
		return about
	}
	var lines []*line
	for _, v := range s.sides {
		for _, c := range v.cited {
			lines = append(lines, c.line)
		}
	}
	for _, l := range lines {
		if place := l.placeIn(lines); place != "" && !strings.Contains(place, about) {
			return about + " " + place
		}
	}
	return about
}

// measured reports whether a value is a sum of money or a percentage, which counts nothing.
func measured(value string) bool {
	return strings.ContainsAny(value, quantity.Currencies+"%") || strings.Contains(value, "per cent") || strings.Contains(value, "percent")
}

// named reports whether all words of a text are written as names.
func named(text string) bool {
	return !slices.ContainsFunc(words.For("en").Tokens(text), func(t words.Token) bool { return !t.Upper && !t.Stop })
}

// effect is the word for what happened to those whom a number counts: killed, missing;
// empty for none, and where the word that counts them says so itself.
func (s *split) effect() string {
	if s.slot != Number {
		return ""
	}
	for _, v := range s.sides {
		for _, c := range v.cited {
			if word := c.line.effect(c.value); word != "" {
				return word
			}
		}
	}
	return ""
}

// effect is the word of a line for what happened to those whom a number in it counts.
func (l *line) effect(number string) string {
	at := strings.Index(l.Text, number)
	if l.telling == nil || at < 0 {
		return ""
	}
	for _, q := range l.telling.quants {
		if q.effect == 0 || q.counted != nil && q.counted.is&effects != 0 || l.Tokens[q.Last].End <= at || l.Tokens[q.First].Start >= at+len(number) {
			continue
		}
		for i := max(0, q.First-5); i < len(l.Tokens) && i <= q.Last+8; i++ {
			if told := l.Forms[i].Acts() || states[l.Word(i)]; told && lexemeOf(l.Tokens[i].Stem).is&q.effect != 0 {
				return l.Word(i)
			}
		}
	}
	return ""
}

// states are adjectives for what happened to people.
var states = words.Set(`dead missing ill sick homeless hurt unhurt`)

// placings are prepositions that lead to the place of what something is about.
var placings = words.Set(`in at near`)

// placeIn is the first "in NAME" of a line whose name most of some lines have; empty for
// none.
func (l *line) placeIn(lines []*line) string {
	for i := 0; i+1 < len(l.Tokens); i++ {
		if !placings[l.Word(i)] || !l.nameAt(i+1) {
			continue
		}
		end := i + 1
		for end+1 < len(l.Tokens) && l.nameAt(end+1) && strings.TrimSpace(l.Gap(end+1)) == "" {
			end++
		}
		have := 0
		for _, o := range lines {
			if slices.ContainsFunc(o.Tokens, func(t words.Token) bool { return t.Stem == l.Tokens[end].Stem && t.Upper }) {
				have++
			}
		}
		if 2*have > len(lines) {
			return strings.TrimSuffix(strings.TrimSuffix(article.OneLine(l.Text[l.Tokens[i].Start:l.Tokens[end].End]), "'s"), "’s")
		}
	}
	return ""
}

// nameAt reports whether token i is written as a name.
func (l *line) nameAt(i int) bool {
	return l.Tokens[i].Upper && !l.Tokens[i].Stop && !l.InTime(i)
}

// sharedWords are a word or two of a line, no names, that another has too: of the clause
// of a value if any, else of all of it.
func (b *builder) sharedWords(c cited, o *line) string {
	l := c.line
	from, to := 0, len(l.Tokens)
	at := strings.Index(l.Text, c.value)
	i := slices.IndexFunc(l.Tokens, func(t words.Token) bool { return t.End > at })
	if at >= 0 && i >= 0 && l.Clauses != nil {
		from, to = l.Bounds(i)
	}
	kin := clause.Kindred()
	shared := func(t words.Token) bool {
		inside := at >= 0 && t.Start < at+len(c.value) && t.End > at
		return !t.Upper && !inside && slices.ContainsFunc(o.Tokens, func(k words.Token) bool { return k.Stem == t.Stem || slices.Contains(kin[t.Stem], k.Stem) })
	}
	return cmp.Or(b.choose(l, from, to, i, shared), b.choose(l, 0, len(l.Tokens), i, shared))
}

// rarestWord is that of a line, or its text where it has no word of content.
func (b *builder) rarestWord(l *line) string {
	return cmp.Or(b.choose(l, 0, len(l.Tokens), -1, func(words.Token) bool { return true }), article.OneLine(l.Text))
}

// perWord is what a word loses for each word between it and the value that differs.
const perWord = 0.2

// unitWords say what a number measures it in, and not what.
var unitWords = words.Set(`per cent percent percentage dollars euros pounds`)

// choose is the word of content from token from to token to that names an event, or the
// rarest, with the next to it where that fits too; those near to token near, where that
// is not below 0, before others.
func (b *builder) choose(l *line, from, to, near int, fits func(words.Token) bool) string {
	ok := func(i int) bool {
		t := l.Tokens[i]
		return !t.Stop && !t.Number && !l.InTime(i) && !unitWords[t.Word] && !quantity.Spells(t.Word) && !clause.Saying[t.Stem] && !clause.LightVerbs[t.Stem] && fits(t)
	}
	best, most := -1, math.Inf(-1)
	for i := from; i < to; i++ {
		if !ok(i) {
			continue
		}
		w := b.voc.idf(l.Tokens[i].Stem)
		if clause.EventNouns[l.Word(i)] {
			w += usualIDF
		}
		if near >= 0 {
			w -= perWord * math.Abs(float64(i-near))
		}
		if w > most {
			best, most = i, w
		}
	}
	if best < 0 {
		return ""
	}
	first, last := best, best
	if best+1 < to && ok(best+1) && strings.TrimSpace(l.Gap(best+1)) == "" {
		last++
	} else if best > from && ok(best-1) && strings.TrimSpace(l.Gap(best)) == "" {
		first--
	}
	return article.OneLine(l.Text[l.Tokens[first].Start:l.Tokens[last].End])
}
