package chromemstore

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"log/slog"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/storetest"
)

func TestSegment(t *testing.T) {
	odd := storetest.Doc("", "", []float32{3, 4}, []float32{0, 0})
	odd.Passages[1].Text, odd.Passages[1].Context = "\x00\xff", ""
	odd.Passages[1].Span.Start, odd.Passages[1].Span.End = -1, math.MaxInt
	docs := []retrieval.Document{storetest.Doc("empty", "1"), odd, storetest.Doc("a", "1", []float32{-1e-30, 0})}
	buf, err := encode(nil, "model-v1", 2, 7, docs)
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(buf); err != nil {
		t.Fatal(err)
	}
	p, err := decode(buf, "model-v1")
	if err != nil {
		t.Fatal(err)
	}
	if len(p.docs) != len(docs) || p.dims != 2 || p.name != nameOf(buf) {
		t.Fatalf("got %d documents of %d dimensions named %q", len(p.docs), p.dims, p.name)
	}
	for i, d := range docs {
		if got := p.docs[i]; got.key != (key{d.Article, d.Rev}) || !slices.Equal(got.passages, d.Passages) {
			t.Errorf("document %d: got %+v, want %+v", i, got, d)
		}
	}
	if got, want := p.docs[1].vectors, []float32{0.6, 0.8, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("vectors: got %v, want %v", got, want)
	}
	if got, want := p.docs[2].vectors, []float32{-1, 0}; !slices.Equal(got, want) {
		t.Errorf("tiny vector: got %v, want %v", got, want)
	}
	if _, err := decode(buf, "model-v2"); !errors.Is(err, errForeign) {
		t.Errorf("another model: got %v, want %v", err, errForeign)
	}
}

// TestStable encodes what was decoded: scaling a second time must change no bit.
func TestStable(t *testing.T) {
	want, err := encode(nil, "m", 8, 0, docs3(0, 50))
	if err != nil {
		t.Fatal(err)
	}
	p, err := decode(want, "m")
	if err != nil {
		t.Fatal(err)
	}
	var docs []retrieval.Document
	for _, d := range p.docs {
		docs = append(docs, d.document(8))
	}
	if got, err := encode(nil, "m", 8, 0, docs); err != nil || !bytes.Equal(got, want) {
		t.Errorf("other bytes the second time, %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, docs := range [][]retrieval.Document{
		nil,
		{storetest.Doc("empty", "1")},
		{doc3(1, "1")},
		{doc3(1, "1"), storetest.Doc("empty", "1"), doc3(2, "1")},
	} {
		buf, err := encode(nil, "m", 8, 0, docs)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(buf[:len(buf)-sumLen])
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		sum := sha256.Sum256(content)
		buf := append(slices.Clone(content), sum[:]...)
		if verify(buf) != nil {
			return
		}
		p, err := decode(buf, "m")
		if err != nil {
			return
		}
		for _, d := range p.docs {
			if len(d.vectors) != len(d.passages)*p.dims {
				t.Errorf("%d passages of %d dimensions, %d numbers", len(d.passages), p.dims, len(d.vectors))
			}
		}
	})
}

// spoils are ways to spoil a segment of doc3's, and whether the file is then left
// alone, as one that may be of use to others, or removed.
var spoils = []struct {
	name  string
	spoil func([]byte) []byte
	kept  bool
}{
	{"empty", cut(0), false},
	{"cut in the header", cut(20), false},
	{"cut after the header", cut(headerLen), false},
	{"cut in the vectors", cut(headerLen + 50), false},
	{"longer", func(b []byte) []byte { return append(b, 0) }, false},
	{"zeros", func(b []byte) []byte { clear(b); return b }, false},
	{"half zeros", func(b []byte) []byte { clear(b[len(b)/2:]); return b }, false},
	{"bit in the magic", flip(3), false},
	{"bit in the rows", flip(16), false},
	{"bit in a vector", flip(headerLen + 21), false},
	{"bit in the text", flip(-sumLen - 9), false},
	{"bit in the checksum", flip(-1), false},
	{"another program's", func([]byte) []byte { return []byte(strings.Repeat("hello ", 50)) }, false},
	{"another version", func(b []byte) []byte { binary.LittleEndian.PutUint32(b[8:], 2); return b }, true},
	{"another model", foreign("model-v2", 8), true},
	{"other dimensions", foreign("model-v1", 3), true},
}

func cut(n int) func([]byte) []byte { return func(b []byte) []byte { return b[:n] } }

// flip flips a bit of byte i, which counts from the end if it is negative.
func flip(i int) func([]byte) []byte {
	return func(b []byte) []byte { b[(i+len(b))%len(b)] ^= 4; return b }
}

func foreign(model string, dims int) func([]byte) []byte {
	return func([]byte) []byte {
		buf, err := encode(nil, model, dims, 0, []retrieval.Document{storetest.Doc("x", "1", make([]float32, dims))})
		if err != nil {
			panic(err)
		}
		return buf
	}
}

// TestBadFiles spoils the second of three segments in each of these ways. What the
// others hold must be found, and what was in the spoilt one can be put again.
func TestBadFiles(t *testing.T) {
	for _, tt := range spoils {
		t.Run(tt.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), defaultLimits)
			mustPut(t, s, docs3(0, 9)...) // the biggest: its dimensions count
			mustPut(t, s, docs3(9, 12)...)
			mustPut(t, s, docs3(12, 20)...)
			path := s.dir.segment(nameWith(s, doc3(9, "1")))
			spoilFile(t, path, tt.spoil)
			spoilt := reopenSpoilt(t, s, path, tt.kept)
			wantDocs(t, spoilt, append(docs3(0, 9), docs3(12, 20)...)...)
			mustPut(t, spoilt, docs3(9, 12)...)
			wantDocs(t, spoilt, docs3(0, 20)...)
			wantDocs(t, mustOpen(t, string(s.dir), defaultLimits), docs3(0, 20)...)
		})
	}
}

// nameWith is the name of the segment that holds a document.
func nameWith(s *Store, d retrieval.Document) string {
	for name, g := range s.segments {
		if _, ok := g.live[key{d.Article, d.Rev}]; ok {
			return name
		}
	}
	return ""
}

func spoilFile(t *testing.T, path string, spoil func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, spoil(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

// reopenSpoilt opens the folder of s again, which must say one thing about the
// file at path, and leave it alone or remove it.
func reopenSpoilt(t *testing.T, s *Store, path string, kept bool) *Store {
	t.Helper()
	var log bytes.Buffer
	r, err := Open(t.Context(), slog.New(slog.NewTextHandler(&log, nil)), string(s.dir), s.model)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(log.String(), "\n"); n != 1 || !strings.Contains(log.String(), path) || !strings.Contains(log.String(), "level=WARN") {
		t.Errorf("logged %q, want one warning about %s", log.String(), path)
	}
	if _, err := os.Stat(path); (err == nil) != kept {
		t.Errorf("is the file still there: %v, want %v", err == nil, kept)
	}
	return r
}
