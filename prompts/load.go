package prompts

import (
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode/utf8"
)

//go:embed templates/*.txt
var embedded embed.FS

// The tasks. The other files of the folder are fragments, each of which is called
// by its name without the ending.
var names = []string{"answer", "retry", "followup", "summary", "comparison", "rewrite", "support"}

// maxFile is the size of the largest file that is read, in bytes; the longest of
// ours has 2,000.
const maxFile = 64 << 10

// A task is a template whose "system" and "user" are the messages.
type task struct {
	file string
	tmpl *template.Template
	hash string
}

// sources are the texts of the files, by name with ending.
type sources map[string]string

// read reads the embedded files, and those of override that win over them.
func read(override fs.FS) (sources, error) {
	own, err := fs.Sub(embedded, "templates")
	if err != nil {
		return nil, fmt.Errorf("prompts: %w", err)
	}
	files := sources{}
	if err := files.add(own, true); err != nil || override == nil {
		return files, err
	}
	return files, files.add(override, false)
}

// add reads the text files at the top of dir; unless fresh, only such as are
// there already.
func (f sources) add(dir fs.FS, fresh bool) error {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return fmt.Errorf("prompts: read the folder: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if path.Ext(name) != ".txt" || strings.HasPrefix(name, ".") || e.IsDir() {
			continue
		}
		if _, known := f[name]; !known && !fresh {
			return fmt.Errorf("prompts: %s: no prompt has this name; there are %s", name, strings.Join(slices.Sorted(maps.Keys(f)), ", "))
		}
		if f[name], err = readText(dir, name); err != nil {
			return fmt.Errorf("prompts: %s: %w", name, err)
		}
	}
	return nil
}

// readText is the text of a file, with lines as they end here.
func readText(dir fs.FS, name string) (string, error) {
	// A pipe would be waited for, so the kind comes before the opening.
	info, err := fs.Stat(dir, name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("not a file")
	}
	file, err := dir.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	switch {
	case err != nil:
		return "", err
	case len(data) > maxFile:
		return "", fmt.Errorf("longer than %d KB", maxFile>>10)
	case !utf8.Valid(data):
		return "", errors.New("not UTF-8")
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}

// task makes a task of its file and the fragments that it uses.
func (f sources) task(name string) (task, error) {
	t := task{file: name + ".txt", tmpl: template.New(name)}
	own, err := f.parse(t.file)
	if err != nil {
		return task{}, err
	}
	for _, role := range []string{System, User} {
		part := own.Lookup(role)
		if part == nil || part.Tree == nil {
			return task{}, fmt.Errorf("prompts: %s: has no {{define %q}}", t.file, role)
		}
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\x00%s\x00", t.file, f[t.file])
	used := map[string]bool{}
	for _, part := range own.Templates() {
		if part.Name() == t.file {
			continue
		}
		template.Must(t.tmpl.AddParseTree(part.Name(), part.Tree))
		used[part.Name()] = true
	}
	for _, part := range own.Templates() {
		if err := f.link(t.tmpl, part.Tree, used); err != nil {
			return task{}, err
		}
	}
	for _, fragment := range slices.Sorted(maps.Keys(used)) {
		fmt.Fprintf(sum, "%s\x00%s\x00", fragment, f[fragment+".txt"])
	}
	t.hash = fmt.Sprintf("%x", sum.Sum(nil))[:8]
	return t, nil
}

// parse parses one file. A task's text is all in its definitions; a fragment
// defines nothing, so that none can replace what another file says.
func (f sources) parse(name string) (*template.Template, error) {
	t, err := template.New(name).Parse(f[name])
	if err != nil {
		return nil, plain(err)
	}
	isTask := slices.Contains(names, strings.TrimSuffix(name, ".txt"))
	if !isTask && len(t.Templates()) > 1 {
		return nil, fmt.Errorf("prompts: %s: a fragment cannot hold {{define}} or {{block}}", name)
	}
	if !isTask || t.Tree == nil {
		return t, nil
	}
	for _, n := range t.Root.Nodes {
		if !parse.IsEmptyTree(n) {
			skipped := len(n.String()) - len(strings.TrimLeft(n.String(), " \t\n"))
			line := 1 + strings.Count(f[name][:min(int(n.Position())+skipped, len(f[name]))], "\n")
			return nil, fmt.Errorf("prompts: %s:%d: text outside {{define %q}} and {{define %q}} would not be said", name, line, System, User)
		}
	}
	return t, nil
}

// link adds to t the fragments that the tree uses, and those that they use.
func (f sources) link(t *template.Template, tree *parse.Tree, used map[string]bool) error {
	if tree == nil {
		return nil
	}
	for _, call := range calls(tree.Root) {
		if used[call.Name] {
			continue
		}
		file := call.Name + ".txt"
		if _, known := f[file]; !known || slices.Contains(names, call.Name) {
			return fmt.Errorf("prompts: %s:%d: there is no fragment %q", tree.ParseName, call.Line, call.Name)
		}
		fragment, err := f.parse(file)
		if err != nil {
			return err
		}
		used[call.Name] = true
		if fragment.Tree == nil { // an empty file
			fragment = template.Must(fragment.Parse("{{/* empty */}}"))
		}
		template.Must(t.AddParseTree(call.Name, fragment.Tree))
		if err := f.link(t, fragment.Tree, used); err != nil {
			return err
		}
	}
	return nil
}

// calls are the uses of other templates in a tree.
func calls(n parse.Node) []*parse.TemplateNode {
	switch n := n.(type) {
	case *parse.TemplateNode:
		return []*parse.TemplateNode{n}
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		var all []*parse.TemplateNode
		for _, node := range n.Nodes {
			all = append(all, calls(node)...)
		}
		return all
	case *parse.IfNode:
		return append(calls(n.List), calls(n.ElseList)...)
	case *parse.RangeNode:
		return append(calls(n.List), calls(n.ElseList)...)
	case *parse.WithNode:
		return append(calls(n.List), calls(n.ElseList)...)
	}
	return nil
}

// plain is an error of text/template, which names file and line, as ours.
func plain(err error) error {
	return fmt.Errorf("prompts: %s", strings.TrimPrefix(err.Error(), "template: "))
}
