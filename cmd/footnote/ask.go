package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/article"
	"footnote/internal/eval"
	"footnote/retrieval"
)

// askCmd answers questions.
type askCmd struct {
	Words   []string `arg:"" optional:"" name:"question" help:"The question."`
	Explain bool     `help:"Say how the answer came about."`
}

func (c *askCmd) run(ctx context.Context, p *program) error {
	if len(c.Words) > 0 && p.flags.Batch == "" && !p.flags.JSON {
		s, view, err := p.openStory(ctx)
		if err == nil {
			_, err = p.tell(ctx, s, view, question{id: noID, text: joined(c.Words), explain: c.Explain})
		}
		return err
	}
	return offer(ctx, p, c.Words, service[question, askReply]{
		example: `footnote ask "How many US troops will leave Niger?"`,
		words: func(words string) question {
			return question{id: noID, text: words, explain: c.Explain}
		},
		read: func(l batchLine) (question, error) {
			return readQuestion(l, question{explain: c.Explain})
		},
		answer: p.ask,
		print:  func(s *story, _ question, r askReply) { p.out.answer(s, r) },
	})
}

// A question is what `ask` is asked.
type question struct {
	id      json.RawMessage
	text    string
	history []eval.Turn // what was asked and answered before
	explain bool
	today   article.Date       // what today means in it; empty: see program.today
	said    func(answer.Claim) // told each claim as soon as it is proved; nil: nobody
}

// readQuestion takes a question from a line of a batch; what the line does not
// say is as in q.
func readQuestion(l batchLine, q question) (question, error) {
	q.id = l.id
	err := cmp.Or(
		l.without("gold", "must", "refuse").allow("question", "history", "explain", "today"), // a file for eval may be asked as it is
		l.need("question"),
		l.take("question", "a string", &q.text),
		l.take("history", `a list of {"question": a string, "text": a string}`, &q.history),
		l.take("explain", "true or false", &q.explain),
		l.take("today", "a day, as 2024-04-20", (*day)(&q.today)),
	)
	return q, err
}

// ask answers one question.
func (p *program) ask(ctx context.Context, v *retrieval.View, q question) (askReply, error) {
	q.today = p.today(q.today)
	a, err := answer.Ask(ctx, v, p.by, q.text, answer.Options{
		Today: q.today, History: turns(q.history), Said: q.said, Judge: p.judge,
	})
	if err != nil {
		return askReply{}, err
	}
	differ, err := compare.Around(ctx, v, a, q.text)
	if err != nil {
		return askReply{}, err
	}
	r := replyOf(a, differ)
	r.ID, r.Question = q.id, q.text
	if q.explain {
		r.Receipt = p.receipt(v, q, a.Receipt())
	}
	return r, nil
}

// tell answers a question for people: each sentence is printed as soon as it is
// proved, and what it stands on at the end.
func (p *program) tell(ctx context.Context, s *story, v *retrieval.View, q question) (askReply, error) {
	var f *flow
	q.said = func(c answer.Claim) {
		if f == nil {
			f = p.out.flow("", "")
		}
		f.add(statementOf(c).pieces()...)
		_ = p.out.Flush() // its error stays, and is found at the end
	}
	r, err := p.ask(ctx, v, q)
	if f != nil {
		f.end()
	}
	if err != nil {
		return r, err
	}
	if f == nil {
		p.out.paragraph("", "", piece{bold, r.Text})
	}
	p.out.below(s, r)
	return r, nil
}

// today is the day that today means: said with the question, or with --today, or the clock's.
func (p *program) today(said article.Date) article.Date {
	return cmp.Or(said, article.Date(p.flags.Today), answer.Day(time.Now()))
}

// turns are what was asked and answered before, as the search wants them.
func turns(history []eval.Turn) []retrieval.Turn {
	out := make([]retrieval.Turn, len(history))
	for i, t := range history {
		out[i] = retrieval.Turn(t)
	}
	return out
}

// replyOf is an answer, and where its evidence disagrees, in the shape that scripts see.
func replyOf(a answer.Answer, differ []compare.Difference) askReply {
	r := askReply{
		Refused: a.Refused(), Reason: a.Reason(), Text: a.Reason().Sentence(),
		Claims: []statement{}, Nearest: citations(a.Nearest()), Differences: differencesOf(differ),
		Dropped: a.Dropped(), Notes: append([]string{}, a.Notes()...),
	}
	var texts []string
	for _, c := range a.Claims() {
		cl := statementOf(c)
		r.Claims = append(r.Claims, cl)
		texts = append(texts, cl.Text+" "+cl.marks())
	}
	if len(texts) > 0 {
		r.Text = strings.Join(texts, " ")
	}
	return r
}

