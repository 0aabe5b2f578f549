package gateway

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func TestParseAPI(t *testing.T) {
	good := []string{discordAPI, discordAPI + "/", "http://127.0.0.1:1234/api", "http://localhost:1/x/y/", "http://[::1]:80", "https://proxy.example/discord"}
	for _, text := range good {
		if a, err := parseAPI(text); err != nil || a.own != strings.HasPrefix(text, discordAPI) {
			t.Errorf("%s: %v, own %v", text, err, a.own)
		}
	}
	bad := []string{"discord.com/api", "ftp://discord.com", "http://discord.com/api", "http://10.0.0.1/api", "https://", "https://user:pw@discord.com/api", "https://discord.com/api?token=secret", "::", "/api"}
	for _, text := range bad {
		err := New(slog.New(slog.DiscardHandler), Options{API: text, Token: testToken}, nil).Run(t.Context())
		if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "pw") {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

func TestGatewayAddress(t *testing.T) {
	tests := []struct{ api, text, want string }{
		{discordAPI, "wss://gateway.discord.gg", "wss://gateway.discord.gg"},
		{discordAPI, "wss://gateway-us-east1-b.discord.gg/?v=10#x", "wss://gateway-us-east1-b.discord.gg/"},
		{discordAPI, "ws://127.0.0.1:1", ""},
		{discordAPI, "ws://gateway.discord.gg", ""},
		{discordAPI, "https://gateway.discord.gg", ""},
		{discordAPI, "wss:gateway", ""},
		{discordAPI, "", ""},
		{discordAPI, "wss://user:pw@host/path", "wss://host/path"},
		{"http://127.0.0.1:1/api", "ws://127.0.0.1:1/g", "ws://127.0.0.1:1/g"},
		{"http://127.0.0.1:1/api", "ws://localhost/g", "ws://localhost/g"},
		{"http://127.0.0.1:1/api", "ws://[::1]:7", "ws://[::1]:7"},
		{"http://127.0.0.1:1/api", "ws://localhost.example/g", ""},
		{"http://127.0.0.1:1/api", "ws://10.0.0.1/g", ""},
		{"https://proxy.example", "wss://proxy.example/gateway", "wss://proxy.example/gateway"},
	}
	for _, test := range tests {
		a, err := parseAPI(test.api)
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.gateway(test.text)
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%s, %q: got %q, %v, want %q", test.api, test.text, got, err, test.want)
		}
	}
}

// A Session can ask for nothing but the gateway's address, of nobody but the API.
func TestDoorRefuses(t *testing.T) {
	k := New(slog.New(slog.DiscardHandler), Options{API: "http://127.0.0.1:1/api", Token: testToken, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("dialled")
	}}, nil)
	a, err := parseAPI(k.opts.API)
	if err != nil {
		t.Fatal(err)
	}
	l := k.newLine(a)
	l.try.Store(&try{life: t.Context(), hand: t.Context(), by: time.Now().Add(time.Second)})
	if _, err := l.s.Gateway(); err == nil || !strings.Contains(err.Error(), "dialled") {
		t.Errorf("the gateway's address: %v", err)
	}
	calls := map[string]func() error{
		"user":    func() error { _, err := l.s.User("@me"); return err },
		"gateway": func() error { _, err := l.s.GatewayBot(); return err },
		"message": func() error { _, err := l.s.ChannelMessageSend("1", "x"); return err },
		"other":   func() error { _, err := l.s.Request("GET", "https://example.com/api/v9/gateway", nil); return err },
		"post":    func() error { _, err := l.s.Request("POST", "https://discord.com/api/v9/gateway", nil); return err },
	}
	for name, call := range calls {
		if err := call(); err == nil || !strings.Contains(err.Error(), "is refused") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// tlsServer is a small gateway on loopback behind TLS, which hands over each
// connection after READY.
func tlsServer(t *testing.T) (*httptest.Server, chan *websocket.Conn) {
	conns := make(chan *websocket.Conn, 10)
	var srv *httptest.Server
	srv = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/discord/v9/gateway" {
			if r.Header.Get("Authorization") != "Bot "+testToken {
				w.WriteHeader(http.StatusUnauthorized)
			}
			_, _ = w.Write([]byte(`{"url":"wss` + strings.TrimPrefix(srv.URL, "https") + `"}`))
			return
		}
		up := websocket.Upgrader{EnableCompression: true}
		ws, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		hello, op := `{"op":10,"d":{"heartbeat_interval":60000}}`, struct{ Op int }{}
		if ws.WriteMessage(1, []byte(hello)) != nil || ws.ReadJSON(&op) != nil {
			return
		}
		first := readyText
		if op.Op == 6 {
			first = `{"op":0,"s":3,"t":"RESUMED","d":{}}`
		}
		_ = ws.WriteMessage(1, []byte(first))
		conns <- ws
	}))
	t.Cleanup(srv.Close)
	return srv, conns
}

// Over a real network, with TLS, in real time: the first word after READY is that
// the bot must go, when discordgo has hardly begun to send heartbeats.
func TestLoopback(t *testing.T) {
	t.Parallel()
	srv, conns := tlsServer(t)
	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	events := make(chan Event, 100)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	opts := Options{API: srv.URL + "/discord", Token: testToken, MinBackoff: time.Millisecond, MaxBackoff: time.Millisecond, tls: &tls.Config{RootCAs: roots}}
	k := New(slog.New(slog.DiscardHandler), opts, func(e Event) { events <- e })
	done := make(chan error, 1)
	go func() { done <- k.Run(ctx) }()
	for seq := 2; seq < 5; seq++ {
		ws := <-conns
		_ = ws.WriteMessage(1, []byte(event(seq)))
		_ = ws.WriteMessage(1, []byte(`{"op":7}`))
		if e := <-events; e.Type != "MESSAGE_CREATE" {
			t.Errorf("got %s", e.Type)
		}
	}
	ws := <-conns
	_ = ws.WriteMessage(1, []byte(event(5)))
	<-events
	cancel()
	began := time.Now()
	if err := <-done; err != nil || time.Since(began) > 2*time.Second {
		t.Errorf("Run returned %v after %v", err, time.Since(began))
	}
	for {
		if _, _, err := ws.ReadMessage(); err != nil {
			if !websocket.IsCloseError(err, 1000) {
				t.Errorf("the connection ended by %v", err)
			}
			break
		}
	}
	if k.Reconnects() < 3 {
		t.Errorf("%d reconnects", k.Reconnects())
	}
}

// A certificate that nobody vouches for is not taken.
func TestLoopbackUnknown(t *testing.T) {
	t.Parallel()
	srv, conns := tlsServer(t)
	srv.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	k := New(slog.New(slog.DiscardHandler), Options{API: srv.URL, Token: testToken, MinBackoff: time.Millisecond}, nil)
	if err := k.Run(ctx); err != nil || len(conns) != 0 {
		t.Errorf("Run returned %v after %d connections", err, len(conns))
	}
	l := k.newLine(api{})
	l.try.Store(&try{life: t.Context(), hand: t.Context(), by: time.Now().Add(time.Second)})
	if _, err := l.dialTLS(t.Context(), "tcp", srv.Listener.Addr().String()); err == nil {
		t.Error("a gateway with such a certificate is taken")
	}
}
