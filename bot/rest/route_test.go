package rest

import (
	"strings"
	"testing"
)

func TestRoute(t *testing.T) {
	tests := []struct{ path, token, template, major, shown string }{
		{"/channels/1/messages", "", "/channels/{id}/messages", "channels/1", "/channels/1/messages"},
		{"/channels/1/messages/22", "", "/channels/{id}/messages/{id}", "channels/1", "/channels/1/messages/{id}"},
		{"/channels/1/messages/2/reactions/smile/@me", "", "/channels/{id}/messages/{id}/reactions/{emoji}/@me", "channels/1", "/channels/1/messages/{id}/reactions/{emoji}/@me"},
		{"/guilds/3/members/4", "", "/guilds/{id}/members/{id}", "guilds/3", "/guilds/3/members/{id}"},
		{"/users/@me", "", "/users/@me", "", "/users/@me"},
		{"/applications/5/commands", "", "/applications/{id}/commands", "", "/applications/{id}/commands"},
		{"/invites/aBc12", "", "/invites/{}", "", "/invites/{}"},
		{"/webhooks/6", "", "/webhooks/{id}", "webhooks/6", "/webhooks/6"},
		{"/webhooks/6/tok", "", "/webhooks/{id}/{token}", "webhooks/6/tok", "/webhooks/6/…"},
		{"/webhooks/6/tok/messages/@original", "tok", "/webhooks/{id}/{token}/messages/@original", "webhooks/6/tok", "/webhooks/6/…/messages/@original"},
		{"/webhooks/6/t%3D/messages/7", "t%3D", "/webhooks/{id}/{token}/messages/{id}", "webhooks/6/t%3D", "/webhooks/6/…/messages/{id}"},
		{"/webhooks/6/a%20b", "a b", "/webhooks/{id}/{token}", "webhooks/6/a%20b", "/webhooks/6/…"},
		{"/interactions/8/tok/callback", "", "/interactions/{id}/{token}/callback", "interactions/8/tok", "/interactions/8/…/callback"},
		{"/odd/tok", "tok", "/odd/{token}", "odd/tok", "/odd/…"},
	}
	for _, test := range tests {
		got, err := routeOf(Request{Method: "GET", Path: test.path, Token: test.token})
		if err != nil || got.template != "GET "+test.template || got.major != test.major || got.shown != test.shown {
			t.Errorf("%s: got %+v, %v", test.path, got, err)
		}
		if isToken := strings.Contains(test.template, "{token}"); (got.token != "") != isToken {
			t.Errorf("%s: got the token %q", test.path, got.token)
		}
	}
}

// What a server could take for another path is refused.
func TestMalformedPaths(t *testing.T) {
	for _, path := range []string{
		"", "/", "channels/1", "/channels/", "//evil.example/a", "/channels//messages", "/channels/1?x=1", "/channels/1#x",
		"/channels/../users", "/channels/./1", "/channels/%2e%2e/users", "/channels/1%2F2", "/a%5cb", `/a\b`, "/a%", "/a%zz",
		"/a b", "/a\nb", "/a%0d%0ab", "/a\x00",
	} {
		if got, err := routeOf(Request{Method: "GET", Path: path}); err != errPath || got.shown != malformed {
			t.Errorf("%q: got %+v, %v", path, got, err)
		}
	}
}

// A token that stands in a path stands in nothing that people see, and whatever
// passes arrives where it should.
func FuzzRoute(f *testing.F) {
	f.Add("/webhooks/1/%s/messages/2", userToken)
	f.Add("/interactions/1/%s/callback", userToken)
	f.Add("/channels/%s/../x", "12")
	f.Fuzz(func(t *testing.T, path, token string) {
		path = strings.ReplaceAll(path, "%s", token)
		rt, err := routeOf(Request{Method: "POST", Path: path, Token: token})
		if err != nil {
			return
		}
		if token != "" && rt.token == "" {
			t.Errorf("%q: the token %q is not seen", path, token)
		}
		if strings.Count(rt.template, "/") != strings.Count(path, "/") || strings.Count(rt.shown, "/") != strings.Count(path, "/") {
			t.Errorf("%q has become %q, %q", path, rt.template, rt.shown)
		}
		if len(token) > 32 && (strings.Contains(rt.shown, token) || strings.Contains(rt.template, token)) {
			t.Errorf("the token is in %q or %q", rt.shown, rt.template)
		}
	})
}
