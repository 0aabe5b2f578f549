package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// botToken is made up, in the shape of Discord's.
const botToken = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs-xyz"

// Each fault is one sentence with its place and what to do.
func TestRefuse(t *testing.T) {
	const twoStories = "stories:\n- {name: a, folder: a, guilds: [1], channels: [2]}\n"
	checkRefused(t, []refusal{
		// keys
		{"data: x\ndiscord:\n  tokn_file: y", `3:3: there is no key "tokn_file" under discord; did you mean token_file?`},
		{"Seeds: x", `1:1: there is no key "Seeds"; did you mean seeds?`},
		{"lsiten: x", `1:1: there is no key "lsiten"; did you mean listen?`},
		{"dtaa: x", `1:1: there is no key "dtaa"; did you mean data?`},
		{"disc: x", `1:1: there is no key "disc"; did you mean discord?`},
		{"token_file: x", `1:1: there is no key "token_file"; did you mean discord.token_file?`},
		{"discord.guild: x", `1:1: there is no key "discord.guild"; did you mean discord.guild?`},
		{"discord: {listen: x}", `1:11: there is no key "listen" under discord; did you mean listen?`},
		{"folder: x", `1:1: there is no key "folder"; did you mean stories.folder?`},
		{"colour: red", `1:1: there is no key "colour"; the keys here are seeds, stories, data, discord, model, embedding, answer_within, look_every, listen`},
		{"stories: [{name: a, folder: b, gilds: []}]", `1:32: there is no key "gilds" under stories; did you mean guilds?`},
		{"\ufeff# c\r\n\r\nsedes: x\r\n", `3:1: there is no key "sedes"; did you mean seeds?`},
		{"1: x", `1:1: there is no key "1"; the keys here are`},
		{botToken + ": x", `1:1: there is no key (hidden); the keys`},
		{"data: x\nlisten: :1\ndata: y", "3:1: data stands here and in line 1 already"},
		{"discord:\n  guild: 1\n  guild: 1", "3:3: discord.guild stands here and in line 2 already"},
		{"stories: [{name: a, name: b, folder: c}]", "1:21: stories.name stands here and in line 1 already"},
		// what is not built
		{"stories:\n- {name: a, folder: b, public: true}", "2:24: stories.public is not built yet; leave it out"},
		// secrets
		{"discord:\n  token: " + botToken, "2:3: the token does not belong into this file; put it into the environment variable DISCORD_TOKEN, or into a file of its own that discord.token_file names"},
		{"DISCORD_TOKEN: " + botToken, "1:1: the token does not belong"},
		{"discord:\n  token_file: " + botToken, "2:15: the token does not belong"},
		{"discord:\n  token_file: Bot " + botToken, "2:15: the token does not belong"},
		{"look_every: " + botToken, "1:13: the token does not belong"},
		{"discord: {guild: 'is " + botToken + " '}", "1:18: discord.guild holds (hidden), which is no guild's id"},
		{"discord: {token_file: ' Bot  " + botToken + " '}", "1:23: the token does not belong"},
		{"openai-api-key: sk-x", "1:1: the API key does not belong"},
		{"data: sk-" + strings.Repeat("Ab3", 14), "1:7: the API key does not belong"},
		{"discord: {client_secret: x}", "1:11: a secret does not belong"},
		{"discord: " + botToken, "1:10: discord has keys of its own"},
		{"discord: {api_base: 'https://u:" + botToken + "@example.org/api'}", "1:21: discord.api_base holds a user name or password"},
		{"discord: {api_base: 'https://u:" + botToken + "@exa mple.org/api'}", "1:21: discord.api_base is no web address"},
		{"discord: {api_base: 'https://example.org/?t=" + botToken + "'}", "1:21: discord.api_base holds a query"},
		// types
		{"seeds: [a]", "1:8: seeds is one line of text"},
		{"seeds: {a: b}", "1:8: seeds is one line of text"},
		{"seeds:\n  a: b", "2:3: seeds is one line of text"},
		{"seeds: |\n  a\n", "1:8: seeds is one line of text"},
		{"seeds: \"a\\nb\"", "1:8: seeds holds a line break"},
		{"seeds:\ndata: x", "1:7: seeds has no value"},
		{"seeds: true", "1:8: seeds is text"},
		{"data: '  '", "1:7: data is empty"},
		{"data: ~/x", "1:7: data begins with ~"},
		{"discord: {message_content: yes}", "1:28: discord.message_content is neither true nor false"},
		{"discord: {message_content: 'true'}", "1:28: discord.message_content is neither"},
		{"discord:\n  questions_per_user: \"5\"", "2:23: discord.questions_per_user is no whole number"},
		{"discord:\n  questions_per_user: -5", "2:23: discord.questions_per_user is no whole number"},
		{"discord:\n  questions_per_user: 1.5", "2:23: discord.questions_per_user is no whole number"},
		{"discord:\n  questions_per_user: 0x10", "2:23: discord.questions_per_user is no whole number"},
		{"discord:\n  questions_per_guild: 100001", "2:24: discord.questions_per_guild is over 100000"},
		{"discord:\n  questions_per_guild: 99999999999999999999999", "2:24: discord.questions_per_guild is"},
		{"discord: 5", "1:10: discord has keys of its own"},
		{"discord: [a]", "1:10: discord has keys of its own"},
		{"just words", "1:1: this is no list of keys"},
		{"seeds:./x", "1:1: this is no list of keys"},
		{"- seeds: x", "1:1: this is no list of keys"},
		// ids
		{"discord: {guild: abc}", `1:18: discord.guild holds "abc", which is no guild's id; write the digits that Discord copies with Copy Server ID`},
		{"discord: {guild: 0}", `1:18: discord.guild holds "0"`},
		{"discord: {guild: 007}", `1:18: discord.guild holds "007"`},
		{"discord: {guild: 1_000}", `1:18: discord.guild holds "1_000"`},
		{"discord: {guild: 1e17}", `1:18: discord.guild holds "1e17"`},
		{"discord: {guild: 18446744073709551616}", `1:18: discord.guild holds "18446744073709551616"`},
		{"discord: {guild: " + strings.Repeat("9", 100) + "}", `1:18: discord.guild holds "` + strings.Repeat("9", 60) + `…"`},
		// stories
		{"stories: niger", "1:10: stories is a list"},
		{"stories: {name: a}", "1:10: stories is a list"},
		{"stories: [niger]", "1:11: a story has a name and a folder"},
		{"stories:\n- folder: a", "2:3: this story has no name"},
		{"stories:\n- name: a", "2:3: this story has no folder"},
		{"stories:\n- {name: a, folder: ''}", "2:21: stories.folder is empty"},
		{"stories:\n- {name: '', folder: a}", "2:10: stories.name is empty"},
		{"stories:\n- {name: " + strings.Repeat("ü", 101) + ", folder: a}", "2:10: stories.name has more than 100"},
		{"stories: [{name: a, folder: b, guilds: 5}]", "1:40: stories.guilds is a list"},
		{"stories: [{name: a, folder: b, guilds: ['']}]", `1:41: stories.guilds holds "", which is no guild's id`},
		{"stories: [{name: a, folder: b, channels: [1, x]}]", `1:46: stories.channels holds "x", which is no channel's id; write the digits that Discord copies with Copy Channel ID`},
		{"stories: [{name: a, folder: b, channels: [1,]}, {name: c, folder: d, channels: [[1]]}]", "1:81: stories.channels is one line"},
		{twoStories + "- {name: A, folder: b}", `3:10: the story in line 2 is called "A" too`},
		{twoStories + "- {name: b, folder: b, guilds: [1]}", "3:33: the guild 1 stands here and in line 2 already"},
		{twoStories + "- {name: b, folder: b, guilds: [3, '3']}", "3:36: the guild 3 stands here and in line 3 already"},
		{twoStories + "- {name: b, folder: b, channels: [2]}", "3:35: the channel 2 stands here and in line 2 already"},
		{"seeds: a\n" + twoStories, "2:1: seeds and stories both stand in the file; keep one"},
		{twoStories + "seeds: a", "3:1: seeds and stories both stand in the file; keep one"},
		// times
		{"look_every: 10", "1:13: look_every has no unit; write it as 10s"},
		{"look_every: soon", `1:13: look_every is no length of time: "soon"`},
		{"look_every: 10 s", `1:13: look_every is no length of time: "10 s"`},
		{"look_every: 999ms", `1:13: look_every is "999ms"; choose from 1s to 12s`},
		{"look_every: 13s", `1:13: look_every is "13s"; choose from 1s to 12s`},
		{"answer_within: 13m1s", `1:16: answer_within is "13m1s"; choose from 1s to 13m`},
		{"answer_within: -90s", `1:16: answer_within is "-90s"; choose`},
		{"answer_within: 9999999h", `1:16: answer_within is no length of time`},
		// addresses
		{"discord: {api_base: ftp://example.org}", "1:21: discord.api_base is no web address"},
		{"discord: {api_base: discord.com/api}", "1:21: discord.api_base is no web address"},
		{"discord: {api_base: ''}", "1:21: discord.api_base is no web address"},
		{"discord: {api_base: 'https://:80'}", "1:21: discord.api_base is no web address"},
		{"discord: {api_base: 'https://a:99999'}", "1:21: discord.api_base is no web address"},
		{"discord: {api_base: 'https://a/#'}", "1:21: discord.api_base holds a query"},
		{"discord: {api_base: 'http://discord.com/api'}", "1:21: discord.api_base would send the bot's token over the network in the clear; write https://"},
		{"discord: {api_base: 'http://127.0.0.1.example.org'}", "1:21: discord.api_base would send"},
		{"discord: {api_base: 'http://localhost.example.org'}", "1:21: discord.api_base would send"},
		{"discord: {api_base: 'https://discord.com/api/v10/'}", "1:21: discord.api_base ends in the API's version"},
		{"listen: 8642", "1:9: listen is not host:port"},
		{"listen: ''", "1:9: listen is not host:port"},
		{"listen: localhost", "1:9: listen is not host:port"},
		{"listen: localhost:http", "1:9: listen is not host:port"},
		{"listen: localhost:65536", "1:9: listen is not host:port"},
		{"listen: ::1:80", "1:9: listen is not host:port"},
		{"listen: http://localhost:80", "1:9: listen is not host:port"},
		{"listen: a b:80", "1:9: listen is not host:port"},
		// YAML
		{"data: x\nseeds: 'y\n", "2:8: a quotation mark is not closed"},
		{"data: {a: b\n", "1:7: the bracket { is not closed"},
		{"data: [a\n", "1:7: the bracket [ is not closed"},
		{"data: a: b\n", "1:7: there is a second colon in this value"},
		{"data: @a\n", "1:7: a value cannot begin so"},
		{"listen: [::1]:80", "1:14: there is"},
		{"discord:\n\tguild: 1", "2:1: there is a tab"},
		{"data: \"\\q\"", "1:9: the YAML cannot be read here (found unknown escape character 'q')"},
		{"data: x\nwords\nlisten: :1", "2:1: a line has no colon"},
		{"data: x\n---\ndata: y\n", "3:1: a second document begins here"},
		{"data: &a x\nseeds: *a", "1:7: anchors"},
		{"data: *a", "1:7: anchors"},
		{"<<: {data: x}", "1:1: anchors"},
		{"data: !!str 5", "1:7: tags"},
		{"? data\n: x", "1:1: keys behind a question mark"},
		{"data: x\nseeds: ü\xff", "2:9: the file is not UTF-8 from here on; save it as UTF-8"},
		{"\xff\xfed\x00a\x00", "1:1: the file is not UTF-8"},
		{"data: \"a\x00b\"", "1:7: data holds a line break"},
		// bounds
		{"data: " + strings.Repeat("[", 50_000), "1:17: lists stand in each other deeper"},
		{strings.Repeat("- ", 50_000), "1:23: lists stand in each other deeper"},
		{strings.Repeat("{a: ", 30_000), "1:41: lists stand in each other deeper"},
		{strings.Repeat("#\n", maxLines+1), "10001:1: the file has more than 10000 lines"},
		{"data: |\n x" + strings.Repeat("\n", 200_000), "103:1: there are more than 100 empty lines in a row"},
	})
}

