package chat

import (
	"context"
	"fmt"

	"footnote/answer"
	"footnote/prompts"
)

// Tell asks the model for a summary or a comparison and hands on what it says, as
// Stream does with an answer: one sentence after the other, and what was refused goes
// back once. Sentences beyond those of the task are passed over. The error of a task of
// another kind is that of whoever asks for it; no server is asked.
func (a *Answerer) Tell(ctx context.Context, t answer.Task, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	given := a.choose(evidence)
	w := writing{task: string(t.Kind), empty: len(given) == 0}
	x := &talk{evidence: evidence, say: say}
	switch t.Kind {
	case answer.SummaryTask:
		x.most = t.Sentences
		w.first = func() []prompts.Message {
			return a.opts.Prompts.Summary(prompts.Summary{About: t.About, Lang: t.Lang, Today: string(t.Today), Sentences: t.Sentences, Evidence: given})
		}
	case answer.ComparisonTask:
		x.named = true
		w.first = func() []prompts.Message {
			return a.opts.Prompts.Comparison(prompts.Comparison{About: t.About, Lang: t.Lang, Today: string(t.Today), Evidence: given})
		}
	default:
		return answer.Draft{}, fmt.Errorf("tell: there is no task %q", t.Kind)
	}
	w.again = func(rs []prompts.Rejected) []prompts.Message {
		return a.opts.Prompts.Rewrite(prompts.Rewrite{About: t.About, Lang: t.Lang, Today: string(t.Today),
			Compares: t.Kind == answer.ComparisonTask, Evidence: given, Rejected: rs})
	}
	return a.write(ctx, w, x)
}
