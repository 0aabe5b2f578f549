package compare

import (
	"strconv"
	"strings"

	"footnote/answer/clause"
	"footnote/answer/quantity"
	"footnote/internal/words"
)

// findSpans makes one number of "between three and four".
func (t *telling) findSpans() {
	for n := 0; n+1 < len(t.quants); n++ {
		q, o := &t.quants[n], &t.quants[n+1]
		if t.Word(q.First-1) != "between" || t.Word(o.First-1) != "and" || o.First > q.last+3 || q.unit != "" && q.unit != o.unit || o.high < q.low {
			continue
		}
		q.Top, q.high, q.unit, q.last, q.Last, q.coarse = o.Value, o.high, o.unit, o.last, o.Last, true
		q.first = max(0, q.First-1)
		t.quants = append(t.quants[:n+1], t.quants[n+2:]...)
	}
}

// multiples are verbs that say by how many percent something changed.
var multiples = map[string]float64{"halv": 50, "doubl": 100, "tripl": 200, "trebl": 200, "quadrupl": 300}

// findMultiples finds verbs that are numbers: halved, doubled.
func (t *telling) findMultiples() {
	for i, tok := range t.Tokens {
		if v := multiples[tok.Stem]; v > 0 && t.Forms[i].Acts() {
			t.quants = append(t.quants, quant{Quantity: quantity.Quantity{First: i, Last: i, Value: v}, first: i, last: i, unit: "%", low: v, high: v, countedAt: -1, clause: t.groups[i], change: true})
		}
	}
}

// magnitude reports whether the number is that of an earthquake.
func (t *telling) magnitude(q *quantity.Quantity) bool {
	return t.Word(q.First-1) == "magnitude" || q.Last+1 < len(t.Tokens) && t.Word(q.Last+1) == "magnitude"
}

// toOne makes a score of a number of goals "to one", whose one is no number by itself.
func (t *telling) toOne(q *quant) {
	for i := q.Last + 1; i <= q.Last+2 && q.unit == ""; i++ {
		if t.Word(i) == "to" && (t.Word(i+1) == "one" || t.Word(i+1) == "nil") && i > q.Last+1 {
			q.unit, q.last = "score", i+1
			if t.Word(i+1) == "one" {
				q.second = 1
			}
			return
		}
	}
}

// scored reports whether the number at i is one of a score: 3-1.
func (t *telling) scored(i int) bool {
	dash := func(j int) bool {
		g := strings.TrimSpace(t.Gap(j))
		return g == "-" || g == "–"
	}
	return dash(i+1) && i+1 < len(t.Tokens) && t.Tokens[i+1].Number || i > 0 && dash(i) && t.Tokens[i-1].Number
}

// score makes a score or a vote of two numbers: 3-1, three goals to one, by 52 votes to 48.
func (t *telling) score(before *quant, q quantity.Quantity) bool {
	gap := strings.TrimSpace(t.Text[t.Tokens[before.Last].End:t.Tokens[q.First].Start])
	dash := gap == "-" || gap == "–"
	votes := strings.HasSuffix(" "+gap, " to") && (gap == "to" || strings.HasPrefix(gap, "goals") || strings.HasPrefix(gap, "votes") || strings.HasPrefix(gap, "points"))
	if !dash && !votes || before.unit != "" || q.Unit != "" || before.Bound == quantity.Over {
		return false
	}
	if w := t.Word(before.First - 1); gap == "to" && w != "by" && w != "voted" && w != "vote" && t.Word(q.Last+1) != "in" {
		return false // 40 to 50
	}
	before.unit = "score"
	before.second = min(before.Value, q.Value)
	before.Value = max(before.Value, q.Value)
	before.low, before.high = before.Value, before.Value
	before.Last, before.last = q.Last, q.Last
	return true
}

var fractions = map[string]float64{"half": 50, "third": 100.0 / 3, "thirds": 100.0 / 3, "quarter": 25, "quarters": 25, "fifth": 20, "fifths": 20,
	"sixth": 100.0 / 6, "eighth": 12.5, "tenth": 10, "tenths": 10}

// fraction makes a share of an ordinal behind "a": almost a fifth.
func (t *telling) fraction(q *quantity.Quantity) bool {
	share := fractions[t.Word(q.First)]
	if w := t.Word(q.First - 1); share == 0 || w != "a" && w != "one" || q.First+1 < len(t.Tokens) && !t.Tokens[q.First+1].Stop && !t.Timed[q.First+1] {
		return false
	}
	q.Unit, q.Value = "%", share
	if limit := quantity.Find(t.Text, t.Tokens, func(i int) bool { return t.Timed[i] || i != q.First }); len(limit) == 1 {
		q.Bound = limit[0].Bound
	}
	return true
}

// findFractions finds shares that are no numbers: two thirds of, one in four of.
func (t *telling) findFractions() {
	for n := 0; n < len(t.quants); n++ {
		q := &t.quants[n]
		next := q.Last + 1
		switch share := fractions[t.Word(next)]; {
		case q.unit != "" || q.Value > 9:
		case share > 0 && !t.InTime(next) && q.Value < 10:
			q.unit, q.Value, q.last = "%", q.Value*share, next
			q.low, q.high = q.Value, q.Value
		case (t.Word(next) == "in" || t.Word(next) == "out") && n+1 < len(t.quants) && t.quants[n+1].First <= next+2 && (t.Word(next+1) == "every" || t.Word(next+1) == "of" || t.quants[n+1].First == next+1) && t.quants[n+1].unit == "" && t.quants[n+1].Value > 1:
			q.unit, q.Value, q.Last, q.last = "%", 100*q.Value/t.quants[n+1].Value, t.quants[n+1].Last, t.quants[n+1].Last
			q.low, q.high = q.Value, q.Value
			t.quants = append(t.quants[:n+1], t.quants[n+2:]...)
		}
	}
	for i := range t.Tokens {
		t.shareOf(i)
		if w := t.Word(i); w == "one" && t.Word(i+1) == "in" && i+2 < len(t.Tokens) && !t.Timed[i+2] {
			t.oneIn(i)
		}
	}
}

