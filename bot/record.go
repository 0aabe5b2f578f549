package bot

import (
	"context"
	"encoding/json"
	"slices"

	"footnote/answer"
	"footnote/article"
	"footnote/retrieval"
)

// A record is what is remembered of an answer, for as long as answers live: enough
// to show its sources after a restart, and to understand a question that follows
// it. It lies in memory under answer/ID; message/ID names the answer of a message
// that has no button.
type record struct {
	Story     string           `json:"story"`
	Question  string           `json:"question"`
	Text      string           `json:"text"` // what was answered, without marks
	History   []retrieval.Turn `json:"history,omitempty"`
	Citations []cited          `json:"citations"`
}

// turnsIn are the conversation up to and with the answer; none where it was about
// another story.
func (r record) turnsIn(story string) []retrieval.Turn {
	if r.Question == "" || r.Story != story {
		return nil
	}
	return append(slices.Clone(r.History), retrieval.Turn{Question: r.Question, Text: r.Text})
}

// A cited is a citation as it was when it was given.
type cited struct {
	N     int          `json:"n"` // 0: a nearest line
	Meta  article.Meta `json:"meta"`
	Start int          `json:"start"`
	End   int          `json:"end"`
	Line  int          `json:"line"`
	Last  int          `json:"last"`
	Quote string       `json:"quote"`
}

func placeOf(c answer.Citation) cited {
	return cited{N: c.N, Meta: c.Meta, Start: c.Span.Start, End: c.Span.End, Line: c.Line, Last: c.EndLine, Quote: c.Quote}
}

// mostHistory bounds the turns that are remembered before a question.
const mostHistory = 6

// keep remembers an answer and returns its id; empty where that fails, which is
// logged: an answer without a button is better than none.
func (b *Bot) keep(ctx context.Context, r record) string {
	if n := len(r.History); n > mostHistory {
		r.History = r.History[n-mostHistory:]
	}
	data, err := json.Marshal(r)
	id := newID()
	if err == nil {
		err = b.memory.Put(ctx, "answer/"+id, data, answersLive)
	}
	if err != nil {
		b.lg.Error("an answer cannot be remembered, so it has no button", "err", err)
		return ""
	}
	return id
}

// recall is the record of an answer; false where there is none any more.
func (b *Bot) recall(ctx context.Context, id string) (record, bool) {
	data, ok, err := b.memory.Get(ctx, "answer/"+id)
	var r record
	if err == nil && ok {
		err = json.Unmarshal(data, &r)
	}
	if err != nil {
		b.lg.Error("an answer cannot be recalled", "err", err)
	}
	return r, ok && err == nil
}

// noteMessage remembers which answer a message shows.
func (b *Bot) noteMessage(ctx context.Context, message, id string) {
	if message == "" {
		return
	}
	if err := b.memory.Put(ctx, "message/"+message, []byte(id), answersLive); err != nil {
		b.lg.Error("a message of an answer cannot be remembered", "err", err)
	}
}
