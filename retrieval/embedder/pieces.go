package embedder

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// A wordPiece cuts a word into the longest tokens from its beginning on (Schuster and
// Nakajima 2012, "Japanese and Korean Voice Search", as BERT does it). A word of which a part is
// in no token has none at all.
type wordPiece struct {
	first map[string]int32 // tokens at the beginning of a word
	later map[string]int32 // tokens inside it, without the prefix
	long  int              // bytes of the longest token
	most  int              // characters of the longest word that is cut
	whole bool             // only whole words are tokens
	n     int
}

func newWordPiece(raw json.RawMessage, unknown, prefix string, most int, whole bool) (*wordPiece, error) {
	var vocab map[string]int32
	if err := json.Unmarshal(raw, &vocab); err != nil || len(vocab) == 0 || len(vocab) > maxVocab {
		return nil, errors.New("has no vocabulary that can be read; fetch the model again")
	}
	if most <= 0 {
		most = 100
	}
	w := &wordPiece{first: vocab, later: map[string]int32{}, most: most, whole: whole}
	for token, id := range vocab {
		if id < 0 || id >= maxVocab {
			return nil, fmt.Errorf("gives a token the number %d; fetch the model again", id)
		}
		w.n = max(w.n, int(id)+1)
		if len(token) <= maxToken {
			w.long = max(w.long, len(token))
		}
		if rest := len(prefix); !whole && rest > 0 && len(token) > rest && token[:rest] == prefix {
			w.later[token[rest:]] = id
		}
	}
	delete(w.first, unknown)
	delete(w.first, "")
	if prefix == "" {
		w.later = w.first
	}
	return w, nil
}

func (w *wordPiece) size() int { return w.n }

func (w *wordPiece) tokens(word string, to []int32) []int32 {
	if id, ok := w.first[word]; ok {
		return append(to, id)
	}
	if w.whole || utf8.RuneCountInString(word) > w.most {
		return to
	}
	before := len(to)
	vocab := w.first
	for word != "" {
		n := max(min(len(word), w.long), 1)
		id, ok := vocab[word[:n]]
		for !ok && n > 1 {
			n--
			id, ok = vocab[word[:n]]
		}
		if !ok {
			return to[:before]
		}
		to = append(to, id)
		word, vocab = word[n:], w.later
	}
	return to
}

// A unigram cuts a piece into the tokens that are the most probable together (Kudo
// 2018, "Subword Regularization", section 3.2).
type unigram struct {
	vocab   map[string]scored
	long    int     // bytes of the longest token
	missing float64 // score of a character that is in no token
	bytes   []int32 // tokens of the 256 bytes, for characters in no other; nil: none
	n       int
}

type scored struct {
	id    int32
	score float64
}

func newUnigram(raw json.RawMessage, unknown *int32, byteFallback bool) (*unigram, error) {
	var vocab []unigramEntry
	if err := json.Unmarshal(raw, &vocab); err != nil || len(vocab) == 0 || len(vocab) > maxVocab {
		return nil, errors.New("has no vocabulary that can be read; fetch the model again")
	}
	u := &unigram{vocab: make(map[string]scored, len(vocab)), n: len(vocab)}
	least := math.Inf(1)
	for i, e := range vocab {
		least = min(least, e.score)
		if e.token == "" || len(e.token) > maxToken || unknown != nil && int(*unknown) == i {
			continue
		}
		u.vocab[e.token] = scored{int32(i), e.score}
		u.long = max(u.long, len(e.token))
	}
	u.missing = least - 10 // sentencepiece's penalty for an unknown character
	if byteFallback {
		u.bytes = u.byteTokens()
	}
	return u, nil
}

// A unigramEntry is a list of a token and its score.
type unigramEntry struct {
	token string
	score float64
}

// UnmarshalJSON reads the list.
func (e *unigramEntry) UnmarshalJSON(data []byte) error {
	pair := [2]json.RawMessage{}
	if err := json.Unmarshal(data, &pair); err != nil {
		return err
	}
	if err := json.Unmarshal(pair[0], &e.token); err != nil {
		return err
	}
	return json.Unmarshal(pair[1], &e.score)
}

// byteTokens are the tokens <0x00> to <0xFF>, or nil where one is not there. Nothing
// in a text is taken for one by its letters.
func (u *unigram) byteTokens() []int32 {
	tokens := make([]int32, 256)
	for i := range tokens {
		s, ok := u.vocab[fmt.Sprintf("<0x%02X>", i)]
		if !ok {
			return nil
		}
		tokens[i] = s.id
	}
	for i := range tokens {
		delete(u.vocab, fmt.Sprintf("<0x%02X>", i))
	}
	return tokens
}

func (u *unigram) size() int { return u.n }

// A way is the best way to a place in a piece: the token that ends there, where it
// begins, and the score of all until there.
type way struct {
	id    int32 // -1: a character in no token
	from  int32
	score float64
	ok    bool
}

func (u *unigram) tokens(piece string, to []int32) []int32 {
	ways := make([]way, len(piece)+1)
	ways[0] = way{ok: true}
	for i := 0; i < len(piece); {
		_, size := utf8.DecodeRuneInString(piece[i:])
		u.extend(ways, piece, i, size)
		i += size
	}
	before := len(to)
	for i := len(piece); i > 0; i = int(ways[i].from) {
		if w := ways[i]; w.id >= 0 {
			to = append(to, w.id)
		} else if u.bytes != nil {
			for j := i - 1; j >= int(w.from); j-- {
				to = append(to, u.bytes[piece[j]])
			}
		}
	}
	for i, j := before, len(to)-1; i < j; i, j = i+1, j-1 {
		to[i], to[j] = to[j], to[i]
	}
	return to
}

// extend notes the ways from i on, where a character of size bytes begins.
func (u *unigram) extend(ways []way, piece string, i, size int) {
	here := ways[i].score
	better := func(end int, id int32, score float64) {
		if w := ways[end]; !w.ok || here+score > w.score {
			ways[end] = way{id, int32(i), here + score, true}
		}
	}
	alone := false
	for end := i + 1; end <= len(piece) && end-i <= u.long; end++ {
		if end < len(piece) && !utf8.RuneStart(piece[end]) {
			continue
		}
		if s, ok := u.vocab[piece[i:end]]; ok {
			better(end, s.id, s.score)
			alone = alone || end == i+size
		}
	}
	if !alone {
		better(i+size, -1, u.missing)
	}
}
