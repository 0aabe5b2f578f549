package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ReadFolder reads all articles of a folder and those below it, by id. What is
// no article is passed over: other endings, names that begin with "." or "_".
// What cannot be read is left out and returned as a problem, so that one bad
// file never keeps the others away. fsys must not lead out of the folder through
// links (see os.Root). The error is the context's, or that of the folder itself.
// For a folder that is read again and again see Folder.
func ReadFolder(ctx context.Context, fsys fs.FS) ([]*Article, []*Problem, error) {
	articles, problems, _, err := NewFolder(fsys).Read(ctx)
	return articles, problems, err
}

// An entry is a file as its folder lists it.
type entry struct {
	name string // slash-separated path
	link bool
}

// A listing is what a folder and those below it hold.
type listing struct {
	files    []entry // that may be articles
	problems []*Problem
	fault    error // by which a folder below could not be listed although it may be the next time
}

// list lists a folder.
func list(ctx context.Context, fsys fs.FS) (listing, error) {
	var l listing
	byID := map[string][]entry{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case name == ".":
			return err
		case err != nil:
			l.unlisted(name, err)
			return fs.SkipDir
		case hidden(d.Name()) && d.IsDir():
			return fs.SkipDir
		case hidden(d.Name()) || d.IsDir():
			return nil
		}
		e := entry{name, d.Type()&fs.ModeSymlink != 0}
		switch ending := strings.ToLower(path.Ext(name)); {
		case ending == ".txt" || ending == ".md":
			byID[ID(name)] = append(byID[ID(name)], e)
		case ending == ".html" || ending == ".htm":
			l.add(name, "a web page is no article yet; make it one with: footnote add "+name)
		case e.link && linkedFolder(fsys, name):
			l.add(name, "a link to a folder, or out of this one, is not followed; put the folder itself here")
		}
		return nil
	})
	l.addSingles(byID)
	return l, err
}

func (l *listing) add(name, text string) {
	l.problems = append(l.problems, &Problem{Path: name, Text: text})
}

// unlisted notes a folder that cannot be listed. One that is no longer there is no problem.
func (l *listing) unlisted(name string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if passing(err) && l.fault == nil {
		l.fault = err
	}
	l.add(name, "cannot be opened; check that you may read it")
}

// addSingles adds the files whose id no other file has; the others are problems.
func (l *listing) addSingles(byID map[string][]entry) {
	for id, same := range byID {
		if len(same) == 1 {
			l.files = append(l.files, same[0])
			continue
		}
		var names []string
		for _, e := range same {
			names = append(names, e.name)
		}
		slices.Sort(names)
		for _, name := range names {
			l.add(name, fmt.Sprintf("two files have the id %s (%s); rename one of them", id, strings.Join(names, ", ")))
		}
	}
}

// linkedFolder reports whether a link leads to a folder, or nowhere within fsys.
func linkedFolder(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err != nil || info.IsDir()
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

// unreachable says why a file that was listed cannot be looked at. It is nil where
// the file has been removed since: that is no fault.
func unreachable(e entry, err error) *Problem {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &Problem{Path: e.name, Text: "cannot be opened; check that you may read it"}
	case e.link:
		return &Problem{Path: e.name, Text: "the link leads nowhere, or out of the folder; put the file itself here"}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return &Problem{Path: e.name, Text: "cannot be read; check that you may read it"}
}

// unfit says why a file is not to be opened, or nil: a pipe may keep its reader waiting for ever.
func unfit(name string, s stamp) *Problem {
	switch {
	case !s.mode.IsRegular():
		return &Problem{Path: name, Text: "is no regular file; put the article itself here"}
	case s.size > MaxSize:
		return &Problem{Path: name, Text: "the file is over 5 MB; split it, or remove what is no article"}
	}
	return nil
}

// passing reports whether an error may be gone a moment later by itself: a fault
// of the disk or the network, too many open files.
func passing(err error) bool {
	return err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission)
}

// parse is Read, with its error as the problem that it is.
func parse(name, source string) (*Article, *Problem) {
	a, err := Read(name, source)
	if err == nil {
		return a, nil
	}
	var p *Problem
	if !errors.As(err, &p) {
		p = &Problem{Path: name, Text: err.Error()}
	}
	return nil, p
}

// readSome reads a file of about size bytes; no more than MaxSize and one of one that grows.
func readSome(fsys fs.FS, name string, size int) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	b.Grow(size)
	_, err = io.Copy(&b, io.LimitReader(f, MaxSize+1))
	return b.String(), err
}
