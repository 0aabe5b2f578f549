package embedder

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/internal/openaitest"
)

var quiet = slog.New(slog.DiscardHandler)

// kinds are the servers and how an embedder for each is made.
var kinds = []struct {
	name string
	make func(*slog.Logger, ServerOptions) (*Server, error)
	url  func(*openaitest.Server) string
}{
	{"openai", NewOpenAI, (*openaitest.Server).URL},
	{"ollama", NewOllama, (*openaitest.Server).OllamaURL},
}

// newTest is an embedder that waits for nothing between repetitions; the waits that it
// would have made are sent to waits, if any.
func newTest(t *testing.T, kind int, srv *openaitest.Server, opts ServerOptions, waits chan<- time.Duration) *Server {
	t.Helper()
	opts.BaseURL = kinds[kind].url(srv)
	if opts.Model == "" {
		opts.Model = "test-model"
	}
	s, err := kinds[kind].make(quiet, opts)
	if err != nil {
		t.Fatal(err)
	}
	s.wait = func(ctx context.Context, d time.Duration) error {
		if waits != nil {
			waits <- d
		}
		return ctx.Err()
	}
	return s
}

func TestServerEmbeds(t *testing.T) {
	for kind := range kinds {
		t.Run(kinds[kind].name, func(t *testing.T) {
			srv := openaitest.NewServer(t)
			s := newTest(t, kind, srv, ServerOptions{Batch: 2, QueryPrefix: "query: ", PassagePrefix: "passage: "}, nil)
			texts := []string{"troops leave the base", "bread", " \n", "bread", "drones"}
			got, err := s.EmbedPassages(t.Context(), texts)
			if err != nil {
				t.Fatal(err)
			}
			for i, text := range texts {
				want := make([]float32, 64)
				if strings.TrimSpace(text) != "" {
					want = openaitest.Vector("passage: "+text, 64)
				}
				if math.Abs(cosine(got[i], want)-cosine(want, want)) > 1e-5 || len(got[i]) != 64 {
					t.Errorf("%q has another vector", text)
				}
			}
			q, err := s.EmbedQuery(t.Context(), "troops")
			if err != nil || math.Abs(cosine(q, openaitest.Vector("query: troops", 64))-1) > 1e-5 {
				t.Errorf("the question has another vector, error %v", err)
			}
			for _, r := range srv.Requests() {
				if len(r.Input) > 2 || r.Model != "test-model" {
					t.Errorf("asked for %d texts of the model %s", len(r.Input), r.Model)
				}
			}
			if n := len(srv.Requests()); n != 3 {
				t.Errorf("%d requests, want 2 for 3 different passages and 1 for the question", n)
			}
		})
	}
}

func TestServerSendsItsKeyAndDimensions(t *testing.T) {
	srv := openaitest.NewServer(t, openaitest.Options{Key: "sk-secret"})
	s := newTest(t, 0, srv, ServerOptions{Key: "sk-secret", Dimensions: 16}, nil)
	v, err := s.EmbedQuery(t.Context(), "a question")
	if err != nil || len(v) != 16 || srv.Requests()[0].Dimensions != 16 {
		t.Errorf("got %d dimensions, error %v", len(v), err)
	}
}

func TestServerBlankTextsAlone(t *testing.T) {
	srv := openaitest.NewServer(t)
	v, err := newTest(t, 0, srv, ServerOptions{}, nil).EmbedQuery(t.Context(), "  ")
	if err != nil || len(v) != 64 || cosine(v, v) != 0 {
		t.Errorf("got %v, error %v; want 64 zeros", v, err)
	}
	if v, err := newTest(t, 0, srv, ServerOptions{}, nil).EmbedPassages(t.Context(), nil); err != nil || len(v) != 0 {
		t.Errorf("no texts: got %v, %v", v, err)
	}
}

