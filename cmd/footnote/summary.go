package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"footnote/answer"
	"footnote/answer/summary"
	"footnote/article"
	"footnote/retrieval"
)

// summaryCmd tells the story in a few sentences.
type summaryCmd struct {
	Words     []string  `arg:"" optional:"" hidden:"" name:"words"`
	About     string    `placeholder:"WORDS" help:"Only what these words are about."`
	Sentences sentences `placeholder:"N" default:"5" help:"At most so many sentences, 1 to 50 (without it: 5)."`
	Order     order     `placeholder:"O" default:"importance" help:"What comes first: importance, or events, as they happened (without it: importance)."`
	Format    prose     `placeholder:"F" default:"text" help:"How it is printed: text, or md, Markdown with footnotes (without it: text)."`
}

func (c *summaryCmd) run(ctx context.Context, p *program) error {
	if err := cmp.Or(wordless("summary", c.Words), c.Format.check(p)); err != nil {
		return err
	}
	asked := brief{id: noID, about: c.About, sentences: c.Sentences, order: c.Order}
	return offerWhole(ctx, p, asked, service[brief, summaryReply]{
		read:   func(l batchLine) (brief, error) { return readBrief(l, asked) },
		answer: p.sumUp,
		print: func(s *story, b brief, r summaryReply) {
			if c.Format == markdown {
				summaryMD(p.out, headline(s, "in brief", b.about), r.made)
			} else {
				p.out.summary(s, r)
			}
		},
	})
}

// A brief is what `summary` is asked for.
type brief struct {
	id        json.RawMessage
	about     string
	sentences sentences
	order     order
	today     article.Date // empty: see program.today
	source    *string      // the text to sum up alone; nil: the story
}

// readBrief takes a brief from a line of a batch; what the line does not say is as in b.
func readBrief(l batchLine, b brief) (brief, error) {
	b.id = l.id
	var source string
	format := prose("text")
	err := cmp.Or(
		l.allow("about", "sentences", "order", "format", "today", "source"),
		l.take("about", "a string", &b.about),
		l.take("sentences", "a whole number", (*int)(&b.sentences)),
		l.take("order", "events or importance", &b.order),
		l.take("format", "text or md", &format),
		l.take("today", "a day, as 2024-04-20", (*day)(&b.today)),
		l.take("source", "a string", &source),
	)
	if l.keys["source"] != nil {
		b.source = &source
	}
	return b, cmp.Or(err, b.sentences.check(), format.checkLine())
}

// sumUp tells a story, or a text that came with the brief, in a few sentences.
func (p *program) sumUp(ctx context.Context, v *retrieval.View, b brief) (summaryReply, error) {
	o := summary.Options{
		About: b.about, Sentences: int(b.sentences), Order: summary.Order(b.order),
		By: p.teller(), Judge: p.judge, Today: p.today(b.today),
	}
	if b.source == nil {
		s, err := summary.Build(ctx, v, o)
		return summaryReplyOf(b.id, s), err
	}
	given, err := article.Given(*b.source, "")
	if err != nil {
		return summaryReply{}, err
	}
	s, err := summary.Of(ctx, given, o)
	return summaryReplyOf(b.id, s), err
}

// teller is the author where it can also sum up and compare; else nil.
func (a author) teller() answer.Teller {
	t, _ := a.by.(answer.Teller)
	return t
}

func summaryReplyOf(id json.RawMessage, s summary.Summary) summaryReply {
	r := summaryReply{ID: id, Claims: []carried{}, Notes: append([]string{}, s.Notes...), made: s}
	for _, c := range s.Claims {
		r.Claims = append(r.Claims, carried{
			Text: c.Text, Outlets: append([]string{}, c.Outlets...), Independent: c.Independent, Citations: footnotesOf(c.Citations),
		})
	}
	return r
}

// summary prints a summary for people: its sentences, what they stand on, and the notes.
func (p *paper) summary(s *story, r summaryReply) {
	var all []footnote
	for i, c := range r.Claims {
		if i > 0 {
			p.blank()
		}
		p.paragraph("", "", piece{bold, c.Text}, piece{cyan, marksOf(c.Citations)}, piece{dim, bracketed(r.made.Claims[i].Carriers())})
		all = append(all, c.Citations...)
	}
	p.footnotes(s, all)
	p.notes(len(r.Claims) == 0, r.Notes)
}

// bracketed is what is said beside a sentence; empty where that is.
func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// Sentences is how many sentences a summary has at most.
type sentences int

// UnmarshalText takes a whole number that check lets pass.
func (n *sentences) UnmarshalText(text []byte) error {
	i, err := strconv.Atoi(string(text))
	if err != nil {
		i = 0
	}
	*n = sentences(i)
	return n.check()
}

func (n sentences) check() error {
	if n < 1 || n > summary.Most {
		return fmt.Errorf("a summary has from 1 to %d sentences; write a whole number of them", summary.Most)
	}
	return nil
}

// An order is one of summary's.
type order summary.Order

// UnmarshalText takes the name of an order.
func (o *order) UnmarshalText(text []byte) error {
	*o = order(text)
	if !slices.Contains([]summary.Order{summary.Events, summary.Importance}, summary.Order(text)) {
		return errors.New("there are the orders events and importance")
	}
	return nil
}
