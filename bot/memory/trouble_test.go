package memory

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestBroken damages a file in every way that comes to mind: it is as absent and
// logged once, and the key can be used again.
func TestBroken(t *testing.T) {
	whole := encode(entry{key: "answer/1", value: []byte("good value")})
	damaged := map[string][]byte{
		"empty":      {},
		"zeros":      make([]byte, len(whole)),
		"only magic": []byte(magic),
		"longer":     append(bytes.Clone(whole), '!'),
		"too big":    append(bytes.Clone(whole), make([]byte, maxFile)...),
		"other key":  encode(entry{key: "answer/2", value: []byte("good value")}),
		"newer":      bytes.Replace(whole, []byte("memory1"), []byte("memory2"), 1),
		"text":       []byte(strings.Repeat("Lorem ipsum dolor sit amet.\n", 100)),
		"flipped":    bytes.Replace(whole, []byte("good"), []byte("gooe"), 1),
		"other sum":  bytes.Replace(whole, []byte(magic), []byte(magic+"0"), 1),
		"truncated":  whole[:len(whole)-1],
		"half":       whole[:len(whole)/2],
	}
	for name, content := range damaged {
		t.Run(name, func(t *testing.T) {
			f, l := mustOpen(t, t.TempDir(), Options{})
			mustPut(t, f, "answer/1", "old", 0)
			path := files(t, f.dir)[0]
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			want(t, f, "answer/1", "")
			want(t, f, "answer/1", "")
			if lines := l.lines(); len(lines) != 1 || !strings.Contains(lines[0], path) {
				t.Errorf("logged: %q", lines)
			}
			if n, err := f.Sweep(t.Context()); n != 0 || err != nil || len(files(t, f.dir)) != 1 {
				t.Errorf("sweep: removed %d, %v", n, err)
			}
			if got, err := f.Add(t.Context(), "answer/1", 7, 0); got != 7 || err != nil {
				t.Errorf("add: got %d, %v", got, err)
			}
			want(t, f, "answer/1", "7")
		})
	}
}

// TestNoFile puts what is no file in the place of one.
func TestNoFile(t *testing.T) {
	f, l := mustOpen(t, t.TempDir(), Options{})
	path := placeOf("answer/1").path(f.dir)
	if err := os.MkdirAll(filepath.Join(path, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	want(t, f, "answer/1", "")
	if lines := l.lines(); len(lines) != 1 {
		t.Errorf("logged: %q", lines)
	}
	if err := f.Put(t.Context(), "answer/1", []byte("v"), 0); err == nil {
		t.Error("put over a folder: no error")
	}
	wantNoTemp(t, f.dir)
}

func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	lg := slog.New(slog.DiscardHandler)
	for _, dir := range []string{"", file, filepath.Join(file, "memory")} {
		if _, err := OpenFiles(lg, dir, Options{}); err == nil {
			t.Errorf("open %q: no error", dir)
		}
	}
	if !checksModes || os.Getuid() == 0 { // who may write everywhere
		return
	}
	dir := t.TempDir()
	f, _ := mustOpen(t, dir, Options{})
	mustPut(t, f, "key", "value", 0)
	for _, d := range []string{filepath.Join(dir, tempDir), dir} {
		if err := os.Chmod(d, 0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(d, 0o700) })
	}
	if _, err := OpenFiles(lg, dir, Options{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("open a folder that cannot be written: got %v", err)
	}
	if err := f.Put(t.Context(), "key", []byte("new"), 0); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("put in a folder that cannot be written: got %v", err)
	}
	if got, err := f.Keep(t.Context(), "key", []byte("new")); string(got) != "value" || err != nil {
		t.Errorf("keep what is there: got %q, %v", got, err)
	}
}

// TestFullDisk lets the disk be full when a file is synced, which is when many
// file systems notice.
func TestFullDisk(t *testing.T) {
	f, _ := mustOpen(t, t.TempDir(), Options{})
	mustPut(t, f, "there", "1", 0)
	f.sync = func(*os.File) error { return syscall.ENOSPC }
	_, add := f.Add(t.Context(), "there", 1, 0)
	_, keep := f.Keep(t.Context(), "new", []byte("new"))
	for call, err := range map[string]error{
		"put": f.Put(t.Context(), "there", []byte("2"), 0), "add": add, "keep": keep,
	} {
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: got %v, want %v", call, err, syscall.ENOSPC)
		}
	}
	want(t, f, "there", "1")
	want(t, f, "new", "")
	if got, err := f.Keep(t.Context(), "there", []byte("2")); string(got) != "1" || err != nil {
		t.Errorf("keep what is there: got %q, %v", got, err)
	}
	wantNoTemp(t, f.dir)
}

// TestEmptied takes away everything below a Memory that is open, and gives it a
// folder again.
func TestEmptied(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "memory")
	f, _ := mustOpen(t, dir, Options{})
	mustPut(t, f, "answer/1", "old", 0)
	for _, keepDir := range []bool{true, false} {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if keepDir {
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		want(t, f, "answer/1", "")
		mustPut(t, f, "answer/1", "new", 0)
		want(t, f, "answer/1", "new")
		if err := f.Delete(t.Context(), "answer/1"); err != nil {
			t.Error(err)
		}
	}
}
