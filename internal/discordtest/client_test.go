package discordtest

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// patience is how long a test waits for what must come.
const patience = 10 * time.Second

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

// openapi is the path of Discord's description on machines that have it.
const openapi = "../../../shared/discord/openapi.json"

// A message of the gateway.
type received struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int             `json:"s"`
	Type string          `json:"t"`
}

// bot is a small client of the gateway and of the API.
type bot struct {
	t       *testing.T
	s       *Server
	ws      *websocket.Conn
	http    *http.Client
	session string
	resume  string
	seq     int
	binary  int // frames that came compressed
}

const ordinaryIntents = intentGuilds | intentGuildMessages | intentDirectMessages

// dial connects to the gateway at url and reads nothing.
func dial(t *testing.T, s *Server, url string) *bot {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(url+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	b := &bot{t: t, s: s, ws: ws, http: &http.Client{Transport: s.Transport()}}
	t.Cleanup(b.http.CloseIdleConnections)
	return b
}

// connect is dial and the whole handshake.
func connect(t *testing.T, s *Server, intents int) *bot {
	t.Helper()
	b := dial(t, s, s.Gateway().URL())
	b.want(opHello, "")
	b.identify(intents)
	b.ready()
	return b
}

func (b *bot) identify(intents int) {
	b.t.Helper()
	b.send(opIdentify, object{"token": b.s.Token(), "intents": intents, "properties": object{"os": "linux"}})
}

func (b *bot) ready() {
	b.t.Helper()
	var r struct {
		Session string `json:"session_id"`
		Resume  string `json:"resume_gateway_url"`
	}
	if err := json.Unmarshal(b.want(opDispatch, "READY"), &r); err != nil {
		b.t.Fatal(err)
	}
	b.session, b.resume = r.Session, r.Resume
}

func (b *bot) send(op int, data any) {
	b.t.Helper()
	if err := b.ws.WriteJSON(object{"op": op, "d": data}); err != nil {
		b.t.Fatal(err)
	}
}

// read returns the next message, or the close code.
func (b *bot) read() (received, int) {
	b.t.Helper()
	_ = b.ws.SetReadDeadline(time.Now().Add(patience))
	kind, data, err := b.ws.ReadMessage()
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return received{}, closed.Code
	}
	if err != nil {
		b.t.Fatal(err)
	}
	if kind == websocket.BinaryMessage {
		b.binary++
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			b.t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			b.t.Fatal(err)
		}
	}
	var r received
	if err := json.Unmarshal(data, &r); err != nil {
		b.t.Fatalf("%s: %v", data, err)
	}
	if r.Seq > 0 {
		b.seq = r.Seq
	}
	return r, 0
}

// want reads on to the next message with the operation and, for op 0, the type.
func (b *bot) want(op int, kind string) json.RawMessage {
	b.t.Helper()
	for {
		r, code := b.read()
		if code != 0 {
			b.t.Fatalf("closed with %d, want op %d %s", code, op, kind)
		}
		if r.Op == op && (op != opDispatch || r.Type == kind) {
			return r.Data
		}
	}
}

// wantClose reads on to the end of the connection.
func (b *bot) wantClose(code int) {
	b.t.Helper()
	for {
		if _, got := b.read(); got != 0 {
			if got != code {
				b.t.Errorf("closed with %d, want %d", got, code)
			}
			return
		}
	}
}

// heard returns the next INTERACTION_CREATE.
func (b *bot) heard() (i struct {
	ID, Token string
	Type      int
	Data      json.RawMessage
	Message   json.RawMessage
}) {
	b.t.Helper()
	if err := json.Unmarshal(b.want(opDispatch, "INTERACTION_CREATE"), &i); err != nil {
		b.t.Fatal(err)
	}
	return i
}

// An apiAnswer is an answer of the API.
type apiAnswer struct {
	Status int
	Header http.Header
	Raw    []byte
	Code   int    `json:"code"`
	ID     string `json:"id"`
}

// do asks the API as the bot. body is JSON text, a *form, or nil.
func (b *bot) do(method, path string, body any) apiAnswer {
	b.t.Helper()
	a, err := b.try(method, path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	return a
}

func (b *bot) try(method, path string, body any) (apiAnswer, error) {
	b.t.Helper()
	var reader io.Reader
	kind := ""
	switch body := body.(type) {
	case string:
		reader, kind = strings.NewReader(body), "application/json"
	case *form:
		reader, kind = body.end()
	}
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.s.APIBase()+"/v10"+path, reader)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if !strings.HasPrefix(path, "/interactions/") && !strings.HasPrefix(path, "/webhooks/") {
		req.Header.Set("Authorization", "Bot "+b.s.Token())
	}
	resp, err := b.http.Do(req)
	if err != nil {
		return apiAnswer{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	a := apiAnswer{Status: resp.StatusCode, Header: resp.Header}
	if a.Raw, err = io.ReadAll(resp.Body); err != nil {
		b.t.Fatal(err)
	}
	_ = json.Unmarshal(a.Raw, &a) // not all answers are JSON
	b.judge(method, path, a)
	return a, nil
}

// judge holds an answer of the server to Discord's description, if that is there.
// The description and the documentation differ on the errors of fields (50035),
// and there the documentation wins.
func (b *bot) judge(method, path string, a apiAnswer) {
	b.t.Helper()
	path, _, _ = strings.Cut(path, "?")
	c := &call{s: b.s}
	c.route, c.vars = findRoute(method, path)
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") || a.Status >= 500 || a.Code == 50035 {
		return
	}
	if err := c.judgeAnswer(a.Status, a.Raw); err != nil {
		b.t.Errorf("%s answers %s, which is not as Discord describes it: %v", c.route.pattern(), a.Raw, err)
	}
}

// want checks an answer's status and code.
func (a apiAnswer) want(t *testing.T, status, code int) apiAnswer {
	t.Helper()
	if a.Status != status || a.Code != code {
		t.Errorf("answer %d, code %d, want %d and %d: %s", a.Status, a.Code, status, code, a.Raw)
	}
	return a
}

// rest is a client of the API only.
func rest(t *testing.T, s *Server) *bot {
	b := &bot{t: t, s: s, http: &http.Client{Transport: s.Transport()}}
	t.Cleanup(b.http.CloseIdleConnections)
	return b
}

// A form is a multipart body.
type form struct {
	b bytes.Buffer
	w *multipart.Writer
}

func newForm(payload string) *form {
	f := &form{}
	f.w = multipart.NewWriter(&f.b)
	_ = f.w.WriteField("payload_json", payload)
	return f
}

func (f *form) file(field, name, data string) *form {
	w, err := f.w.CreateFormFile(field, name)
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(w, data)
	return f
}

func (f *form) end() (io.Reader, string) {
	_ = f.w.Close()
	return &f.b, f.w.FormDataContentType()
}

// said makes the JSON of a message that pings nobody.
func said(content string) string {
	return fmt.Sprintf(`{"content":%q,"allowed_mentions":{"parse":[]}}`, content)
}

// register registers a /ask with a required question that completes itself.
const askCommand = `[{"name":"ask","description":"Ask about the news","contexts":[0,1],"integration_types":[0,1],
	"options":[{"type":3,"name":"question","description":"What to ask","required":true,"autocomplete":true}]},
	{"name":"Check quotes","type":3,"contexts":[0,1],"integration_types":[0]}]`

func (b *bot) register() {
	b.t.Helper()
	b.do("PUT", "/applications/"+b.s.AppID()+"/commands", askCommand).want(b.t, 200, 0)
}
