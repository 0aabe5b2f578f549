package timeline

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"footnote/answer"
	"footnote/article"
)

// pick keeps the groups that the options want: the weightiest, by date.
func (b *builder) pick(groups []*group, o Options) []*group {
	about := b.about(o.About)
	groups = slices.DeleteFunc(groups, func(g *group) bool {
		r := g.lead.when
		return !o.From.First.IsZero() && r.Last.Before(o.From.First) ||
			!o.To.Last.IsZero() && r.First.After(o.To.Last) ||
			o.Precision != "" && r.Precision != o.Precision
	})
	if about != nil {
		groups = about.only(groups)
	}
	if o.Max > 0 && len(groups) > o.Max {
		slices.SortStableFunc(groups, func(a, c *group) int { return cmp.Or(cmp.Compare(c.weight, a.weight), byTime(a, c)) })
		groups = groups[:o.Max]
	}
	slices.SortStableFunc(groups, byTime)
	return groups
}

// byTime compares groups by date, then article and place.
func byTime(a, c *group) int {
	x, y := a.lead, c.lead
	return cmp.Or(byDate(x, y), cmp.Compare(x.s.Article.ID, y.s.Article.ID), cmp.Compare(x.exprs[0].Start, y.exprs[0].Start))
}

// entries makes entries of groups, in their order.
func (b *builder) entries(ctx context.Context, groups []*group) ([]Entry, error) {
	n := answer.Numbers{}
	out := make([]Entry, 0, len(groups))
	for _, g := range groups {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, b.entry(n, g))
	}
	return out, nil
}

func (b *builder) entry(n answer.Numbers, g *group) Entry {
	lead := g.lead
	e := Entry{
		When: lead.when, Value: lead.value, Mod: lead.mod, Label: heading(lead.label), Status: g.status,
		Text:        article.OneLine(lead.s.Article.Sentences[lead.s.Index].Text),
		Independent: b.independent(g), Weight: g.weight,
		Citations: b.cite(n, g), Expressions: expressions(g),
	}
	for _, c := range e.Citations {
		if name := c.Meta.Whose(); !slices.Contains(e.Outlets, name) {
			e.Outlets = append(e.Outlets, name)
		}
	}
	for _, o := range g.others {
		m := o.lead
		e.Others = append(e.Others, Other{When: m.when, Value: m.value, Mod: m.mod, Label: m.label, Citations: b.cite(n, o)})
	}
	return e
}

// heading is a date as it stands at the head of an entry: Week of 8 April 2024.
func heading(label string) string {
	if label == "" {
		return ""
	}
	return strings.ToUpper(label[:1]) + label[1:]
}

// cite cites the sentences of a group, each once, the leader's first.
func (b *builder) cite(n answer.Numbers, g *group) []answer.Citation {
	var out []answer.Citation
	seen := map[*sentence]bool{}
	for _, m := range g.ordered() {
		span := m.s.Article.Sentences[m.s.Index].Span
		c, ok := answer.CiteIn(b.view, span)
		if !ok || seen[m.s] {
			continue
		}
		seen[m.s] = true
		out = append(out, c)
	}
	n.Number(out)
	return out
}

// expressions are those that date the event, each once, in order of its citations.
func expressions(g *group) []Expression {
	var out []Expression
	for _, m := range g.ordered() {
		for _, t := range m.exprs {
			e := Expression{Text: t.Text(m.s.Article), Value: t.Value, Article: m.s.Article.ID, Line: t.Line, Start: t.Start, End: t.End}
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}
