package bot

import (
	"context"
	"fmt"
	"time"

	"footnote/bot/gateway"
)

// receive takes what the gateway delivers. It never waits, and nothing in an event
// stops it.
func (b *Bot) receive(e gateway.Event) {
	defer b.recovered("event " + e.Type)
	switch e.Type {
	case "INTERACTION_CREATE":
		var i interaction
		if decode(e.Data, &i) && i.ID != "" && i.Token != "" && b.seen.first(i.ID, b.opts.Now()) {
			b.interact(i)
		}
	case "MESSAGE_CREATE":
		var p posting
		if decode(e.Data, &p) && p.ID != "" && p.ChannelID != "" {
			b.hear(p)
		}
	case "GUILD_CREATE", "THREAD_LIST_SYNC":
		var g struct {
			Threads []channel `json:"threads"`
		}
		decode(e.Data, &g)
		for _, t := range g.Threads {
			b.threads.note(t)
		}
	case "THREAD_CREATE", "THREAD_UPDATE":
		var t channel
		decode(e.Data, &t)
		b.threads.note(t)
	case "THREAD_DELETE":
		var t channel
		decode(e.Data, &t)
		b.threads.forget(t.ID)
	}
}

// recovered ends a panic, in a handler of an event.
func (b *Bot) recovered(where string) {
	if p := recover(); p != nil {
		b.lg.Error("panic", "in", where, "err", fmt.Sprint(p))
	}
}

// Sentences that the bot says about itself.
const (
	saysBusy      = "I have more questions than I can answer just now. Please ask again in a minute."
	saysLeaving   = "I am being restarted and could not finish this. Please ask again in a minute."
	saysTooLate   = "This took too long, and I have stopped looking. Please ask again, perhaps more narrowly."
	saysBroken    = "Something went wrong on my side, and I have no answer. It has been logged; please ask again."
	saysNoStory   = "No story is set up for this place. Whoever runs this bot can name one in its configuration."
	saysUnknown   = "I do not know this command any more. /help lists what I can do."
	saysOldButton = "This button is not one of mine, or it is too old. Please ask again."
)

// interact takes an interaction: it is acknowledged first, and worked on then.
func (b *Bot) interact(i interaction) {
	taken := b.crew.take(mostOpen, func(ctx context.Context) {
		switch i.Type {
		case useCommand:
			b.use(ctx, i)
		case completeOne:
			b.complete(ctx, i)
		case pressButton:
			b.pressed(ctx, i)
		}
	})
	if taken {
		return
	}
	b.turnedAway("interaction")
	if i.Type != completeOne {
		b.crew.take(mostTurned, func(ctx context.Context) { b.respondNow(ctx, i, saysBusy) })
	}
}

// turnedAway tells metrics and log that something was not taken.
func (b *Bot) turnedAway(what string) {
	b.opts.Observe(Event{Name: "refused", Detail: "busy"})
	b.lg.Warn("not taken: too much is under way, or the bot is stopping", "what", what)
}

// use answers a slash command.
func (b *Bot) use(ctx context.Context, i interaction) {
	cmd, ok := b.table[i.Data.Name]
	if !ok || cmd.OnMessage != (i.Data.Type == messageCommand) {
		b.respondNow(ctx, i, saysUnknown)
		return
	}
	r := request(i)
	if !cmd.Free {
		if over := b.quotas.take(i.by(), i.GuildID, b.opts.Now()); over.wait > 0 {
			b.opts.Observe(Event{Name: "refused", Detail: "quota"})
			b.respondNow(ctx, i, over.sentence())
			return
		}
	}
	r.Private = cmd.Private == nil || cmd.Private(r)
	if !b.acknowledge(ctx, i, r.Private) {
		return
	}
	b.answer(ctx, cmd.Name, b.toInteraction(i, r.Private), b.withStory(i.place(), cmd.Run), r)
}

// pressed answers a button. Nothing in its custom_id is believed that we did not sign.
func (b *Bot) pressed(ctx context.Context, i interaction) {
	btn, ok := read(b.key, i.Data.CustomID)
	act := b.press[btn.Action]
	if !ok || act == nil {
		b.respondNow(ctx, i, saysOldButton)
		return
	}
	if !b.acknowledgePress(ctx, i) {
		return
	}
	b.answer(ctx, btn.Action, b.toPresser(i), b.withStory(i.place(), act), Request{
		Answer: btn.Answer, Message: i.Message.ID, Channel: i.ChannelID, Guild: i.GuildID,
	})
}

// complete suggests what an option may be completed to. Without any, or too late,
// it suggests nothing: nobody is told of an error while typing.
func (b *Bot) complete(ctx context.Context, i interaction) {
	choices := []Choice{}
	cmd, r := b.table[i.Data.Name], request(i)
	if cmd.Suggest != nil && r.Typed != "" {
		timed, cancel := context.WithTimeout(ctx, suggestWithin)
		defer cancel()
		found, err := run(timed, b.crew, func(ctx context.Context) ([]Choice, error) {
			return b.suggest(ctx, i.place(), cmd, r)
		})
		if err != nil {
			b.lg.Warn("nothing could be suggested", "command", cmd.Name, "err", err)
		}
		choices = append(choices, found...)
	}
	b.respond(ctx, i, callback{callbackSuggestions, suggestions{choices}})
}

func (b *Bot) suggest(ctx context.Context, at place, cmd Command, r Request) ([]Choice, error) {
	if ok, err := b.lookUp(ctx, at, &r); !ok {
		return nil, err
	}
	return cmd.Suggest(ctx, r)
}

// suggestWithin is how long suggestions may take; nobody waits longer while typing.
const suggestWithin = 2 * time.Second

// request is what an interaction asks for.
func request(i interaction) Request {
	r := Request{Options: map[string]string{}, Echo: true, Channel: i.ChannelID, Guild: i.GuildID, Threads: i.mayThread()}
	r.By, r.Manages = i.by(), i.manages()
	r.Target = i.Data.Resolved.Messages[i.Data.TargetID].Content
	for _, o := range i.Data.Options {
		r.Options[o.Name] = o.text()
		if o.Focused {
			r.Typed = o.Name
		}
	}
	return r
}

// A place is where something is asked. Its ids are empty where there is none.
type place struct {
	guild, channel string
	parent         string // the channel above a thread; where known
}

// place is where an interaction was used. What stands above a channel is its
// category, which has no story.
func (i interaction) place() place {
	p := place{guild: i.GuildID, channel: i.ChannelID}
	if i.Channel.thread() {
		p.parent = i.Channel.ParentID
	}
	return p
}

// withStory is what runs with the story of a place, as it is when the work begins:
// one view for the whole request.
func (b *Bot) withStory(at place, run action) action {
	return func(ctx context.Context, r Request) (Reply, error) {
		ok, err := b.lookUp(ctx, at, &r)
		switch {
		case err != nil:
			return Reply{}, err
		case !ok:
			return text(saysNoStory), nil
		}
		return run(ctx, r)
	}
}

// lookUp gives a request the story of its place; false where there is none.
func (b *Bot) lookUp(ctx context.Context, at place, r *Request) (bool, error) {
	if at.parent == "" && at.guild != "" && byChannel(b.opts.Stories) {
		var err error
		if at.parent, err = b.above(ctx, at.channel); err != nil {
			return false, err // the story of the server would be the wrong one
		}
	}
	story, ok := storyOf(b.opts.Stories, at.guild, at.channel, at.parent)
	if ok {
		r.Story, r.View = story, story.View()
	}
	return ok, nil
}
