package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	gosync "sync"
	"testing"
	"testing/fstest"

	"footnote/article"
	"footnote/internal/zipftest"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

func read(tb testing.TB, files map[string]string) []*article.Article {
	tb.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	articles, problems, err := article.ReadFolder(context.Background(), fsys)
	if err != nil || len(problems) > 0 {
		tb.Fatal(err, problems)
	}
	return articles
}

func zipf(tb testing.TB, articles, words int) []*article.Article {
	tb.Helper()
	as, _, err := article.ReadFolder(context.Background(), zipftest.Folder(articles, words))
	if err != nil {
		tb.Fatal(err)
	}
	return as
}

func search(tb testing.TB, v *retrieval.View, question string, k int, mode retrieval.Mode) []retrieval.Hit {
	tb.Helper()
	hits, err := v.Search(context.Background(), retrieval.ParseQuery(question, v.Lang), k, mode)
	if err != nil {
		tb.Fatal(err)
	}
	return hits
}

func TestCut(t *testing.T) {
	for _, a := range append(zipf(t, 5, 900), read(t, map[string]string{
		"a.txt": "Title of it\n\nOne sentence here. Two of them.\n\nAdvertisement\n\nA third, after furniture.\n",
		"b.md":  "# Title\n\nA **bold** sentence. And [another](x) one.\n",
	})...) {
		at := 0 // index of the next sentence that a passage must hold
		for _, p := range retrieval.Cut(a) {
			if p.Span.Start != a.Sentences[at].Span.Start {
				t.Fatalf("%s: passage starts at byte %d, want sentence %d", p.ID, p.Span.Start, at)
			}
			for at < len(a.Sentences) && a.Sentences[at].Span.End <= p.Span.End {
				at++
			}
			if a.Sentences[at-1].Span.End != p.Span.End {
				t.Errorf("%s does not end with a sentence", p.ID)
			}
			if n := len(strings.Fields(p.Text)); n > 260 {
				t.Errorf("%s has %d words", p.ID, n)
			}
			for n := a.LineAt(p.Span.Start); n <= a.LineAt(p.Span.End-1); n++ {
				if a.Lines[n-1].Kind.Furniture() {
					t.Errorf("%s holds line %d, a %s", p.ID, n, a.Lines[n-1].Kind)
				}
			}
		}
		if at != len(a.Sentences) {
			t.Errorf("%s: %d of %d sentences are in passages", a.ID, at, len(a.Sentences))
		}
	}
}

func TestSearch(t *testing.T) {
	v := sync(t, read(t, map[string]string{
		"courier.txt": "The bridge at Korvale will close for repairs in March. Cars must use the ferry.\n",
		"ledger.txt":  "The ferry to Ostrey sails every hour. Its captain is Ada Lund.\n",
		"baker.txt":   "Bread gets dearer in Korvale. Bakers blame the price of flour.\n",
	})).View()
	tests := []struct{ question, want string }{
		{"When will the bridge close?", "courier"},
		{"Who is the captain of the ferry?", "ledger"},
		{"Why is bread more expensive?", "baker"},
		{"bakery flour prices", "baker"},
	}
	for _, tt := range tests {
		hits := search(t, v, tt.question, 3, retrieval.Whole)
		if len(hits) == 0 || hits[0].Passage.Span.Article != tt.want {
			t.Errorf("%q: %v, want %s first", tt.question, hits, tt.want)
		}
	}
}

