package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"footnote/bot/message"
	"footnote/bot/rest"
)

// Codes of Discord's errors that no repeating mends.
const (
	codeUnknownMessage     = 10008
	codeUnknownInteraction = 10062 // acknowledged too late
	codeMissingAccess      = 50001
	codeMissingPermissions = 50013
	codeExpiredToken       = 50027
	codeAlreadyAnswered    = 40060 // acknowledged by another process
)

// acknowledge tells Discord that an answer comes, which fixes whether only who
// asked sees it. It reports false where there is nobody to answer any more.
func (b *Bot) acknowledge(ctx context.Context, i interaction, private bool) bool {
	c := callback{Type: callbackDeferred}
	if private {
		c.Data = struct {
			Flags int `json:"flags"`
		}{flagPrivate}
	}
	return b.respond(ctx, i, c)
}

// acknowledgePress tells Discord that a button was heard.
func (b *Bot) acknowledgePress(ctx context.Context, i interaction) bool {
	return b.respond(ctx, i, callback{Type: callbackDeferredPress})
}

// respondNow answers an interaction at once, privately, without any work.
func (b *Bot) respondNow(ctx context.Context, i interaction, s string) {
	o := outgoingOf(s, nil, nil)
	o.Flags |= flagPrivate
	b.respond(ctx, i, callback{callbackMessage, o})
}

// respond sends the first answer to an interaction. It reports whether that came in
// time. Where Discord broke on it, it may have been taken all the same: it is sent
// again, and one that is there already is then our own. Otherwise it is that of
// another process, which answers.
func (b *Bot) respond(ctx context.Context, i interaction, c callback) bool {
	send := func() error {
		return b.rest.Do(context.WithoutCancel(ctx), rest.Request{
			Method: "POST", Path: "/interactions/" + i.ID + "/" + i.Token + "/callback", Token: i.Token, Body: c, Urgent: true,
		}, nil)
	}
	err := send()
	if rest.Temporary(err) {
		if err = send(); rest.IsCode(err, codeAlreadyAnswered) {
			err = nil
		}
	}
	if err != nil {
		b.unsent("acknowledgement", err)
	}
	return err == nil
}

// toInteraction sends a reply to an acknowledged interaction: its first part takes
// the place of "thinking", the others follow.
func (b *Bot) toInteraction(i interaction) sender {
	return func(ctx context.Context, r Reply) error {
		return b.sendParts(ctx, r, func(n int, o outgoing, files []rest.File) (posting, error) {
			hook := "/webhooks/" + b.self.Load().application + "/" + i.Token
			if n > 0 {
				return b.post(ctx, rest.Request{Method: "POST", Path: hook, Token: i.Token, Body: o, Files: files, Once: true})
			}
			return b.post(ctx, rest.Request{Method: "PATCH", Path: hook + "/messages/@original", Token: i.Token, Body: o, Files: files})
		})
	}
}

// toPresser sends a reply to whoever pressed a button, and shows it to nobody else.
func (b *Bot) toPresser(i interaction) sender {
	return func(ctx context.Context, r Reply) error {
		return b.sendParts(ctx, r, func(n int, o outgoing, files []rest.File) (posting, error) {
			o.Flags |= flagPrivate
			hook := "/webhooks/" + b.self.Load().application + "/" + i.Token
			return b.post(ctx, rest.Request{Method: "POST", Path: hook, Token: i.Token, Body: o, Files: files, Once: true})
		})
	}
}

// toPosting sends a reply as a reply to a message. Its nonces keep Discord from
// storing a part twice when it has to be sent again.
func (b *Bot) toPosting(p posting) sender {
	return func(ctx context.Context, r Reply) error {
		return b.sendParts(ctx, r, func(n int, o outgoing, files []rest.File) (posting, error) {
			o.Nonce, o.EnforceNonce = fmt.Sprintf("%s-%d", p.ID, n), true
			if n == 0 {
				o.Reference = &reference{MessageID: p.ID}
			}
			return b.post(ctx, rest.Request{Method: "POST", Path: "/channels/" + p.ChannelID + "/messages", Body: o, Files: files, Nonced: true})
		})
	}
}

// sendParts sends the parts of a reply in order: the files with the first, the
// buttons with the last. It notes which messages show which answer, so that a reply
// to any of them is understood.
func (b *Bot) sendParts(ctx context.Context, r Reply, send func(n int, o outgoing, files []rest.File) (posting, error)) error {
	for n, part := range r.Parts {
		var files []message.File
		var buttons []Button
		if n == 0 {
			files = r.Files
		}
		if n == len(r.Parts)-1 {
			buttons = b.signed(r.Buttons)
		}
		sent, err := send(n, outgoingOf(part, files, buttons), restFiles(files))
		if err != nil {
			return fmt.Errorf("part %d of %d: %w", n+1, len(r.Parts), err)
		}
		if r.Answer != "" && len(buttons) == 0 {
			b.noteMessage(ctx, sent.ID, r.Answer)
		}
	}
	return nil
}

func (b *Bot) post(ctx context.Context, r rest.Request) (posting, error) {
	var p posting
	err := b.rest.Do(ctx, r, &p)
	return p, err
}

func (b *Bot) signed(buttons []Button) []Button {
	out := make([]Button, len(buttons))
	for n, btn := range buttons {
		btn.id = sign(b.key, btn)
		out[n] = btn
	}
	return out
}

func restFiles(files []message.File) []rest.File {
	var out []rest.File
	for _, f := range files {
		out = append(out, rest.File{Name: f.Name, Type: f.Type, Data: f.Data})
	}
	return out
}

// unsent logs what could not be sent: once where it is a matter of settings, which
// would come again with each message.
func (b *Bot) unsent(what string, err error) {
	b.opts.Observe(Event{Name: "unsent", Detail: what})
	if rest.IsCode(err, codeUnknownInteraction, codeAlreadyAnswered, codeExpiredToken, codeUnknownMessage) {
		b.lg.Warn("nothing to answer any more", "what", what, "err", err)
		return
	}
	b.lg.Error("not sent", "what", what, "err", err)
}

// once logs a sentence for the operator that need not be said again.
func (b *Bot) once(sentence string) {
	if _, told := b.told.LoadOrStore(sentence, true); !told {
		b.lg.Error(sentence)
	}
}

// forbidden reports whether an error says that the bot may not do something in a channel.
func forbidden(err error) bool {
	var e *rest.Error
	return errors.As(err, &e) && e.Status == http.StatusForbidden
}
