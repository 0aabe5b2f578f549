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
	"footnote/internal/parallel"
	"footnote/retrieval"
)

// Build compares the articles in v. Withdrawn ones do not take part. The error is the
// context's, or the Teller's other than an *answer.Unavailable.
func Build(ctx context.Context, v *retrieval.View, o Options) (Comparison, error) {
	b := newBuilder(v)
	if err := b.read(ctx); err != nil {
		return Comparison{}, err
	}
	all, err := b.find(ctx)
	if err != nil {
		return Comparison{}, err
	}
	found := b.splits(all)
	singles, err := b.singles(ctx, all)
	if err != nil {
		return Comparison{}, err
	}
	about := b.about(o.About)
	if about != nil {
		found, singles = about.splits(found), about.singles(singles)
	}
	found = b.weighed(found)
	c := citer{builder: b, numbers: answer.Numbers{}}
	out := Comparison{Differences: c.differences(found), Only: c.singles(b.alone(singles, found))}
	out.Notes = b.notes(out, o.About, about)
	if o.By == nil {
		return out, nil
	}
	return c.told(ctx, out, o)
}

// find finds the lines that tell of one fact.
func (b *builder) find(ctx context.Context) ([]related, error) {
	pairs, err := b.pairs(ctx)
	if err != nil {
		return nil, err
	}
	return b.relate(ctx, pairs)
}

// splits are the differences between lines that tell of one fact.
func (b *builder) splits(all []related) []*split {
	var out []*split
	for _, f := range b.facts(all) {
		out = append(out, f.splits()...)
	}
	b.join(out, all)
	return slices.DeleteFunc(out, func(s *split) bool { return len(s.sides) < 2 })
}

// A builder makes one comparison.
type builder struct {
	view     *retrieval.View
	articles []*article.Article // standing, by id
	voc      *vocabulary
	near     [][]weighted // of each stem of the vocabulary, by id, what may stand for it, itself first
	sources  copies.Sources
	lines    []*line // the sentences of the articles, in order
	by       map[*telling]*line
}

// A line is a sentence of an article in a comparison.
type line struct {
	*clause.Sentence
	telling *telling   // nil where it is held back and nothing leans on it
	at      int        // in builder.lines
	held    bool       // does not take part: a question, nothing but quotation
	quoted  bool       // most of it is quotation
	echo    *line      // an earlier line of another article in the same words, which stands for it
	echoes  []*line    // the lines that it stands for
	terms   []weighted // its words of content, each once, by id
	weight  float64    // of terms
	outlet  int        // of its article, equal for articles of one
	report  int        // that its article prints, equal for copies of one, and for articles of one outlet that are none
	central float64    // how much of what the story is about it holds, 0 to about 1
}

// A weighted is a stem by its id in the vocabulary, and its weight.
type weighted struct {
	id     int32
	weight float64
}

// newBuilder is that of the articles in v that stand.
func newBuilder(v *retrieval.View) *builder {
	b := &builder{view: v, articles: v.Standing(), voc: newVocabulary(), by: map[*telling]*line{}}
	b.sources = copies.Trace(b.articles)
	return b
}

// read takes the articles apart.
func (b *builder) read(ctx context.Context) error {
	read := make([][]*line, len(b.articles))
	parallel.For(len(b.articles), func(i int) {
		if ctx.Err() == nil {
			read[i] = linesOf(b.articles[i])
		}
	})
	for i, a := range b.articles {
		for _, l := range read[i] {
			b.voc.read(l.Sentence)
		}
		b.voc.readLead(a)
		b.lines = append(b.lines, read[i]...)
	}
	b.number()
	b.echo()
	b.describe()
	parallel.For(len(b.articles), func(i int) {
		if ctx.Err() == nil {
			b.tell(read[i])
		}
	})
	for _, l := range b.lines {
		b.by[l.telling] = l
	}
	return ctx.Err()
}

// number numbers the lines, their outlets and their reports.
func (b *builder) number() {
	numbers := map[string]int{}
	of := func(name string) int {
		if _, ok := numbers[name]; !ok {
			numbers[name] = len(numbers)
		}
		return numbers[name]
	}
	for i, l := range b.lines {
		report := cmp.Or(b.sources.Of(l.Article.ID), "untraced "+l.Article.ID)
		l.at, l.outlet, l.report = i, of("outlet "+l.Article.Whose()), of(report)
	}
}