// The first hits do not depend on how many are asked for, none comes twice, and
// every one is a piece of its article.
func TestSearchHits(t *testing.T) {
	fsys := zipftest.Folder(60, 600)
	v := sync(t, zipf(t, 60, 600)).View()
	for i := range 20 {
		question := zipftest.Question(fsys, i)
		for _, mode := range []retrieval.Mode{retrieval.Whole, retrieval.WordsOnly, retrieval.VectorsOnly} {
			all := search(t, v, question, retrieval.MaxHits, mode)
			few := search(t, v, question, 3, mode)
			if len(few) != 3 || !slices.Equal(few, all[:3]) {
				t.Fatalf("%q: first hits %v and %v", question, few, all[:3])
			}
			seen := map[string]bool{}
			for n, h := range all {
				if _, ok := v.Article(h.Passage.Span.Article).Quote(h.Passage.Span); !ok || seen[h.Passage.ID] {
					t.Errorf("hit %d: %s is no quote or comes twice", n, h.Passage.ID)
				}
				if n > 0 && h.Score > all[n-1].Score || h.Score != h.Score {
					t.Errorf("hit %d: score %v after %v", n, h.Score, all[n-1].Score)
				}
				seen[h.Passage.ID] = true
			}
		}
	}
}

func TestSearchWithoutArticlesOrWords(t *testing.T) {
	empty := sync(t, nil).View()
	full := sync(t, zipf(t, 3, 100)).View()
	for _, v := range []*retrieval.View{empty, full} {
		for _, q := range []string{"", "the of and", "\x00", "zzzz qqqq"} {
			for _, h := range search(t, v, q, 10, retrieval.WordsOnly) {
				t.Errorf("%q finds %s", q, h.Passage.ID)
			}
		}
	}
}

// counting counts the texts that it embeds, of which it wants the text.
type counting struct {
	local *embedder.Local
	texts int
	fail  error
	mute  error // of questions
}

func (c *counting) Model() string { return c.local.Model() }

func (c *counting) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if c.mute != nil {
		return nil, c.mute
	}
	return c.local.EmbedQuery(ctx, text)
}

