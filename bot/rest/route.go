package rest

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// A route is a request's way, as far as limits, metrics and errors ask.
type route struct {
	method   string
	template string // with the method and without ids: "PATCH /channels/{id}/messages/{id}"
	major    string // what has limits of its own: "channels/1", "webhooks/2/token"; "": nothing
	shown    string // for people: see Error.Route
	token    string // that the path holds, as it stands there; "": a request of the bot
}

var (
	errMethod = errors.New("method is not one of GET, POST, PUT, PATCH, DELETE")
	errPath   = errors.New("path is malformed")
	errToken  = errors.New("path does not hold the token of the request")

	methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
)

// malformed stands in errors for a path that cannot be read, and so cannot be
// shown without fear for a token in it.
const malformed = "(malformed path)"

// routeOf reads the way of a request. Where it fails the route holds what an
// error may show.
func routeOf(r Request) (route, error) {
	rt := route{method: r.Method, shown: malformed}
	if !slices.Contains(methods, r.Method) {
		rt.method = "?"
		return rt, errMethod
	}
	segs, ok := segments(r.Path)
	if !ok {
		return rt, errPath
	}
	at := tokenAt(segs, r.Token)
	if r.Token != "" && at < 0 {
		return rt, errToken
	}
	if at >= 0 {
		rt.token = segs[at]
	}
	rt.major = majorOf(segs, at)
	rt.template, rt.shown = names(r.Method, segs, at)
	return rt, nil
}

// segments parts a path at its slashes. It refuses what a server could read as
// another path than the one that limits are counted for.
func segments(path string) ([]string, bool) {
	rest, ok := strings.CutPrefix(path, "/")
	if !ok || strings.ContainsAny(path, "?#\\ ") {
		return nil, false
	}
	segs := strings.Split(rest, "/")
	for _, s := range segs {
		plain, err := url.PathUnescape(s)
		if err != nil || plain == "" || plain == "." || plain == ".." || strings.ContainsAny(plain, "/\\") ||
			strings.ContainsFunc(plain, unicode.IsControl) {
			return nil, false
		}
	}
	return segs, true
}

// tokenAt returns which segment is a token: the given one, or the third of the
// paths that hold one there. Without one it returns -1.
func tokenAt(segs []string, token string) int {
	if token != "" {
		return slices.IndexFunc(segs, func(s string) bool { return s == token || s == url.PathEscape(token) })
	}
	if len(segs) > 2 && (segs[0] == "webhooks" || segs[0] == "interactions") {
		return 2
	}
	return -1
}

// majorOf returns the part of a path that Discord counts apart: a channel, a
// guild, a webhook, or whatever a token stands for.
func majorOf(segs []string, token int) string {
	switch {
	case token >= 0:
		return strings.Join(segs[:token+1], "/")
	case len(segs) > 1 && (segs[0] == "channels" || segs[0] == "guilds" || segs[0] == "webhooks"):
		return segs[0] + "/" + segs[1]
	}
	return ""
}

// names returns the template of a path and the form for people.
func names(method string, segs []string, token int) (template, shown string) {
	var t, p strings.Builder
	t.WriteString(method + " ")
	for i, s := range segs {
		name := kind(s)
		if i > 0 && segs[i-1] == "reactions" {
			name = "{emoji}"
		}
		show := name
		switch {
		case i == token:
			name, show = "{token}", "…"
		case i == 1 && name == "{id}" && majorOf(segs, token) != "":
			show = s
		}
		t.WriteString("/" + name)
		p.WriteString("/" + show)
	}
	return t.String(), p.String()
}

// kind returns a segment that is a word of Discord's paths as it is, and else
// what takes its place.
func kind(seg string) string {
	switch {
	case digits(seg):
		return "{id}"
	case !word(seg):
		return "{}"
	}
	return seg
}

// word reports whether a segment looks like those that are the same in each path
// of a kind: "messages", "@me", "role-connections".
func word(seg string) bool {
	rest := strings.TrimPrefix(seg, "@")
	return rest != "" && len(rest) <= 32 && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz-") == ""
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
