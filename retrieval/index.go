package retrieval

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"footnote/article"
	"footnote/internal/words"
	"footnote/retrieval/lexical"
)

// Options are an Index's settings.
type Options struct {
	// Weights of the rankings. The zero value means those of the embedder's model (see WeightsFor).
	Weights Weights
	// Progress, if any, is told how many articles of those to be embedded are done.
	Progress func(done, total int)
}

// An Index finds passages of a story. It may be used from any number of
// goroutines; questions go on being answered while it is brought up to date.
type Index struct {
	lg    *slog.Logger
	embed Embedder
	store Store
	opts  Options
	dict  *lexical.Dictionary
	sync  sync.Mutex // one Sync at a time
	view  atomic.Pointer[View]
}

// New returns an index without articles; Sync fills it.
func New(lg *slog.Logger, embed Embedder, store Store, opts Options) *Index {
	if opts.Weights == (Weights{}) {
		opts.Weights = WeightsFor(embed.Model())
	}
	x := &Index{lg: lg, embed: embed, store: store, opts: opts, dict: lexical.NewDictionary()}
	x.view.Store(&View{index: x, words: lexical.Build(x.dict, nil)})
	return x
}

// A View is the story at one moment: its articles and the index of just these.
// It never changes; whoever answers a question takes one and keeps to it.
type View struct {
	index    *Index
	Articles []*article.Article // by id, withdrawn ones included
	Lang     string             // of most of the articles
	byID     map[string]*article.Article
	places   []place
	atID     map[string]int // index in places of a passage's ID
	words    *lexical.Index
}

// A place is a passage and the sentences that it holds.
type place struct {
	passage  Passage
	art      *article.Article
	from, to int // of art.Sentences
	counts   []lexical.Count
}

// View returns the story as it is now.
func (x *Index) View() *View { return x.view.Load() }

// Article returns an article by its id, or nil.
func (v *View) Article(id string) *article.Article { return v.byID[id] }

// batch is how many articles are embedded and stored at a time. What is stored
// survives whatever ends the process, and need not be done again.
const batch = 256

// Sync brings the index to these articles. Passages of new and changed articles
// are embedded and stored before the view is swapped, old ones are deleted after
// it. On an error, or when ctx ends, the view stays as it was, and what has been
// stored is there for the next Sync.
func (x *Index) Sync(ctx context.Context, articles []*article.Article) error {
	x.sync.Lock()
	defer x.sync.Unlock()
	next := x.build(articles)
	stored, err := x.store.Revisions(ctx)
	if err != nil {
		return fmt.Errorf("list the stored articles: %w", err)
	}
	if err := x.fill(ctx, next, stored); err != nil {
		return err
	}
	x.view.Store(next)
	return x.clean(ctx, next, stored)
}

// build cuts and counts the articles, taking what it can from the present view.
func (x *Index) build(articles []*article.Article) *View {
	old := x.View()
	v := &View{index: x, Articles: slices.Clone(articles), byID: map[string]*article.Article{}, atID: map[string]int{}}
	known := map[[2]string][]place{}
	for _, p := range old.places {
		key := [2]string{p.art.ID, p.art.Rev}
		known[key] = append(known[key], p)
	}
	cut := make([][]place, len(articles))
	inParallel(len(articles), func(i int) {
		a := articles[i]
		if places, ok := known[[2]string{a.ID, a.Rev}]; ok && places[0].art.Meta == a.Meta {
			cut[i] = places
			return
		}
		cut[i] = x.places(a)
	})
	langs := map[string]int{}
	for i, a := range articles {
		v.byID[a.ID] = a
		langs[a.Lang]++
		v.places = append(v.places, cut[i]...)
	}
	counts := make([][]lexical.Count, len(v.places))
	for i, p := range v.places {
		v.atID[p.passage.ID] = i
		counts[i] = p.counts
	}
	v.words = lexical.Build(x.dict, counts)
	for lang, n := range langs {
		if n > langs[v.Lang] || n == langs[v.Lang] && lang < v.Lang {
			v.Lang = lang
		}
	}
	return v
}

func (x *Index) places(a *article.Article) []place {
	lang := words.For(a.Lang)
	passages := Cut(a)
	places := make([]place, len(passages))
	next := 0
	for i, p := range passages {
		from := next
		for next < len(a.Sentences) && a.Sentences[next].Span.End <= p.Span.End {
			next++
		}
		places[i] = place{passage: p, art: a, from: from, to: next, counts: x.dict.Count(stems(lang, p.Text, p.Context))}
	}
	return places
}

// stems are the stems of content words of texts.
func stems(lang *words.Language, texts ...string) []string {
	var out []string
	for _, text := range texts {
		lang.Each(text, func(t words.Token) {
			if !t.Stop {
				out = append(out, t.Stem)
			}
		})
	}
	return out
}

// inParallel calls f for 0 to n-1, on as many goroutines as there are processors.
func inParallel(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// fill embeds and stores what the store lacks of v.
func (x *Index) fill(ctx context.Context, v *View, stored map[string][]string) error {
	byArticle := map[string][]Passage{}
	for _, p := range v.places {
		byArticle[p.art.ID] = append(byArticle[p.art.ID], p.passage)
	}
	var missing []*article.Article
	for _, a := range v.Articles {
		if !slices.Contains(stored[a.ID], a.Rev) {
			missing = append(missing, a)
		}
	}
	done := 0
	for part := range slices.Chunk(missing, batch) {
		if err := x.put(ctx, part, byArticle); err != nil {
			return err
		}
		done += len(part)
		if x.opts.Progress != nil {
			x.opts.Progress(done, len(missing))
		}
	}
	return nil
}

func (x *Index) put(ctx context.Context, articles []*article.Article, passages map[string][]Passage) error {
	var texts []string
	for _, a := range articles {
		for _, p := range passages[a.ID] {
			texts = append(texts, p.Context+"\n"+p.Text)
		}
	}
	vectors, err := x.embed.EmbedPassages(ctx, texts)
	if err != nil {
		return err
	}
	if len(vectors) != len(texts) {
		return fmt.Errorf("embed with %s: %d texts, %d vectors", x.embed.Model(), len(texts), len(vectors))
	}
	docs := make([]Document, len(articles))
	for i, a := range articles {
		n := len(passages[a.ID])
		docs[i] = Document{Article: a.ID, Rev: a.Rev, Passages: passages[a.ID], Vectors: vectors[:n]}
		vectors = vectors[n:]
	}
	if err := x.store.Put(ctx, docs); err != nil {
		return fmt.Errorf("store %d articles: %w", len(articles), err)
	}
	return nil
}

// clean deletes from the store what v no longer holds.
func (x *Index) clean(ctx context.Context, v *View, stored map[string][]string) error {
	for id, revs := range stored {
		for _, rev := range revs {
			if a := v.byID[id]; a != nil && a.Rev == rev {
				continue
			}
			if err := x.store.Delete(ctx, id, rev); err != nil {
				return fmt.Errorf("delete %s at %s from the store: %w", id, rev, err)
			}
		}
	}
	return nil
}
