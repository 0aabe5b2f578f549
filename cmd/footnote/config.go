package main

import (
	"context"
	"os"
)

// configCmd prints what is in force.
type configCmd struct{}

func (*configCmd) run(_ context.Context, p *program) error {
	if err := p.noBatch("config"); err != nil {
		return err
	}
	c, err := p.settings()
	if err != nil {
		return err
	}
	_, from, err := c.Token(os.Getenv)
	if err != nil {
		return err
	}
	for _, w := range c.Warnings() {
		p.err.say("%s", w)
	}
	if p.flags.JSON {
		p.out.json(c.View(from))
		return nil
	}
	return c.WriteYAML(p.out, from)
}
