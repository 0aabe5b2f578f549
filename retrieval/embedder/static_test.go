package embedder

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A made is a tensor for a file of safetensors.
type made struct {
	Dtype   string   `json:"dtype"`
	Shape   []int    `json:"shape"`
	Offsets [2]int64 `json:"data_offsets"`
	data    []byte
}

func matrix(dtype string, rows [][]float32) made {
	m := made{Dtype: dtype, Shape: []int{len(rows), len(rows[0])}}
	for _, row := range rows {
		for _, x := range row {
			bits := math.Float32bits(x)
			switch dtype {
			case "F32":
				m.data = binary.LittleEndian.AppendUint32(m.data, bits)
			case "F64":
				m.data = binary.LittleEndian.AppendUint64(m.data, math.Float64bits(float64(x)))
			case "BF16":
				m.data = binary.LittleEndian.AppendUint16(m.data, uint16(bits>>16))
			case "F16": // of numbers that are normal and need no rounding
				h := uint16(bits >> 16 & 0x8000)
				if x != 0 {
					h |= uint16(bits>>23&255-112)<<10 | uint16(bits>>13&1023)
				}
				m.data = binary.LittleEndian.AppendUint16(m.data, h)
			case "I8":
				m.data = append(m.data, byte(int8(x)))
			}
		}
	}
	return m
}

func list(m made) made {
	m.Shape = m.Shape[:1]
	return m
}

func ints64(xs ...int64) made {
	m := made{Dtype: "I64", Shape: []int{len(xs)}}
	for _, x := range xs {
		m.data = binary.LittleEndian.AppendUint64(m.data, uint64(x))
	}
	return m
}

// safetensors is a file with these tensors.
func safetensors(tensors map[string]made) []byte {
	head := map[string]any{"__metadata__": map[string]string{"format": "pt"}}
	var data []byte
	for _, name := range slices.Sorted(maps.Keys(tensors)) {
		m := tensors[name]
		m.Offsets = [2]int64{int64(len(data)), int64(len(data) + len(m.data))}
		data = append(data, m.data...)
		head[name] = m
	}
	text, _ := json.Marshal(head)
	return slices.Concat(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), text, data)
}

// bert is a tokenizer.json as model2vec's distilled models have it.
func bert(tokens ...string) string {
	vocab := map[string]int{}
	for i, token := range tokens {
		vocab[token] = i
	}
	text, _ := json.Marshal(vocab)
	return `{"version":"1.0","truncation":null,"added_tokens":[{"id":0,"content":"[UNK]","special":true}],
		"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
		"pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":null,
		"model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":` + string(text) + `}}`
}

// modelFolder writes a model.
func modelFolder(tb testing.TB, tokenizer string, tensors map[string]made) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "tokenizer.json"), []byte(tokenizer), 0o600),
		os.WriteFile(filepath.Join(dir, "model.safetensors"), safetensors(tensors), 0o600),
		os.WriteFile(filepath.Join(dir, "config.json"), []byte(`{"normalize":true}`), 0o600),
	); err != nil {
		tb.Fatal(err)
	}
	return dir
}

var tinyTokens = []string{"[UNK]", "troop", "##s", "leave", "bread", ",", "Čas", "cafe"}

var tinyRows = [][]float32{{9, 9, 9}, {4, 0, 0}, {0, 2, 0}, {1, 0, 0}, {0, 0, 8}, {0, 0, -1}, {7, 7, 7}, {-3, 0, 0}}

