package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"path"
	"slices"
	"strconv"
	"time"
)

// object is a JSON object. This file makes those that Discord answers with.
type object = map[string]any

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000-07:00") }

func userJSON(u *User) object {
	o := object{
		"id": u.ID, "username": u.Name, "global_name": u.Name, "discriminator": "0", "avatar": nil,
		"public_flags": 0, "flags": 0, "primary_guild": nil,
	}
	if u.Bot {
		o["bot"], o["global_name"] = true, nil
	}
	return o
}

func memberJSON(u *User, withUser bool) object {
	o := object{
		"avatar": nil, "banner": nil, "communication_disabled_until": nil, "flags": 0, "joined_at": stamp(time.UnixMilli(epoch)),
		"nick": nil, "pending": false, "premium_since": nil, "roles": []string{}, "mute": false, "deaf": false,
	}
	if withUser {
		o["user"] = userJSON(u)
	}
	return o
}

// guildJSON is a guild as GUILD_CREATE tells of it. The lock is held.
func (s *Server) guildJSON(g *Guild) object {
	channels, threads := []object{}, []object{}
	for _, c := range slices.SortedFunc(maps.Values(s.channels), older) {
		switch {
		case c.GuildID != g.ID || c.gone:
		case c.Kind == Thread:
			threads = append(threads, s.channelJSON(c))
		default:
			channels = append(channels, s.channelJSON(c))
		}
	}
	return object{
		"id": g.ID, "name": g.Name, "unavailable": false, "large": false, "member_count": len(s.users), "owner_id": "1",
		"joined_at": stamp(g.created), "preferred_locale": "en-US", "features": []string{}, "emojis": []any{},
		"roles": []object{
			{"id": g.ID, "name": "@everyone", "permissions": memberPermissions.String(), "position": 0, "managed": false, "mentionable": false},
			{"id": g.BotRole, "name": s.bot.Name, "permissions": memberPermissions.String(), "position": 1, "managed": true, "mentionable": true},
		},
		"members": []object{memberJSON(s.bot, true)}, "channels": channels, "threads": threads,
		"voice_states": []any{}, "presences": []any{}, "stage_instances": []any{}, "guild_scheduled_events": []any{},
	}
}

func older(a, b *Channel) int { return a.created.Compare(b.created) }

// channelJSON is a channel of any kind. The lock is held.
func (s *Server) channelJSON(c *Channel) object {
	o := object{"id": c.ID, "type": c.Kind, "flags": 0, "last_message_id": nil}
	if n := len(c.order); n > 0 {
		o["last_message_id"] = c.order[n-1]
	}
	if c.Kind == DMChannel {
		o["recipients"] = []object{userJSON(c.With)}
		return o
	}
	o["name"], o["guild_id"], o["rate_limit_per_user"] = c.Name, c.GuildID, 0
	if c.Kind != Thread {
		o["position"], o["topic"], o["nsfw"], o["parent_id"], o["permission_overwrites"] = 0, nil, false, nil, []any{}
		return o
	}
	owner := c.owner
	if owner == "" {
		owner = "1"
	}
	o["parent_id"], o["owner_id"] = c.Parent, owner
	o["message_count"], o["total_message_sent"], o["member_count"] = len(c.order), len(c.order), 1
	o["thread_metadata"] = object{
		"archived": false, "archive_timestamp": stamp(c.created), "create_timestamp": stamp(c.created),
		"auto_archive_duration": 1440, "locked": false,
	}
	return o
}

// messageJSON is m as the bot sees it; open: with what it says even if that is
// kept from the bot otherwise. The lock is held.
func (s *Server) messageJSON(m *Message, open bool) object {
	o := object{
		"id": m.ID, "channel_id": m.ChannelID, "type": m.Kind, "author": userJSON(m.Author),
		"content": "", "embeds": []any{}, "components": []any{}, "attachments": []any{},
		"timestamp": stamp(m.Sent), "edited_timestamp": nil, "flags": m.Flags, "pinned": false, "tts": false,
		"mentions": s.usersJSON(m.mentions), "mention_roles": rolesIn(m.Content), "mention_everyone": m.everyone,
	}
	if m.Edited {
		o["edited_timestamp"] = stamp(m.EditedAt)
	}
	if !absent(m.nonce) {
		o["nonce"] = m.nonce
	}
	if m.webhook || m.by != nil {
		o["webhook_id"] = m.Author.ID
	}
	if m.by != nil {
		o["webhook_id"], o["application_id"] = s.app, s.app
		o["interaction_metadata"] = s.metadataJSON(m.by)
	}
	if open || s.visible(m) {
		o["content"], o["components"], o["embeds"] = m.Content, componentsJSON(m.RawComponents), embedsJSON(m.Embeds)
		o["attachments"] = s.attachmentsJSON(m)
	}
	if m.Reference != nil {
		s.addReference(o, m, open)
	}
	if t := s.channel(m.ID); t != nil && t.Kind == Thread {
		o["thread"] = s.channelJSON(t)
	}
	return o
}

