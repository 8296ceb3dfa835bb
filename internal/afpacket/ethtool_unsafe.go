//go:build linux

package afpacket

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/unix"
)

// legacySettings is struct ethtool_cmd of linux/ethtool.h.
type legacySettings struct {
	command   uint32
	_         [2]uint32
	speed     uint16 // Mbit/s, the low half
	_         [6]uint8
	_         [2]uint32
	speedHigh uint16
	_         [2]uint8
	_         [3]uint32
}

// ifreqData is struct ifreq with ifr_data.
type ifreqData struct {
	name [unix.IFNAMSIZ]byte
	data unsafe.Pointer
	_    [16]byte // of the union's other members
}

// LinkSpeed returns the speed of the interface name's link in Mbit/s, 0 where
// the driver does not know, or there is no device on a bus behind it: virtual
// interfaces name any speed. The ioctl is the older of two for it, ETHTOOL_GSET,
// which drivers of both kinds answer.
func LinkSpeed(name string) (int, error) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, fmt.Errorf("open socket: %w", err)
	}
	defer unix.Close(fd)
	if d, err := unix.IoctlGetEthtoolDrvinfo(fd, name); err != nil || d.Bus_info[0] == 0 || unix.ByteSliceToString(d.Bus_info[:]) == "N/A" {
		return 0, nil
	}
	settings := legacySettings{command: unix.ETHTOOL_GSET}
	// The pointer is a typed field of a live variable: it stays valid for the
	// system call, whose argument keeps request alive.
	request := ifreqData{data: unsafe.Pointer(&settings)}
	copy(request.name[:unix.IFNAMSIZ-1], name)
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SIOCETHTOOL, uintptr(unsafe.Pointer(&request))); errno != 0 {
		return 0, fmt.Errorf("ETHTOOL_GSET %s: %w", name, errno)
	}
	const unknown, unknownShort = 1<<32 - 1, 1<<16 - 1
	speed := uint32(settings.speedHigh)<<16 | uint32(settings.speed)
	if speed == unknown || speed == unknownShort {
		return 0, nil
	}
	return int(speed), nil
}
