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

	"footnote/article"
	"footnote/internal/living"
	"footnote/retrieval"
)

var errGone = errors.New("there is no folder")

func TestLookIndexesOnlyWhatHasChanged(t *testing.T) {
	const minute = time.Minute
	steps := []struct {
		name  string
		do    func(d *disk)
		want  string // articles
		texts int    // passages embedded
		same  bool   // the view is the one before
	}{
		{"first", func(d *disk) { d.write("a.txt", "One bridge.\n", minute); d.write("b.txt", "Two bridges.\n", minute) }, "a:One b:Two", 2, false},
		{"nothing", func(d *disk) {}, "a:One b:Two", 0, true},
		{"added", func(d *disk) { d.write("c.txt", "Three bridges.\n", minute) }, "a:One b:Two c:Three", 1, false},
		{"changed", func(d *disk) { d.write("b.txt", "Four bridges.\n", minute) }, "a:One b:Four c:Three", 1, false},
		{"touched", func(d *disk) { d.write("b.txt", "Four bridges.\n", 30*time.Second) }, "a:One b:Four c:Three", 0, true},
		{"renamed", func(d *disk) { d.move("b.txt", "d.txt") }, "a:One c:Three d:Four", 1, false},
		{"removed", func(d *disk) { d.move("a.txt", "") }, "c:Three d:Four", 0, false},
		{"half written", func(d *disk) { d.write("c.txt", "Half", 0) }, "c:Three d:Four", 0, true},
		{"written", func(d *disk) { d.write("c.txt", "Half of them.\n", 1500*time.Millisecond) }, "c:Half d:Four", 1, false},
		{"rewritten at the same time", func(d *disk) { d.files["c.txt"].Data = []byte("None of them.\n") }, "c:None d:Four", 1, false},
		{"broken", func(d *disk) { d.write("c.txt", "---\nopen\n", minute) }, "d:Four", 0, false},
		{"mended", func(d *disk) { d.write("c.txt", "Five of them.\n", minute) }, "c:Five d:Four", 1, false},
		{"no article", func(d *disk) { d.write("page.html", "<p>", minute) }, "c:Five d:Four", 0, true},
		{"gone", func(d *disk) { d.fail(errGone) }, "c:Five d:Four", 0, true},
		{"back", func(d *disk) { d.fail(nil) }, "c:Five d:Four", 0, true},
		{"emptied", func(d *disk) { clear(d.files) }, "", 0, false},
		{"still empty", func(d *disk) {}, "", 0, true},
		{"begun again", func(d *disk) { d.write("a.txt", "Six bridges.\n", minute) }, "a:Six", 1, false},
	}
	synctest.Test(t, func(t *testing.T) {
		s := newStory(living.Options{})
		for _, step := range steps {
			step.do(s.disk)
			before := s.View()
			s.embed.texts = 0
			if err := s.Look(t.Context()); !errors.Is(err, s.disk.fault) {
				t.Fatalf("%s: %v", step.name, err)
			}
			if got := articles(s.View()); got != step.want || s.embed.texts != step.texts || (s.View() == before) != step.same {
				t.Errorf("%s: %q, %d texts embedded, the same view: %v; want %q, %d, %v",
					step.name, got, s.embed.texts, s.View() == before, step.want, step.texts, step.same)
			}
			stored, err := s.store.Revisions(t.Context())
			if err != nil || len(stored) != len(s.View().Articles) {
				t.Errorf("%s: %d articles in the store (%v)", step.name, len(stored), err)
			}
			time.Sleep(500 * time.Millisecond) // of the bubble: what is written now is written before the next look
		}
		if s.disk.closes != s.disk.opens {
			t.Errorf("opened %d times, closed %d times", s.disk.opens, s.disk.closes)
		}
	})
}

