//go:build unix

package living

import (
	"io/fs"
	"syscall"
)

// placeOf is where a folder lies.
func placeOf(fsys fs.FS) place {
	info, err := fs.Stat(fsys, ".")
	if err != nil {
		return place{}
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return place{uint64(st.Dev), true}
	}
	return place{}
}