// A question without a vector, as where their server is down, is searched by its words.
func TestSearchWithoutAVector(t *testing.T) {
	emb := &counting{local: embedder.NewLocal(64)}
	x := retrieval.New(slog.New(slog.DiscardHandler), emb, memstore.New(), retrieval.Options{})
	if err := x.Sync(context.Background(), read(t, map[string]string{"a.txt": "The bridge is closed.\n", "b.txt": "The ferry sails.\n"})); err != nil {
		t.Fatal(err)
	}
	emb.mute = errors.New("the server is down")
	if hits := search(t, x.View(), "Which ferry sails?", 1, retrieval.Whole); len(hits) != 1 || hits[0].Passage.Span.Article != "b" {
		t.Errorf("got %v", hits)
	}
	if _, err := x.View().Search(context.Background(), retrieval.ParseQuery("Which ferry sails?", "en"), 1, retrieval.VectorsOnly); !errors.Is(err, emb.mute) {
		t.Errorf("by vectors alone: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := x.View().Search(ctx, retrieval.ParseQuery("Which ferry sails?", "en"), 1, retrieval.Whole); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

func (c *counting) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	if c.fail != nil {
		return nil, c.fail
	}
	c.texts += len(texts)
	return c.local.EmbedPassages(ctx, texts)
}

func TestSyncEmbedsOnlyWhatIsNew(t *testing.T) {
	ctx := context.Background()
	emb := &counting{local: embedder.NewLocal(64)}
	store := memstore.New()
	x := retrieval.New(slog.New(slog.DiscardHandler), emb, store, retrieval.Options{})
	files := map[string]string{"a.txt": "The bridge is closed.\n", "b.txt": "The ferry sails.\n", "c.txt": "Bread is dear.\n"}
	step := func(name string, want int) {
		t.Helper()
		emb.texts = 0
		if err := x.Sync(ctx, read(t, files)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if emb.texts != want {
			t.Errorf("%s: %d texts embedded, want %d", name, emb.texts, want)
		}
		revs, err := store.Revisions(ctx)
		if err != nil || len(revs) != len(files) {
			t.Errorf("%s: %d articles in the store, want %d (%v)", name, len(revs), len(files), err)
		}
	}
	step("from nothing", 3)
	step("again", 0)
	files["b.txt"] = "The ferry does not sail.\n"
	step("one changed", 1)
	delete(files, "c.txt")
	step("one removed", 0)
	files["d.txt"] = "---\nstatus: withdrawn\n---\nThe moon is cheese.\n"
	step("a withdrawn one", 0)

	emb.fail = errors.New("no embedder")
	before := x.View()
	files["e.txt"] = "New text here.\n"
	if err := x.Sync(ctx, read(t, files)); err == nil || x.View() != before {
		t.Errorf("error %v; the view has changed: %v", err, x.View() != before)
	}
	emb.fail = nil
	step("after the failure", 1)
}

// Passages that were cut by other rules are made anew.
func TestSyncMendsWhatOtherRulesCut(t *testing.T) {
	ctx := context.Background()
	articles := zipf(t, 3, 400)
	store := memstore.New()
	a := articles[1]
	odd := retrieval.Passage{ID: "odd", Span: a.Sentences[0].Span, Text: a.Sentences[0].Text}
	if err := store.Put(ctx, []retrieval.Document{{Article: a.ID, Rev: a.Rev, Passages: []retrieval.Passage{odd}, Vectors: [][]float32{make([]float32, 64)}}}); err != nil {
		t.Fatal(err)
	}
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(64), store, retrieval.Options{})
	if err := x.Sync(ctx, articles); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	stored, err := store.All(ctx, "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range stored {
		got = append(got, p.ID)
	}
	for _, a := range articles {
		for _, p := range retrieval.Cut(a) {
			want = append(want, p.ID)
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("stored %q, want %q", got, want)
	}
}

// undeletable is a store that does not delete.
type undeletable struct{ *memstore.Store }

func (undeletable) Delete(context.Context, string, string) error { return errors.New("no") }

func TestSyncSwapsTheViewThoughOldOnesStay(t *testing.T) {
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(64), undeletable{memstore.New()}, retrieval.Options{})
	for _, text := range []string{"The bridge is closed.\n", "The bridge is open.\n"} {
		if err := x.Sync(context.Background(), read(t, map[string]string{"a.txt": text})); err != nil {
			t.Fatal(err)
		}
	}
	if got := x.View().Articles[0].Source; got != "The bridge is open.\n" {
		t.Errorf("the view has %q", got)
	}
}

func TestSyncStopsWithItsContext(t *testing.T) {
	store, articles := memstore.New(), zipf(t, 3, 100)
	fill := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(64), store, retrieval.Options{})
	if err := fill.Sync(context.Background(), articles); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(64), store, retrieval.Options{})
	if err := x.Sync(ctx, articles); err == nil || len(x.View().Articles) > 0 {
		t.Errorf("error %v, %d articles", err, len(x.View().Articles))
	}
}

// Questions that are asked while the story changes see one revision each: the
// article and the passages of it that they find belong together.
func TestSyncWhileQuestionsAreAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	version := func(n int) []*article.Article {
		files := map[string]string{}
		for i := range 8 {
			files[fmt.Sprintf("a%d.txt", i)] = fmt.Sprintf("Report %d.\n\nThe bridge has version%d cracks in part %d. The ferry sails at %d.\n", n, n, i, n)
		}
		return read(t, files)
	}
	x := sync(t, version(0))
	var wg gosync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				v := x.View()
				cands, err := v.Candidates(context.Background(), retrieval.ParseQuery("How many cracks has the bridge?", "en"), 20)
				if err != nil || len(cands) == 0 {
					t.Errorf("%d candidates, error %v", len(cands), err)
					return
				}
				revs := map[string]bool{}
				for _, c := range cands {
					if v.Article(c.Article.ID) != c.Article {
						t.Errorf("a sentence of another revision of %s", c.Article.ID)
					}
					for _, w := range strings.Fields(c.Sentence().Text) {
						if strings.HasPrefix(w, "version") {
							revs[w] = true
						}
					}
				}
				if len(revs) > 1 {
					t.Errorf("one answer from %v", revs)
				}
			}
		})
	}
	for n := 1; n <= 15; n++ {
		if err := x.Sync(context.Background(), version(n)); err != nil {
			t.Error(err)
		}
	}
	cancel()
	wg.Wait()
}
