package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Parse reads a configuration over Defaults. The name is the path of the file:
// errors name it, and paths in data are relative to its folder. An empty file is
// a configuration. Errors are *Error, apart from a working folder that cannot be
// found out where the name is relative.
func Parse(name string, data []byte) (Config, error) {
	dir, err := filepath.Abs(filepath.Dir(name))
	if err != nil {
		return Config{}, fmt.Errorf("cannot tell the folder of %s: %w", oneLine(name), err)
	}
	c := Defaults()
	c.File = name
	r := &reader{dir: dir, places: map[string]*Error{}}
	if err := r.read(&c, data); err != nil {
		err.File = name
		return Config{}, err
	}
	for key, place := range r.places {
		c.Sources[key] = Source(fmt.Sprintf("%s:%d", name, place.Line))
	}
	return c, nil
}

// A reader reads one file.
type reader struct {
	dir    string            // absolute; where paths begin
	key    string            // the key whose value is being read, as discord.guild
	places map[string]*Error // where the keys are that were there: an error there, without a text
}

func (r *reader) read(c *Config, data []byte) *Error {
	root, err := document(data)
	if err == nil && root != nil {
		err = c.root().read(r, root)
	}
	if err == nil && c.Seeds != "" && len(c.Stories) > 0 {
		err = r.both("seeds", "stories", "both stand in the file; keep one: seeds for one story, stories for several")
	}
	if err == nil {
		err = c.Model.together(r)
	}
	if err == nil {
		err = c.Embedding.together(r)
	}
	if err == nil {
		return nil
	}
	return err.(*Error) // nothing below makes another
}

// both is an error at the second of two keys.
func (r *reader) both(a, b, text string) error {
	first, second := r.places[a], r.places[b]
	if first.Line > second.Line || first.Line == second.Line && first.Column > second.Column {
		first, second = second, first
	}
	return &Error{Line: second.Line, Column: second.Column, Text: a + " and " + b + " " + text}
}

// wrong is an error at a key that is in the file.
func (r *reader) wrong(key, format string, args ...any) error {
	place := r.places[key]
	return &Error{Line: place.Line, Column: place.Column, Text: key + " " + fmt.Sprintf(format, args...)}
}

// A value is what a key stands for: it reads itself from the file and shows
// itself. Errors of read are *Error.
type value interface {
	read(r *reader, n ast.Node) error
	view() any // string, plain, bool, int, json.Number, []View, or View for a section
}

// A section is a group of keys, in the order in which they are shown.
type section struct {
	name   string // with a dot behind it; empty at the top
	fields []field
}

type field struct {
	name  string
	value value
}

// root lists the keys of the configuration. Each reads and shows its place in c.
func (c *Config) root() *section {
	d := &c.Discord
	return &section{"", []field{
		{"seeds", &path{to: &c.Seeds}},
		{"stories", (*stories)(&c.Stories)},
		{"data", &path{to: &c.Data}},
		{"discord", &section{"discord.", []field{
			{"token_file", &path{to: &d.TokenFile}},
			{"api_base", (*apiBase)(&d.APIBase)},
			{"guild", &snowflake{of: "guild", to: &d.Guild}},
			{"message_content", (*truth)(&d.MessageContent)},
			{"questions_per_user", &number{&d.QuestionsPerUser, 0, maxQuota}},
			{"questions_per_guild", &number{&d.QuestionsPerGuild, 0, maxQuota}},
		}}},
		{"model", c.Model.keys()},
		{"embedding", c.Embedding.keys()},
		{"answer_within", &span{&c.AnswerWithin, minWait, maxAnswer}},
		{"look_every", &span{&c.LookEvery, minWait, maxLook}},
		{"listen", (*address)(&c.Listen)},
	}}
}

func (s *section) read(r *reader, n ast.Node) error {
	if n.Type() == ast.NullType {
		return nil // all its keys may be commented out
	}
	pairs, ok := pairsOf(n)
	if !ok && s.name == "" {
		return at(n, "this is no list of keys; write KEY: VALUE, with a space behind the colon, as in config.example.yaml")
	}
	if !ok {
		return at(n, "%s has keys of its own; write them below it, indented, each as KEY: VALUE", strings.TrimSuffix(s.name, "."))
	}
	for _, p := range pairs {
		if err := s.readKey(r, p); err != nil {
			return err
		}
	}
	return nil
}

// readKey reads one key and its value.
func (s *section) readKey(r *reader, p *ast.MappingValueNode) error {
	name := p.Key.GetToken().Value
	key := s.name + name
	i := slices.IndexFunc(s.fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return at(p.Key, "%s", s.strange(name))
	}
	if first := r.places[key]; first != nil {
		return at(p.Key, "%s stands here and in line %d already; keep one of them", key, first.Line)
	}
	r.key = key
	r.places[key] = at(p.Key, "").(*Error)
	return s.fields[i].value.read(r, p.Value)
}

func (s *section) view() any {
	v := View{}
	for _, f := range s.fields {
		v[f.name] = f.value.view()
	}
	return v
}

// pairsOf returns the keys and values of a mapping; false where n is none.
func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}
