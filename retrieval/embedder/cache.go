package embedder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// The cache is CacheDir/MODEL/SUM.vec, MODEL a sum of the model's name and SUM one of
// the file's bytes. A file holds the vectors of one request and never changes:
//
//	8 bytes   cacheMagic
//	uint32    dimensions of the vectors
//	uint32    number of vectors, n
//	n × 16    key of each text: the first half of its SHA-256
//	uint32    CRC-32 of all before
//	n × (uint32 CRC-32 of the vector's bytes, dimensions × float32)
//
// Numbers have their lowest byte first. A file is written under another name and
// renamed; whatever is not as above is passed over, and its texts are embedded again.
const cacheMagic = "fn-vec1\n"

// defaultCacheBytes holds 300,000 vectors of 1,536 numbers.
const defaultCacheBytes = 2 << 30

// leftover is how old a file that was never renamed must be before it goes.
const leftover = time.Hour

type key [16]byte

func keyOf(text string) key {
	sum := sha256.Sum256([]byte(text))
	return key(sum[:16])
}

// A cache keeps vectors of one model in files. Nothing that goes wrong with it is an
// error: it is logged once, and the texts are embedded again.
type cache struct {
	lg    *slog.Logger
	root  string // of the caches of all models
	dir   string
	limit int64 // bytes in root
	dims  int   // of the vectors; 0 before the first is seen

	open  sync.Once
	warn  sync.Once
	mu    sync.Mutex
	files []string
	at    map[key]spot
	size  int64 // bytes in root, as far as is known
}

// A spot is where a vector is.
type spot struct {
	file int   // of files
	off  int64 // of the vector's CRC
}

func newCache(lg *slog.Logger, root, model string, limit int64, dims int) *cache {
	if limit <= 0 {
		limit = defaultCacheBytes
	}
	sum := sha256.Sum256([]byte(model))
	return &cache{lg: lg, root: root, dir: filepath.Join(root, hex.EncodeToString(sum[:8])), limit: limit, dims: dims, at: map[key]spot{}}
}

// trouble logs the first error of the cache.
func (c *cache) trouble(err error) {
	c.warn.Do(func() {
		c.lg.Warn("the cache of vectors does not work; texts are embedded anew", "dir", c.dir, "err", err)
	})
}

// load reads what the files hold, without the vectors.
func (c *cache) load() {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		c.trouble(err)
		return
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		c.trouble(err)
		return
	}
	for _, e := range entries {
		path := filepath.Join(c.dir, e.Name())
		info, err := e.Info()
		switch {
		case err != nil || !info.Mode().IsRegular():
		case strings.HasSuffix(path, ".vec"):
			c.loadFile(path, info.Size())
		case strings.HasSuffix(path, ".tmp") && time.Since(info.ModTime()) > leftover:
			os.Remove(path)
		}
	}
	c.bound()
}

// loadFile notes the vectors of a file, if it is whole.
func (c *cache) loadFile(path string, size int64) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	keys, dims, err := readHead(f, size)
	if err != nil || c.dims != 0 && dims != c.dims {
		return
	}
	c.dims = dims
	c.note(path, keys)
}

// readHead reads the keys of a file of this size, and the dimensions of its vectors.
func readHead(r io.Reader, size int64) ([]key, int, error) {
	var fixed [16]byte
	if _, err := io.ReadFull(r, fixed[:]); err != nil {
		return nil, 0, err
	}
	dims, n := binary.LittleEndian.Uint32(fixed[8:]), binary.LittleEndian.Uint32(fixed[12:])
	if string(fixed[:8]) != cacheMagic || dims == 0 || dims > maxDims || n > maxBatch || fileSize(int(n), int(dims)) != size {
		return nil, 0, errors.New("no file of the cache")
	}
	rest := make([]byte, 16*n+4)
	if _, err := io.ReadFull(r, rest); err != nil {
		return nil, 0, err
	}
	sum := crc32.Update(crc32.ChecksumIEEE(fixed[:]), crc32.IEEETable, rest[:16*n])
	if sum != binary.LittleEndian.Uint32(rest[16*n:]) {
		return nil, 0, errors.New("a damaged head")
	}
	keys := make([]key, n)
	for i := range keys {
		keys[i] = key(rest[16*i : 16*i+16])
	}
	return keys, int(dims), nil
}

func headSize(n int) int64       { return int64(16 + 16*n + 4) }
func rowSize(dims int) int64     { return int64(4 + 4*dims) }
func fileSize(n, dims int) int64 { return headSize(n) + int64(n)*rowSize(dims) }

