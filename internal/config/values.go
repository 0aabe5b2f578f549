package config

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// The ranges of what has one. Discord takes edits for 15 minutes; an answer has
// to be there well before.
const (
	minWait      = time.Second
	maxAnswer    = 13 * time.Minute
	maxLook      = 12 * time.Second
	maxQuota     = 100_000
	maxModelTime = 10 * time.Minute
)

// text returns the one line of text that n is. A number counts as the text that
// it is written with: stories may be called 2024.
func (r *reader) text(n ast.Node) (string, error) {
	s, err := r.string(n)
	if err == nil && strings.ContainsFunc(s, unicode.IsControl) {
		return "", at(n, "%s holds a line break, a tab or the like; write it in one line", r.key)
	}
	return s, err
}

// string is text, with whatever the escapes of a quoted string stand for.
func (r *reader) string(n ast.Node) (string, error) {
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
	if isSecret.MatchString(s) {
		return "", at(n, "%s", elsewhere(r.key, s))
	}
	return s, nil
}

// A path is that of a file or folder; empty only where none is needed.
type path struct {
	to     *string
	needed bool
	secret bool // what the file holds is one
}

// bareKey is what a key without a shape of its own looks like: long, with a digit,
// and without the slash or the dot of most paths.
var bareKey = regexp.MustCompile(`^[\w-]*[0-9][\w-]*$`)

const minBareKey = 32

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
	case p.secret && len(s) >= minBareKey && bareKey.MatchString(s):
		return at(n, "%s looks like the key itself; put the key into a file of its own and write that file's path, with ./ in front if this is it", r.key)
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

// A number is a whole number from min to max; where min is 0, that is for no limit.
type number struct {
	to       *int
	min, max int
}

func (w *number) read(r *reader, n ast.Node) error {
	zero := ""
	if w.min == 0 {
		zero = ", or 0 for no limit"
	}
	i, ok := n.(*ast.IntegerNode)
	if !ok || !digits.MatchString(i.Token.Value) {
		return at(n, "%s is no whole number; write digits only, without quotation marks%s", r.key, zero)
	}
	v, err := strconv.Atoi(i.Token.Value)
	switch {
	case err != nil || v > w.max:
		return at(n, "%s is over %d; write a smaller number%s", r.key, w.max, zero)
	case v < w.min:
		return at(n, "%s is under %d; write a number from %d to %d", r.key, w.min, w.min, w.max)
	}
	*w.to = v
	return nil
}

func (w *number) view() any { return *w.to }

// A price is that of a million tokens.
type price float64

const maxPrice = 10_000

func (p *price) read(r *reader, n ast.Node) error {
	_, whole := n.(*ast.IntegerNode)
	_, parts := n.(*ast.FloatNode)
	text := n.GetToken().Value
	if !whole && !parts || !decimal.MatchString(text) {
		return at(n, "%s is no price; write it with a point and up to six decimals, like 0.15, without quotation marks", r.key)
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v > maxPrice {
		return at(n, "%s is over %d; write the price of a million tokens", r.key, maxPrice)
	}
	*p = price(v)
	return nil
}

func (p *price) view() any { return json.Number(strconv.FormatFloat(float64(*p), 'f', -1, 64)) }

var decimal = regexp.MustCompile(`^(0|[1-9][0-9]*)(\.[0-9]{1,6})?$`)

// A choice is one of a few words.
type choice struct {
	to *string
	of []string
}

func (c *choice) read(r *reader, n ast.Node) error {
	text, err := r.text(n)
	if err != nil {
		return err
	}
	if !slices.Contains(c.of, text) {
		return at(n, "%s is %s; choose from %s", r.key, shown(text), strings.Join(c.of, ", "))
	}
	*c.to = text
	return nil
}

func (c *choice) view() any { return plain(*c.to) }

// A name is what a server calls a model; it may be empty.
type name string

// maxModel is longer than the name of any model, in characters.
const maxModel = 200

func (m *name) read(r *reader, n ast.Node) error {
	s, err := r.text(n)
	switch {
	case err != nil:
		return err
	case s != strings.TrimSpace(s):
		return at(n, "%s begins or ends with a space; write the name as the server has it", r.key)
	case utf8.RuneCountInString(s) > maxModel:
		return at(n, "%s has more than %d characters; write the name as the server has it", r.key, maxModel)
	}
	*m = name(s)
	return nil
}

func (m *name) view() any { return string(*m) }

// A prefix is put before a text. Spaces at its end count, and some models want a
// line break in it.
type prefix string

// maxPrefix is longer than the instructions that models are given so, in characters.
const maxPrefix = 1000

func (p *prefix) read(r *reader, n ast.Node) error {
	s, err := r.string(n)
	switch {
	case err != nil:
		return err
	case strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) && c != '\n' }):
		return at(n, `%s holds a tab or the like; take it out (a line break, written as \n in double quotation marks, may stay)`, r.key)
	case utf8.RuneCountInString(s) > maxPrefix:
		return at(n, "%s has more than %d characters; write a shorter one", r.key, maxPrefix)
	}
	*p = prefix(s)
	return nil
}

func (p *prefix) view() any { return string(*p) }

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
