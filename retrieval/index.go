package retrieval

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"footnote/article"
	"footnote/internal/parallel"
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

// Standing are the articles that were not withdrawn, by id; the slice is the caller's.
func (v *View) Standing() []*article.Article {
	return slices.DeleteFunc(slices.Clone(v.Articles), func(a *article.Article) bool { return a.Status == article.Withdrawn })
}

// batch is how many articles are embedded and stored at a time, at most. What is
// stored survives whatever ends the process, and need not be done again.
const batch = 256

// leastBatches is how many batches there are at least, so that filing and embedding overlap.
const leastBatches = 3

// Sync brings the index to these articles. Passages of new and changed articles
// are embedded and stored before the view is swapped, old ones are deleted after
// it; where that fails it is only logged. On an error, or when ctx ends, the view
// stays as it was, and what has been stored is there for the next Sync.
func (x *Index) Sync(ctx context.Context, articles []*article.Article) error {
	x.sync.Lock()
	defer x.sync.Unlock()
	stored, err := x.store.Revisions(ctx)
	if err != nil {
		return fmt.Errorf("list the stored articles: %w", err)
	}
	cut := x.known(articles)
	if err := x.fill(ctx, articles, cut, stored); err != nil {
		return err
	}
	parallel.For(len(articles), func(i int) {
		if cut[i] == nil && ctx.Err() == nil {
			cut[i] = x.cut(articles[i])
		}
	})
	next := x.assemble(articles, cut)
	if err := x.mend(ctx, articles, cut); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	x.view.Store(next)
	if err := x.clean(ctx, next, stored); err != nil && ctx.Err() == nil {
		x.lg.Warn("old revisions stay in the index until the next time", "err", err)
	}
	return nil
}

// mend stores articles again whose stored passages are not those just cut: they were
// cut by other rules, of another version of the program.
func (x *Index) mend(ctx context.Context, articles []*article.Article, cut [][]place) error {
	held := map[string]bool{}
	for after := ""; ; {
		page, err := x.store.All(ctx, after, pageSize)
		if err != nil {
			return fmt.Errorf("list the stored passages: %w", err)
		}
		if len(page) == 0 {
			break
		}
		for _, p := range page {
			held[p.ID] = true
		}
		after = page[len(page)-1].ID
	}
	var stale []int
	for i, a := range articles {
		for _, p := range cut[i] {
			if !held[p.passage.ID] {
				stale = append(stale, i)
				if err := x.store.Delete(ctx, a.ID, a.Rev); err != nil {
					return fmt.Errorf("delete %s at %s from the store: %w", a.ID, a.Rev, err)
				}
				break
			}
		}
	}
	for part := range slices.Chunk(stale, batch) {
		docs, err := x.embedAll(ctx, articles, part, cut)
		if err == nil {
			err = x.put(ctx, docs)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pageSize is how many stored passages are listed at a time.
const pageSize = 4096

// known are the places of those articles that the present view has, by index; nil for others.
func (x *Index) known(articles []*article.Article) [][]place {
	old := map[[2]string][]place{}
	for _, p := range x.View().places {
		key := [2]string{p.art.ID, p.art.Rev}
		old[key] = append(old[key], p)
	}
	cut := make([][]place, len(articles))
	for i, a := range articles {
		if places := old[[2]string{a.ID, a.Rev}]; len(places) > 0 && places[0].art.Meta == a.Meta && places[0].art.Path == a.Path {
			cut[i] = places
		}
	}
	return cut
}

// assemble makes the view of articles and their places.
func (x *Index) assemble(articles []*article.Article, cut [][]place) *View {
	v := &View{index: x, Articles: slices.Clone(articles), byID: map[string]*article.Article{}, atID: map[string]int{}}
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

// cut cuts an article into places and counts their stems.
func (x *Index) cut(a *article.Article) []place {
	lang := words.For(a.Lang)
	passages := Cut(a)
	places := make([]place, len(passages))
	next := 0
	for i, p := range passages {
		from := next
		for next < len(a.Sentences) && a.Sentences[next].Span.End <= p.Span.End {
			next++
		}
		places[i] = place{passage: p, art: a, from: from, to: next, counts: x.dict.Count(lang.Stems(p.Context, p.Text))}
	}
	return places
}

// fill embeds and stores the articles that the store lacks, and notes their
// places in cut. While one batch is stored the next is embedded.
func (x *Index) fill(ctx context.Context, articles []*article.Article, cut [][]place, stored map[string][]string) error {
	var missing []int
	for i, a := range articles {
		if !slices.Contains(stored[a.ID], a.Rev) {
			missing = append(missing, i)
		}
	}
	size := min(batch, len(missing)/leastBatches+1)
	stores := make(chan error, 1)
	stores <- nil
	done := 0
	for part := range slices.Chunk(missing, size) {
		docs, err := x.embedAll(ctx, articles, part, cut)
		if before := <-stores; err == nil {
			err = before
		}
		if err != nil {
			return err
		}
		go func() { stores <- x.put(ctx, docs) }()
		done += len(part)
		if x.opts.Progress != nil {
			x.opts.Progress(done, len(missing))
		}
	}
	return <-stores
}

// embedAll makes the documents of the articles at these indexes.
func (x *Index) embedAll(ctx context.Context, articles []*article.Article, part []int, cut [][]place) ([]Document, error) {
	parallel.For(len(part), func(i int) { cut[part[i]] = x.cut(articles[part[i]]) })
	var places []place
	for _, i := range part {
		places = append(places, cut[i]...)
	}
	vectors, err := x.vectors(ctx, places)
	if err != nil {
		return nil, err
	}
	docs := make([]Document, len(part))
	for i, n := range part {
		d := Document{Article: articles[n].ID, Rev: articles[n].Rev, Passages: make([]Passage, len(cut[n]))}
		for j, p := range cut[n] {
			d.Passages[j] = p.passage
		}
		d.Vectors, vectors = vectors[:len(cut[n]):len(cut[n])], vectors[len(cut[n]):]
		docs[i] = d
	}
	return docs, nil
}

// vectors embeds the passages of places.
func (x *Index) vectors(ctx context.Context, places []place) ([][]float32, error) {
	var vectors [][]float32
	var err error
	if by, ok := x.embed.(CountEmbedder); ok {
		counts := make([][]lexical.Count, len(places))
		for i, p := range places {
			counts[i] = p.counts
		}
		vectors, err = by.EmbedCounts(ctx, x.dict, counts)
	} else {
		texts := make([]string, len(places))
		for i, p := range places {
			texts[i] = p.passage.Context + "\n" + p.passage.Text
		}
		vectors, err = x.embed.EmbedPassages(ctx, texts)
	}
	if err == nil && len(vectors) != len(places) {
		err = fmt.Errorf("embed with %s: %d texts, %d vectors", x.embed.Model(), len(places), len(vectors))
	}
	return vectors, err
}

func (x *Index) put(ctx context.Context, docs []Document) error {
	if err := x.store.Put(ctx, docs); err != nil {
		return fmt.Errorf("store %d articles: %w", len(docs), err)
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
