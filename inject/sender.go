package inject

import (
	"fmt"

	"pktcap/internal/rawip"
)

// MaxBatch is the most packets that a [Sender] hands to the kernel in one
// system call.
const MaxBatch = rawip.MaxBatch

// What a Sender's error wraps where the caller may want to act on it. A lack
// of privilege wraps os.ErrPermission.
var (
	ErrTooLong     = rawip.ErrTooLong     // the packet is longer than the MTU; nothing of it was sent
	ErrStalled     = rawip.ErrStalled     // the link took no packet for seconds
	ErrUnreachable = rawip.ErrUnreachable // the kernel has no route for the packet
	ErrLinkDown    = rawip.ErrLinkDown    // the interface is down
	ErrNoInterface = rawip.ErrNoInterface // the interface does not exist, or no longer
)

// A Sender puts packets on the wire. Senders are safe for concurrent use.
type Sender interface {
	// Send sends the packets in order and returns how many the kernel took.
	// The error, if any, belongs to the packet after these.
	Send(packets [][]byte) (int, error)

	// Close closes the sender. It is idempotent.
	Close() error
}

// OpenIP returns a Sender of whole IP datagrams, IPv4 and IPv6 mixed, from the
// IP header on. The kernel routes them and finds the next hop, so that they
// reach whatever an ordinary program's packets reach, the machine's own
// addresses included. An iface other than "" is the only interface to send
// through.
//
// The kernel does not obey every IPv4 header: [Altered] says which need a
// link-layer sender.
//
// It needs CAP_NET_RAW.
func OpenIP(iface string) (Sender, error) {
	var c rawip.Config
	if iface != "" {
		link, err := FindLink(iface)
		if err != nil {
			return nil, fmt.Errorf("open IP sender: %w", err)
		}
		c.Interface = link.Index
	}
	s, err := rawip.Open(c)
	if err != nil {
		return nil, privileged(fmt.Errorf("open IP sender: %w", err))
	}
	return s, nil
}

// Altered returns the name of a field of the IP datagram that the sender of
// [OpenIP] cannot send as it stands, because the kernel fills it in: the total
// length or the header checksum where they are wrong, the identification or
// the source address where they are zero. It returns "" for a datagram that
// goes out byte for byte.
func Altered(packet []byte) string { return rawip.Altered(packet) }
