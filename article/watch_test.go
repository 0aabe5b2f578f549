package article

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A minute is long enough for a file to be settled, and its time to tell.
const minute = time.Minute

func TestFolder(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	d.write("b.txt", "Two bridges.\n", minute)
	f := d.folder()
	steps := []struct {
		name string
		do   func()
		want reading
	}{
		{"first", func() {}, reading{"a:One b:Two", "", "a.txt b.txt", true}},
		{"nothing", func() {}, reading{"a:One b:Two", "", "", false}},
		{"added", func() { d.write("c.md", "Three bridges.\n", minute) }, reading{"a:One b:Two c:Three", "", "c.md", true}},
		{"changed", func() { d.write("b.txt", "Four bridges.\n", 30*time.Second) }, reading{"a:One b:Four c:Three", "", "b.txt", true}},
		{"same size, another time", func() { d.write("b.txt", "Five bridges.\n", 29*time.Second) }, reading{"a:One b:Five c:Three", "", "b.txt", true}},
		{"same time, another size", func() { d.write("b.txt", "Six bridges.\n", 39*time.Second) }, reading{"a:One b:Six c:Three", "", "b.txt", true}},
		{"touched", func() { d.write("b.txt", "Six bridges.\n", 28*time.Second) }, reading{"a:One b:Six c:Three", "", "b.txt", false}},
		{"mode", func() { d.MapFS["b.txt"].Mode = 0o600 }, reading{"a:One b:Six c:Three", "", "b.txt", false}},
		{"removed", func() { delete(d.MapFS, "a.txt") }, reading{"b:Six c:Three", "", "", true}},
		{"renamed", func() { d.MapFS["e.txt"] = d.MapFS["b.txt"]; delete(d.MapFS, "b.txt") }, reading{"c:Three e:Six", "", "e.txt", true}},
		{"a folder appears", func() { d.write("day2/a.txt", "Seven bridges.\n", minute) }, reading{"c:Three day2/a:Seven e:Six", "", "day2/a.txt", true}},
		{"moved into it", func() { d.MapFS["day2/e.txt"] = d.MapFS["e.txt"]; delete(d.MapFS, "e.txt") }, reading{"c:Three day2/a:Seven day2/e:Six", "", "day2/e.txt", true}},
		{"one id", func() { d.write("c.txt", "Eight bridges.\n", minute) }, reading{"day2/a:Seven day2/e:Six", "c.md c.txt", "", true}},
		{"still one id", func() {}, reading{"day2/a:Seven day2/e:Six", "c.md c.txt", "", false}},
		{"no longer", func() { delete(d.MapFS, "c.md") }, reading{"c:Eight day2/a:Seven day2/e:Six", "", "c.txt", true}},
		{"broken", func() { d.write("c.txt", "---\ntitle: Never closed\n", 20*time.Second) }, reading{"day2/a:Seven day2/e:Six", "c.txt", "c.txt", true}},
		{"still broken", func() {}, reading{"day2/a:Seven day2/e:Six", "c.txt", "", false}},
		{"broken otherwise", func() { d.write("c.txt", "", 19*time.Second) }, reading{"day2/a:Seven day2/e:Six", "c.txt", "c.txt", true}},
		{"mended", func() { d.write("c.txt", "Nine bridges.\n", 18*time.Second) }, reading{"c:Nine day2/a:Seven day2/e:Six", "", "c.txt", true}},
		{"no article", func() { d.write("page.html", "<p>", minute) }, reading{"c:Nine day2/a:Seven day2/e:Six", "page.html", "", true}},
		{"no file", func() { d.MapFS["c.txt"].Mode = fs.ModeNamedPipe }, reading{"day2/a:Seven day2/e:Six", "c.txt page.html", "", true}},
		{"emptied", func() { clear(d.MapFS) }, reading{"", "", "", true}},
		{"still empty", func() {}, reading{"", "", "", false}},
	}
	for _, s := range steps {
		s.do()
		if got := read(t, d, f); got != s.want {
			t.Fatalf("%s: got %+v, want %+v", s.name, got, s.want)
		}
		d.clock = d.clock.Add(10 * time.Second)
	}
}

