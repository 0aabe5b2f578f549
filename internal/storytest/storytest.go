// Package storytest holds stories of three articles each, written for tests: what a
// summary of them must hold, and where they differ. A story is a folder below stories or held
// with its articles and expect.yaml, whose shape is that of Story.
package storytest

import (
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"regexp"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"

	"footnote/article"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

//go:embed stories held
var folder embed.FS

// A Pattern is a regular expression, whatever the case of letters.
type Pattern struct{ *regexp.Regexp }

// UnmarshalText compiles it.
func (p *Pattern) UnmarshalText(text []byte) (err error) {
	p.Regexp, err = regexp.Compile("(?is)" + string(text))
	return err
}

// A Fact is what a summary must hold.
type Fact struct {
	Fact string
	Any  []Pattern // a text that matches one of them holds it
}

// In reports whether a text holds the fact.
func (f Fact) In(text string) bool {
	return slices.ContainsFunc(f.Any, func(p Pattern) bool { return p.MatchString(text) })
}

// A Line is a sentence of an article.
type Line struct {
	Article string
	Holds   Pattern
}

// A Difference is where the articles differ.
type Difference struct {
	About  string
	Kind   string
	Needed bool // must not be missed
	Sides  []Line
}

// A Story is one story, and what is known of it.
type Story struct {
	Name        string          `yaml:"-"`
	View        *retrieval.View `yaml:"-"`
	Story       string
	Sentences   int // of the summary that is judged
	Facts       []Fact
	Differences []Difference
	Same        [][]Line // pairs that are no difference
	Only        []Line
	Reports     int // that are independent of each other
}

// All are the stories that the rules may be made with, by name.
func All(t testing.TB) []Story {
	t.Helper()
	return below(t, "stories")
}

// Held are stories that nobody looks at who makes rules: they tell what all others are
// worth. Report counts of them, not what was missed.
func Held(t testing.TB) []Story {
	t.Helper()
	return below(t, "held")
}

func below(t testing.TB, in string) []Story {
	t.Helper()
	dirs, err := fs.ReadDir(folder, in)
	if err != nil {
		t.Fatal(err)
	}
	var all []Story
	for _, d := range dirs {
		dir, err := fs.Sub(folder, in+"/"+d.Name())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, read(t, d.Name(), dir))
	}
	return all
}

func read(t testing.TB, name string, dir fs.FS) Story {
	t.Helper()
	text, err := fs.ReadFile(dir, "expect.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s := Story{Name: name}
	if err := yaml.UnmarshalWithOptions(text, &s, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	s.View = View(t, dir)
	return s
}

// Find are the sentences of its article that a line means.
func (s Story) Find(l Line) []article.Sentence {
	var found []article.Sentence
	if a := s.View.Article(l.Article); a != nil {
		for _, sentence := range a.Sentences {
			if l.Holds.MatchString(article.OneLine(sentence.Text)) {
				found = append(found, sentence)
			}
		}
	}
	return found
}

// View is the story of the articles in a folder, all of which must be sound.
func View(t testing.TB, dir fs.FS) *retrieval.View {
	t.Helper()
	articles, problems, err := article.ReadFolder(context.Background(), dir)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(context.Background(), articles); err != nil {
		t.Fatal(err)
	}
	return x.View()
}
