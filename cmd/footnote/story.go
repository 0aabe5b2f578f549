package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"footnote/article"
	"footnote/internal/config"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/memstore"
	"footnote/seeds"
)

// A story is the articles that this run is about.
type story struct {
	dir      string // as --seeds names it; empty for the sample story
	articles []*article.Article
	conf     config.Config // where its index is kept
}

// readStory reads the articles of the story that is asked about, or the sample story. Files
// that cannot be read get a notice; when no article is left, that is the error.
func (p *program) readStory(ctx context.Context) (*story, error) {
	conf, err := p.settings()
	if err != nil {
		return nil, err
	}
	dir, err := p.folderAsked(conf)
	if err != nil {
		return nil, err
	}
	s := &story{dir: dir, conf: conf}
	fsys, closer, err := s.open()
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	articles, problems, err := article.ReadFolder(ctx, fsys)
	if err != nil {
		return nil, fmt.Errorf("cannot read the folder %s: %w", s.dir, err)
	}
	for _, pr := range problems {
		p.err.say("left out %v", pr)
	}
	for _, a := range articles {
		for _, w := range a.Warnings {
			p.err.say("%s: %s", a.ID, w)
		}
	}
	switch {
	case len(articles) == 0 && len(problems) > 0:
		return nil, fmt.Errorf("no article is left in the folder %s; the first of the files to mend: %w", s.dir, problems[0])
	case len(articles) == 0:
		return nil, fmt.Errorf("the folder %s holds no articles; put .txt or .md files there", s.dir)
	}
	collectMore(articles)
	s.articles = articles
	return s, nil
}

// open opens the story's folder, or that of the sample story.
func (s *story) open() (fs.FS, io.Closer, error) {
	if s.dir == "" {
		return seeds.FS, io.NopCloser(nil), nil
	}
	root, err := openFolder(s.dir)
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), root, nil
}

// openFolder opens a folder such that no link leads out of it.
func openFolder(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s; name the folder of articles with --seeds, or in the configuration", dir)
	case err == nil && !info.IsDir():
		return nil, fmt.Errorf("%s is a file; name the folder that holds it: --seeds %s", dir, filepath.Dir(dir))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the folder %s; check that you may read it: %w", dir, err)
	}
	return root, nil
}

// openStory reads the story and makes it searchable.
func (p *program) openStory(ctx context.Context) (*story, *retrieval.View, error) {
	s, err := p.readStory(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := p.engage(p.err.logger(), s.conf); err != nil {
		return nil, nil, err
	}
	view, err := p.index(ctx, s)
	return s, view, err
}

// index makes the story searchable. Where its index cannot be filed, it is kept
// in memory for this run, with a notice.
func (p *program) index(ctx context.Context, s *story) (*retrieval.View, error) {
	store, err := p.openStore(ctx, s)
	if err == nil {
		var view *retrieval.View
		view, err = p.sync(ctx, s, store)
		if err == nil {
			return view, nil
		}
	}
	if ctx.Err() != nil {
		return nil, err
	}
	p.err.say("the index is kept in memory only; another folder for it can be named with --data: %v", err)
	return p.sync(ctx, s, memstore.New())
}

// sync indexes the story in a store.
func (p *program) sync(ctx context.Context, s *story, store retrieval.Store) (*retrieval.View, error) {
	x := retrieval.New(p.err.logger(), p.embed, store, retrieval.Options{Progress: p.err.progress()})
	if err := x.Sync(ctx, s.articles); err != nil {
		return nil, err
	}
	return x.View(), nil
}

// openStore opens the store of a story under the embedder's model. It has a
// folder of its own: index/STORY/MODEL-RECIPE.
func (p *program) openStore(ctx context.Context, s *story) (retrieval.Store, error) {
	data, err := indexFolder(s.conf)
	if err != nil {
		return nil, err
	}
	key, err := s.key()
	if err != nil {
		return nil, err
	}
	model := p.embed.Model()
	dir := filepath.Join(data, key, fileSafe(model+"-"+retrieval.Recipe))
	return chromemstore.Open(ctx, p.err.logger(), dir, model)
}

// key names the story's folder in the index: the sample story's is sample, any
// other's is its base name and what tells it from others of that name.
func (s *story) key() (string, error) {
	if s.dir == "" {
		return "sample", nil
	}
	path, err := filepath.Abs(s.dir)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(path))
	return fileSafe(filepath.Base(path)) + "-" + hex.EncodeToString(sum[:4]), nil
}

// fileSafe is s without what a file's name cannot hold on some system, and not too long.
func fileSafe(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r)) {
			return r
		}
		return '_'
	}, s)
	return strings.TrimLeft(s[:min(len(s), 60)], ".")
}

// place writes a citation's place such that an editor finds it: the path of the
// file where the story is a folder, else the article's id, and the lines.
func (s *story) place(c citation) string {
	at := fmt.Sprintf("%s:%d", s.file(c.Article), c.Line)
	if c.EndLine > c.Line {
		at += fmt.Sprintf("-%d", c.EndLine)
	}
	return at
}

// file is the path of an article's file, relative where --seeds is or where it
// lies below the working folder; the id where the story is in the binary.
func (s *story) file(id string) string {
	if s.dir == "" {
		return id
	}
	dir := s.dir
	if wd, err := os.Getwd(); err == nil && filepath.IsAbs(dir) {
		if rel, err := filepath.Rel(wd, dir); err == nil && filepath.IsLocal(rel) {
			dir = rel
		}
	}
	name := id
	if i := slices.IndexFunc(s.articles, func(a *article.Article) bool { return a.ID == id }); i >= 0 {
		name = s.articles[i].Path
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}
