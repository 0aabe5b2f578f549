package compare

import (
	"strconv"

	"footnote/answer/quantity"
)

// findSpoken makes numbers of what people say rather than write: two dozen, half a million,
// nine in favour and four against.
func (t *telling) findSpoken() {
	for n := 0; n < len(t.quants); n++ {
		q := &t.quants[n]
		next := t.Word(q.Last + 1)
		switch w := t.Word(q.First); {
		case (w == "million" || w == "billion" || w == "thousand" || w == "dozen") && t.Word(q.First-1) == "a" && t.Word(q.First-2) == "half":
			q.First -= 2
			q.first = min(q.first, q.First)
			t.scale(q, 0.5)
		case next == "dozen":
			q.Last++
			q.last = max(q.last, q.Last)
			t.scale(q, 12)
			t.recount(q)
		case n+1 < len(t.quants) && t.forAndAgainst(q, &t.quants[n+1]):
			t.quants = append(t.quants[:n+1], t.quants[n+2:]...)
		}
	}
	for i := range t.Tokens {
		if w := t.Word(i); w == "dozen" && (t.Word(i-1) == "a" || t.Word(i-1) == "half") {
			t.dozen(i)
		}
	}
}

// scale makes a number so many times as large.
func (t *telling) scale(q *quant, by float64) {
	q.Value *= by
	q.low *= by
	q.high *= by
	q.coarse = true
}

// recount reads the unit behind a number that has become longer.
func (t *telling) recount(q *quant) {
	if m, last := t.measure(q.Last + 1); q.unit == "" && m.base != "" {
		q.unit, q.last = m.base, last
		q.Value, q.low, q.high = q.Value*m.factor, q.low*m.factor, q.high*m.factor
	}
}

// dozen makes a number of a dozen, and of half a dozen.
func (t *telling) dozen(i int) {
	for n := range t.quants {
		if q := &t.quants[n]; i >= q.First && i <= q.Last {
			return
		}
	}
	v, first := 12.0, i-1
	if t.Word(i-1) == "half" || t.Word(i-2) == "half" {
		v = 6
		if t.Word(i-2) == "half" {
			first--
		}
	}
	q := quant{Quantity: quantity.Quantity{First: i, Last: i, Value: v, Bound: quantity.About}, first: first, last: i, low: 0.8 * v, high: 1.2 * v, countedAt: -1, clause: t.groups[i], coarse: true}
	for q.first > 0 && t.boundWord(q.first-1) {
		q.first--
	}
	t.quants = append(t.quants, q)
}

// forAndAgainst makes a vote of those for and those against, or of a majority of nine to four.
func (t *telling) forAndAgainst(q, o *quant) bool {
	if q.unit != "" || o.unit != "" || q.coarse || o.coarse {
		return false
	}
	forIt := t.Word(q.Last+1) == "in" && (t.Word(q.Last+2) == "favour" || t.Word(q.Last+2) == "favor") || t.Word(q.Last+1) == "for" || t.Word(q.Last+1) == "to" && t.Word(q.Last+2) == "for"
	against := t.Word(o.Last+1) == "against" || t.Word(o.Last+2) == "against"
	majority := t.Word(q.First-1) == "of" && t.Word(q.First-2) == "majority" && t.Word(q.Last+1) == "to" && o.First == q.Last+2
	if !(forIt && against && o.First-q.Last < 7) && !majority {
		return false
	}
	q.unit, q.second = "score", min(q.Value, o.Value)
	q.Value = max(q.Value, o.Value)
	q.low, q.high = q.Value, q.Value
	q.Last, q.last = o.Last, o.last
	return true
}

// agedBy is the number behind "aged" at token i, which the finder of numbers takes for a
// length of time; 0 where there is none.
func (t *telling) agedBy(i int) float64 {
	if t.Word(i) != "aged" || i+1 >= len(t.Tokens) || !t.Tokens[i+1].Number {
		return 0
	}
	v, err := strconv.Atoi(t.Word(i + 1))
	if err != nil || v < 1 || v > 115 {
		return 0
	}
	return float64(v)
}
