package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"footnote/answer"
	"footnote/answer/chat"
	"footnote/internal/config"
	"footnote/prompts"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
)

// An author is what writes answers, and what looks at them a second time.
type author struct {
	by    answer.Answerer
	judge answer.Judge // nil: the rules alone decide
}

// authorOf is the author that the configuration wants: a language model, or the
// sources' own sentences.
func authorOf(lg *slog.Logger, conf config.Config) (author, error) {
	m := conf.Model
	if !m.On() {
		return author{by: answer.Extractive{}}, nil
	}
	key, _, err := conf.ModelKey(os.Getenv)
	if err != nil {
		return author{}, err
	}
	set, err := promptsIn(m.Prompts)
	if err != nil {
		return author{}, err
	}
	model, err := chat.New(lg, chat.Options{
		BaseURL: m.BaseURL, Key: key, Model: m.Name, Timeout: m.Timeout,
		MaxTokens: m.MaxTokens, EvidenceTokens: m.EvidenceTokens, PriceIn: m.PriceIn, PriceOut: m.PriceOut, Prompts: set,
	})
	if err != nil {
		return author{}, fmt.Errorf("cannot ask the language model: %w", err)
	}
	a := author{by: model}
	if m.Verify == config.VerifyModel {
		a.judge = model
	}
	return a, nil
}

// promptsIn are the words said to the model, those in a folder before our own.
func promptsIn(dir string) (*prompts.Set, error) {
	var override fs.FS
	if dir != "" {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("there is no folder %s; name the folder of templates under model.prompts, or leave it out", dir)
		}
		override = os.DirFS(dir)
	}
	set, err := prompts.New(override)
	if err != nil {
		return nil, fmt.Errorf("cannot use the templates in %s: %w", dir, err)
	}
	return set, nil
}

// embedderOf is what makes the vectors that the configuration wants; nil where it
// wants those that are computed here.
func embedderOf(lg *slog.Logger, conf config.Config) (retrieval.Embedder, error) {
	e := conf.Embedding
	switch e.Provider {
	case config.ProviderStatic:
		return embedder.LoadStatic(e.Folder)
	case config.ProviderOpenAI, config.ProviderOllama:
	default:
		return nil, nil
	}
	key, _, err := conf.EmbeddingKey(os.Getenv)
	if err != nil {
		return nil, err
	}
	o := embedder.ServerOptions{
		BaseURL: e.BaseURL, Key: key, Model: e.Name, Batch: e.Batch, QueryPrefix: e.QueryPrefix, PassagePrefix: e.PassagePrefix,
	}
	if dir, err := indexFolder(conf); err == nil {
		o.CacheDir = filepath.Join(dir, "vectors")
	}
	if e.Provider == config.ProviderOllama {
		return embedder.NewOllama(lg, o)
	}
	return embedder.NewOpenAI(lg, o)
}

// engage takes what the configuration wants answers and vectors to be made with.
func (p *program) engage(lg *slog.Logger, conf config.Config) error {
	embed, err := embedderOf(lg, conf)
	if err != nil {
		return err
	}
	if embed != nil {
		p.embed = embed
	}
	p.author, err = authorOf(lg, conf)
	return err
}
