package bot

import (
	"context"
	"time"

	"footnote/bot/rest"
)

// saysPinged is for a message that arrived empty: Discord gives a bot the words of
// those messages only that mention it, or reply to it with the ping left on.
const saysPinged = "I cannot read this message: Discord shows me only messages that mention me, or replies to me with the ping left on. Please ask in one of these ways; I shall not repeat this here."

// hear takes a message that somebody wrote, where it is meant for the bot: a direct
// message, a mention, a reply to one of the bot's, or one in a thread that it opened.
func (b *Bot) hear(p posting) {
	self := b.self.Load().user
	if p.Author.Bot || p.Author.ID == self || p.WebhookID != "" || p.Type != ordinary && p.Type != aReply {
		return
	}
	question, mentioned := p.mentioning(self)
	direct := p.GuildID == ""
	replied := p.Referenced != nil && p.Referenced.Author.ID == self
	if !direct && !mentioned && !replied && !b.threads.openedBy(p.ChannelID, self) {
		return
	}
	if !b.seen.first(p.ID, b.opts.Now()) {
		return
	}
	taken := b.crew.take(mostOpen, func(ctx context.Context) {
		switch {
		case question != "":
			b.reply(ctx, p, b.answerTo(p), Request{Options: map[string]string{"question": question}})
		case mentioned || direct:
			b.reply(ctx, p, b.table["help"].Run, Request{})
		case !b.opts.MessageContent && !p.wordless():
			b.remind(ctx, p)
		}
	})
	if !taken {
		b.turnedAway("message")
	}
}

// reply answers what somebody wrote, within their quota. Whose is used up is told so,
// once in a while.
func (b *Bot) reply(ctx context.Context, p posting, work action, r Request) {
	r.Channel, r.Guild, r.By = p.ChannelID, p.GuildID, p.Author.ID
	if over := b.quotas.take(p.Author.ID, p.GuildID, b.opts.Now()); over.wait > 0 {
		b.opts.Observe(Event{Name: "refused", Detail: "quota"})
		if b.scolded.first(p.Author.ID, b.opts.Now()) {
			b.answer(ctx, "quota", b.toPosting(p), says(over.sentence()), r)
		}
		return
	}
	stop := b.typing(ctx, p.ChannelID)
	defer stop()
	b.answer(ctx, "message", b.toPosting(p), work, r)
}

// says is what takes no work.
func says(s string) action {
	return func(context.Context, Request) (Reply, error) { return text(s), nil }
}

// answerTo answers the question of a message, with what was said before it.
func (b *Bot) answerTo(p posting) action {
	return b.withStory(place{guild: p.GuildID, channel: p.ChannelID}, func(ctx context.Context, r Request) (Reply, error) {
		here, known := b.threads.get(p.ChannelID)
		r.Threads = p.GuildID != "" && !(known && here.thread())
		r.History = b.history(ctx, p, r.Story.Name)
		reply, err := b.ask(ctx, r)
		if reply.Answer != "" && b.threads.openedBy(p.ChannelID, b.self.Load().user) {
			b.follows(ctx, p.ChannelID, reply.Answer)
		}
		return reply, err
	})
}

// remind tells, once a channel, how the bot can be asked. Then it stays silent there.
func (b *Bot) remind(ctx context.Context, p posting) {
	n, err := b.memory.Add(ctx, "reminded/"+p.ChannelID, 1, answersLive)
	if err != nil {
		b.lg.Error("cannot remember who was reminded", "err", err)
	}
	if err != nil || n > 1 {
		return
	}
	b.answer(ctx, "reminder", b.toPosting(p), says(saysPinged), Request{Channel: p.ChannelID})
}

// typing shows "is typing" in a channel while an answer takes its time, until stop.
func (b *Bot) typing(ctx context.Context, channel string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	wait := typingAfter
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			err := b.rest.Do(ctx, rest.Request{Method: "POST", Path: "/channels/" + channel + "/typing", Once: true}, nil)
			if err != nil {
				return // a courtesy only
			}
			wait = typingLasts
		}
	}()
	return func() { cancel(); <-done }
}

// typingLasts is how long Discord shows it.
const typingLasts = 8 * time.Second
