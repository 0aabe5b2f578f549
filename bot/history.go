package bot

import (
	"context"
	"regexp"
	"strings"
	"time"

	"footnote/bot/rest"
	"footnote/retrieval"
)

// history is what was asked and answered before a message: what the message that
// it replies to shows, and so on up the chain. An answer that is remembered tells
// it all; of one that is not, Discord still has the words.
func (b *Bot) history(ctx context.Context, p posting, story string) []retrieval.Turn {
	self := b.self.Load().user
	before := p.Referenced
	if before == nil || before.Author.ID != self {
		if !b.threads.openedBy(p.ChannelID, self) {
			return nil
		}
		return b.threadHistory(ctx, p.ChannelID, story)
	}
	return b.turnsUpTo(ctx, *before, story, mostSteps)
}

// mostSteps bounds how far back a conversation is asked for, message by message.
const mostSteps = 3

// turnsUpTo are at most so many turns of a conversation, up to the answer that a
// message of the bot shows. Discord tells of a message only what the one before it
// was, so that each step back of an answer that is not remembered is asked for.
func (b *Bot) turnsUpTo(ctx context.Context, p posting, story string, most int) []retrieval.Turn {
	if r, ok := b.shown(ctx, p); ok {
		return r.turnsIn(story)
	}
	turn, asked := retrieval.Turn{Question: echoed(p.Content), Text: unmarked(p.Content)}, posting{}
	if turn.Question == "" {
		asked = b.before(ctx, p)
		turn.Question, _ = asked.mentioning(b.self.Load().user)
	}
	if turn.Question == "" {
		return nil
	}
	var turns []retrieval.Turn
	if asked.Type == aReply && most > 1 {
		if answered := b.before(ctx, asked); answered.Author.ID == b.self.Load().user {
			turns = b.turnsUpTo(ctx, answered, story, most-1)
		}
	}
	return append(turns, turn)
}

// lookBackWithin is how long a question waits for what was said before it.
const lookBackWithin = 5 * time.Second

// before is the message that a message replies to; empty where there is none, or
// where the bot may not see it.
func (b *Bot) before(ctx context.Context, p posting) posting {
	if p.Referenced == nil {
		ctx, cancel := context.WithTimeout(ctx, lookBackWithin)
		defer cancel()
		err := b.rest.Do(ctx, rest.Request{Method: "GET", Path: "/channels/" + p.ChannelID + "/messages/" + p.ID}, &p)
		if err != nil {
			b.lg.Info("what a message replies to is not to be seen", "err", err)
		}
	}
	if p.Referenced == nil {
		return posting{}
	}
	return *p.Referenced
}

// shown is the record of the answer that a message of the bot shows: named by its
// button, or remembered for the message.
func (b *Bot) shown(ctx context.Context, p posting) (record, bool) {
	for _, id := range p.customIDs() {
		if btn, ok := read(b.key, id); ok {
			return b.recall(ctx, btn.Answer)
		}
	}
	id, ok, err := b.memory.Get(ctx, "message/"+p.ID)
	if err != nil || !ok {
		return record{}, false
	}
	return b.recall(ctx, string(id))
}

// escaped finds what message.Escape has escaped.
var escaped = regexp.MustCompile(`\\([^0-9A-Za-z\s])`)

// echoed is the question that an answer to a slash command shows on its first line.
func echoed(content string) string {
	line, _, _ := strings.Cut(content, "\n")
	question, ok := strings.CutPrefix(line, "> ")
	if !ok {
		return ""
	}
	return escaped.ReplaceAllString(question, "$1")
}

// mark finds the number of a footnote behind a claim.
var mark = regexp.MustCompile(`(?: |\b)(?:\[\d+\])+`)

// unmarked is the text of an answer without question, footnotes and small print.
func unmarked(content string) string {
	var kept []string
	for line := range strings.Lines(content) {
		if !strings.HasPrefix(line, "> ") && !strings.HasPrefix(line, "-# ") {
			kept = append(kept, strings.TrimSpace(line))
		}
	}
	return escaped.ReplaceAllString(mark.ReplaceAllString(strings.Join(kept, " "), ""), "$1")
}
