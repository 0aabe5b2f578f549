package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

const (
	testToken = "MTk4NjIy.secret.token"
	patience  = 5 * time.Minute // of a fake clock
	interval  = 41250 * time.Millisecond
)

// A server is a Discord whose every word a test says. It lives in memory, so that
// a synctest bubble can hold it.
type server struct {
	t      *testing.T
	conns  chan net.Conn // dialled
	closed chan struct{}
	peers  chan *peer // that asked for a websocket
	http   *http.Server
	// settle waits until nothing goes on. In a bubble it comes before whatever
	// ends a connection: discordgo sleeps with a lock held while it closes, and
	// the clock stands still as long as another of its goroutines waits for that.
	settle func()
	// dialled makes connections; nil: connection does.
	dialled func(ctx context.Context) (net.Conn, error)

	mu     sync.Mutex
	status int // of GET /gateway; 0: 200
	asked  int // GETs of /gateway
	url    string
	dials  int
	dead   bool // dialling fails
}

func newServer(t *testing.T) *server {
	s := &server{
		t: t, conns: make(chan net.Conn), closed: make(chan struct{}), peers: make(chan *peer, 10),
		url: "ws://127.0.0.1:1", settle: synctest.Wait,
	}
	s.http = &http.Server{Handler: s, ErrorLog: log.New(t.Output(), "", 0)}
	go func() { _ = s.http.Serve(s) }()
	t.Cleanup(func() { _ = s.http.Close() })
	return s
}

