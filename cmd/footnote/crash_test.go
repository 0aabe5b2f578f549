package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/internal/zipftest"
)

// asMain, in the environment, makes the test binary the program itself.
const asMain = "FOOTNOTE_TEST_AS_MAIN"

func init() {
	if os.Getenv(asMain) != "" {
		os.Unsetenv(asMain)
		main()
	}
}

// process is a run of the program with these arguments.
func process(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asMain+"=1", "GORACE=atexit_sleep_ms=0")
	return cmd
}

// made writes a story of a made language and a batch of questions about it.
func made(t *testing.T, articles int) (dir, questions string) {
	t.Helper()
	dir = t.TempDir()
	fsys := zipftest.Folder(articles, 300)
	if err := os.CopyFS(dir, fsys); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "{\"query\":%q}\n", zipftest.Question(fsys, i*articles/20))
	}
	return dir, b.String()
}

// answers runs the program to its end and returns what it finds.
func answers(t *testing.T, dir, data, questions string) string {
	t.Helper()
	cmd := process("search", "--batch", "-", "--seeds", dir, "--data", data)
	cmd.Stdin = strings.NewReader(questions)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Wherever indexing is ended, the next start finds what a fresh index finds.
func TestKilledWhileIndexing(t *testing.T) {
	dir, questions := made(t, 240)
	fresh := filepath.Join(t.TempDir(), "fresh")
	start := time.Now()
	want := answers(t, dir, fresh, questions)
	whole := time.Since(start)
	data := t.TempDir()
	rnd := rand.New(rand.NewPCG(3, 5))
	complete := segments(t, fresh)
	killed, unfinished := 0, 0
	for range 20 {
		cmd := process("search", "--seeds", dir, "--data", data, "a question")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rnd.Int64N(int64(whole))))
		if cmd.Process.Kill() == nil {
			killed++
		}
		_ = cmd.Wait()
		if segments(t, data) < complete {
			unfinished++
		}
		if rnd.IntN(3) == 0 { // begin again from nothing, so that every stage is met
			if got := answers(t, dir, data, questions); got != want {
				t.Fatalf("after %d kills other passages are found", killed)
			}
			if err := os.RemoveAll(filepath.Join(data, "index")); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := answers(t, dir, data, questions); got != want {
		t.Errorf("after %d kills other passages are found", killed)
	}
	if unfinished == 0 {
		t.Errorf("none of %d kills met an index that was being made", killed)
	}
}

// segments is the number of files of an index.
func segments(t *testing.T, data string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(data, "index", "*", "*", "*.seg"))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

// Two processes that index one folder at once both find what one alone finds,
// and so does the next.
func TestTwoProcessesIndexAtOnce(t *testing.T) {
	dir, questions := made(t, 120)
	want := answers(t, dir, filepath.Join(t.TempDir(), "alone"), questions)
	data := t.TempDir()
	found := make(chan string, 2)
	for range 2 {
		go func() { found <- answers(t, dir, data, questions) }()
	}
	for range 2 {
		if got := <-found; got != want {
			t.Error("two at once find other passages")
		}
	}
	if got := answers(t, dir, data, questions); got != want {
		t.Error("after two at once other passages are found")
	}
}