func TestServerBoundsARequest(t *testing.T) {
	srv := openaitest.NewServer(t)
	s := newTest(t, 0, srv, ServerOptions{Batch: 100, PassagePrefix: "passage: "}, nil)
	var texts []string
	for i := range 60 {
		texts = append(texts, fmt.Sprint(i)+strings.Repeat(" é", 5000))
	}
	if _, err := s.EmbedPassages(t.Context(), texts); err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, r := range srv.Requests() {
		bytes := 0
		for _, text := range r.Input {
			if bytes += len(text); len(text) > maxText || strings.Contains(text, "\ufffd") {
				t.Errorf("a text of %d bytes, or a cut letter", len(text))
			}
		}
		if total += len(r.Input); bytes > maxRequest {
			t.Errorf("a request with %d bytes", bytes)
		}
	}
	if total != 60 {
		t.Errorf("%d texts were asked for", total)
	}
}

func TestServerModel(t *testing.T) {
	base := ServerOptions{BaseURL: "http://127.0.0.1:1/v1", Model: "org/e5 small"}
	name := func(change func(*ServerOptions)) string {
		opts := base
		change(&opts)
		s, err := NewOpenAI(quiet, opts)
		if err != nil {
			t.Fatal(err)
		}
		return s.Model()
	}
	first := name(func(o *ServerOptions) {})
	same := []func(*ServerOptions){
		func(o *ServerOptions) { o.BaseURL = "https://user:pass@example.org/api/v1?key=1" },
		func(o *ServerOptions) { o.Key, o.Batch, o.CacheDir = "k", 3, t.TempDir() },
	}
	for i, f := range same {
		if got := name(f); got != first {
			t.Errorf("change %d of place and manner: %s, was %s", i, got, first)
		}
	}
	others := []func(*ServerOptions){
		func(o *ServerOptions) { o.Model = "org/e5_small" },
		func(o *ServerOptions) { o.Model = "org/" + strings.Repeat("long", 50) },
		func(o *ServerOptions) { o.Dimensions = 256 },
		func(o *ServerOptions) { o.QueryPrefix = "query: " },
		func(o *ServerOptions) { o.PassagePrefix = "query: " },
	}
	seen := []string{first}
	for i, f := range others {
		got := name(f)
		if slices.Contains(seen, got) || len(got) > 55 || strings.ContainsAny(got, "/: ") {
			t.Errorf("change %d of the vectors: %s", i, got)
		}
		seen = append(seen, got)
	}
}

