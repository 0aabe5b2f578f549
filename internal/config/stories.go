package config

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// stories is the list of stories as a value.
type stories []Story

// taken are the names and ids that stories have, each with its line. Names are
// in lower case.
type taken struct{ names, guilds, channels map[string]int }

// keys lists the keys of one story.
func (s *Story) keys(t *taken) *section {
	return &section{"stories.", []field{
		{"name", &label{&s.Name, t.names}},
		{"folder", &path{to: &s.Folder, needed: true}},
		{"guilds", &ids{"guild", &s.Guilds, t.guilds}},
		{"channels", &ids{"channel", &s.Channels, t.channels}},
	}}
}

func (s *stories) read(r *reader, n ast.Node) error {
	*s = nil
	items, ok := itemsOf(n)
	if !ok {
		return at(n, "stories is a list; write a line for each, as in config.example.yaml: - {name: niger, folder: ./niger}")
	}
	t := &taken{map[string]int{}, map[string]int{}, map[string]int{}}
	for _, item := range items {
		var st Story
		one := &reader{dir: r.dir, key: r.key, places: map[string]*Error{}}
		if _, ok := pairsOf(item); !ok {
			return at(item, "a story has a name and a folder; write - {name: niger, folder: ./niger}")
		}
		if err := st.keys(t).read(one, item); err != nil {
			return err
		}
		for _, key := range []string{"name", "folder"} {
			if one.places["stories."+key] == nil {
				return at(item, "this story has no %s; write one, as in - {name: niger, folder: ./niger}", key)
			}
		}
		*s = append(*s, st)
	}
	return nil
}

func (s *stories) view() any {
	views := make([]View, len(*s))
	for i, st := range *s {
		views[i] = st.keys(&taken{}).view().(View)
	}
	return views
}

// itemsOf returns the items of a list, none of a key without a value; false
// where n is no list.
func itemsOf(n ast.Node) ([]ast.Node, bool) {
	switch n := n.(type) {
	case *ast.NullNode:
		return nil, true
	case *ast.SequenceNode:
		return n.Values, true
	}
	return nil, false
}

// A label is a story's name.
type label struct {
	to    *string
	taken map[string]int
}

// maxName is the length of a name in characters: that of a choice in Discord's menus.
const maxName = 100

func (l *label) read(r *reader, n ast.Node) error {
	s, err := r.text(n)
	switch {
	case err != nil:
		return err
	case s == "" || s != strings.TrimSpace(s):
		return at(n, "%s is empty, or begins or ends with a space; write a short name", r.key)
	case utf8.RuneCountInString(s) > maxName:
		return at(n, "%s has more than %d characters; write a short name", r.key, maxName)
	}
	folded := strings.ToLower(s)
	if line := l.taken[folded]; line != 0 {
		return at(n, "the story in line %d is called %s too; give each story a name of its own", line, shown(s))
	}
	l.taken[folded] = start(n).Position.Line
	*l.to = s
	return nil
}

func (l *label) view() any { return *l.to }

// ids is a list of snowflakes, each of which belongs to one story.
type ids struct {
	of    string // guild or channel
	to    *[]string
	taken map[string]int
}

func (i *ids) read(r *reader, n ast.Node) error {
	items, ok := itemsOf(n)
	if !ok {
		return at(n, `%s is a list; write the ids in brackets: ["123", "456"]`, r.key)
	}
	for _, item := range items {
		id := ""
		s := &snowflake{i.of, &id}
		if err := s.read(r, item); err != nil {
			return err
		}
		if id == "" {
			return s.wrong(r, item, id)
		}
		if line := i.taken[id]; line != 0 {
			return at(item, "the %s %s stands here and in line %d already; keep it once, in one story", i.of, id, line)
		}
		i.taken[id] = start(item).Position.Line
		*i.to = append(*i.to, id)
	}
	return nil
}

func (i *ids) view() any { return append([]string{}, *i.to...) }
