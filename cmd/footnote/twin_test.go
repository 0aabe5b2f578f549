//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestTwin runs the bot against a Discord that others made, npm's
// discord-digital-twin: a second opinion beside discordtest. testdata/twin drives it.
func TestTwin(t *testing.T) {
	w := openTwin(t)
	s := w.serve(w.Token)
	w.until("the bot is greeted by the gateway", func() bool { return do[bool](w, "ready") })

	w.registered()
	w.mentioned()
	answer := w.asked()
	w.sourcesShown(answer)
	w.threadOpened(answer)
	w.longShown()
	w.suggested()

	if err := s.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := s.end(); err != nil {
		t.Errorf("the bot does not leave in good order: %v", err)
	}
	w.requestsAreGood()
	for _, bad := range []string{"level=WARN", "level=ERROR", w.Token} {
		if strings.Contains(s.log(), bad) {
			t.Errorf("%s is in the log", bad)
		}
	}
}

// The twin refuses a token at the gateway only, where nothing but the connection's
// end says so.
func TestTwinRefusesToken(t *testing.T) {
	w := openTwin(t)
	s := w.serve("MTA.nonsense.xyz")
	if err := s.end(); s.ProcessState.ExitCode() != failed {
		t.Errorf("got %v, want the status %d", err, failed)
	}
	if !strings.Contains(s.log(), "footnote: Discord refuses the token") || strings.Contains(s.log(), "nonsense") {
		t.Error("the log does not say that the token is refused, or what the token is")
	}
}

const twinQuestion = "How many US troops will leave Niger?"

// What the answer to it says, and the line behind it.
var (
	twinAnswer = regexp.MustCompile(`(?s)More than 1,000 US troops will leave Niger, American officials say\. \[1\] The sources differ on .*: Hundreds \(Tavenmoor Dispatch, updated 20 Apr 2024\) \[2\]; .*\n.*\[1\] Ostrey Ledger, 20 Apr 2024, line 14`)
	twinSource = regexp.MustCompile("(?m)^> `14` \\*\\*More than 1,000 US troops will leave Niger, American officials say\\.\\*\\*")
)

// registered checks that the commands are there.
func (w *twin) registered() {
	w.t.Helper()
	got := map[string]string{}
	for _, c := range do[[]twinCommand](w, "commands") {
		got[c.Name] = fmt.Sprintf("%d %s %v", c.Type, c.Permissions, c.Options)
	}
	want := map[string]string{
		"ask": "1 2048 [{question 3 true} {private 5 false}]", "receipt": "1  [{id 3 true}]",
		"summary":  "1 2048 [{about 3 false} {length 3 false} {private 5 false}]",
		"compare":  "1 2048 [{about 3 false} {private 5 false}]",
		"timeline": "1 2048 [{about 3 false} {from 3 false} {to 3 false} {private 5 false}]",
		"quote":    "1 2048 [{text 3 true} {speaker 3 false} {public 5 false}]",
		"check":    "1 2048 [{claim 3 true} {public 5 false}]",
		"sources":  "1  [{article 3 false}]", "help": "1  []", "Check quotes": "3  []", "Check claims": "3  []",
	}
	if !maps.Equal(got, want) {
		w.t.Errorf("got the commands %v, want %v", got, want)
	}
}

// mentioned checks that a mention is answered, with a reply to it.
func (w *twin) mentioned() {
	w.t.Helper()
	said := do[twinMessage](w, "say", "text", "<@"+w.Bot+"> "+twinQuestion)
	got := w.message("the answer to a mention", func(m twinMessage) bool { return m.Reference.ID == said.ID })
	if !twinAnswer.MatchString(got.Content) || got.Author.ID != w.Bot || got.private() {
		w.t.Errorf("got %+v", got)
	}
}

// asked checks that /ask is acknowledged first and answered then, in one message,
// which it returns.
func (w *twin) asked() twinMessage {
	w.t.Helper()
	id := do[string](w, "use", "command", "ask", "option", "question", "text", twinQuestion)
	i := w.interaction(id, twinInteraction.shown)
	if i.Type != 5 || i.Data != "" {
		w.t.Errorf("the first answer has the type %d and %s, want 5 and nothing more", i.Type, i.Data)
	}
	callback, edit := w.position("POST", "/interactions/"+id+"/"), w.position("PATCH", "/"+i.Token+"/messages/@original")
	if callback < 0 || edit < callback {
		w.t.Errorf("acknowledged with the request %d, edited with %d", callback, edit)
	}
	got := w.message("the answer to /ask", func(m twinMessage) bool { return m.ID == i.MessageID && m.button("Show sources") != "" })
	if !twinAnswer.MatchString(got.Content) || !strings.HasPrefix(got.Content, "> "+twinQuestion) || got.private() {
		w.t.Errorf("got %+v", got)
	}
	return got
}

