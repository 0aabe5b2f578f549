package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
)

// The environment variables that hold secrets.
const (
	TokenVariable = "DISCORD_TOKEN"  // the bot's token
	KeyVariable   = "OPENAI_API_KEY" // the key of a model's server
)

// maxToken is the size of the largest file of a secret, in bytes.
const maxToken = 10 << 10

// fromEnvironment is what Token says of a token of the environment.
const fromEnvironment = "set in the environment"

// Token returns the bot's token: that of the environment, else what is in the
// file that TokenFile names, else nothing. White space around it and the word
// Bot before it are taken off. From says where it was, for people: "set in the
// environment" or "from FILE"; empty where there is no token. Errors are a
// sentence for people, and none holds the token.
func (c Config) Token(getenv func(string) string) (token, from string, err error) {
	s := c.botSecret()
	token, from, err = s.inEnvironment(getenv)
	if token == "" && err == nil {
		token, from, err = s.inFile()
	}
	return token, from, err
}

// ModelKey returns the key for the server at Model.BaseURL, which is to be sent
// nowhere else: that of the environment, else what is in the file that
// Model.KeyFile names, else nothing, which is right for a server that wants none.
// White space around it and the word Bearer before it are taken off. From and
// errors are as Token's.
func (c Config) ModelKey(getenv func(string) string) (key, from string, err error) {
	s := c.modelSecret()
	key, from, err = s.inEnvironment(getenv)
	if key == "" && err == nil {
		key, from, err = s.inFile()
	}
	return key, from, err
}

// EmbeddingKey is ModelKey for the server at Embedding.BaseURL, the other way
// round: what is in the file that Embedding.KeyFile names comes first, so that two
// servers can have a key each. The key of the environment is for the provider
// openai alone; with local and static there is no server and no key.
func (c Config) EmbeddingKey(getenv func(string) string) (key, from string, err error) {
	if !c.Embedding.served() {
		return "", "", nil
	}
	s := c.embeddingSecret()
	key, from, err = s.inFile()
	if key == "" && err == nil && c.Embedding.Provider == ProviderOpenAI {
		key, from, err = s.inEnvironment(getenv)
	}
	return key, from, err
}

// A secret is where one can be.
type secret struct {
	what      string // token or key
	whose     string // for people: the bot's token
	word      string // that people copy along before it
	variable  string // of the environment
	key       string // that names the file
	file      string // empty: none
	otherwise string // what to do without the file
}

func (c Config) botSecret() secret {
	return secret{"token", "the bot's token", "Bot", TokenVariable,
		"discord.token_file", c.Discord.TokenFile, "put the token into " + TokenVariable}
}

func (c Config) modelSecret() secret {
	return secret{"key", "the model's key", "Bearer", KeyVariable,
		"model.key_file", c.Model.KeyFile, "put the key into " + KeyVariable}
}

func (c Config) embeddingSecret() secret {
	return secret{"key", "the embedding's key", "Bearer", KeyVariable,
		"embedding.key_file", c.Embedding.KeyFile, "leave embedding.key_file out"}
}

func (s secret) inEnvironment(getenv func(string) string) (value, from string, err error) {
	value = s.trim(getenv(s.variable))
	switch {
	case value == "":
		return "", "", nil
	case !isToken(value):
		return "", "", s.odd(s.variable)
	}
	return value, fromEnvironment, nil
}

// inFile returns what is in the file; nothing where none is named.
func (s secret) inFile() (value, from string, err error) {
	if s.file == "" {
		return "", "", nil
	}
	data, err := readFile(s.file, maxToken)
	name := fmt.Sprintf("the file %s, which %s names,", oneLine(s.file), s.key)
	value = s.trim(string(data))
	switch {
	case errors.Is(err, errTooBig):
		return "", "", fmt.Errorf("%s is over 10 KB, which no %s is; name the right one", name, s.what)
	case errors.Is(err, fs.ErrNotExist):
		return "", "", fmt.Errorf("%s is not there; make it, or %s: %w", name, s.otherwise, bare(err))
	case err != nil:
		return "", "", fmt.Errorf("%s cannot be read; name a file that you may read: %w", name, bare(err))
	case value == "":
		return "", "", fmt.Errorf("%s is empty; put %s into it", name, s.whose)
	case !isToken(value):
		return "", "", s.odd(name)
	}
	return value, "from " + oneLine(s.file), nil
}

// odd says that what is in the place cannot be sent.
func (s secret) odd(place string) error {
	return fmt.Errorf("%s holds white space or other characters that no %s has; copy the %s into it again, and nothing else", place, s.what, s.what)
}

// trim takes off what people copy along with a secret.
func (s secret) trim(value string) string {
	value = strings.TrimSpace(strings.TrimPrefix(value, "\ufeff"))
	if value == s.word {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(value, s.word+" "))
}

// isToken reports whether s can go into a header of HTTP as one word.
func isToken(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// Warnings are what is allowed and unwise, a sentence each: a file of secrets
// that others may read (on Unix; elsewhere its mode says nothing), and a model
// that may take longer than the bot waits.
func (c Config) Warnings() []string {
	var all []string
	seen := map[string]bool{}
	for _, s := range []secret{c.botSecret(), c.modelSecret(), c.embeddingSecret()} {
		if !seen[s.file] && isOpen(s.file) {
			all = append(all, fmt.Sprintf("the file %s holds %s, and others may read or change it; make it yours alone with chmod 600", oneLine(s.file), s.whose))
		}
		seen[s.file] = true
	}
	if m := c.Model; m.On() && m.Timeout >= c.AnswerWithin {
		all = append(all, fmt.Sprintf("model.timeout is %s and answer_within %s, so that the bot apologises before it can do without a slow model; make model.timeout the shorter one",
			brief(m.Timeout), brief(c.AnswerWithin)))
	}
	return all
}

// isOpen reports whether others than the file's owner may read or change it.
func isOpen(file string) bool {
	if file == "" || runtime.GOOS == "windows" {
		return false
	}
	info, err := os.Stat(file)
	return err == nil && info.Mode()&0o077 != 0
}
