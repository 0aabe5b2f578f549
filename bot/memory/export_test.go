package memory

import (
	"log/slog"
	"os"
)

// OpenUnsynced opens a Memory that leaves it to the system when files reach the
// disk: tests would spend their time with waiting for it.
func OpenUnsynced(lg *slog.Logger, dir string, opts Options) (*Files, error) {
	return openFiles(lg, dir, opts, func(*os.File) error { return nil })
}

// Entries is the number of entries in m, those included whose age is over.
func Entries(m *Map) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.entries)
}
