package config

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Made up: a key in OpenAI's shape, and one in none.
const (
	apiKey = "sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z"
	oddKey = "9f2c4be17a0d4c6fb8e3a5d1c7f60b92"
)

func TestParseModel(t *testing.T) {
	c := mustParse(t, "/conf/footnote.yaml", `
model:
  base_url: http://127.0.0.1:11434/v1/
  name: llama3.2:3b
  key_file: secrets/key
  timeout: 2s
  verify: model
  max_tokens: 16
  evidence_tokens: 100000
  price_in: 0.150
  price_out: 10000
  daily_tokens: 1000000000
  daily_tokens_per_guild: 5
  prompts: prompts
embedding:
  provider: openai
  base_url: https://api.example.org/v1
  name: multilingual-e5-small
  key_file: secrets/other
  batch: 2048
  query_prefix: "Instruct: find it\nQuery: "
  passage_prefix: 'passage: '
`)
	model := Model{
		BaseURL: "http://127.0.0.1:11434/v1", Name: "llama3.2:3b", KeyFile: abs(t, "secrets/key"), Timeout: 2 * time.Second,
		Verify: VerifyModel, MaxTokens: 16, EvidenceTokens: 100_000, PriceIn: 0.15, PriceOut: 10_000,
		DailyTokens: 1_000_000_000, DailyTokensPerGuild: 5, Prompts: abs(t, "prompts"),
	}
	if !reflect.DeepEqual(c.Model, model) {
		t.Errorf("got  %+v\nwant %+v", c.Model, model)
	}
	embedding := Embedding{
		Provider: ProviderOpenAI, BaseURL: "https://api.example.org/v1", Name: "multilingual-e5-small", KeyFile: abs(t, "secrets/other"),
		Batch: 2048, QueryPrefix: "Instruct: find it\nQuery: ", PassagePrefix: "passage: ",
	}
	if !reflect.DeepEqual(c.Embedding, embedding) {
		t.Errorf("got  %+v\nwant %+v", c.Embedding, embedding)
	}
	checkAgain(t, c)
	static := mustParse(t, "/conf/footnote.yaml", "embedding: {provider: static, folder: potion}")
	if got, want := static.Embedding, (Embedding{Provider: ProviderStatic, Folder: abs(t, "potion"), Batch: 64}); got != want {
		t.Errorf("static: got %+v, want %+v", got, want)
	}
	checkAgain(t, static)
}

