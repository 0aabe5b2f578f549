package chromemstore

// A segment is a file of whole documents that is written once and never changed.
// All numbers are little-endian; a uvarint is that of encoding/binary, a string
// is its length in bytes as a uvarint and then its bytes.
//
//	offset  length
//	     0       8  magic "fnotevec"
//	     8       4  version of this format: 1
//	    12       4  dims, the dimensions of each vector; 0 where there is none
//	    16       4  rows, the number of passages
//	    20       4  number of documents
//	    24       8  length of the text in bytes
//	    32       8  salt: 0 in what Put writes, else any number
//	    40    rows × dims × 4  vectors as float32, in the order of the passages
//	     …       …  text
//	   end-32   32  SHA-256 of everything before it
//
// Vectors have length 1 (see scale) or are zero. The text is the name of the
// model as a string, then each document:
//
//	uvarint  number of strings, then the strings, each different
//	uvarint  string that is the article, uvarint string that is the revision
//	uvarint  number of passages, then for each of them
//	         uvarint strings ID, Span.Article, Span.Rev, Text, Context,
//	         uvarint Span.Start, uvarint Span.End
//
// A string is named by its place among the strings of its document, so that what
// passages share, such as the context, is there once, on disk and in memory.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"

	"footnote/retrieval"
)

const (
	magic     = "fnotevec"
	version   = 1
	headerLen = 40
	sumLen    = sha256.Size

	// No model has more dimensions. The limit keeps sizes that are computed
	// from a header within 64 bits.
	maxDims = 1 << 20
)

var (
	// errDamaged is a segment that is not as it was written.
	errDamaged = errors.New("damaged")
	// errForeign is a segment of another model, dimension or version of the format.
	errForeign = errors.New("not of this store")
)

// A key names a revision of an article.
type key struct{ article, rev string }

// A doc is a document as it is kept in memory. Its strings and its vectors are
// parts of one string and one array that the documents of a segment share.
type doc struct {
	key
	passages []retrieval.Passage
	vectors  []float32 // of length 1 or zero, one after another
	size     int64     // bytes of its vectors and text in a segment
}

// A part is the content of a segment.
type part struct {
	name string // see nameOf; empty for what was never filed
	dims int    // 0 where there is no vector
	docs []*doc
}

// encode writes docs as a segment to buf, which it overwrites and may replace.
// Vectors all have dims numbers; one that is not finite is an error. The same
// documents in the same order with the same salt are the same bytes.
func encode(buf []byte, model string, dims int, salt uint64, docs []retrieval.Document) ([]byte, error) {
	rows, text := 0, len(model)
	for _, d := range docs {
		rows += len(d.Passages)
		text += textLen(d)
	}
	if rows == 0 {
		dims = 0
	}
	buf = slices.Grow(buf[:0], headerLen+4*rows*dims+text+sumLen)
	buf = append(buf, magic...)
	buf = binary.LittleEndian.AppendUint32(buf, version)
	buf = binary.LittleEndian.AppendUint32(buf, uint32(dims))
	buf = binary.LittleEndian.AppendUint32(buf, uint32(rows))
	buf = binary.LittleEndian.AppendUint32(buf, uint32(len(docs)))
	buf = append(buf, make([]byte, 8)...) // length of the text, known below
	buf = binary.LittleEndian.AppendUint64(buf, salt)
	for _, d := range docs {
		for i, v := range d.Vectors {
			var err error
			if buf, err = appendUnit(buf, v); err != nil {
				return buf, fmt.Errorf("%s@%s: vector %d: %w", d.Article, d.Rev, i, err)
			}
		}
	}
	start := len(buf)
	buf = appendString(buf, model)
	for _, d := range docs {
		buf = appendText(buf, d)
	}
	binary.LittleEndian.PutUint64(buf[24:], uint64(len(buf)-start))
	sum := sha256.Sum256(buf)
	return append(buf, sum[:]...), nil
}

// textLen is about what the text of a document takes in a segment, in bytes.
// A context is counted once, as passages share it.
func textLen(d retrieval.Document) int {
	n := len(d.Article) + len(d.Rev) + 16
	for i, p := range d.Passages {
		n += len(p.ID) + len(p.Text) + 24
		if i == 0 || p.Context != d.Passages[i-1].Context {
			n += len(p.Context)
		}
	}
	return n
}

func appendUnit(buf []byte, v []float32) ([]byte, error) {
	sc, err := scale(v)
	if err != nil {
		return buf, err
	}
	for _, x := range v {
		if sc != 1 {
			x = float32(float64(x) * sc)
		}
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(x))
	}
	return buf, nil
}

func appendString(buf []byte, s string) []byte {
	return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
}

// appendText writes all of a document but its vectors.
func appendText(buf []byte, d retrieval.Document) []byte {
	var table []string
	place := map[string]uint64{}
	var refs []uint64
	ref := func(strs ...string) {
		for _, s := range strs {
			if _, ok := place[s]; !ok {
				place[s] = uint64(len(table))
				table = append(table, s)
			}
			refs = append(refs, place[s])
		}
	}
	ref(d.Article, d.Rev)
	refs = append(refs, uint64(len(d.Passages)))
	for _, p := range d.Passages {
		ref(p.ID, p.Span.Article, p.Span.Rev, p.Text, p.Context)
		refs = append(refs, uint64(p.Span.Start), uint64(p.Span.End))
	}
	buf = binary.AppendUvarint(buf, uint64(len(table)))
	for _, s := range table {
		buf = appendString(buf, s)
	}
	for _, r := range refs {
		buf = binary.AppendUvarint(buf, r)
	}
	return buf
}

// scale returns what v is multiplied by to get length 1: 0 for a zero vector, 1
// for one whose length is 1 but for rounding, so that what was scaled once keeps
// its bits. The bound lies within that of chromem (1e-6), which else would scale
// a copy of its own. A vector that is not finite is an error.
func scale(v []float32) (float64, error) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	n := math.Sqrt(sum)
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0):
		return 0, errors.New("vector is not finite")
	case n == 0:
		return 0, nil
	case math.Abs(n-1) <= 5e-7:
		return 1, nil
	}
	return 1 / n, nil
}

// nameOf is the name of the segment in buf: the first half of its checksum.
func nameOf(buf []byte) string {
	return hex.EncodeToString(buf[len(buf)-sumLen:][:nameLen/2])
}

// verify returns errDamaged unless buf is a segment as it was written, and
// errForeign if it is one of another version, whose checksum is not known.
func verify(buf []byte) error {
	if len(buf) < headerLen+sumLen || string(buf[:8]) != magic {
		return fmt.Errorf("%w: no segment", errDamaged)
	}
	if v := binary.LittleEndian.Uint32(buf[8:]); v != version {
		return fmt.Errorf("%w: format version %d, want %d", errForeign, v, version)
	}
	end := len(buf) - sumLen
	if sum := sha256.Sum256(buf[:end]); !bytes.Equal(sum[:], buf[end:]) {
		return fmt.Errorf("%w: checksum differs", errDamaged)
	}
	return nil
}
