package config

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/internal/words"
)

// strange says what to do about a key that s does not have.
func (s *section) strange(name string) string {
	full := s.name + name
	if slices.Contains(notBuilt, full) {
		return full + " is not built yet; leave it out"
	}
	if reason := fixed[full]; reason != "" {
		return full + " " + reason + "; leave it out"
	}
	switch remedy := secretKeys[strings.ToLower(strings.ReplaceAll(name, "-", "_"))]; {
	case remedy == tokenElsewhere:
		return elsewhere(full, "")
	case remedy != "":
		return remedy
	}
	where, remedy := "", "the keys here are "+strings.Join(s.names(), ", ")
	if s.name != "" {
		where = " under " + strings.TrimSuffix(s.name, ".")
	}
	if meant := s.meant(name); meant != "" {
		remedy = "did you mean " + meant + "?"
	}
	return fmt.Sprintf("there is no key %s%s; %s", shown(name), where, remedy)
}

// notBuilt are the keys that are agreed on and whose features are to come.
var notBuilt = []string{"stories.public"}

// fixed are keys that other programs have, and why there are none here.
var fixed = map[string]string{
	"model.temperature": "is always 0, so that a question asked twice is answered alike",
	"model.provider":    "is not asked for, since every server that speaks as OpenAI's does is used alike",
}

// secretKeys are the names under which people file what must not stand in this
// file, with what to do instead.
var secretKeys = map[string]string{
	"token":             tokenElsewhere,
	"bot_token":         tokenElsewhere,
	"discord_token":     tokenElsewhere,
	"discord_bot_token": tokenElsewhere,
	"key":               keyElsewhere,
	"api_key":           keyElsewhere,
	"model_key":         keyElsewhere,
	"embedding_key":     keyElsewhere,
	"openai_key":        keyElsewhere,
	"openai_token":      keyElsewhere,
	"openai_api_key":    keyElsewhere,
	"secret":            secretNowhere,
	"client_secret":     secretNowhere,
	"password":          secretNowhere,
}

const (
	tokenElsewhere = "the token does not belong into this file; put it into the environment variable DISCORD_TOKEN, " +
		"or into a file of its own that discord.token_file names"
	keyElsewhere = "the API key does not belong into this file; put it into the environment variable OPENAI_API_KEY, " +
		"or into a file of its own that model.key_file or embedding.key_file names"
	secretNowhere = "a secret does not belong into this file, and Footnote asks for none but the bot's token and the keys of models; take it out"
)

// elsewhere says where the secret s belongs that was found at a key.
func elsewhere(key, s string) string {
	if isKey.MatchString(s) || strings.HasPrefix(key, "model.") || strings.HasPrefix(key, "embedding.") {
		return keyElsewhere
	}
	return tokenElsewhere
}

// names are the keys of s.
func (s *section) names() []string {
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.name
	}
	return names
}

// meant returns the key that was probably meant by name: one of s, or, with its
// section in front, one of another section; nothing where none is near.
func (s *section) meant(name string) string {
	if near := nearest(name, s.names()); near != "" {
		return near
	}
	var c Config
	var st Story
	for _, other := range []*section{c.root(), c.root().under("discord"), st.keys(&taken{}), c.Model.keys(), c.Embedding.keys()} {
		for _, n := range other.names() {
			if full := other.name + n; other.name != s.name && strings.EqualFold(n, name) || strings.EqualFold(full, name) {
				return full
			}
		}
	}
	return ""
}

// under is the section of that name in s.
func (s *section) under(name string) *section {
	i := slices.Index(s.names(), name)
	return s.fields[i].value.(*section)
}

// Secrets as Discord and those who serve models write them, as a whole value (a
// path holds slashes) and anywhere in a text.
const (
	keyShape     = `(sk-|gsk_|xai-|hf_|AIza)[\w-]{32,}`
	secretShapes = `([\w-]{18,}\.[\w-]{5,}\.[\w-]{25,}|` + keyShape + `)`
)

var (
	isKey       = regexp.MustCompile(`^\s*(Bearer\s+)?` + keyShape + `\s*$`)
	isSecret    = regexp.MustCompile(`^\s*((Bot|Bearer)\s+)?` + secretShapes + `\s*$`)
	holdsSecret = regexp.MustCompile(secretShapes)
)

// shown quotes text of the file in an error, cut where it is long, hidden where
// it may be a secret.
func shown(s string) string {
	const long = 60
	if holdsSecret.MatchString(s) {
		return "(hidden)"
	}
	if r := []rune(s); len(r) > long {
		s = string(r[:long]) + "…"
	}
	return strconv.Quote(s)
}

// nearest returns the first of the names that word begins, or the one that it is
// by a third of its letters at most; nothing where there is none.
func nearest(word string, names []string) string {
	best, least := "", 0
	for _, n := range names {
		if len(word) > 2 && strings.HasPrefix(n, strings.ToLower(word)) {
			return n
		}
		if d := words.Distance(word, n); d <= max(len(n)/3, 1) && (best == "" || d < least) {
			best, least = n, d
		}
	}
	return best
}
