package afpacket

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// A TimestampInfo is what an interface says of its timestamps of received
// packets.
type TimestampInfo struct {
	Hardware bool // the NIC stamps all packets
	Clock    int  // the number N of the NIC's clock, /dev/ptpN; -1 if it has none
}

// Timestamps returns what the interface name's driver says, ETHTOOL_GET_TS_INFO.
func Timestamps(name string) (TimestampInfo, error) {
	info := TimestampInfo{Clock: -1}
	err := anySocket(func(fd int) error {
		ts, err := unix.IoctlGetEthtoolTsInfo(fd, name)
		if err != nil {
			return fmt.Errorf("ETHTOOL_GET_TS_INFO %s: %w", name, err)
		}
		info.Hardware = ts.So_timestamping&unix.SOF_TIMESTAMPING_RX_HARDWARE != 0 &&
			ts.So_timestamping&unix.SOF_TIMESTAMPING_RAW_HARDWARE != 0 &&
			ts.Rx_filters&(1<<unix.HWTSTAMP_FILTER_ALL) != 0
		info.Clock = int(ts.Phc_index)
		return nil
	})
	return info, err
}

// HardwareTimestamps has the NIC stamp every packet that it receives and the
// socket's ring have these stamps. The NIC goes on stamping when the socket is
// closed: there is no membership for it. A NIC that stamps already is left
// alone. It needs CAP_NET_ADMIN.
func (s *Socket) HardwareTimestamps(name string) error {
	err := anySocket(func(fd int) error {
		if c, err := unix.IoctlGetHwTstamp(fd, name); err == nil && c.Rx_filter == unix.HWTSTAMP_FILTER_ALL {
			return nil
		}
		return unix.IoctlSetHwTstamp(fd, name, &unix.HwTstampConfig{Rx_filter: unix.HWTSTAMP_FILTER_ALL})
	})
	if err != nil {
		return fmt.Errorf("SIOCSHWTSTAMP %s: %w", name, err)
	}
	return s.setInt("PACKET_TIMESTAMP", unix.PACKET_TIMESTAMP, unix.SOF_TIMESTAMPING_RAW_HARDWARE)
}

// ClockAhead returns how far the NIC's clock /dev/ptpN is ahead of the system's,
// and how far TAI is ahead of UTC by the kernel's account, 0 where nobody has
// told the kernel.
func ClockAhead(n int) (ahead, tai time.Duration, err error) {
	fd, err := unix.Open(fmt.Sprintf("/dev/ptp%d", n), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return 0, 0, fmt.Errorf("open the NIC's clock: %w", err)
	}
	defer unix.Close(fd)
	// FD_TO_CLOCKID of clock_getres(2).
	var nic, system unix.Timespec
	if err := unix.ClockGettime(int32(^fd<<3|3), &nic); err != nil {
		return 0, 0, fmt.Errorf("read the NIC's clock: %w", err)
	}
	if err := unix.ClockGettime(unix.CLOCK_REALTIME, &system); err != nil {
		return 0, 0, fmt.Errorf("read the clock: %w", err)
	}
	var state unix.Timex
	if _, err := unix.Adjtimex(&state); err != nil {
		return 0, 0, fmt.Errorf("adjtimex: %w", err)
	}
	return time.Duration(nic.Nano() - system.Nano()), time.Duration(state.Tai) * time.Second, nil
}

// anySocket calls fn with a socket that carries requests about interfaces of
// this thread's network namespace.
func anySocket(fn func(fd int) error) error {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("open socket: %w", err)
	}
	defer unix.Close(fd)
	return fn(fd)
}
