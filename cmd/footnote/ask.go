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
	today   article.Date // what today means in it; empty: see program.today
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
	by := answer.Extractive{}
	q.today = p.today(q.today)
	a, err := answer.Ask(ctx, v, by, q.text, answer.Options{Today: q.today, History: turns(q.history)})
	if err != nil {
		return askReply{}, err
	}
	r := replyOf(a)
	r.ID, r.Question = q.id, q.text
	if q.explain {
		r.Receipt = p.receipt(v, q)
	}
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

// replyOf is an answer in the shape that scripts see.
func replyOf(a answer.Answer) askReply {
	r := askReply{
		Refused: a.Refused(), Reason: a.Reason(), Text: a.Reason().Sentence(),
		Claims: []statement{}, Nearest: citations(a.Nearest()), Differences: []struct{}{},
		Dropped: a.Dropped(), Notes: append([]string{}, a.Notes()...),
	}
	var texts []string
	for _, c := range a.Claims() {
		cl := statement{Text: c.Text, Citations: []footnote{}, Dates: []dateSaid{}}
		for _, d := range c.Dates {
			cl.Dates = append(cl.Dates, dateSaid(d))
		}
		for _, ci := range c.Citations {
			cl.Citations = append(cl.Citations, footnote{N: ci.N, citation: citationOf(ci)})
		}
		r.Claims = append(r.Claims, cl)
		texts = append(texts, cl.Text+" "+cl.marks())
	}
	if len(texts) > 0 {
		r.Text = strings.Join(texts, " ")
	}
	return r
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
func (c statement) marks() string {
	var b strings.Builder
	for _, f := range c.Citations {
		fmt.Fprintf(&b, "[%d]", f.N)
	}
	return b.String()
}

// footnotes are the footnotes of an answer, each number once, in order.
func (r askReply) footnotes() []footnote {
	byN := map[int]footnote{}
	for _, c := range r.Claims {
		for _, f := range c.Citations {
			byN[f.N] = f
		}
	}
	var all []footnote
	for _, f := range byN {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b footnote) int { return cmp.Compare(a.N, b.N) })
	return all
}

// receipt says how a question is answered.
func (p *program) receipt(v *retrieval.View, asked question) *receipt {
	q := retrieval.Follow(asked.text, turns(asked.history), v.Lang).On(asked.today.Time())
	r := &receipt{
		Answerer: "extractive", Model: p.embed.Model(), Recipe: retrieval.Recipe,
		Today: string(asked.today),
		Lang:  q.Lang, Kind: string(q.Kind), Terms: []string{}, Articles: len(v.Articles),
	}
	for _, t := range q.Terms {
		r.Terms = append(r.Terms, t.Word)
	}
	return r
}

// answer prints an answer for people: its sentences, then what they stand on.
func (p *paper) answer(s *story, r askReply) {
	var pieces []piece
	for _, c := range r.Claims {
		pieces = append(pieces, piece{bold, c.Text}, piece{cyan, c.marks()})
	}
	if r.Refused {
		pieces = append(pieces, piece{bold, r.Text})
	}
	p.paragraph("", "", pieces...)
	for i, f := range r.footnotes() {
		if i == 0 {
			p.blank()
		}
		p.source("", piece{cyan, fmt.Sprintf("[%d]", f.N)}, s, f.citation)
	}
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
	if rc := r.Receipt; rc != nil {
		p.paragraph("", "    ", piece{dim, fmt.Sprintf("Answerer %s; index %s-%s of %d articles; today %s; language %s; kind of answer %s; words %s.",
			rc.Answerer, rc.Model, rc.Recipe, rc.Articles, rc.Today, cmp.Or(rc.Lang, "not known"), rc.Kind, strings.Join(rc.Terms, ", "))})
	}
}

// source prints where a citation is from, and its words below.
func (p *paper) source(indent string, mark piece, s *story, c citation) {
	p.line(indent, mark, piece{plain, heading(c)}, piece{dim, s.place(c)})
	p.paragraph(indent+"    “", indent+"    ", piece{plain, c.Quote + "”"})
}

// heading says whose and of when a citation is: "Korvale Courier, 20 Apr 2024,".
func heading(c citation) string {
	return article.Meta{ID: c.Article, Outlet: c.Outlet, Published: c.Published, Updated: c.Updated}.Label() + ","
}