func TestServerRefusesOptions(t *testing.T) {
	for _, o := range []ServerOptions{
		{Model: ""}, {BaseURL: "localhost:11434", Model: "m"}, {BaseURL: "ftp://x", Model: "m"},
		{BaseURL: "http://u:secret@[::1", Model: "m"}, {Model: "m", Dimensions: -1},
		{Model: "m", QueryPrefix: strings.Repeat("q", 1001)},
	} {
		if _, err := NewOllama(quiet, o); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestOllamaURL(t *testing.T) {
	for base, want := range map[string]string{
		"":                            "http://127.0.0.1:11434/api/embed",
		"http://h:1":                  "http://h:1/api/embed",
		"http://h:1/v1/":              "http://h:1/api/embed",
		"http://h:1/proxy/api":        "http://h:1/proxy/api/embed",
		"https://h/x/?key=1":          "https://h/x/api/embed?key=1",
		"http://h:1/api/v1":           "http://h:1/api/embed",
		"http://name:pass@h:1/ollama": "http://name:pass@h:1/ollama/api/embed",
	} {
		s, err := NewOllama(quiet, ServerOptions{BaseURL: base, Model: "m"})
		if err != nil || s.url.String() != want {
			t.Errorf("%q: got %v, %v, want %s", base, s.url, err, want)
		}
	}
}

// Answers may come in another order than the questions.
func TestServerOrdersByIndex(t *testing.T) {
	srv := openaitest.NewServer(t, openaitest.Options{Tolerant: true})
	s := newTest(t, 0, srv, ServerOptions{}, nil)
	texts := []string{"first", "second", "third"}
	srv.Embed(openaitest.Reply{Vectors: [][]float32{{0, 0, 5}, {3, 0, 0}, {0, 4, 0}}, Indexes: []int{2, 0, 1}})
	got, err := s.EmbedPassages(t.Context(), texts)
	want := [][]float32{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	if err != nil || !slices.EqualFunc(got, want, slices.Equal[[]float32]) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, indexes := range [][]int{{0, 0, 1}, {0, 1, 3}, {-1, 0, 1}} {
		srv.Embed(openaitest.Reply{Vectors: want, Indexes: indexes})
		if got, err := s.EmbedPassages(t.Context(), texts); err == nil {
			t.Errorf("indexes %v: got %v", indexes, got)
		}
	}
	srv.Embed(openaitest.Reply{Body: `{"data":[{"embedding":[0,2,0]},{"embedding":[0,0,1]},{"embedding":[1,0,0]}]}`})
	if got, err := s.EmbedPassages(t.Context(), texts); err != nil || got[0][1] != 1 || got[2][0] != 1 {
		t.Errorf("without indexes: got %v, %v", got, err)
	}
	srv.Embed(openaitest.Reply{Body: `{"data":[{"index":0,"embedding":"AAAAAAAAgD8AAAAA"}]}`})
	if got, err := s.EmbedQuery(t.Context(), "base64"); err != nil || !slices.Equal(got, []float32{0, 1, 0}) {
		t.Errorf("base64: got %v, %v", got, err)
	}
}

func TestServerKeepsToOneDimension(t *testing.T) {
	for kind := range kinds {
		srv := openaitest.NewServer(t)
		s := newTest(t, kind, srv, ServerOptions{}, nil)
		if _, err := s.EmbedQuery(t.Context(), "a question"); err != nil {
			t.Fatal(err)
		}
		srv.Embed(openaitest.Reply{Vectors: [][]float32{{1, 2, 3}}})
		_, err := s.EmbedPassages(t.Context(), []string{"a text"})
		if err == nil || !strings.Contains(err.Error(), "3 numbers") || !strings.Contains(err.Error(), "64 are expected") {
			t.Errorf("got %v", err)
		}
		srv.Embed(openaitest.Reply{Vectors: [][]float32{{1, 2}, {1, 2, 3}}})
		if _, err := newTest(t, kind, srv, ServerOptions{}, nil).EmbedPassages(t.Context(), []string{"a", "b"}); err == nil {
			t.Error("two lengths in one answer are no error")
		}
	}
}

func TestServerAllZeros(t *testing.T) {
	srv := openaitest.NewServer(t)
	s := newTest(t, 0, srv, ServerOptions{}, nil)
	srv.Embed(openaitest.Reply{Vectors: [][]float32{{0, 0}, {0, 0}}})
	if _, err := s.EmbedPassages(t.Context(), []string{"a", "b"}); err == nil {
		t.Error("a server that knows nothing is believed")
	}
	srv.Embed(openaitest.Reply{Vectors: [][]float32{{0, 0}, {0, 2}}})
	if v, err := s.EmbedPassages(t.Context(), []string{"…", "b"}); err != nil || cosine(v[0], v[0]) != 0 || v[1][1] != 1 {
		t.Errorf("got %v, %v", v, err)
	}
}

// A request that is too large for the server is asked in smaller ones.
func TestServerTooLarge(t *testing.T) {
	srv := openaitest.NewServer(t, openaitest.Options{Tolerant: true})
	srv.Embed(openaitest.Reply{Status: 413, Times: -1, Match: func(r openaitest.Request) bool { return len(r.Input) > 3 }})
	s := newTest(t, 0, srv, ServerOptions{}, nil)
	texts := []string{"a", "b", "c", "d", "e", "f", "g"}
	got, err := s.EmbedPassages(t.Context(), texts)
	if err != nil || cosine(got[6], openaitest.Vector("g", 64)) < 0.999 {
		t.Errorf("got %d vectors, %v", len(got), err)
	}
}

func FuzzVectors(f *testing.F) {
	f.Add(`{"data":[{"index":1,"embedding":[1,2]},{"index":0,"embedding":"AACAPw=="}],"embeddings":[[1,2],[3]]}`)
	f.Add(`{"data":[{"embedding":[[1]]}],"embeddings":[[],null,"x",{}]}`)
	f.Fuzz(func(t *testing.T, body string) {
		for _, d := range []dialect{openAI, ollama} {
			vectors, err := d.answer([]byte(body))
			if err != nil {
				continue
			}
			for _, v := range vectors {
				if v == nil || len(v) > maxDims {
					t.Errorf("%s: %v", d.name, v)
				}
				if length, ok := unit(v); ok && length != 0 && math.Abs(cosine(v, v)-1) > 1e-3 {
					t.Errorf("%s: %v has not the length 1", d.name, v)
				}
			}
		}
	})
}
