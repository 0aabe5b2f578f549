package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// nonceWindow is how long an enforced nonce names a message.
const nonceWindow = 3 * time.Minute

// Flags that may be set, by the kind of writing.
const (
	flagsSend     = FlagSuppressEmbeds | FlagSuppressNotifications | FlagComponentsV2
	flagsEdit     = FlagSuppressEmbeds | FlagComponentsV2
	flagsCallback = flagsSend | FlagEphemeral
)

var (
	unknownChannel = refuse(http.StatusNotFound, 10003, "Unknown Channel")
	unknownMessage = refuse(http.StatusNotFound, 10008, "Unknown Message")
	missingAccess  = refuse(http.StatusForbidden, 50001, "Missing Access")
	missingRight   = refuse(http.StatusForbidden, 50013, "Missing Permissions")
)

// channel is the channel of the path, in which the bot must have the
// permissions. The lock is held.
func (c *call) channel(ps ...Permission) (*Channel, *answer) {
	ch := c.s.channel(c.vars["channel"])
	if ch == nil {
		return nil, &unknownChannel
	}
	if !c.s.may(ch, ViewChannel) {
		return nil, &missingAccess
	}
	for _, p := range ps {
		if p == SendMessages && ch.Kind == Thread {
			p = SendMessagesInThreads
		}
		if c.s.may(ch, p) {
			continue
		}
		if ch.Kind == DMChannel && p == SendMessages {
			return nil, ptr(refuse(http.StatusForbidden, 50007, "Cannot send messages to this user"))
		}
		return nil, &missingRight
	}
	return ch, nil
}

// message is the message of the path. The lock is held.
func (c *call) message(ps ...Permission) (*Message, *answer) {
	ch, refused := c.channel(ps...)
	if refused != nil {
		return nil, refused
	}
	m := c.s.messages[c.vars["message"]]
	if m == nil || m.ChannelID != ch.ID || m.Ephemeral {
		return nil, &unknownMessage
	}
	return m, nil
}

func (c *call) getChannel() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	ch, refused := c.channel()
	if refused != nil {
		return *refused
	}
	return ok(c.s.channelJSON(ch))
}

func (c *call) postDM() answer {
	var in struct {
		Recipient string `json:"recipient_id"`
	}
	_ = json.Unmarshal(c.body, &in) // an empty one is refused below
	c.s.mu.Lock()
	u := c.s.users[in.Recipient]
	c.s.mu.Unlock()
	if u == nil || u.Bot {
		return refuse(http.StatusBadRequest, 50033, "Invalid Recipient(s)")
	}
	ch := c.s.DM(u)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return ok(c.s.channelJSON(ch))
}

func (c *call) postTyping() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	ch, refused := c.channel(SendMessages)
	if refused != nil {
		return *refused
	}
	ch.typed++
	return noContent()
}

func (c *call) getMessage() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m, refused := c.message(ReadMessageHistory)
	if refused != nil {
		return *refused
	}
	return ok(c.s.messageJSON(m, c.s.opt.GrantMessageContent))
}

func (c *call) getMessages() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	ch, refused := c.channel(ReadMessageHistory)
	if refused != nil {
		return *refused
	}
	most := 50
	if n := atoi(c.r.URL.Query().Get("limit")); n > 0 && n <= 100 {
		most = n
	}
	list := []object{}
	for _, id := range slices.Backward(ch.order) {
		if m := c.s.messages[id]; m != nil && !m.Ephemeral && len(list) < most {
			list = append(list, c.s.messageJSON(m, c.s.opt.GrantMessageContent))
		}
	}
	return ok(list)
}

func (c *call) postMessage() answer {
	j := c.judge("")
	in := j.readMessage(c.body)
	j.judgeMessage(in, flagsSend)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	ch, refused := c.channel(needed(c, in)...)
	if refused != nil {
		return *refused
	}
	if m := c.s.sameNonce(ch, in); m != nil {
		return ok(c.s.messageJSON(m, true))
	}
	m := c.s.newMessage(ch, c.s.bot)
	j.apply(m, in, flagsSend)
	j.judgeEmpty(m, in)
	if a := j.answer(); a != nil {
		return *a
	}
	if a := c.refer(m, in); a != nil {
		return *a
	}
	j.count(m)
	c.s.keep(m)
	c.s.tell("MESSAGE_CREATE", m)
	return ok(c.s.messageJSON(m, true))
}