// sourcesShown checks the button below an answer: it leaves the answer as it is, and
// shows the sources to whoever pressed it alone.
func (w *twin) sourcesShown(answer twinMessage) {
	w.t.Helper()
	shown := w.press(answer, "Show sources")
	if !twinSource.MatchString(shown.Content) || !shown.private() {
		w.t.Errorf("got %+v", shown)
	}
	after := w.message("the answer", func(m twinMessage) bool { return m.ID == answer.ID })
	if after.Content != answer.Content || len(after.Rows) != len(answer.Rows) {
		w.t.Errorf("the button made of the answer %+v", after)
	}
}

// threadOpened checks the other button: a thread below the answer.
func (w *twin) threadOpened(answer twinMessage) {
	w.t.Helper()
	told := w.press(answer, "Ask further")
	threads := do[[]struct{ ID, Name string }](w, "threads")
	if len(threads) != 1 || threads[0].Name != twinQuestion {
		w.t.Fatalf("got the threads %v", threads)
	}
	if !strings.Contains(told.Content, "<#"+threads[0].ID+">") || !told.private() {
		w.t.Errorf("got %+v", told)
	}
}

// press presses a button of a message and returns what its presser is told. The
// press is to be acknowledged without an answer of its own.
func (w *twin) press(on twinMessage, label string) twinMessage {
	w.t.Helper()
	before, button := w.messages(), on.button(label)
	if button == "" {
		w.t.Fatalf("there is no button %s below %+v", label, on)
	}
	i := w.interaction(do[string](w, "press", "message", on.ID, "button", button), twinInteraction.acknowledged)
	if i.Type != 6 {
		w.t.Errorf("the first answer to %s has the type %d, want 6", label, i.Type)
	}
	return w.message("what "+label+" shows", func(m twinMessage) bool { return !has(before, m.ID) })
}

// longShown checks that what is for one person alone is so in all of its parts. The
// twin forgets that the first is private; its acknowledgement says so.
func (w *twin) longShown() {
	w.t.Helper()
	before := w.messages()
	i := w.interaction(do[string](w, "use", "command", "sources", "option", "article", "text", "ledger"), twinInteraction.shown)
	if i.Type != 5 || i.Data != `{"flags":64}` {
		w.t.Errorf("the first answer to /sources has the type %d and %s, want 5 and the flag 64", i.Type, i.Data)
	}
	second := w.message("the second part of an article", func(m twinMessage) bool { return m.ID != i.MessageID && !has(before, m.ID) })
	if !second.private() {
		w.t.Errorf("everybody sees %+v", second)
	}
}

// suggested checks that what is typed is completed.
func (w *twin) suggested() {
	w.t.Helper()
	for typed, want := range map[string]string{"ledger": `^{"choices":\[{"name":"ledger: Ostrey Ledger, .*","value":"ledger"}\]}$`, "zzz": `^{"choices":\[\]}$`} {
		i := w.interaction(do[string](w, "type", "command", "sources", "option", "article", "text", typed), twinInteraction.acknowledged)
		if i.Type != 8 || !regexp.MustCompile(want).MatchString(i.Data) {
			w.t.Errorf("%s: got the type %d and %s, want 8 and %s", typed, i.Type, i.Data, want)
		}
	}
}

// requestsAreGood checks that the twin took whatever the bot asked, and that the
// bot's token went along where Discord wants it, and nowhere else. The twin would
// not have looked.
func (w *twin) requestsAreGood() {
	w.t.Helper()
	for _, r := range w.requests() {
		tokened := strings.HasPrefix(r.Path, "/api/v10/interactions/") || strings.HasPrefix(r.Path, "/api/v10/webhooks/")
		if r.Status >= 400 || r.AsBot == tokened {
			w.t.Errorf("%s %s: status %d, the bot's token was sent: %v", r.Method, r.Path, r.Status, r.AsBot)
		}
	}
}

// A twin is a running twin. Its exported fields are what it says of itself.
type twin struct {
	t     *testing.T
	group int // of processes
	in    *json.Encoder
	out   *json.Decoder

	API, Token, Bot string
}

// What the twin tells of.
type (
	twinCommand struct {
		Name        string
		Type        int
		Permissions string `json:"default_member_permissions"`
		Options     []struct {
			Name     string
			Type     int
			Required bool
		}
	}
	twinMessage struct {
		ID, Content string
		Flags       int
		Author      struct{ ID string }
		Reference   struct {
			ID string `json:"message_id"`
		} `json:"message_reference"`
		Rows []struct {
			Components []struct {
				Label    string
				CustomID string `json:"custom_id"`
			}
		} `json:"components"`
	}
	twinInteraction struct {
		Token        string `json:"interactionToken"`
		Type         int    // of the first answer
		Data         string // of the first answer; empty: none
		MessageID    string // that it is shown in; empty: none yet
		Acknowledged bool
	}
	twinRequest struct {
		Method, Path string
		AsBot        bool // the bot's token came along
		Status       int
	}
)

