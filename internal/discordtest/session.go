package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// Intents, the bits of IDENTIFY.
const (
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentMessageContent = 1 << 15
	allIntents           = 1<<26 - 1 - 1<<17 - 1<<18 - 1<<19 - 1<<22 - 1<<23
)

// Operations of the gateway.
const (
	opDispatch            = 0
	opHeartbeat           = 1
	opIdentify            = 2
	opPresence            = 3
	opVoice               = 4
	opResume              = 6
	opReconnect           = 7
	opRequestMembers      = 8
	opInvalidSession      = 9
	opHello               = 10
	opHeartbeatAck        = 11
	opSoundboard          = 31
	maxEvents             = 10_000 // kept of a session for a RESUME
	closeUnknownOp        = 4001
	closeDecode           = 4002
	closeNotIdentified    = 4003
	closeToken            = 4004
	closeIdentifiedTwice  = 4005
	closeSeq              = 4007
	closeTooFast          = 4008
	closeTimedOut         = 4009
	closeVersion          = 4012
	closeInvalidIntent    = 4013
	closeDisallowedIntent = 4014
)

// payload is what the gateway sends.
type payload struct {
	Op   int    `json:"op"`
	Data any    `json:"d"`
	Seq  *int   `json:"s"`
	Type string `json:"t,omitempty"`
}

func encode(p payload) []byte {
	b, err := json.Marshal(p)
	if err != nil {
		panic(fmt.Sprintf("discordtest: %s: %v", p.Type, err)) // only data of a test can do this
	}
	return b
}

// An event is something to tell the bots.
type event struct {
	name string
	need int // the intents of which a session needs one; 0: none
	data any
	// render, when there is one, makes the data for a session with the intents.
	render func(intents int) any
}

// A session is what a bot has identified for; it outlives its connection.
type session struct {
	id      string
	intents int
	seq     int
	events  []stored // the last of them, oldest first
	conn    *conn    // nil: nobody is connected
	dead    bool     // cannot be resumed
}

type stored struct {
	seq  int
	data []byte
}

// dispatch sends e to every session whose intents ask for it. The lock of the
// server is held.
func (g *Gateway) dispatch(e event) {
	for _, s := range g.sessions {
		if s.dead || e.need != 0 && s.intents&e.need == 0 {
			continue
		}
		s.dispatch(e)
	}
	g.s.touch()
}

func (s *session) dispatch(e event) {
	data := e.data
	if e.render != nil {
		data = e.render(s.intents)
	}
	s.seq++
	seq := s.seq
	b := encode(payload{Op: opDispatch, Type: e.name, Seq: &seq, Data: data})
	s.events = append(s.events, stored{seq, b})
	if len(s.events) > maxEvents {
		s.events = slices.Delete(s.events, 0, len(s.events)-maxEvents)
	}
	if s.conn != nil {
		s.conn.push(frame{data: b})
	}
}

// forget drops the events of a session that is connected.
func (s *session) forget() {
	if s.conn != nil {
		s.events = nil
	}
}

// recalls tells whether all events after seq are still kept.
func (s *session) recalls(seq int) bool {
	first := s.seq + 1
	if len(s.events) > 0 {
		first = s.events[0].seq
	}
	return seq+1 >= first
}

// leave parts the session from its connection.
func (s *session) leave() {
	if s.conn != nil {
		s.conn.ses = nil
		s.conn = nil
	}
}

// An Identify is what a bot has sent to begin a session, without its token.
type Identify struct {
	Intents    int             `json:"intents"`
	Properties json.RawMessage `json:"properties"`
	Presence   json.RawMessage `json:"presence"`
	Compress   bool            `json:"compress"`
}

type identifyIn struct {
	Identify
	Token   string `json:"token"`
	Intents *int   `json:"intents"`
}

// identify begins a session on c. It returns a close code, or 0. The lock of the
// server is held.
func (g *Gateway) identify(c *conn, raw json.RawMessage) int {
	var in identifyIn
	if err := json.Unmarshal(raw, &in); err != nil {
		return closeDecode
	}
	g.identifies++
	if in.Intents != nil {
		in.Identify.Intents = *in.Intents
	}
	g.lastIdentify = in.Identify
	g.s.touch()
	switch {
	case g.refuseWith != 0:
		return g.refuseWith
	case c.ses != nil:
		return closeIdentifiedTwice
	case in.Token != g.s.opt.Token && in.Token != "Bot "+g.s.opt.Token:
		return closeToken
	case c.version != 9 && c.version != 10:
		return closeVersion
	case in.Intents == nil || *in.Intents&^allIntents != 0:
		return closeInvalidIntent
	case !g.granted(*in.Intents):
		return closeDisallowedIntent
	}
	c.compress = in.Compress
	s := &session{id: "session-" + g.s.newID(), intents: *in.Intents, conn: c}
	c.ses = s
	g.sessions = append(g.sessions, s)
	g.ready(s, c.version)
	g.s.touch()
	return 0
}

