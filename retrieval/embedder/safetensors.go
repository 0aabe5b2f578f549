package embedder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
)

// A file of safetensors is 8 bytes with the length of the head, lowest byte first, the
// head in JSON (name → dtype, shape, data_offsets), and the numbers. The offsets are
// counted from the end of the head.

// The limits of a file that is read.
const (
	maxHead   = 1 << 20
	maxTensor = 1 << 29 // numbers of one tensor
	maxVocab  = 4 << 20
)

// A tensor is where the numbers of one tensor are.
type tensor struct {
	Dtype   string  `json:"dtype"`
	Shape   []int64 `json:"shape"`
	Offsets []int64 `json:"data_offsets"`

	data io.ReaderAt
	from int64 // of the first byte in data
	n    int64 // numbers
}

// widths are the bytes of one number.
var widths = map[string]int64{"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I8": 1, "I64": 8, "I32": 4, "U32": 4}

// tensorsOf lists the tensors of a file of this size. Those whose numbers this package
// can read have been checked to lie in the file; others are not in the list.
func tensorsOf(r io.ReaderAt, size int64) (map[string]*tensor, error) {
	var fixed [8]byte
	if _, err := r.ReadAt(fixed[:], 0); err != nil || size < 8 {
		return nil, errors.New("the file is too short")
	}
	n := binary.LittleEndian.Uint64(fixed[:])
	if n > maxHead || int64(n) > size-8 {
		return nil, errors.New("its head is longer than the file or than a head can be")
	}
	head := make([]byte, n)
	if _, err := r.ReadAt(head, 8); err != nil && err != io.EOF {
		return nil, err
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(head, &raw); err != nil {
		return nil, errors.New("its head is no JSON")
	}
	tensors := map[string]*tensor{}
	for name, text := range raw {
		t := &tensor{data: r}
		if name == "__metadata__" || json.Unmarshal(text, t) != nil || widths[t.Dtype] == 0 {
			continue
		}
		if err := t.place(8+int64(n), size); err != nil {
			return nil, fmt.Errorf("the tensor %.40q %w", name, err)
		}
		tensors[name] = t
	}
	return tensors, nil
}

// place checks a tensor against its file, whose numbers begin at start and end at size.
func (t *tensor) place(start, size int64) error {
	t.n = 1
	for _, d := range t.Shape {
		if d < 0 || d > maxTensor || d > 0 && t.n > maxTensor/d {
			return errors.New("is too large")
		}
		t.n *= d
	}
	if len(t.Offsets) != 2 {
		return errors.New("has no place")
	}
	from, to := t.Offsets[0], t.Offsets[1]
	if from < 0 || to < from || to > size-start || to-from != t.n*widths[t.Dtype] {
		return errors.New("does not lie in the file, or has another size than its shape says")
	}
	t.from = start + from
	return nil
}

// each calls f for the bytes of each number, in order.
func (t *tensor) each(f func(i int64, b []byte)) error {
	width := widths[t.Dtype]
	buf := make([]byte, min(t.n*width, 1<<20))
	for done := int64(0); done < t.n; {
		part := buf[:min((t.n-done)*width, int64(len(buf)))]
		if _, err := t.data.ReadAt(part, t.from+done*width); err != nil && err != io.EOF {
			return err
		}
		for off := int64(0); off < int64(len(part)); off += width {
			f(done, part[off:off+width])
			done++
		}
	}
	return nil
}

// floats reads the numbers of a tensor. One that is infinite or none is an error.
func (t *tensor) floats() ([]float32, error) {
	read := floatReaders[t.Dtype]
	if read == nil {
		return nil, fmt.Errorf("has numbers of the kind %s", t.Dtype)
	}
	xs := make([]float32, t.n)
	bad := false
	err := t.each(func(i int64, b []byte) {
		xs[i] = read(b)
		bad = bad || xs[i]-xs[i] != 0 // infinite or NaN
	})
	if err == nil && bad {
		err = errors.New("has numbers that are none")
	}
	return xs, err
}

// ints reads the numbers of a tensor of indexes, which must be below limit.
func (t *tensor) ints(limit int64) ([]int32, error) {
	if t.Dtype != "I64" && t.Dtype != "I32" && t.Dtype != "U32" {
		return nil, fmt.Errorf("has numbers of the kind %s", t.Dtype)
	}
	xs := make([]int32, t.n)
	bad := false
	err := t.each(func(i int64, b []byte) {
		x := int64(int32(binary.LittleEndian.Uint32(b)))
		if len(b) == 8 {
			x = int64(binary.LittleEndian.Uint64(b))
		}
		if x < 0 || x >= limit {
			bad = true
			return
		}
		xs[i] = int32(x)
	})
	if err == nil && bad {
		err = errors.New("points to rows that are not there")
	}
	return xs, err
}

var floatReaders = map[string]func(b []byte) float32{
	"F64":  func(b []byte) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(b))) },
	"F32":  func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) },
	"F16":  func(b []byte) float32 { return half(binary.LittleEndian.Uint16(b)) },
	"BF16": func(b []byte) float32 { return math.Float32frombits(uint32(binary.LittleEndian.Uint16(b)) << 16) },
	"I8":   func(b []byte) float32 { return float32(int8(b[0])) },
}

// half is the number that these 16 bits are: 1 bit of sign, 5 of exponent, 10 of fraction.
func half(bits uint16) float32 {
	exp, frac := int(bits>>10&31), float64(bits&1023)
	var x float64
	switch exp {
	case 0:
		x = math.Ldexp(frac, -24)
	case 31:
		if x = math.Inf(1); frac != 0 {
			x = math.NaN()
		}
	default:
		x = math.Ldexp(1024+frac, exp-25)
	}
	if bits>>15 == 1 {
		x = -x
	}
	return float32(x)
}
