package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/words"
	"footnote/retrieval"
)

// searchCmd lists passages.
type searchCmd struct {
	Words []string `arg:"" optional:"" name:"query" help:"What to look for."`
	K     hits     `short:"k" default:"10" placeholder:"N" help:"How many passages, 1 to 100 (without it: 10)."`
}

func (c *searchCmd) run(ctx context.Context, p *program) error {
	return offer(ctx, p, c.Words, service[query, searchReply]{
		example: `footnote search "air base"`,
		words:   func(words string) query { return query{id: noID, text: words, k: c.K, today: p.today("")} },
		read:    func(l batchLine) (query, error) { return readQuery(l, query{k: c.K, today: p.today("")}) },
		answer:  search,
		print:   func(s *story, q query, r searchReply) { p.out.hits(s, q, r) },
	})
}

// A query is what `search` looks for.
type query struct {
	id   json.RawMessage
	text string
	k    hits

	today article.Date // what today means in it
}

// readQuery takes a query from a line of a batch; what the line does not say is as in q.
func readQuery(l batchLine, q query) (query, error) {
	q.id = l.id
	err := cmp.Or(
		l.allow("query", "k", "today"),
		l.need("query"),
		l.take("query", "a string", &q.text),
		l.take("k", "a whole number", (*int)(&q.k)),
		l.take("today", "a day, as 2024-04-20", (*day)(&q.today)),
	)
	return q, cmp.Or(err, q.k.check())
}

// search finds the passages for one query.
func search(ctx context.Context, v *retrieval.View, q query) (searchReply, error) {
	r := searchReply{ID: q.id, Hits: []hit{}}
	found, err := v.Search(ctx, retrieval.ParseQuery(q.text, v.Lang).On(q.today.Time()), int(q.k), retrieval.Whole)
	if err != nil {
		return r, err
	}
	for _, f := range found {
		if c, ok := answer.CiteIn(v, f.Passage.Span); ok {
			r.Hits = append(r.Hits, hit{Score: f.Score, citation: citationOf(c)})
		}
	}
	return r, nil
}

// hits prints what was found for people.
func (p *paper) hits(s *story, q query, r searchReply) {
	if len(r.Hits) == 0 {
		p.line("", piece{bold, "Nothing found."})
	}
	for i, h := range r.Hits {
		if i > 0 {
			p.blank()
		}
		p.line("", piece{cyan, fmt.Sprintf("%d.", i+1)}, piece{bold, heading(h.citation)}, piece{dim, s.place(h.citation)})
		p.paragraph("   ", "   ", piece{plain, s.excerpt(h.citation, q.text)})
	}
}

// excerpt is so much of a passage that a person sees why it was found: from the
// first of the sentences that hold most of the query's words.
func (s *story) excerpt(c citation, query string) string {
	const most = 50 // words, some four lines
	a := s.named(c.Article)
	best, from := 0, c.Start
	for _, sen := range a.Sentences {
		if sen.Span.Start < c.Start || sen.Span.End > c.End {
			continue
		}
		if n := inCommon(words.For(a.Lang), query, sen.Text); n > best {
			best, from = n, sen.Span.Start
		}
	}
	text := strings.Fields(a.Source[from:c.End])
	if from > c.Start {
		text = append([]string{"…"}, text...)
	}
	if len(text) > most {
		text = append(text[:most], "…")
	}
	return joined(text)
}

// inCommon is the number of words of content that two texts share.
func inCommon(l *words.Language, a, b string) int {
	in := map[string]bool{}
	l.Each(a, func(t words.Token) { in[t.Stem] = !t.Stop })
	n := 0
	l.Each(b, func(t words.Token) {
		if in[t.Stem] {
			n++
			in[t.Stem] = false
		}
	})
	return n
}