// Articles of files that stay as they are stay the same pointers, and so do those
// of files that are touched.
func TestFolderKeepsArticles(t *testing.T) {
	d := newDisk()
	for i := range 5 {
		d.write(fmt.Sprintf("a%d.txt", i), "One bridge.\n", minute)
	}
	f := d.folder()
	before, _, _, err := f.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	d.write("a1.txt", "One bridge.\n", 30*time.Second)
	d.write("a2.txt", "Two bridges.\n", 30*time.Second)
	after, _, _, err := f.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for i := range before {
		if same := before[i] == after[i]; same == (i == 2) {
			t.Errorf("a%d: the same pointer is %v", i, same)
		}
	}
}

// A file that may have been written again since in a way that its time does not
// tell is read again, and only such a one.
func TestFolderReadsRacyFilesAgain(t *testing.T) {
	tests := []struct {
		ago  time.Duration // of the writing, before the reading
		want string        // opened by the next
	}{
		{0, "a.txt"}, {1900 * time.Millisecond, "a.txt"}, {-time.Hour, "a.txt"},
		{2 * time.Second, ""}, {minute, ""},
	}
	for _, tt := range tests {
		d := newDisk()
		d.write("a.txt", "One bridge.\n", tt.ago)
		f := d.folder()
		read(t, d, f)
		d.clock = d.clock.Add(10 * time.Second)
		if got := read(t, d, f); got.opened != tt.want || got.changed {
			t.Errorf("written %v before: %+v, want %q opened and nothing changed", tt.ago, got, tt.want)
		}
		d.MapFS["a.txt"].Data = []byte("Two bridge.\n") // the same size and time
		d.clock = d.clock.Add(10 * time.Second)
		future := tt.ago < 0
		if got := read(t, d, f); got.changed != future {
			t.Errorf("written %v before, and again: %+v", tt.ago, got)
		}
	}
}

