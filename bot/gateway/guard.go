package gateway

import (
	"bufio"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// A guard is a connection to the gateway as discordgo may see it: whatever would
// make discordgo panic, wait for ever or give up the session does not get through,
// in either direction. See take for what becomes of each message.
//
// One goroutine reads at a time. The others may write and close meanwhile. Once
// the guard has ended, for whatever reason, the connection is closed, reading
// gives io.EOF, and what is written goes nowhere: it is the reader who learns of
// the end, and after it was done with all that came before.
type guard struct {
	conn net.Conn // in plaintext
	raw  net.Conn // conn, or the connection below its TLS
	guardOptions

	// Of the reader alone.
	in      *bufio.Reader
	head    int    // bytes of the upgrade's answer so far
	out     []byte // what may be read
	part    []byte // a message in pieces, as far as it has come
	inParts bool
	helloed bool
	spoken  bool // a message has passed after HELLO: discordgo no longer holds its lock
	beat    time.Duration
	heard   time.Time

	upgraded atomic.Bool
	writing  sync.Mutex
	mute     atomic.Bool // nothing is sent any more

	mu      sync.Mutex
	greeted bool      // by a READY
	welcome welcome   // of the READY
	ready   time.Time // READY or RESUMED; zero: not yet
	hello   bool
	end     ending
	stood   time.Duration // how long it was ready; 0: never
	ended   chan struct{} // closed when it has
	read    chan struct{} // closed when the reader knows
	toldEnd sync.Once
}

type guardOptions struct {
	lg     *slog.Logger
	status *status
	by     time.Time     // READY or RESUMED must come by then
	more   time.Duration // each missed event that comes in gives as long again
	slack  time.Duration // how late something may be
	seq    int64         // of the last event that was dealt with
	resume bool          // a session is to be resumed
}

func newGuard(conn, raw net.Conn, o guardOptions) *guard {
	g := &guard{conn: conn, raw: raw, guardOptions: o, ended: make(chan struct{}), read: make(chan struct{})}
	g.in = bufio.NewReader(timed{g})
	return g
}

// Read gives the frames that passed.
func (g *guard) Read(p []byte) (int, error) {
	for len(g.out) == 0 {
		if err := g.next(); err != nil {
			g.finish(ending{err: plain(err)})
			g.toldEnd.Do(func() { close(g.read) })
			return 0, io.EOF
		}
	}
	n := copy(p, g.out)
	g.out = g.out[n:]
	return n, nil
}

// plain says in the log's words how reading ended.
func plain(err error) error {
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return errors.New("nothing is heard of the gateway")
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the connection was cut")
	}
	return err
}

var errEnded = errors.New("the connection has ended")

// next deals with the next frame, or the answer to the upgrade. An error ends
// the connection, if it has not ended already.
func (g *guard) next() error {
	select {
	case <-g.ended:
		return errEnded
	default:
	}
	if !g.upgraded.Load() {
		head, err := readUpgrade(g.in)
		g.out = head
		g.upgraded.Store(err == nil)
		return err
	}
	f, err := readFrame(g.in, mostMessage-len(g.part))
	if err != nil {
		return err
	}
	return g.frame(f)
}

// frame passes a frame on, or keeps it until the message is whole.
func (g *guard) frame(f frame) error {
	switch {
	case f.op == frameClose:
		g.finish(closed(closeCode(f.payload)))
		return errEnded
	case f.op == framePing || f.op == framePong:
		g.hear()
		g.out = appendFrame(nil, f.op, f.payload)
		return nil
	case (f.op == frameMore) != g.inParts:
		return errors.New("the pieces of a message are out of order")
	case !f.fin:
		g.part, g.inParts = append(g.part, f.payload...), true
		return nil
	}
	text := f.payload
	if g.inParts {
		text = append(g.part, f.payload...)
	}
	g.part, g.inParts = nil, false
	return g.take(text)
}

func (g *guard) hear() {
	g.heard = time.Now()
	g.status.hear(g.heard)
}

// pass lets a message through to discordgo.
func (g *guard) pass(m message) {
	g.spoken = g.spoken || g.helloed
	g.out = appendFrame(nil, frameText, m.text())
}

// drop passes over a message.
func (g *guard) drop(why string) {
	g.status.dropped.Add(1)
	g.lg.Debug("gateway message dropped", "why", why)
}

// Write sends a frame of discordgo's. Its close frames are kept back: they have
// the code 1000, by which Discord forgets the session that is to be resumed. A
// failure is left to the reader to find: there may be a close frame to read yet,
// and its code counts.
func (g *guard) Write(p []byte) (int, error) {
	g.writing.Lock()
	defer g.writing.Unlock()
	if g.mute.Load() || g.over() || g.upgraded.Load() && len(p) > 0 && p[0]&0x0f == frameClose {
		return len(p), nil
	}
	err := g.conn.SetWriteDeadline(time.Now().Add(writeWait))
	if err == nil {
		_, err = g.conn.Write(p)
	}
	if err != nil {
		g.mute.Store(true)
	}
	return len(p), nil
}

// How long a write may take; one of goodbye less, since someone waits for it.
const (
	writeWait   = 10 * time.Second
	goodbyeWait = 300 * time.Millisecond
)

// leave ends the connection and the session with it: the bot is shown as offline
// at once.
func (g *guard) leave() {
	if g.over() {
		return
	}
	g.mute.Store(true)
	_ = g.conn.SetWriteDeadline(time.Now().Add(goodbyeWait)) // also for a write under way
	g.writing.Lock()
	if g.upgraded.Load() {
		_, _ = g.conn.Write(goodbye(1000))
	}
	g.writing.Unlock()
	g.finish(ending{err: errEnded})
}

// Close is discordgo's, when it gives up the connection.
func (g *guard) Close() error {
	g.finish(ending{err: errGivenUp})
	return nil
}

var errGivenUp = errors.New("the connection was given up: heartbeats were not acknowledged, or the handshake went wrong")

// finish ends the connection; the first ending counts.
func (g *guard) finish(e ending) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.over() {
		return
	}
	g.end = e
	if !g.ready.IsZero() {
		g.stood = max(1, time.Since(g.ready))
	}
	g.status.down()
	close(g.ended)
	_ = g.raw.Close() // below TLS, whose own farewell could take seconds
}

// over reports whether the connection has ended.
func (g *guard) over() bool {
	select {
	case <-g.ended:
		return true
	default:
		return false
	}
}

// due returns until when something must be heard.
func (g *guard) due() time.Time {
	if g.ready.IsZero() {
		return g.by
	}
	return g.heard.Add(g.beat + g.beat/4 + g.slack)
}

func (g *guard) LocalAddr() net.Addr  { return g.conn.LocalAddr() }
func (g *guard) RemoteAddr() net.Addr { return g.conn.RemoteAddr() }

// The guard sets its own deadlines.
func (g *guard) SetDeadline(time.Time) error      { return nil }
func (g *guard) SetReadDeadline(time.Time) error  { return nil }
func (g *guard) SetWriteDeadline(time.Time) error { return nil }

// timed reads what the gateway sends, as long as it is not due.
type timed struct{ g *guard }

// mostHead is the size of the longest answer to the upgrade, in bytes.
const mostHead = 64 << 10

func (t timed) Read(p []byte) (int, error) {
	g := t.g
	if g.head > mostHead && !g.upgraded.Load() {
		return 0, errors.New("the answer to the request for a websocket does not end")
	}
	if err := g.conn.SetReadDeadline(g.due()); err != nil {
		return 0, err
	}
	n, err := g.conn.Read(p)
	g.head += n
	return n, err
}
