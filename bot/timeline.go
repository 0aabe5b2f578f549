package bot

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"footnote/answer"
	"footnote/answer/timeline"
	"footnote/answer/timeline/export"
	"footnote/answer/timeline/picture"
	"footnote/bot/message"
	"footnote/internal/timex"
)

func (b *Bot) timelineCommand() Command {
	day := "2024, 2024-03, 2024-03-15"
	last := &kept[timeline.Timeline]{}
	return Command{
		Name:  "timeline",
		Names: map[string]string{"de": "zeitleiste", "fr": "chronologie", "es-ES": "cronología"},

		Description: "What happened when, with footnotes and a picture",
		Descriptions: map[string]string{
			"de":    "Was wann geschah, mit Fußnoten und einem Bild",
			"fr":    "Ce qui s'est passé et quand, avec notes et image",
			"es-ES": "Qué pasó y cuándo, con notas y una imagen",
		},
		Options: []Option{aboutOption(), {
			Name: "from", Names: map[string]string{"de": "von", "fr": "du", "es-ES": "desde"},
			Description:  "Only from then on: " + day,
			Descriptions: map[string]string{"de": "Erst ab dann: " + day, "fr": "À partir de : " + day, "es-ES": "Desde: " + day},
			Longest:      longestDay,
		}, {
			Name: "to", Names: map[string]string{"de": "bis", "fr": "au", "es-ES": "hasta"},
			Description:  "Only up to then: " + day,
			Descriptions: map[string]string{"de": "Nur bis dann: " + day, "fr": "Jusqu'à : " + day, "es-ES": "Hasta: " + day},
			Longest:      longestDay,
		}, privateOption()},
		Speaks:  true,
		Private: func(r Request) bool { _, err := timelineAsked(r); return err != nil || privately(r) },
		Run:     func(ctx context.Context, r Request) (Reply, error) { return b.timeline(ctx, r, last) },
	}
}

// aboutOption narrows what is told of a story.
func aboutOption() Option {
	return Option{
		Name: "about", Names: map[string]string{"de": "thema", "fr": "sujet", "es-ES": "tema"},
		Description:  "Only what these words are about",
		Descriptions: map[string]string{"de": "Nur, wovon diese Wörter handeln", "fr": "Seulement ce dont parlent ces mots", "es-ES": "Solo lo que trata de estas palabras"},
		Longest:      longestAbout,
	}
}

const (
	longestAbout = 200 // characters
	longestDay   = 20
	// pictureWidth is that of the picture in pixels: readable in the column of a desktop
	// and, opened, on a phone.
	pictureWidth = 720
	longestAlt   = 1024 // of the description of a file
)

// timelineAsked is what of the story is asked for; the error is a sentence for people.
func timelineAsked(r Request) (timeline.Options, error) {
	o := timeline.Options{About: r.Options["about"]}
	for _, side := range []struct {
		name string
		to   *timex.Range
	}{{"from", &o.From}, {"to", &o.To}} {
		given := strings.TrimSpace(r.Options[side.name])
		if given == "" {
			continue
		}
		var err error
		if *side.to, err = timex.ParseRange(given); err != nil {
			return o, fmt.Errorf("%s: %w", side.name, err)
		}
	}
	if o.Check() != nil {
		return o, fmt.Errorf("from (%s) is after to (%s); exchange them", r.Options["from"], r.Options["to"])
	}
	return o, nil
}

