package main

import (
	"context"
	"fmt"
	"strings"

	"footnote/retrieval"
)

// A service is a command that answers requests: one, from the words behind it,
// or those of a batch, one a line.
type service[Request, Reply any] struct {
	example string                                  // a use of the command
	words   func(words string) Request              // the request that the words make
	read    func(l batchLine) (Request, error)      // the request that a line of a batch makes
	print   func(s *story, about Request, it Reply) // for people
	answer  func(ctx context.Context, v *retrieval.View, r Request) (Reply, error)
}

// offer runs a service on what the command line gives it.
func offer[Request, Reply any](ctx context.Context, p *program, words []string, sv service[Request, Reply]) error {
	if p.flags.Batch != "" {
		return offerBatch(ctx, p, words, sv)
	}
	if len(words) == 0 {
		return &misuse{"there are no words to look for; for example: " + sv.example}
	}
	s, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
	r := sv.words(joined(words))
	reply, err := sv.answer(ctx, view, r)
	if err != nil {
		return err
	}
	if p.flags.JSON {
		p.out.json(reply)
	} else {
		sv.print(s, r, reply)
	}
	return nil
}

func offerBatch[Request, Reply any](ctx context.Context, p *program, words []string, sv service[Request, Reply]) error {
	if len(words) > 0 {
		return &misuse{fmt.Sprintf("give either words (%s) or --batch %s, not both", joined(words), p.flags.Batch)}
	}
	in, err := p.openBatch()
	if err != nil {
		return err
	}
	defer in.Close()
	_, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
	return p.batch(ctx, in, func(ctx context.Context, l batchLine) (any, error) {
		r, err := sv.read(l)
		if err != nil {
			return nil, err
		}
		return sv.answer(ctx, view, r)
	})
}

// joined are words as one text.
func joined(words []string) string { return strings.Join(words, " ") }

// noBatch is for commands that read none.
func (p *program) noBatch(command string) error {
	if p.flags.Batch == "" {
		return nil
	}
	return &misuse{command + " reads no batch; leave --batch out"}
}