// linesOf are the sentences of an article, parsed.
func linesOf(a *article.Article) []*line {
	times := clause.TimesBySentence(a)
	lines := make([]*line, len(a.Sentences))
	var q quoting
	for i := range a.Sentences {
		l := &line{Sentence: clause.New(a, i, times[i])}
		l.Parse()
		inside := q.read(l.Sentence)
		l.hold(inside)
		lines[i] = l
	}
	return lines
}

// mostTokens is how long a sentence may be that people read; a longer one is a list.
const mostTokens = 150

// hold holds back a line that says nothing by itself; inside of its tokens stand inside
// quotation marks.
func (l *line) hold(inside int) {
	l.held = len(l.Tokens) < 2 || len(l.Tokens) > mostTokens || inside >= len(l.Tokens)-1 || question(l.Text) || l.tellsNothing()
	l.quoted = 5*inside >= 2*len(l.Tokens)
}

// tell makes the tellings of the lines of one article.
func (b *builder) tell(lines []*line) {
	var before *telling
	for _, l := range lines {
		l.telling = newTelling(l.Sentence, before, b.voc)
		l.telling.order = l.at
		before = l.telling
	}
}

// question reports whether a sentence asks.
func question(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, "\"”’') \n"), "?")
}

// A quoting keeps, from sentence to sentence of an article, whether a quotation is open.
type quoting struct {
	open      bool
	paragraph int
}

// read is how many tokens of the next sentence stand inside quotation marks. A
// quotation that is not closed ends with its paragraph.
func (q *quoting) read(s *clause.Sentence) int {
	if p := s.Article.Sentences[s.Index].Paragraph; p != q.paragraph {
		q.open, q.paragraph = false, p
	}
	inside, at := 0, 0
	for _, t := range s.Tokens {
		q.pass(s.Text[at:t.Start])
		at = t.End
		if q.open {
			inside++
		}
	}
	q.pass(s.Text[at:])
	return inside
}

// pass reads the marks between two words.
func (q *quoting) pass(gap string) {
	for _, r := range gap {
		switch r {
		case '"':
			q.open = !q.open
		case '“', '„', '«':
			q.open = true
		case '”', '»':
			q.open = false
		}
	}
}

// fewestWords of a sentence may be another's echo; shorter ones are said by anybody.
const fewestWords = 5

// echo finds the lines that another article has in the same words, as the copies of
// one report have them: the one that was published first stands for all.
func (b *builder) echo() {
	order := slices.Clone(b.lines)
	slices.SortStableFunc(order, earlier)
	first := map[string]*line{}
	for _, l := range order {
		if l.held || len(l.Tokens) < fewestWords {
			continue
		}
		key := l.key()
		switch of := first[key]; {
		case of == nil:
			first[key] = l
		case of.Article != l.Article:
			l.echo = of
			of.echoes = append(of.echoes, l)
		}
	}
}

// key is the line's words, folded.
func (l *line) key() string {
	var s strings.Builder
	for _, t := range l.Tokens {
		s.WriteString(t.Word)
		s.WriteByte(' ')
	}
	return s.String()
}

// earlier compares lines by the day of their articles, unknown ones last, then by
// article and place.
func earlier(a, b *line) int {
	x, y := a.Article.Anchor(), b.Article.Anchor()
	if (x == "") != (y == "") {
		return cmp.Compare(y, x)
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.Article.ID, b.Article.ID), cmp.Compare(a.Index, b.Index))
}

// describe weighs the words of the lines.
func (b *builder) describe() {
	b.near = b.voc.near()
	for _, l := range b.lines {
		for i, t := range l.Tokens {
			if w := b.voc.held[t.Stem]; w != nil && !t.Stop && !l.InTime(i) {
				l.terms = append(l.terms, weighted{w.id, b.voc.idf(t.Stem)})
			}
		}
		slices.SortFunc(l.terms, func(x, y weighted) int { return cmp.Compare(x.id, y.id) })
		l.terms = slices.CompactFunc(l.terms, func(x, y weighted) bool { return x.id == y.id })
		l.weight = max(weightOf(l.terms), 1e-9)
		l.central = b.centrality(l)
	}
}