func load(tb testing.TB, tokenizer string, tensors map[string]made) *Static {
	tb.Helper()
	s, err := LoadStatic(modelFolder(tb, tokenizer, tensors))
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestStatic(t *testing.T) {
	tests := []struct {
		text string
		sum  []float32 // of the tokens' rows
	}{
		{"Troops leave", []float32{5, 2, 0}},
		{"TROOPS\u00a0\tleave,\nleave", []float32{6, 2, -1}},
		{"bread qqq", []float32{0, 0, 8}},
		{"bread breads breadq", []float32{0, 2, 16}},
		{"Café", []float32{-3, 0, 0}},
		{"[UNK] unknown", []float32{0, 0, 0}},
		{"", []float32{0, 0, 0}},
		{"\xff\x00", []float32{0, 0, 0}},
		{strings.Repeat("bread", 21), []float32{0, 0, 0}},
	}
	for _, dtype := range []string{"F32", "F16", "BF16", "F64", "I8"} {
		s := load(t, bert(tinyTokens...), map[string]made{"embeddings": matrix(dtype, tinyRows)})
		for _, tt := range tests {
			unit(tt.sum)
			got, err := s.EmbedPassages(t.Context(), []string{tt.text})
			q, qerr := s.EmbedQuery(t.Context(), tt.text)
			if err != nil || qerr != nil || !slices.Equal(got[0], q) {
				t.Fatalf("%v %v", err, qerr)
			}
			for i := range tt.sum {
				if math.Abs(float64(q[i]-tt.sum[i])) > 1e-5 {
					t.Errorf("%s %q: got %v, want %v", dtype, tt.text, q, tt.sum)
					break
				}
			}
		}
	}
}

// Newer models share rows among tokens and weigh each token.
func TestStaticWeightsAndMapping(t *testing.T) {
	s := load(t, bert("[UNK]", "a", "b", "c"), map[string]made{
		"embeddings": matrix("F32", [][]float32{{1, 0}, {0, 1}}),
		"mapping":    ints64(0, 0, 1, 1),
		"weights":    list(matrix("F64", [][]float32{{1}, {3}, {4}, {0}})),
	})
	for text, want := range map[string][]float32{"a b": {0.6, 0.8}, "a a": {1, 0}, "c": {0, 0}, "c b": {0, 1}} {
		got, err := s.EmbedQuery(t.Context(), text)
		if err != nil || math.Abs(float64(got[0]-want[0]))+math.Abs(float64(got[1]-want[1])) > 1e-5 {
			t.Errorf("%q: got %v, want %v; %v", text, got, want, err)
		}
	}
}

func TestStaticModel(t *testing.T) {
	tensors := map[string]made{"embeddings": matrix("F32", tinyRows)}
	one, again := load(t, bert(tinyTokens...), tensors), load(t, bert(tinyTokens...), tensors)
	if one.Model() != again.Model() || !strings.HasPrefix(one.Model(), "static-v1-3-") || len(one.Model()) > 40 {
		t.Errorf("%s and %s", one.Model(), again.Model())
	}
	other := slices.Clone(tinyRows)
	other[1] = []float32{4, 0, 1}
	if s := load(t, bert(tinyTokens...), map[string]made{"embeddings": matrix("F32", other)}); s.Model() == one.Model() {
		t.Error("other vectors have the same name")
	}
}

func TestStaticRefuses(t *testing.T) {
	nan := matrix("F32", tinyRows)
	binary.LittleEndian.PutUint32(nan.data, 0x7fc00000)
	good := map[string]made{"embeddings": matrix("F32", tinyRows)}
	with := func(name string, m made) map[string]made {
		c := maps.Clone(good)
		c[name] = m
		return c
	}
	tests := []struct {
		tokenizer string
		tensors   map[string]made
		want      string
	}{
		{bert(append(tinyTokens, "more")...), good, "vectors for 8 tokens, and the tokenizer has 9"},
		{bert(tinyTokens...), map[string]made{"other": good["embeddings"]}, "no tensor embeddings"},
		{bert(tinyTokens...), map[string]made{"embeddings": list(matrix("F32", [][]float32{{1}}))}, "the shape [1]"},
		{bert(tinyTokens...), map[string]made{"embeddings": nan}, "numbers that are none"},
		{bert(tinyTokens...), map[string]made{"embeddings": ints64(1, 2)}, "the shape [2]"},
		{bert(tinyTokens...), with("mapping", ints64(0, 1, 2, 3, 4, 5, 6, 8)), "rows that are not there"},
		{bert(tinyTokens...), with("mapping", ints64(0, -1)), "rows that are not there"},
		{bert(tinyTokens...), with("mapping", ints64(0)), "vectors for 1 tokens"},
		{bert(tinyTokens...), with("weights", list(matrix("F32", [][]float32{{1}}))), "weights is of 1 tokens"},
		{"{", good, "no JSON of a tokenizer"},
		{`{"model":{"type":"BPE","vocab":{"a":0},"merges":[]}}`, good, `in the manner "BPE"`},
		{`{"model":{"type":"WordPiece","vocab":{"a":-1}}}`, good, "the number -1"},
		{`{"model":{"type":"WordPiece","vocab":["a"]}}`, good, "no vocabulary"},
		{`{"model":{"type":"Unigram","vocab":[["a"]]}}`, good, "no vocabulary"},
		{`{"pre_tokenizer":{"type":"ByteLevel"},"model":{"type":"WordPiece","vocab":{"a":1}}}`, good, `manner "ByteLevel"`},
		{`{"normalizer":{"type":"Magic"},"model":{"type":"WordPiece","vocab":{"a":1}}}`, good, `manner "Magic"`},
	}
	for _, tt := range tests {
		_, err := LoadStatic(modelFolder(t, tt.tokenizer, tt.tensors))
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v, want %q", err, tt.want)
		}
	}
	empty := t.TempDir()
	if _, err := LoadStatic(empty); err == nil || !strings.Contains(err.Error(), "embedding.folder must name") {
		t.Errorf("an empty folder: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(empty, "tokenizer.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadStatic(empty); err == nil || !strings.Contains(err.Error(), "no plain file") {
		t.Errorf("a folder for a file: %v", err)
	}
}

func TestStaticStopsWithItsContext(t *testing.T) {
	s := load(t, bert(tinyTokens...), map[string]made{"embeddings": matrix("F32", tinyRows)})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.EmbedPassages(ctx, []string{"bread"}); !errors.Is(err, context.Canceled) {
		t.Errorf("passages: %v", err)
	}
	if _, err := s.EmbedQuery(ctx, "bread"); !errors.Is(err, context.Canceled) {
		t.Errorf("query: %v", err)
	}
}

func TestHalf(t *testing.T) {
	for bits, want := range map[uint16]float32{
		0x0000: 0, 0x3c00: 1, 0xc000: -2, 0x3555: 0.333251953125, 0x7bff: 65504, 0x0400: 6.103515625e-05, 0x0001: 5.960464477539063e-08, 0x7c00: float32(math.Inf(1)),
	} {
		if got := half(bits); got != want {
			t.Errorf("%#x: got %v, want %v", bits, got, want)
		}
	}
	if x := half(0x7e00); x == x {
		t.Errorf("NaN is %v", x)
	}
}

func FuzzSafetensors(f *testing.F) {
	f.Add(safetensors(map[string]made{"embeddings": matrix("F16", tinyRows), "mapping": ints64(0, 1), "weights": list(matrix("F32", [][]float32{{1}}))}))
	f.Add([]byte("\x00\x00\x00\x00\x00\x00\x00\x80{}"))
	f.Add([]byte("\x3f\x00\x00\x00\x00\x00\x00\x00" + `{"embeddings":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}`))
	tokens, err := readTokenizer([]byte(bert(tinyTokens...)))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tensors, err := tensorsOf(strings.NewReader(string(data)), int64(len(data)))
		if err != nil {
			return
		}
		s := &Static{tokens: tokens}
		if s.take(tensors) != nil {
			return
		}
		v, err := s.EmbedQuery(t.Context(), "Troops leave bread, café")
		if _, ok := unit(v); !ok || err != nil || len(v) != s.dims {
			t.Errorf("got %v, %v", v, err)
		}
	})
}

