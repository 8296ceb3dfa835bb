//go:build !linux

package capture_test

import "testing"

func fifo(t testing.TB) string {
	t.Skip("needs a named pipe")
	return ""
}
