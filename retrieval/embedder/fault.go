package embedder

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"footnote/internal/harmless"
)

// A ServerError is what an embedding server did wrong.
type ServerError struct {
	// Text is one sentence for people, without a stop: what is wrong, where, what to
	// do. It holds neither the key nor more of the address than the host.
	Text string
	// Status is the status of HTTP; 0 where there was none, or where the answer is wrong itself.
	Status int
	// Temporary reports whether asking again later may help.
	Temporary bool
	// Wait is how long the server asked to be left alone; 0 where it did not say.
	Wait time.Duration
	err  error // the network's error without addresses, or nil
}

// Error is the sentence.
func (e *ServerError) Error() string { return e.Text }

// Unwrap is the error of the network, or nil.
func (e *ServerError) Unwrap() error { return e.err }

const adviceOther = "use another model or another server, or look into its log"

// fault is an error about the server. The text goes on after its name.
func (s *Server) fault(status int, err error, format string, args ...any) *ServerError {
	text := fmt.Sprintf("the embedding server at %s ", s.where()) + fmt.Sprintf(format, args...)
	return &ServerError{Text: text, Status: status, err: err}
}

// where is the server's address without secrets.
func (s *Server) where() string {
	return harmless.Line(s.url.Scheme + "://" + s.url.Host)
}

// named is the model's name, fit to be shown.
func (s *Server) named() string { return harmless.Line(clip(s.opts.Model, 80)) }

// unreachable is the error of a request that got no whole answer.
func (s *Server) unreachable(ctx context.Context, err error, within time.Duration) *ServerError {
	var f *ServerError
	if ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) {
		f = s.fault(0, err, "did not answer within %v; see whether it runs, or give it less at a time with embedding.batch", within)
	} else {
		detail := ""
		if text := s.shown(err.Error()); text != "" {
			detail = " (" + text + ")"
		}
		f = s.fault(0, err, "cannot be reached%s; start it, or correct embedding.base_url", detail)
	}
	f.Temporary = true
	return f
}

// refused is the error of an answer with another status than 200.
func (s *Server) refused(res *http.Response, body []byte) *ServerError {
	code := res.StatusCode
	said := s.said(body)
	var f *ServerError
	switch {
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		f = s.fault(code, nil, "refuses the key (status %d); set OPENAI_API_KEY to one that it takes, or name a file with it in embedding.key_file", code)
	case code == http.StatusNotFound:
		f = s.fault(code, nil, "has no model %s, or is no embedding server (status 404%s); correct embedding.name or embedding.base_url%s", s.named(), said, s.dialect.advice(s.named()))
	case code == http.StatusTooManyRequests && strings.Contains(string(body), "insufficient_quota"):
		f = s.fault(code, nil, "has no credit left for this key (status 429); fill it up, or use another server")
	case code == http.StatusTooManyRequests:
		f = s.fault(code, nil, "is asked too often (status 429%s); try again later", said)
		f.Temporary = true
	case code >= 300 && code < 400:
		f = s.fault(code, nil, "sends us elsewhere (status %d), which is not followed; write the final address into embedding.base_url", code)
	case code >= 500 || code == http.StatusRequestTimeout || code == http.StatusTooEarly:
		f = s.fault(code, nil, "fails (status %d%s); try again later, or look into its log", code, said)
		f.Temporary = code != http.StatusNotImplemented
	default:
		f = s.fault(code, nil, "does not take what it is asked (status %d%s); see whether embedding.name is an embedding model of it", code, said)
	}
	f.Wait = retryAfter(res.Header, time.Now())
	return f
}

// said is what the server says of its error, shown after a colon; empty where it says nothing that can be shown.
func (s *Server) said(body []byte) string {
	var wire struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	if json.Unmarshal(body, &wire) != nil {
		return "" // a page of HTML tells a person nothing
	}
	text := wire.Message
	var inner struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(wire.Error, &inner) == nil && inner.Message != "" {
		text = inner.Message
	} else {
		json.Unmarshal(wire.Error, &text) // Ollama's is a bare string; else text stays
	}
	if text = s.shown(text); text == "" {
		return ""
	}
	return ": " + text
}

// shown is foreign text made fit to be shown: one line, not long, and nothing at all
// where a secret may be in it.
func (s *Server) shown(text string) string {
	for _, secret := range s.secrets() {
		if strings.Contains(text, secret[:min(len(secret), 6)]) {
			return ""
		}
	}
	return strings.Trim(harmless.Line(clip(text, 200)), " .")
}

// secrets are the parts of the configuration that nobody may see.
func (s *Server) secrets() []string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	add(s.opts.Key)
	if s.url.User != nil {
		password, _ := s.url.User.Password()
		add(password)
		add(s.url.User.Username())
	}
	for _, values := range s.url.Query() {
		for _, v := range values {
			add(v)
		}
	}
	return all
}
