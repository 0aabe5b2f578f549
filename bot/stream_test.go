package bot

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/internal/discordtest"
	"footnote/retrieval"
)

// A script is a Streamer that says what a test tells it to, line by line: a sentence,
// and behind | words of the sentence that it cites. It ends with the lines.
type script struct {
	first string // said at once; may be empty
	lines <-chan string
	work  answer.Work
	err   error // in the end
}

// scripted is a script that is told all of it at once.
func scripted(lines ...string) script {
	all := make(chan string, len(lines))
	for _, l := range lines {
		all <- l
	}
	close(all)
	return script{lines: all, work: modelWork}
}

var modelWork = answer.Work{Model: "script-1", Prompt: "ab12cd34", TokensIn: 1200, TokensOut: 34, Cost: 0.00125, Took: 1500 * time.Millisecond}

func (s script) Draft(context.Context, retrieval.Query, []answer.Evidence) (answer.Draft, error) {
	return answer.Draft{}, errors.New("a script streams")
}

func (s script) Stream(ctx context.Context, _ retrieval.Query, ev []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	d := answer.Draft{Work: s.work}
	if s.first != "" {
		say(assertion(s.first, ev))
	}
	for {
		select {
		case <-ctx.Done():
			return d, ctx.Err()
		case line, ok := <-s.lines:
			if !ok {
				return d, s.err
			}
			if as := assertion(line, ev); !say(as).Proved {
				d.Claims = append(d.Claims, as)
			}
		}
	}
}

func assertion(line string, ev []answer.Evidence) answer.Assertion {
	text, words, _ := strings.Cut(line, "|")
	as := answer.Assertion{Text: text}
	for _, e := range ev {
		if words != "" && strings.Contains(e.Sentence.Text, words) {
			as.Cited = []int{e.N}
			break
		}
	}
	return as
}

const (
	asked  = "How many US troops will leave Niger?"
	truth  = "More than 1,000 US troops will leave Niger, American officials say.|US troops will leave Niger"
	lie    = "More than 7,000 US troops will leave Niger, American officials say.|US troops will leave Niger"
	second = "A US delegation will fly to Niamey, the capital, in the coming days to plan the pullout, US officials told the AFP news agency.|A US delegation will fly"
)

// shownTruth and shownSecond are how the claims begin where they are shown.
const (
	shownTruth  = "More than 1,000 US troops will leave Niger"
	shownSecond = "A US delegation will fly"
)

// isWhole reports whether an answer does not go on.
func isWhole(m *discordtest.Message) bool {
	return m != nil && !m.Loading && !strings.HasSuffix(m.Content, goesOn)
}

func goesOnWith(words string) func(*discordtest.Message) bool {
	return func(m *discordtest.Message) bool { return !isWhole(m) && strings.Contains(m.Content, words) }
}

// whole waits for the whole answer to a command.
func (s *stage) whole(i *discordtest.Interaction) *discordtest.Message {
	s.Helper()
	m, err := i.Until(s.soon(), isWhole)
	s.check(err)
	return m
}

// replyTo waits for the bot's message in general for which is holds.
func (s *stage) replyTo(is func(*discordtest.Message) bool) *discordtest.Message {
	s.Helper()
	m, err := s.discord.WaitMessage(s.soon(), s.general, func(m *discordtest.Message) bool {
		return m.Author.ID == s.discord.BotID() && is(m)
	})
	s.check(err)
	return m
}

// writings are what the bot has written by these routes, and when: none of it holds
// the lie, none pings, and none comes too early.
func (s *stage) writings(start time.Time, routes ...string) []string {
	s.Helper()
	var all []discordtest.Recorded
	for _, r := range routes {
		all = append(all, s.discord.RequestsTo(r)...)
	}
	var contents []string
	last := start.Add(showAfter - showEvery)
	for _, r := range all {
		if gap := r.At.Sub(last); gap < showEvery {
			s.Errorf("an edit after %v", gap)
		}
		last = r.At
		var body struct {
			Content  string   `json:"content"`
			Mentions mentions `json:"allowed_mentions"`
		}
		s.check(json.Unmarshal(r.Body, &body))
		s.lacks(body.Content, "7,000")
		if body.Mentions.Parse == nil || len(body.Mentions.Parse) > 0 {
			s.Errorf("mentions %v", body.Mentions)
		}
		contents = append(contents, body.Content)
	}
	return contents
}

const (
	postRoute  = "POST /channels/{}/messages"
	patchRoute = "PATCH /channels/{}/messages/{}"
	hookRoute  = "PATCH /webhooks/{}/{}/messages/{}"
)

