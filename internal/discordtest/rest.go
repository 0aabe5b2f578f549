package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A route is an endpoint of the API. open: no bot token is asked for.
type route struct {
	method, path string
	handle       func(*call) answer
	open         bool
}

var routes = []route{
	{"GET", "/gateway", (*call).getGateway, true},
	{"GET", "/gateway/bot", (*call).getGatewayBot, false},
	{"GET", "/users/@me", (*call).getMe, false},
	{"POST", "/users/@me/channels", (*call).postDM, false},
	{"GET", "/applications/@me", (*call).getApplication, false},
	{"GET", "/oauth2/applications/@me", (*call).getApplication, false},
	{"GET", "/applications/{application}/commands", (*call).getCommands, false},
	{"PUT", "/applications/{application}/commands", (*call).putCommands, false},
	{"GET", "/applications/{application}/guilds/{guild}/commands", (*call).getCommands, false},
	{"PUT", "/applications/{application}/guilds/{guild}/commands", (*call).putCommands, false},
	{"POST", "/interactions/{interaction}/{token}/callback", (*call).postCallback, true},
	{"POST", "/webhooks/{application}/{token}", (*call).postFollowUp, true},
	{"GET", "/webhooks/{application}/{token}/messages/{message}", (*call).getHookMessage, true},
	{"PATCH", "/webhooks/{application}/{token}/messages/{message}", (*call).patchHookMessage, true},
	{"DELETE", "/webhooks/{application}/{token}/messages/{message}", (*call).deleteHookMessage, true},
	{"GET", "/channels/{channel}", (*call).getChannel, false},
	{"GET", "/channels/{channel}/messages", (*call).getMessages, false},
	{"POST", "/channels/{channel}/messages", (*call).postMessage, false},
	{"GET", "/channels/{channel}/messages/{message}", (*call).getMessage, false},
	{"PATCH", "/channels/{channel}/messages/{message}", (*call).patchMessage, false},
	{"DELETE", "/channels/{channel}/messages/{message}", (*call).deleteMessage, false},
	{"POST", "/channels/{channel}/typing", (*call).postTyping, false},
	{"POST", "/channels/{channel}/messages/{message}/threads", (*call).postThread, false},
}

// A call is a request of the bot under way.
type call struct {
	s     *Server
	r     *http.Request
	at    time.Time
	path  string // after the version
	route *route // nil: there is none
	vars  map[string]string
	body  json.RawMessage // the JSON body or payload_json; nil: there was none
	files map[int]Attachment
	bad   *answer  // what the body is refused with
	notes []string // violations found so far
	rec   *Recorded
}

// An answer is a response; body is JSON unless it is a []byte.
type answer struct {
	status int
	body   any
	header http.Header
}

// Recorded is a request that the server was sent.
type Recorded struct {
	Method string
	// Path is the whole path, with … in place of an interaction's token.
	Path  string
	Query url.Values
	// Body is the JSON of the request, of a form its payload_json; nil: none.
	Body  json.RawMessage
	Files []Attachment
	// Authorized: the request held the bot's token.
	Authorized bool
	UserAgent  string
	At         time.Time
	// Status is the answer's; 0 while there is none, and when the connection was
	// cut instead.
	Status int
}

// Requests are the requests of the API so far, in the order of their arrival.
// Those of the gateway's websocket and of files are not among them.
func (s *Server) Requests() []Recorded {
	s.mu.Lock()
	defer s.mu.Unlock()
	rs := make([]Recorded, 0, len(s.requests))
	for _, r := range s.requests {
		rs = append(rs, *r)
	}
	return rs
}

// RequestsTo are the Requests of a route, written like
// "POST /channels/{}/messages".
func (s *Server) RequestsTo(pattern string) []Recorded {
	want := plain(pattern)
	return slices.DeleteFunc(s.Requests(), func(r Recorded) bool {
		_, path, _ := apiPath(r.Path)
		rt, _ := findRoute(r.Method, path)
		return rt == nil || plain(rt.pattern()) != want
	})
}

