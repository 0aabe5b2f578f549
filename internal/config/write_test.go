package config

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// checkAgain writes c and reads it again: the values are the same.
func checkAgain(t *testing.T, c Config) {
	t.Helper()
	var out strings.Builder
	if err := c.WriteYAML(&out, ""); err != nil {
		t.Fatal(err)
	}
	again, err := Parse("/elsewhere/footnote.yaml", []byte(out.String()))
	if err != nil {
		t.Fatalf("%v, in:\n%s", err, out.String())
	}
	if got, want := bareOf(again), bareOf(c); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v, from:\n%s", got, want, out.String())
	}
}

func TestWriteYAML(t *testing.T) {
	c := mustParse(t, "/conf/footnote.yaml", `
stories:
- {name: 'a: "b" # c', folder: /ü, guilds: [1, 2]}
- {name: "x\u2028 \U0001F600", folder: '/x y'}
discord:
  guild: 7
model: {price_in: 0.150}
embedding: {provider: ollama, base_url: http://ollama:11434/, name: e5, query_prefix: 'query: '}
look_every: 1500ms
`)
	c.Data = abs(t, "data")
	c.Sources["data"] = "flag --data"
	checkAgain(t, c)
	checkAgain(t, Defaults())

	if os.PathSeparator != '/' {
		t.Skip("the paths below are those of Unix")
	}
	const want = `# Configuration: /conf/footnote.yaml
seeds: "" # default
stories: # /conf/footnote.yaml:2
  - {name: "a: \"b\" # c", folder: "/ü", guilds: ["1", "2"], channels: []}
  - {name: "x\u2028 😀", folder: "/x y", guilds: [], channels: []}
data: "/conf/data" # flag --data
discord:
  token_file: "" # default
  api_base: "https://discord.com/api" # default
  guild: "7" # /conf/footnote.yaml:6
  message_content: false # default
  questions_per_user: 20 # default
  questions_per_guild: 120 # default
model:
  base_url: "" # default
  name: "" # default
  key_file: "" # default
  timeout: 1m # default
  verify: rules # default
  max_tokens: 800 # default
  evidence_tokens: 3000 # default
  price_in: 0.15 # /conf/footnote.yaml:7
  price_out: 0 # default
  daily_tokens: 0 # default
  daily_tokens_per_guild: 0 # default
  prompts: "" # default
embedding:
  provider: ollama # /conf/footnote.yaml:8
  base_url: "http://ollama:11434" # /conf/footnote.yaml:8
  name: "e5" # /conf/footnote.yaml:8
  folder: "" # default
  key_file: "" # default
  batch: 64 # default
  query_prefix: "query: " # /conf/footnote.yaml:8
  passage_prefix: "" # default
answer_within: 90s # default
look_every: 1.5s # /conf/footnote.yaml:9
listen: "127.0.0.1:8642" # default
# DISCORD_TOKEN: set in the environment (hidden)
`
	var out strings.Builder
	if err := c.WriteYAML(&out, "set in the environment"); err != nil || out.String() != want {
		t.Errorf("%v, got:\n%s", err, out.String())
	}
}

