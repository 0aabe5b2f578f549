package timeline

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/article"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
	"footnote/seeds"
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

func of(tb testing.TB, fsys fs.FS, o Options) Timeline {
	tb.Helper()
	v := view(tb, fsys)
	line, err := Build(context.Background(), v, o)
	if err != nil {
		tb.Fatal(err)
	}
	check(tb, v, line)
	return line
}

// check checks what holds for every timeline.
func check(tb testing.TB, v *retrieval.View, line Timeline) {
	tb.Helper()
	next := 1
	for i, e := range line.Entries {
		if e.When.First.After(e.When.Last) || e.Label == "" || e.Value == "" || e.Text == "" || len(e.Citations) == 0 || len(e.Expressions) == 0 {
			tb.Errorf("odd entry %+v", e)
		}
		if i > 0 && e.When.First.Before(line.Entries[i-1].When.First) {
			tb.Errorf("%s stands after %s", e.Label, line.Entries[i-1].Label)
		}
		if e.Independent < 1 || e.Independent > len(e.Citations) || len(e.Outlets) > len(e.Citations) {
			tb.Errorf("%s: %d independent, outlets %v, %d citations", e.Text, e.Independent, e.Outlets, len(e.Citations))
		}
		all := slices.Clone(e.Citations)
		for _, o := range e.Others {
			all = append(all, o.Citations...)
		}
		for _, c := range all {
			if c.N > next {
				tb.Errorf("footnote %d comes before %d", c.N, next)
			}
			next = max(next, c.N+1)
		}
		for _, x := range e.Expressions {
			a := v.Article(x.Article)
			if a.Source[x.Start:x.End] != x.Text || a.LineAt(x.Start) != x.Line || a.Lines[x.Line-1].Kind.Furniture() {
				tb.Errorf("%+v is not in its line", x)
			}
		}
	}
}

// show writes a timeline for people who mend it.
func show(line Timeline) string {
	var b strings.Builder
	for _, e := range line.Entries {
		fmt.Fprintf(&b, "%s [%s] %s, %d independent, weight %.2f: %s\n", e.Label, e.Value, e.Status, e.Independent, e.Weight, e.Text)
		for _, c := range e.Citations {
			fmt.Fprintf(&b, "\t[%d] %s:%d %s\n", c.N, c.Meta.ID, c.Line, article.OneLine(c.Quote))
		}
		for _, o := range e.Others {
			fmt.Fprintf(&b, "\tbut %s [%s] %s\n", o.Label, o.Value, o.Citations[0].Quote)
		}
	}
	return b.String()
}

// lines writes entries as value, status and cited lines, with short names of articles.
func lines(line Timeline, short map[string]string) []string {
	var out []string
	for _, s := range brief(line) {
		for id, name := range short {
			s = strings.ReplaceAll(s, id+":", name+":")
		}
		out = append(out, s)
	}
	return out
}

func compare(t *testing.T, line Timeline, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s\n%s", strings.Join(got, "\n  "), strings.Join(want, "\n  "), show(line))
	}
}

func TestRealArticles(t *testing.T) {
	const dir = "../../../shared/seeds"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the articles are not here")
	}
	line := of(t, os.DirFS(dir), Options{})
	got := lines(line, map[string]string{"000_58dc38459853b8cd": "tp", "001_a71f8f65b2cc9470": "dw"})
	compare(t, line, got, []string{
		"2018 happened tp:17",
		"2018 happened dw:27",
		"2023-07 happened tp:7 tp:19 dw:10 dw:29",
		"2023-12 happened tp:9",
		"2024-03 happened tp:5 tp:7 tp:7",
		"2024-04 happened tp:7 dw:39",
		"2024-W15 happened dw:35",
		"2024-W17 announced dw:21 tp:3 dw:21",
	})
	best := lines(of(t, os.DirFS(dir), Options{Max: 4}), map[string]string{"000_58dc38459853b8cd": "tp", "001_a71f8f65b2cc9470": "dw"})
	for i, value := range []string{"2023-07", "2024-03", "2024-04", "2024-W17"} {
		if !strings.HasPrefix(best[i], value+" ") {
			t.Errorf("of four entries the %d. is %s, want %s", i+1, best[i], value)
		}
	}
}

func TestSampleStory(t *testing.T) {
	line := of(t, seeds.FS, Options{})
	compare(t, line, lines(line, nil), []string{
		"2018 happened dispatch:13 courier:22",
		"2018 happened ledger:25",
		"2023-07 happened courier:24 dispatch:21 dispatch:21 ledger:14 ledger:27",
		"2023-12 happened dispatch:19 courier:16",
		"2024-03 happened dispatch:9 courier:14",
		"2024-04 happened courier:24 dispatch:23 ledger:31",
		"2024-W15 happened ledger:29",
		"2024-04-20 happened courier:20",
		"2024-04-20 happened dispatch:9",
		"2024-W17 announced courier:18 courier:18 dispatch:11 ledger:21 ledger:21",
	})
}

// TestHarbour reads a story of ten articles over four weeks with protests of every
// week, talks in two rounds, things of one day in two towns, and what was announced
// and then told.
func TestHarbour(t *testing.T) {
	line := of(t, os.DirFS("testdata/harbour"), Options{})
	got := lines(line, nil)
	for _, want := range []string{
		"2024-10 happened 01-courier:15 02-dispatch:11 10-notes:7",
		"2031-03-04 happened 01-courier:7 02-dispatch:7 03-ledger:7 06-ledger:13 09-ledger:7",
		"2031-03-04TEV happened 01-courier:11 02-dispatch:9 07-courier:11 09-ledger:7 10-notes:5",
		"2031-03-04TNI happened 02-dispatch:13 03-ledger:13",
		"2031-03-06 happened 03-ledger:7 01-courier:13",
		"2031-03-06 happened 03-ledger:13",
		"2031-03-07 happened 03-ledger:11 04-courier:13 06-ledger:7",
		"2031-03-09 happened 04-courier:9 09-ledger:11",
		"2031-03-10 happened 04-courier:7 03-ledger:9 05-dispatch:11",
		"2031-03-12 happened 05-dispatch:9 04-courier:11",
		"2031-03-13 happened 05-dispatch:7",
		"2031-03-14 happened 06-ledger:7",
		"2031-03-20 happened 07-courier:7 09-ledger:13 | 2031-03-19 08-dispatch:7",
		"2031-03-24 happened 09-ledger:9 05-dispatch:13 08-dispatch:11",
		"2031-03-26 happened 09-ledger:7",
		"2031-04-01 announced 07-courier:9 09-ledger:13",
		"2032-05 announced 10-notes:9",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no entry %s", want)
		}
	}
	if t.Failed() {
		t.Log("\n" + strings.Join(got, "\n"))
	}
	if !slices.Equal(line.Undated, []string{"10-notes"}) {
		t.Errorf("undated: %v", line.Undated)
	}
}

// FuzzBuild puts any text into a story.
func FuzzBuild(f *testing.F) {
	for _, text := range saga {
		f.Add(text)
	}
	f.Add("In March, , when. After last year's, on Monday 's coup of (2018) which.")
	f.Add("of 2020 to the of March when in which that that 2019")
	f.Add("**No** [one](x) did *not* deny that the war broke out since 2019, due on Monday as planned but never. The 3 was 4 in 2018.")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		if _, err := article.Read("b.md", text); err != nil {
			return
		}
		of(t, folder(map[string]string{"a.txt": saga["a.txt"], "b.md": text, "c.txt": text + "."}), Options{})
	})
}