// Looks that fail say so, and the next one begins where they failed although the
// folder has not changed since.
func TestLookThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(living.Options{})
		check := func(wantErr error, wantLast time.Time, wantAll, wantFailed int) {
			t.Helper()
			last, err := s.LastLook()
			all, failed := s.Looks()
			if !errors.Is(err, wantErr) || !last.Equal(wantLast) || all != wantAll || failed != wantFailed {
				t.Errorf("last look %v, error %v, %d looks, %d failed; want %v, %v, %d, %d",
					last, err, all, failed, wantLast, wantErr, wantAll, wantFailed)
			}
		}
		check(nil, time.Time{}, 0, 0)

		s.disk.write("a.txt", "One bridge.\n", time.Minute)
		s.embed.fail = errors.New("no embedder")
		if err := s.Look(t.Context()); !errors.Is(err, s.embed.fail) || len(s.View().Articles) > 0 {
			t.Errorf("error %v, articles %q", err, articles(s.View()))
		}
		check(s.embed.fail, time.Time{}, 1, 1)

		time.Sleep(time.Minute)
		s.embed.fail = nil
		if err := s.Look(t.Context()); err != nil || articles(s.View()) != "a:One" {
			t.Errorf("error %v, articles %q", err, articles(s.View()))
		}
		good := time.Now()
		check(nil, good, 2, 1)

		time.Sleep(time.Minute)
		s.disk.fail(errGone)
		_ = s.Look(t.Context())
		check(errGone, good, 3, 2)

		s.disk.fail(nil)
		s.disk.write("b.txt", "Two bridges.\n", time.Minute)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Look(ctx); !errors.Is(err, context.Canceled) || articles(s.View()) != "a:One" {
			t.Errorf("error %v, articles %q", err, articles(s.View()))
		}
		check(errGone, good, 3, 2)
	})
}

// The first look makes an empty folder's index empty too, whatever another run left there.
func TestFirstLookAtAnEmptyFolder(t *testing.T) {
	s := newStory(living.Options{})
	vector := make([]float32, 64)
	if err := s.store.Put(t.Context(), []retrieval.Document{{Article: "old", Rev: "00000000",
		Passages: []retrieval.Passage{{ID: "old@00000000:0-1"}}, Vectors: [][]float32{vector}}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	if stored, err := s.store.Revisions(t.Context()); err != nil || len(stored) > 0 {
		t.Errorf("stored %v (%v)", stored, err)
	}
}

func TestChangedIsCalled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls []string
		s := newStory(living.Options{Changed: func(n int, problems []*article.Problem) {
			calls = append(calls, fmt.Sprintf("%d/%d", n, len(problems)))
		}})
		steps := []struct {
			name string
			do   func()
			want string
		}{
			{"first", func() {}, "0/0"},
			{"nothing", func() {}, ""},
			{"an article", func() { s.disk.write("a.txt", "One bridge.\n", time.Minute) }, "1/0"},
			{"a problem", func() { s.disk.write("b.txt", "", time.Minute) }, "1/1"},
			{"nothing again", func() {}, ""},
			{"no embedder", func() { s.embed.fail = errors.New("no"); s.disk.write("c.txt", "Two bridges.\n", time.Minute) }, ""},
			{"an embedder", func() { s.embed.fail = nil }, "2/1"},
			{"no problem", func() { s.disk.move("b.txt", "") }, "2/0"},
		}
		for _, step := range steps {
			step.do()
			calls = nil
			if err := s.Look(t.Context()); !errors.Is(err, s.embed.fail) {
				t.Errorf("%s: %v", step.name, err)
			}
			if got := strings.Join(calls, " "); got != step.want {
				t.Errorf("%s: %q, want %q", step.name, got, step.want)
			}
		}
	})
}

func TestProblemsAreToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStory(living.Options{})
		steps := []struct {
			name, file, text string
			want             []string
		}{
			{"empty", "a.txt", "", []string{"WARN file left out path=a.txt line=0 problem=the file holds no text; write the article into it or remove it"}},
			{"still", "b.txt", "Two bridges.\n", nil},
			{"another text", "a.txt", "caf\xe9\n", []string{"WARN file left out path=a.txt line=1 problem=the text is not UTF-8; save the file anew as UTF-8"}},
			{"another line", "a.txt", "The\ncaf\xe9\n", []string{"WARN file left out path=a.txt line=2 problem=the text is not UTF-8; save the file anew as UTF-8"}},
			{"mended", "a.txt", "The café.\n", nil},
			{"broken again", "a.txt", "The\ncaf\xe9\n", []string{"WARN file left out path=a.txt line=2 problem=the text is not UTF-8; save the file anew as UTF-8"}},
		}
		for _, step := range steps {
			s.disk.write(step.file, step.text, time.Minute)
			for range 3 {
				if err := s.Look(t.Context()); err != nil {
					t.Fatal(err)
				}
				time.Sleep(10 * time.Second)
			}
			if got := s.log.take("left out"); !slices.Equal(got, step.want) {
				t.Errorf("%s: %q, want %q", step.name, got, step.want)
			}
		}
	})
}