func (m twinMessage) private() bool          { return m.Flags&(1<<6) != 0 }
func (i twinInteraction) acknowledged() bool { return i.Acknowledged }
func (i twinInteraction) shown() bool        { return i.MessageID != "" }

func has(all []twinMessage, id string) bool {
	return slices.ContainsFunc(all, func(m twinMessage) bool { return m.ID == id })
}

// button is the custom_id of the button with a label; empty where there is none.
func (m twinMessage) button(label string) string {
	for _, r := range m.Rows {
		for _, c := range r.Components {
			if c.Label == label {
				return c.CustomID
			}
		}
	}
	return ""
}

// openTwin starts a twin. With the test it ends, and so does the bot: they are one
// group of processes. Where the test itself is killed, the twin ends the group.
func openTwin(t *testing.T) *twin {
	t.Helper()
	folder := os.Getenv("FOOTNOTE_TWIN")
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(folder, "node_modules", "discord-digital-twin"))
	}
	if err != nil || folder == "" {
		t.Skip("skipped: the bot against a Discord by other hands; it wants node, and FOOTNOTE_TWIN to name a folder where testdata/twin/package.json is installed")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	cmd := exec.CommandContext(ctx, node, filepath.Join("testdata", "twin", "twin.mjs"), folder)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	begin(t, "twin", cmd)
	t.Cleanup(cancel)
	w := &twin{t: t, group: cmd.Process.Pid, in: json.NewEncoder(in), out: json.NewDecoder(out)}
	if err := w.out.Decode(w); err != nil {
		t.Fatalf("the twin does not start: %v", err)
	}
	return w
}

// serve starts the program as the bot of the twin, with a token.
func (w *twin) serve(token string) *child {
	w.t.Helper()
	dir, text := w.t.TempDir(), fmt.Appendf(nil, "listen: 127.0.0.1:0\ndiscord:\n  api_base: %s\n", w.API)
	config := filepath.Join(dir, "footnote.yaml")
	if err := os.WriteFile(config, text, 0o600); err != nil {
		w.t.Fatal(err)
	}
	cmd := process("serve", "--config", config, "--data", filepath.Join(dir, "data"))
	cmd.Env = append(cmd.Env, "DISCORD_TOKEN="+token)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: w.group}
	return begin(w.t, "bot", cmd)
}

// A child is a process of the test.
type child struct {
	*exec.Cmd
	end func() error  // waits for it, as often as asked
	log func() string // what it has said on standard error
}

// begin starts a child. What it said is shown where the test fails.
func begin(t *testing.T, name string, cmd *exec.Cmd) *child {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cmd.Stderr = file
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &child{cmd, sync.OnceValue(cmd.Wait), func() string { text, _ := os.ReadFile(file.Name()); return string(text) }}
	t.Cleanup(func() {
		_ = c.end()
		if t.Failed() {
			t.Logf("the %s said:\n%s", name, c.log())
		}
	})
	return c
}

// do has the twin do something: a command, and its keys and values in turn.
func do[T any](w *twin, command string, more ...string) (value T) {
	w.t.Helper()
	line := map[string]string{"do": command}
	for pair := range slices.Chunk(more, 2) {
		line[pair[0]] = pair[1]
	}
	reply := struct {
		Value *T
		Error string
	}{Value: &value}
	err := w.in.Encode(line)
	if err == nil {
		err = w.out.Decode(&reply)
	}
	if err != nil || reply.Error != "" {
		w.t.Fatalf("the twin does not %s: %v %s", command, err, reply.Error)
	}
	return value
}

func (w *twin) messages() []twinMessage { w.t.Helper(); return do[[]twinMessage](w, "messages") }
func (w *twin) requests() []twinRequest { w.t.Helper(); return do[[]twinRequest](w, "requests") }

// position is how many requests came before the first whose path holds part; -1
// where there is none.
func (w *twin) position(method, part string) int {
	w.t.Helper()
	return slices.IndexFunc(w.requests(), func(r twinRequest) bool { return r.Method == method && strings.Contains(r.Path, part) })
}

// until waits for something that the twin will see.
func (w *twin) until(what string, seen func() bool) {
	w.t.Helper()
	for late := time.Now().Add(20 * time.Second); !seen(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(late) {
			w.t.Fatalf("in vain: waited until %s", what)
		}
	}
}

// message waits for a message in the channel.
func (w *twin) message(what string, is func(twinMessage) bool) (found twinMessage) {
	w.t.Helper()
	w.until(what+" is there", func() bool {
		all := w.messages()
		n := slices.IndexFunc(all, is)
		if n >= 0 {
			found = all[n]
		}
		return n >= 0
	})
	return found
}

// interaction waits until something has become of an interaction.
func (w *twin) interaction(id string, is func(twinInteraction) bool) (i twinInteraction) {
	w.t.Helper()
	w.until("the interaction is answered", func() bool { i = do[twinInteraction](w, "interaction", "id", id); return is(i) })
	return i
}
