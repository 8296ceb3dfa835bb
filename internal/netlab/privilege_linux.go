package netlab

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// privilege reports why this process may not open a packet socket, or nil.
func privilege() error {
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("open packet socket: %w", err)
	}
	return unix.Close(fd)
}
