package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"footnote": main})
}

// TestScripts runs the stories of testdata/script. Beside testscript's own
// commands they have
//
//	json PATH VALUE     the value at PATH in the JSON on standard output is VALUE
//	keys PATH KEY…      the object there has just these keys, in this order
//	quotes [N]          every citation there quotes the bytes of its file, below the
//	                    folder story; there are N of them, or at least one
//	glob PATTERN        a file or folder has such a name
//	bytes FILE TEXT     writes a file whose text has the escapes of a Go string
//
// and those of model_test.go and discord_test.go, where PATH names keys and indexes, as claims.0.text, or . for the whole; in
// the output of a batch the first part is the line, from 0.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, "cache"))
			e.Setenv("LocalAppData", filepath.Join(e.WorkDir, "cache"))
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state"))
			e.Setenv("DISCORD_TOKEN", "")
			e.Setenv("OPENAI_API_KEY", "")
			e.Values[sceneKey{}] = &scene{}
			e.Setenv("GORACE", "atexit_sleep_ms=0") // else each process waits a second at its end
			return nil
		},
		Cmds: scriptCommands(),
	})
}

func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	all := map[string]func(*testscript.TestScript, bool, []string){
		"model": scriptModel, "glob": scriptGlob, "json": scriptJSON, "keys": scriptKeys, "quotes": scriptQuotes, "bytes": scriptBytes,
	}
	maps.Copy(all, discordCommands)
	return all
}

func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	got := encode(rawAt(ts, args[0]))
	want := strings.Join(args[1:], " ")
	if same := strings.TrimSuffix(string(got), "\n") == want; same == neg {
		ts.Fatalf("%s: got %s, want %s", args[0], got, want)
	}
}

func scriptKeys(ts *testscript.TestScript, neg bool, args []string) {
	var keys []string
	d := json.NewDecoder(strings.NewReader(string(encode(rawAt(ts, args[0])))))
	if tok, _ := d.Token(); tok != json.Delim('{') {
		ts.Fatalf("%s is no object", args[0])
	}
	for d.More() {
		key, _ := d.Token()
		keys = append(keys, fmt.Sprint(key))
		var skip json.RawMessage
		ts.Check(d.Decode(&skip))
	}
	got, want := strings.Join(keys, " "), strings.Join(args[1:], " ")
	if (got == want) == neg {
		ts.Fatalf("%s: got keys %s, want %s", args[0], got, want)
	}
}

func scriptQuotes(ts *testscript.TestScript, neg bool, args []string) {
	var found []citation
	for _, line := range outputLines(ts) {
		var v any
		ts.Check(json.Unmarshal([]byte(line), &v))
		found = append(found, citationsIn(v)...)
	}
	if neg || len(found) == 0 || len(args) > 0 && args[0] != strconv.Itoa(len(found)) {
		ts.Fatalf("got %d citations", len(found))
	}
	for _, c := range found {
		if err := holds(ts.MkAbs("story"), c); err != nil {
			ts.Fatalf("%v", err)
		}
	}
}

// citationsIn finds the citations anywhere in decoded JSON.
func citationsIn(v any) []citation {
	var found []citation
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			found = append(found, citationsIn(e)...)
		}
	case map[string]any:
		if v["quote"] != nil {
			var c citation
			_ = json.Unmarshal(encode(v), &c)
			return []citation{c}
		}
		for _, e := range v {
			found = append(found, citationsIn(e)...)
		}
	}
	return found
}

// holds checks a citation against the file that it names: the words, and the lines.
func holds(dir string, c citation) error {
	file := filepath.Join(dir, filepath.FromSlash(c.Article)+".txt")
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		file = strings.TrimSuffix(file, ".txt") + ".md"
		data, err = os.ReadFile(file)
	}
	if err != nil {
		return err
	}
	if c.Start < 0 || c.Start >= c.End || c.End > len(data) || string(data[c.Start:c.End]) != c.Quote {
		return fmt.Errorf("%s:%d-%d is not %q", file, c.Start, c.End, c.Quote)
	}
	line := func(offset int) int { return 1 + strings.Count(string(data[:offset]), "\n") }
	if c.Line != line(c.Start) || c.EndLine != line(c.End-1) {
		return fmt.Errorf("%s:%d-%d: got lines %d to %d, want %d to %d", file, c.Start, c.End, c.Line, c.EndLine, line(c.Start), line(c.End-1))
	}
	return nil
}

func scriptGlob(ts *testscript.TestScript, neg bool, args []string) {
	names, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if (len(names) > 0) == neg {
		ts.Fatalf("got %q", names)
	}
}

func scriptBytes(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

func outputLines(ts *testscript.TestScript) []string {
	return strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
}

// rawAt is the JSON at a path, as it is written.
func rawAt(ts *testscript.TestScript, path string) json.RawMessage {
	lines := outputLines(ts)
	at := json.RawMessage("[" + strings.Join(lines, ",") + "]")
	if len(lines) == 1 {
		at = json.RawMessage(lines[0])
	}
	for _, part := range strings.Split(path, ".") {
		if part == "" {
			continue
		}
		if i, err := strconv.Atoi(part); err == nil {
			var list []json.RawMessage
			if err := json.Unmarshal(at, &list); err != nil || i >= len(list) {
				ts.Fatalf("%s: there is no %s in %s", path, part, at)
			}
			at = list[i]
			continue
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(at, &object); err != nil || object[part] == nil {
			ts.Fatalf("%s: there is no %s in %s", path, part, at)
		}
		at = object[part]
	}
	return at
}
