package afpacket

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// OpenSysfs mounts a sysfs whose class/net has the interfaces of the calling
// thread's network namespace. The mount has no place in the file system: it is
// reached through the descriptor, as /proc/self/fd/N, and is gone when that is
// closed. It needs CAP_SYS_ADMIN, and Linux 5.2.
func OpenSysfs() (*os.File, error) {
	context, err := unix.Fsopen("sysfs", unix.FSOPEN_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("open sysfs: %w", err)
	}
	defer unix.Close(context)
	if err := unix.FsconfigCreate(context); err != nil {
		return nil, fmt.Errorf("make sysfs: %w", err)
	}
	fd, err := unix.Fsmount(context, unix.FSMOUNT_CLOEXEC, unix.MOUNT_ATTR_RDONLY)
	if err != nil {
		return nil, fmt.Errorf("mount sysfs: %w", err)
	}
	return os.NewFile(uintptr(fd), "sysfs"), nil
}
