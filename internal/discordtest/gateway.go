package discordtest

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// The paths of the gateway. READY names the second, so that a test can see
// whether a bot resumes where it was told to.
const (
	gatewayPath = "/ws/"
	resumePath  = "/ws-resume/"
)

// A Gateway is the server's gateway. Its methods let a test misbehave as
// Discord at times does.
type Gateway struct {
	s *Server

	// Guarded by the server's lock.
	sessions     []*session
	conns        map[*conn]bool // not those that the server is closing
	all          map[*conn]bool
	identifies   int
	lastIdentify Identify
	resumes      []string // paths
	heartbeats   int
	accepted     int
	op7First     int
	refuseWith   int
	silent       bool
}

func newGateway(s *Server) *Gateway {
	return &Gateway{s: s, conns: map[*conn]bool{}, all: map[*conn]bool{}}
}

// URL is the websocket address that GET /gateway names.
func (g *Gateway) URL() string { return "ws://" + g.s.addr + gatewayPath }

func (g *Gateway) resumeURL() string { return "ws://" + g.s.addr + resumePath }

// Sessions is the number of sessions that are connected or could be resumed.
func (g *Gateway) Sessions() int {
	return g.count(func() int {
		n := 0
		for _, s := range g.sessions {
			if !s.dead {
				n++
			}
		}
		return n
	})
}

// Connected is the number of connections with a session.
func (g *Gateway) Connected() int { return g.count(g.connected) }

func (g *Gateway) connected() int {
	n := 0
	for c := range g.conns {
		if c.ses != nil {
			n++
		}
	}
	return n
}

// Accepted is the number of websocket connections that were made so far.
func (g *Gateway) Accepted() int { return g.count(func() int { return g.accepted }) }

// Open is the number of websocket connections that are open and not being
// closed by the server.
func (g *Gateway) Open() int { return g.count(func() int { return len(g.conns) }) }

// Identifies is how often a bot has sent IDENTIFY, refused ones too.
func (g *Gateway) Identifies() int { return g.count(func() int { return g.identifies }) }

// Resumes is how often a session has been resumed.
func (g *Gateway) Resumes() int { return g.count(func() int { return len(g.resumes) }) }

// ResumesWhereTold is how often a session has been resumed at the
// resume_gateway_url of its READY.
func (g *Gateway) ResumesWhereTold() int {
	return g.count(func() int {
		n := 0
		for _, p := range g.resumes {
			if p == resumePath {
				n++
			}
		}
		return n
	})
}

// HeartbeatsSeen is the number of heartbeats so far.
func (g *Gateway) HeartbeatsSeen() int { return g.count(func() int { return g.heartbeats }) }

// LastIdentify is the last IDENTIFY; it is empty before the first.
func (g *Gateway) LastIdentify() Identify {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.lastIdentify
}

func (g *Gateway) count(f func() int) int {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return f()
}

// WaitReady waits until a bot is connected and has its READY, or has resumed.
func (g *Gateway) WaitReady(ctx context.Context) error {
	return g.s.until(ctx, func() bool { return g.connected() > 0 })
}

// Send sends p to every connection as it is: a []byte, json.RawMessage or string
// word for word, everything else as JSON.
func (g *Gateway) Send(p any) {
	g.each(func(c *conn) { c.push(frame{data: rawJSON(p)}) })
}

func rawJSON(p any) []byte {
	switch p := p.(type) {
	case []byte:
		return p
	case json.RawMessage:
		return p
	case string:
		return []byte(p)
	}
	b, err := json.Marshal(p)
	if err != nil {
		panic("discordtest: " + err.Error())
	}
	return b
}

// Dispatch sends an event to every session, whatever its intents, with its next
// sequence number. Sessions without a connection get it when they resume.
func (g *Gateway) Dispatch(eventType string, data any) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.dispatch(event{name: eventType, data: json.RawMessage(rawJSON(data))})
}

// Reconnect asks every connection to reconnect (Op 7).
func (g *Gateway) Reconnect() {
	g.each(func(c *conn) { c.push(frame{data: encode(payload{Op: opReconnect})}) })
}

// Beat asks every connection for a heartbeat now (Op 1).
func (g *Gateway) Beat() {
	g.each(func(c *conn) { c.push(frame{data: encode(payload{Op: opHeartbeat})}) })
}

// Op7First lets the next n connections begin with Op 7 in place of HELLO.
func (g *Gateway) Op7First(n int) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.op7First = n
}

// InvalidSession tells every connection that its session is invalid (Op 9);
// unless it is resumable, the sessions end, and a connection may identify anew.
func (g *Gateway) InvalidSession(resumable bool) {
	g.each(func(c *conn) {
		if s := c.ses; s != nil {
			s.dead = s.dead || !resumable
			s.leave()
		}
		c.push(frame{data: encode(payload{Op: opInvalidSession, Data: resumable})})
	})
}

// Silence lets the gateway take connections and whatever they send, and answer
// nothing, no HELLO and no heartbeat. Silence(false) sends what was held back,
// but not the acknowledgements of heartbeats.
func (g *Gateway) Silence(on bool) {
	g.s.mu.Lock()
	g.silent = on
	g.s.mu.Unlock()
	g.each(func(c *conn) { c.ring() })
}

// Drop cuts every connection without a word.
func (g *Gateway) Drop() {
	g.each(func(c *conn) {
		g.forget(c)
		c.cut()
	})
}

// CloseWith closes every connection with the code. The sessions can be resumed
// unless the code says otherwise (4004, 4007, 4009 to 4014).
func (g *Gateway) CloseWith(code int) {
	g.each(func(c *conn) {
		if s := c.ses; s != nil && ends(code) {
			s.dead = true
		}
		g.forget(c)
		c.push(frame{close: code})
	})
}

func ends(code int) bool { return code == closeToken || code == closeSeq || code >= closeTimedOut }

// RefuseWith closes each connection that identifies or resumes with the code
// from now on, until RefuseWith(0).
func (g *Gateway) RefuseWith(code int) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.refuseWith = code
}

// each calls f for each connection with the lock held.
func (g *Gateway) each(f func(*conn)) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	for c := range g.conns {
		f(c)
	}
	g.s.touch()
}

// forget takes a connection out of the books; its session stays. The lock is
// held.
func (g *Gateway) forget(c *conn) {
	delete(g.conns, c)
	if c.ses != nil {
		c.ses.leave()
	}
}

// cut ends all connections, also those that are closing.
func (g *Gateway) cut() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	for c := range g.all {
		c.cut()
	}
}

// heard notes a heartbeat and tells whether it is to be acknowledged.
func (g *Gateway) heard() bool {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.heartbeats++
	g.s.touch()
	return !g.silent
}

// tidy drops sessions that have ended.
func (g *Gateway) tidy() {
	g.sessions = slices.DeleteFunc(g.sessions, func(s *session) bool { return s.dead && s.conn == nil })
}

// patience is how long a connection may be without a heartbeat.
func (g *Gateway) patience() time.Duration { return g.s.opt.HeartbeatEvery * 3 / 2 }
