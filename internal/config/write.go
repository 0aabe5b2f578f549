package config

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A View is a Config for JSON: its values under the keys of the file, in order of
// the alphabet as encoding/json has it; none is null. At the top there are also
// "file", the path of the configuration; "token", what Token says of where the
// token is; and "from", the Source of each key in words, by its full name.
type View map[string]any

// View is c for JSON, with where the token is from, as Token says it.
func (c Config) View(token string) View {
	root := c.root()
	v := root.view().(View)
	v["file"] = c.File
	v["token"] = token
	from := map[string]string{}
	root.each(func(key string, _ value) { from[key] = c.Sources[key].String() })
	v["from"] = from
	return v
}

// each calls f for every key of s that is no section.
func (s *section) each(f func(key string, v value)) {
	for _, fd := range s.fields {
		if sub, ok := fd.value.(*section); ok {
			sub.each(f)
		} else {
			f(s.name+fd.name, fd.value)
		}
	}
}

// WriteYAML writes c such that Parse reads the same values from it, whatever the
// folder, each with its Source in a comment. The token is hidden: token is where
// it is from, as Token says it.
func (c Config) WriteYAML(w io.Writer, token string) error {
	b := bufio.NewWriter(w)
	file := "none, these are the defaults"
	if c.File != "" {
		file = oneLine(c.File)
	}
	fmt.Fprintf(b, "# Configuration: %s\n", file)
	c.write(b, c.root(), "")
	fmt.Fprintf(b, "# %s: %s\n", TokenVariable, tokenNote(token))
	return b.Flush()
}

func tokenNote(token string) string {
	switch token {
	case "":
		return "not set"
	case fromEnvironment:
		return token + " (hidden)"
	}
	return "not set; the token is " + oneLine(token) + " (hidden)"
}

// write writes the keys of s, each behind the indent. Errors stay in b.
func (c Config) write(b *bufio.Writer, s *section, indent string) {
	for _, f := range s.fields {
		source := c.Sources[s.name+f.name]
		switch v := f.value.(type) {
		case *section:
			fmt.Fprintf(b, "%s%s:\n", indent, f.name)
			c.write(b, v, indent+"  ")
		case *stories:
			if len(*v) == 0 {
				fmt.Fprintf(b, "%s%s: [] # %v\n", indent, f.name, source)
				continue
			}
			fmt.Fprintf(b, "%s%s: # %v\n", indent, f.name, source)
			for _, st := range *v {
				fmt.Fprintf(b, "%s  - %s\n", indent, st.keys(&taken{}).line())
			}
		default:
			fmt.Fprintf(b, "%s%s: %s # %v\n", indent, f.name, inYAML(v.view()), source)
		}
	}
}

// line is s in one line: {name: "niger", folder: "/niger"}.
func (s *section) line() string {
	var all []string
	for _, f := range s.fields {
		all = append(all, f.name+": "+inYAML(f.value.view()))
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// inYAML writes a value, a section's apart, in one line.
func inYAML(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case []string:
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = strconv.Quote(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(v)
}
