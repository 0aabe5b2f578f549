package embedder

import (
	"encoding/json"
	"errors"
	"fmt"
)

// A tokenizer cuts a text into tokens as a tokenizer.json says: the text is normalised,
// cut into pieces, and each piece into tokens of the vocabulary. It reads the parts
// that model2vec's models use. Tokens that stand for more than letters ([CLS], [PAD])
// are never found in a text.
type tokenizer struct {
	normal []normalizer
	split  []splitter
	model  pieceModel
}

// A pieceModel cuts a piece into tokens.
type pieceModel interface {
	// tokens appends the numbers of a piece's tokens, without those that stand for
	// what is unknown.
	tokens(piece string, to []int32) []int32
	// size is 1 + the greatest number of a token.
	size() int
}

// maxTokenizer is the size of the largest tokenizer.json that is read, in bytes.
const maxTokenizer = 128 << 20

// maxToken is how long a token of the vocabulary may be, in bytes, to be looked for.
const maxToken = 256

// maxNested is how deep sequences of steps may be nested, and maxSteps how many there may be.
const (
	maxNested = 8
	maxSteps  = 128
)

// A step is one part of a tokenizer, as it is written: a type and its own keys.
type step struct {
	Type string `json:"type"`

	// Sequence
	Normalizers   []json.RawMessage `json:"normalizers"`
	Pretokenizers []json.RawMessage `json:"pretokenizers"`
	// BertNormalizer; absent keys are true, and strip_accents is as lowercase
	CleanText    *bool `json:"clean_text"`
	ChineseChars *bool `json:"handle_chinese_chars"`
	StripAccents *bool `json:"strip_accents"`
	Lowercase    *bool `json:"lowercase"`
	// Strip
	Left  bool `json:"strip_left"`
	Right bool `json:"strip_right"`
	// Replace, Split
	Pattern struct {
		String *string `json:"String"`
		Regex  *string `json:"Regex"`
	} `json:"pattern"`
	Content  string `json:"content"`
	Behavior string `json:"behavior"`
	// Prepend
	Prepend string `json:"prepend"`
	// Precompiled, in base64
	Charsmap []byte `json:"precompiled_charsmap"`
	// Metaspace
	Replacement string `json:"replacement"`
	Scheme      string `json:"prepend_scheme"`
	PrefixSpace *bool  `json:"add_prefix_space"`
	Split       *bool  `json:"split"`
	// Digits
	Individual bool `json:"individual_digits"`
}

// readTokenizer reads a tokenizer.json. Errors go on after its name.
func readTokenizer(data []byte) (*tokenizer, error) {
	var wire struct {
		Normalizer   json.RawMessage `json:"normalizer"`
		PreTokenizer json.RawMessage `json:"pre_tokenizer"`
		Model        json.RawMessage `json:"model"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return nil, errors.New("is no JSON of a tokenizer; fetch the model again")
	}
	t := &tokenizer{}
	if err := t.addNormalizer(wire.Normalizer, 0); err != nil {
		return nil, err
	}
	if err := t.addSplitter(wire.PreTokenizer, 0); err != nil {
		return nil, err
	}
	var err error
	t.model, err = readModel(wire.Model)
	return t, err
}

// readStep decodes a step, and reports whether there is one.
func readStep(raw json.RawMessage, depth int) (step, bool, error) {
	var s step
	if len(raw) == 0 || string(raw) == "null" {
		return s, false, nil
	}
	if depth > maxNested {
		return s, false, errors.New("has parts within parts within parts; choose another model")
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return s, false, errors.New("has a part that cannot be read; fetch the model again")
	}
	return s, true, nil
}

var errTooMany = errors.New("has too many parts; choose another model")

func (t *tokenizer) addNormalizer(raw json.RawMessage, depth int) error {
	s, ok, err := readStep(raw, depth)
	if !ok {
		return err
	}
	if s.Type == "Sequence" {
		for _, part := range s.Normalizers {
			if err := t.addNormalizer(part, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if len(t.normal) == maxSteps {
		return errTooMany
	}
	f, err := newNormalizer(s)
	t.normal = append(t.normal, f)
	return err
}

func (t *tokenizer) addSplitter(raw json.RawMessage, depth int) error {
	s, ok, err := readStep(raw, depth)
	if !ok {
		return err
	}
	if s.Type == "Sequence" {
		for _, part := range s.Pretokenizers {
			if err := t.addSplitter(part, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if len(t.split) == maxSteps {
		return errTooMany
	}
	f, err := newSplitter(s)
	t.split = append(t.split, f)
	return err
}

// readModel reads the model of a tokenizer: its vocabulary and how pieces are cut.
func readModel(raw json.RawMessage) (pieceModel, error) {
	var wire struct {
		Type         string          `json:"type"`
		Vocab        json.RawMessage `json:"vocab"`
		Unknown      string          `json:"unk_token"`
		Prefix       *string         `json:"continuing_subword_prefix"`
		MaxChars     int             `json:"max_input_chars_per_word"`
		UnknownID    *int32          `json:"unk_id"`
		ByteFallback bool            `json:"byte_fallback"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &wire) != nil {
		return nil, errors.New("has no model that can be read; fetch it again")
	}
	switch wire.Type {
	case "WordPiece", "WordLevel":
		prefix := "##"
		if wire.Prefix != nil {
			prefix = *wire.Prefix
		}
		return newWordPiece(wire.Vocab, wire.Unknown, prefix, wire.MaxChars, wire.Type == "WordLevel")
	case "Unigram":
		return newUnigram(wire.Vocab, wire.UnknownID, wire.ByteFallback)
	}
	return nil, fmt.Errorf("cuts words in the manner %.40q, which is not known here; choose a model with WordPiece or Unigram", wire.Type)
}

// pieces normalises a text and cuts it.
func (t *tokenizer) pieces(text string) []string {
	for _, f := range t.normal {
		text = clip(f(text), maxNormal)
	}
	pieces := []string{text}
	for _, f := range t.split {
		var next []string
		for _, p := range pieces {
			next = f(p, next)
		}
		pieces = next
	}
	return pieces
}

// maxNormal is how long a normalised text may be, in bytes: a rule that replaces a letter
// by a page must not fill the memory.
const maxNormal = 1 << 20

// A memo remembers the tokens of pieces for one goroutine.
type memo map[string][]int32

// maxMemo bounds a memo: beyond it, pieces are cut anew each time.
const maxMemo = 1 << 16

// ids appends the numbers of a text's tokens.
func (t *tokenizer) ids(text string, m memo, to []int32) []int32 {
	for _, piece := range t.pieces(text) {
		if known, ok := m[piece]; ok {
			to = append(to, known...)
			continue
		}
		before := len(to)
		to = t.model.tokens(piece, to)
		if m != nil && len(m) < maxMemo && len(piece) <= maxToken {
			m[piece] = append([]int32(nil), to[before:]...)
		}
	}
	return to
}