func TestFolderSeesTheSameSizeAndTimeRewritten(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", 0)
	f := d.folder()
	read(t, d, f)
	d.MapFS["a.txt"].Data = []byte("Two bridge.\n")
	d.clock = d.clock.Add(10 * time.Second)
	if got, want := read(t, d, f), (reading{"a:Two", "", "a.txt", true}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestFolderWaitsForAFileToSettle(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	f := d.folder()
	look := func(name string, want reading, waiting bool) {
		t.Helper()
		d.clock = d.clock.Add(10 * time.Second)
		if strings.HasPrefix(name, "written") {
			d.write("a.txt", strings.Repeat("Half ", int(d.clock.Unix()%1000))+"\n", 500*time.Millisecond)
			d.write("new.txt", "A part of"+strings.Repeat(" it", int(d.clock.Unix()%1000))+"\n", 0)
		}
		if got := read(t, d, f); got != want || f.Waiting() != waiting {
			t.Errorf("%s: got %+v, waiting %v; want %+v, %v", name, got, f.Waiting(), want, waiting)
		}
	}
	look("first", reading{"a:One", "", "a.txt", true}, false)
	look("written", reading{"a:One", "", "", false}, true)
	look("settled", reading{"a:Half new:A", "", "a.txt new.txt", true}, false)
	look("still", reading{"a:Half new:A", "", "", false}, false)

	delete(d.MapFS, "new.txt")
	look("removed", reading{"a:Half", "", "", true}, false)
	look("written once", reading{"a:Half", "", "", false}, true)
	look("written twice", reading{"a:Half", "", "", false}, true)
	look("written all the time", reading{"a:Half new:A", "", "a.txt new.txt", true}, false)
	look("written once more", reading{"a:Half new:A", "", "", false}, true)
	clear(d.MapFS)
	look("removed", reading{"", "", "", true}, false)

	d.write("b.txt", "Two bridges.\n", minute)
	look("another", reading{"b:Two", "", "b.txt", true}, false)
	as := d.MapFS["b.txt"]
	d.write("b.txt", "Half", -minute)
	look("with a part", reading{"b:Two", "", "", false}, true)
	d.MapFS["b.txt"] = as
	look("put back", reading{"b:Two", "", "", false}, false)
}

// The first reading waits for nothing.
func TestFolderTakesAllAtFirst(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "Half a", 0)
	f := d.folder()
	if got, want := read(t, d, f), (reading{"a:Half", "", "a.txt", true}); got != want || f.Waiting() {
		t.Errorf("got %+v, want %+v; waiting %v", got, want, f.Waiting())
	}
}

// A file that changes while it is read is not taken, whatever its time says.
func TestFolderSeesAFileChangeWhileItIsRead(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	f := d.folder()
	read(t, d, f)
	d.write("a.txt", "Half", 30*time.Second)
	d.before = func(string) { d.write("a.txt", "Half of it is here.\n", 29*time.Second) }
	if got, want := read(t, d, f), (reading{"a:One", "", "a.txt", false}); got != want || !f.Waiting() {
		t.Errorf("got %+v, want %+v; waiting %v", got, want, f.Waiting())
	}
	d.before = nil
	if got, want := read(t, d, f), (reading{"a:Half", "", "a.txt", true}); got != want || f.Waiting() {
		t.Errorf("then %+v, want %+v; waiting %v", got, want, f.Waiting())
	}
}

// On a disk, a file that is moved over another of the same size and time is
// another file.
func TestFolderKnowsFilesByMoreThanTheirName(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, old, old)); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "One bridge.\n")
	write("_b", "Two bridge.\n")
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f := NewFolder(root.FS())
	for i, want := range []string{"One bridge.\n", "Two bridge.\n"} {
		articles, problems, changed, err := f.Read(context.Background())
		if err != nil || !changed || len(articles) != 1 || articles[0].Source != want {
			t.Fatalf("reading %d: %v, %v, changed %v, error %v; want %q", i, articles, problems, changed, err, want)
		}
		if i == 0 {
			if err := os.Rename(filepath.Join(dir, "_b"), filepath.Join(dir, "a.txt")); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Whatever happens to a folder, once it is left alone its reading is what a first
// reading of it gives.
func FuzzFolder(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\x80\x13\x25\x80\x37\x49\x80\x80"))
	f.Add([]byte("\x10\x00\x80\x11\x22\x80\x90\x33\x80\x44\xa0\x80"))
	names := []string{"a.txt", "a.md", "b.txt", "day2/b.txt", "_c.txt", "d.html"}
	texts := []string{"", "One bridge.\n", "Two bridge.\n", "---\nopen\n", "caf\xe9\n", "Half of"}
	f.Fuzz(func(t *testing.T, steps []byte) {
		d := newDisk()
		d.opened = make(chan string, 10*(len(steps)+5))
		folder := d.folder()
		for i, s := range steps[:min(len(steps), 100)] {
			name, text := names[int(s&7)%len(names)], texts[int(s>>3&7)%len(texts)]
			switch {
			case s&0xc0 == 0:
				d.write(name, text, 0)
			case s&0x80 == 0: // by a copy that keeps the time; no two have the same
				d.write(name, text, minute+time.Duration(i)*time.Millisecond)
			case s&0x40 == 0:
				read(t, d, folder)
				d.clock = d.clock.Add(time.Duration(s&0x3f) * 200 * time.Millisecond)
			default:
				delete(d.MapFS, name)
			}
		}
		for range patience {
			d.clock = d.clock.Add(3 * time.Second)
			read(t, d, folder)
		}
		got, want := read(t, d, folder), read(t, d, d.folder())
		if got.articles != want.articles || got.problems != want.problems || got.changed || got.opened != "" {
			t.Errorf("got %+v, want %+v; files %v", got, want, slices.Sorted(maps.Keys(d.MapFS)))
		}
	})
}
