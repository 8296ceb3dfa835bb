package afpacket

import (
	"fmt"
	"runtime"

	"golang.org/x/sys/unix"
)

// OnCPU calls fn with the calling thread bound to one CPU, so that what the
// kernel allocates for fn lies in that CPU's memory.
func OnCPU(cpu int, fn func() error) error {
	runtime.LockOSThread()
	var old unix.CPUSet
	if err := unix.SchedGetaffinity(0, &old); err != nil {
		runtime.UnlockOSThread()
		return fmt.Errorf("read CPU affinity: %w", err)
	}
	defer func() {
		// A thread that stays bound stays locked: it ends with its goroutine
		// instead of running others.
		if unix.SchedSetaffinity(0, &old) == nil {
			runtime.UnlockOSThread()
		}
	}()
	if err := Pin(cpu); err != nil {
		return err
	}
	return fn()
}

// Pin binds the calling thread to a CPU. The goroutine must be locked to its
// thread.
func Pin(cpu int) error {
	var set unix.CPUSet
	if cpu < 0 {
		return fmt.Errorf("bind to CPU %d: no such CPU", cpu)
	}
	set.Set(cpu) // one that is beyond the set leaves it empty, which the kernel refuses
	if err := unix.SchedSetaffinity(0, &set); err != nil {
		return fmt.Errorf("bind to CPU %d: %w", cpu, err)
	}
	return nil
}
