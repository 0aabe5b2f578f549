package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/answer/quote"
	"footnote/article"
	"footnote/internal/copies"
	"footnote/retrieval"
)

// Lineage tells, where several articles carry a quotation, who published it first,
// who has it otherwise, and which of them are copies of one report: a sentence each.
// It is empty where one article alone carries it. r is what x found of the text.
func Lineage(ctx context.Context, v *retrieval.View, x *quote.Index, text string, r quote.Result) ([]string, error) {
	if r.Verdict == quote.Absent || r.Verdict == quote.Stitched {
		return nil, nil
	}
	carriers, err := carriersOf(ctx, v, x, text, r)
	if err != nil || len(carriers) < 2 {
		return nil, err
	}
	var out []string
	if first := carriers[0]; first.meta.Published != "" && first.meta.Published < carriers[1].meta.Published {
		out = append(out, fmt.Sprintf("First published by %s.", first.meta.Label()))
	}
	for _, c := range carriers {
		switch {
		case c.left > 0 && c.other == 0:
			out = append(out, fmt.Sprintf("%s has it shorter than given.", c.meta.Label()))
		case c.other > 0:
			out = append(out, fmt.Sprintf("%s has it in other words.", c.meta.Label()))
		}
	}
	var involved []*article.Article
	for _, c := range carriers {
		involved = append(involved, v.Article(c.meta.ID))
	}
	for _, group := range copies.Groups(involved) {
		if len(group) > 1 {
			out = append(out, fmt.Sprintf("Copies of one report: %s.", strings.Join(group, ", ")))
		}
	}
	return out, nil
}

// A carrier is an article that carries a quotation, and how it differs there.
type carrier struct {
	meta  article.Meta
	left  int // words of the given quotation that it lacks
	other int // other differences
}

// nearbyMax is how many passages near to a quotation are looked at for other words of it.
const nearbyMax = 8

// carriersOf are the articles that carry a text, in its words or near them, the
// earliest first; those without a day last.
func carriersOf(ctx context.Context, v *retrieval.View, x *quote.Index, text string, r quote.Result) ([]carrier, error) {
	found := map[string]quote.Match{}
	for _, m := range r.Matches {
		if _, ok := found[m.Span.Article]; !ok {
			found[m.Span.Article] = m
		}
	}
	nearby, err := v.Search(ctx, retrieval.ParseQuery(text, v.Lang), nearbyMax, retrieval.Whole)
	if err != nil {
		return nil, err
	}
	look := map[string]bool{}
	for _, h := range nearby {
		look[h.Passage.Span.Article] = true
	}
	var all []carrier
	for _, a := range v.Articles {
		m, ok := found[a.ID]
		if !ok && !look[a.ID] {
			continue
		}
		if !ok {
			other, err := x.Check(ctx, quote.Given{Text: text, In: a.ID})
			if err != nil {
				return nil, err
			}
			if len(other.Matches) == 0 || other.Verdict == quote.Stitched {
				continue
			}
			m = other.Matches[0]
		}
		c := carrier{meta: a.Meta}
		for _, e := range m.Edits {
			if e.Op == quote.Insert {
				c.left++
			} else {
				c.other++
			}
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b carrier) int {
		if (a.meta.Published == "") != (b.meta.Published == "") {
			return cmp.Compare(b.meta.Published, a.meta.Published)
		}
		return cmp.Or(cmp.Compare(a.meta.Published, b.meta.Published), cmp.Compare(a.meta.ID, b.meta.ID))
	})
	return all, nil
}
