package bot

import (
	"context"
	"fmt"
	"strings"

	"footnote/answer/compare"
	"footnote/answer/timeline/export"
	"footnote/bot/message"
)

func (b *Bot) compareCommand() Command {
	last := &kept[compare.Comparison]{}
	return Command{
		Name:  "compare",
		Names: map[string]string{"de": "vergleich", "fr": "comparer", "es-ES": "comparar"},

		Description: "Where the outlets disagree, what changed over time, and what only one of them reports",
		Descriptions: map[string]string{
			"de":    "Wo die Medien sich widersprechen, was sich geändert hat, was nur eines berichtet",
			"fr":    "Où les médias se contredisent, ce qui a changé, ce qu'un seul rapporte",
			"es-ES": "En qué discrepan los medios, qué ha cambiado y qué cuenta solo uno",
		},
		Options: []Option{aboutOption(), privateOption()},
		Speaks:  true,
		Private: privately,
		Run:     func(ctx context.Context, r Request) (Reply, error) { return b.compare(ctx, r, last) },
	}
}

// compare shows where the articles of the story differ.
func (b *Bot) compare(ctx context.Context, r Request, last *kept[compare.Comparison]) (Reply, error) {
	release, err := b.crew.slot(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer release()
	o := compare.Options{About: strings.TrimSpace(r.Options["about"]), Today: b.today()}
	by, instead := b.teller(ctx, r.Guild)
	if by != nil {
		o.By, o.Judge = by, b.opts.Judge
	}
	build := func() (compare.Comparison, error) { return compare.Build(ctx, r.View, o) }
	var c compare.Comparison
	if by == nil && o.About == "" {
		c, err = last.of(r.Story.Name, r.View, build)
	} else {
		c, err = build()
	}
	receipt := b.settle(ctx, r.Guild, by)
	if err != nil {
		return Reply{}, err
	}
	x := comparisonBrief(c, o.About)
	x.instead, x.receipt = instead, receipt
	return b.briefed(ctx, r, x), nil
}

// comparisonBrief is a comparison: what a language model makes of it, the differences
// by kind, and what one outlet alone reports.
func comparisonBrief(c compare.Comparison, about string) brief {
	x := brief{command: "compare", title: "Where the sources differ", about: about, notes: c.Notes}
	for _, cl := range c.Claims {
		x.points = append(x.points, pointOf("", cl.Text, cl.Citations))
	}
	for _, d := range compare.Ordered(c.Differences) {
		if len(d.Sides) > 0 {
			x.points = append(x.points, differencePoint(d))
		}
	}
	alone := len(x.points)
	head := compare.OnlyWords
	for _, o := range c.Only {
		p := pointOf(head, o.Text, o.Citations)
		p.block.Mark += " (1 outlet)" // said of each: the head may stand in the message before
		x.points, head = append(x.points, p), ""
	}
	x.left = func(n int) string {
		var more []string
		if differ := alone - n; differ > 0 {
			more, n = append(more, counted(differ, "more difference")), alone
		}
		if single := len(x.points) - n; single > 0 {
			more = append(more, counted(single, "more report")+" of one outlet alone")
		}
		return fmt.Sprintf("There is more: %s. The whole is in the file %s.", strings.Join(more, " and "), x.fileName())
	}
	return x
}

// differencePoint shows a difference, a line a side.
func differencePoint(d compare.Difference) point {
	block := message.Block{Head: d.Kind.Words() + ": " + message.Truncate(d.Topic(), longestTopic)}
	taken := 0
	block.Notes, taken = notesOfSides(d)
	end := ""
	if in := d.Where(); in != "" {
		end = "\n(" + message.EscapeLine(in) + ")"
	}
	block.Text, block.Mark = inLines.sidesOf(d, roomFor(taken+message.Length(message.EscapeLine(block.Head))+message.Length(end)))
	block.Mark += end
	return point{block: block, md: differenceMD(d), citations: citationsOf([]compare.Difference{d})}
}

// differenceMD is a difference in a file, with all of its sides.
func differenceMD(d compare.Difference) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**", export.MDText(d.Kind.Words()+": "+d.Topic()))
	if in := d.Where(); in != "" {
		fmt.Fprintf(&b, " (%s)", export.MDText(in))
	}
	b.WriteString("\n")
	for _, s := range d.Sides {
		fmt.Fprintf(&b, "\n- %s – %s%s", export.MDText(s.Value), export.MDText(whose(s.Citations, longestLabel)), export.MDMarks(s.Citations))
	}
	return b.String()
}
