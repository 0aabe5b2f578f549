package living_test

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
	"time"

	"footnote/internal/living"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

// A disk is a folder in memory. Each opening sees it as it is at that moment.
type disk struct {
	mu     sync.Mutex
	files  fstest.MapFS
	fault  error // of opening it
	opens  int
	closes int
}

func newDisk() *disk { return &disk{files: fstest.MapFS{}} }

func (d *disk) open() (fs.FS, io.Closer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fault != nil {
		return nil, nil, d.fault
	}
	d.opens++
	return maps.Clone(d.files), d, nil
}

func (d *disk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closes++
	return nil
}

// write writes a file some time ago.
func (d *disk) write(name, text string, ago time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: time.Now().Add(-ago)}
}

func (d *disk) move(from, to string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if to != "" {
		d.files[to] = d.files[from]
	}
	delete(d.files, from)
}

// fail makes opening fail; nil mends it.
func (d *disk) fail(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault = err
}

// counting counts the passages that it embeds.
type counting struct {
	local *embedder.Local
	texts int
	fail  error
}

func (c *counting) Model() string { return c.local.Model() }

func (c *counting) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return c.local.EmbedQuery(ctx, text)
}

func (c *counting) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	if c.fail != nil {
		return nil, c.fail
	}
	c.texts += len(texts)
	return c.local.EmbedPassages(ctx, texts)
}

// A log keeps what is logged: message, and attributes in the order given.
type log struct {
	slog.Handler
	mu    sync.Mutex
	lines []string
}

func (l *log) Enabled(context.Context, slog.Level) bool { return true }

func (l *log) Handle(_ context.Context, r slog.Record) error {
	line := r.Level.String() + " " + r.Message
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
	return nil
}

// take returns the lines since it was last called that hold a word.
func (l *log) take(word string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := slices.DeleteFunc(l.lines, func(s string) bool { return !strings.Contains(s, word) })
	l.lines = nil
	return lines
}

// A fixture is a story with all that it is made of.
type fixture struct {
	*living.Story
	disk  *disk
	embed *counting
	store *memstore.Store
	log   *log
}

// newStory returns a story over a disk in memory.
func newStory(opts living.Options) *fixture {
	d := newDisk()
	f := storyOf(d.open, opts)
	f.disk = d
	return f
}

func storyOf(open living.Open, opts living.Options) *fixture {
	f := &fixture{embed: &counting{local: embedder.NewLocal(64)}, store: memstore.New(), log: &log{}}
	index := retrieval.New(slog.New(slog.DiscardHandler), f.embed, f.store, retrieval.Options{})
	f.Story = living.New(slog.New(f.log), open, index, opts)
	return f
}

// openDir opens a folder on the disk.
func openDir(dir string) living.Open {
	return func() (fs.FS, io.Closer, error) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, nil, err
		}
		return root.FS(), root, nil
	}
}

// articles are the articles of a view: id:first word.
func articles(v *retrieval.View) string {
	var as []string
	for _, a := range v.Articles {
		as = append(as, a.ID+":"+strings.Fields(a.Source)[0])
	}
	return strings.Join(as, " ")
}
