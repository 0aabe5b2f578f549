package bot

import (
	"context"
	"time"

	"footnote/answer"
)

// Tokens that answers have taken are counted in memory, for each day in UTC in all and
// by server: tokens/<day>/all, tokens/<day>/in-<server>.

// budgetLives is how long a counter is of use: its day is over by then.
const budgetLives = 24 * time.Hour

// Sentences below an answer that the language model did not make.
const (
	saysSpent     = "Today's budget for the language model is used up; this is made of the sources' own sentences."
	saysUncounted = "Today's budget for the language model cannot be counted just now; this is made of the sources' own sentences."
)

// A budget is one counter and what it may come to.
type budget struct {
	key  string
	most int
	of   string // for the operator
}

// budgets are those that an answer in a server ("" for none) counts for.
func (b *Bot) budgets(guild string) []budget {
	day := "tokens/" + string(answer.Day(b.opts.Now()))
	var all []budget
	if b.opts.DailyTokens > 0 {
		all = append(all, budget{day + "/all", b.opts.DailyTokens, "all"})
	}
	if b.opts.DailyTokensPerGuild > 0 && guild != "" {
		all = append(all, budget{day + "/in-" + guild, b.opts.DailyTokensPerGuild, guild})
	}
	return all
}

// answerer is who answers in a server: the fallback where a budget is used up, and
// then a sentence that says so. One that cannot be counted counts as used up: it
// bounds what its owner pays.
func (b *Bot) answerer(ctx context.Context, guild string) (by answer.Answerer, instead string) {
	for _, g := range b.budgets(guild) {
		spent, err := b.memory.Add(ctx, g.key, 0, budgetLives)
		if err != nil {
			b.lg.Error("the tokens of the day cannot be counted", "of", g.of, "err", err)
			return b.opts.Fallback, saysUncounted
		}
		if spent >= int64(g.most) {
			return b.opts.Fallback, saysSpent
		}
	}
	return b.opts.Answerer, ""
}

// spend counts what an answer took, also where its time is over. Answers that are made
// at the same time may together take more than there is.
func (b *Bot) spend(ctx context.Context, guild string, w answer.Work) {
	n := max(w.TokensIn, 0) + max(w.TokensOut, 0)
	if n == 0 {
		return
	}
	ctx = context.WithoutCancel(ctx)
	for _, g := range b.budgets(guild) {
		spent, err := b.memory.Add(ctx, g.key, int64(n), budgetLives)
		switch {
		case err != nil:
			b.lg.Error("the tokens of an answer cannot be counted", "of", g.of, "err", err)
		case spent >= int64(g.most) && spent-int64(n) < int64(g.most):
			b.lg.Warn("the day's tokens are used up", "of", g.of, "tokens", spent, "limit", g.most)
		}
	}
}