func (g *Gateway) granted(intents int) bool {
	privileged := intents & (intentMembers | intentPresences | intentMessageContent)
	if g.s.opt.GrantMessageContent {
		privileged &^= intentMessageContent
	}
	return privileged == 0
}

// ready sends READY and the guilds.
func (g *Gateway) ready(s *session, version int) {
	guilds := []object{}
	for _, gd := range g.s.guilds {
		guilds = append(guilds, object{"id": gd.ID, "unavailable": true})
	}
	user := userJSON(g.s.bot)
	user["verified"], user["mfa_enabled"], user["email"] = true, false, nil
	s.dispatch(event{name: "READY", data: object{
		"v": version, "user": user, "session_id": s.id, "session_type": "normal", "guilds": guilds, "private_channels": []any{},
		"resume_gateway_url": g.resumeURL(), "application": object{"id": g.s.app, "flags": g.s.appFlags()},
	}})
	if s.intents&intentGuilds == 0 {
		return
	}
	for _, gd := range g.s.guilds {
		s.dispatch(event{name: "GUILD_CREATE", data: g.s.guildJSON(gd)})
	}
}

type resumeIn struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int    `json:"seq"`
}

// resume continues a session on c. It returns a close code, or 0. The lock of
// the server is held.
func (g *Gateway) resume(c *conn, raw json.RawMessage) int {
	var in resumeIn
	if err := json.Unmarshal(raw, &in); err != nil {
		return closeDecode
	}
	switch {
	case g.refuseWith != 0:
		return g.refuseWith
	case c.ses != nil:
		return closeIdentifiedTwice
	case in.Token != g.s.opt.Token && in.Token != "Bot "+g.s.opt.Token:
		return closeToken
	}
	i := slices.IndexFunc(g.sessions, func(s *session) bool { return s.id == in.Session && !s.dead && s.recalls(in.Seq) })
	if i < 0 {
		c.push(frame{data: encode(payload{Op: opInvalidSession, Data: false})})
		return 0
	}
	s := g.sessions[i]
	if in.Seq > s.seq {
		s.dead = true
		return closeSeq
	}
	if old := s.conn; old != nil {
		s.leave()
		old.push(frame{close: 4000})
	}
	for _, e := range s.events {
		if e.seq > in.Seq {
			c.push(frame{data: e.data})
		}
	}
	s.conn, c.ses = c, s
	g.resumes = append(g.resumes, c.path)
	s.dispatch(event{name: "RESUMED", data: object{"_trace": []string{"discordtest"}}})
	g.s.touch()
	return 0
}

// appFlags are the flags of the application: which privileged intents it has.
func (s *Server) appFlags() int {
	const messageContentLimited = 1 << 19
	if s.opt.GrantMessageContent {
		return messageContentLimited
	}
	return 0
}

func messageIntent(m *Message) int {
	if m.GuildID == "" || m.Ephemeral {
		return intentDirectMessages
	}
	return intentGuildMessages
}

// tell dispatches MESSAGE_CREATE or MESSAGE_UPDATE. The lock is held.
//
// Messages that only one person sees do not go through the guild's channel:
// Discord sends them under the intent of direct messages, without a guild_id.
func (s *Server) tell(name string, m *Message) {
	c := s.channels[m.ChannelID]
	if c.Kind != DMChannel && !s.may(c, ViewChannel) {
		s.touch()
		return
	}
	s.gate.dispatch(event{name: name, need: messageIntent(m), render: func(intents int) any {
		open := s.opt.GrantMessageContent && intents&intentMessageContent != 0
		o := s.messageJSON(m, open)
		if m.GuildID != "" && !m.Ephemeral {
			o["guild_id"] = m.GuildID
			if !m.webhook {
				o["member"] = memberJSON(m.Author, false)
			}
		}
		return o
	}})
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
