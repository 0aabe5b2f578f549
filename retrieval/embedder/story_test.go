package embedder_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/internal/openaitest"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
	"footnote/seeds"
)

// The sample story is indexed and searched by vectors alone with each embedder.
func TestStory(t *testing.T) {
	srv := openaitest.NewServer(t, openaitest.Options{Dimensions: 512})
	lg := slog.New(slog.DiscardHandler)
	embedders := map[string]func() (retrieval.Embedder, error){
		"openai": func() (retrieval.Embedder, error) {
			return embedder.NewOpenAI(lg, embedder.ServerOptions{BaseURL: srv.URL(), Model: "m", CacheDir: t.TempDir()})
		},
		"ollama": func() (retrieval.Embedder, error) {
			return embedder.NewOllama(lg, embedder.ServerOptions{BaseURL: srv.OllamaURL(), Model: "m"})
		},
		"static": func() (retrieval.Embedder, error) { return embedder.LoadStatic(letters(t)) },
	}
	articles, problems, err := article.ReadFolder(context.Background(), seeds.FS)
	if err != nil || len(articles) == 0 {
		t.Fatal(err, problems)
	}
	for name, open := range embedders {
		embed, err := open()
		if err != nil {
			t.Fatal(name, err)
		}
		x := retrieval.New(lg, embed, memstore.New(), retrieval.Options{})
		if err := x.Sync(t.Context(), articles); err != nil {
			t.Fatal(name, err)
		}
		const question = "a drone base near Agadez for $100 million"
		hits, err := x.View().Search(t.Context(), retrieval.ParseQuery(question, "en"), 3, retrieval.VectorsOnly)
		if err != nil || len(hits) == 0 {
			t.Fatalf("%s: %d hits, %v", name, len(hits), err)
		}
		if h := hits[0]; !strings.Contains(h.Passage.Text, "$100 million") || h.Ranks.Vectors != 1 {
			t.Errorf("%s finds %q, rank %d", name, h.Passage.Text, h.Ranks.Vectors)
		}
	}
}

// letters is a model with a vector for each word of the sample story.
func letters(t *testing.T) string {
	vocab := map[string]int{"[UNK]": 0}
	articles, _, err := article.ReadFolder(context.Background(), seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		for _, s := range a.Sentences {
			for _, w := range strings.Fields(strings.ToLower(s.Text)) {
				if w = strings.Trim(w, ".,“”’'\"();:?!"); w != "" && vocab[w] == 0 {
					vocab[w] = len(vocab)
				}
			}
		}
	}
	const dims = 128
	rows := make([]byte, 4*dims*len(vocab))
	for w, id := range vocab {
		h := fnv.New32a()
		h.Write([]byte(w))
		binary.LittleEndian.PutUint32(rows[4*(id*dims+int(h.Sum32()%dims)):], math.Float32bits(1))
	}
	head, _ := json.Marshal(map[string]any{"embeddings": map[string]any{"dtype": "F32", "shape": []int{len(vocab), dims}, "data_offsets": []int{0, len(rows)}}})
	tokenizer, _ := json.Marshal(map[string]any{
		"normalizer":    map[string]any{"type": "BertNormalizer"},
		"pre_tokenizer": map[string]any{"type": "BertPreTokenizer"},
		"model":         map[string]any{"type": "WordPiece", "unk_token": "[UNK]", "vocab": vocab},
	})
	dir := t.TempDir()
	model := append(append(binary.LittleEndian.AppendUint64(nil, uint64(len(head))), head...), rows...)
	for name, data := range map[string][]byte{"model.safetensors": model, "tokenizer.json": tokenizer} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
