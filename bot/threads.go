package bot

import (
	"context"
	"sync"

	"footnote/article"
	"footnote/bot/message"
	"footnote/bot/rest"
	"footnote/retrieval"
)

// Threads are those that the gateway has told of: above which channel each lies,
// and who opened it.
type threads struct {
	mu    sync.Mutex
	known map[string]thread
}

// mostThreads bounds what is remembered. A thread that is forgotten costs a look
// at its server's story instead of its channel's.
const mostThreads = 10_000

func (t *threads) note(th thread) {
	if th.ID == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil || len(t.known) >= mostThreads {
		t.known = map[string]thread{}
	}
	t.known[th.ID] = th
}

// parent is the channel above a thread; empty where it is not known.
func (t *threads) parent(id string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known[id].ParentID
}

// openedBy reports whether a user opened a thread.
func (t *threads) openedBy(id, user string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return user != "" && t.known[id].OwnerID == user
}

// openThread is the action of the button that opens a thread below an answer.
const openThread = "thread"

const (
	archiveAfter      = 24 * 60 // minutes without a message
	codeThreadIsThere = 160004
)

// askFurther opens a thread below an answer, where questions follow it.
func (b *Bot) askFurther(ctx context.Context, r Request) (Reply, error) {
	rec, ok := b.recall(ctx, r.Answer)
	switch {
	case !ok:
		return text("This answer is more than 30 days old, and I no longer know it. Please ask again."), nil
	case r.Guild == "":
		return text("Here you can simply go on: reply to the answer."), nil
	}
	var opened thread
	err := b.rest.Do(ctx, rest.Request{
		Method: "POST", Path: "/channels/" + r.Channel + "/messages/" + r.Message + "/threads",
		Body: newThread{Name: message.Truncate(article.OneLine(rec.Question), message.MaxChoice), Archive: archiveAfter},
	}, &opened)
	switch {
	case rest.IsCode(err, codeThreadIsThere):
		return text("There is a thread already: <#" + r.Message + ">"), nil // it has the message's id
	case forbidden(err):
		return text("I may not open threads here. You can reply to the answer instead."), nil
	case err != nil:
		return Reply{}, err
	}
	opened.OwnerID, opened.ParentID = b.self.Load().user, r.Channel
	b.threads.note(opened)
	b.follows(ctx, opened.ID, r.Answer)
	how := "mention me, or reply to my answers."
	if b.opts.MessageContent {
		how = "everything you write there is a question to me."
	}
	return text("Go on in <#" + opened.ID + ">: " + how), nil
}

// newThread is the body of a request that opens a thread.
type newThread struct {
	Name    string `json:"name"`
	Archive int    `json:"auto_archive_duration"`
}

// follows remembers the last answer in a thread of ours: the next question there follows it.
func (b *Bot) follows(ctx context.Context, thread, answer string) {
	if err := b.memory.Put(ctx, "thread/"+thread, []byte(answer), answersLive); err != nil {
		b.lg.Error("the last answer in a thread cannot be remembered", "err", err)
	}
}

// threadHistory is what was asked and answered last in a thread of ours.
func (b *Bot) threadHistory(ctx context.Context, thread string) []retrieval.Turn {
	id, ok, err := b.memory.Get(ctx, "thread/"+thread)
	if err != nil || !ok {
		return nil
	}
	if r, ok := b.recall(ctx, string(id)); ok {
		return r.turns()
	}
	return nil
}
