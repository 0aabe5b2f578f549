//go:build unix

package memory

import (
	"errors"
	"os"
	"syscall"
)

// checksModes says that the permissions of a file tell who may read it.
const checksModes = true

// syncsFolders says that a folder can be put on the disk as a file can.
const syncsFolders = true

// lock locks file, or returns errHeld.
func lock(file *os.File) error {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errHeld
		}
		return err
	}
}

// unlock ends a lock and closes its file.
func unlock(file *os.File) error { return file.Close() }

// isBusy reports whether err goes away when another process closes a file.
func isBusy(error) bool { return false }
