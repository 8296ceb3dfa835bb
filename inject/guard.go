package inject

import (
	"fmt"
	"net/netip"

	"pktcap/internal/rawip"
)

// A Guard keeps the kernel from answering for a hand-made flow: it knows
// nothing of the flow, and would answer the peer's segment with a reset, the
// peer's datagram with a port unreachable.
//
// It is a socket bound to the flow's local port that swallows what arrives for
// the flow. It ends with Close or with the process, however that ends, and
// needs no privilege and no packet filter rules. Packets to the port are still
// captured.
type Guard struct{ hold *rawip.Hold }

// GuardTCP guards the TCP flow between local, an address of this machine, and
// remote. Only this flow: segments of other peers for the port get their reset
// (their SYNs, silence).
func GuardTCP(local, remote netip.AddrPort) (*Guard, error) {
	zone, err := zoneIndex(local.Addr())
	if err != nil {
		return nil, fmt.Errorf("guard TCP port %v: %w", local, err)
	}
	h, err := rawip.HoldTCP(local, remote, zone)
	if err != nil {
		return nil, err
	}
	return &Guard{h}, nil
}

// GuardUDP guards the UDP port local of this machine.
func GuardUDP(local netip.AddrPort) (*Guard, error) {
	zone, err := zoneIndex(local.Addr())
	if err != nil {
		return nil, fmt.Errorf("guard UDP port %v: %w", local, err)
	}
	h, err := rawip.HoldUDP(local, zone)
	if err != nil {
		return nil, err
	}
	return &Guard{h}, nil
}

// Close ends the guard. It is idempotent.
func (g *Guard) Close() error { return g.hold.Close() }

// zoneIndex returns the interface index of an address's zone, 0 without one.
func zoneIndex(a netip.Addr) (int, error) {
	if a.Zone() == "" {
		return 0, nil
	}
	l, err := FindLink(a.Zone())
	return l.Index, err
}
