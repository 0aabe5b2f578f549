package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"footnote/internal/eval"
	"footnote/retrieval"
)

// chatCmd is a conversation: each question may follow those before it.
type chatCmd struct {
	Words   []string `arg:"" optional:"" name:"question" help:"The first question."`
	Explain bool     `help:"Say how each answer came about."`
}

func (c *chatCmd) run(ctx context.Context, p *program) error {
	if err := p.noBatch("chat"); err != nil {
		return err
	}
	s, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
	t := &talk{p: p, story: s, view: view, explain: c.Explain}
	if len(c.Words) > 0 {
		if err := t.ask(ctx, joined(c.Words)); err != nil {
			return err
		}
	} else if t.prompts() {
		p.out.line("", piece{dim, "Ask about the story; a question may follow the one before. An empty line or Ctrl-D ends."})
	}
	return t.converse(ctx)
}

// A talk is a conversation at the terminal, or with whatever writes to standard input.
type talk struct {
	p       *program
	story   *story
	view    *retrieval.View
	explain bool
	history []eval.Turn
}

// prompts reports whether a person sits there who sees what is printed.
func (t *talk) prompts() bool { return t.p.out.terminal && !t.p.flags.JSON && !t.p.flags.Quiet }

// converse asks what is typed, a question a line, until the input ends; at a terminal an
// empty line ends it too.
func (t *talk) converse(ctx context.Context) error {
	lines, failed := t.lines(ctx)
	for {
		if t.prompts() {
			t.p.out.prompt()
		}
		if err := t.p.out.Flush(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case line, ok := <-lines:
			switch line = strings.TrimSpace(line); {
			case !ok:
				return <-failed
			case line == "" && t.prompts():
				return nil
			case line == "":
				continue
			}
			if err := t.ask(ctx, line); err != nil {
				return err
			}
		}
	}
}

// lines are the lines of standard input. The channel is closed at its end, and then
// failed says why it ended; a terminal that is being read cannot be woken, so nobody
// waits for the reader.
func (t *talk) lines(ctx context.Context) (<-chan string, <-chan error) {
	lines, failed := make(chan string), make(chan error, 1)
	go func() {
		defer close(lines)
		in := bufio.NewReaderSize(t.p.in, 64<<10)
		for {
			line, _, err := readLine(in)
			if len(line) > 0 || err == nil {
				select {
				case lines <- strings.ToValidUTF8(string(line), "\ufffd"):
				case <-ctx.Done():
					failed <- ctx.Err()
					return
				}
			}
			if err != nil {
				if errors.Is(err, io.EOF) {
					err = nil
				}
				failed <- err
				return
			}
		}
	}()
	return lines, failed
}

// ask answers a question that follows those before.
func (t *talk) ask(ctx context.Context, text string) error {
	q := question{id: noID, text: text, history: t.history, explain: t.explain}
	r, err := t.reply(ctx, q)
	if err != nil {
		return err
	}
	t.history = append(t.history, eval.Turn{Question: text, Text: r.spoken()})
	t.history = t.history[max(0, len(t.history)-retrieval.MostTurns):]
	return nil
}

// reply answers a question and prints the answer.
func (t *talk) reply(ctx context.Context, q question) (askReply, error) {
	if t.p.flags.JSON {
		r, err := t.p.ask(ctx, t.view, q)
		if err == nil {
			t.p.out.json(r)
		}
		return r, err
	}
	r, err := t.p.tell(ctx, t.story, t.view, q)
	t.p.out.blank()
	return r, err
}
