package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/article"
	"footnote/retrieval"
)

// shared are the flags of every command.
type shared struct {
	Seeds  folder   `placeholder:"DIR" help:"Folder of articles, .txt and .md files (without it: the sample story)."`
	Data   folder   `placeholder:"DIR" help:"Folder for what Footnote keeps (without it: your cache and state folders)."`
	Today  day      `placeholder:"DAY" help:"What today means in a question, as 2024-04-20 (without it: the clock's day)."`
	JSON   bool     `name:"json" help:"Print one JSON object."`
	Batch  fileName `placeholder:"FILE" help:"Read a JSON object a line, from FILE or, as -, from standard input; print one a line."`
	Quiet  bool     `help:"Print no warnings and no progress."`
	Story  string   `placeholder:"NAME" help:"Story of the configuration (needed where it has several)."`
	Config fileName `placeholder:"FILE" help:"Configuration (without it: footnote.yaml in this folder, where there is one)."`
	Help   bool     `short:"h" help:"Explain the command line, or one command."`
}

// A grammar is the whole command line, as kong reads it.
type grammar struct {
	shared
	Ask      askCmd      `cmd:"" help:"Answer a question, with a footnote for every sentence."`
	Search   searchCmd   `cmd:"" help:"List the passages that fit best."`
	Quote    quoteCmd    `cmd:"" help:"Is this quotation in the sources: where, by whom, and what was changed?"`
	Check    checkCmd    `cmd:"" help:"Do the sources say so? Compare a claim, in any words."`
	Summary  summaryCmd  `cmd:"" help:"Tell the story in a few sentences, each with its footnotes and with who carries it."`
	Compare  compareCmd  `cmd:"" help:"Show where the sources differ, what changed over time, and what only one of them reports."`
	Timeline timelineCmd `cmd:"" help:"Tell the story's dated events in order, with footnotes; draw them with --png."`
	Dates    datesCmd    `cmd:"" help:"List the expressions of time, and what they come to."`
	Sources  sourcesCmd  `cmd:"" help:"List the articles, or the lines of one: ID, ID:LINE or ID:LINE-LINE."`
	Eval     evalCmd     `cmd:"" help:"Score the answers to questions with known answers, in a file of YAML or JSON Lines."`
	Chat     chatCmd     `cmd:"" help:"Ask question after question; one may follow the other."`
	Serve    serveCmd    `cmd:"" help:"Run the Discord bot."`
	Config   configCmd   `cmd:"" name:"config" help:"Print the configuration in force, secrets hidden."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// notBuilt are the commands to come.
var notBuilt = []string{"add", "remove"}

// A command does what its flags and words say.
type command interface {
	run(ctx context.Context, p *program) error
}

// parse reads the arguments into p.flags and returns the command; nil where only
// help was asked for, which is then printed.
func (p *program) parse(args []string) (command, error) {
	g := &grammar{}
	k, err := kong.New(g, kong.Name("footnote"), kong.NoDefaultHelp(), kong.Writers(p.out, p.err.w),
		kong.Description(about))
	if err != nil {
		return nil, err
	}
	l, err := arrange(k.Model.Node, args)
	if err != nil {
		return nil, err
	}
	if l.help() {
		return nil, p.help(k, l)
	}
	kctx, err := k.Parse(l.args())
	if err != nil {
		return nil, &misuse{strings.TrimPrefix(err.Error(), "kong: ")}
	}
	p.flags = g.shared
	return kctx.Selected().Target.Addr().Interface().(command), nil
}

// help prints what kong knows of the command that is named, or of all.
func (p *program) help(k *kong.Kong, l line) error {
	topic := l.command
	if topic == "help" {
		topic = joined(l.words[:min(len(l.words), 1)])
	}
	var args []string
	if topic != "" {
		if err := known(k.Model.Node, topic); err != nil {
			return err
		}
		args = []string{topic}
	}
	kctx, err := kong.Trace(k, args)
	if err != nil {
		return err
	}
	return kctx.PrintUsage(false)
}

// A folder is the path of a folder; empty where the flag is not given.
type folder string

// UnmarshalText refuses the empty path: a variable of a script that is not set.
func (f *folder) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return errors.New("the path is empty; name a folder, or leave the flag out")
	}
	*f = folder(text)
	return nil
}

// A fileName is the path of a file, or - for standard input; empty where the flag is not given.
type fileName string

// UnmarshalText refuses the empty path, as a folder does.
func (f *fileName) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return errors.New("the path is empty; name a file, or - for standard input")
	}
	*f = fileName(text)
	return nil
}

// A day is an article.Date that is there; empty where the flag is not given.
type day string

// UnmarshalText takes YYYY-MM-DD only.
func (d *day) UnmarshalText(text []byte) error {
	date, ok := article.ParseDate(string(text))
	if !ok {
		return fmt.Errorf("%q is no day; write it as 2024-04-20", text)
	}
	*d = day(date)
	return nil
}

// Hits is how many hits a search lists.
type hits int

// UnmarshalText takes a whole number that hits.check lets pass.
func (h *hits) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil {
		n = 0
	}
	*h = hits(n)
	return h.check()
}

func (h hits) check() error {
	if h < 1 || h > retrieval.MaxHits {
		return fmt.Errorf("k is a whole number from 1 to %d", retrieval.MaxHits)
	}
	return nil
}
