package living

import (
	"errors"
	"io/fs"
)

// errUnmounted is the error of a look at the empty folder on which a disk was mounted.
var errUnmounted = errors.New("the folder of articles is empty and on another disk than before: its disk seems to be unmounted; mount it again, or start anew if it is to be empty")

// A place is the device that a folder lies on; the zero value is an unknown one.
type place struct {
	device uint64
	known  bool
}

// unmounted reports whether the folder, which lies at p and had articles when it
// lay at last, is what unmounting a disk leaves behind. Removing all files, and
// the folder too, does not change the device.
func (p place) unmounted(last place, fsys fs.FS) bool {
	if !p.known || !last.known || p == last {
		return false
	}
	entries, err := fs.ReadDir(fsys, ".")
	return err == nil && len(entries) == 0
}
