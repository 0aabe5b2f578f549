package compare

import (
	"math"
	"strconv"
)

// accounts reports whether the numbers of t come to the number q of another telling:
// they are the two of a score or one of them, its sum, or the share that it is.
func (t *telling) accounts(q *quant) bool {
	if t.writes(q) {
		return true
	}
	for i := range t.quants {
		x := &t.quants[i]
		switch {
		case q.unit == "score":
			if x.unit == "" && q.is(x.Value) && t.hasCount(q.second) || x.unit == "score" && x.Value == q.Value && x.second == q.second {
				return true
			}
			continue
		case x.unit == "score" && q.unit == "" && (q.is(x.Value) || q.is(x.second)), x.unit == q.unit && q.is(x.Value):
			return true
		}
		if t.withOthers(x, q) {
			return true
		}
	}
	return false
}

// writes reports whether a telling has a length with its unit as one word: 10,000m.
func (t *telling) writes(q *quant) bool {
	if q.unit != "m" {
		return false
	}
	word := strconv.FormatFloat(q.Value, 'f', -1, 64) + "m"
	for n := range t.terms {
		if t.terms[n].stem == word {
			return true
		}
	}
	return false
}

// hasCount reports whether a telling has v as a number of things.
func (t *telling) hasCount(v float64) bool {
	for i := range t.quants {
		if x := &t.quants[i]; x.unit == "" && x.is(v) {
			return true
		}
	}
	return false
}

// withOthers reports whether x with another number of t comes to q.
func (t *telling) withOthers(x, q *quant) bool {
	for j := range t.quants {
		y := &t.quants[j]
		switch {
		case q.unit == "" && x.unit == "%" && y.unit == "" && q.is(y.Value*x.Value/100),
			q.unit == "%" && x.unit == "" && y.unit == "" && y.Value > 0 && q.is(100*x.Value/y.Value),
			y != x && x.unit == q.unit && y.unit == q.unit && q.unit != "score" && q.is(x.Value+y.Value):
			return true
		}
	}
	return false
}

// is reports whether a number is v, but for rounding.
func (q *quant) is(v float64) bool { return v > 0 && math.Abs(q.Value-v) <= 0.004*v }

// besides reports whether a number tells nothing of what a telling tells: it counts those
// who said so, or is a place in an order.
func (t *telling) besides(q *quant) bool {
	if q.unit == "rank" {
		return true
	}
	if q.countedAt < 0 {
		return false
	}
	n := t.termAt[q.countedAt]
	return n >= 0 && t.terms[n].aside
}

// isAge reports whether a number is somebody's age, who need not be named.
func (t *telling) isAge(q *quant) bool {
	if q.unit == "age" {
		return true
	}
	if q.unit != "" || q.Value < 1 || q.Value > 120 {
		return false
	}
	before := t.Word(q.First - 1)
	switch {
	case before == "aged", before == "of" && q.First > 1 && lexemeOf(t.Tokens[q.First-2].Stem).is&minor != 0 && q.countedAt < 0:
		return true
	}
	return (t.Word(q.Last+1) == "year" || t.Word(q.Last+1) == "years") && t.Word(q.Last+2) == "old"
}

// ruling are verbs of what is decided once and not changed the day after.
var ruling = stemSet(`order rule sentence fine award grant convict`)

// ruled reports whether both lone tellings give a sum that was decided on one day, which
// both name: it may be told wrongly, but is not told anew.
func (p *pair) ruled(q, o *quant) bool {
	return !p.story && isMoney(q.unit) && isMoney(o.unit) && p.a.rules() && p.b.rules() && p.saidAtOnce()
}

// rules reports whether a telling tells of a ruling.
func (t *telling) rules() bool {
	for n := range t.terms {
		if x := &t.terms[n]; x.verb && ruling[x.stem] && x.stage == done && !x.neg {
			return true
		}
	}
	return false
}
