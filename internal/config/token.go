package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
)

// TokenVariable is the environment variable that holds the bot's token.
const TokenVariable = "DISCORD_TOKEN"

// maxToken is the size of the largest token file, in bytes.
const maxToken = 10 << 10

// fromEnvironment is what Token says of a token of the environment.
const fromEnvironment = "set in the environment"

// Token returns the bot's token: that of the environment, else what is in the
// file that TokenFile names, else nothing. White space around it and the word
// Bot before it are taken off. From says where it was, for people: "set in the
// environment" or "from FILE"; empty where there is no token. Errors are a
// sentence for people, and none holds the token.
func (c Config) Token(getenv func(string) string) (token, from string, err error) {
	token = trimToken(getenv(TokenVariable))
	switch {
	case token != "" && !isToken(token):
		return "", "", fmt.Errorf("%s %s", TokenVariable, noToken)
	case token != "":
		return token, fromEnvironment, nil
	case c.Discord.TokenFile == "":
		return "", "", nil
	}
	data, err := readFile(c.Discord.TokenFile, maxToken)
	name := fmt.Sprintf("the file %s, which discord.token_file names,", oneLine(c.Discord.TokenFile))
	token = trimToken(string(data))
	switch {
	case errors.Is(err, errTooBig):
		return "", "", fmt.Errorf("%s is over 10 KB, which no token is; name the right one", name)
	case errors.Is(err, fs.ErrNotExist):
		return "", "", fmt.Errorf("%s is not there; make it, or put the token into %s: %w", name, TokenVariable, bare(err))
	case err != nil:
		return "", "", fmt.Errorf("%s cannot be read; name a file that you may read: %w", name, bare(err))
	case token == "":
		return "", "", fmt.Errorf("%s is empty; put the bot's token into it", name)
	case !isToken(token):
		return "", "", fmt.Errorf("%s %s", name, noToken)
	}
	return token, "from " + oneLine(c.Discord.TokenFile), nil
}

const noToken = "holds white space or other characters that no token has; copy the token into it again, and nothing else"

// trimToken takes off what people copy along with a token.
func trimToken(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(s, "\ufeff"))
	if s == "Bot" {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "Bot "))
}

// isToken reports whether s can go into a header of HTTP as one word.
func isToken(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// Warnings are what is allowed and unwise, a sentence each: a file of secrets
// that others may read (on Unix; elsewhere its mode says nothing).
func (c Config) Warnings() []string {
	file := c.Discord.TokenFile
	if file == "" || runtime.GOOS == "windows" {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode()&0o077 == 0 {
		return nil
	}
	return []string{fmt.Sprintf("the file %s holds the bot's token, and others may read or change it; make it yours alone with chmod 600", oneLine(file))}
}
