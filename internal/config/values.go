package config

import (
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml/ast"
)

// The ranges of what has one. Discord takes edits for 15 minutes; an answer has
// to be there well before.
const (
	minWait   = time.Second
	maxAnswer = 13 * time.Minute
	maxLook   = 12 * time.Second
	maxQuota  = 100_000
)

// text returns the one line of text that n is. A number counts as the text that
// it is written with: stories may be called 2024.
func (r *reader) text(n ast.Node) (string, error) {
	var s string
	switch n := n.(type) {
	case *ast.StringNode:
		s = n.Value
	case *ast.IntegerNode, *ast.FloatNode:
		s = n.GetToken().Value
	case *ast.NullNode:
		return "", at(n, "%s has no value; write one behind the colon, or leave the line out", r.key)
	case *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return "", at(n, "%s is text, and this word means something else in YAML; put it in quotation marks", r.key)
	default:
		return "", at(n, "%s is one line of text; write it behind the colon", r.key)
	}
	switch {
	case isSecret.MatchString(s) && strings.HasPrefix(strings.TrimSpace(s), "sk-"):
		return "", at(n, "%s", keyElsewhere)
	case isSecret.MatchString(s):
		return "", at(n, "%s", tokenElsewhere)
	case strings.ContainsFunc(s, unicode.IsControl):
		return "", at(n, "%s holds a line break, a tab or the like; write it in one line", r.key)
	}
	return s, nil
}

// A path is that of a file or folder; empty only where none is needed.
type path struct {
	to     *string
	needed bool
}

func (p *path) read(r *reader, n ast.Node) error {
	s, err := r.text(n)
	switch {
	case err != nil:
		return err
	case s == "" && !p.needed:
		*p.to = ""
		return nil
	case strings.TrimSpace(s) == "":
		return at(n, "%s is empty; write a path behind the colon", r.key)
	case strings.HasPrefix(s, "~"):
		return at(n, "%s begins with ~, which stands for no folder here; write the whole path, or ./~ for a name that begins so", r.key)
	}
	s = filepath.FromSlash(s)
	if !filepath.IsAbs(s) {
		s = filepath.Join(r.dir, s)
	}
	*p.to = filepath.Clean(s)
	return nil
}

func (p *path) view() any { return *p.to }

// A truth is true or false.
type truth bool

func (t *truth) read(r *reader, n ast.Node) error {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		return at(n, "%s is neither true nor false; write one of them, without quotation marks", r.key)
	}
	*t = truth(b.Value)
	return nil
}

func (t *truth) view() any { return bool(*t) }

// A quota is a number of questions a minute, 0 for any number.
type quota int

func (q *quota) read(r *reader, n ast.Node) error {
	i, ok := n.(*ast.IntegerNode)
	if !ok || !digits.MatchString(i.Token.Value) {
		return at(n, "%s is no whole number; write digits only, without quotation marks, and 0 for no limit", r.key)
	}
	v, err := strconv.Atoi(i.Token.Value)
	if err != nil || v > maxQuota {
		return at(n, "%s is over %d; write a smaller number, or 0 for no limit", r.key, maxQuota)
	}
	*q = quota(v)
	return nil
}

func (q *quota) view() any { return int(*q) }

// A span is a length of time from min to max.
type span struct {
	to       *time.Duration
	min, max time.Duration
}

func (s *span) read(r *reader, n ast.Node) error {
	text, err := r.text(n)
	if err != nil {
		return err
	}
	if digits.MatchString(text) {
		return at(n, "%s has no unit; write it as %s", r.key, brief(*s.to))
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return at(n, "%s is no length of time: %s; write it as %s", r.key, shown(text), brief(*s.to))
	}
	if d < s.min || d > s.max {
		return at(n, "%s is %s; choose from %s to %s", r.key, shown(text), brief(s.min), brief(s.max))
	}
	*s.to = d
	return nil
}

func (s *span) view() any { return plain(brief(*s.to)) }

// plain is text that needs no quotation marks in YAML.
type plain string

// brief writes d as people do: 90s, 13m.
func brief(d time.Duration) string {
	switch {
	case d%time.Minute == 0 && d != 0:
		return strconv.FormatInt(int64(d/time.Minute), 10) + "m"
	case d%time.Second == 0:
		return strconv.FormatInt(int64(d/time.Second), 10) + "s"
	}
	return d.String()
}

var digits = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

// A snowflake is an id of Discord's, with or without quotation marks in the file:
// digits that fit into 64 bits, kept as text so that none is lost. It may be empty.
type snowflake struct {
	of string // guild or channel
	to *string
}

func (s *snowflake) read(r *reader, n ast.Node) error {
	text, err := r.text(n)
	if err != nil {
		return err
	}
	if text != "" && !isID(text) {
		return s.wrong(r, n, text)
	}
	*s.to = text
	return nil
}

func (s *snowflake) wrong(r *reader, n ast.Node, text string) error {
	menu := map[string]string{"guild": "Copy Server ID", "channel": "Copy Channel ID"}[s.of]
	return at(n, "%s holds %s, which is no %s's id; write the digits that Discord copies with %s", r.key, shown(text), s.of, menu)
}

func (s *snowflake) view() any { return *s.to }

// isID reports whether s is an id as Discord writes it.
func isID(s string) bool {
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && n > 0 && digits.MatchString(s)
}

// An apiBase is the URL that Discord's API begins with. It goes without what
// could hold a secret, and carries the token: in the clear only to this machine.
type apiBase string

func (a *apiBase) read(r *reader, n ast.Node) error {
	text, err := r.text(n)
	if err != nil {
		return err
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || !isPort(u.Port(), true):
		return at(n, "%s is no web address; write one like https://discord.com/api", r.key)
	case u.User != nil:
		return at(n, "%s holds a user name or password; take out what stands before the @", r.key)
	case strings.ContainsAny(text, "?#"):
		return at(n, "%s holds a query; take out what begins with ? or #", r.key)
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return at(n, "%s would send the bot's token over the network in the clear; write https://, or an address of this machine like http://127.0.0.1:8080/api", r.key)
	case version.MatchString(u.Path):
		return at(n, "%s ends in the API's version, which the bot adds itself; take it out", r.key)
	}
	*a = apiBase(strings.TrimRight(u.String(), "/"))
	return nil
}

func (a *apiBase) view() any { return string(*a) }

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
