// Footnote answers questions about a news story from a folder of articles, and
// nothing it says leaves it without a footnote: the article, the line, and that
// line's own words. It needs no key, no network and no configuration:
//
//	footnote ask "How many US troops will leave Niger?"
//	footnote ask --seeds FOLDER "What happened?"
//
// From the bottom up, it is made of:
//
//   - internal/words: folding, tokens and stems, so that everyone compares text the same way
//   - internal/timex: finds expressions of time and resolves them, by code alone
//   - article: reads files, knows every byte of them, tells text from the furniture of a page
//   - retrieval, with lexical, embedder and the stores: finds the passages that may answer
//   - answer: picks the sentences that do, proves them, and cites them
//   - answer/quantity: reads the numbers of a text: values, units, what limits them
//   - answer/claim: do sentences support a claim; answer/quote: is a quotation in the sources, and whose is it
//   - answer/clause: takes sentences apart: the form of each word, clauses, who acts
//   - answer/chat: an answerer that asks a language model; prompts: the words said to it; internal/openaitest: a server for tests
//   - answer/timeline: the dated events of a story, in order; with picture and export, how they are shown
//   - answer/summary: the story in a few sentences; answer/compare: where its articles differ
//   - internal/copies: near copies of one report
//   - internal/living: follows a folder while it changes
//   - bot, with gateway, rest, message and memory: Discord; internal/discordtest: a Discord for tests
//   - seeds: the sample story; internal/eval: scores by questions with known answers
//   - internal/config: the configuration; internal/harmless: makes outside text safe to show
//   - this package: the commands. A command turns a request into a reply, which is
//     printed as JSON or as text for people (paper.go), once or for each line of a
//     batch (batch.go)
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"footnote/answer"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
)

// Exit statuses.
const (
	done        = 0 // a refusal to answer is a result too
	failed      = 1
	misused     = 2
	interrupted = 130 // as shells have it for Ctrl-C
)

func main() {
	collectLess()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	p := &program{
		in:     os.Stdin,
		out:    newPaper(os.Stdout),
		err:    newNotices(os.Stderr),
		embed:  embedder.NewLocal(0),
		author: author{by: answer.Extractive{}},
	}
	os.Exit(p.run(ctx, os.Args[1:]))
}

// A program is one run of the command line.
type program struct {
	in     io.Reader
	out    *paper             // results, and nothing else
	err    *notices           // progress, warnings and errors, a line each
	embed  retrieval.Embedder // makes the vectors of the index
	author                    // of answers
	flags  shared             // as given
}

// run does what the arguments say and returns the exit status.
func (p *program) run(ctx context.Context, args []string) int {
	err := p.obey(ctx, args)
	if flushed := p.out.Flush(); err == nil {
		err = flushed
	}
	return p.end(ctx, err)
}

// obey finds the command and runs it.
func (p *program) obey(ctx context.Context, args []string) error {
	p.flags.JSON = wantsJSON(args) // for errors in what follows
	if len(args) == 0 {
		p.out.hello()
		return nil
	}
	cmd, err := p.parse(args)
	if err != nil || cmd == nil {
		return err
	}
	p.err.quiet = p.flags.Quiet
	return cmd.run(ctx, p)
}

// end says what went wrong, if anything did, and returns the exit status.
func (p *program) end(ctx context.Context, err error) int {
	var wrong *misuse
	var lines failedLines
	switch {
	case err == nil:
		return done
	case errors.Is(err, syscall.EPIPE):
		return failed // whoever read has gone: nobody to tell
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		p.err.complain("stopped")
		p.printError(errors.New("stopped"))
		return interrupted
	case errors.As(err, &lines):
		p.err.say("%v", err)
		return failed
	}
	p.err.complain("%v", err)
	p.printError(err)
	if errors.As(err, &wrong) {
		return misused
	}
	return failed
}

// printError prints an error where JSON is wanted.
func (p *program) printError(err error) {
	if !p.flags.JSON {
		return
	}
	p.out.json(problem{Error: err.Error()})
	_ = p.out.Flush()
}

// A misuse is a command line that cannot be meant so. Its text says what is
// wrong and what to write instead.
type misuse struct{ text string }

func (m *misuse) Error() string { return m.text }
