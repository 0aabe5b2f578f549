package embedder

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The waits between repetitions: the first, doubled each time up to the longest,
// unless the server asks for more. Some of it is left to chance, so that several
// processes do not come back together.
const (
	firstWait   = 250 * time.Millisecond
	longestWait = 8 * time.Second
)

// perText is how many bytes of an answer there may be for each text: a number of a
// vector is about 24 characters at most.
const perText = 24 * maxDims

// request asks the server for the vectors of texts, as patiently as p says. Errors are
// *ServerError, or the context's where the caller's has ended.
func (s *Server) request(ctx context.Context, texts []string, p patience) ([][]float32, error) {
	body, err := s.dialect.ask(s.opts, texts)
	if err != nil {
		return nil, s.fault(0, err, "cannot be asked")
	}
	own, cancel := context.WithTimeout(ctx, p.time)
	defer cancel()
	for try := 1; ; try++ {
		answer, err := s.post(own, body, 64<<10+int64(len(texts))*perText, p.time)
		if err == nil {
			return s.read(answer)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		pause := max(pauseAfter(try), err.Wait)
		end, _ := own.Deadline()
		if !err.Temporary || try >= p.tries || time.Until(end) <= pause {
			return nil, err
		}
		s.lg.Debug("the embedding server is asked again", "try", try, "status", err.Status, "wait", pause)
		if s.wait(own, pause) != nil && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
}

// pauseAfter is how long to wait after the nth failure, from 1.
func pauseAfter(n int) time.Duration {
	d := min(firstWait<<min(n-1, 10), longestWait)
	return d/2 + rand.N(d/2)
}

// read decodes an answer.
func (s *Server) read(answer []byte) ([][]float32, error) {
	vectors, err := s.dialect.answer(answer)
	if err != nil {
		return nil, s.fault(0, err, "gave an answer that is no list of vectors; see whether embedding.base_url and embedding.provider are right")
	}
	return vectors, nil
}

// post sends a request once and returns the body of its answer, which may have most
// bytes. Within is how long ctx lasts, for people.
func (s *Server) post(ctx context.Context, body []byte, most int64, within time.Duration) ([]byte, *ServerError) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url.String(), bytes.NewReader(body))
	if err != nil {
		return nil, s.fault(0, bare(err), "cannot be asked; correct embedding.base_url")
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	if s.opts.Key != "" {
		req.Header.Set("Authorization", "Bearer "+s.opts.Key)
	}
	res, err := s.client.Do(req)
	if err != nil {
		return nil, s.unreachable(ctx, bare(err), within)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	switch {
	case res.StatusCode != http.StatusOK:
		return nil, s.refused(res, answer)
	case err != nil:
		return nil, s.unreachable(ctx, bare(err), within)
	case int64(len(answer)) > most:
		return nil, s.fault(0, nil, "gave an answer of over %d MB; %s", most>>20, adviceOther)
	}
	return answer, nil
}

// bare is an error of the network without the address, which may hold secrets.
func bare(err error) error {
	var u *url.Error
	for errors.As(err, &u) {
		err = u.Err
	}
	return err
}

// retryAfter is how long a server asks to be left alone; 0 where it does not say.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 && ms < 1e9 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	after := strings.TrimSpace(h.Get("Retry-After"))
	if secs, err := strconv.ParseFloat(after, 64); err == nil && secs > 0 && secs < 1e6 {
		return time.Duration(secs * float64(time.Second))
	}
	if t, err := http.ParseTime(after); err == nil {
		return max(t.Sub(now), 0)
	}
	return 0
}