// news are passages of 80 words of a big vocabulary.
func news(n int) ([]string, []string) {
	r := rand.New(rand.NewPCG(1, 2))
	tokens := []string{"[UNK]"}
	for i := range 30000 {
		token := fmt.Sprintf("w%x", i)
		if i%3 == 0 {
			token = fmt.Sprintf("##%x", i)
		}
		tokens = append(tokens, token)
	}
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for range 80 {
			fmt.Fprintf(&b, "W%x, ", int(math.Pow(r.Float64(), 3)*40000))
		}
		texts[i] = b.String()
	}
	return tokens, texts
}

// BenchmarkStatic embeds 10,000 passages.
func BenchmarkStatic(b *testing.B) {
	tokens, texts := news(10000)
	rows := make([][]float32, len(tokens))
	for i := range rows {
		rows[i] = make([]float32, 256)
		rows[i][i%256] = 1
	}
	s := load(b, bert(tokens...), map[string]made{"embeddings": matrix("F32", rows)})
	for b.Loop() {
		if _, err := s.EmbedPassages(b.Context(), texts); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnigram cuts 1,000 passages that are one piece each.
func BenchmarkUnigram(b *testing.B) {
	tokens, texts := news(1000)
	var vocab []string
	for _, token := range tokens[1:] {
		vocab = append(vocab, fmt.Sprintf(`["▁%s",-9],["%s",-10]`, token, token))
	}
	tok, err := readTokenizer([]byte(unigramTokenizer(`{"type":"Lowercase"}`, `{"type":"Metaspace","split":false}`, strings.Join(vocab, ","))))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, text := range texts {
			tok.ids(text, memo{}, nil)
		}
	}
}
