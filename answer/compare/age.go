package compare

import (
	"strings"

	"footnote/answer/quantity"
	"footnote/internal/words"
)

// An age is how old a telling says that somebody is.
type age struct {
	name  region // of the person, without titles
	quant int    // in the telling's quants
}

// findAges finds how old people are said to be: NAME, 34, and a 34-year-old NAME. Such a
// number counts nothing else.
func (t *telling) findAges() {
	for i := range t.Tokens {
		if v := t.agedBy(i); v > 0 && !t.counts[i+1] {
			t.counts[i+1] = true
			t.quants = append(t.quants, quant{Quantity: quantity.Quantity{First: i + 1, Last: i + 1, Value: v}, first: i + 1, last: i + 1, low: v, high: v, countedAt: -1, clause: t.groups[i+1]})
		}
	}
	for n := range t.quants {
		q := &t.quants[n]
		if q.unit != "" || q.Value < 1 || q.Value > 115 || q.coarse || q.first != q.last || q.Value != float64(int(q.Value)) {
			continue
		}
		r := t.aged(q)
		if r.empty() {
			continue
		}
		q.unit, q.counted, q.countedAt, q.effect = "age", nil, -1, 0
		t.ages = append(t.ages, age{r, n})
	}
}

// aged is the name of the person whose age a number is; empty where it is none's.
func (t *telling) aged(q *quant) region {
	i, end := q.first, q.last
	if t.Word(end+1) == "year" && t.Word(end+2) == "old" || t.Word(end+1) == "year-old" {
		for k := end + 2; k < len(t.Tokens) && k <= end+6 && (k == end+2 || !strings.ContainsAny(t.Gap(k), ",;:.()")); k++ {
			if r := t.personAt(k); !r.empty() {
				return r
			}
		}
		return region{}
	}
	if w := t.Word(i - 1); w == "aged" || w == "age" {
		i--
	}
	if i == 0 || strings.TrimSpace(t.Gap(i)) != "," && strings.TrimSpace(t.Gap(i)) != "(" {
		return region{}
	}
	after := t.Text[t.Tokens[end].End:]
	if after != "" && !strings.ContainsAny(after[:1], ",.;)") || strings.HasPrefix(after, ",") && len(after) > 1 && after[1] != ' ' {
		return region{}
	}
	from := i
	for from > 0 && from > i-4 && t.Tokens[from-1].Upper && !t.Tokens[from-1].Stop && !t.Timed[from-1] && (from == i || strings.Trim(t.Gap(from), " .-") == "") {
		from--
	}
	for from < i && honorific[t.Word(from)] {
		from++
	}
	return region{from, i}
}

// personAt is the name that begins at i: words written as names, titles left out.
func (t *telling) personAt(i int) region {
	to := i
	for to < len(t.Tokens) && to < i+4 && t.Tokens[to].Upper && !t.Tokens[to].Stop && !t.Timed[to] && (to == i || strings.Trim(t.Gap(to), " .-") == "") {
		to++
	}
	if to-i < 2 {
		return region{}
	}
	return region{i, to}
}

// otherAge finds where one person is of another age.
func (p *pair) otherAge() {
	for i := range p.a.ages {
		x := &p.a.ages[i]
		for j := range p.b.ages {
			y := &p.b.ages[j]
			q, o := &p.a.quants[x.quant], &p.b.quants[y.quant]
			if q.Value == o.Value || !p.samePerson(x.name, y.name) {
				continue
			}
			f := finding{slot: Number, kind: Contradiction, a: p.a.numberMark(q), b: p.b.numberMark(o), sure: 0.8}
			f.about = "age of " + p.a.words(x.name.from, x.name.to-1)
			if o.Value == q.Value+1 && p.a.day < p.b.day && p.a.day != "" {
				f.kind = Update // a birthday between
			}
			p.found = append(p.found, f)
			return
		}
	}
}

// samePerson reports whether two names are of one person: they end alike, and where both
// have a given name it is one; a surname alone is enough in a story.
func (p *pair) samePerson(r, s region) bool {
	if r.empty() || s.empty() || p.a.Word(r.to-1) != p.b.Word(s.to-1) || words.Country(p.a.Tokens[r.to-1].Stem) {
		return false
	}
	if r.to-r.from > 1 && s.to-s.from > 1 {
		return p.a.Word(r.from) == p.b.Word(s.from)
	}
	return p.story
}
