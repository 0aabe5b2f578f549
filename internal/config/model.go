package config

import "time"

// What Model.Verify may be.
const (
	VerifyRules = "rules" // the project's verifier alone
	VerifyModel = "model" // a second call of the model too, which may only reject
)

// What Embedding.Provider may be.
const (
	ProviderLocal  = "local"  // computed here, without a model
	ProviderOpenAI = "openai" // a server with OpenAI's /embeddings
	ProviderOllama = "ollama" // a server with Ollama's /api/embed
	ProviderStatic = "static" // a model2vec folder, read here
)

// A Model is the language model that writes the answers, and what it may take. Its
// temperature is always 0, so that a question asked twice is answered alike.
type Model struct {
	BaseURL             string        // URL that its server's API begins with, as http://127.0.0.1:11434/v1, without a slash at its end; empty: no model, answers are extracted
	Name                string        // as the server calls it; of Name and BaseURL, Parse lets both or neither be empty
	KeyFile             string        // file that holds the server's key; empty: none
	Timeout             time.Duration // how long all calls for one answer may take together, 1 s to 10 min
	Verify              string        // VerifyRules or VerifyModel
	MaxTokens           int           // of one call's output, 16 to 8,192
	EvidenceTokens      int           // of the evidence put before the model, 200 to 100,000
	PriceIn             float64       // of a million tokens put in, in whatever money, 0 to 10,000; 0: free, or not known
	PriceOut            float64       // of a million tokens that come out, as PriceIn
	DailyTokens         int           // in and out, of all answers of a day together, to 1,000,000,000; 0: no limit
	DailyTokensPerGuild int           // as DailyTokens, for one guild
	Prompts             string        // folder of prompt templates that replace the built-in ones of the same names; empty: none
}

// On reports whether there is a model. Without one the other fields say nothing.
func (m Model) On() bool { return m.BaseURL != "" && m.Name != "" }

// An Embedding is who turns passages and questions into vectors. What its provider
// has no use for, Parse lets only be empty.
type Embedding struct {
	Provider      string // ProviderLocal, ProviderOpenAI, ProviderOllama or ProviderStatic
	BaseURL       string // openai and ollama: URL that the server's API begins with, without a slash at its end; for ollama it may end in /v1 or not
	Name          string // openai and ollama: the model, as the server calls it
	Folder        string // static: the folder with model.safetensors and tokenizer.json
	KeyFile       string // openai and ollama: file that holds the server's key; empty: see EmbeddingKey
	Batch         int    // openai and ollama: passages in one request at most, 1 to 2,048
	QueryPrefix   string // openai and ollama: put before each question, spaces and line breaks included
	PassagePrefix string // as QueryPrefix, before each passage
}

const (
	maxDaily = 1_000_000_000
	maxBatch = 2048 // what OpenAI takes in one request
)

// keys lists the keys under model.
func (m *Model) keys() *section {
	return &section{"model.", []field{
		{"base_url", (*modelBase)(&m.BaseURL)},
		{"name", (*name)(&m.Name)},
		{"key_file", &path{to: &m.KeyFile, secret: true}},
		{"timeout", &span{&m.Timeout, minWait, maxModelTime}},
		{"verify", &choice{&m.Verify, []string{VerifyRules, VerifyModel}}},
		{"max_tokens", &number{&m.MaxTokens, 16, 8192}},
		{"evidence_tokens", &number{&m.EvidenceTokens, 200, 100_000}},
		{"price_in", (*price)(&m.PriceIn)},
		{"price_out", (*price)(&m.PriceOut)},
		{"daily_tokens", &number{&m.DailyTokens, 0, maxDaily}},
		{"daily_tokens_per_guild", &number{&m.DailyTokensPerGuild, 0, maxDaily}},
		{"prompts", &path{to: &m.Prompts}},
	}}
}

// together checks what belongs together, once all is read.
func (m *Model) together(r *reader) error {
	switch {
	case m.BaseURL != "" && m.Name == "":
		return r.wrong("model.base_url", "needs model.name beside it; write the model's name as the server calls it, or take both out")
	case m.Name != "" && m.BaseURL == "":
		return r.wrong("model.name", "needs model.base_url beside it; write where the server is, as http://127.0.0.1:11434/v1, or take both out")
	}
	return nil
}

// keys lists the keys under embedding.
func (e *Embedding) keys() *section {
	return &section{"embedding.", []field{
		{"provider", &choice{&e.Provider, []string{ProviderLocal, ProviderOpenAI, ProviderOllama, ProviderStatic}}},
		{"base_url", (*modelBase)(&e.BaseURL)},
		{"name", (*name)(&e.Name)},
		{"folder", &path{to: &e.Folder}},
		{"key_file", &path{to: &e.KeyFile, secret: true}},
		{"batch", &number{&e.Batch, 1, maxBatch}},
		{"query_prefix", (*prefix)(&e.QueryPrefix)},
		{"passage_prefix", (*prefix)(&e.PassagePrefix)},
	}}
}

// served reports whether a server makes the vectors.
func (e *Embedding) served() bool {
	return e.Provider == ProviderOpenAI || e.Provider == ProviderOllama
}

// together is as Model's.
func (e *Embedding) together(r *reader) error {
	const servers = "openai and ollama"
	static := e.Provider == ProviderStatic
	for _, k := range []struct {
		key, value   string
		used, needed bool
		by           string
	}{
		{"base_url", e.BaseURL, e.served(), true, servers},
		{"name", e.Name, e.served(), true, servers},
		{"folder", e.Folder, static, true, ProviderStatic},
		{"key_file", e.KeyFile, e.served(), false, servers},
		{"query_prefix", e.QueryPrefix, e.served(), false, servers},
		{"passage_prefix", e.PassagePrefix, e.served(), false, servers},
	} {
		switch {
		case k.used && k.needed && k.value == "":
			return r.wrong("embedding.provider", "is %s, which needs embedding.%s; write it below", e.Provider, k.key)
		case !k.used && k.value != "":
			return r.wrong("embedding."+k.key, "is for %s, and embedding.provider is %s; take it out, or change the provider", k.by, e.Provider)
		}
	}
	return nil
}
