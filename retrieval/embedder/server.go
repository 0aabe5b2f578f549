package embedder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"footnote/retrieval"
)

// ServerOptions are the settings of an embedder that asks a server.
type ServerOptions struct {
	// BaseURL is where the server is. NewOpenAI adds /embeddings to it and
	// NewOllama /api/embed. Empty means https://api.openai.com/v1, or
	// http://127.0.0.1:11434. What it holds of names, passwords and parameters is
	// sent and never told.
	BaseURL string
	// Key is sent as a bearer token; empty: none. It is never told.
	Key string
	// Model is what the server calls the model. It must not be empty.
	Model string
	// Dimensions are asked of the server, which fewer models know than not, and
	// become a part of Model(). 0 means the model's own number, and nothing is asked.
	Dimensions int
	// Timeout bounds one request with all its repetitions. 0 means 60 s.
	Timeout time.Duration
	// QueryTimeout bounds the request for a question's vector, which a person waits
	// for. 0 means 10 s, or Timeout where that is less.
	QueryTimeout time.Duration
	// Batch is how many texts go into one request, 1 to 2,048. 0 means 64.
	Batch int
	// Parallel is how many requests run at a time. 0 means 4 with NewOpenAI, 1 with NewOllama.
	Parallel int
	// QueryPrefix and PassagePrefix stand before each question and each passage.
	// Models of the e5 family want "query: " and "passage: ". Up to 1,000 bytes each.
	QueryPrefix   string
	PassagePrefix string
	// CacheDir keeps the vectors of passages, so that a text is paid for once,
	// also where an indexing broke off. Empty: nothing is kept. It may be
	// deleted at any time, and several embedders may share it.
	CacheDir string
	// CacheBytes is how large the cache grows before its oldest files go. 0 means 2 GB.
	CacheBytes int64
	// Transport does the requests. Nil means http.DefaultTransport.
	Transport http.RoundTripper
}

// The limits of what is asked.
const (
	defaultTimeout = time.Minute
	queryTimeout   = 10 * time.Second
	defaultBatch   = 64
	maxBatch       = 2048
	maxDims        = 16384
	maxPrefix      = 1000
	// maxText is how many bytes of a text are embedded. A token is a byte at
	// least, and 8,191 tokens are what OpenAI's models read.
	maxText = 8000
	// maxRequest is how many bytes of texts go into one request; OpenAI takes 300,000 tokens.
	maxRequest = 200_000
)

// A patience is how often a request is sent, at most, and how long it may take in all.
type patience struct {
	tries int
	time  time.Duration
}

// A person waits for the vector of a question.
const (
	passageTries = 4
	queryTries   = 2
)

// A Server is an embedder that asks a server for its vectors. It may be used from
// any number of goroutines, and makes no request before the first text comes.
//
// All its vectors have length 1 and one number of dimensions: the configured one, or
// that of the first vector that is seen, be it in the cache or from the server. An
// answer with another number is an error from then on. The errors of its methods are
// the context's or a *ServerError.
type Server struct {
	lg      *slog.Logger
	opts    ServerOptions
	dialect dialect
	model   string
	url     *url.URL
	client  *http.Client
	wait    func(ctx context.Context, d time.Duration) error
	cache   *cache

	mu   sync.Mutex
	dims int // 0 before the first vector
}

var _ retrieval.Embedder = (*Server)(nil)

// NewOpenAI returns an embedder that asks a server which speaks as OpenAI's does:
// POST BaseURL/embeddings. The error is a sentence for people.
func NewOpenAI(lg *slog.Logger, opts ServerOptions) (*Server, error) {
	if opts.BaseURL == "" {
		opts.BaseURL = "https://api.openai.com/v1"
	}
	if opts.Parallel == 0 {
		opts.Parallel = 4
	}
	return newServer(lg, opts, openAI)
}

// NewOllama returns an embedder that asks Ollama: POST BaseURL/api/embed. A BaseURL
// that ends in /v1 or /api is taken without it. The error is a sentence for people.
func NewOllama(lg *slog.Logger, opts ServerOptions) (*Server, error) {
	if opts.BaseURL == "" {
		opts.BaseURL = "http://127.0.0.1:11434"
	}
	if opts.Parallel == 0 {
		opts.Parallel = 1 // it computes one request after the other anyway
	}
	return newServer(lg, opts, ollama)
}

