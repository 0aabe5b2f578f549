package gateway

import (
	"encoding/json"
	"errors"
	"time"
)

// take deals with a message of the gateway:
//
//   - what is no JSON object with a known op, or comes at a time when discordgo
//     would wait for ever, is dropped;
//   - HELLO passes if its interval makes sense, else the connection ends;
//   - Op 7 and Op 9 end the connection: the Keeper makes the next;
//   - READY and RESUMED pass with no more in them than discordgo needs;
//   - other events pass under a changed name, which keeps them as they are.
//
// An error ends the connection, if it has not ended already.
func (g *guard) take(text []byte) error {
	m, ok := read(text)
	if !ok {
		g.drop("no message of a gateway")
		return nil
	}
	g.hear()
	switch m.op {
	case opHello:
		return g.hail(m)
	case opReconnect:
		g.finish(ending{err: errors.New("the gateway asked to connect again"), orderly: true})
		return errEnded
	case opInvalid:
		resumable := string(m.data) == "true"
		g.finish(ending{err: errors.New("the session is invalid"), forget: !resumable, invalid: !resumable})
		return errEnded
	case opBeat:
		g.passIf(g.helloed, message{op: opBeat, data: null})
	case opAck:
		// While discordgo waits for READY it holds the lock that an
		// acknowledgement needs. None can have been asked for then.
		g.passIf(g.spoken, message{op: opAck, data: null})
	case opDispatch:
		g.dispatch(m)
	default:
		g.drop("unknown op")
	}
	return nil
}

var null = json.RawMessage("null")

// passIf passes a message that has come in its time.
func (g *guard) passIf(timely bool, m message) {
	if !timely {
		g.drop("out of turn")
		return
	}
	g.pass(m)
}

// hail deals with HELLO.
func (g *guard) hail(m message) error {
	every, ok := beat(m.data)
	if !ok {
		return errors.New("the heartbeat interval makes no sense")
	}
	if g.helloed {
		g.drop("out of turn")
		return nil
	}
	data, err := json.Marshal(map[string]int64{"heartbeat_interval": every.Milliseconds()})
	if err != nil {
		return err
	}
	g.pass(message{op: opHello, data: data}) // before helloed: spoken is for what follows
	g.beat, g.helloed = every, true
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hello = true
	return nil
}

// dispatch deals with an event.
func (g *guard) dispatch(m message) {
	switch {
	case !g.helloed:
		g.drop("out of turn")
		return
	case m.name == "":
		g.drop("event without a name")
		return
	case m.name == "READY":
		g.seq = m.seq // a new session counts from the start
		m.data = g.greet(readWelcome(m.data))
	case m.name == "RESUMED":
		m.data = null
		g.up(welcome{})
	default:
		m.name = prefix + m.name
		if g.resume && g.ready.IsZero() {
			g.by = time.Now().Add(g.more)
		}
	}
	// Where the number is senseless, the last one stands: discordgo would resume
	// from the senseless one. A session's numbers never fall.
	g.seq = max(g.seq, m.seq)
	m.seq = g.seq
	g.pass(m)
}

// greet notes a READY and returns as much of its data as discordgo needs.
func (g *guard) greet(w welcome) json.RawMessage {
	g.mu.Lock()
	g.welcome, g.greeted = w, true
	g.mu.Unlock()
	g.up(w)
	data, err := json.Marshal(map[string]string{"session_id": w.session})
	if err != nil { // no string has one
		return null
	}
	return data
}

// up notes that the connection works.
func (g *guard) up(w welcome) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.over() || !g.ready.IsZero() {
		return
	}
	g.ready = time.Now()
	g.status.up(w.user, w.app)
	g.lg.Info("gateway ready", "resumed", !g.greeted)
}
