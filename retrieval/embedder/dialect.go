package embedder

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
)

// A dialect is how a kind of server is spoken to. Both are one request of JSON, done
// here by hand: a client library would turn a null among the numbers, as some servers write for
// NaN, into a zero, and would read an answer of any size.
type dialect struct {
	name   string
	url    func(base *url.URL) *url.URL
	ask    func(opts ServerOptions, texts []string) ([]byte, error)
	answer func(body []byte) ([][]float32, error)
	advice func(model string) string // what else to do where the model is not there
}

var openAI = dialect{
	name:   "openai",
	url:    func(base *url.URL) *url.URL { return base.JoinPath("embeddings") },
	ask:    askOpenAI,
	answer: answerOpenAI,
	advice: func(string) string { return "" },
}

var ollama = dialect{
	name:   "ollama",
	url:    ollamaURL,
	ask:    askOllama,
	answer: answerOllama,
	advice: func(model string) string { return ", or fetch it with: ollama pull " + model },
}

func askOpenAI(opts ServerOptions, texts []string) ([]byte, error) {
	return json.Marshal(struct {
		Model      string   `json:"model"`
		Input      []string `json:"input"`
		Dimensions int      `json:"dimensions,omitempty"`
	}{opts.Model, texts, opts.Dimensions})
}

// answerOpenAI puts the vectors in the order of their indexes. Where none has an index
// they stay in the order in which they came.
func answerOpenAI(body []byte) ([][]float32, error) {
	var wire struct {
		Data []struct {
			Index     *int   `json:"index"`
			Embedding vector `json:"embedding"`
		} `json:"data"`
	}
	if err := json.Unmarshal(body, &wire); err != nil {
		return nil, err
	}
	if wire.Data == nil {
		return nil, errors.New("no data")
	}
	vectors := make([][]float32, len(wire.Data))
	ordered := len(wire.Data) > 0 && wire.Data[0].Index != nil
	for i, d := range wire.Data {
		at := i
		if ordered != (d.Index != nil) {
			return nil, errors.New("some vectors have an index and others have none")
		}
		if ordered {
			at = *d.Index
		}
		if at < 0 || at >= len(vectors) || vectors[at] != nil || d.Embedding == nil {
			return nil, fmt.Errorf("vector %d is missing, or twice there, or out of range", at)
		}
		vectors[at] = d.Embedding
	}
	return vectors, nil
}

// ollamaURL takes off what people copy along: Ollama's own address of its other API.
func ollamaURL(base *url.URL) *url.URL {
	u := *base
	u.Path = strings.TrimRight(u.Path, "/")
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/v1"), "/api")
	u.RawPath = ""
	return u.JoinPath("api", "embed")
}

func askOllama(opts ServerOptions, texts []string) ([]byte, error) {
	return json.Marshal(struct {
		Model      string   `json:"model"`
		Input      []string `json:"input"`
		Truncate   bool     `json:"truncate"`
		Dimensions int      `json:"dimensions,omitempty"`
	}{opts.Model, texts, true, opts.Dimensions})
}

func answerOllama(body []byte) ([][]float32, error) {
	var wire struct {
		Embeddings []vector `json:"embeddings"`
	}
	if err := json.Unmarshal(body, &wire); err != nil {
		return nil, err
	}
	if wire.Embeddings == nil {
		return nil, errors.New("no embeddings")
	}
	vectors := make([][]float32, len(wire.Embeddings))
	for i, v := range wire.Embeddings {
		vectors[i] = v
	}
	return vectors, nil
}

// A vector is read from a list of numbers, or from OpenAI's other form: base64 of
// float32, the lowest byte first. What is no number is an error.
type vector []float32

// UnmarshalJSON reads both forms.
func (v *vector) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) > 0 && data[0] == '"':
		return v.fromBase64(data)
	case len(data) > 0 && data[0] == '[':
		return v.fromList(bytes.TrimSpace(data[1 : len(data)-1]))
	}
	return errors.New("a vector is neither a list nor base64")
}

func (v *vector) fromList(data []byte) error {
	*v = vector{}
	if len(data) == 0 {
		return nil
	}
	n := bytes.Count(data, []byte{','}) + 1
	if n > maxDims {
		return fmt.Errorf("a vector of %d numbers", n)
	}
	*v = make(vector, 0, n)
	for number := range bytes.SplitSeq(data, []byte{','}) {
		x, err := strconv.ParseFloat(string(bytes.TrimSpace(number)), 32)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return errors.New("a number of a vector is none")
		}
		*v = append(*v, float32(x))
	}
	return nil
}

func (v *vector) fromBase64(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	if len(raw)%4 != 0 || len(raw) > 4*maxDims {
		return fmt.Errorf("a vector of %d bytes", len(raw))
	}
	*v = make(vector, len(raw)/4)
	for i := range *v {
		(*v)[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return nil
}
