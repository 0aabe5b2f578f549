package article

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text := "The bridge will close, the city said.\n"
	write("courier.txt", text)
	write("day2/courier.md", text)
	write("dw.txt", text)
	write("dw.md", text)
	write("empty.txt", "")
	write("latin.txt", "caf\xe9 is closed today.\n")
	write("page.html", "<p>x</p>")
	write("notes.csv", text)
	write("_draft.txt", text)
	write(".pages/old.txt", text)
	outside := filepath.Join(t.TempDir(), "outside.txt")
	if err := os.WriteFile(outside, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"out.txt": outside, "nowhere.txt": "gone.txt", "inside.txt": "courier.txt"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no links on this system")
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	articles, problems, err := ReadFolder(context.Background(), root.FS())
	if err != nil {
		t.Fatal(err)
	}
	var ids, bad []string
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	for _, p := range problems {
		bad = append(bad, p.Path)
	}
	if got, want := strings.Join(ids, " "), "courier day2/courier inside"; got != want {
		t.Errorf("articles %q, want %q", got, want)
	}
	if got, want := strings.Join(bad, " "), "dw.md dw.txt empty.txt latin.txt nowhere.txt out.txt page.html"; got != want {
		t.Errorf("problems with %q, want %q", got, want)
	}
}

func TestReadFolderStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Text here.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadFolder(ctx, os.DirFS(dir)); err == nil {
		t.Error("no error")
	}
}
