package discordtest

import (
	"slices"
	"strconv"
	"time"
)

// A Permission is one or several bits of Discord's permissions.
type Permission uint64

// The permissions that the server knows.
const (
	Administrator         Permission = 1 << 3
	ManageGuild           Permission = 1 << 5
	ViewChannel           Permission = 1 << 10
	SendMessages          Permission = 1 << 11
	ManageMessages        Permission = 1 << 13
	EmbedLinks            Permission = 1 << 14
	AttachFiles           Permission = 1 << 15
	ReadMessageHistory    Permission = 1 << 16
	MentionEveryone       Permission = 1 << 17
	UseExternalEmojis     Permission = 1 << 18
	UseCommands           Permission = 1 << 31
	CreatePublicThreads   Permission = 1 << 35
	SendMessagesInThreads Permission = 1 << 38
)

const (
	memberPermissions = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory |
		UseExternalEmojis | UseCommands | CreatePublicThreads | SendMessagesInThreads
	allPermissions = memberPermissions | Administrator | ManageGuild | ManageMessages | MentionEveryone
	dmPermissions  = EmbedLinks | AttachFiles | MentionEveryone | UseExternalEmojis
)

func (p Permission) String() string { return strconv.FormatUint(uint64(p), 10) }

// Kinds of channels.
const (
	TextChannel = 0
	DMChannel   = 1
	Thread      = 11
)

// A User is a person or a bot.
type User struct {
	ID   string
	Name string
	Bot  bool
	// Admin: the user has all permissions in all guilds.
	Admin bool
	// Locale is the language of the user's client, "en-US" if empty. It is to be
	// set before the user does anything.
	Locale string
}

// Mention is what others write to mention the user.
func (u *User) Mention() string { return "<@" + u.ID + ">" }

func (u *User) locale() string {
	if u.Locale == "" {
		return "en-US"
	}
	return u.Locale
}

func (u *User) permissions() Permission {
	if u.Admin {
		return allPermissions
	}
	return memberPermissions
}

// A Guild is a guild that the bot is in.
type Guild struct {
	ID   string
	Name string
	// BotRole is the id of the bot's own role. People mention it by mistake:
	// such a message reaches the bot without its content.
	BotRole string

	s       *Server
	created time.Time
}

// A Channel is a channel of a guild, a thread, or the direct messages of the bot
// with one user.
type Channel struct {
	ID      string
	Name    string
	Kind    int
	GuildID string // empty in direct messages
	Parent  string // the channel of a thread, or empty
	With    *User  // the other one in direct messages

	s       *Server
	owner   string // of a thread: who made it
	created time.Time
	// Guarded by the server's lock.
	forbidden Permission
	gone      bool
	order     []string // messages
	typed     int
}

// AddGuild adds a guild with the bot in it and tells the bot.
func (s *Server) AddGuild(name string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{ID: s.newID(), Name: name, BotRole: s.newID(), s: s, created: time.Now()}
	s.guilds = append(s.guilds, g)
	s.gate.dispatch(event{name: "GUILD_CREATE", need: intentGuilds, data: s.guildJSON(g)})
	return g
}

// AddChannel adds a text channel to the guild and tells the bot.
func (g *Guild) AddChannel(name string) *Channel {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.s.addChannel(&Channel{Name: name, Kind: TextChannel, GuildID: g.ID})
}

// AddThread adds a thread that not the bot but a person has made.
func (c *Channel) AddThread(name string) *Channel {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.s.addChannel(&Channel{Name: name, Kind: Thread, GuildID: c.GuildID, Parent: c.ID})
}

// addChannel gives c an id if it has none, keeps it and tells the bot. The lock
// is held.
func (s *Server) addChannel(c *Channel) *Channel {
	if c.ID == "" {
		c.ID = s.newID()
	}
	c.s, c.created = s, time.Now()
	s.channels[c.ID] = c
	name, data := "CHANNEL_CREATE", s.channelJSON(c)
	switch c.Kind {
	case Thread:
		name = "THREAD_CREATE"
		data["newly_created"] = true
	case DMChannel:
		return c // v8 and later tell of these with their first message
	}
	s.gate.dispatch(event{name: name, need: intentGuilds, data: data})
	return c
}

// AddUser adds a person, who is a member of every guild.
func (s *Server) AddUser(name string) *User { return s.addUser(&User{Name: name}) }

// AddAdmin adds a person who has every permission.
func (s *Server) AddAdmin(name string) *User { return s.addUser(&User{Name: name, Admin: true}) }

// AddBot adds another bot.
func (s *Server) AddBot(name string) *User { return s.addUser(&User{Name: name, Bot: true}) }

func (s *Server) addUser(u *User) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.ID = s.newID()
	s.users[u.ID] = u
	return u
}

// DM is the channel of u's direct messages with the bot.
func (s *Server) DM(u *User) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.dms[u.ID]; c != nil {
		return c
	}
	c := s.addChannel(&Channel{Kind: DMChannel, With: u})
	s.dms[u.ID] = c
	return c
}

// Channel returns the channel or thread with the id, or nil.
func (s *Server) Channel(id string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.channel(id)
}

// channel is Channel with the lock held.
func (s *Server) channel(id string) *Channel {
	if c := s.channels[id]; c != nil && !c.gone {
		return c
	}
	return nil
}

// Threads are the threads of c, oldest first.
func (s *Server) Threads(c *Channel) []*Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ts []*Channel
	for _, t := range s.channels {
		if t.Parent == c.ID && !t.gone {
			ts = append(ts, t)
		}
	}
	slices.SortFunc(ts, older)
	return ts
}

// Forbid takes permissions in c from the bot. In direct messages, SendMessages
// stands for a user who takes none from the bot.
func (c *Channel) Forbid(ps ...Permission) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	for _, p := range ps {
		c.forbidden |= p
	}
}

// Allow gives back what Forbid took.
func (c *Channel) Allow(ps ...Permission) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	for _, p := range ps {
		c.forbidden &^= p
	}
}

// Delete deletes the channel, its messages with it, and tells the bot.
func (c *Channel) Delete() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if c.gone {
		return
	}
	c.gone = true
	for _, id := range c.order {
		delete(c.s.messages, id)
	}
	name := "CHANNEL_DELETE"
	if c.Kind == Thread {
		name = "THREAD_DELETE"
	}
	c.s.gate.dispatch(event{name: name, need: intentGuilds, data: c.s.channelJSON(c)})
}

// Typed is how often the bot has shown that it types in c.
func (c *Channel) Typed() int {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.typed
}

// permissions are the bot's in c. The lock is held.
func (s *Server) permissions(c *Channel) Permission {
	if c.Kind == DMChannel {
		return dmPermissions
	}
	p := memberPermissions &^ c.forbidden
	if parent := s.channels[c.Parent]; parent != nil {
		p &^= parent.forbidden
	}
	return p
}

// may tells whether the bot has all of p in c. The lock is held.
func (s *Server) may(c *Channel, p Permission) bool {
	if c.Kind == DMChannel {
		return c.forbidden&p == 0
	}
	return s.permissions(c)&p == p
}
