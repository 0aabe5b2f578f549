package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"footnote/answer"
	"footnote/answer/quote"
	"footnote/article"
	"footnote/bot/message"
	"footnote/retrieval"
)

// longestQuote is the most characters of a quotation or claim in a slash command.
const longestQuote = 3000

func (b *Bot) quoteCommand() Command {
	return Command{
		Name:  "quote",
		Names: map[string]string{"de": "zitat", "fr": "citation", "es-ES": "cita"},

		Description: "Is this quotation in the sources? Where, by whom, and what was changed?",
		Descriptions: map[string]string{
			"de":    "Steht dieses Zitat in den Quellen? Wo, von wem, was wurde geändert?",
			"fr":    "Cette citation est-elle dans les sources ? Où, de qui, qu'a-t-on changé ?",
			"es-ES": "¿Está esta cita en las fuentes? ¿Dónde, de quién, qué se cambió?",
		},
		Options: []Option{{
			Name: "text", Names: map[string]string{"de": "text", "fr": "texte", "es-ES": "texto"},
			Description:  "The quoted words",
			Descriptions: map[string]string{"de": "Die zitierten Worte", "fr": "Les mots cités", "es-ES": "Las palabras citadas"},
			Required:     true, Longest: longestQuote,
		}, {
			Name: "speaker", Names: map[string]string{"de": "sprecher", "fr": "auteur", "es-ES": "autor"},
			Description:  "Who is said to have said them?",
			Descriptions: map[string]string{"de": "Wer soll das gesagt haben?", "fr": "Qui l'aurait dit ?", "es-ES": "¿Quién lo habría dicho?"},
			Longest:      200,
		}, publicOption()},
		Speaks:  true,
		Private: notPublic,
		Run:     b.quote,
	}
}

func (b *Bot) checkQuotesCommand() Command {
	return Command{
		Name: "Check quotes", Names: map[string]string{"de": "Zitate prüfen", "fr": "Vérifier les citations", "es-ES": "Comprobar citas"},
		OnMessage: true, Run: b.checkQuotes,
	}
}

// publicOption lets a reply that is private by itself be seen by everybody.
func publicOption() Option {
	return Option{
		Name: "public", Names: map[string]string{"de": "öffentlich", "fr": "public", "es-ES": "público"},
		Description:  "Show the result to everybody here",
		Descriptions: map[string]string{"de": "Das Ergebnis allen hier zeigen", "fr": "Montrer le résultat à tous ici", "es-ES": "Mostrar el resultado a todos aquí"},
		YesNo:        true,
	}
}

func notPublic(r Request) bool { return r.Options["public"] != "true" }

// An indexer keeps the quotation index of the last views, one a story: it takes its
// time to make.
type indexer struct {
	mu     sync.Mutex
	stores map[string]indexed
}

type indexed struct {
	view  *retrieval.View
	index *quote.Index
}

func (x *indexer) of(story string, v *retrieval.View) *quote.Index {
	x.mu.Lock()
	defer x.mu.Unlock()
	if in := x.stores[story]; in.view == v {
		return in.index
	}
	if x.stores == nil {
		x.stores = map[string]indexed{}
	}
	in := indexed{v, quote.New(v.Articles)}
	x.stores[story] = in
	return in.index
}

// quote looks for one quotation.
func (b *Bot) quote(ctx context.Context, r Request) (Reply, error) {
	if !strings.ContainsFunc(r.Options["text"], func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return text("There are no words in this; give some that are quoted."), nil
	}
	q := quote.Quotation{Text: r.Options["text"], Speaker: r.Options["speaker"]}
	return b.quotations(ctx, r, []quote.Quotation{q})
}

// checkQuotes looks for all quotations of a message.
func (b *Bot) checkQuotes(ctx context.Context, r Request) (Reply, error) {
	found := quote.Find(message.Plain(r.Target))
	if len(found) == 0 {
		return text("I find no quotation in this message: nothing of some words between quotation marks, and no lines that begin with >."), nil
	}
	return b.quotations(ctx, r, found)
}

// mostQuotations is how many quotations of a message are checked.
const mostQuotations = 20

func (b *Bot) quotations(ctx context.Context, r Request, all []quote.Quotation) (Reply, error) {
	return b.results(ctx, len(all), mostQuotations, "-# %d more quotations were not checked.", func(n int) (string, error) {
		q, index := all[n], b.quoteIndexes.of(r.Story.Name, r.View)
		result, err := index.Check(ctx, quote.Given{Text: q.Text, Speaker: q.Speaker})
		if err != nil {
			return "", err
		}
		lineage, err := answer.Lineage(ctx, r.View, index, q.Text, result)
		return shownQuotation(r.View, q, result, lineage), err
	})
}

