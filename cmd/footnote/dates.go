package main

import (
	"context"
	"fmt"

	"footnote/article"
)

// datesCmd lists the expressions of time of all articles.
type datesCmd struct{}

func (c *datesCmd) run(ctx context.Context, p *program) error {
	if err := p.noBatch("dates"); err != nil {
		return err
	}
	s, err := p.readStory(ctx)
	if err != nil {
		return err
	}
	for i, a := range s.articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if p.flags.JSON {
			p.out.json(datesOf(a))
			continue
		}
		if i > 0 {
			p.out.blank()
		}
		p.out.dates(s, a)
	}
	return nil
}

func datesOf(a *article.Article) datesReply {
	r := datesReply{Article: a.ID, Published: a.Published, Updated: a.Updated, Expressions: []timeExpression{}}
	for _, t := range a.Times() {
		r.Expressions = append(r.Expressions, timeExpression{
			Text: t.Text(a), Type: t.Type, Value: t.Value, Mod: t.Mod,
			Line: t.Line, Start: t.Start, End: t.End, Furniture: t.Furniture,
		})
	}
	return r
}

// leansOn says from which day the relative expressions of an article are counted.
func leansOn(a *article.Article) string {
	switch {
	case a.Published != "":
		return "published " + a.Published.Short()
	case a.Updated != "":
		return "updated " + a.Updated.Short()
	}
	return "of no known day"
}

// dates prints the expressions of time of an article for people, a line each.
func (p *paper) dates(s *story, a *article.Article) {
	c := citation{Article: a.ID}
	p.line("", piece{bold, a.ID}, piece{dim, " " + leansOn(a)})
	if a.Status != article.Standing {
		p.paragraph("    ", "    ", piece{red, string(a.Status)}, piece{plain, a.Note})
	}
	times := a.Times()
	if len(times) == 0 {
		p.line("    ", piece{dim, "no expression of time"})
	}
	for _, t := range times {
		c.Line, c.EndLine = t.Line, t.Line
		said := []piece{{dim, s.place(c)}, {plain, "“" + t.Text(a) + "”"}, {cyan, fmt.Sprintf("%s %s%s", t.Type, t.Value, prefixed(" ", t.Mod))}}
		if label := t.Label(); label != "" {
			said = append(said, piece{plain, label})
		}
		if t.Furniture {
			said = append(said, piece{dim, "‹" + string(a.Lines[t.Line-1].Kind) + "›"})
		}
		p.line("    ", said...)
	}
}
