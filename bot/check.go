package bot

import (
	"context"
	"regexp"
	"strings"

	"footnote/answer"
	"footnote/answer/claim"
	"footnote/article"
	"footnote/bot/message"
)

func (b *Bot) checkCommand() Command {
	return Command{
		Name:  "check",
		Names: map[string]string{"de": "prüfen", "fr": "vérifier", "es-ES": "comprobar"},

		Description: "Do the sources say so? A claim in any words",
		Descriptions: map[string]string{
			"de":    "Sagen die Quellen das? Eine Behauptung in beliebigen Worten",
			"fr":    "Les sources le disent-elles ? Une affirmation, en tous mots",
			"es-ES": "¿Lo dicen las fuentes? Una afirmación, con cualquier palabra",
		},
		Options: []Option{{
			Name: "claim", Names: map[string]string{"de": "behauptung", "fr": "affirmation", "es-ES": "afirmación"},
			Description:  "What is claimed",
			Descriptions: map[string]string{"de": "Was behauptet wird", "fr": "Ce qui est affirmé", "es-ES": "Lo que se afirma"},
			Required:     true, Longest: longestQuote,
		}, publicOption()},
		Speaks:  true,
		Private: notPublic,
		Run: func(ctx context.Context, r Request) (Reply, error) {
			return b.claims(ctx, r, []string{r.Options["claim"]})
		},
	}
}

func (b *Bot) checkClaimsCommand() Command {
	return Command{
		Name: "Check claims", Names: map[string]string{"de": "Behauptungen prüfen", "fr": "Vérifier les affirmations", "es-ES": "Comprobar afirmaciones"},
		OnMessage: true, Run: b.checkClaims,
	}
}

// checkClaims compares each sentence of a message with the sources.
func (b *Bot) checkClaims(ctx context.Context, r Request) (Reply, error) {
	target := lineMarks.ReplaceAllString(message.Plain(r.Target), "")
	a, err := article.Given(strings.ToValidUTF8(target, "\ufffd"), "")
	if err != nil {
		return Reply{}, err
	}
	var all []string
	for _, s := range a.Sentences {
		if len(strings.Fields(s.Text)) >= shortestClaim && !strings.HasSuffix(strings.TrimSpace(s.Text), "?") {
			all = append(all, s.Text)
		}
	}
	if len(all) == 0 {
		return text("I find no claim in this message: no sentence of some words that states something."), nil
	}
	return b.claims(ctx, r, all)
}

// lineMarks are what makes headings, quotations and small print of lines.
var lineMarks = regexp.MustCompile(`(?m)^\s*(?:>+|-#|#{1,3}|[-*])\s+`)

// Bounds of what is taken for a claim in a message.
const (
	shortestClaim = 3 // words
	mostClaims    = 15
)

func (b *Bot) claims(ctx context.Context, r Request, all []string) (Reply, error) {
	return b.results(ctx, len(all), mostClaims, "-# %d more sentences were not checked.", func(n int) (string, error) {
		checked, err := answer.Check(ctx, r.View, all[n], "")
		return shownClaim(all[n], checked), err
	})
}

// verdicts are what people are told.
var verdicts = map[claim.Verdict]string{
	claim.Supported:    "✅ **The sources say so.**",
	claim.Partly:       "⚠️ **The sources say a part of it.**",
	claim.Contradicted: "❌ **The sources say otherwise.**",
	claim.Unsupported:  "❔ **The sources do not say so.**",
}

// shownClaim is what became of a claim.
func shownClaim(c string, checked answer.Checked) string {
	said := "> " + message.EscapeLine(message.Truncate(c, longestLine))
	if checked.Frame {
		return said + "\n▫️ **This states nothing that could be checked.**"
	}
	out := []string{said, verdicts[checked.Verdict]}
	for _, p := range checked.Problems {
		out = append(out, "~~"+message.EscapeLine(message.Truncate(p.Text, longestBeside))+"~~ "+message.EscapeLine(p.Detail))
	}
	for _, cite := range checked.Citations {
		out = append(out, sourceNote(cite, ""))
	}
	return strings.Join(append(out, nearestLines(checked.Nearest)...), "\n")
}
