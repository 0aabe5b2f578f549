package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/answer"
	"footnote/bot/message"
	"footnote/bot/rest"
)

// Times of showing an answer while it is being made.
const (
	showAfter  = time.Second             // what is whole by then is sent at once
	showEvery  = 1500 * time.Millisecond // at least, from the end of one edit to the next
	showWithin = 2 * time.Second         // for one edit; a slower one is given up
)

// goesOn stands at the end of an answer that is not whole yet.
const goesOn = "…"

// A stream shows what is proved of an answer while the rest is being made. It holds
// nobody up: what could not be shown yet gives way to what is newer, and an edit that
// fails is not made again. Where the way knows no editing it does nothing.
type stream struct {
	*Bot
	show  func(ctx context.Context, o outgoing) error
	start time.Time
	news  chan message.Page // at most one, the newest
	ended chan struct{}     // no edit begins any more
	done  chan struct{}     // and none is under way
	cut   context.CancelFunc
	last  time.Time // when the last edit was over; zero: there was none

	mu    sync.Mutex
	begun bool // run has been called
	over  bool // and may not be
}

// newStream is a stream to somebody, which has to be ended.
func (b *Bot) newStream(to route) *stream {
	return &stream{Bot: b, show: to.show, start: time.Now(), news: make(chan message.Page, 1), ended: make(chan struct{}), done: make(chan struct{})}
}

// begin lets the stream run, once.
func (s *stream) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.begun || s.over || s.show == nil {
		return
	}
	s.begun = true
	var ctx context.Context
	ctx, s.cut = context.WithCancel(context.Background())
	go func() {
		defer close(s.done)
		defer s.crew.recovered()
		s.run(ctx)
	}()
}

// said takes the claims of an answer to a question, each as soon as it is proved;
// quoted is what stands above them. It never waits.
func (s *stream) said(quoted string) func(answer.Claim) {
	var proved []answer.Claim
	return func(c answer.Claim) {
		proved = append(proved, c)
		page := message.Page{Quoted: quoted, Blocks: blocksOf(proved), Tail: []message.Note{{Text: goesOn}}}
		select {
		case <-s.news:
		default:
		}
		select {
		case s.news <- page:
		default:
		}
		s.begin()
	}
}

// run shows what is new, as often as may be, until the stream ends or Discord does not
// want it.
func (s *stream) run(ctx context.Context) {
	shown := ""
	for wait := time.Until(s.start.Add(showAfter)); ; wait = showEvery {
		page, ok := s.next(wait)
		if !ok {
			return
		}
		text := page.Head(message.MaxContent)
		if text == "" || text == shown {
			return // there is room for no more
		}
		err := s.edit(ctx, text)
		if err != nil {
			s.lg.Info("a part of an answer is not shown before the whole", "err", err)
		}
		if err != nil && !rest.Temporary(err) && !errors.Is(err, context.DeadlineExceeded) {
			return
		}
		shown, s.last = text, time.Now()
	}
}

// next waits, and then for what is new. It reports false where the stream has ended.
func (s *stream) next(wait time.Duration) (message.Page, bool) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-s.ended:
		return message.Page{}, false
	case <-timer.C:
	}
	var page message.Page
	select {
	case <-s.ended:
	case page = <-s.news:
	}
	select {
	case <-s.ended:
		return page, false
	default:
		return page, true
	}
}

func (s *stream) edit(ctx context.Context, text string) error {
	ctx, cancel := context.WithTimeout(ctx, showWithin)
	defer cancel()
	return s.show(ctx, outgoingOf(text, nil, nil))
}

// end returns when no edit is under way and the next may be made: the last one, of the
// whole. Where ctx has ended it does not wait.
func (s *stream) end(ctx context.Context) {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	if !s.begun {
		return
	}
	close(s.ended)
	stop := context.AfterFunc(ctx, s.cut)
	defer stop()
	<-s.done
	s.cut()
	if s.last.IsZero() {
		return
	}
	select {
	case <-time.After(time.Until(s.last.Add(showEvery))):
	case <-ctx.Done():
	}
}
