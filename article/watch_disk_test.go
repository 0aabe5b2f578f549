package article

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/internal/zipftest"
)

// A disk is a folder in memory that notes which files are opened. Its clock
// moves by hand.
type disk struct {
	fstest.MapFS
	clock  time.Time
	fault  map[string]error // of opening a file or listing a folder
	blind  error            // of looking at any file
	opened chan string
	before func(name string) // what happens before a file's bytes are read
}

func newDisk() *disk {
	return &disk{MapFS: fstest.MapFS{}, clock: time.Date(2031, 3, 9, 12, 0, 0, 0, time.UTC),
		fault: map[string]error{}, opened: make(chan string, 1000)}
}

// write writes a file some time ago.
func (d *disk) write(name, text string, ago time.Duration) {
	d.MapFS[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: d.clock.Add(-ago)}
}

// Stat looks at a file without opening it.
func (d *disk) Stat(name string) (fs.FileInfo, error) {
	if d.blind != nil && name != "." {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: d.blind}
	}
	return d.MapFS.Stat(name)
}

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := d.fault[name]; err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	return d.MapFS.ReadDir(name)
}

func (d *disk) Open(name string) (fs.File, error) {
	d.opened <- name
	if d.before != nil {
		d.before(name)
	}
	if err := d.fault[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return d.MapFS.Open(name)
}

// opens are the files opened since it was last called.
func (d *disk) opens() string {
	var names []string
	for len(d.opened) > 0 {
		names = append(names, <-d.opened)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func (d *disk) folder() *Folder {
	f := NewFolder(d)
	f.now = func() time.Time { return d.clock }
	return f
}

// A reading is what Read returns, for comparing.
type reading struct {
	articles string // id:first word, by id
	problems string // paths
	opened   string
	changed  bool
}

func read(t *testing.T, d *disk, f *Folder) reading {
	t.Helper()
	articles, problems, changed, err := f.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var as, ps []string
	for _, a := range articles {
		as = append(as, a.ID+":"+strings.Fields(a.Source)[0])
	}
	for _, p := range problems {
		ps = append(ps, p.Path)
	}
	return reading{strings.Join(as, " "), strings.Join(ps, " "), d.opens(), changed}
}

// BenchmarkFolder reads 4,700 files again that have not changed, and, to compare, for the first time.
func BenchmarkFolder(b *testing.B) {
	dir := b.TempDir()
	if err := os.CopyFS(dir, zipftest.Folder(4700, 200)); err != nil {
		b.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) != 4700 {
		b.Fatal(len(names), err)
	}
	for _, name := range names {
		if err := os.Chtimes(name, old, old); err != nil {
			b.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := ReadFolder(context.Background(), root.FS()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		f := NewFolder(root.FS())
		if _, _, _, err := f.Read(context.Background()); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, _, changed, err := f.Read(context.Background()); changed || err != nil {
				b.Fatal(changed, err)
			}
		}
	})
}
