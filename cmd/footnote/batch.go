package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"sync"
	"unicode/utf8"
)

// longest is the most bytes of a line of a batch: far above any question, and
// little enough to hold some of them.
const longest = 16 << 20

// A batchLine is a line of a batch, taken apart.
type batchLine struct {
	id   json.RawMessage
	keys map[string]json.RawMessage
}

// noID is the id of what came by the command line.
var noID = json.RawMessage(`""`)

// A handler answers a line. It is called by several goroutines at once.
type handler func(ctx context.Context, l batchLine) (reply any, err error)

// failedLines says how many lines of a batch failed. Why stands in their places.
type failedLines struct{ failed, all int }

func (f failedLines) Error() string { return fmt.Sprintf("%d of %d lines failed", f.failed, f.all) }

// openBatch opens the file that --batch names.
func (p *program) openBatch() (io.ReadCloser, error) {
	name := string(p.flags.Batch)
	if name == "-" {
		return io.NopCloser(p.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read the batch: %w", err)
	}
	return f, nil
}

// A job is a line of a batch on its way.
type job struct {
	line    []byte
	number  int // from 1
	tooLong bool
	done    chan result // takes one
}

type result struct {
	text   []byte
	failed bool
	err    error // ends the batch
}

// batch answers each line of in with one line, in the order read, on all
// processors. Blank lines are passed over. Only a few lines are held at a time,
// and replies are passed on when there is nothing more to wait with them for.
//
// When ctx ends before in does, the reading of in is not waited for: nothing can
// wake a reader of a terminal.
func (p *program) batch(ctx context.Context, in io.Reader, handle handler) error {
	ctx, cancel := context.WithCancel(ctx)
	workers := max(2, runtime.GOMAXPROCS(0))
	work, queue := make(chan *job), make(chan *job, 4*workers)
	var readErr error // written before queue is closed
	go func() {
		defer close(queue)
		defer close(work)
		readErr = readJobs(ctx, in, queue, work)
	}()
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range workers {
		wg.Go(func() {
			for {
				select {
				case j, ok := <-work:
					if !ok {
						return
					}
					j.done <- answerLine(ctx, j, handle)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	var sum failedLines
	err := p.printInOrder(ctx, queue, &sum)
	if err = cmp.Or(err, ctx.Err()); err != nil { // a queue may have been closed for ctx
		return err
	}
	if readErr != nil {
		return fmt.Errorf("cannot read the batch beyond %s: %w", counted(sum.all, "line"), readErr)
	}
	if sum.failed > 0 {
		return sum
	}
	return nil
}

// readJobs hands each line to queue, which keeps the order, and to work.
func readJobs(ctx context.Context, in io.Reader, queue, work chan<- *job) error {
	r := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		text, tooLong, err := readLine(r)
		if n == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(text)) > 0 {
			j := &job{line: text, number: n, tooLong: tooLong, done: make(chan result, 1)}
			for _, c := range []chan<- *job{queue, work} {
				select {
				case c <- j:
				case <-ctx.Done():
					return nil
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads a line of any length, but keeps no more of it than longest bytes.
func readLine(r *bufio.Reader) (text []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if room := longest - len(text); len(part) > room {
			part, tooLong = part[:room], true
		}
		text = append(text, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, tooLong, err
		}
	}
}

// printInOrder prints results as they come, flushing whenever it has to wait.
func (p *program) printInOrder(ctx context.Context, queue <-chan *job, sum *failedLines) error {
	for {
		j, ok, err := next(ctx, p.out, queue)
		if err != nil || !ok {
			return err
		}
		r, _, err := next(ctx, p.out, j.done)
		if err = errors.Join(err, r.err); err != nil {
			return err
		}
		if _, err := p.out.Write(r.text); err != nil {
			return p.out.Flush() // says the same, and that it was the output
		}
		sum.all++
		if r.failed {
			sum.failed++
		}
	}
}

// next receives from c; before it waits, it flushes what has been printed.
func next[T any](ctx context.Context, out *paper, c <-chan T) (v T, ok bool, err error) {
	select {
	case v, ok = <-c:
		return v, ok, nil
	default:
	}
	if err := out.Flush(); err != nil {
		return v, false, err
	}
	select {
	case v, ok = <-c:
		return v, ok, nil
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
}

// answerLine is the line of output for a line of input.
func answerLine(ctx context.Context, j *job, handle handler) result {
	l, err := takeApart(j)
	var reply any
	if err == nil {
		reply, err = handle(ctx, l)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return result{err: ctx.Err()}
	case err != nil:
		return result{failed: true, text: encode(struct {
			ID json.RawMessage `json:"id"`
			problem
		}{l.id, problem{err.Error()}})}
	}
	return result{text: encode(reply)}
}

// takeApart reads a line. The result has its id even where there is an error.
func takeApart(j *job) (batchLine, error) {
	l := batchLine{id: json.RawMessage("null")}
	text := j.line
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\ufffd"))
	}
	var whole json.RawMessage
	if j.tooLong {
		return l, fmt.Errorf("the line is over %d MB", longest>>20)
	}
	if err := json.Unmarshal(text, &whole); err != nil {
		return l, fmt.Errorf("the line is no JSON: %w", err)
	}
	l.id = encode(j.number)
	if text = bytes.TrimSpace(text); text[0] != '{' {
		return l, errors.New("the line is no JSON object")
	}
	if err := json.Unmarshal(text, &l.keys); err != nil {
		return l, fmt.Errorf("the line is no JSON: %w", err)
	}
	if id, ok := l.keys["id"]; ok {
		l.id = id
	}
	return l, nil
}

// need reports that a key is missing.
func (l batchLine) need(key string) error {
	if _, ok := l.keys[key]; !ok {
		return fmt.Errorf("the key %q is missing", key)
	}
	return nil
}

// without is the line without some keys that are another command's.
func (l batchLine) without(names ...string) batchLine {
	l.keys = maps.Clone(l.keys)
	for _, name := range names {
		delete(l.keys, name)
	}
	return l
}

// allow reports a key that is none of names.
func (l batchLine) allow(names ...string) error {
	for _, key := range slices.Sorted(maps.Keys(l.keys)) {
		if key != "id" && !slices.Contains(names, key) {
			return fmt.Errorf("the key %q is not known; there are %s", key, joinNames(append([]string{"id"}, names...)))
		}
	}
	return nil
}

// take reads the value of a key into v; a key that is not there leaves it as it
// is. want says what the value has to be.
func (l batchLine) take(key, want string, v any) error {
	raw, ok := l.keys[key]
	if !ok {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if string(raw) == "null" || d.Decode(v) != nil {
		return fmt.Errorf("%s has to be %s", key, want)
	}
	return nil
}
