package bot

import (
	"context"
	"fmt"
	"strings"

	"footnote/answer/summary"
)

func (b *Bot) summaryCommand() Command {
	last := &kept[summary.Summary]{}
	return Command{
		Name:  "summary",
		Names: map[string]string{"de": "zusammenfassung", "fr": "résumé", "es-ES": "resumen"},

		Description: "The story in brief; every sentence has its footnotes, and how many outlets carry it",
		Descriptions: map[string]string{
			"de":    "Die Geschichte in Kürze; jeder Satz mit Fußnoten und mit der Zahl der Medien",
			"fr":    "L'affaire en bref ; chaque phrase avec ses notes et le nombre de médias",
			"es-ES": "La historia en breve; cada frase con sus notas y el número de medios",
		},
		Options: []Option{aboutOption(), {
			Name: "length", Names: map[string]string{"de": "länge", "fr": "longueur", "es-ES": "longitud"},
			Description:  "How long?",
			Descriptions: map[string]string{"de": "Wie lang?", "fr": "De quelle longueur ?", "es-ES": "¿De qué extensión?"},
			Choices:      lengthChoices(),
		}, privateOption()},
		Speaks:  true,
		Private: privately,
		Run:     func(ctx context.Context, r Request) (Reply, error) { return b.summary(ctx, r, last) },
	}
}

// lengths are how long a summary can be, in sentences.
var lengths = []struct {
	name      string
	names     map[string]string
	sentences int
}{
	{"short", map[string]string{"de": "kurz", "fr": "court", "es-ES": "breve"}, 3},
	{"usual", map[string]string{"de": "üblich", "fr": "habituel", "es-ES": "normal"}, summary.Usual},
	{"long", map[string]string{"de": "lang", "fr": "long", "es-ES": "largo"}, 10},
}

func lengthChoices() []Choice {
	units := map[string]string{"de": "Sätze", "fr": "phrases", "es-ES": "frases"}
	var all []Choice
	for _, l := range lengths {
		c := Choice{Name: fmt.Sprintf("%s: %d sentences", l.name, l.sentences), Names: map[string]string{}, Value: l.name}
		for locale, unit := range units {
			c.Names[locale] = fmt.Sprintf("%s: %d %s", l.names[locale], l.sentences, unit)
		}
		all = append(all, c)
	}
	return all
}

// sentencesOf is how many sentences a length has; one that nobody offered has the usual.
func sentencesOf(length string) int {
	for _, l := range lengths {
		if l.name == length {
			return l.sentences
		}
	}
	return summary.Usual
}

// summary tells the story in brief.
func (b *Bot) summary(ctx context.Context, r Request, last *kept[summary.Summary]) (Reply, error) {
	release, err := b.crew.slot(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer release()
	o := summary.Options{About: strings.TrimSpace(r.Options["about"]), Sentences: sentencesOf(r.Options["length"]), Today: b.today()}
	by, instead := b.teller(ctx, r.Guild)
	if by != nil {
		o.By, o.Judge = by, b.opts.Judge
	}
	build := func() (summary.Summary, error) { return summary.Build(ctx, r.View, o) }
	var s summary.Summary
	if by == nil && o.About == "" {
		s, err = last.of(fmt.Sprintf("%s\n%d", r.Story.Name, o.Sentences), r.View, build)
	} else {
		s, err = build()
	}
	receipt := b.settle(ctx, r.Guild, by)
	if err != nil {
		return Reply{}, err
	}
	x := summaryBrief(s, o.About)
	x.instead, x.receipt = instead, receipt
	return b.briefed(ctx, r, x), nil
}

// summaryBrief is a summary, a sentence a point.
func summaryBrief(s summary.Summary, about string) brief {
	x := brief{command: "summary", title: "The story in brief", about: about, notes: s.Notes}
	for _, c := range s.Claims {
		p := pointOf("", c.Text, c.Citations)
		if by := c.Carriers(); by != "" {
			p.block.Mark += " (" + by + ")"
			p.md += " *(" + by + ")*"
		}
		x.points = append(x.points, p)
	}
	x.left = func(n int) string {
		return fmt.Sprintf("There is more: %s. The whole is in the file %s.", counted(len(x.points)-n, "more sentence"), x.fileName())
	}
	return x
}
