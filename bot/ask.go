package bot

import (
	"context"
	"fmt"
	"strings"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/article"
	"footnote/bot/message"
)

// longestQuestion is the most characters of a question in a slash command.
const longestQuestion = 1500

func (b *Bot) askCommand() Command {
	return Command{
		Name:  "ask",
		Names: map[string]string{"de": "fragen", "fr": "demander", "es-ES": "preguntar"},

		Description: "Ask about the story; every sentence of the answer has its footnote",
		Descriptions: map[string]string{
			"de":    "Frage zur Geschichte stellen; jeder Satz der Antwort hat seine Fußnote",
			"fr":    "Poser une question sur l'affaire ; chaque phrase de la réponse a sa note",
			"es-ES": "Preguntar por la historia; cada frase de la respuesta lleva su nota",
		},
		Options: []Option{{
			Name: "question", Names: map[string]string{"de": "frage", "fr": "question", "es-ES": "pregunta"},
			Description:  "What do you want to know?",
			Descriptions: map[string]string{"de": "Was möchtest du wissen?", "fr": "Que voulez-vous savoir ?", "es-ES": "¿Qué quieres saber?"},
			Required:     true, Longest: longestQuestion,
		}, privateOption()},
		Speaks:  true,
		Private: privately,
		Run:     b.ask,
	}
}

// privateOption hides a reply that everybody sees by itself.
func privateOption() Option {
	return Option{
		Name: "private", Names: map[string]string{"de": "privat", "fr": "privé", "es-ES": "privado"},
		Description:  "Show the answer to you alone",
		Descriptions: map[string]string{"de": "Die Antwort nur dir zeigen", "fr": "Ne montrer la réponse qu'à vous", "es-ES": "Mostrar la respuesta solo a ti"},
		YesNo:        true,
	}
}

// privately reports whether privateOption is chosen.
func privately(r Request) bool { return r.Options["private"] == "true" }

