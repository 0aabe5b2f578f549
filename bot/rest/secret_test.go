package rest

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// The ways in which something can fail while others know the tokens: the HTTP
// client's errors hold the URL, and servers and proxies repeat what they got.
func failures() map[string]fault {
	all := func(r *http.Request) string {
		return fmt.Sprint(r.URL, " ", r.URL.Opaque, " ", r.Header.Get("Authorization"), " ", r.URL.EscapedPath())
	}
	fail := map[string]fault{
		"refused": refused,
		"cut":     func(r *http.Request) (*http.Response, error) { return nil, errors.New("cut: " + all(r)) },
		"nested": func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: fmt.Errorf("in %w", &url.Error{Op: "Post", URL: r.URL.String(), Err: syscall.EPIPE})}
		},
		"dial": func(r *http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Err: os.NewSyscallError(all(r), syscall.ECONNREFUSED)}
		},
		"silent": func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, fmt.Errorf("%s: %w", all(r), r.Context().Err())
		},
		"redirect": func(r *http.Request) (*http.Response, error) {
			return reply(302, all(r), "Location", r.URL.String())
		},
		"no JSON": func(r *http.Request) (*http.Response, error) { return reply(200, all(r)) },
		"number":  func(r *http.Request) (*http.Response, error) { return reply(200, `{"id": 7}`) },
	}
	for _, status := range []int{400, 401, 403, 404, 429, 500, 502} {
		fail[fmt.Sprint("text, ", status)] = func(r *http.Request) (*http.Response, error) { return reply(status, all(r)) }
		fail[fmt.Sprint("JSON, ", status)] = func(r *http.Request) (*http.Response, error) {
			body := fmt.Sprintf(`{"code": 1, "message": %q, "retry_after": 1, "errors": {%[1]q: {"_errors": [{"message": %[1]q}]}}}`, all(r))
			return reply(status, body, "X-RateLimit-Bucket", all(r), "X-RateLimit-Limit", "1", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "1")
		}
	}
	return fail
}

// No token is in an error, in anything that can be unwrapped from it, in the log
// or in what is observed.
func TestTokensStayHidden(t *testing.T) {
	for name, f := range failures() {
		for _, token := range []string{"", userToken, "odd=token+with/signs%"} {
			synctest.Test(t, func(t *testing.T) {
				var d diary
				c := New(d.logger(), botToken, Options{Transport: server(f), Timeout: time.Second,
					Observe: func(route string, _ int, _ time.Duration) { _, _ = d.Write([]byte(route)) }})
				r := Request{Method: "PATCH", Path: "/webhooks/1/" + url.PathEscape(token) + "/messages/@original", Token: token}
				if token == "" || strings.Contains(token, "/") {
					r.Path, r.Token = "/channels/1/messages/2", ""
				}
				var into struct{ ID string }
				err := c.Do(t.Context(), r, &into)
				asError(t, err)
				for e := err; e != nil; e = errors.Unwrap(e) {
					clean(t, name, fmt.Sprintf("%v %+v %#v", e, e, e), token)
				}
				clean(t, name, d.String(), token)
			})
		}
	}
}

func clean(t *testing.T, name, text, token string) {
	t.Helper()
	for _, s := range newSecrets(botToken, token) {
		if strings.Contains(text, s) {
			t.Errorf("%s: %q holds the token %q", name, text, s)
		}
	}
}

// The same over a network, with addresses where nobody listens, with lines that
// are no HTTP, and with a token that cannot stand in a header.
func TestTokensStayHiddenOnTheWire(t *testing.T) {
	garbage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			fmt.Fprintf(conn, "%s %s\r\n\r\n", r.URL.Path, r.Header.Get("Authorization"))
			conn.Close()
		}
	}))
	defer garbage.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, base := range []string{garbage.URL, closed.URL, "http://127.0.0.1:1/" + botToken, "ftp://" + botToken, "http://a b/" + botToken} {
		for _, bot := range []string{botToken, botToken + "\n"} {
			var d diary
			c := New(d.logger(), bot, Options{Base: base})
			for _, r := range []Request{
				{Method: "POST", Path: "/interactions/1/" + userToken + "/callback", Token: userToken, Once: true},
				{Method: "POST", Path: "/channels/1/messages"},
				{Method: "POST", Path: "/" + userToken + "/ ", Token: userToken},
				{Method: userToken, Path: "/a", Token: userToken},
			} {
				err := c.Do(within(t, 200*time.Millisecond), r, nil)
				if err == nil {
					t.Fatalf("%s: no error", base)
				}
				clean(t, base, fmt.Sprintf("%v %+v %#v", err, err, errors.Unwrap(err))+d.String(), userToken)
			}
			c.Close()
		}
	}
}