func (s *Server) addReference(o object, m *Message, open bool) {
	ref := object{"type": 0, "channel_id": m.Reference.ChannelID, "message_id": m.Reference.MessageID}
	if m.GuildID != "" {
		ref["guild_id"] = m.GuildID
	}
	o["message_reference"], o["referenced_message"] = ref, nil
	if to := s.messages[m.Reference.MessageID]; to != nil {
		inner := *to
		inner.Reference = nil // Discord goes one step back only
		o["referenced_message"] = s.messageJSON(&inner, open)
	}
}

func (s *Server) usersJSON(ids []string) []object {
	us := []object{}
	for _, id := range ids {
		if u := s.users[id]; u != nil {
			us = append(us, userJSON(u))
		}
	}
	return us
}

func rolesIn(content string) []string {
	ids := []string{}
	seen := map[string]bool{}
	for _, m := range mentionRole.FindAllStringSubmatch(content, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			ids = append(ids, m[1])
		}
	}
	return ids
}

func filePath(channel string, a Attachment) string {
	return "/attachments/" + channel + "/" + a.ID + "/" + a.Name
}

func (s *Server) attachmentsJSON(m *Message) []object {
	as := []object{}
	for _, a := range m.Attachments {
		as = append(as, s.attachmentJSON(m.ChannelID, a))
	}
	return as
}

func (s *Server) attachmentJSON(channel string, a Attachment) object {
	url := "http://" + s.addr + filePath(channel, a)
	o := object{"id": a.ID, "filename": a.Name, "size": len(a.Data), "url": url, "proxy_url": url, "content_type": a.contentType()}
	if a.Description != "" {
		o["description"] = a.Description
	}
	return o
}

// contentType is by the name, as with Discord, and else as it was sent.
func (a Attachment) contentType() string {
	if t := mime.TypeByExtension(path.Ext(a.Name)); t != "" {
		return t
	}
	if a.ContentType != "" {
		return a.ContentType
	}
	return "application/octet-stream"
}

// componentsJSON adds to components as sent what Discord adds: an id each.
func componentsJSON(raw json.RawMessage) any {
	if absent(raw) {
		return []any{}
	}
	var cs []any
	if json.Unmarshal(raw, &cs) != nil {
		return []any{}
	}
	next := 0
	var number func(any)
	number = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				number(e)
			}
		case object:
			if _, ok := v["type"]; ok {
				next++
				if v["id"] == nil {
					v["id"] = next
				}
			}
			dropNull(v)
			number(v["components"])
		}
	}
	number(cs)
	return cs
}

// embedsJSON adds to embeds as sent what Discord adds.
func embedsJSON(raw json.RawMessage) any {
	var es []object
	if absent(raw) || json.Unmarshal(raw, &es) != nil || es == nil {
		return []any{}
	}
	for _, e := range es {
		dropNull(e)
		e["type"] = "rich"
		fields, _ := e["fields"].([]any)
		for _, f := range fields {
			if f, ok := f.(object); ok && f["inline"] == nil {
				f["inline"] = false
			}
		}
	}
	return es
}

func dropNull(o object) {
	for k, v := range o {
		if v == nil {
			delete(o, k)
		}
	}
}

// pathNumber reads an index out of a form's name, like "files[3]".
func pathNumber(name string) (int, error) {
	var n int
	if _, err := fmt.Sscanf(name, "files[%d]", &n); err != nil || name != "files["+strconv.Itoa(n)+"]" {
		return 0, fmt.Errorf("%q is no files[n]", name)
	}
	return n, nil
}