// needed are the permissions that a message needs.
func needed(c *call, in *messageIn) []Permission {
	ps := []Permission{SendMessages}
	if len(c.files) > 0 {
		ps = append(ps, AttachFiles)
	}
	if in.Reference != nil {
		ps = append(ps, ReadMessageHistory)
	}
	return ps
}

// newMessage is a message that is not kept yet. The lock is held.
func (s *Server) newMessage(ch *Channel, author *User) *Message {
	return &Message{ID: s.newID(), ChannelID: ch.ID, GuildID: ch.GuildID, Author: author, Sent: time.Now()}
}

// sameNonce is the message that the bot has lately sent to ch with the nonce of
// in, if that is enforced. The lock is held.
func (s *Server) sameNonce(ch *Channel, in *messageIn) *Message {
	if !in.EnforceNonce || absent(in.Nonce) {
		return nil
	}
	for _, id := range slices.Backward(ch.order) {
		m := s.messages[id]
		if m == nil || !s.fromBot(m) || string(m.nonce) != string(in.Nonce) {
			continue
		}
		if time.Since(m.Sent) < nonceWindow {
			return m
		}
	}
	return nil
}

// refer makes m a reply, if in says so.
func (c *call) refer(m *Message, in *messageIn) *answer {
	if in.Reference == nil || in.Reference.MessageID == "" {
		return nil
	}
	to := c.s.messages[in.Reference.MessageID]
	if to == nil || to.ChannelID != m.ChannelID || to.Ephemeral {
		if in.Reference.FailIfNotExists == nil || *in.Reference.FailIfNotExists {
			return ptr(invalidForm("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"))
		}
		return nil
	}
	m.Kind, m.Reference = kindReply, &Reference{MessageID: to.ID, ChannelID: to.ChannelID}
	return nil
}

func (c *call) patchMessage() answer {
	j := c.judge("")
	in := j.readMessage(c.body)
	j.judgeMessage(in, flagsEdit)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	old, refused := c.message()
	switch {
	case refused != nil:
		return *refused
	case !c.s.fromBot(old):
		return refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	}
	return c.edit(j, old, in)
}

// edit writes in over old, stores and tells it, and answers with it. The lock is
// held.
func (c *call) edit(j *judge, old *Message, in *messageIn) answer {
	m := *old
	j.apply(&m, in, flagsEdit)
	j.judgeEmpty(&m, in)
	if a := j.answer(); a != nil {
		return *a
	}
	if m.Loading {
		m.Loading, m.Flags = false, m.Flags&^FlagLoading
	} else {
		m.Edits++
		m.Edited, m.EditedAt = true, time.Now()
	}
	j.count(&m)
	c.s.keep(&m)
	c.s.tell("MESSAGE_UPDATE", &m)
	return ok(c.s.messageJSON(&m, true))
}

func (c *call) deleteMessage() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m, refused := c.message()
	if refused != nil {
		return *refused
	}
	if ch := c.s.channels[m.ChannelID]; !c.s.fromBot(m) {
		if ch.Kind == DMChannel {
			return refuse(http.StatusForbidden, 50003, "Cannot execute action on a DM channel")
		}
		return missingRight
	}
	c.s.drop(m)
	return noContent()
}