func TestModelOn(t *testing.T) {
	for text, want := range map[string]bool{
		"": false,
		"model: {verify: model, key_file: k, daily_tokens: 9}": false,
		"model: {base_url: 'http://[::1]:1/v1', name: m}":      true,
	} {
		if got := mustParse(t, "footnote.yaml", text).Model.On(); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// In the clear only to this machine and to one's own network.
func TestModelBase(t *testing.T) {
	for url, want := range map[string]bool{
		"http://127.0.0.1:11434/v1": true, "http://localhost:1234/v1": true, "http://[::1]:8080": true,
		"http://10.0.0.5/v1": true, "http://172.31.9.9/v1": true, "http://192.168.1.20:8000/v1": true, "http://[fd12::1]/v1": true,
		"http://gpu.local:8000/v1": true, "http://GPU.Local/v1": true, "http://ollama:11434/v1": true, "http://my_ollama/v1": true,
		"http://host.docker.internal:11434/v1": true, "http://nas.home.arpa/v1": true,
		"https://api.openai.com/v1": true, "https://8.8.8.8": true, "https://openrouter.ai/api/v1": true,
		"http://api.openai.com/v1": false, "http://8.8.8.8/v1": false, "http://172.32.0.1/v1": false, "http://[2001:db8::1]/v1": false,
		"http://134744072/v1": false, "http://0x08080808/v1": false, "http://gpu.local.example.org/v1": false,
		"http://10.0.0.5.example.org": false, "http://local": true, "http://.local": false, "http://169.254.169.254": false,
		"http://evil.org%2f.local": false, "http://gpu.local.": false,
	} {
		_, err := Parse("footnote.yaml", []byte("model: {base_url: '"+url+"', name: m}"))
		if (err == nil) != want {
			t.Errorf("%s: got %v, want taken %v", url, err, want)
		}
	}
}

func TestRefuseModel(t *testing.T) {
	const server = "model:\n  base_url: http://127.0.0.1:1/v1\n  name: m\n  "
	const embedding = "embedding:\n  base_url: http://127.0.0.1:1/v1\n  name: m\n  provider: "
	checkRefused(t, []refusal{
		// keys
		{"model: {nam: m}", `1:9: there is no key "nam" under model; did you mean name?`},
		{"model: {base-url: m}", `1:9: there is no key "base-url" under model; did you mean base_url?`},
		{"model: {provider: openai}", "1:9: model.provider is not asked for, since"},
		{"model: {temperature: 0.7}", "1:9: model.temperature is always 0, so that a question asked twice is answered alike; leave it out"},
		{"model: {folder: m}", `1:9: there is no key "folder" under model; did you mean stories.folder?`},
		{"model: {batch: 5}", `1:9: there is no key "batch" under model; did you mean embedding.batch?`},
		{"embedding: {dir: m}", `1:13: there is no key "dir" under embedding; the keys here are provider, base_url, name, folder, key_file, batch, query_prefix, passage_prefix`},
		{"base_url: m", `1:1: there is no key "base_url"; did you mean model.base_url?`},
		{"embeddings: {}", `1:1: there is no key "embeddings"; did you mean embedding?`},
		{"model:\n  name: m\n  name: m", "3:3: model.name stands here and in line 2 already"},
		{"model: gpt", "1:8: model has keys of its own"},
		{"embedding: [local]", "1:12: embedding has keys of its own"},
		// secrets
		{"model: {key: " + apiKey + "}", "1:9: the API key does not belong into this file; put it into the environment variable OPENAI_API_KEY, or into a file of its own that model.key_file or embedding.key_file names"},
		{"model: {api_key: " + oddKey + "}", "1:9: the API key does not belong"},
		{"embedding: {token: " + oddKey + "}", "1:13: the API key does not belong"},
		{"model: {key_file: " + apiKey + "}", "1:19: the API key does not belong"},
		{"model: {key_file: Bearer " + apiKey + "}", "1:19: the API key does not belong"},
		{"model: {name: gsk_" + oddKey + oddKey + "}", "1:15: the API key does not belong"},
		{"model: {name: " + botToken + "}", "1:15: the API key does not belong"},
		{"embedding: {query_prefix: " + apiKey + "}", "1:27: the API key does not belong"},
		{"model: {key_file: " + oddKey + "}", "1:19: model.key_file looks like the key itself; put the key into a file of its own and write that file's path, with ./ in front if this is it"},
		{"embedding: {key_file: " + oddKey + "}", "1:23: embedding.key_file looks like the key itself"},
		{"model: {secret: x}", "1:9: a secret does not belong"},
		{"model: {base_url: 'https://u:" + apiKey + "@example.org/v1'}", "1:19: model.base_url holds a user name or password; take out what stands before the @"},
		{"model: {base_url: 'https://example.org/v1?key=" + oddKey + "'}", "1:19: model.base_url holds a query"},
		{"model: {base_url: 'https://example.org/" + apiKey + "/v1'}", "1:19: model.base_url seems to hold a key; the API key does not belong"},
		{"model: {verify: " + apiKey + "}", "1:17: the API key does not belong"},
		// addresses
		{"model: {base_url: 127.0.0.1:11434}", "1:19: model.base_url is no web address; write one like http://127.0.0.1:11434/v1"},
		{"model: {base_url: localhost}", "1:19: model.base_url is no web address"},
		{"model: {base_url: 'ftp://127.0.0.1'}", "1:19: model.base_url is no web address"},
		{"model: {base_url: 'http://:11434/v1'}", "1:19: model.base_url is no web address"},
		{"model: {base_url: ' '}", "1:19: model.base_url is no web address"},
		{"model: {base_url: }", "1:18: model.base_url has no value"},
		{"model: {base_url: [a]}", "1:19: model.base_url is one line of text"},
		{"model: {base_url: 'https://a/#x'}", "1:19: model.base_url holds a query"},
		{"model: {base_url: 'http://api.openai.com/v1'}", "1:19: model.base_url would send the key and the articles over the network in the clear; write https://, or an address of this machine or your own network"},
		{"embedding: {base_url: 'http://8.8.8.8/v1'}", "1:23: embedding.base_url would send"},
		{"model: {base_url: 'https://a.org/v1/chat/completions/'}", "1:19: model.base_url ends in /chat/completions, which Footnote adds itself; take it out"},
		{"embedding: {base_url: 'https://a.org/v1/embeddings'}", "1:23: embedding.base_url ends in /embeddings, which"},
		{"embedding: {base_url: 'http://ollama:11434/api/embed'}", "1:23: embedding.base_url ends in /api/embed, which"},
		// names and words
		{"model: {name: ' m'}", "1:15: model.name begins or ends with a space"},
		{"model: {name: " + strings.Repeat("ü", 201) + "}", "1:15: model.name has more than 200 characters"},
		{"model: {name: true}", "1:15: model.name is text"},
		{"embedding: {name: \"a\\tb\"}", "1:19: embedding.name holds a line break, a tab"},
		{"embedding: {passage_prefix: \"a\\tb\"}", "1:29: embedding.passage_prefix holds a tab or the like"},
		{"embedding: {query_prefix: " + strings.Repeat("ü", 1001) + "}", "1:27: embedding.query_prefix has more than 1000 characters"},
		{"embedding: {query_prefix: 5, query_prefix: 6}", "1:30: embedding.query_prefix stands here"},
		{"embedding:\n  query_prefix: |\n    a\n", "2:17: embedding.query_prefix is one line of text"},
		{"model: {verify: rule}", `1:17: model.verify is "rule"; choose from rules, model`},
		{"model: {verify: ''}", `1:17: model.verify is ""; choose from rules, model`},
		{"model: {verify: yes please}", `1:17: model.verify is "yes please"; choose`},
		{"model: {verify: true}", "1:17: model.verify is text"},
		{"embedding: {provider: Local}", `1:23: embedding.provider is "Local"; choose from local, openai, ollama, static`},
		{"embedding: {folder: ~/potion}", "1:21: embedding.folder begins with ~"},
		{"model: {prompts: ~/p}", "1:18: model.prompts begins with ~"},
		{"model: {prompts: ' '}", "1:18: model.prompts is empty"},
		// numbers
		{"model: {timeout: 60}", "1:18: model.timeout has no unit; write it as 1m"},
		{"model: {timeout: 999ms}", `1:18: model.timeout is "999ms"; choose from 1s to 10m`},
		{"model: {timeout: 601s}", `1:18: model.timeout is "601s"; choose from 1s to 10m`},
		{"model: {max_tokens: 15}", "1:21: model.max_tokens is under 16; write a number from 16 to 8192"},
		{"model: {max_tokens: 0}", "1:21: model.max_tokens is under 16"},
		{"model: {max_tokens: 8193}", "1:21: model.max_tokens is over 8192; write a smaller number"},
		{"model: {max_tokens: -1}", "1:21: model.max_tokens is no whole number; write digits only, without quotation marks"},
		{"model: {evidence_tokens: 199}", "1:26: model.evidence_tokens is under 200"},
		{"model: {evidence_tokens: 100001}", "1:26: model.evidence_tokens is over 100000"},
		{"model: {evidence_tokens: '3000'}", "1:26: model.evidence_tokens is no whole number"},
		{"model: {daily_tokens: 1000000001}", "1:23: model.daily_tokens is over 1000000000; write a smaller number, or 0 for no limit"},
		{"model: {daily_tokens: 1_000}", "1:23: model.daily_tokens is no whole number; write digits only, without quotation marks, or 0 for no limit"},
		{"model: {daily_tokens: 1e6}", "1:23: model.daily_tokens is no whole number"},
		{"model: {daily_tokens_per_guild: 99999999999999999999}", "1:33: model.daily_tokens_per_guild is"},
		{"embedding: {batch: 0}", "1:20: embedding.batch is under 1; write a number from 1 to 2048"},
		{"embedding: {batch: 2049}", "1:20: embedding.batch is over 2048"},
		{"model: {price_in: 10000.01}", "1:19: model.price_in is over 10000; write the price of a million tokens"},
		{"model: {price_in: -0.1}", "1:19: model.price_in is no price; write it with a point and up to six decimals, like 0.15, without quotation marks"},
		{"model: {price_in: '0.15'}", "1:19: model.price_in is no price"},
		{"model:\n  price_in: 0,15", "2:13: model.price_in is no price"},
		{"model: {price_in: $2}", "1:19: model.price_in is no price"},
		{"model: {price_out: 1e3}", "1:20: model.price_out is no price"},
		{"model: {price_out: .5}", "1:20: model.price_out is no price"},
		{"model: {price_out: .inf}", "1:20: model.price_out is no price"},
		{"model: {price_out: .nan}", "1:20: model.price_out is no price"},
		{"model: {price_out: 0.0000001}", "1:20: model.price_out is no price"},
		{"model: {price_out: }", "1:19: model.price_out is no price"},
		{"model: {price_out: [1]}", "1:20: model.price_out is no price"},
		{"model: {price_out: {}}", "1:20: model.price_out is no price"},
		// what belongs together
		{"model:\n  timeout: 5s\n  base_url: http://127.0.0.1:1/v1", "3:3: model.base_url needs model.name beside it; write the model's name"},
		{"data: x\nmodel:\n  name: m", "3:3: model.name needs model.base_url beside it; write where the server is"},
		{"model: {base_url: '', name: m}", "1:23: model.name needs model.base_url"},
		{server + "key_file: ''\nembedding: {provider: static}", "5:13: embedding.provider is static, which needs embedding.folder; write it below"},
		{"embedding: {provider: openai}", "1:13: embedding.provider is openai, which needs embedding.base_url; write it below"},
		{"embedding: {provider: ollama, base_url: 'http://ollama:1'}", "1:13: embedding.provider is ollama, which needs embedding.name"},
		{"embedding: {folder: f}", "1:13: embedding.folder is for static, and embedding.provider is local; take it out, or change the provider"},
		{embedding + "local", "2:3: embedding.base_url is for openai and ollama, and embedding.provider is local"},
		{embedding + "openai\n  folder: f", "5:3: embedding.folder is for static, and embedding.provider is openai"},
		{"embedding: {provider: static, folder: f, name: m}", "1:42: embedding.name is for openai and ollama, and embedding.provider is static"},
		{"embedding: {key_file: k}", "1:13: embedding.key_file is for openai and ollama"},
		{"embedding: {query_prefix: 'q: '}", "1:13: embedding.query_prefix is for openai and ollama"},
		{"embedding: {passage_prefix: 'p: '}", "1:13: embedding.passage_prefix is for openai and ollama"},
	})
}

// Where a key is taken from: for the model the environment comes first, for the
// embedding its file, so that two servers can have a key each.
func TestKeys(t *testing.T) {
	dir := t.TempDir()
	for i, c := range []struct {
		provider, env, file    string // file: what is in it; "-": there is none, "": none is named
		model, embedding       string // the keys
		modelFrom, embeddingBy string // FILE stands for its path
		wrong                  string // of the error
	}{
		{provider: ProviderOpenAI},
		{provider: ProviderOpenAI, env: " Bearer " + apiKey + "\r\n", model: apiKey, modelFrom: "set in the environment", embedding: apiKey, embeddingBy: "set in the environment"},
		{provider: ProviderOpenAI, file: "\ufeff" + oddKey + "\n", model: oddKey, modelFrom: "from FILE", embedding: oddKey, embeddingBy: "from FILE"},
		{provider: ProviderOpenAI, env: apiKey, file: oddKey, model: apiKey, modelFrom: "set in the environment", embedding: oddKey, embeddingBy: "from FILE"},
		{provider: ProviderOllama, env: apiKey, model: apiKey, modelFrom: "set in the environment"},
		{provider: ProviderOllama, file: oddKey, model: oddKey, modelFrom: "from FILE", embedding: oddKey, embeddingBy: "from FILE"},
		{provider: ProviderLocal, file: oddKey, model: oddKey, modelFrom: "from FILE"},
		{provider: ProviderStatic, env: apiKey, model: apiKey, modelFrom: "set in the environment"},
		{provider: ProviderOpenAI, env: apiKey + " " + apiKey, wrong: "OPENAI_API_KEY holds white space or other characters that no key has"},
		{provider: ProviderOpenAI, file: "-", wrong: "is not there; make it, or"},
		{provider: ProviderOpenAI, file: "Bearer \n", wrong: "is empty; put the"},
		{provider: ProviderOpenAI, file: apiKey + "\n" + apiKey, wrong: "holds white space"},
		{provider: ProviderOpenAI, file: apiKey + "ü", wrong: "holds white space or other"},
		{provider: ProviderOpenAI, file: strings.Repeat("a", maxToken+1), wrong: "is over 10 KB, which no key is"},
	} {
		conf := Defaults()
		conf.Embedding.Provider = c.provider
		path := filepath.Join(dir, "key")
		_ = os.Remove(path)
		if c.file != "" {
			conf.Model.KeyFile, conf.Embedding.KeyFile = path, path
		}
		if c.file != "" && c.file != "-" {
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		getenv := func(key string) string { return map[string]string{"OPENAI_API_KEY": c.env}[key] }
		for _, k := range []struct {
			name, want, from string
			get              func(func(string) string) (string, string, error)
		}{
			{"model", c.model, c.modelFrom, conf.ModelKey},
			{"embedding", c.embedding, c.embeddingBy, conf.EmbeddingKey},
		} {
			key, from, err := k.get(getenv)
			if key != k.want || from != strings.ReplaceAll(k.from, "FILE", path) || (err != nil) != (c.wrong != "") {
				t.Errorf("%d, %s: got %q, %q, %v, want %q, %q, %s", i, k.name, key, from, err, k.want, k.from, c.wrong)
			}
			if err == nil {
				continue
			}
			said := err.Error()
			if !strings.Contains(said, c.wrong) || strings.Contains(said, apiKey) || strings.Contains(said, "\n") {
				t.Errorf("%d, %s: got the error %q, want %s", i, k.name, said, c.wrong)
			}
			if strings.Contains(said, "file") && !strings.Contains(said, path+", which "+k.name+".key_file names,") {
				t.Errorf("%d, %s: the error does not say which file: %q", i, k.name, said)
			}
		}
	}
}

// What people are shown of a configuration with keys holds none of them.
func TestKeysHidden(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte(apiKey), 0o644); err != nil {
		t.Fatal(err)
	}
	c := mustParse(t, "footnote.yaml", "model: {base_url: https://a.org/v1, name: m, key_file: '"+path+"'}")
	key, from, err := c.ModelKey(func(string) string { return "" })
	if key != apiKey || from != "from "+path || err != nil {
		t.Fatalf("got %q, %q, %v", key, from, err)
	}
	var out strings.Builder
	if err := c.WriteYAML(&out, ""); err != nil || strings.Contains(out.String(), apiKey) {
		t.Errorf("%v, got:\n%s", err, out.String())
	}
	if !strings.Contains(out.String(), path) {
		t.Errorf("the path of the file is missing in:\n%s", out.String())
	}
}

func TestModelWarnings(t *testing.T) {
	on := "model: {base_url: 'http://127.0.0.1:1/v1', name: m, timeout: 60s}\n"
	for text, want := range map[string]string{
		on:                        "",
		on + "answer_within: 61s": "",
		on + "answer_within: 60s": "model.timeout is 1m and answer_within 1m, so that the bot apologises",
		on + "answer_within: 30s": "model.timeout is 1m and answer_within 30s",
		"answer_within: 30s":      "",
	} {
		got := strings.Join(mustParse(t, "footnote.yaml", text).Warnings(), "\n")
		if !strings.HasPrefix(got, want) || (got == "") != (want == "") {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if runtime.GOOS == "windows" {
		return // modes say nothing there
	}
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte(apiKey), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	c := Defaults()
	c.Embedding.KeyFile = path
	if got := c.Warnings(); len(got) != 1 || !strings.Contains(got[0], path+" holds the embedding's key, and others may read") {
		t.Errorf("got %q", got)
	}
	c.Model.KeyFile = path
	if got := c.Warnings(); len(got) != 1 || !strings.Contains(got[0], path+" holds the model's key") {
		t.Errorf("one file for both: got %q", got)
	}
}