// Route returns a matcher for Fail and Answer429 of all requests of a route,
// written like "POST /channels/{}/messages" or
// "PATCH /webhooks/{}/{}/messages/{}".
func Route(pattern string) func(*http.Request) bool {
	want := plain(pattern)
	return func(r *http.Request) bool {
		_, path, _ := apiPath(r.URL.Path)
		rt, _ := findRoute(r.Method, path)
		return rt != nil && plain(rt.pattern()) == want
	}
}

func (rt *route) pattern() string { return rt.method + " " + rt.path }

// plain empties the braces of a pattern.
func plain(pattern string) string { return fill(pattern, "{}") }

// fill puts what in place of each {…} of a pattern.
func fill(pattern, what string) string {
	parts := strings.Split(pattern, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, "{") {
			parts[i] = what
		}
	}
	return strings.Join(parts, "/")
}

// apiPath parts a path into its version, 10 when it names none, and the rest.
func apiPath(path string) (version int, rest string, ok bool) {
	rest, ok = strings.CutPrefix(path, "/api")
	if !ok {
		return 0, "", false
	}
	if v, ok := strings.CutPrefix(rest, "/v"); ok {
		v, after, _ := strings.Cut(v, "/")
		return atoi(v), "/" + after, true
	}
	return 10, rest, true
}

// findRoute returns the route of a path and what stands in its braces.
func findRoute(method, path string) (*route, map[string]string) {
	for i := range routes {
		if routes[i].method != method {
			continue
		}
		if vars, ok := match(routes[i].path, path); ok {
			return &routes[i], vars
		}
	}
	return nil, nil
}

func match(pattern, path string) (map[string]string, bool) {
	ps, ss := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(ps) != len(ss) {
		return nil, false
	}
	vars := map[string]string{}
	for i, p := range ps {
		switch {
		case strings.HasPrefix(p, "{") && ss[i] != "":
			vars[strings.Trim(p, "{}")] = ss[i]
		case p != ss[i]:
			return nil, false
		}
	}
	return vars, true
}

// serve takes every request.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if !s.add() {
		panic(http.ErrAbortHandler)
	}
	defer s.wg.Done()
	switch path := r.URL.Path; {
	case path == gatewayPath || path == resumePath || path+"/" == gatewayPath:
		if f := s.hurt.take(r); f != nil {
			f.spoil(s, w, r)
			return
		}
		s.serveGateway(w, r)
	case strings.HasPrefix(path, "/attachments/"):
		s.serveFile(w, r)
	default:
		s.serveAPI(w, r)
	}
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	a, ok := s.files[r.URL.Path]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.contentType())
	_, _ = w.Write(a.Data)
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	c := s.newCall(r)
	f := s.hurt.take(r)
	if f != nil && !f.late() {
		if f.StoreFirst {
			c.run()
		}
		c.done(f.status())
		f.spoil(s, w, r)
		return
	}
	if f != nil && !f.StoreFirst {
		f.hold(s, r)
	}
	a := c.run()
	c.done(a.status)
	if f != nil && f.StoreFirst {
		f.hold(s, r)
	}
	a.write(w)
}

