package compare

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"footnote/answer"
	"footnote/article"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

func view(tb testing.TB, fsys fs.FS) *retrieval.View {
	tb.Helper()
	articles, problems, err := article.ReadFolder(context.Background(), fsys)
	if err != nil || len(problems) > 0 {
		tb.Fatal(err, problems)
	}
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(context.Background(), articles); err != nil {
		tb.Fatal(err)
	}
	return x.View()
}

func folder(files map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return fsys
}

// of is the comparison of a story, checked.
func of(tb testing.TB, v *retrieval.View, o Options) Comparison {
	tb.Helper()
	c, err := Build(context.Background(), v, o)
	if err != nil {
		tb.Fatal(err)
	}
	check(tb, v, c)
	return c
}

// check checks what holds for every comparison.
func check(tb testing.TB, v *retrieval.View, c Comparison) {
	tb.Helper()
	next := 1
	seen := func(cited []answer.Citation) {
		if len(cited) == 0 {
			tb.Error("nothing is cited")
		}
		for i, at := range cited {
			if quote, ok := v.Article(at.Span.Article).Quote(at.Span); !ok || quote != at.Quote {
				tb.Errorf("%+v does not quote", at)
			}
			if at.N > next {
				tb.Errorf("footnote %d comes before %d", at.N, next)
			}
			next = max(next, at.N+1)
			if slices.ContainsFunc(cited[:i], func(o answer.Citation) bool { return o.Span == at.Span }) {
				tb.Errorf("%s is cited twice", at.Quote)
			}
		}
	}
	if len(c.Differences) > mostDifferences || len(c.Only) > mostSingles {
		tb.Errorf("%d differences, %d singles", len(c.Differences), len(c.Only))
	}
	for i, d := range c.Differences {
		if len(d.Sides) < 2 || d.About == "" || d.Slot == "" {
			tb.Errorf("odd difference %+v", d)
		}
		if i > 0 && slices.Index(Kinds, d.Kind) < slices.Index(Kinds, c.Differences[i-1].Kind) {
			tb.Errorf("%s stands after %s", d.Kind, c.Differences[i-1].Kind)
		}
		for n, s := range d.Sides {
			seen(s.Citations)
			if s.Value == "" || slices.ContainsFunc(d.Sides[:n], func(o Side) bool { return strings.EqualFold(o.Value, s.Value) }) {
				tb.Errorf("%s: sides %d reads %q", d.About, n, s.Value)
			}
			if s.Published != s.Citations[0].Meta.Published || !strings.Contains(letters(s.Citations[0].Quote), letters(s.Value)) {
				tb.Errorf("%s: side %q is not of %+v", d.About, s.Value, s.Citations[0])
			}
		}
	}
	for _, s := range c.Only {
		seen(s.Citations)
		if s.Text == "" || s.Article != s.Citations[0].Span.Article || len(s.Citations) != 1 {
			tb.Errorf("odd single %+v", s)
		}
	}
}

// targets are those of Markdown's links.
var targets = regexp.MustCompile(`\]\([^)]*\)`)

// letters are those and the digits of a text, without Markdown.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, targets.ReplaceAllString(text, ""))
}

// show writes a comparison for people who mend it.
func show(c Comparison) string {
	var b strings.Builder
	for _, d := range c.Differences {
		fmt.Fprintf(&b, "%s of %s, %q, weight %.2f, within %q\n", d.Kind, d.Slot, d.About, d.Weight, d.Within())
		for _, s := range d.Sides {
			fmt.Fprintf(&b, "\t%q %s\n", s.Value, s.Published)
			for _, at := range s.Citations {
				fmt.Fprintf(&b, "\t\t[%d] %s:%d %s\n", at.N, at.Meta.ID, at.Line, article.OneLine(at.Quote))
			}
		}
	}
	for _, s := range c.Only {
		fmt.Fprintf(&b, "only %.2f %s:%d %s\n", s.Weight, s.Article, s.Citations[0].Line, s.Text)
	}
	for _, n := range c.Notes {
		fmt.Fprintln(&b, n)
	}
	return b.String()
}
