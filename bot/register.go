package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"footnote/bot/rest"
)

// Commands are registered in one server or in all. Where that was another place
// the last time, they are taken away there, or people would see them twice.

// registered is the key in memory of where the commands are; its value is the
// server's id, or everywhere.
const (
	registered = "commands/registered"
	everywhere = "everywhere"
)

// register tells Discord the commands, where it has others.
func (b *Bot) register(ctx context.Context) error {
	here := b.opts.Guild
	if here == "" {
		here = everywhere
	}
	before, ok, err := b.memory.Get(ctx, registered)
	if err != nil {
		b.lg.Warn("cannot recall where the commands were", "err", err)
	}
	if ok && string(before) != here {
		if err := b.overwrite(ctx, string(before), []spec{}); rest.Temporary(err) {
			return err
		} else if err != nil {
			b.lg.Warn("the commands stay where they were before, too", "err", err)
		}
	}
	if err := b.offer(ctx, here); err != nil {
		return remedy(err)
	}
	if string(before) == here {
		return nil
	}
	if err := b.memory.Put(ctx, registered, []byte(here), 0); err != nil {
		b.lg.Warn("cannot remember where the commands are", "err", err)
	}
	return nil
}

// offer makes the commands in a place those of the table, in one request, and only
// where they differ.
func (b *Bot) offer(ctx context.Context, where string) error {
	var have []json.RawMessage
	err := b.rest.Do(ctx, rest.Request{
		Method: "GET", Path: b.commandsPath(where), Query: url.Values{"with_localizations": {"true"}},
	}, &have)
	if err != nil {
		return err
	}
	want := []spec{}
	for _, c := range b.commands() {
		want = append(want, c.spec())
	}
	if same(have, want) {
		return nil
	}
	b.lg.Info("registering the commands", "where", where, "commands", len(want))
	return b.overwrite(ctx, where, want)
}

func (b *Bot) overwrite(ctx context.Context, where string, want []spec) error {
	return b.rest.Do(ctx, rest.Request{Method: "PUT", Path: b.commandsPath(where), Body: want}, nil)
}

func (b *Bot) commandsPath(where string) string {
	path := "/applications/" + b.self.Load().application
	if where != everywhere {
		path += "/guilds/" + where
	}
	return path + "/commands"
}

// same reports whether Discord has just these commands. Keys that we do not send
// are passed over; what is absent, null, false, 0 or empty is the same.
func same(have []json.RawMessage, want []spec) bool {
	if len(have) != len(want) {
		return false
	}
	var held [][]byte
	for _, h := range have {
		var s spec
		if json.Unmarshal(h, &s) != nil {
			return false
		}
		held = append(held, canonical(s))
	}
	for _, w := range want {
		if !slices.ContainsFunc(held, func(h []byte) bool { return bytes.Equal(h, canonical(w)) }) {
			return false
		}
	}
	return true
}

// canonical writes a command such that equal ones are equal bytes.
func canonical(s spec) []byte {
	slices.Sort(s.Contexts)
	slices.Sort(s.Integrations)
	if len(s.Options) == 0 {
		s.Options = nil
	}
	for i := range s.Options {
		if len(s.Options[i].Names) == 0 {
			s.Options[i].Names = nil
		}
	}
	data, err := json.Marshal(s) // maps by key
	if err != nil {
		return []byte(strings.TrimSpace(err.Error()))
	}
	return data
}
