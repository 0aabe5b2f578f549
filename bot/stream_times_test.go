package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/answer"
)

// A screen is where a stream is shown, with a clock of its own.
type screen struct {
	at    []time.Duration
	texts []string
	takes time.Duration // an edit
	over  int           // edits that have ended
	err   error
	start time.Time
}

func (s *screen) show(ctx context.Context, o outgoing) error {
	s.at, s.texts = append(s.at, time.Since(s.start)), append(s.texts, o.Content)
	defer func() { s.over++ }()
	select {
	case <-time.After(s.takes):
		return s.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// watched runs what is said while a screen shows it, and returns how long the end of
// the stream took.
func watched(t *testing.T, s *screen, leaving bool, talk func(say func(string))) time.Duration {
	t.Helper()
	s.start = time.Now()
	b := &Bot{lg: slogTo(&logs{})}
	b.crew = newCrew(b.lg)
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	st := b.newStream(route{show: s.show})
	said := st.said("")
	talk(func(text string) {
		before := time.Now()
		said(answer.Claim{Text: text})
		if time.Since(before) > 0 {
			t.Error("the answer was held up")
		}
	})
	if leaving {
		leave()
	}
	ended := time.Now()
	st.end(ctx)
	took := time.Since(ended)
	n := len(s.at)
	said(answer.Claim{Text: "too late"})
	time.Sleep(time.Minute)
	if len(s.at) != n || s.over != n {
		t.Errorf("%d edits, %d of them over, %d at the end", len(s.at), s.over, n)
	}
	return took
}

func TestStreamTimes(t *testing.T) {
	wait := func(ms int) { time.Sleep(time.Duration(ms) * time.Millisecond) }
	often := func(say func(string)) {
		for _, text := range strings.Split("abcdefghijkl", "") {
			say(text)
			wait(330)
		}
	}
	for _, tt := range []struct {
		name   string
		screen screen
		talk   func(say func(string))
		at     []int // milliseconds
		texts  string
		end    int
	}{
		{"within a second", screen{}, func(say func(string)) { say("a"); wait(900) }, nil, "", 0},
		{"nothing proved", screen{}, func(func(string)) { wait(9000) }, nil, "", 0},
		{"after a second", screen{}, func(say func(string)) { say("a"); wait(1100) }, []int{1000}, "a", 1400},
		{"late", screen{}, func(say func(string)) { wait(3000); say("a"); wait(5000) }, []int{3000}, "a", 0},
		{"the newest wins", screen{}, often, []int{1000, 2500}, "abcd abcdefgh", 40},
		{"slow edits", screen{takes: time.Second}, often, []int{1000, 3500}, "abcd abcdefghijk", 2040},
		{"hanging edits", screen{takes: time.Hour}, often, []int{1000}, "abcd", 540},
		{"failing edits", screen{err: errors.New("refused")}, often, []int{1000}, "abcd", 0},
		{"leaving", screen{takes: time.Hour}, func(say func(string)) { say("a"); wait(1200) }, []int{1000}, "a", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := tt.screen
				took := watched(t, &s, tt.name == "leaving", tt.talk)
				var at []int
				var texts []string
				for n, d := range s.at {
					at = append(at, int(d.Milliseconds()))
					texts = append(texts, strings.Map(func(r rune) rune {
						if r < 'a' || r > 'l' {
							return -1
						}
						return r
					}, s.texts[n]))
					if !strings.HasSuffix(s.texts[n], goesOn) {
						t.Errorf("%q does not go on", s.texts[n])
					}
				}
				if !slices.Equal(at, tt.at) || strings.Join(texts, " ") != tt.texts || took != time.Duration(tt.end)*time.Millisecond {
					t.Errorf("edits at %v of %q, end after %v; want %v of %q, %d ms", at, texts, took, tt.at, tt.texts, tt.end)
				}
			})
		})
	}
}
