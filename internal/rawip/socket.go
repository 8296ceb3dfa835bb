package rawip

import (
	"errors"
	"fmt"
)

// Config says how a raw socket is opened. The zero value sends by the routing
// table alone.
type Config struct {
	// Interface is the index of the only interface to send through
	// (SO_BINDTOIFINDEX); 0 leaves the choice to the routing table.
	Interface int

	// Mark is the firewall mark of the packets (SO_MARK); 0 is none.
	Mark uint32
}

// MaxBatch is the most packets that one system call sends. The kernel's own
// limit, UIO_MAXIOV, is 1024; beyond some tens the saving is lost in noise,
// and a smaller batch keeps the schedule.
const MaxBatch = 64

var (
	// ErrTooLong is wrapped when a packet is longer than the MTU of its route.
	// Raw sockets do not fragment.
	ErrTooLong = errors.New("longer than the MTU")

	// ErrStalled is wrapped when the link took no packet for three seconds.
	ErrStalled = errors.New("the link takes no packets")

	// ErrUnreachable is wrapped when the kernel has no route for a packet.
	ErrUnreachable = errors.New("no route")

	// ErrLinkDown is wrapped when the interface is down.
	ErrLinkDown = errors.New("the interface is down")

	// ErrNoInterface is wrapped when the interface is gone.
	ErrNoInterface = errors.New("no such interface")
)

// A family is what the first four bits of a datagram say.
type family uint8

const (
	ipv4 family = 4
	ipv6 family = 6
)

// familyOf returns the family of a datagram long enough to hold its address.
func familyOf(packet []byte) (family, error) {
	if len(packet) == 0 {
		return 0, errors.New("an empty packet")
	}
	switch f := family(packet[0] >> 4); {
	case f == ipv4 && len(packet) >= 20, f == ipv6 && len(packet) >= 40:
		return f, nil
	case f == ipv4 || f == ipv6:
		return 0, fmt.Errorf("%d bytes are no IPv%d header", len(packet), f)
	default:
		return 0, fmt.Errorf("IP version %d: a raw socket sends 4 and 6", f)
	}
}