// A refusal is a file and what its error begins with, behind the file's name.
type refusal struct{ text, want string }

func checkRefused(t *testing.T, all []refusal) {
	t.Helper()
	for _, c := range all {
		err := parseErr(t, c.text)
		if err == nil {
			t.Errorf("%.60q: no error, want %s", c.text, c.want)
			continue
		}
		if got := err.Error(); !strings.HasPrefix(got, "footnote.yaml:"+c.want) {
			t.Errorf("%.60q:\ngot  %s\nwant %s", c.text, got, c.want)
		}
		checkError(t, c.text, err)
	}
}

func parseErr(t *testing.T, text string) *Error {
	t.Helper()
	_, err := Parse("footnote.yaml", []byte(text))
	var e *Error
	if err != nil && !errors.As(err, &e) {
		t.Errorf("%.60q: %T: %v", text, err, err)
	}
	return e
}

// checkError holds an error to being one line, in the file, without the secret.
func checkError(t *testing.T, text string, e *Error) {
	t.Helper()
	said := e.Error()
	if strings.ContainsAny(said, "\n\r") || e.Text == "" {
		t.Errorf("%.60q: the error is not one line: %q", text, said)
	}
	if strings.Contains(said, botToken) || strings.Contains(said, apiKey) || strings.Contains(said, oddKey) {
		t.Errorf("%.60q: the error holds the secret: %s", text, said)
	}
	if lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r"); e.Line < 1 || e.Line > lines || e.Column < 1 {
		t.Errorf("%.60q: the error has no place in the %d lines of the file: %s", text, lines, said)
	}
}

