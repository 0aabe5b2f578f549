package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/internal/discordtest"
)

// The commands of scripts that play on Discord. ana is a person in the channel
// general of the server Newsroom; footnote serve is started by the script, in the
// background, with the configuration that discord writes.
//
//	discord                     opens a Discord, and writes footnote.yaml and the token for it
//	ready                       waits until the bot is there
//	interact COMMAND NAME=VALUE…  ana uses a slash command
//	say [-to] TEXT              ana says it in general, with -to as a reply to the last answer; @bot mentions the bot
//	click LABEL                 ana presses the button below the last answer
//	reply PATTERN…              the answer to the last of these matches all patterns
//	learns QUESTION PATTERN     asked again and again, the answer matches within 30 s
//	gateway drop|op7|op9|revoke what happens to the bot's connection
//	page PATH                   prints what the service's own page says
var discordCommands = map[string]func(*testscript.TestScript, bool, []string){
	"discord": scriptDiscord, "ready": scriptReady, "interact": scriptInteract, "say": scriptSay, "click": scriptClick,
	"reply": scriptReply, "learns": scriptLearns, "gateway": scriptGateway, "page": scriptPage,
}

// A scene is the Discord of one script.
type scene struct {
	*discordtest.Server
	ana     *discordtest.User
	general *discordtest.Channel
	last    *discordtest.Message // the answer
	text    string               // of all its parts
	page    string               // address of the service's own page
}

// sceneKey is where a script keeps its scene.
type sceneKey struct{}

func sceneOf(ts *testscript.TestScript) *scene {
	s, _ := ts.Value(sceneKey{}).(*scene)
	if s == nil || s.Server == nil {
		ts.Fatalf("there is no Discord yet; begin with: discord")
	}
	return s
}

// patience is how long a script waits for the bot.
func patience() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 30*time.Second)
}

func scriptDiscord(ts *testscript.TestScript, _ bool, _ []string) {
	s := ts.Value(sceneKey{}).(*scene)
	var err error
	s.Server, err = discordtest.Start(discordtest.Options{OpenAPI: filepath.FromSlash("../../../shared/discord/openapi.json")})
	ts.Check(err)
	ts.Defer(func() {
		s.Close()
		if v := s.Violations(); len(v) > 0 {
			ts.Fatalf("the bot broke Discord's rules:\n%s", strings.Join(v, "\n"))
		}
	})
	s.general, s.ana = s.AddGuild("Newsroom").AddChannel("general"), s.AddUser("ana")
	free, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	s.page = free.Addr().String()
	ts.Check(free.Close())
	ts.Setenv("DISCORD_TOKEN", s.Token())
	ts.Check(os.WriteFile(ts.MkAbs("footnote.yaml"), fmt.Appendf(nil,
		"seeds: ./story\ndata: ./data\nlook_every: 1s\nlisten: %s\ndiscord:\n  api_base: %s\n  questions_per_user: 0\n", s.page, s.APIBase()), 0o600))
}

func scriptReady(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, done := patience()
	defer done()
	ts.Check(sceneOf(ts).Gateway().WaitReady(ctx))
}

func scriptInteract(ts *testscript.TestScript, _ bool, args []string) {
	s := sceneOf(ts)
	options := map[string]any{}
	for _, a := range args[1:] {
		name, value, _ := strings.Cut(a, "=")
		options[name] = value
		if value == "true" || value == "false" {
			options[name] = value == "true"
		}
	}
	s.answered(ts, s.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: args[0], Options: options}))
}

// answered waits for the answer to an interaction.
func (s *scene) answered(ts *testscript.TestScript, i *discordtest.Interaction) {
	ctx, done := patience()
	defer done()
	ts.Check(i.Err())
	m, err := i.Reply(ctx)
	ts.Check(err)
	s.last, s.text = m, m.Content
	for _, f := range i.FollowUps() {
		s.text += "\n" + f.Content
	}
}

func scriptSay(ts *testscript.TestScript, _ bool, args []string) {
	s := sceneOf(ts)
	var o discordtest.SayOptions
	if args[0] == "-to" {
		o.ReplyTo, args = s.last, args[1:]
	}
	said := s.Say(s.ana, s.general, strings.ReplaceAll(strings.Join(args, " "), "@bot", s.Mention()), o)
	ctx, done := patience()
	defer done()
	m, err := s.WaitMessage(ctx, s.general, func(m *discordtest.Message) bool {
		return m.Reference != nil && m.Reference.MessageID == said.ID
	})
	ts.Check(err)
	s.last, s.text = m, m.Content
}

func scriptClick(ts *testscript.TestScript, _ bool, args []string) {
	s := sceneOf(ts)
	b, ok := s.last.Button(strings.Join(args, " "))
	if !ok {
		ts.Fatalf("there is no such button below: %s", s.last.Content)
	}
	i := s.Click(s.ana, s.last, b.CustomID)
	ctx, done := patience()
	defer done()
	ts.Check(s.Until(ctx, func() bool { return len(i.FollowUps()) > 0 }))
	s.text = i.FollowUps()[0].Content
}

func scriptReply(ts *testscript.TestScript, neg bool, args []string) {
	s := sceneOf(ts)
	for _, a := range args {
		if regexp.MustCompile(a).MatchString(s.text) == neg {
			ts.Fatalf("the answer is:\n%s", s.text)
		}
	}
}

func scriptLearns(ts *testscript.TestScript, neg bool, args []string) {
	s := sceneOf(ts)
	for start := time.Now(); time.Since(start) < 30*time.Second; time.Sleep(200 * time.Millisecond) {
		s.answered(ts, s.Interact(discordtest.Use{User: s.ana, Channel: s.general, Command: "ask", Options: map[string]any{"question": args[0]}}))
		if regexp.MustCompile(args[1]).MatchString(s.text) != neg {
			return
		}
	}
	ts.Fatalf("the answer is still:\n%s", s.text)
}

func scriptGateway(ts *testscript.TestScript, _ bool, args []string) {
	g := sceneOf(ts).Gateway()
	switch args[0] {
	case "drop":
		g.Drop()
	case "op7":
		g.Reconnect()
	case "op9":
		g.InvalidSession(false)
	case "revoke":
		g.RefuseWith(4004)
		g.CloseWith(4004)
	default:
		ts.Fatalf("what is %s?", args[0])
	}
}

func scriptPage(ts *testscript.TestScript, _ bool, args []string) {
	resp, err := http.Get("http://" + sceneOf(ts).page + args[0])
	ts.Check(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%d\n%s", resp.StatusCode, body)
}
