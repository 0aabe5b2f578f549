package config

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestToken(t *testing.T) {
	const secret = botToken
	dir := t.TempDir()
	for i, c := range []struct {
		env, file   string // file: what is in it; "-": there is none, "": none is named
		token, from string // FILE stands for its path
		wrong       string // of the error
	}{
		{env: "", file: "", token: "", from: ""},
		{env: secret, token: secret, from: "set in the environment"},
		{env: " \tBot " + secret + "\r\n", token: secret, from: "set in the environment"},
		{env: secret, file: "-", token: secret, from: "set in the environment"},
		{env: secret, file: "other", token: secret, from: "set in the environment"},
		{env: "  ", file: "other", token: "other", from: "from FILE"},
		{file: secret, token: secret, from: "from FILE"},
		{file: "\ufeffBot  " + secret + "\r\n\r\n", token: secret, from: "from FILE"},
		{env: "Bot ", token: "", from: ""},
		{env: secret[:5] + " " + secret[5:], wrong: "DISCORD_TOKEN holds white space"},
		{env: secret + "\u200b", wrong: "DISCORD_TOKEN holds white space or other characters"},
		{file: "-", wrong: "FILE, which discord.token_file names, is not there"},
		{file: " \n", wrong: "is empty"},
		{file: "Bot \n", wrong: "is empty"},
		{file: secret + "\n" + secret, wrong: "holds white space"},
		{file: secret[:9] + "\x00" + secret[9:], wrong: "holds white space or other"},
		{file: strings.Repeat("a", maxToken), token: strings.Repeat("a", maxToken), from: "from FILE"},
		{file: strings.Repeat("a", maxToken+1), wrong: "is over 10 KB"},
	} {
		conf := Defaults()
		path := filepath.Join(dir, "token")
		_ = os.Remove(path)
		if c.file != "" {
			conf.Discord.TokenFile = path
		}
		if c.file != "" && c.file != "-" {
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		getenv := func(key string) string { return map[string]string{"DISCORD_TOKEN": c.env}[key] }
		token, from, err := conf.Token(getenv)
		if token != c.token || from != strings.ReplaceAll(c.from, "FILE", path) || (err != nil) != (c.wrong != "") {
			t.Errorf("%d: got %q, %q, %v, want %q, %q, %s", i, token, from, err, c.token, c.from, c.wrong)
		}
		if err == nil {
			continue
		}
		if said := err.Error(); !strings.Contains(said, strings.ReplaceAll(c.wrong, "FILE", path)) || strings.Contains(said, secret[:5]) || strings.Contains(said, "\n") {
			t.Errorf("%d: got the error %q, want %s", i, said, c.wrong)
		}
	}
}

func TestTokenFolder(t *testing.T) {
	c := Defaults()
	c.Discord.TokenFile = t.TempDir()
	_, _, err := c.Token(func(string) string { return "" })
	if err == nil || !strings.Contains(err.Error(), "it is a folder") {
		t.Errorf("got %v", err)
	}
}

func TestWarnings(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes say nothing here")
	}
	c := Defaults()
	if got := c.Warnings(); len(got) > 0 {
		t.Errorf("without a file: %v", got)
	}
	c.Discord.TokenFile = filepath.Join(t.TempDir(), "token")
	if got := c.Warnings(); len(got) > 0 {
		t.Errorf("without the file: %v", got)
	}
	if err := os.WriteFile(c.Discord.TokenFile, []byte(botToken), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[os.FileMode]int{0o600: 0, 0o400: 0, 0o640: 1, 0o644: 1, 0o602: 1} {
		if err := os.Chmod(c.Discord.TokenFile, mode); err != nil {
			t.Fatal(err)
		}
		got := c.Warnings()
		if len(got) != want || want > 0 && (!strings.Contains(got[0], "chmod 600") || strings.Contains(got[0], botToken)) {
			t.Errorf("mode %o: got %v, want %d", mode, got, want)
		}
	}
}
