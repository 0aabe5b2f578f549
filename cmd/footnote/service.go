package main

import (
	"context"
	"fmt"
	"strconv"
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
	switch {
	case p.flags.Batch != "":
		return offerBatch(ctx, p, words, sv)
	case len(words) == 0:
		return &misuse{"there are no words to look for; for example: " + sv.example}
	}
	return perform(ctx, p, sv.words(joined(words)), sv)
}

// perform answers one request and prints the reply.
func perform[Request, Reply any](ctx context.Context, p *program, r Request, sv service[Request, Reply]) error {
	s, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
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

// offerWhole runs a service that is asked about the whole story, by flags alone: once with
// r, or with the lines of a batch.
func offerWhole[Request, Reply any](ctx context.Context, p *program, r Request, sv service[Request, Reply]) error {
	if p.flags.Batch != "" {
		return offerBatch(ctx, p, nil, sv)
	}
	return perform(ctx, p, r, sv)
}

// wordless reports words behind a command that takes none.
func wordless(command string, words []string) error {
	if len(words) == 0 {
		return nil
	}
	return &misuse{fmt.Sprintf("%s takes no words; to name what it is about: footnote %s --about %s", command, command, strconv.Quote(joined(words)))}
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