// results shows what came of each of several things in one message, the first most of
// all; the format left tells of the others.
func (b *Bot) results(ctx context.Context, all, most int, left string, one func(n int) (string, error)) (Reply, error) {
	release, err := b.crew.slot(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer release()
	var paragraphs []string
	for n := range min(all, most) {
		shown, err := one(n)
		if err != nil {
			return Reply{}, err
		}
		paragraphs = append(paragraphs, shown)
	}
	if all > most {
		paragraphs = append(paragraphs, fmt.Sprintf(left, all-most))
	}
	return capped(paragraphs, "-# %d more results do not fit here."), nil
}

// quoteVerdicts are what people are told.
var quoteVerdicts = map[quote.Verdict]string{
	quote.Verbatim:      "✅ **Verbatim**: these words stand in the sources.",
	quote.Typographic:   "✅ **The words are right**; punctuation, quotation marks or capitals differ.",
	quote.Elided:        "✅ **Shortened**, and marked so; nothing that changes the meaning is lost.",
	quote.Altered:       "❌ **Altered**: the sources have other words.",
	quote.Stitched:      "❌ **Stitched**: parts from different places, joined as one.",
	quote.Misattributed: "❌ **Misattributed**: somebody else said it.",
	quote.Absent:        "❌ **Absent**: the sources do not have these words.",
}

// mostMatches is how many places of a quotation are shown.
const mostMatches = 3

// shownQuotation is what became of a quotation: its words, with what was changed,
// the verdict, and where it stands.
func shownQuotation(v *retrieval.View, q quote.Quotation, r quote.Result, lineage []string) string {
	said := "> " + message.EscapeLine(message.Truncate(q.Text, longestLine))
	if q.Speaker != "" {
		said += " — " + message.EscapeLine(message.Truncate(q.Speaker, longestBeside))
	}
	out := []string{said, quoteVerdicts[r.Verdict]}
	for n, m := range r.Matches {
		if n == mostMatches {
			out = append(out, fmt.Sprintf("-# … and in %d more places", len(r.Matches)-n))
			break
		}
		if changes := changedWords(m.Edits); changes != "" {
			out = append(out, changes+risky(m.Risks))
		}
		if c, ok := answer.CiteIn(v, m.Span); ok {
			out = append(out, sourceNote(c, m.Speaker))
		}
	}
	for _, l := range lineage {
		out = append(out, message.EscapeLine(l))
	}
	var near []answer.Citation
	for _, s := range r.Nearest {
		if c, ok := answer.CiteIn(v, s); ok {
			near = append(near, c)
		}
	}
	return strings.Join(append(out, nearestLines(near)...), "\n")
}

// nearestLines are the lines nearest to what the sources do not have.
func nearestLines(near []answer.Citation) []string {
	if len(near) == 0 {
		return nil
	}
	out := []string{"-# Nearest lines:"}
	for _, c := range near {
		out = append(out, sourceNote(c, ""))
	}
	return out
}

// changedWords are the words that were changed: the given ones struck through, the
// sources' own in bold.
func changedWords(edits []quote.Edit) string {
	var parts []string
	for _, e := range edits {
		given, own := message.EscapeLine(message.Truncate(e.New, longestBeside)), message.EscapeLine(message.Truncate(e.Old, longestBeside))
		if given != "" {
			given = "~~" + given + "~~"
		}
		if own != "" {
			own = "**" + own + "**"
		}
		parts = append(parts, strings.TrimSpace(given+" "+own))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Changed: " + message.Truncate(strings.Join(parts, " · "), longestLine)
}

// risky names what a change touches.
func risky(risks []quote.Risk) string {
	if len(risks) == 0 {
		return ""
	}
	names := make([]string, len(risks))
	for i, r := range risks {
		names[i] = string(r)
	}
	return " (changes a " + strings.Join(names, ", a ") + ")"
}

// sourceNote is a line of small print: where something stands, by whom, and its words.
func sourceNote(c answer.Citation, speaker string) string {
	label := c.Meta.Label() + ", " + lines(c)
	if speaker != "" {
		label += ", said by " + speaker
	}
	return message.Note{Mark: "• ", Text: label, URL: message.TextFragment(c.Meta.URL, c.Quote)}.String() +
		": “" + message.EscapeLine(message.Truncate(article.OneLine(c.Quote), nearestLength)) + "”"
}
