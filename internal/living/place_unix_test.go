//go:build unix

package living_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"footnote/internal/living"
)

// A mounted is a folder on a device.
type mounted struct {
	fstest.MapFS
	device uint64
}

func (m mounted) Stat(name string) (fs.FileInfo, error) {
	info, err := m.MapFS.Stat(name)
	if err != nil || name != "." {
		return info, err
	}
	st := &syscall.Stat_t{}
	st.Dev += device(m.device, st.Dev)
	return onDevice{info, st}, nil
}

// device is a device's number in the type that the system has for it.
func device[T int32 | uint32 | uint64](n uint64, _ T) T { return T(n) }

type onDevice struct {
	fs.FileInfo
	st *syscall.Stat_t
}

func (o onDevice) Sys() any { return o.st }

// A disk that is unmounted leaves an empty folder on another device. It takes
// nothing away; an emptied folder does.
func TestLookAtAnUnmountedFolder(t *testing.T) {
	files := fstest.MapFS{"a.txt": {Data: []byte("One bridge.\n"), ModTime: time.Now().Add(-time.Minute)}}
	none := fstest.MapFS{}
	steps := []struct {
		name string
		mounted
		want string // articles
		err  bool
	}{
		{"before mounting", mounted{none, 1}, "", false},
		{"mounted", mounted{files, 2}, "a:One", false},
		{"unmounted", mounted{none, 1}, "a:One", true},
		{"still", mounted{none, 1}, "a:One", true},
		{"mounted again", mounted{files, 3}, "a:One", false},
		{"moved to another disk", mounted{files, 1}, "a:One", false},
		{"emptied", mounted{none, 1}, "", false},
		{"unmounted while empty", mounted{none, 2}, "", false},
	}
	var now mounted
	s := storyOf(func() (fs.FS, io.Closer, error) { return now, nil, nil }, living.Options{})
	for _, step := range steps {
		now = step.mounted
		err := s.Look(t.Context())
		if got := articles(s.View()); got != step.want || (err != nil) != step.err {
			t.Errorf("%s: %q, error %v; want %q", step.name, got, err, step.want)
		}
		if err != nil && !strings.Contains(err.Error(), "unmounted") {
			t.Errorf("%s: error %v", step.name, err)
		}
	}
}

// The same with a folder on the disk, as far as it can be done without mounting:
// removed, it keeps the view; made anew and empty, it gives an empty one.
func TestLookAtAFolderThatIsRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "story")
	write := func() {
		t.Helper()
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		path, old := filepath.Join(dir, "a.txt"), time.Now().Add(-time.Minute)
		if err := os.WriteFile(path, []byte("One bridge.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	s := storyOf(openDir(dir), living.Options{})
	steps := []struct {
		name string
		do   func() error
		want string
		err  bool
	}{
		{"there", func() error { write(); return nil }, "a:One", false},
		{"removed", func() error { return os.RemoveAll(dir) }, "a:One", true},
		{"back", func() error { write(); return nil }, "a:One", false},
		{"emptied", func() error { return os.Rename(filepath.Join(dir, "a.txt"), dir+"2") }, "", false},
		{"moved away", func() error { write(); return os.Rename(dir, dir+"3") }, "", true},
		{"made anew", func() error { return os.Mkdir(dir, 0o755) }, "", false},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		err := s.Look(t.Context())
		if got := articles(s.View()); got != step.want || (err != nil) != step.err {
			t.Errorf("%s: %q, error %v; want %q", step.name, got, err, step.want)
		}
	}
}
