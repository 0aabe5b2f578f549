// Package config reads the configuration: a file of YAML laid over the defaults,
// with every key, type and value checked, so that what is wrong is said once, at
// the start, with its line. config.example.yaml in the module's root explains
// each key to people; a test holds the two together.
//
// Secrets are never in a Config. Token, ModelKey and EmbeddingKey read them from
// the environment or from the files that the configuration names.
package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
)

// FileName is the configuration's name in the working folder.
const FileName = "footnote.yaml"

// maxBytes is the size of the largest configuration that is read.
const maxBytes = 1 << 20

// A Config is what is in force. Paths are absolute, or empty: in the file they
// are relative to the file's own folder (that of the path it was opened by, where
// it is a link), never to the working folder.
type Config struct {
	Seeds        string        // folder of the one story; empty: Stories, or without those the sample story
	Stories      []Story       // several stories; of those and Seeds, Parse lets only one be there
	Data         string        // folder of index and state; empty: the user's cache and state folders
	Discord      Discord       // the bot
	Model        Model         // who writes the answers
	Embedding    Embedding     // who turns text into vectors
	AnswerWithin time.Duration // how long an answer may take, 1 s to 13 min
	LookEvery    time.Duration // how often a running service looks for changed files, 1 s to 12 s
	Listen       string        // host:port of health, metrics and the web reader; no host: all addresses; port 0: any free one

	// File is the path that the Config was read from, as it was given; empty
	// where there was none.
	File string
	// Sources says of each key that is not left at its default where its value
	// comes from, by the key's name: seeds, discord.token_file. Whoever lays a
	// flag over the Config enters the flag here. Defaults and Parse make the map.
	Sources map[string]Source
}

// A Story is one folder of articles, and where on Discord it is asked about.
type Story struct {
	Name     string   // never empty; no two differ in case only
	Folder   string   // absolute
	Guilds   []string // ids, decimal digits; none is in two stories
	Channels []string // as Guilds
}

// Discord is how the bot meets Discord.
type Discord struct {
	TokenFile         string // file that holds the bot's token; empty: none
	APIBase           string // URL without a slash at its end
	Guild             string // id of the only guild that gets the commands; empty: they are global
	MessageContent    bool   // the privileged intent of that name is granted
	QuestionsPerUser  int    // a minute, 0: no limit
	QuestionsPerGuild int    // a minute, 0: no limit
}

// Defaults is what is in force where nothing is configured.
func Defaults() Config {
	return Config{
		Discord: Discord{
			APIBase:           "https://discord.com/api",
			QuestionsPerUser:  20,
			QuestionsPerGuild: 120,
		},
		Model:        Model{Timeout: time.Minute, Verify: VerifyRules, MaxTokens: 800, EvidenceTokens: 3000},
		Embedding:    Embedding{Provider: ProviderLocal, Batch: 64},
		AnswerWithin: 90 * time.Second,
		LookEvery:    10 * time.Second,
		Listen:       "127.0.0.1:8642",
		Sources:      map[string]Source{},
	}
}

// A Source says where a value comes from, in words for people: footnote.yaml:3,
// flag --data. Empty, it is the default.
type Source string

func (s Source) String() string {
	if s == "" {
		return "default"
	}
	return oneLine(string(s))
}

// An Error is a fault in a configuration file. Its text is one line, says what
// to do, and holds no secret.
type Error struct {
	File   string // as given to Parse
	Line   int    // from 1; 0: the fault has no place
	Column int    // in characters, from 1; 0 where Line is
	Text   string // what is wrong and what to do
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", oneLine(e.File), e.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", oneLine(e.File), e.Line, e.Column, e.Text)
}

// Find returns the path of the configuration: flag, which is --config's value,
// else footnote.yaml in the folder dir where there is one, else nothing. Whether
// the file can be read is for Load to say.
func Find(flag, dir string) (path string, err error) {
	if flag != "" {
		return flag, nil
	}
	path = filepath.Join(dir, FileName)
	// A link that leads nowhere is there too: Load complains of it, while
	// passing over it would put the defaults in force.
	switch _, err := os.Lstat(path); {
	case err == nil:
		return path, nil
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	default:
		return "", fmt.Errorf("cannot look for %s; check that you may read its folder: %w", path, bare(err))
	}
}

// Load reads the file at path with Parse. Without a path it returns Defaults.
func Load(path string) (Config, error) {
	if path == "" {
		return Defaults(), nil
	}
	data, err := readFile(path, maxBytes)
	switch {
	case errors.Is(err, errTooBig):
		return Config{}, &Error{File: path, Text: "the file is over 1 MB, which no configuration is; name the right one with --config"}
	case errors.Is(err, fs.ErrNotExist):
		return Config{}, fmt.Errorf("there is no configuration %s; name one with --config, or leave the flag out: %w", oneLine(path), bare(err))
	case err != nil:
		return Config{}, fmt.Errorf("cannot read the configuration %s; name a file that you may read: %w", oneLine(path), bare(err))
	}
	return Parse(path, data)
}

var (
	errTooBig  = errors.New("too big")
	errNotFile = errors.New("it is a folder or a device, not a file")
)

// readFile reads a file of at most limit bytes; errTooBig where it has more. It
// opens nothing but plain files, and the null device, since a pipe may never end.
func readFile(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && path != os.DevNull {
		return nil, errNotFile
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errTooBig
	}
	return data, err
}

// bare is err without the operation and the path that the sentence around it names.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// oneLine is s, a path perhaps, without what would break the line it stands in.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return '?'
		}
		return r
	}, s)
}
