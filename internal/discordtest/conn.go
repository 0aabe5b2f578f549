package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeWait     = 5 * time.Second
	closeWait     = time.Second // for the other side's close frame
	maxSend       = 4096        // bytes a bot may send at once
	sendsPer      = 120         // payloads a bot may send in sendsWindow
	sendsWindow   = time.Minute
	compressAbove = 1024 // bytes; smaller ones go as text even when compression was asked for
)

// A frame is something to write: data, or the end of the connection.
type frame struct {
	data  []byte
	close int // a close code; 0: data
}

// A conn is one websocket connection. The goroutine of its request reads, a
// second one writes.
type conn struct {
	g       *Gateway
	ws      *websocket.Conn
	path    string
	version int

	wake chan struct{} // something is in the queue
	done chan struct{} // closed when reading has ended

	// Guarded by the server's lock.
	queue    []frame
	ses      *session
	compress bool
	closing  bool // a close frame is in the queue or written
	sent     []time.Time
}

// push queues f. The lock of the server is held.
func (c *conn) push(f frame) {
	if c.closing {
		return
	}
	c.closing = f.close != 0
	c.queue = append(c.queue, f)
	c.ring()
}

func (c *conn) ring() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// cut ends the connection without a close frame.
func (c *conn) cut() {
	c.closing = true
	if t, ok := c.ws.NetConn().(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	_ = c.ws.NetConn().Close()
}

// serveGateway takes a websocket connection.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	q := r.URL.Query()
	c := &conn{
		g: s.gate, ws: ws, path: r.URL.Path, version: atoi(q.Get("v")),
		wake: make(chan struct{}, 1), done: make(chan struct{}),
	}
	if q.Get("encoding") != "json" && q.Get("encoding") != "" || q.Get("compress") != "" {
		s.violate("gateway: only encoding=json without transport compression is spoken here, the bot asked for " + r.URL.RawQuery)
	}
	if !s.gate.admit(c) {
		c.cut()
		return
	}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		c.write()
	}()
	code := c.read()
	close(c.done)
	<-finished
	s.gate.gone(c, code)
	_ = ws.Close()
}

// admit books a new connection and greets it; false: the server is closing.
func (g *Gateway) admit(c *conn) bool {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if g.s.closing {
		return false
	}
	g.conns[c], g.all[c] = true, true
	g.accepted++
	hello := payload{Op: opHello, Data: object{"heartbeat_interval": g.s.opt.HeartbeatEvery.Milliseconds(), "_trace": []string{"discordtest"}}}
	if g.op7First > 0 {
		g.op7First--
		hello = payload{Op: opReconnect}
	}
	c.push(frame{data: encode(hello)})
	g.s.touch()
	return true
}

// gone books the end of a connection that the other side has closed with the
// code, or 0. A session that its bot closes with 1000 or 1001 ends.
func (g *Gateway) gone(c *conn, code int) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if s := c.ses; s != nil && !c.closing && (code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway) {
		s.dead = true
	}
	g.forget(c)
	delete(g.all, c)
	g.tidy()
	g.s.touch()
}

// write writes the queue until reading ends or a close frame is written.
func (c *conn) write() {
	for {
		select {
		case <-c.wake:
		case <-c.done:
			return
		}
		for _, f := range c.take() {
			if f.close != 0 {
				c.farewell(f.close)
				return
			}
			if c.send(f.data) != nil {
				c.cutLocked()
				return
			}
		}
	}
}

// take returns what is to be written now; nothing while the gateway is silent.
func (c *conn) take() []frame {
	c.g.s.mu.Lock()
	defer c.g.s.mu.Unlock()
	if c.g.silent && !c.closing {
		return nil
	}
	fs := c.queue
	c.queue = nil
	return fs
}

func (c *conn) cutLocked() {
	c.g.s.mu.Lock()
	defer c.g.s.mu.Unlock()
	c.cut()
}

