package config

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// webAddress returns the URL that n is, without what could hold a secret.
func (r *reader) webAddress(n ast.Node, like string) (*url.URL, error) {
	text, err := r.text(n)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || !isPort(u.Port(), true):
		return nil, at(n, "%s is no web address; write one like %s", r.key, like)
	case u.User != nil:
		return nil, at(n, "%s holds a user name or password; take out what stands before the @", r.key)
	case strings.ContainsAny(text, "?#"):
		return nil, at(n, "%s holds a query; take out what begins with ? or #", r.key)
	}
	return u, nil
}

// An apiBase is the URL that Discord's API begins with. It carries the token: in
// the clear only to this machine.
type apiBase string

func (a *apiBase) read(r *reader, n ast.Node) error {
	u, err := r.webAddress(n, "https://discord.com/api")
	switch {
	case err != nil:
		return err
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return at(n, "%s would send the bot's token over the network in the clear; write https://, or an address of this machine like http://127.0.0.1:8080/api", r.key)
	case version.MatchString(u.Path):
		return at(n, "%s ends in the API's version, which the bot adds itself; take it out", r.key)
	}
	*a = apiBase(strings.TrimRight(u.String(), "/"))
	return nil
}

func (a *apiBase) view() any { return string(*a) }

// A modelBase is the URL that a model server's API begins with, or empty. It
// carries the key and the articles: in the clear only within one's own network.
type modelBase string

func (m *modelBase) read(r *reader, n ast.Node) error {
	if s, ok := n.(*ast.StringNode); ok && s.Value == "" {
		*m = ""
		return nil
	}
	u, err := r.webAddress(n, "http://127.0.0.1:11434/v1")
	switch {
	case err != nil:
		return err
	case holdsSecret.MatchString(u.Path):
		return at(n, "%s seems to hold a key; %s", r.key, keyElsewhere)
	case u.Scheme == "http" && !isNear(u.Hostname()):
		return at(n, "%s would send the key and the articles over the network in the clear; write https://, or an address of this machine or your own network, like http://127.0.0.1:11434/v1", r.key)
	}
	if end := endpoint.FindStringSubmatch(u.Path); end != nil {
		return at(n, "%s ends in %s, which Footnote adds itself; take it out", r.key, end[1])
	}
	*m = modelBase(strings.TrimRight(u.String(), "/"))
	return nil
}

func (m *modelBase) view() any { return string(*m) }

// endpoint is what servers have behind the part that is asked for.
var endpoint = regexp.MustCompile(`(/chat/completions|/completions|/embeddings|/api/(?:embed|chat|generate|tags))/*$`)

// isNear reports whether host is this machine or in a network of one's own, as far
// as its name tells: a private address, a name without a dot (which is how
// containers call each other), or one under a domain that is kept for such.
func isNear(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsLoopback() || ip.IsPrivate()
	}
	return nearHost.MatchString(host)
}

// A name without a dot begins with a letter: 134744072 is another way to write 8.8.8.8.
var nearHost = regexp.MustCompile(`(?i)^([a-z]([a-z0-9_-]*[a-z0-9])?|[a-z0-9_.-]+\.(local|internal|home\.arpa))$`)

var version = regexp.MustCompile(`/v[0-9]+/*$`)

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}

// isPort reports whether s is a port's number, or may be empty and is.
func isPort(s string, empty bool) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil || empty && s == ""
}

// An address is a host and a port to listen on.
type address string

func (a *address) read(r *reader, n ast.Node) error {
	text, err := r.text(n)
	if err != nil {
		if n.Type() == ast.SequenceType { // [::1] unquoted
			return a.wrong(r, n)
		}
		return err
	}
	host, port, err := net.SplitHostPort(text)
	if err != nil || !isPort(port, false) || !isHost(host) {
		return a.wrong(r, n)
	}
	*a = address(text)
	return nil
}

func (a *address) wrong(r *reader, n ast.Node) error {
	return at(n, `%s is not host:port; write it like 127.0.0.1:8642, or "[::1]:8642" in quotation marks`, r.key)
}

func (a *address) view() any { return string(*a) }

var hostName = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)?$`)

func isHost(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil || hostName.MatchString(s)
}
