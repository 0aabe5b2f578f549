package chromemstore

import (
	"encoding/binary"
	"fmt"
	"math"

	"footnote/article"
	"footnote/retrieval"
)

// decode returns the content of the segment in buf, which it does not keep. The
// checksum is verify's business; here every number is checked all the same, so
// that no content can do worse than errDamaged. Another model is errForeign.
func decode(buf []byte, model string) (part, error) {
	p := part{name: nameOf(buf)}
	dims := uint64(binary.LittleEndian.Uint32(buf[12:]))
	rows := uint64(binary.LittleEndian.Uint32(buf[16:]))
	count := uint64(binary.LittleEndian.Uint32(buf[20:]))
	textLen := binary.LittleEndian.Uint64(buf[24:])
	rest := uint64(len(buf) - headerLen - sumLen)
	if dims > maxDims || textLen > rest || rest-textLen != 4*rows*dims {
		return p, fmt.Errorf("%w: sizes do not fit", errDamaged)
	}
	start := len(buf) - sumLen - int(textLen)
	text := buf[start : len(buf)-sumLen]
	r := reader{buf: text, text: string(text)}
	if m := r.str(); m != model {
		return p, fmt.Errorf("%w: model %q, want %q", errForeign, m, model)
	}
	p.dims = int(dims)
	vectors := floats(buf[headerLen:start])
	for range min(count, textLen) {
		before := r.off
		d := r.doc()
		n := len(d.passages) * p.dims
		if r.bad || n > len(vectors) {
			break
		}
		// The capacity ends with the document, lest an append run into the next one.
		d.vectors, vectors = vectors[:n:n], vectors[n:]
		d.size = int64(r.off - before + 4*n)
		p.docs = append(p.docs, d)
	}
	if r.bad || uint64(len(p.docs)) != count || len(vectors) != 0 || r.off != len(text) {
		return part{}, fmt.Errorf("%w: text does not fit", errDamaged)
	}
	return p, nil
}

func floats(b []byte) []float32 {
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

// A reader reads the text of a segment. After something that cannot be, bad is
// set and everything reads as zero.
type reader struct {
	buf  []byte
	text string // the same bytes; strings are parts of it
	off  int
	bad  bool
}

func (r *reader) uint() uint64 {
	x, n := binary.Uvarint(r.buf[r.off:])
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.off += n
	return x
}

// count reads the number of things that follow, each of size bytes at least. A
// number that the rest of the text cannot hold must not ask for memory.
func (r *reader) count(size int) int {
	n := r.uint()
	if n > uint64((len(r.buf)-r.off)/size) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) str() string {
	n := r.uint()
	if n > uint64(len(r.buf)-r.off) {
		r.bad = true
		return ""
	}
	r.off += int(n)
	return r.text[r.off-int(n) : r.off]
}

// of reads the place of a string in table and returns the string.
func (r *reader) of(table []string) string {
	i := r.uint()
	if i >= uint64(len(table)) {
		r.bad = true
		return ""
	}
	return table[i]
}

// doc reads a document without its vectors.
func (r *reader) doc() *doc {
	table := make([]string, r.count(1))
	for i := range table {
		table[i] = r.str()
	}
	d := &doc{key: key{r.of(table), r.of(table)}}
	if n := r.count(7); n > 0 {
		d.passages = make([]retrieval.Passage, n)
	}
	for i := range d.passages {
		p := &d.passages[i]
		p.ID = r.of(table)
		p.Span = article.Span{Article: r.of(table), Rev: r.of(table)}
		p.Text, p.Context = r.of(table), r.of(table)
		p.Span.Start, p.Span.End = int(r.uint()), int(r.uint())
	}
	return d
}
