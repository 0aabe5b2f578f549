// Package discordtest is enough of Discord, on loopback, to test a bot against:
// its gateway and its REST API, with Discord's limits, clocks and error codes,
// and people who say things, use commands and press buttons.
//
// A Server judges each request of the bot. What Discord would refuse, it
// refuses with Discord's codes; what Discord would refuse or what a careful bot
// does not do (a message without allowed_mentions, say) becomes a Violation as
// well. People are driven from the test:
//
//	srv := discordtest.NewServer(t, discordtest.Options{})
//	news := srv.AddGuild("Newsroom").AddChannel("general")
//	ann := srv.AddUser("ann")
//	// … start the bot with srv.APIBase() and srv.Token() …
//	i := srv.Interact(discordtest.Use{User: ann, Channel: news, Command: "ask", Options: map[string]any{"question": "Who?"}})
//	reply, err := i.Reply(ctx)
//
// What a test is handed (a Message, a Callback, a Recorded) is a snapshot: it
// does not change while the bot goes on.
package discordtest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options say how a Server behaves. The zero value is Discord's behaviour.
type Options struct {
	// AckWithin is how long an interaction waits for its callback. 0: 3 s.
	AckWithin time.Duration
	// TokenLife is how long an interaction's token serves for edits and
	// follow-ups. 0: 15 min.
	TokenLife time.Duration
	// HeartbeatEvery is the interval that HELLO asks for. 0: 41.25 s.
	HeartbeatEvery time.Duration
	// OpenAPI is the path of Discord's openapi.json. JSON bodies are judged by
	// it too; empty, or no such file: they are not.
	OpenAPI string
	// GrantMessageContent grants the bot the privileged intent.
	GrantMessageContent bool
	// Token is the bot's token. Empty: one is made.
	Token string
	// BotName is the bot's user name. Empty: footnote.
	BotName string
	// Tolerant leaves Violations to the test: NewServer does not fail it.
	Tolerant bool
}

func (o Options) withDefaults() Options {
	if o.AckWithin == 0 {
		o.AckWithin = 3 * time.Second
	}
	if o.TokenLife == 0 {
		o.TokenLife = 15 * time.Minute
	}
	if o.HeartbeatEvery == 0 {
		o.HeartbeatEvery = 41250 * time.Millisecond
	}
	if o.BotName == "" {
		o.BotName = "footnote"
	}
	return o
}

// A Server is a Discord with one application in it. All its methods may be
// called from several goroutines.
type Server struct {
	opt   Options
	addr  string
	http  *http.Server
	doc   *description // nil: not judged by it
	app   string
	bot   *User
	gate  *Gateway
	limit *limiter
	hurt  *faults
	wg    sync.WaitGroup // handlers and connections
	ended chan struct{}  // closed by Close

	mu           sync.Mutex
	closing      bool
	changed      chan struct{} // closed and made anew with each change
	lastID       uint64
	violations   []string
	requests     []*Recorded
	guilds       []*Guild
	channels     map[string]*Channel
	users        map[string]*User
	dms          map[string]*Channel // by user
	messages     map[string]*Message // never changed in place
	interactions map[string]*Interaction
	commands     map[string][]Command // by guild, "" for global
	overwrites   int
	files        map[string]Attachment // by path
}

// Start starts a Server on a free port of 127.0.0.1. Close ends it.
func Start(o Options) (*Server, error) {
	o = o.withDefaults()
	doc, err := loadDescription(o.OpenAPI)
	if err != nil {
		return nil, fmt.Errorf("discordtest: %w", err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("discordtest: %w", err)
	}
	s := &Server{
		opt: o, addr: ln.Addr().String(), doc: doc, limit: newLimiter(), hurt: &faults{},
		ended: make(chan struct{}), changed: make(chan struct{}),
		channels: map[string]*Channel{}, users: map[string]*User{}, dms: map[string]*Channel{},
		messages: map[string]*Message{}, interactions: map[string]*Interaction{},
		commands: map[string][]Command{}, files: map[string]Attachment{},
	}
	s.app = s.newID()
	s.bot = &User{ID: s.newID(), Name: o.BotName, Bot: true}
	s.users[s.bot.ID] = s.bot
	if s.opt.Token == "" {
		s.opt.Token = base64.RawURLEncoding.EncodeToString([]byte(s.bot.ID)) + ".GdTest.made-for-one-test-" + s.bot.ID
	}
	s.gate = newGateway(s)
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second}
	s.wg.Go(func() { _ = s.http.Serve(ln) })
	return s, nil
}

