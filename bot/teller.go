package bot

import (
	"cmp"
	"context"

	"footnote/answer"
	"footnote/article"
)

// A recorder is a Teller of whom is remembered what it was given, what it said and what
// that took. It is for one piece of writing.
type recorder struct {
	by      answer.Teller
	receipt answer.Receipt
}

// Begin lets the one who writes begin, where its time is bounded.
func (t *recorder) Begin(ctx context.Context) context.Context {
	if timed, ok := t.by.(answer.Timed); ok {
		return timed.Begin(ctx)
	}
	return ctx
}

// Tell writes as the one who is recorded does.
func (t *recorder) Tell(ctx context.Context, task answer.Task, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	d, err := t.by.Tell(ctx, task, evidence, func(as answer.Assertion) answer.Judgement {
		j := say(as)
		t.receipt.Judged = append(t.receipt.Judged, j)
		return j
	})
	all, w := t.receipt.Work, d.Work
	w.TokensIn += all.TokensIn
	w.TokensOut += all.TokensOut
	w.Cost += all.Cost
	w.Took += all.Took
	t.receipt.Evidence, t.receipt.Work = evidence, w
	return d, err
}

// teller is who puts a summary or a comparison into words in a server. It is nil where
// nobody does: no language model is set up that can, or its budget is used up, and then
// a sentence says so.
func (b *Bot) teller(ctx context.Context, guild string) (by *recorder, instead string) {
	who, instead := b.answerer(ctx, guild)
	if t, ok := who.(answer.Teller); ok {
		by = &recorder{by: t}
	}
	return by, instead
}

// settle counts what a piece of writing has taken, and returns its receipt, which is
// empty where nobody wrote.
func (b *Bot) settle(ctx context.Context, guild string, by *recorder) answer.Receipt {
	if by == nil {
		return answer.Receipt{}
	}
	b.spend(ctx, guild, by.receipt.Work)
	return by.receipt
}

// today is what today means.
func (b *Bot) today() article.Date { return cmp.Or(b.opts.Today, answer.Day(b.opts.Now())) }
