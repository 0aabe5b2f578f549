package bot

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/answer"
	"footnote/bot/memory"
	"footnote/internal/discordtest"
	"footnote/retrieval"
)

// Where the day's tokens are used up, the sources' own sentences answer, and a note
// says why. The next day the model answers again; what was spent survives a restart.
func TestBudget(t *testing.T) {
	s := newStage(t, discordtest.Options{})
	var day sync.Map // the hours that have passed, under ""
	day.Store("", 0)
	now := func() time.Time {
		hours, _ := day.Load("")
		return time.Now().Add(time.Duration(hours.(int)) * time.Hour)
	}
	s.memory = memory.NewMap(memory.Options{Now: now})
	opts := Options{DailyTokens: 2000, Now: now, Answerer: fresh{truth}}
	s.start(opts)
	byModel := func(want bool) {
		s.Helper()
		m := s.whole(s.askAs(s.ana, asked))
		s.holds(m.Content, shownTruth)
		if got := strings.Contains(m.Content, "Receipt "); got != want || strings.Contains(m.Content, saysSpent) == want {
			s.Errorf("by the model: %v, want %v:\n%s", got, want, m.Content)
		}
	}
	byModel(true)
	byModel(true) // 1,234 of 2,000 were spent
	byModel(false)
	s.check(s.stop())
	s.start(opts)
	byModel(false)
	day.Store("", 24)
	byModel(true)
	if n := strings.Count(s.logs.String(), "the day's tokens are used up"); n != 1 {
		t.Errorf("told %d times:\n%s", n, s.logs)
	}
}

// A fresh answerer says the same to each question.
type fresh struct{ line string }

func (f fresh) Draft(ctx context.Context, q retrieval.Query, ev []answer.Evidence) (answer.Draft, error) {
	return script{}.Draft(ctx, q, ev)
}

func (f fresh) Stream(ctx context.Context, q retrieval.Query, ev []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	return scripted(f.line).Stream(ctx, q, ev, say)
}

// Each server has its own budget; direct messages count for that of all alone.
func TestBudgets(t *testing.T) {
	work := answer.Work{Model: "m", TokensIn: 60, TokensOut: 40}
	for _, tt := range []struct {
		name       string
		all, guild int
		spent      []string // servers that have taken 100 tokens each
		asks       string
		want       string
	}{
		{"no limits", 0, 0, []string{"1", "1", "1"}, "1", ""},
		{"below", 101, 101, []string{"1"}, "1", ""},
		{"all is spent", 200, 0, []string{"1", "2"}, "3", saysSpent},
		{"one server's is spent", 0, 100, []string{"1"}, "1", saysSpent},
		{"another server's is not", 0, 100, []string{"1"}, "2", ""},
		{"direct messages have none of their own", 0, 100, []string{"", "", ""}, "", ""},
		{"direct messages count for all", 300, 100, []string{"", "", ""}, "1", saysSpent},
	} {
		b, err := New(t.Context(), slogTo(&logs{}), memory.NewMap(memory.Options{}), Options{DailyTokens: tt.all, DailyTokensPerGuild: tt.guild, Answerer: fresh{}})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for _, guild := range tt.spent {
			wg.Go(func() { b.spend(t.Context(), guild, work) })
		}
		wg.Wait()
		by, got := b.answerer(t.Context(), tt.asks)
		if _, model := by.(fresh); got != tt.want || model != (tt.want == "") {
			t.Errorf("%s: %T answers, %q", tt.name, by, got)
		}
	}
}

// A counter that cannot be read lets nobody spend.
func TestBudgetUncounted(t *testing.T) {
	b, err := New(t.Context(), slogTo(&logs{}), forgetful{memory.NewMap(memory.Options{})}, Options{DailyTokens: 10, Answerer: fresh{}})
	if err != nil {
		t.Fatal(err)
	}
	if by, got := b.answerer(t.Context(), ""); by != (answer.Extractive{}) || got != saysUncounted {
		t.Errorf("%T answers, %q", by, got)
	}
}

// A forgetful memory cannot count.
type forgetful struct{ memory.Memory }

func (forgetful) Add(context.Context, string, int64, time.Duration) (int64, error) {
	return 0, errors.New("no disk")
}