// What is proved is shown while the rest is being made; a lie is never shown, and the
// whole is what it would have been without.
func TestStream(t *testing.T) {
	for name, private := range map[string]bool{"for all": false, "privately": true} {
		t.Run(name, func(t *testing.T) {
			lines := make(chan string)
			s := newStage(t, discordtest.Options{}).start(Options{Answerer: script{lines: lines, work: modelWork}})
			start := time.Now()
			i := s.askAs(s.ana, asked, "private", private)
			lines <- truth
			m, err := i.Until(s.soon(), goesOnWith(shownTruth))
			s.check(err)
			s.holds(m.Content, "> "+asked, "American officials say. [1]", "\n-# [1] Ostrey Ledger, 20 Apr 2024, line 14\n-# …")
			lines <- lie
			lines <- second
			m, err = i.Until(s.soon(), goesOnWith(shownSecond))
			s.check(err)
			s.holds(m.Content, shownTruth, "[2]")
			close(lines)
			m = s.whole(i)
			if m.Ephemeral != private {
				t.Errorf("private: %v", m.Ephemeral)
			}
			if n := len(s.writings(start, hookRoute)); n != 3 {
				t.Errorf("%d edits", n)
			}
			if got, want := sameID(m.Content), sameID(s.unstreamed(truth, lie, second)); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// unstreamed is the answer of an answerer that drafts all of it at once.
func (s *stage) unstreamed(lines ...string) string {
	s.Helper()
	s.check(s.stop())
	s.start(Options{Answerer: answererFunc(func(_ context.Context, _ retrieval.Query, ev []answer.Evidence) (answer.Draft, error) {
		d := answer.Draft{Work: modelWork}
		for _, l := range lines {
			d.Claims = append(d.Claims, assertion(l, ev))
		}
		return d, nil
	})})
	return s.ask(asked).Content
}

var receiptID = regexp.MustCompile(`Receipt [a-z2-7]+`)

func sameID(s string) string { return receiptID.ReplaceAllString(s, "Receipt ab12cd") }

// A message is answered by one, which is posted when something is proved, and edited
// from then on; a reply to it follows the answer.
func TestStreamMention(t *testing.T) {
	lines := make(chan string)
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: script{lines: lines, work: modelWork}})
	start := time.Now()
	said := s.discord.Say(s.ana, s.general, s.discord.Mention()+" "+asked, discordtest.SayOptions{})
	lines <- lie
	lines <- truth
	first := s.replyTo(goesOnWith(shownTruth))
	if first.Reference == nil || first.Reference.MessageID != said.ID {
		t.Error("it is no reply")
	}
	lines <- second
	close(lines)
	m := s.replyTo(isWhole)
	s.holds(m.Content, shownTruth, shownSecond, "[2]")
	if _, ok := m.Button("Show sources"); !ok || m.ID != first.ID {
		t.Errorf("the whole answer is %+v", m)
	}
	if n := len(s.writings(start, postRoute, patchRoute)); n < 2 {
		t.Errorf("%d writings", n)
	}
	s.holds(s.click(m, "Show sources").Content, "[2] **")
}

// What comes at once, and what nobody has proved, is not shown before the whole.
func TestNotStreamed(t *testing.T) {
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: scripted(truth, lie, second)})
	i := s.askAs(s.ana, asked)
	s.holds(s.reply(i).Content, shownTruth, shownSecond, "Left out, since their sources do not prove them: 1.")
	s.check(s.stop())

	lines := make(chan string)
	s.start(Options{Answerer: script{lines: lines, work: modelWork}})
	j := s.askAs(s.ana, asked)
	lines <- lie
	_, err := j.Acked(s.soon())
	s.check(err)
	time.AfterFunc(showAfter+200*time.Millisecond, func() { close(lines) })
	s.holds(s.reply(j).Content, "No answer could be proved from the sources.", "Receipt ")
	if i.Edits() != 1 || j.Edits() != 1 {
		t.Errorf("%d and %d edits", i.Edits(), j.Edits())
	}
}

// A judging is a Judge that rejects all.
type judging struct{}

func (judging) Supports(context.Context, string, []answer.Evidence) (bool, string, error) {
	return false, "It is worded otherwise.", nil
}

