package embedder

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"footnote/internal/harmless"
	"footnote/retrieval"
)

// Static embeds with a model of model2vec: a vector for each token of a vocabulary,
// and the vector of a text is the mean of those of its tokens. It needs no network,
// and as much memory as the model has numbers, 4 bytes each.
type Static struct {
	model   string
	dims    int
	tokens  *tokenizer
	rows    []float32 // dims numbers a row
	weights []float32 // of each token; nil: all are 1
	mapping []int32   // row of each token; nil: its own number
}

var _ retrieval.Embedder = (*Static)(nil)

// The names of the tensors: model2vec's own and those of sentence-transformers.
var embeddingNames = []string{"embeddings", "embedding.weight", "0"}

// LoadStatic reads a folder of model2vec: model.safetensors, with the tensor embeddings
// (token × dimension, in F32, F16, BF16, F64 or I8) and in newer ones weights and
// mapping, and tokenizer.json with WordPiece, WordLevel or Unigram. What config.json
// says of normalising is not asked for: all vectors get length 1, since only their
// directions are compared. The error is a sentence for people.
func LoadStatic(folder string) (*Static, error) {
	s := &Static{}
	sum := sha256.New()
	if err := s.readTokenizer(filepath.Join(folder, "tokenizer.json"), sum); err != nil {
		return nil, err
	}
	if err := s.readTensors(filepath.Join(folder, "model.safetensors"), sum); err != nil {
		return nil, err
	}
	s.model = fmt.Sprintf("static-v1-%d-%x", s.dims, sum.Sum(nil)[:6])
	return s, nil
}

const adviceFolder = "embedding.folder must name a folder of model2vec, with model.safetensors and tokenizer.json"

// openFile opens a plain file: a pipe could be waited on for ever.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no plain file")
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return f, nil
}

// unreadable is the error of a file that cannot be opened or read.
func unreadable(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("the file %s cannot be read; %s: %w", harmless.Line(path), adviceFolder, err)
}

func (s *Static) readTokenizer(path string, sum io.Writer) error {
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxTokenizer+1))
	if err != nil {
		return unreadable(path, err)
	}
	if len(data) > maxTokenizer {
		return fmt.Errorf("the file %s is over %d MB, which no tokenizer is; %s", harmless.Line(path), maxTokenizer>>20, adviceFolder)
	}
	sum.Write(data)
	if s.tokens, err = readTokenizer(data); err != nil {
		return fmt.Errorf("the tokenizer %s %w", harmless.Line(path), err)
	}
	return nil
}

func (s *Static) readTensors(path string, sum io.Writer) error {
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		_, err = io.Copy(sum, f)
	}
	if err != nil {
		return unreadable(path, err)
	}
	tensors, err := tensorsOf(f, info.Size())
	if err == nil {
		err = s.take(tensors)
	}
	if err != nil {
		return fmt.Errorf("the model %s is no model of model2vec: %w; %s", harmless.Line(path), err, adviceFolder)
	}
	return nil
}

// take reads the tensors and checks them against each other and the tokenizer.
func (s *Static) take(tensors map[string]*tensor) error {
	var t *tensor
	for _, name := range embeddingNames {
		if t = tensors[name]; t != nil {
			break
		}
	}
	if t == nil {
		return errors.New("it has no tensor embeddings")
	}
	if len(t.Shape) != 2 || t.Shape[0] == 0 || t.Shape[0] > maxVocab || t.Shape[1] == 0 || t.Shape[1] > maxDims {
		return fmt.Errorf("its tensor embeddings has the shape %v", t.Shape)
	}
	tokens := t.Shape[0]
	s.dims = int(t.Shape[1])
	if m := tensors["mapping"]; m != nil {
		rows, err := m.ints(tokens)
		if err != nil {
			return fmt.Errorf("its tensor mapping %w", err)
		}
		s.mapping, tokens = rows, int64(len(rows))
	}
	if int64(s.tokens.model.size()) > tokens {
		return fmt.Errorf("it has vectors for %d tokens, and the tokenizer has %d", tokens, s.tokens.model.size())
	}
	var err error
	if w := tensors["weights"]; w != nil {
		if s.weights, err = w.floats(); err == nil && int64(len(s.weights)) < int64(s.tokens.model.size()) {
			err = fmt.Errorf("is of %d tokens", len(s.weights))
		}
		if err != nil {
			return fmt.Errorf("its tensor weights %w", err)
		}
	}
	if s.rows, err = t.floats(); err != nil {
		return fmt.Errorf("its tensor embeddings %w", err)
	}
	return nil
}

// Model names the recipe, the dimensions, and a sum of the model's files: two models
// never have one name, and a folder may be moved.
func (s *Static) Model() string { return s.model }

// maxStatic is how many bytes of a text are embedded.
const maxStatic = 64 << 10

// EmbedPassages returns a vector of length 1 for each text; a zero vector where none of
// its words is known. The error is the context's.
func (s *Static) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(texts), 1)) {
		wg.Go(func() {
			known := memo{}
			var ids []int32
			sums := make([]float64, s.dims)
			for i := int(next.Add(1)) - 1; i < len(texts) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				ids = s.tokens.ids(clip(texts[i], maxStatic), known, ids[:0])
				vectors[i] = s.mean(ids, sums)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embed %d texts with %s: %w", len(texts), s.model, err)
	}
	return vectors, nil
}

// EmbedQuery embeds a question as a passage is embedded.
func (s *Static) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embed a question with %s: %w", s.model, err)
	}
	ids := s.tokens.ids(clip(text, maxStatic), nil, nil)
	return s.mean(ids, make([]float64, s.dims)), nil
}

// mean is the direction of the sum of the tokens' vectors. It is added up in sums.
func (s *Static) mean(ids []int32, sums []float64) []float32 {
	clear(sums)
	for _, id := range ids {
		weight := 1.0
		if s.weights != nil {
			weight = float64(s.weights[id])
		}
		row := int(id)
		if s.mapping != nil {
			row = int(s.mapping[id])
		}
		for i, x := range s.rows[row*s.dims : (row+1)*s.dims] {
			sums[i] += weight * float64(x)
		}
	}
	v := make([]float32, s.dims)
	for i, x := range sums {
		v[i] = float32(x / float64(max(len(ids), 1)))
	}
	if _, ok := unit(v); !ok {
		clear(v)
	}
	return v
}