func statementOf(c answer.Claim) statement {
	st := statement{Text: c.Text, Citations: footnotesOf(c.Citations), Dates: []dateSaid{}}
	for _, d := range c.Dates {
		st.Dates = append(st.Dates, dateSaid(d))
	}
	return st
}

// spoken is what was answered, without the numbers of footnotes.
func (r askReply) spoken() string {
	if r.Refused {
		return r.Text
	}
	texts := make([]string, len(r.Claims))
	for i, c := range r.Claims {
		texts[i] = c.Text
	}
	return strings.Join(texts, " ")
}

// marks are the numbers of a claim's footnotes: [1][2].
func (c statement) marks() string { return marksOf(c.Citations) }

func marksOf(fs []footnote) string {
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "[%d]", f.N)
	}
	return b.String()
}

// footnotes are the footnotes of an answer and of where its evidence disagrees.
func (r askReply) footnotes() []footnote {
	all := citedBy(r.Differences)
	for _, c := range r.Claims {
		all = append(all, c.Citations...)
	}
	return all
}

// numbered are footnotes in order of number, each number once.
func numbered(fs []footnote) []footnote {
	fs = slices.Clone(fs)
	slices.SortStableFunc(fs, func(a, b footnote) int { return cmp.Compare(a.N, b.N) })
	return slices.CompactFunc(fs, func(a, b footnote) bool { return a.N == b.N })
}

// answer prints an answer for people: its sentences, then what they stand on.
func (p *paper) answer(s *story, r askReply) {
	var pieces []piece
	for _, c := range r.Claims {
		pieces = append(pieces, c.pieces()...)
	}
	if r.Refused {
		pieces = append(pieces, piece{bold, r.Text})
	}
	p.paragraph("", "", pieces...)
	p.below(s, r)
}

// pieces are a claim and its footnotes' numbers, as people see them.
func (c statement) pieces() []piece {
	return []piece{{bold, c.Text}, {cyan, c.marks()}}
}

// below prints what an answer stands on.
func (p *paper) below(s *story, r askReply) {
	for i, d := range r.Differences {
		if i == 0 {
			p.blank()
		}
		p.differ(d)
	}
	p.footnotes(s, r.footnotes())
	if len(r.Nearest) > 0 {
		p.blank()
		p.line("", piece{plain, "Nearest lines:"})
	}
	for _, c := range r.Nearest {
		p.source("", piece{cyan, "-"}, s, c)
	}
	p.asides(r)
}

// asides prints what is said beside an answer.
func (p *paper) asides(r askReply) {
	notes := slices.Clone(r.Notes)
	if r.Dropped > 0 {
		notes = append(notes, fmt.Sprintf("Left out, since their sources do not prove them: %d.", r.Dropped))
	}
	if len(notes) > 0 || r.Receipt != nil {
		p.blank()
	}
	for _, n := range notes {
		p.paragraph("", "", piece{dim, n})
	}
	if r.Receipt != nil {
		p.receipt(*r.Receipt)
	}
}

// footnotes prints what a text stands on, below a blank line.
func (p *paper) footnotes(s *story, fs []footnote) {
	for i, f := range numbered(fs) {
		if i == 0 {
			p.blank()
		}
		p.source("", piece{cyan, fmt.Sprintf("[%d]", f.N)}, s, f.citation)
	}
}

// notes prints what is said to the reader beside a result, or, where there is none, in
// its place.
func (p *paper) notes(instead bool, notes []string) {
	look := bold
	if !instead {
		look = dim
		if len(notes) > 0 {
			p.blank()
		}
	}
	for _, n := range notes {
		p.paragraph("", "", piece{look, n})
	}
}

// source prints where a citation is from, and its words below.
func (p *paper) source(indent string, mark piece, s *story, c citation) {
	p.line(indent, mark, piece{plain, heading(c)}, piece{dim, s.place(c)})
	p.paragraph(indent+"    “", indent+"    ", piece{plain, c.Quote + "”"})
}

// heading says whose and of when a citation is: "Korvale Courier, 20 Apr 2024,".
func heading(c citation) string { return label(c) + "," }

func label(c citation) string {
	return article.Meta{ID: c.Article, Outlet: c.Outlet, Published: c.Published, Updated: c.Updated}.Label()
}
