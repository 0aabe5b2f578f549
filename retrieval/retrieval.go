// Package retrieval finds the passages of a story that may answer a question.
//
// Articles are cut into passages of whole sentences. A passage is found by its
// words (lexical) and by its vector (an Embedder's, kept in a Store); both
// rankings are fused, and the best are ranked again by their sentences.
package retrieval

import (
	"context"

	"footnote/article"
	"footnote/retrieval/lexical"
)

// A Passage is a run of whole sentences of one article, never across furniture.
type Passage struct {
	ID      string       // article@rev:start-end
	Span    article.Span // from the first byte of its first sentence to the last of its last
	Text    string       // the words of its sentences
	Context string       // the article's title, outlet and date, which are searched with it
}

// An Embedder turns text into vectors. All vectors of one model have the same
// number of dimensions. A text without anything to embed gives a zero vector.
// Many models treat questions and passages differently, hence two methods.
// The double for tests is the local embedder itself: it needs nothing.
type Embedder interface {
	// Model names the model, its version and its dimensions. Vectors are
	// filed under it, so that those of two models never meet.
	Model() string
	// EmbedPassages returns one vector for each text, in order, or an error and none.
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// A CountEmbedder is an Embedder that works on the words of a text without their
// order. The Index, which has stemmed and counted each passage for the word
// search, spares it doing so again.
type CountEmbedder interface {
	Embedder
	// EmbedCounts is EmbedPassages for texts given as the counts of their stems.
	EmbedCounts(ctx context.Context, dict *lexical.Dictionary, texts [][]lexical.Count) ([][]float32, error)
}

// A Document is everything that a Store holds of one revision of an article.
type Document struct {
	Article  string
	Rev      string
	Passages []Passage   // may be empty: the revision is known all the same
	Vectors  [][]float32 // one for each passage; a zero vector is kept and never found
}

// A Near is a passage and how near it is: the cosine of the two vectors, -1 to 1.
type Near struct {
	Passage Passage
	Score   float64
}

// A Store keeps the passages and vectors of one story under one embedder.
//
// Its methods may be called from any number of goroutines. What storetest.Run
// checks is the contract; memstore is the double for tests.
type Store interface {
	// Put adds documents, all or none of each: whatever ends the process, a
	// revision is afterwards there whole or not at all. Putting a revision that
	// is there is a no-op. A vector of the wrong length or with a number that is
	// none (NaN, infinite), another number of vectors than of passages, and an ID
	// that is empty or another passage's are errors, and nothing is added.
	Put(ctx context.Context, docs []Document) error
	// Delete removes a revision of an article; one that is not there is a no-op.
	Delete(ctx context.Context, article, rev string) error
	// Nearest returns at most n passages by falling score, ties by ID. A zero
	// vector is near to nothing; one of the wrong length or with NaN is an error.
	Nearest(ctx context.Context, vector []float32, n int) ([]Near, error)
	// Revisions returns the revisions that are there, by article: usually one,
	// two while an article is being replaced.
	Revisions(ctx context.Context) (map[string][]string, error)
	// All returns up to n passages whose ID is greater than after, by ID.
	// An empty page is the end.
	All(ctx context.Context, after string, n int) ([]Passage, error)
	// Version moves with every change, and only with one.
	Version() uint64
}
