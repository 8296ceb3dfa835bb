package capture_test

import (
	"path/filepath"
	"syscall"
	"testing"
)

// fifo makes a named pipe.
func fifo(t testing.TB) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
