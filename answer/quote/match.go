package quote

import (
	"slices"

	"footnote/article"
)

// A change is a run of steps that are no matches.
type change struct {
	mark     markKind // of the cut or insertion in it, if any
	old, new []int    // words of the doc's and of the quotation's text
	from, to int      // bytes of the quotation that are new
}

// match makes a Match of an alignment of words.
func (q *query) match(a alignment, words []word) Match {
	d := a.doc
	m := Match{Verdict: Verbatim, Similarity: similarity(a, words)}
	core := a.core()
	m.Span = q.place(a, words, core)
	m.Furniture = d.furniture(m.Span.Start)
	risks := map[Risk]bool{}
	marked, altered := false, false
	for _, c := range q.changes(a, words) {
		e := q.edit(d, c)
		if c.mark == noMark && sameStream(e.Old, e.New) {
			continue
		}
		marked = marked || c.mark != noMark
		altered = altered || c.mark == noMark
		if e.Old != "" || e.New != "" {
			m.Edits = append(m.Edits, e)
		}
		q.risks(d, c, risks)
	}
	for _, r := range []Risk{Number, Negation, Name, Date, Modal, Hedge} {
		if risks[r] {
			m.Risks = append(m.Risks, r)
		}
	}
	switch {
	case altered || len(risks) > 0:
		m.Verdict = Altered
	case marked:
		m.Verdict = Elided
	case strict(d.article.Source[core.Start:core.End], d.markdown) != strict(q.given.Text[words[0].start:words[len(words)-1].end], d.markdown):
		m.Verdict = Typographic
	}
	if m.Verdict != Verbatim {
		m.Similarity = min(m.Similarity, 0.999)
	}
	return m
}

func sameStream(a, b string) bool {
	return a != "" && b != "" && foldText(a).stream == foldText(b).stream
}

// similarity is the share of words that are the same, of those of both sides. Of a
// run of words left out the first three count fully and each further one a quarter;
// what a mark stands for counts little.
func similarity(a alignment, words []word) float64 {
	same, all, run := 0.0, 0.0, 0
	for _, s := range a.steps {
		run++
		switch s.op {
		case opMatch:
			same, all, run = same+2, all+2, 0
		case opChange:
			all, run = all+2, 0
			if a.doc.ids[s.d] >= 0 && words[s.g].look.begin == lookOf(a.doc.text.word(s.d)).begin {
				same += 0.5
			}
		case opInsert:
			all, run = all+1, 0
		case opDelete:
			if run <= 3 {
				all++
			} else {
				all += 0.25
			}
		case opPassed:
			all += 0.02
		}
	}
	if all == 0 {
		return 0
	}
	return round(same / all)
}

// core is the run of the source from the first to the last word that an alignment takes.
func (a alignment) core() article.Span {
	lo, hi := -1, -1
	for _, s := range a.steps {
		if s.op == opMatch || s.op == opChange {
			if lo < 0 {
				lo = s.d
			}
			hi = s.d
		}
	}
	t := a.doc.text.tokens
	return a.doc.span(int(t[lo].start), int(t[hi].end))
}

// place is the core with what stands around it, where all of the quotation is there.
func (q *query) place(a alignment, words []word, core article.Span) article.Span {
	whole := len(words) == len(q.words) && a.steps[0].op == opMatch && a.steps[len(a.steps)-1].op == opMatch
	if !whole {
		return core
	}
	start, end := q.widen(a.doc, core.Start, core.End, int(words[0].start), int(words[len(words)-1].end))
	return a.doc.span(start, end)
}

// changes are the runs of steps between matches. A mark is a change of its own.
func (q *query) changes(a alignment, words []word) []change {
	var list []change
	var c *change
	for _, s := range a.steps {
		if s.op == opMatch {
			c = nil
			continue
		}
		kind := noMark
		if s.op == opMark || s.op == opPassed {
			kind = words[s.g].mark
		}
		if c == nil || c.mark != kind {
			list = append(list, change{mark: kind, from: -1})
			c = &list[len(list)-1]
		}
		if s.op == opChange || s.op == opDelete || s.op == opPassed {
			c.old = append(c.old, s.d)
		}
		if s.op == opChange || s.op == opInsert || s.op == opMark {
			w := words[s.g]
			if c.from < 0 {
				c.from = int(w.start)
			}
			c.to = int(w.end)
			c.new = append(c.new, q.textWords(w)...)
		}
	}
	for i := range list {
		slices.Sort(list[i].old)
	}
	return list
}

// textWords are the words of the quotation's text within w.
func (q *query) textWords(w word) []int {
	var list []int
	at, _ := slices.BinarySearchFunc(q.text.tokens, w.start, func(k token, start int32) int { return int(k.start - start) })
	for ; at < len(q.text.tokens) && q.text.tokens[at].start < w.end; at++ {
		list = append(list, at)
	}
	return list
}

func (q *query) edit(d *doc, c change) Edit {
	e := Edit{Op: Replace}
	if len(c.old) > 0 {
		t := d.text.tokens
		e.Old = article.OneLine(d.article.Source[t[c.old[0]].start:t[c.old[len(c.old)-1]].end])
	}
	if c.from >= 0 {
		e.New = article.OneLine(q.given.Text[c.from:c.to])
	}
	switch {
	case e.Old == "":
		e.Op = Insert
	case e.New == "":
		e.Op = Delete
	}
	if c.mark == cutMark && e.Old == "" {
		return Edit{} // nothing was cut
	}
	return e
}
