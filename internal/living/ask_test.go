package living_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/living"
	"footnote/retrieval"
)

// A desk edits one article all the time and knows each state its file was ever in.
type desk struct {
	path   string
	mu     sync.Mutex
	states map[string]string // by revision
}

func (d *desk) note(text string) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.states[article.Rev(text)] = text
	return []byte(text)
}

// state is the file's bytes at a revision.
func (d *desk) state(rev string) (string, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	text, ok := d.states[rev]
	return text, ok
}

// edit writes the nth version: at once, by way of another file, or in two halves.
func (d *desk) edit(n int) error {
	text := fmt.Sprintf("Report %d\n\nThe bridge at Korvale has %d cracks. Repairs of the bridge will cost $%d million, the city said.\n\n"+
		"The bridge at Korvale will close for %d days. Engineers found %d cracks in the bridge and %d in the quay.\n", n, n, n, n, n, n)
	switch n % 3 {
	case 0:
		d.note("") // it is empty for a moment
		return os.WriteFile(d.path, d.note(text), 0o644)
	case 1:
		if err := os.WriteFile(d.path+".new", d.note(text), 0o644); err != nil {
			return err
		}
		return os.Rename(d.path+".new", d.path)
	}
	half := text[:len(text)/2]
	d.note("")
	f, err := os.Create(d.path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(d.note(half)); err != nil {
		return err
	}
	time.Sleep(time.Millisecond) // the other half takes its time
	_, err = f.WriteString(string(d.note(text))[len(half):])
	return err
}

// check checks that what an answer cites of an article is of one revision, the
// view's, and is what the file held at that revision. It returns the revision of
// the edited article that answers, empty for none.
func (d *desk) check(t *testing.T, v *retrieval.View, a answer.Answer) (rev string) {
	cited := slices.Clone(a.Nearest())
	for _, c := range a.Claims() {
		cited = append(cited, c.Citations...)
	}
	for _, c := range cited {
		if in := v.Article(c.Meta.ID); in == nil || c.Meta.Rev != in.Rev || c.Span.Rev != in.Rev {
			t.Errorf("%s is cited at %s and %s, the view has %+v", c.Meta.ID, c.Meta.Rev, c.Span.Rev, in)
		}
		if c.Meta.ID != "courier" {
			continue
		}
		if !a.Refused() {
			rev = c.Meta.Rev
		}
		text, ok := d.state(c.Meta.Rev)
		if !ok || c.Span.End > len(text) || text[c.Span.Start:c.Span.End] != c.Quote {
			t.Errorf("%q is not at %d of %q", c.Quote, c.Span.Start, text)
		}
	}
	return rev
}

// While a file is edited all the time, no answer mixes two of its revisions, and
// what it quotes are the bytes that the file had.
func TestAnswersWhileAFileIsEdited(t *testing.T) {
	dir := t.TempDir()
	d := &desk{path: filepath.Join(dir, "courier.txt"), states: map[string]string{}}
	other := "The quay at Ostrey has 4 cracks. The ferry replaces the bridge at Korvale.\n"
	if err := os.WriteFile(filepath.Join(dir, "ledger.txt"), []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.edit(1); err != nil {
		t.Fatal(err)
	}
	s := storyOf(openDir(dir), living.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	until := func(f func(n int) error) {
		wg.Go(func() {
			for n := 2; ctx.Err() == nil; n++ {
				if err := f(n); err != nil && ctx.Err() == nil {
					t.Error(err)
					cancel()
				}
			}
		})
	}
	until(d.edit)
	until(func(int) error { return s.Look(ctx) })

	var mu sync.Mutex
	answered := map[string]bool{} // revisions
	questions := []string{"How many cracks has the bridge at Korvale?", "How much will repairs of the bridge cost?", "How long will the bridge at Korvale close?"}
	for range 2 {
		until(func(n int) error {
			v := s.View()
			a, err := answer.Ask(ctx, v, answer.Extractive{}, questions[n%len(questions)], answer.Options{})
			if err != nil {
				return err
			}
			rev := d.check(t, v, a)
			mu.Lock()
			defer mu.Unlock()
			if answered[rev] = true; len(answered) > 20 {
				cancel()
			}
			return nil
		})
	}
	wg.Wait()
	delete(answered, "")
	if len(answered) < 20 {
		t.Errorf("answers from %d revisions %v, want 20", len(answered), slices.Sorted(maps.Keys(answered)))
	}
}
