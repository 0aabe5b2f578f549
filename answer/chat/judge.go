package chat

import (
	"context"
	"regexp"
	"strings"

	"footnote/answer"
	"footnote/internal/harmless"
	"footnote/prompts"
)

// Supports asks the model whether the sentences say what text says. An answer that
// does not begin with YES is a no: who was asked to confirm has not. A model that gives
// none is an error.
func (a *Answerer) Supports(ctx context.Context, text string, cited []answer.Evidence) (bool, string, error) {
	t := a.turn(ctx)
	within, stop := context.WithDeadline(ctx, t.end)
	defer stop()
	p := prompts.Support{Sentence: text}
	for i, e := range cited {
		s := shown(e)
		s.N = i + 1
		p.Evidence = append(p.Evidence, s)
	}
	var said strings.Builder
	if f := a.complete(within, t, a.opts.Prompts.Support(p), func(delta string) { said.WriteString(delta) }); f != nil && f.what != "length" {
		if ctx.Err() != nil {
			return false, "", ctx.Err()
		}
		return false, "", a.unavailable(f)
	}
	return verdict(said.String())
}

var (
	thought = regexp.MustCompile(`(?is)^.*</(?:think|thinking)>`)
	yesNo   = regexp.MustCompile(`(?is)^[\s*_"'.` + "`" + `]*(YES|NO)\b[\s*_"'` + "`" + `]*(?:[:,.;–—-]+(.*))?$`)
)

// maxWhy bounds the reason that is kept, in characters.
const maxWhy = 300

// verdict reads "YES: reason" and "NO: reason". Thinking aloud in front is passed over.
func verdict(said string) (bool, string, error) {
	m := yesNo.FindStringSubmatch(strings.TrimSpace(thought.ReplaceAllString(said, "")))
	if m == nil {
		return false, "It did not say yes.", nil
	}
	why := clip(strings.Trim(strings.Join(strings.Fields(harmless.Text(m[2])), " "), "*_` "), maxWhy)
	if why == "" {
		why = "It gives no reason."
	}
	return strings.EqualFold(m[1], "YES"), why, nil
}

// clip is the first n characters of s.
func clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
