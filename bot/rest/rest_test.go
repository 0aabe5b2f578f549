package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// An echo is a request as it arrived.
type echo struct {
	Line, Kind, Authorization, Agent, Body string
}

func listen(t *testing.T, opts Options) (*Client, *echo) {
	t.Helper()
	var got echo
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = echo{r.Method + " " + r.URL.RequestURI(), r.Header.Get("Content-Type"), r.Header.Get("Authorization"), r.UserAgent(), string(body)}
		_, _ = io.WriteString(w, `{"id": "7"}`)
	}))
	t.Cleanup(srv.Close)
	opts.Base = srv.URL + "/proxy/api/"
	c := New(quiet(), botToken, opts)
	t.Cleanup(c.Close)
	return c, &got
}

func TestRequest(t *testing.T) {
	tests := []struct {
		req  Request
		want echo
	}{
		{
			Request{Method: "GET", Path: "/users/@me", Query: url.Values{"with_counts": {"a b&c"}}},
			echo{Line: "GET /proxy/api/v10/users/@me?with_counts=a+b%26c", Authorization: "Bot " + botToken},
		},
		{
			Request{Method: "PUT", Path: "/channels/1/messages/2/reactions/%F0%9F%91%8D/@me"},
			echo{Line: "PUT /proxy/api/v10/channels/1/messages/2/reactions/%F0%9F%91%8D/@me", Authorization: "Bot " + botToken},
		},
		{
			Request{Method: "PATCH", Path: "/channels/1/messages/2", Body: json.RawMessage(`{"content":"é"}`)},
			echo{"PATCH /proxy/api/v10/channels/1/messages/2", "application/json", "Bot " + botToken, "", `{"content":"é"}`},
		},
		{
			Request{Method: "POST", Path: "/interactions/1/" + userToken + "/callback", Token: userToken, Body: map[string]int{"type": 5}},
			echo{"POST /proxy/api/v10/interactions/1/" + userToken + "/callback", "application/json", "", "", `{"type":5}`},
		},
		{
			Request{Method: "DELETE", Path: "/webhooks/1/" + userToken + "/messages/@original"},
			echo{Line: "DELETE /proxy/api/v10/webhooks/1/" + userToken + "/messages/@original"},
		},
	}
	c, got := listen(t, Options{})
	for _, test := range tests {
		test.want.Agent = defaultAgent
		var into struct{ ID string }
		if err := c.Do(t.Context(), test.req, &into); err != nil || into.ID != "7" {
			t.Errorf("%s: got %v, %v", test.want.Line, into, err)
		}
		if *got != test.want {
			t.Errorf("got  %+v\nwant %+v", *got, test.want)
		}
	}
	c, got = listen(t, Options{UserAgent: "DiscordBot (https://example.org, 2)"})
	if want(t, c, post("/a")); got.Agent != "DiscordBot (https://example.org, 2)" {
		t.Errorf("agent: got %q", got.Agent)
	}
}

func TestFiles(t *testing.T) {
	files := []File{
		{"map.png", "image/png", []byte("\x89PNG\r\n--")},
		{"a \"b\"\r\nX-Evil: 1.txt", "text/plain\r\nX-Evil: 1", nil},
		{"", "", []byte("é")},
	}
	type part struct{ field, name, kind, data string }
	wants := []part{
		{"payload_json", "", "application/json", `{"content":"hello"}`},
		{"files[0]", "map.png", "image/png", "\x89PNG\r\n--"},
		{"files[1]", "", "application/octet-stream", ""}, // how a mangled name looks is the reader's affair
		{"files[2]", "", "application/octet-stream", "é"},
	}
	var got []part
	c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
		got = nil
		m, err := r.MultipartReader()
		for err == nil {
			p, next := m.NextRawPart()
			if next != nil {
				break
			}
			data, _ := io.ReadAll(p)
			name := p.FileName()
			if strings.Contains(name, "b") {
				name = ""
			}
			if p.Header.Get("X-Evil") != "" {
				t.Error("a file's name or type made a header")
			}
			got = append(got, part{p.FormName(), name, p.Header.Get("Content-Type"), string(data)})
		}
		if len(got) == 0 {
			return reply(502, "")
		}
		return reply(200, "{}")
	}), Options{})
	r := Request{Method: "PATCH", Path: "/a", Body: map[string]string{"content": "hello"}, Files: files}
	if want(t, c, r); !slices.Equal(got, wants) {
		t.Errorf("got  %q\nwant %q", got, wants)
	}
	r.Body = nil
	if want(t, c, r); !slices.Equal(got, wants[1:]) {
		t.Errorf("without a body: got %q", got)
	}
}

// A body is sent whole each time that it is sent.
func TestFilesAreSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var bodies [][]byte
		c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
			b, _ := io.ReadAll(r.Body)
			if bodies = append(bodies, b); len(bodies) < 3 {
				return reply(502, "")
			}
			return reply(200, "{}")
		}), Options{})
		want(t, c, Request{Method: "PUT", Path: "/a", Files: []File{{"a", "text/plain", []byte("text")}}})
		if len(bodies) != 3 || len(bodies[0]) == 0 || !bytes.Equal(bodies[0], bodies[1]) || !bytes.Equal(bodies[0], bodies[2]) {
			t.Errorf("got %q", bodies)
		}
	})
}

