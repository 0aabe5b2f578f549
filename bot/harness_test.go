package bot

import (
	"bytes"
	"context"
	"flag"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"footnote/answer"
	"footnote/article"
	"footnote/bot/memory"
	"footnote/internal/discordtest"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
	"footnote/seeds"
)

// openAPI is Discord's own description of its API, where it lies beside the project.
const openAPI = "../../shared/discord/openapi.json"

// A stage is a Discord with a bot on it, and people.
type stage struct {
	*testing.T
	discord *discordtest.Server
	bot     *Bot
	memory  memory.Memory
	story   *retrieval.Index
	logs    *logs
	stop    func() error // stops the bot and returns what Run returned

	guild   *discordtest.Guild
	general *discordtest.Channel
	ana     *discordtest.User
}

// logs are what the bot has logged.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// TestMain lets more tests run at once than there are processors: they wait for
// connections far more than they work.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "12"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// newStage is setUp for a test that runs beside others.
func newStage(t *testing.T, o discordtest.Options) *stage {
	t.Helper()
	t.Parallel()
	return setUp(t, o)
}

// setUp sets up a Discord and the sample story; the bot is not on it yet.
func setUp(t *testing.T, o discordtest.Options) *stage {
	t.Helper()
	o.OpenAPI = openAPI
	s := &stage{T: t, discord: discordtest.NewServer(t, o), memory: memory.NewMap(memory.Options{}), logs: &logs{}}
	s.guild = s.discord.AddGuild("Newsroom")
	s.general = s.guild.AddChannel("general")
	s.ana = s.discord.AddUser("ana")
	articles, _, err := article.ReadFolder(t.Context(), seeds.FS)
	s.check(err)
	s.story = storyIndex(t, articles)
	t.Cleanup(func() {
		if strings.Contains(s.logs.String(), s.discord.Token()) {
			t.Error("a token stands in the log")
		}
	})
	return s
}

func storyIndex(t testing.TB, articles []*article.Article) *retrieval.Index {
	t.Helper()
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	return x
}

// tell makes the story these files.
func (s *stage) tell(files map[string]string) {
	s.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	articles, problems, err := article.ReadFolder(s.Context(), fsys)
	s.check(err)
	if len(problems) > 0 {
		s.Fatal(problems)
	}
	s.check(s.story.Sync(s.Context(), articles))
}

// start brings a bot onto the stage and waits until it is heard.
func (s *stage) start(opts Options) *stage {
	s.Helper()
	s.run(opts)
	ctx := s.soon()
	for {
		if _, ready := s.bot.Heard(); ready {
			return s
		}
		select {
		case <-ctx.Done():
			s.Fatalf("the bot does not come; its log:\n%s", s.logs)
		case <-time.After(time.Millisecond):
		}
	}
}

// run brings a bot onto the stage.
func (s *stage) run(opts Options) {
	s.Helper()
	opts.Token, opts.API, opts.Transport = s.discord.Token(), s.discord.APIBase(), s.discord.Transport()
	if opts.Stories == nil {
		opts.Stories = []Story{{View: s.story.View}}
	}
	b, err := New(s.Context(), slogTo(s.logs), s.memory, opts)
	s.check(err)
	s.bot = b
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	s.stop = sync.OnceValue(func() error { cancel(); return <-done })
	s.Cleanup(func() { _ = s.stop() })
}

// slogTo is a logger that writes there.
func slogTo(l *logs) *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

func (s *stage) check(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// soon is a context that ends long after whatever is waited for should have come.
func (s *stage) soon() context.Context {
	ctx, cancel := context.WithTimeout(s.Context(), 20*time.Second)
	s.Cleanup(cancel)
	return ctx
}

// ask uses /ask and waits for the answer.
func (s *stage) ask(question string, more ...any) *discordtest.Message {
	s.Helper()
	return s.reply(s.askAs(s.ana, question, more...))
}

func (s *stage) askAs(u *discordtest.User, question string, more ...any) *discordtest.Interaction {
	options := map[string]any{"question": question}
	for i := 0; i < len(more); i += 2 {
		options[more[i].(string)] = more[i+1]
	}
	return s.discord.Interact(discordtest.Use{User: u, Channel: s.general, Command: "ask", Options: options})
}

func (s *stage) reply(i *discordtest.Interaction) *discordtest.Message {
	s.Helper()
	m, err := i.Reply(s.soon())
	s.check(err)
	return m
}

// click presses a button and waits for the private message that follows.
func (s *stage) click(m *discordtest.Message, label string) *discordtest.Message {
	s.Helper()
	btn, ok := m.Button(label)
	if !ok {
		s.Fatalf("there is no button %q below %q", label, m.Content)
	}
	i := s.discord.Click(s.ana, m, btn.CustomID)
	s.check(i.Err())
	s.check(s.discord.Until(s.soon(), func() bool { return len(i.FollowUps()) > 0 }))
	return i.FollowUps()[0]
}

// says lets ana say something in general and waits for the reply to it.
func (s *stage) says(content string, o discordtest.SayOptions) *discordtest.Message {
	s.Helper()
	m := s.discord.Say(s.ana, s.general, content, o)
	r, err := s.discord.WaitMessage(s.soon(), s.general, func(r *discordtest.Message) bool {
		return r.Reference != nil && r.Reference.MessageID == m.ID
	})
	s.check(err)
	return r
}

// holds fails the test unless a text holds all of these.
func (s *stage) holds(text string, all ...string) {
	s.Helper()
	for _, want := range all {
		if !strings.Contains(text, want) {
			s.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

// lacks fails the test if a text holds one of these.
func (s *stage) lacks(text string, none ...string) {
	s.Helper()
	for _, bad := range none {
		if strings.Contains(text, bad) {
			s.Errorf("%q is in:\n%s", bad, text)
		}
	}
}

// An answererFunc is an Answerer made of a function.
type answererFunc func(ctx context.Context, q retrieval.Query, ev []answer.Evidence) (answer.Draft, error)

func (f answererFunc) Draft(ctx context.Context, q retrieval.Query, ev []answer.Evidence) (answer.Draft, error) {
	return f(ctx, q, ev)
}

// after waits, and then answers as the extractive answerer does.
func after(wait func(ctx context.Context) error) answer.Answerer {
	return answererFunc(func(ctx context.Context, q retrieval.Query, ev []answer.Evidence) (answer.Draft, error) {
		if err := wait(ctx); err != nil {
			return answer.Draft{}, err
		}
		return answer.Extractive{}.Draft(ctx, q, ev)
	})
}
