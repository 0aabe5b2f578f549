// Package living keeps a story up to date with its folder while questions are
// asked. It looks every few seconds: no notices of the system are needed, which
// network disks and containers do not give. What has changed is indexed, and the
// view swapped at once; whoever answers a question takes one view and keeps to it.
package living

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"slices"
	"sync"
	"time"

	"footnote/article"
	"footnote/retrieval"
)

// Options are a Story's settings.
type Options struct {
	// Every is how long Run waits from the end of a look to the next; 0 means
	// 10 s. With that a file that has changed is read within 22 s and the time
	// that looks take: one that is being written is left alone by two looks at
	// most, of which the second comes a second after the first.
	Every time.Duration
	// Changed, if any, is called after each look that found articles or problems
	// changed, the first included, once the view is that of these articles: with
	// their number and all the problems there are. It must not call Look.
	Changed func(articles int, problems []*article.Problem)
}

const (
	defaultEvery = 10 * time.Second
	// soon is when to look again for a file that was being written. article.Folder
	// waits for as long.
	soon = time.Second
)

// Open opens the folder of a story. It is called for each look, since the folder
// may meanwhile have been unmounted or replaced. The closer, which may be nil, is
// closed after the look. The file system is as article.ReadFolder has it.
type Open func() (fs.FS, io.Closer, error)

// A Story is the index of a folder that is looked at again and again. Its methods
// may be called from any number of goroutines.
type Story struct {
	lg    *slog.Logger
	open  Open
	index *retrieval.Index
	opts  Options

	looking sync.Mutex // one Look at a time; it guards what follows
	folder  *article.Folder
	place   place              // of the folder at the last reading
	indexed []*article.Article // those of the view; nil before the first Sync
	pending bool               // Changed is to be called
	told    map[article.Problem]bool

	state sync.Mutex // never held for long; it guards what follows
	tally tally
}

// A tally is how the looks went.
type tally struct {
	looks, failed int
	last          time.Time // end of the last that did not fail
	err           error     // of the last
}

// New returns a story that has not been looked at. Nothing else may Sync the index.
func New(lg *slog.Logger, open Open, index *retrieval.Index, opts Options) *Story {
	if opts.Every <= 0 {
		opts.Every = defaultEvery
	}
	return &Story{lg: lg, open: open, index: index, opts: opts, folder: article.NewFolder(nil)}
}

// View returns the story as it was at the last look that did not fail; without
// articles before the first.
func (s *Story) View() *retrieval.View { return s.index.View() }

// LastLook returns when the last look that did not fail ended, zero where there is
// none, and the error of the last look, nil where it did not fail.
func (s *Story) LastLook() (time.Time, error) {
	s.state.Lock()
	defer s.state.Unlock()
	return s.tally.last, s.tally.err
}

// Looks returns how many looks there were and how many of them failed. One that
// ctx ended is not counted.
func (s *Story) Looks() (all, failed int) {
	s.state.Lock()
	defer s.state.Unlock()
	return s.tally.looks, s.tally.failed
}

// Run looks at once and then again and again until ctx ends; the error is then
// nil. A look that fails is logged, and not again as long as the next fail alike.
func (s *Story) Run(ctx context.Context) error {
	failing, hasty := "", false
	for {
		err := s.Look(ctx)
		if ctx.Err() != nil {
			return nil
		}
		failing = s.tell(failing, err)
		wait := s.opts.Every
		if hasty = !hasty && s.waiting(); hasty {
			wait = min(wait, soon)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// waiting reports whether files were left for a later look.
func (s *Story) waiting() bool {
	s.looking.Lock()
	defer s.looking.Unlock()
	return s.folder.Waiting()
}

// Look reads what has changed in the folder and brings the index to it. A folder
// that is there and empty gives a view without articles. On an error (the folder
// cannot be opened or read, the index does not take the articles, ctx has ended)
// the view stays what it was, and the next look begins where this one failed.
func (s *Story) Look(ctx context.Context) error {
	s.looking.Lock()
	defer s.looking.Unlock()
	err := s.look(ctx)
	if ctx.Err() != nil {
		return err
	}
	s.state.Lock()
	defer s.state.Unlock()
	s.tally.looks++
	s.tally.err = err
	if err != nil {
		s.tally.failed++
	} else {
		s.tally.last = time.Now()
	}
	return err
}

func (s *Story) look(ctx context.Context) error {
	articles, problems, err := s.read(ctx)
	if err != nil {
		return err
	}
	s.tellProblems(problems)
	if s.indexed == nil || !slices.Equal(articles, s.indexed) {
		if err := s.index.Sync(ctx, articles); err != nil {
			return fmt.Errorf("index %d articles: %w", len(articles), err)
		}
		s.tellChange(articles, problems)
		s.indexed = append([]*article.Article{}, articles...)
	}
	if s.pending && s.opts.Changed != nil {
		s.opts.Changed(len(articles), problems)
	}
	s.pending = false
	return nil
}

// read opens and reads the folder.
func (s *Story) read(ctx context.Context) ([]*article.Article, []*article.Problem, error) {
	fsys, closer, err := s.open()
	if err != nil {
		return nil, nil, fmt.Errorf("open the folder of articles: %w", err)
	}
	if closer != nil {
		defer closer.Close()
	}
	at := placeOf(fsys)
	if len(s.indexed) > 0 && at.unmounted(s.place, fsys) {
		return nil, nil, errUnmounted
	}
	s.folder.Reopen(fsys)
	articles, problems, changed, err := s.folder.Read(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read the folder of articles: %w", err)
	}
	s.place = at
	s.pending = s.pending || changed
	return articles, problems, nil
}
