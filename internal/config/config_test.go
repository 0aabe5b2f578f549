package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// bareOf is c without where its values come from.
func bareOf(c Config) Config {
	c.File, c.Sources = "", nil
	return c
}

func mustParse(t *testing.T, name, text string) Config {
	t.Helper()
	c, err := Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// abs is a path below the folder /conf as Parse makes it on this system.
func abs(t *testing.T, path string) string {
	t.Helper()
	a, err := filepath.Abs(filepath.FromSlash("/conf/" + path))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParse(t *testing.T) {
	c := mustParse(t, "/conf/footnote.yaml", `
stories:
  - {name: niger, folder: ./stories/niger, guilds: ["123"], channels: [18446744073709551615, 456]}
  - name: 2024
    folder: ../korvale
    channels:
    - 1097512379012341234 # no digit lost
data: data
discord:
  token_file: secrets/token
  api_base: http://127.0.0.1:8080/api/
  guild: 197038439483310086
  message_content: true
  questions_per_user: 0
  questions_per_guild: 7
answer_within: 2m
look_every: 1500ms
listen: "[::1]:0"
`)
	want := Config{
		Stories: []Story{
			{"niger", abs(t, "stories/niger"), []string{"123"}, []string{"18446744073709551615", "456"}},
			{"2024", abs(t, "../korvale"), nil, []string{"1097512379012341234"}},
		},
		Data: abs(t, "data"),
		Discord: Discord{
			TokenFile: abs(t, "secrets/token"), APIBase: "http://127.0.0.1:8080/api", Guild: "197038439483310086",
			MessageContent: true, QuestionsPerUser: 0, QuestionsPerGuild: 7,
		},
		Model: Defaults().Model, Embedding: Defaults().Embedding,
		AnswerWithin: 2 * time.Minute, LookEvery: 1500 * time.Millisecond, Listen: "[::1]:0",
	}
	if got := bareOf(c); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	sources := map[string]string{"seeds": "default", "stories": "/conf/footnote.yaml:2", "discord.guild": "/conf/footnote.yaml:12"}
	for key, want := range sources {
		if got := c.Sources[key].String(); got != want {
			t.Errorf("source of %s: got %s, want %s", key, got, want)
		}
	}
}

// What is left out, or empty, or written as it would be anyway, is the default.
func TestParseDefaults(t *testing.T) {
	for name, text := range map[string]string{
		"empty":         "",
		"comments":      "# nothing\n\n# at all",
		"marks":         "---\n# nothing\n...\n",
		"BOM":           "\ufeff",
		"empty mapping": "{}",
		"empty keys":    "discord:\nstories:\nmodel:\nembedding:\n",
		"empty values":  "\ufeffseeds: ''\r\ndata: \"\"\r\nstories: []\r\ndiscord: {guild: '', token_file: ''}\r\n",
		"no model":      "model: {base_url: '', name: '', key_file: '', prompts: '', price_in: 0.0}\nembedding: {folder: '', query_prefix: ''}\n",
		"version":       "%YAML 1.2\n---\nlook_every: 10s\n",
	} {
		if got := bareOf(mustParse(t, "footnote.yaml", text)); !reflect.DeepEqual(got, bareOf(Defaults())) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

// Paths are relative to the file, however it is named, and not to the working folder.
func TestPaths(t *testing.T) {
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	whole := abs(t, "whole")
	for _, c := range []struct{ file, path, want string }{
		{"footnote.yaml", "seeds", filepath.Join(wd, "seeds")},
		{"sub/footnote.yaml", "./seeds/", filepath.Join(wd, "sub", "seeds")},
		{"sub/footnote.yaml", "../seeds", filepath.Join(wd, "seeds")},
		{"/conf/footnote.yaml", "x y/ü", abs(t, "x y/ü")},
		{"/conf/footnote.yaml", "./~", abs(t, "~")},
		{"sub/footnote.yaml", whole, whole},
	} {
		got := mustParse(t, c.file, "seeds: '"+c.path+"'\ndata: '"+c.path+"'\ndiscord: {token_file: '"+c.path+"'}")
		if got.Seeds != c.want || got.Data != c.want || got.Discord.TokenFile != c.want {
			t.Errorf("%s in %s: got %s, %s, %s, want %s", c.path, c.file, got.Seeds, got.Data, got.Discord.TokenFile, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	empty, full, lost := t.TempDir(), t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(full, FileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ flag, dir, want string }{
		{"", empty, ""},
		{"", full, filepath.Join(full, FileName)},
		{"other.yaml", full, "other.yaml"},
		{"other.yaml", empty, "other.yaml"},
	} {
		if got, err := Find(c.flag, c.dir); got != c.want || err != nil {
			t.Errorf("Find(%q, %q): got %q, %v, want %q", c.flag, c.dir, got, err, c.want)
		}
	}
	link := filepath.Join(lost, FileName)
	if err := os.Symlink("gone", link); err != nil {
		t.Skip(err)
	}
	got, err := Find("", lost)
	if got != link || err != nil {
		t.Errorf("a link to nowhere: got %q, %v, want %q", got, err, link)
	}
	if _, err := Load(got); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Load of a link to nowhere: %v", err)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := file("good.yaml", "seeds: here")
	c, err := Load(good)
	if err != nil || c.Seeds != filepath.Join(dir, "here") || c.File != good {
		t.Errorf("got %+v, %v", c, err)
	}
	if c, err := Load(""); err != nil || !reflect.DeepEqual(c, Defaults()) {
		t.Errorf("without a file: got %+v, %v", c, err)
	}
	if c, err := Load(os.DevNull); err != nil || !reflect.DeepEqual(bareOf(c), bareOf(Defaults())) {
		t.Errorf("the null device: got %+v, %v", c, err)
	}
	for path, want := range map[string]string{
		file("big.yaml", strings.Repeat("# 89\n", 1+maxBytes/5)): "big.yaml: the file is over 1 MB",
		file("bad.yaml", "data: x\nsedes: y\n"):                  `bad.yaml:2:1: there is no key "sedes"; did you mean seeds?`,
		filepath.Join(dir, "gone.yaml"):                          "there is no configuration",
		dir:                                                      "it is a folder",
	} {
		_, err := Load(path)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
}

func TestLoadForbidden(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("this user may read everything")
	}
	path := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(path, nil, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}
