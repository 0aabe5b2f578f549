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

	"footnote/internal/parallel"
)

// ReadFolder reads all articles of a folder and those below it, by id. What is
// no article is passed over: other endings, names that begin with "." or "_".
// What cannot be read is left out and returned as a problem, so that one bad
// file never keeps the others away. fsys must not lead out of the folder through
// links (see os.Root). The error is the context's, or that of the folder itself.
func ReadFolder(ctx context.Context, fsys fs.FS) ([]*Article, []*Problem, error) {
	names, problems, err := list(ctx, fsys)
	if err != nil {
		return nil, nil, err
	}
	articles := make([]*Article, len(names))
	faults := make([]*Problem, len(names))
	parallel.For(len(names), func(i int) {
		if ctx.Err() == nil {
			articles[i], faults[i] = readFile(fsys, names[i])
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	articles = slices.DeleteFunc(articles, func(a *Article) bool { return a == nil })
	problems = append(problems, slices.DeleteFunc(faults, func(p *Problem) bool { return p == nil })...)
	slices.SortFunc(articles, func(a, b *Article) int { return strings.Compare(a.ID, b.ID) })
	slices.SortStableFunc(problems, func(a, b *Problem) int { return strings.Compare(a.Path, b.Path) })
	return articles, problems, nil
}

// list names the files of a folder that may be articles.
func list(ctx context.Context, fsys fs.FS) (names []string, problems []*Problem, err error) {
	byID := map[string][]string{}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case name == ".":
			return err
		case err != nil:
			problems = append(problems, &Problem{Path: name, Text: "cannot be opened; check that you may read it"})
			return fs.SkipDir
		case hidden(d.Name()) && d.IsDir():
			return fs.SkipDir
		case hidden(d.Name()) || d.IsDir():
			return nil
		}
		switch ending := strings.ToLower(path.Ext(name)); {
		case ending == ".txt" || ending == ".md":
			byID[ID(name)] = append(byID[ID(name)], name)
		case ending == ".html" || ending == ".htm":
			problems = append(problems, &Problem{Path: name, Text: "a web page is no article yet; make it one with: footnote add " + name})
		case d.Type()&fs.ModeSymlink != 0 && linkedFolder(fsys, name):
			problems = append(problems, &Problem{Path: name, Text: "a link to a folder, or out of this one, is not followed; put the folder itself here"})
		}
		return nil
	})
	single, doubled := singles(byID)
	return single, append(problems, doubled...), err
}

// singles are the files whose id no other file has; the others are problems.
func singles(byID map[string][]string) (names []string, problems []*Problem) {
	for id, files := range byID {
		if len(files) == 1 {
			names = append(names, files[0])
			continue
		}
		slices.Sort(files)
		for _, f := range files {
			problems = append(problems, &Problem{Path: f, Text: fmt.Sprintf(
				"two files have the id %s (%s); rename one of them", id, strings.Join(files, ", "))})
		}
	}
	slices.Sort(names)
	return names, problems
}

// linkedFolder reports whether a link leads to a folder, or nowhere within fsys.
func linkedFolder(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err != nil || info.IsDir()
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

// readFile reads one article; it never waits for a pipe and never reads more than MaxSize.
func readFile(fsys fs.FS, name string) (*Article, *Problem) {
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, &Problem{Path: name, Text: "cannot be opened; check that you may read it"}
	case err != nil:
		return nil, &Problem{Path: name, Text: "the link leads nowhere, or out of the folder; put the file itself here"}
	case !info.Mode().IsRegular():
		return nil, &Problem{Path: name, Text: "is no regular file; put the article itself here"}
	case info.Size() > MaxSize:
		return nil, &Problem{Path: name, Text: "the file is over 5 MB; split it, or remove what is no article"}
	}
	source, err := readSome(fsys, name, int(info.Size()))
	if err != nil {
		return nil, &Problem{Path: name, Text: "cannot be read; check that you may read it"}
	}
	a, err := Read(name, source)
	if err != nil {
		var p *Problem
		if !errors.As(err, &p) {
			p = &Problem{Path: name, Text: err.Error()}
		}
		return nil, p
	}
	return a, nil
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
