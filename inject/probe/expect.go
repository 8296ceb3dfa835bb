package probe

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"
)

// A Protocol is what probes are made of.
type Protocol uint8

const (
	_    Protocol = iota
	TCP           // segments
	UDP           // datagrams
	Echo          // ICMP or ICMPv6 echo requests, by the addresses; ICMP timestamp requests too
	ARP           // ARP requests
	ND            // neighbour solicitations
)

// A PortRange is the ports from First to Last, both included. The zero value is
// every port.
type PortRange struct{ First, Last uint16 }

// Expect says which probes will leave and what may answer them, for the
// capture's filter.
type Expect struct {
	Protocol      Protocol
	Local, Remote netip.Addr
	LocalPorts    PortRange // of Echo: identifiers
	RemotePorts   PortRange
}

// Filter returns the filter expression, in the language of pcap-filter(7),
// that passes the probes, the answers and the ICMP errors that quote a packet
// to Remote, and as little else as can be.
func (e Expect) Filter() (string, error) {
	local, remote := e.Local.Unmap().WithZone(""), e.Remote.Unmap().WithZone("")
	if local.BitLen() != remote.BitLen() || !local.IsValid() {
		return "", fmt.Errorf("expect answers from %v to %v: not of one family", e.Remote, e.Local)
	}
	out := fmt.Sprintf("src host %v and dst host %v", local, remote)
	in := fmt.Sprintf("src host %v and dst host %v", remote, local)
	switch e.Protocol {
	case TCP, UDP:
		name, number := "tcp", protoTCP
		if e.Protocol == UDP {
			name, number = "udp", protoUDP
		}
		out += " and " + name + e.LocalPorts.filter(name, "src") + e.RemotePorts.filter(name, "dst")
		in += " and " + name + e.RemotePorts.filter(name, "src") + e.LocalPorts.filter(name, "dst")
		return either(out, in, errorFilter(local, remote, number)) + extended(local, remote), nil
	case Echo:
		return e.echoFilter(local, remote, out, in) + extended(local, remote), nil
	case ARP:
		return either(
			fmt.Sprintf("arp[6:2] = 1 and arp src host %v and arp dst host %v", local, remote),
			fmt.Sprintf("arp[6:2] = 2 and arp src host %v", remote)), nil
	case ND:
		target := words("ip6", 48, remote)
		return either(
			fmt.Sprintf("icmp6 and src host %v and ip6[40] = 135 and %s", local, target),
			fmt.Sprintf("icmp6 and ip6[40] = 136 and %s", target)), nil
	}
	return "", fmt.Errorf("expect answers: protocol %d is unknown", e.Protocol)
}

func (e Expect) echoFilter(local, remote netip.Addr, out, in string) string {
	proto, field, request, answer, number := "icmp", "icmp[%d:%d]", "(icmp[0] = 8 or icmp[0] = 13)", "(icmp[0] = 0 or icmp[0] = 14)", protoICMP
	offset := 4
	if local.Is6() {
		proto, field, request, answer, number = "icmp6", "ip6[%d:%d]", "ip6[40] = 128", "ip6[40] = 129", protoICMPv6
		offset = 44
	}
	id := ""
	if e.LocalPorts != (PortRange{}) {
		f := fmt.Sprintf(field, offset, 2)
		id = fmt.Sprintf(" and %s >= %d and %s <= %d", f, e.LocalPorts.First, f, e.LocalPorts.Last)
	}
	return either(
		out+" and "+proto+" and "+request+id,
		in+" and "+proto+" and "+answer+id,
		errorFilter(local, remote, number))
}

// filter returns the condition that a port is in the range, to be appended.
func (r PortRange) filter(proto, dir string) string {
	switch {
	case r == PortRange{}:
		return ""
	case r.First == r.Last:
		return fmt.Sprintf(" and %s %s port %d", proto, dir, r.First)
	}
	return fmt.Sprintf(" and %s %s portrange %d-%d", proto, dir, r.First, r.Last)
}

// errorFilter passes ICMP errors to local that quote a packet of the protocol
// to remote. The quoted header follows 8 bytes of ICMP.
func errorFilter(local, remote netip.Addr, proto int) string {
	if local.Is4() {
		return fmt.Sprintf("icmp and dst host %v and (icmp[0] = 3 or icmp[0] = 4 or icmp[0] = 11 or icmp[0] = 12) and icmp[17] = %d and %s",
			local, proto, words("icmp", 8+16, remote))
	}
	// An extension header may stand between the quoted header and the
	// protocol's.
	return fmt.Sprintf("icmp6 and dst host %v and ip6[40] < 128 and %s", local, words("ip6", 48+24, remote))
}

// extended passes the packets in both directions that have IPv6 extension
// headers, behind which filters do not look for ports: to be appended.
func extended(local, remote netip.Addr) string {
	if local.Is4() {
		return ""
	}
	return fmt.Sprintf(" or (ip6 and host %v and host %v and (ip6[6] = %d or ip6[6] = %d or ip6[6] = %d or ip6[6] = %d))",
		local, remote, protoHopByHop, protoRouting, protoFragment, protoOptions)
}

// words compares the address at an offset of a protocol's header.
func words(proto string, offset int, a netip.Addr) string {
	var s []string
	b := a.AsSlice()
	for i := 0; i < len(b); i += 4 {
		s = append(s, fmt.Sprintf("%s[%d:4] = 0x%08x", proto, offset+i, binary.BigEndian.Uint32(b[i:])))
	}
	return strings.Join(s, " and ")
}

func either(terms ...string) string {
	return "(" + strings.Join(terms, ") or (") + ")"
}
