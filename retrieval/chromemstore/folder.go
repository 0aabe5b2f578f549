package chromemstore

// What is in the folder of a store:
//
//	<name>.seg     a segment, see segment.go; the name, 32 hexadecimal digits,
//	               comes from its content
//	<mark>.dead    an empty file: a document is deleted, whatever segments hold
//	               it; the mark, 32 hexadecimal digits, comes from its article
//	               and revision
//	tmp-<pid>-<…>  a file being written, or left by a process that was killed
//
// Segments appear by renaming, whole, and never change; marks are empty. So there
// is no state in between, whenever a process is killed, and no lock: several
// processes may have the folder open. Each sees what was there when it opened it
// and what it puts itself.
//
// A document may be in several segments and counts once. A segment is removed
// only when each document in it is deleted or in another one, and who removes it
// makes sure of that afterwards (see settle). Put removes the mark of a document
// after writing it. A mark is of no use when no segment holds its document; it
// stays an hour longer, for a process that is copying a segment meanwhile.
//
// Nothing is synced to the disk: the page cache survives the process. What a
// power cut leaves half written its checksum tells, and the caller puts it again.

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	nameLen   = 32 // of a segment, without its ending
	tmpPrefix = "tmp-"

	// leftoverAge is far above the seconds that any process takes to write a
	// temporary file or to copy a segment.
	leftoverAge = time.Hour
)

var (
	segmentName = regexp.MustCompile(`^([0-9a-f]{32})\.seg$`)
	markName    = regexp.MustCompile(`^([0-9a-f]{32})\.dead$`)
)

// A folder is the path of a store's folder; empty for a store in memory only.
type folder string

// A file is a segment in a folder.
type file struct {
	name string
	size int64 // bytes
}

func (f folder) segment(name string) string { return filepath.Join(string(f), name+".seg") }

func (f folder) mark(mark string) string { return filepath.Join(string(f), mark+".dead") }

// markOf is the mark of a document.
func markOf(k key) string {
	sum := sha256.Sum256([]byte(k.article + "\x00" + k.rev))
	return hex.EncodeToString(sum[:nameLen/2])
}

// create makes the folder where it is missing and sees whether it can be written.
func (f folder) create() error {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return fmt.Errorf("create folder of vectors: %w", err)
	}
	tmp, err := f.temp()
	if err != nil {
		return fmt.Errorf("write folder of vectors: %w", err)
	}
	return errors.Join(tmp.Close(), os.Remove(tmp.Name()))
}

func (f folder) temp() (*os.File, error) {
	return os.CreateTemp(string(f), tmpPrefix+strconv.Itoa(os.Getpid())+"-*")
}

// list returns the segments and marks of the folder.
func (f folder) list() ([]file, map[string]bool, error) {
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return nil, nil, fmt.Errorf("list folder of vectors: %w", err)
	}
	var files []file
	marks := map[string]bool{}
	for _, e := range entries {
		if m := segmentName.FindStringSubmatch(e.Name()); m != nil && e.Type().IsRegular() {
			info, err := e.Info()
			if err != nil {
				continue // removed by another process
			}
			files = append(files, file{m[1], info.Size()})
		}
		if m := markName.FindStringSubmatch(e.Name()); m != nil {
			marks[m[1]] = true
		}
	}
	return files, marks, nil
}

// sweep removes temporary files older than leftoverAge, and marks as old that are
// not in use. What it cannot remove stays.
func (f folder) sweep(now time.Time, use func(mark string) bool) {
	entries, _ := os.ReadDir(string(f))
	for _, e := range entries {
		m := markName.FindStringSubmatch(e.Name())
		if !strings.HasPrefix(e.Name(), tmpPrefix) && (m == nil || use(m[1])) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > leftoverAge {
			_ = os.Remove(filepath.Join(string(f), e.Name()))
		}
	}
}

// write files buf as the segment of that name. One that is there has the same
// content; it is written again all the same, since it may be damaged.
func (f folder) write(name string, buf []byte) error {
	if f == "" {
		return nil
	}
	if err := f.place(f.segment(name), buf); err != nil {
		return fmt.Errorf("write segment %s: %w", name, err)
	}
	return nil
}

// place makes a file in one step, or none.
func (f folder) place(path string, content []byte) error {
	tmp, err := f.temp()
	if err != nil {
		return err
	}
	_, err = tmp.Write(content)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}

// kill marks a document as deleted. The mark is a new file even where there is
// one, which may be about to be swept for its age or removed by another's Put.
func (f folder) kill(k key) error {
	if f == "" {
		return nil
	}
	if err := f.place(f.mark(markOf(k)), nil); err != nil {
		return fmt.Errorf("mark as deleted: %w", err)
	}
	return nil
}

// revive removes the mark of a document.
func (f folder) revive(k key) error {
	if f == "" {
		return nil
	}
	if err := os.Remove(f.mark(markOf(k))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("unmark as deleted: %w", err)
	}
	return nil
}

// has reports whether a segment is there, as far as can be told.
func (f folder) has(name string) bool {
	_, err := os.Lstat(f.segment(name))
	return !errors.Is(err, fs.ErrNotExist)
}

// remove removes a segment; one that is not there is a no-op.
func (f folder) remove(name string) error {
	if err := os.Remove(f.segment(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove segment: %w", err)
	}
	return nil
}