// Names of files cannot break out of their comments.
func TestWriteYAMLComments(t *testing.T) {
	c := mustParse(t, "/conf/a\ndata: b.yaml", "look_every: 2s")
	for token, want := range map[string]string{
		"":                       "# DISCORD_TOKEN: not set\n",
		"from a\nlisten: x":      "# DISCORD_TOKEN: not set; the token is from a?listen: x (hidden)\n",
		"set in the environment": "# DISCORD_TOKEN: set in the environment (hidden)\n",
	} {
		var out strings.Builder
		if err := c.WriteYAML(&out, token); err != nil || !strings.HasSuffix(out.String(), want) {
			t.Errorf("%v, got:\n%s\nwant the end %s", err, out.String(), want)
		}
		if got, err := Parse("footnote.yaml", []byte(out.String())); err != nil || !reflect.DeepEqual(bareOf(got), bareOf(c)) {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestView(t *testing.T) {
	c := mustParse(t, "/conf/footnote.yaml", "stories:\n- {name: a, folder: /b, guilds: [1]}\nlook_every: 2s\n")
	got, err := json.MarshalIndent(c.View("from /t"), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var keys map[string]any
	if err := json.Unmarshal(got, &keys); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(got), "null") {
		t.Errorf("something is null in %s", got)
	}
	for key, want := range map[string]any{
		"seeds": "", "look_every": "2s", "answer_within": "90s", "token": "from /t", "file": "/conf/footnote.yaml",
	} {
		if keys[key] != want {
			t.Errorf("%s: got %v, want %v", key, keys[key], want)
		}
	}
	discord := map[string]any{
		"token_file": "", "api_base": "https://discord.com/api", "guild": "", "message_content": false,
		"questions_per_user": 20.0, "questions_per_guild": 120.0,
	}
	if !reflect.DeepEqual(keys["discord"], discord) {
		t.Errorf("discord: got %v, want %v", keys["discord"], discord)
	}
	model := map[string]any{
		"base_url": "", "name": "", "key_file": "", "timeout": "1m", "verify": "rules", "max_tokens": 800.0, "evidence_tokens": 3000.0,
		"price_in": 0.0, "price_out": 0.0, "daily_tokens": 0.0, "daily_tokens_per_guild": 0.0, "prompts": "",
	}
	if !reflect.DeepEqual(keys["model"], model) {
		t.Errorf("model: got %v, want %v", keys["model"], model)
	}
	embedding := map[string]any{
		"provider": "local", "base_url": "", "name": "", "folder": "", "key_file": "", "batch": 64.0, "query_prefix": "", "passage_prefix": "",
	}
	if !reflect.DeepEqual(keys["embedding"], embedding) {
		t.Errorf("embedding: got %v, want %v", keys["embedding"], embedding)
	}
	stories := []any{map[string]any{"name": "a", "folder": c.Stories[0].Folder, "guilds": []any{"1"}, "channels": []any{}}}
	if !reflect.DeepEqual(keys["stories"], stories) {
		t.Errorf("stories: got %v, want %v", keys["stories"], stories)
	}
	from := keys["from"].(map[string]any)
	if from["look_every"] != "/conf/footnote.yaml:3" || from["discord.guild"] != "default" {
		t.Errorf("from: got %v", from)
	}
}

// The example is the defaults, names every key in the order of the output, and
// what it shows behind a # is right too.
func TestExample(t *testing.T) {
	data, err := os.ReadFile("../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c := mustParse(t, "config.example.yaml", string(data))
	if got := bareOf(c); !reflect.DeepEqual(got, bareOf(Defaults())) {
		t.Errorf("the example as it stands: got %+v", got)
	}
	shown := regexp.MustCompile(`(?m)^#(stories:|  [ -] )`).ReplaceAllString(string(data), "$1")
	shown = strings.Replace(shown, "\nseeds: \"\"\n", "\n\n", 1)
	all := mustParse(t, "config.example.yaml", shown)
	if len(all.Stories) != 2 || len(all.Stories[0].Guilds) == 0 || len(all.Stories[0].Channels) == 0 {
		t.Errorf("the stories of the example: got %+v", all.Stories)
	}
	var order []string
	c.root().each(func(key string, _ value) {
		if c.Sources[key] == "" && key != "stories" {
			t.Errorf("%s is not in the example", key)
		}
		order = append(order, regexp.MustCompile(`.*\.`).ReplaceAllString(key, ""))
	})
	var lines []string
	for _, m := range regexp.MustCompile(`(?m)^#?( {2})?([a-z_]+): *\S*$`).FindAllStringSubmatch(string(data), -1) {
		if slices.Contains(order, m[2]) {
			lines = append(lines, m[2])
		}
	}
	if !slices.Equal(lines, order) {
		t.Errorf("the order of the example is %v, of the output %v", lines, order)
	}
}

// Every field of Config has a key of its name.
func TestEveryFieldHasAKey(t *testing.T) {
	var c Config
	var keys []string
	c.root().each(func(key string, _ value) { keys = append(keys, strings.ReplaceAll(key, "_", "")) })
	var st Story
	st.keys(&taken{}).each(func(key string, _ value) { keys = append(keys, key) })
	var fields []string
	var walk func(prefix string, typ reflect.Type)
	walk = func(prefix string, typ reflect.Type) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			name := prefix + strings.ToLower(f.Name)
			switch {
			case name == "file" || name == "sources":
			case f.Type.Kind() == reflect.Struct:
				walk(name+".", f.Type)
			case f.Type == reflect.TypeFor[[]Story]():
				walk(name+".", f.Type.Elem())
				fields = append(fields, name)
			default:
				fields = append(fields, name)
			}
		}
	}
	walk("", reflect.TypeFor[Config]())
	slices.Sort(keys)
	slices.Sort(fields)
	if !slices.Equal(keys, fields) {
		t.Errorf("keys   %v\nfields %v", keys, fields)
	}
}
