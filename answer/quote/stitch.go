package quote

import (
	"context"
	"slices"
)

const (
	partWords  = 4         // of a part of a stitched quotation, at least
	mostParts  = 8         // of a stitched quotation
	mostLong   = 100       // of one that is too long to be aligned
	comparings = 2_000_000 // of words with words while runs are looked for
)

// A run is words of the quotation, from g, that stand in a row in a doc, from d.
type run struct {
	doc     *doc
	g, d, n int
}

// split takes an alignment apart where it leaves out whole sentences without a
// mark: parts from places that are not adjacent. nil: it does nowhere, or the
// parts are too small.
func (q *query) split(a alignment) []Match {
	var parts []alignment
	begin := 0
	for i := 0; i < len(a.steps); {
		end := i
		for end < len(a.steps) && a.steps[end].op == opDelete {
			end++
		}
		if end > i && i > 0 && end < len(a.steps) && a.doc.apart(a.steps[i].d-1, a.steps[end-1].d+1) {
			parts = append(parts, alignment{doc: a.doc, steps: a.steps[begin:i]})
			begin = end
		}
		i = max(end, i+1)
	}
	if parts == nil {
		return nil
	}
	parts = append(parts, alignment{doc: a.doc, steps: a.steps[begin:]})
	for _, p := range parts {
		if matched(p) < partWords {
			return nil
		}
	}
	return q.parts(parts)
}

// apart reports whether words i and j stand in sentences that are not adjacent.
func (d *doc) apart(i, j int) bool {
	return d.sentenceAt(int(d.text.tokens[j].start))-d.sentenceAt(int(d.text.tokens[i].start)) > 1
}

// parts makes the matches of a stitched quotation.
func (q *query) parts(list []alignment) []Match {
	var matches []Match
	for i, a := range list {
		lo, hi := len(q.words), -1
		for _, s := range a.steps {
			lo, hi = min(lo, s.g), max(hi, s.g)
		}
		steps := slices.Clone(a.steps)
		for j := range steps {
			steps[j].g -= lo
		}
		m := q.match(alignment{doc: a.doc, steps: steps}, q.words[lo:hi+1])
		m.Part = i + 1
		matches = append(matches, m)
	}
	return matches
}

// stitched finds the quotation as parts from different places. same is the number
// of words that the best single place has; parts must explain clearly more. For a
// text too long to be aligned a single place will do.
func (q *query) stitched(ctx context.Context, same int) []Match {
	runs := q.runs(ctx)
	var places []alignment
	covered, at := 0, 0
	for i, r := range runs {
		covered += r.n
		if i > 0 && r.follows(runs[i-1]) {
			a := &places[len(places)-1]
			a.steps = q.bridge(a.steps, runs[i-1], r, at)
		} else {
			places = append(places, alignment{doc: r.doc})
		}
		a := &places[len(places)-1]
		for k := range r.n {
			a.steps = append(a.steps, step{opMatch, r.g + k, r.d + k})
		}
		at = r.g + r.n
	}
	long := len(q.words) > mostWords
	switch {
	case 20*covered < 17*len(q.words) || covered < same+partWords-1:
		return nil
	case len(places) == 1 && long:
		return []Match{q.match(places[0], q.words)}
	case len(places) < 2 || len(places) > mostParts && !long || len(places) > mostLong:
		return nil
	}
	return q.parts(places)
}

// follows reports whether r goes on where b ended, or nearly.
func (r run) follows(b run) bool {
	gap := r.d - (b.d + b.n)
	return r.doc == b.doc && gap >= 0 && !r.doc.apart(b.d+b.n-1, r.d)
}

// bridge adds the steps between two runs; at is the first word of the quotation between them.
func (q *query) bridge(steps []step, b, r run, at int) []step {
	d := b.d + b.n
	for ; at < r.g && d < r.d; at, d = at+1, d+1 {
		steps = append(steps, step{opChange, at, d})
	}
	for ; at < r.g; at++ {
		steps = append(steps, step{opInsert, at, d})
	}
	for ; d < r.d; d++ {
		steps = append(steps, step{opDelete, r.g, d})
	}
	return steps
}

// runs covers the quotation with the longest runs of words, from its beginning.
func (q *query) runs(ctx context.Context) []run {
	var list []run
	left := comparings
	for i := 0; i+partWords <= len(q.words) && left > 0 && ctx.Err() == nil; {
		r := q.longest(i, list, &left)
		if r.n < partWords {
			i++
			continue
		}
		list = append(list, r)
		i += r.n
	}
	return list
}

// longest is the longest run that begins with word i; of runs as long the one
// that follows the last, else the first. left is how many comparings remain.
func (q *query) longest(i int, before []run, left *int) run {
	seed := -1 // the rarest of the first words
	for j := i; j < i+partWords; j++ {
		id := q.words[j].id
		if id < 0 {
			return run{}
		}
		if seed < 0 || len(q.x.places[id]) < len(q.x.places[q.words[seed].id]) {
			seed = j
		}
	}
	var best run
	for _, p := range q.x.places[q.words[seed].id] {
		d := q.x.docs[p.doc]
		r := run{doc: d, g: i, d: int(p.at) - (seed - i)}
		if *left--; r.d < 0 || !q.searched(d) {
			continue
		}
		for i+r.n < len(q.words) && r.d+r.n < len(d.ids) && q.words[i+r.n].id == d.ids[r.d+r.n] {
			r.n++
		}
		*left -= r.n
		last := len(before) > 0 && r.follows(before[len(before)-1])
		if r.n > best.n || r.n == best.n && last {
			best = r
		}
	}
	return best
}