// The judge is asked of what the rules let pass in other words than the sources'.
func TestJudge(t *testing.T) {
	const reworded = "American officials say more than 1,000 US troops will leave Niger.|US troops will leave Niger"
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: fresh{reworded}})
	s.holds(s.whole(s.askAs(s.ana, asked)).Content, "American officials say more than 1,000")
	s.check(s.stop())
	s.start(Options{Answerer: fresh{reworded}, Judge: judging{}})
	m := s.whole(s.askAs(s.ana, asked))
	s.holds(m.Content, "No answer could be proved from the sources.")
	s.holds(s.receipt(s.ana, s.general, s.idOf(m)), "❌ **Failed**", "A second look rejects it: It is worded otherwise.")
}

// What goes wrong with an edit costs the answer nothing: it is whole, there once, and
// not held up.
func TestStreamBroken(t *testing.T) {
	tooMany := func(s *stage, match func(*http.Request) bool) {
		s.discord.Answer429(match, 1, 300*time.Millisecond, "user")
	}
	for name, strike := range map[string]func(s *stage, match func(*http.Request) bool){
		"500": func(s *stage, match func(*http.Request) bool) {
			s.discord.Fail(discordtest.Fault{Match: match, Status: 500})
		},
		"502, stored": func(s *stage, match func(*http.Request) bool) {
			s.discord.Fail(discordtest.Fault{Match: match, StoreFirst: true})
		},
		"cut connection": func(s *stage, match func(*http.Request) bool) {
			s.discord.Fail(discordtest.Fault{Match: match, CutConnection: true})
		},
		"late": func(s *stage, match func(*http.Request) bool) {
			s.discord.Fail(discordtest.Fault{Match: match, Delay: time.Minute})
		},
		"late, stored": func(s *stage, match func(*http.Request) bool) {
			s.discord.Fail(discordtest.Fault{Match: match, Delay: time.Minute, StoreFirst: true})
		},
		"400": func(s *stage, match func(*http.Request) bool) {
			s.discord.Fail(discordtest.Fault{Match: match, Status: 400})
		},
		"429": tooMany,
	} {
		t.Run(name, func(t *testing.T) {
			lines := make(chan string)
			s := newStage(t, discordtest.Options{Tolerant: true}).start(Options{Answerer: script{first: truth, lines: lines, work: modelWork}})
			hook, post := discordtest.Route(hookRoute), discordtest.Route(postRoute)
			strike(s, hook)
			strike(s, post)
			i := s.askAs(s.ana, asked)
			s.discord.Say(s.ana, s.general, s.discord.Mention()+" "+asked, discordtest.SayOptions{})
			s.check(s.discord.Until(s.soon(), func() bool {
				return len(s.discord.RequestsTo(hookRoute)) > 0 && len(s.discord.RequestsTo(postRoute)) > 0
			}))
			close(lines)
			start := time.Now()
			for _, m := range []*discordtest.Message{s.whole(i), s.replyTo(isOther(i))} {
				s.holds(m.Content, "[1]", "Receipt ")
			}
			if took := time.Since(start); took > showWithin+showEvery+3*time.Second {
				t.Errorf("the answers came after %v", took)
			}
			s.check(s.stop())
			if n := len(s.discord.Messages(s.general)); n != 3 {
				t.Errorf("%d messages", n)
			}
			if m := s.discord.Messages(s.general)[2]; !isWhole(i.Original()) || !isWhole(m) {
				t.Errorf("in the end: %q, %q", i.Original().Content, m.Content)
			}
		})
	}
}

// isOther reports whether a message is whole and not the answer to a command.
func isOther(i *discordtest.Interaction) func(*discordtest.Message) bool {
	return func(m *discordtest.Message) bool { return isWhole(m) && m.Interaction != i.ID }
}

// An answer that ends in an apology leaves nothing of what was shown.
func TestStreamApology(t *testing.T) {
	lines := make(chan string)
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: script{lines: lines, work: modelWork, err: errors.New("out of ink")}})
	s.discord.Say(s.ana, s.general, s.discord.Mention()+" "+asked, discordtest.SayOptions{})
	lines <- truth
	first := s.replyTo(goesOnWith(shownTruth))
	close(lines)
	if m := s.replyTo(isWhole); m.Content != saysBroken || m.ID != first.ID {
		t.Errorf("got %q", m.Content)
	}
}

// A model that breaks off leaves what was proved.
func TestStreamBreaksOff(t *testing.T) {
	lines := make(chan string)
	broken := script{lines: lines, work: modelWork, err: &answer.Unavailable{Sentence: "The language model broke off."}}
	s := newStage(t, discordtest.Options{}).start(Options{Answerer: broken})
	i := s.askAs(s.ana, asked)
	lines <- truth
	close(lines)
	s.holds(s.whole(i).Content, shownTruth, "The language model broke off. The answer may be cut short.", "Receipt ")
}
