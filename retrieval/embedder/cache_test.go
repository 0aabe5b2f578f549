package embedder

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/internal/openaitest"
)

// asked is how many texts the server has been asked for.
func asked(srv *openaitest.Server) int {
	n := 0
	for _, r := range srv.Requests() {
		n += len(r.Input)
	}
	return n
}

func numbered(n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("text number%d", i)
	}
	return texts
}

// checkVectors embeds the texts and compares with what the server makes of them.
func checkVectors(t *testing.T, s *Server, texts []string) {
	t.Helper()
	got, err := s.EmbedPassages(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		if cosine(v, openaitest.Vector(texts[i], 64)) < 0.9999 {
			t.Fatalf("%q has another vector", texts[i])
		}
	}
}

func TestCacheAsksOnce(t *testing.T) {
	srv := openaitest.NewServer(t)
	opts := ServerOptions{CacheDir: filepath.Join(t.TempDir(), "a[b", "cache"), Batch: 4}
	texts := numbered(30)
	checkVectors(t, newTest(t, 0, srv, opts, nil), texts[:20])
	s := newTest(t, 0, srv, opts, nil)
	slices.Reverse(texts)
	checkVectors(t, s, texts)
	checkVectors(t, s, texts)
	if n := asked(srv); n != 30 {
		t.Errorf("asked for %d texts, want 30", n)
	}
	opts.PassagePrefix = "passage: "
	if _, err := newTest(t, 0, srv, opts, nil).EmbedPassages(t.Context(), texts); err != nil || asked(srv) != 60 {
		t.Errorf("with another prefix: asked for %d texts, want 60; %v", asked(srv), err)
	}
}

// What was answered before a failure is not asked again.
func TestCacheResumes(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Embed(openaitest.Reply{Status: 400, Match: openaitest.Saying("number7")})
	s := newTest(t, 0, srv, ServerOptions{CacheDir: t.TempDir(), Batch: 2, Parallel: 1}, nil)
	texts := numbered(20)
	if _, err := s.EmbedPassages(t.Context(), texts); err == nil {
		t.Fatal("no error")
	}
	before := asked(srv)
	checkVectors(t, s, texts)
	if n := asked(srv) - before; before != 8 || n != 14 {
		t.Errorf("asked for %d texts, then for %d", before, n)
	}
}

// A damaged cache is embedded again and never believed.
func TestCacheDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	damage := map[string]func(data []byte) []byte{
		"empty": func([]byte) []byte { return nil },
		"short": func(data []byte) []byte { return data[:r.IntN(len(data))] },
		"long":  func(data []byte) []byte { return append(data, 0) },
		"flipped": func(data []byte) []byte {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
			return data
		},
		"lying head": func(data []byte) []byte {
			binary.LittleEndian.PutUint32(data[12:], 1<<31)
			return data
		},
		"noise": func(data []byte) []byte { return bytes.Repeat([]byte("noise"), 100) },
	}
	for name, spoil := range damage {
		srv := openaitest.NewServer(t)
		opts := ServerOptions{CacheDir: t.TempDir(), Batch: 3}
		texts := numbered(9)
		checkVectors(t, newTest(t, 0, srv, opts, nil), texts)
		for range 5 {
			paths, _ := filepath.Glob(filepath.Join(opts.CacheDir, "*", "*.vec"))
			if len(paths) == 0 {
				t.Fatal("nothing is cached")
			}
			for _, path := range paths {
				data, _ := os.ReadFile(path)
				if len(data) > 16 {
					data = spoil(data)
				}
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			checkVectors(t, newTest(t, 0, srv, opts, nil), texts)
		}
		if asked(srv) == 9 {
			t.Errorf("%s: the damage was not seen", name)
		}
	}
}