// set changes the server while it runs.
func (s *server) set(change func(*server)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

// count reads a figure of the server while it runs.
func (s *server) count(figure *int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *figure
}

func (s *server) Accept() (net.Conn, error) {
	select {
	case c := <-s.conns:
		return c, nil
	case <-s.closed:
		return nil, net.ErrClosed
	}
}

func (s *server) Close() error {
	select {
	case <-s.closed:
	default:
		close(s.closed)
	}
	return nil
}

func (s *server) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

func (s *server) dial(ctx context.Context, _, addr string) (net.Conn, error) {
	s.mu.Lock()
	s.dials++
	dead := s.dead
	s.mu.Unlock()
	switch {
	case addr != "127.0.0.1:1" || dead:
		return nil, errors.New("no such host")
	case s.dialled != nil:
		return s.dialled(ctx)
	}
	return s.connection(ctx)
}

// connection makes a connection to the server.
func (s *server) connection(ctx context.Context) (net.Conn, error) {
	client, srv := net.Pipe()
	select {
	case s.conns <- srv:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/api/v9/gateway":
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked++
		if s.status != 0 {
			w.Header().Set("Retry-After", "17")
			w.WriteHeader(s.status)
		}
		fmt.Fprintf(w, `{"url":%q}`, s.url)
	case r.URL.Query().Get("v") == "9" && r.URL.Query().Get("encoding") == "json":
		up := websocket.Upgrader{}
		ws, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		p := &peer{server: s, ws: ws, path: r.URL.Path, got: make(chan map[string]any, 100), beats: make(chan struct{}, 1000), write: make(chan struct{}, 1)}
		s.peers <- p
		p.listen()
	default:
		s.t.Errorf("request for %s", r.URL)
	}
}

// next is the next connection to the gateway.
func (s *server) next() *peer {
	s.t.Helper()
	select {
	case p := <-s.peers:
		s.t.Cleanup(p.drop)
		return p
	case <-time.After(patience):
		s.t.Fatal("no connection comes")
		return nil
	}
}

// A peer is the server's end of a connection. Its methods are the test's.
type peer struct {
	*server
	ws    *websocket.Conn
	path  string
	got   chan map[string]any // what came, but for heartbeats; closed at the end
	beats chan struct{}
	write chan struct{} // a lock that a bubble can wait for
	deaf  atomic.Bool   // to heartbeats
	code  int           // by which the client closed; -1: it did not say. Valid once got is closed.
}

// listen reads until the client is gone, and answers heartbeats.
func (p *peer) listen() {
	defer close(p.got)
	defer p.ws.Close()
	for {
		_, text, err := p.ws.ReadMessage()
		if err != nil {
			p.code = -1
			if ce, ok := errors.AsType[*websocket.CloseError](err); ok && ce.Code != websocket.CloseAbnormalClosure {
				p.code = ce.Code
			}
			return
		}
		var m map[string]any
		if err := json.Unmarshal(text, &m); err != nil {
			p.t.Errorf("the bot sent %s", text)
			return
		}
		if m["op"] != 1.0 {
			p.got <- m
			continue
		}
		p.beats <- struct{}{}
		if !p.deaf.Load() {
			p.sendNow(websocket.TextMessage, []byte(`{"op":11}`))
		}
	}
}

// say sends a text message; if the connection is gone, nothing.
func (p *peer) say(text string) { p.send(websocket.TextMessage, []byte(text)) }

func (p *peer) send(kind int, b []byte) {
	p.settle()
	p.sendNow(kind, b)
}

func (p *peer) sendNow(kind int, b []byte) {
	p.write <- struct{}{}
	defer func() { <-p.write }()
	_ = p.ws.WriteMessage(kind, b)
}

// bytes sends raw bytes in place of frames.
func (p *peer) bytes(b []byte) {
	p.settle()
	p.write <- struct{}{}
	defer func() { <-p.write }()
	_, _ = p.ws.NetConn().Write(b)
}

func (p *peer) close(code int) {
	p.send(websocket.CloseMessage, websocket.FormatCloseMessage(code, "because"))
}

func (p *peer) drop() {
	p.settle()
	_ = p.ws.Close()
}

func (p *peer) hello(every time.Duration) {
	p.say(fmt.Sprintf(`{"op":10,"d":{"heartbeat_interval":%d}}`, every.Milliseconds()))
}

// expect reads what the bot sends next and holds it to be of an opcode.
func (p *peer) expect(op int) map[string]any {
	p.t.Helper()
	select {
	case m, ok := <-p.got:
		if !ok || m["op"] != float64(op) {
			p.t.Fatalf("got %v, want op %d", m, op)
		}
		d, _ := m["d"].(map[string]any)
		return d
	case <-time.After(patience):
		p.t.Fatalf("op %d does not come", op)
		return nil
	}
}

// gone waits until the client has gone and returns the code it closed with.
func (p *peer) gone() int {
	p.t.Helper()
	for {
		select {
		case _, ok := <-p.got:
			if !ok {
				return p.code
			}
		case <-time.After(patience):
			p.t.Fatal("the bot does not go")
		}
	}
}

const readyText = `{"op":0,"s":1,"t":"READY","d":{"v":9,"user":{"id":"77","username":"footnote"},"session_id":"sess","resume_gateway_url":"ws://127.0.0.1:1/again","guilds":[null],"application":{"id":"88","flags":0}}}`

// welcome runs the handshake of a new session.
func (p *peer) welcome() map[string]any {
	p.t.Helper()
	p.hello(interval)
	d := p.expect(2)
	p.say(readyText)
	return d
}

// resumed runs the handshake of a session that goes on, and returns the number
// from which it does. The missed messages come before RESUMED.
func (p *peer) resumed(missed ...string) int {
	p.t.Helper()
	p.hello(interval)
	d := p.expect(6)
	if d["session_id"] != "sess" || d["token"] != "Bot "+testToken {
		p.t.Errorf("resumes with %v", d)
	}
	for _, text := range missed {
		p.say(text)
	}
	p.say(`{"op":0,"s":null,"t":"RESUMED","d":{"_trace":null}}`)
	seq, _ := d["seq"].(float64)
	return int(seq)
}

// event is an event of that number.
func event(seq int) string {
	return fmt.Sprintf(`{"op":0,"s":%d,"t":"MESSAGE_CREATE","d":{"id":"%d"}}`, seq, seq)
}

// inBubble runs a test with a server of its own and a clock that never waits. No
// goroutine may be left at its end.
func inBubble(t *testing.T, f func(t *testing.T, s *server)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { f(t, newServer(t)) })
}

func inBubbleNamed(t *testing.T, name string, f func(t *testing.T, s *server)) {
	t.Run(name, func(t *testing.T) { inBubble(t, f) })
}
