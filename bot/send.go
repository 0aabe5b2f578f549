package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"footnote/bot/message"
	"footnote/bot/rest"
)

// Codes of Discord's errors that no repeating mends.
const (
	codeUnknownChannel     = 10003
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015 // never acknowledged, or its token has ended
	codeUnknownInteraction = 10062 // acknowledged too late
	codeMissingAccess      = 50001
	codeNoHistory          = 160002 // no reply without Read Message History
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
// again, and one that is there already is then our own (otherwise it is that of
// another process, which answers). Where that breaks too it counts as taken: who is
// left "thinking" would wait for ever.
func (b *Bot) respond(ctx context.Context, i interaction, c callback) bool {
	send := func() error {
		return b.rest.Do(context.WithoutCancel(ctx), rest.Request{
			Method: "POST", Path: "/interactions/" + i.ID + "/" + i.Token + "/callback", Token: i.Token, Body: c, Urgent: true,
		}, nil)
	}
	err := send()
	if rest.Temporary(err) {
		if err = send(); rest.IsCode(err, codeAlreadyAnswered) || rest.Temporary(err) {
			err = nil
		}
	}
	if err != nil {
		b.unsent("acknowledgement", err)
	}
	return err == nil
}

// A route is a way back to whoever asked.
type route struct {
	// show puts what there is so far in the place of the first part, once: what fails
	// is not repeated. It and send are not called at the same time. nil: only whole
	// replies go this way.
	show func(ctx context.Context, o outgoing) error
	// send sends part n of a reply, from 0, or takes the place of what was there.
	send func(ctx context.Context, n int, o outgoing, files []rest.File) (posting, error)
	// again reports whether sending part n once more does no harm where it may have
	// arrived already.
	again func(n int) bool
}

// toInteraction is the way to an acknowledged interaction: the first part takes the
// place of "thinking", the others follow. Only who asked sees them where private.
func (b *Bot) toInteraction(i interaction, private bool) route {
	original := b.hook(i) + "/messages/@original"
	return route{
		show: func(ctx context.Context, o outgoing) error {
			_, err := b.post(ctx, rest.Request{Method: "PATCH", Path: original, Token: i.Token, Body: o, Once: true})
			return err
		},
		send: func(ctx context.Context, n int, o outgoing, files []rest.File) (posting, error) {
			r := rest.Request{Method: "PATCH", Path: original, Token: i.Token, Body: o, Files: files}
			if n > 0 {
				if private {
					o.Flags |= flagPrivate
				}
				r.Method, r.Path, r.Body, r.Once = "POST", b.hook(i), o, true
			}
			return b.post(ctx, r)
		},
		again: func(n int) bool { return n == 0 },
	}
}

// toPresser is the way to whoever pressed a button; nobody else sees it.
func (b *Bot) toPresser(i interaction) route {
	return route{
		send: func(ctx context.Context, _ int, o outgoing, files []rest.File) (posting, error) {
			o.Flags |= flagPrivate
			return b.post(ctx, rest.Request{Method: "POST", Path: b.hook(i), Token: i.Token, Body: o, Files: files, Once: true})
		},
		again: func(int) bool { return true }, // twice, privately, is better than never
	}
}

// hook is where what follows an interaction is sent.
func (b *Bot) hook(i interaction) string {
	return "/webhooks/" + b.self.Load().application + "/" + i.Token
}

// Sentences in the place of what could not be sent, or may not have been.
const (
	saysUnsent   = "I have an answer, but Discord does not take it. It has been logged; please ask again, perhaps more narrowly."
	saysPartLost = "A part of this answer may be missing here: Discord did not take it. Please ask again if so."
)

// sendReply sends the parts of a reply in order: the files with the first, the
// buttons with the last. What cannot be sent gets a sentence in its place, so that
// nobody waits for it. It notes which messages show which answer, so that a reply to
// any of them is understood.
func (b *Bot) sendReply(ctx context.Context, to route, r Reply) error {
	var lost error
	at := 0
	for n, part := range r.Parts {
		var files []message.File
		var buttons []Button
		if n == 0 {
			files = r.Files
		}
		if n == len(r.Parts)-1 {
			buttons = b.signed(r.Buttons)
		}
		sent, err := b.sendPart(ctx, to, n, outgoingOf(part, files, buttons), restFiles(files))
		if err != nil {
			lost, at = fmt.Errorf("part %d of %d: %w", n+1, len(r.Parts), err), n
		}
		if err != nil && (n == 0 || gone(err) || forbidden(err)) {
			break
		}
		if r.Answer != "" && len(buttons) == 0 {
			b.noteMessage(ctx, sent.ID, r.Answer)
		}
	}
	if lost != nil {
		b.excuse(ctx, to, r, at, lost)
	}
	return lost
}

// sendPart sends one part, again and again while Discord is broken and that does no harm.
func (b *Bot) sendPart(ctx context.Context, to route, n int, o outgoing, files []rest.File) (posting, error) {
	for wait := 2 * time.Second; ; wait *= 2 {
		sent, err := to.send(ctx, n, o, files)
		if !rest.Temporary(err) || !to.again(n) {
			return sent, err
		}
		select {
		case <-ctx.Done():
			return sent, err
		case <-time.After(wait):
		}
	}
}

// excuse says what could not be sent, where somebody is still there to hear it: in
// the place of part n where that is the first, else behind the last.
func (b *Bot) excuse(ctx context.Context, to route, r Reply, n int, why error) {
	if gone(why) || forbidden(why) || ctx.Err() != nil {
		return
	}
	o := outgoingOf(saysUnsent, nil, nil)
	if n > 0 {
		n, o = len(r.Parts), outgoingOf(saysPartLost, nil, b.signed(r.Buttons))
	}
	if _, err := b.sendPart(ctx, to, n, o, nil); err != nil {
		b.unsent("excuse", err)
	}
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

// unsent logs what could not be sent.
func (b *Bot) unsent(what string, err error) {
	b.opts.Observe(Event{Name: "unsent", Detail: what})
	if gone(err) {
		b.lg.Warn("nothing to answer any more", "what", what, "err", err)
		return
	}
	b.lg.Error("not sent", "what", what, "err", err)
}

// gone reports whether an error says that there is nothing to answer any more, or
// nobody: it came too late, was answered by another process, or has been deleted.
func gone(err error) bool {
	return rest.IsCode(err, codeUnknownInteraction, codeAlreadyAnswered, codeExpiredToken, codeUnknownMessage, codeUnknownWebhook, codeUnknownChannel)
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
	return errors.As(err, &e) && (e.Status == http.StatusForbidden || e.Code == codeNoHistory)
}