func TestCacheDeletedUnderneath(t *testing.T) {
	srv := openaitest.NewServer(t)
	opts := ServerOptions{CacheDir: t.TempDir()}
	s := newTest(t, 0, srv, opts, nil)
	checkVectors(t, s, numbered(5))
	if err := os.RemoveAll(opts.CacheDir); err != nil {
		t.Fatal(err)
	}
	checkVectors(t, s, numbered(5))
	checkVectors(t, s, numbered(5))
	if n := asked(srv); n != 10 {
		t.Errorf("asked for %d texts, want 10", n)
	}
}

func TestCacheIsBounded(t *testing.T) {
	srv := openaitest.NewServer(t)
	dir := t.TempDir()
	other := filepath.Join(dir, "note.txt")
	if err := os.WriteFile(other, make([]byte, 99999), 0o600); err != nil {
		t.Fatal(err)
	}
	opts := ServerOptions{CacheDir: dir, Batch: 4, CacheBytes: 8000}
	for _, model := range []string{"a", "b"} {
		opts.Model = model
		checkVectors(t, newTest(t, 0, srv, opts, nil), numbered(100))
		size := int64(0)
		paths, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
		for _, path := range paths {
			info, err := os.Stat(path)
			if err != nil || strings.HasSuffix(path, ".tmp") {
				t.Fatalf("%s, %v", path, err)
			}
			size += info.Size()
		}
		if size > 8000 || size < 3000 {
			t.Errorf("model %s: %d bytes are kept", model, size)
		}
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file that is not ours has gone")
	}
}

func TestCacheThatCannotBe(t *testing.T) {
	srv := openaitest.NewServer(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s := newTest(t, 0, srv, ServerOptions{CacheDir: filepath.Join(file, "cache"), Batch: 1, Parallel: 1}, nil)
	s.cache.lg = slog.New(slog.NewTextHandler(&log, nil))
	checkVectors(t, s, numbered(5))
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("%d lines of log, want 1:\n%s", n, &log)
	}
}

func TestCacheLeftovers(t *testing.T) {
	srv := openaitest.NewServer(t)
	s := newTest(t, 0, srv, ServerOptions{CacheDir: t.TempDir()}, nil)
	old, young := filepath.Join(s.cache.dir, "1.tmp"), filepath.Join(s.cache.dir, "2.tmp")
	if err := errors.Join(os.MkdirAll(s.cache.dir, 0o700), os.WriteFile(old, nil, 0o600), os.WriteFile(young, nil, 0o600),
		os.Chtimes(old, time.Now().Add(-2*leftover), time.Now().Add(-2*leftover))); err != nil {
		t.Fatal(err)
	}
	checkVectors(t, s, numbered(1))
	_, errOld := os.Stat(old)
	_, errYoung := os.Stat(young)
	if !os.IsNotExist(errOld) || errYoung != nil {
		t.Errorf("old: %v, young: %v", errOld, errYoung)
	}
}

// The cache of a model whose server now makes other vectors is no proof against it.
func TestCacheOfAnotherDimension(t *testing.T) {
	srv := openaitest.NewServer(t)
	opts := ServerOptions{CacheDir: t.TempDir()}
	checkVectors(t, newTest(t, 0, srv, opts, nil), numbered(2))
	srv.Embed(openaitest.Reply{Vectors: [][]float32{{1, 2, 3}}})
	_, err := newTest(t, 0, srv, opts, nil).EmbedPassages(t.Context(), numbered(3))
	if err == nil || !strings.Contains(err.Error(), "3 numbers") {
		t.Errorf("got %v", err)
	}
}

func FuzzCacheFile(f *testing.F) {
	data, _ := encodeRows([]*wanted{{key: keyOf("a"), vector: []float32{1, 0}}, {key: keyOf("b"), vector: []float32{0, 1}}})
	f.Add(data)
	f.Add(data[:20])
	f.Fuzz(func(t *testing.T, data []byte) {
		keys, dims, err := readHead(bytes.NewReader(data), int64(len(data)))
		if err == nil && fileSize(len(keys), dims) != int64(len(data)) {
			t.Errorf("%d keys and %d dimensions in %d bytes", len(keys), dims, len(data))
		}
	})
}
