package main

import (
	"cmp"
	"context"
	"encoding/json"

	"footnote/answer/compare"
	"footnote/article"
	"footnote/retrieval"
)

// compareCmd shows where the sources differ.
type compareCmd struct {
	Words  []string `arg:"" optional:"" hidden:"" name:"words"`
	About  string   `placeholder:"WORDS" help:"Only what these words are about."`
	Format prose    `placeholder:"F" default:"text" help:"How it is printed: text, or md, Markdown with footnotes (without it: text)."`
}

func (c *compareCmd) run(ctx context.Context, p *program) error {
	if err := cmp.Or(wordless("compare", c.Words), c.Format.check(p)); err != nil {
		return err
	}
	asked := topic{id: noID, about: c.About}
	return offerWhole(ctx, p, asked, service[topic, compareReply]{
		read:   func(l batchLine) (topic, error) { return readTopic(l, asked) },
		answer: p.compare,
		print: func(s *story, t topic, r compareReply) {
			if c.Format == markdown {
				comparisonMD(p.out, headline(s, "where the sources differ", t.about), r.made)
			} else {
				p.out.comparison(s, r)
			}
		},
	})
}

// A topic is what `compare` is asked for.
type topic struct {
	id    json.RawMessage
	about string
	today article.Date // empty: see program.today
}

// readTopic takes a topic from a line of a batch; what the line does not say is as in t.
func readTopic(l batchLine, t topic) (topic, error) {
	t.id = l.id
	format := prose("text")
	err := cmp.Or(
		l.allow("about", "format", "today"),
		l.take("about", "a string", &t.about),
		l.take("format", "text or md", &format),
		l.take("today", "a day, as 2024-04-20", (*day)(&t.today)),
	)
	return t, cmp.Or(err, format.checkLine())
}

// compare compares the articles of a story.
func (p *program) compare(ctx context.Context, v *retrieval.View, t topic) (compareReply, error) {
	c, err := compare.Build(ctx, v, compare.Options{About: t.about, By: p.teller(), Judge: p.judge, Today: p.today(t.today)})
	return compareReplyOf(t.id, c), err
}

func compareReplyOf(id json.RawMessage, c compare.Comparison) compareReply {
	r := compareReply{
		ID: id, Differences: differencesOf(c.Differences), Only: []single{}, Claims: []told{},
		Notes: append([]string{}, c.Notes...), made: c,
	}
	for _, o := range c.Only {
		r.Only = append(r.Only, single{o.Text, o.Article, o.Outlet, footnotesOf(o.Citations)})
	}
	for _, cl := range c.Claims {
		r.Claims = append(r.Claims, told{cl.Text, footnotesOf(cl.Citations)})
	}
	return r
}

// differencesOf is never nil.
func differencesOf(ds []compare.Difference) []difference {
	out := make([]difference, len(ds))
	for i, d := range ds {
		out[i] = difference{About: d.About, Kind: d.Kind, Slot: d.Slot, Within: d.Within(), Sides: []side{}, made: d}
		for _, s := range d.Sides {
			out[i].Sides = append(out[i].Sides, side{s.Value, s.Published, footnotesOf(s.Citations)})
		}
	}
	return out
}

// comparison prints for people where the sources differ: a model's words for it where
// there are any, the differences by kind, what one alone reports, and what all of it
// stands on.
func (p *paper) comparison(s *story, r compareReply) {
	begin := p.apart()
	if len(r.Claims) > 0 {
		begin()
		var said []piece
		for _, c := range r.Claims {
			said = append(said, piece{bold, c.Text}, piece{cyan, marksOf(c.Citations)})
		}
		p.paragraph("", "", said...)
	}
	for _, k := range compare.Kinds {
		headed(p, k.Words(), begin, ofKind(r.Differences, k), p.difference)
	}
	headed(p, compare.OnlyWords, begin, r.Only, func(o single) {
		p.paragraph("  ", "  ", piece{plain, o.Text}, piece{cyan, marksOf(o.Citations)}, piece{dim, "– " + labels(o.Citations, labelOf)})
	})
	p.footnotes(s, r.footnotes())
	p.notes(len(r.Differences)+len(r.Only)+len(r.Claims) == 0, r.Notes)
}

// headed prints items, each apart, the first below a heading; nothing where there are none.
func headed[T any](p *paper, heading string, begin func(), items []T, print func(T)) {
	for i, it := range items {
		begin()
		if i == 0 {
			p.line("", piece{bold, heading})
			p.blank()
		}
		print(it)
	}
}

// footnotes are all footnotes of a comparison.
func (r compareReply) footnotes() []footnote {
	all := citedBy(r.Differences)
	for _, o := range r.Only {
		all = append(all, o.Citations...)
	}
	for _, c := range r.Claims {
		all = append(all, c.Citations...)
	}
	return all
}

func ofKind(ds []difference, k compare.Kind) (of []difference) {
	for _, d := range ds {
		if d.Kind == k {
			of = append(of, d)
		}
	}
	return of
}
