package quote

// Costs of an alignment. Leaving out a run of the source's words costs its first
// word fully and each further one little: a cut is one change. Passing over words
// at the mark of a cut costs next to nothing.
const (
	costSame    = -8 // of a word that is the same: of two ways as dear the one with more of them
	costChange  = 32 // of one word into another, in, or out
	costAlike   = 24 // of a word into one that looks like it
	costMore    = 6  // of each further word left out
	costCut     = 1
	costReplace = 6  // of each word that an insertion in brackets stands for
	costSeam    = 12 // of changing a word across the end of a sentence
)

// A step is one step of an alignment.
type step struct {
	op stepOp
	g  int // of the quotation's words
	d  int // of the doc's words
}

type stepOp byte

const (
	opMatch  stepOp = iota // the words are the same
	opChange               // one word is another
	opInsert               // the word is only given
	opDelete               // the word is only in the source
	opMark                 // the mark of a cut or insertion
	opPassed               // the word is passed over at a mark
)

// An alignment is how the quotation fits best to a run of words of a doc.
type alignment struct {
	doc   *doc
	steps []step
	cost  int
}

// Bits of the trace: where a cell comes from, and whether the run of left-out
// words that leads to it is opened there.
const (
	fromDiagonal = 1 + iota
	fromAbove
	fromRun
	opened = 8
)

// align fits words to the doc's words from lo to hi.
func (q *query) align(d *doc, words []word, lo, hi int) alignment {
	n, m := len(words), hi-lo
	trace := make([]byte, (n+1)*(m+1))
	above, row := make([]int32, m+1), make([]int32, m+1)
	for i := 1; i <= n; i++ {
		q.fillRow(d, words, i, lo, above, row, trace[i*(m+1):(i+1)*(m+1)])
		above, row = row, above
	}
	best := 0
	for j, c := range above {
		if c <= above[best] {
			best = j
		}
	}
	a := alignment{doc: d, cost: int(above[best])}
	a.steps = walk(words, trace, n, best, m+1, lo)
	for i, s := range a.steps {
		if s.op == opChange && words[s.g].id == d.ids[s.d] {
			a.steps[i].op = opMatch
		}
	}
	return a
}

// fillRow fills the row of word i-1; see align.
func (q *query) fillRow(d *doc, words []word, i, lo int, above, row []int32, trace []byte) {
	w := &words[i-1]
	last := i == len(words)
	open, more := int32(costChange), int32(costMore)
	down := int32(costChange)
	switch w.mark {
	case cutMark:
		open, more, down = costCut, costCut, 0
	case insertion:
		open, more, down = costReplace, costReplace, 0
	}
	run := int32(1 << 29)
	for j := range row {
		best, from := above[j]+down, byte(fromAbove)
		if j > 0 {
			if w.mark == noMark {
				if c := above[j-1] + q.change(d, w, lo+j-1, i == 1, last); c <= best {
					best, from = c, fromDiagonal
				}
			}
			var bit byte
			if run+more >= row[j-1]+open {
				run, bit = row[j-1]+open, opened
			} else {
				run += more
			}
			if run < best && (!last || w.mark != noMark) {
				best, from = run, fromRun
			}
			from |= bit
		}
		row[j], trace[j] = best, from
	}
}

// change is what it costs to turn word at of the doc into w. first and last: w
// is the first or last of the quotation.
func (q *query) change(d *doc, w *word, at int, first, last bool) int32 {
	id := d.ids[at]
	if w.id == id {
		return costSame
	}
	k := d.text.tokens[at]
	t := &q.x.traits[id]
	cost := int32(costChange)
	if t.look.begin == w.look.begin || t.look.number && w.look.number || k.upper && w.upper && k.first == w.first {
		cost = costAlike
	}
	if k.first && !first || !last && at+1 < len(d.ids) && d.text.tokens[at+1].first {
		cost += costSeam
	}
	return cost
}

// walk follows the trace back from column j of the last row.
func walk(words []word, trace []byte, i, j, width, lo int) []step {
	var steps []step
	inRun := false
	for i > 0 {
		t := trace[i*width+j]
		from := t &^ opened
		if inRun {
			from = fromRun
		}
		w := words[i-1]
		switch from {
		case fromDiagonal:
			steps = append(steps, step{opChange, i - 1, lo + j - 1})
			i, j = i-1, j-1
		case fromAbove:
			op := opInsert
			if w.mark != noMark {
				op = opMark
			}
			steps = append(steps, step{op, i - 1, lo + j})
			i--
		default:
			op := opDelete
			if w.mark != noMark {
				op = opPassed
			}
			steps = append(steps, step{op, i - 1, lo + j - 1})
			inRun = t&opened == 0
			j--
		}
	}
	for a, b := 0, len(steps)-1; a < b; a, b = a+1, b-1 {
		steps[a], steps[b] = steps[b], steps[a]
	}
	return steps
}
