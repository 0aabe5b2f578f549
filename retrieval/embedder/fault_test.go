package embedder

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/internal/openaitest"
)

// A server that fails now and then is asked again, and not before it wants to be.
func TestServerIsAskedAgain(t *testing.T) {
	for kind := range kinds {
		srv := openaitest.NewServer(t)
		waits := make(chan time.Duration, 9)
		s := newTest(t, kind, srv, ServerOptions{}, waits)
		srv.Embed(
			openaitest.Reply{Status: 429, Header: http.Header{"Retry-After": {"7"}}},
			openaitest.Reply{HTML: true},
			openaitest.Reply{Drop: true},
		)
		if _, err := s.EmbedPassages(t.Context(), []string{"a text"}); err != nil {
			t.Fatal(err)
		}
		first, second, third := <-waits, <-waits, <-waits
		if first != 7*time.Second || second < 250*time.Millisecond || second > time.Second || third > 2*time.Second {
			t.Errorf("waited %v, %v, %v", first, second, third)
		}
	}
}

// A server that asks for more time than there is left is not waited for.
func TestServerThatWantsTooLong(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Embed(openaitest.Reply{Status: 429, Header: http.Header{"Retry-After": {"3600"}}})
	s := newTest(t, 0, srv, ServerOptions{}, nil)
	_, err := s.EmbedPassages(t.Context(), []string{"a text"})
	var fault *ServerError
	if !errors.As(err, &fault) || fault.Status != 429 || fault.Wait != time.Hour || !fault.Temporary || len(srv.Requests()) != 1 {
		t.Errorf("%d requests, %v", len(srv.Requests()), err)
	}
}

func TestServerFails(t *testing.T) {
	tests := []struct {
		name  string
		reply openaitest.Reply
		asked int // how often
		want  string
	}{
		{"dead", openaitest.Reply{Drop: true, Times: -1}, 4, "cannot be reached"},
		{"500", openaitest.Reply{Status: 500, Times: -1}, 4, "fails (status 500"},
		{"page", openaitest.Reply{HTML: true, Times: -1}, 4, "fails (status 502)"},
		{"page with 200", openaitest.Reply{HTML: true, Status: 200}, 1, "no list of vectors"},
		{"elsewhere", openaitest.Reply{Status: 307, Header: http.Header{"Location": {"http://127.0.0.1:1/"}}}, 1, "sends us elsewhere"},
		{"key", openaitest.Reply{Status: 401}, 1, "refuses the key"},
		{"model", openaitest.Reply{Status: 404}, 1, "has no model test-model"},
		{"quota", openaitest.Reply{Status: 429, Body: `{"error":{"message":"x","code":"insufficient_quota"}}`}, 1, "no credit left"},
		{"own words", openaitest.Reply{Status: 400, Body: `{"error":{"message":"model is\nno \u001b[1membedder."}}`}, 1, "model is no ␛[1membedder)"},
		{"Ollama's words", openaitest.Reply{Status: 400, Body: `{"error":"this model does not support embeddings"}`}, 1, "does not support embeddings"},
		{"key in its words", openaitest.Reply{Status: 400, Body: `{"error":{"message":"bad key sk-sec***"}}`}, 1, "does not take what it is asked (status 400);"},
		{"nothing", openaitest.Reply{Body: `{}`}, 1, "no list of vectors"},
		{"null", openaitest.Reply{Body: `null`}, 1, "no list of vectors"},
		{"NaN as a word", openaitest.Reply{Body: `{"data":[{"index":0,"embedding":[NaN]}],"embeddings":[[NaN]]}`}, 1, "no list of vectors"},
		{"null as a vector", openaitest.Reply{Body: `{"data":[{"index":0,"embedding":null}],"embeddings":[null]}`}, 1, "no list of vectors"},
		{"too great a number", openaitest.Reply{Body: `{"data":[{"index":0,"embedding":[1e999]}],"embeddings":[[1e999]]}`}, 1, "no list of vectors"},
		{"cut", openaitest.Reply{Body: `{"data":[{"index":0,"embedding":[1,2`}, 1, "no list of vectors"},
		{"NaN", openaitest.Reply{Vectors: [][]float32{{1, float32(math.NaN())}}}, 1, "no list of vectors"},
		{"too few", openaitest.Reply{Vectors: [][]float32{}}, 1, "gave 0"},
		{"too many", openaitest.Reply{Vectors: [][]float32{{1}, {2}}}, 1, "gave 2"},
		{"no numbers", openaitest.Reply{Vectors: [][]float32{{}}}, 1, "a vector of 0 numbers"},
	}
	for kind := range kinds {
		for _, tt := range tests {
			t.Run(kinds[kind].name+" "+tt.name, func(t *testing.T) {
				srv := openaitest.NewServer(t, openaitest.Options{Tolerant: true})
				srv.Embed(tt.reply)
				s := newTest(t, kind, srv, ServerOptions{Key: "sk-secret", CacheDir: t.TempDir()}, nil)
				vectors, err := s.EmbedPassages(t.Context(), []string{"a text"})
				if err == nil || vectors != nil || !strings.Contains(err.Error(), tt.want) {
					t.Fatalf("got %v, error %v, want %q", vectors, err, tt.want)
				}
				if text := err.Error(); strings.Contains(text, "sk-sec") || strings.Contains(text, "\n") || !strings.Contains(text, "embedding server at http://127.0.0.1:") {
					t.Errorf("the sentence is %q", text)
				}
				if n := len(srv.Requests()); n != tt.asked {
					t.Errorf("asked %d times, want %d", n, tt.asked)
				}
			})
		}
	}
}