func (a answer) write(w http.ResponseWriter) {
	for k, vs := range a.header {
		w.Header()[k] = vs
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	b, err := json.Marshal(a.body)
	if err != nil {
		panic(fmt.Sprintf("discordtest: answer: %v", err))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(b)
}

// newCall reads the request and records it.
func (s *Server) newCall(r *http.Request) *call {
	c := &call{s: s, r: r, at: time.Now()}
	version, path, ok := apiPath(r.URL.Path)
	c.path = path
	c.route, c.vars = findRoute(r.Method, path)
	c.readBody()
	if !ok || version != 9 && version != 10 {
		c.route, c.bad = nil, ptr(refuse(400, 50041, "Invalid API version"))
	}
	c.rec = &Recorded{
		Method: r.Method, Path: c.shownPath(), Query: r.URL.Query(), Body: c.body, Authorized: c.authorized(),
		UserAgent: r.UserAgent(), At: c.at,
	}
	for _, n := range sortedKeys(c.files) {
		c.rec.Files = append(c.rec.Files, c.files[n])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, c.rec)
	s.touch()
	return c
}

// done books how the call has ended, before anybody sees it.
func (c *call) done(status int) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.rec.Status = status
	for _, n := range c.notes {
		c.s.violateLocked(n)
	}
	c.s.touch()
}

func (c *call) authorized() bool { return c.r.Header.Get("Authorization") == "Bot "+c.s.opt.Token }

// shownPath is the path without an interaction's token.
func (c *call) shownPath() string {
	token := c.vars["token"]
	if token == "" {
		return c.r.URL.Path
	}
	return strings.Replace(c.r.URL.Path, token, "…", 1)
}

// run answers the call as Discord would.
func (c *call) run() answer {
	if a, limited := c.limited(); limited {
		return a
	}
	a := c.answer()
	c.s.limit.mark(c, &a)
	return a
}

func (c *call) answer() answer {
	switch {
	case c.bad != nil:
		return *c.bad
	case c.route == nil:
		c.violate("the server knows no such endpoint")
		return refuse(http.StatusNotFound, 0, "404: Not Found")
	case !c.route.open && !c.authorized():
		return refuse(http.StatusUnauthorized, 0, "401: Unauthorized")
	}
	if !strings.HasPrefix(c.r.UserAgent(), "DiscordBot (") {
		c.violate("the User-Agent is %q, Discord asks for \"DiscordBot (address, version)\"", c.r.UserAgent())
	}
	c.judgeByDescription()
	return c.route.handle(c)
}

// name is how violations call the request.
func (c *call) name() string {
	if c.route == nil {
		return c.r.Method + " " + c.shownPath()
	}
	return c.route.method + " " + fill(c.route.path, "…")
}

// violate notes a violation of this request; done publishes it.
func (c *call) violate(format string, args ...any) {
	text := c.name() + ": " + fmt.Sprintf(format, args...)
	if token := c.vars["token"]; token != "" {
		text = strings.ReplaceAll(text, token, "…")
	}
	if !slices.Contains(c.notes, text) {
		c.notes = append(c.notes, text)
	}
}

func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

func noContent() answer { return answer{status: http.StatusNoContent} }

// refuse is an error with Discord's code; 0 is its code of plain HTTP errors.
func refuse(status, code int, message string) answer {
	return answer{status: status, body: object{"code": code, "message": message}}
}

func ptr[T any](v T) *T { return &v }

func (c *call) getGateway() answer { return ok(object{"url": c.s.gate.URL()}) }

func (c *call) getGatewayBot() answer {
	return ok(object{"url": c.s.gate.URL(), "shards": 1, "session_start_limit": object{
		"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 1,
	}})
}

func (c *call) getMe() answer {
	u := userJSON(c.s.bot)
	u["mfa_enabled"], u["locale"], u["verified"], u["email"] = false, "en-US", true, nil
	return ok(u)
}

func (c *call) getApplication() answer {
	s := c.s
	return ok(object{
		"id": s.app, "name": s.bot.Name, "icon": nil, "description": "", "type": nil, "verify_key": "00", "bot": userJSON(s.bot),
		"flags": s.appFlags(), "flags_new": fmt.Sprint(s.appFlags()), "redirect_uris": []string{}, "interactions_endpoint_url": nil,
		"role_connections_verification_url": nil, "owner": userJSON(&User{ID: "1", Name: "owner"}), "team": nil,
		"approximate_guild_count": 1, "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": []string{}, "bot_public": true, "bot_require_code_grant": false,
	})
}

// discard reads what is left of a body, so that the connection can be used
// again.
func discard(r *http.Request) { _, _ = io.Copy(io.Discard, io.LimitReader(r.Body, 1<<20)) }
