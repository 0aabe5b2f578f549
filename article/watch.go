package article

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"footnote/internal/parallel"
)

const (
	// racy is how long before a reading a file must have been written for its
	// modification time to tell it from what is written after the reading. The
	// coarsest clock of a file system that is in use, FAT's, has steps of two seconds.
	racy = 2 * time.Second

	// settling is how long a file must have been left alone to count as written to its end.
	settling = time.Second

	// patience is which reading, counted from the first that finds a file being
	// written, takes it in any case.
	patience = 3
)

// A Folder reads the articles of a folder again and again and each time opens
// only the files that may have changed: those whose size, modification time,
// mode or identity is not that of the last reading, and those that had been
// written so shortly before it (less than 2 s) that a later write might not show
// in their time. A write that leaves the size and sets the time back by hand goes
// unseen until the next one.
//
// A file that was written less than a second ago, or while it was being read, may
// be half written: it stays what it was before, absent if it was new, and so does
// one that the disk or the network fails to give. The third such reading in a row
// takes the file as it is, so that one that is written all the time is still
// read. The first reading of a folder takes everything as it is.
//
// A file that has become no article, for example by broken front matter, is a
// problem, and its last good version is gone, not kept: what is cited must be what
// lies on disk, and an article that was emptied or spoilt may have been meant to
// go. A file that was removed is gone at once.
//
// A Folder is for one goroutine at a time.
type Folder struct {
	fsys     fs.FS
	now      func() time.Time
	files    map[string]file // by path; nil before the first reading
	articles []*Article
	problems []*Problem
	faults   int // readings in a row that could not list a folder below
}

// A file is what is known of a file in a folder. The zero value is one that has not been read.
type file struct {
	stamp   stamp    // from before its bytes were read; zero where it is to be read again in any case
	racy    bool     // written so shortly before the reading that a later write might not show in stamp
	article *Article // or
	problem *Problem // or neither
	held    int      // readings in a row that left it as it was although it may have changed
}

// A stamp is what tells, without opening it, whether a file is what it was.
type stamp struct {
	size int64
	time time.Time
	mode fs.FileMode
	info fs.FileInfo // for os.SameFile alone; nil in the zero value
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{info.Size(), info.ModTime(), info.Mode(), info}
}

// is reports whether the file looks the same as when t was taken; the zero value
// is like nothing. Where the system knows files by more than their name, one that
// was moved over another is told by that, whatever its size and time.
func (s stamp) is(t stamp) bool {
	if t.info == nil || s.size != t.size || !s.time.Equal(t.time) || s.mode != t.mode {
		return false
	}
	known := os.SameFile(s.info, s.info)
	return !known || os.SameFile(s.info, t.info)
}

// NewFolder returns a folder that has not been read. fsys is as ReadFolder has it.
func NewFolder(fsys fs.FS) *Folder { return &Folder{fsys: fsys, now: time.Now} }

// Reopen has the next readings use fsys: the same folder, opened anew, or the one
// that has taken its place. What has been read stays known.
func (f *Folder) Reopen(fsys fs.FS) { f.fsys = fsys }

// Waiting reports whether the last reading left a file as it was because it was
// being written: a reading soon after may find it settled.
func (f *Folder) Waiting() bool {
	for _, one := range f.files {
		if one.held > 0 {
			return true
		}
	}
	return false
}

// Read returns the folder's articles, by id, and its problems, by path, as
// ReadFolder does. An article of a file with the same bytes is the same pointer
// as the last time. changed reports whether articles or problems differ from the
// last time; those of the first reading do, even where there are none. On an
// error, nothing is returned and the last reading stays the last: the context's
// error, that of the folder itself, or, twice in a row at most, a fault in listing
// a folder below, which would else take all articles of that folder away.
func (f *Folder) Read(ctx context.Context) (articles []*Article, problems []*Problem, changed bool, err error) {
	at := f.now()
	l, err := list(ctx, f.fsys)
	if err == nil {
		err = f.excuse(l.fault)
	}
	if err != nil {
		return nil, nil, false, err
	}
	looked := make([]file, len(l.files))
	parallel.For(len(l.files), func(i int) {
		if ctx.Err() == nil {
			looked[i] = f.look(l.files[i], at)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, nil, false, err
	}
	articles, problems, changed = f.keep(l, looked)
	return articles, problems, changed, nil
}

// excuse returns the fault of a folder below, which is then the reading's error,
// or nil where there is none, or where the reading is to do without that folder.
func (f *Folder) excuse(fault error) error {
	if fault == nil {
		f.faults = 0
		return nil
	}
	f.faults++
	if f.files == nil || f.faults >= patience {
		return nil
	}
	return fault
}

// keep makes what was looked at the last reading and returns it as Read does.
func (f *Folder) keep(l listing, looked []file) (articles []*Article, problems []*Problem, changed bool) {
	files := make(map[string]file, len(looked))
	problems = l.problems
	for i, e := range l.files {
		files[e.name] = looked[i]
		if a := looked[i].article; a != nil {
			articles = append(articles, a)
		}
		if p := looked[i].problem; p != nil {
			problems = append(problems, p)
		}
	}
	slices.SortFunc(articles, func(a, b *Article) int { return strings.Compare(a.ID, b.ID) })
	slices.SortStableFunc(problems, func(a, b *Problem) int { return strings.Compare(a.Path, b.Path) })
	changed = f.files == nil || !slices.Equal(articles, f.articles) ||
		!slices.EqualFunc(problems, f.problems, func(a, b *Problem) bool { return *a == *b })
	f.files, f.articles, f.problems = files, slices.Clone(articles), slices.Clone(problems)
	return articles, problems, changed
}

// look returns what is to be known of a file after a reading that began at that moment.
func (f *Folder) look(e entry, at time.Time) file {
	old := f.files[e.name]
	held := old
	held.held++
	patient := f.files != nil && held.held < patience
	info, err := fs.Stat(f.fsys, e.name)
	if err != nil {
		if patient && !e.link && passing(err) {
			return held
		}
		return file{problem: unreachable(e, err)}
	}
	now := stampOf(info)
	same := now.is(old.stamp)
	if same && !old.racy {
		old.held = 0
		return old
	}
	if patient && !same && f.now().Sub(now.time) < settling {
		return held
	}
	next, err := f.read(e, now, old.article)
	if patient && (passing(err) || f.moved(e.name, now)) {
		return held
	}
	next.racy = now.time.After(at.Add(-racy))
	return next
}

// read reads a file; where it has the bytes of old, which may be nil, the article
// is old. The error is that of opening and reading, which the problem tells as well.
func (f *Folder) read(e entry, now stamp, old *Article) (file, error) {
	if p := unfit(e.name, now); p != nil {
		return file{stamp: now, problem: p}, nil
	}
	source, err := readSome(f.fsys, e.name, int(now.size))
	switch {
	case errors.Is(err, fs.ErrNotExist) && !e.link: // removed since it was looked at
		return file{}, nil
	case err != nil:
		return file{problem: &Problem{Path: e.name, Text: "cannot be read; check that you may read it"}}, err
	case old != nil && old.Source == source:
		return file{stamp: now, article: old}, nil
	}
	a, p := parse(e.name, source)
	return file{stamp: now, article: a, problem: p}, nil
}

// moved reports whether a file has changed since its stamp was taken.
func (f *Folder) moved(name string, s stamp) bool {
	info, err := fs.Stat(f.fsys, name)
	return err == nil && !stampOf(info).is(s)
}
