package openaitest

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// A Request is what the server was asked, and how it answered. Fields that belong
// to another kind of request are zero.
type Request struct {
	Method        string
	Path          string // /v1/chat/completions
	Time          time.Time
	Authorization Secret // the whole header: "Bearer KEY"; empty: none came
	Body          []byte // as it came

	Model string

	// Of chat requests.
	Messages            []Message
	Temperature         *float64 // nil: not sent, which is 1 at OpenAI
	Seed                *int64   // nil: not sent
	MaxTokens           int      // 0: not sent
	MaxCompletionTokens int      // 0: not sent
	Stream              bool
	IncludeUsage        bool // stream_options.include_usage

	// Of embedding requests.
	Input      []string
	Dimensions int    // 0: not sent
	Encoding   string // encoding_format; empty: not sent

	// How it was answered. All are zero in Match and Default.
	Status int  // 0: nothing was sent
	Pieces int  // of a stream, without the role, the end and the usage
	Over   bool // the answer is sent, given up or cut
	Gone   bool // the client went away before the end
}

// A Message is one of a chat request's.
type Message struct {
	Role    string
	Content string // the text parts one after the other, where it came in parts
	Name    string
}

// Prompt is the contents of all messages, a blank line between two.
func (r Request) Prompt() string {
	var texts []string
	for _, m := range r.Messages {
		texts = append(texts, m.Content)
	}
	return strings.Join(texts, "\n\n")
}

func (r Request) says(words string) bool {
	return strings.Contains(r.Prompt(), words) || strings.Contains(strings.Join(r.Input, "\n\n"), words)
}

// String names the request in a line, with the beginning of the last thing said
// and without its key.
func (r Request) String() string {
	text := fmt.Sprintf("%s %s, model %q", r.Method, r.Path, r.Model)
	switch {
	case len(r.Messages) > 0:
		last := r.Messages[len(r.Messages)-1]
		return fmt.Sprintf("%s, %d messages, the last (%s) %q", text, len(r.Messages), last.Role, clip(last.Content))
	case len(r.Input) > 0:
		return fmt.Sprintf("%s, %d texts, the first %q", text, len(r.Input), clip(r.Input[0]))
	}
	return text
}

func clip(text string) string {
	const most = 60 // characters
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// A Secret is a text that can be compared but is not printed, logged or marshalled.
type Secret string

// Format writes "…", or "none" for the empty secret, for every verb.
func (x Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(x.hidden())) }

// LogValue is what Format writes.
func (x Secret) LogValue() slog.Value { return slog.StringValue(x.hidden()) }

// MarshalText is what Format writes.
func (x Secret) MarshalText() ([]byte, error) { return []byte(x.hidden()), nil }

func (x Secret) hidden() string {
	if x == "" {
		return "none"
	}
	return "…"
}

// key is the key in an Authorization header.
func (x Secret) key() string {
	_, key, _ := strings.Cut(string(x), " ")
	return key
}

// chatIn is the body of a chat request, as far as it is judged.
type chatIn struct {
	Model               string      `json:"model"`
	Messages            []messageIn `json:"messages"`
	Temperature         *float64    `json:"temperature"`
	Seed                *int64      `json:"seed"`
	MaxTokens           *int        `json:"max_tokens"`
	MaxCompletionTokens *int        `json:"max_completion_tokens"`
	N                   *int        `json:"n"`
	Stream              bool        `json:"stream"`
	StreamOptions       *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
}

type messageIn struct {
	Role      string            `json:"role"`
	Name      string            `json:"name"`
	Content   content           `json:"content"`
	ToolCalls []json.RawMessage `json:"tool_calls"`
}

// content is a text, or parts of which some are texts.
type content string

func (c *content) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil { // null leaves it empty
		*c = content(text)
		return nil
	}
	var parts []struct {
		Text string `json:"text"`
	}
	if json.Unmarshal(data, &parts) != nil {
		return errors.New("content is neither a text nor parts")
	}
	for _, p := range parts {
		*c += content(p.Text)
	}
	return nil
}

// embedIn is the body of an embedding request, OpenAI's or Ollama's.
type embedIn struct {
	Model          string `json:"model"`
	Input          texts  `json:"input"`
	Dimensions     *int   `json:"dimensions"`
	EncodingFormat string `json:"encoding_format"`
}

// texts is one text or a list of them.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var one *string
	if json.Unmarshal(data, &one) == nil {
		if one != nil {
			*t = texts{*one}
		}
		return nil
	}
	var many []string
	if json.Unmarshal(data, &many) != nil {
		return errors.New("input is neither a text nor a list of texts")
	}
	*t = many
	return nil
}

func or0(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
