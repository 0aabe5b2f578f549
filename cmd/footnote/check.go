package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"footnote/answer"
	"footnote/answer/claim"
	"footnote/article"
	"footnote/retrieval"
)

// checkCmd compares claims with the sources.
type checkCmd struct {
	Words     []string `arg:"" optional:"" name:"claim" help:"The claim."`
	Published day      `placeholder:"DAY" help:"Day that the claim is of, as 2024-04-20."`
}

func (c *checkCmd) run(ctx context.Context, p *program) error {
	return offer(ctx, p, c.Words, service[assertion, checkReply]{
		example: `footnote check "More than 1,000 US troops will leave Niger."`,
		words:   func(words string) assertion { return assertion{id: noID, text: words, published: c.Published} },
		read:    func(l batchLine) (assertion, error) { return readAssertion(l, assertion{published: c.Published}) },
		answer:  check,
		print:   func(s *story, a assertion, r checkReply) { p.out.checked(s, a, r) },
	})
}

// An assertion is what `check` is given.
type assertion struct {
	id        json.RawMessage
	text      string
	published day
	source    *string // the text to compare with alone; nil: the story
}

// readAssertion takes a claim from a line of a batch; what the line does not say is as in a.
func readAssertion(l batchLine, a assertion) (assertion, error) {
	a.id = l.id
	var source, published string
	err := cmp.Or(
		l.allow("claim", "published", "source"),
		l.need("claim"),
		l.take("claim", "a string", &a.text),
		l.take("source", "a string", &source),
		l.take("published", "a string", &published),
	)
	if err == nil && published != "" {
		err = a.published.UnmarshalText([]byte(published))
	}
	if l.keys["source"] != nil {
		a.source = &source
	}
	return a, err
}

// check compares one claim with the story, or with the text that came with it.
func check(ctx context.Context, v *retrieval.View, a assertion) (checkReply, error) {
	if a.source != nil {
		given, err := article.Given(*a.source, article.Date(a.published))
		if err != nil {
			return checkReply{}, err
		}
		return checkReplyOf(a.id, answer.CheckAgainst(given, a.text, article.Date(a.published))), nil
	}
	c, err := answer.Check(ctx, v, a.text, article.Date(a.published))
	return checkReplyOf(a.id, c), err
}

func checkReplyOf(id json.RawMessage, c answer.Checked) checkReply {
	r := checkReply{
		ID: id, Verdict: c.Verdict, Score: c.Score,
		Citations: citations(c.Citations), Nearest: citations(c.Nearest), Problems: []flaw{}, Frame: c.Frame,
	}
	for _, p := range c.Problems {
		r.Problems = append(r.Problems, flaw{Kind: p.Kind, Text: p.Text, Start: p.Start, End: p.End, Detail: p.Detail})
	}
	return r
}

// verdicts are what people are told.
var verdicts = map[claim.Verdict]string{
	claim.Supported: "The sources say so.", claim.Partly: "The sources say a part of it.",
	claim.Contradicted: "The sources say otherwise.", claim.Unsupported: "The sources do not say so.",
}

// checked prints what became of a claim, for people.
func (p *paper) checked(s *story, _ assertion, r checkReply) {
	if r.Frame {
		p.line("", piece{bold, "This states nothing that could be checked."})
		return
	}
	p.line("", piece{bold, verdicts[r.Verdict]})
	for _, f := range r.Problems {
		p.paragraph("  ", "    ", piece{red, f.Text}, piece{plain, f.Detail})
	}
	for i, c := range r.Citations {
		if i == 0 {
			p.blank()
		}
		p.source("", piece{cyan, fmt.Sprintf("[%d]", i+1)}, s, c)
	}
	if len(r.Nearest) > 0 {
		p.blank()
		p.line("", piece{plain, "Nearest lines:"})
	}
	for _, c := range r.Nearest {
		p.source("", piece{cyan, "-"}, s, c)
	}
}