func (c *call) postThread() answer {
	var in struct {
		Name    string `json:"name"`
		Archive *int   `json:"auto_archive_duration"`
	}
	j := c.judge("")
	if err := json.Unmarshal(c.body, &in); err != nil {
		j.refuse("_misc", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "the body is no thread: %v", err)
	}
	j.within("name", "the thread's name", trim(in.Name), 1, 100)
	if in.Archive != nil && !slices.Contains([]int{60, 1440, 4320, 10080}, *in.Archive) {
		j.refuse("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).", "auto_archive_duration is %d", *in.Archive)
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m, refused := c.message(CreatePublicThreads)
	switch a := j.answer(); {
	case refused != nil:
		return *refused
	case a != nil:
		return *a
	case c.s.channels[m.ChannelID].Kind != TextChannel:
		return refuse(http.StatusBadRequest, 50024, "Cannot execute action on this channel type")
	case c.s.channel(m.ID) != nil:
		return refuse(http.StatusBadRequest, 160004, "A thread has already been created for this message")
	}
	t := c.s.addChannel(&Channel{ID: m.ID, Name: trim(in.Name), Kind: Thread, GuildID: m.GuildID, Parent: m.ChannelID, owner: c.s.bot.ID})
	return answer{status: http.StatusCreated, body: c.s.channelJSON(t)}
}

// apply writes the body over m, which is a new message or a copy of an old one.
// The lock is held.
func (j *judge) apply(m *Message, in *messageIn, settable int) {
	if in.has("content") {
		m.Content = ""
		if in.Content != nil {
			m.Content = trim(*in.Content)
		}
	}
	if in.has("embeds") {
		m.Embeds = in.raw("embeds")
	}
	if in.has("components") {
		m.RawComponents, m.Components = in.raw("components"), nil
		_ = json.Unmarshal(m.RawComponents, &m.Components) // what does not fit has been refused
	}
	if in.Flags != nil {
		m.Flags = m.Flags&^settable | *in.Flags&settable
	}
	if !absent(in.Nonce) {
		m.nonce = in.Nonce
		if json.Unmarshal(in.Nonce, &m.Nonce) != nil {
			m.Nonce = string(in.Nonce)
		}
	}
	m.AllowedMentions = in.raw("allowed_mentions")
	j.attach(m, in)
}

// attach gives m the files of the call, and keeps of its old ones those that the
// body names; all, when it names none at all.
func (j *judge) attach(m *Message, in *messageIn) {
	meta := map[string]attachmentIn{}
	for _, a := range in.Attachments {
		meta[a.id()] = a
	}
	old := m.Attachments
	m.Attachments = nil
	for _, a := range old {
		named, there := meta[a.ID]
		if in.has("attachments") && !there {
			continue
		}
		if named.Description != "" {
			a.Description = named.Description
		}
		delete(meta, a.ID)
		m.Attachments = append(m.Attachments, a)
	}
	for _, n := range sortedKeys(j.c.files) {
		a, named := j.c.files[n], meta[strconv.Itoa(n)]
		delete(meta, strconv.Itoa(n))
		a.ID, a.Description = j.c.s.newID(), named.Description
		if named.Filename != "" {
			a.Name = named.Filename
		}
		m.Attachments = append(m.Attachments, a)
	}
	for i, a := range in.Attachments {
		if _, left := meta[a.id()]; left {
			j.refuse(fmt.Sprintf("attachments.%d.id", i), "ATTACHMENT_NOT_FOUND", "Attachment not found",
				"attachment %d has the id %s, which is neither a file of the request nor one of the message", i, a.id())
		}
	}
	j.atMost("attachments", "attachments at the message", len(m.Attachments), maxFiles)
}

// count works out whom m pings, and keeps whom its earlier versions did. The
// lock is held.
func (j *judge) count(m *Message) {
	text := m.Content
	if m.Flags&FlagComponentsV2 != 0 {
		text += "\n" + string(m.RawComponents)
	}
	replied := ""
	if m.Reference != nil && m.by == nil { // webhooks ping nobody by replying
		if to := j.c.s.messages[m.Reference.MessageID]; to != nil {
			replied = to.Author.ID
		}
	}
	now := pingsOf(text, m.AllowedMentions, replied)
	m.mentions, m.everyone = nil, false
	for _, p := range now {
		if sub := mentionUser.FindStringSubmatch(p); sub != nil {
			m.mentions = append(m.mentions, sub[1])
		}
		m.everyone = m.everyone || p[0] == '@'
	}
	all := slices.Concat(m.pings, now)
	slices.Sort(all)
	m.pings = slices.Compact(all)
}