// timeline tells the dated events of the story, in words and as a picture.
func (b *Bot) timeline(ctx context.Context, r Request, last *kept[timeline.Timeline]) (Reply, error) {
	asked, err := timelineAsked(r)
	if err != nil {
		return text(message.EscapeLine(err.Error())), nil
	}
	release, err := b.crew.slot(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer release()
	build := func() (timeline.Timeline, error) { return timeline.Build(ctx, r.View, asked) }
	var t timeline.Timeline
	if asked == (timeline.Options{}) {
		t, err = last.of(r.Story.Name, r.View, build)
	} else {
		t, err = build()
	}
	if err != nil {
		return Reply{}, err
	}
	if len(t.Entries) == 0 {
		return text("The sources date nothing of this."), nil
	}
	shown, parts := shortened(t)
	reply := Reply{Parts: parts}
	var drawn bytes.Buffer
	if err := picture.Draw(ctx, &drawn, shown, picture.Options{Width: pictureWidth, Dark: true}); err != nil {
		return Reply{}, err
	}
	reply.Files = append(reply.Files, message.File{
		Name: "timeline.png", Type: "image/png", Data: drawn.Bytes(), Description: picture.AltText(shown, longestAlt),
	})
	if len(shown.Entries) < len(t.Entries) {
		whole, err := wholeTimeline(t)
		if err != nil {
			return Reply{}, err
		}
		reply.Files = append(reply.Files, whole)
	}
	rec := record{Story: r.Story.Name, Citations: citedBy(shown)}
	if reply.Answer = b.keep(ctx, rec); reply.Answer != "" {
		reply.Buttons = []Button{{Label: "Show sources", Action: showSources, Answer: reply.Answer}}
	}
	return reply, nil
}

// wholeFile holds the timeline where it is too long for messages.
const wholeFile = "timeline.md"

// mostShown is more entries than fit into the messages of one answer.
const mostShown = 60

// shortened is the timeline with as many of its entries, the weightiest, as fit into
// the messages of one answer, and those messages.
func shortened(t timeline.Timeline) (timeline.Timeline, []string) {
	for n := min(len(t.Entries), mostShown); ; n = n * 4 / 5 {
		shown := t.Heaviest(n)
		page := timelinePage(shown)
		if left := len(t.Entries) - n; left > 0 {
			page.Tail = append(page.Tail, message.Note{Text: fmt.Sprintf("%d more events, on which less of the story turns, are in the file %s.", left, wholeFile)})
		}
		if parts := page.Parts(message.MaxContent); len(parts) <= message.MaxParts || n == 1 {
			return shown, parts
		}
	}
}

func timelinePage(t timeline.Timeline) message.Page {
	p := message.Page{List: true}
	for _, e := range t.Entries {
		b := message.Block{Head: e.Label, Text: e.Text}
		if word := e.Status.Word(); word != "" {
			b.Head += ", " + word
		}
		b.Mark, b.Notes = told(e.Citations, mostTold)
		for _, o := range e.Others {
			mark, notes := told(o.Citations, mostTold)
			b.Mark += " (also dated " + message.EscapeLine(o.Label) + mark + ")"
			b.Notes = append(b.Notes, notes...)
		}
		p.Blocks = append(p.Blocks, b)
	}
	if len(t.Undated) > 0 {
		p.Tail = append(p.Tail, message.Note{Text: fmt.Sprintf("Of articles whose day is not known only full dates are here: %s.", message.Truncate(strings.Join(t.Undated, ", "), longestAbout))})
	}
	return p
}

// mostTold is how many footnotes of a date or a sentence are shown.
const mostTold = 6

// told are the numbers of the first citations, most of them, and their footnotes.
func told(citations []answer.Citation, most int) (string, []message.Note) {
	left := len(citations) - most
	if left <= 0 {
		return " " + answer.Marks(citations), notesOf(citations)
	}
	citations = citations[:most]
	return fmt.Sprintf(" %s and %d more", answer.Marks(citations), left), notesOf(citations)
}

// largestFile is less than the bytes of a file that Discord takes, 8 MiB.
const largestFile = 8<<20 - 64<<10

// wholeTimeline is the timeline as a file; one too large for Discord has the weightiest
// of its entries alone, and says so.
func wholeTimeline(t timeline.Timeline) (message.File, error) {
	return timelineFile(t, largestFile)
}

func timelineFile(t timeline.Timeline, largest int) (message.File, error) {
	f := message.File{Name: wholeFile, Type: "text/markdown; charset=utf-8", Description: "All dated events of the story, with their footnotes"}
	for n := len(t.Entries); ; n = n * 4 / 5 {
		var b bytes.Buffer
		if err := export.Write(&b, t.Heaviest(n), export.MD, export.Options{}); err != nil {
			return f, err
		}
		if left := len(t.Entries) - n; left > 0 {
			f.Description = fmt.Sprintf("%d dated events of the story, with their footnotes; %d more do not fit", n, left)
			fmt.Fprintf(&b, "\n%d more events, on which less of the story turns, do not fit into this file.\n", left)
		}
		if f.Data = b.Bytes(); len(f.Data) <= largest || n == 0 {
			return f, nil
		}
	}
}

// citedBy are the places that a timeline cites, each once, in order of their numbers.
func citedBy(t timeline.Timeline) []cited {
	var all []cited
	for _, c := range t.Citations() {
		all = append(all, placeOf(c))
	}
	return all
}
