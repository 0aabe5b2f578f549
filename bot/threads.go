package bot

import (
	"context"
	"sync"

	"footnote/article"
	"footnote/bot/message"
	"footnote/bot/rest"
	"footnote/retrieval"
)

// Threads are the threads and channels that Discord has told of: above which channel
// each thread lies, and who opened it.
type threads struct {
	mu    sync.Mutex
	known map[string]channel
}

// mostThreads bounds what is remembered; beyond it, any one is forgotten for another.
const mostThreads = 10_000

func (t *threads) note(c channel) {
	if c.ID == "" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = map[string]channel{}
	}
	for id := range t.known {
		if len(t.known) < mostThreads {
			break
		}
		delete(t.known, id)
	}
	t.known[c.ID] = c
}

func (t *threads) forget(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.known, id)
}

func (t *threads) get(id string) (channel, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c, ok := t.known[id]
	return c, ok
}

// openedBy reports whether a user opened a thread.
func (t *threads) openedBy(id, user string) bool {
	c, ok := t.get(id)
	return ok && c.thread() && user != "" && c.OwnerID == user
}

// above is the channel above a thread; empty for what is no thread. What nobody has
// told of is asked for once.
func (b *Bot) above(ctx context.Context, id string) (string, error) {
	c, ok := b.threads.get(id)
	if !ok {
		if err := b.rest.Do(ctx, rest.Request{Method: "GET", Path: "/channels/" + id}, &c); err != nil {
			if forbidden(err) || gone(err) {
				return "", nil // a place of somebody's own, where only the user has the bot
			}
			return "", err
		}
		b.threads.note(c)
	}
	if !c.thread() {
		return "", nil
	}
	return c.ParentID, nil
}

// openThread is the action of the button that opens a thread below an answer.
const openThread = "thread"

const (
	archiveAfter      = 24 * 60 // minutes without a message
	longestTitle      = 100     // UTF-16 units of a thread's name
	codeThreadIsThere = 160004
	codeNoThreadHere  = 50024 // the channel has no threads, as a thread has none
)

// askFurther opens a thread below an answer, where questions follow it.
func (b *Bot) askFurther(ctx context.Context, r Request) (Reply, error) {
	rec, ok := b.recall(ctx, r.Answer)
	switch {
	case !ok:
		return text("This answer is more than 30 days old, and I no longer know it. Please ask again."), nil
	case rec.Story != r.Story.Name:
		return text(saysOtherStory), nil
	case r.Guild == "":
		return text("Here you can simply go on: reply to the answer."), nil
	}
	var opened channel
	err := b.rest.Do(ctx, rest.Request{
		Method: "POST", Path: "/channels/" + r.Channel + "/messages/" + r.Message + "/threads",
		Body: newThread{Name: message.Truncate(article.OneLine(rec.Question), longestTitle), Archive: archiveAfter},
	}, &opened)
	switch {
	case rest.IsCode(err, codeThreadIsThere):
		return text("There is a thread already: <#" + r.Message + ">"), nil // it has the message's id
	case forbidden(err), rest.IsCode(err, codeNoThreadHere):
		return text("I cannot open a thread here. Where I am a member of the server, you can reply to the answer instead."), nil
	case err != nil:
		return Reply{}, err
	}
	b.threads.note(channel{ID: opened.ID, ParentID: r.Channel, OwnerID: b.self.Load().user, Type: publicThread})
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
func (b *Bot) threadHistory(ctx context.Context, thread, story string) []retrieval.Turn {
	id, ok, err := b.memory.Get(ctx, "thread/"+thread)
	if err != nil || !ok {
		return nil
	}
	r, _ := b.recall(ctx, string(id))
	return r.turnsIn(story)
}