// A file of a few bytes that stands for a billion, and files that took the YAML
// library minutes, are refused before they cost anything.
func TestRefuseBombs(t *testing.T) {
	for name, text := range bombs() {
		if err := parseErr(t, text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// bombs are files that are made to take long.
func bombs() map[string]string {
	aliases := "a0: &a0 x\n"
	for i := range 30 {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
	}
	repeat := func(s string) string { return strings.Repeat(s, maxBytes/len(s)) }
	return map[string]string{
		"aliases": aliases, "brackets": repeat("["), "maps": repeat("{a: "), "dashes": repeat("- "), "questions": repeat("? "),
		"keys": repeat("a:\n"), "empty lines": "a: |\n x" + strings.Repeat("\n", 900_000), "quotes": repeat("'' "),
		"steps": repeat("a: [\n"), "anchors": repeat("&a "), "tags": repeat("!a "), "colons": repeat(": "), "too big": repeat("#\n") + "a: b",
		"some brackets": strings.Repeat("[", maxMarks), "some lines": strings.Repeat("a:\n", maxLines),
	}
}

func BenchmarkRefuse(b *testing.B) {
	for name, text := range bombs() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse("footnote.yaml", []byte(text)); err == nil {
					b.Fatal("no error")
				}
			}
		})
	}
}

