package memory

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// childEnv makes the test binary use a folder instead of testing: it holds what to
// do, the folder and the child's own name.
const childEnv = "MEMORY_CHILD"

func TestMain(m *testing.M) {
	if args := strings.Split(os.Getenv(childEnv), "|"); len(args) == 3 {
		f, err := OpenUnsynced(slog.New(slog.NewTextHandler(os.Stderr, nil)), args[1], Options{})
		if err == nil {
			fmt.Println("ready")
			_, _ = bufio.NewReader(os.Stdin).ReadString('\n') // the sign to begin
			err = children[args[0]](context.Background(), f, args[2])
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const childRounds = 60

// children are what a child can do. It says on standard output what it gets.
var children = map[string]func(ctx context.Context, f *Files, name string) error{
	"add": func(ctx context.Context, f *Files, name string) error {
		for range childRounds {
			sum, err := f.Add(ctx, "quota/all", 1, time.Hour)
			if err != nil {
				return err
			}
			fmt.Println(sum)
		}
		return nil
	},
	"keep": func(ctx context.Context, f *Files, name string) error {
		for i := range childRounds {
			got, err := f.Keep(ctx, fmt.Sprintf("key/%d", i), []byte(name))
			if err != nil {
				return err
			}
			fmt.Println(string(got))
		}
		return nil
	},
	"put": func(ctx context.Context, f *Files, name string) error {
		for i := 0; ; i++ {
			n := i % 5
			if err := f.Put(ctx, fmt.Sprintf("answer/%d", n), childValue(name, i), time.Hour); err != nil {
				return err
			}
			fmt.Println(n, i)
		}
	},
}

// childValue is of no use unless it is whole.
func childValue(name string, i int) []byte {
	return fmt.Appendf(nil, "%s %d %s end", name, i, strings.Repeat("x", i*i*131%200_000))
}

// A child is a process that uses a folder.
type child struct {
	cmd *exec.Cmd
	out *bufio.Scanner
	err bytes.Buffer
}

// startChildren starts processes and lets them begin when all are ready.
func startChildren(t *testing.T, what, dir string, names ...string) []*child {
	t.Helper()
	var all []*child
	var begin []func() error
	for _, name := range names {
		c := &child{cmd: exec.Command(os.Args[0])}
		c.cmd.Env = append(os.Environ(),
			"GORACE=atexit_sleep_ms=0", // else the end of a child takes a second
			fmt.Sprintf("%s=%s|%s|%s", childEnv, what, dir, name))
		c.cmd.Stderr = &c.err
		in, errIn := c.cmd.StdinPipe()
		out, errOut := c.cmd.StdoutPipe()
		if errIn != nil || errOut != nil {
			t.Fatal(errIn, errOut)
		}
		c.out = bufio.NewScanner(out)
		if err := c.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.cmd.Process.Kill() })
		if !c.out.Scan() || c.out.Text() != "ready" {
			t.Fatalf("child: %v, %s", c.cmd.Wait(), c.err.String())
		}
		all, begin = append(all, c), append(begin, in.Close)
	}
	for _, b := range begin {
		if err := b(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// lines returns what a child says until it ends.
func (c *child) lines() []string {
	var all []string
	for c.out.Scan() {
		all = append(all, c.out.Text())
	}
	return all
}

// finish returns what children say until they end, and fails on what goes wrong.
func finish(t *testing.T, all []*child) [][]string {
	t.Helper()
	said := make([][]string, len(all))
	for n, c := range all {
		said[n] = c.lines() // the other's few lines wait in their pipe
		if err := c.cmd.Wait(); err != nil || c.err.Len() > 0 {
			t.Errorf("child: %v, %s", err, c.err.String())
		}
	}
	return said
}

// TestProcessesAdd lets processes count on one key: each sum is one's alone.
func TestProcessesAdd(t *testing.T) {
	dir := t.TempDir()
	said := finish(t, startChildren(t, "add", dir, "a", "b", "c"))
	var sums []int
	for _, s := range slices.Concat(said...) {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, n)
	}
	slices.Sort(sums)
	for i, n := range sums {
		if n != i+1 {
			t.Fatalf("sum %d of %d is %d", i+1, len(sums), n)
		}
	}
	f, _ := mustOpen(t, dir, Options{})
	want(t, f, "quota/all", strconv.Itoa(3*childRounds))
}

// TestProcessesKeep lets processes make the same keys: all get the same.
func TestProcessesKeep(t *testing.T) {
	dir := t.TempDir()
	said := finish(t, startChildren(t, "keep", dir, "a", "b", "c"))
	for n := range said {
		if len(said[n]) != childRounds || !slices.Equal(said[n], said[0]) {
			t.Errorf("one process got %v, another %v", said[n], said[0])
		}
	}
	f, _ := mustOpen(t, dir, Options{})
	for i, v := range said[0] {
		want(t, f, fmt.Sprintf("key/%d", i), v)
	}
}

// TestKill kills processes that put, again and again in one folder. What they had
// done must be there or what was being done after it, and whole.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	f, l := mustOpen(t, dir, Options{})
	for round := range 12 {
		name := fmt.Sprint("round", round)
		c := startChildren(t, "put", dir, name)[0]
		if !c.out.Scan() { // at least one
			t.Fatalf("child: %v, %s", c.cmd.Wait(), c.err.String())
		}
		first := c.out.Text()
		kill := time.AfterFunc(time.Duration(rand.IntN(30_000))*time.Microsecond, func() { _ = c.cmd.Process.Kill() })
		said := append([]string{first}, c.lines()...)
		_ = c.cmd.Wait()
		kill.Stop()
		if c.err.Len() > 0 {
			t.Fatalf("round %d: child: %s", round, c.err.String())
		}
		last := map[int]int{}
		for _, line := range said {
			var n, i int
			if _, err := fmt.Sscan(line, &n, &i); err == nil {
				last[n] = i
			}
		}
		for n, i := range last {
			got, ok, err := f.Get(t.Context(), fmt.Sprintf("answer/%d", n))
			done, next := childValue(name, i), childValue(name, i+5)
			if err != nil || !ok || !bytes.Equal(got, done) && !bytes.Equal(got, next) {
				t.Errorf("round %d, answer %d: got %.40q of %d bytes, %v, %v, want number %d", round, n, got, len(got), ok, err, i)
			}
		}
		if n, err := f.Add(t.Context(), "rounds", 1, 0); err != nil || n != int64(round+1) {
			t.Errorf("round %d: counted %d, %v", round, n, err)
		}
	}
	if lines := l.lines(); len(lines) > 0 {
		t.Errorf("logged: %q", lines)
	}
}