func (c *conn) send(data []byte) error {
	c.g.s.mu.Lock()
	small := !c.compress || len(data) <= compressAbove
	c.g.s.mu.Unlock()
	_ = c.ws.SetWriteDeadline(time.Now().Add(writeWait))
	if bytes.HasPrefix(data, []byte(`{"op":10,`)) {
		c.patient()
	}
	if small {
		return c.ws.WriteMessage(websocket.TextMessage, data)
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data) // a Buffer takes everything
	_ = z.Close()
	return c.ws.WriteMessage(websocket.BinaryMessage, b.Bytes())
}

// patient gives the bot the time until its next heartbeat.
func (c *conn) patient() {
	c.g.s.mu.Lock()
	defer c.g.s.mu.Unlock()
	if !c.closing {
		_ = c.ws.NetConn().SetReadDeadline(time.Now().Add(c.g.patience()))
	}
}

// farewell writes a close frame and gives the other side a moment to read it.
func (c *conn) farewell(code int) {
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, closeText[code]), time.Now().Add(writeWait))
	_ = c.ws.NetConn().SetReadDeadline(time.Now().Add(closeWait))
}

var closeText = map[int]string{
	4000: "Unknown error.", closeUnknownOp: "Unknown opcode.", closeDecode: "Error while decoding payload.",
	closeNotIdentified: "Not authenticated.", closeToken: "Authentication failed.", closeIdentifiedTwice: "Already authenticated.",
	closeSeq: "Invalid sequence.", closeTooFast: "Rate limited.", closeTimedOut: "Session timed out.", 4010: "Invalid shard.",
	4011: "Sharding required.", closeVersion: "Invalid API version.", closeInvalidIntent: "Invalid intent(s).",
	closeDisallowedIntent: "Disallowed intent(s).",
}

// read reads until the connection ends and returns the other side's close code,
// or 0.
func (c *conn) read() int {
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			return c.readFailed(err)
		}
		if code := c.handle(data); code != 0 {
			c.g.shut(c, code)
		}
	}
}

func (c *conn) readFailed(err error) int {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return closed.Code
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() && !c.isClosing() { // no heartbeat
		c.g.shut(c, closeTimedOut)
		_ = c.ws.NetConn().SetReadDeadline(time.Now().Add(closeWait))
		_, _ = io.Copy(io.Discard, c.ws.NetConn())
	}
	return 0
}

func (c *conn) isClosing() bool {
	c.g.s.mu.Lock()
	defer c.g.s.mu.Unlock()
	return c.closing
}

// shut closes c with the code; its session ends if the code says so.
func (g *Gateway) shut(c *conn, code int) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if s := c.ses; s != nil && ends(code) {
		s.dead = true
	}
	g.forget(c)
	c.push(frame{close: code})
	g.s.touch()
}

// handle takes a payload of the bot and returns a close code, or 0.
func (c *conn) handle(data []byte) int {
	var in struct {
		Op   *int            `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if c.isClosing() {
		return 0
	}
	if len(data) > maxSend || json.Unmarshal(data, &in) != nil || in.Op == nil {
		return closeDecode
	}
	if *in.Op == opHeartbeat {
		c.patient()
		if c.g.heard() {
			c.g.reply(c, payload{Op: opHeartbeatAck})
		}
		return 0
	}
	c.g.s.mu.Lock()
	defer c.g.s.mu.Unlock()
	if c.tooFast(time.Now()) {
		return closeTooFast
	}
	switch *in.Op {
	case opIdentify:
		return c.g.identify(c, in.Data)
	case opResume:
		return c.g.resume(c, in.Data)
	case opPresence, opVoice, opRequestMembers, opSoundboard:
		if c.ses == nil {
			return closeNotIdentified
		}
		return 0
	}
	return closeUnknownOp
}

func (g *Gateway) reply(c *conn, p payload) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	c.push(frame{data: encode(p)})
}

// tooFast tells whether the bot sends too much. The lock is held.
func (c *conn) tooFast(now time.Time) bool {
	for len(c.sent) > 0 && now.Sub(c.sent[0]) > sendsWindow {
		c.sent = c.sent[1:]
	}
	c.sent = append(c.sent, now)
	return len(c.sent) > sendsPer
}
