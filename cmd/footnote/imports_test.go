package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Floors are the packages from the bottom up: each imports only what stands on
// lower floors. A new package gets its place here.
var floors = [][]string{
	{"internal/words", "internal/parallel", "internal/harmless", "internal/eval", "internal/openaitest", "seeds", "prompts"},
	{"internal/discordtest", "bot/gateway", "bot/rest", "bot/message", "bot/memory"},
	{"bot/memory/memorytest"},
	{"internal/config", "internal/timex", "internal/zipftest", "retrieval/lexical"},
	{"article"},
	{"retrieval", "answer/quantity", "internal/copies"},
	{"retrieval/embedder", "retrieval/memstore", "retrieval/chromemstore", "retrieval/storetest", "answer/quote", "answer/claim", "answer/clause"},
	{"answer"},
	{"answer/compare"},
	{"answer/timeline", "answer/summary", "answer/chat", "web", "internal/living", "internal/storytest"},
	{"answer/timeline/picture", "answer/timeline/export"},
	{"bot"},
	{"cmd/footnote"},
}

// Rims are the packages that may import some third-party code, tests included.
var rims = map[string][]string{
	"github.com/bwmarrin/discordgo":              {"bot/gateway"},
	"github.com/sashabaranov/go-openai":          {"answer/chat"},
	"github.com/failsafe-go/failsafe-go":         {"answer/chat"},
	"github.com/philippgille/chromem-go":         {"retrieval/chromemstore"},
	"github.com/alecthomas/kong":                 {"cmd/footnote"},
	"github.com/schollz/progressbar/v3":          {"cmd/footnote"},
	"github.com/kljensen/snowball":               {"internal/words"},
	"github.com/goccy/go-yaml":                   {"article", "answer", "answer/chat", "answer/compare", "internal/eval", "internal/config", "internal/storytest", "internal/timex"},
	"github.com/gorilla/websocket":               {"bot/gateway", "internal/discordtest"},
	"github.com/getkin/kin-openapi":              {"internal/discordtest"},
	"github.com/prometheus/client_golang":        {"cmd/footnote"},
	"golang.org/x/time":                          {"bot"},
	"golang.org/x/term":                          {"cmd/footnote"},
	"github.com/rogpeppe/go-internal/testscript": {"cmd/footnote"},
	"github.com/clipperhouse/uax29/v2":           {"article", "internal/words"},
	"git.sr.ht/~sbinet/gg":                       {"answer/timeline/picture"},
	"golang.org/x/image":                         {"answer/timeline/picture"},
}

// The arrows of imports point one way, and third-party code stays at the rim.
func TestImports(t *testing.T) {
	floor := map[string]int{}
	for n, packages := range floors {
		for _, p := range packages {
			floor[p] = n
		}
	}
	for _, im := range imports(t, "../..") {
		if own, ok := strings.CutPrefix(im.path, "footnote/"); ok && !im.test {
			from, known := floor[im.from]
			if to, ok := floor[own]; !ok || !known || to >= from {
				t.Errorf("%s imports %s, which is not below it", im.file, own)
			}
		}
		for lib, packages := range rims {
			if (im.path == lib || strings.HasPrefix(im.path, lib+"/")) && !slices.Contains(packages, im.from) {
				t.Errorf("%s imports %s, which is for %s", im.file, im.path, strings.Join(packages, ", "))
			}
		}
	}
}

// An imported is one import in one file.
type imported struct {
	file string // below the module's folder
	from string // package that the file is of
	path string // what it imports
	test bool
}

func imports(t *testing.T, root string) []imported {
	t.Helper()
	var all []imported
	fset := token.NewFileSet()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		f, err := parser.ParseFile(fset, filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, s := range f.Imports {
			path, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				return err
			}
			all = append(all, imported{name, filepath.ToSlash(filepath.Dir(name)), path, strings.HasSuffix(name, "_test.go")})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
