package embedder

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
)

// A wanted is a text that needs a vector, and the places that want it.
type wanted struct {
	text   string
	key    key
	places []int
	vector []float32
}

// embed returns the vectors of texts that are ready to be sent.
func (s *Server) embed(ctx context.Context, texts []string, p patience, c *cache) ([][]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, s.stopped(len(texts), err)
	}
	all, blank := collect(texts)
	missing, err := s.recall(all, c)
	if err != nil {
		return nil, err
	}
	if blank && len(missing) == 0 && s.dimensions() == 0 {
		missing = []*wanted{{text: "text"}} // so that a zero vector has a length
	}
	if err := s.ask(ctx, missing, p, c); err != nil {
		if ctx.Err() != nil {
			err = s.stopped(len(texts), ctx.Err())
		}
		return nil, err
	}
	vectors := make([][]float32, len(texts))
	for _, w := range all {
		for n, i := range w.places {
			if vectors[i] = w.vector; n > 0 {
				vectors[i] = append([]float32(nil), w.vector...) // each caller's vector is its own
			}
		}
	}
	for i := range vectors {
		if vectors[i] == nil {
			vectors[i] = make([]float32, s.dimensions())
		}
	}
	return vectors, nil
}

func (s *Server) stopped(n int, err error) error {
	return fmt.Errorf("embed %d texts with %s: %w", n, s.model, err)
}

// collect lists the texts that need a vector, each once, in order, and says whether
// some are empty.
func collect(texts []string) (all []*wanted, blank bool) {
	known := map[string]*wanted{}
	for i, text := range texts {
		if text == "" {
			blank = true
			continue
		}
		w := known[text]
		if w == nil {
			w = &wanted{text: text, key: keyOf(text)}
			known[text] = w
			all = append(all, w)
		}
		w.places = append(w.places, i)
	}
	return all, blank
}

// recall takes what it can from the cache and returns the rest. What the cache has of
// another length than the vectors before is no vector of this model.
func (s *Server) recall(all []*wanted, c *cache) ([]*wanted, error) {
	if c == nil {
		return all, nil
	}
	c.get(all)
	var missing []*wanted
	for _, w := range all {
		if w.vector == nil {
			missing = append(missing, w)
		} else if err := s.agree(len(w.vector)); err != nil {
			return nil, err
		}
	}
	return missing, nil
}

// ask gets the vectors of texts from the server, in batches. The first error stops the
// others, and all have ended when it returns.
func (s *Server) ask(ctx context.Context, missing []*wanted, p patience, c *cache) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan []*wanted)
	var wg sync.WaitGroup
	for range min(s.opts.Parallel, len(missing)) {
		wg.Go(func() {
			for b := range batches {
				if ctx.Err() != nil {
					continue
				}
				if err := s.askBatch(ctx, b, p, c); err != nil {
					cancel(err)
				}
			}
		})
	}
	for len(missing) > 0 {
		n := batchLen(missing, s.opts.Batch)
		batches <- missing[:n]
		missing = missing[n:]
	}
	close(batches)
	wg.Wait()
	return context.Cause(ctx)
}

// batchLen is how many of the texts go into the next request, 1 at least.
func batchLen(texts []*wanted, most int) int {
	bytes := 0
	for i, w := range texts {
		if bytes += len(w.text); i == most || i > 0 && bytes > maxRequest {
			return i
		}
	}
	return len(texts)
}

// askBatch gets the vectors of one request. Where that is too large for the server, it
// is asked in halves.
func (s *Server) askBatch(ctx context.Context, batch []*wanted, p patience, c *cache) error {
	texts := make([]string, len(batch))
	for i, w := range batch {
		texts[i] = w.text
	}
	vectors, err := s.request(ctx, texts, p)
	var fault *ServerError
	if errors.As(err, &fault) && fault.Status == http.StatusRequestEntityTooLarge && len(batch) > 1 {
		half := len(batch) / 2
		if err := s.askBatch(ctx, batch[:half], p, c); err != nil {
			return err
		}
		return s.askBatch(ctx, batch[half:], p, c)
	}
	if err != nil {
		return err
	}
	if err := s.check(vectors, len(texts)); err != nil {
		return err
	}
	for i, w := range batch {
		w.vector = vectors[i]
	}
	if c != nil {
		c.put(batch)
	}
	return nil
}

// check normalises the vectors of an answer to n texts, or says what is wrong with them.
func (s *Server) check(vectors [][]float32, n int) error {
	if len(vectors) != n {
		return s.fault(0, nil, "was asked for %d vectors and gave %d; %s", n, len(vectors), adviceOther)
	}
	zeros := 0
	for _, v := range vectors {
		if len(v) == 0 || len(v) > maxDims {
			return s.fault(0, nil, "gave a vector of %d numbers; %s", len(v), adviceOther)
		}
		if err := s.agree(len(v)); err != nil {
			return err
		}
		length, ok := unit(v)
		if !ok {
			return s.fault(0, nil, "gave a vector with numbers that are none; %s", adviceOther)
		}
		if length == 0 {
			zeros++
		}
	}
	if zeros == n && n > 1 {
		return s.fault(0, nil, "gave vectors of nothing but zeros; %s", adviceOther)
	}
	return nil
}
