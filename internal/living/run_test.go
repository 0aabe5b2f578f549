package living_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/internal/living"
)

// run runs a story until the end of the test.
func run(t *testing.T, s *fixture) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

func TestErrorsAreToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(living.Options{})
		run(t, s)
		steps := []struct {
			err  error
			want []string
		}{
			{nil, nil},
			{errGone, []string{"WARN the story cannot be brought up to date; its last state stays err=open the folder of articles: there is no folder"}},
			{errGone, nil},
			{errors.New("no rights"), []string{"WARN the story cannot be brought up to date; its last state stays err=open the folder of articles: no rights"}},
			{nil, []string{"INFO the story can be brought up to date again"}},
			{nil, nil},
			{errGone, []string{"WARN the story cannot be brought up to date; its last state stays err=open the folder of articles: there is no folder"}},
		}
		for i, step := range steps {
			s.disk.fail(step.err)
			time.Sleep(time.Minute)
			synctest.Wait()
			if got := s.log.take("up to date"); !slices.Equal(got, step.want) {
				t.Errorf("minute %d: %q, want %q", i, got, step.want)
			}
		}
		if all, failed := s.Looks(); all < 7*5 || failed < 4*5 {
			t.Errorf("%d looks in seven minutes, %d failed", all, failed)
		}
	})
}

// Whenever a file is written, thirty seconds later it is in the view, be it
// written once or all the time.
func TestRunIsNeverThirtySecondsBehind(t *testing.T) {
	for _, pause := range []time.Duration{0, 300 * time.Millisecond, 900 * time.Millisecond, 7 * time.Second} {
		for _, offset := range []time.Duration{0, time.Second, 3700 * time.Millisecond, 9999 * time.Millisecond} {
			t.Run(fmt.Sprint(pause, " ", offset), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { behind(t, pause, offset) })
			})
		}
	}
}

func behind(t *testing.T, pause, offset time.Duration) {
	s := newStory(living.Options{})
	s.disk.write("other.txt", "One bridge.\n", time.Minute)
	run(t, s)
	time.Sleep(time.Minute + offset)
	begun := time.Now()
	write := func() {
		at := time.Since(begun)
		s.disk.write("new.txt", fmt.Sprintf("%d ms of writing.\n%s", at.Milliseconds(), strings.Repeat("More. ", int(at.Seconds()))), 0)
	}
	write()
	for time.Since(begun) < 90*time.Second {
		if pause == 0 {
			time.Sleep(time.Second)
		} else {
			time.Sleep(pause)
			write()
		}
		synctest.Wait()
		since := time.Since(begun)
		if since < 30*time.Second {
			continue
		}
		a := s.View().Article("new")
		if a == nil {
			t.Fatalf("not there after %v", since)
		}
		var of int64
		if _, err := fmt.Sscan(a.Source, &of); err != nil {
			t.Fatal(err)
		}
		if age := since - time.Duration(of)*time.Millisecond; pause > 0 && age > 30*time.Second {
			t.Fatalf("after %v the view is %v old", since, age)
		}
	}
}

func TestRunLooksSoonForAFileThatWasBeingWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(living.Options{Every: time.Hour})
		run(t, s)
		time.Sleep(time.Hour - 500*time.Millisecond)
		s.disk.write("a.txt", "One bridge.\n", 0)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := articles(s.View()); got != "a:One" {
			t.Errorf("articles %q", got)
		}
		if all, _ := s.Looks(); all != 3 {
			t.Errorf("%d looks, want 3", all)
		}
	})
}

// A file that is written all the time is not looked at every second.
func TestRunIsNotHastyForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(living.Options{})
		run(t, s)
		for range 2 * 60 {
			s.disk.write("a.txt", fmt.Sprintf("%d bridges.\n", time.Now().UnixNano()), 0)
			time.Sleep(500 * time.Millisecond)
		}
		synctest.Wait()
		if all, _ := s.Looks(); all > 10 {
			t.Errorf("%d looks in a minute", all)
		}
	})
}

func TestRunStopsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := newStory(living.Options{Every: time.Hour})
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()
		synctest.Wait()
		begun := time.Now()
		cancel()
		if err := <-done; err != nil || time.Since(begun) > 0 {
			t.Errorf("error %v after %v", err, time.Since(begun))
		}
	})
}