// ask answers a question.
func (b *Bot) ask(ctx context.Context, r Request) (Reply, error) {
	question := r.Options["question"]
	release, err := b.crew.slot(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer release()
	by, instead := b.answerer(ctx, r.Guild)
	opts := answer.Options{Today: b.today(), History: r.History, Judge: b.opts.Judge}
	if _, ok := by.(answer.Streamer); ok && r.stream != nil {
		opts.Said = r.stream.said(r.echo(question))
	}
	a, err := answer.Ask(ctx, r.View, by, question, opts)
	if err != nil {
		return Reply{}, err
	}
	b.spend(ctx, r.Guild, a.Receipt().Work)
	return b.show(ctx, r, answered{question, a, b.differing(ctx, r.View, a, question), instead}), nil
}

// echo is what stands above an answer: the question, where others do not see it.
func (r Request) echo(question string) string {
	if r.Echo {
		return question
	}
	return ""
}

// An answered is a question with its answer.
type answered struct {
	question string
	answer.Answer
	differences []compare.Difference // between its sources
	who         string               // said of who answered; may be empty
}

// show is an answer as a reply, which is remembered. What is said of who answered stands
// first below it.
func (b *Bot) show(ctx context.Context, r Request, a answered) Reply {
	page := pageOf(a.Answer)
	page.Quoted = r.echo(a.question)
	differ, more := differences(a.differences)
	page.Blocks, page.Tail = append(page.Blocks, differ...), append(more, page.Tail...)
	if a.who != "" {
		page.Tail = append([]message.Note{{Text: a.who}}, page.Tail...)
	}
	if id := b.keepReceipt(ctx, receiptOf(r, a.question, a.Receipt())); id != "" {
		page.Tail = append(page.Tail, message.Note{Text: "Receipt " + id})
	}
	parts, files := page.Fit(message.MaxContent, func() message.File { return fileOf(a, page.Tail) })
	reply := Reply{Parts: parts, Files: files}
	rec := recordOf(r, a)
	if len(rec.Citations) == 0 {
		return reply
	}
	if reply.Answer = b.keep(ctx, rec); reply.Answer != "" {
		reply.Buttons = []Button{{Label: showLabel(a.Answer), Action: showSources, Answer: reply.Answer}}
		if !a.Refused() && !r.Private && r.Threads {
			reply.Buttons = append(reply.Buttons, Button{Label: "Ask further", Action: openThread, Answer: reply.Answer})
		}
	}
	return reply
}

// pageOf is an answer as Discord shows it: its claims, with the footnotes of each,
// or the sentence of a refusal and the nearest lines, which are no footnotes.
func pageOf(a answer.Answer) message.Page {
	p := message.Page{Blocks: blocksOf(a.Claims())}
	if a.Refused() {
		b := message.Block{Text: a.Reason().Sentence()}
		for i, n := range a.Nearest() {
			if i == 0 {
				b.Notes = append(b.Notes, message.Note{Text: "Nearest lines:"})
			}
			b.Notes = append(b.Notes, message.Note{
				Mark: "• ", Text: n.Meta.Label() + ", " + lines(n) + ": “" + message.Truncate(article.OneLine(n.Quote), nearestLength) + "”",
			})
		}
		p.Blocks = append(p.Blocks, b)
	}
	for _, n := range a.Notes() {
		p.Tail = append(p.Tail, message.Note{Text: n})
	}
	if n := a.Dropped(); n > 0 {
		p.Tail = append(p.Tail, message.Note{Text: fmt.Sprintf("Left out, since their sources do not prove them: %d.", n)})
	}
	return p
}

// blocksOf are claims with the footnotes of each.
func blocksOf(claims []answer.Claim) []message.Block {
	var blocks []message.Block
	for _, c := range claims {
		blocks = append(blocks, message.Block{Text: c.Text, Mark: " " + answer.Marks(c.Citations), Notes: notesOf(c.Citations)})
	}
	return blocks
}

// nearestLength is how much of a line a refusal shows, in UTF-16 units.
const nearestLength = 200

// notesOf are the footnotes of citations.
func notesOf(citations []answer.Citation) []message.Note {
	notes := make([]message.Note, len(citations))
	for i, c := range citations {
		notes[i] = message.Note{
			Mark: fmt.Sprintf("[%d] ", c.N), Text: c.Meta.Label() + ", " + lines(c),
			URL: message.TextFragment(c.Meta.URL, c.Quote),
		}
	}
	return notes
}

// lines names the lines of a citation: "line 9", "lines 9 to 11".
func lines(c answer.Citation) string {
	if c.EndLine > c.Line {
		return fmt.Sprintf("lines %d to %d", c.Line, c.EndLine)
	}
	return fmt.Sprintf("line %d", c.Line)
}

// showLabel is what the button below an answer says.
func showLabel(a answer.Answer) string {
	if a.Refused() {
		return "Show nearest lines"
	}
	return "Show sources"
}

// footnotes are the footnotes of an answer and of its differences, by number.
func (a answered) footnotes() []answer.Citation {
	return answer.Once(append(a.Footnotes(), citationsOf(a.differences)...))
}

// fileOf is an answer as a text file, with the sources' words and what stands below it.
func fileOf(a answered, below []message.Note) message.File {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", a.question)
	for _, c := range a.Claims() {
		fmt.Fprintf(&b, "%s %s\n", c.Text, answer.Marks(c.Citations))
	}
	for _, d := range a.differences {
		said := differ(d, inFile)
		fmt.Fprintf(&b, "%s%s\n", said.Text, said.Mark)
	}
	for _, c := range a.footnotes() {
		fmt.Fprintf(&b, "\n[%d] %s, %s\n    “%s”\n", c.N, c.Meta.Label(), lines(c), c.Quote)
		if c.Meta.URL != "" {
			fmt.Fprintf(&b, "    %s\n", c.Meta.URL)
		}
	}
	for _, n := range below {
		fmt.Fprintf(&b, "\n%s\n", n.Text)
	}
	return message.File{Name: "answer.txt", Description: "The whole answer with its footnotes", Type: "text/plain; charset=utf-8", Data: []byte(b.String())}
}

// recordOf is what is remembered of an answer.
func recordOf(r Request, a answered) record {
	rec := record{Story: r.Story.Name, Question: a.question, Text: a.Text(), History: r.History}
	for _, c := range append(a.footnotes(), a.Nearest()...) {
		rec.Citations = append(rec.Citations, placeOf(c))
	}
	return rec
}