// shareOf makes a share of "a quarter of" and "half of".
func (t *telling) shareOf(i int) {
	w := t.Word(i)
	before := t.Word(i - 1)
	share := fractions[w]
	if share == 0 || t.InTime(i) || strings.HasSuffix(w, "s") || t.Word(i+1) != "of" && w != "half" || before != "a" && before != "one" && w != "half" {
		return
	}
	for n := range t.quants {
		if q := &t.quants[n]; i >= q.First && i <= q.last {
			return
		}
	}
	if t.shareOfMany(i, share) {
		return
	}
	q := quant{Quantity: quantity.Quantity{First: i, Last: i, Value: share}, first: i, last: i, unit: "%", low: share, high: share, countedAt: -1, clause: t.groups[i]}
	for q.first > 0 && (t.boundWord(q.first-1) || t.Word(q.first-1) == "a") {
		q.first--
	}
	switch limit := t.Word(q.first); {
	case limit == "at" && t.Word(q.first+1) == "least":
		q.coarse, q.high = true, share*1.5
	case limit == "at" && t.Word(q.first+1) == "most":
		q.coarse, q.low = true, share*0.6
	}
	switch t.Word(q.first) {
	case "about", "around", "some", "roughly", "nearly", "almost":
		q.coarse, q.low, q.high = true, share*0.88, share*1.08
	case "more", "over":
		q.coarse, q.high = true, share*1.5
	case "less", "under":
		q.coarse, q.low = true, share*0.6
	}
	t.quants = append(t.quants, q)
}

// shareOfMany makes one number of "a quarter of a million".
func (t *telling) shareOfMany(i int, share float64) bool {
	if t.Word(i+2) != "a" {
		return false
	}
	for n := range t.quants {
		q := &t.quants[n]
		if (q.First == i+2 || q.First == i+3) && manyWords[t.Word(i+3)] {
			q.Value, q.low, q.high = q.Value*share/100, q.low*share/100, q.high*share/100
			q.First, q.first = i, i
			return true
		}
	}
	return false
}

var manyWords = words.Set(`thousand million billion trillion`)

// oneIn makes a share of "one in four", whose one is no number by itself.
func (t *telling) oneIn(i int) {
	for n := range t.quants {
		q := &t.quants[n]
		if q.First == i+2 && q.unit == "" && q.Value >= 2 && q.Value <= 100 {
			q.unit, q.Value = "%", 100/q.Value
			q.low, q.high, q.First, q.first = q.Value, q.Value, i, i
			return
		}
	}
}

// findLengths finds how long things take: nine years in prison.
func (t *telling) findLengths() {
	from := t.Article.Sentences[t.Index].Span.Start
	for _, e := range t.Times {
		days, ok := daysIn(e.Value)
		if !ok || e.Type != "DURATION" {
			continue
		}
		first, last := t.Span(e)
		if first < 0 || e.Start < from {
			continue
		}
		q := quant{Quantity: quantity.Quantity{First: first, Last: last, Value: days}, first: first, last: last, unit: "days", low: days, high: days, countedAt: -1, clause: t.groups[first]}
		if e.Mod != "" {
			q.coarse, q.low, q.high = true, days/2, days*2
		}
		t.quants = append(t.quants, q)
	}
}

// daysIn is the days of a duration as TIMEX3 writes it, if it is no mixed or vague one.
func daysIn(value string) (float64, bool) {
	rest, ok := strings.CutPrefix(value, "P")
	if !ok || rest == "" {
		return 0, false
	}
	unit := map[byte]float64{'D': 1, 'W': 7, 'M': 30.4375, 'Y': 365.25}
	if clock, ok := strings.CutPrefix(rest, "T"); ok {
		rest, unit = clock, map[byte]float64{'H': 1.0 / 24, 'M': 1.0 / 1440, 'S': 1.0 / 86400}
	}
	if rest == "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(rest[:len(rest)-1], 64)
	much := unit[rest[len(rest)-1]]
	return n * much, err == nil && much > 0
}

// ranks are the words of a place in an order.
var ranks = map[string]float64{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "last": 99}

// ranking are verbs that a place in an order follows.
var ranking = clause.Stems(`finish come place rank end`)

// findRanks finds places in an order: finished second.
func (t *telling) findRanks() {
	for i := 1; i < len(t.Tokens); i++ {
		v := ranks[t.Word(i)]
		if v == 0 || t.Timed[i] || !ranking[t.Tokens[i-1].Stem] || i+1 < len(t.Tokens) && !t.Tokens[i+1].Stop && t.Forms[i+1] == clause.Plain && !t.Timed[i+1] && strings.TrimSpace(t.Gap(i+1)) == "" {
			continue
		}
		t.quants = append(t.quants, quant{Quantity: quantity.Quantity{First: i, Last: i, Value: v}, first: i, last: i, unit: "rank", low: v, high: v, countedAt: -1, clause: t.groups[i]})
	}
}
