package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"footnote/article"
	"footnote/bot"
	"footnote/bot/memory"
	"footnote/internal/config"
	"footnote/internal/living"
	"footnote/retrieval"
)

// serveCmd runs the Discord bot.
type serveCmd struct {
	Invite bool `help:"Print the link that lets the bot into a server, and what each permission is for."`
}

func (c *serveCmd) run(ctx context.Context, p *program) error {
	if err := p.noBatch("serve"); err != nil {
		return err
	}
	conf, err := p.settings()
	if err != nil {
		return err
	}
	token, err := p.token(conf)
	if err != nil {
		return err
	}
	opts := bot.Options{
		Token: token, API: conf.Discord.APIBase, Guild: conf.Discord.Guild, MessageContent: conf.Discord.MessageContent,
		Within: conf.AnswerWithin, PerUser: conf.Discord.QuestionsPerUser, PerGuild: conf.Discord.QuestionsPerGuild,
		Today: article.Date(p.flags.Today),
	}
	if c.Invite {
		return p.invite(ctx, opts)
	}
	return p.serve(ctx, conf, opts)
}

// token is the bot's; a service without it cannot begin.
func (p *program) token(conf config.Config) (string, error) {
	token, _, err := conf.Token(os.Getenv)
	if err != nil {
		return "", err
	}
	for _, w := range conf.Warnings() {
		p.err.say("%s", w)
	}
	if token == "" {
		return "", errors.New("there is no token for Discord; copy the bot's from the developer portal (your application, Bot, Reset Token) into the environment variable " +
			config.TokenVariable + ", or into a file that discord.token_file names")
	}
	return token, nil
}

// invite prints how the bot gets into a server.
func (p *program) invite(ctx context.Context, opts bot.Options) error {
	app, err := bot.Application(ctx, p.err.logger(), opts)
	if err != nil {
		return err
	}
	link := bot.Invite(app)
	if p.flags.JSON {
		p.out.json(inviteReply{Link: link, Permissions: bot.Needs()})
		return nil
	}
	p.out.line("", piece{plain, "Open this as an owner or manager of the server:"})
	p.out.line("    ", piece{bold, link})
	p.out.blank()
	p.out.line("", piece{plain, "What the bot may do then, and why:"})
	for _, n := range bot.Needs() {
		p.out.line("    ", piece{bold, n.Permission}, piece{plain, n.For})
	}
	return nil
}

// serve runs everything that a service is made of until ctx ends or one of them
// cannot go on: the stories' folders, the bot, and the page for whoever watches it.
func (p *program) serve(ctx context.Context, conf config.Config, opts bot.Options) error {
	lg := p.err.service()
	mem, err := openState(lg, conf)
	if err != nil {
		return err
	}
	if err := p.engage(lg, conf); err != nil {
		return err
	}
	stories, err := p.liveStories(ctx, lg, conf)
	if err != nil {
		return err
	}
	m := newMetrics()
	opts.Answerer, opts.Judge = p.by, p.judge
	opts.DailyTokens, opts.DailyTokensPerGuild = conf.Model.DailyTokens, conf.Model.DailyTokensPerGuild
	opts.Stories, opts.Observe, opts.ObserveRequest = stories.spoken(), m.observe, m.observeRequest
	b, err := bot.New(ctx, lg, mem, opts)
	if err != nil {
		return err
	}
	m.watch(b, stories)
	page, err := openPage(lg, conf, m, b, stories)
	if err != nil {
		return err
	}
	defer page.Close()

	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() { mem.Run(ctx) })
	for _, s := range stories {
		wg.Go(func() { _ = s.living.Run(ctx) }) // it logs what fails, and goes on
	}
	lg.Info("serving", "stories", len(stories), "listening on", page.Addr())
	return b.Run(ctx)
}

// openState opens what must survive a restart. Without it a service does not begin:
// the buttons below its answers would be dead the next time.
func openState(lg *slog.Logger, conf config.Config) (*memory.Files, error) {
	dir, err := stateFolder(conf)
	if err == nil {
		var mem *memory.Files
		if mem, err = memory.OpenFiles(lg, dir, memory.Options{}); err == nil {
			return mem, nil
		}
	}
	return nil, fmt.Errorf("the state (answers behind buttons, the signing key) cannot be kept; name a folder that can be written with --data: %w", err)
}

// A liveStory is a story that follows its folder.
type liveStory struct {
	config.Story
	label  string // for logs and metrics
	living *living.Story
}

type liveStories []liveStory

// liveStories reads and indexes all stories of the configuration, or the sample story.
func (p *program) liveStories(ctx context.Context, lg *slog.Logger, conf config.Config) (liveStories, error) {
	folders, err := p.folders(conf)
	if err != nil {
		return nil, err
	}
	if len(folders) == 0 {
		folders = []config.Story{{}}
	}
	if err := oneForAll(folders); err != nil {
		return nil, err
	}
	var all liveStories
	for _, f := range folders {
		s := &story{dir: f.Folder, conf: conf}
		store, err := p.openStore(ctx, s)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("the index cannot be kept; name a folder that can be written with --data: %w", err)
		}
		index := retrieval.New(lg, p.embed, store, retrieval.Options{Progress: p.err.progress()})
		l := living.New(lg.With("story", s.name(f.Name)), s.open, index, living.Options{Every: conf.LookEvery})
		if err := l.Look(ctx); err != nil {
			return nil, err
		}
		if n := len(l.View().Articles); n == 0 {
			lg.Warn("the story has no articles yet; they are seen as soon as they lie in its folder", "story", s.name(f.Name))
		}
		all = append(all, liveStory{f, s.name(f.Name), l})
	}
	return all, nil
}

// oneForAll reports, as an error, that two stories are for everywhere.
func oneForAll(stories []config.Story) error {
	var names []string
	for _, s := range stories {
		if len(s.Guilds) == 0 && len(s.Channels) == 0 {
			names = append(names, s.Name)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return fmt.Errorf("the stories %s have neither guilds nor channels, and only one can be spoken of everywhere else; give the others theirs in the configuration", joinNames(names))
}

// name is what logs and metrics call a story.
func (s *story) name(configured string) string {
	switch {
	case configured != "":
		return configured
	case s.dir == "":
		return "sample"
	}
	return filepath.Base(s.dir)
}

// spoken are the stories as the bot wants them.
func (l liveStories) spoken() []bot.Story {
	out := make([]bot.Story, len(l))
	for i, s := range l {
		out[i] = bot.Story{Name: s.Name, Guilds: s.Guilds, Channels: s.Channels, View: s.living.View}
	}
	return out
}