// NewServer starts a Server that ends with the test and, unless o is Tolerant,
// fails it with each Violation.
func NewServer(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		if o.Tolerant {
			return
		}
		for _, v := range s.Violations() {
			t.Errorf("violation: %s", v)
		}
	})
	return s
}

// Close cuts all connections, stops answering, and waits for the server's
// goroutines. A second Close does nothing.
func (s *Server) Close() {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		return
	}
	s.closing = true
	close(s.ended)
	s.touch()
	s.mu.Unlock()
	s.gate.cut()
	_ = s.http.Close()
	s.wg.Wait()
}

// APIBase is where the API is: http://127.0.0.1:PORT/api, to be followed by
// /v10/… or /v9/….
func (s *Server) APIBase() string { return "http://" + s.addr + "/api" }

// Host is the server's host and port.
func (s *Server) Host() string { return s.addr }

// Token is the bot's token, without "Bot " before it.
func (s *Server) Token() string { return s.opt.Token }

// BotID is the id of the bot's user. It is not the application's.
func (s *Server) BotID() string { return s.bot.ID }

// AppID is the id of the application.
func (s *Server) AppID() string { return s.app }

// Mention is what people write to mention the bot.
func (s *Server) Mention() string { return s.bot.Mention() }

// Gateway is the server's gateway.
func (s *Server) Gateway() *Gateway { return s.gate }

// Violations are the faults found so far, in order, each once a request. They
// hold no tokens.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Forgive drops the violations so far and returns them, for a test that
// provoked them.
func (s *Server) Forgive() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.violations
	s.violations = nil
	return v
}

// Forget drops what the server has kept of requests, of interactions whose
// tokens are of no use any more, and of the events of sessions that are connected,
// so that a long run costs no memory. Messages stay. A session that has missed
// some of the events that were dropped cannot be resumed.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
	for token, i := range s.interactions {
		if i.dead(time.Now()) {
			delete(s.interactions, token)
		}
	}
	for _, ses := range s.gate.sessions {
		ses.forget()
	}
}

// Until waits until cond holds, looking at each change of the server; cond may
// call any method of it. It returns ctx's error, or one that the server has
// closed.
func (s *Server) Until(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		if err := s.pause(ctx, changed); err != nil {
			return err
		}
	}
}

// until is Until with a cond that is called with the lock held.
func (s *Server) until(ctx context.Context, cond func() bool) error {
	return s.Until(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return cond()
	})
}

var errClosed = errors.New("discordtest: the server is closed")

func (s *Server) pause(ctx context.Context, changed <-chan struct{}) error {
	select {
	case <-changed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.ended:
		return errClosed
	}
}

// touch wakes those who wait. The lock is held.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// violate notes a violation. The lock is not held.
func (s *Server) violate(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violateLocked(text)
}

func (s *Server) violateLocked(text string) {
	s.violations = append(s.violations, strings.ReplaceAll(text, s.opt.Token, "…"))
	s.touch()
}

// epoch is the first millisecond of Discord's ids.
const epoch = 1420070400000

// newID returns an id above all earlier ones. The lock is held, or nobody else
// has the server yet.
func (s *Server) newID() string {
	id := uint64(time.Now().UnixMilli()-epoch) << 22
	s.lastID = max(id, s.lastID+1)
	return strconv.FormatUint(s.lastID, 10)
}

// add tells whether a goroutine may start; it then calls s.wg.Done at its end.
func (s *Server) add() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.wg.Add(1)
	return true
}
