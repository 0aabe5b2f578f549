package memory

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A logbook is a logger and what it has logged.
type logbook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logbook) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

// lines returns what was logged since the last call.
func (l *logbook) lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.buf.Reset()
	return strings.Split(strings.TrimSuffix(l.buf.String(), "\n"), "\n")[:strings.Count(l.buf.String(), "\n")]
}

func mustOpen(t testing.TB, dir string, opts Options) (*Files, *logbook) {
	t.Helper()
	var l logbook
	f, err := OpenUnsynced(l.logger(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	return f, &l
}

func mustPut(t testing.TB, f *Files, key, value string, age time.Duration) {
	t.Helper()
	if err := f.Put(context.Background(), key, []byte(value), age); err != nil {
		t.Fatal(err)
	}
}

// want checks the value of key; an empty one stands for none.
func want(t testing.TB, f *Files, key, value string) {
	t.Helper()
	got, ok, err := f.Get(context.Background(), key)
	if err != nil || string(got) != value || ok != (value != "") {
		t.Errorf("get %s: got %q, %v, %v, want %q", key, got, ok, err, value)
	}
}

// files returns the paths of the files in dir, temporary ones and locks left out.
func files(t testing.TB, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "[^.]*", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func wantNoTemp(t testing.TB, dir string) {
	t.Helper()
	if left, err := filepath.Glob(filepath.Join(dir, tempDir, "*")); err != nil || len(left) > 0 {
		t.Errorf("temporary files: %v, %v", left, err)
	}
}

func TestReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "memory")
	now := time.Date(2024, 5, 4, 12, 0, 0, 999_999_999, time.FixedZone("", 3600))
	opts := Options{Now: func() time.Time { return now }}
	f, _ := mustOpen(t, dir, opts)
	mustPut(t, f, "answer/ab12", "answer", time.Hour)
	mustPut(t, f, "settings/1", "settings", 0)
	key, err := f.Keep(t.Context(), "signing-key", []byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Add(t.Context(), "quota/1", 5, time.Hour); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour - 1).UTC()
	f, _ = mustOpen(t, dir, opts)
	want(t, f, "answer/ab12", "answer")
	want(t, f, "quota/1", "5")
	now = now.Add(1)
	f, l := mustOpen(t, dir, opts)
	want(t, f, "answer/ab12", "")
	want(t, f, "quota/1", "")
	want(t, f, "settings/1", "settings")
	if got, err := f.Keep(t.Context(), "signing-key", []byte("new")); !bytes.Equal(got, key) || err != nil {
		t.Errorf("signing key: got %q, %v, want %q", got, err, key)
	}
	wantNoTemp(t, dir)
	if lines := l.lines(); len(lines) > 0 {
		t.Errorf("logged: %q", lines)
	}
}

func TestPrivate(t *testing.T) {
	if !checksModes {
		t.Skip("no permissions here")
	}
	dir := filepath.Join(t.TempDir(), "memory")
	f, _ := mustOpen(t, dir, Options{})
	mustPut(t, f, "signing-key", "secret", 0)
	mustPut(t, f, "answer/1", "answer", 0)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if perm := info.Mode().Perm(); err == nil && perm != 0o600 && (perm != 0o700 || !d.IsDir()) {
			t.Errorf("%s has permissions %v", path, perm)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOpenToOthers(t *testing.T) {
	if !checksModes {
		t.Skip("no permissions here")
	}
	dir := t.TempDir()
	f, _ := mustOpen(t, dir, Options{})
	mustPut(t, f, "signing-key", "secret", 0)
	path := files(t, dir)[0]
	for _, p := range []string{path, dir} {
		if err := os.Chmod(p, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	f, l := mustOpen(t, dir, Options{})
	if lines := l.lines(); len(lines) != 1 || !strings.Contains(lines[0], "memory folder open to others") {
		t.Errorf("logged of the folder: %q", lines)
	}
	want(t, f, "signing-key", "secret")
	want(t, f, "signing-key", "secret")
	if lines := l.lines(); len(lines) != 1 || !strings.Contains(lines[0], path) {
		t.Errorf("logged of the file: %q", lines)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions after reading: %v, %v", info.Mode(), err)
	}
}

// TestGetMeanwhile reads a value while longer and shorter ones replace it.
func TestGetMeanwhile(t *testing.T) {
	f, _ := mustOpen(t, t.TempDir(), Options{})
	mustPut(t, f, "key", "x", 0)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read := make(chan bool)
	go func() {
		defer close(read)
		for i := 0; i < 15_000 && ctx.Err() == nil; i++ {
			v, ok, err := f.Get(context.Background(), "key")
			if err != nil || !ok || strings.Trim(string(v), "x") != "" {
				t.Errorf("got %.20q of %d bytes, %v, %v", v, len(v), ok, err)
				return
			}
		}
	}()
	for i := range 200 {
		mustPut(t, f, "key", strings.Repeat("x", 1+i%2*1000+i%7), 0)
		select {
		case <-read: // enough
			return
		default:
		}
	}
	cancel()
	<-read
}

// TestSynced checks what is on the disk when a call returns: the file under the
// name it has then, and the folders in which names have changed.
func TestSynced(t *testing.T) {
	if !syncsFolders {
		t.Skip("no folder can be synced here")
	}
	var synced []string
	dir := filepath.Join(t.TempDir(), "root")
	f, err := openFiles(slog.New(slog.DiscardHandler), dir, Options{}, func(file *os.File) error {
		name := filepath.Base(file.Name())
		if filepath.Base(filepath.Dir(file.Name())) == tempDir {
			name = "file"
		}
		synced = append(synced, name)
		return file.Sync()
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		call func() error
		want string
	}{
		{"open", func() error { return nil }, "file"},
		{"first put", func() error { return f.Put(t.Context(), "answer/ab12", nil, 0) }, "file answer root 7a"},
		{"put", func() error { return f.Put(t.Context(), "answer/ab12", nil, 0) }, "file 7a"},
		{"get", func() error { _, _, err := f.Get(t.Context(), "answer/ab12"); return err }, ""},
		{"kept before", func() error { _, err := f.Keep(t.Context(), "answer/ab12", nil); return err }, ""},
		{"delete", func() error { return f.Delete(t.Context(), "answer/ab12") }, "7a"},
		{"delete none", func() error { return f.Delete(t.Context(), "answer/ab12") }, ""},
		{"keep", func() error { _, err := f.Keep(t.Context(), "answer/ab12", []byte("1")); return err }, "file 7a"},
		{"add", func() error { _, err := f.Add(t.Context(), "answer/ab12", 1, 0); return err }, "file 7a"},
		{"add nothing", func() error { _, err := f.Add(t.Context(), "answer/ab12", 0, 0); return err }, ""},
	} {
		if err := tt.call(); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(synced, " "); got != tt.want {
			t.Errorf("%s: synced %q, want %q", tt.name, got, tt.want)
		}
		synced = nil
	}
}

// TestWaiting checks that waiting for a lock ends with the context, be it another
// goroutine's or another process's, and with the lock.
func TestWaiting(t *testing.T) {
	dir := t.TempDir()
	f, _ := mustOpen(t, dir, Options{})
	other, _ := mustOpen(t, dir, Options{}) // locks as another process does
	for name, holder := range map[string]*Files{"goroutine": f, "process": other} {
		t.Run(name, func(t *testing.T) {
			held, free, done := make(chan bool), make(chan bool), make(chan error)
			go func() {
				done <- holder.locked(context.Background(), placeOf("key").stripe, func() error {
					close(held)
					<-free
					return nil
				})
			}()
			<-held
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			if err := f.Put(ctx, "key", []byte("value"), 0); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("put while the lock is held: got %v", err)
			}
			want(t, f, "key", "")
			waited := make(chan error)
			go func() { waited <- f.Put(context.Background(), "key", []byte("value"), 0) }()
			close(free)
			if err := errors.Join(<-done, <-waited); err != nil {
				t.Error(err)
			}
			want(t, f, "key", "value")
			if err := f.Delete(t.Context(), "key"); err != nil {
				t.Error(err)
			}
		})
	}
}