func TestAnswers(t *testing.T) {
	long := `{"id": "` + strings.Repeat("x", maxAnswer) + `"}`
	tests := []struct {
		name   string
		status int
		body   string
		into   bool
		want   string // part of the error; empty: none
	}{
		{"content", 200, `{"id": "7"}`, true, ""},
		{"no content", 204, "", true, ""},
		{"nobody asks", 200, `{"id": "7"`, false, ""},
		{"nobody asks for much", 200, long, false, ""},
		{"half an answer", 200, `{"id": "7"`, true, "POST /channels/1/messages: status 200: answer is not the JSON that was expected"},
		{"another answer", 200, `["7"]`, true, "POST /channels/1/messages: status 200: answer is not the JSON that was expected"},
		{"nothing", 200, "", true, "POST /channels/1/messages: status 200: answer is not the JSON that was expected"},
		{"too much", 200, long, true, "POST /channels/1/messages: status 200: answer is longer than 16 MB"},
	}
	for _, test := range tests {
		sent := 0
		c := newClient(t, server(func(*http.Request) (*http.Response, error) {
			sent++
			return reply(test.status, test.body)
		}), Options{})
		var into any
		got := struct{ ID string }{"before"}
		if test.into {
			into = &got
		}
		r := post("/channels/1/messages")
		r.Nonced = true
		err := c.Do(t.Context(), r, into)
		switch {
		case test.want == "" && err != nil, test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)):
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		case err != nil && (Temporary(err) || sent != 1):
			t.Errorf("%s: what was done must not be sent again; sent %d times", test.name, sent)
		}
		if want := "before"; test.status == 204 && got.ID != want {
			t.Errorf("%s: into was changed to %q", test.name, got.ID)
		}
	}
}

// Redirects would send the token, or the message, to who knows where.
func TestRedirects(t *testing.T) {
	visited := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visited++ }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		srv := httptest.NewServer(http.RedirectHandler(other.URL+"/api", status))
		c := New(quiet(), botToken, Options{Base: srv.URL})
		for _, method := range []string{"GET", "POST"} {
			err := c.Do(t.Context(), Request{Method: method, Path: "/users/@me"}, nil)
			if e := asError(t, err); e.Status != status || Temporary(err) {
				t.Errorf("%s, %d: got %v", method, status, err)
			}
		}
		c.Close()
		srv.Close()
	}
	if visited != 0 {
		t.Errorf("the other host was visited %d times", visited)
	}
}

func TestMisuse(t *testing.T) {
	tests := []struct {
		name string
		base string
		req  Request
		want string
	}{
		{"method", "", Request{Method: "get", Path: "/a"}, "? (malformed path): method is not one of GET, POST, PUT, PATCH, DELETE"},
		{"path", "", Request{Method: "GET", Path: "/channels/../users"}, "GET (malformed path): path is malformed"},
		{"token elsewhere", "", Request{Method: "GET", Path: "/users/@me", Token: userToken}, "GET (malformed path): path does not hold the token of the request"},
		{"base", "discord.com", Request{Method: "GET", Path: "/a"}, "GET /a: base is not an http or https address"},
		{"body", "", Request{Method: "POST", Path: "/a", Body: func() {}}, "POST /a: make the body: json: unsupported type: func()"},
	}
	for _, test := range tests {
		sent := 0
		c := newClient(t, server(func(*http.Request) (*http.Response, error) {
			sent++
			return reply(200, "{}")
		}), Options{Base: test.base})
		err := c.Do(t.Context(), test.req, nil)
		if asError(t, err); err.Error() != test.want || sent != 0 || Temporary(err) {
			t.Errorf("%s: got %q, want %q; sent %d", test.name, err, test.want, sent)
		}
	}
}

func TestObserve(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []string
		faults := []fault{cut, page(502), tooManyOnce}
		c := newClient(t, server(func(r *http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			if len(faults) == 0 {
				return reply(200, "{}")
			}
			f := faults[0]
			faults = faults[1:]
			return f(r)
		}), Options{Observe: func(route string, status int, took time.Duration) {
			got = append(got, fmt.Sprint(route, " ", status, " ", took))
		}})
		want(t, c, Request{Method: "PATCH", Path: "/webhooks/1/" + userToken + "/messages/123", Token: userToken})
		const route = "PATCH /webhooks/{id}/{token}/messages/{id} "
		if want := []string{route + "0 1s", route + "502 1s", route + "429 1s", route + "200 1s"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func tooManyOnce(*http.Request) (*http.Response, error) { return reply(429, `{"retry_after": 60}`) }

// Many goroutines use a client at once, over a network; the race detector looks on.
func TestManyAtOnce(t *testing.T) {
	d := &discord{limits: messages, n: 50, per: 50 * time.Millisecond}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := d.RoundTrip(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		for k, v := range resp.Header {
			w.Header()[k] = v
		}
		w.WriteHeader(resp.StatusCode)
		_, _ = io.Copy(w, resp.Body)
	}))
	defer srv.Close()
	c := New(quiet(), botToken, Options{Base: srv.URL})
	defer c.Close()
	var wg sync.WaitGroup
	for i := range 300 {
		wg.Go(func() {
			if i%10 == 9 { // some give up
				if err := c.Do(within(t, time.Millisecond), post("/channels/1/messages"), nil); err != nil {
					asError(t, err)
				}
				return
			}
			want(t, c, post(fmt.Sprintf("/channels/%d/messages", i%2)))
			_ = c.Refused()
		})
	}
	wg.Wait()
}

func TestTemporary(t *testing.T) {
	tests := []struct {
		err  error
		want bool
	}{
		{nil, false},
		{errors.New("x"), false},
		{&Error{}, true},
		{&Error{Status: 500}, true},
		{&Error{Status: 429}, true},
		{&Error{Status: 404}, false},
		{&Error{cause: ErrLimited}, true},
		{&Error{cause: ErrBarred}, true},
		{&Error{cause: ErrClosed}, false},
		{fmt.Errorf("send: %w", &Error{Status: 502}), true},
	}
	for _, test := range tests {
		if got := Temporary(test.err); got != test.want {
			t.Errorf("%v: got %v, want %v", test.err, got, test.want)
		}
	}
}