// A file name cannot break the line of an error.
func TestErrorFile(t *testing.T) {
	_, err := Parse("a\nb.yaml", []byte("x: y"))
	if err == nil || !strings.HasPrefix(err.Error(), "a?b.yaml:1:1: ") {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "seeds: x", "stories:\n- {name: a, folder: b, guilds: [1, '2']}\n", "discord:\n  api_base: http://[::1]:1/x\n  guild: 1\n",
		"look_every: 2s\r\nanswer_within: 1m", "a: &a [*a]", "a: 'b", "\t- ? {", "data: |\n x\n\n", "---\n...\n---\n", "listen: \":1\"",
		"data: \"\\x41\\u00e9\\U0001F600\"", "stories: [{name: \"\\u2028\\u00a0\\\"\", folder: é}]", "discord: {token: " + botToken + "}",
		"model: {base_url: 'http://a.local:1/v1/', name: m, price_in: 0.000001, price_out: 9999.5, daily_tokens: 1000000000, verify: model}",
		"embedding: {provider: ollama, base_url: http://ollama:11434, name: 'm:1', query_prefix: \"a\\nb: \", batch: 1}",
		"embedding:\n  provider: static\n  folder: f\n", "model: {key_file: " + oddKey + "}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("footnote.yaml", data)
		if err == nil {
			checkAgain(t, c)
			return
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%T: %v", err, err)
		}
		if e.Line == 0 && (strings.Contains(e.Text, "no configuration") || strings.Contains(e.Text, "cannot be read as YAML")) {
			return // the whole file is the fault
		}
		checkError(t, string(data), e)
	})
}
