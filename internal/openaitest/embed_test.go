package openaitest

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

type embedOut struct {
	Data []struct {
		Index     int
		Embedding []*float32
	}
	Embeddings [][]*float32
	Usage      usageOut
	Count      int `json:"prompt_eval_count"`
}

func TestEmbeddings(t *testing.T) {
	s := NewServer(t, Options{Dimensions: 8})
	for _, tt := range []struct {
		extra string
		dims  int
	}{{"", 8}, {`,"dimensions":3`, 3}} {
		body := `{"model":"m","input":["The mayor","a harbour"]` + tt.extra + `}`
		got := decode[embedOut](t, ask(t, 200, s.URL()+"/embeddings", body).body)
		ollama := decode[embedOut](t, ask(t, 200, s.OllamaURL()+"/api/embed", body).body)
		if len(got.Data) != 2 || len(ollama.Embeddings) != 2 || got.Usage.Total != 4 || ollama.Count != 4 {
			t.Fatalf("%+v, %+v", got, ollama)
		}
		for i, text := range []string{"The mayor", "a harbour"} {
			want := Vector(text, tt.dims)
			if got.Data[i].Index != i || !same(got.Data[i].Embedding, want) || !same(ollama.Embeddings[i], want) {
				t.Errorf("%s: %v, %v, want %v", text, got.Data[i], ollama.Embeddings[i], want)
			}
		}
	}
	if r := s.Requests()[2]; r.Dimensions != 3 || !slices.Equal(r.Input, []string{"The mayor", "a harbour"}) || !r.says("harbour") {
		t.Errorf("recorded %s", r)
	}
}

// same tells whether got holds the numbers of want, null for what is none.
func same(got []*float32, want []float32) bool {
	return slices.EqualFunc(got, want, func(g *float32, w float32) bool {
		if f := float64(w); math.IsNaN(f) || math.IsInf(f, 0) {
			return g == nil
		}
		return g != nil && *g == w
	})
}

func TestScriptedVectors(t *testing.T) {
	s := NewServer(t)
	lies := [][]float32{{1, float32(math.NaN())}, {float32(math.Inf(1)), 0, 2}, {}}
	s.Embed(Reply{Vectors: lies, Indexes: []int{1, 0}, Times: 2}, Reply{Vectors: [][]float32{}}, Reply{Status: 500, Match: Saying("x")}, Reply{Status: 500})
	body := `{"model":"m","input":"x"}`
	got := decode[embedOut](t, ask(t, 200, s.URL()+"/embeddings", body).body)
	ollama := decode[embedOut](t, ask(t, 200, s.OllamaURL()+"/api/embed", body).body)
	for i, want := range []int{1, 0, 2} {
		if got.Data[i].Index != want || !same(got.Data[i].Embedding, lies[i]) || !same(ollama.Embeddings[i], lies[i]) {
			t.Errorf("vector %d: %+v, %v", i, got.Data[i], ollama.Embeddings[i])
		}
	}
	if o := ask(t, 200, s.URL()+"/embeddings", body); !strings.Contains(o.body, `"data":[]`) {
		t.Errorf("no vectors: %s", o.body)
	}
	if o := ask(t, 500, s.URL()+"/embeddings", body); !strings.Contains(o.body, `"message":"Internal Server Error"`) {
		t.Errorf("OpenAI's error: %s", o.body)
	}
	if o := ask(t, 500, s.OllamaURL()+"/api/embed", body); o.body != `{"error":"Internal Server Error"}` {
		t.Errorf("Ollama's error: %s", o.body)
	}
}

func TestBase64(t *testing.T) {
	s := NewServer(t)
	s.Embed(Reply{Vectors: [][]float32{{1, -0.5}}})
	o := ask(t, 200, s.URL()+"/embeddings", `{"model":"m","input":"x","encoding_format":"base64"}`)
	got := decode[struct{ Data []struct{ Embedding string } }](t, o.body)
	data, err := base64.StdEncoding.DecodeString(got.Data[0].Embedding)
	if err != nil || len(data) != 8 {
		t.Fatalf("%v, %d bytes", err, len(data))
	}
	if a, b := math.Float32frombits(binary.LittleEndian.Uint32(data)), math.Float32frombits(binary.LittleEndian.Uint32(data[4:])); a != 1 || b != -0.5 {
		t.Errorf("%v, %v", a, b)
	}
}

func TestVector(t *testing.T) {
	cosine := func(a, b string) (sum float64) {
		x, y := Vector(a, 256), Vector(b, 256)
		for i := range x {
			sum += float64(x[i]) * float64(y[i])
		}
		return sum
	}
	near, far := cosine("The mayor resigned", "the MAYOR, resigned?"), cosine("The mayor resigned", "ships left harbour")
	if math.Abs(near-1) > 1e-6 || far > 0.5 {
		t.Errorf("near %v, far %v", near, far)
	}
	for _, text := range []string{"", "…", "a", "a b c"} {
		for _, dims := range []int{1, 2, 64} {
			v := Vector(text, dims)
			var sum float64
			for _, x := range v {
				sum += float64(x) * float64(x)
			}
			if len(v) != dims || math.Abs(sum-1) > 1e-6 || fmt.Sprint(v) != fmt.Sprint(Vector(text, dims)) {
				t.Errorf("Vector(%q, %d) = %v", text, dims, v)
			}
		}
	}
}