func TestServerIsQuietAboutTheAddress(t *testing.T) {
	s, err := NewOpenAI(quiet, ServerOptions{BaseURL: "http://name:password@127.0.0.1:1/v1?token=verysecret", Model: "m", Key: "sk-1234567"})
	if err != nil {
		t.Fatal(err)
	}
	s.wait = func(ctx context.Context, d time.Duration) error { return nil }
	_, err = s.EmbedQuery(t.Context(), "a question")
	for e := err; e != nil; e = errors.Unwrap(e) {
		for _, secret := range []string{"password", "name", "verysecret", "sk-123"} {
			if strings.Contains(e.Error(), secret) {
				t.Errorf("%q tells %s", e, secret)
			}
		}
	}
	if err == nil || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("got %v", err)
	}
}

func TestServerStopsWithItsContext(t *testing.T) {
	for kind := range kinds {
		srv := openaitest.NewServer(t)
		srv.Embed(openaitest.Reply{Stall: true, Times: -1})
		s := newTest(t, kind, srv, ServerOptions{Batch: 1}, nil)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			_, err := s.EmbedPassages(ctx, []string{"a", "b", "c", "d", "e", "f"})
			done <- err
		}()
		if err := srv.Until(t.Context(), func() bool { return len(srv.Requests()) > 0 }); err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if _, err := s.EmbedQuery(ctx, "a question"); !errors.Is(err, context.Canceled) {
			t.Errorf("query: got %v", err)
		}
	}
}

func TestServerTimesOut(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Embed(openaitest.Reply{Stall: true, Times: -1})
	s := newTest(t, 0, srv, ServerOptions{Timeout: 50 * time.Millisecond}, nil)
	_, err := s.EmbedPassages(t.Context(), []string{"a text"})
	if err == nil || !strings.Contains(err.Error(), "did not answer within 50ms") {
		t.Errorf("got %v", err)
	}
	s = newTest(t, 0, srv, ServerOptions{QueryTimeout: 20 * time.Millisecond}, nil)
	if _, err = s.EmbedQuery(t.Context(), "a question"); err == nil || !strings.Contains(err.Error(), "within 20ms") {
		t.Errorf("a question: got %v", err)
	}
}

// An answer without an end does not fill the memory.
func TestServerEndlessAnswer(t *testing.T) {
	var sent atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for page := make([]byte, 1<<16); ; {
			n, err := w.Write(page)
			if sent.Add(int64(n)); err != nil {
				return
			}
		}
	}))
	defer srv.Close()
	s, err := NewOpenAI(quiet, ServerOptions{BaseURL: srv.URL, Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.EmbedQuery(t.Context(), "a question"); err == nil || !strings.Contains(err.Error(), "an answer of over") {
		t.Errorf("got %v after %d bytes", err, sent.Load())
	}
}
