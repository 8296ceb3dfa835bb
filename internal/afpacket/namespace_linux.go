package afpacket

import (
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// InNamespace calls fn on a thread that is in the network namespace which the
// file path is, as /run/netns/NAME or /proc/PID/ns/net. What fn opens stays in
// that namespace; goroutines that fn starts are not in it. It needs
// CAP_SYS_ADMIN.
func InNamespace(path string, fn func() error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open network namespace: %w", err)
	}
	defer f.Close()
	done := make(chan error)
	go func() {
		// The thread stays locked, and ends with this goroutine: it is never
		// used again, in whatever namespace it is.
		runtime.LockOSThread()
		if err := unix.Setns(int(f.Fd()), unix.CLONE_NEWNET); err != nil {
			done <- fmt.Errorf("enter network namespace %s: %w", path, err)
			return
		}
		done <- fn()
	}()
	return <-done
}