func newServer(lg *slog.Logger, opts ServerOptions, d dialect) (*Server, error) {
	u, err := url.Parse(opts.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("embedding.base_url is no address of a server; write one such as http://127.0.0.1:11434")
	}
	if err := opts.check(); err != nil {
		return nil, err
	}
	s := &Server{lg: lg, opts: opts, dialect: d, model: modelName(d.name, opts), url: d.url(u), wait: sleep, dims: opts.Dimensions}
	s.client = &http.Client{Transport: opts.Transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // texts and key go to no other place than the one that is configured
	}}
	if opts.CacheDir != "" {
		s.cache = newCache(lg, opts.CacheDir, s.model, opts.CacheBytes, opts.Dimensions)
	}
	return s, nil
}

// check refuses what cannot be and sets what was left at zero.
func (o *ServerOptions) check() error {
	switch {
	case o.Model == "":
		return errors.New("embedding.name is empty; write the name of the embedding model")
	case o.Dimensions < 0 || o.Dimensions > maxDims:
		return fmt.Errorf("%d dimensions cannot be; a vector has 1 to %d, and 0 means the model's own number", o.Dimensions, maxDims)
	case len(o.QueryPrefix) > maxPrefix || len(o.PassagePrefix) > maxPrefix:
		return fmt.Errorf("embedding.query_prefix or embedding.passage_prefix is over %d bytes long, and would leave no room for the text; shorten it", maxPrefix)
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.QueryTimeout <= 0 {
		o.QueryTimeout = min(queryTimeout, o.Timeout)
	}
	if o.Batch <= 0 {
		o.Batch = defaultBatch
	}
	o.Batch = min(o.Batch, maxBatch)
	o.Parallel = max(o.Parallel, 1)
	return nil
}

// maxName is how much of the server's name for the model stands in Model(), which
// becomes a part of a folder's name.
const maxName = 24

// modelName names what decides the vectors: the model, the dimensions where they are
// configured, and the prefixes. It is short and has no signs that a file's name
// cannot have; the sum at its end tells apart what looks alike.
func modelName(kind string, opts ServerOptions) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%q\x00%q", kind, opts.Model, opts.Dimensions, opts.QueryPrefix, opts.PassagePrefix))
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
			return r
		}
		return '_'
	}, opts.Model)
	name = kind + "-v1-" + name[:min(len(name), maxName)]
	if opts.Dimensions > 0 {
		name += "-" + strconv.Itoa(opts.Dimensions)
	}
	return name + "-" + hex.EncodeToString(sum[:4])
}

// Model names the kind of server, the model, the dimensions where they are configured,
// and a sum of these and of the prefixes. It is known before the first request and
// never changes, for a store is opened under it; so dimensions that are only learned
// from the server are not in it. They are watched instead: see Server. Where the server is
// does not matter: one model gives the same vectors everywhere.
func (s *Server) Model() string { return s.model }

// EmbedPassages returns a vector for each text, a zero vector for one of white space
// alone. Only the first 8,000 bytes of a text count. What the cache has is not asked
// again; what has been answered before an error or the end of ctx is in the cache.
func (s *Server) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	return s.embed(ctx, prefixed(s.opts.PassagePrefix, texts), patience{passageTries, s.opts.Timeout}, s.cache)
}

// EmbedQuery returns the vector of a question, as EmbedPassages does that of a passage.
// It is not cached, and a server that fails is asked once more only.
func (s *Server) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := s.embed(ctx, prefixed(s.opts.QueryPrefix, []string{text}), patience{queryTries, s.opts.QueryTimeout}, nil)
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// prefixed are the texts as they are sent: behind the prefix and cut to what is
// embedded. One without anything to embed is empty.
func prefixed(prefix string, texts []string) []string {
	sent := make([]string, len(texts))
	for i, text := range texts {
		if strings.TrimSpace(text) != "" {
			sent[i] = clip(prefix+strings.ToValidUTF8(clip(text, maxText), "\ufffd"), maxText)
		}
	}
	return sent
}

// clip is s, or what of it fits into n bytes without cutting a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// agree checks a number of dimensions against that of the vectors before.
func (s *Server) agree(dims int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dims == 0 {
		s.dims = dims
	}
	if s.dims != dims {
		return s.fault(0, nil, "gives vectors of %d numbers for the model %s where %d are expected; name the model that made the index in embedding.name, or delete the index and its cache", dims, s.named(), s.dims)
	}
	return nil
}

// dimensions is the number of dimensions; 0 where no vector has been seen.
func (s *Server) dimensions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dims
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
