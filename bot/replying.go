package bot

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot/rest"
)

// A replying is the way to who wrote a message: replies to it. Nonces keep Discord
// from storing a part twice when it has to be sent again. What is shown before the
// reply is whole is its first part already, which is edited from then on.
type replying struct {
	*Bot
	to     posting
	bare   bool   // without what the bot turned out not to be allowed
	first  string // id of the first part, where it has been shown; else empty
	unsure bool   // the first part may have been stored, though Discord did not say so
}

// toPosting is the way to who wrote a message.
func (b *Bot) toPosting(p posting) route {
	w := &replying{Bot: b, to: p}
	return route{show: w.show, send: w.send, again: func(int) bool { return true }}
}

func (w *replying) show(ctx context.Context, o outgoing) error {
	if w.first != "" {
		_, err := w.edit(ctx, rest.Request{Body: o, Once: true})
		return err
	}
	sent, err := w.write(ctx, 0, o, rest.Request{Once: true})
	w.first, w.unsure = sent.ID, w.unsure || err != nil && !refused(err)
	return err
}

// refused reports whether an error says that nothing was stored.
func refused(err error) bool {
	var e *rest.Error
	return errors.As(err, &e) && e.Status >= 400 && e.Status < 500
}

func (w *replying) send(ctx context.Context, n int, o outgoing, files []rest.File) (posting, error) {
	sent, err := w.put(ctx, n, o, files)
	if !forbidden(err) || w.bare {
		return sent, err
	}
	w.bare = true // it may write, perhaps, but not reply or attach
	if sent, err = w.put(ctx, n, o, files); err == nil {
		w.once(missing(w.to.ChannelID))
	}
	return sent, err
}

func (w *replying) put(ctx context.Context, n int, o outgoing, files []rest.File) (posting, error) {
	if w.bare {
		o.Attachments, files = nil, nil
	}
	if n == 0 && w.first != "" {
		return w.edit(ctx, rest.Request{Body: o, Files: files})
	}
	sent, err := w.write(ctx, n, o, rest.Request{Files: files, Nonced: true})
	if n > 0 || !w.unsure || err != nil || sent.ID == "" || sent.Content == o.Content {
		return sent, err
	}
	w.first = sent.ID // the nonce has found what was shown before
	return w.edit(ctx, rest.Request{Body: o, Files: files})
}

// write posts part n.
func (w *replying) write(ctx context.Context, n int, o outgoing, r rest.Request) (posting, error) {
	o.Nonce, o.EnforceNonce = fmt.Sprintf("%s-%d", w.to.ID, n), true
	if n == 0 && !w.bare {
		o.Reference = &reference{MessageID: w.to.ID}
	}
	r.Method, r.Path, r.Body = "POST", "/channels/"+w.to.ChannelID+"/messages", o
	return w.post(ctx, r)
}

// edit makes the first part another.
func (w *replying) edit(ctx context.Context, r rest.Request) (posting, error) {
	r.Method, r.Path = "PATCH", "/channels/"+w.to.ChannelID+"/messages/"+w.first
	return w.post(ctx, r)
}
