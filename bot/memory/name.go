package memory

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
)

const (
	// maxName keeps names far below the 255 bytes that file systems allow, and
	// whole paths near the 260 characters that some programs on Windows allow.
	maxName = 100
	nameTop = 60 // bytes that are left of a longer name
)

// A place is where a key lies.
type place struct {
	first  string // folder, for the part of the key before the first slash
	spread string // one of 256 folders in it
	name   string // file, for the rest of the key
	stripe int    // number of the lock
}

// placeOf returns the place of a key that is allowed. No two keys share a path,
// not even where upper and lower case are one; see Files for how a name is made.
func placeOf(key string) place {
	first, rest, ok := strings.Cut(key, "/")
	if !ok {
		first, rest = ".", key // begins no key, so its folder is free
	}
	sum := sha256.Sum256([]byte(key))
	return place{
		first:  nameOf(first),
		spread: hex.EncodeToString(sum[:1]),
		name:   nameOf(rest),
		stripe: int(sum[1]) % stripes,
	}
}

// path returns the path of a place in the folder dir.
func (p place) path(dir string) string { return filepath.Join(dir, p.first, p.spread, p.name) }

// nameOf returns the name of the file or folder for a part of a key.
func nameOf(part string) string {
	var b strings.Builder
	for i := range len(part) {
		switch c := part[i]; {
		case isUpper(c):
			b.WriteByte('+')
			b.WriteByte(c - 'A' + 'a')
		case c == '.':
			b.WriteByte('=')
		case c == '/':
			b.WriteByte(',')
		default:
			b.WriteByte(c)
		}
	}
	name := b.String()
	if len(name) > maxName {
		sum := sha256.Sum256([]byte(part))
		return name[:nameTop] + "@" + hex.EncodeToString(sum[:16])
	}
	if name == "" || isDevice(name) {
		return name + "+" // stands before a letter in every other name
	}
	return name
}

// isDevice reports whether name, which has no dot, is a device on Windows in
// whatever folder it lies.
func isDevice(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	if len(name) != 4 || name[3] < '0' || name[3] > '9' {
		return false
	}
	return name[:3] == "com" || name[:3] == "lpt"
}
