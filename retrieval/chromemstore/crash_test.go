package chromemstore

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/storetest"
)

// childEnv makes the test binary write to a folder instead of testing: it holds
// the folder, the first article and the number of articles.
const childEnv = "CHROMEMSTORE_CHILD"

func TestMain(m *testing.M) {
	if args := strings.Split(os.Getenv(childEnv), "|"); len(args) == 3 {
		from, _ := strconv.Atoi(args[1])
		count, _ := strconv.Atoi(args[2])
		if err := writeChild(context.Background(), args[0], from, count); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// writeChild puts articles, one or two a call, and deletes each fourth a little
// later. It says on standard output what it is about to do and what is done.
func writeChild(ctx context.Context, dir string, from, count int) error {
	s, err := open(ctx, slog.New(slog.NewTextHandler(os.Stderr, nil)), dir, "model-v1", tiny)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for i := from; i < from+count; i += 1 + i%2 {
		docs := docs3(i, i+1+i%2)
		for _, d := range docs {
			fmt.Println("putting", d.Article)
		}
		if err := s.Put(ctx, docs); err != nil {
			return err
		}
		for _, d := range docs {
			fmt.Println("put", d.Article)
		}
		if gone := i - 5; gone >= from && gone%4 == 0 {
			d := doc3(gone, "1")
			fmt.Println("deleting", d.Article)
			if err := s.Delete(ctx, d.Article, d.Rev); err != nil {
				return err
			}
			fmt.Println("deleted", d.Article)
		}
	}
	return nil
}

// A child is a process that writes to a folder.
type child struct {
	cmd  *exec.Cmd
	out  *bufio.Scanner
	err  strings.Builder
	said map[string]string // the last that was said of each article
}

func startChild(t *testing.T, dir string, from, count int) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0]), said: map[string]string{}}
	c.cmd.Env = append(os.Environ(),
		"GORACE=atexit_sleep_ms=0", // else the end of a child takes a second
		fmt.Sprintf("%s=%s|%d|%d", childEnv, dir, from, count))
	c.cmd.Stderr = &c.err
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.out = bufio.NewScanner(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.cmd.Process.Kill() })
	if !c.out.Scan() || c.out.Text() != "ready" {
		t.Fatalf("child: %v, %s", c.cmd.Wait(), c.err.String())
	}
	return c
}

// wait reads what the child says until it ends, and returns how it ended.
func (c *child) wait() error {
	for c.out.Scan() {
		what, id, _ := strings.Cut(c.out.Text(), " ")
		c.said[id] = what
	}
	return c.cmd.Wait()
}

// TestKill kills a process that writes, again and again in one folder. What it
// had done must be there, what it was doing may be, and nothing else.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	known := map[string]retrieval.Document{}
	for round := range 20 {
		from := 1000 * round
		c := startChild(t, dir, from, 900)
		kill := time.AfterFunc(time.Duration(rand.IntN(40_000))*time.Microsecond, func() { _ = c.cmd.Process.Kill() })
		_ = c.wait()
		kill.Stop()
		if c.err.Len() > 0 {
			t.Fatalf("round %d: child: %s", round, c.err.String())
		}
		s := mustOpen(t, dir, tiny)
		settle(t, s, c, known, from)
		mustPut(t, s, storetest.Doc("round", strconv.Itoa(round)))
		mustDelete(t, s, storetest.Doc("round", strconv.Itoa(round)))
		wantDocs(t, s, slices.Collect(maps.Values(known))...)
		for _, d := range known { // keep the folder small
			mustDelete(t, s, d)
			delete(known, d.Article)
			if len(known) < 30 {
				break
			}
		}
	}
	wantDocs(t, mustOpen(t, dir, tiny), slices.Collect(maps.Values(known))...)
}

// settle adds to known what the child from article from on has left in s, after
// checking it against what the child said.
func settle(t *testing.T, s *Store, c *child, known map[string]retrieval.Document, from int) {
	t.Helper()
	revs, err := s.Revisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := from; i < from+1000; i++ {
		d := doc3(i, "1")
		_, there := revs[d.Article]
		switch said := c.said[d.Article]; {
		case said == "put" && !there:
			t.Errorf("%s was put and is not there", d.Article)
		case (said == "deleted" || said == "") && there:
			t.Errorf("%s is there, and the child said %q", d.Article, said)
		}
		if there {
			known[d.Article] = d
		}
	}
}

// TestTwoProcesses lets two processes write to one folder at once: first
// articles that overlap, each in its own files, then the very same.
func TestTwoProcesses(t *testing.T) {
	for name, from := range map[string][2]int{"overlapping": {0, 41}, "same": {0, 0}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			const count = 120
			a := startChild(t, dir, from[0], count)
			b := startChild(t, dir, from[1], count)
			done := make(chan error)
			go func() { done <- a.wait() }()
			for range 10 { // and a third that opens and tidies meanwhile
				mustOpen(t, dir, tiny)
			}
			if errA, errB := <-done, b.wait(); errA != nil || errB != nil {
				t.Fatalf("%v: %s; %v: %s", errA, a.err.String(), errB, b.err.String())
			}
			s := mustOpen(t, dir, tiny)
			revs, err := s.Revisions(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var there []retrieval.Document
			for i := range from[1] + count + 1 {
				d := doc3(i, "1")
				saidA, saidB := a.said[d.Article], b.said[d.Article]
				if revs[d.Article] != nil {
					there = append(there, d)
				} else if saidA == "put" && saidB != "deleted" || saidB == "put" && saidA != "deleted" {
					t.Errorf("%s is not there: one process says %q, the other %q", d.Article, saidA, saidB)
				}
			}
			wantDocs(t, s, there...)
		})
	}
}