// note enters the vectors of a file.
func (c *cache) note(path string, keys []key) {
	c.files = append(c.files, path)
	for i, k := range keys {
		c.at[k] = spot{len(c.files) - 1, headSize(len(keys)) + int64(i)*rowSize(c.dims)}
	}
}

// get sets the vectors that are there.
func (c *cache) get(all []*wanted) {
	c.open.Do(c.load)
	byFile := map[string][]*wanted{}
	offs := map[*wanted]int64{}
	c.mu.Lock()
	dims := c.dims
	for _, w := range all {
		if at, ok := c.at[w.key]; ok {
			byFile[c.files[at.file]] = append(byFile[c.files[at.file]], w)
			offs[w] = at.off
		}
	}
	c.mu.Unlock()
	buf := make([]byte, rowSize(dims))
	for path, list := range byFile {
		f, err := os.Open(path)
		if err != nil {
			continue // it has been deleted
		}
		for _, w := range list {
			if _, err := f.ReadAt(buf, offs[w]); err == nil {
				w.vector = row(buf)
			}
		}
		f.Close()
	}
}

// row is the vector of a row, or nil where it is damaged.
func row(buf []byte) []float32 {
	if crc32.ChecksumIEEE(buf[4:]) != binary.LittleEndian.Uint32(buf) {
		return nil
	}
	v := make([]float32, (len(buf)-4)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(buf[4+4*i:]))
	}
	if length, ok := unit(v); !ok || length == 0 {
		return nil
	}
	return v
}

// put keeps the vectors of a request. Zero vectors are not kept: they may be a fault
// of the server that passes.
func (c *cache) put(batch []*wanted) {
	c.open.Do(c.load)
	batch = slices.DeleteFunc(slices.Clone(batch), func(w *wanted) bool {
		return !slices.ContainsFunc(w.vector, func(x float32) bool { return x != 0 })
	})
	if len(batch) == 0 {
		return
	}
	data, keys := encodeRows(batch)
	sum := sha256.Sum256(data)
	path := filepath.Join(c.dir, hex.EncodeToString(sum[:8])+".vec")
	if err := writeFile(path, data); err != nil {
		c.trouble(err)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	dims := len(batch[0].vector)
	if c.dims == 0 {
		c.dims = dims
	}
	if c.dims == dims {
		c.note(path, keys)
	}
	if c.size += int64(len(data)); c.size > c.limit {
		c.bound()
	}
}

// encodeRows is the file of these vectors, which are of one length.
func encodeRows(batch []*wanted) ([]byte, []key) {
	var buf bytes.Buffer
	le := binary.LittleEndian
	keys := make([]key, len(batch))
	buf.WriteString(cacheMagic)
	head := le.AppendUint32(nil, uint32(len(batch[0].vector)))
	buf.Write(le.AppendUint32(head, uint32(len(batch))))
	for i, w := range batch {
		keys[i] = w.key
		buf.Write(w.key[:])
	}
	buf.Write(le.AppendUint32(nil, crc32.ChecksumIEEE(buf.Bytes())))
	for _, w := range batch {
		data := make([]byte, 0, 4*len(w.vector))
		for _, x := range w.vector {
			data = le.AppendUint32(data, math.Float32bits(x))
		}
		buf.Write(le.AppendUint32(nil, crc32.ChecksumIEEE(data)))
		buf.Write(data)
	}
	return buf.Bytes(), keys
}

// writeFile writes a file under another name and renames it. It is not forced to the
// disk: one that a crash cuts short is passed over.
func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err // the folder may have been deleted since
	}
	f, err := os.CreateTemp(filepath.Dir(path), "*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// bound deletes the oldest files, of whatever model, until a quarter of the limit is
// free, if the files are over the limit. Other files in the folder are not ours and stay.
func (c *cache) bound() {
	type file struct {
		path string
		size int64
		time time.Time
	}
	var files []file
	c.size = 0
	paths, _ := filepath.Glob(filepath.Join(globQuote(c.root), "*", "*.vec"))
	for _, path := range paths {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			files = append(files, file{path, info.Size(), info.ModTime()})
			c.size += info.Size()
		}
	}
	if c.size <= c.limit {
		return
	}
	slices.SortFunc(files, func(a, b file) int { return a.time.Compare(b.time) })
	for _, f := range files {
		if c.size <= c.limit-c.limit/4 {
			return
		}
		if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			c.trouble(err)
			continue
		}
		c.size -= f.size
	}
}

// globQuote is a path in which no sign means anything to filepath.Glob.
func globQuote(path string) string {
	if os.PathSeparator == '\\' {
		return path // there a backslash cannot quote
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
