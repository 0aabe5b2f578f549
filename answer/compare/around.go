package compare

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"footnote/answer"
	"footnote/answer/clause"
	"footnote/article"
	"footnote/internal/copies"
	"footnote/internal/words"
	"footnote/retrieval"
)

// The bounds of what is compared with an answer.
const (
	mostEvidence = 100 // sentences of the evidence that are looked at
	mostAround   = 32  // of them that are compared
	mostNear     = 12  // of these, that share words with one that is cited
	mostTold     = 5   // differences that are told
	sureEnough   = 0.4 // of a difference that is told beside an answer
)

// Around finds where the evidence of an answer disagrees with what it says: differences
// one side of which is cited by a. Citations that a cites have its numbers; the others
// go on from there. It is quick: only the answer's own evidence is compared. Only
// differences in what the question asks for are told, dates to one that asks when, numbers
// of the dead to one that asks how many died; to an empty one all are.
func Around(ctx context.Context, v *retrieval.View, a answer.Answer, question string) ([]Difference, error) {
	cited := a.Footnotes()
	if a.Refused() || len(cited) == 0 {
		return nil, ctx.Err()
	}
	b := &builder{view: v, voc: newVocabulary(), by: map[*telling]*line{}}
	b.gather(a.Receipt().Evidence)
	pairs := b.beside(cited)
	all, err := b.relate(ctx, pairs)
	if err != nil {
		return nil, err
	}
	all = b.ofReports(all)
	said, asks := a.Text(), newWanting(question, v.Lang)
	found := slices.DeleteFunc(b.splits(all), func(s *split) bool {
		return s.kind == Wording && s.slot != Role || s.slot == Attribution || s.sure < sureEnough || !s.matters(cited, said) || !asks.wants(s)
	})
	found = b.weighed(found)
	c := citer{b, answer.Numbers{}, cited}
	for _, at := range cited {
		c.numbers[at.Span] = at.N
	}
	return c.differences(found[:min(len(found), mostTold)]), nil
}

// gather reads the sentences of the evidence.
func (b *builder) gather(evidence []answer.Evidence) {
	var quote quoting
	for _, e := range evidence[:min(len(evidence), mostEvidence)] {
		a := b.view.Article(e.Meta.ID)
		i := e.Candidate.Index
		if a == nil || a != e.Candidate.Article || a.Status == article.Withdrawn || i < 0 || i >= len(a.Sentences) {
			continue
		}
		l := &line{Sentence: clause.New(a, i, timesIn(a, i))}
		inside := quote.read(l.Sentence)
		quote = quoting{paragraph: -1}
		l.hold(inside)
		b.voc.read(l.Sentence)
		b.lines = append(b.lines, l)
		if !slices.Contains(b.articles, a) {
			b.articles = append(b.articles, a)
			b.voc.readLead(a)
		}
	}
	b.number()
	b.echo()
	b.describe()
}

// timesIn are the expressions of time in sentence i of an article.
func timesIn(a *article.Article, i int) []article.Time {
	span, times := a.Sentences[i].Span, a.Times()
	from, _ := slices.BinarySearchFunc(times, span.Start, func(t article.Time, at int) int { return cmp.Compare(t.Start, at) })
	to := from
	for to < len(times) && times[to].Start < span.End {
		to++
	}
	return times[from:to]
}

// beside are the pairs of the cited lines and of those that share most words with them,
// then of the best of the others.
func (b *builder) beside(cited []answer.Citation) []couple {
	files := make([][]int32, len(b.near))
	var takePart []int32
	for i, l := range b.lines {
		if l.held || l.echo != nil {
			continue
		}
		takePart = append(takePart, int32(i))
		for _, t := range l.terms {
			files[t.id] = append(files[t.id], int32(i))
		}
	}
	var chosen []int32
	tally := make([]float64, len(b.lines))
	for _, i := range takePart {
		if !b.lines[i].citedBy(cited) {
			continue
		}
		chosen = append(chosen, i)
		found := b.like(b.lines[i], files, tally)
		chosen = append(chosen, found[:min(mostNear, len(found))]...)
		for _, j := range found {
			tally[j] = 0
		}
	}
	return b.among(append(chosen, takePart...))
}

// among are the pairs of the first mostAround lines, each once.
func (b *builder) among(at []int32) []couple {
	var lines []*line
	for _, i := range at {
		if len(lines) < mostAround && !slices.Contains(lines, b.lines[i]) {
			b.ready(b.lines[i])
			lines = append(lines, b.lines[i])
		}
	}
	var out []couple
	for i, l := range lines {
		for _, o := range lines[:i] {
			out = append(out, couple{o, l})
		}
	}
	return out
}

// citedBy reports whether a citation of an answer holds the line, or the echo of it.
func (l *line) citedBy(cited []answer.Citation) bool {
	for _, o := range append([]*line{l}, l.echoes...) {
		if _, ok := citing(cited, o.span()); ok {
			return true
		}
	}
	return false
}

func (l *line) span() article.Span { return l.Article.Sentences[l.Index].Span }

// citing is the citation that holds a sentence.
func citing(cited []answer.Citation, s article.Span) (answer.Citation, bool) {
	for _, c := range cited {
		if c.Span.Article == s.Article && c.Span.Start <= s.Start && s.End <= c.Span.End {
			return c, true
		}
	}
	return answer.Citation{}, false
}

// ready makes the telling of a line, and of the line before where it leans on that.
func (b *builder) ready(l *line) {
	if l.telling != nil {
		return
	}
	l.Parse()
	var before *telling
	if l.Index > 0 && retrieval.Leans(l.Text, l.Tokens) {
		before = newTelling(clause.New(l.Article, l.Index-1, timesIn(l.Article, l.Index-1)), nil, b.voc)
	}
	l.telling = newTelling(l.Sentence, before, b.voc)
	l.telling.order = l.at
	b.by[l.telling] = l
}

// ofReports leaves out the pairs of copies of one report.
func (b *builder) ofReports(all []related) []related {
	var in []*article.Article
	for _, r := range all {
		for _, l := range []*line{r.a, r.b} {
			if len(r.findings) > 0 && !slices.Contains(in, l.Article) {
				in = append(in, l.Article)
			}
		}
	}
	b.sources = copies.Trace(in)
	b.number()
	return slices.DeleteFunc(all, func(r related) bool { return len(r.findings) > 0 && oneReport(r.a, r.b) })
}

// matters reports whether the answer says what one of the sides does, citing it.
func (s *split) matters(cited []answer.Citation, said string) bool {
	stems := map[string]bool{}
	words.For("en").Each(said, func(t words.Token) { stems[t.Stem] = true })
	for _, x := range s.sides {
		for _, c := range x.cited {
			if _, ok := citing(cited, c.line.span()); ok && within(c.value, stems) {
				return true
			}
		}
	}
	return false
}

// within reports whether the words of content of a text are among the stems.
func within(text string, stems map[string]bool) bool {
	whole := strings.TrimSpace(text) != ""
	words.For("en").Each(text, func(t words.Token) { whole = whole && (t.Stop || stems[t.Stem]) })
	return whole
}
