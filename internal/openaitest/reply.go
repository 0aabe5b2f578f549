package openaitest

import (
	"net/http"
	"slices"
	"time"
	"unicode"
)

// A Reply is what a request is answered with. The zero value is an answer without
// a word, or, to an embedding request, the vectors that the server makes.
//
// A streamed answer is sent in pieces: those of Reasoning first, then of Refusal,
// then of Text or Chunks. At most one of StallAfter, CutAfter, EndAfter and
// FailAfter should be set. They count pieces: negative is before the first piece,
// with the head of the answer and the role sent; more than there are is after the
// last piece, before finish_reason. An answer that is not streamed breaks in the
// middle of its JSON, whatever the number.
type Reply struct {
	// Match tells which requests it answers; nil: all. It must not add replies.
	Match func(Request) bool
	// Times is how many of them it answers. 0: one; negative: all until Clear.
	Times int

	// Text is what the model says.
	Text string
	// Piece is how many characters of a text are sent at once. 0: a word, with
	// the space before it.
	Piece int
	// Chunks are the pieces as they are, in place of Text.
	Chunks []string
	// Reasoning is sent as reasoning_content, before the text.
	Reasoning string
	// Refusal is sent as refusal. The content is null where there is no text.
	Refusal string
	// FinishReason ends the answer: length, content_filter. Empty: stop; "null":
	// none.
	FinishReason string
	// Empty sends no choices at all.
	Empty bool
	// Usage is what is told of tokens. Zero: counted, a word being a token.
	Usage Usage
	// NoUsage tells nothing of tokens, as some servers do.
	NoUsage bool

	// Vectors answer an embedding request in place of those that the server
	// makes. They are sent as they are, too few, too many or too long; a number
	// that is none is sent as null, as llama.cpp does.
	Vectors [][]float32
	// Indexes are told with the vectors, one for each. Nil: 0, 1, 2, …. Ollama
	// tells none.
	Indexes []int

	// Before is waited for before anything is sent.
	Before time.Duration
	// Delay is waited for before each piece but the first.
	Delay time.Duration

	// Stall answers nothing, not even a status, until the client goes away or
	// the server closes.
	Stall bool
	// Drop closes the connection without an answer.
	Drop bool
	// StallAfter falls silent after so many pieces. 0: it does not.
	StallAfter int
	// CutAfter breaks the connection after so many pieces. 0: it does not.
	CutAfter int
	// EndAfter ends the answer in good order after so many pieces, with neither
	// finish_reason nor [DONE], as a proxy that loses its server. 0: it does not.
	EndAfter int
	// FailAfter sends an error as an event after so many pieces, and ends. 0: it
	// does not.
	FailAfter int

	// Status answers with this status and an error of the API's shape. 0: 200.
	Status int
	// Body is the whole body, as it is, whatever was asked: a broken stream, a
	// page. Its Content-Type is guessed, unless Header tells it.
	Body string
	// HTML answers with the page of a proxy. Status 0 is then 502.
	HTML bool
	// Header is added to the answer's.
	Header http.Header
}

// Usage is what an answer tells of its tokens.
type Usage struct {
	Prompt, Completion int
}

// Saying matches requests with a message or a text that holds the words.
func Saying(words string) func(Request) bool {
	return func(r Request) bool { return r.says(words) }
}

// whole tells whether r is a status or a body rather than an answer.
func (r *Reply) whole() bool {
	return r.Body != "" || r.HTML || r.Status != 0 && r.Status != http.StatusOK
}

// A breach is how an answer goes wrong on its way.
type breach int

const (
	sound breach = iota
	stalls
	cuts
	ends
	fails
)

// breach tells how r goes wrong and after how many of total pieces; sound: it
// does not.
func (r *Reply) breach(total int) (breach, int) {
	how, after := sound, 0
	for _, b := range []struct {
		how breach
		n   int
	}{{stalls, r.StallAfter}, {cuts, r.CutAfter}, {ends, r.EndAfter}, {fails, r.FailAfter}} {
		n := min(max(b.n, 0), total)
		if b.n != 0 && (how == sound || n < after) {
			how, after = b.how, n
		}
	}
	return how, after
}

// deltas are the pieces of r as a stream sends them.
func (r *Reply) deltas() []object {
	var out []object
	add := func(key string, pieces []string) {
		for _, p := range pieces {
			out = append(out, object{key: p})
		}
	}
	add("reasoning_content", split(r.Reasoning, r.Piece))
	add("refusal", split(r.Refusal, r.Piece))
	if r.Chunks != nil {
		add("content", r.Chunks)
	} else {
		add("content", split(r.Text, r.Piece))
	}
	return out
}

// split cuts text into pieces of size characters, or, where size is not positive,
// of words with the space before them. The pieces add up to the text.
func split(text string, size int) []string {
	var out []string
	runes := []rune(text)
	for len(runes) > 0 {
		n := min(size, len(runes))
		if size <= 0 {
			n = word(runes)
		}
		out = append(out, string(runes[:n]))
		runes = runes[n:]
	}
	return out
}

// word is the length of the spaces and the word that text begins with.
func word(text []rune) int {
	n := 0
	for n < len(text) && unicode.IsSpace(text[n]) {
		n++
	}
	for n < len(text) && !unicode.IsSpace(text[n]) {
		n++
	}
	return n
}

// take gives the oldest reply that matches the request; ok tells whether there is
// one. turn is held.
func (s *Server) take(k kind, in Request) (rep Reply, ok bool) {
	q := s.queues[k]
	for i, r := range q {
		if r.Match != nil && !r.Match(in) {
			continue
		}
		if r.Times--; r.Times == 0 {
			s.queues[k] = slices.Delete(q, i, i+1)
		}
		return *r, true
	}
	return Reply{}, false
}
