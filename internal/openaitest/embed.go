package openaitest

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
)

// maxDimensions is how long a vector may be asked for.
const maxDimensions = 16384

// Vector is the vector that the server makes of a text, of the given dimensions
// (at least 1) and of length 1. It is the same on every run. Texts that share
// words, whatever their case, are near each other; no text gives a zero vector.
func Vector(text string, dimensions int) []float32 {
	v := make([]float32, dimensions)
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	for _, w := range words {
		h := fnv.New64a()
		_, _ = h.Write([]byte(w))
		sum := h.Sum64()
		sign := float32(1)
		if sum>>63 == 1 {
			sign = -1
		}
		v[sum%uint64(dimensions)] += sign
	}
	normalise(v)
	return v
}

// normalise gives v the length 1. A vector of zeros becomes the first axis.
func normalise(v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		v[0] = 1
		return
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
}

// vectors are those that the request gets.
func (c *call) vectors(rep Reply) [][]float32 {
	if rep.Vectors != nil {
		return rep.Vectors
	}
	dims := c.in.Dimensions
	if dims == 0 {
		dims = c.s.opt.Dimensions
	}
	out := make([][]float32, len(c.in.Input))
	for i, text := range c.in.Input {
		out[i] = Vector(text, dims)
	}
	return out
}

func (c *call) embeddings(rep Reply) object {
	vectors := c.vectors(rep)
	tokens := rep.Usage.Prompt
	if tokens == 0 {
		tokens = len(strings.Fields(strings.Join(c.in.Input, " ")))
	}
	if c.to.ollama {
		list := make([]any, len(vectors))
		for i, v := range vectors {
			list[i] = numbers(v)
		}
		return object{"model": c.in.Model, "embeddings": list, "total_duration": 1, "load_duration": 1, "prompt_eval_count": tokens}
	}
	data := make([]object, len(vectors))
	for i, v := range vectors {
		index := i
		if i < len(rep.Indexes) {
			index = rep.Indexes[i]
		}
		data[i] = object{"object": "embedding", "index": index, "embedding": c.encoded(v)}
	}
	o := object{"object": "list", "model": c.in.Model, "data": data}
	if !rep.NoUsage {
		o["usage"] = object{"prompt_tokens": tokens, "total_tokens": tokens}
	}
	return o
}

// encoded is v in the encoding that was asked for: base64 is that of its numbers
// in four bytes each, the lowest first.
func (c *call) encoded(v []float32) any {
	if c.in.Encoding != "base64" {
		return numbers(v)
	}
	data := make([]byte, 0, 4*len(v))
	for _, x := range v {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
	}
	return base64.StdEncoding.EncodeToString(data)
}

// numbers is v for JSON, with nil for what JSON has no number for.
func numbers(v []float32) []any {
	out := make([]any, len(v))
	for i, x := range v {
		if f := float64(x); !math.IsNaN(f) && !math.IsInf(f, 0) {
			out[i] = x
		}
	}
	return out
}

// models is the list of models.
func (c *call) models() object {
	names := c.s.opt.Models
	if len(names) == 0 {
		names = []string{"test-model"}
	}
	data := make([]object, len(names))
	for i, n := range names {
		data[i] = object{"id": n, "object": "model", "created": c.in.Time.Unix(), "owned_by": "test"}
	}
	return object{"object": "list", "data": data}
}
