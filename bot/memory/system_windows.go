package memory

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

// checksModes says that the permissions of a file tell who may read it. Those
// that Go makes up on Windows do not; a folder below the user's own is private.
const checksModes = false

// syncsFolders says that a folder can be put on the disk as a file can. Windows
// refuses, and its file systems keep a journal of names.
const syncsFolders = false

// What Windows calls these.
const (
	lockfileFailImmediately = 1
	lockfileExclusiveLock   = 2

	errorSharingViolation syscall.Errno = 32
	errorLockViolation    syscall.Errno = 33
)

var (
	kernel32     = syscall.NewLazyDLL("kernel32.dll")
	lockFileEx   = kernel32.NewProc("LockFileEx")
	unlockFileEx = kernel32.NewProc("UnlockFileEx")
)

// lock locks the first byte of file, or returns errHeld.
func lock(file *os.File) error {
	const flags = lockfileExclusiveLock | lockfileFailImmediately
	ok, _, err := lockFileEx.Call(file.Fd(), flags, 0, 1, 0, uintptr(unsafe.Pointer(&syscall.Overlapped{})))
	switch {
	case ok != 0:
		return nil
	case errors.Is(err, errorLockViolation), errors.Is(err, syscall.ERROR_IO_PENDING):
		return errHeld
	}
	return err
}

// unlock ends a lock and closes its file. Closing alone would end it, too, but
// some time later.
func unlock(file *os.File) error {
	ok, _, err := unlockFileEx.Call(file.Fd(), 0, 1, 0, uintptr(unsafe.Pointer(&syscall.Overlapped{})))
	if ok != 0 {
		err = nil
	}
	return errors.Join(err, file.Close())
}

// isBusy reports whether err goes away when another process closes a file: one
// that is open can be neither replaced nor removed.
func isBusy(err error) bool {
	return errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, errorSharingViolation)
}
